"""From what the components found to coded passages: which codes a sentence carries, with label, number and source."""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc

from voc.model import LABELS, Codebook
from voc.signals.learned import LEARNED, Learned
from voc.signals.marks import Mark
from voc.signals.passages import Passage, passages
from voc.signals.phrases import HITS, Hits
from voc.signals.talk import TALK, Talk
from voc.signals.wording import CODES, CRITERIA
from voc.signals.vendors import VENDORS, Cast

MARKS = "voc.marks"
THRESHOLD = 0.3
"""The least probability at which a code is kept: about half of the F1 that can be reached, which is where F1 is best."""
VENDOR_SIGNALS = frozenset({"performance", "rep_change", "tier", "value", "shortfall", "renewal", "dependence"})
PARTS = {
    "commodity.alike": "alike",
    "commodity.unique": "unique",
    "commodity.custom": "custom",
    "commodity.switch_easy": "switch_easy",
    "commodity.lock_in": "lock_in",
    "commodity.price_only": "price_only",
}
"""Lexicon section → last word of the source of a commodity passage, which tells the part of the commodity level."""


class Marking:
    """The spaCy component: fills the Doc's passages."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        known = {criterion.id for criterion in codebook.criteria}
        self.keep = np.array([not criterion or criterion in known for _, criterion in CODES])

    def __call__(self, doc: Doc) -> Doc:
        talk: Talk = doc.user_data[TALK]
        found: Learned = doc.user_data[LEARNED]
        cast: Cast = doc.user_data[VENDORS]
        hits: Hits = doc.user_data[HITS]
        marks: dict[int, list[Mark]] = {}
        for mark in doc.user_data[MARKS]:
            marks.setdefault(mark.sentence, []).append(mark)
        idx = [*doc.to_array("IDX").tolist(), len(doc.text)]
        sections = _sections(talk, hits)
        out = passages(doc)
        for s in np.flatnonzero(talk.said).tolist():
            start, end = int(idx[talk.first[s]]), int(idx[talk.last[s]])
            scores = np.where(self.keep, found.codes[s], 0.0)
            kept = set(np.flatnonzero(scores > THRESHOLD).tolist())
            for mark in marks.get(s, ()):
                kept -= _of(mark, scores, out, found, cast, (s, start, end))
            for code in sorted(kept):
                signal, criterion = CODES[code]
                out.append(
                    Passage(
                        s,
                        start,
                        end,
                        signal,
                        _source(signal, criterion, sections.get(s, ())),
                        criterion,
                        _label(signal, criterion, found, s),
                        _vendors(signal, cast, s),
                    )
                )
        return doc


def _of(
    mark: Mark, scores: np.ndarray, out: list[Passage], found: Learned, cast: Cast, place: tuple[int, int, int]
) -> set[int]:
    """Add the passage of a mark; the codes that it stands for are not coded again."""
    s, start, end = place
    signal = "performance" if mark.kind == "perf" else "importance"
    codes = [i for i, (name, _) in enumerate(CODES) if name == signal]
    other = [
        i for i, (name, _) in enumerate(CODES) if name == ("importance" if signal == "performance" else "performance")
    ]
    both = scores[codes] + 0.5 * scores[other]
    best = int(both.argmax())
    criterion = CODES[codes[best]][1]
    if signal == "performance":
        label = _label(signal, criterion, found, s) if isinstance(mark.amount, str) else _polarity(mark.value)
    else:
        label = _strength(mark)
    unit = {"points": "points", "rank": "rank"}.get(mark.kind, "grade" if isinstance(mark.amount, str) else "score")
    out.append(
        Passage(
            s, start, end, signal, f"rule:{signal}.{unit}", criterion, label, _vendors(signal, cast, s), mark.amount,
            mark.best, unit, round(mark.value, 6),
        )
    )  # fmt: skip
    return {codes[best]}


def _polarity(value: float) -> str:
    rating = 1 + 9 * value
    return "positive" if rating >= 6.9 else "neutral" if rating >= 4.9 else "negative"


def _strength(mark: Mark) -> str:
    if mark.kind == "rank":
        return ("decisive", "high", "medium", "low")[min(int(mark.amount) - 1, 3)] if mark.amount else "high"
    if mark.kind == "points":
        amount = float(mark.amount)
        bounds = ((40, "decisive"), (20, "high"), (10, "medium"), (0.5, "low"))
    else:
        amount = 1 + 9 * mark.value
        bounds = ((9.9, "decisive"), (7.9, "high"), (4.9, "medium"), (1.5, "low"))
    return next((label for bound, label in bounds if amount >= bound), "none")


def _label(signal: str, criterion: str, found: Learned, s: int) -> str:
    if signal not in LABELS:
        return ""
    row = CRITERIA.index(criterion) if criterion else len(CRITERIA)
    return LABELS[signal][int(found.labels[signal][s, row].argmax())]


def _vendors(signal: str, cast: Cast, s: int) -> tuple[str, ...]:
    return (cast.names[cast.state[s]],) if signal in VENDOR_SIGNALS and cast.names else ()


def _sections(talk: Talk, hits: Hits) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for s, section in zip(talk.sentence[hits.start].tolist(), hits.section.tolist(), strict=True):
        found.setdefault(s, []).append(hits.sections[section])
    return found


def _source(signal: str, criterion: str, sections: list[str] | tuple[()]) -> str:
    prefix = f"{criterion}." if criterion else f"{signal}."
    for section in sections:
        if section.startswith(prefix) and not section.endswith(".weak"):
            return f"rule:{section}"
    return f"model:{signal}"
