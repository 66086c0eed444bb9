"""Criteria that only the user's codebook knows: each row is a talk and what is coded of `sustainability` in it."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from voc.model import Codebook, Criterion, Interview, Metadata, Turn, Vendor
from voc.signals import talk, words
from voc.signals.own import Own
from voc.signals.passages import PASSAGES, Passage
from voc.signals.phrases import Phrases
from voc.signals.vendors import VENDORS, find_vendors

LEARNED = ("price", "quality")
ENTRIES = {
    "sustainability.topic": ("carbon footprint", "recycled"),
    "sustainability.positive": ("greenest",),
    "price.topic": ("price",),
    "quality.topic": ("scrap",),
    "importance.decisive": ("decide",),
    "importance.low": ("nice to have",),
    "evaluation.positive": ("brilliant",),
    "evaluation.negative": ("hopeless",),
}
CODEBOOK = Codebook(criteria=(Criterion("price", "Price"), Criterion("sustainability", "Sustainability")))


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    words.install(nlp, "en")
    return nlp


def code(nlp: Language, said: tuple[str, ...], coded: str = "", codebook: Codebook = CODEBOOK) -> list[Passage]:
    """What is coded once `coded`, a sentence, was coded as performance on quality with a mark of six."""
    turns = tuple(
        Turn("I", text[2:], "interviewer") if text.startswith("Q ") else Turn("R", text, "interviewee") for text in said
    )
    vendors = (Vendor("Acme"),)
    doc = talk.make_doc(nlp, Interview(Metadata("x", "x.txt", vendor="Acme", vendors=vendors), turns))
    doc = Phrases(nlp, ENTRIES)(doc)
    doc.user_data[VENDORS] = find_vendors(doc, codebook)
    if coded:
        start = doc.text.index(coded)
        sentence = int(doc.user_data[talk.TALK].sentence[doc.char_span(start, start + len(coded)).start])
        passage = Passage(sentence, start, start + len(coded), "performance", "rule:performance.score", "quality",
                          "neutral", ("Acme",), 6.0)  # fmt: skip
        doc.user_data[PASSAGES] = [passage]
    found: list[Passage] = Own(codebook, LEARNED)(doc).user_data.get(PASSAGES, [])
    return found


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("The carbon footprint decides it.",), [("importance", "decisive")]),
        (("A carbon footprint is nice to have.",), [("importance", "low")]),
        (("Their recycled sacks are brilliant.",), [("performance", "positive")]),
        (("On carbon footprint Acme is hopeless.",), [("performance", "negative")]),
        (("Acme is the greenest of them all.",), [("performance", "positive")]),
        (("We measure our carbon footprint.",), [("mention", "")]),
        (("The price decides it.",), []),
        (("The carbon footprint is ours. The price decides it.",), [("mention", "")]),
        (("Q How is the carbon footprint?", "Brilliant."), []),  # known limit: carried for what was coded, adds nothing
    ],
)
def test_what_words_make_a_passage(said: tuple[str, ...], expected: list[tuple[str, str]], nlp: Language) -> None:
    found = code(nlp, said)
    assert [(p.signal, p.label) for p in found] == expected
    assert {p.criterion for p in found} <= {"sustainability"}
    assert {p.vendors for p in found if p.signal == "performance"} <= {("Acme",)}


@pytest.mark.parametrize(
    ("said", "coded", "criterion"),
    [
        (("Q Their carbon footprint, out of ten?", "A six."), "A six.", "sustainability"),
        (("Q Their price, out of ten?", "A six."), "A six.", "quality"),
        (("Q Their carbon footprint, out of ten?", "A six for scrap."), "A six for scrap.", "quality"),
        (("Q Their carbon footprint, out of ten?", "Hm. A six."), "A six.", "quality"),  # known limit
        (("Q Their carbon footprint?", "Good.", "Q And the price?", "A six."), "A six.", "quality"),
        (("For recycled sacks a six.",), "For recycled sacks a six.", "sustainability"),
    ],
)
def test_what_was_coded_goes_to_the_criterion_that_is_meant(
    said: tuple[str, ...], coded: str, criterion: str, nlp: Language
) -> None:
    (passage,) = code(nlp, said, coded)
    assert (passage.criterion, passage.amount, passage.source) == (criterion, 6.0, "rule:performance.score")


def test_without_criteria_of_ones_own_nothing_changes(nlp: Language) -> None:
    plain = Codebook(criteria=(Criterion("price", "Price"),))
    assert code(nlp, ("The carbon footprint decides it.",), codebook=plain) == []
