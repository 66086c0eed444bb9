"""What a sentence says in its place: the wording of the sentence, of those around it and of the question, what the talk
was about before, and the word lists, weighed by small networks of one hidden layer.

One network judges a sentence and a criterion (importance, performance), the same for all criteria; one judges the
signals without a criterion; one judges the labels of what is said. Trained by `benchmarks/train.py` on
wording read out of interviews that the wording model had not seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from spacy.strings import get_string_id

from voc import trained
from voc.signals import networks
from voc.signals.keys import Bools, Ints
from voc.signals.wording import CODES, CRITERIA, HEADS, OTHERS, Batch, Floats, Wording
from voc.signals.words import NUMBER

NETWORKS = ("criterion", "signal", "labels")
GATE = 0.01
"""A criterion is looked at in a sentence only where its wording gives at least so much probability to it."""
FLOOR = 2e-3
"""Probabilities are held above this before their logarithm is taken."""
KEPT, TOPIC = 0.6, 0.5
"""How much of what a sentence spoke of is still there a sentence later, and of a question's topic a turn later."""
REACH = 5
"""Sentences over which that is followed."""

_NUMBER = get_string_id(NUMBER)
_KINDS = ("topic", "positive", "negative", "neutral", "need", "weak")
_NAMING = ("topic", "positive", "negative", "need")
_LOW = float(np.log(FLOOR))
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
def load() -> dict[str, networks.Network]:
    """The shipped networks."""
    with np.load(trained.FOLDER / "context.npz") as held:
        return {
            n: networks.Network(*(held[f"{n}.{name}"].astype(np.float32) for name in networks.NAMES)) for n in NETWORKS
        }


def context(batch: Batch, wording: Wording, topics: Floats, sections: tuple[str, ...]) -> Context:
    """The features of the respondent's sentences, in their order; `topics` is of `about.sentences`."""
    said = batch.said.nonzero()[0]
    own, asked = wording.own[said], wording.asked[said]
    lists, asked_lists = wording.lists[said], wording.asked_lists[said]
    turn = batch.turn[said]
    column = {name: i for i, name in enumerate(sections)}

    def shift(values: Floats, by: int, fill: float = 0.0) -> Floats:
        """The values of the sentence `by` before, within the turn."""
        return _shift(values, turn, by, fill)

    codes = HEADS["codes"]
    p, alone = networks.softmax(own[:, codes] + asked[:, codes]), networks.softmax(own[:, codes])
    log = np.log(np.maximum(p, FLOOR))
    matter, do = slice(0, _N), slice(_N, 2 * _N)
    both, both_alone = p[:, matter] + p[:, do], alone[:, matter] + alone[:, do]
    topic = np.logaddexp(asked[:, matter], asked[:, do])
    topic = networks.softmax(np.concatenate([topic, np.zeros((len(topic), 1), np.float32)], axis=1))[:, :_N]
    before = _carried(both, turn)
    matters, does = p[:, matter].sum(axis=1, keepdims=True), p[:, do].sum(axis=1, keepdims=True)
    nothing = p[:, -1:]
    talking = [i for name, i in column.items() if name.split(".")[0] in _TALKING]
    place, size = _places(turn)
    words = np.log1p(batch.words[said])
    common = np.column_stack(
        [
            np.minimum(place, 6),
            words,
            np.log1p(size),
            place / np.maximum(size, 1),
            place == 0,
            _numbered(batch, said),
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
    kinds = {kind: lists[:, [column[f"{name}.{kind}"] for name in CRITERIA]] for kind in _KINDS}
    asked_kinds = {kind: asked_lists[:, [column[f"{name}.{kind}"] for name in CRITERIA]] for kind in _KINDS}
    spoken = [np.sum([held[kind] for kind in _NAMING], axis=0) for held in (kinds, asked_kinds)]
    ones = np.broadcast_to(np.eye(_N, dtype=np.float32)[:, None, :], (_N, len(p), _N))
    criterion = np.concatenate(
        [
            np.stack(
                [
                    *(z[:, part].T for z in (own, asked, log) for part in (matter, do)),
                    *(
                        v.T
                        for values in (
                            *(both_alone, topic, both, before, _lasting(topic, batch, said)),
                            *(topics[said], _asked(topics, batch, said)),
                        )
                        for v in _two(values)
                    ),
                    *(shift(topics[said], by).T for by in (1, -1)),
                    *(shift(log[:, part], by, _LOW).T for by in (1, 2, -1, -2) for part in (matter, do)),
                    *(_two(p[:, part])[1].T for part in (do, matter)),
                    *(kinds[kind].T for kind in _KINDS),
                    *(asked_kinds[kind].T for kind in _KINDS),
                    *(shift(kinds[kind], 1).T for kind in _KINDS),
                    *(np.minimum(named.sum(axis=1, keepdims=True) - named, 4).T for named in spoken),
                ],
                axis=2,
            ),
            ones,
        ],
        axis=2,
        dtype=np.float32,
    )
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
    good, bad, plain = kinds["positive"], kinds["negative"], kinds["neutral"]
    balance = good.sum(axis=1, keepdims=True) - bad.sum(axis=1, keepdims=True)
    z = own[:, HEADS["performance"]]
    leaning = np.column_stack([z[:, 0] - z[:, 1], balance])
    judging, asking = (
        [i for name, i in column.items() if name.split(".")[0] in among]
        for among in (_JUDGING, ("evaluation", "importance"))
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
            _carried(leaning, turn),
            asked_lists[:, asking],
        ]
    ).astype(np.float32)
    labels_of = np.zeros((_N + 1, len(p), 3 + _N), dtype=np.float32)
    labels_of[:_N, :, :3] = np.stack([good, bad, plain], axis=2).transpose(1, 0, 2)
    labels_of[:_N, :, 3:] = ones
    return Context(open_, criterion, common, signal, labels_of, labels)


def criterion_rows(held: Context, criterion: Ints, sentence: Ints) -> Floats:
    """What the network `criterion` sees of pairs of a criterion and a sentence."""
    return np.concatenate([held.criterion[criterion, sentence], held.common[sentence]], axis=1)


def label_rows(held: Context, criterion: Ints, sentence: Ints) -> Floats:
    """What the network `labels` sees of such pairs; the criterion after the last is none."""
    return np.concatenate([held.labels_of[criterion, sentence], held.labels[sentence]], axis=1)


def _two(values: Floats) -> tuple[Floats, Floats]:
    """Of each criterion, and the most of any other."""
    order = np.sort(values, axis=1)
    best, second = order[:, -1:], order[:, -2:-1]
    return values, np.where(values >= best, second, best)


def _asked(topics: Floats, batch: Batch, said: Ints) -> Floats:
    """What the last sentence of each question is about, 0 where there is none."""
    end = batch.window[said, 1]
    found: Floats = np.where(end[:, None] > 0, topics[np.maximum(end - 1, 0)], 0)
    return found


def _carried(values: Floats, turn: Ints) -> Floats:
    """What was said before in the turn, the less the longer ago."""
    found = np.zeros_like(values)
    for _ in range(REACH):
        found = KEPT * _shift(found + values, turn, 1)
    return found / KEPT


def _lasting(topic: Floats, batch: Batch, said: Ints) -> Floats:
    """The topics of the questions so far, fading from turn to turn."""
    turn = batch.turn[said]
    begins = np.ones(len(turn), dtype=bool)
    begins[1:] = turn[1:] != turn[:-1]
    at = begins.nonzero()[0]
    states = topic[at]
    doc = batch.first.searchsorted(said[at], side="right")
    for i in range(1, len(at)):
        if doc[i] == doc[i - 1]:
            states[i] += TOPIC * states[i - 1]
    found: Floats = states[begins.cumsum() - 1]
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


def _numbered(batch: Batch, said: Ints) -> Bools:
    """Which sentences hold a number."""
    found: Bools = np.bincount(batch.owner[batch.norm == _NUMBER], minlength=len(batch.said))[said] > 0
    return found
