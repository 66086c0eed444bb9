"""How far two codings agree, as a person reads it: figures with their intervals, then the passages disagreed on."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from voc.model import Table
from voc.reports import codes
from voc.reports.cells import Row, rows, visible
from voc.reports.columns import Column
from voc.reports.drawing import drawn
from voc.reports.report import Screen
from voc.reports.text import grid

BRIEF = 220
READABLE = 100
FOUND = ("codes", "signal", "criterion")
INTERVALS = ("precision", "recall", "kappa", "alpha")
COLUMNS = {
    "Passages found by both, and sentences that carry one": (
        Column("name", "", "name"),
        Column("first", "First", "count", 3),
        Column("second", "Second", "count", 3),
        Column("matched", "Both", "count", 4),
        Column("precision", "Precision", "share", 1),
        Column("recall", "Recall", "share", 1),
        Column("f1", "F1", "share", 6),
        Column("units", "Sen- tences", "count", 7),
        Column("agreed", "Agreed", "share", 8),
        Column("kappa", "Kappa", "share", 2),
        Column("alpha", "Alpha", "share", 5),
        Column("reading", "Reading", "words", 0),
    ),
    "What was said of passages that both found": (
        Column("what", "", "name"),
        Column("name", "Of", "name"),
        Column("units", "Passages", "count", 3),
        Column("agreed", "Agreed", "share", 1),
        Column("kappa", "Kappa", "share", 2),
        Column("alpha", "Alpha", "share"),
        Column("scale", "Scale", "name", 4),
        Column("reading", "Reading", "words", 0),
    ),
}


def render(tables: Mapping[str, Table], sources: Mapping[str, str], screen: Screen, limit: int) -> str:
    """The tables of an agreement; of the disagreements the first `limit`."""
    return drawn(_parts(tables, sources, screen, limit), screen)


def _parts(
    tables: Mapping[str, Table], sources: Mapping[str, str], screen: Screen, limit: int
) -> Iterator[RenderableType]:
    table = tables["agreement"]
    content = [_joined(row) for row in rows(table.frame)]
    right = max(0, screen.width - READABLE)
    yield Text(visible(table.title), style="bold")
    for title, wanted in COLUMNS.items():
        first = wanted[0].name == "name"
        kept = [row for row in content if (row["what"] in FOUND) == first]
        shown = [column for column in wanted if any(row[column.name] is not None for row in kept)]
        if kept:
            yield ""
            yield Text(f"  {title}")
            yield ""
            yield grid(kept, shown, screen)
    yield ""
    notes = [*table.notes]
    if "weights_compared" in tables and len(tables["weights_compared"].frame):
        notes += [f"weights: {note}" for note in tables["weights_compared"].notes]
    for note in notes:
        yield Padding(Text(visible(note), style="dim"), (0, right, 0, 2))
    yield from _disagreements(tables["disagreements"], sources, right, limit)


def _joined(row: Row) -> Row:
    """The row with each figure and its interval in one cell."""
    joined = dict(row)
    for name in INTERVALS:
        value, low, high = row[name], row[f"{name}_low"], row[f"{name}_high"]
        around = f" ({_bound(low)}–{_bound(high)})" if low is not None and high is not None else ""
        joined[name] = None if value is None else f"{_short(value)}{around}"
    if row["what"] == "codes":
        joined["name"] = "all codes"
    return joined


def _short(number: object) -> str:
    return f"{float(str(number)):.2f}".replace("-", "−")


def _bound(number: object) -> str:
    """The end of an interval without the nought, so that a line holds four of them: .62."""
    return _short(number).replace("0.", ".")


def _disagreements(table: Table, sources: Mapping[str, str], right: int, limit: int) -> Iterator[RenderableType]:
    every: Sequence[Row] = rows(table.frame)
    if not every or not limit:
        return
    yield ""
    more = f", the first {limit:,} of {len(every):,}" if len(every) > limit else ""
    yield Text(f"{table.title}{more}", style="bold")
    for note in table.notes:
        yield Padding(Text(note, style="dim"), (0, right, 0, 2))
    for row in every[:limit]:
        yield ""
        quote = textwrap.shorten(visible(str(row["quote"])), BRIEF, placeholder=" …")
        said = "  ".join(part for part in (visible(str(row["speaker"] or "")), codes.place(row, sources)) if part)
        yield Padding(Text(f"“{quote}”"), (0, right, 0, 2))
        for name, style in (("first", "cyan"), ("second", "yellow")):
            code = visible(str(row[name] or "no code"))
            yield Padding(Text.assemble((f"{name:<8}", "dim"), (code, style if row[name] else "dim")), (0, right, 0, 4))
        yield Padding(Text(said, style="dim"), (0, right, 0, 4))
