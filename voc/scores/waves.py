"""Table `waves`: the same account again, after something was done about it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from voc.model import Inputs, Table
from voc.scores.plan import listed, status
from voc.scores.quoting import quoted
from voc.scores.shaping import Schema, shaped
from voc.scores.voices import customers, of_focus

NAME = "waves"
COLUMNS: Schema = {
    "account": "text",
    "criterion": "text",
    "wave_before": "count",
    "wave": "count",
    "rating_before": "number",
    "rating": "number",
    "rating_change": "number",
    "rating_basis_before": "text",
    "rating_basis": "text",
    "weight_before": "number",
    "weight": "number",
    "weight_change": "number",
    "reading": "text",
    "action": "text",
    "owner": "text",
    "due": "text",
    "done": "text",
    "status": "text",
    "quotes_before": "text",
    "quotes": "text",
    "evidence_before": "text",
    "evidence": "text",
}
KEY = ["account", "criterion"]
ROUND = ["account", "wave_before", "wave"]
QUOTES = 2
SAME, SAME_IN_WORDS = 0.5, 1.5
"""Points of rating (1–10) from which on a change is one: between two numbers, and where either rating is read from
words, of which nine in ten lie within a point and a half of what a person makes of the same passages."""


def score(inputs: Inputs) -> Table:
    """A row is an account, a criterion and two of its waves that follow each other; a change is empty unless both waves
    have the number. `reading` is `improved` or `worse` from half a point of rating on, or a point and a half where
    either rating is read from words (`rating_basis`), else `unchanged`.

    `action`, `owner`, `due` and `done` come from the plan made after the earlier wave, where one was read back, and
    `status` from `plan.status`; several actions stand in one cell. An account that was interviewed in one of two
    successive waves of the study and not in the other has a row without criterion whose `reading` says so.
    """
    order = [criterion.id for criterion in inputs.codebook.criteria]
    asked = customers(inputs.done["interviews"].frame)
    rounds = _rounds(asked)
    criteria = inputs.done["criteria"].frame.merge(_quotes(inputs), on=["account", "wave", "criterion"], how="left")
    frame = _changes(criteria, rounds)
    frame["rating_change"] = (frame["rating"] - frame["rating_before"]).round(2)
    frame["weight_change"] = frame["weight"] - frame["weight_before"]
    missing = _missing(asked)
    plan = inputs.done["plan"].frame if "plan" in inputs.done else None
    if plan is not None:
        frame, missing = _planned(frame, missing, rounds, plan, asked)
    frame["reading"] = _reading(frame)
    frame = pd.concat([frame.assign(absent=0), missing.assign(absent=1)], ignore_index=True)
    frame = frame.sort_values(["absent", "account", "wave", "wave_before"], kind="stable")
    table = pd.concat(
        [shaped(frame[frame["absent"] == which], COLUMNS, ["account", "wave", "criterion"], order) for which in (0, 1)],
        ignore_index=True,
    )
    return Table(NAME, table, "", _notes(table, missing, plan, set(asked["account"])))


def _rounds(asked: pd.DataFrame) -> pd.DataFrame:
    """The pairs of waves in which an account was interviewed, none of its own waves between them."""
    rounds = asked[["account", "wave"]].drop_duplicates().sort_values(["account", "wave"], kind="stable")
    rounds["wave_before"] = rounds.groupby("account")["wave"].shift()
    return rounds.dropna(subset="wave_before").astype({"wave_before": "int64"})


def _changes(criteria: pd.DataFrame, rounds: pd.DataFrame) -> pd.DataFrame:
    columns = ["wave", "rating", "rating_basis", "weight", "quotes", "evidence"]
    now = rounds.merge(criteria[[*KEY, *columns]], on=["account", "wave"], how="inner")
    before = {name: f"{name}_before" for name in columns}
    past = rounds.merge(criteria[[*KEY, *columns]].rename(columns=before), on=["account", "wave_before"], how="inner")
    return past.merge(now, on=[*KEY, "wave", "wave_before"], how="outer")


def _quotes(inputs: Inputs) -> pd.DataFrame:
    """What shows a rating best: a number that was given, and words on the focus vendor; else how much it counts."""
    key = ["account", "wave", "criterion"]
    said = customers(inputs.evidence)
    said = said[said["criterion"].ne("") & said["signal"].isin(["performance", "importance"])]
    said = said[of_focus(said, inputs.records, unnamed=True)]
    rated = said["signal"] == "performance"
    number = rated & said["value"].notna()
    first = number & ~said[number].duplicated(key).reindex(said.index, fill_value=False)
    rank = pd.Series(3, index=said.index).mask(rated, 1).mask(number, 2).mask(first, 0)
    # bare answers ("A six.") are what a change is made of, so they do not stand behind longer ones here
    return quoted(said.assign(rank=rank), key, QUOTES, short_last=False).drop(columns="evidence")


def _missing(asked: pd.DataFrame) -> pd.DataFrame:
    """Of every two successive waves of the study, the accounts that were interviewed in one of them alone."""
    waves = sorted(int(wave) for wave in asked["wave"].unique())
    spoke = {wave: set(asked.loc[asked["wave"] == wave, "account"]) for wave in waves}
    rows = [
        {"account": account, "wave_before": first, "wave": then, "reading": f"no interview in wave {absent}"}
        for first, then in pairwise(waves)
        for absent, there in ((then, spoke[first] - spoke[then]), (first, spoke[then] - spoke[first]))
        for account in sorted(there)
    ]
    return pd.DataFrame(rows, columns=[*ROUND, "reading"])


def _planned(
    frame: pd.DataFrame, missing: pd.DataFrame, rounds: pd.DataFrame, plan: pd.DataFrame, asked: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The plan beside the change it was meant to make, and beside the silence where nobody was asked again."""
    made = plan.rename(columns={"wave": "wave_before"})
    dates = asked[asked["date"] != ""].groupby(["account", "wave"])["date"].min().rename("asked").reset_index()
    followed = made.merge(rounds, on=["account", "wave_before"], how="inner").merge(
        dates, on=["account", "wave"], how="left"
    )
    joined = _one_cell(followed)
    frame = frame.merge(joined, on=[*KEY, "wave_before", "wave"], how="outer")
    unheard = made.merge(missing, on=["account", "wave_before"], how="inner").assign(asked="")
    if unheard.empty:
        return frame, missing
    silent = _one_cell(unheard).merge(missing, on=ROUND, how="left")
    spoken_for = silent[ROUND].drop_duplicates().assign(planned=True)
    rest = missing.merge(spoken_for, on=ROUND, how="left")
    return frame, pd.concat([rest[rest["planned"].isna()].drop(columns="planned"), silent], ignore_index=True)


def _one_cell(made: pd.DataFrame) -> pd.DataFrame:
    said = zip(made["due"], made["done"], made["asked"].fillna(""), strict=True)
    made = made.assign(status=[status(due, done, asked) for due, done, asked in said])
    names = ["action", "owner", "due", "done", "status"]
    return made.groupby([*KEY, "wave_before", "wave"], sort=True)[names].agg(listed).reset_index()


def _reading(frame: pd.DataFrame) -> pd.Series:
    change, before, now = frame["rating_change"], frame["rating_before"].notna(), frame["rating"].notna()
    numbers = (frame["rating_basis_before"] == "numbers") & (frame["rating_basis"] == "numbers")
    limit = np.where(numbers, SAME, SAME_IN_WORDS)
    cases = [change >= limit, change <= -limit, change.notna(), before, now]
    words = ["improved", "worse", "unchanged", "rated in the earlier wave only", "rated in the later wave only"]
    return pd.Series(np.select(cases, words, "not rated"), index=frame.index)


def _notes(
    table: pd.DataFrame, missing: pd.DataFrame, plan: pd.DataFrame | None, accounts: set[str]
) -> tuple[str, ...]:
    if table.empty:
        return ()
    notes = [
        f"reading: improved or worse from {SAME:g} points of rating on, {SAME_IN_WORDS:g} where one is read from words"
    ]
    notes += [
        f"{reading}: {', '.join(sorted(set(group['account'])))}"
        for reading, group in missing.groupby("reading", sort=True)
    ]
    if plan is not None:
        notes.append("a change that followed an action is not yet one that came from it: nobody was left untreated")
        if strangers := sorted(set(plan["account"]) - accounts):
            notes.append(f"the plan names accounts that were not interviewed: {', '.join(strangers)}")
    return tuple(notes)
