"""Coded passages as a person reads them: by account, each quote with its code and its place, on request with what was
said around it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from voc.model import Turn
from voc.reports import codes
from voc.reports.cells import Row, visible
from voc.reports.drawing import drawn
from voc.reports.report import Screen

BRIEF = 220
READABLE = 100


def render(
    evidence: Sequence[Row],
    sources: Mapping[str, str],
    screen: Screen,
    talk: Mapping[str, Sequence[Turn]] | None = None,
    context: int = 0,
    why: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """All passages; `talk` (interview id → turns) and `context` (turns before and after) show where they were said,
    `why` (evidence id → reasons) how they came by their codes."""
    return drawn(passages(evidence, sources, screen, talk=talk, context=context, why=why), screen)


def passages(
    evidence: Sequence[Row],
    sources: Mapping[str, str],
    screen: Screen,
    *,
    brief: bool = False,
    talk: Mapping[str, Sequence[Turn]] | None = None,
    context: int = 0,
    why: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[RenderableType]:
    """The passages under their accounts, in the order given; `brief` shortens long quotes and leaves the ids out."""
    right = max(0, screen.width - READABLE)
    groups = groupby(evidence, key=lambda row: str(row["account"] or row["interview"]))
    for number, (account, group) in enumerate(groups):
        if number:
            yield ""
        yield Text(visible(account), style="bold")
        for place, row in enumerate(group):
            if place and not brief:
                yield ""
            turns = (talk or {}).get(str(row["interview"]), ()) if context else ()
            yield Padding(_in_place(row, turns, context) if turns else _quote(row, brief), (0, right, 0, 2))
            yield Padding(_trailer(row, sources, screen.width - right - 4, brief), (0, right, 0, 4))
            for reason in (why or {}).get(str(row["id"]), ()):
                yield Padding(Text(visible(reason), style="dim"), (0, right, 0, 4))


def _quote(row: Row, brief: bool) -> Text:
    quote = visible(str(row["quote"] or ""))
    return Text(f"“{textwrap.shorten(quote, BRIEF, placeholder=' …') if brief else quote}”")


def _in_place(row: Row, turns: Sequence[Turn], context: int) -> Text:
    turn, start, end = (int(str(row[name])) for name in ("turn", "start", "end"))
    lines = []
    for place in range(max(0, turn - context), min(len(turns), turn + context + 1)):
        said = turns[place]
        line = Text.assemble((f"{visible(said.speaker) or '(no name)'}: ", "dim"))
        if place == turn:
            line.append(visible(said.text[:start]))
            line.append(f"“{visible(said.text[start:end])}”", style=f"bold {codes.colour(row)}")
            line.append(visible(said.text[end:]))
        else:
            line.append(visible(said.text), style="dim")
        lines.append(line)
    return Text("\n").join(lines)


def _trailer(row: Row, sources: Mapping[str, str], width: int, brief: bool) -> Text:
    """The code, then who said it and where: on the same line if there is room, else below."""
    code = Text(codes.full(row), style=codes.colour(row))
    said = [visible(str(row["speaker"] or "")), codes.place(row, sources), "" if brief else str(row["id"])]
    beside = Text("  ".join(part for part in said if part), style="dim")
    return Text("  " if code.cell_len + 2 + beside.cell_len <= width else "\n").join([code, beside])
