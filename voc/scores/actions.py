"""Table `actions`: where mending pays most, to be filled in with who does what by when, and read back next wave."""

from __future__ import annotations

import pandas as pd

from voc.model import Inputs, Table
from voc.scores.quoting import quoted
from voc.scores.shaping import Schema, joined, shaped
from voc.scores.voices import customers, latest_wave, of_focus

NAME = "actions"
COLUMNS: Schema = {
    "account": "text",
    "wave": "count",
    "criterion": "text",
    "priority": "number",
    "mend": "text",
    "whom": "text",
    "why": "text",
    "quotes": "text",
    "action": "text",
    "owner": "text",
    "due": "text",
    "done": "text",
    "evidence": "text",
}
KEY = ["account", "wave", "criterion"]
GOOD = 8.0
RANK = {"negative": 0, "mixed": 1, "neutral": 2, "positive": 3}
"""Complaints first, then what is mixed, neutral and kind."""


def score(inputs: Inputs) -> Table:
    """A row is an account's latest wave and a criterion with room to mend; `priority` = weight × (10 − rating) / 10, so
    0 to 90. `whom` names the respondents who rate it and `quotes` are up to three complaints, else the passages on the
    criterion; action, owner, due and done are left empty for people to fill in (`plan.read_actions` reads them back).
    """
    order = [criterion.id for criterion in inputs.codebook.criteria]
    frame = latest_wave(inputs.done["criteria"].frame)
    frame = frame[frame["shortfall"] > 0].copy()
    frame["priority"] = frame["shortfall"]
    labels = {criterion.id: criterion.label or criterion.id for criterion in inputs.codebook.criteria}
    columns = ["criterion", "weight", "rating", "best_rival", "rival_rating"]
    words = [_words(labels.get(row[0], row[0]), *row[1:]) for row in frame[columns].itertuples(index=False, name=None)]
    frame["mend"], frame["why"] = [mend for mend, _ in words], [why for _, why in words]
    said = _rated(inputs)
    frame = frame.merge(_whom(said, inputs.records), on=KEY, how="left")
    frame = frame.merge(quoted(said.assign(rank=said["label"].map(RANK).fillna(len(RANK))), KEY), on=KEY, how="left")
    table = shaped(frame, COLUMNS, ["account", "wave", "-priority", "criterion"], order)
    notes = ("fill in action, owner, due and done; the next wave reads the file back",) if len(table) else ()
    return Table(NAME, table, "", notes)


def _words(label: str, weight: float, rating: float, rival: str, rival_rating: float) -> tuple[str, str]:
    why = f"weight {weight:.1f}, rating {rating:.1f}"
    if rival_rating > rating:
        return f"{label} at {rating:.1f}: {rival} is rated better", f"{why}, {rival} {rival_rating:.1f}"
    return f"{label} at {rating:.1f}: " + ("good, keep it up" if rating >= GOOD else "below what it could be"), why


def _rated(inputs: Inputs) -> pd.DataFrame:
    said = customers(inputs.evidence)
    said = said[(said["signal"] == "performance") & (said["criterion"] != "")]
    return said[of_focus(said, inputs.records)]


def _whom(said: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """The interviewees of each account and criterion; where metadata name none, the interview."""
    people = records.drop_duplicates("interview").set_index("interview")["interviewee"]
    asked = said[[*KEY, "interview"]].drop_duplicates()
    name = asked["interview"].map(people)
    asked = asked.assign(name=name.where(name.notna() & (name != ""), asked["interview"])).drop_duplicates(
        [*KEY, "name"]
    )
    return joined(asked, KEY, "name", "; ").rename("whom").reset_index()
