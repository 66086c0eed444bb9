"""What is worth what, and what fell short."""

from __future__ import annotations

import pytest
from evidence_rows import passage, performance

CLAIMS = [
    # label, amount, unit, source → kind, currency, per, unique, customer_value
    ("unique", 5000.0, "USD/year", "rule:value", "benefit", "USD", "year", "yes", "yes"),
    ("", 5000.0, "USD/year", "rule:value", "benefit", "USD", "year", "no", "no"),
    ("unique", None, "", "rule:value", "benefit", "", "", "yes", "no"),
    ("unique", 80.0, "EUR", "rule:value", "benefit", "EUR", "", "yes", "yes"),
    ("", 80.0, "hour", "rule:value.failure", "cost", "", "hour", "no", ""),
]


@pytest.mark.parametrize("said", CLAIMS)
def test_value_claims(tables, said):
    label, amount, unit, source, *expected = said
    frame = tables([passage(0, "value", label, amount=amount, unit=unit, source=source)])["value"].frame
    assert frame[["kind", "currency", "per", "unique", "customer_value"]].values.tolist() == [expected]


REALISED = [
    ("three hours for ninety minutes", 90.0, 190.0, "negative", 0.47),
    ("sixty drums for a hundred", 100.0, 60.0, "negative", 0.6),
    ("nothing of what was promised", 4.0, 0.0, "", 0.0),
    ("zero faults promised, three had", 0.0, 3.0, "negative", 0.0),
    ("kept to the minute", 30.0, 30.0, "positive", 1.0),
    ("sooner than promised", 30.0, 20.0, "positive", 1.5),
    ("no figure", None, 20.0, "negative", None),
]


@pytest.mark.parametrize(("why", "expected", "actual", "praise", "share"), REALISED, ids=[row[0] for row in REALISED])
def test_realised_share_needs_no_knowledge_of_units(tables, why, expected, actual, praise, share):
    rows = [passage(0, "shortfall", amount=actual, reference=expected, unit="minutes")]
    rows += [performance(0, "delivery", praise)] if praise else []
    row = tables(rows)["value"].frame.iloc[0]
    assert (row["kind"], row["unit"], row["silent"]) == ("shortfall", "minutes", "")
    assert row.isna()["realised"] if share is None else row["realised"] == share


def test_a_shortfall_that_was_never_raised_is_silent(tables):
    rows = [passage(i, "shortfall", source=f"rule:shortfall.{word}") for i, word in enumerate(("silent", "raised"))]
    assert tables(rows)["value"].frame["silent"].tolist() == ["yes", "no"]


BREAK_EVEN = [
    ("a month is a twelfth", 100.0, "USD/month", 1100.0, "USD/year", "yes"),
    ("costs more", 100.0, "USD/month", 1300.0, "USD/year", "no"),
    ("two currencies cannot be compared", 100.0, "USD/month", 1.0, "EUR/year", ""),
    ("once is not a year", 100.0, "USD", 1.0, "USD/year", ""),
]


@pytest.mark.parametrize(("why", "gain", "a", "cost", "b", "even"), BREAK_EVEN, ids=[row[0] for row in BREAK_EVEN])
def test_break_even(tables, why, gain, a, cost, b, even):
    rows = [
        passage(0, "value", "unique", amount=gain, unit=a),
        passage(1, "value", "unique", amount=gain, unit=a),
        passage(2, "value", "", amount=cost, unit=b, source="rule:value.cost"),
    ]
    # the claim made twice counts once, else 1300 would be covered
    assert set(tables(rows)["value"].frame["break_even"]) == {even}
