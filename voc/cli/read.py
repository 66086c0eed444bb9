"""`voc read`: one transcript with its coded passages marked."""

from __future__ import annotations

from typing import Annotated

import typer

from voc.cli import completing, options, outcome, streams
from voc.errors import UsageError


def run(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A transcript.")],
    signal: Annotated[
        list[str] | None,
        typer.Option(
            "--signal",
            metavar="NAME",
            help="Mark only this signal; may be repeated.",
            autocompletion=completing.signals,
        ),
    ] = None,
    criteria: options.Criteria = None,
    no_cache: options.NoCache = False,
) -> None:
    """Show a transcript with its coded passages marked.

    In colour on a terminal, in brackets otherwise: [performance price +: "…"]. The interviewer is never coded.
    """
    from typing import get_args

    from voc import study, transcripts
    from voc.cli import selection
    from voc.model import Signal
    from voc.reports import marked
    from voc.reports.cells import rows

    signals = selection.named("signal", signal or (), get_args(Signal))
    found = transcripts.discover([file])
    if len(found) != 1:
        raise UsageError(f"{file}: holds {len(found)} transcripts, voc read shows one; name the file")
    done = study.analyze([file], criteria=criteria, cache=not no_cache)
    outcome.tell_failures(done.failures)
    if done.failures:
        raise typer.Exit(outcome.UNREAD)
    interview = transcripts.load(found[0], done.codebook)
    evidence = selection.matching(done.evidence, {"signal": signals})
    streams.put(marked.render(interview, rows(evidence), streams.screen()), drawn=True)
