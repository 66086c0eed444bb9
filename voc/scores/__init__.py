"""Evidence rows in, tables out: one file a table, in the order in which they are computed.

A member has a `NAME` and `score(inputs) -> Table`. Members never import each other: what one computes, a later one
reads from `inputs.done`; what several compute with stands in a module of its own (`importance`, `ratings`, `voices`…).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from voc.errors import UsageError, unknown
from voc.model import EXPECTATIONS, Codebook, Inputs, Table
from voc.scores import (
    actions,
    continuity,
    criteria,
    gaps,
    hypotheses,
    interviews,
    ladder,
    perception,
    renewal,
    saturation,
    value,
    vendors,
    waves,
    weights,
)
from voc.scores.voices import in_order

if TYPE_CHECKING:
    import pandas as pd


class Score(Protocol):
    """What a member of `SCORES` offers."""

    NAME: str

    def score(self, inputs: Inputs) -> Table: ...


SCORES: tuple[Score, ...] = (
    weights,
    vendors,
    interviews,
    criteria,
    gaps,
    perception,
    waves,
    ladder,
    continuity,
    value,
    renewal,
    actions,
    hypotheses,
    saturation,
)

SHOWN = ("gaps",)
"""Tables that are shown before the others, which follow in the order they are computed in."""


def score_all(
    evidence: pd.DataFrame,
    records: pd.DataFrame,
    codebook: Codebook,
    expect: str = "rise",
    names: Iterable[str] | None = None,
    plan: pd.DataFrame | None = None,
) -> dict[str, Table]:
    """All tables by name, or those of `names`, in the order they are shown.

    `evidence` and `records` are as `model.Inputs` describes them, their rows in any order; `plan` is an action plan as
    `plan.read_actions` gives it, which the table `waves` sets beside the changes. Raises `UsageError` for an
    unknown name or expectation, and for `fit` with too few accounts.
    """
    known = [member.NAME for member in SCORES]
    wanted = list(known if names is None else names)
    for name in wanted:
        if name not in known:
            raise UsageError(unknown("table", name, known))
    if expect not in EXPECTATIONS:
        raise UsageError(unknown("expectation", expect, EXPECTATIONS))
    rows, listed = in_order(evidence), records.sort_values("interview", kind="stable").reset_index(drop=True)
    done: dict[str, Table] = {} if plan is None else {"plan": Table("plan", plan)}
    last = max((known.index(name) for name in wanted), default=-1)
    for member in SCORES[: last + 1]:
        done[member.NAME] = member.score(Inputs(rows, listed, codebook, expect, dict(done)))
    return {name: done[name] for name in (*SHOWN, *known) if name in wanted and name in done}
