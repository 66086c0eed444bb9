"""The learned weights of what tells marks from other numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from voc import trained

KINDS = ("none", "score", "points", "rank")
"""What the first model tells; a score is `imp` or `perf` by the second."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`kinds` and `leanings`: feature → its row of `table` (features, KINDS); its weight of importance. `bias` and
    `lean` are their constants. `beside` (polarities, polarities) is the logarithm of how likely a verdict of each
    polarity stands beside a rating of each, to be added to log-odds."""

    kinds: Mapping[str, int]
    table: NDArray[np.float64]
    bias: Sequence[float]
    leanings: Mapping[str, float]
    lean: float
    beside: NDArray[np.float64]


@lru_cache(maxsize=2)
def weights() -> Weights:
    held = json.loads((trained.FOLDER / "marks.json").read_text(encoding="utf-8"))
    scale = held["scale"]
    kinds = {name: i for i, name in enumerate(held["kinds"])}
    table = np.array(list(held["kinds"].values()), dtype=np.float64).reshape(-1, len(KINDS)) / scale
    leanings = {name: w / scale for name, w in held["leanings"].items()}
    beside = np.array(held["beside"], dtype=np.float64) / scale
    return Weights(kinds, table, held["bias"], leanings, held["lean"], beside)
