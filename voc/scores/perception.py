"""Table `perception`: what the supplier believes beside what the customer says.

`surprise` marks the account where the contract is met and the bond is not, which is how accounts leave that looked
safe: business criteria rated `GOOD` or better, and a relationship rated `POOR` or worse, a lower tier than the supplier
believes, or a tender or departure coming.
"""

from __future__ import annotations

from itertools import compress

import pandas as pd

from voc.model import LABELS, Inputs, Table
from voc.scores.shaping import Schema, ids, shaped, text
from voc.scores.voices import verdict

NAME = "perception"
COLUMNS: Schema = {
    "account": "text",
    "wave": "count",
    "criterion": "text",
    "rating": "number",
    "believed_rating": "number",
    "rating_difference": "number",
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
}
ACCOUNT = ["account", "wave"]
KEY = [*ACCOUNT, "criterion"]
GOOD, POOR = 7.0, 5.0


def score(inputs: Inputs) -> Table:
    """A row is an account, wave and criterion that either side speaks of; differences are belief minus customer's
    view, empty where a side is silent. `surprise`, tiers and intents are the account's and stand on each of its rows.
    """
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
            answers = verdict(said.assign(label=said[source]), ACCOUNT).rename(name)
            frame = frame.merge(answers.reset_index(), on=ACCOUNT, how="left")
    accounts = _surprises(frame, {criterion.id: criterion.kind for criterion in inputs.codebook.criteria})
    frame = frame.merge(accounts, on=ACCOUNT, how="left")
    rows = inputs.evidence[inputs.evidence["signal"].isin(["importance", "performance"])]
    frame = frame.merge(ids(rows[rows["criterion"] != ""], KEY).reset_index(), on=KEY, how="left")
    table = shaped(frame, COLUMNS, [*ACCOUNT, "criterion"], order)
    notes = [
        "differences are the supplier's belief minus the customer's view; above 0 the supplier thinks it does better"
    ]
    if theirs.empty:
        notes.append("no supplier-side interview was read: what is believed stays empty (`side: supplier` marks one)")
    notes.append(
        f"surprise: business criteria at {GOOD:g} or above while the bond is at {POOR:g} or below, or unsteady"
    )
    return Table(NAME, table, "", tuple(notes) if len(table) else ())


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
    accounts = accounts[["tier", "believed_tier", "renewal"]].join(mean)
    rank = {tier: step for step, tier in enumerate(LABELS["tier"])}
    poor = accounts["relationship"] <= POOR
    lower = accounts["tier"].map(rank).astype(float) < accounts["believed_tier"].map(rank).astype(float)
    going = accounts["renewal"].isin(["at_risk", "leaving"])
    met = accounts["business"] >= GOOD
    told = accounts["relationship"].notna() | text(accounts["tier"]).ne("") | text(accounts["renewal"]).ne("")
    known = accounts["business"].notna() & told
    accounts["surprise"] = (met & (poor | lower | going)).map({True: "yes", False: "no"}).where(known, "")
    reasons = ("relationship rated low", "a lower tier than believed", "intends to look around or leave")
    because = ["; ".join(compress(reasons, row)) for row in zip(poor, lower, going, strict=True)]
    accounts["because"] = pd.Series(because, index=accounts.index, dtype=object).where(
        accounts["surprise"] == "yes", ""
    )
    return accounts[["surprise", "because"]].reset_index()
