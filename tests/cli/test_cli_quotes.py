"""`voc quotes`: the right passages, and only those."""

from __future__ import annotations

import json
from pathlib import Path
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


def test_why_tells_what_made_each_code(voc: Voc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(
        "---\nvendor: Acme\n---\nI: Out of ten, what do you give their delivery?\nR: An eight.\n", encoding="utf-8"
    )
    ran = voc("quotes", "a.txt", "--why", "--json")
    (row,) = (row for row in json.loads(ran.out)["evidence"] if row["unit"] == "score")
    assert row["why"].startswith(f"rule performance.score: a score is given, 8 of 10; {row['criterion']}: ")
    assert "a score is given, 8 of 10" in voc("quotes", "a.txt", "--why").out
    assert "why" not in json.loads(voc("quotes", "a.txt", "--json").out)["evidence"][0]
