"""Reasons for a code, asked of a coder whose weights are known beforehand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import spacy

from voc.model import Evidence, Interview, Metadata, Turn
from voc.signals import talk, why
from voc.signals.learned import LEARNED, Learned
from voc.signals.passages import PASSAGES, Passage
from voc.signals.phrases import HITS, Hits
from voc.signals.wording import CODES

SECTIONS = ("price.negative", "price.weak", "assertion.negation", "money.word")
LISTS = {"dear": 0, "too dear": 0, "cost": 1, "not": 2, "pounds": 3}
WEIGHTS = {"dear": 2.0, "not": -1.0, "cost": 0.1, "pounds": 1.0}
QUESTION, BEFORE, BIAS = 1.5, 0.5, -1.0
MEMORY = 8


def tag(nlp: Any, interview: Interview) -> Any:
    """Price is at stake as far as the words say it, the question asks for it, and money was spoken of not long ago."""
    doc = talk.make_doc(nlp, interview)
    laid = doc.user_data[talk.TALK]
    hits = []
    for words, section in LISTS.items():
        size = len(words.split())
        hits += [(i, i + size, section) for i in range(len(doc)) if doc[i : i + size].text.lower() == words]
    found = np.array(sorted(hits), dtype=np.int64).reshape(-1, 3)
    doc.user_data[HITS] = Hits(SECTIONS, found[:, 0], found[:, 1], found[:, 2])
    codes = np.zeros((len(laid.first), len(CODES)), dtype=np.float64)
    asked, since = False, MEMORY + 1
    doc.user_data[PASSAGES] = []
    for s, (first, last, said) in enumerate(zip(laid.first, laid.last, laid.said, strict=True)):
        words = [token.lower_ for token in doc[int(first) : int(last)]]
        if not laid.word[int(first) : int(last)].any():
            continue
        if not said:
            asked = "price" in words
            continue
        odds = BIAS + sum(WEIGHTS.get(word, 0.0) for word in words) + QUESTION * asked + BEFORE * (since <= MEMORY)
        codes[s, CODES.index(("performance", "price"))] = 1 / (1 + math.exp(-odds))
        codes[s, CODES.index(("performance", "quality"))] = 0.1
        about = "price" if asked or "dear" in words else "quality"
        score: Any = {"amount": 8.0, "unit": "score", "criterion": about}
        doc.user_data[PASSAGES].append(Passage(s, 0, 1, "performance", "rule:performance.score", **score))
        since = 1 if "money" in words else since + 1
    doc.user_data[LEARNED] = Learned(codes, {})  # type: ignore[arg-type]
    return doc


@pytest.fixture(autouse=True)
def known_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(why, "tag", tag)


def interview(*said: str) -> Interview:
    """Turns by turns: the interviewer asks first."""
    roles = ("interviewer", "interviewee")
    return Interview(
        Metadata("a", "a.txt"), tuple(Turn("IR"[n % 2], text, roles[n % 2]) for n, text in enumerate(said))
    )  # type: ignore[arg-type]


TALK = interview(
    "Tell me.", "We save money here.", "And the price?", "It is too dear. It rains. That is not pounds cost."
)


def row(quote: str, **more: Any) -> Evidence:
    start = TALK.turns[3].text.index(quote)
    fields: dict[str, Any] = {
        "id": "x", "interview": "a", "account": "A", "side": "customer", "wave": 1, "date": "", "turn": 3,
        "start": start, "end": start + len(quote), "at": None, "line": None, "speaker": "R", "quote": quote,
        "signal": "performance", "criterion": "price", "vendor": "", "label": "negative", "amount": None,
        "reference": None, "unit": "", "value": None, "source": "model:performance",
    }  # fmt: skip
    return Evidence(**(fields | more))


def told(quote: str, **more: Any) -> list[str]:
    (reasons,) = why.why(spacy.blank("en"), TALK, [row(quote, **more)])
    return list(reasons)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        (
            "It is too dear.",
            # odds −1 + 2 + 1.5 + 0.5; the phrase explains its word
            "model: 95% likely, for “too dear” (price.negative) (+2.0), the question “And the price?” (+1.5), "
            "what was said before (+0.5)",
        ),
        ("It rains.", "model: 73% likely, for the question “And the price?” (+1.5), what was said before (+0.5)"),
        (
            "That is not pounds cost.",
            # lists of general talk and of loose words are not named, and a tenth is not told
            "model: 75% likely, for the question “And the price?” (+1.5), “pounds” (+1.0), what was said before "
            "(+0.5), against “not” (−1.0)",
        ),
    ],
)
def test_what_weighed_with_the_model(quote: str, expected: str) -> None:
    assert told(quote) == [expected]


def test_the_words_of_a_rule_stand_first() -> None:
    assert told("It is too dear.", source="rule:price.negative")[0] == "rule price.negative: “too dear”, “dear”"


NUMBER = {"source": "rule:performance.score", "unit": "score", "amount": 8.0, "reference": 10.0}


@pytest.mark.parametrize(
    ("quote", "criterion", "expected"),
    [
        ("It rains.", "price", "price: it would be quality without the question “And the price?”"),
        # its words and the question say the same
        ("It is too dear.", "price", "price: no single part decides it"),
        ("It rains.", "quality", "quality: from farther back in the talk"),
    ],
)
def test_a_number_is_told_and_what_gave_it_to_its_criterion(quote: str, criterion: str, expected: str) -> None:
    assert told(quote, **NUMBER, criterion=criterion) == ["rule performance.score: a score is given, 8 of 10", expected]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"signal": "value", "amount": 7000.0, "unit": "GBP/year"}, "figure: 7,000 GBP/year"),
        ({"signal": "shortfall", "amount": 11.0, "reference": 6.0, "unit": "week"}, "figure: 11 against 6 week"),
    ],
)
def test_figures_are_told(said: dict[str, Any], expected: str) -> None:
    assert told("It rains.", criterion="", **said)[0] == expected


def test_the_words_of_a_rule_may_stand_in_a_later_sentence_of_the_passage() -> None:
    passage = "It rains. That is not pounds cost."
    assert told(passage, source="rule:price.weak")[0] == "rule price.weak: “cost”"


def test_a_grade_keeps_its_letter() -> None:
    grade = {"source": "rule:performance.grade", "unit": "grade", "amount": "B+"}
    assert told("It rains.", **grade)[0] == "rule performance.grade: a grade is given, B+"


def test_what_a_person_coded_has_a_name() -> None:
    assert told("It rains.", source="coder:Anna Berg") == ["coded by Anna Berg"]


def test_a_criterion_of_the_study_has_no_model() -> None:
    assert told("It is too dear.", criterion="scent", source="rule:price.negative") == [
        "rule price.negative: “too dear”, “dear”"
    ]


@pytest.mark.parametrize(
    ("text", "blank"),
    [("too dear,", "zq zq,"), ("“dear”", "“zq”"), ("8/10", "zq"), ("- dear", "- zq"), ("they're", "zq")],
)
def test_blanking_keeps_marks(text: str, blank: str) -> None:
    assert why._blanked(text) == blank
