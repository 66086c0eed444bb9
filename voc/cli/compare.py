"""`voc compare`: the same accounts again, after something was done about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voc.cli import options, outcome, selection, streams, writing
from voc.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voc.reports.report import Report
    from voc.study import Study


def run(
    paths: options.Paths = None,
    plan: Annotated[
        Path | None,
        typer.Option("--plan", metavar="FILE", help="Action plan, filled in; else actions.csv beside the transcripts."),
    ] = None,
    criteria: options.Criteria = None,
    out: options.Out = None,
    as_json: options.Json = False,
    format_name: options.FormatName = "text",
    account: options.Accounts = None,
    jobs: options.Jobs = 1,
    no_cache: options.NoCache = False,
    quiet: options.Quiet = False,
) -> None:
    """Compare waves: what changed, what was done about it, and what was said before and after.

    Waves are told apart by `wave` in the interviews' metadata; without it each path is a wave, the earlier first.
    """
    from voc import manifest, reports, study

    format = reports.find("json" if as_json else format_name)
    wanted = paths or ["interviews"]
    with streams.progress(quiet) as progress:
        done = study.analyze(
            wanted,
            criteria=criteria,
            jobs=jobs,
            cache=not no_cache,
            plan=plan,
            folders_are_waves=len(wanted) > 1,
            progress=progress,
        )
    outcome.tell_failures(done.failures)
    if not quiet:
        outcome.tell_warnings(done.warnings or {})
    _two_waves(done)
    accounts = selection.named("account", account or (), done.records["account"].unique())
    settings = {"paths": wanted, "plan": str(plan) if plan else None, "accounts": accounts or None}
    report = _report(done, accounts, settings)
    if out:
        writing.write(report, manifest.manifest(done, settings, out / manifest.AGREEMENT), out, quiet)
    if format.name == "text":
        streams.put(_drawn(report, done), drawn=True)
    else:
        streams.put(format.render(report, streams.screen()))
    raise typer.Exit(outcome.UNREAD if done.failures else outcome.DONE)


def _two_waves(done: Study) -> None:
    heard = done.records[done.records["side"] == "customer"]
    if heard["wave"].nunique() < 2:
        number = f"wave {heard['wave'].iloc[0]}" if len(heard) else "no wave"
        raise UsageError(
            f"nothing to compare: all {len(heard)} customer interviews are of {number}; write `wave: 2` in the metadata"
            " of the later ones, or name two folders, the earlier first"
        )


def _report(done: Study, accounts: Sequence[str], settings: Mapping[str, object]) -> Report:
    from voc.reports.report import Report

    chosen = selection.tables(done.tables, ["waves"], accounts)
    ids = {
        id_
        for name in ("evidence_before", "evidence")
        for cell in chosen["waves"].frame[name]
        for id_ in str(cell).split()
    }
    return Report(
        tables=chosen,
        evidence=done.evidence[done.evidence["id"].isin(ids)].reset_index(drop=True),
        failures=done.failures,
        warnings={path: messages for path, messages in (done.warnings or {}).items() if messages},
        sources=dict(zip(done.records["interview"], done.records["path"], strict=True)),
        settings=settings,
    )


def _drawn(report: Report, done: Study) -> str:
    from voc.reports import changes
    from voc.reports.cells import rows

    table = report.tables["waves"]
    evidence = {} if report.evidence is None else {str(row["id"]): row for row in rows(report.evidence)}
    labels = {criterion.id: criterion.label for criterion in done.codebook.criteria}
    # what the notes say of missing accounts is drawn as a part of its own
    notes = [note for note in table.notes if not note.startswith("no interview")]
    return changes.render(rows(table.frame), evidence, labels, report.sources, notes, streams.screen())
