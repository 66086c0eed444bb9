"""Stretches of an interview's words: sentences, parts of them, and what a table of weights says of each."""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc

from voc.signals import keys
from voc.signals.keys import Ints, Keys
from voc.signals.phrases import HITS, Hits
from voc.signals.talk import TALK, Talk
from voc.signals.wording import Floats, columns_of, grams, summed

MOST = 2
"""How often a word list counts in a stretch at most."""


class Stretches:
    """A Doc's words in a row, marks left out, with the word lists `sections`. A stretch is a pair (begin, end) of
    places in that row."""

    def __init__(self, doc: Doc, sections: tuple[str, ...]) -> None:
        self.talk: Talk = doc.user_data[TALK]
        at = self.talk.word.nonzero()[0]
        self.words, self.owner, self.at = self.talk.norm[at], self.talk.sentence[at], self.talk.place[at]
        hits: Hits = doc.user_data[HITS]
        section = columns_of(hits.sections, sections)[hits.section]
        known = section >= 0
        self.hit, self.section = self.talk.place[hits.start[known]], section[known]
        self.width = len(sections)

    def sentences(self, s: Ints) -> tuple[Ints, Ints]:
        """The stretches of whole sentences."""
        return self.owner.searchsorted(s), self.owner.searchsorted(s, side="right")

    def within(self, s: Ints, first: Ints, stop: Ints) -> tuple[Ints, Ints]:
        """The stretches of sentences between characters of the text."""
        begin, end = self.sentences(s)
        return np.maximum(self.at.searchsorted(first), begin), np.minimum(self.at.searchsorted(stop), end)

    def grams(self, begin: Ints, end: Ints) -> tuple[keys.Words, Ints, Ints]:
        """The grams of stretches, whose they are, and how many words each stretch has."""
        size = np.maximum(end - begin, 0)
        owner = np.repeat(np.arange(len(size)), size)
        at = np.arange(len(owner)) - np.repeat(size.cumsum() - size, size) + np.repeat(begin, size)
        found, owner = grams(self.words[at], owner)
        return found, owner, size

    def weighed(self, begin: Ints, end: Ints, table: Keys, weights: Floats) -> Floats:
        """(stretches, columns): what each says by the weights of its grams, over the root of its length."""
        found, owner, size = self.grams(begin, end)
        rows = keys.find(table, found)
        value = 1.0 / np.sqrt(np.maximum(size, 1)).astype(np.float32)
        return summed(weights, rows, owner, np.ones(len(rows), dtype=bool), value)

    def lists(self, first: Ints, stop: Ints) -> Floats:
        """(stretches, sections): how often each word list was hit between characters of the text, up to `MOST`."""
        which, hit = ((self.hit >= first[:, None]) & (self.hit < stop[:, None])).nonzero()
        counts = np.bincount(which * self.width + self.section[hit], minlength=len(first) * self.width)
        return np.minimum(counts.reshape(-1, self.width), MOST).astype(np.float32)
