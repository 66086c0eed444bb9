"""Table `saturation`: do further interviews still bring anything new?

After Guest, Namey & Chen (2020): the codes of a base of interviews, and the share of new ones among them that the last
run of interviews adds. A code here is what a passage says of what: signal, criterion and label; mere mentions, vendors
and persons make no new code.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from voc.model import LABELS, Inputs, Table
from voc.scores.shaping import Schema, shaped
from voc.scores.voices import customers

NAME = "saturation"
COLUMNS: Schema = {
    "position": "count",
    "interview": "text",
    "codes": "count",
    "new": "count",
    "cumulative": "count",
    "base": "count",
    "run_new": "number",
    "share": "number",
    "reading": "text",
}
BASE, RUN, THRESHOLD = 4, 2, 0.05


def score(inputs: Inputs) -> Table:
    """A row is a customer interview in the order of date and name: its distinct `codes`, the `new` ones, and from the
    first full run after the base on `share` = new codes in the last `RUN` interviews / codes of the first `BASE`."""
    interviews = customers(inputs.done["interviews"].frame)
    interviews = interviews.sort_values(["date", "interview"], kind="stable").reset_index(drop=True)
    said = customers(inputs.evidence)
    said = said[said["signal"] != "mention"]
    label = said["label"].where(said["signal"].isin([*LABELS, "value"]), "")
    codes = said.assign(label=label)[["interview", "signal", "criterion", "label"]].drop_duplicates()
    codes["position"] = codes["interview"].map(pd.Series(interviews.index, index=interviews["interview"]))
    codes = codes.dropna(subset="position").sort_values(["position", "signal", "criterion", "label"], kind="stable")
    codes["new"] = ~codes.duplicated(["signal", "criterion", "label"])
    counts = codes.groupby("interview")["new"].agg(["size", "sum"]).reindex(interviews["interview"]).fillna(0)
    frame = interviews[["interview"]].assign(
        position=np.arange(1, len(interviews) + 1), codes=counts["size"].to_numpy(), new=counts["sum"].to_numpy()
    )
    frame["cumulative"] = frame["new"].cumsum()
    base = float(frame["new"].head(BASE).sum())
    frame["base"] = base
    complete = frame["position"] >= BASE + RUN
    frame["run_new"] = frame["new"].rolling(RUN).sum().where(complete)
    frame["share"] = frame["run_new"] / base if base else np.nan
    few = f"{BASE + RUN} interviews are needed"
    frame["reading"] = np.where(frame["share"] <= THRESHOLD, "saturated", "still new codes")
    frame.loc[frame["share"].isna(), "reading"] = few
    table = shaped(frame, COLUMNS, ["position"])
    notes = (
        f"base {BASE} interviews, run {RUN}, threshold {THRESHOLD:.0%} new codes; "
        "a codebook fixed beforehand saturates sooner than one that grows with the talk",
    )
    return Table(NAME, table, "", notes if len(table) else ())
