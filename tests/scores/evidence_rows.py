"""Evidence as the tests of the scores tell it: one short tuple a passage, everything else filled in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from voc.model import EVIDENCE_COLUMNS, Codebook, Criterion, Evidence

CODEBOOK = Codebook(
    criteria=(
        Criterion("price", "Price"),
        Criterion("quality", "Quality"),
        Criterion("delivery", "Delivery"),
        Criterion("service", "Service"),
        Criterion("relationship", "Relationship", kind="relationship"),
    )
)
NUMBERS = ["at", "line", "amount", "reference", "value"]


def passage(place: int, signal: str, label: str = "", **fields: Any) -> Evidence:
    """One row; `place` is its turn, and the id is made from what it says unless given."""
    default: dict[str, Any] = {
        "interview": "one",
        "account": "Acme",
        "side": "customer",
        "wave": 1,
        "date": "",
        "turn": place,
        "start": 0,
        "end": 1,
        "at": None,
        "line": None,
        "speaker": "Ann",
        "quote": "x",
        "criterion": "",
        "vendor": "Ours" if signal not in ("importance", "commodity", "buying", "mention") else "",
        "amount": None,
        "reference": None,
        "unit": "",
        "value": None,
        "source": "rule:test",
    }
    row = default | {"signal": signal, "label": label} | fields
    digest = hashlib.sha1(repr(sorted(row.items(), key=str)).encode()).hexdigest()[:8]
    return Evidence(**({"id": digest} | row))


def importance(place: int, criterion: str, said: Any, **fields: Any) -> Evidence:
    """`said` is a strength, or ("points", 40), ("score", 8), ("rank", 1); scores are out of 1 to 10. A person coded it
    unless told otherwise: words that the program read weigh less."""
    fields = {"source": "coder:test"} | fields
    if isinstance(said, str):
        return passage(place, "importance", said, criterion=criterion, **fields)
    unit, amount = said
    value = {"points": amount / 100, "score": (amount - 1) / 9}.get(unit)
    top = {"points": 100.0, "score": 10.0}.get(unit)
    label = fields.pop("label", "")
    return passage(
        place,
        "importance",
        label,
        criterion=criterion,
        amount=float(amount),
        unit=unit,
        value=value,
        reference=top,
        **fields,
    )


def performance(place: int, criterion: str, said: Any, vendor: str = "Ours", **fields: Any) -> Evidence:
    """`said` is a polarity or a number out of 1 to 10."""
    more: dict[str, Any] = {"criterion": criterion, "vendor": vendor} | fields
    if isinstance(said, str):
        return passage(place, "performance", said, **more)
    return passage(
        place, "performance", "", amount=float(said), reference=10.0, unit="score", value=(said - 1) / 9, **more
    )


def evidence_of(rows: Sequence[Evidence]) -> pd.DataFrame:
    frame = pd.DataFrame([asdict(row) for row in rows], columns=list(EVIDENCE_COLUMNS))
    for name in NUMBERS:
        frame[name] = pd.to_numeric(frame[name]).astype("float64")
    for name in ("wave", "turn", "start", "end"):
        frame[name] = frame[name].astype("int64")
    text = [name for name in frame if name not in NUMBERS and name not in ("wave", "turn", "start", "end")]
    return frame.astype(dict.fromkeys(text, "str")) if len(frame) else frame.astype(dict.fromkeys(text, "object"))


def record(interview: str, **fields: Any) -> dict[str, Any]:
    default = {"path": f"{interview}.txt", "format": "txt", "account": "Acme", "vendor": "Ours", "vendors": "Ours"}
    more = {"interviewee": "Ann", "interviewer": "", "side": "customer", "date": "", "wave": 1, "extra": ""}
    return {"interview": interview} | default | more | {"turns": 9, "words": 99, "coded": 9} | fields


def records_of(rows: Sequence[Evidence], *more: dict[str, Any]) -> pd.DataFrame:
    """One record an interview, from the rows themselves, beside those given."""
    seen: dict[str, dict[str, Any]] = {row["interview"]: row for row in more}
    for row in rows:
        fields = {"account": row.account, "side": row.side, "wave": row.wave, "date": row.date}
        seen.setdefault(row.interview, record(row.interview, **fields))
    columns = list(record("x"))
    return pd.DataFrame(list(seen.values()), columns=columns)


REP = {"interview": "rep", "side": "supplier"}
MET = [performance(0, "price", 8), performance(1, "quality", 7)]
"""A contract that is met."""
AGAIN = {"interview": "again", "wave": 2}
WAVES = [
    importance(0, "price", ("points", 100)),
    performance(1, "price", 4),
    performance(2, "quality", 6),
    importance(0, "price", ("points", 70), **AGAIN),
    importance(1, "quality", ("points", 30), **AGAIN),
    performance(2, "price", 7, **AGAIN),
]
"""The same account in two waves."""
