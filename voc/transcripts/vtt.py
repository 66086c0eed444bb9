"""WebVTT captions: Zoom (`Pat Lee: text`), Teams (`<v Pat Lee>text</v>`), noScribe, players and captioning services."""

from __future__ import annotations

from voc.model import Turn
from voc.transcripts.cues import pieces
from voc.transcripts.source import Source
from voc.transcripts.turns import assemble

NAME = "vtt"
SUFFIXES = (".vtt",)


def sniff(source: Source) -> bool:
    return source.text.startswith("WEBVTT") or (source.suffix in SUFFIXES and bool(source.text))


def read(source: Source) -> tuple[Turn, ...]:
    return assemble(pieces(source))
