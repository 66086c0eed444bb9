"""Codings out of files, laid beside each other."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from voc import suggesting
from voc.agreeing import PROGRAM, Desk, agree, of_person, of_program
from voc.coding.checking import names
from voc.coding.coded import Coded, Coding
from voc.coding.placing import digest
from voc.coding.sheet import seal, text
from voc.errors import UsageError
from voc.evidence import identify
from voc.model import Codebook, Criterion, Evidence, Interview, Mark, Metadata, Turn, Vendor
from voc.review import Talk
from voc.scores import agreement, disagreements

CODEBOOK = Codebook((Criterion("price", "Price"), Criterion("bond", "Bond", "relationship")))
SAID = "Price decides. I trust them. They are dear. We stay. It rained. That is all."


def interview(id: str) -> Interview:
    asked = Turn("I", "What counts?", "interviewer", (Mark(0, 1),))
    meta = Metadata(id, f"in/{id}.txt", account=id, vendor="Acme", vendors=(Vendor("Acme"),))
    return Interview(meta, (asked, Turn("Ann", SAID, "interviewee", (Mark(0, 2),))))


TALKS = [Talk(one, digest(one)) for one in (interview("a"), interview("b"))]
RECORDS = pd.DataFrame(
    [{"interview": t.interview.meta.id, "account": "A", "wave": 1, "side": "customer", "vendor": "Acme"} for t in TALKS]
)


def row(id: str, quote: str, signal: str, criterion: str = "", label: str = "", vendor: str = "") -> Evidence:
    start = SAID.index(quote)
    end = start + len(quote)
    return Evidence(
        id=identify(id, 1, start, end, signal, criterion, vendor), interview=id, account=id, side="customer", wave=1,
        date="", turn=1, start=start, end=end, at=None, line=2, speaker="Ann", quote=quote, signal=signal,  # type: ignore[arg-type]
        criterion=criterion, vendor=vendor, label=label, amount=None, reference=None, unit="", value=None,
        source="rule:x",
    )  # fmt: skip


ROWS = [
    row("a", "Price decides.", "importance", "price", "decisive"),
    row("a", "They are dear.", "performance", "price", "negative", "Acme"),
    row("a", "We stay.", "renewal", "", "renew", "Acme"),
    row("b", "Price decides.", "importance", "price", "decisive"),
]
DESK = Desk(TALKS, names(CODEBOOK, (talk.interview for talk in TALKS)), ROWS)


def coded(interview: str, quote: str, signal: str, criterion: str = "", label: str = "", **more: Any) -> Coded:
    return Coded("row 2", {}, interview=interview, quote=quote, signal=signal, criterion=criterion, label=label, **more)


def shown(like: Evidence, decision: str = "", **edited: str) -> Coded:
    """A row as a review sheet shows it, with what a person did to it."""
    said = {name: text(getattr(like, name)) for name in CODE}
    return Coded(
        "row 2", {}, decision, interview=like.interview, turn=like.turn, start=like.start, end=like.end, id=like.id,
        quote=like.quote, seal=seal(like.quote, *said.values()), **(said | edited),
    )  # fmt: skip


CODE = ("signal", "criterion", "vendor", "label", "amount", "reference", "unit", "value")


def coding(*rows: Coded) -> Coding:
    return Coding("anna.csv", "csv", rows)


def kinds(tables: Any) -> list[tuple[str, str]]:
    frame = tables["disagreements"].frame
    return list(zip(frame["quote"], frame["kind"], strict=True))


def against(*rows: Coded) -> Any:
    return agree(of_program(DESK), of_person("Anna", [coding(*rows)], DESK), DESK, RECORDS)


def test_the_program_against_a_person() -> None:
    tables = against(
        coded("a", "Price decides.", "importance", "price", "high"),
        coded("a", "I trust them.", "performance", "bond", "positive", vendor="Acme"),
        coded("a", "We stay.", "renewal", "", "renew", vendor="Acme"),
    )
    assert kinds(tables) == [
        ("Price decides.", "label"),
        ("I trust them.", "only second"),
        ("They are dear.", "only first"),
    ]
    found = tables["agreement"].frame.iloc[0]
    assert (found["first"], found["second"], found["matched"]) == (3, 3, 2)
    assert tables["agreement"].title == "voc (first) against Anna (second): 1 interview"


def test_sentences_are_those_of_the_respondent_in_interviews_that_both_code() -> None:
    tables = against(coded("a", "We stay.", "renewal", "", "renew"))
    assert tables["agreement"].frame["units"].iloc[0] == 6
    assert any("1 interview(s) that only one of them codes" in note for note in tables["agreement"].notes)


def test_two_people() -> None:
    anna = of_person("Anna", [coding(coded("b", "We stay.", "renewal", "", "renew"))], DESK)
    ben = of_person("Ben", [coding(coded("b", "We stay.", "renewal", "", "leaving"))], DESK)
    tables = agree(anna, ben, DESK, RECORDS)
    assert kinds(tables) == [("We stay.", "label")]


def test_one_of_two_people_in_a_file() -> None:
    both = coding(
        coded("b", "We stay.", "renewal", "", "renew", coder="Anna"),
        coded("b", "We stay.", "renewal", "", "leaving", coder="Ben"),
    )
    sides = [of_person(name, [both], DESK, name) for name in ("Anna", "Ben")]
    assert [[one.label for one in side.rows] for side in sides] == [["renew"], ["leaving"]]
    with pytest.raises(UsageError, match="by Anna, Ben"):
        of_person("Cleo", [both], DESK, "Cleo")


def test_a_sheet_of_the_programs_codes_counts_where_it_was_judged() -> None:
    tables = against(shown(ROWS[0], "accept"), shown(ROWS[1], "reject"), shown(ROWS[2]))
    # nobody decided on "We stay.", so it is neither agreed nor disagreed on
    assert kinds(tables) == [("They are dear.", "only first")]
    assert tables["agreement"].frame["units"].isna().iloc[0]
    assert "weights_compared" not in tables
    assert "1 passage(s) on which nobody decided are left out" in " ".join(tables["agreement"].notes)


def test_a_sheet_that_was_gone_through_to_the_end_is_a_whole_coding() -> None:
    tables = against(*(shown(one, "accept") for one in ROWS))
    assert kinds(tables) == []
    assert tables["agreement"].frame["units"].iloc[0] == 12
    assert "flatters agreement" in " ".join(tables["agreement"].notes)


def test_decisions_that_are_kept_count_where_they_were_made_or_for_the_whole_interview() -> None:
    kept = coded("a", "Price decides.", "importance", "price", "decisive", decision="add", coder="Anna")
    assert kinds(against(kept)) == []
    whole = Coded("row 3", {}, interview="a", decision="whole", coder="Anna", turn=0, start=0, end=0)
    tables = against(kept, whole)
    assert kinds(tables) == [("They are dear.", "only first"), ("We stay.", "only first")]
    assert tables["agreement"].frame["units"].iloc[0] == 6
    assert "flatters" not in " ".join(tables["agreement"].notes)


def test_the_programs_rows_in_a_project_are_not_the_persons() -> None:
    tables = against(
        coded("a", "We stay.", "renewal", "", "renew", vendor="Acme", coder=PROGRAM),
        coded("a", "Price decides.", "importance", "price", "decisive", coder="Anna"),
    )
    assert kinds(tables) == [("They are dear.", "only first"), ("We stay.", "only first")]


def test_a_row_that_is_not_verbatim_is_refused_and_the_others_count() -> None:
    anna = of_person(
        "Anna",
        [
            coding(
                coded("a", "Price is it.", "importance", "price", "high"),
                coded("a", "We stay.", "renewal", "", "renew"),
            )
        ],
        DESK,
    )
    assert len(anna.rows) == len(anna.refused) == 1
    assert "not verbatim" in anna.refused[0].message


def test_the_programs_own_table_of_another_day_is_compared_as_it_stands() -> None:
    """Ids are the same, labels are not: what the file says counts, not what the program says today."""
    other = coded("a", "Price decides.", "importance", "price", "low", coder=PROGRAM, id=ROWS[0].id)
    assert kinds(against(other))[0] == ("Price decides.", "label")


def test_weights_by_either_coding() -> None:
    tables = against(
        coded("a", "Price decides.", "importance", "price", "low"),
        coded("a", "I trust them.", "importance", "bond", "low"),
    )
    frame = tables["weights_compared"].frame
    assert frame[["criterion", "first", "second"]].values.tolist() == [["price", 100, 50], ["bond", 0, 50]]


def test_a_coding_against_nothing() -> None:
    nothing = replace(of_program(DESK), rows=())
    tables = agree(
        nothing, of_person("Anna", [coding(coded("a", "We stay.", "renewal", "", "renew"))], DESK), DESK, RECORDS
    )
    assert kinds(tables) == [("We stay.", "only second")]
    assert tables["agreement"].frame["first"].iloc[0] == 0


def test_no_interview_in_common_is_told() -> None:
    anna = of_person("Anna", [coding(coded("a", "We stay.", "renewal", "", "renew"))], DESK)
    ben = of_person("Ben", [coding(coded("b", "We stay.", "renewal", "", "renew"))], DESK)
    with pytest.raises(UsageError, match="no interview in common"):
        agree(anna, ben, replace(DESK, rows=()), RECORDS)


def test_a_sheet_without_a_decision_is_told() -> None:
    with pytest.raises(UsageError, match="Anna codes nothing; a sheet of voc review wants"):
        against(shown(ROWS[0]))


PAGES = Path(__file__).parents[1] / "docs"


def described(page: str, after: str) -> dict[str, str]:
    """Column → type of the first table after a heading or line; a line may hold several columns."""
    columns: dict[str, str] = {}
    text = (PAGES / page).read_text(encoding="utf-8").split(after, 1)[1]
    rows = re.match(r".*?\n\n?(\| column .*?)(?:\n\n|$)", text, flags=re.DOTALL)
    assert rows
    for cell, types in re.findall(r"^\| (`[^|]+`) \| ([a-z, ]+) \|", rows[1], flags=re.MULTILINE):
        several, each = re.findall(r"`(\w+)`", cell), types.split(", ")
        columns |= dict(zip(several, each * len(several) if len(each) == 1 else each, strict=True))
    return columns


@pytest.mark.parametrize(
    ("page", "after", "columns"),
    [
        ("agreement.md", "### agreement", agreement.COLUMNS),
        ("agreement.md", "### disagreements", disagreements.COLUMNS),
        ("agreement.md", "### weights_compared", disagreements.WEIGHTS),
        ("suggest.md", "`terms`, the most telling first", suggesting.TERMS),
        ("suggest.md", "`examples`, up to three", {**suggesting.EXAMPLES, **suggesting.UNEXPLAINED}),
    ],
)
def test_the_pages_describe_every_column(page: str, after: str, columns: dict[str, str]) -> None:
    assert sorted(described(page, after).items()) == sorted(columns.items())
