"""A table of 64-bit keys that finds a whole array of them at once.

Words are known by 64-bit hashes. Looking each one up in a `dict` costs more than tokenizing it; here an interview's
words take a handful of array operations.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Words = NDArray[np.uint64]
Bools = NDArray[np.bool_]

# 2^64 over the golden ratio: neighbouring keys land far apart (Knuth 1973, section 6.4)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
ROOM = 4
"""At least so many places for each key, so that most keys stand in their first place."""


@dataclass(frozen=True, slots=True)
class Keys:
    """`held` (n) are the keys, all different; `places` (a power of two) holds their indices, -1 where there is none.
    A key stands in the first place that was free from its own on."""

    held: Words
    places: NDArray[np.int32]
    shift: np.uint64


def index(keys: Words) -> Keys:
    """A table of the keys, which must all be different."""
    bits = max(int(len(keys) * ROOM).bit_length(), 4)
    shift = np.uint64(64 - bits)
    places = np.full(1 << bits, -1, dtype=np.int32)
    pending = np.arange(len(keys), dtype=np.int32)
    place = _place(keys, shift)
    while len(pending):
        free = places[place] < 0
        places[place[free]] = pending[free]
        left = places[place] != pending
        pending, place = pending[left], (place[left] + 1) & (len(places) - 1)
    return Keys(keys, places, shift)


def find(keys: Keys, wanted: Words) -> Ints:
    """For each wanted key its index among the keys, -1 for one that is not there."""
    if not len(keys.held):
        return np.full(len(wanted), -1, dtype=np.int64)
    place = _place(wanted, keys.shift)
    found = keys.places[place].astype(np.int64)
    astray = ((found >= 0) & (keys.held[found] != wanted)).nonzero()[0]
    while len(astray):
        place[astray] = (place[astray] + 1) & (len(keys.places) - 1)
        found[astray] = keys.places[place[astray]]
        here = found[astray]
        astray = astray[(here >= 0) & (keys.held[here] != wanted[astray])]
    return found


def _place(keys: Words, shift: np.uint64) -> Ints:
    return ((keys * _SPREAD) >> shift).astype(np.int64)
