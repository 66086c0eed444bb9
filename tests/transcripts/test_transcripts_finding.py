"""Which files are transcripts, and what they are called."""

# ruff: noqa: E501 - a row of a table is a line

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from transcript_files import NOBODY

from voc.errors import NothingToRead, TranscriptError, UsageError
from voc.transcripts import READERS, SUFFIXES, Found, discover, load, read_stdin, spare_rows

TALK = "Ann: Why?\n\nBob: So.\n\nAnn: How?\n\nBob: Hm.\n"


def study(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TALK)
    return folder


def ids(*paths: Path) -> list[str]:
    return [found.id for found in discover(paths)]


def test_a_folder_to_the_bottom_in_order_of_ids(tmp_path: Path) -> None:
    study(tmp_path, "b.txt", "a.vtt", "wave2/c.md", "wave1/d.srt", "wave1/e/f.JSON", "g.docx", "h.csv", "i.xlsx")
    assert ids(tmp_path) == ["a", "b", "g", "h", "i", "wave1/d", "wave1/e/f", "wave2/c"]


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.txt",
        ".git/x.txt",
        "x.meta.yaml",
        "criteria.yaml",
        "interviews.csv",
        "interviews.yaml",
        "actions.csv",
        "README.md",
        "readme.txt",
        "~$x.docx",
        "x.pdf",
        "x.mp3",
        "notes",
        "out/evidence.csv",
        "out/gaps.csv",
        "out/report.md",
    ],
)
def test_passed_over(tmp_path: Path, name: str) -> None:
    study(tmp_path, name, "x.txt", "out/evidence.csv")
    assert ids(tmp_path) == ["x"]


def test_a_named_file_is_always_taken(tmp_path: Path) -> None:
    study(tmp_path, "README.md", ".hidden", "x.log")
    assert ids(tmp_path / "README.md", tmp_path / ".hidden", tmp_path / "x.log") == [".hidden", "README", "x"]
    assert len(load(discover([tmp_path / "x.log"])[0], NOBODY).turns) == 4


def test_nothing_and_nowhere(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead, match=r"no transcript found; known are \.csv, \.docx"):
        discover([tmp_path])
    with pytest.raises(UsageError, match=r"nowhere: there is no such file or folder; check the path"):
        discover([tmp_path / "nowhere"])


def test_the_same_file_is_found_once(tmp_path: Path) -> None:
    study(tmp_path, "a.txt", "b.txt")
    assert ids(tmp_path, tmp_path / "a.txt", tmp_path / "." / "b.txt") == ["a", "b"]


def test_files_of_one_name_keep_their_suffix_and_say_so(tmp_path: Path) -> None:
    study(tmp_path, "a.txt", "a.md", "b.txt")
    found = discover([tmp_path])
    assert [one.id for one in found] == ["a.md", "a.txt", "b"]
    assert [bool(load(one, NOBODY).warnings) for one in found] == [True, True, False]
    (tmp_path / "a.meta.yaml").write_text("account: both\nwave: 2")
    (tmp_path / "a.md.meta.yaml").write_text("account: mine")
    assert [load(one, NOBODY).meta.account for one in found] == ["mine", "both", "b"]


def test_files_of_one_name_in_two_folders_get_the_folder(tmp_path: Path) -> None:
    study(tmp_path, "one/a.txt", "two/a.txt", "two/b.txt")
    assert ids(tmp_path / "one", tmp_path / "two") == ["b", "one/a", "two/a"]


def test_ids_are_the_same_on_every_system(tmp_path: Path) -> None:
    study(tmp_path, "Nu\u0301n\u0303ez.txt")
    assert ids(tmp_path) == ["Núñez"]


def test_links(tmp_path: Path) -> None:
    root = study(tmp_path / "study", "a.txt", "sub/b.txt")
    study(tmp_path / "away", "c.txt", "deep/d.txt")
    (root / "inside.txt").symlink_to(root / "a.txt")
    (root / "outside.txt").symlink_to(tmp_path / "away" / "c.txt")
    (root / "folder").symlink_to(tmp_path / "away")
    (root / "loop").symlink_to(root)
    (tmp_path / "door").symlink_to(root)
    found = discover([root])
    assert [one.id for one in found] == ["a", "folder", "outside", "sub/b"]
    for one in (found[1], found[2]):
        with pytest.raises(TranscriptError, match=r"this is a link to a place outside the study folder; copy"):
            load(one, NOBODY)
    assert ids(tmp_path / "door")[0] == "a"
    assert load(discover([root / "outside.txt"])[0], NOBODY).meta.id == "outside"


def test_a_link_to_nowhere_is_told_and_a_pipe_passed_over(tmp_path: Path) -> None:
    study(tmp_path, "a.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.txt")
    found = discover([tmp_path])
    assert [one.id for one in found] == ["a", "gone"]
    with pytest.raises(TranscriptError, match="it cannot be opened: No such file or directory; check"):
        load(found[1], NOBODY)


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match="it cannot be opened: No such file or directory; check"):
        load(Found(tmp_path / "gone.txt", "gone", tmp_path), NOBODY)


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (TALK.encode(), "text"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nAnn: Why?\n\n00:03.000 --> 00:04.000\nBob: So.\n\n00:05.000 --> 00:06.000\nAnn: And?", "vtt"),
        (b'{"utterances": [{"speaker": "A", "text": "Why? How?"}, {"speaker": "B", "text": "So."}]}', "assemblyai"),
        (b"---\naccount: Acme\n---\n" + TALK.encode(), "text"),
    ],
)  # fmt: skip
def test_standard_input(content: bytes, form: str) -> None:
    for stream in (io.BytesIO(content), io.TextIOWrapper(io.BytesIO(content)), io.StringIO(content.decode())):
        read = read_stdin(stream)
        assert (read.meta.id, read.meta.path, read.meta.format) == ("stdin", "-", form)
        assert {turn.role for turn in read.turns} == {"interviewer", "interviewee"}


def test_every_reader_is_listed_once_with_name_and_suffixes() -> None:
    folder = Path(__file__).parents[2] / "voc" / "transcripts"
    readers = [
        path.stem for path in folder.glob("*.py") if "def sniff(" in path.read_text() and path.stem != "__init__"
    ]
    listed = [reader.__name__.rpartition(".")[2] for reader in READERS]  # type: ignore[attr-defined]
    assert sorted(readers) == sorted(listed)
    assert [reader.NAME for reader in READERS] == listed
    assert all(suffix == suffix.lower() and suffix[0] == "." for suffix in SUFFIXES)


def test_order_does_not_depend_on_how_paths_are_given(tmp_path: Path) -> None:
    study(tmp_path, "b.txt", "a.txt")
    assert ids(tmp_path / "b.txt", tmp_path / "a.txt") == ids(tmp_path) == ["a", "b"]
    os.utime(tmp_path / "a.txt", (9, 9))
    assert ids(tmp_path) == ["a", "b"]


@pytest.mark.parametrize(
    ("beside", "path", "id_"),
    [
        ((), "study/wave1/a.txt", "a"),
        ((), "interviews/wave1/a.txt", "wave1/a"),
        (("criteria.yaml",), "talks/wave1/a.txt", "wave1/a"),
        (("criteria.yaml",), "a.txt", "a"),
        (("talks/interviews.csv",), "talks/wave1/a.txt", "wave1/a"),
        (("talks/wave1/interviews.csv", "talks/interviews.csv"), "talks/wave1/a.txt", "a"),
        ((), "talks/interviewsish/a.txt", "a"),
    ],
)
def test_a_named_file_is_called_as_in_its_study(tmp_path: Path, beside: tuple[str, ...], path: str, id_: str) -> None:
    study(tmp_path, path)
    for name in beside:
        (tmp_path / name).write_text("interview,wave\n" if name.endswith(".csv") else "")
    assert ids(tmp_path / path) == [id_]


def test_a_named_file_has_the_id_that_it_has_in_its_folder(tmp_path: Path) -> None:
    root = study(tmp_path / "interviews", "w/a.txt", "w/a.md", "w/b.txt", "w/c.txt", "w/c.meta.yaml", "w/c.pdf")
    for one in discover([root]):
        assert ids(one.path) == [one.id]


def test_a_named_file_knows_its_row(tmp_path: Path) -> None:
    study(tmp_path, "interviews/w/a.txt")
    (tmp_path / "interviews" / "interviews.csv").write_text("interview,account\nw/a,Acme\n")
    assert load(discover([tmp_path / "interviews" / "w" / "a.txt"])[0], NOBODY).meta.account == "Acme"


def test_a_row_belongs_to_the_file_beside_the_table_first(tmp_path: Path) -> None:
    study(tmp_path, "a.txt", "deep/a.txt", "deep/b.txt")
    (tmp_path / "interviews.csv").write_text("interview,account\na,Acme\nb,Beta\n")
    assert [load(one, NOBODY).meta.account for one in discover([tmp_path])] == ["Acme", "a", "Beta"]


def test_rows_that_meet_no_transcript_are_told(tmp_path: Path) -> None:
    study(tmp_path, "a.txt", "deep/b.txt", "deep/c.txt", "Nu\u0301n\u0303ez.txt")
    table = tmp_path / "interviews.csv"
    table.write_text("interview,wave\nA.txt,1\nb,1\ndeep/c,1\nNúñez,1\nd,1\ndeep/a,1\n")
    found = discover([tmp_path])
    assert spare_rows([tmp_path], found) == {
        str(table): ("line 6: no transcript is called 'd'", "line 7: no transcript is called 'deep/a'")
    }
    assert spare_rows([tmp_path / "a.txt"], discover([tmp_path / "a.txt"])) == {}
