"""Which columns of a table a terminal shows, under which heading, and which give way first when it is narrow.

Files hold every column; a screen holds what a reader needs to see side by side. A table that is not listed shows all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Look = Literal["name", "words", "count", "points", "level", "rating", "signed", "bar", "number", "flag"]


class Column(NamedTuple):
    """`rank` 0 always stays; of the others the highest rank goes first. `look` says how a cell is drawn:

    name, words: text, the latter takes the room that is left · count: a whole number · points: 0 to 100, no decimals ·
    level: the same behind a small bar · rating: one decimal · signed: points with their sign · bar: the same as a bar
    left or right of zero · number: as it is · flag: a mark where it is true
    """

    name: str
    heading: str
    look: Look
    rank: int = 0


SAME = ("wave", "side")
"""Columns that are shown only where they tell rows apart."""

SHOWN: Mapping[str, tuple[Column, ...]] = {
    "gaps": (
        Column("account", "Account", "name"),
        Column("wave", "Wave", "count"),
        Column("interviews", "Inter- views", "count", 3),
        Column("commodity_level", "Commodity level", "level"),
        Column("homogeneity", "Alike", "points", 8),
        Column("price_sensitivity", "Price", "points", 8),
        Column("switching_ease", "Switching", "points", 8),
        Column("specifiability", "To spec", "points", 8),
        Column("relationship_weight", "Relation- ship weight", "points"),
        Column("expected_weight", "Expected weight", "points", 1),
        Column("gap", "Gap", "signed"),
        Column("gap", "", "bar", 6),
        Column("reading", "Reading", "words"),
        Column("basis", "Basis of weight", "words", 7),
    ),
    "weights": (
        Column("interview", "Interview", "name"),
        Column("account", "Account", "name", 4),
        Column("wave", "Wave", "count", 6),
        Column("side", "Side", "name", 6),
        Column("criterion", "Criterion", "name"),
        Column("weight", "Weight", "level"),
        Column("basis", "Basis", "words", 1),
        Column("mentions", "Mentions", "count", 3),
        Column("rating", "Rating", "rating", 2),
        Column("ratings", "Ratings", "count", 5),
    ),
    "criteria": (
        Column("account", "Account", "name"),
        Column("wave", "Wave", "count"),
        Column("criterion", "Criterion", "name"),
        Column("kind", "Kind", "name", 9),
        Column("weight", "Weight", "level"),
        Column("basis", "Basis", "words", 5),
        Column("mentions", "Mentions", "count", 8),
        Column("interviews", "Inter- views", "count", 10),
        Column("rating", "Rating", "rating"),
        Column("best_rival", "Best rival", "name", 3),
        Column("rival_rating", "Rival's rating", "rating", 2),
        Column("shortfall", "Shortfall", "signed", 4),
        Column("quadrant", "Quadrant", "words", 1),
    ),
    "vendors": (
        Column("account", "Account", "name"),
        Column("wave", "Wave", "count"),
        Column("vendor", "Vendor", "name"),
        Column("criterion", "Criterion", "name"),
        Column("rating", "Rating", "rating"),
        Column("ratings", "Ratings", "count", 2),
        Column("positive", "Positive", "count", 1),
        Column("negative", "Negative", "count", 1),
        Column("neutral", "Neutral", "count", 3),
        Column("mixed", "Mixed", "count", 3),
    ),
    "interviews": (
        Column("interview", "Interview", "name"),
        Column("account", "Account", "name"),
        Column("vendor", "Vendor", "name", 6),
        Column("side", "Side", "name", 3),
        Column("wave", "Wave", "count"),
        Column("date", "Date", "name", 10),
        Column("interviewee", "Interviewee", "words", 11),
        Column("turns", "Turns", "count", 12),
        Column("words", "Words", "count", 5),
        Column("coded", "Coded", "count", 3),
        Column("commodity_level", "Commodity level", "points", 1),
        Column("relationship_weight", "Relation- ship weight", "points", 1),
        Column("tier", "Tier", "words", 2),
        Column("buying", "Buying", "words", 4),
        Column("renewal", "Renewal", "words", 2),
    ),
    "renewal": (
        Column("account", "Account", "name"),
        Column("vendor", "Vendor", "name", 2),
        Column("wave", "Wave", "count"),
        Column("intent", "Intent", "name"),
        Column("risk", "Risk", "name"),
        Column("reasons", "Reasons", "words"),
    ),
}
