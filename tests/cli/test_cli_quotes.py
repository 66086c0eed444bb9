"""`voc quotes`: the right passages, and only those."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cli_study import FAILED, Voc


@pytest.mark.parametrize(
    ("args", "ids"),
    [
        ((), ["e1", "e2", "e3"]),
        (("--account", "alpha"), ["e1", "e2"]),
        (("--account", "Alpha", "--account", "Beta"), ["e1", "e2", "e3"]),
        (("--account", "Alpha", "--criterion", "price"), ["e1"]),
        (("--criterion", "relationship", "--account", "Alpha"), []),
        (("--signal", "commodity"), ["e2"]),
        (("--label", "positive"), ["e3"]),
        (("--vendor", "Acme"), ["e3"]),
        (("--interview", "b"), ["e3"]),
        (("--id", "e3"), ["e3"]),
        (("--id", "e3 e1"), ["e1", "e3"]),
        (("--limit", "2"), ["e1", "e2"]),
    ],
)
def test_options_narrow(args: tuple[str, ...], ids: list[str], voc: Voc, analysis: Any) -> None:
    analysis()
    ran = voc("quotes", "--json", *args)
    assert [line["id"] for line in json.loads(ran.out)["evidence"]] == ids
    assert ran.code == 0


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--criterion", "prise"), "'price'"),
        (("--signal", "comodity"), "'commodity'"),
        (("--label", "positiv"), "'positive'"),
        (("--vendor", "Acne"), "'Acme'"),
        (("--id", "e9"), "--id"),
    ],
)
def test_unknown_names_are_wrong_usage(args: tuple[str, ...], said: str, voc: Voc, analysis: Any) -> None:
    analysis()
    ran = voc("quotes", *args)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_text_gives_place_and_code(voc: Voc, analysis: Any) -> None:
    analysis()
    out = voc("quotes").out
    assert "in/a.txt:3" in out
    assert "in/b.vtt 0:01:01" in out
    assert "performance · relationship · Acme · positive" in out


def test_a_limit_is_told(voc: Voc, analysis: Any) -> None:
    analysis()
    assert voc("quotes", "--limit", "1").err == "voc: 3 passages, the first 1 shown\n"


def test_a_transcript_that_failed_is_code_1(voc: Voc, analysis: Any) -> None:
    analysis(failures=FAILED)
    assert voc("quotes").code == 1
