"""The examples of docs/python.md run as they stand, one after the other."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from voc.study import Study

PAGE = (Path(__file__).parents[1] / "docs" / "python.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
TALK = "Q: What decides?\nA: Price is everything to us.\nQ: And Acme, on delivery, from one to ten?\nA: A six.\n"


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "interviews").mkdir()
    (tmp_path / "interviews" / "a.txt").write_text(f"---\naccount: Alpha\nvendor: Acme\n---\n{TALK}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOC_CACHE", str(tmp_path / "cache"))
    told: dict[str, Any] = {}
    for block in BLOCKS:
        exec(block, told)
    assert len(BLOCKS) > 5
    assert "nowhere: there is no such file or folder" in told["message"]
    assert list(told["tables"]) == ["gaps", "weights"]
    assert told["rows"]
    assert "Alpha" in capsys.readouterr().out


def test_what_comes_back_is_described() -> None:
    described = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert [name for name in described if name not in {field.name for field in fields(Study)}] == []
