"""The whole way in one call: paths → evidence → tables, for the command line, notebooks and batch jobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voc.model import Codebook, Failure, Table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Study:
    """What came out of a run: `evidence` (columns of `model.Evidence`), `records` (one row an interview), the `tables` by
    name in the order they are shown, the `codebook` used, the files that failed and what to look at in the others
    (`warnings`, path → messages)."""

    codebook: Codebook
    evidence: pd.DataFrame
    records: pd.DataFrame
    tables: Mapping[str, Table]
    failures: tuple[Failure, ...] = ()
    warnings: Mapping[str, tuple[str, ...]] | None = None


def analyze(
    paths: str | Path | Sequence[str | Path] = "interviews",
    *,
    criteria: str | Path | None = None,
    expect: str = "rise",
    accounts: Sequence[str] = (),
    jobs: int = 1,
    cache: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Study:
    """Read, code and score a study.

    `paths` are files or folders, `-` is one transcript on standard input; `criteria` defaults to the nearest
    `criteria.yaml` upward from the study, else the built-in codebook. `expect` is one of `model.EXPECTATIONS`.
    `progress` is called with (files done, files in all). Raises `NothingToRead`, `CodebookError`, `UsageError`; a transcript that
    cannot be read becomes a `Failure` and the others go on.
    """
    raise NotImplementedError
