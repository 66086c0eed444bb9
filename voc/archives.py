"""Zip archives of XML from outside (Word, Excel, REFI-QDA), unpacked within bounds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Literal
from zlib import error as ZlibError

Fault = Literal["damaged", "many", "large", "entities"]
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_TEXT = ".txt"
"""The ending of parts that are no XML, where a document type is only something that was written."""


class Unfit(Exception):
    """An archive that is not read: `fault` says why. Each reader tells it in its own words."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def unpack(data: bytes, wanted: Callable[[str], bool], largest: int, most: int) -> dict[str, bytes]:
    """The wanted parts by name. Raises `Unfit` for a damaged archive, one of more than `most` parts, one whose wanted
    parts hold more than `largest` bytes whatever their headers say, and XML that declares entities."""
    parts: dict[str, bytes] = {}
    room = largest
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            infos = packed.infolist()
            if len(infos) > most:
                raise Unfit("many")
            for info in infos:
                if info.is_dir() or not wanted(info.filename):
                    continue
                with packed.open(info) as part:
                    held = part.read(room + 1)
                room -= len(held)
                if room < 0:
                    raise Unfit("large")
                if not info.filename.lower().endswith(_TEXT) and declares_entities(held):
                    raise Unfit("entities")
                parts[info.filename] = held
    except (zipfile.BadZipFile, EOFError, ZlibError, RuntimeError, NotImplementedError, OSError, ValueError) as error:
        raise Unfit("damaged") from error
    return parts


def declares_entities(data: bytes) -> bool:
    """Whether XML has a document type, which no office or analysis program writes."""
    return any(declared in data for declared in _DOCTYPES)


def repacked(parts: dict[str, bytes]) -> io.BytesIO:
    """The parts as an archive again, for a library that unpacks without bounds: what a header hid is gone."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    held.seek(0)
    return held
