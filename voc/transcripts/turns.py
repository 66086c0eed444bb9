"""Pieces of speech → turns: white space folded, neighbours of one speaker joined, marks kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from voc.model import Mark, Role, Turn

_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)")
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_HALVES = re.compile("[\ud800-\udfff]")


class Piece(NamedTuple):
    """What a source gives at a time: a line, cue, segment or row. `speaker` "" is nobody known; a piece without text
    still tells the time for what follows."""

    speaker: str
    text: str
    line: int | None = None
    at: float | None = None
    role: Role = ""


def neutralise(text: str) -> str:
    """Take out what steers a terminal or hides text: escape sequences, control and direction characters; half a
    surrogate pair becomes U+FFFD so that the text can always be written."""
    if text.isprintable():
        return text
    if "\x1b" in text:
        text = _ESCAPES.sub("", text)
    return _HALVES.sub("\ufffd", _UNSAFE.sub("", text))


def assemble(pieces: Iterable[Piece]) -> tuple[Turn, ...]:
    """Turns of the pieces in order. A piece without a time takes the last one told, since it was said after it."""
    turns: list[Turn] = []
    speaker = ""
    role: Role = ""
    texts: list[str] = []
    marks: list[Mark] = []
    offset = 0
    last: float | None = None
    for who, raw, line, at, part in pieces:
        if at is None:
            at = last
        else:
            last = at
        if raw.isprintable() and "  " not in raw and raw[:1] != " " != raw[-1:]:
            text = raw
        else:
            text = " ".join(neutralise(" ".join(raw.split())).split())
        if not text:
            continue
        if texts and (who != speaker or part != role):
            turns.append(Turn(speaker, " ".join(texts), role, _known(marks)))
            texts, marks, offset = [], [], 0
        speaker, role = who, part
        marks.append(Mark(offset, line, at))
        texts.append(text)
        offset += len(text) + 1
    if texts:
        turns.append(Turn(speaker, " ".join(texts), role, _known(marks)))
    return tuple(turns)


def _known(marks: list[Mark]) -> tuple[Mark, ...]:
    if marks[-1].line is None and marks[-1].at is None:
        return ()
    return tuple(marks)
