"""Whom a passage speaks of: each row is a talk, and what is found in it."""

# ruff: noqa: E501 - a row of a table is a line

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from voc.model import Codebook, Interview, Metadata, Turn, Vendor
from voc.signals import talk
from voc.signals.vendors import Cast, aliases_of, cast_of, find_vendors

ACME, BETA, NORTH = Vendor("Acme Bearings Ltd"), Vendor("Betaworks", ("Beta", "the other lot")), Vendor("North Star")


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("en")


def interview(*said: str) -> Interview:
    """Turns of the interviewer (`Q …`) and the respondent."""
    turns = tuple(
        Turn("I", text[2:], "interviewer") if text.startswith("Q ") else Turn("R", text, "interviewee") for text in said
    )
    return Interview(Metadata("x", "x.txt", vendor=ACME.name, vendors=(ACME, BETA, NORTH)), turns)


def find(nlp: Language, *said: str) -> tuple[str, Cast]:
    doc = talk.make_doc(nlp, interview(*said))
    return doc.text, find_vendors(doc, Codebook(criteria=()))


def named(nlp: Language, *said: str) -> list[tuple[str, str]]:
    text, cast = find(nlp, *said)
    return [(text[m.start : m.end], cast.names[m.vendor].split()[0]) for m in cast.mentions]


@pytest.mark.parametrize(
    ("vendor", "others", "known", "not_known"),
    [
        ("Acme Bearings Ltd", (), ("Acme Bearings Ltd", "Acme Bearings", "Acme"), ("Bearings", "Ltd")),
        ("North Star", (), ("North Star",), ("North", "NS")),
        ("Royal Dutch Cleaning Group", (), ("Royal Dutch Cleaning", "Royal Dutch", "RDC"), ("Royal",)),
        ("Acme Bearings", ("Acme",), ("Acme Bearings",), ("Acme",)),
        ("SpringTide", (), ("SpringTide", "Spring Tide"), ("Spring",)),
        ("Al Gas", (), ("Al Gas",), ("Al",)),
    ],
)
def test_what_people_say_for_a_name(
    vendor: str, others: tuple[str, ...], known: tuple[str, ...], not_known: tuple[str, ...]
) -> None:
    aliases = aliases_of(Vendor(vendor), [Vendor(vendor), *map(Vendor, others)])
    assert [name for name in known if name not in aliases] == []
    assert [name for name in not_known if name in aliases] == []


def test_the_focus_vendor_comes_first_and_aliases_are_joined() -> None:
    meta = Metadata("x", "x.txt", vendor="Beta", vendors=(Vendor("Acme", ("A1",)), Vendor("Beta", ("B1",))))
    codebook = Codebook(criteria=(), vendors=(Vendor("Beta", ("B2",)), Vendor("Gamma")))
    cast = cast_of(Interview(meta, ()), codebook)
    assert cast == (Vendor("Beta", ("B1", "B2")), Vendor("Acme", ("A1",)), Vendor("Gamma"))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Acme are late.", [("Acme", "Acme")]),
        ("Acme's van is late.", [("Acme", "Acme")]),
        ("The acme of service.", []),  # four letters without a capital, in talk that has capitals
        ("the acme of service", [("acme", "Acme")]),  # known limit: a name that is a word, in talk without capitals
        ("Acmetron are late.", []),
        ("Acme-like vans.", []),
        ("Betaworks, or Beta, is dear.", [("Betaworks", "Betaworks"), ("Beta", "Betaworks")]),
        ("It is a Beta version.", [("Beta", "Betaworks")]),  # known limit, the same
        ("The other lot ring back.", [("The other lot", "Betaworks")]),
        ("North of here a star rose.", []),
        ("We stay with the incumbent.", [("the incumbent", "Acme")]),
        ("We call them the Blues. The Blues are late.", []),  # nobody was named before
        ("Acme came. We call them the Blues. The Blues left.", [("Acme", "Acme"), ("Blues", "Acme"), ("Blues", "Acme")]),
        ("Derek at Beta rang. Derek is good.", [("Derek", "Betaworks"), ("Beta", "Betaworks"), ("Derek", "Betaworks")]),
        ("Beta's man Derek rang. Derek is good.", [("Beta", "Betaworks"), ("Derek", "Betaworks"), ("Derek", "Betaworks")]),
        ("Then at Beta we rang. Then we left.", [("Beta", "Betaworks")]),
    ],
)  # fmt: skip
def test_where_vendors_are_named(said: str, expected: list[tuple[str, str]], nlp: Language) -> None:
    assert named(nlp, said) == expected


@pytest.mark.parametrize(
    ("said", "compared"),
    [
        ("Acme are dearer than Beta.", [False, True]),
        ("Compared to Beta, Acme are dear.", [True, False]),
        ("Unlike Beta they ring.", [True]),
        ("Beta are dear.", [False]),
        ("They moved on, then Beta rang.", [False]),
    ],
)
def test_who_is_only_what_others_are_measured_against(said: str, compared: list[bool], nlp: Language) -> None:
    assert [mention.compared for mention in find(nlp, said)[1].mentions] == compared


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("They ring back.",), ["Acme"]),
        (("Q And Beta?", "They never ring."), ["Beta", "Beta"]),
        (("Q And Beta?", "Dear. Acme are cheaper. They ring."), ["Beta", "Beta", "Acme", "Acme"]),
        (("Beta ring. They are dear.", "Q Why?", "They have to be."), ["Beta", "Beta", "Acme", "Acme"]),
        (("They are dearer than Beta. They ring.",), ["Acme", "Acme"]),
        (("Q How is Beta against Acme?", "They ring."), ["Acme", "Acme"]),
        (("Beta are dear.", "And they are slow."), ["Beta", "Acme"]),  # a turn begins anew
    ],
)
def test_whom_an_unnamed_subject_stands_for(said: tuple[str, ...], expected: list[str], nlp: Language) -> None:
    doc = talk.make_doc(nlp, interview(*said))
    laid = doc.user_data[talk.TALK]
    spoken = [bool(doc[a:b].text.strip()) for a, b in zip(laid.first, laid.last, strict=True)]
    cast = find_vendors(doc, Codebook(criteria=()))
    stands = [cast.names[vendor][:4] for vendor, words in zip(cast.state, spoken, strict=True) if words]
    assert stands == expected


def test_without_vendors_nothing_is_named(nlp: Language) -> None:
    doc = talk.make_doc(nlp, Interview(Metadata("x", "x.txt"), (Turn("R", "The incumbent is fine.", "interviewee"),)))
    assert find_vendors(doc, Codebook(criteria=())) == Cast((), (), {}, (0,))
