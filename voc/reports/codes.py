"""A coded passage's code in short: its name, its sign and its colour, the same wherever a passage is shown."""

from __future__ import annotations

from collections.abc import Mapping

from voc.reports.cells import Row, visible, written

COLOURS: Mapping[str, str] = {
    "mention": "bright_black",
    "importance": "blue",
    "performance": "yellow",
    "commodity": "cyan",
    "rep_change": "magenta",
    "tier": "bright_blue",
    "buying": "bright_cyan",
    "value": "bright_green",
    "shortfall": "bright_red",
    "renewal": "bright_magenta",
    "dependence": "bright_yellow",
}
"""Terminal colours, from the sixteen that follow the user's own theme."""

_PERFORMANCE = {
    "positive": ("+", "green"),
    "negative": ("−", "red"),
    "neutral": ("=", "yellow"),
    "mixed": ("±", "yellow"),
}


def colour(row: Row) -> str:
    """The colour of the row's signal; performance takes its own from what was said."""
    if row["signal"] == "performance":
        return _PERFORMANCE.get(str(row["label"]), ("", COLOURS["performance"]))[1]
    return COLOURS.get(str(row["signal"]), "white")


def short(row: Row) -> str:
    """The code for the margin or a bracket: `performance price +`, `importance price decisive`."""
    label = str(row["label"] or "")
    if row["signal"] == "performance":
        label = _PERFORMANCE.get(label, (label, ""))[0]
    return " ".join(visible(str(part)) for part in (row["signal"], row["criterion"], label) if part)


def full(row: Row) -> str:
    """The whole code in one line: `performance · price · Tyreline · positive · 8/10`."""
    parts = (row["signal"], row["criterion"], row["vendor"], row["label"], figure(row))
    return " · ".join(visible(str(part)) for part in parts if part)


def figure(row: Row) -> str:
    """The number that was said, against what it is measured, in its unit; empty if no number was said."""
    amount, reference, unit = written(row["amount"]), written(row["reference"]), str(row["unit"] or "")
    if not amount:
        return ""
    if unit == "score":
        return f"{amount}/{reference}" if reference else amount
    if unit == "rank":
        return f"rank {amount}"
    if unit == "points":
        return f"{amount} points"
    said = f"{amount} {unit}".strip()
    return f"{said} against {reference}" if reference else said


def place(row: Row, sources: Mapping[str, str]) -> str:
    """Where to find the passage: `path:line`, `path 00:12:31`, else the path and the number of the turn, from 1."""
    interview = str(row["interview"])
    path = visible(sources.get(interview, interview))
    if row["line"] is not None:
        return f"{path}:{row['line']}"
    if row["at"] is not None:
        return f"{path} {clock(row['at'])}"
    return f"{path} turn {int(str(row['turn'])) + 1}"


def clock(seconds: object) -> str:
    """Seconds as `h:mm:ss`, the way players show them."""
    whole = int(float(str(seconds)))
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
