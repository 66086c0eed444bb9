"""Excel workbooks: a row a turn, as in CSV; the first sheet with a column of text counts. Formulas are read as text."""

from __future__ import annotations

import datetime
import io
import warnings
from typing import Any

from voc.archives import repacked
from voc.model import Turn
from voc.transcripts.office import ZIP, archive
from voc.transcripts.rows import columns, spoken
from voc.transcripts.source import Source, wrong
from voc.transcripts.turns import assemble

NAME = "xlsx"
SUFFIXES = (".xlsx", ".xlsm")

ROWS = 200_000
WIDTH = 64


def sniff(source: Source) -> bool:
    return source.suffix in SUFFIXES or (source.data.startswith(ZIP) and b"xl/" in source.data)


def read(source: Source) -> tuple[Turn, ...]:
    sheets = _sheets(source, repacked(archive(source, ".xlsx")))
    chosen = next((rows for rows in sheets if rows and columns([cells for _, cells in rows[:200]])), None)
    if chosen is None:
        chosen = max(sheets, key=len, default=[])
    if not chosen:
        raise wrong(source, "the workbook is empty", "put the transcript on its first sheet")
    return assemble(spoken(source, chosen, "row"))


def _sheets(source: Source, data: io.BytesIO) -> list[list[tuple[int, list[str]]]]:
    import openpyxl  # takes a quarter of a second that other formats need not wait for

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(data, read_only=True, data_only=False, keep_links=False)
            sheets: list[list[tuple[int, list[str]]]] = []
            for sheet in book.worksheets:
                rows: list[tuple[int, list[str]]] = []
                for place, values in enumerate(sheet.iter_rows(max_col=WIDTH, max_row=ROWS, values_only=True), 1):
                    cells = [_cell(value) for value in values]
                    if any(cells):
                        rows.append((place, cells))
                sheets.append(rows)
            return sheets
    except Exception as fault:  # openpyxl has no error of its own for a damaged workbook
        raise wrong(
            source, f"the workbook is damaged: {fault or type(fault).__name__}", "save it as .xlsx again"
        ) from fault


def _cell(value: Any) -> str:
    """Times become `h:mm:ss`, as a day's fraction is of no use to anyone; all else its text."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        value = value.time()
    if isinstance(value, datetime.timedelta):
        whole = value.total_seconds()
        return f"{int(whole // 3600)}:{int(whole % 3600 // 60):02}:{whole % 60:06.3f}"
    if isinstance(value, datetime.time):
        return f"{value.hour}:{value.minute:02}:{value.second:02}.{value.microsecond:06}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()
