"""Draws onto a screen and hands back the text: the only place that knows how the terminal library is set up."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.console import Console, RenderableType

from voc.reports.report import Screen


def drawn(parts: Iterable[RenderableType], screen: Screen) -> str:
    """The parts below each other, without spaces at line ends; only the sixteen theme colours, or no escapes at all."""
    file = io.StringIO()
    console = Console(
        file=file,
        width=screen.width,
        height=100,
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        legacy_windows=False,
        no_color=not screen.colour,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        _environ={},
    )
    for part in parts:
        console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())
