"""Ratings, importance scores, points and ranks: which numbers are marks, and on what scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from voc.model import Codebook, Scale
from voc.signals.candidates import find_candidates
from voc.signals.judging import Before, judge, leaning, sequel
from voc.signals.traits import Candidate
from voc.signals.weights import KINDS, weights

__all__ = ["KINDS", "Before", "Mark", "candidates", "find_marks", "leaning", "sequel"]

WHOLE = 100.0
"""Points in all, which is no one criterion's share."""
FOLLOWED = ("on", "for", "to")
"""What stands between a mark and what it is of, where that follows."""
candidates = find_candidates


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a sentence, `start` to `end` in the text, within its own part of the sentence (`first` to `stop`).

    `kind` is "perf", "imp", "points" or "rank". `amount` is the number said (a letter for grades), on the scale from
    `worst` to `best` (None for letters and ranks); `value` is 0 to 1. `importance` and `sure` are probabilities:
    that it is said of importance rather than performance, and that it is a mark of this kind at all.
    """

    sentence: int
    start: int
    end: int
    kind: str
    amount: float | str
    worst: float
    best: float | None
    value: float
    first: int = 0
    stop: int = 0
    importance: float = 0.0
    sure: float = 1.0


def find_marks(doc: Doc, codebook: Codebook) -> list[Mark]:
    """The respondent's marks, in order. A number corrected in the same breath counts once, a repetition is dropped, and
    what "the rest" and "then" amount to is computed."""
    learned = weights()
    scales = {scale.id: scale for scale in codebook.scales}
    before = Before()
    kept: list[tuple[Candidate, Mark]] = []
    for c in find_candidates(doc, codebook.scales):
        kind, sure, importance = judge(c, before, learned)
        if kind == "none" or (kind in ("perf", "imp") and c.form not in ("num", "grade")):
            continue
        if kind == "points" and c.value >= WHOLE:
            continue
        amount = _amount(c, kind, before)
        before.add(c, kind)
        mark = _mark(c, kind, amount, scales, importance, sure)
        if any(_repeats(last, old, c, mark) for last, old in kept[-2:]):
            continue
        kept.append((c, mark))
    return _parts(kept)


def _amount(c: Candidate, kind: str, before: Before) -> float:
    if kind == "points" and c.value < 0:
        goes_on = before.kind == "points" and c.turn - before.turn <= 2
        return max(100.0 - before.total, 0.0) if goes_on else 0.0
    if kind == "rank" and c.form == "order" and not c.value:
        told = before.kind == "rank" and c.turn - before.turn <= 4
        # the first was told without a word for it
        return before.value + 1 if told else 2.0 if c.word in ("then", "next", "after") else 1.0
    return c.value


def _repeats(last: Candidate, mark: Mark, c: Candidate, new: Mark) -> bool:
    named = "<v>" in c.facts["L"] or "<v>" in c.facts["R"]
    near = last.sentence == c.sentence or (last.turn == c.turn and new.start - mark.end <= 30)
    return near and mark.kind == new.kind and mark.amount == new.amount and not named and new.kind != "points"


def _mark(c: Candidate, kind: str, amount: float, scales: Mapping[str, Scale], importance: float, sure: float) -> Mark:
    place = (c.sentence, c.start, c.end, kind)
    if kind == "points":
        return Mark(*place, amount, 0.0, 100.0, min(amount / 100, 1.0), importance=1.0, sure=sure)
    if kind == "rank":
        return Mark(*place, amount, 0.0, None, 1.0 / max(amount, 1.0), importance=1.0, sure=sure)
    n = c.number
    if n is not None and n.grade:
        return Mark(*place, n.grade, 1.0, None, _grade(n.grade, n.value, scales), importance=importance, sure=sure)
    name = (c.asked.importance if kind == "imp" else c.asked.performance) or c.asked.scale
    scale = scales.get(name)
    worst, best = (scale.worst, scale.best) if scale and name != "letter" else (1.0, 10.0)
    if n is not None and n.reference is not None:
        worst, best = (0.0 if n.reference >= 20 else 1.0), n.reference
    value = (amount - worst) / (best - worst)
    return Mark(*place, amount, worst, best, float(min(max(value, 0.0), 1.0)), importance=importance, sure=sure)


def _grade(grade: str, value: float, scales: Mapping[str, Scale]) -> float:
    letter = scales.get("letter")
    if letter is not None and grade in letter.marks:
        return (letter.marks[grade] - letter.worst) / (letter.best - letter.worst)
    return (value - 1) / 9


def _parts(kept: Iterable[tuple[Candidate, Mark]]) -> list[Mark]:
    """Each mark with its own part of the sentence: where what it is of follows, or a sentence begins with it, the part
    runs on to the next mark ("Ten on price, five on …"), else from the one before ("Price twenty, quality …")."""
    by: dict[int, list[tuple[Candidate, Mark]]] = {}
    for c, mark in kept:
        by.setdefault(mark.sentence, []).append((c, mark))
    found: list[Mark] = []
    for group in by.values():
        followed = sum(str(c.facts["nx"]) in FOLLOWED for c, _ in group)
        leads = 2 * followed >= len(group) or int(group[0][0].facts["index"]) <= 1
        for i, (c, mark) in enumerate(group):
            first = c.first if i == 0 else (mark.start if leads else group[i - 1][1].end)
            stop = c.stop if i + 1 == len(group) else (group[i + 1][1].start if leads else mark.end)
            found.append(
                Mark(
                    mark.sentence,
                    mark.start,
                    mark.end,
                    mark.kind,
                    mark.amount,
                    mark.worst,
                    mark.best,
                    mark.value,
                    first,
                    stop,
                    round(mark.importance, 3),
                    round(mark.sure, 3),
                )
            )
    return sorted(found, key=lambda m: (m.start, m.end))
