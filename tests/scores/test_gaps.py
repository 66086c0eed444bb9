"""Commodity level, expectation, gap and its reading."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from evidence_rows import importance, passage, performance, record

from voc.errors import UsageError
from voc.model import Evidence

LEVELS = [
    # passages → the part they speak of, its value, its count
    ("alike once", [("commodity", "commodity", "rule:commodity.alike")], "homogeneity", 75.0, 1),
    ("special once", [("commodity", "differentiated", "rule:commodity.unique")], "homogeneity", 25.0, 1),
    ("alike thrice", [("commodity", "commodity", "coder:ann")] * 3, "homogeneity", 87.5, 3),
    ("what only one vendor gives is special", [("value", "unique", "rule:value")], "homogeneity", 25.0, 1),
    ("a benefit that others give too says nothing", [("value", "", "rule:value")], "homogeneity", None, 0),
    ("easy to replace", [("commodity", "commodity", "rule:commodity.switch_easy")], "switching_ease", 75.0, 1),
    ("locked in", [("commodity", "differentiated", "rule:commodity.lock_in")], "switching_ease", 25.0, 1),
    ("locked in is not special", [("commodity", "differentiated", "rule:commodity.lock_in")], "homogeneity", None, 0),
    ("bought on price", [("commodity", "commodity", "rule:commodity.price_only")], "price_sensitivity", 75.0, 1),
    ("a tender", [("buying", "rfp", "rule:buying")], "specifiability", 85.0, 1),
    ("a tender and the engineers", [("buying", "rfp", "x"), ("buying", "user_led", "x")], "specifiability", 62.5, 2),
    (
        "a model's reading counts as homogeneity",
        [("commodity", "commodity", "model:commodity")],
        "homogeneity",
        75.0,
        1,
    ),
]


@pytest.mark.parametrize(("why", "said", "part", "value", "count"), LEVELS, ids=[row[0] for row in LEVELS])
def test_parts_of_the_commodity_level(tables, why, said, part, value, count):
    rows = [passage(i, signal, label, source=source) for i, (signal, label, source) in enumerate(said)]
    gap = tables(rows)["gaps"].frame.iloc[0]
    assert gap[f"{part}_count"] == count
    assert gap[part] == value if value is not None else gap.isna()[part]
    if value is not None:
        assert gap["commodity_level"] == value


def test_price_against_an_even_share(tables):
    # four business criteria, so an even share is 1/4; price has half of the 100 that go to business
    rows = [importance(0, "price", ("points", 50)), importance(1, "quality", ("points", 50))]
    gap = tables(rows)["gaps"].frame.iloc[0]
    assert gap["price_sensitivity"] == pytest.approx(66.67)
    assert gap["price_sensitivity_count"] == 1


def test_price_that_nobody_weighed_has_no_sensitivity(tables):
    gap = tables([importance(0, "quality", "high"), performance(1, "price", 3)])["gaps"].frame.iloc[0]
    assert gap.isna()["price_sensitivity"]


def test_like_ratings_stand_in_only_where_nothing_was_said(tables):
    ratings = [performance(0, "price", 8), performance(1, "price", 5, vendor="Theirs")]
    assert tables(ratings)["gaps"].frame["homogeneity"].tolist() == [pytest.approx(66.67)]
    said = [*ratings, passage(2, "commodity", "differentiated")]
    assert tables(said)["gaps"].frame["homogeneity"].tolist() == [25.0]


SIX = [
    importance(0, "relationship", ("points", 30)),
    importance(1, "quality", ("points", 70)),
    passage(2, "commodity", "commodity"),
    passage(3, "buying", "user_led"),
    passage(4, "commodity", "differentiated", source="rule:commodity.lock_in"),
    passage(5, "rep_change", "negative"),
]
# parts 75, 25 and 40: level 46.67
EXPECTED = [
    ("rise", 10 + 40 * 0.466667, 30 - 28.67, "in line"),
    ("fall", 50 - 45 * 0.466667, 30 - 29.0, "in line"),
    ("none", None, None, "rank 1 of 1 by relationship weight"),
]


@pytest.mark.parametrize(("expect", "expected", "gap", "reading"), EXPECTED)
def test_six_rows_make_a_gap(tables, expect, expected, gap, reading):
    table = tables(SIX, expect=expect)["gaps"]
    row = table.frame.iloc[0]
    assert (row["commodity_level"], row["relationship_weight"]) == (46.67, 30.0)
    assert row["reading"] == reading
    assert row["basis"] == "points 2"
    assert row["evidence"] == " ".join(passage.id for passage in SIX[:5])
    if gap is None:
        assert row[["expected_weight", "gap"]].isna().all()
    else:
        assert row["expected_weight"] == pytest.approx(expected, abs=0.01)
        assert row["gap"] == pytest.approx(gap, abs=0.01)
        assert expect in table.title
    assert "the same talk" in " ".join(table.notes)


READINGS = [
    ("all bond", [importance(0, "relationship", "decisive"), passage(1, "commodity", "commodity")], "carries more"),
    ("no bond", [importance(0, "price", ("points", 100)), passage(1, "commodity", "commodity")], "carries less"),
    ("no level", [importance(0, "relationship", "decisive")], "no commodity level"),
    ("no weight", [passage(0, "commodity", "commodity")], "no relationship weight"),
    (
        "talk without the bond is no zero",
        [performance(0, "price", 8), passage(1, "buying", "rfp")],
        "no relationship weight",
    ),
]


@pytest.mark.parametrize(("why", "rows", "reading"), READINGS, ids=[row[0] for row in READINGS])
def test_readings_say_what_it_means_or_what_is_missing(tables, why, rows, reading):
    row = tables(rows)["gaps"].frame.iloc[0]
    assert row["reading"].startswith(reading)
    assert row.isna()["gap"] == reading.startswith("no ")


def test_an_account_that_said_nothing_is_listed_with_blanks(tables):
    table = tables([], record("silent", account="Mute"))["gaps"]
    row = table.frame.iloc[0]
    assert (row["account"], row["interviews"]) == ("Mute", 1)
    assert row[["commodity_level", "relationship_weight", "gap"]].isna().all()


def test_one_interview_one_vote(tables):
    rows = [
        importance(0, "relationship", ("points", 100)),
        *[importance(i, "price", ("points", 25), interview="two") for i in range(4)],
    ]
    row = tables(rows)["gaps"].frame.iloc[0]
    assert (row["interviews"], row["relationship_weight"]) == (2, 50.0)


def test_what_suppliers_believe_stays_out(tables):
    theirs = [importance(0, "relationship", "decisive", interview="rep", side="supplier")]
    assert tables(theirs)["gaps"].frame.empty
    assert tables(theirs)["weights"].frame["side"].tolist() == ["supplier"]


def accounts(n: int) -> Iterator[Evidence]:
    """Account i: level from i alike passages, relationship weight 10·i; the line through them rises."""
    for i in range(n):
        at = {"interview": f"i{i}", "account": f"A{i}"}
        yield importance(0, "relationship", ("points", 10 * i), **at)
        yield importance(1, "quality", ("points", 100 - 10 * i), **at)
        yield from (passage(2 + j, "commodity", "commodity" if j < i else "differentiated", **at) for j in range(7))


def test_fit_runs_through_the_study_and_refuses_few_accounts(tables):
    table = tables(list(accounts(8)), expect="fit")["gaps"]
    # level 100·(i + ½)/8 and weight 10·i lie on one line, so nothing is left over
    assert table.frame["gap"].abs().max() < 0.01
    assert "0.800 × commodity level" in table.title
    with pytest.raises(UsageError, match="needs 8 of them with both numbers, this study has 7"):
        tables(list(accounts(7)), expect="fit")["gaps"]


def test_the_most_exposed_account_comes_first(tables):
    frame = tables(list(accounts(4)), expect="fall")["gaps"].frame
    assert frame["gap"].is_monotonic_decreasing
