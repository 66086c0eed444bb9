"""Networks of one hidden layer, kept as numbers and run with numpy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from voc.signals.keys import Ints
from voc.signals.wording import Floats

NAMES = ("mean", "spread", "hidden", "hidden_bias", "out", "out_bias")
"""The fields of a network, in order."""


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer: features are centred by `mean` and `spread` and clipped to ±4 before `hidden`; `out` gives
    log-odds."""

    mean: Floats
    spread: Floats
    hidden: Floats
    hidden_bias: Floats
    out: Floats
    out_bias: Floats


def run(network: Network, features: Floats) -> Floats:
    """(rows, features) → (rows, outputs) log-odds."""
    return leave(network, enter(network, features))


def enter(network: Network, features: Floats, which: Ints | slice = slice(None)) -> Floats:
    """(…, features) → (…, hidden): what the features, of all those `which`, bring into the hidden layer. What several
    sets of features bring may be added up."""
    z = np.clip((features - network.mean[which]) / network.spread[which], -4.0, 4.0)
    found: Floats = z @ network.hidden[which]
    return found


def leave(network: Network, z: Floats) -> Floats:
    """(…, hidden) → (…, outputs)."""
    z = z + network.hidden_bias
    # GELU in the tanh form of Hendrycks & Gimpel 2016
    z *= 0.5 * (1.0 + np.tanh(0.7978845608 * (z + 0.044715 * z * z * z)))
    found: Floats = z @ network.out + network.out_bias
    return found


def softmax(z: Floats) -> Floats:
    """Over the last axis."""
    if not len(z):
        return z
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    found: Floats = e / e.sum(axis=-1, keepdims=True)
    return found
