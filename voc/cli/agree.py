"""`voc agree`: how far two codings agree."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voc.cli import options, outcome, streams
from voc.errors import UsageError

if TYPE_CHECKING:
    from voc.agreeing import Desk, Side
    from voc.coding.coded import Coding
    from voc.study import Study

TABLES = ("agreement", "disagreements", "weights_compared")
TOLD = 20
"""Refused rows that are told one by one."""


def run(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATHS",
            help="Transcripts, with --with; or two codings, to compare them; or one, to compare the program with.",
            show_default="interviews",
        ),
    ] = None,
    against: Annotated[
        list[Path] | None,
        typer.Option(
            "--with", metavar="CODING", help="A coding by a person: a file, or a folder of files; two are compared."
        ),
    ] = None,
    interviews: Annotated[
        str, typer.Option("--interviews", metavar="PATH", help="The transcripts, where PATHS are two codings.")
    ] = "interviews",
    coder: Annotated[
        list[str] | None,
        typer.Option(
            "--coder", metavar="NAME", help="Whose rows of the coding count; give it twice for the two codings."
        ),
    ] = None,
    criteria: options.Criteria = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write each table as CSV into this folder.")
    ] = None,
    as_json: options.Json = False,
    format_name: options.FormatName = "text",
    table: Annotated[
        str,
        typer.Option(
            "--table",
            metavar="NAME",
            help=f"Only this table: {', '.join(TABLES)}.",
            autocompletion=lambda: list(TABLES),
        ),
    ] = "",
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=0, help="Passages disagreed on that the text shows.")
    ] = 10,
    jobs: options.Jobs = 1,
    no_cache: options.NoCache = False,
    quiet: options.Quiet = False,
) -> None:
    """Tell how far two codings agree, and on which passages they do not.

    voc agree interviews --with anna.xlsx sets the program against Anna; voc agree anna.xlsx ben.xlsx Anna against Ben.
    Without a coding, the program is set against what people decided (reviewed.csv).
    """
    from voc import agreeing, reports, study
    from voc.cli import selection
    from voc.reports import agreed, csv
    from voc.reports.files import write_all
    from voc.reports.report import Report

    format = reports.find("json" if as_json else format_name)
    names = selection.named("table", [table] if table else [], TABLES)
    if out and out.exists() and not out.is_dir():
        raise UsageError(f"--out: {out} is not a folder; name a folder, it is made if need be")
    talk, codings = _asked(paths or [], against or [], interviews)
    with streams.progress(quiet) as progress:
        done = study.analyze(talk, criteria=criteria, jobs=jobs, cache=not no_cache, people=False, progress=progress)
    outcome.tell_failures(done.failures)
    desk = _desk(done, talk)
    people = _people(codings or _reviewed(talk), coder or [], desk)
    sides = people if len(people) == 2 else [agreeing.of_program(desk), *people]
    for side in sides:
        _tell_refused(side)
    tables = agreeing.agree(sides[0], sides[1], desk, done.records)
    if out:
        written = write_all(out, ((f"{name}.csv", csv.sheet(one.frame)) for name, one in tables.items()))
        if not quiet:
            streams.tell(f"wrote {len(written)} tables to {out}")
    settings = {"paths": talk, "first": sides[0].name, "second": sides[1].name, "criteria": done.codebook.path or None}
    sources = dict(zip(done.records["interview"], done.records["path"], strict=True))
    if not names and not format.several:
        names = ["agreement"]
    shown = {name: one for name, one in tables.items() if not names or name in names}
    if format.name == "text" and not names:
        streams.put(agreed.render(tables, sources, streams.screen(), limit), drawn=True)
    else:
        report = Report(shown, sources=sources, failures=done.failures, settings=settings)
        streams.put(format.render(report, streams.screen()), drawn=format.name == "text")
    refused = done.failures or any(side.refused for side in sides)
    raise typer.Exit(outcome.UNREAD if refused else outcome.DONE)


def _asked(paths: Sequence[str], against: Sequence[Path], interviews: str) -> tuple[list[str], list[Path]]:
    """The transcripts and the codings that are meant."""
    if len(against) > 2:
        raise UsageError("--with: two codings are compared at a time")
    if against:
        return list(paths) or ["interviews"], list(against)
    if len(paths) == 2 or (len(paths) == 1 and Path(paths[0]).is_file()):
        return [interviews], [Path(path) for path in paths]
    return list(paths) or ["interviews"], []


def _reviewed(talk: Sequence[str]) -> list[Path]:
    """What people decided on these transcripts."""
    from voc import review, transcripts

    files = [file for file in review.homes(transcripts.discover(talk)) if file.is_file()]
    if not files:
        raise UsageError("nobody has coded these interviews yet; name a coding with --with, or see voc review")
    return files[:1]


def _desk(done: Study, talk: Sequence[str]) -> Desk:
    from voc import evidence, review, transcripts
    from voc.agreeing import Desk
    from voc.coding import checking

    talks = review.talks(transcripts.discover(talk), done.codebook)
    known = checking.names(done.codebook, (one.interview for one in talks))
    return Desk(talks, known, evidence.listed(done.evidence))


def _people(codings: Sequence[Path], coders: Sequence[str], desk: Desk) -> list[Side]:
    """One side a coding; a single coding with two coders named is two."""
    from voc import agreeing

    if len(codings) == 1 and len(coders) == 2:
        codings = [codings[0], codings[0]]
    if len(coders) > len(codings):
        raise UsageError("--coder: name one for each coding")
    chosen = [*coders, *[""] * len(codings)]
    sides = []
    for path, coder in zip(codings, chosen, strict=False):
        read = _read(path)
        if not read:
            raise UsageError(f"{path}: there is no coding in this folder")
        sides.append(agreeing.of_person(coder or _name(path, read), read, desk, coder))
    if len(sides) == 2 and sides[0].name == sides[1].name:
        from dataclasses import replace

        sides = [replace(side, name=str(path)) for side, path in zip(sides, codings, strict=True)]
    return sides


def _read(path: Path) -> list[Coding]:
    from voc import coding

    if not path.is_dir():
        return [coding.read(path)]
    suffixes = {suffix for format in coding.CODINGS for suffix in format.SUFFIXES}
    return [coding.read(file) for file in sorted(path.iterdir()) if file.suffix.lower() in suffixes]


def _name(path: Path, read: Sequence[Coding]) -> str:
    """Who coded, if the files name one person, else the name of the file."""
    from voc.coding.coded import TOOL

    coders = {row.coder for coding in read for row in coding.rows} - {"", TOOL}
    return coders.pop() if len(coders) == 1 else path.name if path.is_dir() else path.stem


def _tell_refused(side: Side) -> None:
    for place, message in side.refused[:TOLD]:
        streams.tell(f"{side.name}: {place}: {message}", "red")
    if len(side.refused) > TOLD:
        streams.tell(f"{side.name}: {len(side.refused) - TOLD:,} more rows could not be taken", "red")
