"""The review sheet: one row a coded passage with what was said around it, and room for a person's decision."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from voc.coding.coded import CODE, Bundle, Coded
from voc.coding.placing import digest
from voc.model import Evidence, Interview

HEADER = (
    "decision",
    "interview",
    "account",
    "speaker",
    "before",
    "quote",
    "after",
    "signal",
    "criterion",
    "vendor",
    "label",
    "amount",
    "reference",
    "unit",
    "value",
    "note",
    "coder",
    "source",
    "turn",
    "start",
    "end",
    "id",
    "digest",
    "seal",
)
"""The columns of the sheet; `turn`, `start` and `end` count from 0, as in `evidence.csv`."""
NUMBERS = ("amount", "reference", "value")
AROUND = 300
"""Characters of context before and after a passage."""


def rows(bundle: Bundle) -> Iterator[dict[str, Any]]:
    """The rows by the columns of `HEADER`, in the order in which things were said."""
    talk = {interview.meta.id: (interview, digest(interview)) for interview in bundle.interviews}
    for row in bundle.rows:
        interview, content = talk.get(row.interview, (None, ""))
        before, after = context(interview, row.turn, row.start, row.end) if interview else ("", "")
        code = {name: getattr(row, name) for name in CODE}
        yield {
            "decision": "",
            "interview": row.interview,
            "account": row.account,
            "speaker": row.speaker,
            "before": before,
            "quote": row.quote,
            "after": after,
            **{name: None if cell == "" else cell for name, cell in code.items()},
            "note": "",
            "coder": "",
            "source": row.source,
            "turn": row.turn,
            "start": row.start,
            "end": row.end,
            "id": row.id,
            "digest": content,
            "seal": seal_of(row),
        }


def context(interview: Interview, turn: int, start: int, end: int) -> tuple[str, str]:
    """What was said before and after a passage: the rest of its turn, and the turns beside it where that is short."""
    said = interview.turns
    before, after = said[turn].text[:start], said[turn].text[end:]
    if len(before) < AROUND and turn:
        before = f"{said[turn - 1].speaker}: {said[turn - 1].text}\n{before}"
    if len(after) < AROUND // 3 and turn + 1 < len(said):
        after = f"{after}\n{said[turn + 1].speaker}: {said[turn + 1].text}"
    return _tail(before.rstrip(), AROUND), _head(after.lstrip(), AROUND)


def seal(*cells: str) -> str:
    """A short hash of the cells that a person may edit, as text: whether it still fits tells if they did."""
    # the letter before it keeps a spreadsheet from taking it for a number
    return "s" + hashlib.blake2b("\x1f".join(cells).encode(), digest_size=6).hexdigest()


def text(cell: object) -> str:
    """A code's cell as the text that it is read back as."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.10g}"
    return str(cell)


def seal_of(row: Evidence) -> str:
    """The seal of a row as it is written."""
    return seal(row.quote, *(text(getattr(row, name)) for name in CODE))


def sealed(row: Coded) -> bool:
    """Whether the codes of a row are as they were written. A number counts as the same however it is spelt: a
    spreadsheet may have put a comma for the point."""
    cells = [getattr(row, name) for name in CODE]
    spelt = [_plain(cell) if name in NUMBERS else cell for name, cell in zip(CODE, cells, strict=True)]
    return row.seal in (seal(row.quote, *cells), seal(row.quote, *spelt))


def _plain(cell: str) -> str:
    try:
        return text(float(cell.replace(",", ".")))
    except ValueError:
        return cell


def _tail(words: str, most: int) -> str:
    return words if len(words) <= most else "… " + words[-most:].partition(" ")[2]


def _head(words: str, most: int) -> str:
    return words if len(words) <= most else words[:most].rpartition(" ")[0] + " …"
