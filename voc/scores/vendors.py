"""Table `vendors`: how each vendor does on each criterion, in the customers' words."""

from __future__ import annotations

import numpy as np

from voc.model import Inputs, Table
from voc.scores.ratings import rate
from voc.scores.shaping import Schema, ids, shaped
from voc.scores.voices import customers, of_focus

NAME = "vendors"
COLUMNS: Schema = {
    "account": "text",
    "wave": "count",
    "vendor": "text",
    "criterion": "text",
    "rating": "number",
    "ratings": "count",
    "positive": "count",
    "negative": "count",
    "neutral": "count",
    "mixed": "count",
    "rating_basis": "text",
    "focus": "flag",
    "interviews": "count",
    "evidence": "text",
}


def score(inputs: Inputs) -> Table:
    """A row is an account, wave, vendor and criterion. `rating` is the mean over the interviews (one interview, one
    vote), `ratings` the passages behind it, `focus` whether the interviews are about this vendor's customer."""
    criteria = [criterion.id for criterion in inputs.codebook.criteria]
    said = customers(inputs.evidence)
    said = said[(said["signal"] == "performance") & (said["criterion"] != "")]
    said = said.assign(focus=of_focus(said, inputs.records))
    key = ["account", "wave", "vendor", "criterion"]
    each = rate(said, inputs.codebook.scoring, [*key, "interview"])
    each = each.assign(numbered=each["rating_basis"] == "numbers", worded=each["rating_basis"] == "words")
    groups = each.groupby(key, sort=True)
    frame = groups.agg(
        rating=("rating", "mean"),
        ratings=("ratings", "sum"),
        positive=("positive", "sum"),
        negative=("negative", "sum"),
        neutral=("neutral", "sum"),
        mixed=("mixed", "sum"),
        interviews=("interview", "size"),
        by_number=("numbered", "any"),
        by_word=("worded", "any"),
    )
    both = frame["by_number"] & frame["by_word"]
    frame["rating_basis"] = np.select(
        [both, frame["by_number"], frame["by_word"]], ["numbers+words", "numbers", "words"], ""
    )
    frame["focus"] = said.groupby(key)["focus"].any()
    frame["evidence"] = ids(said, key)
    table = shaped(frame.reset_index(), COLUMNS, ["account", "wave", "vendor", "criterion"], criteria)
    notes = ("rating: 1 to 10 whatever scale it was given on; where no number was given it is read from the words",)
    return Table(NAME, table, "", notes if len(table) else ())
