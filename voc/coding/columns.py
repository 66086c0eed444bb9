"""Tables of codings, whatever their columns are called: header → fields, rows → `Coded`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from voc.coding.coded import FIELDS, TOOL, Coded, Coding
from voc.errors import UsageError

_ALSO: Mapping[str, tuple[str, ...]] = {
    "interview": ("transcript", "document", "document name", "file", "file name", "filename", "source", "case"),
    "quote": ("passage", "segment", "coded segment", "quotation", "quotation content", "coded text", "text"),
    "signal": ("code", "codes", "code name", "code system"),
    "criterion": ("category", "theme", "driver", "criteria"),
    "vendor": ("supplier", "brand", "about"),
    "label": ("strength", "polarity", "sentiment", "direction", "impact", "mode", "intent", "tier", "person"),
    "amount": ("score", "points", "rank", "rating"),
    "reference": ("out of", "scale", "best", "expected"),
    "note": ("comment", "memo", "remark", "notes"),
    "coder": ("created by", "author", "coded by", "user", "reviewer", "modified by"),
    "decision": ("verdict", "review"),
}  # fmt: skip
_NUMBERS = ("turn", "start", "end")
_LEAST = ("quote",)
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'(?='*[=+\-@\t\r])")


def fields_of(header: Sequence[str]) -> dict[int, str]:
    """Column number → field, for the columns that are known. A column by its own name goes before one by another."""
    names = [re.sub(r"[\s_]+", " ", cell.strip().casefold()) for cell in header]
    found: dict[int, str] = {}
    for number, name in enumerate(names):
        if name in FIELDS and name not in found.values():
            found[number] = name
    if "id" in found.values() and "source" in names:
        found[names.index("source")] = "source"
    for field, others in _ALSO.items():
        if field in found.values():
            continue
        number = next((names.index(other) for other in others if other in names), -1)
        if number >= 0 and number not in found:
            found[number] = field
    return found


def coding(
    path: str, format: str, header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]], letters: bool
) -> Coding:
    """The rows as a coding. `rows` are (number in the file, cells); with `letters` a cell is named as spreadsheets do
    ("H12"), else by its column. Raises for a table without a column of quotes."""
    known = fields_of(header)
    missing = [name for name in _LEAST if name not in known.values()]
    if missing or not {"signal", "criterion"} & set(known.values()):
        shown = ", ".join(cell for cell in header if cell.strip()) or "none"
        raise UsageError(
            f"{path}: a coding needs the columns quote and signal or criterion; found: {shown}; docs/review.md lists"
            " the names that are known"
        )
    coded = []
    for number, cells in rows:
        said = {field: cells[place].strip() for place, field in known.items() if place < len(cells)}
        if not any(said.values()):
            continue
        said = {field: unguarded(text) for field, text in said.items()}
        named = {
            field: f"{letter(place)}{number}" if letters else f"column {header[place].strip()}"
            for place, field in known.items()
        }
        source = said.pop("source", "")
        if source and "seal" not in known.values():
            said["coder"] = said.get("coder") or maker(source)
        numbers = {name: _whole(said.pop(name, "")) for name in _NUMBERS}
        coded.append(Coded(place=f"row {number}", cells=named, **said, **numbers))  # type: ignore[arg-type]
    return Coding(path, format, tuple(coded))


def guarded(text: str) -> str:
    """Text with an apostrophe before what a spreadsheet could take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Text without that apostrophe."""
    return text[1:] if _GUARDED.match(text) else text


def maker(source: str) -> str:
    """Who coded a row with that `source` in a table of evidence: the person, else the program."""
    return source.removeprefix("coder:") if source.startswith("coder:") else TOOL


def letter(number: int) -> str:
    """The letters of a spreadsheet's column, from 0."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _whole(text: str) -> int | None:
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return None
