"""The ladder, and interviews that differ on it."""

from __future__ import annotations

from evidence_rows import REP, passage


def test_ladder_keeps_the_suppliers_own_words_apart(tables):
    rows = [
        passage(0, "tier", "supplier"),
        passage(1, "tier", "supplier"),
        passage(2, "tier", "partner"),
        passage(0, "tier", "partner", **REP),
        passage(1, "tier", "partner", **REP),
        passage(3, "tier", "supplier_of_choice", vendor="Theirs"),
    ]
    frame = tables(rows)["ladder"].frame
    ours, theirs = frame.iloc[0], frame.iloc[1]
    assert (ours["tier"], ours["believed"]) == ("supplier", "partner")
    assert ours["difference"] == "the supplier believes more than the customer says"
    assert (ours["supplier"], ours["supplier_of_choice"], ours["partner"], ours["believed_passages"]) == (2, 0, 1, 2)
    assert ours["evidence"].split() == [row.id for row in rows[:3]]
    assert (theirs["tier"], theirs["believed"], theirs["difference"]) == ("supplier_of_choice", "", "")


def test_ladder_with_the_suppliers_view_alone_leaves_the_customers_empty(tables):
    frame = tables([passage(0, "tier", "partner", **REP)])["ladder"].frame
    assert frame[["tier", "believed"]].values.tolist() == [["", "partner"]]


def test_a_brief_answer_to_the_question_outweighs_passing_words(tables):
    rows = [
        passage(0, "tier", "supplier", source="rule:tier.supplier"),
        passage(1, "tier", "partner", source="rule:tier.called_partner"),
    ]
    assert tables(rows)["ladder"].frame["tier"].tolist() == ["partner"]


def test_a_tie_on_the_ladder_is_the_lower_step(tables):
    rows = [passage(0, "tier", "partner", interview="a"), passage(0, "tier", "supplier", interview="b")]
    every = tables(rows)
    assert every["ladder"].frame["tier"].tolist() == ["supplier"]
    assert "speaks of no more than a supplier" in every["renewal"].frame["reasons"][0]
