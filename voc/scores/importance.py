"""What each criterion weighs in an interview, from everything the respondent said of its importance.

Five kinds of evidence, the stronger first: `points` (a constant sum), `scores` (importance on a scale), `ranks`,
`strength` (importance in words) and `mentions` (the criterion is talked about, no more). All but points are put on one
ratio scale, that of `Scoring.strengths`, so that they can stand beside each other:

- a score lies between the strengths as the coding manual reads them: 10 is decisive, 8.5 high, 6 medium, 3 low;
- a rank weighs as its rank-order centroid, w_i = (1/K) Σ_{j=i..K} 1/j over the K criteria that the interview speaks of
  [Barron & Barrett 1996], the first as much as `decisive`; an order says nothing of distances, so where words were
  said of the same criterion, the two are averaged;
- of several statements in words on one criterion the mean counts;
- words that the program read (any source but `coder:`) stand half-way to `low`, `none` apart: it takes the strength of
  four statements in ten for another, and what is uncertain regresses to what is usual. On 79 hand-coded interviews,
  coded by a coder that had not seen them, this takes a third of a point off the error;
- a criterion that is only talked about weighs high · m / (m + 4) for its m coded passages: one passage less than `low`,
  four as much as `medium`, however many less than `high`. Frequency is not importance [Griffin & Hauser 1993], but who
  says nothing of how much a thing counts and comes back to it again and again has not called it unimportant: on the
  same interviews this errs half a point less than one fixed unit;
- in an interview that says nothing of importance at all, weights are the shares of coded passages.

Points stay as given. A split is what adds up to 100: all figures of the interview, several for one criterion being its
parts ("thirty for lead time, twenty for stock"), or else the last run of figures for different criteria; what was said
before it no longer counts. A figure after the split, or where there is none, replaces the earlier for its criterion.
What they leave of 100 is shared by the other criteria in proportion to their units; then all is normalised to 100.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from voc.model import Scoring

SCORE_MARKS = {"none": 1.0, "low": 3.0, "medium": 6.0, "high": 8.5, "decisive": 10.0}
TRUST = 0.5  # how far words that the program read stand from `low`, of the way to what they say
HALFWAY = 4.0  # passages at which a criterion that is only talked about weighs half of `high`
WHOLE = 2.0  # points: a split may miss 100 by this much and still be one split
KEY = ["interview", "criterion"]


def weigh(evidence: pd.DataFrame, scoring: Scoring, criteria: Sequence[str]) -> pd.DataFrame:
    """One row an interview and criterion that it speaks of, sorted by interview and codebook order: `weight` (0–100 in
    steps of 0.1, exactly 100 an interview; empty when all that was said is that things do not count), `basis`,
    `mentions` (coded passages on the criterion) and `statements` (how many say how much it counts)."""
    about = evidence[evidence["criterion"] != ""]
    passages = about.drop_duplicates([*KEY, "turn", "start", "end"])
    table = passages.groupby(KEY, sort=True).size().rename("mentions").to_frame()
    said = about[about["signal"] == "importance"]
    table["statements"] = said.groupby(KEY).size()
    table["statements"] = table["statements"].fillna(0).astype("int64")
    table["points"] = _points(said)
    table["score"] = _scores(said, scoring)
    table["words"] = _words(said, scoring)
    table["ranked"] = said[said["unit"] == "rank"].groupby(KEY)["amount"].last()
    table = table.reset_index()
    ranks = {criterion: rank for rank, criterion in enumerate(criteria)}
    table["order"] = table["criterion"].map(ranks).fillna(len(ranks)).astype("int64")
    table = table.sort_values(["interview", "order", "criterion"], kind="stable").reset_index(drop=True)
    table["rank"] = _centroids(table, scoring)
    table["units"], table["basis"] = _units(table, scoring)
    table["weight"] = _tenths(_shares(table), table["interview"])
    return table[[*KEY, "weight", "basis", "mentions", "statements"]]


def _points(said: pd.DataFrame) -> pd.Series:
    rows = said[(said["unit"] == "points") & said["amount"].notna()]
    given = {
        (interview, criterion): amount
        for interview, group in rows.groupby("interview", sort=True)
        for criterion, amount in _split(group["criterion"].tolist(), group["amount"].clip(lower=0).tolist()).items()
    }
    index = (
        pd.MultiIndex.from_tuples(list(given), names=KEY) if given else pd.MultiIndex.from_arrays([[], []], names=KEY)
    )
    return pd.Series(list(given.values()), index=index, dtype=float)


def _split(criteria: Sequence[str], amounts: Sequence[float]) -> dict[str, float]:
    """The points of one interview, in the order in which they were said, as they stand in the end."""
    count, start, end = len(amounts), 0, 0
    if abs(sum(amounts) - 100) <= WHOLE:
        end = count
    for stop in range(count, 1, -1):
        if end:
            break
        for first in range(stop - 1):
            whole = abs(sum(amounts[first:stop]) - 100) <= WHOLE
            if whole and len(set(criteria[first:stop])) == stop - first:
                start, end = first, stop
                break
    points: dict[str, float] = {}
    for criterion, amount in zip(criteria[start:end], amounts[start:end], strict=True):
        points[criterion] = points.get(criterion, 0.0) + amount
    return points | dict(zip(criteria[end:], amounts[end:], strict=True))


def _scores(said: pd.DataFrame, scoring: Scoring) -> pd.Series:
    rows = said[(said["unit"] == "score") & said["value"].notna()]
    last = rows.groupby(KEY)["value"].last().astype(float)
    units = [scoring.strengths.get(label, 0.0) for label in SCORE_MARKS]
    values = np.interp(1 + 9 * last, list(SCORE_MARKS.values()), units)
    return pd.Series(values, index=last.index, dtype=float)


def _words(said: pd.DataFrame, scoring: Scoring) -> pd.Series:
    # a score whose scale is not known ("a B plus") still says something in words
    scored = (said["unit"] == "score") & said["value"].notna()
    rows = said[~scored & ~((said["unit"] == "points") & said["amount"].notna())]
    units = rows["label"].map(dict(scoring.strengths)).astype(float)
    low = scoring.strengths.get("low", 1.0)
    read = ~rows["source"].str.startswith("coder:") & (units > 0)
    units = units.where(~read, low + TRUST * (units - low))
    mean: pd.Series = rows.assign(units=units).groupby(KEY)["units"].mean()
    return mean


def _centroids(table: pd.DataFrame, scoring: Scoring) -> pd.Series:
    ranked = table["ranked"].clip(lower=1).round()
    dismissed = (table["words"] == 0) & table[["points", "score", "ranked"]].isna().all(axis=1)
    spoken = (~dismissed).groupby(table["interview"]).transform("sum")
    size = np.maximum(spoken, ranked.groupby(table["interview"]).transform("max").fillna(1)).astype("int64")
    top = int(size.max()) if len(size) else 0
    harmonic = np.concatenate([[0.0], np.cumsum(1.0 / np.arange(1, top + 1))])
    before = ranked.fillna(1).astype("int64") - 1
    # the centroid of a rank over that of the first: the factor 1/K cancels
    relative = pd.Series(1 - harmonic[before] / harmonic[size], index=table.index, dtype=float)
    return (scoring.strengths.get("decisive", 1.0) * relative).where(ranked.notna())


def _units(table: pd.DataFrame, scoring: Scoring) -> tuple[pd.Series, pd.Series]:
    """Each criterion on the scale of the strengths, and the kind of evidence that put it there."""
    score, rank, words = table["score"], table["rank"], table["words"]
    both = rank.notna() & words.notna()
    stated = table[["points", "score", "rank", "words"]].notna().any(axis=1)
    silent = ~stated.groupby(table["interview"]).transform("any")
    mentions = table["mentions"].astype(float)
    talk = mentions.where(silent, scoring.strengths.get("high", 1.0) * mentions / (mentions + HALFWAY))
    units = score.fillna(((rank + words) / 2).where(both)).fillna(rank).fillna(words).fillna(talk)
    cases = [table["points"].notna(), score.notna(), both, rank.notna(), words.notna()]
    kinds = ["points", "scores", "ranks+strength", "ranks", "strength"]
    return units, pd.Series(np.select(cases, kinds, "mentions"), index=table.index)


def _shares(table: pd.DataFrame) -> pd.Series:
    """Points fixed, what they leave shared out by units, all normalised to 100 an interview."""
    group, fixed = table["interview"], table["points"].notna()
    rest = table["units"].where(~fixed, 0.0)
    total = rest.groupby(group).transform("sum")
    room = (100 - table["points"].groupby(group).transform("sum")).clip(lower=0)
    filled = (room * rest / total.where(total > 0)).fillna(0.0)
    raw = table["points"].where(fixed, filled.where(fixed.groupby(group).transform("any"), rest))
    whole = raw.groupby(group).transform("sum")
    return 100 * raw / whole.where(whole > 0)


def _tenths(shares: pd.Series, group: pd.Series) -> pd.Series:
    """Shares of 100 rounded to tenths by largest remainder, so that what is shown adds up to 100."""
    steps = (10 * shares).round(6)
    floor = np.floor(steps)
    left = 1000 - floor.groupby(group).transform("sum")
    turn = (floor - steps).groupby(group).rank(method="first")
    rounded: pd.Series = (floor + (turn <= left).where(steps.notna(), False)) / 10
    return rounded
