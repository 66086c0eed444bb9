"""docs/tables.md against the scores: every table has its page, and examples show columns that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from voc.scores import SCORES, perception, waves
from voc.scores.commodity import MODES
from voc.scores.importance import HALFWAY
from voc.scores.ratings import PRIOR_PASSAGES
from voc.scores.saturation import BASE, RUN, THRESHOLD

PAGE = (Path(__file__).parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")
NAMES = [score.NAME for score in SCORES]


def section(name: str) -> str:
    return PAGE.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]


def test_every_table_has_a_section_and_nothing_else_has() -> None:
    assert sorted(re.findall(r"^## (\w+)$", PAGE, flags=re.MULTILINE)) == sorted(NAMES)


@pytest.mark.parametrize("score", SCORES, ids=NAMES)
def test_a_section_says_what_for_how_and_shows_a_row(score: object) -> None:
    text = section(score.NAME)  # type: ignore[attr-defined]
    assert "**For** " in text
    assert "**Formula.**" in text
    header, _, *rows = re.findall(r"^\|(.*)\|$", text.split("<!-- example")[1], flags=re.MULTILINE)
    shown = re.findall(r"`(\w+)`", header)
    assert rows
    assert [name for name in shown if name not in score.COLUMNS] == []  # type: ignore[attr-defined]
    assert {row.replace("\\|", "").count("|") for row in rows} == {len(shown) - 1}


STATED = [
    ("gaps", f"tender {MODES['rfp']:g}, purchasing-led {MODES['purchasing_led']:g}"),
    ("gaps", f"user-led {MODES['user_led']:g}, complex {MODES['complex']:g}"),
    ("weights", f"m / (m + {HALFWAY:g})"),
    ("weights", "as if half a neutral passage" if PRIOR_PASSAGES == 0.5 else "?"),
    ("perception", f"rated {perception.GOOD:g} or above and the relationship is rated {perception.POOR:g} or"),
    ("perception", f"from {perception.APART:g} point of rating"),
    ("waves", "from half a point" if waves.SAME == 0.5 else "?"),
    ("saturation", f"with a base of {BASE} and a run of {RUN}"),
    ("saturation", f"At {THRESHOLD:.0%} and below".replace("%", " %")),
]


@pytest.mark.parametrize(("name", "words"), STATED)
def test_settings_that_the_page_states_are_those_of_the_scores(name: str, words: str) -> None:
    assert words in " ".join(section(name).split())
