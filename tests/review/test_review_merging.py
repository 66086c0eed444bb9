"""Decisions of several readings and several people in one file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from judged_study import A, judged

from voc.coding import kept
from voc.coding.coded import Judged
from voc.review import merge

ACCEPTED = judged(A, "The price is fair.", "accept", "performance price positive", round=0)
REJECTED = judged(A, "The price is fair.", "reject", "performance price positive", round=0)
LATE = judged(A, "They are late, always late.", "accept", "performance delivery negative", round=0)
BENS = judged(A, "The price is fair.", "reject", "performance price positive", coder="Ben", round=0)
LEFT = judged(A, "The price is fair.", "leave", "importance price high", round=0)


def told(rows: list[Judged]) -> list[tuple[str, str, str, int]]:
    return sorted((row.coder, row.decision, row.quote[:9], row.round) for row in rows)


def test_a_first_reading_is_round_one() -> None:
    merged, new = merge([], [ACCEPTED, LATE])
    assert told(merged) == [("Ann B", "accept", "The price", 1), ("Ann B", "accept", "They are ", 1)]
    assert new == 2


def test_the_same_reading_again_changes_nothing() -> None:
    first, _ = merge([], [ACCEPTED, LATE, LEFT])
    assert merge(first, [ACCEPTED, LATE, LEFT]) == (first, 0)


def test_a_later_decision_of_the_same_person_replaces_the_earlier() -> None:
    merged, new = merge(merge([], [ACCEPTED, LATE])[0], [REJECTED, LATE])
    assert told(merged) == [("Ann B", "accept", "They are ", 1), ("Ann B", "reject", "The price", 2)]
    assert new == 1


def test_what_a_file_says_of_one_passage_stays_together() -> None:
    both = judged(A, "The price is fair.", "add", "importance price high", round=0)
    merged, _ = merge(merge([], [ACCEPTED])[0], [ACCEPTED, both])
    assert told(merged) == [("Ann B", "accept", "The price", 2), ("Ann B", "add", "The price", 2)]


def test_passages_that_touch_each_other_stay_together_all_the_way() -> None:
    chain = [
        judged(A, quote, "add", "importance price high", round=0)
        for quote in ("The price is", "price is fair.", "is fair. They")
    ]
    first, _ = merge([], chain)
    merged, new = merge(first, [*chain, judged(A, "The price", "add", "tier - supplier", round=0)])
    assert ({row.round for row in merged}, new) == ({2}, 4)


def test_digits_that_the_file_does_not_keep_make_no_new_decision(tmp_path: Path) -> None:
    exact = replace(ACCEPTED, amount=1 / 3, value=2 / 3)
    kept.write(tmp_path / "reviewed.csv", merge([], [exact])[0])
    held = kept.read(tmp_path / "reviewed.csv")
    assert merge(held, [exact]) == (list(held), 0)


def test_the_decisions_of_two_people_stand_side_by_side() -> None:
    merged, new = merge(merge([], [ACCEPTED])[0], [BENS])
    assert told(merged) == [("Ann B", "accept", "The price", 1), ("Ben", "reject", "The price", 2)]
    assert new == 1


def test_who_takes_in_again_what_another_overruled_has_the_last_word() -> None:
    both, _ = merge(merge([], [ACCEPTED])[0], [BENS])
    merged, _ = merge(both, [ACCEPTED])
    assert told(merged) == [("Ann B", "accept", "The price", 3), ("Ben", "reject", "The price", 2)]
    assert merge(merged, [ACCEPTED]) == (merged, 0)


def test_a_row_that_was_left_and_is_judged_later_is_no_longer_left() -> None:
    accepted = judged(A, "The price is fair.", "accept", "importance price high", round=0)
    merged, _ = merge(merge([], [ACCEPTED, LEFT])[0], [ACCEPTED, accepted])
    assert "leave" not in [row.decision for row in merged]


def test_a_row_that_was_judged_and_is_left_later_stays_judged() -> None:
    left = judged(A, "The price is fair.", "leave", "performance price positive", round=0)
    added = judged(A, "The price is fair.", "add", "importance price low", round=0)
    merged, _ = merge(merge([], [ACCEPTED])[0], [added, left])
    assert [row.decision for row in merged] == ["accept", "add", "leave"]


def test_rounds_of_a_merged_file_keep_their_order() -> None:
    theirs, _ = merge(merge([], [BENS])[0], [LATE])
    merged, _ = merge(merge([], [ACCEPTED])[0], theirs)
    assert told(merged) == [
        ("Ann B", "accept", "The price", 1),
        ("Ann B", "accept", "They are ", 3),
        ("Ben", "reject", "The price", 2),
    ]
