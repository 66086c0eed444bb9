"""Passages of a Doc → evidence rows → a table whose columns are those of `model.Evidence`."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from voc.model import EVIDENCE_COLUMNS, Evidence, Mark, Turn
from voc.signals.passages import passages
from voc.signals.talk import TALK, Talk, trim

if TYPE_CHECKING:
    import pandas as pd


def rows(doc: Doc) -> list[Evidence]:
    """The evidence of one interview, in the order in which it was said."""
    talk: Talk = doc.user_data[TALK]
    meta = talk.interview.meta
    text = talk.text
    found: list[Evidence] = []
    for passage in passages(doc):
        turn_index = int(talk.turn[passage.sentence])
        offset = int(talk.chars[turn_index])
        turn = talk.interview.turns[turn_index]
        start, end = trim(text, passage.start, min(passage.end, offset + len(turn.text)))
        if start >= end:
            continue
        mark = mark_at(turn, start - offset)
        for vendor in passage.vendors or ("",):
            place = (turn_index, start - offset, end - offset)
            found.append(
                Evidence(
                    id=identify(meta.id, *place, passage.signal, passage.criterion, vendor),
                    interview=meta.id,
                    account=meta.account,
                    side=meta.side,
                    wave=meta.wave,
                    date=meta.date,
                    turn=turn_index,
                    start=start - offset,
                    end=end - offset,
                    at=mark.at,
                    line=mark.line,
                    speaker=turn.speaker,
                    quote=text[start:end],
                    signal=passage.signal,  # type: ignore[arg-type]
                    criterion=passage.criterion,
                    vendor=vendor,
                    label=passage.label,
                    amount=passage.amount,
                    reference=passage.reference,
                    unit=passage.unit,
                    value=passage.value,
                    source=passage.source,
                )
            )
    unique = {row.id: row for row in reversed(found)}
    return sorted(unique.values(), key=lambda r: (r.turn, r.start, r.end, r.signal, r.criterion, r.vendor))


def frame(evidence: Iterable[Evidence]) -> pd.DataFrame:
    """Rows as a DataFrame: text columns hold "" and number columns NaN where there is nothing. `amount` may hold a
    letter grade ("B+") beside numbers, as it does in `evidence.csv`."""
    import pandas as pd

    cells = attrgetter(*EVIDENCE_COLUMNS)
    rows = [cells(row) for row in evidence]
    table = pd.DataFrame(rows, columns=list(EVIDENCE_COLUMNS))
    # one dtype whatever was said: letter grades in one interview must not change the column of another
    place = EVIDENCE_COLUMNS.index("amount")
    table["amount"] = pd.Series([row[place] for row in rows], dtype=object)
    for column in ("at", "reference", "value"):
        table[column] = pd.to_numeric(table[column]).astype("float64")
    table["line"] = table["line"].astype("Int64")
    for column in ("wave", "turn", "start", "end"):
        table[column] = table[column].astype("int64")
    return table.sort_values(["interview", "turn", "start", "end", "signal", "criterion", "vendor"], ignore_index=True)


def listed(table: pd.DataFrame) -> list[Evidence]:
    """The rows of a table made by `frame`, in its order: missing numbers are None again."""
    columns = [table[name].astype(object).where(table[name].notna(), None).tolist() for name in EVIDENCE_COLUMNS]
    return [Evidence(*cells) for cells in zip(*columns, strict=True)]


def numeric(table: pd.DataFrame) -> pd.DataFrame:
    """The evidence as scores want it: `amount` as a number, NaN for letter grades (their `value` tells)."""
    import pandas as pd

    return table.assign(amount=pd.to_numeric(table["amount"], errors="coerce").astype("float64"))


def mark_at(turn: Turn, offset: int) -> Mark:
    """Where the character at `offset` of a turn's text stands in its source."""
    marks: Sequence[Mark] = turn.marks
    i = bisect_right(marks, offset, key=lambda mark: mark.offset) - 1
    return marks[i] if i >= 0 else Mark(0)


def identify(interview: str, turn: int, start: int, end: int, signal: str, criterion: str, vendor: str) -> str:
    """The id of a row: the same for the same code at the same place."""
    parts = (interview, turn, start, end, signal, criterion, vendor)
    return hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).hexdigest()
