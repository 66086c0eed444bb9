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
from voc.coding.sheet import sealed
from voc.errors import UsageError, unknown
from voc.evidence import identify
from voc.model import Evidence
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


@dataclass(frozen=True)
class _Desk:
    """What a file is read against."""

    talks: Mapping[str, Talk]
    names: Mapping[str, str]
    by_digest: Mapping[str, str]
    rows: Mapping[str, Evidence]
    known: Names
    coder: str
    sealed: bool
    whole: bool


def take(
    coding: Coding, rows: Sequence[Evidence], talks: Sequence[Talk], known: Names, coder: str = "", whole: bool = False
) -> Taken:
    """The decisions of a file about a study: `rows` is its evidence as it stands, `coder` outweighs names in the file.

    With `whole` the file codes its interviews from end to end, so that what is not in it falls. Raises `UsageError` if
    it is not told whose coding it is.
    """
    desk = _Desk(
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
    for row in coding.rows:
        decision, faults = _decision(row, desk)
        if not faults and not decision:
            counts["blank"] += 1
        if faults or not decision:
            refused += faults
            shown += _left(row, desk)
            continue
        told = list(_judged(row, decision, desk, after))
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


def _decision(row: Coded, desk: _Desk) -> tuple[str, list[Fault]]:
    said = fold(row.decision)
    said = _ALSO.get(said, said)
    edited = bool(row.seal) and not sealed(row)
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


def _blank(row: Coded, desk: _Desk) -> bool:
    """A row that a sheet showed and nobody touched, or the program's own row in a project that was sent out."""
    if row.decision:
        return False
    if row.seal:
        return sealed(row)
    return row.coder == TOOL and not desk.whole


def _judged(
    row: Coded, decision: str, desk: _Desk, after: dict[str, Spot]
) -> Iterator[tuple[Judged | None, Fault | None]]:
    id, fault = _interview(row, desk)
    if fault:
        yield None, fault
        return
    talk = desk.talks[id]
    before = _before(row, desk) if decision in ("accept", "reject") else None
    code: dict[str, Any]
    faults: list[Fault] = []
    if before is not None and before.interview == id:
        code = {name: getattr(before, name) for name in CODE}
    elif decision in ("reject", LEFT, WHOLE):
        code = {name: getattr(row, name) for name in CODE} | dict.fromkeys(("amount", "reference", "value"))
    else:
        code, faults = checking.code(row, desk.known)
    spots, lost = _spots(row, talk, after.get(id))
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


def _interview(row: Coded, desk: _Desk) -> tuple[str, Fault | None]:
    at = row.cells.get("interview", "")
    place = f"{row.place}, {at}" if at else row.place
    if row.digest in desk.by_digest:
        named = placing.called(row.interview, desk.names)
        same = named and desk.talks[named].digest == row.digest
        return named if same else desk.by_digest[row.digest], None
    if row.interview:
        named = placing.called(row.interview, desk.names)
        if named:
            return named, None
        held = _holding(row, desk)
        if len(held) == 1:
            return held[0], None
        return "", Fault(place, unknown("interview", row.interview, desk.talks))
    if len(desk.talks) == 1:
        return next(iter(desk.talks)), None
    held = _holding(row, desk)
    if len(held) == 1:
        return held[0], None
    if not row.quote:
        return "", Fault(row.place, "there is neither interview nor quote")
    told = f"its quote stands in {len(held)} interviews" if held else "its quote stands in no interview"
    return "", Fault(place, f"no interview is named and {told}; name it")


def _holding(row: Coded, desk: _Desk) -> list[str]:
    return [id for id, talk in desk.talks.items() if row.quote and placing.find(row.quote, talk.interview)]


def _spots(row: Coded, talk: Talk, after: Spot | None) -> tuple[list[Spot], Fault | None]:
    at = row.cells.get("quote", "")
    place = f"{row.place}, {at}" if at else row.place
    if not row.quote.strip():
        return [], Fault(place, "there is no quote; copy the words from the transcript")
    near = after
    if row.turn is not None:
        near = Spot(row.turn, row.start or 0, row.end or 0)
        if placing.holds(talk.interview, near, row.quote):
            return [near], None
    spot = placing.find(row.quote, talk.interview, near, row.lead)
    if spot:
        return [spot], None
    if "\n" in row.quote:
        spots = _several(row.quote, talk, near)
        if spots:
            return spots, None
    id = talk.interview.meta.id
    asked = placing.asked(row.quote, talk.interview)
    if asked is not None:
        return [], Fault(
            place, f"{id}, turn {asked}: these are not the respondent's words; only what they say is coded"
        )
    best = placing.nearest(row.quote, talk.interview)
    told = f"nearest is turn {best[0]}: “{best[1]}”" if best else "nothing like it is there"
    return [], Fault(place, f"not verbatim in {id}: “{_brief(row.quote)}”; {told}")


def _several(quote: str, talk: Talk, near: Spot | None) -> list[Spot]:
    """A passage over several turns, as other tools allow: the respondent's part of each."""
    labels = {turn.speaker.casefold() for turn in talk.interview.turns}
    spots: list[Spot] = []
    for line in filter(None, map(str.strip, quote.splitlines())):
        label, colon, rest = line.partition(":")
        said = rest.strip() if colon and label.strip().casefold() in labels else line
        if not said or said.casefold() in labels:
            continue
        spot = placing.find(said, talk.interview, spots[-1] if spots else near)
        if spot:
            spots.append(spot)
        elif placing.asked(said, talk.interview) is None:
            return []
    return spots


def _left(row: Coded, desk: _Desk) -> Iterator[tuple[str, Judged]]:
    """A row that was shown and not judged."""
    before = _before(row, desk)
    if before is not None:
        yield before.interview, _leaving(before, desk, row.coder)


def _before(row: Coded, desk: _Desk) -> Evidence | None:
    """The row that a sheet showed, by its id, or by its place if a spreadsheet took the id for a number."""
    if row.id in desk.rows or row.turn is None or row.start is None or row.end is None:
        return desk.rows.get(row.id)
    return desk.rows.get(identify(row.interview, row.turn, row.start, row.end, row.signal, row.criterion, row.vendor))


def _leaving(row: Evidence, desk: _Desk, coder: str) -> Judged:
    code = {name: getattr(row, name) for name in CODE}
    return Judged(
        row.interview, row.turn, row.start, row.end, desk.coder or coder, LEFT, row.quote, **code, note="", round=0,
        digest=desk.talks[row.interview].digest if row.interview in desk.talks else "",
    )  # fmt: skip


def _leave(id: str, judged: Sequence[Judged], shown: Sequence[tuple[str, Judged]], desk: _Desk) -> list[Judged]:
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


def _brief(quote: str) -> str:
    folded = " ".join(quote.split())
    return folded if len(folded) <= 120 else folded[:119].rstrip() + "…"
