"""Table `hypotheses`: do the study's own accounts bear out what the gap table assumes?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from voc.model import Inputs, Table
from voc.scores.shaping import Schema, shaped
from voc.scores.statistics import permutation_p, spearman, spearman_interval
from voc.scores.voices import latest_wave

NAME = "hypotheses"
COLUMNS: Schema = {
    "hypothesis": "text",
    "says": "text",
    "statistic": "number",
    "n": "count",
    "low": "number",
    "high": "number",
    "p": "number",
    "reading": "text",
}
LEAST = 8
ALPHA = 0.05
INTENT = {"leaving": 0.0, "at_risk": 1.0, "renew": 2.0}
HYPOTHESES = (
    # name, what it claims, the two columns compared, the sign it expects
    ("rise", "the closer to a commodity, the more the relationship decides", "level", "bond", 1),
    ("fall", "the closer to a commodity, the less the relationship decides", "level", "bond", -1),
    ("bond_keeps", "the better the relationship is rated, the likelier they renew", "bond_rating", "intent", 1),
    (
        "contract_keeps",
        "the better business criteria are rated, the likelier they renew",
        "business_rating",
        "intent",
        1,
    ),
)


def score(inputs: Inputs) -> Table:
    """A row is a hypothesis over accounts (their latest wave): Spearman's rho with its 95% bootstrap interval and
    permutation p (two-sided). Below `LEAST` accounts nothing is computed and the reading says so;
    a pattern counts only when p is below `ALPHA` and the interval leaves out 0. The numbers stand in `gaps`, `criteria`
    and `renewal`, with their evidence."""
    accounts = _accounts(inputs)
    found: dict[tuple[str, str], dict[str, float]] = {}
    for _, _, first, second, _ in HYPOTHESES:
        if (first, second) not in found:
            found[first, second] = _correlated(accounts, first, second)
    rows = [
        {"hypothesis": name, "says": says, **found[first, second], "reading": _reading(found[first, second], sign)}
        for name, says, first, second, sign in HYPOTHESES
    ]
    table = shaped(pd.DataFrame(rows), COLUMNS, [], digits=4)
    notes = (
        "statistic: Spearman's rho over accounts; interval: 95%, percentile bootstrap; p: two-sided permutation test",
        "accounts were not drawn at random and both numbers come from the same talk: a pattern, not a proof",
    )
    return Table(NAME, table, "", notes)


def _accounts(inputs: Inputs) -> pd.DataFrame:
    gaps = latest_wave(inputs.done["gaps"].frame).set_index("account")
    criteria = latest_wave(inputs.done["criteria"].frame)
    rating = criteria.groupby(["account", "kind"])["rating"].mean().unstack("kind")
    rating = rating.reindex(columns=["business", "relationship"])
    intent = latest_wave(inputs.done["renewal"].frame).set_index("account")["intent"]
    frame = gaps[["commodity_level", "relationship_weight"]].join(rating).join(intent.map(INTENT))
    names = ["level", "bond", "business_rating", "bond_rating", "intent"]
    return frame.set_axis(names, axis=1).astype(float).sort_index()


def _correlated(accounts: pd.DataFrame, first: str, second: str) -> dict[str, float]:
    both = accounts[[first, second]].dropna()
    x, y = both[first].to_numpy(), both[second].to_numpy()
    if len(both) < LEAST:
        return {"n": len(both)}
    low, high = spearman_interval(x, y)
    return {"n": len(both), "statistic": spearman(x, y), "low": low, "high": high, "p": permutation_p(x, y)}


def _reading(found: dict[str, float], sign: int) -> str:
    if "p" not in found:
        return f"too few accounts: {found['n']} of at least {LEAST} with both numbers"
    if np.isnan(found["p"]):
        return "cannot be told: all accounts have the same number"
    if found["p"] >= ALPHA or found["low"] <= 0 <= found["high"]:
        return "undecided: the accounts show no pattern that chance could not"
    return "borne out by these accounts" if found["statistic"] * sign > 0 else "contradicted by these accounts"
