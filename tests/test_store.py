"""What is kept on this machine: interviews once coded, lists once compiled."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
import pytest

from voc import store


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOC_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


def lists(value: int) -> dict[str, np.ndarray]:
    return {"norms": np.array([value], dtype=np.uint64), "run.first": np.arange(3, dtype=np.int32)}


@pytest.mark.parametrize(
    ("set_", "expected"),
    [
        ({"VOC_CACHE": "/a"}, "/a/coded.sqlite3"),
        ({"VOC_CACHE": "", "XDG_CACHE_HOME": "/b"}, "/b/voc/coded.sqlite3"),
        ({"VOC_CACHE": "", "XDG_CACHE_HOME": "", "HOME": "/c"}, "/c/.cache/voc/coded.sqlite3"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="paths and HOME differ")
def test_the_place_is_the_user_s_to_choose(
    monkeypatch: pytest.MonkeyPatch, set_: dict[str, str], expected: str
) -> None:
    for name, value in set_.items():
        monkeypatch.setenv(name, value)
    assert store.location() == Path(expected)


def test_nothing_is_there_before_anything_was_kept(folder: Path) -> None:
    assert store.get(["a"]) == {}
    assert store.info() == {"interviews": 0, "bytes": 0}
    assert store.clear() == 0
    assert not folder.exists()


def test_what_is_kept_comes_back_and_nothing_else() -> None:
    store.put({"a": ["Pat’s", 1.5, None], "b": []})
    assert store.get(["a", "c"]) == {"a": ["Pat’s", 1.5, None]}
    assert store.info()["interviews"] == 2
    store.put({"a": ["new"]})
    assert store.get(["a"]) == {"a": ["new"]}


@pytest.mark.skipif(sys.platform == "win32", reason="permissions differ")
def test_only_the_user_may_read_it(folder: Path) -> None:
    store.put({"a": 1})
    assert store.location().stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0


def test_a_damaged_file_costs_time_and_not_the_run() -> None:
    store.put({"a": 1})
    store.location().write_bytes(b"no database at all, " * 100)
    assert store.get(["a"]) == {}
    store.put({"a": 1})


def test_lists_are_made_once(folder: Path) -> None:
    made: list[int] = []

    def make() -> dict[str, np.ndarray]:
        made.append(1)
        return lists(2**63 + 1)

    for _ in range(2):
        held = store.remember("lists-a", make)
        assert {name: part.tolist() for name, part in held.items()} == {"norms": [2**63 + 1], "run.first": [0, 1, 2]}
        assert held["norms"].dtype == np.uint64
    assert made == [1]
    assert [path.name for path in folder.iterdir()] == ["lists-a.npz"]


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 and no more", b"no archive"])
def test_damaged_lists_are_made_again(folder: Path, damage: bytes) -> None:
    folder.mkdir()
    (folder / "lists-a.npz").write_bytes(damage)
    assert store.remember("lists-a", lambda: lists(1))["norms"].tolist() == [1]
    assert store.remember("lists-a", lambda: lists(2))["norms"].tolist() == [1]


def test_lists_are_made_where_nothing_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VOC_CACHE", str(tmp_path / "file" / "below"))
    assert store.remember("lists-a", lambda: lists(1))["norms"].tolist() == [1]


def test_the_oldest_lists_make_room(folder: Path) -> None:
    for number in range(store.LISTS + 2):
        store.remember(f"lists-{number}", lambda: lists(1))
        os.utime(folder / f"lists-{number}.npz", (number, number))
    store.remember("lists-last", lambda: lists(1))
    assert len(list(folder.iterdir())) == store.LISTS
    assert (folder / "lists-last.npz").exists()
    assert not (folder / "lists-0.npz").exists()


def test_clearing_takes_lists_away_too(folder: Path) -> None:
    store.put({"a": 1, "b": 2})
    store.remember("lists-a", lambda: lists(1))
    (folder / "else.txt").write_text("the user's")
    assert store.clear() == 2
    assert [path.name for path in folder.iterdir()] == ["else.txt"]
