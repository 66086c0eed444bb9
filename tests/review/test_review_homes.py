"""Which file of decisions belongs to a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from voc.review import home


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ([], "study/interviews/north/reviewed.csv"),
        (["study/interviews/north/reviewed.csv"], "study/interviews/north/reviewed.csv"),
        (["study/interviews/reviewed.csv", "study/criteria.yaml"], "study/interviews/reviewed.csv"),
        (["study/reviewed.csv", "study/criteria.yaml"], "study/reviewed.csv"),
        (["reviewed.csv", "study/criteria.yaml"], "study/interviews/north/reviewed.csv"),
        (["reviewed.csv"], "study/interviews/north/reviewed.csv"),
    ],
)
def test_the_nearest_within_the_study(files: list[str], expected: str, tmp_path: Path) -> None:
    folder = tmp_path / "study" / "interviews" / "north"
    folder.mkdir(parents=True)
    for name in files:
        (tmp_path / name).touch()
    assert home(folder) == tmp_path / expected
