"""Table `weights`: what each criterion weighs in each interview, and how the focus vendor does on it.

Interviews with suppliers are listed as well, told apart by `side`; tables about customers leave them out.
"""

from __future__ import annotations

from voc.model import Inputs, Table
from voc.scores.importance import weigh
from voc.scores.ratings import rate
from voc.scores.shaping import Schema, ids, shaped
from voc.scores.voices import of_focus

NAME = "weights"
COLUMNS: Schema = {
    "interview": "text",
    "account": "text",
    "criterion": "text",
    "weight": "number",
    "basis": "text",
    "mentions": "count",
    "rating": "number",
    "ratings": "count",
    "rating_basis": "text",
    "statements": "count",
    "kind": "text",
    "wave": "count",
    "side": "text",
    "vendor": "text",
    "evidence": "text",
}


def score(inputs: Inputs) -> Table:
    """A row is an interview and a criterion that it speaks of; `rating` is the focus vendor's."""
    evidence, records, codebook = inputs.evidence, inputs.records, inputs.codebook
    criteria = [criterion.id for criterion in codebook.criteria]
    key = ["interview", "criterion"]
    frame = weigh(evidence, codebook.scoring, criteria)
    ours = evidence[of_focus(evidence, records)]
    frame = frame.merge(rate(ours, codebook.scoring, key), on=key, how="left")
    about = records[["interview", "account", "wave", "side", "vendor"]].drop_duplicates("interview")
    frame = frame.merge(about, on="interview", how="left")
    frame["kind"] = frame["criterion"].map({criterion.id: criterion.kind for criterion in codebook.criteria})

    telling = (evidence["signal"] == "importance") | (ours["signal"] == "performance").reindex(
        evidence.index, fill_value=False
    )
    talked = frame.loc[frame["basis"] == "mentions", key].assign(talked=True)
    rows = evidence.assign(telling=telling).merge(talked, on=key, how="left")
    rows = rows[(rows["criterion"] != "") & (rows["telling"] | rows["talked"].notna())]
    frame = frame.merge(ids(rows, key).reset_index(), on=key, how="left")

    notes = [
        "weight: 100 an interview; basis names the best evidence: points, scores, ranks, strength (words), mentions",
        "rating: 1 to 10 for the focus vendor; from numbers where any were given, else from words (rating_basis)",
    ]
    weak = frame["interview"].nunique() - frame.loc[frame["basis"] != "mentions", "interview"].nunique()
    if weak:
        notes.append(
            f"{weak} interview(s) say nothing of importance: their weights are shares of coded passages, and how often"
            " something is mentioned is not how much it counts"
        )
    return Table(NAME, shaped(frame, COLUMNS, ["interview", "criterion"], criteria), "", tuple(notes))
