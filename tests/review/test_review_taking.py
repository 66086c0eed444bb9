"""From a filled-in sheet to decisions: what counts as one, whose it is, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from judged_study import KNOWN, TALKS, A, brief, row, sheet, shown

from voc.coding.coded import Coded
from voc.coding.placing import Spot
from voc.errors import UsageError
from voc.review import Taken, settle, take

PRICE = row(
    A, "The price is fair.", "performance price positive", amount=8.0, reference=10.0, unit="score", value=0.777778
)
BOUGHT = row(A, "The price is fair.", "importance price high")
LATE = row(A, "They are late, always late.", "performance delivery negative")
ROWS = [BOUGHT, PRICE, LATE]


def taken(*rows: Coded, coder: str = "Ann B", whole: bool = False, evidence: Any = ROWS) -> Taken:
    return take(sheet(*rows), evidence, TALKS, KNOWN, coder, whole)


def decided(*rows: Coded, **said: Any) -> list[str]:
    return [
        f"{one.decision} {one.quote} | {' '.join(part or '-' for part in (one.signal, one.criterion, one.label))}"
        for one in taken(*rows, **said).judged
    ]


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ({}, []),
        ({"decision": "accept"}, ["accept They are late, always late. | performance delivery negative"]),
        ({"decision": "OK"}, ["accept They are late, always late. | performance delivery negative"]),
        ({"decision": "reject"}, ["reject They are late, always late. | performance delivery negative"]),
        ({"decision": "change", "label": "mixed"}, ["change They are late, always late. | performance delivery mixed"]),
        ({"decision": "accept", "label": "mixed"}, ["change They are late, always late. | performance delivery mixed"]),
        ({"label": "mixed"}, ["change They are late, always late. | performance delivery mixed"]),
        ({"quote": "always late"}, ["change always late | performance delivery negative"]),
        (
            {"decision": "reject", "label": "mixed"},
            ["reject They are late, always late. | performance delivery negative"],
        ),
    ],
)
def test_what_a_person_did_to_a_row(done: dict[str, str], expected: list[str]) -> None:
    assert decided(shown(LATE, **done)) == expected  # type: ignore[arg-type]


def test_the_numbers_of_a_row_go_with_it() -> None:
    (one, _) = taken(shown(PRICE, "accept"), shown(BOUGHT)).judged
    assert (one.amount, one.reference, one.unit, one.value) == (8.0, 10.0, "score", 0.777778)
    (one,) = taken(shown(PRICE, amount="4", value="")).judged
    assert (one.decision, one.amount, one.value) == ("change", 4.0, 0.333333)


def test_rows_of_a_judged_passage_that_were_not_judged_are_left_alone() -> None:
    assert decided(shown(PRICE, "reject"), shown(BOUGHT), shown(LATE)) == [
        "reject The price is fair. | performance price positive",
        "leave The price is fair. | importance price high",
    ]


def test_what_was_missed_is_added_beside_what_is_there() -> None:
    missed = Coded(decision="add", interview="a", quote="price is fair", signal="tier", label="supplier")
    assert decided(shown(PRICE), shown(BOUGHT), shown(LATE), missed) == [
        "add price is fair | tier - supplier",
        "leave The price is fair. | performance price positive",
        "leave The price is fair. | importance price high",
    ]


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ({"interview": "a.txt", "quote": "always late"}, [("a", 34)]),
        ({"quote": "Purchasing decides"}, [("b", 19)]),
        ({"interview": "somewhere else", "quote": "Purchasing decides"}, [("b", 19)]),
        (
            {"interview": "a", "quote": "I: How is it?\nAnn: Good stuff.\nI: And?\nAnn: Nothing more."},
            [("a", 47), ("a", 0)],
        ),
    ],
    ids=["by file name", "by its words", "by its words, not its name", "over several turns"],
)
def test_where_an_outside_passage_stands(said: dict[str, str], places: list[tuple[str, int]]) -> None:
    found = taken(Coded(signal="tier", label="partner", **said))
    assert [(one.interview, one.start) for one in found.judged] == places
    assert not found.refused


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"quote": "The price is fair."}, "row 9: no interview is named and its quote stands in 2 interviews"),
        ({"quote": "Nobody said so."}, "row 9: no interview is named and its quote stands in no interview"),
        ({"interview": "c", "quote": "x"}, "row 9: unknown interview 'c' (known: a, b)"),
        ({"interview": "a", "quote": ""}, "row 9: there is no quote"),
        ({"interview": "a", "quote": "How is it?"}, "row 9: a, turn 0: these are not the respondent's words"),
        ({"interview": "a", "quote": "They are late, often late"},
         "row 9: not verbatim in a: “They are late, often late”; nearest is turn 1: “They are late, always late.”"),
        ({"interview": "a", "quote": "Good stuff.", "decision": "perhaps"}, "row 9: unknown decision 'perhaps'"),
        ({"interview": "a", "quote": "Good stuff.", "signal": "teir"},
         "row 9: unknown signal 'teir'; did you mean 'tier'"),
    ],
)  # fmt: skip
def test_what_is_refused(said: dict[str, str], expected: str) -> None:
    found = taken(Coded(**({"place": "row 9", "signal": "tier", "label": "partner"} | said)))
    assert [f"{place}: {message}"[: len(expected)] for place, message in found.refused] == [expected]
    assert not found.judged


def test_good_rows_are_taken_beside_refused_ones_and_refused_rows_stay_as_they_were() -> None:
    found = taken(shown(PRICE, "reject"), shown(BOUGHT, label="hihg"), shown(LATE, "accept"))
    assert [(one.decision, one.signal) for one in found.judged] == [
        ("reject", "performance"),
        ("accept", "performance"),
        ("leave", "importance"),
    ]
    assert len(found.refused) == 1


@pytest.mark.parametrize(
    ("rows", "coder", "expected"),
    [
        ([Coded(interview="a", quote="Good stuff.", signal="tier", label="partner", coder="Zoe")], "", ["Zoe"]),
        ([Coded(interview="a", quote="Good stuff.", signal="tier", label="partner", coder="Zoe")], "Ben", ["Ben"]),
        ([shown(LATE, "accept")], "Ben", ["Ben"]),
        ([shown(LATE)], "", []),
    ],
)
def test_whose_decisions_they_are(rows: list[Coded], coder: str, expected: list[str]) -> None:
    assert [one.coder for one in taken(*rows, coder=coder).judged] == expected


def test_decisions_of_nobody_are_wrong_usage() -> None:
    with pytest.raises(UsageError, match="--coder NAME"):
        taken(shown(LATE, "accept"), coder="")


OWN = Coded(interview="a", quote=LATE.quote, signal="performance/delivery/negative", coder="voc", id=LATE.id)


def test_the_programs_own_codes_in_a_project_are_no_decisions() -> None:
    found = taken(OWN)
    assert (list(found.judged), found.counts["blank"]) == ([], 1)


def test_in_a_whole_coding_they_are_accepted_and_the_rest_falls() -> None:
    found = taken(OWN, whole=True)
    assert [one.decision for one in found.judged] == ["accept", "whole"]
    spots = [(one, Spot(one.turn, one.start, one.end)) for one in found.judged]
    assert brief(settle(ROWS, spots, A)) == ["They are late, always late. | performance delivery negative | Ann B"]


def test_a_row_that_the_program_no_longer_finds_is_taken_from_the_sheet() -> None:
    assert decided(shown(LATE, "accept"), evidence=[]) == [
        "accept They are late, always late. | performance delivery negative"
    ]


def test_a_row_of_a_renamed_file_is_placed_by_its_digest() -> None:
    renamed = replace(shown(LATE, "accept"), interview="old name")
    assert [one.interview for one in taken(renamed).judged] == ["a"]


def test_ones_own_earlier_rows_that_a_sheet_does_not_know_stay() -> None:
    mine = replace(BOUGHT, source="coder:Ann B")
    found = taken(shown(PRICE, "reject"), evidence=[mine, PRICE, LATE])
    assert [(one.decision, one.signal) for one in found.judged] == [("reject", "performance"), ("leave", "importance")]


@pytest.mark.parametrize(
    "spoilt",
    [
        {"value": "0,777778"},
        {"amount": "8,0"},
        {"amount": "8.000"},
        {"id": "1.23E+15"},
        {"digest": ""},
    ],
)
def test_what_a_spreadsheet_does_to_cells_is_no_edit(spoilt: dict[str, str]) -> None:
    row = replace(shown(PRICE), **spoilt)  # type: ignore[arg-type]
    assert decided(row) == []
    assert decided(row, shown(BOUGHT, "reject"))[1:] == ["leave The price is fair. | performance price positive"]


def test_two_rows_that_say_different_things_with_one_code_are_told() -> None:
    same = shown(LATE, "accept", number=7)
    other = shown(LATE, "change", number=8, label="mixed")
    found = taken(shown(LATE, "accept"), same, other)
    assert [(one.decision, one.label) for one in found.judged] == [("accept", "negative"), ("accept", "negative")]
    assert [tuple(fault) for fault in found.refused] == [
        ("row 8", "row 2 says otherwise of performance delivery on the same passage; say it in one row")
    ]


def test_a_row_whose_seal_is_spoilt_is_no_edit_if_it_says_what_the_evidence_says() -> None:
    assert decided(replace(shown(LATE), seal="1.2E+11")) == []
    assert decided(replace(shown(LATE, label="mixed"), seal="1.2E+11")) == [
        "change They are late, always late. | performance delivery mixed"
    ]
