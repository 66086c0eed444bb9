"""Codings as files: what is written is read back, what people send is understood, what is hostile is refused."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from coded_study import BUNDLE, ROWS
from hypothesis import given, settings
from hypothesis import strategies as st

from voc import coding
from voc.coding import CODINGS, packed
from voc.coding.coded import CODE, Bundle, Coded
from voc.coding.sheet import HEADER, sealed, text
from voc.errors import UsageError

SHEETS = ("x.xlsx", "x.csv", "x.json")


@pytest.fixture
def saved(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str, data: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return write


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_read_back_as_it_was_written(name: str, saved: Callable[..., Path]) -> None:
    read = coding.read(saved(name, coding.render(Path(name), BUNDLE)))
    assert [(row.interview, row.turn, row.start, row.end, row.quote, row.id) for row in read.rows] == [
        (row.interview, row.turn, row.start, row.end, row.quote, row.id) for row in ROWS
    ]
    for was, row in zip(ROWS, read.rows, strict=True):
        assert [getattr(row, field) for field in CODE] == [text(getattr(was, field)) for field in CODE]
        assert sealed(row)


@pytest.mark.parametrize("name", [f"x{format.SUFFIXES[0]}" for format in CODINGS])
def test_the_same_study_gives_the_same_bytes(name: str) -> None:
    assert coding.render(Path(name), BUNDLE) == coding.render(Path(name), BUNDLE)


def workbook() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(coding.render(Path("x.xlsx"), BUNDLE)))


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    dangerous = tuple(replace(row, quote=f"{sign}1+1", vendor=f"{sign}cmd") for row in ROWS for sign in "=+-@")
    data = coding.render(Path("x.xlsx"), Bundle("s", dangerous, BUNDLE.interviews, BUNDLE.codebook))
    book = openpyxl.load_workbook(io.BytesIO(data))
    kinds = {
        cell.data_type for sheet in book for cells in sheet.iter_rows() for cell in cells if cell.value is not None
    }
    assert kinds <= {"s", "n"}
    quoted = [cell for cells in book["Review"].iter_rows() for cell in cells if str(cell.value).startswith("=1")]
    assert len(quoted) == len(ROWS)
    assert all(cell.quotePrefix for cell in quoted)


def test_no_cell_of_the_csv_is_a_formula() -> None:
    data = coding.render(Path("x.csv"), BUNDLE).decode("utf-8-sig")
    assert ",'=2+2 is what I'd say.," in data
    assert not [cell for line in data.splitlines() for cell in line.split(",") if cell[:1] in ("=", "+", "@")]


def test_the_workbook_offers_what_may_be_chosen() -> None:
    sheet = workbook()["Review"]
    offered = {str(choice.sqref).split("2")[0]: choice.formula1 for choice in sheet.data_validations.dataValidation}
    columns = {name: openpyxl.utils.get_column_letter(HEADER.index(name) + 1) for name in HEADER}
    assert offered[columns["decision"]] == '"accept,change,reject,add"'
    assert "INDIRECT" in offered[columns["label"]]
    assert {columns[name] for name in ("signal", "criterion", "vendor", "label", "decision")} <= set(offered)
    assert (sheet.freeze_panes, bool(sheet.auto_filter.ref)) == ("B2", True)


def test_the_workbook_shows_what_was_said_around() -> None:
    book = workbook()
    cells = {cell.value: place for place, cell in enumerate(book["Review"][1])}
    row = book["Review"][3]
    assert row[cells["before"]].value == "I: How is the price? Is it an eight?"
    assert "They’re dear" in row[cells["after"]].value
    talk = [[cell.value for cell in cells] for cells in book["Talk"].iter_rows(min_row=2)]
    assert ["plant", 1, "Ann", "An eight. They’re dear — but “fair”. An eight.", "performance price positive"] in talk


CSV = "interview,quote,signal,criterion,label\nplant,An eight.,performance,price,positive\n"
FIRST = Coded(interview="plant", quote="An eight.", signal="performance", criterion="price", label="positive")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("x.csv", CSV),
        ("x.csv", "\ufeff" + CSV.replace("\n", "\r\n")),
        ("x.csv", CSV.replace(",", ";")),
        ("x.tsv", CSV.replace(",", "\t")),
        ("x.csv", CSV.encode("utf-16")),
        ("x.csv", "\n\n" + CSV),
        ("x.csv", CSV.replace("interview,quote,signal,criterion,label", "Document name,Segment,Code,Theme,Polarity")),
        ("x.csv", CSV.replace("An eight.", '"An eight."').replace("plant", "plant ")),
        ("plant.gold.json", {"codes": [{"quote": "An eight.", "signal": "performance", "criterion": "price",
                                        "polarity": "positive"}]}),
        ("x.json", [{"interview": "plant", "quote": "An eight.", "signal": "performance", "criterion": "price",
                     "label": "positive"}]),
        ("x.json", {"evidence": [{"interview": "plant", "quote": "An eight.", "signal": "performance",
                                  "criterion": "price", "label": "positive", "amount": None}]}),
    ],
)  # fmt: skip
def test_a_coding_however_it_is_written(name: str, said: object, saved: Callable[..., Path]) -> None:
    data = said if isinstance(said, str | bytes) else json.dumps(said)
    (row,) = coding.read(saved(name, data)).rows
    assert replace(row, place="", cells={}) == FIRST


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"score": 4, "scale": [1, 5]}, ("4", "5", "score", "0.75")),
        ({"score": 2, "scale": [6, 1]}, ("2", "1", "score", "0.8")),
        ({"score": "B+", "scale": "letter"}, ("B+", "", "grade", "")),
        ({"points": 60}, ("60", "100", "points", "")),
        ({"rank": 1}, ("1", "", "rank", "")),
        ({"signal": "shortfall", "expected": 2, "actual": 11.5, "unit": "clicks"}, ("11.5", "2", "clicks", "")),
        ({"signal": "value", "amount": 600, "currency": "GBP", "per": "month"}, ("600", "", "GBP/month", "")),
        ({"signal": "value", "amount": None, "currency": None, "per": None}, ("", "", "", "")),
    ],
)
def test_the_manuals_own_attributes(
    entry: dict[str, object], expected: tuple[str, ...], saved: Callable[..., Path]
) -> None:
    whole = {"codes": [{"quote": "x", "signal": "performance", **entry}]}
    (row,) = coding.read(saved("a.gold.json", json.dumps(whole))).rows
    assert (row.amount, row.reference, row.unit, row.value) == expected
    assert row.interview == "a"


def test_rows_and_cells_are_named_as_the_file_shows_them(saved: Callable[..., Path]) -> None:
    two = '"quote",signal\n"one\ntwo",mention\nthree,tier\n'
    read = coding.read(saved("x.csv", two))
    assert [(row.place, row.cells["signal"]) for row in read.rows] == [
        ("row 2", "column signal"),
        ("row 4", "column signal"),
    ]
    book = openpyxl.Workbook()
    for cells in (["note", "quote", "signal"], [], ["n", "=q", "tier"]):
        book.active.append(cells)
    held = io.BytesIO()
    book.save(held)
    (row,) = coding.read(saved("x.xlsx", held.getvalue())).rows
    assert (row.place, row.cells["signal"], row.quote) == ("row 3", "C3", "=q")


def test_the_programs_rows_in_a_table_of_evidence_are_its_own(saved: Callable[..., Path]) -> None:
    said = "id,interview,quote,signal,source\na,plant,x,tier,rule:tier\nb,plant,y,tier,coder:Anna\n"
    assert [row.coder for row in coding.read(saved("evidence.csv", said)).rows] == ["voc", "Anna"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.csv", "", "is empty"),
        ("x.csv", "a,b\n1,2\n", "needs the columns quote"),
        ("x.json", "{", "no valid JSON"),
        ("x.json", "[" * 100_000, "no valid JSON"),
        ("x.json", '{"a": 1}', "a list of passages"),
        ("x.xlsx", "PK", "damaged or no Excel workbook"),
        ("x.qdpx", "PK", "damaged or no REFI-QDA project"),
        ("x.qdc", "<CodeBook", "damaged or no REFI-QDA file"),
        ("x.qdc", "<Project/>", "no REFI-QDA codebook"),
        ("x.qdc", '<!DOCTYPE a [<!ENTITY b "c">]><CodeBook>&b;</CodeBook>', "declares XML entities"),
        ("x.pdf", "", "codings have one of the suffixes .xlsx"),
    ],
)
def test_what_is_no_coding_is_refused(name: str, data: str, said: str, saved: Callable[..., Path]) -> None:
    path = saved(name, data)
    with pytest.raises(UsageError, match=said) as error:
        coding.read(path)
    assert str(error.value).startswith(str(path))


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        coding.read(tmp_path / "x.csv")


@pytest.mark.parametrize("name", ["x.xlsx", "x.qdpx"])
def test_an_archive_that_unpacks_to_too_much_is_refused(
    name: str, saved: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "LARGEST", 1_000_000)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("project.qde", b"\0" * 2_000_000)
    with pytest.raises(UsageError, match="unpacks to more than"):
        coding.read(saved(name, held.getvalue()))


@pytest.mark.parametrize(("name", "part"), [("x.xlsx", "xl/workbook.xml"), ("x.qdpx", "project.qde")])
def test_entities_in_an_archive_are_refused(name: str, part: str, saved: Callable[..., Path]) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as hostile:
        hostile.writestr(part, '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')
    with pytest.raises(UsageError, match="declares XML entities"):
        coding.read(saved(name, held.getvalue()))


QUOTES = (
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), min_size=1).map(str.strip).filter(bool)
)


@pytest.mark.parametrize("name", ["x.csv", "x.json"])
@settings(max_examples=40)
@given(quotes=st.lists(QUOTES | st.sampled_from(["=1", "'=1", "''-", "+", "@x", "'quoted'", 'a "b", c']), min_size=1))
def test_any_words_come_back_as_they_went(
    name: str, quotes: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("coding") / name
    rows = tuple(replace(ROWS[0], quote=quote, label=quote) for quote in quotes)
    path.write_bytes(coding.render(path, Bundle("s", rows, (), BUNDLE.codebook)))
    read = coding.read(path).rows
    assert [(row.quote, row.label, sealed(row)) for row in read] == [(quote, quote, True) for quote in quotes]


def test_a_workbook_keeps_apostrophes(saved: Callable[..., Path]) -> None:
    quotes = ["=1", "'=1", "''-", "'quoted'"]
    rows = tuple(replace(ROWS[0], quote=quote) for quote in quotes)
    read = coding.read(saved("x.xlsx", coding.render(Path("x.xlsx"), Bundle("s", rows, (), BUNDLE.codebook))))
    assert [row.quote for row in read.rows] == quotes
