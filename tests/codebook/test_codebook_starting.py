"""A new study, and finding its codebook again."""

import csv
import re
from pathlib import Path

import pytest

from voc import codebook
from voc.errors import UsageError
from voc.model import Scoring

FILES = ["criteria.yaml", "interview-guide.md", "interviews/interviews.csv"]


def test_init_writes_a_study_that_loads(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "study"
    assert codebook.init(folder) == [folder / name for name in FILES]
    assert sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()) == FILES
    book = codebook.load(folder / "criteria.yaml")
    assert book.digest == codebook.load().digest
    with (folder / "interviews" / "interviews.csv").open(newline="") as file:
        assert {"account", "vendor", "side", "date", "wave"} < set(next(csv.reader(file)))


def test_every_setting_of_the_template_can_be_switched_on(tmp_path: Path) -> None:
    (path, *_) = codebook.init(tmp_path)
    text = path.read_text("utf-8")
    assert "${" not in text
    text = re.sub(r"^# ", "", text, flags=re.MULTILINE)
    path.write_text(re.sub(r"^  - quality .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    book = codebook.load(path)
    assert book.scoring == Scoring()
    assert (book.pipeline, book.vendors[1].aliases[0], book.scales[-1].id) == (
        "en_core_web_sm",
        "Second",
        "traffic_light",
    )
    keys = codebook.schema()["properties"]
    assert all(re.search(rf"^{key}:", text.replace("# ", ""), re.MULTILINE) for key in keys)


def test_init_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "interview-guide.md").write_text("mine")
    with pytest.raises(UsageError, match=r"interview-guide\.md: there already, nothing was written; .*--force"):
        codebook.init(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["interview-guide.md"]


def test_force_replaces_only_its_own_files(tmp_path: Path) -> None:
    (tmp_path / "interview-guide.md").write_text("mine")
    (tmp_path / "notes.md").write_text("mine")
    codebook.init(tmp_path, force=True)
    assert (tmp_path / "interview-guide.md").read_text("utf-8").startswith("# Interview guide")
    assert (tmp_path / "notes.md").read_text() == "mine"


@pytest.mark.parametrize("force", [False, True])
def test_init_where_no_file_can_be(tmp_path: Path, force: bool) -> None:
    (tmp_path / "criteria.yaml").mkdir()
    with pytest.raises(UsageError, match=r"criteria\.yaml: no plain file"):
        codebook.init(tmp_path, force=force)
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be written"):
        codebook.init(tmp_path / "file", force=force)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["criteria.yaml", "file"]


@pytest.mark.parametrize(
    ("start", "found"),
    [
        ("study/interviews/2024/a.txt", "study/criteria.yaml"),
        ("study/interviews", "study/criteria.yaml"),
        ("study/interviews/../../other", "criteria.yaml"),
        ("study/nowhere/yet", "study/criteria.yaml"),
        (".", "criteria.yaml"),
    ],
)
def test_find_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str, found: str) -> None:
    (tmp_path / "study" / "interviews" / "2024").mkdir(parents=True)
    (tmp_path / "other" / "criteria.yaml").mkdir(parents=True)  # a folder of that name is none
    for name in ("criteria.yaml", "study/criteria.yaml", "study/interviews/2024/a.txt"):
        (tmp_path / name).touch()
    assert codebook.find(tmp_path / start) == (tmp_path / found).resolve()
    monkeypatch.chdir(tmp_path)
    assert codebook.find(Path(start)) == Path(found)


def test_find_nothing(tmp_path: Path) -> None:
    assert codebook.find(tmp_path) is None
