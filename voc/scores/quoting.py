"""The few passages that show a reader what a row of a table rests on."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from voc.scores.shaping import ids, joined
from voc.scores.voices import PLACE

SHORT = 15
"""Characters below which a passage ("An eight.") says little on its own."""
BEHIND = 100.0


def quoted(rows: pd.DataFrame, by: Sequence[str], most: int = 3, short_last: bool = True) -> pd.DataFrame:
    """The most telling passages of each group, one row a group (the columns `by`, sorted): `quotes`, each in quotation
    marks, and their ids as `evidence`.

    `rows` are evidence with a column `rank`, the lowest first; short passages stand behind all others unless told
    otherwise, the same words count once, and of equal rank the one said first comes first.
    """
    by = list(by)
    rank = rows["rank"].astype(float) + BEHIND * (short_last & (rows["quote"].str.len() < SHORT))
    told = rows.assign(rank=rank).sort_values([*by, "rank", "interview", *PLACE, "id"], kind="stable")
    told = told.drop_duplicates([*by, "quote"])
    first = told[told.groupby(by).cumcount() < most]
    first = first.assign(quote="“" + first["quote"] + "”")
    return pd.DataFrame({"quotes": joined(first, by, "quote", " "), "evidence": ids(first, by)}).reset_index()
