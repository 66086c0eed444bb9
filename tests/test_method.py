"""docs/method.md against the code: its figures are those that are computed with, and every source is listed."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from voc.model import EXPECTATIONS, LABELS, Scoring
from voc.scores import (
    SCORES,
    coefficients,
    commodity,
    hypotheses,
    importance,
    perception,
    saturation,
    statistics,
    waves,
)

ROOT = Path(__file__).parents[1]
PAGE = " ".join((ROOT / "docs" / "method.md").read_text(encoding="utf-8").split())
SCORING = Scoring()


def default(function: object, name: str) -> object:
    return inspect.signature(function).parameters[name].default  # type: ignore[arg-type]


def ratio(numbers: object) -> str:
    return " : ".join(f"{number:g}" for number in numbers)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "said",
    [
        f"= {ratio(SCORING.strengths.values())} (`scoring.strengths`)",
        ", ".join(f"{label} {rating:g}" for label, rating in SCORING.polarity.items()) + " (`scoring.polarity`)",
        f"from {SCORING.rise[0]:g} at L = 0 to {SCORING.rise[1]:g} at L = 100 (`scoring.rise`)",
        f"from {SCORING.fall[0]:g} to {SCORING.fall[1]:g} (`scoring.fall`)",
        f"Above {SCORING.in_line:g} points (`scoring.in_line`)",
        f"refused below {SCORING.fit_accounts} accounts",
        f"Nothing is computed below {hypotheses.LEAST} accounts",
        f"p < {hypotheses.ALPHA}",
        f"from {default(statistics.permutation_p, 'rounds')} shuffles",
        f"interval from {default(statistics.spearman_interval, 'rounds')} samples",
        f"{importance.SCORE_MARKS['decisive']:g} is decisive, {importance.SCORE_MARKS['high']:g} high,"
        f" {importance.SCORE_MARKS['medium']:g} medium, {importance.SCORE_MARKS['low']:g} low,"
        f" {importance.SCORE_MARKS['none']:g} none",
        f"`high · m / (m + {importance.HALFWAY:g})`",
        f"add up to 100 (± {importance.WHOLE:g})",
        "mean of tender {rfp:g}, purchasing-led {purchasing_led:g}, user-led {user_led:g}, complex {complex:g}".format(
            **commodity.MODES
        ),
        f"rated {perception.GOOD:g} or better",
        f"relationship at {perception.POOR:g} or below",
        f"in the last {saturation.RUN} interviews as a share of the codes of the first {saturation.BASE}",
        f"at {100 * saturation.THRESHOLD:g} % or less",
        f'"insufficient" below {coefficients.LEAST} units',
    ],
)
def test_figures_are_those_of_the_code(said: str) -> None:
    assert said in PAGE


def test_a_change_counts_from_half_a_point_on() -> None:
    assert (waves.SAME, waves.SAME_IN_WORDS) == (0.5, 1.5)
    assert "from half a point of rating on, or a point and a half where either rating was read from words" in PAGE


def test_words_that_the_program_read_stand_half_way() -> None:
    assert importance.TRUST == 0.5
    assert "words that the program read stand half-way to low" in PAGE


def test_every_table_is_explained() -> None:
    # these three have sections of their own or need no formula
    names = {score.NAME for score in SCORES} - {"weights", "vendors", "interviews"}
    assert sorted(name for name in names if f"`{name}`" not in PAGE) == []


def test_every_signal_and_expectation_is_explained() -> None:
    assert [name for name in (*LABELS, "value", "shortfall", "dependence") if f"| `{name}` |" not in PAGE] == []
    assert [name for name in EXPECTATIONS if f"| `{name}`" not in PAGE] == []


def test_every_source_is_listed_and_every_listed_one_is_used() -> None:
    text, _, listed = PAGE.partition("## Sources")
    entries = re.findall(r"- ([A-Z][a-z]+),.*?\((\d{4})\)", listed)
    assert len(entries) >= 14
    assert [entry for entry in entries if not re.search(rf"{entry[0]}[^\[\]]*?{entry[1]}", text)] == []
    cited = re.findall(r"\[(?:after )?([A-Z][a-z]+)[^\]]*?(\d{4})", text)
    assert [source for source in cited if source not in entries] == []


def test_sources_named_in_the_code_are_listed() -> None:
    listed = PAGE.partition("## Sources")[2]
    cited = {
        (name, year)
        for path in (ROOT / "voc" / "scores").glob("*.py")
        for name, year in re.findall(r"[\[;(] ?([A-Z][a-z]+)(?:[ &,A-Za-z]*?) (\d{4})[\];)]", path.read_text("utf-8"))
    }
    assert len(cited) > 8
    assert sorted((name, year) for name, year in cited if name not in listed or year not in listed) == []
