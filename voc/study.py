"""The whole way in one call: paths → evidence → tables, for the command line, notebooks and batch jobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from voc.errors import NothingToRead, TranscriptError, UsageError, unknown
from voc.model import EXPECTATIONS, Codebook, Evidence, Failure, Metadata, Record, Table

if TYPE_CHECKING:
    import pandas as pd

    from voc import engine
    from voc.transcripts import Found


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
    import pandas as pd

    from voc import codebook as codebooks
    from voc import engine, evidence, scores, transcripts

    if expect not in EXPECTATIONS:
        raise UsageError(unknown("expectation", expect, EXPECTATIONS))
    wanted = [str(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    if not wanted:
        raise NothingToRead("no path given; name a folder of transcripts, or - for standard input")
    codebook = codebooks.load(Path(criteria) if criteria else codebooks.find(_start(wanted[0])))
    files = [path for path in wanted if path != "-"]
    found = transcripts.discover(files) if files else []
    outcomes: list[engine.Outcome] = []
    if "-" in wanted:
        outcomes.append(_spoken(codebook))
    rows: list[Evidence] = []
    for number, outcome in enumerate([*outcomes, *engine.run(found, codebook, jobs, cache)], 1):
        if number > len(outcomes):
            outcomes.append(outcome)
        rows.extend(outcome.rows)
        if progress:
            progress(number, len(found) + wanted.count("-"))
    records = _records([outcome.record for outcome in outcomes if outcome.record])
    table = evidence.frame(rows)
    if accounts:
        unknown_names = sorted(set(accounts) - set(records["account"]))
        if unknown_names:
            raise UsageError(unknown("account", unknown_names[0], set(records["account"])))
        records = records[records["account"].isin(list(accounts))].reset_index(drop=True)
        table = table[table["account"].isin(list(accounts))].reset_index(drop=True)
    tables = scores.score_all(evidence.numeric(table), records, codebook, expect, plan=_plan(found))
    return Study(
        codebook,
        table,
        records,
        tables,
        tuple(outcome.failure for outcome in outcomes if outcome.failure),
        {o.record.meta.path: o.warnings for o in outcomes if o.record and o.warnings},
    )


def _start(first: str) -> Path:
    path = Path(first)
    return Path() if first == "-" else path if path.is_dir() else path.parent


def _spoken(codebook: Codebook) -> engine.Outcome:
    import sys

    from voc import engine, transcripts
    from voc.signals import build_nlp

    try:
        return engine.code(build_nlp(codebook), transcripts.read_stdin(sys.stdin, codebook))
    except TranscriptError as error:
        return engine.Outcome(failure=Failure(error.path, str(error)))


def _records(records: Sequence[Record]) -> pd.DataFrame:
    """One row an interview: the fields of `Metadata` as plain types (`id` as `interview`), turns, words and coded."""
    import pandas as pd

    columns = ["interview", *(f.name for f in fields(Metadata) if f.name != "id"), "turns", "words", "coded"]
    rows = []
    for record in records:
        meta = record.meta
        row = {f.name: getattr(meta, f.name) for f in fields(Metadata)}
        row["interview"] = row.pop("id")
        row["vendors"] = ", ".join(vendor.name for vendor in meta.vendors)
        row["interviewer"] = ", ".join(meta.interviewer)
        row["extra"] = ", ".join(f"{key}: {value}" for key, value in meta.extra)
        rows.append(row | {"turns": record.turns, "words": record.words, "coded": record.coded})
    return pd.DataFrame(rows, columns=columns).sort_values("interview", ignore_index=True)


def _plan(found: Sequence[Found]) -> pd.DataFrame | None:
    """The action plan that lies beside the transcripts, if there is one."""
    from voc.scores.plan import read_actions

    for root in sorted({item.root for item in found}):
        if (root / "actions.csv").is_file():
            return read_actions(root / "actions.csv")
    return None
