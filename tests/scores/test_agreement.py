"""Agreement coefficients on published examples, and two small codings laid beside each other."""

from __future__ import annotations

import math

import pytest
from evidence_rows import evidence_of, importance, passage, performance

from voc.scores.agreement import LEAST, agree, cohen_kappa, krippendorff_alpha


def table(cells):
    """A table of counts → the pairs it counts."""
    return [(i, j) for i, row in enumerate(cells) for j, n in enumerate(row) for _ in range(n)]


KAPPA = [
    # Fleiss, Levin & Paik (2003, table 18.1): two raters, 100 diagnoses
    (table([[75, 1, 4], [5, 4, 1], [0, 0, 10]]), 0.676),
    # p_o = 0.7, p_e = 0.5
    (table([[20, 5], [10, 15]]), 0.4),
    (table([[5, 0], [0, 5]]), 1.0),
    (table([[0, 5], [5, 0]]), -1.0),
]


@pytest.mark.parametrize(("pairs", "kappa"), KAPPA)
def test_cohen_kappa(pairs, kappa):
    assert cohen_kappa(pairs) == pytest.approx(kappa, abs=5e-4)


def units(*coders: str):
    return [[None if value == "." else value for value in unit] for unit in zip(*coders, strict=True)]


# Krippendorff (2011, Computing Krippendorff's alpha-reliability), examples A to D
TWO_BINARY = units("0100000010", "1110010000")
TWO_NOMINAL = units("aabbdccceDda".lower(), "babbbccceddd")
FOUR = units("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
ALPHA = [
    ("A: two coders, binary", TWO_BINARY, None, 0.095),
    ("B: two coders, nominal", TWO_NOMINAL, None, 0.692),
    ("C: four coders, gaps, nominal", FOUR, None, 0.743),
    ("D: four coders, gaps, ordinal", FOUR, "12345", 0.815),
]


@pytest.mark.parametrize(("why", "values", "order", "alpha"), ALPHA, ids=[row[0] for row in ALPHA])
def test_krippendorff_alpha(why, values, order, alpha):
    assert krippendorff_alpha(values, order) == pytest.approx(alpha, abs=5e-4)


def test_alpha_agrees_with_another_implementation():
    other = pytest.importorskip("krippendorff")
    rows = [[float("nan") if value is None else float(value) for value in coder] for coder in zip(*FOUR, strict=True)]
    for order, level in ((None, "nominal"), ("12345", "ordinal")):
        assert krippendorff_alpha(FOUR, order) == pytest.approx(other.alpha(rows, level_of_measurement=level))


def test_where_nothing_can_differ_there_is_no_coefficient():
    assert math.isnan(cohen_kappa([]))
    assert math.isnan(cohen_kappa([("a", "a")] * 5))
    assert math.isnan(krippendorff_alpha([["a", "a"]] * 5))
    assert math.isnan(krippendorff_alpha([["a", None], [None, "b"]]))


def coding(labels, start=0):
    return [importance(i, "price", label, start=start, end=start + 10) for i, label in enumerate(labels)]


def rows_by_name(first, second):
    found = agree(evidence_of(first), evidence_of(second))
    return found, found.frame.set_index("what")


def test_passages_match_when_they_overlap():
    ours = [*coding(["high"] * 10), passage(11, "buying", "rfp")]
    theirs = [*coding(["high"] * 8 + ["low"] * 2, start=5), *coding(["high"], start=20)]
    _, rows = rows_by_name(ours, theirs)
    found = rows.loc["importance"]
    assert (found["ours"], found["theirs"], found["matched"]) == (10, 11, 10)
    assert (found["precision"], found["recall"]) == (1.0, 0.909)
    assert found["compared"] == "10"
    # eight high both, two high against low: all chance, for we never say low
    assert found["kappa"] == 0
    assert rows.loc["buying", "reading"].startswith("insufficient: 0 of")


def test_a_passage_matches_once():
    ours = coding(["high"])
    theirs = [importance(0, "price", "high", start=0, end=5), importance(0, "price", "low", start=5, end=10)]
    assert rows_by_name(ours, theirs)[1].loc["importance", "matched"] == 1


def test_criterion_is_compared_whether_or_not_it_is_the_same():
    ours = [importance(i, "price" if i % 2 else "quality", "high") for i in range(12)]
    theirs = [importance(i, "price" if i % 2 and i != 3 else "quality", "high") for i in range(12)]
    _, rows = rows_by_name(ours, theirs)
    # p_o 11/12, p_e = (6·5 + 6·7)/144 = 1/2
    assert rows.loc["criterion", "kappa"] == pytest.approx(5 / 6, abs=5e-4)
    assert rows.loc["importance", "matched"] == 11


def test_ratings_are_compared_by_order():
    numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    ours = [performance(i, "price", n) for i, n in enumerate(numbers)]
    near = [performance(i, "price", min(10, n + 1)) for i, n in enumerate(numbers)]
    far = [performance(i, "price", n) for i, n in enumerate(reversed(numbers))]
    assert rows_by_name(ours, ours)[1].loc["rating", "alpha"] == 1
    assert rows_by_name(ours, near)[1].loc["rating", "reading"] == "reliable"
    assert rows_by_name(ours, far)[1].loc["rating", "alpha"] < 0


def test_few_units_are_insufficient_and_one_sided_interviews_left_out():
    ours = [*coding(["high"] * (LEAST - 1)), importance(0, "price", "high", interview="only ours")]
    found, rows = rows_by_name(ours, coding(["high"] * (LEAST - 1)))
    assert rows.loc["importance", "ours"] == LEAST - 1
    assert rows.loc["importance"][["precision", "kappa", "alpha"]].isna().all()
    assert rows.loc["importance", "reading"].startswith("insufficient: 9 of at least 10")
    assert "1 interview(s) coded on one side only" in " ".join(found.notes)
