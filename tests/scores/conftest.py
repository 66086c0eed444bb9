"""Rows of evidence → tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from evidence_rows import CODEBOOK, evidence_of, records_of

from voc.model import Evidence, Table
from voc.scores import score_all


class Tables(dict[str, Table]):
    """Tables by name, computed when asked for: most tests look at one of the early ones."""

    def __init__(self, rows: Sequence[Evidence], more: Sequence[dict[str, Any]], **settings: Any) -> None:
        self.inputs = (evidence_of(rows), records_of(rows, *more))
        self.settings = {"codebook": CODEBOOK} | settings

    def __missing__(self, name: str) -> Table:
        self[name] = score_all(*self.inputs, **self.settings, names=[name])[name]
        return self[name]

    def every(self) -> dict[str, Table]:
        return score_all(*self.inputs, **self.settings)


@pytest.fixture
def tables() -> Callable[..., Tables]:
    """Rows (and records of interviews that said nothing, and settings of `score_all`) → tables by name."""
    return lambda rows, *more, **settings: Tables(rows, more, **settings)
