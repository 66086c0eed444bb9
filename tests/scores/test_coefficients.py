"""Agreement coefficients on published examples, and their intervals."""

from __future__ import annotations

import math

import numpy as np
import pytest

from voc.scores.coefficients import LEAST, alpha, cohen_kappa, crossed, interval, kappa, krippendorff_alpha


def table(cells):
    """A table of counts → the pairs it counts."""
    return [(i, j) for i, row in enumerate(cells) for j, n in enumerate(row) for _ in range(n)]


KAPPA = [
    # Cohen (1960), two judges on 200 subjects: p_o .70, p_e .41
    (table([[88, 10, 2], [14, 40, 6], [18, 10, 12]]), 0.492),
    # Fleiss, Levin & Paik (2003, table 18.1): two raters, 100 diagnoses
    (table([[75, 1, 4], [5, 4, 1], [0, 0, 10]]), 0.676),
    # p_o = 0.7, p_e = 0.5
    (table([[20, 5], [10, 15]]), 0.4),
    (table([[5, 0], [0, 5]]), 1.0),
    (table([[0, 5], [5, 0]]), -1.0),
]


@pytest.mark.parametrize(("pairs", "expected"), KAPPA)
def test_cohen_kappa(pairs, expected):
    assert cohen_kappa(pairs) == pytest.approx(expected, abs=5e-4)


def units(*coders: str):
    return [[None if value == "." else value for value in unit] for unit in zip(*coders, strict=True)]


# Krippendorff (2011, Computing Krippendorff's alpha-reliability), examples A to D
TWO_BINARY = units("0100000010", "1110010000")
TWO_NOMINAL = units("aabbdccceDda".lower(), "babbbccceddd")
FOUR = units("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
# Hayes & Krippendorff (2007, table 1): the tone of 40 articles, 0 to 3, by five observers
TONE = units(
    "112.001122.01311211000201001111223222221",
    "1130000.21102311121000302102111122222221",
    "203000222100221123001.30.1012202.2232.21",
    ".13....0.10022...31.103021122..122...12.",
    "2..0001.2....3112..0.0..2.0..20.2.2222.1",
)
ALPHA = [
    ("A: two coders, binary", TWO_BINARY, None, 0.095),
    ("B: two coders, nominal", TWO_NOMINAL, None, 0.692),
    ("C: four coders, gaps, nominal", FOUR, None, 0.743),
    ("D: four coders, gaps, ordinal", FOUR, "12345", 0.815),
    ("five observers, gaps, nominal", TONE, None, 0.477),
    ("five observers, gaps, ordinal", TONE, "0123", 0.7598),
]


@pytest.mark.parametrize(("why", "values", "order", "expected"), ALPHA, ids=[row[0] for row in ALPHA])
def test_krippendorff_alpha(why, values, order, expected):
    assert krippendorff_alpha(values, order) == pytest.approx(expected, abs=5e-4)


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


PAIRS = [("a", "a"), ("a", "b"), ("b", "b"), ("c", "c"), ("c", "a"), ("b", "b"), ("a", "a")]


@pytest.mark.parametrize("order", [None, "abc"])
def test_counts_and_units_give_the_same_alpha(order):
    tables = crossed({"one": PAIRS[:3], "two": PAIRS[3:]}, "abc")
    scale = "nominal" if order is None else "ordinal"
    assert float(alpha(tables.sum(axis=0), scale)) == pytest.approx(krippendorff_alpha(PAIRS, order))


def test_the_order_counts_only_where_there_is_one():
    near, far = [("a", "b"), ("a", "a"), ("b", "b"), ("c", "c")], [("a", "c"), ("a", "a"), ("b", "b"), ("c", "c")]
    assert krippendorff_alpha(near, "abc") > krippendorff_alpha(far, "abc")
    assert krippendorff_alpha(far, "acb") > krippendorff_alpha(far, "abc")


def test_a_stack_of_tables_is_one_coefficient_each():
    tables = crossed({"one": PAIRS[:3], "two": PAIRS[3:]})
    assert kappa(tables).tolist() == pytest.approx([cohen_kappa(PAIRS[:3]), cohen_kappa(PAIRS[3:])])


def test_an_interval_holds_its_coefficient_and_is_the_same_every_time():
    tables = crossed({"one": table([[40, 10], [10, 40]])})
    low, high = interval(kappa, tables)
    assert low < 0.6 < high
    # the standard error of kappa at p_o 0.8 and p_e 0.5 of 100 units is √(0.8·0.2/100)/0.5 = 0.08
    assert (high - low) / 2 == pytest.approx(1.96 * 0.08, rel=0.1)
    assert (low, high) == interval(kappa, tables)


def test_whole_interviews_are_drawn_when_there_are_enough():
    agreeing, opposed = table([[8, 0], [0, 8]]), table([[0, 8], [8, 0]])
    mixed = {str(i): agreeing if i % 2 else opposed for i in range(LEAST)}
    clustered = interval(kappa, crossed(mixed))
    single = interval(kappa, crossed({"all": [pair for pairs in mixed.values() for pair in pairs]}))
    assert clustered[1] - clustered[0] > 2 * (single[1] - single[0])


def test_no_interval_where_hardly_any_sample_has_a_value():
    assert np.isnan(interval(kappa, crossed({"one": [("a", "a")] * 20}))).all()
