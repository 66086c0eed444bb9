"""A filled-in sheet or an outside coding → decisions: what is right is taken, what is wrong refused with its cure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from voc.coding import checking, placing
from voc.coding.checking import Fault
from voc.coding.coded import CODE, DECISIONS, LEFT, TOOL, WHOLE, Coded, Coding, Judged, Names
from voc.coding.codes import fold
from voc.coding.placing import Spot
from voc.coding.sheet import seal_of, sealed
from voc.errors import UsageError, unknown
from voc.model import Evidence
from voc.review.desk import Desk, before, where, which
from voc.review.homes import Talk
from voc.review.standing import key, overlap

_ALSO: Mapping[str, str] = {
    said: decision
    for decision, words in {
        "accept": "a accepted ok yes y right keep",
        "change": "c changed edit edited",
        "reject": "r rejected no n wrong delete",
        "add": "added new missed missing",
    }.items()
    for said in words.split()
}


@dataclass(frozen=True)
class Taken:
    """What came of a file: the decisions, how many of each kind (`blank` rows were not judged), the refusals."""

    judged: Sequence[Judged]
    counts: Mapping[str, int]
    refused: Sequence[Fault]


def take(
    coding: Coding, rows: Sequence[Evidence], talks: Sequence[Talk], known: Names, coder: str = "", whole: bool = False
) -> Taken:
    """The decisions of a file about a study: `rows` is its evidence as it stands, `coder` outweighs names in the file.

    With `whole` the file codes its interviews from end to end, so that what is not in it falls. Raises `UsageError` if
    it is not told whose coding it is.
    """
    desk = Desk(
        {talk.interview.meta.id: talk for talk in talks},
        placing.names_of([(talk.interview.meta.id, talk.interview.meta.path) for talk in talks]),
        {talk.digest: talk.interview.meta.id for talk in reversed(talks)},
        {row.id: row for row in rows},
        known,
        coder,
        any(row.seal for row in coding.rows),
        whole,
    )
    nameless = next(
        (row for row in coding.rows if not coder and row.coder in ("", TOOL) and not _blank(row, desk)), None
    )
    if nameless:
        raise UsageError(f"{coding.path}: whose decisions are these? name the person with --coder NAME")
    found: dict[tuple[str, str], list[Judged]] = {}
    shown: list[tuple[str, Judged]] = []
    counts: Counter[str] = Counter()
    refused: list[Fault] = []
    after: dict[str, Spot] = {}
    said: dict[tuple[Any, ...], tuple[str, Judged]] = {}
    for row in coding.rows:
        decision, faults = _decision(row, desk)
        if not faults and not decision:
            counts["blank"] += 1
        if faults or not decision:
            refused += faults
            shown += _left(row, desk)
            continue
        told = list(_judged(row, decision, desk, after))
        told += [(None, fault) for one, _ in told if one and (fault := _again(row, one, said))]
        refused += [fault for _, fault in told if fault]
        if any(fault for _, fault in told):
            shown += _left(row, desk)
            continue
        for judged in (one for one, _ in told if one):
            found.setdefault((judged.interview, judged.coder), []).append(judged)
            counts[judged.decision] += 1
    for (id, _), group in sorted(found.items()):
        if whole:
            group.append(_whole(group[0]))
        group += _leave(id, group, shown, desk)
    return Taken([row for _, group in sorted(found.items()) for row in group], counts, refused)


def _decision(row: Coded, desk: Desk) -> tuple[str, list[Fault]]:
    said = fold(row.decision)
    said = _ALSO.get(said, said)
    edited = bool(row.seal) and _edited(row, desk)
    if said in (LEFT, WHOLE):
        return said, []
    if said and said not in DECISIONS:
        at = row.cells.get("decision", "")
        return "", [Fault(f"{row.place}, {at}" if at else row.place, unknown("decision", row.decision, DECISIONS))]
    if _blank(row, desk):
        return "", []
    if not said:
        said = "change" if row.seal else "accept" if row.coder == TOOL else "add"
    return "change" if said == "accept" and edited else said, []


def _blank(row: Coded, desk: Desk) -> bool:
    """A row that a sheet showed and nobody touched, or the program's own row in a project that was sent out."""
    if row.decision:
        return False
    if row.seal:
        return not _edited(row, desk)
    return row.coder == TOOL and not desk.whole


def _edited(row: Coded, desk: Desk) -> bool:
    """Whether a person touched the codes of a row that a sheet showed: they are neither as they were written nor as
    the evidence has them now."""
    if sealed(row):
        return False
    held = before(row, desk)
    return held is None or not sealed(replace(row, seal=seal_of(held)))


def _judged(
    row: Coded, decision: str, desk: Desk, after: dict[str, Spot]
) -> Iterator[tuple[Judged | None, Fault | None]]:
    id, fault = which(row, desk)
    if fault:
        yield None, fault
        return
    talk = desk.talks[id]
    held = before(row, desk) if decision in ("accept", "reject") else None
    code: dict[str, Any]
    faults: list[Fault] = []
    if held is not None and held.interview == id:
        code = {name: getattr(held, name) for name in CODE}
    elif decision in ("reject", LEFT, WHOLE):
        code = {name: getattr(row, name) for name in CODE} | dict.fromkeys(("amount", "reference", "value"))
    else:
        code, faults = checking.code(row, desk.known)
    spots, lost = where(row, talk, after.get(id))
    if decision == WHOLE:
        spots, lost = [Spot(0, 0, 0)], None
    for told in (*faults, *([lost] if lost else [])):
        yield None, told
    if faults or lost:
        return
    after[id] = spots[-1]
    coder = desk.coder or ("" if row.coder == TOOL else row.coder)
    for spot in spots:
        quote = "" if decision == WHOLE else talk.interview.turns[spot.turn].text[spot.start : spot.end]
        number = int(row.round) if row.round.isdecimal() else 0
        yield Judged(id, *spot, coder, decision, quote, **code, note=row.note, round=number, digest=talk.digest), None


def _again(row: Coded, judged: Judged, said: dict[tuple[Any, ...], tuple[str, Judged]]) -> Fault | None:
    """A fault if an earlier row of the file says something else with the same code of the same passage: only one of
    them could count."""
    if judged.decision in (LEFT, WHOLE):
        return None
    name = (judged.interview, judged.coder, judged.turn, judged.start, judged.end, *key(judged))
    place, earlier = said.setdefault(name, (row.place, judged))
    if replace(earlier, note="", round=0) == replace(judged, note="", round=0):
        return None
    code = " ".join(filter(None, (judged.signal, judged.criterion)))
    return Fault(row.place, f"{place} says otherwise of {code} on the same passage; say it in one row")


def _left(row: Coded, desk: Desk) -> Iterator[tuple[str, Judged]]:
    """A row that was shown and not judged."""
    held = before(row, desk)
    if held is not None:
        yield held.interview, _leaving(held, desk, row.coder)


def _leaving(row: Evidence, desk: Desk, coder: str) -> Judged:
    code = {name: getattr(row, name) for name in CODE}
    return Judged(
        row.interview, row.turn, row.start, row.end, desk.coder or coder, LEFT, row.quote, **code, note="", round=0,
        digest=desk.talks[row.interview].digest if row.interview in desk.talks else "",
    )  # fmt: skip


def _leave(id: str, judged: Sequence[Judged], shown: Sequence[tuple[str, Judged]], desk: Desk) -> list[Judged]:
    """What stays as it is on the passages that were judged: rows that were shown and not judged, and the same person's
    earlier rows that this file does not know of."""
    coder = judged[0].coder
    spots = [Spot(row.turn, row.start, row.end) for row in judged if row.decision not in (LEFT, WHOLE)]
    kept = [replace(row, coder=coder) for place, row in shown if place == id]
    if not desk.whole:
        kept += [
            _leaving(row, desk, coder)
            for row in desk.rows.values()
            if row.interview == id and row.source == f"coder:{coder}" and desk.sealed
        ]
    codes = {(Spot(row.turn, row.start, row.end), key(row)) for row in judged}
    found: dict[tuple[Spot, Any], Judged] = {}
    for row in kept:
        spot = Spot(row.turn, row.start, row.end)
        if any(overlap(spot, other) for other in spots) and (spot, key(row)) not in codes:
            found.setdefault((spot, key(row)), row)
    return list(found.values())


def _whole(row: Judged) -> Judged:
    blank: dict[str, Any] = dict.fromkeys(("signal", "criterion", "vendor", "label", "unit"), "")
    blank |= dict.fromkeys(("amount", "reference", "value"))
    return Judged(row.interview, 0, 0, 0, row.coder, WHOLE, "", **blank, note="", round=0, digest=row.digest)
