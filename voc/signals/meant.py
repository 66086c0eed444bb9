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
from voc.signals import about
from voc.signals.keys import Ints
from voc.signals.marks import Mark
from voc.signals.networks import NAMES, Network, enter, leave, softmax
from voc.signals.stretches import Stretches
from voc.signals.talk import TALK, Talk
from voc.signals.wording import CRITERIA, QUESTION_WORDS, Floats, Model, Wording, over

_N = len(CRITERIA)
BARE, RECENT = 6, 12
"""Words up to which a part is short; marks back that are remembered."""
ONCE = ("points", "rank")
"""Kinds of marks that an answer gives to each criterion once."""
_KINDS = ("topic", "positive", "negative", "neutral", "need", "weak")
KNOWN = (
    "part about", "part words", "part topic", "part lists", "part clear",
    "sentence about", "sentence words", "sentence topic", "sentence lists",
    "before about", "before words", "before topic", "before lists", "after about", "after words", "after topic",
    "question words", "question topic", "question lists", "question clear",
    "last asked about", "last asked words", "last asked topic", "last asked lists", "last asked clear",
    "earlier question about", "earlier question words", "earlier question topic",
    "bare question words", "bare question topic",
    "bare last asked about", "bare last asked topic", "bare last asked words",
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
    (S, criteria) is what each sentence speaks of in its place, as logarithms, `topics` what each is about by its words
    (see `about.sentences`)."""

    def __init__(
        self, doc: Doc, model: Model, wording: Wording, judged: Floats, topics: Floats, said: about.Side
    ) -> None:
        self.judged, self.topics, self.said = judged, topics, said
        self.talk: Talk = doc.user_data[TALK]
        self.model, self.window = model, wording.window
        column = {name: i for i, name in enumerate(model.sections)}
        self.named = [column[f"{name}.topic"] for name in CRITERIA]
        self.every = np.array([[column[f"{name}.{kind}"] for kind in _KINDS] for name in CRITERIA])
        self.topic = wording.lists[:, self.named]
        self.lists = np.minimum(wording.lists[:, self.every].sum(axis=2), 2)
        self.own, self.asked = _either(wording.own), _either(wording.asked)
        self.stretches = Stretches(doc, model.sections)

    def known(self, marks: Sequence[Mark]) -> Floats:
        """(marks, criteria, KNOWN): what is known of each mark before any of them has a criterion."""
        s = np.array([mark.sentence for mark in marks], dtype=np.int64)
        first, stop = (np.array([getattr(mark, end) for mark in marks]) for end in ("first", "stop"))
        counts = self.stretches.lists(first, stop)
        part_topic, part_lists = counts[:, self.named], np.minimum(counts[:, self.every].sum(axis=2), 2)
        begin, end = self.stretches.within(s, first, stop)
        part = self.stretches.weighed(begin, end, self.model.words, self.model.own)
        known: dict[str, Floats] = {
            "part about": self.said.read(self.stretches, begin, end, counts),
            "part words": about.centred(_either(part)),
            "part topic": part_topic,
            "part lists": part_lists,
            "part clear": _clear(part_lists),
            "sentence about": self.topics[s],
            "sentence words": about.centred(self.own[s]),
            "sentence topic": self.topic[s],
            "sentence lists": self.lists[s],
            "judged": about.centred(self.judged[s]),
        }
        known |= self._around(s) | self._question(s) | self._answer(s)
        bare = (~part_lists.any(axis=1) & (end - begin <= BARE))[:, None]
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
                (f"{where} about", self.topics[at]),
                (f"{where} words", about.centred(self.own[at])),
                (f"{where} topic", self.topic[at]),
                (f"{where} lists", self.lists[at]),
                (f"judged in the sentence {where}", about.centred(self.judged[at])),
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
            "question words": about.centred(self.asked[s]),
            "question topic": topic,
            "question lists": lists,
            "question clear": _clear(lists),
            "last asked about": self.topics[last],
            "last asked words": self._asked(last),
            "last asked topic": self.topic[last],
            "last asked lists": self.lists[last],
            "last asked clear": _clear(self.lists[last]),
        }
        earlier = {
            "earlier question about": self.topics[before.clip(0)],
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
            "answer words": about.centred(over(answer, self.own) / (answer[:, 1:] - answer[:, :1])),
            "answer topic": np.minimum(over(answer, self.topic), 2),
            "answer lists": np.minimum(over(answer, self.lists), 2),
        }

    def _asked(self, s: Ints) -> Floats:
        """What single sentences of a question say."""
        some, which = np.unique(s, return_inverse=True)
        z = self.stretches.weighed(*self.stretches.sentences(some), self.model.words, self.model.asked)
        return about.centred(_either(QUESTION_WORDS * z))[which]


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
