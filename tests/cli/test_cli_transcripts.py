"""`voc check` and `voc read` on small files, and the commands that begin a study."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from cli_study import Voc, make_study, row

TALK = "---\naccount: Alpha\nvendor: Acme\n---\n\nInterviewer: How is the price?\n\nPat: The price is fine. Tom left.\n"


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one good transcript, from which the commands are run."""
    (tmp_path / "interviews").mkdir()
    (tmp_path / "interviews" / "a.txt").write_text(TALK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOC_CACHE", str(tmp_path / "cache"))
    return tmp_path


def test_check_tells_who_speaks(voc: Voc, study: Path) -> None:
    code, out, err = voc("check")
    assert (code, err) == (0, "")
    assert "interviews/a.txt" in out
    assert "account Alpha · vendor Acme" in out
    assert [line.split() for line in out.splitlines()[2:4]] == [
        ["Interviewer", "interviewer", "1", "turn", "4", "words"],
        ["Pat", "interviewee", "1", "turn", "6", "words"],
    ]
    assert out.splitlines()[-1] == "1 transcript read, 10 words"


def test_check_lists_what_cannot_be_read_and_goes_on(voc: Voc, study: Path) -> None:
    (study / "interviews" / "broken.vtt").write_bytes(b"WEBVTT\n\n")
    code, out, _ = voc("check")
    assert code == 1
    assert "✗ interviews/broken.vtt" in out
    assert out.splitlines()[-1] == "1 transcript read, 10 words; 1 could not be read"
    told = json.loads(voc("check", "--json").out)
    assert [one["interview"] for one in told["interviews"]] == ["a"]
    assert [one["path"] for one in told["failures"]] == ["interviews/broken.vtt"]


def test_check_as_json(voc: Voc, study: Path) -> None:
    (one,) = json.loads(voc("check", "--json").out)["interviews"]
    assert (one["account"], one["words"], one["turns"], one["nameless"]) == ("Alpha", 10, 2, 0)
    assert one["speakers"][1] == {"label": "Pat", "role": "interviewee", "turns": 1, "words": 6}


@pytest.mark.parametrize("args", [("check", "--json"), ("check", "nowhere", "--json")])
def test_check_of_nothing_is_one_document(args: tuple[str, ...], voc: Voc, study: Path) -> None:
    (study / "interviews" / "a.txt").unlink()
    ran = voc(*args)
    assert ran.code == 2
    assert json.loads(ran.out)["error"]


def test_check_tells_a_wrong_codebook(voc: Voc, study: Path) -> None:
    (study / "criteria.yaml").write_text("critera: []\n", encoding="utf-8")
    ran = voc("check")
    assert (ran.code, ran.out) == (2, "")
    assert "criteria.yaml:1" in ran.err


def test_check_reads_standard_input(voc: Voc, study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(TALK))
    assert "account Alpha" in voc("check", "-").out


def test_read_marks_the_passages(voc: Voc, study: Path, analysis: Any) -> None:
    said = [
        row(id="e1", interview="a", account="Alpha", turn=1, start=0, end=17, quote="The price is fine",
            signal="performance", criterion="price", vendor="Acme", label="positive"),
        row(id="e2", interview="a", account="Alpha", turn=1, start=19, end=27, quote="Tom left", signal="rep_change"),
    ]  # fmt: skip
    calls = analysis(evidence=pd.DataFrame(said))
    code, out, _ = voc("read", "interviews/a.txt")
    assert code == 0
    assert calls[0]["paths"] == ["interviews/a.txt"]
    assert '[performance price +: "The price is fine"]. [rep_change: "Tom left"].' in out
    assert "How is the price?" in out
    assert (
        '  The price is fine. [rep_change: "Tom left"].'
        in voc("read", "interviews/a.txt", "--signal", "rep_change").out
    )


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("nowhere.txt",), 2, "nowhere.txt"),
        (("interviews",), 2, "name the file"),
        (("interviews/broken.vtt",), 1, "broken.vtt"),
        (("interviews/a.txt", "--signal", "tire"), 2, "did you mean 'tier'"),
    ],
)
def test_read_of_what_is_no_transcript(
    args: tuple[str, ...], code: int, said: str, voc: Voc, study: Path, analysis: Any
) -> None:
    (study / "interviews" / "broken.vtt").write_bytes(b"WEBVTT\n\n")
    analysis()
    ran = voc("read", *args)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_quotes_in_their_place(voc: Voc, study: Path, analysis: Any) -> None:
    said = row(
        id="e1", interview="a", account="Alpha", turn=1, start=0, end=17, quote="The price is fine", signal="tier"
    )
    records = make_study().records.assign(path="interviews/a.txt")
    analysis(evidence=pd.DataFrame([said]), records=records)
    assert voc("quotes", "--context", "1").out.splitlines()[1:3] == [
        "  Interviewer: How is the price?",
        "  Pat: “The price is fine”. Tom left.",
    ]
    assert "How is" not in voc("quotes", "--context", "0").out


def test_init_begins_a_study_that_check_can_read(voc: Voc, study: Path) -> None:
    code, out, err = voc("init", "new")
    assert code == 0
    assert Path("new/criteria.yaml").as_posix() in out.splitlines()
    assert all(Path(line).is_file() for line in out.splitlines())
    assert "voc check new/interviews" in err
    again = voc("init", "new")
    assert (again.code, again.out) == (2, "")
    assert "--force" in again.err
    assert voc("init", "new", "--force").code == 0


def test_schema_is_json(voc: Voc) -> None:
    code, out, _ = voc("schema")
    assert code == 0
    assert "criteria" in json.loads(out)["properties"]


UNCLEAR = "Ann: We like it.\n\nBob: We do.\n\nAnn: It is fair.\n\nBob: It is.\n"
CURE = "\nspeakers:\n  Ann: interviewer\n  Bob: interviewee\n"


@pytest.mark.parametrize("command", [("check",), ("analyze",), ("read", "interviews/b.txt")])
def test_lines_to_add_can_be_copied(command: tuple[str, ...], voc: Voc, study: Path) -> None:
    (study / "interviews" / "b.txt").write_text(UNCLEAR, encoding="utf-8")
    ran = voc(*command)
    assert ran.code == 1
    assert CURE in (ran.out if command == ("check",) else ran.err)


def test_read_names_a_file_that_failed_once(voc: Voc, study: Path) -> None:
    (study / "interviews" / "b.txt").write_text("", encoding="utf-8")
    assert voc("read", "interviews/b.txt").err.splitlines()[0].count("interviews/b.txt") == 1


def test_a_title_is_told_and_wants_no_look(voc: Voc, study: Path) -> None:
    (study / "interviews" / "a.txt").write_text(TALK.replace("\n\nInt", "\n\n# A visit\n\nInt"), encoding="utf-8")
    code, out, _ = voc("check", "--strict")
    assert code == 0
    assert out.startswith("✓ interviews/a.txt")
    assert "passed over, as no speech: line 6 “# A visit”" in out
    (one,) = json.loads(voc("check", "--json").out)["interviews"]
    assert (one["warnings"], len(one["notes"])) == ([], 1)


def test_check_tells_rows_that_meet_no_transcript(voc: Voc, study: Path) -> None:
    table = study / "interviews" / "interviews.csv"
    table.write_text("interview,region\na,north\nb,south\n", encoding="utf-8")
    code, out, _ = voc("check")
    assert code == 0
    assert "! interviews/interviews.csv\n  line 3: no transcript is called 'b'\n" in out
    assert voc("check", "--strict").code == 1
    assert json.loads(voc("check", "--json").out)["tables"] == [
        {"path": "interviews/interviews.csv", "message": "line 3: no transcript is called 'b'"}
    ]
    assert "no transcript is called" not in voc("check", "interviews/a.txt").out  # not the whole study was asked for


def test_init_gives_a_command_that_can_be_copied(voc: Voc, tmp_path: Path) -> None:
    assert voc("init", str(tmp_path / "my study")).err.endswith(f"then: voc check '{tmp_path}/my study/interviews'\n")
