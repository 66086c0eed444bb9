"""CSV and TSV: a row a turn; speaker, text, time by any usual column name; `,` `;` tab or `|` between the cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from voc.model import Turn
from voc.transcripts.rows import columns, spoken
from voc.transcripts.source import Source, wrong
from voc.transcripts.turns import assemble

NAME = "csv"
SUFFIXES = (".csv", ".tsv")

_DELIMITERS = (",", ";", "\t", "|")


def sniff(source: Source) -> bool:
    return source.suffix in SUFFIXES and bool(source.text)


def read(source: Source) -> tuple[Turn, ...]:
    text, line = source.text, source.line
    if text[:4].lower() == "sep=":
        text, line = text.partition("\n")[2], line + 1
    try:
        rows = list(_rows(text, _delimiter(text), line))
    except csv.Error as fault:
        raise wrong(
            source, f"this is no readable table: {fault}", "look for a quotation mark that is never closed"
        ) from fault
    return assemble(spoken(source, rows, "line"))


def _delimiter(text: str) -> str:
    """The one that yields known column names, else the one that cuts the first lines into most columns alike."""
    head = text[:20_000].split("\n")[:30]
    best, most = ",", (0, 0, 0)
    for delimiter in _DELIMITERS:
        rows = [row for row in csv.reader(head[:-1] or head, delimiter=delimiter) if row]
        if not rows:
            continue
        found = columns(rows)
        alike = sum(1 for row in rows if len(row) == len(rows[0]))
        score = (int(found is not None and found.header) + int(found is not None), alike, len(rows[0]))
        if len(rows[0]) > 1 and score > most:
            best, most = delimiter, score
    return best


def _rows(text: str, delimiter: str, line: int) -> Iterator[tuple[int, list[str]]]:
    """(line where the row begins, cells) of each row that is not blank."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    begins = line
    for row in reader:
        if any(cell.strip() for cell in row):
            yield begins, row
        begins = line + reader.line_num
