"""On whom the bond hangs."""

from __future__ import annotations

import pytest
from evidence_rows import passage

BONDS = [
    ("one person", [("dependence", "Karen")], "medium", "Karen (1)", "the bond hangs on one person"),
    (
        "one person, and a change taken badly",
        [("dependence", "Karen"), ("dependence", "Karen Whitty"), ("rep_change", "negative")],
        "high",
        "Karen Whitty (2)",
        "the bond hangs on one person, and a change of contact was taken badly",
    ),
    ("two persons", [("dependence", "Karen"), ("dependence", "Bob")], "low", "Bob (1); Karen (1)", ""),
    ("a change taken badly", [("rep_change", "negative")], "medium", "", "a change of contact was taken badly"),
    ("a change taken well", [("rep_change", "positive"), ("rep_change", "neutral")], "low", "", ""),
    ("a person without a name", [("dependence", "")], "medium", "unnamed (1)", "the bond hangs on one person"),
]


@pytest.mark.parametrize(("why", "said", "risk", "persons", "because"), BONDS, ids=[row[0] for row in BONDS])
def test_continuity(tables, why, said, risk, persons, because):
    rows = [passage(i, signal, label) for i, (signal, label) in enumerate(said)]
    row = tables(rows)["continuity"].frame.iloc[0]
    assert (row["risk"], row["persons"], row["because"]) == (risk, persons, because)
    assert row["changes"] == sum(signal == "rep_change" for signal, _ in said)
