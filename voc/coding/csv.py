"""Codings as CSV: the columns of `evidence.csv`, of a review sheet, of `reviewed.csv`, or by their usual names."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from voc.coding.coded import Bundle, Coding
from voc.coding.columns import coding, guarded
from voc.coding.packed import decode, fetch
from voc.coding.sheet import HEADER, rows, text
from voc.errors import UsageError

NAME = "csv"
SUFFIXES = (".csv", ".tsv")
ABOUT = "a review sheet as CSV"


def read(path: Path) -> Coding:
    held = decode(path, fetch(path))
    first = held.split("\n", 1)[0]
    separator = max(",;\t", key=lambda sign: (first.count(sign), sign == ","))
    usual = csv.field_size_limit(2**24)
    reader = csv.reader(io.StringIO(held, newline=""), delimiter=separator)
    lines: list[tuple[int, list[str]]] = []
    before = 0
    try:
        for cells in reader:
            lines.append((before + 1, cells))
            before = reader.line_num
    except csv.Error as error:
        raise UsageError(f"{path}:{reader.line_num}: is no valid CSV: {error}; save it as CSV UTF-8") from error
    finally:
        csv.field_size_limit(usual)  # the limit is the whole program's, and transcripts keep to it
    while lines and not any(cell.strip() for cell in lines[0][1]):
        lines.pop(0)
    if not lines:
        raise UsageError(f"{path}: is empty; a coding has a line of column names and a row for each passage")
    return coding(str(path), NAME, lines[0][1], lines[1:], letters=False)


def write(bundle: Bundle) -> bytes:
    """A review sheet. Text that a spreadsheet could take for a formula gets an apostrophe before it, which reading
    takes away again; the byte-order mark makes spreadsheets read it as UTF-8."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(HEADER)
    for row in rows(bundle):
        writer.writerow([_harmless(row[name]) for name in HEADER])
    return sheet.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: object) -> str:
    return guarded(cell) if isinstance(cell, str) else text(cell)
