"""Which numbers are marks: what was asked, what was answered, and the marks in it as (kind, amount)."""

import pytest
import spacy

import voc.codebook
from voc.model import Interview, Metadata, Turn, Vendor
from voc.signals import talk, words
from voc.signals.marks import find_marks

META = Metadata("x", "x.txt", account="Mill", vendor="Brayfield", vendors=(Vendor("Brayfield"), Vendor("Nexapol")))
SCALE = "One to ten, ten is perfect. How do they do on price?"
PAIRS = "For each I'd like two numbers, how important it is from one to ten, and then how Brayfield do. Price?"
SPLIT = "If I gave you a hundred points, how would you split them?"
ORDER = "What matters to you in a supplier? Put it in order."
SPEAK = {"I": "interviewer", "R": "interviewee"}


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en")
    words.install(nlp)
    return nlp


def marks(nlp, *said):
    """Marks of a talk in which the interviewer begins and the two take turns."""
    turns = tuple(Turn("IR"[i % 2], text, SPEAK["IR"[i % 2]]) for i, text in enumerate(said))
    return find_marks(talk.make_doc(nlp, Interview(META, turns)), voc.codebook.load(None))


def told(nlp, *said):
    return [(m.kind, m.amount) for m in marks(nlp, *said)]


RATINGS = [
    (SCALE, "A seven.", [("perf", 7.0)]),
    (SCALE, "Six, maybe seven.", [("perf", 6.5)]),
    (SCALE, "A seven, no, make it six.", [("perf", 6.0)]),
    (SCALE, "Somewhere between a six and a seven.", [("perf", 6.5)]),
    (SCALE, "I'd give them an eight. They came in four weeks.", [("perf", 8.0)]),
    ("Stars, out of five. Taste?", "Four stars.", [("perf", 4.0)]),
    ("Letter grades, A to F. Uptime?", "B plus.", [("perf", "B+")]),
    ("How do they do?", "Eight out of ten.", [("perf", 8.0)]),
    # near misses
    ("How long have you been here?", "Seven years, and four of us left.", []),
    ("When do they come?", "At seven in the morning, on the ninth of May.", []),
    ("How many lines?", "Line two stopped, so three in all.", []),
    (SCALE, "They have eleven people and two vans.", []),
]


@pytest.mark.parametrize(("asked", "said", "expected"), RATINGS)
def test_ratings(nlp, asked, said, expected):
    assert told(nlp, asked, said) == expected


def test_a_scale_goes_on_until_another_is_set(nlp):
    assert told(nlp, SCALE, "A seven.", "Delivery?", "Nine.", "Quality?", "Five.") == [
        ("perf", 7.0),
        ("perf", 9.0),
        ("perf", 5.0),
    ]


def test_importance_and_performance_in_pairs(nlp):
    assert told(nlp, PAIRS, "Importance eight, and how they do, six.") == [("imp", 8.0), ("perf", 6.0)]


@pytest.mark.parametrize(
    ("asked", "said", "expected"),
    [
        ("How important is delivery to you, one to ten?", "A nine.", [("imp", 9.0)]),
        ("And how much does that count, out of ten?", "Six.", [("imp", 6.0)]),
        ("And how do they do on delivery, out of ten?", "A nine.", [("perf", 9.0)]),
    ],
)
def test_the_question_tells_importance(nlp, asked, said, expected):
    assert told(nlp, asked, said) == expected


POINTS = [
    (
        "Forty on price, thirty for delivery, twenty for quality and ten on people.",
        [("points", 40.0), ("points", 30.0), ("points", 20.0), ("points", 10.0)],
    ),
    ("Price, sixty. Delivery, forty.", [("points", 60.0), ("points", 40.0)]),
    ("Sixty for price. What's that leave, forty. Forty for quality.", [("points", 60.0), ("points", 40.0)]),
    ("A hundred, right. Seventy for the rate.", [("points", 70.0)]),
]


@pytest.mark.parametrize(("said", "expected"), POINTS)
def test_points(nlp, said, expected):
    assert told(nlp, SPLIT, said) == expected


def test_points_of_zero_and_a_half(nlp):
    assert told(nlp, SPLIT, "Price is half of it. Nothing for the people.") == [("points", 50.0), ("points", 0.0)]


def test_each_mark_of_a_sentence_has_its_own_part(nlp):
    said = "Forty on price, thirty for delivery."
    parts = [(m.first, m.stop) for m in marks(nlp, SPLIT, said)]
    text = f"{SPLIT}\n{said}"
    assert [text[a:b] for a, b in parts] == ["Forty on price, ", "thirty for delivery."]


@pytest.mark.parametrize(
    ("said", "amounts"),
    [
        ("First price. Second delivery. Third the people.", [1.0, 2.0, 3.0]),
        ("Number one, breakdown cover. Number two, price.", [1.0, 2.0]),
        ("The first time we met, they were late.", []),
    ],
)
def test_ranks(nlp, said, amounts):
    assert [amount for kind, amount in told(nlp, ORDER, said) if kind == "rank"] == amounts


@pytest.mark.parametrize(
    ("asked", "said", "worst", "best", "value"),
    [
        (SCALE, "A ten.", 1.0, 10.0, 1.0),
        ("German school grades, one is the best. Delivery?", "A two.", 6.0, 1.0, 0.8),
        ("Swiss school marks, six is the best. Delivery?", "A six.", 1.0, 6.0, 1.0),
        ("Stars, out of five. Taste?", "Three stars.", 1.0, 5.0, 0.5),
    ],
)
def test_scales(nlp, asked, said, worst, best, value):
    (mark,) = marks(nlp, asked, said)
    assert (mark.worst, mark.best, mark.value) == (worst, best, pytest.approx(value))


def test_only_the_respondent_gives_marks(nlp):
    assert told(nlp, "So you gave them a seven out of ten?", "Yes.") == []


def test_nothing_said_is_no_mark(nlp):
    assert marks(nlp) == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("It's published. Sixty on price, thirty on technical, ten on the rest.", [60, 30, 10]),
        # near misses: no hundred, too few, on nothing
        ("They had sixty on the truck, thirty on the van and five on foot.", []),
        ("We put ninety on the truck and ten on the van.", []),
        ("There were sixty, thirty and ten of them.", []),
    ],
)
def test_a_hundred_split_unasked(nlp, said, expected):
    found = told(nlp, "How will the scoring work?", said)
    assert [amount for kind, amount in found if kind == "points"] == expected
