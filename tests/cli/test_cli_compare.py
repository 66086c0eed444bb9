"""`voc compare`: two waves beside each other, from metadata or from folders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from cli_study import FAILED, Voc, make_study, row

from voc.model import EVIDENCE_COLUMNS, Table

EVIDENCE = pd.DataFrame(
    [
        row(id="b1", interview="a", account="Alpha", quote="a four, no more", signal="performance", criterion="price",
            vendor="Acme", label="negative", amount=4.0, line=3),
        row(id="n1", interview="b", account="Alpha", quote="by now a seven", signal="performance", criterion="price",
            vendor="Acme", label="positive", amount=7.0, line=8, wave=2),
        row(id="x1", interview="b", account="Alpha", quote="never quoted", signal="tier", label="partner", wave=2),
    ],
    columns=list(EVIDENCE_COLUMNS),
)  # fmt: skip
BLANK = dict.fromkeys(("action", "owner", "due", "done", "status", "quotes_before", "quotes"), "")
BASIS = {"rating_basis_before": "numbers", "rating_basis": "numbers"}
SERVICE = {"criterion": "service", "reading": "not rated", "evidence_before": "", "evidence": ""}
PRICE = {
    "criterion": "price",
    "rating_before": 4.0,
    "rating": 7.0,
    "rating_change": 3.0,
    "reading": "improved",
    "action": "Halve the surcharge",
    "owner": "Jo",
    "due": "2025-03-31",
    "done": "2025-03-01",
    "status": "done",
    "quotes_before": "“a four, no more”",
    "quotes": "“by now a seven”",
    "evidence_before": "b1",
    "evidence": "n1",
}
GONE = {"account": "Beta", "criterion": "", "reading": "no interview in wave 2", "evidence_before": "", "evidence": ""}
BOTH = {"account": "Alpha", "wave_before": 1, "wave": 2}
WEIGHTS = {"weight_before": 40.0, "weight": 30.0, "weight_change": -10.0}
NONE = dict.fromkeys(("rating_before", "rating", "rating_change", "weight_before", "weight", "weight_change"))
WAVES = pd.DataFrame(
    [
        NONE | BLANK | BASIS | BOTH | SERVICE,
        NONE | BLANK | BASIS | BOTH | WEIGHTS | PRICE,
        NONE | BLANK | BASIS | BOTH | GONE,
    ]
)


def two_waves(**changes: Any) -> dict[str, Any]:
    records = make_study().records.assign(wave=[1, 2])
    notes = ("reading: from half a point on", "no interview in wave 2: Beta")
    tables = {"waves": Table("waves", WAVES, "", notes)}
    return {"tables": tables, "records": records, "evidence": EVIDENCE} | changes


def test_the_change_stands_with_the_action_and_both_quotes(voc: Voc, analysis: Any) -> None:
    calls = analysis(**two_waves())
    ran = voc("compare", "early", "late", "--plan", "plan.csv")
    assert (ran.code, ran.err) == (0, "")
    assert (calls[0]["plan"], calls[0]["folders_are_waves"]) == (Path("plan.csv"), True)
    lines = ran.out.splitlines()
    assert lines[0] == "Alpha  wave 1 → wave 2  1 improved, 0 worse, 0 unchanged"
    order = ("4.0 → 7.0", "Halve the surcharge", "before “a four, no more”", "now    “by now a seven”", "service")
    at = [next(n for n, line in enumerate(lines) if said in line) for said in order]
    assert at == sorted(at)
    assert "weight 40 → 30" in lines[at[0]]
    assert "improved +3.0" in lines[at[0]]
    assert "in/a.txt:3" in ran.out
    assert "Jo; due 2025-03-31; done 2025-03-01; done" in ran.out
    assert "Beta  no interview in wave 2" in ran.out
    assert "no interview in wave 2: Beta" not in ran.out
    assert "never quoted" not in ran.out


def test_one_path_needs_metadata_to_tell_waves_apart(voc: Voc, analysis: Any) -> None:
    calls = analysis(**two_waves())
    voc("compare", "study")
    assert (calls[0]["paths"], calls[0]["folders_are_waves"], calls[0]["plan"]) == (["study"], False, None)


def test_json_and_files_hold_the_table_and_its_passages(voc: Voc, analysis: Any, tmp_path: Path) -> None:
    analysis(**two_waves(failures=FAILED))
    ran = voc("compare", "early", "late", "--json", "--out", str(tmp_path))
    told = json.loads(ran.out)
    assert ran.code == 1
    assert list(told["tables"]) == ["waves"]
    assert [line["id"] for line in told["evidence"]] == ["b1", "n1"]
    assert [line["reading"] for line in told["tables"]["waves"]] == ["not rated", "improved", "no interview in wave 2"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["evidence.csv", "methods.md", "run.json", "waves.csv"]


def test_an_account_alone(voc: Voc, analysis: Any) -> None:
    analysis(**two_waves())
    assert "Beta" not in voc("compare", "--account", "alpha").out


@pytest.mark.parametrize("option", [(), ("--json",)])
def test_a_single_wave_is_nothing_to_compare(option: tuple[str, ...], voc: Voc, analysis: Any) -> None:
    analysis()
    ran = voc("compare", "in", *option)
    assert ran.code == 2
    said = json.loads(ran.out)["error"] if option else ran.err
    assert "all 2 customer interviews are of wave 1" in said
    assert "two folders" in said


TALK = """Interviewer: How would you rate their service, out of ten?
Ann: {}

Interviewer: And who decides?
Ann: I do.
"""


def test_two_folders_are_two_waves(voc: Voc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOC_CACHE", str(tmp_path / "cache"))
    for folder, answer in (("early", "I'd give their service a four."), ("late", "I'd give their service a nine.")):
        (tmp_path / folder).mkdir()
        head = "---\nvendor: Acme\naccount: Dunmore\nspeakers: {Interviewer: interviewer, Ann: interviewee}\n---\n"
        (tmp_path / folder / "ann.txt").write_text(head + TALK.format(answer), encoding="utf-8")
    (tmp_path / "early" / "actions.csv").write_text(
        "account,criterion,action\nDunmore,service,Answer the phone\n", encoding="utf-8"
    )
    ran = voc("compare", str(tmp_path / "early"), str(tmp_path / "late"), "--json", "-q")
    rows = json.loads(ran.out)["tables"]["waves"]
    (service,) = [line for line in rows if line["criterion"] == "service"]
    assert (service["wave_before"], service["wave"], service["reading"]) == (1, 2, "improved")
    assert (service["rating_before"], service["rating"], service["action"]) == (4, 9, "Answer the phone")
    back = json.loads(voc("compare", str(tmp_path / "late"), str(tmp_path / "early"), "--json", "-q").out)
    assert [r["reading"] for r in back["tables"]["waves"] if r["criterion"] == "service"] == ["worse"]
