"""Every lexicon in one pass: which entries of which sections stand where.

Single words are looked up by their norm. An entry of several words is anchored on its most telling pair of neighbouring
words: each pair of the text is looked up once, and only where one is known are the other words of the entry looked for.
(spaCy's `PhraseMatcher` needs every combination of alternatives spelled out, 140,000 of them, and a minute to load.)
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.language import Language
from spacy.tokens import Doc

from voc import lexicons
from voc.model import Codebook
from voc.signals.talk import TALK, Ints, Talk

HITS = "voc.hits"
GAP = 4
"""The most words that a `*` in an entry stands for."""

SPELLINGS = 16
"""The most spellings of a reading through contractions among its alternatives."""

Run = tuple[tuple[int, ...], ...]
Slots = tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """Where the lexicons were found, sorted by place: H hits, `start` and `end` (tokens), `section` (index into
    `sections`)."""

    sections: tuple[str, ...]
    start: Ints
    end: Ints
    section: Ints

    def of(self, name: str) -> NDArray[np.bool_]:
        """Which hits belong to section `name`."""
        return self.section == self.sections.index(name) if name in self.sections else np.zeros(len(self.start), bool)


@dataclass(frozen=True, slots=True)
class Entry:
    """A reading of an entry, ready to be looked for: `parts` of slots, anchored at slot `at` of part `anchor`."""

    section: int
    parts: tuple[Slots, ...]
    anchor: int
    at: int


def vocabulary(codebook: Codebook) -> Mapping[str, tuple[str, ...]]:
    """Section id → entries: the built-in lists with what the codebook adds and removes. A criterion's own terms are its
    topic."""
    found = {name: list(entries) for name, entries in lexicons.load(codebook.language).items()}
    for criterion in codebook.criteria:
        terms = [*criterion.terms, *(term for facet in criterion.facets.values() for term in facet)]
        found.setdefault(f"{criterion.id}.topic", []).extend(terms)
    for name, entries in codebook.add.items():
        found.setdefault(name, []).extend(entries)
    for name, entries in codebook.remove.items():
        gone = set(entries)
        found[name] = [entry for entry in found.get(name, []) if entry not in gone]
    return {name: tuple(dict.fromkeys(entries)) for name, entries in found.items()}


class Phrases:
    """The spaCy component: writes `Hits` into `doc.user_data`."""

    def __init__(self, nlp: Language, sections: Mapping[str, Sequence[str]]) -> None:
        self.sections = tuple(sections)
        self.ids: dict[int, int] = {}
        self.words: dict[int, tuple[int, ...]] = {}
        self.anchors: dict[int, list[Entry]] = {}
        self.pairs: dict[int, list[Entry]] = {}
        self._build(nlp, sections)

    def _build(self, nlp: Language, sections: Mapping[str, Sequence[str]]) -> None:
        known: dict[str, tuple[int, ...]] = {"<n>": tuple(t.norm for t in nlp.make_doc("two"))}

        def norms(word: str) -> tuple[int, ...]:
            if word not in known:
                known[word] = tuple(token.norm for token in nlp.make_doc(word))
            return known[word]

        common = {norm for word in (*STOP_WORDS, "<n>", "not", "'s", "get", "year") for norm in norms(word)}
        found: list[tuple[int, tuple[Run, ...]]] = []
        for index, entries in enumerate(sections.values()):
            for entry in entries:
                for reading in lexicons.readings(entry):
                    found += [(index, parts) for parts in _spelled(reading, norms)]
        ids = self.ids
        for _, parts in found:
            for slot in itertools.chain(*parts):
                for norm in slot:
                    ids.setdefault(norm, len(ids) + 1)
        self.size = len(ids) + 1
        words: dict[int, set[int]] = {}
        for index, parts in found:
            telling = [[_telling(slot, common) for slot in part] for part in parts]
            slots = tuple(tuple(frozenset(ids[norm] for norm in slot) for slot in part) for part in parts)
            if len(slots) == 1 and len(slots[0]) == 1:
                for word in slots[0][0]:
                    words.setdefault(word, set()).add(index)
                continue
            pairs = [(telling[p][i] + telling[p][i + 1], p, i) for p, part in enumerate(slots) for i in range(len(part) - 1)]
            if pairs:
                _, p, i = max(pairs, key=lambda pair: (pair[0], -pair[1], -pair[2]))
                entry_ = Entry(index, slots, p, i)
                for a, b in itertools.product(sorted(slots[p][i]), sorted(slots[p][i + 1])):
                    self.pairs.setdefault(a * self.size + b, []).append(entry_)
            else:
                p = max(range(len(slots)), key=lambda p: (telling[p][0], -p))
                entry_ = Entry(index, slots, p, 0)
                for a in sorted(slots[p][0]):
                    self.anchors.setdefault(a, []).append(entry_)
        self.words = {word: tuple(sorted(found_)) for word, found_ in words.items()}

    def __call__(self, doc: Doc) -> Doc:
        talk: Talk = doc.user_data[TALK]
        place = np.flatnonzero(talk.word)
        get = self.ids.get
        ids = [get(norm, 0) for norm in talk.norm[place].tolist()]
        sentence = talk.sentence[place].tolist()
        hits: list[tuple[int, int, int]] = []
        words, anchors = self.words, self.anchors
        for i, word in enumerate(ids):
            if word:
                if word in words:
                    hits.extend((i, i + 1, index) for index in words[word])
                if word in anchors:
                    _look(ids, sentence, i, anchors[word], hits)
        pairs, size = self.pairs, self.size
        for i, (a, b) in enumerate(itertools.pairwise(ids)):
            if a and b:
                entries = pairs.get(a * size + b)
                if entries is not None:
                    _look(ids, sentence, i, entries, hits)
        hits = sorted(set(hits))
        array = np.array(hits, dtype=np.int64).reshape(-1, 3)
        start, end = place[array[:, 0]], place[array[:, 1] - 1] + 1
        doc.user_data[HITS] = Hits(self.sections, start, end, array[:, 2])
        return doc


def _spelled(reading: lexicons.Reading, norms: Callable[[str], tuple[int, ...]]) -> list[tuple[Run, ...]]:
    """A reading in norms: a word that the tokenizer splits ("don't") becomes slots of its own."""
    parts: list[list[Run]] = []
    for part in reading:
        ways: list[Run] = [()]
        for slot in part:
            spelled = [norms(word) for word in slot]
            single = tuple(dict.fromkeys(s[0] for s in spelled if len(s) == 1))
            options: list[Run] = [(single,)] if single else []
            options += [tuple((norm,) for norm in s) for s in spelled if len(s) > 1]
            ways = [way + option for way in ways for option in options][:SPELLINGS]
        parts.append(ways)
    return list(itertools.islice(itertools.product(*parts), SPELLINGS))


def _telling(slot: tuple[int, ...], common: set[int]) -> float:
    """How seldom a slot's words are met, roughly: 1 for a single content word, less for many, little for a stop word."""
    return sum(0.05 if norm in common else 1.0 for norm in slot) / len(slot) ** 1.5


def _look(ids: list[int], sentence: list[int], i: int, entries: list[Entry], hits: list[tuple[int, int, int]]) -> None:
    """Add the entries that stand around word `i`, where their anchor is."""
    n = len(ids)
    for entry in entries:
        part = entry.parts[entry.anchor]
        a = i - entry.at
        b = a + len(part)
        if a < 0 or b > n or sentence[a] != sentence[b - 1]:
            continue
        if not all(ids[a + k] in slot for k, slot in enumerate(part)):
            continue
        here = sentence[i]
        for part in reversed(entry.parts[: entry.anchor]):
            for start in range(a - len(part), a - len(part) - GAP - 1, -1):
                if start < 0 or sentence[start] != here:
                    start = -1
                    break
                if all(ids[start + k] in slot for k, slot in enumerate(part)):
                    break
            else:
                start = -1
            a = start
            if a < 0:
                break
        if a < 0:
            continue
        for part in entry.parts[entry.anchor + 1 :]:
            stop = -1
            for start in range(b, b + GAP + 1):
                if start + len(part) > n or sentence[start + len(part) - 1] != here:
                    break
                if all(ids[start + k] in slot for k, slot in enumerate(part)):
                    stop = start + len(part)
                    break
            b = stop
            if b < 0:
                break
        if b >= 0:
            hits.append((a, b, entry.section))
