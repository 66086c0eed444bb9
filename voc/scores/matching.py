"""Which passages of two codings are the same passage: one to one, the closest first.

Two passages can be one when they stand in the same turn and share at least half of the shorter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import pandas as pd

ENOUGH = 0.5

On = Literal["code", "signal", "place"]
STEPS: tuple[tuple[On, tuple[str, ...]], ...] = (
    ("code", ("signal", "criterion")),
    ("signal", ("signal",)),
    ("place", ()),
)


class Match(NamedTuple):
    """Row numbers in the first and the second coding. `on` tells what they have in common beside their place: `code`
    (signal and criterion), `signal`, or `place`, nothing more."""

    first: int
    second: int
    on: On


def match(first: pd.DataFrame, second: pd.DataFrame) -> list[Match]:
    """Every passage of the first with its match in the second, if it has one, in the order of the first.

    The columns of `model.Evidence` are read. Passages with the same code are matched before those that only stand in
    the same place; of equally close ones, those that agree in vendor, label and number.
    """
    found: list[Match] = []
    ours, theirs = _by_interview(first), _by_interview(second)
    for interview in sorted(ours.keys() & theirs.keys()):
        found += _within(ours[interview], theirs[interview])
    return sorted(found)


class _Passage(NamedTuple):
    row: int
    turn: int
    start: int
    end: int
    code: dict[str, str]


def _by_interview(coding: pd.DataFrame) -> dict[str, list[_Passage]]:
    names = ["signal", "criterion", "vendor", "label", "amount", "interview", "turn", "start", "end"]
    columns = [coding[name].tolist() for name in names]
    found: dict[str, list[_Passage]] = {}
    for row, (*code, interview, turn, start, end) in enumerate(zip(*columns, strict=True)):
        passage = _Passage(row, int(turn), int(start), int(end), dict(zip(names, map(str, code), strict=False)))
        found.setdefault(str(interview), []).append(passage)
    return found


def _within(ours: Sequence[_Passage], theirs: Sequence[_Passage]) -> Iterator[Match]:
    near = [(a, b, *overlap) for a in ours for b in theirs if (overlap := _overlap(a, b))[0] >= ENOUGH]
    near.sort(key=lambda pair: (-pair[2], -pair[3], _unlike(pair[0], pair[1]), pair[0].row, pair[1].row))
    taken: tuple[set[int], set[int]] = set(), set()
    for on, columns in STEPS:
        for a, b, *_ in near:
            if a.row in taken[0] or b.row in taken[1] or any(a.code[name] != b.code[name] for name in columns):
                continue
            taken[0].add(a.row)
            taken[1].add(b.row)
            yield Match(a.row, b.row, on)


def _overlap(a: _Passage, b: _Passage) -> tuple[float, float]:
    """What is shared, as a share of the shorter passage, and the shorter as a share of the longer."""
    shared = min(a.end, b.end) - max(a.start, b.start) if a.turn == b.turn else 0
    short, long = sorted((a.end - a.start, b.end - b.start))
    return shared / max(short, 1), short / max(long, 1)


def _unlike(a: _Passage, b: _Passage) -> int:
    return sum(a.code[name] != b.code[name] for name in ("vendor", "label", "amount"))
