"""Decisions → places in the transcripts as they are now, whatever a file is called and whatever was edited in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from voc.coding.coded import WHOLE, Judged
from voc.coding.placing import Spot, find, holds, nearest
from voc.review.homes import Talk

TELLING = 4
"""Words from which on a quote alone may tell which transcript it comes from."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """Decisions by interview id, each with its spot; how many of them had to be placed anew because the transcript
    changed; and those that have no place now (`lost`), with their reasons."""

    by_interview: Mapping[str, Sequence[tuple[Judged, Spot]]]
    moved: int
    lost: Sequence[tuple[Judged, str]]


def anchor(judged: Iterable[Judged], talks: Sequence[Talk]) -> Anchored:
    """Each decision goes to the transcript with its digest. If there is none, the transcript changed: then to the one
    of its name, else to the only one in which its quote stands, at the place of the quote nearest to the old one."""
    by_digest: dict[str, list[Talk]] = {}
    for one in talks:
        by_digest.setdefault(one.digest, []).append(one)
    by_id = {one.interview.meta.id: one for one in talks}
    placed: dict[str, list[tuple[Judged, Spot]]] = {}
    lost: list[tuple[Judged, str]] = []
    moved = 0
    for row in judged:
        spot = Spot(row.turn, row.start, row.end)
        same = by_digest.get(row.digest, [])
        talk: Talk | None = next(
            (one for one in same if one.interview.meta.id == row.interview), same[0] if same else None
        )
        if talk and (row.decision == WHOLE or holds(talk.interview, spot, row.quote)):
            placed.setdefault(talk.interview.meta.id, []).append((row, spot))
            continue
        named = talk or by_id.get(row.interview)
        if row.decision == WHOLE:
            if named:
                placed.setdefault(named.interview.meta.id, []).append((row, spot))
            else:
                lost.append((row, "its transcript is not here"))
            continue
        candidates = [named] if named else list(talks) if len(row.quote.split()) >= TELLING else []
        spots = [(one, near) for one in candidates if (near := find(row.quote, one.interview, spot))]
        if len(spots) == 1:
            moved += 1
            placed.setdefault(spots[0][0].interview.meta.id, []).append((row, spots[0][1]))
        else:
            lost.append((row, _why(row, named)))
    return Anchored(placed, moved, lost)


def _why(row: Judged, named: Talk | None) -> str:
    if named is None:
        return "its transcript is not here"
    near = nearest(row.quote, named.interview)
    told = f"; nearest is turn {near[0]}: “{near[1]}”" if near else ""
    return f"its quote is no longer in the transcript{told}"
