"""The nouns of the house: frozen, without verbs, shared by every family.

A study is read into `Interview`s, coded into `Evidence` rows by a `Codebook`, and counted into `Table`s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

Role = Literal["interviewee", "interviewer", ""]
Side = Literal["customer", "supplier"]
Kind = Literal["business", "relationship"]
Signal = Literal[
    "mention",
    "importance",
    "performance",
    "commodity",
    "rep_change",
    "tier",
    "buying",
    "value",
    "shortfall",
    "renewal",
    "dependence",
]

LABELS: Mapping[str, tuple[str, ...]] = {
    "importance": ("decisive", "high", "medium", "low", "none"),
    "performance": ("positive", "negative", "neutral", "mixed"),
    "commodity": ("commodity", "differentiated"),
    "rep_change": ("negative", "positive", "neutral"),
    "tier": ("supplier", "supplier_of_choice", "partner"),
    "buying": ("rfp", "purchasing_led", "user_led", "complex"),
    "renewal": ("renew", "at_risk", "leaving"),
}
"""The categories that a signal's `label` may take, in the coding manual's words and order. `value` has the label
`unique` or none; the label of `dependence` is the person's name; `mention` and `shortfall` have none."""


class Mark(NamedTuple):
    """Where a stretch of a turn's text stands in its source: from character `offset` on it is on `line` (1-based, text
    formats only) and was said `at` seconds from the start of the recording."""

    offset: int
    line: int | None = None
    at: float | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until another takes over.

    `speaker` is the label as it stands in the transcript, `text` has its line breaks folded to single spaces, and
    `marks` (ascending offsets, the first at 0 if anything is known) lead from characters back to lines and times.
    """

    speaker: str
    text: str
    role: Role = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Vendor:
    """A supplier by its canonical name, and what else people call it."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an interview besides its words.

    `id` is the path below the study folder without the suffix, with `/` between folders. `vendor` is the focus vendor
    (empty if unknown), `date` an ISO date or empty. `extra` keeps the user's own keys (`segment`, `region`), as text,
    sorted by key.
    """

    id: str
    path: str
    format: str = ""
    account: str = ""
    vendor: str = ""
    vendors: tuple[Vendor, ...] = ()
    interviewee: str = ""
    interviewer: tuple[str, ...] = ()
    side: Side = "customer"
    date: str = ""
    wave: int = 1
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Interview:
    """A transcript, read: who it is about and what was said, in order. `warnings` tell what a person should look at,
    `notes` what was done that needs no look, such as a title that was passed over."""

    meta: Metadata
    turns: tuple[Turn, ...]
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What stays of an interview once it is coded: its metadata and counts (words of all turns; rows of evidence)."""

    meta: Metadata
    turns: int
    words: int
    coded: int


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a customer decides by. `terms` add to the built-in lexicon of the same id, if there is one; `facets` name
    finer parts of the criterion with terms of their own."""

    id: str
    label: str
    kind: Kind = "business"
    means: str = ""
    terms: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scale:
    """A way to give marks: `worst` and `best` end as numbers (best may be the smaller one, as in German schools),
    `names` by which a question or answer shows that it is meant, `marks` for grades that are words (`B plus` → 8.3)."""

    id: str
    worst: float
    best: float
    names: tuple[str, ...] = ()
    marks: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scoring:
    """Settings of the scores (METHOD in docs/method.md); every default stands here and nowhere else.

    `strengths` weigh importance said in words. `rise` and `fall` are the expected relationship weight (0–100) at
    commodity level 0 and 100; `in_line` is the gap (points of weight) up to which an account counts as in line.
    `fit_accounts` is the least number of accounts for a line through the study's own. `polarity` turns performance in
    words into a rating of 1 to 10, used where no number was given.
    """

    strengths: Mapping[str, float] = field(
        default_factory=lambda: {"decisive": 8.0, "high": 4.0, "medium": 2.0, "low": 1.0, "none": 0.0}
    )
    polarity: Mapping[str, float] = field(
        default_factory=lambda: {"positive": 9.0, "neutral": 6.0, "mixed": 6.0, "negative": 3.0}
    )
    rise: tuple[float, float] = (10.0, 50.0)
    fall: tuple[float, float] = (50.0, 5.0)
    in_line: float = 10.0
    fit_accounts: int = 8


@dataclass(frozen=True, slots=True)
class Codebook:
    """`criteria.yaml`, checked. `add` and `remove` change the built-in lexicon: section id (`price.positive`) →
    phrases. `path` is empty for the built-in codebook; `digest` identifies the content."""

    criteria: tuple[Criterion, ...]
    vendors: tuple[Vendor, ...] = ()
    scales: tuple[Scale, ...] = ()
    scoring: Scoring = field(default_factory=Scoring)
    language: str = "en"
    pipeline: str = ""
    add: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remove: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    path: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One coded passage: the row of `evidence.csv`, columns in the published order (see docs/scripting.md).

    `start` and `end` are code points in the turn's text, and `turn.text[start:end] == quote`, always. `value` is
    `(amount − worst) / (best − worst)`, 0 to 1. `amount` is a number, or the letter of a grade given in letters ("B+"),
    whose `unit` is `grade`.
    """

    id: str
    interview: str
    account: str
    side: str
    wave: int
    date: str
    turn: int
    start: int
    end: int
    at: float | None
    line: int | None
    speaker: str
    quote: str
    signal: Signal
    criterion: str
    vendor: str
    label: str
    amount: float | str | None
    reference: float | None
    unit: str
    value: float | None
    source: str


EVIDENCE_COLUMNS = tuple(f.name for f in fields(Evidence))


@dataclass(frozen=True, slots=True)
class Failure:
    """A transcript that could not be read, and the message that says why and what to do."""

    path: str
    message: str


@dataclass(frozen=True)
class Table:
    """A result: `frame` (one row a thing, columns as published) and what a reader must know beside it: `title` names
    the settings it depends on, `notes` are its footnotes."""

    name: str
    frame: pd.DataFrame
    title: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inputs:
    """What a score is computed from.

    `evidence` has the columns of `Evidence` (empty text is "", missing numbers are NaN), `records` one row an
    interview: the fields of `Metadata` with plain types (id as `interview`) plus turns, words and coded. `done` holds
    the tables that stand earlier in the list of scores. `expect` is one of `EXPECTATIONS`.
    """

    evidence: pd.DataFrame
    records: pd.DataFrame
    codebook: Codebook
    expect: str
    done: Mapping[str, Table]


EXPECTATIONS = ("rise", "fall", "fit", "none")
