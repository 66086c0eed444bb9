"""SubRip captions: `00:00:05,100 --> …`, a name only where the speaker changes, `[SPEAKER_00]: text`, rolling ones."""

from __future__ import annotations

import re

from voc.model import Turn
from voc.transcripts.cues import pieces
from voc.transcripts.source import Source
from voc.transcripts.turns import assemble

NAME = "srt"
SUFFIXES = (".srt",)

_FIRST = re.compile(r"\s*\d+[ \t]*\n\s*-?\d+:\d+:\d+[.,]\d+[ \t]*-->")


def sniff(source: Source) -> bool:
    return _FIRST.match(source.text) is not None or (source.suffix in SUFFIXES and bool(source.text))


def read(source: Source) -> tuple[Turn, ...]:
    return assemble(pieces(source))
