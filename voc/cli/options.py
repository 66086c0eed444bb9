"""The options that several commands share, each described once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voc.cli import completing
from voc.cli.streams import JSON_WANTED
from voc.model import EXPECTATIONS

# The names of reports.FORMATS, which would cost the help its quickness; a test holds the two together.
FORMAT_NAMES = ("text", "csv", "json", "md")


def _remember(ctx: typer.Context, wanted: bool) -> bool:
    ctx.meta[JSON_WANTED] = ctx.meta.get(JSON_WANTED) or wanted
    return wanted


def _remember_format(ctx: typer.Context, name: str) -> str:
    ctx.meta[JSON_WANTED] = ctx.meta.get(JSON_WANTED) or name == "json"
    return name


Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATHS",
        help="Transcripts or folders of them; - reads one from standard input.",
        show_default="interviews",
    ),
]
Criteria = Annotated[
    Path | None,
    typer.Option("--criteria", metavar="FILE", help="Codebook; else the nearest criteria.yaml upward, else built in."),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Write each table and the evidence as CSV into this folder."),
]
Json = Annotated[
    bool, typer.Option("--json", help="One JSON document on standard output, whatever happens.", callback=_remember)
]
FormatName = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="NAME",
        help=f"How to print: {', '.join(FORMAT_NAMES)}.",
        autocompletion=lambda: list(FORMAT_NAMES),
        callback=_remember_format,
    ),
]
Tables = Annotated[
    list[str] | None,
    typer.Option(
        "--table",
        metavar="NAME",
        help="Only this table, or evidence; may be repeated.",
        autocompletion=completing.tables,
    ),
]
Accounts = Annotated[
    list[str] | None,
    typer.Option("--account", metavar="NAME", help="Only rows of this account; may be repeated."),
]
Expect = Annotated[
    str,
    typer.Option(
        "--expect",
        metavar="NAME",
        help=f"What the gap is measured against: {', '.join(EXPECTATIONS)}.",
        autocompletion=lambda: list(EXPECTATIONS),
    ),
]
Jobs = Annotated[int, typer.Option("--jobs", metavar="N", min=1, help="Interviews coded at the same time.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Code every interview anew.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no messages, errors aside.")]
Strict = Annotated[
    bool, typer.Option("--strict", help="Give no numbers at all if a transcript failed or wants a look (exit 1).")
]
