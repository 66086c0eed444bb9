"""The published shape of a table: which columns, of what type, in what order of rows.

Column types: `text` (missing is ""), `count` (int64, missing is 0: nothing was counted), `number` (float64, rounded;
missing stays empty, for nothing was said), `flag` ("yes", "no" or "" when it cannot be told).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd

Type = Literal["text", "count", "number", "flag"]
Schema = Mapping[str, Type]

MOST_IDS = 500


def shaped(
    frame: pd.DataFrame,
    schema: Schema,
    by: Sequence[str],
    criteria: Sequence[str] = (),
    digits: int = 2,
) -> pd.DataFrame:
    """`frame` with exactly the columns of `schema`, in that order, sorted.

    `by` names the columns to sort by, `-name` for descending; empty values stand last. `criteria` are the codebook's
    ids, in whose order the column `criterion` is sorted.
    """
    columns = {}
    for name, type_ in schema.items():
        column = frame[name] if name in frame else pd.Series(index=frame.index, dtype=object)
        columns[name] = typed(column, type_, digits)
    table = pd.DataFrame(columns, columns=list(schema), index=frame.index)
    ranks = {criterion: rank for rank, criterion in enumerate(criteria)}
    keys = {}
    for position, name in enumerate(by):
        values = table[name.removeprefix("-")]
        if name == "criterion" and criteria:
            keys[f"{position}.0"] = values.map(ranks).fillna(len(ranks)).astype(float)
        keys[f"{position}"] = -values if name.startswith("-") else values
    order = pd.DataFrame(keys, index=table.index)
    # a full sort by named keys; equal rows keep the order they came in, which is itself sorted
    order = order.reset_index(drop=True).sort_values(list(order.columns), kind="stable", na_position="last")
    return table.iloc[order.index].reset_index(drop=True)


def typed(column: pd.Series, type_: Type, digits: int = 2) -> pd.Series:
    """A column in its published type; see the module's docstring for the types."""
    if type_ == "count":
        return pd.to_numeric(column).fillna(0).astype("int64")
    if type_ == "number":
        # adding zero turns -0.0, which would be printed with its sign, into 0.0
        return pd.to_numeric(column).astype("float64").round(digits) + 0.0
    if type_ == "flag":
        return text(column.map({True: "yes", False: "no", "yes": "yes", "no": "no"}))
    return text(column)


def text(column: pd.Series) -> pd.Series:
    """A column of text whatever it held, missing as ""; a group-by that found nothing leaves numbers behind."""
    return column.astype(object).where(column.notna(), "").astype(str)


def ids(rows: pd.DataFrame, by: Sequence[str]) -> pd.Series:
    """The evidence ids of each group, joined by a space, in the order of the rows; the first `MOST_IDS` of a group, so
    that a cell stays below what spreadsheets hold. The name of the series is `evidence`."""
    kept = rows[rows.groupby(list(by)).cumcount() < MOST_IDS] if len(rows) else rows
    return joined(kept, by, "id", " ").rename("evidence")


def joined(rows: pd.DataFrame, by: Sequence[str], column: str, separator: str) -> pd.Series:
    """The texts of each group (sorted by `by`), joined in the order of the rows."""
    groups = rows.groupby(list(by), sort=True)
    index = groups.size().index
    # slicing one array is several times faster than pandas' own agg(join), which makes a Series of every group
    numbers = groups.ngroup().to_numpy()
    texts = rows[column].to_numpy(dtype=object)[np.argsort(numbers, kind="stable")]
    ends = np.cumsum(np.bincount(numbers, minlength=len(index))) if len(index) else np.array([], dtype="int64")
    starts = np.concatenate([[0], ends[:-1]]).astype("int64") if len(index) else ends
    cells = [separator.join(texts[start:end]) for start, end in zip(starts, ends, strict=True)]
    return pd.Series(cells, index=index, dtype=object)
