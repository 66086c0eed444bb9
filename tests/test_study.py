"""The whole way in one call, on a study of three small interviews."""

from __future__ import annotations

import io
import socket
from pathlib import Path

import pandas as pd
import pytest

from voc import codebook, study, transcripts
from voc.errors import NothingToRead, UsageError
from voc.model import EVIDENCE_COLUMNS
from voc.scores import SCORES

ALPHA = """---
account: Alpha
vendor: Acme
date: 2024-03-01
---
Anna: If you had a hundred points for what counts, how would you split them?

Ben: Sixty on price, thirty for delivery and ten for the people.

Anna: From one to ten, how is Acme on delivery?

Ben: A six. They were late twice in May.
"""
BETA = "Q: What decides?\nA: Price. It is all the same to us who makes it.\nQ: And Acme?\nA: They are too expensive.\n"
SILENT = "Q: Shall we start?\nA: Yes.\nQ: Is it raining?\nA: No.\n"


@pytest.fixture(scope="module", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOC_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return _written(tmp_path / "interviews")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, study.Study]:
    """The study as it stands, analysed once."""
    root = _written(tmp_path_factory.mktemp("study") / "interviews")
    return root, study.analyze(root)


def _written(root: Path) -> Path:
    (root / "north").mkdir(parents=True)
    (root / "alpha.md").write_text(ALPHA, encoding="utf-8")
    (root / "north" / "beta.txt").write_text(BETA, encoding="utf-8")
    (root / "silent.txt").write_text(SILENT, encoding="utf-8")
    (root / "interviews.csv").write_text("interview,account,vendor\nnorth/beta,Beta,Acme\n", encoding="utf-8")
    return root


def test_what_comes_out(whole: tuple[Path, study.Study]) -> None:
    _, done = whole
    assert done.records["interview"].tolist() == ["alpha", "north/beta", "silent"]
    assert done.records["account"].tolist() == ["Alpha", "Beta", "silent"]
    assert tuple(done.evidence.columns) == EVIDENCE_COLUMNS
    assert next(iter(done.tables)) == "gaps"
    assert sorted(done.tables) == sorted(score.NAME for score in SCORES)
    assert (done.failures, done.warnings) == ((), {})
    assert done.evidence["account"].isin(["Alpha", "Beta"]).all()


def test_every_quote_stands_where_the_row_says(whole: tuple[Path, study.Study]) -> None:
    folder, done = whole
    assert len(done.evidence) > 3
    read = {found.id: transcripts.load(found, codebook.load(None)) for found in transcripts.discover([folder])}
    for row in done.evidence.itertuples():
        turn = read[row.interview].turns[row.turn]
        assert turn.text[row.start : row.end] == row.quote
        assert (turn.speaker, turn.role) == (row.speaker, "interviewee")


def test_where_nothing_was_said_nothing_is_filled_in(whole: tuple[Path, study.Study]) -> None:
    gaps = whole[1].tables["gaps"].frame.set_index("account")
    assert gaps.loc["silent", ["commodity_level", "relationship_weight", "gap"]].isna().all()
    assert gaps.loc["silent", "evidence"] == ""


def test_a_file_that_cannot_be_read_does_not_stop_the_others(folder: Path) -> None:
    (folder / "bad.vtt").write_text("WEBVTT\n", encoding="utf-8")
    done = study.analyze(folder)
    assert [failure.path for failure in done.failures] == [str(folder / "bad.vtt")]
    assert len(done.records) == 3


def test_rows_that_meet_no_transcript_are_warned_of(folder: Path) -> None:
    table = folder / "interviews.csv"
    table.write_text(table.read_text() + "gamma,Gamma,Acme\n", encoding="utf-8")
    assert study.analyze(folder).warnings == {str(table): ("line 3: no transcript is called 'gamma'",)}


def test_a_file_named_alone_gives_the_rows_of_its_study(whole: tuple[Path, study.Study]) -> None:
    folder, done = whole
    alone = study.analyze(folder / "north" / "beta.txt").evidence
    expected = done.evidence[done.evidence["interview"] == "north/beta"].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone, expected)


def test_what_was_kept_gives_what_coding_gives(whole: tuple[Path, study.Study]) -> None:
    folder, first = whole
    told: list[tuple[int, int]] = []
    kept = study.analyze(folder)
    anew = study.analyze(folder, cache=False, progress=lambda done, every: told.append((done, every)))
    pd.testing.assert_frame_equal(first.evidence, kept.evidence)
    pd.testing.assert_frame_equal(first.evidence, anew.evidence)
    pd.testing.assert_frame_equal(first.records, kept.records)
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_accounts_narrow_what_is_scored(whole: tuple[Path, study.Study]) -> None:
    folder, _ = whole
    done = study.analyze(folder, accounts=["Alpha"])
    assert done.records["account"].tolist() == ["Alpha"]
    assert done.tables["gaps"].frame["account"].tolist() == ["Alpha"]
    with pytest.raises(UsageError, match="unknown account 'Alpa'; did you mean 'Alpha'"):
        study.analyze(folder, accounts=["Alpa"])


def test_nothing_is_sent_anywhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object, **named: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(AssertionError):
        socket.create_connection(("localhost", 9))  # so that the guard is known to bite
    assert len(study.analyze(folder, cache=False).records) == 3


def test_standard_input_is_one_interview(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(ALPHA))
    done = study.analyze("-")
    assert done.records["interview"].tolist() == ["stdin"]
    assert done.records["account"].tolist() == ["Alpha"]
    assert set(done.evidence["interview"]) == {"stdin"}


def test_the_codebook_nearest_to_the_study_counts(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "criteria.yaml").write_text("criteria: [price, relationship]\n", encoding="utf-8")
    done = study.analyze(folder)
    assert [criterion.id for criterion in done.codebook.criteria] == ["price", "relationship"]
    assert set(done.evidence["criterion"]) <= {"price", "relationship", ""}


def test_a_criterion_of_the_users_own_is_coded(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "criteria.yaml").write_text(
        "criteria:\n  - price\n  - relationship\n  - {id: sustainability, terms: [carbon footprint]}\n",
        encoding="utf-8",
    )
    talk = "Q: What counts?\nA: The carbon footprint is what decides it for us.\n"
    (folder / "silent.txt").write_text(talk, encoding="utf-8")
    done = study.analyze(folder)
    weights = done.tables["weights"].frame.set_index(["interview", "criterion"])["weight"]
    assert weights["silent", "sustainability"] > 50


@pytest.mark.parametrize(
    ("paths", "settings", "error", "said"),
    [
        ([], {}, NothingToRead, "no path given"),
        (["nowhere"], {}, UsageError, "nowhere: there is no such file or folder"),
        (["nowhere"], {"expect": "rises"}, UsageError, "unknown expectation 'rises'; did you mean 'rise'"),
        (["."], {}, NothingToRead, "no transcript found"),
    ],
)
def test_what_makes_no_sense_is_told_before_the_work(
    paths: list[str],
    settings: dict[str, str],
    error: type[Exception],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error, match=said):
        study.analyze(paths, **settings)  # type: ignore[arg-type]
