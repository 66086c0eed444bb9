"""How telling a word is of one part of the talk against another: is it there more often than chance, and how much."""

from __future__ import annotations

import math

CHANCE = 3.84
"""Log-likelihood that one word in twenty reaches by chance (χ², one degree of freedom)."""


def log_likelihood(here: int, elsewhere: int, words_here: int, words_elsewhere: int) -> float:
    """G² of a word that stands `here` and `elsewhere` so many times among so many words [Dunning 1993, in the form of
    Rayson & Garside 2000]; negative if it is rarer here. 0 where there is nothing to compare."""
    words, times = words_here + words_elsewhere, here + elsewhere
    if not (words_here and words_elsewhere and times):
        return 0.0
    expected = (words_here * times / words, words_elsewhere * times / words)
    parts = (n * math.log(n / e) for n, e in zip((here, elsewhere), expected, strict=True) if n)
    return math.copysign(max(0.0, 2 * math.fsum(parts)), here - expected[0])


def log_ratio(here: int, elsewhere: int, words_here: int, words_elsewhere: int) -> float:
    """How many times doubled a word's share is here, log₂ of the ratio of the two shares [Hardie 2014]; a word that is
    missing on a side counts there as half a time."""
    return math.log2((max(here, 0.5) / max(words_here, 1)) / (max(elsewhere, 0.5) / max(words_elsewhere, 1)))
