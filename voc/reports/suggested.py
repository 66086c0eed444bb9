"""What a codebook lacks, as a person reads it: each term with its quotes, passages without a code, lines to paste."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from voc.model import Table
from voc.reports import codes
from voc.reports.cells import Row, rows, visible
from voc.reports.drawing import drawn
from voc.reports.report import Screen

BRIEF = 220
READABLE = 100
NONE = "No word or phrase stands out that no criterion owns."


def render(tables: Mapping[str, Table], paste: str, sources: Mapping[str, str], screen: Screen) -> str:
    """The tables `terms`, `examples` and `unexplained`, then `paste`, its lines as they are."""
    text = drawn(_parts(tables, sources, screen), screen)
    if not paste:
        return text
    heading = drawn(["", Text("To paste into criteria.yaml", style="bold"), ""], screen)
    return text + heading + paste


def _parts(tables: Mapping[str, Table], sources: Mapping[str, str], screen: Screen) -> Iterator[RenderableType]:
    terms, examples = rows(tables["terms"].frame), rows(tables["examples"].frame)
    right = max(0, screen.width - READABLE)
    yield Text(tables["terms"].title, style="bold")
    yield ""
    if not terms:
        yield Text(f"  {NONE}", style="dim")
    for number, term in enumerate(terms):
        if number:
            yield ""
        yield Padding(_term(term), (0, right, 0, 2))
        for row in (row for row in examples if row["term"] == term["term"]):
            yield Padding(_quote(row, sources), (0, right, 0, 4))
    yield ""
    for note in tables["terms"].notes:
        yield Padding(Text(note, style="dim"), (0, right, 0, 2))
    yield from _unexplained(tables["unexplained"], sources, right)


def _term(term: Row) -> Text:
    places = f"{term['interviews']} interview{'' if term['interviews'] == 1 else 's'}"
    text = Text.assemble((visible(str(term["term"])), "bold"))
    if term["criterion"]:
        text.append(f"  {term['criterion']}?", style="cyan")
    said = (
        f"  {term['alone']} of {term['count']} times without another criterion, {term['elsewhere']} times in other talk"
    )
    figures = f"  ({places}, likelihood {float(str(term['likelihood'])):.1f}, ratio {float(str(term['ratio'])):.1f})"
    return text.append(said).append(figures, style="dim")


def _unexplained(table: Table, sources: Mapping[str, str], right: int) -> Iterator[RenderableType]:
    found: Sequence[Row] = rows(table.frame)
    if not found:
        return
    yield ""
    yield Text(table.title, style="bold")
    yield ""
    for row in found:
        yield Padding(_quote(row, sources), (0, right, 0, 2))
        asked = f"asked about {row['criterion']}" if row["criterion"] else ""
        cues = f"says “{row['cues']}”" if row["cues"] else ""
        told = "; ".join(part for part in (visible(cues), asked) if part)
        if told:
            yield Padding(Text(told, style="dim"), (0, right, 0, 4))


def _quote(row: Row, sources: Mapping[str, str]) -> Text:
    quote = textwrap.shorten(visible(str(row["quote"])), BRIEF, placeholder=" …")
    said = "  ".join(part for part in (visible(str(row["speaker"] or "")), codes.place(row, sources)) if part)
    return Text.assemble(f"“{quote}”  ", (said, "dim"))
