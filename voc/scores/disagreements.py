"""Where two codings part: the table `disagreements`, a row a passage, and `weights_compared`, what comes of it.

Not members of `SCORES`, for they take two codings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from voc.model import Table
from voc.scores.agreement import Compared
from voc.scores.coefficients import LEAST
from voc.scores.shaping import Schema, shaped
from voc.scores.statistics import spearman

COLUMNS: Schema = {
    "kind": "text",
    "interview": "text",
    "account": "text",
    "turn": "count",
    "start": "count",
    "line": "number",
    "at": "number",
    "speaker": "text",
    "quote": "text",
    "first": "text",
    "second": "text",
    "first_id": "text",
    "second_id": "text",
}
WEIGHTS: Schema = {
    "interview": "text",
    "account": "text",
    "criterion": "text",
    "first": "number",
    "second": "number",
    "difference": "number",
    "first_basis": "text",
    "second_basis": "text",
}
ONLY_FIRST, ONLY_SECOND = "only first", "only second"
Row = Mapping[str, Any]


def disagreements(pair: Compared) -> Table:
    """The passages disagreed on, in the order in which they were said. `kind` is `only first` or `only second`, or what
    differs on a passage that both coded: `signal`, `criterion`, `vendor`, `label`, `number` (several joined by commas).
    `first` and `second` hold the whole codes; the quote is the second coding's where it has one."""
    frame = shaped(pd.DataFrame(list(_rows(pair)), columns=list(COLUMNS)), COLUMNS, ["interview", "turn", "start"])
    counts = frame["kind"].value_counts()
    ordered = sorted(counts.index, key=lambda kind: (-int(counts[kind]), kind))
    notes = [", ".join(f"{kind}: {counts[kind]}" for kind in ordered)] if len(frame) else []
    return Table("disagreements", frame, "The passages disagreed on", tuple(notes))


def _rows(pair: Compared) -> Iterator[dict[str, object]]:
    ours, theirs = (_plain(coding) for coding in (pair.first, pair.second))
    left = set(range(len(theirs)))
    met = {m.first: m for m in pair.matches}
    for number, a in enumerate(ours):
        m = met.get(number)
        if m is None:
            yield _row(ONLY_FIRST, a, None)
            continue
        left.discard(m.second)
        b = theirs[m.second]
        if kind := _difference(a, b):
            yield _row(kind, a, b)
    for number in sorted(left):
        yield _row(ONLY_SECOND, None, theirs[number])


def _plain(coding: pd.DataFrame) -> list[Row]:
    return [{str(name): value for name, value in row.items()} for row in coding.to_dict("records")]


def _difference(a: Row, b: Row) -> str:
    if a["signal"] != b["signal"]:
        return "signal"
    differ = [name for name in ("criterion", "vendor", "label") if a[name] and b[name] and a[name] != b[name]]
    values = [float(row["value"]) for row in (a, b)]
    if not np.isnan(values).any() and abs(values[0] - values[1]) > 1e-3:
        differ.append("number")
    return ", ".join(differ)


def _row(kind: str, a: Row | None, b: Row | None) -> dict[str, object]:
    shown: Row = b if b is not None else a if a is not None else {}
    row: dict[str, object] = {name: shown[name] for name in COLUMNS if name in shown}
    codes = {"first": "" if a is None else _code(a), "second": "" if b is None else _code(b)}
    ids = {"first_id": "" if a is None else a["id"], "second_id": "" if b is None else b["id"]}
    return {"kind": kind} | row | codes | ids


def _code(row: Row) -> str:
    """The code in a line: `performance · price · Tyreline · positive · 8 of 10`."""
    amount = row["amount"]
    number = (
        ""
        if amount is None or amount == "" or pd.isna(amount)
        else f"{amount:g}"
        if not isinstance(amount, str)
        else amount
    )
    if number and row["reference"] is not None and not pd.isna(row["reference"]) and row["unit"] != "points":
        number += f" of {row['reference']:g}"
    if number and row["unit"] and row["unit"] not in ("score", "grade"):
        number += f" {row['unit']}"
    parts = (row["signal"], row["criterion"], row["vendor"], row["label"], number)
    return " · ".join(str(part) for part in parts if part)


def weights_compared(first: pd.DataFrame, second: pd.DataFrame, relationship: tuple[str, ...]) -> Table:
    """What each criterion weighs by either coding (frames of the table `weights`), in the interviews that have weights
    in both; a criterion of which one does not speak weighs 0 there. `relationship` names the criteria of that kind."""
    key = ["interview", "criterion"]
    shared = set(first.dropna(subset="weight")["interview"]) & set(second.dropna(subset="weight")["interview"])
    ours, theirs = (
        frame[frame["interview"].isin(shared)][[*key, "account", "weight", "basis"]] for frame in (first, second)
    )
    both = ours.merge(theirs, on=key, how="outer", suffixes=("_first", "_second"))
    both["account"] = both["account_first"].fillna(both["account_second"])
    for name in ("first", "second"):
        both[name] = both[f"weight_{name}"].fillna(0.0)
        both[f"{name}_basis"] = both[f"basis_{name}"]
    both["difference"] = both["first"] - both["second"]
    order = list(dict.fromkeys([*first["criterion"], *second["criterion"]]))
    frame = shaped(both, WEIGHTS, key, order)
    return Table("weights_compared", frame, "Weights by either coding", tuple(_weight_notes(frame, relationship)))


def _weight_notes(frame: pd.DataFrame, relationship: tuple[str, ...]) -> Iterator[str]:
    interviews = frame["interview"].nunique()
    if not interviews:
        return
    error = frame["difference"].abs().mean()
    yield f"mean difference {error:.1f} points, over {len(frame)} weights in {interviews} interview(s)"
    bond = frame.assign(bond=frame["criterion"].isin(relationship))
    sums = [(bond[name] * bond["bond"]).groupby(bond["interview"]).sum() for name in ("first", "second")]
    if interviews < LEAST:
        yield f"rank correlation of relationship weights insufficient: {interviews} of at least {LEAST} interviews"
    else:
        yield f"rank correlation of relationship weights {spearman(sums[0].tolist(), sums[1].tolist()):.2f}"
