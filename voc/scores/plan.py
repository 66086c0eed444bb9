"""The action plan between two waves: written as the table `actions`, filled in by people, read back."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path

import pandas as pd

from voc.errors import UsageError, unknown

REQUIRED = ("account", "criterion", "action")
KNOWN = (*REQUIRED, "wave", "owner", "due", "status")
STATUS = ("", "open", "done", "dropped")


def read_actions(path: str | Path) -> pd.DataFrame:
    """The filled-in `actions.csv`: columns account, wave, criterion, action, owner, due, status, one row an action that
    somebody wrote down (rows without an action are passed over), in the order of the file.

    Other columns are ignored; commas or semicolons may separate, as spreadsheets write them. `wave` is the wave the
    plan was made after (1 if empty), `due` an ISO date, `status` open, done or dropped. Raises `UsageError` with all
    faults, each with its line.
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
            " and fill in action, owner and due"
        )
    reader.fieldnames = header
    faults: list[str] = []
    rows = []
    for row in reader:
        cells = {name: (row.get(name) or "").strip() for name in KNOWN}
        if cells["action"]:
            rows.append(_checked(cells, f"{place}:{reader.line_num}", faults))
    if faults:
        raise UsageError("\n".join(faults))
    return pd.DataFrame(rows, columns=["account", "wave", "criterion", "action", "owner", "due", "status"])


def _checked(cells: dict[str, str], place: str, faults: list[str]) -> dict[str, object]:
    for name in ("account", "criterion"):
        if not cells[name]:
            faults.append(f"{place}: {name} is empty; say whom the action is for")
    wave = cells["wave"] or "1"
    if not wave.isdecimal():
        faults.append(f"{place}: wave {wave!r} is not a whole number")
    if cells["due"]:
        try:
            datetime.date.fromisoformat(cells["due"])
        except ValueError:
            faults.append(f"{place}: due {cells['due']!r} is not a date; write it as 2025-03-31")
    if cells["status"].lower() not in STATUS:
        faults.append(f"{place}: {unknown('status', cells['status'], STATUS[1:])}")
    return {**cells, "wave": int(wave) if wave.isdecimal() else 1, "status": cells["status"].lower()}
