"""JSON of Whisper and its relatives: OpenAI Whisper, faster-whisper, whisper.cpp, Hugging Face pipelines, WhisperX.

Only WhisperX knows speakers. Whisper invents phrases in silence ("Thank you."); they are left out, and told, where the
file itself shows that nothing was said.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from voc.model import Turn
from voc.transcripts.segments import label, objects, spoken, text, within, words
from voc.transcripts.source import Source, listing
from voc.transcripts.times import number
from voc.transcripts.turns import Piece, assemble
from voc.transcripts.words import words as listed

NAME = "whisper"
SUFFIXES = (".json",)

SILENT = 0.6
"""`no_speech_prob` from which on a stock phrase counts as invented; Whisper's own threshold for silence."""
SLOW = 8.0
"""Seconds over which a stock phrase of one or two words counts as invented, where the file has no `no_speech_prob`."""
RUN = 3
"""So many stock phrases in a row, all the same, count as invented."""


def sniff(source: Source) -> bool:
    top = source.parsed
    segments = objects(within(top, "segments"))
    return (
        (bool(within(top, "segments") == []) or any("text" in part or "words" in part for part in segments))
        or bool(objects(within(top, "chunks")) and "timestamp" in objects(top["chunks"])[0])
        or bool(objects(within(top, "transcription")))
        or bool(objects(within(top, "word_segments")))
        or bool(isinstance(within(top, "text"), str) and set(top) <= {"text", "language", "duration", "words", "task"})
    )


def read(source: Source) -> tuple[Turn, ...]:
    top = source.parsed
    parts = [(_piece(part), part) for part in objects(top.get("segments"))]
    if not parts:
        parts = [(_chunk(part), part) for part in objects(top.get("chunks"))]
    if not parts:
        parts = [(_native(part), part) for part in objects(top.get("transcription"))]
    if parts:
        pieces = _audible(source, parts)
    else:
        timed = objects(top.get("word_segments")) or objects(top.get("words"))
        pieces = words(timed, ("word", "text"), ("speaker",), 1.0) or [Piece("", text(top, "text"))]
    return assemble(spoken(source, pieces, "the segments"))


def _piece(part: Mapping[str, Any]) -> Piece:
    said = text(part, "text")
    timed = objects(part.get("words"))
    if not said:
        said = " ".join(text(word, "word", "text").strip() for word in timed)
    who = label(part, "speaker") or _most(timed)
    return Piece(who, said, None, number(part.get("start")))


def _most(timed: list[Mapping[str, Any]]) -> str:
    """The speaker of most words of a segment that names none itself."""
    counts: dict[str, int] = {}
    for word in timed:
        who = label(word, "speaker")
        if who:
            counts[who] = counts.get(who, 0) + 1
    return max(counts, key=lambda who: counts[who], default="")


def _chunk(part: Mapping[str, Any]) -> Piece:
    times = part.get("timestamp")
    start = times[0] if isinstance(times, list) and times else None
    return Piece(label(part, "speaker"), text(part, "text"), None, number(start))


def _native(part: Mapping[str, Any]) -> Piece:
    start = number(within(part, "offsets", "from"), 1000)
    if start is None:
        start = number(within(part, "timestamps", "from"))
    return Piece(label(part, "speaker"), text(part, "text"), None, start)


def _audible(source: Source, parts: list[tuple[Piece, Mapping[str, Any]]]) -> list[Piece]:
    stock = [" ".join(piece.text.split()).strip(" .!,…♪[]()").casefold() for piece, _ in parts]
    kept: list[Piece] = []
    left: list[str] = []
    for place, (piece, part) in enumerate(parts):
        if stock[place] in listed("said in silence") and _invented(stock, place, part):
            when = f" at {piece.at:.0f} s" if piece.at is not None else ""
            left.append(f"“{' '.join(piece.text.split())}”{when}")
        else:
            kept.append(piece)
    if left:
        source.doubts.append(f"left out, as invented in silence: {listing(left)}")
    return kept


def _invented(stock: list[str], place: int, part: Mapping[str, Any]) -> bool:
    silent = part.get("no_speech_prob")
    if isinstance(silent, int | float) and silent >= SILENT:
        return True
    first = last = place
    while first > 0 and stock[first - 1] == stock[place]:
        first -= 1
    while last + 1 < len(stock) and stock[last + 1] == stock[place]:
        last += 1
    if last - first + 1 >= RUN:
        return True
    start, end = number(part.get("start")), number(part.get("end"))
    if silent is None and start is not None and end is not None:
        return end - start >= SLOW and len(stock[place].split()) <= 2
    return False
