"""The whole way in one call: paths → evidence → tables, for the command line, notebooks and batch jobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from voc.errors import NothingToRead, TranscriptError, UsageError, unknown
from voc.model import EXPECTATIONS, Codebook, Failure, Metadata, Record, Table

if TYPE_CHECKING:
    import pandas as pd

    from voc import engine
    from voc.transcripts import Found


@dataclass(frozen=True)
class Study:
    """What came out of a run: `evidence` (columns of `model.Evidence`), `records` (one row an interview), the `tables`
    by name in the order they are shown, the `codebook` used, the files that failed and what to look at in the others
    (`warnings`, path → messages). `files` are all that was read: transcripts, metadata beside them, action plans."""

    codebook: Codebook
    evidence: pd.DataFrame
    records: pd.DataFrame
    tables: Mapping[str, Table]
    failures: tuple[Failure, ...] = ()
    warnings: Mapping[str, tuple[str, ...]] | None = None
    files: tuple[str, ...] = ()


def analyze(
    paths: str | Path | Sequence[str | Path] = "interviews",
    *,
    criteria: str | Path | None = None,
    expect: str = "rise",
    accounts: Sequence[str] = (),
    jobs: int = 1,
    cache: bool = True,
    people: bool = True,
    score: bool = True,
    plan: str | Path | None = None,
    folders_are_waves: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Study:
    """Read, code and score a study.

    `paths` are files or folders, `-` is one transcript on standard input; `criteria` defaults to the nearest
    `criteria.yaml` upward from the study, else the built-in codebook. `expect` is one of `model.EXPECTATIONS`. What
    people decided (`reviewed.csv` in the study) goes before the program's own codes, unless `people` is false; without
    `score` there is evidence but no tables.
    `plan` is a filled-in action plan, else `actions.csv` beside the transcripts counts. `folders_are_waves` numbers the
    paths as waves in their order, where the interviews' metadata tell none apart.
    `progress` is called with (files done, files in all). Raises `NothingToRead`, `CodebookError`, `UsageError`; a
    transcript that cannot be read becomes a `Failure` and the others go on.
    """
    from voc import codebook as codebooks
    from voc import engine, evidence, scores, transcripts
    from voc.review.standing import TRAIL

    if expect not in EXPECTATIONS:
        raise UsageError(unknown("expectation", expect, EXPECTATIONS))
    wanted = [str(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    if not wanted:
        raise NothingToRead("no path given; name a folder of transcripts, or - for standard input")
    codebook = codebooks.load(Path(criteria) if criteria else codebooks.find(_start(wanted[0])))
    files = [path for path in wanted if path != "-"]
    found = transcripts.discover(files) if files else []
    outcomes: list[engine.Outcome] = []
    spoken = [_spoken(codebook, cache)] if "-" in wanted else []
    for outcome in chain(spoken, engine.run(found, codebook, jobs, cache)):
        outcomes.append(outcome)
        if progress:
            progress(len(outcomes), len(found) + len(spoken))
    waves = _waves(found, wanted, outcomes) if folders_are_waves else {}
    warnings = {o.record.meta.path: o.warnings for o in outcomes if o.record and o.warnings}
    warnings |= transcripts.spare_rows(files, found)
    if people and found:
        outcomes, unplaced = _reviewed(outcomes, found, codebook)
        warnings |= unplaced
    records = records_of([outcome.record for outcome in outcomes if outcome.record])
    table = evidence.frame(row for outcome in outcomes for row in outcome.rows)
    if waves:
        for frame in (records, table):
            frame["wave"] = frame["interview"].map(waves).fillna(frame["wave"]).astype("int64")
    if accounts:
        unknown_names = sorted(set(accounts) - set(records["account"]))
        if unknown_names:
            raise UsageError(unknown("account", unknown_names[0], set(records["account"])))
        records = records[records["account"].isin(list(accounts))].reset_index(drop=True)
        table = table[table["account"].isin(list(accounts))].reset_index(drop=True)
    numbers = evidence.numeric(table)
    # scores may ask what found a row before a person accepted it; what is shown says who coded it
    table["source"] = table["source"].str.split(TRAIL, n=1).str[0].astype(table["source"].dtype)
    tables = scores.score_all(numbers, records, codebook, expect, plan=_plan(found, plan, waves)) if score else {}
    return Study(
        codebook,
        table,
        records,
        tables,
        tuple(outcome.failure for outcome in outcomes if outcome.failure),
        warnings,
        _files(found, plan),
    )


def _start(first: str) -> Path:
    path = Path(first)
    return Path() if first == "-" else path if path.is_dir() else path.parent


def _spoken(codebook: Codebook, cache: bool) -> engine.Outcome:
    import sys

    from voc import engine, store, transcripts
    from voc.signals import build_nlp

    try:
        nlp = build_nlp(codebook, store.remember if cache else None)
        return engine.code(nlp, transcripts.read_stdin(sys.stdin, codebook))
    except TranscriptError as error:
        return engine.Outcome(failure=Failure(error.path, str(error)))


def _reviewed(
    outcomes: Sequence[engine.Outcome], found: Sequence[Found], codebook: Codebook
) -> tuple[list[engine.Outcome], dict[str, tuple[str, ...]]]:
    """The outcomes with the codes of people in place of the program's, and by file the decisions without a place."""
    from voc import review

    settled, unplaced = review.reviewed({o.record.meta.id: o.rows for o in outcomes if o.record}, found, codebook)
    changed = [
        replace(o, rows=tuple(rows), record=replace(o.record, coded=len(rows)))
        if o.record and (rows := settled.get(o.record.meta.id)) is not None
        else o
        for o in outcomes
    ]
    return changed, unplaced


def records_of(records: Sequence[Record]) -> pd.DataFrame:
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


def _waves(found: Sequence[Found], paths: Sequence[str], outcomes: Sequence[engine.Outcome]) -> dict[str, int]:
    """Interview → the number of its path among the paths; empty where metadata already tell waves apart."""
    if len({outcome.record.meta.wave for outcome in outcomes if outcome.record}) > 1:
        return {}
    numbers = {str(Path(path)): number for number, path in enumerate(dict.fromkeys(paths), 1)}
    return {item.id: numbers.get(str(item.root), numbers.get(str(item.path), 1)) for item in found}


def _files(found: Sequence[Found], plan: str | Path | None) -> tuple[str, ...]:
    from voc.scores.plan import FILE
    from voc.transcripts.finding import TABLES

    beside = (*TABLES, "reviewed.csv", *(() if plan else (FILE,)))
    read = {item.path for item in found}
    for item in found:
        read |= {item.path.with_name(f"{name}.meta.yaml") for name in (item.path.name, item.path.stem)}
        read |= {item.root / name for name in beside}
    if plan:
        read.add(Path(plan))
    return tuple(sorted(str(path) for path in read if path.is_file()))


def _plan(found: Sequence[Found], named: str | Path | None, waves: Mapping[str, int]) -> pd.DataFrame | None:
    """The action plan that was named, else those that lie beside the transcripts; a plan that does not say after which
    wave it was made was made after the wave of its folder, or else the first."""
    import pandas as pd

    from voc.scores.plan import FILE, read_actions

    if named is not None:
        return read_actions(named)
    roots = {item.root: waves.get(item.id, 1) for item in found}
    plans = [read_actions(root / FILE, wave) for root, wave in sorted(roots.items()) if (root / FILE).is_file()]
    return pd.concat(plans, ignore_index=True) if plans else None
