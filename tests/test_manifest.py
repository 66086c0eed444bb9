"""`run.json` and the paragraph made from it: everything that decides the numbers, and nothing else."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from voc.manifest import manifest
from voc.methods import paragraph, summary
from voc.model import EVIDENCE_COLUMNS, Codebook, Criterion, Failure, Table
from voc.study import Study

SETTINGS = {"paths": ["in"], "expect": "rise"}


def study(folder: Path, **changes: Any) -> Study:
    (folder / "a.txt").write_text("Ann: hello\n", encoding="utf-8")
    rows = [("e1", "importance", "rule:price.topic"), ("e2", "tier", "model:tier"), ("e3", "tier", "coder:ann")]
    blank = dict.fromkeys(EVIDENCE_COLUMNS, "")
    evidence = pd.DataFrame([blank | {"id": i, "signal": s, "source": by} for i, s, by in rows])
    records = pd.DataFrame(
        {
            "interview": ["a", "b", "c"],
            "account": ["Alpha", "Alpha", "Beta"],
            "side": ["customer", "supplier", "customer"],
            "wave": [1, 1, 2],
            "date": ["2025-03-01", "", "2024-11-30"],
            "turns": [4, 5, 6],
            "words": [1000, 200, 34],
        }
    )
    codebook = Codebook(
        (Criterion("price", "Price"), Criterion("bond", "Bond", "relationship")), digest="0123456789abcdef"
    )
    whole = Study(codebook, evidence, records, {}, files=(str(folder / "a.txt"),))
    return replace(whole, **changes)


def test_the_run_names_what_decides_the_numbers(tmp_path: Path) -> None:
    run = manifest(study(tmp_path), SETTINGS)
    content = (tmp_path / "a.txt").read_bytes()
    assert run["inputs"] == [{"path": str(tmp_path / "a.txt"), "sha256": hashlib.sha256(content).hexdigest()}]
    assert run["software"]["python"] == ".".join(map(str, sys.version_info[:3]))
    assert set(run["software"]) == {"voc", "python", "spacy", "numpy", "pandas"}
    files = [model["file"] for model in run["models"]]
    assert files == sorted(files)
    assert {"lexicons/en/criteria/price.txt", "trained/marks.json"} <= set(files)
    assert all(len(model["sha256"]) == 64 for model in run["models"])
    assert run["codebook"]["criteria"] == {"price": "business", "bond": "relationship"}
    assert run["settings"]["expect"] == "rise"
    assert run["settings"]["scoring"]["in_line"] == 10
    counts = run["counts"]
    assert (counts["interviews"], counts["customer"], counts["supplier"], counts["accounts"]) == (3, 2, 1, 2)
    assert (counts["words"], counts["waves"], counts["first"], counts["last"]) == (1234, 2, "2024-11-30", "2025-03-01")
    assert counts["signals"]["tier"] == 2
    assert counts["sources"] == {"rule": 1, "model": 1, "coder": 1}


def test_the_same_study_gives_the_same_run_and_a_changed_file_another(tmp_path: Path) -> None:
    first = json.dumps(manifest(study(tmp_path), SETTINGS))
    assert json.dumps(manifest(study(tmp_path), SETTINGS)) == first
    whole = study(tmp_path)
    (tmp_path / "a.txt").write_text("Ann: hullo\n", encoding="utf-8")
    assert json.dumps(manifest(whole, SETTINGS)) != first


def test_a_file_that_is_gone_has_no_hash(tmp_path: Path) -> None:
    run = manifest(study(tmp_path, files=("gone.txt",)), SETTINGS)
    assert run["inputs"] == [{"path": "gone.txt", "sha256": None}]


SAID = [
    ("3 interviews (2 with customers and 1 with people of the supplier) from 2 accounts in 2 waves", {}),
    ("held from 2024-11-30 to 2025-03-01: 1,234 words in 15 turns", {}),
    ("the built-in codebook (2 criteria: price, bond; digest 0123456789ab)", {}),
    ("3 passages were coded (1 by phrases of the word lists, 1 by models", {}),
    ("hand-coded interviews, 1 by people).", {}),
    ("decisive, high, medium, low, none stand 8 : 4 : 2 : 1 : 0", {}),
    ("a line that rises from 10 at level 0 to 50 at level 100", {}),
    ("Too few interviews were held to tell", {}),
    ("Agreement with a second coding was not measured.", {}),
    ("2 transcripts could not be read and are left out.", {"failures": (Failure("x", "y"), Failure("z", "y"))}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "changes"), SAID)
def test_the_paragraph_says_it(words: str, changes: dict[str, Any], tmp_path: Path) -> None:
    text = paragraph(manifest(study(tmp_path, **changes), SETTINGS))
    assert words in text
    assert "\n" not in text


def test_a_failure_is_not_told_where_there_is_none(tmp_path: Path) -> None:
    assert "could not be read" not in paragraph(manifest(study(tmp_path), SETTINGS))


@pytest.mark.parametrize(
    ("expect", "words"),
    [("fall", "falls from 50 at level 0 to 5 at level 100"), ("fit", "Theil–Sen line"), ("none", "")],
)
def test_the_expectation_that_was_chosen_is_told(expect: str, words: str, tmp_path: Path) -> None:
    text = paragraph(manifest(study(tmp_path), SETTINGS | {"expect": expect}))
    assert words in text
    assert ("a hypothesis" in text) == bool(words)


SATURATED = pd.DataFrame(
    {"position": [6], "cumulative": [54], "base": [50], "run_new": [2.0], "share": [0.04], "reading": ["saturated"]}
)


def test_saturation_stands_in_paragraph_and_summary(tmp_path: Path) -> None:
    run = manifest(study(tmp_path, tables={"saturation": Table("saturation", SATURATED)}), SETTINGS)
    assert "The last two interviews brought 2 new codes, 4% of the 50 of the first four (saturated" in paragraph(run)
    assert summary(run) == (
        "3 interviews (1 of them with the supplier's people), 2 accounts, 1,234 words, 3 coded passages",
        "saturation: 2 new codes in the last two interviews, 4% of the 50 of the first four: saturated",
    )
    assert len(summary(manifest(study(tmp_path), SETTINGS))) == 1


AGREED = """what,name,f1,kappa,alpha,units
codes,all,0.81,0.74,0.73,412
signal,tier,,,,9
rating,performance,,,0.92,41
"""


def test_agreement_is_told_where_it_was_measured(tmp_path: Path) -> None:
    (tmp_path / "agreement.csv").write_text(AGREED, encoding="utf-8")
    run = manifest(study(tmp_path), SETTINGS, tmp_path / "agreement.csv")
    assert run["agreement"]["rows"][0] == {
        "what": "codes", "name": "all", "f1": 0.81, "kappa": 0.74, "alpha": 0.73, "units": 412.0
    }  # fmt: skip
    text = paragraph(run)
    assert "over all codes: F1 0.81, Cohen's kappa 0.74, Krippendorff's alpha 0.73, Krippendorff's alpha of the" in text
    assert "not measured" not in text
    json.dumps(run, allow_nan=False)
    assert manifest(study(tmp_path), SETTINGS, tmp_path / "none.csv")["agreement"] is None
