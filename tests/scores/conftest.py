"""Rows of evidence → tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from evidence_rows import CODEBOOK, evidence_of, records_of

from voc.model import Codebook, Evidence, Table
from voc.scores import score_all


@pytest.fixture
def tables() -> Callable[..., dict[str, Table]]:
    """Rows (and records of interviews that said nothing) → tables by name."""

    def compute(
        rows: Sequence[Evidence],
        *more: dict[str, Any],
        expect: str = "rise",
        names: Sequence[str] | None = None,
        codebook: Codebook = CODEBOOK,
    ) -> dict[str, Table]:
        return score_all(evidence_of(rows), records_of(rows, *more), codebook, expect, names)

    return compute
