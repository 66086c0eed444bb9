"""Stretches of words, their grams' weights and the word lists in them."""

from __future__ import annotations

import numpy as np
import pytest
import spacy

from voc import codebook
from voc.model import Interview, Metadata, Turn
from voc.signals import keys, phrases, talk, words
from voc.signals.phrases import HITS
from voc.signals.stretches import MOST, Stretches
from voc.signals.talk import TALK

SAID = "Price is forty of it. They came late, late, late! And the rep?"


@pytest.fixture(scope="module")
def doc():
    nlp = spacy.blank("en")
    words.install(nlp)
    interview = Interview(Metadata("one", "one.txt"), (Turn("R", SAID, "interviewee"),))
    return phrases.Phrases(nlp, phrases.vocabulary(codebook.load(None)))(talk.make_doc(nlp, interview))


@pytest.fixture
def stretches(doc):
    return Stretches(doc, doc.user_data[HITS].sections)


def said(doc, stretches, begin: int, end: int) -> list[str]:
    return [doc.vocab.strings[int(norm)] for norm in stretches.words[begin:end]]


def test_sentences_and_parts_of_them_hold_words_without_marks(doc, stretches) -> None:
    begin, end = stretches.sentences(np.array([0, 2]))
    assert [int(b - a) for a, b in zip(begin, end, strict=True)] == [5, 3]
    stop = np.array([SAID.index("forty")])
    part = stretches.within(np.array([0]), np.array([0]), stop)
    assert said(doc, stretches, int(part[0][0]), int(part[1][0])) == ["price", "be"]


def test_a_part_does_not_reach_beyond_its_sentence(stretches) -> None:
    begin, end = stretches.within(np.array([1]), np.array([0]), np.array([len(SAID)]))
    assert (begin.tolist(), end.tolist()) == ([5], [10])


def test_weights_are_summed_over_the_root_of_the_length(stretches) -> None:
    begin, end = stretches.sentences(np.array([0, 1]))
    late = stretches.words[7]
    assert (stretches.words[5:10] == late).sum() == 3
    table = keys.index(np.array([late], dtype=np.uint64))
    found = stretches.weighed(begin, end, table, np.array([[1.0], [0.0]], dtype=np.float32))
    assert found[:, 0].tolist() == pytest.approx([0, 3 / 5**0.5])


def test_an_empty_stretch_weighs_nothing(stretches) -> None:
    at = np.array([3])
    table = keys.index(stretches.words[3:4])
    assert stretches.weighed(at, at, table, np.ones((2, 1), dtype=np.float32)).tolist() == [[0.0]]


def test_word_lists_are_counted_within_bounds_and_not_without_end(doc, stretches) -> None:
    place = doc.user_data[TALK].place
    bounds = np.array([0, SAID.index("They"), SAID.index("And")])
    counts = stretches.lists(bounds[:2], bounds[1:])
    column = doc.user_data[HITS].sections.index("price.topic")
    assert counts[:, column].tolist() == [1, 0]
    assert counts.max() == MOST
    assert place[-1] < len(SAID)
