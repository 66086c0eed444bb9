"""The study table: `interviews.csv` or `interviews.yaml` in the folder, a row an interview."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable
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
        name = next((name for name in _called(found.path, folder) if name in table), None)
        if name is not None:
            layers.append(table[name])
        if folder == found.root or folder == folder.parent:
            return layers
        folder = folder.parent


def spare(found: Iterable[Found], folders: Iterable[Path]) -> dict[str, tuple[str, ...]]:
    """Table → a message for each of its rows that meets no transcript, for study folders that were read whole."""
    met: dict[Path, set[str]] = {folder: set() for folder in folders}
    for one in found:
        for folder in (one.path.parent, *one.path.parent.parents) if one.root in met else ():
            met.setdefault(folder, set()).update(_called(one.path, folder))
            if folder == one.root:
                break
    told: dict[str, tuple[str, ...]] = {}
    for folder in sorted(met):
        left = [(place, name) for name, (_, place) in _table(folder).items() if name not in met[folder]]
        if left:
            told[left[0][0].path] = tuple(
                f"line {place.line}: no transcript is called {name!r}" for place, name in left
            )
    return told


def _called(path: Path, folder: Path) -> tuple[str, ...]:
    """The names by which a table in the folder may call a file: its path from there or its own name, with or without
    the suffix. In a folder below, its own name is not enough where a file beside the table has the same."""
    below = path.relative_to(folder)
    names = [below.as_posix(), below.with_suffix("").as_posix()]
    if path.parent != folder:
        names += [name for name in (path.name, path.stem) if name.casefold() not in _beside(folder)]
    return tuple(unicodedata.normalize("NFC", name).casefold() for name in names)


def _beside(folder: Path) -> set[str]:
    """The names, with and without suffix, of the files in a folder."""
    return {name.casefold() for one in folder.iterdir() if one.is_file() for name in (one.name, one.stem)}


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
        name = unicodedata.normalize("NFC", str(facts.pop(key)).strip().replace("\\", "/")).casefold()
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
