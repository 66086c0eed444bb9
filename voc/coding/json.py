"""Codings as JSON: a list of rows, `{"evidence": [...]}` as `voc analyze --json` prints it, or `{"codes": [...]}` with
the coding manual's own attributes (`strength`, `polarity`, `score` and `scale`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from voc.coding.coded import FIELDS, Bundle, Coded, Coding
from voc.coding.columns import maker
from voc.coding.packed import decode, fetch
from voc.coding.sheet import HEADER, rows, text
from voc.errors import UsageError

NAME = "json"
SUFFIXES = (".json",)
ABOUT = "the rows of a review sheet as JSON"
_LISTS = ("codes", "evidence", "rows", "passages")
_LABELS = ("label", "strength", "polarity", "direction", "impact", "tier", "mode", "intent", "person")
_NUMBERS = ("turn", "start", "end")


def read(path: Path) -> Coding:
    try:
        top = json.loads(decode(path, fetch(path)))
    except json.JSONDecodeError as fault:
        raise UsageError(f"{path}:{fault.lineno}: is no valid JSON: {fault.msg} (column {fault.colno})") from fault
    except (RecursionError, ValueError) as fault:
        raise UsageError(f"{path}: is no valid JSON") from fault
    name = next((key for key in _LISTS if isinstance(top, dict) and isinstance(top.get(key), list)), "")
    listed = top if isinstance(top, list) else top[name] if name else None
    if listed is None:
        raise UsageError(f"{path}: a coding is a list of passages, or has one under {' or '.join(_LISTS)}")
    whole = top if isinstance(top, dict) else {}
    about = {"interview": _word(whole.get("interview")), "coder": _word(whole.get("coder"))}
    if name == "codes" and not about["interview"]:
        about["interview"] = path.name.removesuffix(".json").removesuffix(".gold")
    found, notes = [], []
    for number, entry in enumerate(listed):
        if isinstance(entry, dict):
            found.append(_coded(entry, f"{name}[{number}]", about))
        else:
            notes.append(f"{name}[{number}] is no passage and was passed over")
    return Coding(str(path), NAME, tuple(found), notes=tuple(notes))


def write(bundle: Bundle) -> bytes:
    """The rows of a review sheet under `rows`, without the context."""
    kept = [name for name in HEADER if name not in ("before", "after", "decision", "note", "coder")]
    listed = [{name: row[name] for name in kept if row[name] is not None} for row in rows(bundle)]
    return (json.dumps({"study": bundle.name, "rows": listed}, ensure_ascii=False, indent=1) + "\n").encode()


def _coded(entry: Mapping[str, Any], place: str, about: Mapping[str, str]) -> Coded:
    said = {name: _word(entry.get(name)) for name in FIELDS if name not in _NUMBERS}
    label = next((_word(entry[name]) for name in _LABELS if entry.get(name)), "")
    if said["signal"] == "value" and entry.get("unique") is True:
        label = "unique"
    if isinstance(entry.get("source"), str) and not said["coder"] and not said["seal"]:
        said["coder"] = maker(entry["source"])
    said |= {"label": label} | {name: said[name] or given for name, given in about.items()}
    said |= {name: said[name] or given for name, given in _number(entry).items()}
    places = {name: entry[name] if isinstance(entry.get(name), int) else None for name in _NUMBERS}
    if said["value"] == "" and entry.get("scale"):
        said["value"] = _normalised(entry.get("score"), entry["scale"])
    cells = {name: f"{place}.{name}" for name in FIELDS}
    return Coded(place=place, cells=cells, **said, **places)  # type: ignore[arg-type]


def _number(entry: Mapping[str, Any]) -> dict[str, str]:
    """Amount, reference and unit out of the manual's attributes."""
    if entry.get("signal") == "shortfall":
        actual, expected, unit = (_word(entry.get(name)) for name in ("actual", "expected", "unit"))
        return {"amount": actual, "reference": expected, "unit": unit}
    if entry.get("points") is not None:
        return {"amount": _word(entry["points"]), "reference": "100", "unit": "points"}
    if entry.get("score") is not None:
        scale = entry.get("scale")
        best = _word(scale[1]) if isinstance(scale, list) and len(scale) == 2 else ""
        return {"amount": _word(entry["score"]), "reference": best, "unit": "grade" if scale == "letter" else "score"}
    if entry.get("rank") is not None:
        return {"amount": _word(entry["rank"]), "reference": "", "unit": "rank"}
    if entry.get("currency") or entry.get("per"):
        return {"unit": "/".join(_word(entry.get(name)) for name in ("currency", "per") if entry.get(name))}
    return {}


def _normalised(score: object, scale: object) -> str:
    if not (isinstance(score, (int, float)) and isinstance(scale, list) and len(scale) == 2):
        return ""
    worst, best = scale
    if not all(isinstance(end, (int, float)) for end in scale) or worst == best:
        return ""
    return text(round(min(max((score - worst) / (best - worst), 0.0), 1.0), 6))


def _word(cell: object) -> str:
    if cell is None or isinstance(cell, (dict, list)):
        return ""
    return text(cell) if isinstance(cell, float) else str(cell).strip()
