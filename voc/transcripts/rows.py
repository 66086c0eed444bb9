"""Rows of cells → pieces of speech, for CSV and XLSX: a row a turn, columns by any usual name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from voc.model import Role
from voc.transcripts.names import namelike, speaks
from voc.transcripts.source import Source, listing, wrong
from voc.transcripts.times import number, seconds
from voc.transcripts.turns import Piece
from voc.transcripts.words import ordered

_KINDS = ("text", "speaker", "time", "role")
_SPACE = re.compile(r"[\s_]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Places of the columns (-1 if there is none), the unit of time (a second has so many), and whether the first row
    holds their names."""

    text: int
    speaker: int = -1
    time: int = -1
    role: int = -1
    unit: float = 1.0
    header: bool = True


def columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns, by the names in the first row, else by what stands in them; None if there is no text."""
    if not rows:
        return None
    names = [_SPACE.sub(" ", cell.strip().casefold().replace("\ufeff", "")) for cell in rows[0]]
    places = {kind: _place(names, kind) for kind in _KINDS}
    if places["role"] == places["speaker"] or places["speaker"] < 0:
        places["speaker"], places["role"] = max(places["speaker"], places["role"]), -1
    if places["text"] >= 0:
        time = names[places["time"]] if places["time"] >= 0 else ""
        unit = 1000.0 if re.search(r"\bms\b|millis|startms", time) else 1.0
        return Columns(places["text"], places["speaker"], places["time"], places["role"], unit)
    return _guess(rows)


def _place(names: Sequence[str], kind: str) -> int:
    """The column with the best of the usual names."""
    for usual in ordered(f"column {kind}"):
        wanted = _SPACE.sub(" ", usual)
        if wanted in names:
            return names.index(wanted)
    return -1


def _guess(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Columns without names: the longest cells are text, few short names again and again are speakers."""
    width = max(len(row) for row in rows[:200])
    cells = [[row[place].strip() for row in rows[:200] if place < len(row)] for place in range(width)]
    lengths = [sum(map(len, column)) / max(len(column), 1) for column in cells]
    text = max(range(width), key=lambda place: lengths[place], default=-1)
    if text < 0 or lengths[text] < 10:
        return None
    speaker = time = -1
    for place, column in enumerate(cells):
        filled = [cell for cell in column if cell]
        if place == text or not filled:
            continue
        if time < 0 and all(":" in cell and seconds(cell) is not None for cell in filled):
            time = place
        elif speaker < 0 and all(namelike(cell) or speaks(cell) for cell in filled):
            speaker = place if len(set(filled)) < max(len(filled), 2) else speaker
    return Columns(text, speaker, time, header=False) if speaker >= 0 else None


def spoken(source: Source, rows: Sequence[tuple[int, Sequence[str]]], where: str) -> list[Piece]:
    """Pieces of the rows (number, cells); `where` tells whether the numbers are a `line` or a `row`."""
    found = columns([cells for _, cells in rows[:200]])
    if found is None:
        named = listing([cell for cell in rows[0][1] if cell], 8) if rows else ""
        raise wrong(
            source,
            f"no column holds what was said (columns: {named or 'none'})",
            "name the columns `speaker`, `text` and, if known, `start`",
            rows[0][0] if rows and where == "line" else None,
        )
    if not found.header:
        source.doubts.append("the columns have no names: speaker and text were told by what stands in them")
    pieces: list[Piece] = []
    for place, cells in rows[1:] if found.header else rows:
        said = _cell(cells, found.text)
        who = " ".join(_cell(cells, found.speaker).split())
        role: Role = speaks(_cell(cells, found.role)) if found.role >= 0 else ""
        at = number(_cell(cells, found.time) or None, found.unit)
        pieces.append(Piece(who, said, place if where == "line" else None, at, role))
    if not any(piece.text.strip() for piece in pieces):
        raise wrong(source, "the table has no rows with text", "export the transcript again, with its text")
    return pieces


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if 0 <= place < len(cells) else ""
