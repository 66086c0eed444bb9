"""Plain text and Markdown: `Name: text` and all its dialects, Otter, Zoom, Rev, Descript, Meet, noScribe, f4."""

from __future__ import annotations

from voc.model import Turn
from voc.transcripts.lines import split
from voc.transcripts.source import Source
from voc.transcripts.turns import assemble

NAME = "text"
SUFFIXES = (".txt", ".md", ".markdown", ".text")


def sniff(source: Source) -> bool:
    return bool(source.text) and source.parsed is None


def read(source: Source) -> tuple[Turn, ...]:
    return assemble(split(source, source.text.split("\n")))
