"""Which columns of a table a terminal shows, under which heading, and which give way first when it is narrow.

Files hold every column; a screen holds what a reader needs to see side by side. A table that is not listed shows all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Look = Literal[
    "name", "words", "count", "points", "level", "rating", "shift", "signed", "bar", "share", "chance", "number", "flag"
]


class Column(NamedTuple):
    """`rank` 0 always stays; of the others the highest rank goes first. `look` says how a cell is drawn:

    name, words: text, the latter takes the room that is left · count: a whole number · points: 0 to 100, no decimals ·
    level: the same behind a small bar · rating: one decimal · shift: one decimal with its sign · signed: points with
    their sign · bar: the same as a bar left or right of zero · share: two decimals · chance: three decimals, or below
    which it is · number: as it is · flag: yes or no
    """

    name: str
    heading: str
    look: Look
    rank: int = 0


SAME = ("wave", "wave_before", "side")
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
    "perception": (
        Column("account", "Account", "name"),
        Column("wave", "Wave", "count"),
        Column("criterion", "Criterion", "name"),
        Column("rating", "Rating", "rating"),
        Column("believed_rating", "Believed rating", "rating"),
        Column("rating_difference", "Differ- ence", "shift"),
        Column("reading", "Reading", "words", 4),
        Column("weight", "Weight", "points", 2),
        Column("believed_weight", "Believed weight", "points", 2),
        Column("weight_difference", "Differ- ence", "signed", 2),
        Column("surprise", "Surprise", "name", 1),
        Column("because", "Because", "words", 3),
    ),
    "waves": (
        Column("account", "Account", "name"),
        Column("criterion", "Criterion", "name"),
        Column("wave_before", "From wave", "count", 4),
        Column("wave", "To wave", "count", 4),
        Column("rating_before", "Rating before", "rating", 3),
        Column("rating", "Rating", "rating"),
        Column("rating_change", "Change", "shift"),
        Column("weight_before", "Weight before", "points", 3),
        Column("weight", "Weight", "points", 1),
        Column("weight_change", "Change", "signed", 1),
        Column("reading", "Reading", "words", 1),
        Column("action", "After", "words", 2),
        Column("owner", "Owner", "words", 5),
        Column("due", "Due", "name", 6),
        Column("done", "Done", "name", 6),
        Column("status", "Status", "words", 4),
        Column("quotes_before", "In the earlier wave", "words", 8),
        Column("quotes", "In the later wave", "words", 8),
    ),
    "ladder": (
        Column("account", "Account", "name"),
        Column("wave", "Wave", "count"),
        Column("vendor", "Vendor", "name"),
        Column("tier", "As the customer speaks", "name"),
        Column("believed", "As the vendor believes", "name"),
        Column("difference", "Difference", "words", 2),
        Column("supplier", "Supplier", "count", 3),
        Column("supplier_of_choice", "Of choice", "count", 3),
        Column("partner", "Partner", "count", 3),
        Column("quotes", "The customer's words", "words", 5),
    ),
    "continuity": (
        Column("account", "Account", "name"),
        Column("wave", "Wave", "count"),
        Column("vendor", "Vendor", "name"),
        Column("changes", "Changes", "count", 3),
        Column("negative", "Bad", "count", 4),
        Column("positive", "Good", "count", 4),
        Column("neutral", "Neutral", "count", 4),
        Column("persons", "The bond hangs on", "words", 1),
        Column("risk", "Risk", "name"),
        Column("because", "Because", "words", 2),
        Column("quotes", "Quotes", "words", 6),
    ),
    "value": (
        Column("account", "Account", "name"),
        Column("wave", "Wave", "count", 5),
        Column("vendor", "Vendor", "name", 3),
        Column("kind", "Kind", "name"),
        Column("amount", "Amount", "number"),
        Column("currency", "", "name"),
        Column("per", "Per", "name"),
        Column("unique", "Unique", "name", 4),
        Column("expected", "Expected", "number", 1),
        Column("actual", "Actual", "number", 1),
        Column("unit", "Unit", "name", 1),
        Column("realised", "Realised", "share", 2),
        Column("balance", "Balance", "number", 4),
        Column("break_even", "Breaks even", "name", 4),
        Column("silent", "Silent", "name", 4),
        Column("quote", "Quote", "words", 6),
    ),
    "renewal": (
        Column("account", "Account", "name"),
        Column("wave", "Wave", "count"),
        Column("vendor", "Vendor", "name", 2),
        Column("intent", "Intent", "name"),
        Column("risk", "Risk", "name"),
        Column("reasons", "Reasons", "words"),
        Column("quotes", "Quotes", "words", 5),
    ),
    "actions": (
        Column("account", "Account", "name"),
        Column("wave", "Wave", "count", 5),
        Column("criterion", "Criterion", "name"),
        Column("priority", "Priority", "level"),
        Column("mend", "To mend", "words"),
        Column("whom", "For whom", "words", 4),
        Column("why", "Why", "words", 2),
        Column("quotes", "Quotes", "words", 3),
    ),
    "hypotheses": (
        Column("hypothesis", "Hypothesis", "name"),
        Column("says", "Says", "words", 2),
        Column("statistic", "Rho", "share"),
        Column("low", "Low", "share", 1),
        Column("high", "High", "share", 1),
        Column("p", "p", "chance"),
        Column("n", "n", "count"),
        Column("reading", "Reading", "words"),
    ),
    "saturation": (
        Column("position", "No.", "count"),
        Column("interview", "Interview", "name"),
        Column("codes", "Codes", "count"),
        Column("new", "New", "count"),
        Column("cumulative", "So far", "count"),
        Column("base", "Base", "count", 2),
        Column("run_new", "New in run", "count", 2),
        Column("share", "Share", "share"),
        Column("reading", "Reading", "words", 1),
    ),
}
