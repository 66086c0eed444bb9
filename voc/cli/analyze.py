"""`voc analyze`: the main job, paths in, tables out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voc.cli import options, outcome, selection, streams, writing
from voc.errors import UsageError

if TYPE_CHECKING:
    from voc.reports.report import Format, Report
    from voc.study import Study


def run(
    paths: options.Paths = None,
    criteria: options.Criteria = None,
    out: options.Out = None,
    as_json: options.Json = False,
    format_name: options.FormatName = "text",
    table: options.Tables = None,
    account: options.Accounts = None,
    expect: options.Expect = "rise",
    jobs: options.Jobs = 1,
    no_cache: options.NoCache = False,
    quiet: options.Quiet = False,
    strict: options.Strict = False,
    methods: Annotated[
        bool, typer.Option("--methods", help="Print the paragraph on method instead of tables (--json: the whole run).")
    ] = False,
) -> None:
    """Code the interviews of a study and print its tables.

    The tables that say most are shown; --table shows others, --out writes all, --json gives all in one document.
    """
    from voc import manifest, reports, study
    from voc import methods as method
    from voc.reports import json

    format = reports.find("json" if as_json else format_name)
    names = _tables(table or (), format)
    with streams.progress(quiet) as progress:
        done = study.analyze(
            paths or ["interviews"],
            criteria=criteria,
            expect=expect,
            jobs=jobs,
            cache=not no_cache,
            progress=progress,
        )
    accounts = selection.named("account", account or (), done.records["account"].unique())
    settings = {
        "paths": paths or ["interviews"],
        "expect": expect,
        "tables": names or None,
        "accounts": accounts or None,
    }
    report = _report(done, names, accounts, settings)
    outcome.tell_failures(report.failures)
    if not quiet:
        outcome.tell_warnings(report.warnings, full=strict)
    if strict and (report.failures or report.warnings):
        _refuse(report, format)
    made = manifest.manifest(done, settings, out / manifest.AGREEMENT if out else None)
    if out:
        writing.write(report, made, out, quiet)
    code = outcome.code(done)
    if methods:
        streams.put(json.document(made) if format.name == "json" else f"{method.paragraph(made)}\n")
        raise typer.Exit(code)
    shown = report if format.name == "json" or names else _front(report, format, method.summary(made))
    streams.put(format.render(shown, streams.screen()), drawn=format.name == "text")
    if not quiet:
        if code == outcome.UNSCORED:
            streams.tell("too little was said to score anything; voc check tells what was recognised", "yellow")
        elif format.name == "text" and not names:
            _hint(shown, paths or (), out)
    raise typer.Exit(code)


def _tables(wanted: Sequence[str], format: Format) -> list[str]:
    # checked before the work, not after it: a slip of the pen must not cost the minutes that a large study takes
    from voc.scores import SCORES

    names = selection.named("table", wanted, [*(score.NAME for score in SCORES), selection.EVIDENCE])
    if len(names) > 1 and not format.several:
        raise UsageError(f"--format {format.name} holds one table; name one --table, or use --out DIR for a file each")
    return names


def _report(done: Study, names: Sequence[str], accounts: Sequence[str], settings: Mapping[str, object]) -> Report:
    from voc.reports.report import Report

    codebook = done.codebook
    return Report(
        tables=selection.tables(done.tables, names, accounts),
        evidence=selection.rows(done.evidence, accounts) if not names or selection.EVIDENCE in names else None,
        failures=done.failures,
        warnings={path: messages for path, messages in (done.warnings or {}).items() if messages},
        sources=dict(zip(done.records["interview"], done.records["path"], strict=True)),
        settings={
            **settings,
            "criteria": codebook.path or None,
            "digest": codebook.digest,
            "language": codebook.language,
            "scoring": asdict(codebook.scoring),
        },
    )


def _front(report: Report, format: Format, summary: tuple[str, ...]) -> Report:
    """What is shown when no table is named: those that a reader acts upon, the first with a few of the passages that
    its numbers rest on, and in a line or two what all of it rests on."""
    from dataclasses import replace

    chosen = selection.front(report.tables) if format.several else dict(list(report.tables.items())[:1])
    gaps, backing = chosen.get("gaps"), None
    if gaps is not None and report.evidence is not None and "evidence" in gaps.frame.columns:
        backing = selection.telling(report.evidence, gaps.frame)
    return replace(report, tables=chosen, evidence=None, backing=backing, summary=summary)


def _refuse(report: Report, format: Format) -> None:
    from dataclasses import replace

    reason = "--strict: not every transcript was read without a warning, so no numbers are given"
    streams.tell(reason, "red")
    if format.name == "json":
        streams.put(format.render(replace(report, tables={}, evidence=None, error=reason), streams.screen()))
    raise typer.Exit(outcome.UNREAD)


def _hint(report: Report, paths: Sequence[str], out: Path | None) -> None:
    """What to do next with the numbers, in commands that can be copied."""
    import shlex

    gaps = report.tables.get("gaps")
    if gaps is None or gaps.frame.empty:
        return
    largest = gaps.frame.iloc[int(gaps.frame["gap"].abs().fillna(-1).to_numpy().argmax())]
    where = "".join(f" {shlex.quote(path)}" for path in paths)
    account = shlex.quote(str(largest["account"]))
    streams.tell("")
    streams.tell(f"the passages behind a row:  voc quotes{where} --account {account}", "dim")
    streams.tell(f"another table:              voc analyze{where} --table criteria", "dim")
    if not out:
        streams.tell(f"every table as a file:      voc analyze{where} --out out", "dim")
