"""Fireflies JSON: `sentences[] {speaker_name, text, start_time}` in seconds, bare or in an answer of its interface."""

from __future__ import annotations

from typing import Any

from voc.model import Turn
from voc.transcripts.segments import label, objects, spoken, text, within
from voc.transcripts.source import Source, locate, wrong
from voc.transcripts.times import number
from voc.transcripts.turns import Piece, assemble

NAME = "fireflies"
SUFFIXES = (".json",)


def sniff(source: Source) -> bool:
    holder = _holder(source.parsed)
    return holder is not None


def read(source: Source) -> tuple[Turn, ...]:
    holder = _holder(source.parsed) or {}
    if holder.get("sentences") is None:
        raise wrong(
            source,
            "`sentences` is null: Fireflies has not finished this meeting",
            "export the transcript again later",
            locate(source, '"sentences"'),
        )
    names = {label(who, "id"): label(who, "name") for who in objects(holder.get("speakers"))}
    pieces = []
    for part in objects(holder["sentences"]):
        who = label(part, "speaker_name", "speakerName", "speaker")
        number_of = label(part, "speaker_id", "speakerId")
        who = who or names.get(number_of, "") or (f"Speaker {number_of}" if number_of else "")
        start = next((part[key] for key in ("start_time", "startTime", "time", "start") if key in part), None)
        pieces.append(Piece(who, text(part, "text", "sentence", "raw_text"), None, number(start)))
    return assemble(spoken(source, pieces, "the sentences"))


def _holder(top: Any) -> dict[str, Any] | None:
    """The object that has `sentences`."""
    if isinstance(top, list) and len(top) > 0 and isinstance(top[0], dict) and "sentence" in top[0]:
        return {"sentences": top}
    for keys in ((), ("transcript",), ("data", "transcript"), ("data",)):
        found = within(top, *keys) if keys else top
        if isinstance(found, dict) and "sentences" in found:
            return found
    return None
