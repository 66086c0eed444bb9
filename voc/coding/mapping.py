"""What the codes of another tool mean here: a table code → signal, criterion, label, vendor, written by a person."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from voc.coding.coded import Coded, Coding
from voc.coding.codes import fold, name, parts
from voc.coding.packed import decode, fetch
from voc.errors import UsageError

COLUMNS = ("code", "signal", "criterion", "label", "vendor")


def read(path: Path) -> dict[str, dict[str, str]]:
    """The table by code; a code with neither signal nor criterion is to be passed over. Raises `UsageError`."""
    text = decode(path, fetch(path))
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    header = [(column or "").strip().casefold() for column in reader.fieldnames or ()]
    if "code" not in header or not {"signal", "criterion"} & set(header):
        raise UsageError(f"{path}:1: a table of codes has the columns {', '.join(COLUMNS)}")
    reader.fieldnames = header
    found: dict[str, dict[str, str]] = {}
    for row in reader:
        said = {column: (row.get(column) or "").strip() for column in COLUMNS}
        if said["code"]:
            found[fold(said.pop("code"))] = said
    return found


def mapped(coding: Coding, table: Mapping[str, Mapping[str, str]]) -> Coding:
    """The coding with the codes of the table in place of those of the tool. A code is looked up by its whole path, then
    by its last name. What the passage itself says (a vendor, say) stays where the table is silent."""
    rows: list[Coded] = []
    passed = 0
    for row in coding.rows:
        said = next((table[form] for form in _forms(row.signal) if form in table), None)
        if said is None:
            rows.append(row)
        elif said["signal"] or said["criterion"]:
            kept = {column: text for column, text in said.items() if text or column == "signal"}
            rows.append(replace(row, **kept))  # type: ignore[arg-type]
        else:
            passed += 1
    notes = (*coding.notes, *([f"{passed} passages were passed over, as the table of codes says"] if passed else []))
    return replace(coding, rows=tuple(rows), notes=notes)


def _forms(code: str) -> Iterator[str]:
    yield fold(code)
    row = parts([code])
    yield fold(name(row))
    if row:
        yield fold(row[-1])
