"""From interviews to lines of YAML that the codebook takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from voc import codebook
from voc.codebook import schema
from voc.errors import UsageError
from voc.model import Codebook, Criterion
from voc.suggesting import suggest
from voc.suggesting.pasting import block
from voc.suggesting.ranking import Term

BESIDE = (
    "We sat in the yard. The road was long. My brother has a boat. It rained on the way home. We talked of the war."
)
SAID = """\
---
account: {account}
vendor: Acme
---
I: Tell me about your firm.
R: {beside} {beside}
I: What matters most to you?
R: The fragrance decides. If the fragrance is wrong I send it back. {beside}
I: And Acme?
R: Their fragrance is excellent. I would give the fragrance a nine. {beside}
"""


@pytest.fixture
def study(tmp_path):
    for account in ("Abel", "Baker", "Cole"):
        (tmp_path / f"{account}.txt").write_text(SAID.format(account=account, beside=BESIDE), encoding="utf-8")
    return tmp_path


def test_a_word_that_no_criterion_owns_is_found_with_its_quotes(study):
    found = suggest(study)
    terms = found.tables["terms"].frame
    assert terms["term"].tolist()[0] == "fragrance"
    assert (terms["interviews"][0], terms["accounts"][0]) == (3, 3)
    assert terms["alone"][0] > terms["elsewhere"][0]
    examples = found.tables["examples"].frame
    assert set(examples["interview"][:3]) == {"Abel", "Baker", "Cole"}
    assert all("fragrance" in quote for quote in examples["quote"][:3])
    assert (examples["line"] > 4).all()


def test_what_is_pasted_is_taken_and_then_no_longer_lacking(study):
    (study / "criteria.yaml").write_text("criteria: [price, relationship]\n", encoding="utf-8")
    paste = suggest(study).paste
    kept = "criteria:\n  - price\n  - relationship\n"
    (study / "criteria.yaml").write_text(kept + paste.removeprefix("criteria:\n"), encoding="utf-8")
    book = codebook.load(study / "criteria.yaml")
    assert "fragrance" in book.criteria[-1].terms
    assert "fragrance" not in suggest(study).tables["terms"].frame["term"].tolist()


def test_with_the_built_in_codebook_the_lines_are_a_whole_one(study):
    (study / "new.yaml").write_text(suggest(study).paste, encoding="utf-8")
    book = codebook.load(study / "new.yaml")
    assert len(book.criteria) == 10
    assert book.criteria[-1].terms[0] == "fragrance"


def term(text, criterion=""):
    return Term(text, criterion, 1.0, 3, 0, 3, 2, 2, 9.0, 3.0, ())


BOOK = Codebook((Criterion("price", "Price"), Criterion("relationship", "Bond", "relationship")), path="criteria.yaml")


@pytest.mark.parametrize(
    "text", ["scent", "no", "on", "3d print", "d'or", "plug & play", "24/7", "a: b".split(":")[0], "~40"]
)
def test_any_phrase_stays_text(text):
    held = yaml.safe_load(block([term(text), term(text, "price")], BOOK))
    assert held["lexicon"]["add"]["price.topic"] == [text]
    assert held["criteria"][0]["terms"] == [text]


def test_the_lines_fit_the_schema():
    jsonschema = pytest.importorskip("jsonschema")
    held = yaml.safe_load(block([term("scent"), term("rebate", "price")], BOOK))
    jsonschema.Draft202012Validator(schema()).validate(json.loads(json.dumps(held)))


def test_the_criterion_without_a_name_takes_one_that_is_free():
    book = Codebook((Criterion("new_criterion", "Taken"),), path="criteria.yaml")
    assert yaml.safe_load(block([term("scent")], book))["criteria"][0]["id"] == "new_criterion_2"


def test_without_terms_there_is_nothing_to_paste():
    assert block([], BOOK) == ""


def test_the_same_study_gives_the_same_suggestions(study):
    one, two = suggest(study), suggest(study)
    assert one.paste == two.paste
    assert all(one.tables[name].frame.equals(two.tables[name].frame) for name in one.tables)


def test_a_supplier_is_not_a_customer(study):
    for file in study.glob("*.txt"):
        file.write_text(
            file.read_text(encoding="utf-8").replace("vendor:", "side: supplier\nvendor:"), encoding="utf-8"
        )
    found = suggest(study)
    assert len(found.tables["terms"].frame) == len(found.tables["unexplained"].frame) == 0


def test_accounts_narrow_and_unknown_ones_are_told(study):
    assert set(suggest(study, accounts=["Abel"]).tables["examples"].frame["account"]) <= {"Abel"}
    with pytest.raises(UsageError, match="Abel"):
        suggest(study, accounts=["Abe"])


def test_standard_input_is_no_study():
    with pytest.raises(UsageError, match="need a study"):
        suggest("-")


def test_a_transcript_that_cannot_be_read_is_told_and_the_others_go_on(study):
    (study / "broken.vtt").write_text("WEBVTT\n\n", encoding="utf-8")
    found = suggest(study)
    assert [failure.path for failure in found.failures] == [str(study / "broken.vtt")]
    assert len(found.tables["terms"].frame) > 0


SAMPLE = Path(__file__).parents[2] / "interviews"
BUILT_IN = ("price", "quality", "delivery", "features", "service", "strategy", "ease", "risk", "relationship")


@pytest.mark.parametrize("missing", ["price", "relationship"])
def test_a_criterion_that_is_taken_out_is_missed(missing, tmp_path):
    """The sample study read by a codebook that lacks a criterion: its own word is what is missed most."""
    rest = [name for name in BUILT_IN if name != missing]
    if missing == "relationship":
        rest.append("{id: bond, kind: relationship, terms: [heart to heart]}")
    (tmp_path / "criteria.yaml").write_text(f"criteria: [{', '.join(rest)}]\n", encoding="utf-8")
    found = suggest(SAMPLE, criteria=tmp_path / "criteria.yaml").tables["terms"].frame
    assert found["term"].iloc[0] == missing
