"""Which criterion a stretch of words is about: linear models over words, pairs of words and word lists, one for what a
respondent says, one for what an interviewer asks.

Learned by `benchmarks/train_about.py` from coded passages, questions and phrases by themselves, where `wording` learns
whether whole sentences say anything at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from voc import trained
from voc.signals import keys
from voc.signals.keys import Ints, Keys
from voc.signals.stretches import Stretches
from voc.signals.wording import SECTION, Batch, Floats, grams, summed


@dataclass(frozen=True, slots=True)
class Side:
    """`table` are the grams known, `weights` (grams + 1, criteria) theirs, last a row of zeros; `lists` (sections,
    criteria), `bias` (criteria)."""

    table: Keys
    weights: Floats
    lists: Floats
    bias: Floats

    def read(self, stretches: Stretches, begin: Ints, end: Ints, lists: Floats) -> Floats:
        """(stretches, criteria): what each is about, 0 for the likeliest and less for the others."""
        z = stretches.weighed(begin, end, self.table, self.weights)
        z += (np.float32(SECTION) * lists) @ self.lists + self.bias
        return centred(z)


@dataclass(frozen=True, slots=True)
class About:
    """The models of both sides of the table."""

    said: Side
    asked: Side


SIDES = ("said", "asked")
FAR = 6.0


def sentences(batch: Batch, about: About) -> Floats:
    """(S, criteria): what each sentence is about, 0 for the likeliest and less for the others, by the side that
    speaks."""
    found, owner = grams(batch.norm, batch.owner)
    value = 1.0 / np.sqrt(np.maximum(batch.words, 1)).astype(np.float32)
    z = np.zeros((len(batch.said), about.said.weights.shape[1]), dtype=np.float32)
    for side, which in ((about.said, batch.said), (about.asked, ~batch.said)):
        mine = which[owner]
        z += summed(side.weights, keys.find(side.table, found[mine]), owner[mine], mine[mine], value)
        z[which] += (np.float32(SECTION) * batch.lists[which]) @ side.lists + side.bias
    return centred(z)


def centred(z: Floats) -> Floats:
    """How far each column is behind the best of its row, no more than `FAR`."""
    found: Floats = (z - z.max(axis=-1, keepdims=True)).clip(-FAR, 0)
    return found


@lru_cache(maxsize=2)
def load() -> About:
    """The shipped models."""
    with np.load(trained.FOLDER / "about.npz") as held:
        sides = []
        for side in SIDES:
            weights = held[f"{side}.weights"] * held[f"{side}.scale"].astype(np.float32)
            weights = np.concatenate([weights, np.zeros((1, weights.shape[1]), np.float32)]).astype(np.float32)
            lists, bias = (held[f"{side}.{name}"].astype(np.float32) for name in ("lists", "bias"))
            sides.append(Side(keys.index(held[f"{side}.words"]), weights, lists, bias))
        return About(*sides)
