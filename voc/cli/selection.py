"""Chooses what is shown: tables and rows by name, passages by their columns, and the few that explain an account."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from voc.errors import UsageError, unknown

if TYPE_CHECKING:
    import pandas as pd

    from voc.model import Table

EVIDENCE = "evidence"
FULL = 5
FEW = 5


def named(kind: str, wanted: Iterable[str], known: Iterable[str]) -> list[str]:
    """The names wanted as the study spells them (capitals do not matter); raises UsageError naming the nearest."""
    folded = {name.casefold(): name for name in known}
    for name in wanted:
        if name.casefold() not in folded:
            raise UsageError(f"--{kind}: {unknown(kind, name, folded.values())}")
    return list(dict.fromkeys(folded[name.casefold()] for name in wanted))


def tables(every: Mapping[str, Table], names: Sequence[str], accounts: Sequence[str]) -> dict[str, Table]:
    """The tables of these names in the order of the study, all if none is named, with the rows of these accounts; a
    table without accounts stays whole."""
    chosen = {name: table for name, table in every.items() if not names or name in names}
    if not accounts:
        return chosen
    return {name: replace(table, frame=rows(table.frame, accounts)) for name, table in chosen.items()}


def rows(frame: pd.DataFrame, accounts: Sequence[str]) -> pd.DataFrame:
    """The rows of these accounts; all if none is named or the frame has no accounts."""
    return matching(frame, {"account": accounts}) if "account" in frame.columns else frame


def matching(frame: pd.DataFrame, wanted: Mapping[str, Collection[str]]) -> pd.DataFrame:
    """The rows whose columns hold one of the values wanted; a column for which none is named does not count."""
    for column, values in wanted.items():
        if values:
            frame = frame[frame[column].isin(list(values))]
    return frame


def front(every: Mapping[str, Table]) -> dict[str, Table]:
    """The tables for a first look: the first of all, who may leave, and what to mend first; the last two shortened,
    with a note that says so. A table with nothing to show is left out."""
    first = list(every)[:1]
    shown = {name: every[name] for name in first}
    if "renewal" in every and "risk" in every["renewal"].frame.columns:
        frame = every["renewal"].frame
        latest = frame["wave"] == frame.groupby("account")["wave"].transform("max")
        risky = frame[latest & frame["risk"].isin(["high", "medium"])]
        shown |= _part(every["renewal"], risky, "Renewal: who may leave")
    if "actions" in every and "priority" in every["actions"].frame.columns:
        frame = every["actions"].frame.sort_values("priority", ascending=False, kind="stable").head(FEW)
        shown |= _part(every["actions"], frame.drop(columns="quotes", errors="ignore"), "Actions: what to mend first")
    return shown


def _part(table: Table, frame: pd.DataFrame, title: str) -> dict[str, Table]:
    if frame.empty:
        return {}
    left = len(table.frame) - len(frame)
    notes = (f"{len(frame)} of {len(table.frame)} rows; all of them: --table {table.name}",) if left else ()
    return {table.name: replace(table, frame=frame.reset_index(drop=True), title=title, notes=notes)}


def telling(evidence: pd.DataFrame, gaps: pd.DataFrame, accounts: int = 3) -> pd.DataFrame:
    """Two passages for each of the accounts with the largest gaps, out of those that the numbers rest on: one on what
    counts how much, one on how alike the offers are; those that a phrase or a person vouches for before those that a
    model alone recognised, the plainest first, full sentences before bare answers."""
    keep: list[object] = []
    rows_by_id = evidence.drop_duplicates("id").set_index("id")
    largest = gaps["gap"].abs().sort_values(ascending=False, kind="stable").index[:accounts]
    for cell in gaps["evidence"].loc[sorted(largest)]:
        group = rows_by_id.loc[[id_ for id_ in str(cell).split() if id_ in rows_by_id.index]]
        for place in (_WEIGHT, _KIND):
            ranked = sorted(
                (source.startswith("model:"), rank, len(quote.split()) < FULL, number, id_)
                for number, (id_, signal, criterion, label, quote, source) in enumerate(
                    group[["signal", "criterion", "label", "quote", "source"]].itertuples(name=None)
                )
                if (rank := place.get((signal, criterion, label), place.get((signal, "", label), -1))) >= 0
            )
            keep += [row[-1] for row in ranked[:1]]
    return rows_by_id.loc[keep].reset_index()


def _ranked(*order: tuple[str, str, str]) -> dict[tuple[str, str, str], int]:
    return {key: rank for rank, key in enumerate(order)}


_BOND = "relationship"
_WEIGHT = _ranked(
    ("importance", _BOND, "decisive"),
    ("importance", _BOND, "none"),
    ("importance", _BOND, "high"),
    ("importance", "", "decisive"),
    ("importance", _BOND, "medium"),
    ("importance", _BOND, "low"),
    ("importance", "", "high"),
    ("importance", "", "medium"),
    ("mention", _BOND, ""),
)
_KIND = _ranked(
    ("commodity", "", "commodity"),
    ("commodity", "", "differentiated"),
    ("buying", "", "rfp"),
    ("buying", "", "purchasing_led"),
    ("buying", "", "complex"),
    ("buying", "", "user_led"),
    ("value", "", "unique"),
)
