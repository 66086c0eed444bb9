"""What was recognised in each transcript, for `voc check`: one block a file, in words that say what to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from voc.model import Failure, Metadata
from voc.reports.cells import visible
from voc.reports.drawing import drawn
from voc.reports.report import Screen

_WANTING = ("! ", "bold yellow")


class Voice(NamedTuple):
    """A speaker of an interview: label, role (empty if unknown), turns and words."""

    label: str
    role: str
    turns: int
    words: int


class Recognised(NamedTuple):
    """An interview as it was read; `nameless` is the share (0 to 1) of its words that stand under no speaker;
    `warnings` want a look, `notes` do not."""

    meta: Metadata
    voices: tuple[Voice, ...]
    nameless: float
    warnings: tuple[str, ...]
    notes: tuple[str, ...] = ()


def render(
    interviews: Sequence[Recognised],
    failures: Sequence[Failure],
    screen: Screen,
    tables: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> str:
    """A block a transcript, what is wrong with study tables (path → messages), the transcripts that failed, the sum."""
    return drawn(_parts(interviews, failures, tables), screen)


def _parts(
    interviews: Sequence[Recognised], failures: Sequence[Failure], tables: Mapping[str, Sequence[str]]
) -> Iterator[RenderableType]:
    for interview in interviews:
        yield from _interview(interview)
        yield ""
    for path, messages in tables.items():
        yield Text.assemble(_WANTING, (visible(path), "bold"))
        yield from (_inset(Text(visible(message), style="yellow")) for message in messages)
        yield ""
    for failure in failures:
        # lines to copy into a file stay lines
        words = "\n".join(visible(line) for line in failure.message.removeprefix(failure.path).split("\n"))
        yield Text.assemble(("✗ ", "bold red"), (visible(failure.path), "bold"), (words, "red"))
        yield ""
    yield summary(interviews, failures)


def _interview(interview: Recognised) -> Iterator[RenderableType]:
    meta = interview.meta
    sign = _WANTING if interview.warnings else ("✓ ", "bold green")
    yield Text.assemble(sign, (visible(meta.path), "bold"))
    about = [
        meta.format,
        f"account {meta.account}",
        f"vendor {meta.vendor}" if meta.vendor else "no vendor named",
        f"side {meta.side}" if meta.side != "customer" else "",
        f"wave {meta.wave}" if meta.wave != 1 else "",
        meta.date,
        *(f"{key} {words}" for key, words in meta.extra),
    ]
    yield _inset(Text(visible(" · ".join(part for part in about if part))))
    width = max((len(visible(voice.label)) for voice in interview.voices), default=0)
    for voice in interview.voices:
        label = visible(voice.label) or "(no name)"
        yield _inset(
            Text.assemble(
                f"{label:<{max(width, 9)}}  ",
                (f"{voice.role or 'role unknown':<12}", "" if voice.role else "yellow"),
                (
                    f"  {voice.turns:>4} {_noun(voice.turns, 'turn')}{voice.words:>7,} {_noun(voice.words, 'word')}",
                    "dim",
                ),
            )
        )
    for note in interview.notes:
        yield _inset(Text(visible(note), style="dim"))
    for warning in interview.warnings:
        yield _inset(Text(visible(warning), style="yellow"))


def _inset(text: Text) -> RenderableType:
    return Padding(text, (0, 0, 0, 2))


def summary(interviews: Sequence[Recognised], failures: Sequence[Failure]) -> Text:
    """The last line: how many were read, how many want a look, how many failed."""
    wanting = sum(bool(interview.warnings) for interview in interviews)
    words = sum(voice.words for interview in interviews for voice in interview.voices)
    parts = [f"{len(interviews):,} {_noun(len(interviews), 'transcript').strip()} read, {words:,} words"]
    if wanting:
        parts.append(f"{wanting} to look at")
    if failures:
        parts.append(f"{len(failures)} could not be read")
    return Text("; ".join(parts), style="bold")


def _noun(count: int, noun: str) -> str:
    return f"{noun if count == 1 else noun + 's':<{len(noun) + 1}}"
