"""Words that may be marks without a number: places in an order ("third", "then"), and shares of a hundred points; and
numbers that split a hundred though nobody asked for it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from voc.signals.asking import LONG, Asked
from voc.signals.traits import Candidate

_PLACES = (
    "first firstly",
    "second secondly",
    "third thirdly",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
)
ORDER = {word: i for i, words in enumerate(_PLACES, start=1) for word in words.split()}
ORDER |= dict.fromkeys("then next after top last lastly finally bottom".split(), 0)
"""Order words and the rank that each tells, 0 for one that only goes on."""
SHARES = {
    "half": 50.0,
    "quarter": 25.0,
    "nothing": 0.0,
    "zip": 0.0,
    "none": 0.0,
    "rest": -1.0,
    "remaining": -1.0,
    "remainder": -1.0,
}
"""Words for points, -1 for what is left of the hundred."""


def _any_of(words: Iterable[str]) -> str:
    return r"(?:" + "|".join(sorted(words, key=lambda w: (-len(w), w))) + r")\b"


# a place in an order may head a sentence though none was asked for
_HEADS = r"(?:(?<=[.?!] )|(?<=\n))" + _any_of(word for word, place in ORDER.items() if place)
_ORDER, _SHARE, _ORDER_OR_SHARE, _HEAD, _HEAD_OR_SHARE = (
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_any_of(ORDER)}",
        rf"\b{_any_of(SHARES)}",
        rf"\b{_any_of({**ORDER, **SHARES})}",
        _HEADS,
        rf"{_HEADS}|\b{_any_of(SHARES)}",
    )
)
SEVERAL, HUNDRED = 3, 100
"""Numbers that a hundred is split into at least, where nobody asked for it."""
ORDERED = 4
"""Turns after a question for an order in which order words are looked at."""


def worded(asked: Asked) -> re.Pattern[str]:
    """The words that may be marks where so much was asked."""
    ordered, share = asked.rank <= ORDERED, asked.points < LONG
    return _ORDER_OR_SHARE if ordered and share else _ORDER if ordered else _HEAD_OR_SHARE if share else _HEAD


def split(found: Sequence[Candidate]) -> None:
    """Numbers that an answer gives one after the other, most of them "on" or "for" something, and that add up to a
    hundred are points though nobody asked for any: their fact `whole` is true."""
    for _, group in itertools.groupby(found, key=lambda c: c.turn):
        run = [c for c in group if c.facts["free"] and c.form == "num" and c.value % 1 == 0 and 0 < c.value < HUNDRED]
        if any(c.facts["points"] for c in run):
            continue
        for i in range(len(run)):
            sums = itertools.takewhile(
                lambda total: total <= HUNDRED, itertools.accumulate(c.value for c in itertools.islice(run, i, None))
            )
            reached = list(sums)
            if len(reached) >= SEVERAL and reached[-1] == HUNDRED:
                part = run[i : i + len(reached)]
                onto = sum(c.facts["nx"] in ("on", "for", "to") for c in part)
                for c in part if 2 * onto > len(part) else ():
                    c.facts["whole"] = True
