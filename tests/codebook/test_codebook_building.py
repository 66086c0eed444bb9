"""What a sound `criteria.yaml` becomes, laid over what is built in."""

import pickle
from pathlib import Path

import pytest

from voc import codebook, lexicons
from voc.codebook import building
from voc.model import Codebook, Criterion, Scoring, Vendor

NINE = ("price", "quality", "delivery", "features", "service", "strategy", "ease", "risk", "relationship")


def load(tmp_path: Path, text: str) -> Codebook:
    path = tmp_path / "criteria.yaml"
    path.write_text(text, encoding="utf-8")
    return codebook.load(path)


def criterion(book: Codebook, name: str) -> Criterion:
    return next(one for one in book.criteria if one.id == name)


def test_built_in() -> None:
    book = codebook.load(None)
    assert tuple(one.id for one in book.criteria) == NINE
    assert [one.id for one in book.criteria if one.kind == "relationship"] == ["relationship"]
    assert all(one.label and one.means for one in book.criteria)
    assert (book.path, book.scoring, book.language, book.vendors) == ("", Scoring(), "en", ())


@pytest.mark.parametrize(
    ("name", "worst", "best"),
    [
        ("ten", 1, 10), ("nps", 0, 10), ("five", 1, 5), ("six", 1, 6), ("seven", 1, 7), ("twenty", 0, 20),
        ("hundred", 0, 100), ("german", 6, 1), ("swiss", 1, 6), ("letter", 1, 10),
    ],
)  # fmt: skip
def test_built_in_scales(name: str, worst: float, best: float) -> None:
    (scale,) = [scale for scale in codebook.load().scales if scale.id == name]
    assert (scale.worst, scale.best) == (worst, best)
    assert all(min(worst, best) <= mark <= max(worst, best) for mark in scale.marks.values())


def test_no_name_means_two_built_in_scales() -> None:
    names = [name for scale in codebook.load().scales for name in scale.names]
    assert len(names) == len(set(names))
    assert all(name == name.lower() for name in names)


def test_letters_fall_from_a_to_f() -> None:
    (letter,) = [scale for scale in codebook.load().scales if scale.id == "letter"]
    marks = list(letter.marks.values())
    assert marks == sorted(set(marks), reverse=True)


EMPTY = ["", "# nothing\n", "criteria: [" + ", ".join(NINE) + "]", "scoring: {in_line: 10}", "language: en"]


@pytest.mark.parametrize("text", EMPTY)
def test_what_is_left_out_is_built_in(tmp_path: Path, text: str) -> None:
    book = load(tmp_path, text)
    assert (book.criteria, book.scales, book.scoring) == (codebook.load().criteria, codebook.load().scales, Scoring())
    assert book.digest == codebook.load().digest


def test_a_built_in_criterion_is_extended(tmp_path: Path) -> None:
    book = load(tmp_path, "criteria: [relationship, {id: price, label: Cost, terms: [List Price, it’s  dear]}]")
    price = criterion(book, "price")
    assert (price.label, price.kind, price.terms) == ("Cost", "business", ("list price", "it's dear"))
    assert price.means == criterion(codebook.load(), "price").means
    assert tuple(one.id for one in book.criteria) == ("relationship", "price")


def test_an_own_criterion_has_sensible_defaults(tmp_path: Path) -> None:
    book = load(tmp_path, "criteria: [relationship, {id: after_sales, facets: {parts: [spare part]}}]")
    assert criterion(book, "after_sales") == Criterion("after_sales", "After sales", facets={"parts": ("spare part",)})


def test_vendors(tmp_path: Path) -> None:
    book = load(tmp_path, "vendors: [Halden  Pumps, {name: Norrbro, aliases: [NB, Norr  bro]}]")
    assert book.vendors == (Vendor("Halden Pumps"), Vendor("Norrbro", ("NB", "Norr bro")))


def test_a_scale_of_the_study_takes_its_names_from_the_built_in_one(tmp_path: Path) -> None:
    scales = load(
        tmp_path, "scales: [{id: mine, worst: 0, best: 4, names: [Stars]}, {id: german, names: [noten]}]"
    ).scales
    named = {scale.id: scale.names for scale in scales}
    assert named["mine"] == ("stars",)
    assert "stars" not in named["five"]
    assert "star" in named["five"]
    assert "noten" in named["german"]
    assert "schulnoten" in named["german"]
    assert [scale.id for scale in scales][-1] == "mine"


def test_a_built_in_scale_is_turned(tmp_path: Path) -> None:
    (five,) = [s for s in load(tmp_path, "scales: [{id: five, worst: 5, best: 1}]").scales if s.id == "five"]
    assert (five.worst, five.best) == (5, 1)
    assert "stars" in five.names


def test_scoring_keeps_what_is_not_given(tmp_path: Path) -> None:
    scoring = load(tmp_path, "scoring: {strengths: {decisive: 99}, rise: [0, 7], fit_accounts: 12.0}").scoring
    assert scoring.strengths == {**Scoring().strengths, "decisive": 99.0}
    assert (scoring.rise, scoring.fall, scoring.fit_accounts) == ((0.0, 7.0), Scoring().fall, 12)


def test_lexicon_is_removed_in_its_own_spelling(tmp_path: Path) -> None:
    entry = lexicons.load()["price.topic"][0]
    book = load(tmp_path, f"lexicon: {{add: {{price.topic: [A  Word]}}, remove: {{price.topic: ['{entry.upper()}']}}}}")
    assert (book.add, book.remove) == ({"price.topic": ("a word",)}, {"price.topic": (entry,)})


SAME = [
    ("vendors: [A, B]", "# why\nvendors:\n  - A\n  - name: 'B'\n"),
    ("scoring: {in_line: 5}", "scoring:\n  in_line: 5.0\n"),
    ("language: en\nvendors: [A]", "vendors: [A]"),
    (
        "lexicon: {add: {price.topic: [x], price.negative: [y]}}",
        "lexicon: {add: {price.negative: [Y], price.topic: [x]}}",
    ),
]
OTHER = [
    ("vendors: [A, B]", "vendors: [A, C]"),
    ("scoring: {in_line: 5}", "scoring: {in_line: 6}"),
    ("lexicon: {add: {price.topic: [x]}}", "lexicon: {add: {price.positive: [x]}}"),
    ("pipeline: a", "pipeline: b"),
]


@pytest.mark.parametrize(
    ("one", "two", "same"), [*((*pair, True) for pair in SAME), *((*pair, False) for pair in OTHER)]
)
def test_digest(tmp_path: Path, one: str, two: str, same: bool) -> None:
    first, second = load(tmp_path, one).digest, load(tmp_path, two).digest
    assert len(first) == 64
    assert (first == second) == same


def test_digest_knows_every_field_but_the_place() -> None:
    book = codebook.load()
    assert building.digest(book) == book.digest


def test_a_codebook_goes_to_other_processes(tmp_path: Path) -> None:
    book = load(tmp_path, "vendors: [A]")
    assert pickle.loads(pickle.dumps(book)) == book


def test_sample_codebook_is_sound() -> None:
    root = Path(__file__).parents[2]
    book = codebook.load(root / "criteria.yaml")
    assert next(vendor.name for vendor in book.vendors) == "Halden Pumps"
    assert {one.id for one in book.criteria} >= set(NINE)
