"""Deepgram JSON: `results.utterances[] {speaker 0, start, transcript}` in seconds, or timed words of each channel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from voc.model import Turn
from voc.transcripts.segments import label, objects, spoken, text, within, words
from voc.transcripts.source import Source
from voc.transcripts.times import number
from voc.transcripts.turns import Piece, assemble

NAME = "deepgram"
SUFFIXES = (".json",)


def sniff(source: Source) -> bool:
    results = within(source.parsed, "results")
    return isinstance(results, dict) and ("utterances" in results or bool(objects(results.get("channels"))))


def read(source: Source) -> tuple[Turn, ...]:
    results = source.parsed["results"]
    channels = objects(results.get("channels"))
    several = len(channels) > 1
    pieces = [
        Piece(
            label(part, "speaker") if not several else _channel(part),
            text(part, "transcript", "text"),
            None,
            number(part.get("start")),
        )
        for part in objects(results.get("utterances"))
    ]
    if not pieces:
        pieces = _words(channels)
    return assemble(spoken(source, pieces, "the results"))


def _channel(part: Mapping[str, Any]) -> str:
    """With a microphone each, who speaks is told by the channel."""
    channel = part.get("channel")
    return label({"channel": channel[0] if isinstance(channel, list) and channel else channel}, "channel")


def _words(channels: list[Mapping[str, Any]]) -> list[Piece]:
    pieces: list[Piece] = []
    for place, channel in enumerate(channels):
        best = next(iter(objects(channel.get("alternatives"))), {})
        found = _paragraphs(best) or words(objects(best.get("words")), ("punctuated_word", "word"), ("speaker",), 1.0)
        if not found and text(best, "transcript"):
            found = [Piece("", text(best, "transcript"))]
        pieces += [piece._replace(speaker=str(place)) for piece in found] if len(channels) > 1 else found
    return sorted(pieces, key=lambda piece: piece.at or 0.0) if len(channels) > 1 else pieces


def _paragraphs(best: Mapping[str, Any]) -> list[Piece]:
    """Paragraphs carry a speaker only with diarisation; without one, words may still have it."""
    return [
        Piece(label(part, "speaker"), text(sentence, "text"), None, number(sentence.get("start")))
        for part in objects(within(best, "paragraphs", "paragraphs"))
        if label(part, "speaker")
        for sentence in objects(part.get("sentences"))
    ]
