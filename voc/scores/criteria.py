"""Table `criteria`: importance against performance, account by account.

Quadrants after Martilla & James (1977), with the study's own means as cross-hairs; opportunity after Ulwick (2002),
`I + max(I − S, 0)` with importance and satisfaction on 0 to 10: here I is the weight in tenths of the account's
heaviest criterion and S the rating stretched from 1–10 to 0–10. `relative` is own rating over best rival's [Gale 1994].
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from voc.model import Inputs, Table
from voc.scores.shaping import Schema, ids, joined, shaped
from voc.scores.voices import customers

NAME = "criteria"
COLUMNS: Schema = {
    "account": "text",
    "wave": "count",
    "criterion": "text",
    "kind": "text",
    "weight": "number",
    "basis": "text",
    "mentions": "count",
    "interviews": "count",
    "rating": "number",
    "best_rival": "text",
    "rival_rating": "number",
    "shortfall": "number",
    "quadrant": "text",
    "opportunity": "number",
    "relative": "number",
    "ratings": "count",
    "rating_basis": "text",
    "evidence": "text",
}
KEY = ["account", "wave", "criterion"]


def score(inputs: Inputs) -> Table:
    """A row is an account, wave and criterion. `weight` is the mean over the interviews that weigh anything (a
    criterion that one of them never names has 0 there), `rating` the mean over those that rate the focus vendor,
    `shortfall` = weight × (10 − rating) / 10, `interviews` how many speak of the criterion, `rating_basis` whether the
    ratings are numbers that were given or read from words."""
    order = [criterion.id for criterion in inputs.codebook.criteria]
    weights = customers(inputs.done["weights"].frame)
    voters = weights.dropna(subset="weight").groupby(["account", "wave"])["interview"].nunique()
    groups = weights.groupby(KEY, sort=True)
    frame = groups.agg(
        kind=("kind", "first"),
        mentions=("mentions", "sum"),
        interviews=("interview", "nunique"),
        rating=("rating", "mean"),
        ratings=("ratings", "sum"),
    )
    frame["total"] = groups["weight"].sum(min_count=1)
    frame["basis"] = _bases(weights)
    frame["rating_basis"] = _rating_bases(weights)
    frame = frame.reset_index().merge(voters.rename("voters").reset_index(), on=["account", "wave"], how="left")
    frame["weight"] = frame["total"] / frame["voters"]
    frame = frame.merge(_rivals(inputs.done["vendors"].frame), on=KEY, how="left")
    frame["shortfall"] = frame["weight"] * (10 - frame["rating"]) / 10
    frame["relative"] = frame["rating"] / frame["rival_rating"]
    heaviest = frame.groupby(["account", "wave"])["weight"].transform("max")
    importance = 10 * frame["weight"] / heaviest.where(heaviest > 0)
    satisfaction = 10 * (frame["rating"] - 1) / 9
    frame["opportunity"] = importance + (importance - satisfaction).clip(lower=0)

    complete = frame.dropna(subset=["weight", "rating"])
    weight, rating = complete["weight"].mean(), complete["rating"].mean()
    frame["quadrant"] = _quadrant(frame, weight, rating)
    said = customers(inputs.evidence)
    said = said[said["criterion"].ne("") & said["signal"].isin(["importance", "performance"])]
    frame = frame.merge(ids(said, KEY).reset_index(), on=KEY, how="left")
    table = shaped(frame, COLUMNS, ["account", "wave", "-weight", "criterion"], order)
    notes = []
    if len(complete):
        notes.append(f"cross-hairs of the quadrants: the study's means, weight {weight:.1f} and rating {rating:.1f}")
        notes.append("shortfall: weight × (10 − rating) / 10; empty where the vendor was not rated")
    return Table(NAME, table, "", tuple(notes))


def _bases(weights: pd.DataFrame) -> pd.Series:
    """The kinds of evidence behind an account's weight, each with its number of interviews: `points 2, strength 1`."""
    counts = weights.groupby([*KEY, "basis"], sort=True).size().rename("n").reset_index()
    counts["text"] = counts["basis"] + " " + counts["n"].astype(str)
    return joined(counts, KEY, "text", ", ")


def _rating_bases(weights: pd.DataFrame) -> pd.Series:
    """`numbers`, `words`, or `numbers+words` where the interviews differ."""
    kinds = weights.loc[weights["rating_basis"] != "", [*KEY, "rating_basis"]].drop_duplicates()
    return joined(kinds.sort_values([*KEY, "rating_basis"]), KEY, "rating_basis", "+")


def _rivals(vendors: pd.DataFrame) -> pd.DataFrame:
    """The best rated rival of each account, wave and criterion; on a tie the first by name."""
    rivals = vendors[(vendors["focus"] == "no") & (vendors["vendor"] != "")]
    rivals = rivals.sort_values([*KEY, "rating", "vendor"], ascending=[True, True, True, False, True])
    best = rivals.drop_duplicates(KEY)
    return best[[*KEY, "vendor", "rating"]].rename(columns={"vendor": "best_rival", "rating": "rival_rating"})


def _quadrant(frame: pd.DataFrame, weight: float, rating: float) -> pd.Series:
    counts, good = frame["weight"] >= weight, frame["rating"] >= rating
    known = frame["weight"].notna() & frame["rating"].notna()
    cases = [~known, counts & good, counts & ~good, ~counts & ~good]
    names = ["", "keep up", "concentrate here", "low priority"]
    return pd.Series(np.select(cases, names, "possible overkill"), index=frame.index)
