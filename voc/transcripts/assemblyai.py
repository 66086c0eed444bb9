"""AssemblyAI JSON: `utterances[] {speaker "A", start, end, text}` in milliseconds, null without speaker labels."""

from __future__ import annotations

from voc.model import Turn
from voc.transcripts.segments import label, objects, spoken, text, within, words
from voc.transcripts.source import Source
from voc.transcripts.times import number
from voc.transcripts.turns import Piece, assemble

NAME = "assemblyai"
SUFFIXES = (".json",)


def sniff(source: Source) -> bool:
    top = source.parsed
    if not isinstance(top, dict) or "results" in top or "segments" in top:
        return False
    return "utterances" in top or ("audio_duration" in top and "words" in top)


def read(source: Source) -> tuple[Turn, ...]:
    top = source.parsed
    unit = 1000.0 if _milliseconds(source) else 1.0
    pieces = [
        Piece(
            label(part, "speaker", "channel"), text(part, "text", "transcript"), None, number(part.get("start"), unit)
        )
        for part in objects(top.get("utterances"))
    ]
    if not pieces:
        pieces = words(objects(top.get("words")), ("text", "word"), ("speaker",), unit)
    if not pieces and text(top, "text"):
        pieces = [Piece("", text(top, "text"))]
    return assemble(spoken(source, pieces, "the utterances"))


def _milliseconds(source: Source) -> bool:
    """AssemblyAI counts in whole milliseconds; others that also write `utterances` in seconds with decimals."""
    top = source.parsed
    times = [thing.get("start") for key in ("utterances", "words") for thing in objects(within(top, key))[:20]]
    return not any(isinstance(time, float) and not time.is_integer() for time in times)
