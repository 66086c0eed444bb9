import pytest

from voc.signals.numbers import find_grades, find_numbers, joined, parse_words

FOUND = [
    ("8/10", 0, 8.0, 10.0),
    ("four out of five", 0, 4.0, 5.0),
    ("three stars", 0, 3.0, 5.0),
    ("three and a half stars", 0, 3.5, 5.0),
    ("seven", 0, 7.0, None),
    ("twelve hundred", 0, 1200.0, None),
    ("two hundred and forty thousand", 0, 240000.0, None),
    ("nineteen fifty", 0, 1950.0, None),
    ("1.5", 0, 1.5, None),
    ("1,200", 0, 1200.0, None),
]


@pytest.mark.parametrize(("said", "place", "value", "reference"), FOUND)
def test_numbers(said, place, value, reference):
    (number,) = find_numbers(said, [place])
    assert (number.value, number.reference) == (value, reference)


@pytest.mark.parametrize(
    ("said", "currency"),
    [("forty quid", "GBP"), ("£40", "GBP"), ("9 euros", "EUR"), ("six francs", "CHF"), ("forty", "")],
)
def test_money(said, currency):
    (number,) = find_numbers(said, [0])
    assert number.currency == currency


def test_no_number_in_a_part_number():
    assert find_numbers("5Xk3 tape", [0]) == []


@pytest.mark.parametrize(
    ("said", "value"), [("six seven", 6.0), ("two fifty", 250.0), ("ninety-five", 95.0), ("oh well", None)]
)
def test_words(said, value):
    found = parse_words(said, 0)
    assert (found and found[0]) == value


@pytest.mark.parametrize(
    ("said", "asr", "grades"),
    [
        ("B plus, I'd say.", False, ["B+"]),
        ("A minus. And C for that.", False, ["A-", "C"]),
        ("A thing is a thing.", False, []),
        ("b plus i'd say", True, ["B+"]),
        ("a b is a letter", True, []),
        ("J. Doe", False, []),
        ("the F-150", False, []),
    ],
)
def test_grades(said, asr, grades):
    assert [n.grade for n in find_grades(said, 0, len(said), asr)] == grades


JOINED = [
    ("six, maybe seven", [6.5]),
    ("between six and seven", [6.5]),
    ("between six and eight", [7.0]),
    ("two to three", [2.5]),
    ("six or seven", [6.5]),
    ("seven, seven and a half", [7.5]),
    ("four. No, four and a half", [4.5]),
    ("seven, no, make it six", [6.0]),
    ("seven, sorry, six", [6.0]),
    ("nine, no, be fair, there was that batch with the slag, an eight", [8.0]),
    ("three it's a three", [3.0]),
    # near misses: two statements
    ("six and seven", [6.0, 7.0]),
    ("sixty, thirty", [60.0, 30.0]),
    ("seven, no complaints, and for price six", [7.0, 6.0]),
    ("seven for price, six for quality", [7.0, 6.0]),
    ("one to ten", [1.0, 10.0]),
    ("four, no, six days", [4.0, 6.0]),
]


@pytest.mark.parametrize(("said", "values"), JOINED)
def test_one_statement_is_one_number(said, values):
    starts = [m for m in range(len(said)) if (m == 0 or not said[m - 1].isalpha()) and said[m].isalpha()]
    assert [n.value for n in joined(said, find_numbers(said, starts))] == values
