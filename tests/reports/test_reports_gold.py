"""What each renderer draws, against files that were looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import report_rows as small

from voc.model import Failure
from voc.reports import FORMATS, find, marked, passages, roll
from voc.reports.cells import rows
from voc.reports.report import Report, Screen

Gold = Callable[[str, str], None]

SCREENS = (
    ("80", Screen(80)),
    ("200", Screen(200)),
    ("40", Screen(40)),
    ("80_colour", Screen(80, colour=True)),
    ("200_colour", Screen(200, colour=True)),
)


@pytest.mark.parametrize(("name", "screen"), SCREENS)
def test_tables_on_a_screen(name: str, screen: Screen, like_gold: Gold) -> None:
    report = replace(small.report(), evidence=None, backing=small.evidence().iloc[[4, 3]])
    like_gold(f"tables_{name}.txt", find("text").render(report, screen))


@pytest.mark.parametrize("name", ["json", "md"])
def test_everything_in_one_text(name: str, like_gold: Gold, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voc.reports.json.__version__", "0")
    like_gold(f"report.{name}", find(name).render(small.report(), Screen()))


@pytest.mark.parametrize("name", ["gaps", "novel"])
def test_one_table_as_csv(name: str, like_gold: Gold) -> None:
    like_gold(f"{name}.csv", find("csv").render(Report({name: small.report().tables[name]}), Screen()))


def test_evidence_as_csv(like_gold: Gold) -> None:
    like_gold("evidence.csv", find("csv").render(Report({}, small.evidence()), Screen()))


@pytest.mark.parametrize(("name", "screen"), [SCREENS[0], SCREENS[3]])
def test_passages(name: str, screen: Screen, like_gold: Gold) -> None:
    like_gold(f"passages_{name}.txt", passages.render(rows(small.evidence()), small.report().sources, screen))


def test_passages_with_what_was_said_around(like_gold: Gold) -> None:
    chosen = rows(small.evidence().iloc[[1]])
    talk = {"dunmore": small.interview().turns}
    like_gold("context.txt", passages.render(chosen, small.report().sources, Screen(80), talk, 1))


@pytest.mark.parametrize(("name", "screen"), [SCREENS[0], SCREENS[3]])
def test_transcript_with_marks(name: str, screen: Screen, like_gold: Gold) -> None:
    evidence = [row for row in rows(small.evidence()) if row["interview"] == "dunmore"]
    like_gold(f"marked_{name}.txt", marked.render(small.interview(), evidence, screen))


@pytest.mark.parametrize(("name", "screen"), [SCREENS[0], SCREENS[3]])
def test_what_was_recognised(name: str, screen: Screen, like_gold: Gold) -> None:
    read = small.interview()
    voices = (roll.Voice("Gerry", "interviewee", 2, 21), roll.Voice("Moira", "interviewer", 2, 9))
    recognised = [
        roll.Recognised(replace(read.meta, path="interviews/calm.txt", extra=(("region", "west"),)), voices, 0.0, ()),
        roll.Recognised(read.meta, (*voices, roll.Voice("", "", 1, 3)), 3 / 33, read.warnings),
    ]
    failures = [Failure("interviews/x.vtt", "interviews/x.vtt:1: no cues in this file; export it again with captions")]
    like_gold(f"roll_{name}.txt", roll.render(recognised, failures, screen))


def test_every_format_stands_in_a_test() -> None:
    assert [format.name for format in FORMATS] == ["text", "csv", "json", "md"]
