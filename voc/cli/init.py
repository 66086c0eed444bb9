"""`voc init`: begin a study."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from voc.cli import options, streams


def run(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where the study is to stand.")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there already.")] = False,
    quiet: options.Quiet = False,
) -> None:
    """Begin a study: a folder with a criteria.yaml to fill in and a place for the transcripts.

    Prints the files it made. Nothing that exists is touched unless --force says so.
    """
    from voc import codebook

    for path in codebook.init(folder, force=force):
        streams.put(f"{path}\n")
    if not quiet:
        place = folder / "interviews"
        streams.tell(f"put the transcripts into {place}, then: voc check {shlex.quote(str(place))}")
