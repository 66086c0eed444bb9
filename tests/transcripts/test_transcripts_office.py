"""Word and Excel files, CSV: made by code, read back."""

# ruff: noqa: E501 - a row of a table is a line

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from transcript_files import interview, packed, pairs, source, times, turns

from voc.errors import TranscriptError
from voc.transcripts import office

ANN_AND_BOB = [("Ann", "Why them?"), ("Bob", "It is simple: price wins."), ("Ann", "And then?"), ("Bob", "Trust.")]


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def workbook(*rows: list[Any], title: str = "Sheet1", before: list[list[Any]] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    if before is not None:
        for row in before:
            sheet.append(row)
        sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


DOCUMENTS = {
    "labels": ["Ann: Why them?", "Bob: It is simple: price wins.", "Ann: And then?", "Bob: Trust."],
    "Teams, breaks": ["Acme-20240612_133555-Meeting Recording\n12 June 2024, 01:35pm\n27m 42s", "Ann Ray started transcription", "\nAnn   0:03\nWhy them?", "\nBob   0:07\nIt is simple: price wins.", "\nAnn   1:27\nAnd then?", "\nBob   1:01:31\nTrust.", "Ann stopped transcription"],
    "Teams, paragraphs": ["Interview Acme", "Ann   0:03", "Why them?", "Bob   0:07", "It is simple:", "price wins.", "Ann   1:27", "And then?", "Bob   1:31", "Trust."],
    "Teams, American date": ["Acme-20240924_101502-Meeting Recording", "September 24, 2024, 8:15AM", "11m 3s", "Ann Ray started transcription", "Ann   0:03", "Why them?", "Bob   0:07", "It is simple: price wins.", "Ann   1:27", "And then?", "Bob   1:31", "Trust."],
    "Teams, old": ["0:0:0.0 --> 0:0:3.540\nAnn\nWhy them?", "0:0:3.540 --> 0:0:5.0\nBob\nIt is simple: price wins.", "0:0:6.0 --> 0:0:9.0\nAnn\nAnd then?", "0:0:9.0 --> 0:0:9.5\nBob\nTrust."],
    "Teams, in words": ["Ann 3 seconds", "Why them?", "Bob 1 minute 7 seconds", "It is simple: price wins.", "Ann 1 minute 27 seconds", "And then?", "Bob 1 hour 31 seconds", "Trust."],
    "Meet": ["Acme (2024-06-05 10:12 GMT+2) - Transcript", "Attendees", "Ann, Bob", "Transcript", "00:00:00", "Ann: Why them?", "Bob: It is simple: price wins.", "00:05:00", "Ann: And then?", "Bob: Trust.", "Meeting ended after 00:06:00"],
    "Rev": ["Ann (00:00):", "Why them?", "Bob (00:12):", "It is simple: price wins.", "Ann (00:45):", "And then?", "Bob (00:46):", "Trust."],
}  # fmt: skip


@pytest.mark.parametrize("paragraphs", DOCUMENTS.values(), ids=DOCUMENTS)
def test_documents(paragraphs: list[str]) -> None:
    assert pairs(word(*paragraphs), ".docx") == ANN_AND_BOB


def test_times_of_a_document_but_no_lines() -> None:
    assert times(word(*DOCUMENTS["Teams, breaks"]), ".docx") == [3.0, 7.0, 87.0, 3691.0]
    assert {mark.line for turn in turns(source(word(*DOCUMENTS["Rev"]), ".docx")) for mark in turn.marks} == {None}


def test_a_document_with_a_table_of_turns() -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=3)
    for cells in (["Time", "Speaker", "Text"], ["0:01", "Ann", "Why them?"], ["0:07", "Bob", "It is simple: price wins."], ["0:09", "Ann", "And then?"], ["0:11", "Bob", "Trust."]):  # fmt: skip
        for cell, said in zip(table.add_row().cells, cells, strict=True):
            cell.text = said
    held = io.BytesIO()
    document.save(held)
    assert pairs(held.getvalue(), ".docx") == ANN_AND_BOB


BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
RUNS = [
    ("<w:p><w:r><w:t>Ann: so</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t> new</w:t></w:r></w:ins></w:p>", "so new"),
    ("<w:p><w:hyperlink><w:r><w:t>Ann: a</w:t><w:tab/><w:t>b</w:t></w:r></w:hyperlink><w:r><w:noBreakHyphen/><w:t>c</w:t></w:r></w:p>", "a b-c"),
    ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>Ann: x</w:t></w:r></w:p>", "x"),
    ("<w:sdt><w:sdtContent><w:p><w:r><w:t>Ann: x</w:t></w:r></w:p></w:sdtContent></w:sdt>", "x"),
]  # fmt: skip


@pytest.mark.parametrize(("paragraph", "said"), RUNS)
def test_what_counts_as_text_of_a_document(paragraph: str, said: str) -> None:
    rest = "<w:p><w:r><w:t>Bob: y</w:t></w:r></w:p><w:p><w:r><w:t>Ann: z</w:t></w:r></w:p>"
    assert pairs(packed({"word/document.xml": BODY.format(paragraph + rest)}), ".docx")[0] == ("Ann", said)


ENTITY = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
HOSTILE = [
    (packed({"word/document.xml": ENTITY + BODY.format("")}), "declares XML entities"),
    (packed({"word/document.xml": EXTERNAL + BODY.format("")}), "declares XML entities"),
    (packed({"word/document.xml": (" " * 300 + EXTERNAL + BODY.format("")).encode("utf-16")}), "declares XML entities"),
    (packed({"word/document.xml": b"0" * (office.LARGEST + 1)}), "unpacks to more than"),
    (packed({f"word/{n}.xml": "x" for n in range(office.PARTS + 1)}), "has more than"),
    (packed({"word/document.xml": BODY.format("")[:-9]}), "the document is damaged"),
    (packed({"word/document.xml": BODY.format("<w:p/>")}), "holds no text"),
    (packed({"other.xml": "<x/>", "word/x": ""}), "no document in the file"),
    (word("Ann: x")[:900], "damaged or cut short"),
    (word("Ann: x")[:-20], "damaged or cut short"),
    (b"PK\x03\x04 word/", "damaged or cut short"),
    (b"Ann: x\n", "damaged or cut short"),
    (b"", "damaged or cut short"),
    (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password-protected or an old Office file"),
]


@pytest.mark.parametrize(("data", "problem"), HOSTILE)
@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_hostile_and_damaged_files_are_refused(data: bytes, problem: str, suffix: str) -> None:
    if suffix == ".xlsx" and problem in ("the document is damaged", "holds no text", "no document in the file"):
        problem = "the workbook is damaged"
    given = source(data, suffix)
    reader = next(r for r in (__import__("voc.transcripts", fromlist=["READERS"])).READERS if suffix in r.SUFFIXES)
    with pytest.raises(TranscriptError, match=problem) as told:
        reader.read(given)
    assert told.value.cure
    assert str(told.value).startswith(f"x{suffix}: ")


HEADERS = [
    ["speaker", "text", "start"],
    ["Speaker Name", "Transcript", "Time"],
    ["Name", "Utterance", "Timestamp"],
    ["who", "what was said", "timecode"],
    ["participant", "content", "begin"],
    ["speaker_label", "sentence", "start_time"],
]


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_tables_by_any_usual_name(header: list[str], delimiter: str) -> None:
    rows = [header, ["Ann", "Why them?", "1.5"], ["Bob", "It is simple: price wins.", "2.5"], ["Ann", "And then?", "3"], ["Bob", "Trust.", "4"]]  # fmt: skip
    written = "\n".join(delimiter.join(row) for row in rows)
    assert pairs(written, ".csv") == ANN_AND_BOB
    assert times(written, ".csv") == [1.5, 2.5, 3.0, 4.0]
    assert pairs(workbook(*rows), ".xlsx") == ANN_AND_BOB
    assert times(workbook(*rows), ".xlsx") == [1.5, 2.5, 3.0, 4.0]


CSV = [
    ("sep=;\nspeaker;text\nAnn;x\nBob;y", [("Ann", "x"), ("Bob", "y")]),
    ('speaker,text\nAnn,"x, ""y""\nand z"\nBob,y', [("Ann", 'x, "y" and z'), ("Bob", "y")]),
    ("text,speaker\nx,Ann\ny,Bob", [("Ann", "x"), ("Bob", "y")]),
    ("speaker,text\nAnn,x\nAnn,y\n,z\nBob,w", [("Ann", "x y"), ("", "z"), ("Bob", "w")]),
    ("speaker,text\nAnn,\"=HYPERLINK(\"\"x\"\")\"\nBob,+y", [("Ann", '=HYPERLINK("x")'), ("Bob", "+y")]),
    ("0:01,Ann,why do you buy\n0:05,Bob,because of the price\n0:09,Ann,and what else", [("Ann", "why do you buy"), ("Bob", "because of the price"), ("Ann", "and what else")]),
    ("text\nonly the text\nof somebody", [("", "only the text of somebody")]),
]  # fmt: skip


@pytest.mark.parametrize(("written", "said"), CSV)
def test_csv(written: str, said: list[tuple[str, str]]) -> None:
    assert pairs(written, ".csv") == said


def test_csv_marks_the_line_where_a_row_begins() -> None:
    first, second = turns(source('speaker,start_ms,text\nAnn,1500,"x\ny"\n\nBob,2500,z', ".csv"))
    assert (tuple(first.marks[0]), tuple(second.marks[0])) == ((0, 2, 1.5), (0, 5, 2.5))


def test_a_role_column_tells_who_asks() -> None:
    told = turns(source("speaker,role,text\nAnn,Moderator,x\nBob,Respondent,y", ".csv"))
    assert [(turn.speaker, turn.role) for turn in told] == [("Ann", "interviewer"), ("Bob", "interviewee")]


def test_a_role_column_alone_is_the_speaker() -> None:
    assert pairs("role,text\nModerator,x\nRespondent,y", ".csv") == [("Moderator", "x"), ("Respondent", "y")]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("a,b\n1,2\n", "x.csv:1: no column holds what was said (columns: a, b); name the columns `speaker`, `text`"),
        ("speaker,text\n", "x.csv:1: the table has no rows with text"),
        ('speaker,text\nAnn,"' + "x" * 200_000, "x.csv:1: this is no readable table: field larger than field limit"),
    ],
)
def test_tables_that_cannot_be_read(written: str, message: str) -> None:
    with pytest.raises(TranscriptError) as told:
        turns(source(written, ".csv"))
    assert str(told.value).startswith(message)
    assert told.value.cure


def test_workbook_cells_of_other_kinds() -> None:
    rows = [
        ["time", "speaker", "text"],
        [datetime.time(0, 0, 1, 500000), "Ann", "=1+2"],
        [datetime.timedelta(seconds=62.5), 7, 8.0],
        [datetime.datetime(2024, 1, 1, 1, 0, 3), "Ann", "x"],
    ]
    assert pairs(workbook(*rows), ".xlsx") == [("Ann", "=1+2"), ("7", "8"), ("Ann", "x")]
    assert times(workbook(*rows), ".xlsx") == [1.5, 62.5, 3603.0]


def test_the_sheet_with_text_counts() -> None:
    data = workbook(["speaker", "text"], ["Ann", "x"], ["Bob", "y"], before=[["about"], ["made by hand"]])
    assert pairs(data, ".xlsx") == [("Ann", "x"), ("Bob", "y")]


def test_a_workbook_may_not_hide_entities_in_any_part() -> None:
    with pytest.raises(TranscriptError, match="declares XML entities"):
        turns(source(packed({"xl/workbook.xml": "<x/>", "xl/other.bin": " " * 300 + EXTERNAL}), ".xlsx"))


def test_the_main_part_of_a_document_may_have_any_name() -> None:
    relation = '<Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/>'
    body = BODY.format("<w:p><w:r><w:t>Ann: x</w:t></w:r></w:p><w:p><w:r><w:t>Bob: y</w:t></w:r></w:p>")
    assert pairs(packed({"_rels/.rels": relation, "word/document2.xml": body}), ".docx") == [("Ann", "x"), ("Bob", "y")]


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(TranscriptError, match=r"x\.xlsx: the workbook is empty; put the transcript"):
        turns(source(workbook(), ".xlsx"))


def test_an_office_file_under_another_name_is_read(tmp_path: Path) -> None:
    read = interview(tmp_path, "x.txt", word(*DOCUMENTS["Rev"]))
    assert (read.meta.format, len(read.turns)) == ("docx", 4)
