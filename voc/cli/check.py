"""`voc check`: what was recognised in each transcript, before any number is believed."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voc.cli import options, outcome, streams
from voc.errors import TranscriptError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from voc.model import Codebook, Failure, Interview
    from voc.reports.roll import Recognised


def run(
    paths: options.Paths = None,
    criteria: options.Criteria = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 also if a transcript only wants a look.")] = False,
) -> None:
    """Tell what was recognised in each transcript.

    Format, account, vendor, who speaks and how much, and what a person should look at. A transcript that cannot be read
    is told with its cure (exit 1).
    """
    from voc.model import Failure
    from voc.reports import json, roll

    codebook = _codebook(paths or ["interviews"], criteria)
    read: list[Recognised] = []
    failures: list[Failure] = []
    readings, tables = _readings(paths or ["interviews"], codebook)
    with streams.progress(quiet) as progress:
        for number, reading in enumerate(readings, 1):
            try:
                read.append(_recognised(reading()))
            except TranscriptError as error:
                failures.append(Failure(error.path, str(error)))
            if progress:
                progress(number, len(readings))
    if as_json:
        streams.put(
            json.document(
                {
                    "interviews": [_plain(one) for one in read],
                    "failures": [asdict(f) for f in failures],
                    "tables": [{"path": path, "message": m} for path, told in tables.items() for m in told],
                }
            )
        )
    else:
        streams.put(roll.render(read, failures, streams.screen(), tables), drawn=True)
    wanting = strict and (tables or any(one.warnings for one in read))
    raise typer.Exit(outcome.UNREAD if failures or wanting else outcome.DONE)


def _codebook(paths: Sequence[str], criteria: Path | None) -> Codebook:
    from voc import codebook

    first = Path(paths[0])
    start = Path() if paths[0] == "-" else first if first.is_dir() else first.parent
    return codebook.load(criteria or codebook.find(start))


def _readings(
    paths: Sequence[str], codebook: Codebook
) -> tuple[list[Callable[[], Interview]], dict[str, tuple[str, ...]]]:
    """One reading a transcript, standard input first, and what is wrong with study tables; raises NothingToRead."""
    from functools import partial

    from voc import transcripts

    readings: list[Callable[[], Interview]] = []
    if "-" in paths:
        readings.append(partial(transcripts.read_stdin, sys.stdin, codebook))
    files = [path for path in paths if path != "-"]
    found = transcripts.discover(files) if files else []
    readings += [partial(transcripts.load, one, codebook) for one in found]
    return readings, transcripts.spare_rows(files, found)


def _recognised(interview: Interview) -> Recognised:
    """The voices in the order in which they are first heard, with what each says."""
    from voc.reports.roll import Recognised, Voice

    heard: dict[tuple[str, str], tuple[int, int]] = {}
    for turn in interview.turns:
        turns, words = heard.get((turn.speaker, turn.role), (0, 0))
        heard[turn.speaker, turn.role] = turns + 1, words + len(turn.text.split())
    voices = tuple(Voice(label, role, *counts) for (label, role), counts in heard.items())
    words = sum(voice.words for voice in voices)
    nameless = sum(voice.words for voice in voices if not voice.label) / words if words else 0.0
    return Recognised(interview.meta, voices, nameless, interview.warnings, interview.notes)


def _plain(one: Recognised) -> dict[str, object]:
    meta = asdict(one.meta)
    meta["interview"] = meta.pop("id")
    meta["extra"] = dict(one.meta.extra)
    return {
        **meta,
        "speakers": [voice._asdict() for voice in one.voices],
        "turns": sum(voice.turns for voice in one.voices),
        "words": sum(voice.words for voice in one.voices),
        "nameless": round(one.nameless, 4),
        "warnings": list(one.warnings),
        "notes": list(one.notes),
    }
