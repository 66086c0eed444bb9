"""`voc review`: the evidence out to a person and back in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from voc.cli import options, outcome, streams
from voc.errors import UsageError

if TYPE_CHECKING:
    from voc.coding.checking import Fault
    from voc.coding.coded import Bundle, Judged
    from voc.model import Evidence
    from voc.review import Talk
    from voc.study import Study
    from voc.transcripts import Found

SHOWN = 12
"""Places that are told of one and the same fault."""


def run(
    paths: options.Paths = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help="Write the evidence for a person: .xlsx, .csv, .json, .qdpx or .qdc."
        ),
    ] = None,
    read: Annotated[
        Path | None,
        typer.Option("--read", metavar="FILE", help="Take in what a person decided, or a coding from another tool."),
    ] = None,
    coder: Annotated[str, typer.Option("--coder", metavar="NAME", help="Whose decisions --read takes in.")] = "",
    whole: Annotated[
        bool,
        typer.Option(
            "--whole", help="With --read: the file codes its interviews from end to end; what it lacks falls."
        ),
    ] = False,
    codes: Annotated[
        Path | None,
        typer.Option("--codes", metavar="FILE", help="With --read: what the codes of another tool mean; see the docs."),
    ] = None,
    account: options.Accounts = None,
    force: Annotated[
        bool, typer.Option("--force", help="With --out: replace the file if it is there already.")
    ] = False,
    criteria: options.Criteria = None,
    as_json: options.Json = False,
    jobs: options.Jobs = 1,
    no_cache: options.NoCache = False,
    quiet: options.Quiet = False,
) -> None:
    """Give the evidence to a person, and take in what they decided.

    --out writes a sheet to accept, change, reject and add; --read takes it in, or a coding from another tool. Decisions
    are kept in reviewed.csv beside the transcripts and go before the program's codes. Without either: what was decided.
    """
    from voc import coding, study
    from voc.coding import coded, mapping

    if out and read:
        raise UsageError("--out and --read are two steps; take one at a time")
    for option, given in (("--coder", coder), ("--whole", whole), ("--codes", codes)):
        if given and not read:
            raise UsageError(f"{option} goes with --read FILE")
    if account and not out:
        raise UsageError("--account goes with --out FILE: decisions are of whole files")
    if coder.strip() == coded.TOOL:
        raise UsageError(f"--coder: {coded.TOOL!r} is the program's own name; give the person's")
    if "-" in (paths or ()):
        raise UsageError("-: decisions are kept beside the transcript, so it must be a file")
    places = paths or ["interviews"]
    if out:
        _check_target(out, places, force)
    held = coding.read(read) if read else None
    if held is not None and whole and any(row.seal for row in held.rows):
        raise UsageError(f"{read}: in a review sheet, rows that were not judged stand; --whole is for other codings")
    if held is not None and codes:
        held = mapping.mapped(held, mapping.read(codes))
    if held is not None and held.format == "qdc":
        streams.put(_criteria_of(held))
        raise typer.Exit(outcome.DONE)
    with streams.progress(quiet) as progress:
        done = study.analyze(places, criteria=criteria, jobs=jobs, cache=not no_cache, score=False, progress=progress)
    outcome.tell_failures(done.failures)
    if not quiet:
        unplaced = {path: said for path, said in (done.warnings or {}).items() if Path(path).name == outcome.DECISIONS}
        outcome.tell_warnings(unplaced)
    desk = _desk(done, places)
    if out:
        bundle = _bundle(done, desk, account or (), places)
        _write(out, coding.render(out, bundle))
        if not quiet:
            _say_out(out, bundle, places)
    elif held is not None:
        refused = _take(held, done, desk, coder.strip(), whole, as_json, quiet)
        raise typer.Exit(outcome.UNREAD if refused or done.failures else outcome.DONE)
    else:
        _status(done, desk, as_json)
    raise typer.Exit(outcome.UNREAD if done.failures else outcome.DONE)


def _check_target(out: Path, places: Sequence[str], force: bool) -> None:
    from voc import coding

    coding.find(out)
    if out.exists() and not force:
        raise UsageError(
            f"{out}: is there already and may hold decisions; take it in first, name another, or use --force"
        )
    if not out.resolve().parent.is_dir():
        raise UsageError(f"{out}: there is no folder {out.parent}")
    for place in map(Path, places):
        inside = place.is_dir() and out.resolve().is_relative_to(place.resolve())
        if inside and out.suffix.lower() in (".xlsx", ".csv", ".json"):
            raise UsageError(f"{out}: lies among the transcripts and would be taken for one; write it beside {place}")


def _desk(done: Study, places: Sequence[str]) -> list[tuple[Path, list[Found], list[Talk]]]:
    """The files of decisions, each with its transcripts, read."""
    from voc import review, transcripts

    return [
        (file, items, review.talks(items, done.codebook))
        for file, items in review.homes(transcripts.discover(places)).items()
    ]


def _rows(done: Study) -> list[Evidence]:
    from voc import evidence

    return evidence.listed(done.evidence)


def _bundle(done: Study, desk: Sequence[Any], accounts: Sequence[str], places: Sequence[str]) -> Bundle:
    from voc.cli import selection
    from voc.coding.coded import Bundle

    wanted = selection.named("account", accounts, done.records["account"].unique())
    talk = sorted((t.interview for _, _, talks in desk for t in talks), key=lambda interview: interview.meta.id)
    name = Path(places[0]).resolve()
    return Bundle(
        (name if name.is_dir() else name.parent).name or "study",
        tuple(row for row in _rows(done) if not wanted or row.account in wanted),
        tuple(interview for interview in talk if not wanted or interview.meta.account in wanted),
        done.codebook,
    )


def _write(out: Path, data: bytes) -> None:
    from voc.coding.kept import replace_whole

    replace_whole(out, data)


def _say_out(out: Path, bundle: Bundle, places: Sequence[str]) -> None:
    import shlex

    where = " ".join(shlex.quote(str(place)) for place in places)
    streams.tell(f"wrote {len(bundle.rows):,} passages of {len(bundle.interviews):,} interviews to {out}")
    if out.suffix.lower() != ".qdc":
        streams.tell(f"to take it in:  voc review {where} --read {shlex.quote(str(out))} --coder NAME", "dim")


def _take(
    held: Any, done: Study, desk: Sequence[Any], coder: str, whole: bool, as_json: bool, quiet: bool
) -> Sequence[Fault]:
    from voc import review
    from voc.coding import checking, kept

    talks = [talk for _, _, read in desk for talk in read]
    known = checking.names(done.codebook, (talk.interview for talk in talks))
    taken = review.take(held, _rows(done), talks, known, coder, whole)
    new, files = 0, []
    for file, _, read in desk:
        here = {talk.interview.meta.id for talk in read}
        judged = [row for row in taken.judged if row.interview in here]
        merged, fresh = review.merge(kept.read(file), judged)
        if judged:
            kept.write(file, merged)
            files.append(str(file))
            new += fresh
    for note in held.notes:
        streams.tell(f"{held.path}: {note}", "yellow")
    _tell_refused(held.path, taken.refused)
    counts = {name: taken.counts.get(name, 0) for name in ("accept", "change", "reject", "add", "blank")}
    told = {**counts, "refused": len(taken.refused), "new": new, "files": files}
    if as_json:
        from voc.reports import json

        faults = [fault._asdict() for fault in taken.refused]
        streams.put(json.document({**told, "refused": faults, "path": held.path}))
    else:
        streams.put(
            "".join(
                f"{_WORDS[name]:<10}  {count:>6,}\n"
                for name, count in {**counts, "refused": len(taken.refused)}.items()
            )
        )
        if not quiet and files:
            streams.tell(f"{new:,} new decisions are kept in {', '.join(files)}")
    return taken.refused


def _tell_refused(path: str, refused: Sequence[Fault]) -> None:
    """Every refusal with its place and cure; the same one at many places once."""
    places: dict[str, list[str]] = {}
    for place, message in refused:
        places.setdefault(message, []).append(place)
    if any(message.startswith("unknown signal") for message in places) and path.endswith(".qdpx"):
        streams.tell(
            "codes that are not known here can be explained in a table: --codes FILE, see docs/review.md", "yellow"
        )
    for message, found in places.items():
        shown = "; ".join(found[:SHOWN]) + (f" and {len(found) - SHOWN:,} more places" if len(found) > SHOWN else "")
        streams.tell(f"{path}: {shown}: {message}", "red")


_WORDS: Mapping[str, str] = {
    "accept": "accepted", "change": "changed", "reject": "rejected", "add": "added", "blank": "not judged",
    "refused": "refused",
}  # fmt: skip


def _status(done: Study, desk: Sequence[Any], as_json: bool) -> None:
    """Who decided what so far."""
    from voc import review
    from voc.coding import kept
    from voc.coding.coded import DECISIONS

    judged: list[Judged] = [row for file, _, _ in desk for row in kept.read(file)]
    by = {coder: {name: counts.get(name, 0) for name in DECISIONS} for coder, counts in review.counted(judged).items()}
    people = int(done.evidence["source"].str.startswith("coder:").sum())
    if as_json:
        from voc.reports import json

        told = {"passages": len(done.evidence), "by_people": people, "coders": by}
        streams.put(json.document({**told, "files": [str(file) for file, _, _ in desk]}))
        return
    width = max([len("coder"), *map(len, by)])
    streams.put(f"{'coder':<{width}}" + "".join(f"  {_WORDS[name]:>9}" for name in DECISIONS) + "\n" if by else "")
    for coder, counts in by.items():
        streams.put(f"{coder:<{width}}" + "".join(f"  {counts[name]:>9,}" for name in DECISIONS) + "\n")
    streams.tell(f"{people:,} of {len(done.evidence):,} passages carry the codes of people")


def _criteria_of(held: Any) -> str:
    """A codebook of another tool as criteria to paste into criteria.yaml."""
    from voc.review import codebooks

    return codebooks.criteria(held)
