"""What the coder finds and what it gets wrong, from passages matched with those of people: a text of tables."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from voc.model import LABELS
from voc.scores.matching import match

BINS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def report(people: pd.DataFrame, program: pd.DataFrame, likely: Sequence[tuple[float, bool]]) -> str:
    """`people` and `program` have the columns of the evidence; `likely` holds, for every code that the models gave a
    probability, that and whether a person coded it in the same sentence."""
    ours = people[people["signal"] != "mention"].reset_index(drop=True)
    theirs = program[program["signal"] != "mention"].reset_index(drop=True)
    pairs = [(m.first, m.second) for m in match(ours, theirs) if m.on == "code"]
    lines = ["| | precision | recall | F1 | people | program |", "|---|---:|---:|---:|---:|---:|"]
    lines += [_row(name, *counts) for name, counts in _counts(ours, theirs, pairs)]
    for signal, labels in LABELS.items():
        lines += ["", f"{signal}: people's label down, the program's across, of matched passages", ""]
        lines += _confusion(ours, theirs, [p for p in pairs if ours["signal"][p[0]] == signal], labels)
    lines += ["", "Calibration: codes to which the models gave a probability, and how many of them people gave too", ""]
    return "\n".join([*lines, *_calibration(likely), ""])


def _counts(
    ours: pd.DataFrame, theirs: pd.DataFrame, pairs: list[tuple[int, int]]
) -> Iterator[tuple[str, tuple[int, int, int]]]:
    first = ours.iloc[[a for a, _ in pairs]]
    yield "all codes", (len(pairs), len(ours), len(theirs))
    for signal in ours["signal"].drop_duplicates():
        held = [int((frame["signal"] == signal).sum()) for frame in (first, ours, theirs)]
        yield signal, (held[0], held[1], held[2])
    for signal in ("importance", "performance"):
        for criterion in sorted(set(ours["criterion"]) - {""}):
            held = [
                int(((frame["signal"] == signal) & (frame["criterion"] == criterion)).sum())
                for frame in (first, ours, theirs)
            ]
            yield f"{signal} · {criterion}", (held[0], held[1], held[2])


def _row(name: str, both: int, people: int, program: int) -> str:
    precision, recall = both / program if program else 0.0, both / people if people else 0.0
    f1 = 2 * both / (people + program) if people + program else 0.0
    return f"| {name} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {people} | {program} |"


def _confusion(
    ours: pd.DataFrame, theirs: pd.DataFrame, pairs: list[tuple[int, int]], labels: Sequence[str]
) -> Iterator[str]:
    counts = Counter((ours["label"][a], theirs["label"][b]) for a, b in pairs)
    yield "| | " + " | ".join(labels) + " |"
    yield "|---|" + "---:|" * len(labels)
    for row in labels:
        yield f"| {row} | " + " | ".join(str(counts[row, column]) for column in labels) + " |"


def _calibration(likely: Sequence[tuple[float, bool]]) -> Iterator[str]:
    chance, right = np.array([p for p, _ in likely]), np.array([hit for _, hit in likely])
    yield "| probability | codes | mean probability | share that people gave |"
    yield "|---|---:|---:|---:|"
    for low, high in itertools.pairwise(BINS):
        here = (chance >= max(low, 0.02)) & (chance < high)
        if here.any():
            yield f"| {low:.1f} – {high:.1f} | {here.sum()} | {chance[here].mean():.2f} | {right[here].mean():.2f} |"
