"""Decisions over evidence: which rows stand once people have had their say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from voc import evidence
from voc.coding.coded import LEFT, WHOLE, Judged
from voc.coding.placing import Spot
from voc.model import Evidence, Interview

SHARE = 0.5
"""Of the shorter of two passages, how much they must share to be the same passage."""
TRAIL = "\x1f"
"""Stands in a source between who accepted a row and what had found it, which some scores ask for."""
Key = tuple[str, str, str]


def settle(rows: Sequence[Evidence], judged: Iterable[tuple[Judged, Spot]], interview: Interview) -> list[Evidence]:
    """The rows of one interview after every round of decisions, in the order in which things were said.

    A round replaces what stood on the passages that it judged, save for codes it left alone, by the codes it gives
    them; it leaves other passages as they were. A coding of the whole interview replaces everything. The rows of
    people have the source `coder:<name>`; a row that was accepted keeps its id, and after `TRAIL` its source.
    """
    standing = list(rows)
    rounds: dict[tuple[int, str], list[tuple[Judged, Spot]]] = {}
    for row, spot in judged:
        rounds.setdefault((row.round, row.coder), []).append((row, spot))
    for _, group in sorted(rounds.items()):
        whole = any(row.decision == WHOLE for row, _ in group)
        passages = [spot for row, spot in group if row.decision not in (LEFT, WHOLE)]
        trails = {(Spot(row.turn, row.start, row.end), key(row)): _trail(row.source) for row in standing}
        left = [(spot, key(row)) for row, spot in group if row.decision == LEFT]
        standing = [
            row
            for row in standing
            if not (whole or touched(row, passages)) or any(k == key(row) and overlap(row, spot) for spot, k in left)
        ]
        given = [
            made(row, spot, interview, trails.get((spot, key(row)), "") if row.decision == "accept" else "")
            for row, spot in group
            if row.decision not in ("reject", LEFT, WHOLE)
        ]
        taken = {row.id for row in given}
        standing = [row for row in standing if row.id not in taken] + list({row.id: row for row in given}.values())
    return sorted(standing, key=lambda r: (r.turn, r.start, r.end, r.signal, r.criterion, r.vendor))


def key(row: Evidence | Judged) -> Key:
    """What tells two codes of one passage apart."""
    return row.signal, row.criterion, row.vendor


def touched(row: Evidence, passages: Iterable[Spot]) -> bool:
    """Whether the row's passage is one of these."""
    return any(overlap(row, spot) for spot in passages)


def overlap(row: Evidence | Spot, spot: Spot) -> bool:
    """Whether two places are the same passage."""
    if row.turn != spot.turn:
        return False
    shared = min(row.end, spot.end) - max(row.start, spot.start)
    return shared > 0 and shared >= SHARE * min(row.end - row.start, spot.end - spot.start)


def _trail(source: str) -> str:
    return source.partition(TRAIL)[2] if source.startswith("coder:") else source


def made(row: Judged, spot: Spot, interview: Interview, trail: str = "") -> Evidence:
    """The evidence that a decision gives; `trail` is the source of the row that it accepts."""
    meta, turn = interview.meta, interview.turns[spot.turn]
    mark = evidence.mark_at(turn, spot.start)
    return Evidence(
        id=evidence.identify(meta.id, *spot, *key(row)),
        interview=meta.id,
        account=meta.account,
        side=meta.side,
        wave=meta.wave,
        date=meta.date,
        turn=spot.turn,
        start=spot.start,
        end=spot.end,
        at=mark.at,
        line=mark.line,
        speaker=turn.speaker,
        quote=turn.text[spot.start : spot.end],
        signal=row.signal,  # type: ignore[arg-type]
        criterion=row.criterion,
        vendor=row.vendor,
        label=row.label,
        amount=row.amount,
        reference=row.reference,
        unit=row.unit,
        value=row.value,
        source=f"coder:{row.coder}{TRAIL if trail else ''}{trail}",
    )
