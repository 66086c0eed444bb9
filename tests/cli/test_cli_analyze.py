"""`voc analyze`: what goes where, and the exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from cli_study import FAILED, Voc, make_study

from voc.errors import CodebookError, NothingToRead, UsageError
from voc.model import Table

UNSURE = {"in/a.txt": ("12% of the words stand under no speaker",), "in/b.vtt": ()}


def empty_tables() -> dict[str, Table]:
    return {name: Table(name, table.frame.iloc[:0]) for name, table in make_study().tables.items()}


@pytest.mark.parametrize(
    ("why", "changes", "code", "said"),
    [
        ("done", {}, 0, ""),
        ("some could not be read", {"failures": FAILED}, 1, "in/x.vtt:1: no cues"),
        ("warnings alone are no failure", {"warnings": UNSURE}, 0, "1 transcript wants a look"),
        ("nothing said", {"tables": empty_tables()}, 3, "too little was said"),
        (
            "a failure counts for more",
            {"tables": empty_tables(), "failures": FAILED},
            1,
            "1 transcript could not be read",
        ),
        ("nothing to read", {"error": NothingToRead("no transcript below x")}, 2, "voc: no transcript below x"),
        ("wrong codebook", {"error": CodebookError(["c.yaml:3: one", "c.yaml:9: two"])}, 2, "voc: c.yaml:9: two"),
        ("wrong option", {"error": UsageError("--expect: unknown expectation 'ris'")}, 2, "--expect"),
        (
            "a folder that cannot be read",
            {"error": PermissionError(13, "Permission denied", "in")},
            2,
            "in: Permission",
        ),
        ("interrupted", {"error": KeyboardInterrupt()}, 130, "interrupted"),
        ("a defect", {"error": ZeroDivisionError()}, 70, "please report"),
    ],
)
def test_exit_codes(why: str, changes: dict[str, Any], code: int, said: str, voc: Voc, analysis: Any) -> None:
    analysis(**changes)
    ran = voc("analyze")
    assert ran.code == code, why
    assert said in ran.err
    assert bool(ran.out) == ("error" not in changes)


def test_the_first_table_goes_to_standard_output_and_messages_do_not(voc: Voc, analysis: Any) -> None:
    analysis(failures=FAILED)
    ran = voc("analyze", "in")
    assert ran.out.startswith("Gaps against `rise`\n")
    assert "voc quotes in --account Alpha" in ran.err
    assert "x.vtt" not in ran.out
    assert "\x1b" not in ran.out + ran.err


def test_quiet_tells_failures_only(voc: Voc, analysis: Any) -> None:
    analysis(failures=FAILED, warnings=UNSURE)
    assert voc("analyze", "--quiet").err.splitlines() == [
        "voc: in/x.vtt:1: no cues in this caption file; export it again with captions",
        "voc: 1 transcript could not be read",
    ]


def test_options_reach_the_analysis(voc: Voc, analysis: Any) -> None:
    calls = analysis()
    voc("analyze", "x", "y", "--expect", "fall", "--jobs", "3", "--no-cache", "--criteria", "c.yaml")
    assert calls == [
        {"paths": ["x", "y"], "criteria": Path("c.yaml"), "expect": "fall", "jobs": 3, "cache": False, "progress": None}
    ]
    calls = analysis()
    voc("analyze")
    assert (calls[0]["paths"], calls[0]["criteria"], calls[0]["cache"]) == (["interviews"], None, True)


def test_json_is_one_document_with_everything(voc: Voc, analysis: Any) -> None:
    analysis(failures=FAILED, warnings=UNSURE)
    ran = voc("analyze", "--json")
    told = json.loads(ran.out)
    assert list(told) == ["voc", "settings", "tables", "about", "evidence", "failures", "warnings", "error"]
    assert list(told["tables"]) == ["gaps", "weights", "criteria"]
    assert [(line["account"], line["gap"]) for line in told["tables"]["gaps"]] == [("Beta", None), ("Alpha", -37)]
    assert [(line["id"], line["line"], line["at"]) for line in told["evidence"]] == [
        ("e1", 3, None),
        ("e2", 5, None),
        ("e3", None, 61),
    ]
    assert told["failures"] == [{"path": "in/x.vtt", "message": FAILED[0].message}]
    assert told["warnings"] == [{"path": "in/a.txt", "message": "12% of the words stand under no speaker"}]
    assert told["settings"]["scoring"]["in_line"] == 10
    assert told["error"] is None
    assert voc("analyze", "--format", "json").out == ran.out


@pytest.mark.parametrize("option", [("--json",), ("--format", "json")])
def test_json_is_one_document_also_when_nothing_was_found(option: tuple[str, ...], voc: Voc, analysis: Any) -> None:
    analysis(error=NothingToRead("no transcript below x"))
    ran = voc("analyze", *option)
    told = json.loads(ran.out)
    assert (ran.code, told["error"], told["tables"]) == (2, "no transcript below x", {})


def test_tables_and_accounts_narrow_what_is_shown(voc: Voc, analysis: Any) -> None:
    analysis()
    told = json.loads(voc("analyze", "--json", "--table", "Weights", "--account", "ALPHA").out)
    assert told["tables"] == {"weights": [{"interview": "a", "account": "Alpha", "weight": 100}]}
    assert told["evidence"] is None
    told = json.loads(voc("analyze", "--json", "--table", "evidence", "--account", "Beta").out)
    assert (told["tables"], [line["id"] for line in told["evidence"]]) == ({}, ["e3"])
    assert "Alpha" not in voc("analyze", "--account", "Beta").out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--account", "Alhpa"), "did you mean 'Alpha'?"),
        (("--table", "gap"), "did you mean 'gaps'?"),
        (("--format", "jsn"), "did you mean 'json'?"),
        (("--format", "csv", "--table", "gaps", "--table", "weights"), "one table"),
        (("--out", __file__), "not a folder"),
    ],
)
def test_names_that_are_not_known(args: tuple[str, ...], said: str, voc: Voc, analysis: Any) -> None:
    analysis()
    ran = voc("analyze", *args)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_wrong_table_is_told_before_the_work(voc: Voc, analysis: Any) -> None:
    calls = analysis()
    assert voc("analyze", "--table", "gap").code == 2
    assert calls == []


def test_csv_on_standard_output_is_the_one_table(voc: Voc, analysis: Any) -> None:
    analysis()
    ran = voc("analyze", "--format", "csv", "--table", "evidence")
    assert [line["quote"] for line in csv.DictReader(io.StringIO(ran.out))] == [
        "price decides",
        "anyone can make it",
        "Tom is great",
    ]
    assert ran.err == ""


def test_files_hold_every_table_and_the_evidence(voc: Voc, analysis: Any, tmp_path: Path) -> None:
    analysis()
    out = tmp_path / "new" / "out"
    assert voc("analyze", "--out", str(out)).code == 0
    tables = ["criteria.csv", "evidence.csv", "gaps.csv", "weights.csv"]
    assert sorted(path.name for path in out.iterdir()) == sorted([*tables, "methods.md", "run.json"])
    frame = pd.read_csv(out / "gaps.csv", keep_default_na=False)
    assert frame["commodity_level"].tolist() == ["", "80"]
    once = {path.name: path.read_bytes() for path in out.iterdir()}
    voc("analyze", "--out", str(out))
    assert {path.name: path.read_bytes() for path in out.iterdir()} == once


def test_files_of_the_tables_that_were_named(voc: Voc, analysis: Any, tmp_path: Path) -> None:
    analysis()
    voc("analyze", "--out", str(tmp_path), "--table", "gaps", "--account", "Beta")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gaps.csv", "methods.md", "run.json"]
    assert (tmp_path / "gaps.csv").read_text().splitlines()[1:] == ["Beta,1,1,,,,,nothing was said,"]


@pytest.mark.parametrize(("error", "code"), [(OSError(28, "No space left on device"), 2), (KeyboardInterrupt(), 130)])
def test_files_are_absent_when_the_third_fails(
    error: BaseException, code: int, voc: Voc, analysis: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from voc.reports import csv as sheets

    analysis()
    whole, written = sheets.sheet, []

    def sheet(frame: pd.DataFrame) -> str:
        written.append(frame)
        if len(written) == 3:
            raise error
        return whole(frame)

    monkeypatch.setattr(sheets, "sheet", sheet)
    ran = voc("analyze", "--out", str(tmp_path))
    assert (ran.code, ran.out) == (code, "")
    assert list(tmp_path.iterdir()) == []


def test_methods_are_a_paragraph_or_the_whole_run(voc: Voc, analysis: Any, tmp_path: Path) -> None:
    analysis(failures=FAILED)
    ran = voc("analyze", "in", "--methods", "--expect", "fall", "--out", str(tmp_path))
    assert ran.code == 1
    assert ran.out == (tmp_path / "methods.md").read_text(encoding="utf-8")
    assert ran.out.startswith("The study rests on 2 interviews (2 with customers) from 2 accounts")
    assert "1 transcript could not be read and is left out" in ran.out
    told = json.loads(voc("analyze", "in", "--methods", "--json", "--expect", "fall").out)
    assert told == json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert (told["settings"]["paths"], told["settings"]["expect"]) == (["in"], "fall")


def frame_of(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(rows))


RENEWAL = frame_of(
    {"account": "Alpha", "wave": 1, "risk": "high", "reasons": "a tender in May"},
    {"account": "Alpha", "wave": 2, "risk": "low", "reasons": ""},
    {"account": "Beta", "wave": 1, "risk": "medium", "reasons": "two shortfalls"},
)
ACTIONS = frame_of(
    *(
        {"account": "Alpha", "criterion": f"c{n}", "priority": n, "mend": f"mend {n}", "quotes": "long"}
        for n in range(9)
    )
)


def front_tables() -> dict[str, Table]:
    return make_study().tables | {"renewal": Table("renewal", RENEWAL), "actions": Table("actions", ACTIONS)}


def test_the_front_shows_gaps_risks_of_the_latest_wave_and_what_to_mend_first(voc: Voc, analysis: Any) -> None:
    analysis(tables=front_tables())
    out = voc("analyze").out
    assert out.index("Gaps against") < out.index("“price decides”") < out.index("two shortfalls") < out.index("mend 8")
    assert "a tender in May" not in out
    assert "1 of 3 rows; all of them: --table renewal" in out
    assert "5 of 9 rows; all of them: --table actions" in out
    assert "mend 4" in out
    assert "mend 3" not in out
    assert out.endswith("2 interviews, 2 accounts, 240 words, 3 coded passages\n")
    assert "mend 3" in voc("analyze", "--table", "actions").out
    assert "two shortfalls" in voc("analyze", "--format", "md").out
    assert "two shortfalls" not in voc("analyze", "--format", "csv").out


@pytest.mark.parametrize("changes", [{"failures": FAILED}, {"warnings": UNSURE}])
def test_strict_gives_no_numbers(changes: dict[str, Any], voc: Voc, analysis: Any, tmp_path: Path) -> None:
    analysis(**changes)
    ran = voc("analyze", "--strict", "--out", str(tmp_path))
    assert (ran.code, ran.out, list(tmp_path.iterdir())) == (1, "", [])
    assert "--strict" in ran.err
    told = json.loads(voc("analyze", "--strict", "--json").out)
    assert (told["tables"], told["evidence"]) == ({}, None)
    assert "--strict" in told["error"]
    assert len(told["failures"]) + len(told["warnings"]) == 1


def test_strict_lets_a_clean_study_pass(voc: Voc, analysis: Any) -> None:
    analysis()
    assert voc("analyze", "--strict").code == 0


def test_the_passages_behind_the_largest_gaps_are_shown(voc: Voc, analysis: Any) -> None:
    analysis()
    out = voc("analyze").out
    assert "“price decides”" in out
    assert "in/a.txt:5" in out
    assert "Tom is great" not in out
