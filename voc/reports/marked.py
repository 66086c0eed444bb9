"""A transcript with its coded passages marked: in colour by signal with the codes below each turn, or, where there is
no colour, in brackets within the text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from voc.model import Interview, Turn
from voc.reports import codes
from voc.reports.cells import Row, visible
from voc.reports.drawing import drawn
from voc.reports.report import Screen

READABLE = 100


class Passage(NamedTuple):
    """A stretch of a turn and all rows that code just that stretch."""

    start: int
    end: int
    rows: tuple[Row, ...]


def render(interview: Interview, evidence: Sequence[Row], screen: Screen) -> str:
    """The whole interview; `evidence` are its coded passages."""
    return drawn(_parts(interview, evidence, screen), screen)


def _parts(interview: Interview, evidence: Sequence[Row], screen: Screen) -> Iterator[RenderableType]:
    yield from _head(interview)
    yield from _legend(evidence)
    by_turn: dict[int, list[Row]] = defaultdict(list)
    for row in evidence:
        by_turn[int(str(row["turn"]))].append(row)
    right = max(0, screen.width - READABLE)
    for place, turn in enumerate(interview.turns):
        passages = merged(by_turn[place])
        yield ""
        yield _speaker(turn)
        text = _coloured(turn, passages) if screen.colour else Text(bracketed(turn.text, passages))
        yield Padding(text, (0, right, 0, 2))
        if screen.colour:
            for passage in passages:
                yield from (_code(row, turn, passage, right) for row in passage.rows)


def _head(interview: Interview) -> Iterator[RenderableType]:
    meta = interview.meta
    yield Text(visible(meta.account or meta.id), style="bold")
    said = (
        ("vendor", meta.vendor),
        ("side", meta.side if meta.side != "customer" else ""),
        ("interviewee", meta.interviewee),
        ("interviewer", ", ".join(meta.interviewer)),
        ("date", meta.date),
        ("wave", str(meta.wave) if meta.wave != 1 else ""),
        ("file", meta.path),
    )
    for name, words in said:
        if words:
            yield Text(f"{name:<12}{visible(words)}", style="dim")
    for warning in interview.warnings:
        yield Text(visible(warning), style="yellow")


def _legend(evidence: Sequence[Row]) -> Iterator[RenderableType]:
    counts = Counter(str(row["signal"]) for row in evidence)
    yield ""
    if not counts:
        yield Text("No passage of this interview was coded.", style="dim")
        return
    legend = [Text(f"{name} {counts[name]}", style=codes.COLOURS[name]) for name in codes.COLOURS if counts[name]]
    yield Text("   ").join(legend)


def _speaker(turn: Turn) -> Text:
    place = ""
    if turn.marks:
        mark = turn.marks[0]
        place = f"line {mark.line}" if mark.line is not None else codes.clock(mark.at) if mark.at is not None else ""
    name = visible(turn.speaker) or "(no name)"
    return Text.assemble(
        (name, "dim" if turn.role == "interviewer" else "bold"), (f"  {place}" if place else "", "dim")
    )


def merged(evidence: Sequence[Row]) -> list[Passage]:
    """The coded stretches of a turn, outer before inner; rows that code the same stretch share one."""
    spans: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in evidence:
        spans[int(str(row["start"])), int(str(row["end"]))].append(row)
    ordered = sorted(spans, key=lambda span: (span[0], -span[1]))
    return [Passage(start, end, tuple(spans[start, end])) for start, end in ordered]


def _coloured(turn: Turn, passages: Sequence[Passage]) -> Text:
    # Length must not change, or the marks would slip: readers have folded line breaks to single spaces already.
    text = Text(visible(turn.text), style="dim" if turn.role == "interviewer" else "")
    for passage in passages:
        strongest = min(passage.rows, key=lambda row: row["signal"] == "mention")
        text.stylize(f"{codes.colour(strongest)} underline", passage.start, passage.end)
    return text


def _code(row: Row, turn: Turn, passage: Passage, right: int) -> RenderableType:
    words = visible(turn.text[passage.start : passage.end]).split()
    hint = " ".join(words[:4]) + (" …" if len(words) > 4 else "")
    return Padding(Text.assemble(("▸ " + codes.full(row), codes.colour(row)), (f"  “{hint}”", "dim")), (0, right, 0, 4))


def bracketed(text: str, passages: Sequence[Passage]) -> str:
    """The text with each passage as `[performance price +: "…"]`, inner passages inside the outer ones.

    Two passages that overlap without one holding the other are told apart by a number behind their brackets.
    """
    crossing = {
        place
        for place, one in enumerate(passages)
        for other in passages
        if one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end
    }
    numbers = {place: str(number) for number, place in enumerate(sorted(crossing), 1)}
    opened: dict[int, list[str]] = defaultdict(list)
    closed: dict[int, list[str]] = defaultdict(list)
    for place, passage in enumerate(passages):
        codes_in_short = dict.fromkeys(codes.short(row) for row in passage.rows)
        number = numbers.get(place, "")
        opened[passage.start].append(f'[{number}{" " if number else ""}{", ".join(codes_in_short)}: "')
        closed[passage.end].insert(0, f'"{number}]')
    out = []
    for offset in sorted({0, len(text), *opened, *closed}):
        out.append("".join(closed[offset]) + "".join(opened[offset]))
        out.append(
            visible(text[offset : min((o for o in {len(text), *opened, *closed} if o > offset), default=len(text))])
        )
    return "".join(out)
