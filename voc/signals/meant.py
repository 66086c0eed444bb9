"""Which criterion a mark is of: "an eight" takes it from the question, "price forty, quality thirty" from the words
beside each number, "importance nine, performance six" from the mark before.

A small network scores each criterion, on what the models and the word lists say of the mark's own part of the sentence,
of the sentence, of those around it and of the question, and on how far another criterion is ahead in each of these; the
best score wins. Trained by `benchmarks/train_meant.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from spacy.tokens import Doc

from voc import trained
from voc.signals import keys
from voc.signals.context import NAMES, Network, enter, leave, softmax
from voc.signals.keys import Ints
from voc.signals.marks import Mark
from voc.signals.phrases import HITS, Hits
from voc.signals.talk import TALK, Talk
from voc.signals.wording import CRITERIA, QUESTION_WORDS, Floats, Model, Wording, columns_of, grams, over, summed

_N = len(CRITERIA)
BARE, RECENT = 6, 12
"""Words up to which a part is short; marks back that are remembered."""
ONCE = ("points", "rank")
"""Kinds of marks that an answer gives to each criterion once."""
_KINDS = ("topic", "positive", "negative", "neutral", "need", "weak")
KNOWN = (
    "part words", "part topic", "part lists", "part clear",
    "sentence words", "sentence topic", "sentence lists",
    "before words", "before topic", "before lists", "after words", "after topic",
    "question words", "question topic", "question lists", "question clear",
    "last asked words", "last asked topic", "last asked lists", "last asked clear",
    "earlier question words", "earlier question topic",
    "bare question words", "bare question topic", "bare last asked topic", "bare last asked words",
    "answer words", "answer topic", "answer lists", "bare answer words", "bare answer topic",
    "judged", "judged in the sentence before", "judged in the sentence after",
)  # fmt: skip
"""What is known of a mark and a criterion by themselves; "bare" where the mark's own part names none and is short."""
SO_FAR = (
    "same kind before", "other kind before", "other kind before, same sentence", "already", "already here",
)  # fmt: skip
"""What is known of them by the marks before."""
FEATURES = KNOWN + SO_FAR


@dataclass(slots=True)
class Before:
    """The marks so far: their kinds, criteria, turns and sentences."""

    marks: list[tuple[str, int, int, int]] = field(default_factory=list)

    def add(self, mark: Mark, criterion: int, turn: int) -> None:
        self.marks.append((_kind(mark), criterion, turn, mark.sentence))


def _kind(mark: Mark) -> str:
    return "performance" if mark.kind == "perf" else "importance"


@lru_cache(maxsize=2)
def load() -> Network:
    """The shipped network: both halves of `weighed` → one score."""
    with np.load(trained.FOLDER / "meant.npz") as held:
        return Network(*(held[name].astype(np.float32) for name in NAMES))


def weighed(features: Floats) -> Floats:
    """(…, criteria, features) → the same with how far each is ahead of the best of the others beside it."""
    order = np.sort(features, axis=-2)
    best, second = order[..., -1:, :], order[..., -2:-1, :]
    return np.concatenate([features, features - np.where(features >= best, second, best)], axis=-1)


class Meaning:
    """What is known of the criteria in each sentence of a Doc and in its questions, to be asked for its marks; `judged`
    (S, criteria) is what each sentence speaks of in its place, as logarithms."""

    def __init__(self, doc: Doc, model: Model, wording: Wording, judged: Floats) -> None:
        self.judged = judged
        self.talk: Talk = doc.user_data[TALK]
        self.model, self.window = model, wording.window
        column = {name: i for i, name in enumerate(model.sections)}
        self.topics = [column[f"{name}.topic"] for name in CRITERIA]
        self.every = np.array([[column[f"{name}.{kind}"] for kind in _KINDS] for name in CRITERIA])
        self.topic = wording.lists[:, self.topics]
        self.lists = np.minimum(wording.lists[:, self.every].sum(axis=2), 2)
        self.own, self.asked = _either(wording.own), _either(wording.asked)
        at = self.talk.word.nonzero()[0]
        self.words, self.owner, self.at = self.talk.norm[at], self.talk.sentence[at], self.talk.place[at]
        hits: Hits = doc.user_data[HITS]
        section = columns_of(hits.sections, model.sections)[hits.section]
        known = section >= 0
        self.hits = self.talk.place[hits.start[known]], section[known]

    def known(self, marks: Sequence[Mark]) -> Floats:
        """(marks, criteria, KNOWN): what is known of each mark before any of them has a criterion."""
        s = np.array([mark.sentence for mark in marks], dtype=np.int64)
        part, size = self._parts(marks, s)
        part_topic, part_lists = self._lists_in(marks)
        known: dict[str, Floats] = {
            "part words": _centred(_either(part)),
            "part topic": part_topic,
            "part lists": part_lists,
            "part clear": _clear(part_lists),
            "sentence words": _centred(self.own[s]),
            "sentence topic": self.topic[s],
            "sentence lists": self.lists[s],
            "judged": _centred(self.judged[s]),
        }
        known |= self._around(s) | self._question(s) | self._answer(s)
        bare = (~part_lists.any(axis=1) & (size <= BARE))[:, None]
        known |= {
            name: np.where(bare, known[name.removeprefix("bare ")], 0) for name in KNOWN if name.startswith("bare ")
        }
        return np.stack([known[name] for name in KNOWN], axis=2).astype(np.float32)

    def _around(self, s: Ints) -> dict[str, Floats]:
        """The sentences before and after, where they are of the same turn."""
        known, last = {}, len(self.talk.turn) - 1
        for where, t in (("before", s - 1), ("after", s + 1)):
            at = t.clip(0, last)
            same = ((t == at) & (self.talk.turn[at] == self.talk.turn[s]))[:, None]
            for name, values in (
                (f"{where} words", _centred(self.own[at])),
                (f"{where} topic", self.topic[at]),
                (f"{where} lists", self.lists[at]),
                (f"judged in the sentence {where}", _centred(self.judged[at])),
            ):
                known[name] = np.where(same, values, 0)
        return known

    def _question(self, s: Ints) -> dict[str, Floats]:
        window = self.window[s]
        begin, end = window[:, 0], window[:, 1]
        last = np.maximum(end - 1, 0)
        asker = np.where(self.talk.said, -1, np.arange(len(self.talk.said)))
        before = np.concatenate([[-1], np.maximum.accumulate(asker)])[begin]
        topic, lists = (np.minimum(over(window, held), 2) for held in (self.topic, self.lists))
        known = {
            "question words": _centred(self.asked[s]),
            "question topic": topic,
            "question lists": lists,
            "question clear": _clear(lists),
            "last asked words": self._asked(last),
            "last asked topic": self.topic[last],
            "last asked lists": self.lists[last],
            "last asked clear": _clear(self.lists[last]),
        }
        earlier = {
            "earlier question words": self._asked(before.clip(0)),
            "earlier question topic": self.topic[before.clip(0)],
        }
        asked = (end > begin)[:, None]
        return {name: np.where(asked, values, 0) for name, values in known.items()} | {
            name: np.where(asked & (before >= 0)[:, None], values, 0) for name, values in earlier.items()
        }

    def _answer(self, s: Ints) -> dict[str, Floats]:
        turn = self.talk.turn[s]
        answer = np.stack([self.talk.turn.searchsorted(turn, side) for side in ("left", "right")], axis=1)
        return {
            "answer words": _centred(over(answer, self.own) / (answer[:, 1:] - answer[:, :1])),
            "answer topic": np.minimum(over(answer, self.topic), 2),
            "answer lists": np.minimum(over(answer, self.lists), 2),
        }

    def _parts(self, marks: Sequence[Mark], s: Ints) -> tuple[Floats, Ints]:
        """What the words of each mark's own part say by themselves (columns of the model), and how many they are."""
        first, stop = (np.array([getattr(mark, end) for mark in marks]) for end in ("first", "stop"))
        begin = np.maximum(self.at.searchsorted(first), self.owner.searchsorted(s))
        end = np.minimum(self.at.searchsorted(stop), self.owner.searchsorted(s, side="right"))
        return self._weighed(begin, end, self.model.own)

    def _asked(self, s: Ints) -> Floats:
        """What single sentences of a question say."""
        some, which = np.unique(s, return_inverse=True)
        begin, end = (self.owner.searchsorted(some, side) for side in ("left", "right"))
        return _centred(_either(QUESTION_WORDS * self._weighed(begin, end, self.model.asked)[0]))[which]

    def _weighed(self, begin: Ints, end: Ints, weights: Floats) -> tuple[Floats, Ints]:
        """Of stretches of words what each says by `weights`, and how many words it has."""
        size = np.maximum(end - begin, 0)
        owner = np.repeat(np.arange(len(size)), size)
        at = np.arange(len(owner)) - np.repeat(size.cumsum() - size, size) + np.repeat(begin, size)
        found, owner = grams(self.words[at], owner)
        rows = keys.find(self.model.words, found)
        value = 1.0 / np.sqrt(np.maximum(size, 1)).astype(np.float32)
        return summed(weights, rows, owner, np.ones(len(rows), dtype=bool), value), size

    def _lists_in(self, marks: Sequence[Mark]) -> tuple[Floats, Floats]:
        begin, section = self.hits
        first, stop = (np.array([[getattr(mark, end)] for mark in marks]) for end in ("first", "stop"))
        mark, hit = ((begin >= first) & (begin < stop)).nonzero()
        width = len(self.model.sections)
        counts = np.bincount(mark * width + section[hit], minlength=len(marks) * width).reshape(-1, width)
        counts = counts.astype(np.float32)
        return np.minimum(counts[:, self.topics], 2), np.minimum(counts[:, self.every].sum(axis=2), 2)


def _either(z: Floats) -> Floats:
    """Of the columns of a criterion's importance and of its performance, one for both."""
    found: Floats = np.logaddexp(z[..., :_N], z[..., _N : 2 * _N])
    return found


def so_far(before: Before, mark: Mark, turn: int) -> Floats:
    """(criteria, SO_FAR): which criteria the marks before were of."""
    kind, s = _kind(mark), mark.sentence
    found = np.zeros((len(SO_FAR), _N), dtype=np.float32)
    same, other_kind, other_here, already, already_here = found
    for other, criterion, when, where in before.marks[-RECENT:]:
        if other == kind:
            already[criterion] += when == turn
            already_here[criterion] += where == s
    if before.marks:
        other, criterion, when, where = before.marks[-1]
        if turn - when <= 2:
            same[criterion] = other == kind
            other_kind[criterion] = other != kind and when == turn
            other_here[criterion] = other != kind and where == s
    return found.T


def _centred(z: Floats) -> Floats:
    found: Floats = (z - z.max(axis=-1, keepdims=True)).clip(-6, 0)
    return found


def _clear(counts: Floats) -> Floats:
    """1 for a criterion that is the only one named."""
    named = counts > 0
    found: Floats = (named & (named.sum(axis=-1, keepdims=True) == 1)).astype(np.float32)
    return found


def criteria(meaning: Meaning, marks: Sequence[Mark], allowed: Iterable[int]) -> Ints:
    """The criterion of each mark, an index into `CRITERIA`, of those that are `allowed`. Who splits points or puts
    criteria in order names each once: of an answer's points, the surest takes its criterion first."""
    closed = np.full(_N, -1e6, dtype=np.float32)
    closed[list(allowed)] = 0.0
    if not marks:
        return np.zeros(0, dtype=np.int64)
    network, before = load(), Before()
    found = []
    scores = np.zeros((len(marks), _N), dtype=np.float32)
    places = np.arange(2 * len(FEATURES)).reshape(2, -1)
    known, told = (places[:, part].ravel() for part in (slice(len(KNOWN)), slice(len(KNOWN), None)))
    entered = enter(network, weighed(meaning.known(marks)), known)
    for i, mark in enumerate(marks):
        turn = int(meaning.talk.turn[mark.sentence])
        z = entered[i] + enter(network, weighed(so_far(before, mark, turn)), told)
        scores[i] = leave(network, z)[:, 0] + closed
        best = int(scores[i].argmax())
        before.add(mark, best, turn)
        found.append(best)
    split: dict[tuple[str, int], list[int]] = {}
    for i, mark in enumerate(marks):
        if mark.kind in ONCE:
            split.setdefault((mark.kind, int(meaning.talk.turn[mark.sentence])), []).append(i)
    for group in split.values():
        for i, criterion in _once(scores[group]).items():
            found[group[i]] = criterion
    return np.array(found, dtype=np.int64)


def _once(scores: Floats) -> dict[int, int]:
    """Row → column, each column once as long as there are others, the likeliest pair first."""
    odds = softmax(scores)
    found: dict[int, int] = {}
    free = odds.copy()
    while len(found) < len(odds):
        if free.max() <= 0:
            free = np.where(np.isin(np.arange(len(odds)), list(found))[:, None], 0.0, odds)
        i, criterion = np.unravel_index(int(free.argmax()), free.shape)
        found[int(i)] = int(criterion)
        free[i], free[:, criterion] = 0.0, 0.0
    return found
