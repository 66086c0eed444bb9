"""Keyness on figures that can be looked up or worked out."""

from __future__ import annotations

import math

import pytest

from voc.suggesting.keyness import log_likelihood, log_ratio


@pytest.mark.parametrize(
    ("here", "elsewhere", "words_here", "words_elsewhere", "expected"),
    [
        # a worked example of corpus linguistics courses: 52 in 50,000 words against 57 in 75,000
        (52, 57, 50_000, 75_000, 2.65),
        # the same the other way round: rarer here
        (57, 52, 75_000, 50_000, -2.65),
        # all of ten in half of the words: 2 · 10 · ln 2
        (10, 0, 1000, 1000, 20 * math.log(2)),
        (5, 5, 1000, 1000, 0.0),
        (0, 0, 1000, 1000, 0.0),
        (3, 0, 1000, 0, 0.0),
    ],
)
def test_log_likelihood(here, elsewhere, words_here, words_elsewhere, expected):
    assert log_likelihood(here, elsewhere, words_here, words_elsewhere) == pytest.approx(expected, abs=5e-3)


@pytest.mark.parametrize(
    ("here", "elsewhere", "words_here", "words_elsewhere", "expected"),
    [
        (20, 10, 1000, 1000, 1.0),
        (10, 10, 1000, 4000, 2.0),
        (10, 20, 1000, 1000, -1.0),
        # missing elsewhere counts as half a time: 8 against 0.5
        (8, 0, 1000, 1000, 4.0),
    ],
)
def test_log_ratio(here, elsewhere, words_here, words_elsewhere, expected):
    assert log_ratio(here, elsewhere, words_here, words_elsewhere) == pytest.approx(expected)
