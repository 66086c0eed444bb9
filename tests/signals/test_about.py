"""What the shipped models take stretches of words to be about."""

from __future__ import annotations

import numpy as np
import pytest
import spacy

from voc import codebook
from voc.model import Interview, Metadata, Turn
from voc.signals import about, phrases, talk, wording, words
from voc.signals.stretches import Stretches


@pytest.fixture(scope="module")
def read():
    nlp = spacy.blank("en")
    words.install(nlp)
    finder = phrases.Phrases(nlp, phrases.vocabulary(codebook.load(None)))

    def read(text: str, side: str) -> str:
        doc = finder(talk.make_doc(nlp, Interview(Metadata("one", "one.txt"), (Turn("R", text, "interviewee"),))))
        stretches = Stretches(doc, wording.load().sections)
        lists = stretches.lists(np.array([0]), np.array([len(text)]))
        odds = getattr(about.load(), side).read(stretches, np.array([0]), np.array([len(stretches.words)]), lists)
        return wording.CRITERIA[int(odds[0].argmax())]

    return read


@pytest.mark.parametrize(
    ("text", "criterion"),
    [
        ("what it costs us over the year", "price"),
        ("that the boxes are here by Monday", "delivery"),
        ("that it does not break after a month", "quality"),
        ("somebody who picks up when the line is down", "service"),
        ("a fellow who knows us and tells the truth", "relationship"),
        ("one clean invoice and an order in two clicks", "ease"),
        ("no trouble with the inspector", "risk"),
    ],
)
def test_what_is_said(read, text: str, criterion: str) -> None:
    assert read(text, "said") == criterion


@pytest.mark.parametrize(
    ("text", "criterion"),
    [
        ("And the bill?", "price"),
        ("Getting it to you on the day?", "delivery"),
        ("And the people you deal with?", "relationship"),
        ("The paperwork?", "ease"),
        ("And where they are heading?", "strategy"),
    ],
)
def test_what_is_asked(read, text: str, criterion: str) -> None:
    assert read(text, "asked") == criterion


def test_the_same_words_weigh_the_same_each_time(read) -> None:
    assert {read("the folk who turn up", "said") for _ in range(3)} == {read("the folk who turn up", "said")}
