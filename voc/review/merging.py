"""New decisions into those that are kept: nothing is dropped but what the same person decided anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from voc.coding.coded import JUDGED_COLUMNS, LEFT, WHOLE, Judged
from voc.coding.placing import Spot
from voc.review.standing import key, overlap

_APART = ("round", "interview")
"""Columns that do not make a decision another one."""


def merge(kept: Sequence[Judged], taken: Iterable[Judged]) -> tuple[list[Judged], int]:
    """All decisions after a file was taken in, and how many of them are new.

    A decision on the same passage and code replaces the same person's earlier one. What changed, and all that the file
    says of the same passage, belongs to a new round, which goes before the earlier ones; what is as it was keeps its
    round, so that taking in a file twice changes nothing. Rounds of a merged `reviewed.csv` keep their order.
    """
    rows = list(taken)
    known = {_name(row): row for row in kept}
    last = max((row.round for row in kept), default=0)
    steps = {round: last + 1 + step for step, round in enumerate(sorted({row.round for row in rows}))}
    beside = _by_turn(kept)
    fresh = [
        not _same(known.get(_name(row)), row)
        or _overruled(known[_name(row)], [kept[i] for i in beside.get((row.digest, row.turn), ())])
        for row in rows
    ]
    for numbers in _by_turn(rows).values():
        _spread(fresh, rows, numbers)
    merged = dict(known)
    decided = 0
    for new, row in zip(fresh, rows, strict=True):
        if not new:
            continue
        merged.pop(_name(replace(row, decision=LEFT)), None)
        merged[_name(row)] = replace(row, round=steps[row.round])
        decided += row.decision not in (LEFT, WHOLE)
    return list(merged.values()), decided


def _spread(fresh: list[bool], rows: Sequence[Judged], numbers: Sequence[int]) -> None:
    """What shares a passage with something new is new as well, and so on."""
    grown = True
    while grown:
        grown = False
        for i in numbers:
            if not fresh[i] and any(fresh[j] and _together(rows[i], rows[j]) for j in numbers):
                fresh[i] = grown = True


def _by_turn(rows: Iterable[Judged]) -> dict[tuple[str, int], list[int]]:
    found: dict[tuple[str, int], list[int]] = {}
    for number, row in enumerate(rows):
        found.setdefault((row.digest, row.turn), []).append(number)
    return found


def _name(row: Judged) -> tuple[Any, ...]:
    """What a later decision replaces: the same person's on the same code of the same passage."""
    apart = row.decision if row.decision in (LEFT, WHOLE) else ""
    return row.digest, row.turn, row.start, row.end, row.coder, *key(row), apart


def _same(before: Judged | None, row: Judged) -> bool:
    if before is None:
        return False
    return all(
        _text(getattr(before, name)) == _text(getattr(row, name)) for name in JUDGED_COLUMNS if name not in _APART
    )


def _text(cell: object) -> str:
    # as many digits as the file keeps
    return f"{cell:.10g}" if isinstance(cell, float) else str(cell)


def _overruled(row: Judged, kept: Iterable[Judged]) -> bool:
    """Whether somebody else judged the passage later: taking the file in again then says that it stands."""
    return row.decision != LEFT and any(
        other.round > row.round and other.coder != row.coder and _together(row, other) and other.decision != LEFT
        for other in kept
    )


def _together(row: Judged, other: Judged) -> bool:
    if row.digest != other.digest or WHOLE in (row.decision, other.decision):
        return False
    return overlap(Spot(row.turn, row.start, row.end), Spot(other.turn, other.start, other.end))
