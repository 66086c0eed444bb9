"""Table `gaps`: where the relationship carries more, or less, than the kind of purchase explains.

`gap = relationship_weight − expected_weight`. The expectation is a hypothesis that the user chooses, never a finding:
`rise` and `fall` are straight lines over the commodity level between two anchors (`Scoring.rise`, `Scoring.fall`),
`fit` is the Theil–Sen line through the study's own accounts, `none` only ranks.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from voc.errors import UsageError
from voc.model import Inputs, Scoring, Table
from voc.scores.commodity import PART_COLUMNS, PARTS
from voc.scores.shaping import Schema, ids, joined, shaped
from voc.scores.statistics import theil_sen
from voc.scores.voices import customers

NAME = "gaps"
COLUMNS: Schema = {
    "account": "text",
    "wave": "count",
    "interviews": "count",
    "commodity_level": "number",
    "relationship_weight": "number",
    "expected_weight": "number",
    "gap": "number",
    "reading": "text",
    "basis": "text",
    "evidence": "text",
    **PART_COLUMNS,
    "customer_value": "number",
}
KEY = ["account", "wave"]
MORE = "carries more than the purchase explains: exposed when the person leaves or purchasing takes over"
LESS = "carries less than the purchase explains"
IN_LINE = "in line"


def score(inputs: Inputs) -> Table:
    """A row is an account and wave with customer interviews, the largest gap first. Levels, parts and weights are
    means over the interviews that have them; `customer_value` is Σ weight · own rating / best rival's rating over the
    criteria where both were rated [Gale 1994], above 1 is ahead. Raises `UsageError` for `fit` with too few accounts.
    """
    scoring = inputs.codebook.scoring
    interviews = customers(inputs.done["interviews"].frame)
    groups = interviews.groupby(KEY, sort=True)
    frame = groups.agg(
        interviews=("interview", "size"),
        relationship_weight=("relationship_weight", "mean"),
        **{part: (part, "mean") for part in PARTS},
        **{f"{part}_count": (f"{part}_count", "sum") for part in PARTS},
    )
    frame["commodity_level"] = frame[list(PARTS)].mean(axis=1)
    frame["basis"] = _basis(inputs)
    frame["customer_value"] = _customer_value(inputs.done["criteria"].frame)
    frame["evidence"] = ids(_behind(inputs), KEY)
    frame = frame.reset_index()
    frame["expected_weight"], title = _expected(frame, inputs.expect, scoring)
    frame["gap"] = (frame["relationship_weight"] - frame["expected_weight"]).round(2)
    frame["reading"] = _reading(frame, inputs.expect, scoring.in_line)
    leading = "-relationship_weight" if inputs.expect == "none" else "-gap"
    table = shaped(frame, COLUMNS, [leading, "-relationship_weight", *KEY])
    return Table(NAME, table, title, _notes(table))


def _expected(frame: pd.DataFrame, expect: str, scoring: Scoring) -> tuple[pd.Series, str]:
    level = frame["commodity_level"]
    if expect == "none":
        return pd.Series(np.nan, index=frame.index), "Gaps: no expectation, accounts by relationship weight"
    if expect in ("rise", "fall"):
        low, high = scoring.rise if expect == "rise" else scoring.fall
        title = f"Gaps against `{expect}`: relationship weight {low:g} expected at commodity level 0, {high:g} at 100"
        return low + (high - low) * level / 100, title
    # one point an account: its latest wave, so that a customer asked twice does not count twice
    latest = frame.sort_values("wave", kind="stable").drop_duplicates("account", keep="last")
    known = latest.dropna(subset=["commodity_level", "relationship_weight"])
    if len(known) < scoring.fit_accounts:
        raise UsageError(
            f"--expect fit: a line through the study's own accounts needs {scoring.fit_accounts} of them with both"
            f" numbers, this study has {len(known)}; use --expect rise, fall or none"
        )
    slope, intercept = theil_sen(known["commodity_level"].to_numpy(), known["relationship_weight"].to_numpy())
    if np.isnan(slope):
        raise UsageError(
            "--expect fit: all accounts stand at the same commodity level, so no line can be drawn;"
            " use --expect rise, fall or none"
        )
    title = (
        f"Gaps against `fit`: Theil–Sen line through {len(known)} accounts,"
        f" relationship weight {intercept:.1f} {'+' if slope >= 0 else '−'} {abs(slope):.3f} × commodity level"
    )
    return (intercept + slope * level).clip(0, 100), title


def _reading(frame: pd.DataFrame, expect: str, in_line: float) -> pd.Series:
    missing_weight, missing_level = frame["relationship_weight"].isna(), frame["commodity_level"].isna()
    place = frame["relationship_weight"].rank(ascending=False, method="min")
    ranked = (
        "rank " + place.fillna(0).astype("int64").astype(str) + f" of {int(place.notna().sum())} by relationship weight"
    )
    gap = frame["gap"]
    cases = [missing_weight & missing_level, missing_weight, missing_level & (expect != "none")]
    words = [
        "nothing was said of importance or of how alike the offers are",
        "no relationship weight: nothing was said of what counts",
        "no commodity level: nothing was said of how alike the offers are or how they are bought",
    ]
    read = np.select([gap > in_line, gap < -in_line], [MORE, LESS], IN_LINE)
    told = ranked.astype(object).to_numpy() if expect == "none" else read
    return pd.Series(np.select(cases, words, told), index=frame.index)


def _basis(inputs: Inputs) -> pd.Series:
    """Which kinds of evidence the weights rest on, each with its number of criteria over all interviews."""
    weights = customers(inputs.done["weights"].frame)
    counts = weights.groupby([*KEY, "basis"], sort=True).size().rename("n").reset_index()
    stronger = {kind: rank for rank, kind in enumerate(("points", "scores", "ranks+strength", "ranks", "strength"))}
    counts["rank"] = counts["basis"].map(stronger).fillna(len(stronger))
    counts = counts.sort_values([*KEY, "rank", "basis"])
    counts["text"] = counts["basis"] + " " + counts["n"].astype(str)
    return joined(counts, KEY, "text", ", ")


def _behind(inputs: Inputs) -> pd.DataFrame:
    """The rows that the two numbers rest on; passages that only mention a criterion where there is nothing better."""
    said = customers(inputs.evidence)
    unique = (said["signal"] == "value") & (said["label"] == "unique")
    telling = said["signal"].isin(["importance", "commodity", "buying"]) | unique
    stated = said.loc[said["signal"] == "importance", "interview"].unique()
    return said[telling | (~said["interview"].isin(stated) & said["criterion"].ne(""))]


def _customer_value(criteria: pd.DataFrame) -> pd.Series:
    both = criteria.dropna(subset=["weight", "relative"])
    both = both.assign(product=both["weight"] * both["relative"])
    sums = both.groupby(KEY)[["product", "weight"]].sum()
    return sums["product"] / sums["weight"].where(sums["weight"] > 0)


def _notes(table: pd.DataFrame) -> tuple[str, ...]:
    if table.empty:
        return ()
    notes = [
        "both numbers come from the same talk: who praises the bond also tends to call the offer special;"
        " the expectation is a hypothesis, see the table `hypotheses`"
    ]
    empty = int((table["relationship_weight"].isna() | table["commodity_level"].isna()).sum())
    if empty:
        notes.append(f"{empty} account(s) lack a number because nothing was said of it; nothing is filled in")
    weak = int(table["basis"].str.fullmatch(r"mentions \d+").sum())
    if weak:
        notes.append(
            f"{weak} account(s) rest on mentions alone (basis): how often something is mentioned is not how much it"
            " counts"
        )
    return tuple(notes)
