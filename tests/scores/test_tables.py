"""Vendors, interviews and criteria from a handful of rows; what holds for every table."""

from __future__ import annotations

import pytest
from evidence_rows import CODEBOOK, evidence_of, importance, passage, performance, record, records_of

from voc.errors import UsageError
from voc.scores import SCORES, score_all


def test_vendors_counts_polarity_and_averages_interviews(tables):
    rows = [
        performance(0, "price", 8),
        performance(1, "price", 6),
        performance(2, "price", 1, interview="two"),
        performance(3, "price", "positive"),
        performance(4, "price", "mixed", vendor="Theirs"),
    ]
    frame = tables(rows)["vendors"].frame
    ours, theirs = frame.iloc[0], frame.iloc[1]
    # interview one says 7, two says 1: one interview, one vote
    assert (ours["rating"], ours["ratings"], ours["positive"], ours["focus"]) == (4.0, 3, 1, "yes")
    assert (theirs["vendor"], theirs["rating"], theirs["mixed"], theirs["focus"]) == ("Theirs", 6.0, 1, "no")


SAID = [
    ("most often", ["renew", "at_risk", "at_risk"], "at_risk"),
    ("on a tie the first", ["renew", "at_risk"], "renew"),
    ("nothing", [], ""),
]


@pytest.mark.parametrize(("why", "labels", "verdict"), SAID, ids=[row[0] for row in SAID])
def test_interviews_give_the_verdict_said_most_often(tables, why, labels, verdict):
    rows = [passage(i, "renewal", label) for i, label in enumerate(labels)]
    other = passage(9, "renewal", "leaving", vendor="Theirs")
    unnamed = passage(10, "tier", "partner", vendor="")
    row = tables([*rows, other, unnamed])["interviews"].frame.iloc[0]
    assert (row["renewal"], row["tier"], row["buying"]) == (verdict, "partner", "")


VOUCHED = [
    ("a phrase counts as two of the model's", [("partner", "rule:tier"), ("supplier", "model:tier")], "partner"),
    ("also when it comes later", [("supplier", "model:tier"), ("partner", "rule:tier")], "partner"),
    ("three of the model's outvote it", [("supplier", "model:tier")] * 3 + [("partner", "rule:tier")], "supplier"),
    ("what a person coded counts like a phrase", [("supplier", "model:t"), ("partner", "coder:ann")], "partner"),
]


@pytest.mark.parametrize(("why", "said", "tier"), VOUCHED, ids=[row[0] for row in VOUCHED])
def test_what_a_phrase_vouches_for_counts_twice(tables, why, said, tier):
    rows = [passage(i, "tier", label, source=source) for i, (label, source) in enumerate(said)]
    assert tables(rows)["interviews"].frame["tier"].tolist() == [tier]


LOOKING = [
    ("the rival that was asked for an offer", [("at_risk", "Theirs")], "at_risk", 1),
    ("not where the own vendor is spoken of", [("at_risk", "Theirs"), ("renew", "Ours")], "renew", 0),
    ("nor a rival that is renewed", [("renew", "Theirs")], "", 0),
    ("nor one that is left", [("leaving", "Theirs")], "", 0),
]


@pytest.mark.parametrize(("why", "said", "intent", "counted"), LOOKING, ids=[row[0] for row in LOOKING])
def test_who_looks_around_may_name_the_rival_only(tables, why, said, intent, counted):
    every = tables([passage(i, "renewal", label, vendor=vendor) for i, (label, vendor) in enumerate(said)])
    assert every["interviews"].frame["renewal"].tolist() == [intent]
    row = every["renewal"].frame.iloc[0]
    assert (row["intent"], row["at_risk"]) == (intent, counted)
    assert bool(row["evidence"]) == bool(intent)


def test_interviews_keeps_those_that_said_nothing(tables):
    frame = tables([passage(0, "buying", "rfp")], record("b", account="Zeta", words=7))["interviews"].frame
    assert frame["interview"].tolist() == ["one", "b"]
    assert frame["buying"].tolist() == ["rfp", ""]
    assert frame["words"].tolist() == [99, 7]
    assert frame["commodity_level"].isna().tolist() == [False, True]


def test_criteria_sets_weight_against_rating(tables):
    rows = [
        importance(0, "price", ("points", 60)),
        importance(1, "quality", ("points", 40)),
        performance(2, "price", 4),
        performance(3, "quality", 8),
        performance(4, "price", 5, vendor="Theirs"),
        performance(5, "price", 8, vendor="Best"),
    ]
    table = tables(rows)["criteria"]
    price, quality = table.frame.iloc[0], table.frame.iloc[1]
    assert (price["weight"], price["rating"], price["shortfall"]) == (60, 4, 36)
    assert (price["best_rival"], price["rival_rating"], price["relative"]) == ("Best", 8, 0.5)
    # means: weight 50, rating 6
    assert (price["quadrant"], quality["quadrant"]) == ("concentrate here", "possible overkill")
    assert "weight 50.0 and rating 6.0" in " ".join(table.notes)
    # importance 10 of 10, satisfaction (4 − 1)/9 of 10
    assert price["opportunity"] == pytest.approx(10 + 10 - 3.33, abs=0.01)
    assert tables(rows)["gaps"].frame["customer_value"].tolist() == [0.5]


def test_an_interview_that_never_names_a_criterion_gives_it_nothing(tables):
    rows = [importance(0, "price", ("points", 100)), importance(1, "quality", ("points", 100), interview="two")]
    frame = tables(rows)["criteria"].frame
    assert frame["weight"].tolist() == [50, 50]
    assert frame["rating"].isna().all()
    assert frame["quadrant"].tolist() == ["", ""]


def test_nothing_said_is_empty_in_every_table_and_never_zero(tables):
    for name, table in tables([], record("silent")).every().items():
        numbers = table.frame.select_dtypes("float")
        assert numbers.isna().all().all(), name


def test_nothing_read_gives_every_table_with_its_columns(tables):
    rows = [performance(0, "price", 4), importance(1, "price", "high")]
    full, empty = tables(rows).every(), tables([]).every()
    assert list(full) == list(empty)
    assert next(iter(full)) == "gaps"
    for name, table in empty.items():
        assert list(table.frame.columns) == list(full[name].frame.columns), name
        if name not in ("hypotheses", "saturation"):
            assert table.frame.empty, name


def test_names_choose_tables_and_unknown_ones_are_told(tables):
    frames = evidence_of([]), records_of([])
    assert list(score_all(*frames, CODEBOOK, names=["vendors", "gaps"])) == ["gaps", "vendors"]
    with pytest.raises(UsageError, match="did you mean 'vendors'"):
        score_all(*frames, CODEBOOK, names=["vendor"])
    with pytest.raises(UsageError, match="unknown expectation 'rize'"):
        score_all(*frames, CODEBOOK, expect="rize")


def test_every_member_states_its_columns_and_is_named_once():
    names = [member.NAME for member in SCORES]
    assert len(names) == len(set(names))
    for member in SCORES:
        assert member.__name__.rsplit(".", 1)[1] == member.NAME
        assert {"text", "count", "number", "flag"} >= set(member.COLUMNS.values())
