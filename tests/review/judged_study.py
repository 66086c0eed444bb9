"""A study of two interviews and the ways to judge it, in a few words each."""

from __future__ import annotations

from typing import Any

from voc.coding.checking import names
from voc.coding.coded import Coded, Coding, Judged
from voc.coding.placing import digest
from voc.coding.sheet import seal, text
from voc.evidence import identify
from voc.model import Codebook, Criterion, Evidence, Interview, Mark, Metadata, Turn
from voc.review import Talk
from voc.review.standing import TRAIL

CODE = ("signal", "criterion", "vendor", "label", "amount", "reference", "unit", "value")
CODEBOOK = Codebook((Criterion("price", "Price"), Criterion("delivery", "Delivery"), Criterion("quality", "Quality")))


def interview(id: str, *said: str, path: str = "") -> Interview:
    """Turns by turns: the interviewer asks first."""
    turns = tuple(
        Turn(("I", "Ann")[n % 2], words, ("interviewer", "interviewee")[n % 2], (Mark(0, n + 1),))  # type: ignore[arg-type]
        for n, words in enumerate(said)
    )
    return Interview(Metadata(id, path or f"in/{id}.txt", account=f"Account {id}"), turns)


A = interview("a", "How is it?", "The price is fair. They are late, always late. Good stuff.", "And?", "Nothing more.")
B = interview("b", "Who decides?", "The price is fair. Purchasing decides here on its own.")
TALKS = [Talk(one, digest(one)) for one in (A, B)]
KNOWN = names(CODEBOOK, (A, B))


def row(held: Interview, quote: str, code: str, source: str = "rule:x", **said: Any) -> Evidence:
    """Evidence with the code "signal criterion label" (a dash for none)."""
    turn, start = next((n, t.text.index(quote)) for n, t in enumerate(held.turns) if quote in t.text)
    signal, criterion, label = ("" if part == "-" else part for part in f"{code} - -".split()[:3])
    meta, end = held.meta, start + len(quote)
    blank: dict[str, Any] = {"vendor": "", "amount": None, "reference": None, "unit": "", "value": None}
    return Evidence(
        id=identify(meta.id, turn, start, end, signal, criterion, ""),
        interview=meta.id, account=meta.account, side=meta.side, wave=1, date="", turn=turn, start=start, end=end,
        at=None, line=turn + 1, speaker="Ann", quote=quote, signal=signal, criterion=criterion, label=label,
        source=source, **(blank | said),
    )  # fmt: skip


def judged(held: Interview, quote: str, decision: str, code: str, coder: str = "Ann B", round: int = 1) -> Judged:
    like = row(held, quote, code)
    fields = {name: getattr(like, name) for name in CODE}
    return Judged(
        like.interview, like.turn, like.start, like.end, coder, decision, quote, **fields, note="", round=round,
        digest=digest(held),
    )  # fmt: skip


def shown(like: Evidence, decision: str = "", number: int = 2, **edited: str) -> Coded:
    """A row as a sheet shows it, with what a person did to it."""
    said = {name: text(getattr(like, name)) for name in CODE}
    sealed = seal(like.quote, *said.values())
    held = next(talk for talk in TALKS if talk.interview.meta.id == like.interview)
    fields: dict[str, Any] = {"quote": like.quote, **said, **edited}
    return Coded(
        place=f"row {number}", cells={name: f"{name}{number}" for name in fields}, decision=decision,
        interview=like.interview, digest=held.digest, turn=like.turn, start=like.start, end=like.end, id=like.id,
        seal=sealed, **fields,
    )  # fmt: skip


def sheet(*rows: Coded) -> Coding:
    return Coding("review.xlsx", "xlsx", rows)


def brief(rows: Any) -> list[str]:
    """Rows of evidence in one line each: quote, code, who."""
    return [
        f"{r.quote} | {' '.join(part or '-' for part in (r.signal, r.criterion, r.label))} | {who(r.source)}"
        for r in rows
    ]


def who(source: str) -> str:
    return source.partition(TRAIL)[0].split(":")[-1]
