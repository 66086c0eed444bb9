"""What a sentence says in its place: the wording of the sentence, of those around it and of the question, what the talk
was about before, and the word lists, weighed by small networks of one hidden layer.

One network judges a sentence and a criterion (importance, performance), the same for all criteria; one judges the
signals without a criterion; one judges the labels of what is said. Trained by `benchmarks/train.py` on
wording read out of interviews that the wording model had not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc

from voc import trained
from voc.signals.keys import Bools, Ints
from voc.signals.talk import TALK, Talk
from voc.signals.wording import CODES, CRITERIA, HEADS, OTHERS, Floats, Wording
from voc.signals.words import NUMBER

NAMES = ("mean", "spread", "hidden", "hidden_bias", "out", "out_bias")
"""The fields of a network, in order."""
NETWORKS = ("criterion", "signal", "labels")
GATE = 0.01
"""A criterion is looked at in a sentence only where its wording gives at least so much probability to it."""
FLOOR = 2e-3
"""Probabilities are held above this before their logarithm is taken."""
KEPT, TOPIC = 0.6, 0.5
"""How much of what a sentence spoke of is still there a sentence later, and of a question's topic a turn later."""
REACH = 5
"""Sentences over which that is followed."""

_NUMBER, _ASKS = get_string_id(NUMBER), get_string_id("?")
_KINDS = ("topic", "positive", "negative", "neutral", "need", "weak")
_JUDGING = ("evaluation", "assertion", "discourse", "importance")
_TALKING = ("importance", "evaluation", "assertion", "discourse", "numbers", *OTHERS)
_ASKED = (
    "importance.ask",
    "evaluation.ask",
    "numbers.scale_ten",
    "numbers.points",
    "numbers.rank",
    "discourse.smalltalk",
    "discourse.own_company",
)
_N = len(CRITERIA)


Shift = Callable[..., Floats]


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


@dataclass(frozen=True, slots=True)
class Context:
    """The features of S sentences of the respondent. `open` (criteria, S) are worth a look. `criterion` (criteria, S,
    features) and `labels_of` (criteria + 1, S, features; the last of no criterion) tell of a sentence and a criterion,
    `common`, `signal` and `labels` (S, features) of the sentence."""

    open: Bools
    criterion: Floats
    common: Floats
    signal: Floats
    labels_of: Floats
    labels: Floats


@lru_cache(maxsize=2)
def load() -> dict[str, Network]:
    """The shipped networks."""
    with np.load(trained.FOLDER / "context.npz") as held:
        return {n: Network(*(held[f"{n}.{name}"].astype(np.float32) for name in NAMES)) for n in NETWORKS}


def run(network: Network, features: Floats) -> Floats:
    """(rows, features) → (rows, outputs) log-odds."""
    z = np.clip((features - network.mean) / network.spread, -4.0, 4.0)
    z = z @ network.hidden + network.hidden_bias
    # GELU in the tanh form of Hendrycks & Gimpel 2016
    z *= 0.5 * (1.0 + np.tanh(0.7978845608 * (z + 0.044715 * z * z * z)))
    found: Floats = z @ network.out + network.out_bias
    return found


def context(doc: Doc, wording: Wording, sections: Sequence[str]) -> Context:
    """The features of the respondent's sentences, in their order."""
    talk: Talk = doc.user_data[TALK]
    said = talk.said.nonzero()[0]
    own, asked = wording.own[said], wording.asked[said]
    lists, asked_lists = wording.lists[said], wording.asked_lists[said]
    turn = talk.turn[said]
    column = {name: i for i, name in enumerate(sections)}
    numbers, asks = _marks(talk, said)

    def shift(values: Floats, by: int, fill: float = 0.0) -> Floats:
        """The values of the sentence `by` before, within the turn."""
        return _shift(values, turn, by, fill)

    codes = HEADS["codes"]
    p = softmax(own[:, codes] + asked[:, codes])
    log = np.log(np.maximum(p, FLOOR))
    alone = softmax(own[:, codes])
    both, both_alone = p[:, :_N] + p[:, _N : 2 * _N], alone[:, :_N] + alone[:, _N : 2 * _N]
    topic = np.logaddexp(asked[:, :_N], asked[:, _N : 2 * _N])
    topic = softmax(np.concatenate([topic, np.zeros((len(topic), 1), np.float32)], axis=1))[:, :_N]
    before = np.zeros_like(both)
    for _ in range(REACH):
        before = KEPT * shift(before + both, 1)
    before /= KEPT
    matters, does = p[:, :_N].sum(axis=1, keepdims=True), p[:, _N : 2 * _N].sum(axis=1, keepdims=True)
    nothing = p[:, -1:]
    talking = [i for name, i in column.items() if name.split(".")[0] in _TALKING]
    place, size = _places(turn)
    words = np.log1p(np.bincount(talk.sentence[talk.word], minlength=len(talk.first))[said])
    common = np.column_stack(
        [
            np.minimum(place, 6),
            words,
            np.log1p(size),
            place / np.maximum(size, 1),
            place == 0,
            numbers,
            asks,
            log[:, -1],
            np.log(np.maximum(alone[:, -1], FLOOR)),
            log[:, 2 * _N : -1],
            matters,
            does,
            *(shift(nothing, by, 1.0) for by in (-1, 1, 2, -2)),
            *(shift(kind, by) for by in (1, -1) for kind in (matters, does)),
            asked_lists[:, [column[name] for name in _ASKED]],
            lists[:, talking],
        ]
    ).astype(np.float32)
    criterion = np.stack(
        [
            np.column_stack(
                [
                    own[:, [c, _N + c]],
                    asked[:, [c, _N + c]],
                    log[:, [c, _N + c]],
                    *(_two(values, c) for values in (both_alone, topic, both, before, _lasting(topic, turn))),
                    *(shift(log[:, [c, _N + c]], by, np.log(FLOOR)) for by in (1, 2, -1, -2)),
                    np.delete(p[:, _N : 2 * _N], c, 1).max(axis=1),
                    np.delete(p[:, :_N], c, 1).max(axis=1),
                    *_listed(name, lists, asked_lists, column, shift),
                    np.tile(np.eye(_N)[c], (len(p), 1)),
                ]
            )
            for c, name in enumerate(CRITERIA)
        ]
    ).astype(np.float32)
    other = p[:, 2 * _N : -1]
    signal = np.column_stack(
        [
            common,
            log,
            own[:, 2 * _N : len(CODES)],
            asked[:, 2 * _N : len(CODES)],
            *(shift(p[:, 2 * _N : -1], by) for by in (1, -1, 2)),
            asked_lists[:, talking],
            topic,
            lists,
        ]
    ).astype(np.float32)
    open_ = (both > GATE).T
    good, bad, plain = (
        lists[:, [column[f"{name}.{kind}"] for name in CRITERIA]] for kind in ("positive", "negative", "neutral")
    )
    balance = good.sum(axis=1, keepdims=True) - bad.sum(axis=1, keepdims=True)
    z = own[:, HEADS["performance"]]
    leaning = np.column_stack([z[:, 0] - z[:, 1], balance])
    carried = np.zeros_like(leaning)
    for _ in range(REACH):
        carried = KEPT * shift(carried + leaning, 1)
    judging, asking = (
        [i for name, i in column.items() if name.split(".")[0] in kinds]
        for kinds in (_JUDGING, ("evaluation", "importance"))
    )
    fields = [i for name, i in column.items() if name.endswith(".word")]
    labels = np.column_stack(
        [
            own[:, len(CODES) + 1 :],
            asked[:, len(CODES) + 1 :],
            *(shift(z, by) for by in (1, 2, -1, -2)),
            good.sum(axis=1),
            bad.sum(axis=1),
            plain.sum(axis=1),
            balance > 0,
            balance < 0,
            *(shift(balance, by) for by in (1, -1)),
            log,
            *(shift(p, by) for by in (1, -1)),
            lists[:, judging],
            shift(lists[:, judging], 1),
            lists[:, fields],
            np.minimum(place, 5),
            words,
            carried / KEPT,
            asked_lists[:, asking],
        ]
    ).astype(np.float32)
    labels_of = np.zeros((_N + 1, len(p), 3 + _N), dtype=np.float32)
    labels_of[:_N, :, :3] = np.stack([good, bad, plain], axis=2).transpose(1, 0, 2)
    labels_of[:_N, :, 3:] = np.eye(_N)[:, None, :]
    return Context(open_, criterion, common, signal, labels_of, labels)


def criterion_rows(held: Context, criterion: Ints, sentence: Ints) -> Floats:
    """What the network `criterion` sees of pairs of a criterion and a sentence."""
    return np.concatenate([held.criterion[criterion, sentence], held.common[sentence]], axis=1)


def label_rows(held: Context, criterion: Ints, sentence: Ints) -> Floats:
    """What the network `labels` sees of such pairs; the criterion after the last is none."""
    return np.concatenate([held.labels_of[criterion, sentence], held.labels[sentence]], axis=1)


def _listed(
    name: str, lists: Floats, asked_lists: Floats, column: Mapping[str, int], shift: Shift
) -> tuple[Floats, ...]:
    """What the lists of criterion `name` and those of all others found in the sentence and in the question."""
    mine = [column[f"{name}.{kind}"] for kind in _KINDS]
    kinds = [kind for kind in _KINDS if kind not in ("neutral", "weak")]
    others = [column[f"{other}.{kind}"] for other in CRITERIA if other != name for kind in kinds]
    return (
        lists[:, mine],
        asked_lists[:, mine],
        shift(lists[:, mine], 1),
        np.minimum(lists[:, others].sum(axis=1), 4),
        np.minimum(asked_lists[:, others].sum(axis=1), 4),
    )


def _two(values: Floats, c: int) -> Floats:
    """Of criterion `c`, and the most of any other."""
    return np.column_stack([values[:, c], np.delete(values, c, 1).max(axis=1)])


def _lasting(topic: Floats, turn: Ints) -> Floats:
    """The topics of the questions so far, fading from turn to turn."""
    found = np.zeros_like(topic)
    state, last = np.zeros(topic.shape[1], dtype=np.float32), -1
    for i, here in enumerate(turn.tolist()):
        if here != last:
            state, last = TOPIC * state + topic[i], here
        found[i] = state
    return found


def _shift(values: Floats, turn: Ints, by: int, fill: float = 0.0) -> Floats:
    found = np.full_like(values, fill)
    if by > 0:
        found[by:] = values[:-by]
        found[by:][turn[by:] != turn[:-by]] = fill
    else:
        found[:by] = values[-by:]
        found[:by][turn[:by] != turn[-by:]] = fill
    return found


def _places(turn: Ints) -> tuple[Ints, Ints]:
    """The place of each sentence in its turn, and how many the turn has."""
    if not len(turn):
        return turn, turn
    begins = np.concatenate([[0], (turn[1:] != turn[:-1]).nonzero()[0] + 1])
    sizes = np.diff(np.append(begins, len(turn)))
    return np.arange(len(turn)) - np.repeat(begins, sizes), np.repeat(sizes, sizes)


def _marks(talk: Talk, said: Ints) -> tuple[Bools, Bools]:
    """Which sentences hold a number, and which a question mark."""
    count = len(talk.first)
    number, asks = (
        np.bincount(talk.sentence[talk.norm == mark], minlength=count)[said] > 0 for mark in (_NUMBER, _ASKS)
    )
    return number, asks


def softmax(z: Floats) -> Floats:
    """Over the last axis."""
    if not len(z):
        return z
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    found: Floats = e / e.sum(axis=-1, keepdims=True)
    return found
