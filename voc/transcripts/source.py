"""A file's bytes made ready for the readers: bounded, decoded, made harmless."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from voc.errors import TranscriptError
from voc.transcripts.turns import UNSAFE, neutralise

LIMIT = 64 * 1024 * 1024
"""Bytes a transcript may have: eight hours of talk with every word timed are about a tenth of this."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER = (
    (b"%PDF", "a PDF", "save the transcript as .docx or .txt"),
    (b"{\\rtf", "a rich text file", "save it as .docx or .txt"),
    (b"\xd0\xcf\x11\xe0", "an old or password-protected Office file", "save it as .docx or .xlsx without a password"),
    (b"\x89PNG", "a picture", "give the transcript's text instead"),
    (b"\xff\xd8\xff", "a picture", "give the transcript's text instead"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"ID3", "a sound file", "transcribe it first"),
    (b"RIFF", "a sound or film file", "transcribe it first"),
    (b"OggS", "a sound file", "transcribe it first"),
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b")
_VALID = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


@dataclass(frozen=True)
class Source:
    """What a reader reads.

    `path` is the file as the user named it. `text` is the body in code points, lines ending in `\\n`, the first of
    them being `line` of the file; it is empty for office files, which have `data`. `parsed` is a JSON value.
    `vouched` are names and labels that the metadata knows. A reader appends to `doubts` what a person should look at,
    and to `notes` what it passed over or changed as a matter of course.
    """

    path: str
    suffix: str
    data: bytes = b""
    text: str = ""
    line: int = 1
    parsed: Any = None
    vouched: tuple[str, ...] = ()
    doubts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def fetch(stream: BinaryIO, path: str) -> bytes:
    """All bytes of the stream, at most `LIMIT`."""
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise TranscriptError(
            path,
            f"the file is larger than {LIMIT // 2**20} MB",
            "split the recording, or export the transcript without its audio and word timings",
        )
    return data


def decode(data: bytes, path: str, doubts: list[str]) -> str:
    """Bytes → text with `\\n` line ends. UTF-8, UTF-16 and UTF-32 with or without mark, else Windows-1252 (noted)."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise TranscriptError(path, "the file is empty", "export the transcript again, or remove the file", 1)
    for magic, what, cure in _OTHER:
        if data.startswith(magic):
            raise TranscriptError(path, f"this is {what}, not text", cure, 1)
    text = _unicode(data, path, doubts)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return neutralise(text) if _steers(text) else text


def _steers(text: str) -> bool:
    """Whether there may be anything to take out; a search for each character is far quicker than one for all."""
    if text.isascii():
        return not text.replace("\n", "").replace("\t", "").isprintable()
    return any(sign in text for sign in UNSAFE)


def _unicode(data: bytes, path: str, doubts: list[str]) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, path)
    head = data[:4096]
    if head.count(0) * 20 > len(head):
        return _strictly(data, _wide(head, path), path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        at = fault.start
    line = data.count(b"\n", 0, at) + 1
    replaced = data.decode("utf-8", "replace")
    if len(_VALID.findall(data)) > replaced.count("\ufffd"):
        doubts.append(f"line {line}: bytes that are no UTF-8 were replaced; save the file as UTF-8")
        return replaced
    try:
        if (len(data) - len(data.translate(None, _CONTROLS))) * 50 > len(data):
            raise TranscriptError(path, "this is a binary file, not text", "export the transcript as text", line)
        text = data.decode("cp1252")
    except UnicodeDecodeError as fault:
        raise TranscriptError(
            path, "the bytes are no text in a known encoding", "save the file as UTF-8 text", line
        ) from fault
    doubts.append(f"line {line}: not UTF-8, read as Windows-1252; check accents, or save the file as UTF-8")
    return text


def _wide(head: bytes, path: str) -> str:
    """Text mostly of Latin letters has its zero bytes at odd places in little-endian UTF-16, at even in big-endian."""
    odd, even = head[1::2].count(0), head[::2].count(0)
    if max(odd, even) * 5 < len(head) or min(odd, even) * 4 > max(odd, even):
        raise TranscriptError(path, "this is a binary file, not text", "export the transcript as text", 1)
    return "utf-16-le" if odd > even else "utf-16-be"


def _strictly(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        line = data[: fault.start].decode(encoding, "replace").count("\n") + 1
        raise TranscriptError(
            path, f"the file says it is {encoding.upper()} but is damaged", "save it again as UTF-8 text", line
        ) from fault


def parse(text: str, path: str, line: int = 1) -> Any:
    """A JSON text's value."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as fault:
        cut = fault.pos >= len(text.rstrip())
        raise TranscriptError(
            path,
            f"this is no valid JSON: {'the file ends too early' if cut else fault.msg} (column {fault.colno})",
            "export the transcript again" if cut else "mend the line, or export the transcript again",
            fault.lineno + line - 1,
        ) from fault
    except RecursionError as fault:
        raise TranscriptError(path, "the JSON is nested too deeply", "export the transcript again", line) from fault
    except ValueError as fault:
        raise TranscriptError(path, f"this is no valid JSON: {fault}", "export the transcript again", line) from fault


def wrong(source: Source, problem: str, cure: str, line: int | None = None) -> TranscriptError:
    """The error of a source that cannot be read; text formats name a line always."""
    return TranscriptError(source.path, problem, cure, line if line is not None or not source.text else source.line)


def locate(source: Source, needle: str) -> int:
    """The line of the file where the needle first stands, else the first line."""
    at = source.text.find(needle)
    return source.line + (source.text.count("\n", 0, at) if at >= 0 else 0)


def shorten(text: str, width: int = 40) -> str:
    """The beginning of a text, for messages."""
    folded = " ".join(text.split())
    return folded if len(folded) <= width else folded[: width - 1].rstrip() + "…"


def listing(things: Iterable[str], most: int = 5) -> str:
    """Things in a row for a message, the first few of many."""
    names = list(things)
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
