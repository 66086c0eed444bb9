"""Files from outside, within bounds: archives that unpack to too much and bytes that are no text are refused."""

from __future__ import annotations

import codecs
from pathlib import Path

from voc import archives
from voc.archives import Unfit
from voc.errors import UsageError

LARGEST = 256 * 1024 * 1024
"""Bytes of a file, and of all parts of an archive that are read; projects with films keep them apart or are larger."""
PARTS = 20_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ENTITIES = "declares XML entities, as no such tool does; do not trust it"


def fetch(path: Path) -> bytes:
    """All bytes of a file, at most `LARGEST`."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    if len(data) > LARGEST:
        raise UsageError(f"{path}: is larger than {LARGEST // 2**20} MB; export it without audio and video")
    return data


def unpack(path: Path, data: bytes, kind: str, wanted: tuple[str, ...]) -> dict[str, bytes]:
    """The parts of an archive whose names end in one of the endings, by name. Raises for a damaged archive, one that
    unpacks to too much, and XML that declares entities."""
    try:
        return archives.unpack(data, lambda name: name.lower().endswith(wanted), LARGEST, PARTS)
    except Unfit as unfit:
        told = {
            "many": f"has more than {PARTS} parts; this is no {kind}",
            "large": f"unpacks to more than {LARGEST // 2**20} MB; do not trust it",
            "entities": ENTITIES,
            "damaged": f"is damaged or no {kind}; export it again",
        }
        raise UsageError(f"{path}: {told[unfit.fault]}") from unfit


def refuse_entities(path: Path, data: bytes) -> None:
    """Raises for XML with a document type: no tool that writes these files declares one."""
    if archives.declares_entities(data):
        raise UsageError(f"{path}: {ENTITIES}")


def decode(path: Path, data: bytes) -> str:
    """Bytes → text, line ends as they are. UTF-8 or UTF-16 by their mark, else UTF-8, else Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(f"{path}: is no text in a known encoding; save it as UTF-8")
