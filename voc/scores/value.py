"""Table `value`: what was said to be worth money, and what fell short of what was expected.

A benefit counts as customer value only when no other vendor gives it and it is told in money. Over an account and
vendor, benefits that count are set against costs, in the same currency and brought to a year: `balance` is what is
left, and `break_even` whether anything is.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from voc.model import Inputs, Table
from voc.scores.shaping import Schema, shaped, text
from voc.scores.voices import about_whom, customers, last_word

NAME = "value"
COLUMNS: Schema = {
    "account": "text",
    "wave": "count",
    "vendor": "text",
    "kind": "text",
    "amount": "number",
    "currency": "text",
    "per": "text",
    "unique": "flag",
    "customer_value": "flag",
    "expected": "number",
    "actual": "number",
    "unit": "text",
    "realised": "number",
    "balance": "number",
    "break_even": "flag",
    "silent": "flag",
    "interview": "text",
    "quote": "text",
    "evidence": "text",
}
COSTS = ("cost", "failure", "switching")
SILENT = {"silent": "yes", "raised": "no"}
"""Last word of a row's source: what it tells of a claim (a cost, else a benefit) or of a shortfall (never raised with
the vendor, or raised; else nothing is known)."""

A_YEAR = {"year": 1.0, "quarter": 4.0, "month": 12.0, "week": 52.0, "day": 365.0}
KEY = ["account", "wave", "vendor"]


def score(inputs: Inputs) -> Table:
    """A row is a claim (kind benefit or cost) or a shortfall in a customer's words.

    `realised` is the share of what was expected that happens, 0 to 1: actual / expected, or expected / actual where
    less is better. Which of the two it is needs no knowledge of units, for a shortfall falls short: 190 minutes for
    the 90 promised is 0.47, 60 drums for the 100 promised is 0.6. Where the same words are praise, the promise was
    kept or beaten and the share is 1 or above.
    """
    said = customers(inputs.evidence)
    frame = said[said["signal"].isin(["value", "shortfall"])]
    frame = frame.assign(
        vendor=about_whom(frame, inputs.records), evidence=frame["id"], word=last_word(frame["source"])
    )
    claim = frame["signal"] == "value"
    frame["kind"] = np.select([~claim, frame["word"].isin(COSTS)], ["shortfall", "cost"], "benefit")
    money = frame["unit"].str.split("/", n=1)
    currency, per = text(money.str[0]), text(money.str[1])
    # "year" alone is a period of an amount whose currency was not said
    lone = (per == "") & currency.ne(currency.str.upper())
    frame["per"] = per.where(~lone, currency).where(claim, "")
    frame["currency"] = currency.where(~lone, "").where(claim, "")
    frame["unique"] = (frame["label"] == "unique").map({True: "yes", False: "no"}).where(claim, "")
    counts = (frame["kind"] == "benefit") & (frame["unique"] == "yes") & frame["amount"].notna()
    frame["customer_value"] = counts.map({True: "yes", False: "no"}).where(frame["kind"] == "benefit", "")
    frame["expected"] = frame["reference"].where(~claim)
    frame["actual"] = frame["amount"].where(~claim)
    frame["amount"] = frame["amount"].where(claim)
    frame["unit"] = frame["unit"].where(~claim, "")
    frame["realised"] = _realised(frame, said)
    frame["silent"] = text(frame["word"].map(SILENT).where(~claim))
    frame = frame.merge(_break_even(frame), on=[*KEY, "currency"], how="left")
    claims = frame["kind"].isin(["benefit", "cost"])
    frame["break_even"] = frame["break_even"].where(claims, "")
    frame["balance"] = frame["balance"].where(claims)
    # kinds in the order benefit, cost, shortfall, which is that of the alphabet
    place = frame.sort_values(["interview", "turn", "start", "end", "id"], kind="stable")
    table = shaped(place, COLUMNS, [*KEY, "kind", "interview"])
    notes = []
    if len(table):
        notes.append("customer value: a benefit in money that only this vendor gives; other benefits are talk of value")
        notes.append(
            "balance, break_even: customer value less costs told, a year, same currency; empty unless both were told"
        )
        notes.append("silent: yes when the customer never raised the shortfall with the vendor; empty when not told")
    return Table(NAME, table, "", tuple(notes))


def _realised(frame: pd.DataFrame, said: pd.DataFrame) -> pd.Series:
    place = ["interview", "turn", "start"]
    praised = said[(said["signal"] == "performance") & (said["label"] == "positive")][place].drop_duplicates()
    kept = frame[place].merge(praised.assign(kept=True), on=place, how="left")["kept"].notna().to_numpy()
    expected, actual = frame["expected"].to_numpy(dtype=float), frame["actual"].to_numpy(dtype=float)
    least, most = np.minimum(expected, actual), np.maximum(expected, actual)
    usable = (least >= 0) & (most > 0)
    share = np.full(len(frame), np.nan)
    np.divide(least, most, out=share, where=usable)
    better = np.full(len(frame), np.nan)
    np.divide(most, least, out=better, where=usable & (least > 0))
    return pd.Series(np.where(kept, better, share), index=frame.index)


def _break_even(frame: pd.DataFrame) -> pd.DataFrame:
    """Per account, wave, vendor and currency; a claim that one interview repeats counts once."""
    money = frame[frame["amount"].notna() & (frame["currency"] != "") & frame["per"].isin(A_YEAR)]
    money = money.drop_duplicates([*KEY, "interview", "kind", "amount", "currency", "per"])
    money = money.assign(a_year=money["amount"] * money["per"].map(A_YEAR).astype(float))
    key = [*KEY, "currency"]
    gained = money[money["customer_value"] == "yes"].groupby(key)["a_year"].sum().rename("gained")
    paid = money[money["kind"] == "cost"].groupby(key)["a_year"].sum().rename("paid")
    both = pd.concat([gained, paid], axis=1, join="inner").reset_index()
    both["balance"] = both["gained"] - both["paid"]
    both["break_even"] = (both["balance"] > 0).map({True: "yes", False: "no"})
    return both[[*key, "balance", "break_even"]]
