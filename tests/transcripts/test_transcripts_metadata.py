"""Front matter, sidecar and study table; what a fault in them says."""

# ruff: noqa: E501 - a row of a table is a line

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from transcript_files import NOBODY, interview

from voc.errors import TranscriptError
from voc.model import Codebook, Metadata, Vendor
from voc.transcripts import Found, digest, load
from voc.transcripts.metadata import Place, mapping

TALK = "Ann: Why?\n\nBob: So.\n\nAnn: How?\n\nBob: Hm.\n"


def front(facts: str) -> str:
    return f"---\n{facts}\n---\n\n{TALK}"


def test_every_key(tmp_path: Path) -> None:
    facts = (
        "account: Acme & Sons\nvendor: Tarrant\nvendors: [Tarrant, {name: Hoseline Direct, aliases: [Hoseline, HD]}]\n"
        "interviewee: Bob Lee, buyer\ninterviewer: [Ann, Zoe]\nside: supplier\ndate: 2024-09-12\nwave: 2\n"
        "segment: north\nregion: [EU, UK]\ncount: 3\nkey: yes"
    )
    assert interview(tmp_path, "x.md", front(facts)).meta == Metadata(
        id="x",
        path=str(tmp_path / "x.md"),
        format="text",
        account="Acme & Sons",
        vendor="Tarrant",
        vendors=(Vendor("Tarrant"), Vendor("Hoseline Direct", ("Hoseline", "HD"))),
        interviewee="Bob Lee, buyer",
        interviewer=("Ann", "Zoe"),
        side="supplier",
        date="2024-09-12",
        wave=2,
        extra=(("count", "3"), ("key", "yes"), ("region", "EU, UK"), ("segment", "north")),
    )


def test_without_metadata_the_account_is_the_file_name(tmp_path: Path) -> None:
    meta = interview(tmp_path, "Acme 2.txt", TALK).meta
    assert (meta.account, meta.side, meta.wave, meta.date) == ("Acme 2", "customer", 1, "")


def test_the_nearer_wins_key_by_key(tmp_path: Path) -> None:
    (tmp_path / "interviews.csv").write_text("interview,account,region,segment\nx,table,table,table\n")
    read = interview(tmp_path, "x.txt", front("account: front"), meta="account: sidecar\nregion: sidecar")
    assert read.meta.account == "front"
    assert dict(read.meta.extra) == {"region": "sidecar", "segment": "table"}


TABLES = [
    ("interviews.csv", "interview,account\nwave1/x,A\n"),
    ("interviews.csv", "file;account\nwave1/x.txt;A\n"),
    ("interviews.csv", "\ufefffilename\taccount\r\nx.txt\tA\r\n"),
    ("interviews.csv", "id,account\nX,A\ny,B\n"),
    ("interviews.yaml", "wave1/x: {account: A}\n"),
    ("interviews.yaml", "- interview: x\n  account: A\n- {interview: y, account: B}\n"),
    ("wave1/interviews.csv", "interview,account\nx,A\n"),
]


@pytest.mark.parametrize(("name", "table"), TABLES)
def test_study_table(tmp_path: Path, name: str, table: str) -> None:
    (tmp_path / "wave1").mkdir()
    (tmp_path / name).write_text(table, encoding="utf-8")
    path = tmp_path / "wave1" / "x.txt"
    path.write_text(TALK)
    assert load(Found(path, "wave1/x", tmp_path), NOBODY).meta.account == "A"


def test_lists_and_speakers_in_a_table_are_parted_by_semicolons(tmp_path: Path) -> None:
    (tmp_path / "interviews.csv").write_text(
        "interview,vendors,interviewer,speakers\nx,Tarrant; Hoseline,Ann; Zoe,Bob=interviewer;Ann=interviewee\n"
    )
    read = interview(tmp_path, "x.txt", TALK)
    assert [vendor.name for vendor in read.meta.vendors] == ["Tarrant", "Hoseline"]
    assert read.meta.interviewer == ("Ann", "Zoe")
    assert {turn.speaker: turn.role for turn in read.turns} == {"Bob": "interviewer", "Ann": "interviewee"}


VENDORS = [
    # codebook, metadata, vendors, focus
    ([Vendor("Tarrant Hydraulics", ("Tarrant",))], "vendor: Tarrant", [Vendor("Tarrant Hydraulics", ("Tarrant",))], "Tarrant Hydraulics"),
    ([Vendor("Tarrant", ("T",))], "vendors: [{name: tarrant, aliases: [TH]}]\nvendor: TH", [Vendor("Tarrant", ("TH", "T", "tarrant"))], "Tarrant"),
    ([Vendor("A"), Vendor("B")], "vendors: [C, B]", [Vendor("C"), Vendor("B"), Vendor("A")], ""),
    ([], "vendor: New\nvendors: [Old]", [Vendor("New"), Vendor("Old")], "New"),
]  # fmt: skip


@pytest.mark.parametrize(("book", "facts", "vendors", "focus"), VENDORS)
def test_vendors_of_codebook_and_metadata(
    tmp_path: Path, book: list[Vendor], facts: str, vendors: list[Vendor], focus: str
) -> None:
    meta = interview(tmp_path, "x.txt", front(facts), codebook=Codebook(criteria=(), vendors=tuple(book))).meta
    assert list(meta.vendors) == vendors
    assert meta.vendor == focus


FAULTS = [
    ("side: client", "x.txt:2: side: unknown side 'client' (known: customer, supplier); write `side: customer`"),
    ("side: custommer", "did you mean 'customer'?"),
    ("date: 12.9.2024", "x.txt:2: date: '12.9.2024' is no ISO date; write year-month-day"),
    ("wave: two", "x.txt:2: wave: 'two' is no number; write `wave: 2`"),
    ("speakers: [Ann]", "x.txt:2: speakers: this is no list of labels; write `speakers: {Speaker 1: interviewer"),
    ("vendors: [{aliases: [x]}]", "x.txt:2: vendors: a vendor has no name; write `- {name:"),
    ("account: a\nvendor: [x", "x.txt:3: the metadata is no valid YAML: "),
    ("account: a: b", "x.txt:2: the metadata is no valid YAML: mapping values are not allowed "),
    ("a: &a [x]\nb: *a", "x.txt:3: YAML aliases (`*name`) are not allowed in metadata; write the value out"),
    ("a: " + "[" * 5000 + "]" * 5000, "x.txt:2: "),
    ("when: !!python/object/apply:os.system [ls]", "x.txt:2: the metadata is no valid YAML"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "message"), FAULTS)
def test_faults_name_file_line_and_cure(tmp_path: Path, facts: str, message: str) -> None:
    with pytest.raises(TranscriptError) as told:
        interview(tmp_path, "x.txt", front(facts))
    assert message in str(told.value)
    assert told.value.line
    assert told.value.cure


def test_faults_of_sidecar_and_table_name_their_own_file(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match=r"x\.meta\.yaml:1: wave: "):
        interview(tmp_path, "x.txt", TALK, meta="wave: two")
    (tmp_path / "x.meta.yaml").unlink()
    (tmp_path / "interviews.csv").write_text("interview,wave\ny,1\nx,two\n")
    with pytest.raises(TranscriptError, match=r"interviews\.csv:3: wave: "):
        interview(tmp_path, "x.txt", TALK)
    (tmp_path / "interviews.csv").write_text("interview,wave\nx,1\nx,2\n")
    os.utime(tmp_path / "interviews.csv", ns=(1, 1))
    with pytest.raises(TranscriptError, match=r"interviews\.csv:3: 'x' has two rows; remove"):
        interview(tmp_path, "x.txt", TALK)
    (tmp_path / "interviews.csv").write_text("account,wave\nx,1\n")
    os.utime(tmp_path / "interviews.csv", ns=(2, 2))
    with pytest.raises(TranscriptError, match=r"interviews\.csv:2: a row does not say whose it is; add a column"):
        interview(tmp_path, "x.txt", TALK)


NO_METADATA = [
    f"---\n\n{TALK}\n---\n",
    f"---\n# Interview\n---\n{TALK}",
    f"----\n{TALK}",
]


@pytest.mark.parametrize("written", NO_METADATA)
def test_a_rule_at_the_top_is_no_metadata(tmp_path: Path, written: str) -> None:
    assert len(interview(tmp_path, "x.md", written).turns) == 4


def test_metadata_without_an_end_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match=r"x\.md:1: the metadata at the top has no end; close it"):
        interview(tmp_path, "x.md", "---\naccount: Acme\n\nAnn: Why?\n")


def test_lines_are_counted_from_the_top_of_the_file(tmp_path: Path) -> None:
    read = interview(tmp_path, "x.txt", front("account: Acme"))
    assert [turn.marks[0].line for turn in read.turns] == [5, 7, 9, 11]


def test_a_slip_in_a_key_is_told(tmp_path: Path) -> None:
    read = interview(tmp_path, "x.txt", front("acount: Acme\nsegment: north"))
    assert [w for w in read.warnings if "did you mean" in w] == [
        f"{tmp_path}/x.txt: `acount` is kept as a key of your own; did you mean `account`?"
    ]


SIMPLE = [
    "account: Acme",
    "account: Acme & Sons, Ltd\nside: customer",
    "vendors: [Tarrant, Hoseline Direct, Dunmore Fittings]",
    "vendors: []",
    "interviewee: Des Pargeter, Workshop Foreman",
    'account: "Acme: the second"',
    "account: 'yes'",
    "account: yes",
    "account: ~",
    "account:",
    "account: Acme # the first",
    "account: Acme#1",
    "account: O'Neil",
    "date: 2024-09-12",
    "wave: 2",
    "wave: 0o17",
    "wave: 1e3",
    "account: |\n  Acme\n  Sons",
    "account: >-\n  Acme\n  Sons",
    "speakers:\n  Ann: interviewer\n  Bob: interviewee",
    "speakers: {Ann: interviewer}",
    "account: Acme\n\n# comment\nwave: 3",
    "vendors:\n- A\n- B",
    "interviewer: Siobhán",
]


@pytest.mark.parametrize("written", SIMPLE)
def test_the_quick_way_says_what_yaml_says(written: str) -> None:
    def told(value: object) -> object:
        if isinstance(value, list):
            return [told(part) for part in value]
        return value if isinstance(value, dict) or value is None else str(value)

    slow = {key: told(value) for key, value in yaml.safe_load(written).items()}
    quick = {key: told(value) for key, value in mapping(written, Place("x")).items()}
    assert quick == slow


def test_digest_changes_with_all_that_determines_the_interview(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    found = Found(path, "x", tmp_path)
    seen = set()
    path.write_text(TALK)
    seen.add(digest(found))
    assert digest(found) in seen
    path.write_text(TALK + "x")
    seen.add(digest(found))
    (tmp_path / "x.meta.yaml").write_text("account: A")
    seen.add(digest(found))
    (tmp_path / "interviews.csv").write_text("interview,wave\nx,2\ny,1\n")
    seen.add(digest(found))
    seen.add(digest(Found(path, "y", tmp_path)))
    assert len(seen) == 5
    before = digest(found)
    (tmp_path / "interviews.csv").write_text("interview,wave\nx,2\ny,3\n")
    os.utime(tmp_path / "interviews.csv", ns=(3, 3))
    assert digest(found) == before, "another interview's row says nothing of this one"
