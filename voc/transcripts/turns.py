"""Pieces of speech → turns: white space folded, neighbours of one speaker joined, marks kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from voc.model import Mark, Role, Turn

_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)")
UNSAFE = "".join(
    chr(code)
    for first, last in (
        *((0x00, 0x08), (0x0E, 0x1B), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x200B, 0x200B), (0x200E, 0x200F)),
        *((0x202A, 0x202E), (0x2060, 0x2060), (0x2066, 0x2069), (0xFEFF, 0xFEFF)),
    )
    for code in range(first, last + 1)
)
"""Characters that steer a terminal or hide text: controls, direction marks, characters without width."""
_UNSAFE = re.compile(f"[{UNSAFE}]")
_new = tuple.__new__  # a third of the time that Mark(…) takes, once for every line of a study
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
            text = " ".join(raw.split())
            if not text.isprintable():
                text = " ".join(neutralise(text).split())
        if not text:
            continue
        if texts and (who != speaker or part != role):
            turns.append(_turn(speaker, texts, role, marks))
            texts, marks, offset = [], [], 0
        speaker, role = who, part
        marks.append(_new(Mark, (offset, line, at)))
        texts.append(text)
        offset += len(text) + 1
    if texts:
        turns.append(_turn(speaker, texts, role, marks))
    return tuple(turns)


def _turn(speaker: str, texts: list[str], role: Role, marks: list[Mark]) -> Turn:
    known = marks[-1].line is not None or marks[-1].at is not None
    name = speaker if speaker.isprintable() else neutralise(speaker)
    return Turn(name, texts[0] if len(texts) == 1 else " ".join(texts), role, tuple(marks) if known else ())
