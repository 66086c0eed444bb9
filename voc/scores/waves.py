"""Table `waves`: the same account again, after something was done about it."""

from __future__ import annotations

import pandas as pd

from voc.model import Inputs, Table
from voc.scores.shaping import Schema, shaped, text

NAME = "waves"
COLUMNS: Schema = {
    "account": "text",
    "criterion": "text",
    "wave_before": "count",
    "wave": "count",
    "rating_before": "number",
    "rating": "number",
    "rating_change": "number",
    "weight_before": "number",
    "weight": "number",
    "weight_change": "number",
    "action": "text",
    "owner": "text",
    "status": "text",
    "evidence": "text",
}
KEY = ["account", "criterion"]


def score(inputs: Inputs) -> Table:
    """A row is an account, a criterion and two waves that follow each other; a change is empty unless both waves have
    the number. `action` comes from the plan made after the earlier wave, where one was read back."""
    order = [criterion.id for criterion in inputs.codebook.criteria]
    criteria = inputs.done["criteria"].frame
    rounds = criteria[["account", "wave"]].drop_duplicates().sort_values(["account", "wave"], kind="stable")
    rounds["wave_before"] = rounds.groupby("account")["wave"].shift()
    rounds = rounds.dropna(subset="wave_before").astype({"wave_before": "int64"})
    columns = [*KEY, "wave", "rating", "weight", "evidence"]
    now = rounds.merge(criteria[columns], on=["account", "wave"], how="inner")
    past = rounds.merge(
        criteria[columns].rename(
            columns={
                "wave": "wave_before",
                "rating": "rating_before",
                "weight": "weight_before",
                "evidence": "evidence_before",
            }
        ),
        on=["account", "wave_before"],
        how="inner",
    )
    frame = past.merge(now, on=[*KEY, "wave", "wave_before"], how="outer")
    frame["rating_change"] = frame["rating"] - frame["rating_before"]
    frame["weight_change"] = frame["weight"] - frame["weight_before"]
    both = text(frame["evidence_before"]) + " " + text(frame["evidence"])
    frame["evidence"] = both.str.strip()
    if "plan" in inputs.done:
        frame = frame.merge(_plan(inputs.done["plan"].frame), on=[*KEY, "wave_before"], how="left")
    table = shaped(frame, COLUMNS, ["account", "wave", "criterion"], order)
    notes = ("a change that followed an action is not yet one that came from it: nobody was left untreated",)
    return Table(NAME, table, "", notes if len(table) else ())


def _plan(plan: pd.DataFrame) -> pd.DataFrame:
    """One row an account, wave and criterion, several actions joined."""
    key = ["account", "wave", "criterion"]
    joined = plan.groupby(key, sort=True)[["action", "owner", "status"]].agg(_listed)
    return joined.reset_index().rename(columns={"wave": "wave_before"})


def _listed(cells: pd.Series) -> str:
    return "; ".join(dict.fromkeys(cell for cell in cells if cell))
