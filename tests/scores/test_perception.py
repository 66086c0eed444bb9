"""Belief against view."""

from __future__ import annotations

import pytest
from evidence_rows import MET, REP, importance, passage, performance


def test_perception_is_belief_minus_view(tables):
    rows = [
        importance(0, "price", ("points", 80)),
        importance(1, "relationship", ("points", 20)),
        performance(2, "relationship", 4),
        importance(0, "price", ("points", 100), **REP),
        performance(1, "relationship", 9, **REP),
        passage(2, "tier", "partner", **REP),
    ]
    frame = tables(rows)["perception"].frame
    price, bond = frame.iloc[0], frame.iloc[1]
    assert (price["weight"], price["believed_weight"], price["weight_difference"]) == (80, 100, 20)
    assert (bond["rating"], bond["believed_rating"], bond["rating_difference"]) == (4, 9, 5)
    assert (bond["tier"], bond["believed_tier"]) == ("", "partner")
    assert price.isna()[["rating", "believed_rating", "rating_difference"]].all()


SURPRISES = [
    (
        "the bond rated low",
        [*MET, performance(2, "relationship", 5)],
        "yes",
        "business criteria are rated 7.5, but the relationship 5.0",
    ),
    ("the bond is fine", [*MET, performance(2, "relationship", 6)], "no", ""),
    (
        "a tender is coming",
        [*MET, passage(2, "renewal", "at_risk")],
        "yes",
        "business criteria are rated 7.5, but the customer looks around",
    ),
    ("they stay", [*MET, passage(2, "renewal", "renew")], "no", ""),
    (
        "the supplier believes in more",
        [*MET, passage(2, "tier", "supplier"), passage(3, "tier", "partner", **REP)],
        "yes",
        "business criteria are rated 7.5, but the customer speaks of a supplier and the supplier believes in a partner",
    ),
    (
        "two reasons",
        [*MET, performance(2, "relationship", 2), passage(3, "renewal", "leaving")],
        "yes",
        "business criteria are rated 7.5, but the relationship 2.0; the customer is leaving",
    ),
    ("the contract is not met either", [performance(0, "price", 3), performance(1, "relationship", 3)], "no", ""),
    ("nothing said of the bond", MET, "", ""),
    ("nothing said of business", [performance(0, "relationship", 2)], "", ""),
]


@pytest.mark.parametrize(("why", "rows", "surprise", "because"), SURPRISES, ids=[row[0] for row in SURPRISES])
def test_surprise_is_a_contract_met_and_a_bond_that_is_not(tables, why, rows, surprise, because):
    frame = tables(rows)["perception"].frame
    assert set(frame["surprise"]) == {surprise}
    assert set(frame["because"]) == {because}
