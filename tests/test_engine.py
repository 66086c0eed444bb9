"""Files → outcomes: in order, once, the same on one process and on several."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import voc.codebook
from voc import engine, transcripts
from voc.model import Codebook
from voc.signals import compiling
from voc.signals.compiling import Compiled

ROOT = Path(__file__).parents[1]
SAID = (
    "Q: What matters most to you?\nR: Delivery matters most. They were late, I would give them a six out of ten.\n"
    "Q: And the price?\nR: The price is fair, and they have been reliable.\n"
)
TOLD = (
    "Q: How is the service?\nR: Their engineer is excellent, we could not do without Anne. Nine out of ten.\n"
    "Q: Would you change?\nR: No, it would be hard to switch now.\n"
)


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return voc.codebook.load(None)


@pytest.fixture(scope="module")
def lists() -> dict[str, Compiled]:
    return {}


@pytest.fixture(autouse=True)
def _compiled_once(lists: dict[str, Compiled], monkeypatch: pytest.MonkeyPatch) -> None:
    compile_lists = compiling.compile_lists

    def once(nlp: Language, sections: Mapping[str, Sequence[str]]) -> Compiled:
        if "lists" not in lists:
            lists["lists"] = compile_lists(nlp, sections)
        return lists["lists"]

    monkeypatch.setattr(compiling, "compile_lists", once)


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOC_CACHE", str(tmp_path / "kept"))
    folder = tmp_path / "interviews"
    folder.mkdir()
    facts = "---\naccount: Ardent\nspeakers:\n  Q: interviewer\n  R: interviewee\n---\n"
    for number, text in enumerate((SAID, TOLD, SAID)):
        (folder / f"{number}.txt").write_text(facts + text, encoding="utf-8")
    return folder


def run(study: Path, codebook: Codebook, **how: object) -> list[engine.Outcome]:
    return list(engine.run(transcripts.discover([study]), codebook, **how))  # type: ignore[arg-type]


def quiet(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The interviews that are coded from now on."""
    coded: list[str] = []
    outcome = engine.outcome

    def noted(doc: Doc) -> engine.Outcome:
        found = outcome(doc)
        coded.append(found.record.meta.id if found.record else "")
        return found

    monkeypatch.setattr(engine, "outcome", noted)
    return coded


def test_outcomes_come_in_the_order_of_the_files(study: Path, codebook: Codebook) -> None:
    outcomes = run(study, codebook, cache=False)
    assert [one.record.meta.id for one in outcomes if one.record] == ["0", "1", "2"]
    assert all(one.rows and one.record and one.record.coded == len(one.rows) for one in outcomes)
    assert [replace(row, interview="", id="") for row in outcomes[0].rows] == [
        replace(row, interview="", id="") for row in outcomes[2].rows
    ]


def test_quotes_stand_in_their_turns(study: Path, codebook: Codebook) -> None:
    for item, one in zip(transcripts.discover([study]), run(study, codebook, cache=False), strict=True):
        turns = transcripts.load(item, codebook).turns
        assert all(turns[row.turn].text[row.start : row.end] == row.quote for row in one.rows)


def test_a_file_that_cannot_be_read_is_a_failure_among_the_others(study: Path, codebook: Codebook) -> None:
    (study / "1.txt").write_bytes(b"%PDF-1.7 and so on")
    outcomes = run(study, codebook, cache=False)
    assert [one.failure is None for one in outcomes] == [True, False, True]
    assert outcomes[1].failure is not None
    assert outcomes[1].failure.path.endswith("1.txt")
    assert outcomes[1].rows == ()


def test_what_was_coded_is_not_coded_again(study: Path, codebook: Codebook, monkeypatch: pytest.MonkeyPatch) -> None:
    coded = quiet(monkeypatch)
    fresh = run(study, codebook)
    assert coded == ["0", "1", "2"]
    assert run(study, codebook) == fresh
    assert coded == ["0", "1", "2"]
    assert [[type(cell) for cell in engine._cells(row)] for one in run(study, codebook) for row in one.rows] == [
        [type(cell) for cell in engine._cells(row)] for one in fresh for row in one.rows
    ]


@pytest.mark.parametrize(
    ("change", "again"),
    [
        ("transcript", ["1"]),
        ("sidecar", ["1"]),
        ("codebook", ["0", "1", "2"]),
        ("nothing", []),
        ("no cache", ["0", "1", "2"]),
    ],
)
def test_what_has_changed_is_coded_again(
    study: Path, codebook: Codebook, monkeypatch: pytest.MonkeyPatch, change: str, again: Sequence[str]
) -> None:
    run(study, codebook)
    coded = quiet(monkeypatch)
    if change == "transcript":
        (study / "1.txt").write_text((study / "1.txt").read_text() + "R: And cheap.\n")
    if change == "sidecar":
        (study / "1.meta.yaml").write_text("account: Brayfield\n")
    other = replace(codebook, digest="other") if change == "codebook" else codebook
    run(study, other, cache=change != "no cache")
    assert coded == again


def test_nothing_is_kept_without_the_cache(study: Path, codebook: Codebook) -> None:
    run(study, codebook, cache=False)
    assert not (study.parent / "kept").exists()


def test_a_pipeline_that_has_met_too_many_words_is_built_anew(
    study: Path, codebook: Codebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = run(study, codebook, cache=False)
    built: list[int] = []
    build = engine.build_nlp
    monkeypatch.setattr(engine, "build_nlp", lambda *given: (built.append(1), build(*given))[1])
    monkeypatch.setattr(engine, "BATCH", 1)
    monkeypatch.setattr(engine, "RENEW", 10)
    assert run(study, codebook, cache=False) == fresh
    assert len(built) == 3
    monkeypatch.setattr(engine, "RENEW", 10_000)
    run(study, codebook, cache=False)
    assert len(built) == 4


SCRIPT = """
import hashlib, sys
import voc.codebook
from voc import engine, transcripts
if __name__ == "__main__":
    engine.BATCH = 1
    found = transcripts.discover([sys.argv[1]])
    outcomes = list(engine.run(found, voc.codebook.load(None), jobs=int(sys.argv[2]), cache=False))
    assert all(one.rows for one in outcomes), outcomes
    print(hashlib.sha256(repr(outcomes).encode()).hexdigest())
"""


def test_rows_are_the_same_whatever_the_processes_and_the_seed_of_hashes(study: Path, tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(SCRIPT)
    told = set()
    for jobs, seed in (("1", "0"), ("2", "1")):
        env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, str(script), str(study), jobs], env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        told.add(done.stdout)
    assert len(told) == 1


def test_processes_begun_do_not_hear_an_interrupt() -> None:
    usual = signal.getsignal(signal.SIGINT)
    with engine._deaf():
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    assert signal.getsignal(signal.SIGINT) is usual
    with ThreadPoolExecutor(1) as pool:  # signals are the main thread's: elsewhere nothing may be set, and nothing is
        assert pool.submit(_within).result() is usual


def _within() -> object:
    with engine._deaf():
        return signal.getsignal(signal.SIGINT)
