"""Table `ladder`: supplier, supplier of choice or partner, from what the customer says.

What the supplier believes stands beside it and never moves it.
"""

from __future__ import annotations

import pandas as pd

from voc.model import LABELS, Inputs, Table
from voc.scores.quoting import quoted
from voc.scores.shaping import Schema, ids, shaped
from voc.scores.voices import about_whom, customers, settled, suppliers, verdict

NAME = "ladder"
COLUMNS: Schema = {
    "account": "text",
    "wave": "count",
    "vendor": "text",
    "tier": "text",
    "believed": "text",
    "difference": "text",
    "supplier": "count",
    "supplier_of_choice": "count",
    "partner": "count",
    "believed_passages": "count",
    "quotes": "text",
    "believed_quotes": "text",
    "evidence": "text",
    "believed_evidence": "text",
}
KEY = ["account", "wave", "vendor"]
QUOTES = 2


def score(inputs: Inputs) -> Table:
    """A row is an account, wave and vendor that either side puts on the ladder. `tier` and `believed` are the step
    named by most interviews, on a tie the lower, an interview's own being what it says most often; `difference` tells
    who sees more. `quotes` and `believed_quotes` are up to two passages each, those for the step itself first."""
    steps = inputs.evidence[inputs.evidence["signal"] == "tier"]
    steps = steps.assign(vendor=about_whom(steps, inputs.records))
    said, believed = customers(steps), suppliers(steps)
    counts = said.groupby([*KEY, "label"]).size().unstack("label").reindex(columns=list(LABELS["tier"]))
    frame = counts.join(
        [
            _step(said).rename("tier"),
            _step(believed).rename("believed"),
            believed.groupby(KEY).size().rename("believed_passages"),
            ids(said, KEY),
            ids(believed, KEY).rename("believed_evidence"),
        ],
        how="outer",
    )
    rank = {tier: step for step, tier in enumerate(LABELS["tier"])}
    more = frame["believed"].map(rank).astype(float) - frame["tier"].map(rank).astype(float)
    frame["difference"] = ""
    frame.loc[more > 0, "difference"] = "the supplier believes more than the customer says"
    frame.loc[more < 0, "difference"] = "the customer says more than the supplier believes"
    frame.loc[more == 0, "difference"] = "both say the same"
    frame["quotes"] = _quotes(said, frame["tier"])
    frame["believed_quotes"] = _quotes(believed, frame["believed"])
    table = shaped(frame.reset_index(), COLUMNS, KEY)
    return Table(
        NAME, table, "", ("tier: in the customer's words only; believed: in the supplier's",) if len(table) else ()
    )


def _quotes(rows: pd.DataFrame, steps: pd.Series) -> pd.Series:
    step = rows[KEY].merge(steps.rename("step").reset_index(), on=KEY, how="left")["step"]
    chosen = quoted(rows.assign(rank=(rows["label"].to_numpy() != step.to_numpy()).astype(int)), KEY, QUOTES)
    return chosen.set_index(KEY)["quotes"]


def _step(rows: pd.DataFrame) -> pd.Series:
    each = verdict(rows, [*KEY, "interview"]).reset_index()
    return settled(each.rename(columns={"label": "tier"}), "tier", KEY)
