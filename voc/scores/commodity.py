"""How close a purchase is to a commodity: 0 unique, 100 any vendor's offer will do.

Four parts, each 0–100 or empty when nothing was said of it; the level is the mean of the parts that have evidence. The
first three are those of Reimann, Schilke & Thomas (2010); their fourth, industry stability, is no topic of interviews,
and in its place stands how far the purchase can be specified.

- **homogeneity**: passages that call offers alike against those that call them special; a benefit that only one vendor
  gives counts as special. Where nothing was said, how little ratings differ between vendors on business criteria
  stands in: 100 less the mean distance of best and worst vendor in percent of the scale.
- **price sensitivity**: price's share p among the business criteria against an even share 1/n, p / (p + 1/n): 50 when
  price weighs as much as any other; averaged with what is said of buying on price alone.
- **switching ease**: passages that call the vendor easy to replace against those that speak of being locked in.
- **specifiability**: the mean over the passages on how the purchase is decided, see `MODES`.

The ladder (signal `tier`) is left out on purpose. "One of many" and "could not do without them" go with the level (0.03
more rank correlation on 79 hand-coded interviews), but they speak of the bond, the other number of the gap: counted
here, they would make the two numbers move against each other by construction.

A share of passages is drawn towards 50 by half a passage on each side, (k + ½) / (n + 1): one remark is not a market.
"""

from __future__ import annotations

import pandas as pd

from voc.model import Codebook
from voc.scores.ratings import rate
from voc.scores.shaping import Schema
from voc.scores.voices import last_word

PARTS = ("homogeneity", "price_sensitivity", "switching_ease", "specifiability")
PART_COLUMNS: Schema = {
    "homogeneity": "number",
    "homogeneity_count": "count",
    "price_sensitivity": "number",
    "price_sensitivity_count": "count",
    "switching_ease": "number",
    "switching_ease_count": "count",
    "specifiability": "number",
    "specifiability_count": "count",
}
MODES = {"rfp": 85.0, "purchasing_led": 75.0, "user_led": 40.0, "complex": 15.0}
SOURCES = {
    "switch_easy": "switching_ease",
    "lock_in": "switching_ease",
    "price_only": "price_sensitivity",
}
"""Last word of a commodity row's source → the part it speaks of; everything else speaks of homogeneity."""


def grade(evidence: pd.DataFrame, weights: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """One row an interview (the index): the four parts, `<part>_count` with the passages behind each, and
    `commodity_level`. `weights` has the columns interview, criterion, weight, basis, statements."""
    table = pd.DataFrame(index=pd.Index(sorted(evidence["interview"].unique()), name="interview"))
    for part in PARTS:
        table[part] = float("nan")
        table[f"{part}_count"] = 0.0
    for part, (value, count) in {
        "homogeneity": _homogeneity(evidence, codebook),
        "price_sensitivity": _price(evidence, weights, codebook),
        "switching_ease": _balance(_statements(evidence, "switching_ease")),
        "specifiability": _specifiability(evidence),
    }.items():
        table[part] = value.reindex(table.index)
        table[f"{part}_count"] = count.reindex(table.index).fillna(0)
    table["commodity_level"] = table[list(PARTS)].mean(axis=1)
    return table


def _statements(evidence: pd.DataFrame, part: str) -> pd.DataFrame:
    """Interview and label (commodity or differentiated) of the passages that speak of a part."""
    rows = evidence[evidence["signal"] == "commodity"]
    kind = last_word(rows["source"]).map(SOURCES).fillna("homogeneity")
    rows = rows.loc[kind == part, ["interview", "label"]]
    if part != "homogeneity":
        return rows
    unique = evidence.loc[(evidence["signal"] == "value") & (evidence["label"] == "unique"), ["interview"]]
    return pd.concat([rows, unique.assign(label="differentiated")])


def _balance(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    groups = rows.assign(alike=(rows["label"] == "commodity").astype(float)).groupby("interview")["alike"]
    count = groups.size().astype(float)
    return 100 * (groups.sum() + 0.5) / (count + 1), count


def _homogeneity(evidence: pd.DataFrame, codebook: Codebook) -> tuple[pd.Series, pd.Series]:
    value, count = _balance(_statements(evidence, "homogeneity"))
    business = [criterion.id for criterion in codebook.criteria if criterion.kind == "business"]
    rated = rate(
        evidence[evidence["criterion"].isin(business) & (evidence["vendor"] != "")],
        codebook.scoring,
        ["interview", "criterion", "vendor"],
    )
    spread = rated.groupby(["interview", "criterion"])["rating"].agg(["min", "max", "count"])
    spread = spread[spread["count"] > 1]
    distance = (spread["max"] - spread["min"]).groupby("interview").agg(["mean", "size"])
    distance = distance[~distance.index.isin(value.index)]
    return (
        pd.concat([value, 100 - 100 * distance["mean"] / 9]),
        pd.concat([count, distance["size"].astype(float)]),
    )


def _price(evidence: pd.DataFrame, weights: pd.DataFrame, codebook: Codebook) -> tuple[pd.Series, pd.Series]:
    said, said_count = _balance(_statements(evidence, "price_sensitivity"))
    business = [criterion.id for criterion in codebook.criteria if criterion.kind == "business"]
    ours = weights[weights["criterion"].isin(business)]
    total = ours.groupby("interview")["weight"].sum()
    price = ours[(ours["criterion"] == "price") & (ours["statements"] > 0)].set_index("interview")
    share = price["weight"] / total.reindex(price.index).where(lambda x: x > 0)
    relative = (100 * share / (share + 1 / len(business))).dropna() if business else share.dropna()
    both = pd.concat([relative.rename("share"), said.rename("said")], axis=1)
    count = price["statements"].reindex(both.index).fillna(0) + said_count.reindex(both.index).fillna(0)
    return both.mean(axis=1), count.astype(float)


def _specifiability(evidence: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    rows = evidence[evidence["signal"] == "buying"]
    marks = rows.assign(mark=rows["label"].map(MODES).astype(float)).groupby("interview")["mark"]
    return marks.mean(), marks.count().astype(float)
