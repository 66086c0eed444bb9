"""Table `renewal`: will they stay, in the customer's words, and what speaks against it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from voc.model import Inputs, Table
from voc.scores.quoting import quoted
from voc.scores.shaping import Schema, ids, shaped, text
from voc.scores.voices import customers, in_order, of_focus, on_staying, settled

NAME = "renewal"
COLUMNS: Schema = {
    "account": "text",
    "wave": "count",
    "vendor": "text",
    "intent": "text",
    "risk": "text",
    "reason_count": "count",
    "reasons": "text",
    "renew": "count",
    "at_risk": "count",
    "leaving": "count",
    "quotes": "text",
    "evidence": "text",
}
KEY = ["account", "wave"]
QUOTES = 2


def score(inputs: Inputs) -> Table:
    """A row is an account and wave with customer interviews.

    Four reasons speak against renewal, each counted once however often it was told: a surprise (table perception),
    shortfalls (promises that were kept apart), a continuity risk above low, and a customer who speaks of no more than a
    supplier. `at_risk` counts as two more. Risk is high from four on and for `leaving`, medium from two on, else low;
    empty where neither intent nor reason was told. A rule of thumb, not a probability.
    """
    interviews = customers(inputs.done["interviews"].frame)
    said = customers(inputs.evidence)
    intents = on_staying(said, inputs.records)
    said = said[of_focus(said, inputs.records, unnamed=True)]
    frame = (
        interviews.groupby(KEY, sort=True)["vendor"].agg(lambda names: "; ".join(sorted(set(names) - {""}))).to_frame()
    )
    counts = intents.groupby([*KEY, "label"]).size().unstack("label").reindex(columns=["renew", "at_risk", "leaving"])
    frame = frame.join(counts)
    frame["intent"] = settled(interviews, "renewal", KEY)
    frame["intent"] = text(frame["intent"])
    reasons = _reasons(inputs, interviews).reindex(frame.index).apply(text)
    frame["reason_count"] = (reasons != "").sum(axis=1)
    frame["reasons"] = ["; ".join(reason for reason in row if reason) for row in reasons.to_numpy()]
    against = frame["reason_count"] + 2 * (frame["intent"] == "at_risk")
    cases = [(frame["intent"] == "") & (against == 0), (frame["intent"] == "leaving") | (against >= 4), against >= 2]
    frame["risk"] = np.select(cases, ["", "high", "medium"], "low")
    others = said[said["signal"].isin(["shortfall", "rep_change", "dependence", "tier"])]
    behind = in_order(pd.concat([intents, others]))
    frame["quotes"] = quoted(intents.assign(rank=_beside(intents, frame["intent"])), KEY, QUOTES).set_index(KEY)[
        "quotes"
    ]
    frame = frame.join(ids(behind, KEY)).reset_index()
    frame["order"] = frame["risk"].map({"high": 0, "medium": 1, "low": 2}).fillna(3)
    frame = frame.sort_values(["order", "reason_count", *KEY], ascending=[True, False, True, True], kind="stable")
    table = shaped(frame, COLUMNS, [])
    notes = ("risk counts reasons by a fixed rule (docs/method.md); it is no probability",) if len(table) else ()
    return Table(NAME, table, "", notes)


def _shortfalls(count: int, silent: int) -> str:
    told = f"{count} shortfall" + ("" if count == 1 else "s")
    return f"{told}, {silent} never raised" if silent else told


def _beside(intents: pd.DataFrame, intent: pd.Series) -> pd.Series:
    """Passages that say what the account's intent is stand before those that say otherwise."""
    verdicts = intents[KEY].merge(intent.reset_index(), on=KEY, how="left")["intent"]
    return pd.Series((intents["label"].to_numpy() != verdicts.to_numpy()).astype(int), index=intents.index)


def _reasons(inputs: Inputs, interviews: pd.DataFrame) -> pd.DataFrame:
    """One column a reason, its words or empty, per account and wave."""
    perception = inputs.done["perception"].frame
    surprised = perception[perception["surprise"] == "yes"].drop_duplicates(KEY).set_index(KEY)
    # what a rival fell short of, or whom it lost, is no reason to leave this vendor
    focus = interviews[[*KEY, "vendor"]].drop_duplicates()
    value = inputs.done["value"].frame.merge(focus, on=[*KEY, "vendor"])
    # a promise that was kept or beaten is told in the same way as one that was not
    value = value[(value["kind"] == "shortfall") & ~(value["realised"] >= 1)]
    fallen = value.assign(silent=value["silent"] == "yes").groupby(KEY)["silent"].agg(["size", "sum"])
    shortfalls = pd.Series([_shortfalls(*row) for row in fallen.to_numpy()], index=fallen.index, dtype=object)
    continuity = inputs.done["continuity"].frame.merge(focus, on=[*KEY, "vendor"])
    shaky = continuity[continuity["risk"].isin(["medium", "high"])].drop_duplicates(KEY).set_index(KEY)
    tiers = settled(interviews, "tier", KEY)
    return pd.DataFrame(
        {
            "surprise": "surprise: " + surprised["because"],
            "shortfalls": shortfalls,
            "contacts": shaky["because"],
            "ladder": tiers[tiers == "supplier"].map(lambda _: "speaks of no more than a supplier"),
        }
    )
