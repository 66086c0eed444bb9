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
from voc.signals.context import NAMES, Network, run, softmax
from voc.signals.keys import Bools, Ints
from voc.signals.marks import Mark
from voc.signals.phrases import HITS, Hits
from voc.signals.talk import TALK, Talk
from voc.signals.wording import CRITERIA, QUESTION_WORDS, Floats, Model, Wording, columns_of, grams

_N = len(CRITERIA)
BARE, RECENT = 6, 12
"""Words up to which a part is short; marks back that are remembered."""
ONCE = ("points", "rank")
"""Kinds of marks that an answer gives to each criterion once."""
_KINDS = ("topic", "positive", "negative", "neutral", "need", "weak")
FEATURES = (
    "part words", "part topic", "part lists", "part clear",
    "sentence words", "sentence topic", "sentence lists",
    "before words", "before topic", "before lists", "after words", "after topic",
    "question words", "question topic", "question lists", "question clear",
    "last asked words", "last asked topic", "last asked lists", "last asked clear",
    "earlier question words", "earlier question topic",
    "bare question words", "bare question topic", "bare last asked topic", "bare last asked words",
    "answer words", "answer topic", "answer lists", "bare answer words", "bare answer topic",
    "judged", "judged in the sentence before", "judged in the sentence after",
    "same kind before", "other kind before", "other kind before, same sentence", "already", "already here",
)  # fmt: skip
"""What is known of a mark and a criterion; "bare" where the mark's own part names none and is short."""


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
    """What is known of the criteria in each sentence of a Doc and in its questions, to be asked mark by mark; `judged`
    (S, criteria) is what each sentence speaks of in its place, as logarithms."""

    def __init__(self, doc: Doc, model: Model, wording: Wording, judged: Floats) -> None:
        self.judged = judged
        self.questions: dict[int, Floats] = {}
        self.talk: Talk = doc.user_data[TALK]
        self.model, self.wording = model, wording
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

    def features(self, mark: Mark, before: Before) -> Floats:
        """(criteria, FEATURES)."""
        talk, s, kind = self.talk, mark.sentence, _kind(mark)
        turn = int(talk.turn[s])
        part, size = self._part(mark, s)
        part_topic, part_lists = self._lists_in(mark.first, mark.stop)
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
        for where, t in (("before", s - 1), ("after", s + 1)):
            if 0 <= t < len(talk.turn) and talk.turn[t] == turn:
                known[f"{where} words"] = _centred(self.own[t])
                known[f"{where} topic"], known[f"{where} lists"] = self.topic[t], self.lists[t]
                known[f"judged in the sentence {where}"] = _centred(self.judged[t])
        known |= self._question(s)
        answer = (talk.turn == turn).nonzero()[0]
        known["answer words"] = _centred(self.own[answer].mean(axis=0))
        known["answer topic"], known["answer lists"] = (
            np.minimum(held[answer].sum(axis=0), 2) for held in (self.topic, self.lists)
        )
        if not part_lists.any() and size <= BARE:
            known |= {f"bare {name}": values for name, values in known.items() if f"bare {name}" in FEATURES}
        known |= _so_far(before, kind, turn, s)
        nothing = np.zeros(_N, dtype=np.float32)
        return np.stack([known.get(name, nothing) for name in FEATURES], axis=1).astype(np.float32)

    def _question(self, s: int) -> dict[str, Floats]:
        begin, end = self.wording.window[s].tolist()
        if end == begin:
            return {}
        topic, lists = (np.minimum(held[begin:end].sum(axis=0), 2) for held in (self.topic, self.lists))
        last = self._asked(end - 1)
        known = {
            "question words": _centred(self.asked[s]),
            "question topic": topic,
            "question lists": lists,
            "question clear": _clear(lists),
            "last asked words": _centred(_either(last)),
            "last asked topic": self.topic[end - 1],
            "last asked lists": self.lists[end - 1],
            "last asked clear": _clear(self.lists[end - 1]),
        }
        earlier = (~self.talk.said[:begin]).nonzero()[0]
        if len(earlier):
            known["earlier question words"] = _centred(_either(self._asked(int(earlier[-1]))))
            known["earlier question topic"] = self.topic[earlier[-1]]
        return known

    def _part(self, mark: Mark, s: int) -> tuple[Floats, int]:
        """What the words of the mark's own part say by themselves (columns of the model), and how many they are."""
        return self._weighed((self.at >= mark.first) & (self.at < mark.stop) & (self.owner == s), self.model.own)

    def _asked(self, s: int) -> Floats:
        """What one sentence of a question says."""
        if s not in self.questions:
            self.questions[s] = QUESTION_WORDS * self._weighed(self.owner == s, self.model.asked)[0]
        return self.questions[s]

    def _weighed(self, which: Bools, weights: Floats) -> tuple[Floats, int]:
        words = self.words[which]
        if not len(words):
            return np.zeros(weights.shape[1], dtype=np.float32), 0
        rows = keys.find(self.model.words, grams(words, np.zeros(len(words), dtype=np.int64))[0])
        return weights[rows[rows >= 0]].sum(axis=0) / np.float32(len(words) ** 0.5), len(words)

    def _lists_in(self, first: int, stop: int) -> tuple[Floats, Floats]:
        begin, section = self.hits
        which = (begin >= first) & (begin < stop)
        counts = np.bincount(section[which], minlength=len(self.model.sections)).astype(np.float32)
        return np.minimum(counts[self.topics], 2), np.minimum(counts[self.every].sum(axis=1), 2)


def _either(z: Floats) -> Floats:
    """Of the columns of a criterion's importance and of its performance, one for both."""
    found: Floats = np.logaddexp(z[..., :_N], z[..., _N : 2 * _N])
    return found


def _so_far(before: Before, kind: str, turn: int, s: int) -> dict[str, Floats]:
    """Which criteria marks were given to before."""
    found = {name: np.zeros(_N, dtype=np.float32) for name in FEATURES[-5:]}
    for other, criterion, when, where in before.marks[-RECENT:]:
        if other == kind:
            found["already"][criterion] += when == turn
            found["already here"][criterion] += where == s
    if before.marks:
        other, criterion, when, where = before.marks[-1]
        if turn - when <= 2:
            found["same kind before"][criterion] = other == kind
            found["other kind before"][criterion] = other != kind and when == turn
            found["other kind before, same sentence"][criterion] = other != kind and where == s
    return found


def _centred(z: Floats) -> Floats:
    found: Floats = (z - z.max()).clip(-6, 0)
    return found


def _clear(counts: Floats) -> Floats:
    """1 for a criterion that is the only one named."""
    named = counts > 0
    found: Floats = (named & (named.sum() == 1)).astype(np.float32)
    return found


def criteria(meaning: Meaning, marks: Sequence[Mark], allowed: Iterable[int]) -> Ints:
    """The criterion of each mark, an index into `CRITERIA`, of those that are `allowed`. Who splits points or puts
    criteria in order names each once: of an answer's points, the surest takes its criterion first."""
    closed = np.full(_N, -1e6, dtype=np.float32)
    closed[list(allowed)] = 0.0
    network, before = load(), Before()
    found = []
    scores = np.zeros((len(marks), _N), dtype=np.float32)
    for i, mark in enumerate(marks):
        scores[i] = run(network, weighed(meaning.features(mark, before)))[:, 0] + closed
        best = int(scores[i].argmax())
        before.add(mark, best, int(meaning.talk.turn[mark.sentence]))
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
