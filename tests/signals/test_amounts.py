import pytest
import spacy

from voc.model import Interview, Metadata, Turn
from voc.signals import phrases, talk, words
from voc.signals.money import find_money
from voc.signals.quantities import find_quantities
from voc.signals.shortfalls import find_shortfalls


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en")
    words.install(nlp)
    return nlp


@pytest.fixture(scope="module")
def finder(nlp):
    return phrases.Phrases(nlp, {"shortfall.silent": ("never told them",)})


def doc_of(nlp, *said):
    turns = [Turn("I", "What is it worth?", "interviewer")]
    turns += [Turn("R", text, "interviewee") for text in said]
    return talk.make_doc(nlp, Interview(Metadata("x", "x.txt"), tuple(turns)))


MONEY = [
    ("It saves us nine thousand pounds a year.", [(9000.0, "GBP", "year")]),
    ("It cost us one point two million dollars.", [(1200000.0, "USD", "")]),
    ("That's fourteen hundred quid an hour.", [(1400.0, "GBP", "hour")]),
    ("Seven and a half grand a shift.", [(7500.0, "", "shift")]),
    ("One day of delay is six hundred thousand euros.", [(600000.0, "EUR", "day")]),
    ("Call it seven lakhs a month.", [(700000.0, "INR", "month")]),
    # near misses
    ("We have two thousand three hundred people.", []),
    ("That was in 2019.", []),
    ("It went down by thirty percent.", []),
    ("They came on the fourth.", []),
]


@pytest.mark.parametrize(("said", "expected"), MONEY)
def test_money(nlp, said, expected):
    assert [(m.amount, m.currency, m.per) for m in find_money(doc_of(nlp, said))] == expected


def test_the_currency_is_carried_on(nlp):
    doc = doc_of(nlp, "We spend forty thousand francs.", "It saves us nine thousand a year.")
    assert [m.currency for m in find_money(doc)] == ["CHF", "CHF"]


SHORT = [
    ("They promised six weeks and it took nine.", (6.0, 9.0, "week")),
    ("The contract says ninety minutes and we're running at two hours ten.", (90.0, 130.0, "minute")),
    ("Half an hour, that's the contract, and he comes after an hour fifty.", (30.0, 110.0, "minute")),
    ("Twenty-four hours is what they signed, three days is what it takes.", (24.0, 72.0, "hour")),
    ("The contract says four nines and the dashboard says ninety-nine ninety-one.", (99.99, 99.91, "percent")),
    ("They sold it as twenty-two thousand a year, and I can find six.", (22000.0, 6000.0, "")),
    ("They did ninety-one percent instead of the ninety-eight they promised.", (98.0, 91.0, "percent")),
    ("Next day is what I pay for, and two and a half days is what my log says.", (1.0, 2.5, "day")),
]


@pytest.mark.parametrize(("said", "expected"), SHORT)
def test_shortfalls(nlp, finder, said, expected):
    doc = finder(doc_of(nlp, said))
    (found,) = find_shortfalls(doc, doc.user_data[phrases.HITS])
    assert (found.expected, found.actual, found.unit) == expected


def test_a_promise_kept_is_no_shortfall(nlp, finder):
    doc = finder(doc_of(nlp, "They promised six weeks and it took six weeks."))
    assert [s for s in find_shortfalls(doc, doc.user_data[phrases.HITS]) if s.actual is not None] == []


def test_a_shortfall_over_two_sentences_and_silent(nlp, finder):
    doc = finder(doc_of(nlp, "They told us three months. It took twelve. I never told them."))
    found = find_shortfalls(doc, doc.user_data[phrases.HITS])[0]
    assert (found.expected, found.actual, found.unit, found.silent) == (3.0, 12.0, "month", True)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("an hour and three quarters", [(105.0, "minute")]),
        ("half past ten", [(10.5, "o'clock")]),
        ("three nines", [(99.9, "percent")]),
        ("twice a year", [(2.0, "time")]),
        ("not once", [(0.0, "")]),
        ("three-oh-eight", [(308.0, "")]),
        ("ninety-nine ninety-one", [(99.91, "")]),
        ("eleven trucks", [(11.0, "truck")]),
        ("the good one", []),
    ],
)
def test_quantities(said, expected):
    assert [(q.value, q.unit) for q in find_quantities(said, 0, len(said))] == expected
