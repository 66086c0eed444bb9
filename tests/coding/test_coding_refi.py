"""REFI-QDA: valid by the published schema, nothing lost on the way, and what other tools write is understood."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from coded_study import BUNDLE, CODEBOOK, KNOWN, PLANT, ROWS
from lxml import etree

from voc import coding
from voc.coding import refi
from voc.coding.coded import Bundle
from voc.coding.codes import understood
from voc.coding.qdpx import script
from voc.coding.sheet import text

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "Project.xsd"))
"""The schema of the standard, as published by REFI under the MIT licence that stands in it."""


def project(bundle: Bundle = BUNDLE) -> tuple[bytes, dict[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(coding.render(Path("x.qdpx"), bundle))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    return parts["project.qde"], parts


@pytest.mark.parametrize(
    "bundle",
    [BUNDLE, Bundle("empty", (), (), CODEBOOK), Bundle("<&\x07", ROWS, BUNDLE.interviews, CODEBOOK)],
    ids=["study", "empty", "odd name"],
)
def test_a_project_is_valid(bundle: Bundle) -> None:
    SCHEMA.assertValid(etree.fromstring(project(bundle)[0]))


def test_the_schema_can_tell() -> None:
    broken = project()[0].replace(b'isCodable="true"', b'isCodable="perhaps"', 1)
    assert not SCHEMA.validate(etree.fromstring(broken))


def test_a_codebook_is_valid() -> None:
    root = etree.fromstring(coding.render(Path("x.qdc"), BUNDLE))
    assert root.tag == "{urn:QDA-XML:codebook:1.0}CodeBook"
    # its codes are of the same type as those of a project, whose schema stands here
    codes = etree.tostring(root[0]).replace(b"codebook:1.0", b"project:1.0")
    whole = b'<Project name="x" xmlns="urn:QDA-XML:project:1.0"><CodeBook>%s</CodeBook></Project>' % codes
    SCHEMA.assertValid(etree.fromstring(whole))


def test_every_code_has_a_name_of_its_own() -> None:
    names = re.findall(rb'<Code guid="[^"]+" name="([^"]+)"', project()[0])
    assert len(names) == len(set(names)) > 40


def test_positions_are_code_points_of_the_text() -> None:
    root = etree.fromstring(project()[0])
    parts = project()[1]
    found = []
    for source in root.iter("{*}TextSource"):
        held = parts["sources/" + source.get("plainTextPath").removeprefix("internal://")].decode()
        found += [
            held[int(s.get("startPosition")) : int(s.get("endPosition"))] for s in source.iter("{*}PlainTextSelection")
        ]
    assert sorted(found) == sorted(row.quote for row in ROWS)


def test_a_project_is_read_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.qdpx"
    people = (*ROWS[:2], replace(ROWS[2], source="coder:Anna Berg"), *ROWS[3:])
    path.write_bytes(coding.render(path, Bundle("s", people, BUNDLE.interviews, CODEBOOK)))
    read = coding.read(path)
    by_id = {row.id: row for row in read.rows}
    assert [row.coder for row in read.rows] == ["voc", "voc", "Anna Berg", "voc", "voc"]
    for was in ROWS:
        row = by_id[was.id]
        said = understood([row.signal], KNOWN)
        assert said is not None
        assert (said["signal"], said.get("criterion", "")) == (was.signal, was.criterion)
        assert said.get("label", "") == was.label.replace("/", "-")
        assert (row.interview, row.quote, row.vendor) == (was.interview, was.quote, was.vendor)
        numbers = ("amount", "reference", "unit", "value")
        assert [getattr(row, name) for name in numbers] == [text(getattr(was, name)) for name in numbers]


CODES = """<CodeBook><Codes>
 <Code guid="{AAAAAAAA-0000-0000-0000-000000000001}" name="Price" isCodable="true">
  <Code guid="aaaaaaaa-0000-0000-0000-000000000002" name="negative" isCodable="true"/></Code>
 <Code guid="aaaaaaaa-0000-0000-0000-000000000003" name="vendor" isCodable="false">
  <Code guid="aaaaaaaa-0000-0000-0000-000000000004" name="Acme" isCodable="true"/></Code>
</Codes></CodeBook>"""
USERS = '<Users><User guid="{BBBBBBBB-0000-0000-0000-000000000001}" name="Anna"/></Users>'


def other(tmp_path: Path, said: bytes, selections: str, source: str = "TextSource", folder: str = "Sources") -> Path:
    """A project as another tool writes it."""
    path = tmp_path / "other.qdpx"
    xml = f"""<?xml version="1.0" encoding="utf-8"?>
<Project name="p" origin="Other 1" xmlns="urn:QDA-XML:project:1.0">{USERS}{CODES}<Sources>
<TextSource guid="cccccccc-0000-0000-0000-000000000001" name="plant.docx" richTextPath="internal://t.docx"
 plainTextPath="internal://T.txt">{selections}</TextSource>
<PictureSource guid="cccccccc-0000-0000-0000-000000000002" name="p.png" path="internal://p.png"/></Sources></Project>"""
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("project.qde", "\ufeff" + xml)
        packed.writestr(f"{folder}/t.txt", said)
        packed.writestr(f"{folder}/t.docx", b"PK")
    return path


def selection(start: int, end: int, *codes: int, name: str = "", user: str = "creatingUser") -> str:
    said = "".join(
        f'<Coding guid="dddddddd-0000-0000-0000-00000000000{code}" {user}="bbbbbbbb-0000-0000-0000-000000000001">'
        f'<CodeRef targetGUID="aaaaaaaa-0000-0000-0000-00000000000{code}"/></Coding>'
        for code in codes
    )
    return (
        f'<PlainTextSelection guid="eeeeeeee-0000-0000-0000-000000000001" name="{name}" startPosition="{start}" '
        f'endPosition="{end}"><Description/>{said}</PlainTextSelection>'
    )


TALK = "Ann 😀:\nThe first line.\nThey are dear, sadly. No more.\n"
QUOTE = "They are dear"


@pytest.mark.parametrize(
    ("encode", "counted"),
    [
        (lambda talk: talk.encode(), lambda talk: talk),
        (lambda talk: talk.replace("\n", "\r\n").encode(), lambda talk: talk),
        (lambda talk: talk.replace("\n", "\r\n").encode(), lambda talk: talk.replace("\n", "\r\n")),
        (lambda talk: talk.encode("utf-8-sig"), lambda talk: talk),
        (lambda talk: talk.encode("utf-8-sig"), lambda talk: "\ufeff" + talk),
        (
            lambda talk: talk.replace("\n", "\r\n").encode("utf-8-sig"),
            lambda talk: "\ufeff" + talk.replace("\n", "\r\n"),
        ),
        (lambda talk: talk.encode(), lambda talk: talk.replace("😀", "xx")),
        (lambda talk: talk.encode("utf-16"), lambda talk: talk),
    ],
    ids=[
        "standard",
        "crlf as one",
        "crlf as two",
        "mark uncounted",
        "mark counted",
        "mark and crlf",
        "utf-16 units",
        "utf-16",
    ],
)
@pytest.mark.parametrize("inclusive", [0, 1])
def test_however_a_tool_counts(encode: object, counted: object, inclusive: int, tmp_path: Path) -> None:
    held = counted(TALK)  # type: ignore[operator]
    start = held.index(QUOTE)
    marked = selection(start, start + len(QUOTE) - inclusive, 2, 4)
    (row,) = coding.read(other(tmp_path, encode(TALK), marked)).rows  # type: ignore[operator]
    assert (row.quote, row.signal, row.vendor) == (QUOTE, "Price/negative", "Acme")
    assert (row.interview, row.coder) == ("plant.docx", "Anna")


def test_the_name_of_a_passage_helps_to_count(tmp_path: Path) -> None:
    for name in ("b", "c"):  # which of them stands at 6 depends on how a line end is counted
        path = other(tmp_path, b"x\r\ny\r\nb c", selection(6, 7, 1, name=name))
        assert [row.quote for row in coding.read(path).rows] == [name]


def test_one_vendor_beside_two_codes_is_of_both(tmp_path: Path) -> None:
    rows = coding.read(other(tmp_path, TALK.encode(), selection(0, 3, 1, 2, 4))).rows
    assert [(row.signal, row.vendor) for row in rows] == [("Price", "Acme"), ("Price/negative", "Acme")]


def test_a_vendor_marked_on_its_own_belongs_to_the_passage(tmp_path: Path) -> None:
    rows = coding.read(other(tmp_path, TALK.encode(), selection(0, 3, 4) + selection(0, 3, 1))).rows
    assert [(row.signal, row.vendor) for row in rows] == [("Price", "Acme")]


def test_a_passage_without_a_code_is_none_of_ours(tmp_path: Path) -> None:
    assert coding.read(other(tmp_path, TALK.encode(), selection(0, 3))).rows == ()


def test_a_text_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = other(tmp_path, TALK.encode(), selection(0, 3, 1))
    with zipfile.ZipFile(path) as packed:
        project = packed.read("project.qde")
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("project.qde", project.replace(b"internal://T.txt", b"absolute:///etc/passwd"))
    read = coding.read(path)
    assert read.rows == ()
    assert read.notes == ("plant.docx: its text is not in the project, so 1 passages could not be read",)


def test_a_codebook_of_another_tool(tmp_path: Path) -> None:
    path = tmp_path / "x.qdc"
    path.write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:0.4" xmlns:q="q" origin="Other"><Codes><Code guid="{1}" name="Price" '
        'isCodable="true" color="#ff0000"><Description>what it costs</Description><Code guid="2" name="Rebates" '
        'isCodable="true"/></Code></Codes><Sets/></CodeBook>',
        encoding="utf-8-sig",
    )
    assert coding.read(path).codes == ((("Price",), "what it costs"), (("Price", "Rebates"), ""))


def test_the_script_of_an_interview_holds_every_turn() -> None:
    said, starts = script(PLANT)
    assert [said[at : at + len(turn.text)] for at, turn in zip(starts, PLANT.turns, strict=True)] == [
        turn.text for turn in PLANT.turns
    ]


def test_signs_that_xml_cannot_hold_keep_their_places() -> None:
    assert refi.fit("a\x00b\ud800") == "a\ufffdb\ufffd"


def test_a_project_survives_another_program(tmp_path: Path) -> None:
    """Through pyrefiqda (`pip install pyrefiqda`), which reads a project into its own model and writes it anew."""
    others = pytest.importorskip("pyrefiqda", reason="another program to go through; pip install pyrefiqda")
    there, back = tmp_path / "there.qdpx", tmp_path / "back.qdpx"
    there.write_bytes(coding.render(there, BUNDLE))
    held = others.RefiProject.load(there, tmp_path / "unpacked")
    others.RefiProject.save(held, back, tmp_path / "unpacked" / "sources")
    assert coding.read(back).rows == coding.read(there).rows
    assert coding.read(back).codes == coding.read(there).codes


def test_a_codebook_survives_another_program(tmp_path: Path) -> None:
    others = pytest.importorskip("pyrefiqda", reason="another program to go through; pip install pyrefiqda")
    there, back = tmp_path / "there.qdc", tmp_path / "back.qdc"
    there.write_bytes(coding.render(there, BUNDLE))
    others.RefiCodebook.save(others.RefiCodebook.load(there), back)
    assert coding.read(back).codes == coding.read(there).codes
