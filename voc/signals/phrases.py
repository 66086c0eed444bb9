"""Every lexicon in one pass: which entries of which sections stand where.

Single words are looked up by their norm. An entry of several words is anchored on the pair of its neighbouring words
that fewest entries share: the pairs of the text are looked up all at once, and only where one is known are the other
words of the entry looked for. (spaCy's `PhraseMatcher` needs every combination of alternatives spelled out, 140,000
of them, and a minute to load.)"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from voc import lexicons
from voc.model import Codebook
from voc.signals import compiling, keys
from voc.signals.compiling import SEVERAL, Compiled, Remember, Rows
from voc.signals.keys import Bools, Ints, Words
from voc.signals.talk import TALK, Talk

HITS = "voc.hits"
GAP = 4
"""The most words that a `*` in an entry stands for."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Where the lexicons were found, sorted by place: H hits, `start` and `end` (tokens), `section` (index into
    `sections`)."""

    sections: tuple[str, ...]
    start: Ints
    end: Ints
    section: Ints

    def of(self, name: str) -> Bools:
        """Which hits belong to section `name`."""
        return self.section == self.sections.index(name) if name in self.sections else np.zeros(len(self.start), bool)


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

    def __init__(self, nlp: Language, sections: Mapping[str, Sequence[str]], remember: Remember | None = None) -> None:
        self.sections = tuple(sections)
        self.compiled = compiling.compiled(nlp, sections, remember)

    def __call__(self, doc: Doc) -> Doc:
        return self.pipe([doc])[0]

    def pipe(self, docs: Sequence[Doc]) -> list[Doc]:
        """All the Docs at once, which is quicker: an operation on arrays costs much the same for one and for eight."""
        talks: list[Talk] = [doc.user_data[TALK] for doc in docs]
        places = [talk.word.nonzero()[0] for talk in talks]
        words, sentences = _offsets(map(len, places)), _offsets(len(talk.first) for talk in talks)
        start, end, section = match(
            self.compiled,
            len(self.sections),
            np.concatenate([talk.norm[place] for talk, place in zip(talks, places, strict=True)]),
            np.concatenate(
                [
                    talk.sentence[place] + s
                    for talk, place, s in zip(talks, places, sentences[:-1].tolist(), strict=True)
                ]
            ),
        )
        cuts = start.searchsorted(words)
        for i, (doc, place) in enumerate(zip(docs, places, strict=True)):
            mine = slice(cuts[i], cuts[i + 1])
            first, last = place[start[mine] - words[i]], place[end[mine] - words[i] - 1] + 1
            doc.user_data[HITS] = Hits(self.sections, first, last, section[mine])
        return list(docs)


def _offsets(lengths: Iterable[int]) -> Ints:
    """Where each of the parts begins when all are put together, and last where they end."""
    return np.array([0, *itertools.accumulate(lengths)], dtype=np.int64)


def match(lists: Compiled, sections: int, norms: Words, sentence: Ints) -> tuple[Ints, Ints, Ints]:
    """Start, end and section of every entry found among words given by norm id and sentence: sorted, each once."""
    size = len(lists.norms.held)
    ids = keys.find(lists.norms, norms)
    known = (ids >= 0).nonzero()[0]
    word, alone = _spread(lists.words, known, ids[known])
    pair = known[:-1][known[1:] - known[:-1] == 1]
    group = keys.find(lists.pairs, (ids[pair] * size + ids[pair + 1]).astype(np.uint64))
    near = (group >= 0).nonzero()[0]
    at, pattern = _spread(lists.paired, pair[near], group[near])
    lone, single = _spread(lists.lone, known, ids[known])
    at, pattern = np.concatenate([at, lone]), np.concatenate([pattern, single])
    start, end, pattern = _whole(lists, ids, sentence, at, pattern)
    which, several = _spread(lists.sections, np.arange(len(pattern)), pattern)
    return _sorted(
        np.concatenate([word, start[which]]),
        np.concatenate([word + 1, end[which]]),
        np.concatenate([alone, several]),
        sections,
    )


def _sorted(start: Ints, end: Ints, section: Ints, sections: int) -> tuple[Ints, Ints, Ints]:
    longest = int((end - start).max(initial=0)) + 1
    packed = np.unique((start * longest + (end - start)) * sections + section)
    span, section = np.divmod(packed, sections)
    start, length = np.divmod(span, longest)
    return start, start + length, section


def _spread(rows: Rows, at: Ints, row: Ints) -> tuple[Ints, Ints]:
    """The members of the rows, and for each the place for which its row was wanted."""
    first = rows.first[row]
    count = rows.first[row + 1] - first
    ends = count.cumsum()
    inner = np.arange(int(ends[-1]) if len(ends) else 0) + (first - (ends - count)).repeat(count)
    return at.repeat(count), rows.member[inner]


def _whole(lists: Compiled, ids: Ints, sentence: Ints, at: Ints, pattern: Ints) -> tuple[Ints, Ints, Ints]:
    """Start, end and number of those patterns that stand whole around the place `at` of their anchor."""
    run = lists.anchor[pattern]
    start = at - lists.offset[pattern]
    end = start + lists.run.first[run + 1] - lists.run.first[run]
    inside = ((start >= 0) & (end <= len(ids))).nonzero()[0]
    kept = inside[sentence[start[inside]] == sentence[end[inside] - 1]]
    kept = kept[_stands(lists, ids, start[kept], run[kept], lists.offset[pattern[kept]])]
    start, end, pattern = start[kept], end[kept], pattern[kept]
    for rows, back in ((lists.before, True), (lists.after, False)):
        step = 0
        while len(more := (rows.first[pattern + 1] - rows.first[pattern] > step).nonzero()[0]):
            run = rows.member[rows.first[pattern[more]] + step]
            edge = start if back else end
            edge[more] = _beyond(lists, ids, sentence, edge[more], run, back)
            kept = (edge >= 0).nonzero()[0]
            start, end, pattern = start[kept], end[kept], pattern[kept]
            step += 1
    return start, end, pattern


def _beyond(lists: Compiled, ids: Ints, sentence: Ints, edge: Ints, run: Ints, back: bool) -> Ints:
    """The far edge of each run that is to stand up to `GAP` words behind an edge (before it if `back`) in its sentence:
    the nearest one, -1 if there is none. (Of two `*` on one side, the first takes the nearest run even if only a
    farther one would leave room for the second.)"""
    length = lists.run.first[run + 1] - lists.run.first[run]
    gap = np.arange(GAP, -1, -1)
    start = (edge - length)[:, None] - gap if back else edge[:, None] + gap
    far = start if back else start + length[:, None] - 1
    row, column = ((far >= 0) & (far < len(ids))).nonzero()
    inside = sentence[far[row, column]] == sentence[edge[row] - (not back)]
    row, column = row[inside], column[inside]
    begin = start[row, column]
    stands = _stands(lists, ids, begin, run[row])
    found = np.full(len(run), -1, dtype=np.int64)
    row = row[stands]
    found[row] = begin[stands] if back else begin[stands] + length[row]  # the last one written has the smallest gap
    return found


def _stands(lists: Compiled, ids: Ints, start: Ints, run: Ints, pair: Ints | None = None) -> Ints:
    """Which runs stand where they would start; the two words from offset `pair` on are known to fit."""
    first = lists.run.first[run]
    length = lists.run.first[run + 1] - first
    alive = np.arange(len(run))
    for step in range(int(length.max(initial=0)) - (0 if pair is None else 2)):
        offset = np.full(len(alive), step) if pair is None else step + 2 * (pair[alive] <= step)
        due = (offset < length[alive]).nonzero()[0]
        of, offset = alive[due], offset[due]
        fits = np.ones(len(alive), dtype=bool)
        fits[due] = _holds(lists, lists.run.member[first[of] + offset], ids[start[of] + offset])
        alive = alive[fits]
    return alive


def _holds(lists: Compiled, slot: Ints, word: Ints) -> Bools:
    """Whether each slot allows the word; most slots allow one."""
    only = lists.only[slot]
    holds: Bools = only == word  # a word that no entry holds is -1, which no slot allows
    several = ((only == SEVERAL) & (word >= 0)).nonzero()[0]
    wanted = (slot[several] * len(lists.norms.held) + word[several]).astype(np.uint64)
    holds[several] = keys.find(lists.allowed, wanted) >= 0
    return holds
