"""Lists of JSON objects → pieces of speech: what the readers of machine transcripts share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from voc.transcripts.source import Source, wrong
from voc.transcripts.times import number
from voc.transcripts.turns import Piece


def objects(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a JSON list; none if it is null or something else."""
    return [thing for thing in value if isinstance(thing, dict)] if isinstance(value, list) else []


def within(value: Any, *keys: str) -> Any:
    """The value below the keys, or None where one is missing."""
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def text(thing: Mapping[str, Any], *keys: str) -> str:
    """The first of the keys that has words."""
    for key in keys:
        value = thing.get(key)
        if isinstance(value, str) and value.strip():
            return value
    return ""


def label(thing: Mapping[str, Any], *keys: str) -> str:
    """The speaker as text: the integer 0 is a speaker, null and "" are nobody."""
    for key in keys:
        value = thing.get(key)
        if isinstance(value, dict):
            value = value.get("name") or value.get("label") or value.get("id")
        if isinstance(value, bool) or value is None or value == "":
            continue
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, str | int | float):
            return " ".join(str(value).split())
    return ""


def spoken(source: Source, pieces: Iterable[Piece], what: str) -> list[Piece]:
    """The pieces that have words; raises if none has."""
    kept = [piece for piece in pieces if piece.text.strip()]
    if not kept:
        raise wrong(source, f"{what} hold no words", "export the transcript again, with its text")
    return kept


def words(things: Sequence[Mapping[str, Any]], keys: Sequence[str], who: Sequence[str], unit: float) -> list[Piece]:
    """Timed words → pieces, a new one where the speaker changes or a sentence ends. A word without a speaker goes with
    the one before it."""
    pieces: list[Piece] = []
    run: list[str] = []
    speaker, at = "", None
    for thing in things:
        word = text(thing, *keys).strip()
        name = label(thing, *who) or speaker
        if run and (name != speaker or run[-1][-1:] in ".?!"):
            pieces.append(Piece(speaker, " ".join(run), None, at))
            run = []
        if not run:
            speaker, at = name, number(thing.get("start"), unit)
        if word:
            run.append(word)
    if run:
        pieces.append(Piece(speaker, " ".join(run), None, at))
    return pieces
