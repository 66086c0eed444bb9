"""Weights: which evidence counts, how kinds combine, and that they add up."""

from __future__ import annotations

import pytest
from evidence_rows import CODEBOOK, evidence_of, importance, passage, performance, records_of
from hypothesis import given, settings
from hypothesis import strategies as st

from voc.scores import score_all

SAID = [
    # what is said of importance → weights, bases
    (
        "points as they stand",
        [("price", ("points", 50)), ("quality", ("points", 30)), ("relationship", ("points", 20))],
        {"price": 50, "quality": 30, "relationship": 20},
        "points points points",
    ),
    (
        "points that miss 100 are normalised",
        [("price", ("points", 60)), ("quality", ("points", 60))],
        {"price": 50, "quality": 50},
        "points points",
    ),
    (
        "a later figure replaces the earlier",
        [
            ("price", ("points", 60)),
            ("quality", ("points", 40)),
            ("price", ("points", 40)),
            ("quality", ("points", 60)),
        ],
        {"price": 40, "quality": 60},
        "points points",
    ),
    (
        "two figures that are parts of one split add up",
        [("delivery", ("points", 30)), ("delivery", ("points", 20)), ("price", ("points", 50))],
        {"price": 50, "delivery": 50},
        "points points",
    ),
    (
        "a new split replaces the old one whole, also what it no longer names",
        [
            *[("price", ("points", 50)), ("delivery", ("points", 40)), ("service", ("points", 10))],
            *[("price", ("points", 45)), ("delivery", ("points", 35)), ("quality", ("points", 20))],
        ],
        {"price": 45, "quality": 20, "delivery": 35, "service": 0},
        "points points points mentions",
    ),
    (
        "after a split one figure is a revision: 60 and 50 of 110",
        [("price", ("points", 40)), ("delivery", ("points", 60)), ("price", ("points", 50))],
        {"price": 45.5, "delivery": 54.5},
        "points points",
    ),
    (
        "a run that names a criterion twice is no new split, though 30, 10, 20 and 40 add up to 100",
        [
            *[("quality", ("points", 30)), ("service", ("points", 30)), ("price", ("points", 30))],
            *[("delivery", ("points", 10)), ("service", ("points", 20)), ("price", ("points", 40))],
        ],
        {"price": 40, "quality": 30, "delivery": 10, "service": 20},
        "points points points points",
    ),
    (
        "points that are whole leave nothing for words",
        [("price", ("points", 100)), ("quality", "decisive")],
        {"price": 100, "quality": 0},
        "points strength",
    ),
    (
        "words share what points leave, in proportion: 40 as 4 to 1",
        [("price", ("points", 60)), ("quality", "high"), ("delivery", "low")],
        {"price": 60, "quality": 32, "delivery": 8},
        "points strength strength",
    ),
    (
        "words alone: 8, 4, 2, 1, 0",
        [
            ("price", "decisive"),
            ("quality", "high"),
            ("delivery", "medium"),
            ("service", "low"),
            ("relationship", "none"),
        ],
        {"price": 53.3, "quality": 26.7, "delivery": 13.3, "service": 6.7, "relationship": 0},
        "strength strength strength strength strength",
    ),
    (
        "of several words the mean counts: (8 + 4) / 2 against 2",
        [("price", "decisive"), ("price", "high"), ("quality", "medium")],
        {"price": 75, "quality": 25},
        "strength strength",
    ),
    (
        "scores stand beside words: 10 is decisive, 8.5 high",
        [("price", ("score", 10)), ("quality", ("score", 8.5)), ("delivery", "high")],
        {"price": 50, "quality": 25, "delivery": 25},
        "scores scores strength",
    ),
    (
        "a score fixes what words say of the same criterion",
        [("price", ("score", 10)), ("price", "low"), ("quality", "decisive")],
        {"price": 50, "quality": 50},
        "scores strength",
    ),
    (
        "ranks of three: centroids 11/18, 5/18, 2/18",
        [("price", ("rank", 1)), ("quality", ("rank", 2)), ("delivery", ("rank", 3))],
        {"price": 61.1, "quality": 27.8, "delivery": 11.1},
        "ranks ranks ranks",
    ),
    (
        "a rank and words on the same criterion are averaged: (8 + 4) / 2 against 3/4 of a half of 8",
        [("price", ("rank", 1)), ("price", "high"), ("quality", ("rank", 2))],
        {"price": 69.2, "quality": 30.8},
        "ranks+strength ranks",
    ),
]


@pytest.mark.parametrize(("why", "said", "weights", "basis"), SAID, ids=[row[0] for row in SAID])
def test_what_is_said_becomes_weights(tables, why, said, weights, basis):
    frame = tables([importance(i, criterion, what) for i, (criterion, what) in enumerate(said)])["weights"].frame
    assert dict(zip(frame["criterion"], frame["weight"], strict=True)) == pytest.approx(weights)
    assert " ".join(frame["basis"]) == basis


def test_talk_alone_is_shares_of_passages_and_said_to_be_weak(tables):
    table = tables(
        [performance(0, "price", "positive"), performance(1, "price", 4), passage(2, "mention", criterion="quality")]
    )
    weights = table["weights"]
    assert weights.frame["weight"].tolist() == [66.7, 33.3]
    assert set(weights.frame["basis"]) == {"mentions"}
    assert "not how much it counts" in " ".join(weights.notes)


READ = [
    ("half-way to low: 4.5 against 2.5", "decisive", "high", [64.3, 35.7]),
    ("low stays: 1 against 1.5", "low", "medium", [40, 60]),
    ("none stays", "none", "medium", [0, 100]),
]


@pytest.mark.parametrize(("why", "first", "second", "weights"), READ, ids=[row[0] for row in READ])
@pytest.mark.parametrize("source", ["rule:importance.words", "model:importance"])
def test_words_that_the_program_read_weigh_less_far_apart(tables, why, first, second, weights, source):
    rows = [importance(0, "price", first, source=source), importance(1, "quality", second, source=source)]
    assert tables(rows)["weights"].frame["weight"].tolist() == weights


def test_numbers_that_the_program_read_stand_as_they_are(tables):
    rows = [
        importance(0, "price", ("points", 80), source="rule:importance.points"),
        importance(1, "quality", ("points", 20), source="rule:importance.points"),
    ]
    assert tables(rows)["weights"].frame["weight"].tolist() == [80, 20]


TALKED = [
    ("one passage weighs less than low: 8 to 4 · 1/5", 1, [90.9, 9.1]),
    ("four passages weigh as much as medium: 8 to 2", 4, [80, 20]),
    ("however many passages, less than high: 8 to 4 · 36/40", 36, [69, 31]),
]


@pytest.mark.parametrize(("why", "passages", "weights"), TALKED, ids=[row[0] for row in TALKED])
def test_a_criterion_only_talked_about_beside_one_whose_importance_was_told(tables, why, passages, weights):
    talk = [performance(1 + i, "quality", 8) for i in range(passages)]
    frame = tables([importance(0, "price", "decisive"), *talk])["weights"].frame
    assert frame["weight"].tolist() == weights
    assert frame["basis"].tolist() == ["strength", "mentions"]


def test_all_said_not_to_count_leaves_the_weight_empty(tables):
    table = tables([importance(0, "price", "none")])
    assert table["weights"].frame["weight"].isna().all()
    assert table["gaps"].frame["relationship_weight"].isna().all()


def test_a_score_on_an_unknown_scale_counts_by_its_words(tables):
    rows = [
        passage(0, "importance", "decisive", criterion="price", unit="score"),
        importance(1, "quality", "decisive"),
    ]
    assert tables(rows)["weights"].frame["basis"].tolist() == ["strength", "strength"]


def test_one_passage_with_two_codes_is_mentioned_once(tables):
    rows = [performance(0, "price", "positive"), performance(0, "price", "negative", vendor="Theirs")]
    assert tables(rows)["weights"].frame["mentions"].tolist() == [1]


RATED = [
    ("a number outweighs words", ["positive", "positive", 4], 4.0, 1, "numbers"),
    ("several numbers: the mean", [8, 5], 6.5, 2, "numbers"),
    ("one kind word: 9 drawn to 6 by half a passage", ["positive"], 8.0, 1, "words"),
    ("four kind words", ["positive"] * 4, 8.67, 4, "words"),
    ("one complaint", ["negative"], 4.0, 1, "words"),
    ("praise and complaint", ["positive", "negative"], 6.0, 2, "words"),
]


@pytest.mark.parametrize(("why", "said", "rating", "count", "basis"), RATED, ids=[row[0] for row in RATED])
def test_ratings(tables, why, said, rating, count, basis):
    rows = [performance(i, "price", what) for i, what in enumerate(said)]
    frame = tables([*rows, performance(9, "price", 1, vendor="Theirs")])["weights"].frame
    assert frame[["rating", "ratings", "rating_basis"]].values.tolist() == [[rating, count, basis]]


def test_evidence_leads_back_to_the_rows(tables):
    rows = [importance(0, "price", "high"), performance(1, "price", 7), performance(2, "price", 7, vendor="Theirs")]
    assert tables(rows)["weights"].frame["evidence"].tolist() == [f"{rows[0].id} {rows[1].id}"]


CRITERIA = ["price", "quality", "delivery", "service", "relationship"]
STATED = st.one_of(
    st.sampled_from(["decisive", "high", "medium", "low", "none"]),
    st.tuples(st.just("points"), st.integers(0, 100)),
    st.tuples(st.just("score"), st.integers(1, 10)),
    st.tuples(st.just("rank"), st.integers(1, 7)),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(CRITERIA), STATED), max_size=12), st.randoms())
def test_weights_add_up_and_no_order_of_rows_matters(said, random):
    rows = [importance(i, criterion, what, interview=name) for i, (name, criterion, what) in enumerate(said)]
    frame = score_all(evidence_of(rows), records_of(rows), CODEBOOK, names=["weights"])["weights"].frame
    for _, weights in frame.groupby("interview")["weight"]:
        assert weights.isna().all() or round(weights.sum(), 6) == 100
        assert weights.isna().all() or weights.between(0, 100).all()
    # evidence there is, so every spoken criterion has its row
    assert len(frame) == len({(name, criterion) for name, criterion, _ in said})
    mixed = list(rows)
    random.shuffle(mixed)
    again = score_all(evidence_of(mixed), records_of(mixed), CODEBOOK, names=["weights"])["weights"].frame
    assert frame.to_csv() == again.to_csv()
