"""`voc suggest`: what the codebook lacks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voc.cli import options, outcome, streams
from voc.errors import UsageError

if TYPE_CHECKING:
    from voc.reports.report import Report


def run(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATHS", help="Transcripts or folders of them.", show_default="interviews"),
    ] = None,
    criteria: options.Criteria = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Write each table as CSV, and what to paste, into this folder."),
    ] = None,
    as_json: options.Json = False,
    format_name: options.FormatName = "text",
    yaml: Annotated[bool, typer.Option("--yaml", help="Print nothing but what to paste into criteria.yaml.")] = False,
    account: options.Accounts = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most N terms and N passages.")] = 20,
    quiet: options.Quiet = False,
) -> None:
    """Tell what the codebook lacks.

    Words and phrases that customers use when they rate something or say what matters, and that no criterion owns, with
    quotes; passages of that kind without a code; and YAML to paste into criteria.yaml.
    """
    from voc import reports, suggesting
    from voc.reports import csv, suggested
    from voc.reports.files import write_all
    from voc.reports.report import Report

    format = reports.find("json" if as_json else format_name)
    if out and out.exists() and not out.is_dir():
        raise UsageError(f"--out: {out} is not a folder; name a folder, it is made if need be")
    with streams.progress(quiet) as progress:
        done = suggesting.suggest(
            paths or ["interviews"], criteria=criteria, accounts=account or (), limit=limit, progress=progress
        )
    outcome.tell_failures(done.failures)
    settings = {"paths": paths or ["interviews"], "criteria": done.codebook.path or None, "limit": limit}
    report = Report(done.tables, sources=done.sources, failures=done.failures, settings=settings)
    if out:
        sheets = [(f"{name}.csv", csv.sheet(table.frame)) for name, table in done.tables.items()]
        written = write_all(out, [*sheets, ("criteria-add.yaml", done.paste)])
        if not quiet:
            streams.tell(f"wrote {len(written)} files to {out}")
    if yaml:
        streams.put(done.paste)
    elif format.name == "json":
        streams.put(_document(report, done.paste))
    elif format.name == "text":
        streams.put(suggested.render(done.tables, done.paste, done.sources, streams.screen()), drawn=True)
    else:
        text = format.render(report, streams.screen())
        fenced = f"\n```yaml\n{done.paste}```\n" if format.name == "md" and done.paste else ""
        streams.put(text + fenced)
    raise typer.Exit(outcome.UNREAD if done.failures else outcome.DONE)


def _document(report: Report, paste: str) -> str:
    """The one document, with what to paste beside the tables."""
    import json as plain

    from voc.reports import json

    whole = plain.loads(json.render(report, streams.screen()))
    whole.pop("voc")
    return json.document({**whole, "paste": paste})
