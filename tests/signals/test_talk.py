"""The layout of talk: each row says what is said, and where its sentences are."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from voc.model import Interview, Metadata, Turn
from voc.signals import words
from voc.signals.talk import RUN, TALK, Talk, make_doc, trim


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    words.install(nlp)
    return nlp


def lay(nlp: Language, *turns: tuple[str, str]) -> tuple[Talk, list[str]]:
    roles = {"Q": "interviewer", "A": "interviewee", "": ""}
    interview = Interview(
        Metadata(id="a", path="a.txt"),
        tuple(Turn(who, text, roles[who]) for who, text in turns),  # type: ignore[arg-type]
    )
    doc = make_doc(nlp, interview)
    talk: Talk = doc.user_data[TALK]
    return talk, [
        doc[a:b].text.strip()
        for a, b in zip(talk.first.tolist(), talk.last.tolist(), strict=True)
        if doc[a:b].text.strip()
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("They are late. Always.", ["They are late.", "Always."]),
        ("Late? Never!", ["Late?", "Never!"]),
        ('He said "no." We left.', ['He said "no."', "We left."]),
        ("(They were late.) We left.", ["(They were late.)", "We left."]),
        ("It is 3.5 per cent.", ["It is 3.5 per cent."]),
        ("Well... perhaps.", ["Well...", "perhaps."]),
        ("late", ["late"]),
        ("", []),
    ],
)
def test_sentences_end_where_their_marks_stand(nlp: Language, said: str, expected: list[str]) -> None:
    assert lay(nlp, ("A", said))[1] == expected


def test_a_turn_without_marks_is_cut_before_words_that_open_a_clause(nlp: Language) -> None:
    said = (
        "the price went up last year by quite a lot and we asked them why but nobody ever told us anything at all then"
    )
    found = lay(nlp, ("A", said))[1]
    assert found[0] == "the price went up last year by quite a lot"
    assert " ".join(found) == said
    assert all(len(sentence.split()) >= RUN for sentence in found[:-1])
    assert lay(nlp, ("A", said + "."))[1] != found  # one mark in so few words is enough


def test_a_short_turn_without_marks_stays_whole(nlp: Language) -> None:
    said = "the price went up last year by quite a lot and we left"
    assert lay(nlp, ("A", said))[1] == [said]


def test_a_turn_ends_a_sentence(nlp: Language) -> None:
    talk, found = lay(nlp, ("A", "they were late"), ("A", "and dear"))
    assert found == ["they were late", "and dear"]
    assert talk.turn.tolist() == [0, 1]


def test_who_speaks_and_what_is_asked(nlp: Language) -> None:
    talk, found = lay(nlp, ("Q", "Thanks. How are they?"), ("A", "Good, right? Yes."), ("", "(laughs)"), ("Q", "Why?"))
    filled = [i for i, s in enumerate(talk.first.tolist()) if talk.word[s : talk.last[i]].any()]
    told = zip(found, talk.said[filled].tolist(), talk.asked[filled].tolist(), strict=True)
    assert list(told) == [
        ("Thanks.", False, False),
        ("How are they?", False, True),
        ("Good, right?", True, False),
        ("Yes.", True, False),
        ("(laughs)", False, False),
        ("Why?", False, True),
    ]
    assert talk.role.tolist() == [0, 1, 0, 0]


def test_arrays_lead_back_to_the_words_and_turns(nlp: Language) -> None:
    turns = (("Q", "Why them?"), ("A", ""), ("A", "Price: it’s fair, 3/10."), ("Q", "I see."))
    talk, _ = lay(nlp, *turns)
    assert talk.text == "\n".join(text for _, text in turns)
    for offset, (_, text) in zip(talk.chars.tolist(), turns, strict=True):
        assert talk.text[offset : offset + len(text)] == text
    norms = [nlp.vocab.strings[norm] for norm in talk.norm.tolist()]
    said = [norm for norm, word in zip(norms, talk.word.tolist(), strict=True) if word]
    assert said == ["whi", "them", "price", "it", "be", "fair", words.NUMBER, "i", "see"]
    assert [talk.text[place] for place in talk.place.tolist()][:3] == ["W", "t", "?"]
    assert len(talk.sentence) == len(talk.norm)
    assert all(talk.first[s] <= i < talk.last[s] for i, s in enumerate(talk.sentence.tolist()))


def test_an_interview_without_turns_has_an_empty_layout(nlp: Language) -> None:
    talk, found = lay(nlp)
    assert found == []
    assert [len(part) for part in (talk.first, talk.last, talk.said, talk.asked, talk.sentence, talk.norm)] == [0] * 6


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [(" ab ", 0, 4, "ab"), ("ab", 0, 2, "ab"), ("a b", 1, 2, ""), ("  ", 0, 2, "")],
)
def test_white_space_is_trimmed_at_both_ends(text: str, start: int, end: int, expected: str) -> None:
    start, end = trim(text, start, end)
    assert text[start:end] == expected
