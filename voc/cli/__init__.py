"""The command line. COMMANDS: a file per command, thin; shared options in `options.py`, errors and exit codes in
`group.py`, output in `streams.py`."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from voc import __version__
from voc.cli.group import LazyGroup
from voc.cli.streams import prepare, tell

COMMANDS: Mapping[str, str] = {
    "analyze": "Code the interviews of a study and print its tables.",
    "compare": "Compare waves: what changed after an action plan.",
    "check": "Tell what was recognised in each transcript.",
    "quotes": "Show the passages behind a number.",
    "read": "Show a transcript with its coded passages marked.",
    "review": "Give the evidence to a person, and take in what they decided.",
    "agree": "Tell how far two codings agree, and where they do not.",
    "suggest": "Tell what the codebook lacks: terms that no criterion owns.",
    "init": "Begin a study: a folder with a criteria.yaml to fill in.",
    "schema": "Print the JSON Schema of criteria.yaml, for editors.",
    "cache": "Show or clear what is kept of interviews already coded.",
}
"""name → line of help; `voc.cli.<name>.run` is the command, imported when it is called."""

DEFECT = 70
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""How many threads numpy's matrices take; read when numpy is imported, which no module has done by now. One is
quickest: the coder's matrices are small, and several interviews at a time are what `--jobs` is for."""


def _version(wanted: bool) -> None:
    if wanted:
        print(f"voc {__version__}")
        raise typer.Exit()


def _voc(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Voice of the customer: interviews in, numbers out, a quote behind each."""


def application() -> typer.Typer:
    """The group with a stand-in for each command."""
    app = typer.Typer(
        cls=LazyGroup,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog="Exit codes: 0 done, 1 some transcripts not read, 2 wrong usage, 3 nothing to score, 130 interrupted.",
    )
    app.callback()(_voc)
    for name, about in COMMANDS.items():
        app.command(name, help=about)(_stand_in)
    return app


def _stand_in() -> None:
    raise NotImplementedError


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code; a defect of the program itself is code 70 and a traceback."""
    for name in THREADS:
        os.environ.setdefault(name, "1")
    prepare()
    try:
        typer.main.get_command(application()).main(args=None if args is None else list(args), prog_name="voc")
    except Exception:
        import traceback

        traceback.print_exc()
        tell("this is a defect of the program, not of your files; please report it with the lines above")
        sys.exit(DEFECT)
