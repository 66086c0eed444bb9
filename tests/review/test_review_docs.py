"""docs/review.md names what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from voc.cli.group import load
from voc.coding import CODINGS, mapping
from voc.coding.coded import DECISIONS, JUDGED_COLUMNS, LEFT, WHOLE

PAGE = (Path(__file__).parents[2] / "docs" / "review.md").read_text(encoding="utf-8")
CODES = set(re.findall(r"`([^`\n]+)`", PAGE))
BETWEEN = ("criterion", "vendor", "label", "amount", "reference", "unit")
"""Columns that the table of reviewed.csv passes over with an ellipsis; the sheet's section tells of them."""


@pytest.mark.parametrize("name", [*JUDGED_COLUMNS, *BETWEEN])
def test_every_column_is_described(name: str) -> None:
    assert name in CODES


@pytest.mark.parametrize("decision", [*DECISIONS, LEFT, WHOLE])
def test_every_decision_is_described(decision: str) -> None:
    assert decision in CODES


@pytest.mark.parametrize("format", CODINGS, ids=lambda format: format.NAME)
def test_every_format_is_described(format: object) -> None:
    assert format.SUFFIXES[0] in CODES | set(re.findall(r"\.\w+", PAGE))  # type: ignore[attr-defined]


def test_every_option_of_its_own_is_described() -> None:
    shared = {"--criteria", "--json", "--jobs", "--no-cache", "--quiet", "--help"}
    options = {name for option in load("review").params for name in option.opts if name.startswith("--")}
    assert [name for name in sorted(options - shared) if name not in PAGE] == []


def test_the_columns_of_a_table_of_codes() -> None:
    assert ",".join(mapping.COLUMNS) in PAGE
