"""What a sentence says, by a linear model over its words, its lexicon hits and the question it answers.

The model is a softmax over the (signal, criterion) pairs and "nothing", and a softmax a label set, all over the same
features. It is trained by `benchmarks/train.py` and shipped as numbers in `voc/trained/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from voc import trained
from voc.model import LABELS
from voc.signals.phrases import HITS, Hits
from voc.signals.talk import TALK, Talk

LEARNED = "voc.learned"
CRITERIA = ("price", "quality", "delivery", "features", "service", "strategy", "ease", "risk", "relationship")
OTHERS = ("commodity", "rep_change", "tier", "buying", "value", "shortfall", "renewal", "dependence")
CODES = tuple((s, c) for s in ("importance", "performance") for c in CRITERIA) + tuple((s, "") for s in OTHERS)
"""The classes of the first softmax, before "nothing"."""
QUESTION = 4
"""How many of the interviewer's last sentences count as the question."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Model:
    """`rows`: feature → row of `weights` (features, columns); `columns`: head → slice; `bias` (columns)."""

    rows: Mapping[str, int]
    weights: Floats
    bias: Floats
    columns: Mapping[str, slice]


@dataclass(frozen=True, slots=True)
class Learned:
    """Per sentence: `codes` (S, len(CODES)) probabilities of each code; `labels`: head → (S, labels) probabilities.
    Sentences that are not the respondent's are zero."""

    codes: Floats
    labels: Mapping[str, Floats]


def heads() -> dict[str, slice]:
    """Where each softmax stands among the columns: `codes` with "nothing" last, then a head a label set."""
    found, at = {"codes": slice(0, len(CODES) + 1)}, len(CODES) + 1
    for signal, labels in LABELS.items():
        found[signal] = slice(at, at + len(labels))
        at += len(labels)
    return found


@lru_cache(maxsize=2)
def load() -> Model:
    """The shipped model."""
    with np.load(trained.FOLDER / "sentence.npz") as held:
        names = bytes(held["names"]).decode("utf-8").split("\n")
        return Model(
            {name: i for i, name in enumerate(names)},
            held["weights"].astype(np.float32),
            held["bias"].astype(np.float32),
            heads(),
        )


def features(doc: Doc) -> dict[int, list[tuple[str, float]]]:
    """For each of the respondent's sentences its features and their values; words count for one over the root of their
    number, so that long sentences do not shout."""
    talk: Talk = doc.user_data[TALK]
    hits: Hits = doc.user_data[HITS]
    strings = doc.vocab.strings
    sections: dict[int, dict[str, float]] = {}
    for s, section in zip(talk.sentence[hits.start].tolist(), hits.section.tolist(), strict=True):
        here = sections.setdefault(s, {})
        name = hits.sections[section]
        here[name] = min(here.get(name, 0.0) + 1.0, 2.0)
    found: dict[int, list[tuple[str, float]]] = {}
    question: list[int] = []
    turn, place = -1, 0
    asked: list[tuple[str, float]] = []
    for s in range(len(talk.first)):
        if not talk.said[s]:
            if talk.turn[s] != turn:
                question, turn = [], int(talk.turn[s])
            question.append(s)
            asked = []
            continue
        if talk.turn[s] != turn:
            place, turn = 0, int(talk.turn[s])
        if not asked:
            asked = [("q " + name, value) for q in question[-QUESTION:] for name, value in _own(talk, q, strings, sections)]
        own = _own(talk, s, strings, sections)
        n = int(talk.last[s] - talk.first[s])
        found[s] = [*own, *asked, (f"place {min(place, 3)}", 0.3), (f"length {min(n // 5, 5)}", 0.3)]
        place += 1
    return found


def _own(talk: Talk, s: int, strings: object, sections: dict[int, dict[str, float]]) -> list[tuple[str, float]]:
    a, b = int(talk.first[s]), int(talk.last[s])
    words = [strings[norm] for norm, word in zip(talk.norm[a:b].tolist(), talk.word[a:b].tolist(), strict=True) if word]  # type: ignore[index]
    scale = 1.0 / max(len(words), 1) ** 0.5
    found = [("w " + word, scale) for word in words]
    found += [(f"b {x} {y}", scale) for x, y in zip(["<"] + words, words + [">"], strict=True)]
    return found + [("s " + name, 0.3 * value) for name, value in sections.get(s, {}).items()]


def score(doc: Doc) -> Learned:
    """Run the model over the Doc."""
    model = load()
    talk: Talk = doc.user_data[TALK]
    count = len(talk.first)
    z = np.tile(model.bias, (count, 1))
    rows = model.rows
    for s, found in features(doc).items():
        known = [(rows[name], value) for name, value in found if name in rows]
        if known:
            index, value = zip(*known, strict=True)
            z[s] += np.array(value, dtype=np.float32) @ model.weights[list(index)]
    codes = _softmax(z[:, model.columns["codes"]])[:, : len(CODES)]
    codes[~talk.said] = 0.0
    return Learned(codes, {head: _softmax(z[:, part]) for head, part in model.columns.items() if head != "codes"})


def _softmax(z: Floats) -> Floats:
    e = np.exp(z - z.max(axis=1, keepdims=True)) if len(z) else z
    return e / e.sum(axis=1, keepdims=True) if len(z) else z
