"""Who speaks, of whom, and what they say in the end: the cuts through the evidence that several scores share."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

PLACE = ("turn", "start", "end")
SURER, ASKED = 2.0, 4.0
CAREFUL = {"tier": ("supplier", "supplier_of_choice", "partner"), "renewal": ("leaving", "at_risk", "renew")}
"""Labels in the order in which they ask for care."""


def in_order(evidence: pd.DataFrame) -> pd.DataFrame:
    """Rows in the order in which they were said, interview by interview, with every tie broken: whatever order rows
    come in, the same rows give the same tables. An id stands for place, signal, criterion and vendor, so only label and
    amount can still differ."""
    keys = ["interview", *PLACE, "id", "label", "amount"]
    return evidence.sort_values(keys, kind="stable").reset_index(drop=True)


def customers(frame: pd.DataFrame) -> pd.DataFrame:
    """What customers said. A supplier's own view feeds the perception table and nothing else."""
    return frame[frame["side"] == "customer"]


def suppliers(frame: pd.DataFrame) -> pd.DataFrame:
    """What suppliers believe of their customers' view."""
    return frame[frame["side"] == "supplier"]


def of_focus(evidence: pd.DataFrame, records: pd.DataFrame, unnamed: bool = False) -> pd.Series:
    """Which rows speak of the interview's focus vendor. With `unnamed`, rows that name no vendor count as well: who
    says "we will renew" without a name means the vendor the interview is about."""
    focus = _focus(evidence, records)
    same = evidence["vendor"] == focus
    return same | (evidence["vendor"] == "") if unnamed else same


def _focus(evidence: pd.DataFrame, records: pd.DataFrame) -> pd.Series:
    known = records.drop_duplicates("interview").set_index("interview")["vendor"]
    return evidence["interview"].map(known).astype(object).where(evidence["interview"].isin(known.index), "")


def verdict(rows: pd.DataFrame, by: Sequence[str]) -> pd.Series:
    """The label said most often in each group; on a tie the one said first.

    People state how they buy or what they will do once, plainly, and come back to the exceptions later: of the rules
    tried on 79 hand-coded interviews (last, first, most severe, most frequent) this one errs least, and unlike "the
    first" it is not thrown by a single passage that was read wrongly. Where rows have a `source`, a passage that a
    phrase or a person vouches for counts `SURER` times one that a model alone recognised: with the codes of people that
    changes nothing, with those of the coder it mends one verdict in twenty. A brief answer to the question which it is
    ("Supplier or partner?" – "Partner.") counts `ASKED` times one. The series is named `label`.
    """
    by = list(by)
    said = rows[rows["label"] != ""]
    votes = _sureness(said["source"]) if "source" in said else 1.0
    counted = said.assign(n=votes).groupby([*by, "label"], sort=False)["n"].sum().reset_index()
    # groupby without sorting keeps the order of first appearance, which a stable sort then leaves as the tie-break
    counted = counted.sort_values([*by, "n"], ascending=[True] * len(by) + [False], kind="stable")
    return counted.drop_duplicates(by).set_index(by)["label"]


def settled(interviews: pd.DataFrame, signal: str, by: Sequence[str]) -> pd.Series:
    """What an account's interviews come to on tier or renewal (the column `signal`): what most of them say, one
    interview one vote; on a tie what calls for more care: leaving before at risk before renewing, the lower step of the
    ladder before the higher. The series is named `label`."""
    care = {label: place for place, label in enumerate(CAREFUL[signal])}
    voted = interviews.assign(label=interviews[signal], care=interviews[signal].map(care))
    return verdict(voted.sort_values("care", kind="stable").drop(columns="source", errors="ignore"), by)


def _sureness(source: pd.Series) -> pd.Series:
    sure = source.str.startswith("model:").map({True: 1.0, False: SURER}).astype(float)
    return sure.mask(last_word(source).str.startswith("called_"), ASKED)


def on_staying(evidence: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """The passages on whether the focus vendor is kept. Who looks around often names only the rival that was asked for
    an offer; in an interview that says nothing else of staying, such a passage (`at_risk`, a rival's name) counts."""
    rows = evidence[evidence["signal"] == "renewal"]
    ours = of_focus(rows, records, unnamed=True)
    told = rows["interview"].isin(rows.loc[ours, "interview"])
    return rows[ours | (~told & (rows["label"] == "at_risk"))]


def about_whom(evidence: pd.DataFrame, records: pd.DataFrame) -> pd.Series:
    """The vendor each row speaks of: the one it names, else the focus vendor of its interview."""
    focus = _focus(evidence, records)
    return evidence["vendor"].where(evidence["vendor"] != "", focus)


def last_word(source: pd.Series) -> pd.Series:
    """The finest part of a row's source: `lock_in` of `rule:commodity.lock_in`."""
    return source.str.split(r"[.:]", regex=True).str[-1]


def latest_wave(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of each account's last wave: an account that was asked twice has one vote."""
    return frame[frame["wave"] == frame.groupby("account")["wave"].transform("max")]
