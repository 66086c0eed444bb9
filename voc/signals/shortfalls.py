"""What was promised against what happens, with the figures.

These are proposals: whether a sentence speaks of a shortfall is for the coder to say.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container
from dataclasses import dataclass

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc

from voc.signals import keys
from voc.signals.phrases import Hits
from voc.signals.quantities import MINUTES, Quantity, alike, find_quantities
from voc.signals.talk import TALK, Talk
from voc.signals.words import NUMBER


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What was expected and what happened, both in `unit`; None where only the other was told. It runs from `sentence`
    to `last`. `silent` when the vendor was never told. `sure` (0 to 1) is how plainly the two are set against each
    other."""

    sentence: int
    last: int
    start: int
    end: int
    expected: float | None
    actual: float | None
    unit: str
    silent: bool
    sure: float


_EXPECTED = re.compile(
    r"\b(?:promis\w*|contract\w*|agree\w*|specs?\b|spec's|specification|quot\w+|told|said|says?|tell|swore|sworn"
    r"|guarantee\w*|should|"
    r"supposed|meant|signed|sign|sla|standard|datasheet|data sheet|brochure|certificate|pay(?:ing)? for|plan\w*"
    r"|target|due|"
    r"tolerat\w*|cap\b|estimate\w*|pitch\w*|confirmation|offer\w*|commit\w*|schedul\w*|expect\w*|was to|were to"
    r"|is to|in writing|"
    r"paper|procedure|booked|down for|flyer|programme|acknowledg\w*|tier|would|they'd|he'd|sold|rated|advertised"
    r"|handbook|"
    r"proposal|undertak\w*|shakes?|means|allowed|ordered)\b",
    re.IGNORECASE,
)
_ACTUAL = re.compile(
    r"\b(?:gets?|getting|got|see(?:s|ing)?|saw|took|takes?|taking|wait(?:ed|ing|s)?|came|come|comes|arriv\w+"
    r"|averag\w+|runs?|running|"
    r"ran|measured|count(?:ed)?|clocked|landed|actual\w*|found|find|fact|reality|was|is|it's|been|logs?|received"
    r"|had|turned|"
    r"after|nearer|closer|more like|on the day|replied|invoice|became|delivered|did|hit|showed|dashboard"
    r"|document|stood|made|"
    r"tracking|last (?:year|month|quarter|one)|rolled|strolls|walked|we're|i'm|there's|since|still|now)\b",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:instead of|not the|rather than|against (?:a|the|an)|where (?:they|the|it)|compared (?:to|with)|versus)\b",
    re.I,
)
_TIMES = keys.index(
    np.array([get_string_id(norm) for norm in (NUMBER, "hour", "day", "twice", "onc", "morn", "week")], dtype=np.uint64)
)
"""Norms of words without which a sentence holds no figure."""
_CLAUSE = re.compile(r"[,;:]\s|\s[–—-]\s|\b(?:and|but|while|whereas|then)\b|\.\s", re.IGNORECASE)
_RANGE = re.compile(r"^\s*(?:to|or|-|–)\s*$", re.IGNORECASE)


def find_shortfalls(doc: Doc, hits: Hits, wanted: Container[int] | None = None) -> tuple[Shortfall, ...]:
    """Where the respondent sets what was promised against what happens: within a sentence, or over two neighbours, of
    which the first is `wanted` (if any are given). A promise that was kept is none."""
    talk: Talk = doc.user_data[TALK]
    text = talk.text
    idx = [*talk.place.tolist(), len(text)]
    silent = set(talk.sentence[hits.start[hits.of("shortfall.silent")]].tolist())
    numbered = _numbered(talk)
    found: list[Shortfall] = []
    for s in range(len(talk.first)):
        if not talk.said[s] or s not in numbered or (wanted is not None and s not in wanted):
            continue
        begin, stop = idx[int(talk.first[s])], idx[int(talk.last[s])]
        here = _sides(text, begin, stop)
        last = s
        if here is None:
            continue
        expected, actual = here
        if expected is None and actual is not None:
            expected = _earlier(text, idx, talk, s, actual)
        elif actual is None and expected is not None and s + 1 < len(talk.first) and talk.turn[s + 1] == talk.turn[s]:
            after = _sides(text, idx[int(talk.first[s + 1])], idx[int(talk.last[s + 1])])
            if after and after[1] and not after[0] and _comparable(expected, after[1]):
                actual, last = after[1], s + 1
        if expected is None and actual is None:
            continue
        sure = 0.3 + 0.5 * (expected is not None and actual is not None)
        e: float | None = expected.value if expected else None
        a: float | None = actual.value if actual else None
        unit = (expected or actual or Quantity(0, 0, 0.0)).unit
        if expected and actual:
            e, a, unit = alike(expected, actual)
            if e == a:
                continue
        near = range(s, min(last + 3, len(talk.first)))
        found.append(
            Shortfall(
                s, last, begin, idx[int(talk.last[last])], e, a, unit, any(t in silent for t in near), round(sure, 2)
            )
        )
    return tuple(found)


def _numbered(talk: Talk) -> set[int]:
    told = keys.find(_TIMES, talk.norm) >= 0
    return set(talk.sentence[told].tolist())


def _sides(text: str, begin: int, stop: int) -> tuple[Quantity | None, Quantity | None] | None:
    """(expected, actual) of a sentence, None for what it does not tell; None if it tells neither plainly."""
    found = [q for q in find_quantities(text, begin, stop) if not (1900 < q.value < 2050)]
    found = _upper(text, found)
    if not found or not (_EXPECTED.search(text, begin, stop) or _ACTUAL.search(text, begin, stop)):
        return None
    cuts = [begin, *(m.start() for m in _CLAUSE.finditer(text, begin, stop)), stop]
    marks: list[tuple[Quantity, float]] = []
    for q in found:
        i = bisect_right(cuts, q.start) - 1
        a, b = cuts[i], cuts[i + 1] if i + 1 < len(cuts) else stop
        # a bare opening ("Four hours, it says,") belongs to what follows
        if q.end >= b - 2 and q.start - a < 12 and i + 2 < len(cuts):
            b = cuts[i + 2]
        score = _lean(text, q, a, b)
        marks.append((q, score))
    if len(marks) == 1:
        q, score = marks[0]
        return (q, None) if score > 0 else (None, q) if score < 0 else None
    best: tuple[float, int, int] | None = None
    for i, (p, x) in enumerate(marks):
        for j, (q, y) in enumerate(marks):
            if i != j and _comparable(p, q):
                fits = x - y + 0.4 * (i < j) - 0.2 * abs(i - j)
                if best is None or fits > best[0]:
                    best = (fits, i, j)
    if best is None or best[0] < 0:
        top = max(marks, key=lambda m: abs(m[1]))
        return (top[0], None) if top[1] > 0 else (None, top[0])
    return marks[best[1]][0], marks[best[2]][0]


def _lean(text: str, q: Quantity, a: int, b: int) -> float:
    """Above zero for what was promised, below for what happens: by the cues in its clause, the nearest most."""
    total = 0.0
    for pattern, sign in ((_EXPECTED, 1.0), (_ACTUAL, -1.0)):
        gaps = [q.start - m.end() if m.end() <= q.start else m.start() - q.end for m in pattern.finditer(text, a, b)]
        if gaps:
            total += sign * (1.0 + 1.0 / (1 + max(0, min(gaps)) / 10))
    turned = _TURNED.search(text, max(a - 14, 0), q.start)
    return total + (3.0 if turned else 0.0)


def _comparable(p: Quantity, q: Quantity) -> bool:
    if p.unit and q.unit and p.unit != q.unit:
        return (p.unit in MINUTES and q.unit in MINUTES) or "o'clock" in (p.unit, q.unit)
    return not (p.currency and q.currency and p.currency != q.currency)


def _upper(text: str, found: list[Quantity]) -> list[Quantity]:
    """ "ten to twelve percent" allows twelve: of a range the end that bounds it."""
    out: list[Quantity] = []
    for q in found:
        if out and _RANGE.match(text[out[-1].end : q.start]) and q.value > out[-1].value:
            out[-1] = Quantity(out[-1].start, q.end, q.value, q.unit or out[-1].unit, q.currency)
        else:
            out.append(q)
    return out


def _earlier(text: str, idx: list[int], talk: Talk, s: int, actual: Quantity) -> Quantity | None:
    """The promise told in the two sentences before, or in the question."""
    for t in range(s - 1, max(s - 4, -1), -1):
        begin, stop = idx[int(talk.first[t])], idx[int(talk.last[t])]
        for q in reversed(find_quantities(text, begin, stop)):
            if _EXPECTED.search(text, begin, stop) and _comparable(q, actual) and _lean(text, q, begin, stop) > 0:
                return q
    return None
