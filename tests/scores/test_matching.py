"""Which passages are the same passage."""

from __future__ import annotations

import pytest
from evidence_rows import evidence_of, importance, performance

from voc.scores.matching import match

SAID = "Price decides, and then it is the service that keeps us with them."


def placed(start, end, criterion="price", **fields):
    return importance(0, criterion, "high", start=start, end=end, quote=SAID[start:end], **fields)


@pytest.mark.parametrize(
    ("why", "first", "second", "on"),
    [
        ("one holds the other", [placed(0, 13)], [placed(0, 66)], ["code"]),
        ("half of the shorter is shared", [placed(0, 20)], [placed(10, 40)], ["code"]),
        ("less than half of the shorter is shared", [placed(0, 20)], [placed(11, 40)], []),
        ("beside each other", [placed(0, 13)], [placed(13, 40)], []),
        ("another turn", [placed(0, 13)], [placed(0, 13, turn=1)], []),
        ("another interview", [placed(0, 13)], [placed(0, 13, interview="two")], []),
        ("another criterion", [placed(0, 13)], [placed(0, 13, "service")], ["signal"]),
        ("another signal", [placed(0, 13)], [performance(0, "price", 8, start=0, end=13)], ["place"]),
    ],
)
def test_the_same_passage(why, first, second, on):
    assert [m.on for m in match(evidence_of(first), evidence_of(second))] == on


def test_a_passage_matches_once_and_the_closest_first():
    first = [placed(0, 66)]
    second = [placed(0, 13), placed(0, 60)]
    assert [(m.first, m.second) for m in match(evidence_of(first), evidence_of(second))] == [(0, 1)]


def test_the_same_code_is_matched_before_a_closer_place():
    first = [placed(0, 13), placed(0, 30, "service")]
    second = [placed(0, 13, "service"), placed(0, 30)]
    assert [tuple(m) for m in match(evidence_of(first), evidence_of(second))] == [(0, 1, "code"), (1, 0, "code")]


def test_of_equally_close_passages_those_that_agree_are_matched():
    first = [performance(0, "price", 8, vendor="A"), performance(0, "price", 3, vendor="B")]
    second = [performance(0, "price", 3, vendor="B"), performance(0, "price", 8, vendor="A")]
    assert [(m.first, m.second) for m in match(evidence_of(first), evidence_of(second))] == [(0, 1), (1, 0)]
