"""Statistics against published examples, and against values that can be worked out by hand."""

from __future__ import annotations

import math

import pytest

from voc.scores.statistics import bootstrap, permutation_p, ranks, spearman, spearman_interval, theil_sen, wilson


def test_ranks_share_ties():
    assert ranks([10, 30, 20, 20]).tolist() == [1, 4, 2.5, 2.5]
    assert ranks([]).tolist() == []


RHO = [
    # Spearman, the textbook example of IQ against hours of television: Σd² = 194 over ten pairs
    (
        [106, 86, 100, 101, 99, 103, 97, 113, 112, 110],
        [7, 0, 27, 50, 28, 29, 20, 12, 6, 17],
        1 - 6 * 194 / (10 * 99),
    ),
    ([1, 2, 3], [3, 2, 1], -1.0),
    ([1, 2, 3, 4], [1, 2, 2, 3], 0.9486832980505138),
]


@pytest.mark.parametrize(("x", "y", "rho"), RHO)
def test_spearman(x, y, rho):
    assert spearman(x, y) == pytest.approx(rho)


def test_spearman_without_spread_or_pairs_is_empty():
    assert math.isnan(spearman([1, 1, 1], [1, 2, 3]))
    assert math.isnan(spearman([], []))
    assert math.isnan(permutation_p([1, 1, 1], [1, 2, 3]))


def test_permutation_p_comes_near_the_exact_one_and_repeats():
    # of the 4! = 24 orders of four, two (up and down) are as extreme as a perfect one: 2/24
    p = permutation_p([1, 2, 3, 4], [1, 2, 3, 4])
    assert p == pytest.approx(2 / 24, abs=0.015)
    assert p == permutation_p([1, 2, 3, 4], [1, 2, 3, 4])
    assert permutation_p(range(20), range(20)) == 1 / 5000


def test_bootstrap_covers_the_mean_and_repeats():
    values = [1.0, 2.0, 3.0, 4.0, 5.0]
    low, high = bootstrap(lambda drawn: sum(values[i] for i in drawn) / len(drawn), 5)
    assert 1.5 < low < 2.2
    assert 3.8 < high < 4.5
    assert (low, high) == bootstrap(lambda drawn: sum(values[i] for i in drawn) / len(drawn), 5)
    assert all(math.isnan(bound) for bound in bootstrap(lambda drawn: float("nan"), 5))


def test_the_interval_of_rho_is_that_of_a_plain_bootstrap():
    x, y = [1.0, 2, 2, 4, 5, 6, 7, 8], [2.0, 1, 4, 3, 3, 7, 5, 8]
    plain = bootstrap(lambda drawn: spearman([x[i] for i in drawn], [y[i] for i in drawn]), 8, rounds=500)
    assert spearman_interval(x, y, rounds=500) == pytest.approx(plain)
    assert all(math.isnan(bound) for bound in spearman_interval([1, 1, 1], [1, 2, 3]))
    assert all(math.isnan(bound) for bound in spearman_interval([], []))


LINES = [
    # Hollander, Wolfe & Chicken (2014, example 9.1): the middle two of the ten slopes are -0.0575 and -0.055
    ([1, 2, 3, 4, 5], [1.26, 1.27, 1.12, 1.16, 1.03], -0.05625, 1.31625),
    ([0, 1, 2], [1, 3, 5], 2.0, 1.0),
    # one wild point does not turn the line
    ([0, 1, 2, 3, 4], [0, 1, 2, 3, 100], 1.0, 0.0),
    # points above each other make no slope
    ([1, 1, 2], [0, 2, 3], 2.0, -1.0),
]


@pytest.mark.parametrize(("x", "y", "slope", "intercept"), LINES)
def test_theil_sen(x, y, slope, intercept):
    assert theil_sen(x, y) == pytest.approx((slope, intercept))


def test_theil_sen_slope_of_a_published_example():
    # Bonett, R package statpsych, ci.theil: estimate 0.5
    y = [21, 4, 9, 12, 35, 18, 10, 22, 24, 1, 6, 8, 13, 16, 19]
    x = [67, 28, 30, 28, 52, 40, 25, 37, 44, 10, 14, 20, 28, 40, 51]
    assert theil_sen(x, y)[0] == pytest.approx(0.5)


def test_theil_sen_of_one_place_is_empty():
    assert all(math.isnan(number) for number in theil_sen([2, 2], [1, 5]))


INTERVALS = [
    # Newcombe (1998, table I, score method without continuity correction)
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("hits", "of", "low", "high"), INTERVALS)
def test_wilson(hits, of, low, high):
    assert wilson(hits, of) == pytest.approx((low, high), abs=5e-5)


def test_wilson_of_nothing_is_empty():
    assert all(math.isnan(bound) for bound in wilson(0, 0))
