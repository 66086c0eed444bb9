"""Passages of a talk as rows: places, sources and ids."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from voc import evidence
from voc.model import EVIDENCE_COLUMNS, Interview, Mark, Metadata, Turn
from voc.signals.passages import PASSAGES, Passage
from voc.signals.talk import make_doc

META = Metadata("w/a", "in/w/a.txt", account="Alpha", side="supplier", wave=2, date="2024-05-01")
TURNS = (
    Turn("Q", "And the price?", "interviewer", (Mark(0, 1, 0.5),)),
    Turn("Zoë", "Très dear 🙂, always. It is late.", "interviewee", (Mark(0, 2, 3.0), Mark(21, 3, 6.25))),
)


def coded(*passages: Passage, turns: tuple[Turn, ...] = TURNS) -> Doc:
    doc = make_doc(spacy.blank("en"), Interview(META, turns))
    doc.user_data[PASSAGES] = list(passages)
    return doc


def passage(said: str, text: str = "\n".join(turn.text for turn in TURNS), **kept: object) -> Passage:
    """A passage where the words stand, in the sentence (0, 2 and 3; 1 is the line's end) that holds them."""
    start = text.index(said)
    sentence = 0 if start < 14 else 2 if start < 37 else 3
    given = {"signal": "performance", "source": "model:performance", "criterion": "price", "label": "negative"} | kept
    return Passage(sentence, start, start + len(said), **given)  # type: ignore[arg-type]


def test_a_row_says_where_it_was_said() -> None:
    (row,) = evidence.rows(coded(passage("It is late.", vendors=("Acme",))))
    assert (row.interview, row.account, row.side, row.wave, row.date) == ("w/a", "Alpha", "supplier", 2, "2024-05-01")
    assert (row.turn, row.start, row.end, row.speaker, row.quote) == (1, 21, 32, "Zoë", "It is late.")
    assert (row.at, row.line) == (6.25, 3)
    assert (row.signal, row.criterion, row.vendor, row.label) == ("performance", "price", "Acme", "negative")


@pytest.mark.parametrize("said", ["dear 🙂", " dear 🙂, ", "Très", "always.", "And the price?"])
def test_the_quote_is_what_stands_there(said: str) -> None:
    (row,) = evidence.rows(coded(passage(said)))
    assert TURNS[row.turn].text[row.start : row.end] == row.quote == said.strip()


def test_a_passage_ends_with_its_turn() -> None:
    whole = "\n".join(turn.text for turn in TURNS)
    (row,) = evidence.rows(coded(Passage(0, 8, len(whole), "mention", "rule:x")))
    assert row.quote == "price?"


def test_white_space_alone_is_no_passage() -> None:
    assert evidence.rows(coded(Passage(0, 14, 15, "mention", "rule:x"))) == []


def test_a_passage_of_two_vendors_is_two_rows() -> None:
    found = evidence.rows(coded(passage("It is late.", vendors=("Beta", "Acme"))))
    assert [row.vendor for row in found] == ["Acme", "Beta"]
    assert len({row.id for row in found}) == 2


def test_rows_stand_in_the_order_in_which_they_were_said() -> None:
    late, dear = passage("It is late."), passage("dear")
    mention = replace(dear, signal="mention", label="")
    found = evidence.rows(coded(late, dear, mention))
    assert [(row.quote, row.signal) for row in found] == [
        ("dear", "mention"),
        ("dear", "performance"),
        ("It is late.", "performance"),
    ]


def test_an_id_depends_on_what_is_coded_where_and_on_nothing_else() -> None:
    base = passage("dear")
    same = [replace(base, label="positive"), replace(base, source="rule:y"), replace(base, value=0.5)]
    others = [
        replace(base, criterion="quality"),
        replace(base, signal="mention"),
        replace(base, vendors=("Acme",)),
        passage("late"),
    ]
    (first,) = evidence.rows(coded(base))
    assert [evidence.rows(coded(one))[0].id == first.id for one in same] == [True] * 3
    assert [evidence.rows(coded(one))[0].id == first.id for one in others] == [False] * 4
    assert first.id in {row.id for row in evidence.rows(coded(*others, base))}


def test_the_same_said_twice_of_one_place_is_one_row_and_the_first_counts() -> None:
    (row,) = evidence.rows(coded(passage("dear"), passage("dear", label="positive")))
    assert row.label == "negative"


def test_nothing_coded() -> None:
    assert evidence.rows(coded()) == []
    empty = evidence.frame([])
    assert tuple(empty.columns) == EVIDENCE_COLUMNS
    assert len(empty) == 0


def test_a_table_of_rows() -> None:
    found = evidence.rows(
        coded(passage("It is late.", amount="B+", unit="grade", value=0.8), passage("dear", amount=7))
    )
    table = evidence.frame(found)
    assert table["quote"].tolist() == ["dear", "It is late."]
    assert table["amount"].tolist() == [7, "B+"]
    assert table["value"].isna().tolist() == [True, False]
    assert (str(table["at"].dtype), str(table["line"].dtype), str(table["turn"].dtype)) == ("float64", "Int64", "int64")
    numbers = evidence.numeric(table)["amount"]
    assert numbers[0] == 7
    assert pd.isna(numbers[1])


def test_a_table_gives_its_rows_back() -> None:
    found = evidence.rows(
        coded(passage("It is late.", amount="B+", unit="grade", value=0.8), passage("And the price?"))
    )
    assert evidence.listed(evidence.frame(found)) == found


_BLANK = spacy.blank("en")


@settings(deadline=None)
@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=20), min_size=1),
    st.data(),
)
def test_places_hold_for_any_talk(said: list[str], data: st.DataObject) -> None:
    turns = tuple(Turn("R", " ".join(text.split()) or "x", "interviewee") for text in said)
    doc = make_doc(_BLANK, Interview(META, turns))
    talk = doc.user_data["voc.talk"]
    sentence = data.draw(st.integers(0, len(talk.first) - 1))
    span = doc[int(talk.first[sentence]) : int(talk.last[sentence])]
    doc.user_data[PASSAGES] = [Passage(sentence, span.start_char, span.end_char, "mention", "rule:x")]
    for row in evidence.rows(doc):
        assert turns[row.turn].text[row.start : row.end] == row.quote
        assert row.quote.strip() == row.quote != ""
