"""Standard output for data, standard error for people: widths, colour, encodings and the progress bar, in one place."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from voc.reports.report import Screen

NARROWEST = 40
PLAIN_WIDTH = 80
JSON_WANTED = "voc.json"
"""Key of the context's `meta`: standard output is promised one JSON document, whatever happens."""


def prepare() -> None:
    """UTF-8 with `\\n` wherever no terminal says otherwise, and no character that stops a run: what cannot be encoded
    is written as an escape, which JSON reads back."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            if stream.isatty():
                reconfigure(errors="backslashreplace")
            else:
                reconfigure(encoding="utf-8", newline="\n", errors="backslashreplace")


def colourful(stream: TextIO) -> bool:
    """Whether escape sequences may be sent: a terminal that can do it, and no `NO_COLOR`."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def screen() -> Screen:
    """Standard output as the formats see it."""
    from voc.reports.report import Screen

    return Screen(width(), colourful(sys.stdout))


def width() -> int:
    """Columns of standard output: `$COLUMNS`, else the terminal's, else 80."""
    said = os.environ.get("COLUMNS", "")
    if said.isdigit() and int(said) > 0:
        return max(NARROWEST, int(said))
    if sys.stdout.isatty():
        with contextlib.suppress(OSError):
            return max(NARROWEST, os.get_terminal_size(sys.stdout.fileno()).columns)
    return PLAIN_WIDTH


def put(text: str, drawn: bool = False) -> None:
    """Write data to standard output. On a terminal, control characters in text that was not `drawn` for it are shown
    instead of obeyed: it comes from transcripts."""
    if sys.stdout.isatty() and not drawn:
        from voc.reports.cells import harmless

        text = harmless(text)
    sys.stdout.write(text)
    sys.stdout.flush()


def tell(message: str, style: str = "") -> None:
    """A message for a person, on standard error, under the program's name; further lines are there to be copied."""
    from voc.reports.cells import harmless

    for number, line in enumerate(harmless(message).split("\n")):
        if style and colourful(sys.stderr):
            from rich.style import Style

            line = Style.parse(style).render(line)
        sys.stderr.write(f"{'' if number else 'voc: '}{line}\n" if line else "\n")
    sys.stderr.flush()


@contextlib.contextmanager
def progress(quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """A callback for (done, all) that moves a bar on standard error; None where nobody would see it."""
    if quiet or not colourful(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("reading interviews"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None)
        yield lambda done, every: bar.update(task, completed=done, total=every)
