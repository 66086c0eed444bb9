"""How far two codings of the same interviews agree: the table `agreement`, and the coefficients behind it.

Not a member of `SCORES`, for it takes two codings. Precision and recall read the other coding as the standard; kappa
and alpha do not care which is which. Below `LEAST` units a figure is left out and the row says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.model import LABELS, Table
from voc.scores.shaping import Schema, shaped
from voc.scores.statistics import bootstrap, wilson
from voc.scores.voices import in_order

NAME = "agreement"
COLUMNS: Schema = {
    "what": "text",
    "ours": "count",
    "theirs": "count",
    "matched": "count",
    "precision": "number",
    "precision_low": "number",
    "precision_high": "number",
    "recall": "number",
    "recall_low": "number",
    "recall_high": "number",
    "f1": "number",
    "compared": "text",
    "kappa": "number",
    "kappa_low": "number",
    "kappa_high": "number",
    "alpha": "number",
    "alpha_low": "number",
    "alpha_high": "number",
    "reading": "text",
}
LEAST = 10
ROUNDS = 1000
Pairs = Sequence[tuple[Hashable, Hashable]]


def cohen_kappa(pairs: Pairs) -> float:
    """Agreement of two coders beyond chance, (p_o − p_e) / (1 − p_e) [Cohen 1960]; NaN without pairs, or where both
    coders used one and the same category throughout, for then nothing could have differed."""
    size = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(first[value] * second[value] for value in first)
    if size == 0 or expected == size * size:
        return float("nan")
    observed = sum(a == b for a, b in pairs)
    return (observed * size - expected) / (size * size - expected)


def krippendorff_alpha(units: Sequence[Sequence[Hashable]], order: Sequence[Hashable] | None = None) -> float:
    """1 − observed / expected disagreement [Krippendorff 2011], for any number of coders and gaps in their coding.

    A unit is the values that coders gave it, missing ones left out (None is one, too). Without `order` the values are
    names; with it, all values from the lowest to the highest, the farther apart two values are in the ranks of all
    that was coded, the worse. NaN where fewer than two values can be paired or all are the same.
    """
    return _alpha(_counts(units, order), order is not None)


def _counts(units: Sequence[Sequence[Hashable]], order: Sequence[Hashable] | None) -> npt.NDArray[np.float64]:
    """Units × values: how many coders gave the unit the value."""
    given = [value for unit in units for value in unit if value is not None]
    # names in the order they turn up: which column a name gets makes no difference
    place = {value: i for i, value in enumerate(dict.fromkeys(given) if order is None else order)}
    counts = np.zeros((len(units), len(place)))
    for row, unit in enumerate(units):
        for value in unit:
            if value is not None:
                counts[row, place[value]] += 1
    return counts


def _alpha(counts: npt.NDArray[np.float64], ordinal: bool) -> float:
    counts = counts[counts.sum(axis=1) > 1]
    shares = counts / (counts.sum(axis=1, keepdims=True) - 1)
    coincidence = shares.T @ counts - np.diag(shares.sum(axis=0))
    totals = coincidence.sum(axis=1)
    if (totals > 0).sum() < 2:
        return float("nan")
    below = np.cumsum(totals) - totals / 2
    distance = (below[:, None] - below[None, :]) ** 2 if ordinal else 1 - np.eye(len(totals))
    expected = float((np.outer(totals, totals) * distance).sum()) / float(totals.sum() - 1)
    return 1 - float((coincidence * distance).sum()) / expected


def match(ours: pd.DataFrame, theirs: pd.DataFrame, same: Sequence[str]) -> list[tuple[int, int]]:
    """Row numbers (ours, theirs) of passages that overlap in the same turn and have the columns `same` in common, one
    to one, the larger overlap first."""
    key = ["interview", "turn", *same]
    left = ours[[*key, "start", "end"]].assign(row=np.arange(len(ours)))
    right = theirs[[*key, "start", "end"]].assign(row=np.arange(len(theirs)))
    both = left.merge(right, on=key, suffixes=("", "_other"))
    last = np.minimum(both["end"].to_numpy(), both["end_other"].to_numpy())
    first = np.maximum(both["start"].to_numpy(), both["start_other"].to_numpy())
    both = both.assign(shared=last - first)
    both = both[both["shared"] > 0].sort_values(["shared", "row", "row_other"], ascending=[False, True, True])
    taken: set[int] = set()
    given: set[int] = set()
    pairs = []
    for a, b in zip(both["row"].tolist(), both["row_other"].tolist(), strict=True):
        if a not in taken and b not in given:
            taken.add(a)
            given.add(b)
            pairs.append((a, b))
    return sorted(pairs)


def agree(ours: pd.DataFrame, theirs: pd.DataFrame) -> Table:
    """The table `agreement` of two evidence tables over the interviews that both have (mentions apart).

    A row is all codes together, a signal (its passages found by both; its labels compared on those), the criterion
    and the vendor (compared on passages that both coded with the same signal), or the rating (alpha on the order of the
    values). Intervals are 95%: Wilson's for precision and recall, a bootstrap over passages for kappa and alpha.
    """
    shared = set(ours["interview"]) & set(theirs["interview"])
    kept = [
        in_order(frame[frame["interview"].isin(shared) & (frame["signal"] != "mention")]) for frame in (ours, theirs)
    ]
    first, second = kept
    whole = match(first, second, ["signal", "criterion"])
    loose = match(first, second, ["signal"])
    rows = [_found("all codes", len(first), len(second), len(whole))]
    for signal in sorted({*first["signal"], *second["signal"]}):
        pairs = [(a, b) for a, b in whole if first["signal"].iat[a] == signal]
        of_ours, of_theirs = (int((frame["signal"] == signal).sum()) for frame in kept)
        row = _found(signal, of_ours, of_theirs, len(pairs))
        if signal in LABELS:
            labels = [(first["label"].iat[a], second["label"].iat[b]) for a, b in pairs]
            row |= _coefficients([(a, b) for a, b in labels if a and b], None)
        rows.append(row)
    for column in ("criterion", "vendor"):
        named = [(first[column].iat[a], second[column].iat[b]) for a, b in loose]
        rows.append({"what": column} | _coefficients([(a, b) for a, b in named if a or b], None))
    rated = [(a, b) for a, b in whole if first["signal"].iat[a] == "performance"]
    values = [frame["value"].to_numpy(dtype=float).round(4).tolist() for frame in kept]
    ratings = [(values[0][a], values[1][b]) for a, b in rated]
    ratings = [(a, b) for a, b in ratings if not (np.isnan(a) or np.isnan(b))]
    rows.append({"what": "rating"} | _coefficients(ratings, sorted({value for pair in ratings for value in pair})))
    table = shaped(pd.DataFrame(rows), COLUMNS, [], digits=3)
    return Table(NAME, table, f"Agreement of two codings of {len(shared)} interviews", _notes(ours, theirs, shared))


def _found(what: str, ours: int, theirs: int, matched: int) -> dict[str, object]:
    row: dict[str, object] = {"what": what, "ours": ours, "theirs": theirs, "matched": matched}
    for name, of in (("precision", ours), ("recall", theirs)):
        if of >= LEAST:
            low, high = wilson(matched, of)
            row |= {name: matched / of, f"{name}_low": low, f"{name}_high": high}
    if min(ours, theirs) >= LEAST:
        row["f1"] = 2 * matched / (ours + theirs)
    else:
        row["reading"] = f"insufficient: {min(ours, theirs)} of at least {LEAST} passages"
    return row


def _coefficients(pairs: Pairs, order: Sequence[Hashable] | None) -> dict[str, object]:
    row: dict[str, object] = {"compared": str(len(pairs))}
    if len(pairs) < LEAST:
        return row | {"reading": f"insufficient: {len(pairs)} of at least {LEAST} passages compared"}
    counts = _counts(pairs, order)
    alpha = _alpha(counts, order is not None)
    low, high = bootstrap(lambda drawn: _alpha(counts[drawn], order is not None), len(pairs), ROUNDS)
    row |= {"alpha": alpha, "alpha_low": low, "alpha_high": high}
    if order is None:
        low, high = bootstrap(lambda drawn: cohen_kappa([pairs[i] for i in drawn]), len(pairs), ROUNDS)
        row |= {"kappa": cohen_kappa(pairs), "kappa_low": low, "kappa_high": high}
    # the bounds are Krippendorff's own advice (2004): 0.8 to rely on, 0.667 for tentative conclusions
    words = "reliable" if alpha >= 0.8 else "tentative" if alpha >= 0.667 else "not reliable"
    return row | {"reading": "one category throughout: nothing could differ" if np.isnan(alpha) else words}


def _notes(ours: pd.DataFrame, theirs: pd.DataFrame, shared: set[str]) -> tuple[str, ...]:
    notes = ["precision, recall: passages that overlap in the same turn with the same signal and criterion"]
    left_out = len(set(ours["interview"]) | set(theirs["interview"])) - len(shared)
    if left_out:
        notes.append(f"{left_out} interview(s) coded on one side only were left out")
    return tuple(notes)
