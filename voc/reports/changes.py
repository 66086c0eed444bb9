"""Two waves of the same accounts beside each other, for `voc compare`: what changed, what was done about it, and what
was said before and after."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from voc.reports import codes
from voc.reports.cells import Row, visible, written
from voc.reports.drawing import drawn
from voc.reports.passages import BRIEF, READABLE
from voc.reports.report import Screen

MINUS = "−"
STYLES = {"improved": "green", "worse": "red"}
SIGNS = {"improved": "▲", "worse": "▼", "unchanged": "="}


def render(
    changes: Sequence[Row],
    evidence: Mapping[str, Row],
    labels: Mapping[str, str],
    sources: Mapping[str, str],
    notes: Iterable[str],
    screen: Screen,
) -> str:
    """`changes` are rows of the table `waves`, `evidence` its passages by id, `labels` the criteria's names."""
    return drawn(_parts(changes, evidence, labels, sources, notes, screen), screen)


def _parts(
    changes: Sequence[Row],
    evidence: Mapping[str, Row],
    labels: Mapping[str, str],
    sources: Mapping[str, str],
    notes: Iterable[str],
    screen: Screen,
) -> Iterator[RenderableType]:
    both = [row for row in changes if row["criterion"] and row["reading"] and "no interview" not in str(row["reading"])]
    wide = min(screen.width, READABLE)
    for (account, before, now), group in groupby(
        both, key=lambda row: (row["account"], row["wave_before"], row["wave"])
    ):
        rows = sorted(group, key=_weight_of_change)
        yield Text.assemble(
            (visible(str(account)), "bold"), f"  wave {before} → wave {now}", (f"  {_summed(rows)}", "dim")
        )
        yield ""
        for row in rows:
            yield _line(row, labels, wide)
            yield from (_inset(part, wide) for part in _beside(row, evidence, sources))
        yield ""
    yield from _unheard(changes, wide)
    for note in notes:
        yield Padding(Text(visible(note), style="dim"), (0, 0, 0, 2))


def _weight_of_change(row: Row) -> tuple[int, float, float]:
    """Changes before what stayed, the larger first; of those the heavier criterion."""
    change = row["rating_change"]
    rank = 2 if change is None else int(row["reading"] == "unchanged")
    return rank, -abs(float(str(change or 0))), -float(str(row["weight"] or 0))


def _summed(rows: Sequence[Row]) -> str:
    counts = {reading: sum(row["reading"] == reading for row in rows) for reading in SIGNS}
    return ", ".join(f"{count} {reading}" for reading, count in counts.items())


def _line(row: Row, labels: Mapping[str, str], width: int) -> RenderableType:
    reading = str(row["reading"])
    grid = Grid(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False, show_edge=False)
    for size in (1, 16, 10, 15):
        grid.add_column(width=size, no_wrap=size != 16)
    grid.add_column()
    told = Text(reading, style=STYLES.get(reading, "dim"))
    if row["rating_change"] is not None:
        told.append(f" {_signed(float(str(row['rating_change'])))}")
    if row["rating_basis_before"] and row["rating_basis"] and row["rating_basis_before"] != row["rating_basis"]:
        told.append(f" ({row['rating_basis_before']} then, {row['rating_basis']} now)", style="dim")
    criterion = str(row["criterion"])
    grid.add_row(
        Text(SIGNS.get(reading, "·"), style=STYLES.get(reading, "dim")),
        Text(visible(labels.get(criterion, criterion)), style="bold"),
        _step(row["rating_before"], row["rating"], 1),
        Text.assemble(("weight ", "dim")) + _step(row["weight_before"], row["weight"], 0),
        told,
    )
    return Padding(grid, (0, 0, 0, 2))


def _step(before: object, now: object, decimals: int) -> Text:
    return Text(" → ".join("·" if cell is None else f"{float(str(cell)):.{decimals}f}" for cell in (before, now)))


def _signed(number: float) -> str:
    digits = f"{abs(number):.1f}"
    return "" if digits == "0.0" else ("+" if number > 0 else MINUS) + digits


def _beside(row: Row, evidence: Mapping[str, Row], sources: Mapping[str, str]) -> Iterator[Text]:
    """The action, then the passages that the table quotes, each with its place."""
    if row["action"]:
        yield _action(row)
    for heading, ids, quotes in (("before", "evidence_before", "quotes_before"), ("now", "evidence", "quotes")):
        shown = str(row[quotes] or "")
        behind = [evidence[id_] for id_ in written(row[ids]).split() if id_ in evidence]
        quoted = {f"“{said['quote']}”": said for said in reversed(behind)}
        for quote, said in sorted(quoted.items(), key=lambda one: shown.find(one[0])):
            if quote in shown:
                brief = textwrap.shorten(visible(quote), BRIEF, placeholder=" …”")
                yield Text.assemble((f"{heading:<7}", "dim"), brief, (f"  {codes.place(said, sources)}", "dim"))


def _action(row: Row) -> Text:
    about = [visible(str(row["owner"])) if row["owner"] else "nobody named"]
    about += [f"due {row['due']}"] if row["due"] else []
    about += [f"done {row['done']}"] if row["done"] else []
    status = str(row["status"] or "")
    return Text.assemble(("after  ", "dim"), visible(str(row["action"])), (f"  ({'; '.join([*about, status])})", "dim"))


def _inset(text: Text, width: int) -> RenderableType:
    grid = Grid(box=None, padding=0, pad_edge=False, show_header=False, show_edge=False)
    grid.add_column(width=7)
    grid.add_column(width=max(20, width - 14))
    grid.add_row(text[:7], text[7:])
    return Padding(grid, (0, 0, 0, 5))


def _unheard(changes: Sequence[Row], width: int) -> Iterator[RenderableType]:
    absent = [row for row in changes if "no interview" in str(row["reading"])]
    if not absent:
        return
    yield Text("Not compared", style="bold")
    yield ""
    for row in absent:
        told = Text.assemble(visible(str(row["account"])), (f"  {row['reading']}", "yellow"))
        yield Padding(told, (0, 0, 0, 2))
        if row["action"]:
            yield _inset(_action(row), width)
    yield ""
