"""Who may leave, and why."""

from __future__ import annotations

import pytest
from evidence_rows import passage, performance

RISKS = [
    ("they stay", [passage(0, "renewal", "renew")], "low", ""),
    ("they leave", [passage(0, "renewal", "leaving")], "high", ""),
    ("they look around", [passage(0, "renewal", "at_risk")], "medium", ""),
    (
        "they stay, with two reasons against",
        [passage(0, "renewal", "renew"), passage(1, "shortfall"), passage(2, "rep_change", "negative")],
        "medium",
        "1 shortfall; a change of contact was taken badly",
    ),
    (
        "they look around, with two reasons",
        [passage(0, "renewal", "at_risk"), passage(1, "shortfall"), passage(2, "tier", "supplier")],
        "high",
        "1 shortfall; speaks of no more than a supplier",
    ),
    (
        "what happens at a rival is no reason",
        [passage(0, "renewal", "renew"), passage(1, "rep_change", "negative", vendor="Theirs")],
        "low",
        "",
    ),
    ("one reason and no intent", [passage(0, "shortfall")], "low", "1 shortfall"),
    (
        "some of them never raised",
        [passage(0, "shortfall"), passage(1, "shortfall", source="rule:shortfall.silent")],
        "low",
        "2 shortfalls, 1 never raised",
    ),
    (
        "a promise that was beaten is none",
        [
            passage(0, "renewal", "renew"),
            passage(1, "shortfall", amount=98.6, reference=97.0, unit="percent"),
            performance(1, "delivery", "positive"),
        ],
        "low",
        "",
    ),
    (
        "what a rival promised is none",
        [passage(0, "renewal", "renew"), passage(1, "shortfall", vendor="Theirs")],
        "low",
        "",
    ),
    ("nothing told", [performance(0, "price", 5)], "", ""),
]


@pytest.mark.parametrize(("why", "rows", "risk", "reasons"), RISKS, ids=[row[0] for row in RISKS])
def test_renewal_risk_lists_its_reasons(tables, why, rows, risk, reasons):
    row = tables(rows)["renewal"].frame.iloc[0]
    assert (row["risk"], row["reasons"]) == (risk, reasons)


TIES = [
    ("one leaves, one renews", ["renew", "leaving"], "leaving"),
    ("one looks around, one renews", ["renew", "at_risk"], "at_risk"),
    ("two of three renew", ["leaving", "renew", "renew"], "renew"),
]


@pytest.mark.parametrize(("why", "said", "intent"), TIES, ids=[row[0] for row in TIES])
def test_interviews_that_differ_are_settled_with_care(tables, why, said, intent):
    rows = [passage(0, "renewal", label, interview=name) for name, label in zip("abc", said, strict=False)]
    assert tables(rows)["renewal"].frame["intent"].tolist() == [intent]
    assert tables(list(reversed(rows)))["renewal"].frame["intent"].tolist() == [intent]


def test_the_riskiest_account_comes_first(tables):
    rows = [
        passage(0, "renewal", "renew", account="A", interview="a"),
        passage(0, "renewal", "leaving", account="Z", interview="z"),
    ]
    assert tables(rows)["renewal"].frame["account"].tolist() == ["Z", "A"]
