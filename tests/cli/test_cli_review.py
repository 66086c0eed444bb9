"""`voc review` from end to end, on a study of two short interviews and a coder of few words."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from cli_study import Voc

from voc import engine, transcripts
from voc.coding.coded import Judged
from voc.coding.placing import Spot
from voc.model import Codebook, Evidence, Interview, Record
from voc.review import standing
from voc.scores.voices import last_word
from voc.study import analyze
from voc.transcripts import Found

PLANT = """---
account: Kirkby
vendor: Acme Pumps
---
I: How do they do on price?
R: They are too expensive, by far. I would give them a four out of ten on price.
I: And delivery?
R: Delivery is always late. We wait for weeks.
"""
OFFICE = PLANT.replace("Kirkby", "Skovlund").replace("too expensive, by far", "very cheap")
TOO_DEAR = "They are too expensive, by far."


WORDS = {
    "They are too expensive, by far.": ("performance", "price", "negative"),
    "They are very cheap.": ("performance", "price", "positive"),
    "four out of ten": ("importance", "price", "medium"),
    "Delivery is always late.": ("performance", "delivery", "negative"),
}


def coded(found: Sequence[Found], codebook: Codebook, jobs: int = 1, cache: bool = True) -> Iterator[engine.Outcome]:
    """Stands in for the coder: finds the passages above, and "weeks" once the codebook knows the word."""
    words = WORDS | ({"We wait for weeks.": ("mention", "delivery", "")} if codebook.add else {})
    for item in found:
        interview = transcripts.load(item, codebook)
        rows = [
            made(judged(quote, number, turn.text.index(quote), *code), interview)
            for number, turn in enumerate(interview.turns)
            for quote, code in words.items()
            if turn.role == "interviewee" and quote in turn.text
        ]
        yield engine.Outcome(Record(interview.meta, len(interview.turns), 1, len(rows)), tuple(rows))


def judged(quote: str, turn: int, start: int, signal: str, criterion: str, label: str) -> tuple[Judged, Spot]:
    spot = Spot(turn, start, start + len(quote))
    numbers: dict[str, Any] = dict.fromkeys(("amount", "reference", "value"))
    said = {"signal": signal, "criterion": criterion, "label": label, "vendor": "", "unit": ""}
    return Judged("", *spot, "", "add", quote, **said, **numbers, note="", round=0, digest=""), spot


def made(told: tuple[Judged, Spot], interview: Interview) -> Evidence:
    return replace(standing.made(*told, interview), source="rule:test")


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(engine, "run", coded)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "interviews"
    folder.mkdir()
    (folder / "plant.txt").write_text(PLANT, encoding="utf-8")
    (folder / "office.txt").write_text(OFFICE, encoding="utf-8")
    return folder


def fill(path: Path, rows: Mapping[str, Mapping[str, str]], *added: Mapping[str, str]) -> None:
    """Put cells into the rows of these quotes in the interview `plant`, and new rows below."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        sheet = list(csv.DictReader(file))
    for row in sheet:
        row |= rows.get(row["quote"], {}) if row["interview"] == "plant" else {}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(sheet[0]))
        writer.writeheader()
        writer.writerows([*sheet, *added])


def evidence(account: str = "") -> list[dict[str, object]]:
    table = analyze("interviews", score=False, accounts=[account] if account else ()).evidence
    return [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]


def codes(rows: list[dict[str, object]], quote: str = TOO_DEAR) -> list[tuple[object, ...]]:
    return [
        tuple(row[name] for name in ("signal", "criterion", "label", "source")) for row in rows if row["quote"] == quote
    ]


ADDED = {"decision": "add", "interview": "plant", "quote": "We wait for weeks", "signal": "tier", "label": "supplier"}


@pytest.fixture
def reviewed(study: Path, voc: Voc) -> Path:
    """The study after Anna Berg's review: she rejects what was said of the price, and adds a tier."""
    assert voc("review", "--out", "review.csv").code == 0
    fill(Path("review.csv"), {TOO_DEAR: {"decision": "reject"}}, ADDED)
    ran = voc("review", "--read", "review.csv", "--coder", "Anna Berg")
    assert (ran.code, bool(re.search(r"added +1\n", ran.out))) == (0, True)
    return study


def test_decisions_go_before_the_programs_codes_in_every_table(study: Path, voc: Voc) -> None:
    before = evidence()
    assert codes(before)
    voc("review", "--out", "review.csv")
    change = {"signal": "importance", "criterion": "price", "label": "decisive", "vendor": ""}
    fill(Path("review.csv"), {TOO_DEAR: {"decision": "change", **change}})
    ran = voc("review", "--read", "review.csv", "--coder", "Anna Berg")
    assert ran.code == 0
    after = json.loads(voc("analyze", "--json").out)
    assert ("importance", "price", "decisive", "coder:Anna Berg") in codes(after["evidence"])
    weights = {(row["interview"], row["criterion"]): row["basis"] for row in after["tables"]["weights"]}
    assert weights["plant", "price"] == "strength"
    assert [row["coded"] for row in after["tables"]["interviews"] if row["interview"] == "plant"] == [
        sum(row["interview"] == "plant" for row in after["evidence"])
    ]


def test_what_is_shown_says_who_accepted_and_scores_know_what_had_found_it(study: Path, voc: Voc) -> None:
    voc("review", "--out", "review.csv")
    fill(Path("review.csv"), {TOO_DEAR: {"decision": "accept"}})
    voc("review", "--read", "review.csv", "--coder", "A. Berg")
    asked: list[list[str]] = []

    def score_all(rows: pd.DataFrame, *args: object, **said: object) -> dict[str, object]:
        asked.append(rows.loc[rows["quote"] == TOO_DEAR, "source"].tolist())
        return {}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("voc.scores.score_all", score_all)
        shown = analyze("interviews").evidence
    assert codes(shown.to_dict("records"))[0][-1] == "coder:A. Berg"  # type: ignore[arg-type]
    assert [last_word(pd.Series(sources)).tolist() for sources in asked] == [["test"]]


def test_what_was_decided_is_kept_in_a_file_that_people_can_read(reviewed: Path) -> None:
    with (reviewed / "reviewed.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    said = {(row["coder"], row["decision"], row["quote"]) for row in rows}
    assert {("Anna Berg", "reject", TOO_DEAR), ("Anna Berg", "add", "We wait for weeks")} <= said


@pytest.mark.parametrize("change", ["nothing", "rename", "lexicon", "edit", "move"])
def test_nothing_reviewed_is_lost(change: str, reviewed: Path, voc: Voc) -> None:
    plant = reviewed / "plant.txt"
    if change == "rename":
        plant.rename(reviewed / "kirkby works.txt")
    elif change == "move":
        (reviewed / "north").mkdir()
        plant.rename(reviewed / "north" / "plant.txt")
    elif change == "lexicon":
        Path("criteria.yaml").write_text("lexicon:\n  add:\n    price.topic: [weeks]\n", encoding="utf-8")
    elif change == "edit":
        plant.write_text(PLANT.replace("R: They", "R: Well, you know. They"), encoding="utf-8")
    rows = evidence("Kirkby")
    assert codes(rows) == []
    assert codes(rows, "We wait for weeks.") == []
    assert codes(rows, "We wait for weeks") == [("tier", "", "supplier", "coder:Anna Berg")]


def test_what_has_no_place_any_more_is_told_and_kept(reviewed: Path, voc: Voc) -> None:
    kept = (reviewed / "reviewed.csv").read_bytes()
    (reviewed / "plant.txt").write_text(PLANT.replace("We wait for weeks.", "We waited for weeks."), encoding="utf-8")
    told = voc("analyze").err
    assert "add by Anna Berg, plant turn 3, “We wait for weeks”" in told
    assert "nearest is turn 3: “We waited for weeks.”" in told
    assert "transcripts want a look" not in told
    voc("review", "--out", "again.csv")
    fill(Path("again.csv"), {"Delivery is always late.": {"decision": "accept"}})
    voc("review", "--read", "again.csv", "--coder", "Anna Berg")
    assert set(kept.splitlines()) <= set((reviewed / "reviewed.csv").read_bytes().splitlines())


def test_taking_a_file_in_twice_changes_nothing(reviewed: Path, voc: Voc) -> None:
    kept = (reviewed / "reviewed.csv").read_bytes()
    ran = voc("review", "--read", "review.csv", "--coder", "Anna Berg")
    assert "voc: 0 new decisions" in ran.err
    assert (reviewed / "reviewed.csv").read_bytes() == kept


def test_the_decisions_of_two_people_merge(reviewed: Path, voc: Voc, tmp_path: Path) -> None:
    theirs = tmp_path / "anna.csv"
    (reviewed / "reviewed.csv").rename(theirs)
    voc("review", "--out", "ben.csv")
    fill(Path("ben.csv"), {"Delivery is always late.": {"decision": "accept"}})
    assert voc("review", "--read", "ben.csv", "--coder", "Ben").code == 0
    assert voc("review", "--read", str(theirs)).code == 0
    told = voc("review").out.splitlines()
    assert [line.split()[0] for line in told] == ["coder", "Anna", "Ben"]
    rows = evidence()
    assert {row["source"] for row in rows if str(row["source"]).startswith("coder:")} == {
        "coder:Anna Berg",
        "coder:Ben",
    }


def test_a_workbook_is_filled_in_refusals_name_the_cell_and_good_rows_are_kept(study: Path, voc: Voc) -> None:
    voc("review", "--out", "review.xlsx")
    book = openpyxl.load_workbook("review.xlsx")
    sheet = book["Review"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    rows = [cells for cells in sheet.iter_rows(min_row=2) if cells[columns["quote"] - 1].value]
    dear = next(cells for cells in rows if cells[columns["quote"] - 1].value == TOO_DEAR)
    dear[0].value = "reject"
    wrong = {**ADDED, "quote": "We wait for months", "label": "suplier"}
    for number, entry in enumerate((wrong, ADDED), len(rows) + 2):
        for name, value in entry.items():
            sheet.cell(number, columns[name]).value = value
    book.save("review.xlsx")
    ran = voc("review", "--read", "review.xlsx", "--coder", "Anna Berg")
    assert ran.code == 1
    row = len(rows) + 2
    assert f"review.xlsx: row {row}, K{row}: unknown label 'suplier'; did you mean 'supplier'?" in ran.err
    assert f"review.xlsx: row {row}, F{row}: not verbatim in plant: “We wait for months”; nearest is turn 3:" in ran.err
    assert codes(evidence(), "We wait for weeks") == [("tier", "", "supplier", "coder:Anna Berg")]
    assert codes(evidence()) == []


def test_refusals_as_json(study: Path, voc: Voc) -> None:
    Path("x.csv").write_text("interview,quote,signal,label\nplant,Nobody said it,tier,partner\n", encoding="utf-8")
    ran = voc("review", "--read", "x.csv", "--coder", "X", "--json")
    told = json.loads(ran.out)
    assert (ran.code, told["add"], len(told["refused"])) == (1, 0, 1)
    assert not (study / "reviewed.csv").exists()


@pytest.mark.parametrize("suffix", ["xlsx", "json", "qdpx"])
def test_a_study_goes_out_and_comes_back_without_a_change(suffix: str, study: Path, voc: Voc) -> None:
    assert voc("review", "--out", f"out.{suffix}").code == 0
    ran = voc("review", "--read", f"out.{suffix}", "--coder", "X", "--quiet")
    assert (ran.code, ran.err) == (0, "")
    assert re.search(r"accepted +0\n", ran.out)
    assert not (study / "reviewed.csv").exists()


def test_a_project_comes_back_whole_as_a_persons_coding(study: Path, voc: Voc) -> None:
    before = analyze("interviews", score=False).evidence
    voc("review", "--out", "out.qdpx")
    assert voc("review", "--read", "out.qdpx", "--coder", "X", "--whole").code == 0
    table, source = analyze("interviews", score=False).evidence, {"source": "coder:X"}
    assert table.equals(before.assign(**source))


def test_a_codebook_comes_in_as_criteria(study: Path, voc: Voc) -> None:
    import yaml

    from voc import codebook

    Path("x.qdc").write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="1" name="Speed of answer" isCodable="true">'
        '<Description>How soon: "they" answer</Description></Code></Codes></CodeBook>',
        encoding="utf-8",
    )
    out = voc("review", "--read", "x.qdc").out
    assert yaml.safe_load(out)["criteria"][0]["means"] == 'How soon: "they" answer'
    Path("criteria.yaml").write_text(out, encoding="utf-8")
    assert "speed_of_answer" in [one.id for one in codebook.load(Path("criteria.yaml")).criteria]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--out", "x.xlsx", "--read", "y.xlsx"), "one at a time"),
        (("--coder", "X"), "--coder goes with --read"),
        (("--whole",), "--whole goes with --read"),
        (("--codes", "held.csv"), "--codes goes with --read"),
        (("--account", "Kirkby"), "--account goes with --out"),
        (("--read", "held.csv", "--coder", "voc"), "the program's own name"),
        (("--out", "x.pdf"), "suffixes .xlsx"),
        (("--out", "nowhere/x.xlsx"), "there is no folder nowhere"),
        (("--out", "interviews/x.xlsx"), "would be taken for one"),
        (("--out", "held.csv"), "may hold decisions"),
        (("--read", "held.csv"), "--coder NAME"),
        (("--read", "sheet.csv", "--coder", "X", "--whole"), "rows that were not judged stand"),
        (("--read", "missing.csv"), "cannot be read"),
        (("-", "--out", "x.csv"), "it must be a file"),
    ],
)
def test_wrong_usage(args: tuple[str, ...], said: str, study: Path, voc: Voc) -> None:
    held = "quote,signal,label\nWe wait for weeks,tier,partner\n"
    Path("held.csv").write_text(held, encoding="utf-8")
    Path("sheet.csv").write_text(held.replace("label", "label,seal").replace("partner", "partner,s1"), encoding="utf-8")
    ran = voc("review", *args)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert Path("held.csv").read_text(encoding="utf-8") == held


def test_a_damaged_file_of_decisions_stops_the_run(reviewed: Path, voc: Voc) -> None:
    path = reviewed / "reviewed.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",reject,", ",rejct,"), encoding="utf-8")
    ran = voc("analyze")
    assert ran.code == 2
    assert "unknown decision 'rejct'; did you mean 'reject'?" in ran.err
