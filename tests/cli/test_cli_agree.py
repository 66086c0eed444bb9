"""`voc agree`: which codings are meant, what is printed, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_study import Voc

TALK = """\
---
account: Abel
vendor: Acme
---
I: What counts?
R: Price decides, full stop. I trust them. They are always late.
"""
ANNA = """\
interview,quote,signal,criterion,label,vendor
Abel,"Price decides, full stop.",importance,price,decisive,
Abel,I trust them.,performance,relationship,positive,Acme
"""
BEN = ANNA.replace("decisive", "high")


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "interviews"
    folder.mkdir()
    (folder / "Abel.txt").write_text(TALK, encoding="utf-8")
    for name, said in (("anna", ANNA), ("ben", BEN), ("wrong", ANNA + "Abel,I trust him.,renewal,,renew,\n")):
        (tmp_path / f"{name}.csv").write_text(said, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("args", [("interviews", "--with", "anna.csv"), ("anna.csv",)])
def test_the_program_against_a_coding(args: tuple[str, ...], voc: Voc, study: Path) -> None:
    ran = voc("agree", *args, "--json")
    document = json.loads(ran.out)
    assert ran.code == 0
    assert list(document["tables"]) == ["agreement", "disagreements", "weights_compared"]
    assert (document["settings"]["first"], document["settings"]["second"]) == ("voc", "anna")
    assert document["tables"]["agreement"][0]["second"] == 2


@pytest.mark.parametrize("args", [("anna.csv", "ben.csv"), ("interviews", "--with", "anna.csv", "--with", "ben.csv")])
def test_two_codings_against_each_other(args: tuple[str, ...], voc: Voc, study: Path) -> None:
    rows = json.loads(voc("agree", *args, "--json").out)["tables"]["disagreements"]
    assert [(row["kind"], row["first"], row["second"]) for row in rows] == [
        ("label", "importance · price · decisive", "importance · price · high")
    ]


def test_text_shows_figures_and_where_they_part(voc: Voc, study: Path) -> None:
    out = voc("agree", "anna.csv", "ben.csv").out
    assert "anna (first) against ben (second): 1 interview" in out
    assert "insufficient: 2 of at least 10" in " ".join(out.split())
    assert "first   importance · price · decisive" in out
    assert "Abel.txt:6" in out
    assert "importance · price · high" not in voc("agree", "anna.csv", "ben.csv", "--limit", "0").out


def test_what_people_decided_is_the_coding_when_none_is_named(voc: Voc, study: Path) -> None:
    ran = voc("agree", "interviews")
    assert ran.code == 2
    assert "nobody has coded these interviews yet" in ran.err
    assert voc("review", "interviews", "--read", "anna.csv", "--coder", "Anna").code == 0
    document = json.loads(voc("agree", "interviews", "--json").out)
    assert (document["settings"]["first"], document["settings"]["second"]) == ("voc", "Anna")
    assert voc("review", "interviews", "--read", "ben.csv", "--coder", "Ben").code == 0
    both = json.loads(voc("agree", "interviews", "--coder", "Anna", "--coder", "Ben", "--json").out)
    assert [row["kind"] for row in both["tables"]["disagreements"]] == ["label"]


def test_a_table_as_a_file_and_alone(voc: Voc, study: Path) -> None:
    assert voc("agree", "anna.csv", "ben.csv", "--out", "out").code == 0
    assert sorted(path.name for path in (study / "out").iterdir()) == [
        "agreement.csv",
        "disagreements.csv",
        "weights_compared.csv",
    ]
    lines = voc("agree", "anna.csv", "ben.csv", "--format", "csv", "--table", "disagreements").out.splitlines()
    assert lines[0].startswith("kind,interview,account")
    assert len(lines) == 2


def test_refused_rows_are_told_and_code_1(voc: Voc, study: Path) -> None:
    ran = voc("agree", "anna.csv", "wrong.csv")
    assert ran.code == 1
    assert "I trust him." in ran.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("anna.csv", "ben.csv", "--table", "agrement"), "'agreement'"),
        (("interviews", "--with", "anna.txt"), "suffixes"),
        (("interviews", *("--with", "anna.csv") * 3), "two codings"),
        (("interviews", "--with", "anna.csv", "--coder", "A", "--coder", "B", "--coder", "C"), "--coder"),
        (("anna.csv", "ben.csv", "--interviews", "nowhere"), "nowhere"),
    ],
)
def test_wrong_usage(args: tuple[str, ...], said: str, voc: Voc, study: Path) -> None:
    ran = voc("agree", *args)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
