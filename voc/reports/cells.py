"""A cell of a table as a plain value or as text; the same rounding and the same emptiness in every format."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

Value = None | bool | int | float | str | list["Value"]
Row = dict[str, Value]

DECIMALS = 4

# C0 and C1 controls can move the cursor or recolour a terminal, bidirectional overrides can make a quote read as
# something it is not, and lone surrogates cannot be encoded at all. Line ends and tabs are folded to spaces first.
_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def value(cell: object) -> Value:
    """The cell as JSON knows it: floats rounded to four decimals, whole numbers as int, nothing said as None."""
    if hasattr(cell, "item") and not isinstance(cell, (str, bytes)):
        cell = cell.item()
    if cell is None or type(cell).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int):
        return cell
    if isinstance(cell, float):
        return _float(cell)
    if isinstance(cell, (list, tuple)):
        return [value(part) for part in cell]
    return str(cell) or None


def _float(number: float) -> Value:
    if not math.isfinite(number):
        return None
    rounded = round(number, DECIMALS)
    return int(rounded) if rounded.is_integer() else rounded


def written(cell: object) -> str:
    """The cell as text for a file: empty if nothing was said, parts of a list joined by spaces."""
    plain = value(cell)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return str(plain).lower()
    if isinstance(plain, list):
        return " ".join(written(part) for part in plain)
    if isinstance(plain, float):
        return f"{plain:.{DECIMALS}f}".rstrip("0")
    return str(plain)


def visible(text: str) -> str:
    """Text from a transcript made safe for a terminal: on one line, control characters shown instead of obeyed.

    The length stays, so offsets into the text hold.
    """
    return _CONTROL.sub(_shown, _BREAKS.sub(" ", text))


def harmless(text: str) -> str:
    """Lines of text made safe for a terminal; line ends and tabs stay."""
    return "".join(c if c in "\n\t" else _CONTROL.sub(_shown, c) for c in text) if _CONTROL.search(text) else text


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def rows(frame: pd.DataFrame) -> list[Row]:
    """The frame's rows with plain values, in its order."""
    names = [str(name) for name in frame.columns]
    columns = [[value(cell) for cell in frame.iloc[:, place].tolist()] for place in range(len(names))]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]
