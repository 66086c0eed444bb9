"""The nouns of the family: what a person says of a passage, as it came in and once it is checked and placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from voc.model import Codebook, Evidence, Interview

DECISIONS = ("accept", "change", "reject", "add")
"""What a person may decide: the row stands, stands with other codes, falls, or was missing."""
LEFT = "leave"
"""Kept beside a decision on the same passage: this code was shown, not judged, and stands if the program finds it."""
WHOLE = "whole"
"""Kept for an interview that was coded from end to end: what the program finds in it does not count."""
TOOL = "voc"
"""The coder's name under which the program's own codes go out."""


@dataclass(frozen=True, slots=True)
class Coded:
    """One row of a coding, as it stands in its file: text, not yet checked.

    `place` says where it stands ("row 12"), `cells` where each of its fields does ("H12"). `interview` may be an id, a
    file name or empty; `digest` names the transcript's content, `turn`, `start` and `end` the place in it, as far as
    the file knows them; `lead` is what stands before the quote, where the file has the text. `seal` tells in a review
    sheet whether the codes were edited since it was written.
    """

    place: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    decision: str = ""
    coder: str = ""
    round: str = ""
    interview: str = ""
    digest: str = ""
    turn: int | None = None
    start: int | None = None
    end: int | None = None
    lead: str = ""
    quote: str = ""
    signal: str = ""
    criterion: str = ""
    vendor: str = ""
    label: str = ""
    amount: str = ""
    reference: str = ""
    unit: str = ""
    value: str = ""
    note: str = ""
    id: str = ""
    seal: str = ""


FIELDS = tuple(f.name for f in fields(Coded) if f.name not in ("place", "cells", "lead"))
CODE = ("signal", "criterion", "vendor", "label", "amount", "reference", "unit", "value")
"""The fields that make up a code: what is said of the passage."""


@dataclass(frozen=True, slots=True)
class Coding:
    """A file of codings, read. `codes` are (path of names, outermost first; description) of a codebook that came along;
    `notes` tell what was passed over."""

    path: str
    format: str
    rows: tuple[Coded, ...] = ()
    codes: tuple[tuple[tuple[str, ...], str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """What codes may be made of: the codebook, and every vendor by the names it is known by, in lower case."""

    codebook: Codebook
    vendors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision, checked and placed: a row of `reviewed.csv`, in this order of columns.

    `round` counts the files taken in; a later round goes before an earlier one. `start` and `end` are code points in
    the text of the turn, `digest` identifies the transcript they belong to. The codes of a `reject` or `leave` are
    those of the row that was judged.
    """

    interview: str
    turn: int
    start: int
    end: int
    coder: str
    decision: str
    quote: str
    signal: str
    criterion: str
    vendor: str
    label: str
    amount: float | str | None
    reference: float | None
    unit: str
    value: float | None
    note: str
    round: int
    digest: str


JUDGED_COLUMNS = tuple(f.name for f in fields(Judged))


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is written for people and other tools: the evidence, the talk it comes from, and the codebook."""

    name: str
    rows: tuple[Evidence, ...]
    interviews: tuple[Interview, ...]
    codebook: Codebook
