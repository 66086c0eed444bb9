"""A study of three accounts, small enough to be checked by eye, with everything in it that is hard to draw."""

from __future__ import annotations

import pandas as pd

from voc.model import EVIDENCE_COLUMNS, Failure, Interview, Mark, Metadata, Table, Turn
from voc.reports.report import Report

BASE = {
    "account": "Dunmore Haulage",
    "side": "customer",
    "wave": 1,
    "date": "2024-04-16",
    "start": 0,
    "at": None,
    "line": None,
    "speaker": "Gerry",
    "criterion": "",
    "vendor": "",
    "label": "",
    "amount": None,
    "reference": None,
    "unit": "",
    "value": None,
    "source": "rule:test",
}

SAID = (
    {"id": "e1", "interview": "dunmore", "turn": 1, "start": 0, "line": 12, "quote": "Price is everything.",
     "signal": "importance", "criterion": "price", "label": "decisive"},
    {"id": "e2", "interview": "dunmore", "turn": 1, "start": 21, "line": 12, "quote": "Tyreline is a four out of five",
     "signal": "performance", "criterion": "price", "vendor": "Tyreline", "label": "positive", "amount": 4.0,
     "reference": 5.0, "unit": "score", "value": 0.75},
    {"id": "e3", "interview": "dunmore", "turn": 3, "start": 0, "line": 14, "quote": "=SUM(A1) is what they charge",
     "signal": "performance", "criterion": "price", "vendor": "Tyreline", "label": "negative"},
    {"id": "e4", "interview": "north/havbrise", "account": "Havbrise Energi & Søn", "turn": 0, "at": 3723.5,
     "speaker": "Mikkel", "quote": "Three hours\x1b[31m against ninety\nminutes", "signal": "shortfall",
     "criterion": "service", "vendor": "Nordlift", "amount": 190.0, "reference": 90.0, "unit": "minutes"},
    {"id": "e5", "interview": "north/havbrise", "account": "Havbrise Energi & Søn", "turn": 2, "at": 3800.0,
     "speaker": "Mikkel", "quote": "forty on [bold]trust[/bold], \"really\", a|b", "signal": "importance",
     "criterion": "relationship", "label": "decisive", "amount": 40.0, "reference": 100.0, "unit": "points",
     "value": 0.4},
    {"id": "e6", "interview": "quiet", "account": "Quiet Ltd", "turn": 5, "speaker": "A",
     "quote": "seven hundred and fifty", "signal": "value", "amount": 750.0, "unit": "GBP/hour"},
)  # fmt: skip


def evidence() -> pd.DataFrame:
    rows = [{**BASE, **row, "end": int(row.get("start", 0)) + len(str(row["quote"]))} for row in SAID]  # type: ignore[call-overload]
    return pd.DataFrame(rows, columns=list(EVIDENCE_COLUMNS))


def gaps() -> Table:
    frame = pd.DataFrame(
        {
            "account": ["Havbrise Energi & Søn", "Dunmore Haulage", "Dunmore Haulage", "Quiet Ltd"],
            "wave": [1, 1, 2, 1],
            "interviews": [3, 1, 1, 1],
            "commodity_level": [21.456, 62.0, 85.5, None],
            "relationship_weight": [58.0, 36.04, 8.0, None],
            "expected_weight": [18.6, 34.8, 44.2, None],
            "gap": [39.4, 1.24, -36.2, None],
            "reading": [
                "carries more than the purchase explains: exposed when the person leaves",
                "in line",
                "carries less than the purchase explains",
                "nothing was said of importance",
            ],
            "basis": ["points 4", "ranks 3", "mentions 5", ""],
            "evidence": ["e4 e5", "e1", "e2 e3", ""],
            "homogeneity": [21.456, 62.0, 85.5, None],
            "homogeneity_count": [2, 1, 3, 0],
        }
    )
    title = "Gaps against `rise`: 10 expected at commodity level 0, 50 at 100"
    return Table("gaps", frame, title, ("both numbers come from the same talk", "1 account lacks a number"))


def criteria() -> Table:
    frame = pd.DataFrame(
        {
            "account": ["Dunmore Haulage", "Dunmore Haulage"],
            "wave": [1, 1],
            "criterion": ["price", "service"],
            "kind": ["business", "business"],
            "weight": [65.0, 35.0],
            "basis": ["points 1", "points 1"],
            "mentions": [4, 2],
            "interviews": [1, 1],
            "rating": [7.75, None],
            "best_rival": ["Roadgrip", ""],
            "rival_rating": [6.0, None],
            "shortfall": [14.625, None],
            "quadrant": ["keep up", ""],
        }
    )
    return Table("criteria", frame, "", ("cross-hairs: the study's means",))


def novel() -> Table:
    """A table that no renderer has heard of."""
    frame = pd.DataFrame({"thing": ["a_b", "c"], "share": [0.3333333, 12000.0], "sure": [True, False]})
    return Table("novel", frame)


def report() -> Report:
    return Report(
        tables={"gaps": gaps(), "criteria": criteria(), "novel": novel()},
        evidence=evidence(),
        failures=(Failure("interviews/x.vtt", "interviews/x.vtt:1: no cues; export it again"),),
        warnings={"interviews/quiet.txt": ("12% of the words stand under no speaker",)},
        sources={"dunmore": "interviews/dunmore.txt", "north/havbrise": "interviews/north/havbrise.vtt"},
        settings={"expect": "rise"},
    )


def interview() -> Interview:
    meta = Metadata("dunmore", "interviews/dunmore.txt", "txt", "Dunmore Haulage", "Tyreline", date="2024-04-16")
    said = (
        ("Moira", "interviewer", 10, "So what matters, and how do they do?"),
        ("Gerry", "interviewee", 12, "Price is everything. Tyreline is a four out of five, and the rest is talk."),
        ("Moira", "interviewer", 13, "Really?"),
        ("Gerry", "interviewee", 14, "=SUM(A1) is what they charge"),
        ("", "", 15, "Somebody coughs\x07 here."),
    )
    turns = tuple(Turn(name, text, role, (Mark(0, line),)) for name, role, line, text in said)  # type: ignore[arg-type]
    return Interview(meta, turns, ("one turn has no speaker",))
