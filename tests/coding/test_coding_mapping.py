"""Codes of another tool, explained in a table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from voc.coding.coded import Coded, Coding
from voc.coding.mapping import mapped, read
from voc.errors import UsageError

TABLE = """Code;Signal;Criterion;Label;Vendor
Costs/Too dear;performance;price;negative;
Late deliveries;performance;delivery;negative;Acme Ltd
Anecdotes;;;;
"""


def told(table: str, code: str, tmp_path: Path, **said: str) -> list[str]:
    path = tmp_path / "codes.csv"
    path.write_text(table, encoding="utf-8-sig")
    row = Coded(signal=code, quote="x", **said)
    return [
        f"{one.signal} {one.criterion} {one.label} {one.vendor}"
        for one in mapped(Coding("x", "qdpx", (row,)), read(path)).rows
    ]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("Costs/Too dear", ["performance price negative Rival"]),
        ("costs > too DEAR", ["performance price negative Rival"]),
        ("Themes/Late deliveries", ["performance delivery negative Acme Ltd"]),
        ("Anecdotes", []),
        ("Too dear", ["Too dear   Rival"]),
        ("Something else", ["Something else   Rival"]),
    ],
)
def test_a_code_means_what_the_table_says(code: str, expected: list[str], tmp_path: Path) -> None:
    assert told(TABLE, code, tmp_path, vendor="Rival") == expected


def test_what_was_passed_over_is_told(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(TABLE, encoding="utf-8")
    coding = Coding("x", "qdpx", (Coded(signal="Anecdotes"), replace(Coded(), signal="Anecdotes")))
    assert mapped(coding, read(path)).notes == ("2 passages were passed over, as the table of codes says",)


def test_a_table_without_its_columns_is_wrong_usage(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UsageError, match="has the columns code, signal"):
        read(path)
