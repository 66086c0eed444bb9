"""Nothing reviewed is lost: not by a new name, not by an edit, not by a transcript that is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from judged_study import A, B, interview, judged

from voc.coding.placing import Spot, digest
from voc.model import Interview
from voc.review import Talk
from voc.review.anchoring import Anchored, anchor

LATE = judged(A, "They are late, always late.", "accept", "performance delivery negative")
SHORT = judged(A, "Good stuff.", "accept", "performance quality positive")


def anchored(*interviews: Interview, decision: object = LATE) -> Anchored:
    return anchor([decision], [Talk(one, digest(one)) for one in interviews])  # type: ignore[list-item]


def said(id: str, answer: str, path: str = "") -> Interview:
    return interview(id, "How is it?", answer, "And?", "Nothing more.", path=path)


WORDS = A.turns[1].text


@pytest.mark.parametrize(
    ("interviews", "where", "moved"),
    [
        ((A, B), ("a", Spot(1, 19, 46)), 0),
        ((B, said("renamed", WORDS)), ("renamed", Spot(1, 19, 46)), 0),
        ((said("a", f"Well. {WORDS}"), B), ("a", Spot(1, 25, 52)), 1),
        ((said("renamed", f"Well. {WORDS}"), B), ("renamed", Spot(1, 25, 52)), 1),
        ((said("copy", WORDS), A), ("a", Spot(1, 19, 46)), 0),
    ],
    ids=["as it was", "renamed", "edited", "renamed and edited", "two copies"],
)
def test_a_decision_finds_its_place(interviews: tuple[Interview, ...], where: tuple[str, Spot], moved: int) -> None:
    found = anchored(*interviews)
    assert {id: [spot for _, spot in rows] for id, rows in found.by_interview.items()} == {where[0]: [where[1]]}
    assert (found.moved, found.lost) == (moved, [])


@pytest.mark.parametrize(
    ("interviews", "why"),
    [
        ((said("a", "They were late, always late. Good."), B), "nearest is turn 1: “They were late, always late.”"),
        ((said("a", "Nothing of the kind."), B), "its quote is no longer in the transcript"),
        ((B,), "its transcript is not here"),
        ((said("x", f"Well. {WORDS}"), said("y", f"Oh. {WORDS}")), "its transcript is not here"),
    ],
    ids=["other words", "nothing like it", "gone", "two that it may be"],
)
def test_what_has_no_place_is_told(interviews: tuple[Interview, ...], why: str) -> None:
    found = anchored(*interviews)
    assert not found.by_interview
    ((row, reason),) = found.lost
    assert row == LATE
    assert reason.endswith(why)


def test_a_short_quote_alone_does_not_name_a_transcript() -> None:
    assert anchored(said("renamed", f"Well. {WORDS}"), decision=SHORT).lost
    assert not anchored(said("a", f"Well. {WORDS}"), decision=SHORT).lost


def test_of_equal_quotes_the_nearest_after_the_old_place() -> None:
    second = judged(A, "late", "add", "performance delivery negative")
    second = replace(second, start=41, end=45)
    edited = said("a", f"No! {WORDS}")
    ((_, spot),) = anchored(edited, decision=second).by_interview["a"]
    assert (spot.start, edited.turns[1].text[spot.start : spot.end]) == (45, "late")
