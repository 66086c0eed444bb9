"""Example rows of docs/tables.md, from the sample study: `python docs/examples.py` renews them after a change."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from voc import study
from voc.reports.cells import Row, rows, written
from voc.reports.markdown import escaped

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "tables.md"


class Example(NamedTuple):
    """Which rows of a table are shown (at most `most`; below 0: the last), and which of its columns."""

    columns: str
    most: int = 2
    fits: Callable[[Row], bool] = lambda row: True


def _of(account: str, *criteria: str) -> Callable[[Row], bool]:
    return lambda row: row["account"] == account and (not criteria or row.get("criterion") in criteria)


EXAMPLES: Mapping[str, Example] = {
    "gaps": Example(
        "account interviews commodity_level relationship_weight expected_weight gap reading basis",
        1,
        _of("Cwm Afan Brewery"),
    ),
    "weights": Example(
        "interview criterion weight basis mentions rating rating_basis",
        3,
        lambda row: str(row["interview"])[:2] == "01",
    ),
    "interviews": Example(
        "interview side commodity_level relationship_weight tier buying renewal", 3, _of("Kirkby Water")
    ),
    "criteria": Example(
        "account criterion weight rating best_rival rival_rating shortfall quadrant opportunity relative",
        3,
        _of("Tukituki Orchards"),
    ),
    "vendors": Example(
        "account vendor criterion rating ratings positive negative rating_basis focus",
        2,
        _of("Tukituki Orchards", "delivery"),
    ),
    "perception": Example(
        "account criterion rating believed_rating rating_difference reading weight believed_weight surprise tier"
        " believed_tier renewal believed_renewal",
        2,
        _of("Kirkby Water", "service", "relationship"),
    ),
    "waves": Example(
        "account criterion rating_before rating rating_change reading action owner due done status",
        2,
        lambda row: row["criterion"] in ("service", "relationship"),
    ),
    "ladder": Example(
        "account vendor tier believed difference supplier supplier_of_choice partner quotes",
        2,
        lambda row: row["believed"] is not None,
    ),
    "continuity": Example(
        "account vendor changes negative persons risk because", 2, lambda row: row["persons"] is not None
    ),
    "value": Example(
        "account kind amount currency per unique expected actual unit realised silent quote",
        4,
        lambda row: row["amount"] is not None or row["realised"] is not None,
    ),
    "renewal": Example("account intent risk reasons quotes", 2),
    "actions": Example("account criterion priority mend whom why quotes", 1, _of("Tukituki Orchards")),
    "hypotheses": Example("hypothesis says statistic n p reading", 2),
    "saturation": Example("position interview codes new cumulative base run_new share reading", -1),
}


def drawn(content: list[Row], example: Example) -> str:
    """The chosen rows as a pipe table."""
    chosen = [row for row in content if example.fits(row)]
    chosen = chosen[example.most :] if example.most < 0 else chosen[: example.most]
    names = example.columns.split()
    lines = ["| " + " | ".join(f"`{name}`" for name in names) + " |", "|" + "---|" * len(names)]
    lines += ["| " + " | ".join(escaped(written(row[name])) for name in names) + " |" for row in chosen]
    return "\n".join(lines)


def main() -> None:
    done = study.analyze(ROOT / "interviews", criteria=ROOT / "criteria.yaml", cache=False)
    page = PAGE.read_text(encoding="utf-8")
    for name, example in EXAMPLES.items():
        table = drawn(rows(done.tables[name].frame), example)
        marks = rf"(<!-- example {name} -->\n).*?(<!-- end -->)"
        page = re.sub(marks, lambda found, table=table: f"{found[1]}{table}\n{found[2]}", page, flags=re.DOTALL)  # type: ignore[misc]
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
