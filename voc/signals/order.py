"""Words that may be marks without a number: places in an order ("third", "then"), and shares of a hundred points."""

from __future__ import annotations

import re
from collections.abc import Iterable

from voc.signals.asking import LONG, Asked

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
ORDERED = 4
"""Turns after a question for an order in which order words are looked at."""


def worded(asked: Asked) -> re.Pattern[str]:
    """The words that may be marks where so much was asked."""
    ordered, share = asked.rank <= ORDERED, asked.points < LONG
    return _ORDER_OR_SHARE if ordered and share else _ORDER if ordered else _HEAD_OR_SHARE if share else _HEAD
