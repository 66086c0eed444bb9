"""The review sheet as an Excel workbook: wide columns, lists to choose from, the talk beside it, and a guide."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, get_args

from voc.archives import repacked
from voc.coding.coded import CODE, DECISIONS, Bundle, Coding
from voc.coding.columns import coding, fields_of, guarded, letter
from voc.coding.packed import fetch, unpack
from voc.coding.sheet import HEADER, rows, text
from voc.errors import UsageError
from voc.model import LABELS, Signal

NAME = "xlsx"
SUFFIXES = (".xlsx", ".xlsm")
ABOUT = "a review sheet as an Excel workbook"

SHEET, TALK, LISTS, GUIDE = "Review", "Talk", "Lists", "How to"
SPARE = 200
"""Empty rows below the passages, ready for what was missed."""
_WIDTHS = {
    "decision": 11, "interview": 22, "account": 18, "speaker": 14, "before": 44, "quote": 56, "after": 32, "signal": 14,
    "criterion": 14, "vendor": 18, "label": 18, "amount": 9, "reference": 10, "unit": 12, "value": 8, "note": 26,
    "coder": 12, "source": 22, "turn": 6, "start": 6, "end": 6, "id": 19, "digest": 18, "seal": 14,
}  # fmt: skip
_EDITED = ("decision", "quote", *CODE, "note")
_HIDDEN = ("start", "end", "id", "digest", "seal", "coder")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST = 32_000
_ROWS, _WIDE = 200_000, 64
_TEXT = """How to review

1. Read the quote with what was said before and after it. The codes the program gave stand to its right.
2. decision: choose accept if the codes are right; change if they are not, and put right codes into the cells; reject if
   the passage says nothing of the kind. Leave it empty if you do not want to judge it: the program's row then stands.
3. What the program missed: write add into an empty row below, name the interview, copy the quote from the sheet Talk
   (verbatim, within one turn of the respondent), and fill in the codes. A row may also be inserted anywhere.
4. One passage may carry several codes, each in a row of its own. Rows of a passage that are left empty stay.
5. Numbers: amount is what was said, reference what it is measured against (the best end of a scale, 100 for points,
   what was expected), unit is score, points, rank, grade or the unit that was said. value is computed if left empty.
6. Rows may be sorted, filtered and deleted. Do not edit the hidden columns.
7. Save, and take it in:  {command}
"""


def write(bundle: Bundle) -> bytes:
    """The workbook. Text is always written as text, so no quote is ever taken for a formula."""
    import openpyxl
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook(write_only=True)
    review: Any = book.create_sheet(SHEET)
    passages = list(rows(bundle))
    last = len(passages) + 1 + SPARE
    review.freeze_panes = "B2"
    for number, name in enumerate(HEADER):
        shape = review.column_dimensions[letter(number)]
        shape.width = _WIDTHS[name]
        shape.hidden = name in _HIDDEN
    review.auto_filter.ref = f"A1:{letter(len(HEADER) - 1)}{max(len(passages) + 1, 2)}"
    for name, formula, strict in _choices(bundle):
        choice = DataValidation(type="list", formula1=formula, allow_blank=True)
        choice.showErrorMessage = strict
        choice.error, choice.errorTitle = "Choose one of the list, or leave it empty.", name
        column = letter(HEADER.index(name))
        choice.add(f"{column}2:{column}{last}")
        review.data_validations.append(choice)
    pens = _Pens()
    review.append(_header(review, HEADER, pens))
    for row in passages:
        review.append([pens.cell(review, row[name], *pens.pen(name)) for name in HEADER])
    for _ in range(SPARE):
        review.append([pens.cell(review, None, *pens.pen(name)) for name in HEADER])
    _talk(book.create_sheet(TALK), bundle, pens)
    _guide(book.create_sheet(GUIDE), pens)
    _lists(book, bundle, pens)
    held = io.BytesIO()
    book.save(held)
    return _timeless(held)


class _Pens:
    """The few looks of a cell, made once: making one for each cell takes most of the time."""

    def __init__(self) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font, PatternFill

        self.make = WriteOnlyCell
        self.wrap = Alignment(wrap_text=True, vertical="top")
        self.plain, self.bold, self.grey = Font(), Font(bold=True), Font(color="666666")
        self.white, self.dark = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="37474F")
        self.room = PatternFill("solid", fgColor="FFF8E1")

    def pen(self, name: str) -> tuple[Any, Any]:
        """Font and ground of a column of the review sheet: what may be edited stands out."""
        font = self.bold if name == "quote" else self.plain if name in _EDITED else self.grey
        return font, self.room if name in _EDITED else None

    def cell(self, sheet: Any, value: Any, font: Any = None, ground: Any = None) -> Any:
        worded = isinstance(value, str)
        if worded:
            # a workbook holds text as text; only what reading would take for a guard needs one
            value = guarded(value) if value.startswith("'") else value
            value = _UNFIT.sub("\ufffd", value)[:_LONGEST] or None
        cell = self.make(sheet, value=value)
        if font is not None:
            cell.font = font
        if ground is not None:
            cell.fill = ground
        if worded and value:
            cell.data_type = "s"
            cell.alignment = self.wrap
            if value.startswith(("=", "+", "-", "@")):
                cell.quotePrefix = True
        return cell


def _header(sheet: Any, names: Sequence[str], pens: _Pens) -> list[Any]:
    return [pens.cell(sheet, name, pens.white, pens.dark) for name in names]


def _choices(bundle: Bundle) -> Iterable[tuple[str, str, bool]]:
    """Column, the list it offers, and whether nothing else is taken. The labels follow the signal of the row."""
    signal = letter(HEADER.index("signal"))
    yield "decision", f'"{",".join(DECISIONS)}"', True
    for name, listed in _columns(bundle).items():
        if listed and not name.startswith("label_"):
            place = list(_columns(bundle)).index(name)
            yield (
                name,
                f"{LISTS}!${letter(place)}$2:${letter(place)}${len(listed) + 1}",
                name in ("signal", "criterion"),
            )
    yield "label", f'INDIRECT("label_"&${signal}2)', False


def _columns(bundle: Bundle) -> dict[str, list[str]]:
    """The columns of the sheet of lists."""
    vendors = {vendor.name for vendor in bundle.codebook.vendors} | {row.vendor for row in bundle.rows if row.vendor}
    vendors |= {v.name for interview in bundle.interviews for v in interview.meta.vendors}
    return {
        "signal": list(get_args(Signal)),
        "criterion": [criterion.id for criterion in bundle.codebook.criteria],
        "vendor": sorted(vendors),
        "interview": [interview.meta.id for interview in bundle.interviews],
        **{f"label_{signal}": list(labels) for signal, labels in LABELS.items()},
        "label_value": ["unique"],
    }


def _lists(book: Any, bundle: Bundle, pens: _Pens) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    sheet = book.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    columns = _columns(bundle)
    sheet.append([pens.cell(sheet, name) for name in columns])
    for number in range(max(map(len, columns.values()), default=0)):
        row = [listed[number] if number < len(listed) else None for listed in columns.values()]
        sheet.append([pens.cell(sheet, cell) for cell in row])
    for place, (name, listed) in enumerate(columns.items()):
        if name.startswith("label_"):
            where = f"{LISTS}!${letter(place)}$2:${letter(place)}${len(listed) + 1}"
            book.defined_names[name] = DefinedName(name, attr_text=where)


def _talk(sheet: Any, bundle: Bundle, pens: _Pens) -> None:
    """Every turn with the codes of its passages, to see what was missed."""
    names = ("interview", "turn", "speaker", "text", "codes")
    sheet.freeze_panes = "A2"
    for number, width in enumerate((22, 6, 16, 110, 44)):
        sheet.column_dimensions[letter(number)].width = width
    sheet.append(_header(sheet, names, pens))
    codes: dict[tuple[str, int], list[str]] = {}
    for row in bundle.rows:
        code = " ".join(filter(None, (row.signal, row.criterion, row.label)))
        codes.setdefault((row.interview, row.turn), []).append(code)
    for interview in bundle.interviews:
        for number, turn in enumerate(interview.turns):
            found = "; ".join(codes.get((interview.meta.id, number), ()))
            font = pens.grey if turn.role == "interviewer" else pens.plain
            cells = (interview.meta.id, number, turn.speaker, turn.text, found)
            sheet.append([pens.cell(sheet, cell, font) for cell in cells])


def _guide(sheet: Any, pens: _Pens) -> None:
    sheet.column_dimensions["A"].width = 130
    for number, line in enumerate(_TEXT.format(command="voc review FOLDER --read FILE --coder NAME").splitlines()):
        sheet.append([pens.cell(sheet, line, pens.plain if number else pens.bold)])


def _timeless(held: io.BytesIO) -> bytes:
    """The same workbook without the time of writing, so that the same study gives the same bytes."""
    still = io.BytesIO()
    with zipfile.ZipFile(held) as packed, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as copy:
        for info in packed.infolist():
            data = packed.read(info)
            if info.filename == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:(\w+)[^>]*>)[^<]*(</dcterms:\2>)", rb"\g<1>1980-01-01T00:00:00Z\g<3>", data)
            copy.writestr(zipfile.ZipInfo(info.filename), data, zipfile.ZIP_DEFLATED)
    return still.getvalue()


def read(path: Path) -> Coding:
    """The first sheet with columns of a coding. Formulas are read as their text."""
    import openpyxl

    parts = unpack(path, fetch(path), "Excel workbook", ("",))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(repacked(parts), read_only=True, data_only=False, keep_links=False)
            sheets = {sheet.title: _rows(sheet) for sheet in book.worksheets}
    except UsageError:
        raise
    except Exception as fault:  # openpyxl has no error of its own for a damaged workbook
        raise UsageError(f"{path}: the workbook is damaged: {fault or type(fault).__name__}; save it again") from fault
    for title, lines in sheets.items():
        if lines and "quote" in fields_of(lines[0][1]).values() and title != TALK:
            return coding(str(path), NAME, lines[0][1], lines[1:], letters=True)
    names = ", ".join(sheets) or "none"
    raise UsageError(
        f"{path}: no sheet has a column quote in its first row (sheets: {names}); docs/review.md shows one"
    )


def _rows(sheet: Any) -> list[tuple[int, list[str]]]:
    found = []
    for number, values in enumerate(sheet.iter_rows(max_col=_WIDE, max_row=_ROWS, values_only=True), 1):
        cells = [_text(value) for value in values]
        if any(cells):
            found.append((number, cells))
    return found


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return text(value)
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    return re.sub(r"_x000D_", "", str(value)).strip()
