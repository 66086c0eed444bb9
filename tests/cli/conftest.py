"""A command line that runs in this process, on an analysis that is said beforehand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cli_study import Run, Voc, make_study

from voc import cli
from voc.study import Study


@pytest.fixture
def voc(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Voc:
    for name in ("COLUMNS", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)

    def run(*args: str) -> Run:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            cli.main(args)
        captured = capsys.readouterr()
        return Run(int(left.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def analysis(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[dict[str, Any]]]:
    """`analysis(failures=FAILED)` makes the analysis return such a study, or raise; the calls are collected."""

    def replace(error: BaseException | None = None, **changes: Any) -> list[dict[str, Any]]:
        calls: list[dict[str, Any]] = []

        def analyze(paths: Any, **settings: Any) -> Study:
            calls.append({"paths": paths, **settings})
            if error is not None:
                raise error
            return make_study(**changes)

        monkeypatch.setattr("voc.study.analyze", analyze)
        return calls

    return replace
