"""Tables for the eye, fitted to the terminal, with footnotes; in colour where it can be, and for pipes without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from voc.model import Table
from voc.reports import layout
from voc.reports.cells import Row, Value, rows, visible, written
from voc.reports.columns import SAME, SHOWN, Column, Look
from voc.reports.drawing import drawn
from voc.reports.passages import passages
from voc.reports.report import Report, Screen

BAR, SHORT_BAR = 8, 5
WIDE = 100
NAME = 22
WORDS = 20
LARGE = 1_000
LEAST_CHANCE = 0.001
CALM = "in line"
MINUS = "−"


def render(report: Report, screen: Screen) -> str:
    """Every chosen table, the passages behind the figures, and the evidence if it was asked for."""
    return drawn(_parts(report, screen), screen)


def _parts(report: Report, screen: Screen) -> Iterator[RenderableType]:
    for place, table in enumerate(report.tables.values()):
        if place:
            yield ""
        yield from section(table, screen)
        if not place and report.backing is not None and len(report.backing):
            yield ""
            yield Text("Behind the largest gaps", style="bold")
            yield ""
            yield from passages(rows(report.backing), report.sources, screen, brief=True)
    if report.evidence is not None:
        if report.tables:
            yield ""
        yield from passages(rows(report.evidence), report.sources, screen)
    if report.summary:
        yield ""
        yield from (Text(visible(line), style="dim") for line in report.summary)


def section(table: Table, screen: Screen) -> Iterator[RenderableType]:
    """One table with its title and notes."""
    yield Text(visible(table.title or table.name.capitalize()), style="bold")
    yield ""
    content = rows(table.frame)
    if not content:
        yield Text("  nothing was said that this table counts", style="dim")
    else:
        yield grid(content, columns(table, content, screen), screen)
    if table.notes:
        yield ""
    for note in table.notes:
        yield Padding(Text(visible(note), style="dim"), (0, 0, 0, 2))


def columns(table: Table, content: Sequence[Row], screen: Screen) -> list[Column]:
    """The columns that a terminal shows of this table, those without an entry left out; all of an unlisted one."""
    names = [str(name) for name in table.frame.columns]
    listed = [column for column in SHOWN.get(table.name, ()) if column.name in names]
    if not listed:
        listed = [
            Column(name, name.replace("_", " ").capitalize(), _guess(content, name), min(place, 90))
            for place, name in enumerate(names)
        ]
    if not screen.colour:
        listed = [column for column in listed if column.look != "bar"]
    return [column for column in listed if _tells(column, [row[column.name] for row in content])]


def _tells(column: Column, said: Sequence[Value]) -> bool:
    if column.name in SAME:
        return len({written(cell) for cell in said}) > 1
    return column.rank == 0 or any(cell is not None for cell in said)


def _guess(content: Sequence[Row], name: str) -> Look:
    said = [row[name] for row in content if row[name] is not None]
    if said and all(isinstance(cell, bool) for cell in said):
        return "flag"
    if said and all(isinstance(cell, (int, float)) for cell in said):
        return "number"
    return "words" if any(len(str(cell)) > NAME for cell in said) else "name"


def grid(content: Sequence[Row], wanted: Sequence[Column], screen: Screen) -> RenderableType:
    """The rows under their headings; where even the columns that always stay do not fit, a block of lines a row."""
    drawings = [[cell(row, column, screen) for row in content] for column in wanted]
    needs = [_need(column, cells) for column, cells in zip(wanted, drawings, strict=True)]
    widths = layout.fit(needs, screen.width - 2)
    if widths is None:
        return _blocks(drawings, wanted)
    table = Grid(box=None, padding=(0, layout.GAP, 0, 0), pad_edge=False, show_edge=False, header_style="")
    shown = [place for place, width in enumerate(widths) if width]
    for place in shown:
        table.add_column(
            Text(wanted[place].heading, style="dim"),
            width=widths[place],
            justify="left" if wanted[place].look in ("name", "words", "bar", "flag") else "right",
            vertical="top",
            overflow="fold",
        )
    table.add_row(*(Text("─" * widths[place], style="dim") for place in shown))
    tall = sum(any(drawings[place][row].cell_len > widths[place] for place in shown) for row in range(len(content)))
    airy = 2 * tall > len(content)
    for number in range(len(content)):
        cells = [drawings[place][number] for place in shown]
        if number and screen.colour and content[number][wanted[0].name] == content[number - 1][wanted[0].name]:
            cells[0] = Text(cells[0].plain, style="dim")
        table.add_row(*cells)
        if airy and number < len(content) - 1:
            table.add_row()
    return Padding(table, (0, 0, 0, 2))


def cell(row: Row, column: Column, screen: Screen) -> Text:
    """One cell, as its column wants it; a dot in the middle where nothing was said."""
    said = row[column.name]
    if said is None:
        return Text("" if column.look == "bar" else "·", style="dim")
    if isinstance(said, (bool, str, list)) or column.look in ("name", "words", "flag", "number"):
        return _words(said, column)
    number = float(said)
    if column.look == "level":
        return _level(number, screen)
    if column.look == "rating":
        return Text(f"{number:.1f}")
    if column.look == "shift":
        return Text(_signed(number, 1), style=_warmth(-number))
    if column.look == "share":
        return Text(f"{number:.2f}".replace("-", MINUS))
    if column.look == "chance":
        return Text(f"{number:.3f}" if number >= LEAST_CHANCE else f"<{LEAST_CHANCE}")
    if column.look == "signed":
        return Text(_signed(number), style="" if row.get("reading") == CALM else f"bold {_warmth(number)}")
    if column.look == "bar":
        return _leaning(number, "bright_black" if row.get("reading") == CALM else _warmth(number))
    return Text(f"{number:,.0f}")


def _words(said: Value, column: Column) -> Text:
    if column.look == "flag":
        return Text("yes" if said else "no", style="" if said else "dim")
    if isinstance(said, float):
        return Text(f"{said:,.2f}".rstrip("0").rstrip("."))
    if isinstance(said, int) and abs(said) >= LARGE:
        return Text(f"{said:,}")
    return Text(visible(written(said)))


def _level(number: float, screen: Screen) -> Text:
    text = Text()
    if screen.colour:
        bar = BAR if screen.width >= WIDE else SHORT_BAR
        filled = round(max(0.0, min(100.0, number)) / 100 * bar)
        text.append("▇" * filled, style="blue")
        text.append("▁" * (bar - filled), style="bright_black")
    return text.append(f" {number:3.0f}" if screen.colour else f"{number:.0f}")


def _signed(number: float, decimals: int = 0) -> str:
    digits = f"{abs(number):.{decimals}f}"
    return digits if float(digits) == 0 else ("+" if number > 0 else MINUS) + digits


def _leaning(number: float, style: str) -> Text:
    filled = min(BAR, round(abs(number) / 100 * 2 * BAR))
    left, right = ("", "▇" * filled) if number >= 0 else ("▇" * filled, "")
    return Text.assemble((left.rjust(BAR), style), ("│", "bright_black"), (right.ljust(BAR), style))


def _warmth(number: float) -> str:
    return "yellow" if number > 0 else "cyan" if number < 0 else "default"


def _need(column: Column, cells: Sequence[Text]) -> layout.Need:
    longest = max((text.cell_len for text in cells), default=0)
    heading = max((len(word) for word in column.heading.split()), default=0)
    if column.look in ("name", "words"):
        word = max((len(word) for text in cells for word in text.plain.split()), default=0)
        # names on two lines at most, longer texts at a width that can be read
        wide = WORDS if column.look == "words" else longest // 2 + 1
        least = min(longest, max(min(word, NAME), min(wide, NAME)))
        return layout.Need(max(least, heading), max(longest, heading), column.rank, 2 if column.look == "words" else 1)
    return layout.Need(max(longest, heading), max(longest, heading), column.rank)


def _blocks(drawings: Sequence[Sequence[Text]], wanted: Sequence[Column]) -> RenderableType:
    table = Grid(box=None, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, show_header=False)
    table.add_column(style="dim", overflow="fold")
    table.add_column(overflow="fold")
    for number in range(len(drawings[0])):
        if number:
            table.add_row()
        for place, column in enumerate(wanted):
            if column.look != "bar":
                table.add_row(Text(column.heading.replace("- ", "")), drawings[place][number])
    return table
