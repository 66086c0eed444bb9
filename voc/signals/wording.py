"""What a sentence says by its own words and by the question it answers: a linear model over words, pairs of words and
word lists.

A softmax over the (signal, criterion) pairs and "nothing", and one a label set, all over the same features; trained by
`benchmarks/train.py` with `design`, which makes the same features for all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from voc import trained
from voc.model import LABELS
from voc.signals import keys
from voc.signals.keys import Bools, Ints, Keys, Words
from voc.signals.phrases import HITS, Hits
from voc.signals.talk import TALK, Talk

CRITERIA = ("price", "quality", "delivery", "features", "service", "strategy", "ease", "risk", "relationship")
OTHERS = ("commodity", "rep_change", "tier", "buying", "value", "shortfall", "renewal", "dependence")
CODES = tuple((s, c) for s in ("importance", "performance") for c in CRITERIA) + tuple((s, "") for s in OTHERS)
"""The classes of the first softmax, before "nothing"."""
QUESTION = 4
"""How many of the interviewer's last sentences count as the question."""
QUESTION_WORDS, SECTION, PLACE = 0.5, 0.3, 0.3
"""How large the values of a question's words, of word lists, of place and length are beside a sentence's own words;
the smaller, the less they are trusted (the weights are held small by the same penalty)."""
PLACES, LENGTHS = 4, 6

_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_BEGIN, _END = np.uint64(1), np.array([2], dtype=np.uint64)

Floats = NDArray[np.float32]


def heads() -> dict[str, slice]:
    """Where each softmax stands among the columns: `codes` with "nothing" last, then a head a label set."""
    found, at = {"codes": slice(0, len(CODES) + 1)}, len(CODES) + 1
    for signal, labels in LABELS.items():
        found[signal] = slice(at, at + len(labels))
        at += len(labels)
    return found


HEADS = heads()
COLUMNS = max(part.stop for part in HEADS.values())
LABELLED = slice(HEADS["codes"].stop, COLUMNS)
"""The columns of all label sets."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The sentences of several Docs in a row, so that each step is taken once for all of them.

    `first` (docs + 1) is where each Doc's sentences begin; `turn` (S) numbers turns through all Docs, `opening` (S) is
    the first sentence of each sentence's turn. `norm` and `owner` (W) are the words and their sentences, `words` (S)
    their number. `lists` (S, sections) counts word lists up to 2. `window` (S, 2) bounds the sentences of the question
    that a sentence answers, both 0 where there is none.
    """

    first: Ints
    said: Bools
    turn: Ints
    opening: Ints
    norm: Words
    owner: Ints
    words: Ints
    lists: Floats
    window: Ints


@dataclass(frozen=True, slots=True)
class Wording:
    """Per sentence the columns of `HEADS` before the softmax: `own` (S, columns) from its words, `asked` (S, columns)
    from the question; both are 0 for sentences that are not the respondent's. `lists` and `asked_lists` (S, sections of
    the model) count the word lists up to 2 in each, `window` (S, 2) bounds the question."""

    own: Floats
    asked: Floats
    lists: Floats
    asked_lists: Floats
    window: Ints


@dataclass(frozen=True, slots=True)
class Model:
    """`words` are the keys of the grams that are known, `own` and `asked` (keys + 1, columns) their weights, last a row
    of zeros for what is not known; the same for `sections` in `own_lists` and `asked_lists`."""

    words: Keys
    own: Floats
    asked: Floats
    sections: tuple[str, ...]
    own_lists: Floats
    asked_lists: Floats
    place: Floats
    length: Floats
    bias: Floats


@lru_cache(maxsize=2)
def load() -> Model:
    """The shipped model."""
    with np.load(trained.FOLDER / "wording.npz") as held:
        zero = np.zeros((1, COLUMNS), dtype=np.float32)
        scale = held["scale"].astype(np.float32)
        own, asked = ((np.concatenate([held[name] * scale, zero])).astype(np.float32) for name in ("own", "asked"))
        return Model(
            keys.index(held["words"]),
            own,
            asked,
            tuple(bytes(held["sections"]).decode("utf-8").split("\n")),
            *(held[name].astype(np.float32) for name in ("own_lists", "asked_lists", "place", "length", "bias")),
        )


def gather(docs: Sequence[Doc], sections: tuple[str, ...]) -> Batch:
    """The Docs laid out in a row, with the word lists `sections` in that order."""
    talks: list[Talk] = [doc.user_data[TALK] for doc in docs]
    sizes = np.array([len(talk.first) for talk in talks], dtype=np.int64)
    first = np.concatenate([[0], sizes.cumsum()])
    turns = np.concatenate([[0], np.cumsum([len(talk.chars) + 1 for talk in talks])])
    count = int(first[-1])
    said = np.concatenate([talk.said for talk in talks])
    turn = np.concatenate([talk.turn + at for talk, at in zip(talks, turns[:-1], strict=True)])
    norm = np.concatenate([talk.norm[talk.word] for talk in talks])
    owner = np.concatenate([talk.sentence[talk.word] + at for talk, at in zip(talks, first[:-1], strict=True)])
    new = np.ones(count, dtype=bool)
    new[1:] = turn[1:] != turn[:-1]
    opening = np.maximum.accumulate(np.where(new, np.arange(count), 0))
    window = _windows(said, opening, np.repeat(first[:-1], sizes))
    lists = np.concatenate([_counted(doc, len(talk.first), sections) for doc, talk in zip(docs, talks, strict=True)])
    return Batch(first, said, turn, opening, norm, owner, np.bincount(owner, minlength=count), lists, window)


def grams(words: Words, owner: Ints) -> tuple[Words, Ints]:
    """The keys of all words and of all pairs of neighbours, the bounds of a sentence included, and whose they are."""
    opens, closes = np.ones(len(words), dtype=bool), np.ones(len(words), dtype=bool)
    opens[1:] = owner[1:] != owner[:-1]
    closes[:-1] = opens[1:]
    before = np.where(opens, _BEGIN, np.roll(words, 1))
    pairs = before * _FIRST + words * _SECOND
    ends = words[closes] * _FIRST + _END * _SECOND
    return np.concatenate([words, pairs, ends]), np.concatenate([owner, owner, owner[closes]])


def _windows(said: Bools, opening: Ints, begins: Ints) -> Ints:
    """For each sentence where the question before it begins and ends; `begins` is where its Doc begins."""
    last = np.maximum.accumulate(np.where(said, -1, np.arange(len(said))))
    asked = said & (last >= begins)
    end = np.where(asked, last + 1, 0)
    return np.stack([np.where(asked, np.maximum(opening[last], end - QUESTION), 0), end], axis=1)


def _counted(doc: Doc, count: int, sections: tuple[str, ...]) -> Floats:
    """How often each word list was hit in each sentence, up to 2."""
    talk: Talk = doc.user_data[TALK]
    hits: Hits = doc.user_data[HITS]
    columns = columns_of(hits.sections, sections)[hits.section]
    known = columns >= 0
    at = talk.sentence[hits.start[known]] * len(sections) + columns[known]
    counts = np.bincount(at, minlength=count * len(sections)).reshape(count, len(sections))
    return np.minimum(counts, 2).astype(np.float32)


@lru_cache(maxsize=8)
def columns_of(held: tuple[str, ...], wanted: tuple[str, ...]) -> Ints:
    """For each section that a Doc's hits may be of its column among those `wanted`, -1 where there is none."""
    place: Mapping[str, int] = {name: i for i, name in enumerate(wanted)}
    return np.array([place.get(name, -1) for name in held] or [-1], dtype=np.int64)


def read(batch: Batch, model: Model) -> Wording:
    """Run the model over a batch."""
    said, value = batch.said, 1.0 / np.sqrt(np.maximum(batch.words, 1)).astype(np.float32)
    place, length = classes(batch)
    found, owner = grams(batch.norm, batch.owner)
    rows = keys.find(model.words, found)
    asked_lists = np.minimum(over(batch.window, batch.lists), np.float32(2))
    own = summed(model.own, rows, owner, said[owner], value)
    own += (np.float32(SECTION) * batch.lists) @ model.own_lists
    own += np.float32(PLACE) * (model.place[place] + model.length[length]) + model.bias
    words = summed(model.asked, rows, owner, ~said[owner], value)
    words *= np.float32(QUESTION_WORDS)
    asked: Floats = over(batch.window, words) + (np.float32(SECTION) * asked_lists) @ model.asked_lists
    own[~said] = 0.0
    asked[~said] = 0.0
    return Wording(own, asked, batch.lists, asked_lists, batch.window)


def classes(batch: Batch) -> tuple[Ints, Ints]:
    """The class of each sentence's place in its turn, and of its length."""
    return np.minimum(np.arange(len(batch.said)) - batch.opening, PLACES - 1), np.minimum(batch.words // 5, LENGTHS - 1)


def summed(weights: Floats, rows: Ints, owner: Ints, which: Bools, value: Floats) -> Floats:
    """(S, columns): the weighed grams of each sentence, of those that are `which` and known."""
    which = which & (rows >= 0)
    owner, rows = owner[which], rows[which]
    order = owner.argsort(kind="stable")
    owner, rows = owner[order], rows[order]
    found = np.zeros((len(value), weights.shape[1]), dtype=np.float32)
    if len(owner):
        begins = np.concatenate([[0], (owner[1:] != owner[:-1]).nonzero()[0] + 1])
        here = owner[begins]
        found[here] = np.add.reduceat(weights[rows], begins) * value[here, None]
    return found


def over(window: Ints, values: Floats) -> Floats:
    """The sums of `values` (S, columns) over stretches of sentences, whose bounds are `window` (…, 2)."""
    total = np.zeros((len(values) + 1, values.shape[1]), dtype=np.float64)
    np.cumsum(values, axis=0, out=total[1:])
    found: Floats = (total[window[:, 1]] - total[window[:, 0]]).astype(np.float32)
    return found
