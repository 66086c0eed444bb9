"""`voc --help`: the front page, drawn without the help machinery of the single commands, which takes as long to load as
all else that the front page needs."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from voc.cli.streams import colourful, width

WIDEST = 100


def page(
    usage: str, about: str, options: Iterable[tuple[str, str]], commands: Iterable[tuple[str, str]], codes: str
) -> str:
    """The page as text, in colour if standard output takes it."""
    colour = colourful(sys.stdout)
    console = Console(
        file=io.StringIO(),
        width=min(width(), WIDEST),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        legacy_windows=False,
        _environ={},
    )
    console.print()
    console.print(Text.assemble((" Usage: ", "yellow"), (usage, "bold")))
    console.print()
    console.print(Text(f" {about}"))
    console.print()
    for title, lines in (("Commands", commands), ("Options", options)):
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="bold cyan", no_wrap=True)
        grid.add_column()
        for name, words in lines:
            grid.add_row(Text(name), Text(words))
        console.print(Panel(grid, title=title, title_align="left", box=box.ROUNDED, border_style="dim"))
    console.print(Text(f" {codes}", style="dim"))
    console.print()
    assert isinstance(console.file, io.StringIO)
    return "".join(f"{line.rstrip()}\n" for line in console.file.getvalue().splitlines())
