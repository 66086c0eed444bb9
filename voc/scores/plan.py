"""The action plan between two waves: written as the table `actions`, filled in by people, read back."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path

import pandas as pd

from voc.errors import UsageError, unknown

FILE = "actions.csv"
REQUIRED = ("account", "criterion", "action")
COLUMNS = ("account", "wave", "criterion", "action", "owner", "due", "done")
DONE = ("yes", "no")
MISSING = "–"


def read_actions(path: str | Path, wave: int = 1) -> pd.DataFrame:
    """The filled-in `actions.csv`: columns account, wave, criterion, action, owner, due, done, one row an action that
    somebody wrote down (rows without an action are passed over), in the order of the file.

    Other columns are ignored; commas or semicolons may separate, as spreadsheets write them. `wave` is the wave the
    plan was made after, for rows that do not say; `due` is an ISO date; `done` an ISO date, `yes`, `no` or empty.
    Raises `UsageError` with all faults, each with its line.
    """
    place = Path(path)
    try:
        text = place.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{place}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{place}: is not UTF-8 text; save it as CSV UTF-8") from error
    lines = text.splitlines()
    separator = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=separator)
    header = [name.strip() for name in reader.fieldnames or ()]
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise UsageError(
            f"{place}:1: no column {', '.join(missing)}; start from the actions.csv that a run writes"
            " and fill in action, owner, due and done"
        )
    reader.fieldnames = header
    faults: list[str] = []
    rows = []
    for row in reader:
        cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
        if cells["action"]:
            rows.append(_checked(cells, wave, f"{place}:{reader.line_num}", faults))
    if faults:
        raise UsageError("\n".join(faults))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _checked(cells: dict[str, str], after: int, place: str, faults: list[str]) -> dict[str, object]:
    for name in ("account", "criterion"):
        if not cells[name]:
            faults.append(f"{place}: {name} is empty; say whom the action is for")
    wave = cells["wave"] or str(after)
    if not wave.isdecimal():
        faults.append(f"{place}: wave {wave!r} is not a whole number")
    if cells["due"] and not _is_date(cells["due"]):
        faults.append(f"{place}: due {cells['due']!r} is not a date; write it as 2025-03-31")
    done = cells["done"].lower()
    if done and done not in DONE and not _is_date(done):
        near = f" ({unknown('word', done, DONE)})" if done.isalpha() else ""
        faults.append(f"{place}: done {cells['done']!r} is neither a date (2025-03-31) nor yes or no{near}")
    return {**cells, "wave": int(wave) if wave.isdecimal() else after, "done": done}


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def status(due: str, done: str, asked: str) -> str:
    """What became of an action by the time the customer was `asked` again (ISO date or empty): `done`, `done late`
    (after it was due), `done after the interview` (the answers cannot know of it), `overdue` or `open`."""
    if done == "yes":
        return "done"
    if done and done != "no":
        if asked and done > asked:
            return "done after the interview"
        return "done late" if due and done > due else "done"
    return "overdue" if due and asked and due < asked else "open"


def listed(cells: pd.Series) -> str:
    """Several actions in one cell, so that the n-th action has the n-th owner."""
    return "; ".join(cell or MISSING for cell in cells) if (cells != "").any() else ""
