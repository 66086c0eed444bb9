"""Table `continuity`: who left, who carries the bond, and how much hangs on it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from voc.model import LABELS, Inputs, Table
from voc.scores.quoting import quoted
from voc.scores.shaping import Schema, ids, shaped
from voc.scores.voices import about_whom, customers

NAME = "continuity"
COLUMNS: Schema = {
    "account": "text",
    "wave": "count",
    "vendor": "text",
    "changes": "count",
    "negative": "count",
    "positive": "count",
    "neutral": "count",
    "persons": "text",
    "person_count": "count",
    "risk": "text",
    "because": "text",
    "quotes": "text",
    "evidence": "text",
}
KEY = ["account", "wave", "vendor"]
RANK, DEPENDENCE = {"negative": 0, "neutral": 2, "positive": 3}, 1


def score(inputs: Inputs) -> Table:
    """A row is an account, wave and vendor of whom a change of contact or a person carrying the bond was told; counts
    are passages, and a change that is told twice counts twice.

    `persons` lists names with the passages that name them. `risk` is high where the bond hangs on one person and a
    change of contact was taken badly, medium for either of the two, else low.
    """
    said = customers(inputs.evidence)
    said = said[said["signal"].isin(["rep_change", "dependence"])]
    said = said.assign(vendor=about_whom(said, inputs.records))
    changes = said[said["signal"] == "rep_change"]
    counts = changes.groupby([*KEY, "label"]).size().unstack("label").reindex(columns=list(LABELS["rep_change"]))
    bonds = said[said["signal"] == "dependence"].groupby(KEY)["label"].agg(list)
    frame = pd.DataFrame(index=said.groupby(KEY).size().index).join(counts)
    frame["changes"] = changes.groupby(KEY).size()
    people = {place: _persons(names) for place, names in bonds.items()}
    frame["persons"] = [
        "; ".join(f"{name} ({n})" for name, n in people.get(place, {}).items()) for place in frame.index
    ]
    frame["person_count"] = [len(people.get(place, {})) for place in frame.index]
    one, badly = frame["person_count"] == 1, frame["negative"].fillna(0) > 0
    frame["risk"] = np.select([one & badly, one | badly], ["high", "medium"], "low")
    frame["because"] = np.select(
        [one & badly, one, badly],
        [
            "the bond hangs on one person, and a change of contact was taken badly",
            "the bond hangs on one person",
            "a change of contact was taken badly",
        ],
        "",
    )
    rank = said["label"].map(RANK).where(said["signal"] == "rep_change", DEPENDENCE)
    frame["quotes"] = quoted(said.assign(rank=rank.fillna(DEPENDENCE)), KEY).set_index(KEY)["quotes"]
    frame = frame.join(ids(said, KEY))
    table = shaped(frame.reset_index(), COLUMNS, KEY)
    return Table(
        NAME, table, "", ("negative, positive, neutral: how changes of contact were taken",) if len(table) else ()
    )


def _persons(names: Iterable[str]) -> dict[str, int]:
    """Names with their passages, most often named first. A name whose words all occur in a longer one is the same
    person (Karen, Karen Whitty); a passage that names nobody counts as `unnamed` unless somebody is named."""
    counts: dict[str, int] = {}
    for name in names:
        counts[name.strip()] = counts.get(name.strip(), 0) + 1
    unnamed = counts.pop("", 0)
    people: dict[str, int] = {}
    for name in sorted(counts, key=lambda name: (-len(name.split()), name)):
        words = set(name.casefold().split())
        same = [known for known in people if words <= set(known.casefold().split())]
        people[same[0] if same else name] = people.get(same[0] if same else name, 0) + counts[name]
    if unnamed and not people:
        people["unnamed"] = unnamed
    return dict(sorted(people.items(), key=lambda person: (-person[1], person[0])))
