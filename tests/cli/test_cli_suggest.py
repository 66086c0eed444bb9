"""`voc suggest`: what is printed and written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_study import Voc

TALK = """\
---
account: {account}
vendor: Acme
---
I: What matters most to you?
R: The fragrance decides. The fragrance is excellent. I like that fragrance, nine out of ten.
I: And else?
R: We sat in the yard. The road was long. My brother has a boat. It rained on the way home. We talked of the war.
"""


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "interviews").mkdir()
    for account in ("Abel", "Baker"):
        (tmp_path / "interviews" / f"{account}.txt").write_text(TALK.format(account=account), encoding="utf-8")
    return tmp_path


def test_text_ends_with_what_to_paste(voc: Voc, study: Path) -> None:
    ran = voc("suggest")
    assert ran.code == 0
    assert "“The fragrance is excellent.”" in ran.out
    assert "interviews/Abel.txt:6" in ran.out
    assert ran.out.endswith(voc("suggest", "--yaml").out)


def test_json_holds_the_same(voc: Voc, study: Path) -> None:
    document = json.loads(voc("suggest", "--json").out)
    assert list(document["tables"]) == ["terms", "examples", "unexplained"]
    assert document["tables"]["terms"][0]["term"] == "fragrance"
    assert document["paste"] == voc("suggest", "--yaml").out


def test_files(voc: Voc, study: Path) -> None:
    assert voc("suggest", "--out", "out", "--quiet").err == ""
    assert sorted(path.name for path in (study / "out").iterdir()) == [
        "criteria-add.yaml",
        "examples.csv",
        "terms.csv",
        "unexplained.csv",
    ]


@pytest.mark.parametrize(("format", "begins"), [("csv", "term,criterion"), ("md", "## ")])
def test_other_formats(format: str, begins: str, voc: Voc, study: Path) -> None:
    assert voc("suggest", "--format", format).out.startswith(begins)


def test_nothing_to_suggest_is_said(voc: Voc, study: Path) -> None:
    (study / "criteria.yaml").write_text("criteria:\n  - id: scent\n    terms: [fragrance]\n  - relationship\n")
    ran = voc("suggest")
    assert ran.code == 0
    assert "No word or phrase stands out" in ran.out
    assert "To paste" not in ran.out
