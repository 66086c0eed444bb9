"""Table `interviews`: what was read, what was found in it, and the interview's own answers in one line each."""

from __future__ import annotations

import pandas as pd

from voc.model import Inputs, Table
from voc.scores.commodity import PART_COLUMNS, grade
from voc.scores.shaping import Schema, shaped
from voc.scores.voices import of_focus, on_staying, verdict

NAME = "interviews"
COLUMNS: Schema = {
    "interview": "text",
    "account": "text",
    "vendor": "text",
    "side": "text",
    "wave": "count",
    "date": "text",
    "interviewee": "text",
    "turns": "count",
    "words": "count",
    "coded": "count",
    "commodity_level": "number",
    "relationship_weight": "number",
    "tier": "text",
    "buying": "text",
    "renewal": "text",
    **PART_COLUMNS,
}


def score(inputs: Inputs) -> Table:
    """A row is an interview, supplier-side ones included. `tier` and `renewal` are of the focus vendor; they and
    `buying` are the label said most often, on a tie the one said first (see `voices.verdict`)."""
    evidence, records = inputs.evidence, inputs.records
    weights = inputs.done["weights"].frame
    frame = records.drop_duplicates("interview").set_index("interview")
    frame = frame.join(grade(evidence, weights, inputs.codebook))
    bond = weights[weights["kind"] == "relationship"].groupby("interview")["weight"].sum()
    stated = pd.Index(weights[weights["basis"] != "mentions"].dropna(subset="weight")["interview"].unique())
    # who says what counts and leaves the relationship out gives it nothing; where nothing was said to count, silence
    # about the relationship is no zero
    frame["relationship_weight"] = bond.reindex(bond.index.union(stated))
    frame.loc[frame.index.isin(stated), "relationship_weight"] = frame["relationship_weight"].fillna(0.0)
    ours = evidence[of_focus(evidence, records, unnamed=True)]
    staying = on_staying(evidence, records)
    for signal, rows in (("tier", ours), ("buying", evidence), ("renewal", staying)):
        frame[signal] = verdict(rows[rows["signal"] == signal], ["interview"])
    table = shaped(frame.reset_index(), COLUMNS, ["account", "wave", "side", "interview"])
    return Table(NAME, table, "", ("tier, buying, renewal: said most often, on a tie said first; empty: not said",))
