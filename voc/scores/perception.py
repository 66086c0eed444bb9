"""Table `perception`: what the supplier believes beside what the customer says.

`surprise` marks the account where the contract is met and the bond is not, which is how accounts leave that looked
safe: business criteria rated `GOOD` or better, and a relationship rated `POOR` or worse, a lower tier than the supplier
believes, or a tender or departure coming. `because` says which of them, with the figures.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from voc.model import LABELS, Inputs, Table
from voc.scores.shaping import Schema, ids, shaped, text
from voc.scores.voices import in_order, of_focus, on_staying, settled

NAME = "perception"
COLUMNS: Schema = {
    "account": "text",
    "wave": "count",
    "criterion": "text",
    "rating": "number",
    "believed_rating": "number",
    "rating_difference": "number",
    "reading": "text",
    "weight": "number",
    "believed_weight": "number",
    "weight_difference": "number",
    "surprise": "flag",
    "because": "text",
    "tier": "text",
    "believed_tier": "text",
    "renewal": "text",
    "believed_renewal": "text",
    "evidence": "text",
    "account_evidence": "text",
}
ACCOUNT = ["account", "wave"]
KEY = [*ACCOUNT, "criterion"]
GOOD, POOR = 7.0, 5.0
TIERS = {"supplier": "supplier", "supplier_of_choice": "supplier of choice", "partner": "partner"}
INTENTS = {"at_risk": "the customer looks around", "leaving": "the customer is leaving"}
APART = 1.0
"""Points of rating (1–10) from which on belief and view differ."""


def score(inputs: Inputs) -> Table:
    """A row is an account, wave and criterion that either side speaks of, accounts with a supplier's view first;
    differences are belief minus customer's view, empty where a side is silent. `surprise`, tiers, intents and
    `account_evidence`, the passages on tier and renewal, are the account's and stand on each of its rows."""
    order = [criterion.id for criterion in inputs.codebook.criteria]
    weights, interviews = inputs.done["weights"].frame, inputs.done["interviews"].frame
    ours = inputs.done["criteria"].frame.set_index(KEY)[["weight", "rating"]]
    theirs = weights[weights["side"] == "supplier"]
    voters = theirs.dropna(subset="weight").groupby(ACCOUNT)["interview"].nunique()
    groups = theirs.groupby(KEY)
    believed = groups.agg(believed_rating=("rating", "mean"))
    believed["total"] = groups["weight"].sum(min_count=1)
    frame = ours.join(believed, how="outer").reset_index()
    frame = frame.merge(voters.rename("voters").reset_index(), on=ACCOUNT, how="left")
    frame["believed_weight"] = frame["total"] / frame["voters"]
    frame["rating_difference"] = frame["believed_rating"] - frame["rating"]
    frame["weight_difference"] = frame["believed_weight"] - frame["weight"]
    for side, names in (("customer", ("tier", "renewal")), ("supplier", ("believed_tier", "believed_renewal"))):
        said = interviews[interviews["side"] == side]
        for source, name in zip(("tier", "renewal"), names, strict=True):
            answers = settled(said, source, ACCOUNT).rename(name)
            frame = frame.merge(answers.reset_index(), on=ACCOUNT, how="left")
    accounts = _surprises(frame, {criterion.id: criterion.kind for criterion in inputs.codebook.criteria})
    frame = frame.merge(accounts, on=ACCOUNT, how="left")
    frame["reading"] = _reading(frame["rating_difference"])
    rows = inputs.evidence[inputs.evidence["signal"].isin(["importance", "performance"])]
    frame = frame.merge(ids(rows[rows["criterion"] != ""], KEY).reset_index(), on=KEY, how="left")
    frame = frame.merge(_on_the_account(inputs), on=ACCOUNT, how="left")
    believing = frame["account"].isin(interviews.loc[interviews["side"] == "supplier", "account"])
    table = pd.concat(
        [shaped(part, COLUMNS, [*ACCOUNT, "criterion"], order) for part in (frame[believing], frame[~believing])],
        ignore_index=True,
    )
    notes = [
        "differences are the supplier's belief minus the customer's view; above 0 the supplier thinks it does better"
    ]
    if theirs.empty:
        notes.append("no supplier-side interview was read: what is believed stays empty (`side: supplier` marks one)")
    notes.append(
        f"surprise: business criteria at {GOOD:g} or above while the bond is at {POOR:g} or below, or unsteady"
    )
    return Table(NAME, table, "", tuple(notes) if len(table) else ())


def _reading(difference: pd.Series) -> pd.Series:
    cases = [difference >= APART, difference <= -APART, difference.notna()]
    words = ["the supplier thinks it does better", "the supplier thinks it does worse", "both say about the same"]
    return pd.Series(np.select(cases, words, ""), index=difference.index)


def _on_the_account(inputs: Inputs) -> pd.DataFrame:
    """Ids of what either side said of the tier and of renewal with the focus vendor."""
    tiers = inputs.evidence[inputs.evidence["signal"] == "tier"]
    tiers = tiers[of_focus(tiers, inputs.records, unnamed=True)]
    rows = in_order(pd.concat([tiers, on_staying(inputs.evidence, inputs.records)]))
    return ids(rows, ACCOUNT).rename("account_evidence").reset_index()


def _surprises(frame: pd.DataFrame, kinds: dict[str, str]) -> pd.DataFrame:
    """`surprise` and `because` per account and wave; neither yes nor no where the customer rated no business criterion
    or said nothing of the bond."""
    kind = frame["criterion"].map(kinds)
    # ratings count by what they weigh; where weights are unknown, each the same
    rated = frame[frame["rating"].notna()].assign(heft=frame["weight"].fillna(1.0) + 1e-9, kind=kind)
    rated["product"] = rated["rating"] * rated["heft"]
    means = rated.groupby([*ACCOUNT, "kind"])[["product", "heft"]].sum()
    mean = (means["product"] / means["heft"]).unstack("kind").reindex(columns=["business", "relationship"])
    accounts = frame.drop_duplicates(ACCOUNT).set_index(ACCOUNT)
    accounts = accounts[["tier", "believed_tier", "renewal"]].apply(text).join(mean)
    rank = {tier: step for step, tier in enumerate(LABELS["tier"])}
    poor = accounts["relationship"] <= POOR
    lower = accounts["tier"].map(rank).astype(float) < accounts["believed_tier"].map(rank).astype(float)
    going = accounts["renewal"].isin(["at_risk", "leaving"])
    met = accounts["business"] >= GOOD
    told = accounts["relationship"].notna() | accounts["tier"].ne("") | accounts["renewal"].ne("")
    known = accounts["business"].notna() & told
    accounts["surprise"] = (met & (poor | lower | going)).map({True: "yes", False: "no"}).where(known, "")
    because = [
        _words(business, bond, *words) if yes == "yes" else ""
        for yes, business, bond, words in zip(
            accounts["surprise"],
            accounts["business"],
            accounts["relationship"].where(poor),
            zip(
                accounts["tier"].where(lower, ""),
                accounts["believed_tier"],
                accounts["renewal"].where(going, ""),
                strict=True,
            ),
            strict=True,
        )
    ]
    accounts["because"] = pd.Series(because, index=accounts.index, dtype=object)
    return accounts[["surprise", "because"]].reset_index()


def _words(business: float, bond: float, tier: str, believed: str, renewal: str) -> str:
    """The contrast in words: what is met, and which of the three signs of a bond that is not."""
    told = []
    if not np.isnan(bond):
        told.append(f"the relationship {bond:.1f}")
    if tier:
        told.append(f"the customer speaks of a {TIERS[tier]} and the supplier believes in a {TIERS[believed]}")
    if renewal:
        told.append(INTENTS[renewal])
    return f"business criteria are rated {business:.1f}, but {'; '.join(told)}"
