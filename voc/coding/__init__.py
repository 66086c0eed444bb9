"""Codings by people and by other tools: files → rows, and the study out to them.

    coding = read(Path("review.xlsx"))
    Path("study.qdpx").write_bytes(render(Path("study.qdpx"), bundle))

`CODINGS` is the list of formats; a format is a module with `NAME`, `SUFFIXES`, `ABOUT`, `read(path) -> Coding` and
`write(bundle) -> bytes`, chosen by the suffix of the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from voc.coding import csv, json, qdc, qdpx, xlsx
from voc.coding.coded import Bundle, Coding
from voc.errors import UsageError

__all__ = ["CODINGS", "Format", "find", "read", "render"]


class Format(Protocol):
    """A format of codings; `SUFFIXES` in lower case with their dot, the first is written."""

    NAME: str
    SUFFIXES: tuple[str, ...]
    ABOUT: str

    def read(self, path: Path) -> Coding: ...
    def write(self, bundle: Bundle) -> bytes: ...


CODINGS: tuple[Format, ...] = (xlsx, csv, json, qdpx, qdc)  # type: ignore[assignment]


def find(path: Path) -> Format:
    """The format of a file by its suffix."""
    for format in CODINGS:
        if path.suffix.lower() in format.SUFFIXES:
            return format
    known = ", ".join(suffix for format in CODINGS for suffix in format.SUFFIXES)
    raise UsageError(f"{path}: codings have one of the suffixes {known}")


def read(path: Path) -> Coding:
    """A file of codings, names unchecked and passages unplaced. Raises `UsageError` for a file that is none."""
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; name a file")
    return find(path).read(path)


def render(path: Path, bundle: Bundle) -> bytes:
    """What a file of that name holds."""
    return find(path).write(bundle)
