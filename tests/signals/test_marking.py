"""Which passages come of what the components found."""

from __future__ import annotations

import itertools

import pytest

from voc import codebook
from voc.model import Interview, Metadata, Turn, Vendor
from voc.signals import build_nlp, tag
from voc.signals.passages import passages


@pytest.fixture(scope="module")
def nlp():
    return build_nlp(codebook.load(None))


def coded(nlp, asked: str, said: str):
    meta = Metadata("one", "one.txt", vendor="Acme", vendors=(Vendor("Acme"),), interviewee="Eirian Rees, Brewer")
    turns = (Turn("I", asked, "interviewer"), Turn("Eirian", said, "interviewee"))
    return [p for p in passages(tag(nlp, Interview(meta, turns))) if p.signal != "mention"]


@pytest.mark.parametrize(
    ("asked", "said", "tiers"),
    [
        ("Supplier, supplier of choice, or partner?", "Partner.", ["partner"]),
        ("So supplier, preferred supplier, partner?", "Preferred, I suppose.", ["supplier_of_choice"]),
        ("Would you call them a supplier or a partner?", "A supplier. It rains.", ["supplier"]),
        ("Who is your partner?", "A partner of mine.", []),
        ("A supplier or a partner?", "I could not tell you, ask Joan.", []),
    ],
)
def test_a_brief_answer_names_the_step_that_it_is_asked_for(nlp, asked, said, tiers) -> None:
    assert [p.label for p in coded(nlp, asked, said) if p.signal == "tier"] == tiers


def test_several_marks_in_a_sentence_have_a_part_and_a_criterion_each(nlp) -> None:
    asked = "If you had a hundred points to split over what matters, how would you?"
    found = coded(nlp, asked, "Fifty on price, thirty on delivery, and twenty for service.")
    assert [(p.criterion, p.amount, p.unit) for p in found] == [
        ("price", 50, "points"),
        ("delivery", 30, "points"),
        ("service", 20, "points"),
    ]
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_who_speaks_is_no_person_the_bond_hangs_on(nlp) -> None:
    said = "He said, Eirian, you do not need two. If Derek left tomorrow I would not stay, it all hangs on Derek."
    persons = {p.label for p in coded(nlp, "And if he left?", said) if p.signal == "dependence"}
    assert persons == {"Derek"}
