"""A code's name, as tools with one tree of codes write it → signal, criterion, label and vendor, and back.

`performance/price/negative` goes out and comes in; a code of another tool is understood if its last name, or the name
together with those above it, says which criterion or signal is meant ("Decision criteria > Price", "Price: too dear").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import get_args

from voc.coding.coded import Names
from voc.model import LABELS, Evidence, Signal

VENDOR = "vendor"
"""The top of the branch that holds the vendors: a second code beside what is said of them."""
_SEPARATORS = re.compile(r"\s*(?:/|\\|::|>|›|»|\||: )\s*")
_SIGNALS = get_args(Signal)
_BY_LABEL: Mapping[str, tuple[str, ...]] = {
    label: tuple(signal for signal, labels in LABELS.items() if label in labels)
    for label in dict.fromkeys(label for labels in LABELS.values() for label in labels)
}


def path(row: Evidence) -> tuple[str, ...]:
    """The names of a row's code, outermost first."""
    return tuple(part.replace("/", "-") for part in (row.signal, row.criterion, row.label) if part)


def name(parts: Sequence[str]) -> str:
    """The names as one, which is unmistakable wherever the code stands: many tools want every code's name but once."""
    return "/".join(parts)


def parts(names: Sequence[str]) -> tuple[str, ...]:
    """The names of a code's branch taken apart and put in a row; a name that begins with those above it holds them."""
    row: list[str] = []
    for branch in names:
        split = [part for part in _SEPARATORS.split(branch.strip()) if part]
        row = split if len(split) > len(row) and split[: len(row)] == row else [*row, *split]
    return tuple(row)


def understood(names: Sequence[str], known: Names) -> dict[str, str] | None:
    """The fields that a code stands for, or None if it says neither signal nor criterion.

    A criterion alone is a `mention`; with a label of its own kind it is `performance` or `importance`. Names further
    up that mean nothing here ("Business drivers") are passed over, but the last name must mean something.
    """
    row = parts(names)
    if not row:
        return None
    if fold(row[0]) == VENDOR:
        vendor = known.vendors.get("/".join(row[1:]).casefold(), "/".join(row[1:]))
        return {"vendor": vendor} if vendor else None
    said: dict[str, str] = {}
    for number, part in enumerate(row):
        meant = _meant(part, known, said)
        if meant is None and said.get("signal") in ("dependence",):
            meant = ("label", part)
        if meant is None:
            if number == len(row) - 1:
                return None
            continue
        said[meant[0]] = meant[1]
    if "signal" not in said:
        said["signal"] = _implied(said)
    return said if said["signal"] else None


def fold(text: str) -> str:
    """A name as it is compared: lower case, `_` between words."""
    return re.sub(r"[\s_-]+", "_", text.strip().casefold())


def _meant(part: str, known: Names, said: Mapping[str, str]) -> tuple[str, str] | None:
    folded = fold(part)
    if folded in _BY_LABEL and ("signal" in said or folded not in _SIGNALS):
        if folded in LABELS.get(said.get("signal", folded), (folded,)):
            return "label", folded
        return None
    if said.get("signal") == "value" and folded == "unique":
        return "label", folded
    if folded in _SIGNALS:
        return "signal", folded
    for criterion in known.codebook.criteria:
        if folded in (fold(criterion.id), fold(criterion.label)):
            return "criterion", criterion.id
    vendor = known.vendors.get(part.strip().casefold())
    return ("vendor", vendor) if vendor else None


def _implied(said: Mapping[str, str]) -> str:
    label, criterion = said.get("label", ""), said.get("criterion", "")
    if not label:
        return "mention" if criterion else ""
    signals = _BY_LABEL.get(label, ())
    if criterion:
        signals = tuple(signal for signal in signals if signal in ("importance", "performance"))
    return signals[0] if len(signals) == 1 else ""
