"""People in the loop: what they decided is kept beside the transcripts and goes before what the program finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from voc.coding import kept
from voc.coding.coded import LEFT, WHOLE, Judged
from voc.model import Codebook, Evidence
from voc.review.anchoring import anchor
from voc.review.homes import Talk, home, homes, talks
from voc.review.merging import merge
from voc.review.standing import settle
from voc.review.taking import Taken, take
from voc.transcripts import Found

__all__ = ["Taken", "Talk", "home", "homes", "merge", "reviewed", "settle", "take", "talks"]

SHOWN = 5


def reviewed(
    rows: Mapping[str, Sequence[Evidence]], found: Sequence[Found], codebook: Codebook
) -> tuple[dict[str, list[Evidence]], dict[str, tuple[str, ...]]]:
    """The rows of the interviews in which people decided something, by interview id, and what could not be placed, by
    file. `rows` holds the program's rows of every interview that was coded. Raises `UsageError` for a damaged file."""
    settled: dict[str, list[Evidence]] = {}
    warnings: dict[str, tuple[str, ...]] = {}
    for file, items in homes(found).items():
        judged = kept.read(file)
        if not judged:
            continue
        read = _concerned(judged, [item for item in items if item.id in rows], codebook)
        anchored = anchor(judged, read)
        by_id = {talk.interview.meta.id: talk.interview for talk in read}
        for id, decisions in anchored.by_interview.items():
            settled[id] = settle(rows[id], decisions, by_id[id])
        told = _told(anchored.lost, {row.interview for row in judged} & set(by_id))
        if told:
            warnings[str(file)] = told
    return settled, warnings


def _concerned(judged: Sequence[Judged], items: Sequence[Found], codebook: Codebook) -> list[Talk]:
    """The transcripts that the decisions name; if one of them has another digest or is not there, all, for it may have
    been renamed."""
    named = {row.interview for row in judged}
    read = talks([item for item in items if item.id in named], codebook)
    if {row.digest for row in judged} <= {talk.digest for talk in read}:
        return read
    return [*read, *talks([item for item in items if item.id not in named], codebook)]


def _told(lost: Sequence[tuple[Judged, str]], here: set[str]) -> tuple[str, ...]:
    """What to say of decisions without a place. Those of transcripts that were not asked for are no news."""
    of_here = [(row, why) for row, why in lost if row.interview in here and row.decision not in (LEFT, WHOLE)]
    told = [
        f"{row.decision} by {row.coder}, {row.interview} turn {row.turn}, “{row.quote}”: {why}; kept, but not counted"
        for row, why in of_here[:SHOWN]
    ]
    if len(of_here) > SHOWN:
        told.append(f"{len(of_here) - SHOWN} more decisions have no place in the transcripts as they are now")
    return tuple(told)


def counted(judged: Sequence[Judged]) -> dict[str, Counter[str]]:
    """How much each person decided: coder → decision → number."""
    by: dict[str, Counter[str]] = {}
    for row in judged:
        by.setdefault(row.coder, Counter())[row.decision] += 1
    return {coder: by[coder] for coder in sorted(by)}
