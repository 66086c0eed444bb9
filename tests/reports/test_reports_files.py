"""Files are whole or not there, and an earlier run's files stay as they were when a later run fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from voc.reports.files import write_all


def failing_at_the_third(error: type[BaseException]) -> Iterator[tuple[str, str]]:
    yield "a.csv", "new a\n"
    yield "b.csv", "new b\n"
    raise error


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_all_files_are_written(tmp_path: Path) -> None:
    written = write_all(tmp_path / "deep" / "out", [("a.csv", "é\n"), ("b.csv", "1\n")])
    assert [path.name for path in written] == ["a.csv", "b.csv"]
    assert (tmp_path / "deep" / "out" / "a.csv").read_bytes() == "é\n".encode()
    assert contents(tmp_path / "deep" / "out") == {"a.csv": "é\n", "b.csv": "1\n"}


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt, ValueError])
def test_a_failure_on_the_way_changes_nothing(error: type[BaseException], tmp_path: Path) -> None:
    write_all(tmp_path, [("a.csv", "old a\n"), ("z.csv", "old z\n")])
    with pytest.raises(error):
        write_all(tmp_path, failing_at_the_third(error))
    assert contents(tmp_path) == {"a.csv": "old a\n", "z.csv": "old z\n"}


def test_a_folder_made_in_vain_goes_again(tmp_path: Path) -> None:
    with pytest.raises(OSError):  # noqa: PT011, the error is raised by the test itself
        write_all(tmp_path / "out", failing_at_the_third(OSError))
    assert not (tmp_path / "out").exists()


def test_other_files_of_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    write_all(tmp_path, [("a.csv", "a\n")])
    assert contents(tmp_path) == {"notes.txt": "mine", "a.csv": "a\n"}
