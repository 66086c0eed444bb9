"""Which rows stand after people have had their say."""

from __future__ import annotations

import pytest
from judged_study import A, B, brief, judged, row

from voc.coding.coded import Judged
from voc.coding.placing import Spot
from voc.review import settle
from voc.review.standing import TRAIL

PRICE = row(A, "The price is fair.", "performance price positive")
LATE = row(A, "They are late, always late.", "performance delivery negative")
GOOD = row(A, "Good stuff.", "performance quality positive")
BOUGHT = row(A, "The price is fair.", "importance price high")


def after(*decisions: Judged, rows: tuple[object, ...] = (PRICE, LATE, GOOD)) -> list[str]:
    spots = [(one, Spot(one.turn, one.start, one.end)) for one in decisions]
    return brief(settle(rows, spots, A))  # type: ignore[arg-type]


def by(quote: str, decision: str, code: str, **said: object) -> Judged:
    return judged(A, quote, decision, code, **said)  # type: ignore[arg-type]


PRICED = "The price is fair. | performance price positive"
OTHERS = [
    "They are late, always late. | performance delivery negative | x",
    "Good stuff. | performance quality positive | x",
]


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ([], [f"{PRICED} | x"]),
        ([by("The price is fair.", "accept", "performance price positive")], [f"{PRICED} | Ann B"]),
        ([by("The price is fair.", "reject", "performance price positive")], []),
        ([by("The price is fair.", "change", "importance price low")],
         ["The price is fair. | importance price low | Ann B"]),
        # whatever the program finds there after its words have changed, the person's code stands alone
        ([by("The price is fair.", "accept", "tier - partner")], ["The price is fair. | tier - partner | Ann B"]),
        # a shorter passage within the program's sentence is the same passage
        ([by("price is fair", "add", "importance price low")], ["price is fair | importance price low | Ann B"]),
        # ... and a code that was shown and not judged stays
        ([by("price is fair", "add", "importance price low"), by("The price is fair.", "leave", "performance price")],
         [f"{PRICED} | x", "price is fair | importance price low | Ann B"]),
    ],
)  # fmt: skip
def test_a_decision_replaces_what_stood_on_its_passage(decisions: list[Judged], expected: list[str]) -> None:
    assert after(*decisions) == [*expected, *OTHERS]


@pytest.mark.parametrize(
    ("quote", "stands"),
    [("fair. Th", False), ("r. They", True), ("price", False)],
    ids=["half of it and more", "less than half of it", "all of it"],
)
def test_how_much_makes_two_passages_the_same(quote: str, stands: bool) -> None:
    assert (f"{PRICED} | x" in after(by(quote, "reject", "-"))) == stands


def test_an_accepted_row_is_the_same_but_for_its_source() -> None:
    from dataclasses import replace

    spot = Spot(PRICE.turn, PRICE.start, PRICE.end)
    accepted = by(PRICE.quote, "accept", "performance price positive")
    (found,) = settle([PRICE], [(accepted, spot)], A)
    assert found == replace(PRICE, source=f"coder:Ann B{TRAIL}rule:x")
    (again,) = settle([found], [(replace(accepted, coder="Ben", round=2), spot)], A)
    assert again.source == f"coder:Ben{TRAIL}rule:x"


def test_rows_of_one_passage_are_judged_one_by_one() -> None:
    decisions = [
        by("The price is fair.", "reject", "performance price positive"),
        by("The price is fair.", "leave", "importance price high"),
    ]
    assert after(*decisions, rows=(PRICE, BOUGHT)) == ["The price is fair. | importance price high | x"]


def test_the_last_round_wins() -> None:
    first = by("Good stuff.", "accept", "performance quality positive", coder="Zoe", round=1)
    second = by("Good stuff.", "change", "performance quality mixed", coder="Ben", round=2)
    expected = ["Good stuff. | performance quality mixed | Ben"]
    assert after(first, second, rows=(GOOD,)) == after(second, first, rows=(GOOD,)) == expected


def test_a_row_that_somebody_else_left_alone_stands() -> None:
    decisions = [
        by("The price is fair.", "accept", "performance price positive", coder="Zoe", round=1),
        by("The price is fair.", "add", "importance price low", coder="Ben", round=2),
        by("The price is fair.", "leave", "performance price positive", coder="Ben", round=2),
    ]
    assert after(*decisions, rows=(PRICE,)) == [
        "The price is fair. | importance price low | Ben",
        f"{PRICED} | Zoe",
    ]


def test_a_whole_coding_replaces_everything() -> None:
    decisions = [by("Good stuff.", "add", "tier - partner"), by("The", "whole", "-")]
    assert after(*decisions) == ["Good stuff. | tier - partner | Ann B"]


def test_the_place_in_the_source_comes_from_the_transcript() -> None:
    like = judged(B, "Purchasing decides", "add", "buying - purchasing_led")
    (found,) = settle([], [(like, Spot(1, 19, 37))], B)
    assert (found.interview, found.account, found.line, found.speaker) == ("b", "Account b", 2, "Ann")
    assert found.id == row(B, "Purchasing decides", "buying").id
