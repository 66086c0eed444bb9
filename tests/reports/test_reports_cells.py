"""Cells: what a value looks like in a file and on a screen."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from voc.reports.cells import harmless, rows, value, visible, written
from voc.reports.columns import Column
from voc.reports.report import Screen
from voc.reports.text import cell as drawn_cell


@pytest.mark.parametrize(
    ("cell", "plain", "text"),
    [
        (None, None, ""),
        (float("nan"), None, ""),
        (pd.NA, None, ""),
        (pd.NaT, None, ""),
        ("", None, ""),
        (0, 0, "0"),
        (0.0, 0, "0"),
        (41.0, 41, "41"),
        (1_250_000.0, 1250000, "1250000"),
        (1 / 3, 0.3333, "0.3333"),
        (0.00001, 0, "0"),
        (7.5, 7.5, "7.5"),
        (float("inf"), None, ""),
        (True, True, "true"),
        (np.float64(2.5), 2.5, "2.5"),
        (np.int64(3), 3, "3"),
        (np.bool_(False), False, "false"),
        ("-12", "-12", "-12"),
        (("a", "b"), ["a", "b"], "a b"),
    ],
)
def test_a_cell_in_files(cell: object, plain: object, text: str) -> None:
    assert value(cell) == plain
    assert type(value(cell)) is type(plain)
    assert written(cell) == text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("plain", "plain"),
        ("naïve — “quoted” 日本", "naïve — “quoted” 日本"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("\x1b[31mred", "␛[31mred"),
        ("c1 \x9b31m", "c1 �31m"),
        ("bell\x07", "bell␇"),
        ("over\u202eturned", "over�turned"),
        ("lone \ud800", "lone �"),
        ("right-to-left mark\u200f stays", "right-to-left mark\u200f stays"),
    ],
)
def test_text_on_a_terminal(said: str, shown: str) -> None:
    assert visible(said) == shown
    assert len(visible(said)) == len(said)


def test_lines_of_data_on_a_terminal_keep_their_ends() -> None:
    assert harmless("a,b\n\x1b]0;title\x07,c\n") == "a,b\n␛]0;title␇,c\n"


def test_rows_have_plain_values_in_the_order_of_the_frame() -> None:
    frame = pd.DataFrame({"b": ["x", None], "a": [1.0, float("nan")]})
    assert rows(frame) == [{"b": "x", "a": 1}, {"b": None, "a": None}]
    assert [list(row) for row in rows(frame)] == [["b", "a"], ["b", "a"]]


def test_a_frame_without_rows_has_none() -> None:
    assert rows(pd.DataFrame({"a": []})) == []


@pytest.mark.parametrize(
    ("p", "shown"), [(0.0002, "<0.001"), (0.001, "0.001"), (0.0494, "0.049"), (1.0, "1.000"), (None, "·")]
)
def test_a_chance_is_never_shown_as_nothing(p: float | None, shown: str) -> None:
    assert drawn_cell({"p": p}, Column("p", "p", "chance"), Screen()).plain == shown
