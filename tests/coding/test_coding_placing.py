"""Quotes are found where they stand, and what is not there is shown its nearest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coded_study import OFFICE, PLANT
from hypothesis import given
from hypothesis import strategies as st

from voc.coding.placing import Spot, asked, called, digest, find, holds, names_of, nearest
from voc.model import Interview, Metadata, Turn


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("An eight.", Spot(1, 0, 9)),
        ("They’re dear", Spot(1, 10, 22)),
        ('They\'re dear - but "fair"', Spot(1, 10, 35)),
        ("  They’re\n dear ", Spot(1, 10, 22)),
        ("… They’re dear...", Spot(1, 10, 22)),
        ("Never late 😀, not once.", Spot(3, 0, 23)),
        ("r late 😀", Spot(3, 4, 12)),
        ("or", None),
        ("they’re dear", None),
        ("They are dear", None),
        ("How is the price?", None),
        ("", None),
        ("...", None),
    ],
)
def test_where_a_quote_stands(quote: str, expected: Spot | None) -> None:
    assert find(quote, PLANT) == expected


@pytest.mark.parametrize(
    ("near", "lead", "start"),
    [
        (None, "", 0),
        (Spot(1, 5, 5), "", 37),
        (Spot(1, 37, 46), "", 37),
        (Spot(2, 0, 0), "", 0),
        (None, "They’re dear — but “fair”. ", 37),
        (None, "Is it an eight?\n\nAnn: ", 0),
        (None, "IS IT AN EIGHT? // Respondent 1 // ", 0),
    ],
)
def test_of_several_places_the_right_one(near: Spot | None, lead: str, start: int) -> None:
    assert find("An eight.", PLANT, near, lead) == Spot(1, start, start + 9)


def test_a_word_goes_before_the_same_letters_within_one() -> None:
    interview = Interview(Metadata("x", "x"), (Turn("A", "A late rate: ate, you say?", "interviewee"),))
    assert [find(quote, interview) for quote in ("ate", "at")] == [Spot(0, 13, 16), Spot(0, 3, 5)]


def test_what_the_interviewer_says_is_told_apart() -> None:
    assert asked("Is it an eight?", PLANT) == 0
    assert find("Is it an eight?", PLANT) is None


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("They are dear, but fair.", (1, "They’re dear — but “fair”.")),
        ("Never once late, not once", (3, "Never late 😀, not once.")),
        ("The moon is made of cheese", None),
        ("…", None),
    ],
)
def test_the_nearest_words(quote: str, expected: tuple[int, str] | None) -> None:
    assert nearest(quote, PLANT) == expected


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("plant", "plant"),
        ("Plant.TXT", "plant"),
        ("plant.docx", "plant"),
        (r"C:\Users\me\in\plant.txt", "plant"),
        ("north/office", "north/office"),
        ("office", "north/office"),
        ("plan", ""),
        ("", ""),
    ],
)
def test_an_interview_by_any_of_its_names(name: str, id: str) -> None:
    known = names_of([(one.meta.id, one.meta.path) for one in (PLANT, OFFICE)])
    assert called(name, known) == id


def test_a_name_that_means_two_interviews_means_none() -> None:
    known = names_of([("a/x", "a/x.txt"), ("b/x", "b/x.txt")])
    assert (called("x", known), called("a/x", known)) == ("", "a/x")


def test_the_digest_is_of_what_was_said() -> None:
    renamed = replace(PLANT, meta=Metadata("other", "o.md", account="X"))
    edited = replace(PLANT, turns=(*PLANT.turns[:-1], replace(PLANT.turns[-1], text="Never.")))
    assert digest(renamed) == digest(PLANT) != digest(edited)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4), st.data())
def test_any_stretch_is_found_as_it_stands(texts: list[str], data: st.DataObject) -> None:
    interview = Interview(Metadata("x", "x"), tuple(Turn("A", text, "interviewee") for text in texts))
    number = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts[number])))
    quote = texts[number][start:]
    spot = find(quote, interview, Spot(number, start, len(texts[number])))
    if spot is not None:
        held = interview.turns[spot.turn].text[spot.start : spot.end]
        assert holds(interview, spot, held)
        assert len(held.split()) <= len(quote.split())
    elif quote.strip(" .…"):
        assert not quote.split()
