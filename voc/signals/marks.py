"""Ratings, importance scores, points and ranks: which numbers are marks, and on what scale.

Each number is judged by a linear model over its neighbours and the scale that was last set (by a question, or by the
respondent with "out of five"), trained by `benchmarks/train.py`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from spacy.tokens import Doc

from voc import trained
from voc.model import Codebook, Scale
from voc.signals.numbers import Number, find_grades, find_numbers
from voc.signals.talk import TALK, Talk
from voc.signals.words import NUMBER

KINDS = ("none", "perf", "imp", "points", "rank")
_POINTS = re.compile(r"\b(?:hundred|100|ten) points\b|\bpoints\b|\badds? up to (?:a )?(?:hundred|100)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number of the respondent's that may be a mark, and what stands around it."""

    sentence: int
    number: Number
    scale: str
    since: int
    points: int
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: `kind` as in `KINDS`, on the scale from `worst` to `best` (None for letters); `value` 0 to 1."""

    sentence: int
    start: int
    end: int
    kind: str
    amount: float | str
    worst: float
    best: float | None
    value: float


def candidates(doc: Doc, scales: Sequence[Scale]) -> list[Candidate]:
    """Every number and grade of the respondent's, with its features, in order."""
    talk: Talk = doc.user_data[TALK]
    text = doc.text
    idx = [*doc.to_array("IDX").tolist(), len(text)]
    norms = [doc.vocab.strings[norm] for norm in talk.norm.tolist()]
    spoken = not any(char.isupper() for char in text[:3000])
    names = {name: scale for scale in scales for name in scale.names}
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n))) + r")\b", re.I)
    by_id = {scale.id: scale for scale in scales}
    found: list[Candidate] = []
    current, since, points, turn = "", 99, 99, -1
    for s in range(len(talk.first)):
        a, b = int(talk.first[s]), int(talk.last[s])
        sentence = text[idx[a] : idx[b]]
        if talk.turn[s] != turn:
            since, points, turn = since + 1, points + 1, int(talk.turn[s])
        for match in pattern.finditer(sentence):
            scale = names[match[0].lower()]
            # "percent" is said of anything; only a question makes it a scale
            if not talk.said[s] or scale.id not in ("hundred", "letter", "german", "swiss"):
                current, since = scale.id, 0
        if _POINTS.search(sentence):
            points = 0
        if not talk.said[s]:
            continue
        numbers = find_numbers(text, [idx[i] for i in range(a, b) if norms[i] == NUMBER])
        numbers = sorted(numbers + find_grades(text, idx[a], idx[b], spoken), key=lambda n: n.start)
        for number in numbers:
            first = int(np.searchsorted(idx, number.start, side="right")) - 1
            after = int(np.searchsorted(idx, number.end))
            context = [norms[i] if a <= i < b else "<e>" for i in (first - 3, first - 2, first - 1, after, after + 1, after + 2)]
            shape = (len(numbers), b - a, first - a)
            found.append(
                Candidate(s, number, current, since, points, _features(number, by_id.get(current), since, points, context, shape))
            )
    return found


def _features(
    n: Number, scale: Scale | None, since: int, points: int, context: list[str], shape: tuple[int, int, int]
) -> dict[str, float]:
    count, length, place = shape
    top = max(scale.worst, scale.best) if scale else 10.0
    fit = n.value <= top and n.value * 2 % 1 == 0
    state = "active" if since < 14 else "old" if scale else "no"
    ended = context[3] in (".", "<e>", ",", "?")
    found = {f"{i}={word}" for i, word in enumerate(context)}
    found |= {
        f"2,3={context[2]}|{context[3]}",
        f"scale={scale.id if scale else 'none'}",
        f"fit={fit},{state}",
        f"grade={bool(n.grade)}",
        f"reference={n.reference is not None}",
        f"percent={n.percent},{scale is not None and scale.id == 'hundred'}",
        f"money={bool(n.currency)}",
        f"ordinal={n.ordinal}",
        f"points={min(points, 4)},{n.value % 5 == 0},{n.value <= 100}",
        f"alone={length <= 4},{fit},{state}",
        f"end={ended},{fit},{state}",
        f"first={place <= 1}",
        f"value={n.value:g}" if n.value <= 10 else f"value=big,{n.value <= 100}",
        f"numbers={min(count, 3)}",
        f"one={n.value == 1 and n.word}",
        f"year={1900 < n.value < 2050}",
        f"length={min(length // 3, 6)}",
    }
    return dict.fromkeys(sorted(found), 1.0)


@lru_cache(maxsize=1)
def _weights() -> tuple[Mapping[str, list[float]], list[float]]:
    held = json.loads((trained.FOLDER / "marks.json").read_text(encoding="utf-8"))
    return held["weights"], held["bias"]


def find_marks(doc: Doc, codebook: Codebook) -> list[Mark]:
    """The marks of the talk; a number corrected in the same sentence counts once, with the last value, and "six, maybe
    seven" is the middle of the two."""
    weights, bias = _weights()
    scales = {scale.id: scale for scale in codebook.scales}
    text = doc.text
    found: list[Mark] = []
    for candidate in candidates(doc, codebook.scales):
        z = np.array(bias)
        for name in candidate.features:
            if name in weights:
                z = z + np.array(weights[name])
        kind = KINDS[int(z.argmax())]
        if kind == "none":
            continue
        mark = _mark(candidate, kind, scales)
        before = found[-1] if found else None
        if before and before.sentence == mark.sentence and before.kind == mark.kind and kind in ("perf", "imp"):
            between = text[before.end : mark.start].lower()
            if len(between) <= 28 and not isinstance(mark.amount, str) and not isinstance(before.amount, str):
                ranged = re.search(r"\b(?:maybe|or|to|and a|perhaps)\b", between) and abs(mark.amount - before.amount) == 1
                if re.search(r"\b(?:no|make|rather|say|sorry|actually|call)\b", between) or ranged or between.strip() in (",", ""):
                    amount = (mark.amount + before.amount) / 2 if ranged else mark.amount
                    value = (mark.value + before.value) / 2 if ranged else mark.value
                    found[-1] = Mark(mark.sentence, before.start, mark.end, kind, amount, mark.worst, mark.best, value)
                    continue
        found.append(mark)
    return found


def _mark(candidate: Candidate, kind: str, scales: Mapping[str, Scale]) -> Mark:
    n, s = candidate.number, candidate.sentence
    if kind == "points":
        return Mark(s, n.start, n.end, kind, n.value, 0.0, 100.0, min(n.value / 100, 1.0))
    if kind == "rank":
        return Mark(s, n.start, n.end, kind, n.value, 0.0, None, 1.0 / max(n.value, 1.0))
    if n.grade:
        return Mark(s, n.start, n.end, kind, n.grade, 1.0, None, (n.value - 1) / 9)
    scale = scales.get(candidate.scale)
    worst, best = (scale.worst, scale.best) if scale and scale.id != "letter" else (1.0, 10.0)
    if n.reference is not None:
        worst, best = (0.0 if n.reference >= 20 else 1.0), n.reference
    value = (n.value - worst) / (best - worst)
    return Mark(s, n.start, n.end, kind, n.value, worst, best, float(min(max(value, 0.0), 1.0)))
