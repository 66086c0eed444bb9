"""A study as the analysis would return it: two accounts, three passages, one of the accounts without numbers."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

import pandas as pd

from voc.model import EVIDENCE_COLUMNS, Codebook, Criterion, Failure, Table
from voc.study import Study


class Run(NamedTuple):
    """What a command line came to."""

    code: int
    out: str
    err: str


class Voc(Protocol):
    """`voc("analyze", "--json")` → exit code, standard output, standard error."""

    def __call__(self, *args: str) -> Run: ...


def row(**said: Any) -> dict[str, Any]:
    blank: dict[str, Any] = dict.fromkeys(EVIDENCE_COLUMNS, "")
    numbers = {"at": None, "line": None, "amount": None, "reference": None, "value": None}
    quote = said["quote"]
    return blank | numbers | {"side": "customer", "wave": 1, "turn": 0, "start": 0, "end": len(quote)} | said


def make_study(**changes: Any) -> Study:
    evidence = pd.DataFrame(
        [
            row(id="e1", interview="a", account="Alpha", quote="price decides", signal="importance", criterion="price",
                label="decisive", line=3),
            row(id="e2", interview="a", account="Alpha", quote="anyone can make it", signal="commodity",
                label="commodity", line=5, turn=2),
            row(id="e3", interview="b", account="Beta", quote="Tom is great", signal="performance",
                criterion="relationship", vendor="Acme", label="positive", at=61.0),
        ],
        columns=list(EVIDENCE_COLUMNS),
    )  # fmt: skip
    records = pd.DataFrame(
        {"interview": ["a", "b"], "account": ["Alpha", "Beta"], "path": ["in/a.txt", "in/b.vtt"], "side": "customer",
         "wave": 1, "date": ["2025-03-01", ""], "turns": 4, "words": 120}
    )  # fmt: skip
    gaps = pd.DataFrame(
        {
            "account": ["Beta", "Alpha"],
            "wave": [1, 1],
            "interviews": [1, 1],
            "commodity_level": [None, 80.0],
            "relationship_weight": [None, 5.0],
            "expected_weight": [None, 42.0],
            "gap": [None, -37.0],
            "reading": ["nothing was said", "carries less than the purchase explains"],
            "evidence": ["", "e1 e2"],
        }
    )
    weights = pd.DataFrame({"interview": ["a", "b"], "account": ["Alpha", "Beta"], "weight": [100.0, None]})
    criteria = (Criterion("price", "Price"), Criterion("relationship", "Relationship", "relationship"))
    whole: dict[str, Any] = {
        "codebook": Codebook(criteria, digest="d1"),
        "evidence": evidence,
        "records": records,
        "tables": {
            "gaps": Table("gaps", gaps, "Gaps against `rise`", ("both numbers come from the same talk",)),
            "weights": Table("weights", weights),
            "criteria": Table("criteria", weights),
        },
        "failures": (),
        "warnings": {},
    }
    return Study(**(whole | changes))


FAILED = (Failure("in/x.vtt", "in/x.vtt:1: no cues in this caption file; export it again with captions"),)
