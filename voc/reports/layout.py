"""Fits columns to a width: what does not fit goes whole, by rank; letters are never squeezed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

GAP = 2


class Need(NamedTuple):
    """What a column asks for: the least width that still reads well, the width at which nothing wraps, its rank, and
    its claim: how many times as wide as a column of claim 1 it is to become while both still wrap."""

    least: int
    full: int
    rank: int
    claim: int = 1


def fit(needs: Sequence[Need], width: int) -> list[int] | None:
    """The width of each column, 0 for a column that has to go; columns of one rank go together.

    None if even the columns of rank 0 do not fit."""
    kept = list(range(len(needs)))
    while kept and sum(needs[place].least for place in kept) + GAP * (len(kept) - 1) > width:
        last = max(needs[place].rank for place in kept)
        if last == 0:
            return None
        kept = [place for place in kept if needs[place].rank < last]
    if not kept:
        return None
    widths = [needs[place].least if place in kept else 0 for place in range(len(needs))]
    spare = width - sum(widths) - GAP * (len(kept) - 1)
    while spare > 0:
        # the narrowest column that still wraps grows first, so that a long text does not starve the names beside it
        short = [place for place in kept if widths[place] < needs[place].full]
        if not short:
            break
        grown = min(short, key=lambda place: (widths[place] / needs[place].claim, place))
        widths[grown] += 1
        spare -= 1
    return widths
