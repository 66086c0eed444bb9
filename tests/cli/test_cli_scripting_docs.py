"""docs/scripting.md against the program: columns, their types, options and exit codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from voc.cli import DEFECT
from voc.cli.group import INTERRUPTED, WRONG
from voc.cli.outcome import DONE, UNREAD, UNSCORED
from voc.model import EVIDENCE_COLUMNS
from voc.reports.columns import SHOWN
from voc.scores import SCORES

PAGE = (Path(__file__).parents[2] / "docs" / "scripting.md").read_text(encoding="utf-8")


def section(heading: str) -> str:
    return re.split(r"^#+ ", PAGE.split(f"\n{heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def described(heading: str) -> dict[str, str]:
    """Column → type of the section's table; a line may hold several columns, with one type or one each."""
    columns: dict[str, str] = {}
    for names, types in re.findall(r"^\| (`[^|]+`) \| ([a-z, ]+) \|", section(heading), flags=re.MULTILINE):
        several = re.findall(r"`(\w+)`", names)
        each = types.split(", ")
        columns |= dict(zip(several, each * len(several) if len(each) == 1 else each, strict=False))
    return columns


@pytest.mark.parametrize("score", SCORES, ids=lambda score: score.NAME)
def test_every_column_of_every_table_is_described(score: object) -> None:
    assert list(described(f"### {score.NAME}").items()) == list(score.COLUMNS.items())  # type: ignore[attr-defined]


def test_every_column_of_the_evidence_is_described() -> None:
    assert tuple(described("## Evidence")) == EVIDENCE_COLUMNS


@pytest.mark.parametrize("name", SHOWN)
def test_a_terminal_shows_columns_that_exist(name: str) -> None:
    (columns,) = (score.COLUMNS for score in SCORES if name == score.NAME)  # type: ignore[attr-defined]
    assert [column.name for column in SHOWN[name] if column.name not in columns] == []


def test_every_table_has_its_look() -> None:
    assert sorted(SHOWN) == sorted(score.NAME for score in SCORES)


def test_exit_codes_are_those_of_the_program() -> None:
    told = [int(code) for code in re.findall(r"^\| (\d+) \|", section("## Streams and exit codes"), flags=re.MULTILINE)]
    assert told == [DONE, UNREAD, WRONG, UNSCORED, DEFECT, INTERRUPTED]
