"""Brackets in a transcript: side by side, one in another, and crossing."""

from __future__ import annotations

import pytest

from voc.reports.cells import Row
from voc.reports.marked import Passage, bracketed, merged


def row(signal: str, start: int, end: int, criterion: str = "", label: str = "") -> Row:
    return {"signal": signal, "criterion": criterion, "label": label, "start": start, "end": end}


@pytest.mark.parametrize(
    ("text", "coded", "shown"),
    [
        ("nothing here", [], "nothing here"),
        (
            "Price is fine.",
            [row("performance", 0, 13, "price", "positive")],
            '[performance price +: "Price is fine"].',
        ),
        ("ab cd", [row("tier", 0, 2), row("value", 3, 5)], '[tier: "ab"] [value: "cd"]'),
        ("abcd", [row("tier", 0, 2), row("value", 2, 4)], '[tier: "ab"][value: "cd"]'),
        ("ab cd", [row("tier", 0, 5), row("value", 3, 5)], '[tier: "ab [value: "cd"]"]'),
        ("ab cd", [row("tier", 0, 2), row("value", 0, 5)], '[value: "[tier: "ab"] cd"]'),
        ("ab cd", [row("tier", 0, 5), row("value", 0, 5)], '[tier, value: "ab cd"]'),
        ("abcdef", [row("tier", 0, 4), row("value", 2, 6)], '[1 tier: "ab[2 value: "cd"1]ef"2]'),
        ("a\x1bb", [row("tier", 0, 3)], '[tier: "a␛b"]'),
    ],
)
def test_brackets(text: str, coded: list[Row], shown: str) -> None:
    assert bracketed(text, merged(coded)) == shown


def test_rows_on_one_stretch_become_one_passage() -> None:
    one, two = row("tier", 0, 5), row("value", 0, 5)
    assert merged([one, two]) == [Passage(0, 5, (one, two))]
