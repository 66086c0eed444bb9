"""How well a vendor does on a criterion, on 1 to 10, from performance passages.

A number given outweighs words: where numbers were given the rating is their mean (several numbers on one criterion are
mostly its parts, on-time delivery and lead time, so the mean serves better than the last). Otherwise the rating is the
mean of the passages' polarity (`Scoring.polarity`), drawn towards neutral as if half a neutral passage had been said as
well: one kind word is less than four.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from voc.model import Scoring

PRIOR_PASSAGES = 0.5


def rate(evidence: pd.DataFrame, scoring: Scoring, by: Sequence[str]) -> pd.DataFrame:
    """One row a group of `by` (sorted): `rating` 1–10, `ratings` (the passages it rests on: numbers where there are
    any, else worded ones), `rating_basis` (numbers, words) and the count of passages of each polarity."""
    by = list(by)
    said = evidence[evidence["signal"] == "performance"]
    said = said.assign(
        number=1 + 9 * said["value"].astype(float).clip(0, 1),
        word=said["label"].map(dict(scoring.polarity)).astype(float),
        **{label: (said["label"] == label).astype("int64") for label in ("positive", "negative", "neutral", "mixed")},
    )
    said["word"] = said["word"].where(said["number"].isna())
    table = (
        said.groupby(by, sort=True)
        .agg(
            by_number=("number", "mean"),
            numbers=("number", "count"),
            word_sum=("word", "sum"),
            words=("word", "count"),
            positive=("positive", "sum"),
            negative=("negative", "sum"),
            neutral=("neutral", "sum"),
            mixed=("mixed", "sum"),
        )
        .reset_index()
    )
    prior = scoring.polarity.get("neutral", 5.5)
    by_word = (table["word_sum"] + PRIOR_PASSAGES * prior) / (table["words"] + PRIOR_PASSAGES)
    numbered, worded = table["numbers"] > 0, table["words"] > 0
    table["rating"] = table["by_number"].where(numbered, by_word.where(worded))
    table["ratings"] = table["numbers"].where(numbered, table["words"])
    table["rating_basis"] = np.select([numbered, worded], ["numbers", "words"], "")
    return table.drop(columns=["by_number", "numbers", "word_sum", "words"])
