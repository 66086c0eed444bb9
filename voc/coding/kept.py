"""`reviewed.csv`: what people decided, kept beside the transcripts, a line a decision, sorted so that versions compare.

It is read and written by this program, and may be edited, merged and kept under version control like any text.
"""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from voc.coding.coded import DECISIONS, JUDGED_COLUMNS, LEFT, WHOLE, Judged
from voc.coding.packed import decode, fetch
from voc.errors import UsageError, unknown

FILE = "reviewed.csv"
_WHOLE_NUMBERS = ("turn", "start", "end", "round")
_MAYBE = ("amount", "reference", "value")
_KNOWN = (*DECISIONS, LEFT, WHOLE)


def read(path: Path) -> tuple[Judged, ...]:
    """The decisions in the order of the file; none if there is no file. Raises `UsageError` with all faults: a file
    that can only be read in part is not used, lest what is missing be lost when it is written again."""
    if not path.exists():
        return ()
    reader = csv.DictReader(decode(path, fetch(path)).splitlines(keepends=True))
    missing = [name for name in JUDGED_COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise UsageError(f"{path}:1: the columns {', '.join(missing)} are missing; bring back an earlier version")
    faults: list[str] = []
    found = []
    for row in reader:
        cells = {name: row.get(name) or "" for name in JUDGED_COLUMNS}
        if not any(cells.values()):
            continue
        if cells["decision"] not in _KNOWN:
            faults.append(f"{path}:{reader.line_num}: {unknown('decision', cells['decision'], _KNOWN)}")
            continue
        values: dict[str, Any] = dict(cells)
        for name in (*_WHOLE_NUMBERS, *_MAYBE):
            try:
                values[name] = _value(name, cells[name])
            except ValueError:
                faults.append(f"{path}:{reader.line_num}: {name} {cells[name]!r} is not a number")
        found.append(Judged(**values))
    if faults:
        raise UsageError("\n".join(faults))
    return tuple(found)


def write(path: Path, rows: Iterable[Judged]) -> None:
    """All decisions, whole or not at all. Raises OSError."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(JUDGED_COLUMNS)
    for row in sorted(rows, key=_order):
        writer.writerow([_text(getattr(row, name)) for name in JUDGED_COLUMNS])
    replace_whole(path, text.getvalue().encode("utf-8", "replace"))


def replace_whole(path: Path, data: bytes) -> None:
    """Put a file in its place at once: it is written beside it and then moved there. Raises OSError."""
    handle, staged = tempfile.mkstemp(prefix=".voc-", suffix=path.suffix, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(staged).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(staged).replace(path)
    finally:
        Path(staged).unlink(missing_ok=True)


def _order(row: Judged) -> tuple[Any, ...]:
    return tuple(
        str(cell) if name in _MAYBE else cell for name, cell in ((name, getattr(row, name)) for name in JUDGED_COLUMNS)
    )


def _value(name: str, text: str) -> float | str | int | None:
    if name in _WHOLE_NUMBERS:
        return int(text or 0)
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        if name == "amount" and text[0].isalpha():
            return text
        raise


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return f"{cell:.10g}" if isinstance(cell, float) else str(cell)
