"""What the shell offers when the key is pressed."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_study import Voc


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("voc anal", ["analyze"]),
        ("voc analyze --expect f", ["fall", "fit"]),
        ("voc analyze --table ga", ["gaps"]),
        ("voc analyze --table evi", ["evidence"]),
        ("voc quotes --signal imp", ["importance"]),
        ("voc quotes --label lea", ["leaving"]),
        ("voc quotes --criterion sus", ["sustainability"]),
        ("voc quotes --criterion pri", []),  # the codebook of the folder has no price
        ("voc read --signal ren", ["renewal"]),
        ("voc cache cl", ["clear"]),
    ],
)
def test_completion(typed: str, offered: list[str], voc: Voc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "criteria.yaml").write_text("criteria: [{id: sustainability, terms: [carbon]}, relationship]\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("_VOC_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(len(typed.split()) - 1))
    assert voc().out.split() == offered


def test_a_wrong_codebook_completes_nothing(voc: Voc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "criteria.yaml").write_text("critera: []\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("_VOC_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "voc quotes --criterion p")
    monkeypatch.setenv("COMP_CWORD", "3")
    assert (voc().out.split(), voc().err) == ([], "")
