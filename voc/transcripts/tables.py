"""The study table: `interviews.csv` or `interviews.yaml` in the folder, a row an interview."""

from __future__ import annotations

import csv
import io
from functools import lru_cache
from pathlib import Path
from typing import Any

from voc.errors import TranscriptError
from voc.transcripts.finding import TABLES, Found
from voc.transcripts.metadata import Facts, Place, load_yaml
from voc.transcripts.source import decode, fetch

_IDS = ("interview", "id", "file", "filename", "path", "transcript")


def rows(found: Found) -> list[tuple[Facts, Place]]:
    """The interview's rows, of the table in its own folder first, then of those above it up to the study folder."""
    layers: list[tuple[Facts, Place]] = []
    folder = found.path.parent
    while True:
        table = _table(folder)
        for name in _called(found.path, folder):
            row = table.get(name)
            if row is not None:
                layers.append(row)
                break
        if folder == found.root or folder == folder.parent:
            return layers
        folder = folder.parent


def _called(path: Path, folder: Path) -> tuple[str, ...]:
    """The names by which a table in the folder may call a file: its path from there or its own name, with or without
    the suffix."""
    below = path.relative_to(folder)
    names = (below.as_posix(), below.with_suffix("").as_posix(), path.name, path.stem)
    return tuple(name.casefold() for name in names)


def _table(folder: Path) -> dict[str, tuple[Facts, Place]]:
    for name in TABLES:
        path = folder / name
        try:
            state = path.stat()
        except OSError:
            continue
        return _read(str(path), state.st_mtime_ns, state.st_size)
    return {}


@lru_cache(maxsize=256)
def _read(path: str, changed: int, size: int) -> dict[str, tuple[Facts, Place]]:
    """Rows by what they call the interview. Read again when the file was changed."""
    with Path(path).open("rb") as stream:
        text = decode(fetch(stream, path), path, [])
    listed = _sheet(text, path) if path.endswith(".csv") else _document(text, path)
    table: dict[str, tuple[Facts, Place]] = {}
    for facts, line in listed:
        key = next((key for key in _IDS if facts.get(key)), None)
        if key is None:
            raise TranscriptError(
                path,
                "a row does not say whose it is",
                "add a column `interview` with the file name without suffix",
                line,
            )
        name = str(facts.pop(key)).strip().replace("\\", "/").casefold()
        if name in table:
            raise TranscriptError(path, f"{name!r} has two rows", "remove one of them", line)
        table[name] = (facts, Place(path, line))
    return table


def _sheet(text: str, path: str) -> list[tuple[Facts, int]]:
    head = text.partition("\n")[0]
    delimiter = max(",;\t|", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        names = [name.strip() for name in next(reader, [])]
        known = [name.casefold() if name.casefold() in _IDS else name for name in names]
        found: list[tuple[Facts, int]] = []
        begins = 2
        for row in reader:
            facts: Facts = {name: cell.strip() for name, cell in zip(known, row, strict=False) if name and cell.strip()}
            if facts:
                found.append((facts, begins))
            begins = reader.line_num + 1
        return found
    except csv.Error as fault:
        raise TranscriptError(
            path,
            f"this is no readable table: {fault}",
            "look for a quotation mark that is never closed",
            reader.line_num,
        ) from fault


def _document(text: str, path: str) -> list[tuple[Facts, int]]:
    """A mapping id → facts, or a list of facts with an `interview`."""
    value = load_yaml(text, Place(path))
    lines = text.split("\n")
    found: list[tuple[Facts, int]] = []
    if isinstance(value, dict):
        value = [{"interview": name, **(facts if isinstance(facts, dict) else {})} for name, facts in value.items()]
    for facts in value if isinstance(value, list) else ():
        if not isinstance(facts, dict):
            continue
        named: dict[str, Any] = {str(key): kept for key, kept in facts.items()}
        name = next((str(named[key]) for key in _IDS if named.get(key)), "")
        line = next((place for place, said in enumerate(lines, 1) if name and name in said), 1)
        found.append((named, line))
    return found
