"""`voc quotes`: the passages behind a number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from voc.cli import completing, options, outcome, selection, streams
from voc.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from voc.model import Interview, Turn
    from voc.study import Study

REASONED = 20
"""Passages for which --why gives reasons unless a limit is set: each is coded again a few dozen times."""


def _only(option: str, what: str, names: Callable[[], list[str]] | None = None) -> Any:
    return typer.Option(option, metavar="NAME", help=f"Only {what}; may be repeated.", autocompletion=names)


def run(
    paths: options.Paths = None,
    account: options.Accounts = None,
    criterion: Annotated[
        list[str] | None, _only("--criterion", "of this criterion, by id", completing.criteria)
    ] = None,
    vendor: Annotated[list[str] | None, _only("--vendor", "about this vendor")] = None,
    signal: Annotated[
        list[str] | None, _only("--signal", "with this signal: importance, performance, …", completing.signals)
    ] = None,
    label: Annotated[
        list[str] | None, _only("--label", "with this label: decisive, negative, …", completing.labels)
    ] = None,
    interview: Annotated[list[str] | None, _only("--interview", "of this interview, by id")] = None,
    ids: Annotated[
        list[str] | None,
        typer.Option(
            "--id", metavar="ID", help="Only this passage; may be repeated, or hold several as a table cell does."
        ),
    ] = None,
    context: Annotated[
        int | None,
        typer.Option("--context", metavar="N", min=0, help="Show the whole turn, and N turns before and after it."),
    ] = None,
    reasons: Annotated[
        bool,
        typer.Option("--why", help=f"Say what made each code, and what weighed; the first {REASONED} unless --limit."),
    ] = False,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="Show at most N passages.")] = None,
    criteria: options.Criteria = None,
    as_json: options.Json = False,
    format_name: options.FormatName = "text",
    jobs: options.Jobs = 1,
    no_cache: options.NoCache = False,
    quiet: options.Quiet = False,
) -> None:
    """Show the passages behind a number.

    Each with its code, its speaker and its place. Different options narrow each other, values of one option add up.
    """
    from voc import reports, study
    from voc.reports import passages
    from voc.reports.cells import rows
    from voc.reports.report import Report

    format = reports.find("json" if as_json else format_name)
    with streams.progress(quiet) as progress:
        done = study.analyze(
            paths or ["interviews"], criteria=criteria, jobs=jobs, cache=not no_cache, progress=progress
        )
    outcome.tell_failures(done.failures)
    wanted = {
        "account": account or (),
        "criterion": criterion or (),
        "vendor": vendor or (),
        "signal": signal or (),
        "label": label or (),
        "interview": interview or (),
        "id": " ".join(ids or ()).split(),
    }
    chosen = _chosen(done, wanted)
    if reasons and limit is None:
        limit = REASONED
    shown = chosen if limit is None else chosen.head(limit)
    why = _why(done, shown, not no_cache) if reasons else {}
    sources = dict(zip(done.records["interview"], done.records["path"], strict=True))
    if format.name == "text":
        talk = _talk(done, shown) if context is not None else {}
        text = passages.render(rows(shown), sources, streams.screen(), talk, context or 0, why)
    else:
        if reasons:
            shown = shown.assign(why=["; ".join(why[id_]) for id_ in shown["id"]])
        settings = {"paths": paths or ["interviews"], **{name: list(names) for name, names in wanted.items() if names}}
        text = format.render(Report({}, shown, failures=done.failures, settings=settings), streams.screen())
    streams.put(text, drawn=format.name == "text")
    if not quiet:
        count = f"{len(chosen):,} passage" + ("" if len(chosen) == 1 else "s")
        streams.tell(count if len(shown) == len(chosen) else f"{count}, the first {len(shown):,} shown")
    raise typer.Exit(outcome.UNREAD if done.failures else outcome.DONE)


def _chosen(done: Study, wanted: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """The passages wanted, by account, interview and turn; raises UsageError for a name that is not known."""
    from voc.model import LABELS, Signal

    evidence, records = done.evidence, done.records
    known: dict[str, Iterable[str]] = {
        "account": records["account"].unique(),
        "criterion": [criterion.id for criterion in done.codebook.criteria],
        "vendor": [name for name in evidence["vendor"].unique() if name],
        "signal": get_args(Signal),
        "label": sorted({*(label for labels in LABELS.values() for label in labels), *evidence["label"]} - {""}),
        "interview": records["interview"].unique(),
        "id": evidence["id"],
    }
    spelt = {name: selection.named(name, names, known[name]) if names else [] for name, names in wanted.items()}
    chosen = selection.matching(evidence, spelt)
    return chosen.sort_values(["account", "interview", "turn", "start", "end", "signal", "id"], kind="stable")


def _why(done: Study, shown: pd.DataFrame, cache: bool) -> dict[str, tuple[str, ...]]:
    """The reasons for each passage, by its id: the interviews are read again, for a study keeps no talk."""
    from voc import evidence, store
    from voc.signals import build_nlp
    from voc.signals.why import why

    nlp = build_nlp(done.codebook, store.remember if cache else None)
    interviews = _interviews(done, shown, "--why")
    reasons: dict[str, tuple[str, ...]] = {}
    for name, interview in interviews.items():
        rows = evidence.listed(shown[shown["interview"] == name])
        reasons |= zip((row.id for row in rows), why(nlp, interview, rows), strict=True)
    return reasons


def _talk(done: Study, shown: pd.DataFrame) -> dict[str, tuple[Turn, ...]]:
    """The turns of each interview that is shown."""
    return {id_: interview.turns for id_, interview in _interviews(done, shown, "--context").items()}


def _interviews(done: Study, shown: pd.DataFrame, option: str) -> dict[str, Interview]:
    """The interviews that are shown, read again: a study keeps passages, not talk."""
    from voc import transcripts

    paths = dict(zip(done.records["interview"], done.records["path"], strict=True))
    if "-" in paths.values():
        raise UsageError(f"{option}: what came from standard input cannot be read twice; save it to a file first")
    return {
        interview: transcripts.load(transcripts.discover([paths[interview]])[0], done.codebook)
        for interview in shown["interview"].unique()
    }
