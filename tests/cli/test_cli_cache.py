"""`voc cache`, on a store that keeps a list of what it was asked."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest
from cli_study import Voc

import voc as package


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []
    store = ModuleType("voc.store")
    store.location = lambda: Path("kept/here")  # type: ignore[attr-defined]
    store.info = lambda: {"interviews": 12, "bytes": 3400}  # type: ignore[attr-defined]
    store.clear = lambda: asked.append("clear") or 12  # type: ignore[attr-defined, func-returns-value]
    monkeypatch.setitem(sys.modules, "voc.store", store)
    monkeypatch.setattr(package, "store", store, raising=False)
    return asked


@pytest.mark.parametrize(
    ("args", "out", "cleared"),
    [
        ((), f"path        {Path('kept/here')}\ninterviews  12\nbytes       3400\n", []),
        (("info",), f"path        {Path('kept/here')}\ninterviews  12\nbytes       3400\n", []),
        (("path",), f"{Path('kept/here')}\n", []),
        (("clear",), f"path        {Path('kept/here')}\nremoved     12\n", ["clear"]),
    ],
)
def test_actions(args: tuple[str, ...], out: str, cleared: list[str], voc: Voc, asked: list[str]) -> None:
    assert voc("cache", *args) == (0, out, "")
    assert asked == cleared


def test_json(voc: Voc, asked: list[str]) -> None:
    told = json.loads(voc("cache", "--json").out)
    assert (told["path"], told["interviews"], told["bytes"]) == (str(Path("kept/here")), 12, 3400)


def test_a_slip_clears_nothing(voc: Voc, asked: list[str]) -> None:
    ran = voc("cache", "claer")
    assert (ran.code, ran.out, asked) == (2, "", [])
    assert "did you mean 'clear'" in ran.err
