"""New decisions into those that are kept: nothing is dropped but what the same person decided anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from voc.coding.coded import LEFT, WHOLE, Judged
from voc.coding.placing import Spot
from voc.review.standing import key, overlap


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
    fresh = [not _same(known.get(_name(row)), row) or _overruled(known[_name(row)], kept) for row in rows]
    fresh = [
        new or any(f and _together(row, other) for f, other in zip(fresh, rows, strict=True))
        for new, row in zip(fresh, rows, strict=True)
    ]
    merged = dict(known)
    for new, row in zip(fresh, rows, strict=True):
        if not new:
            continue
        merged.pop(_name(replace(row, decision=LEFT)), None)
        merged[_name(row)] = replace(row, round=steps[row.round])
    return list(merged.values()), sum(
        new and row.decision not in (LEFT, WHOLE) for new, row in zip(fresh, rows, strict=True)
    )


def _name(row: Judged) -> tuple[Any, ...]:
    """What a later decision replaces: the same person's on the same code of the same passage."""
    apart = row.decision if row.decision in (LEFT, WHOLE) else ""
    return row.digest, row.turn, row.start, row.end, row.coder, *key(row), apart


def _same(before: Judged | None, row: Judged) -> bool:
    return before is not None and replace(before, round=0, interview="") == replace(row, round=0, interview="")


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
