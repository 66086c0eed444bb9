"""Are a row's codes among those the codebook knows? Text → checked values, or every fault with its cell and cure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Any, NamedTuple, get_args

from voc.coding.coded import Coded, Names
from voc.coding.codes import fold, understood
from voc.errors import unknown
from voc.model import LABELS, Codebook, Interview, Scale, Signal, Vendor

NEEDS_CRITERION = ("importance", "performance", "mention")
NEEDS_LABEL = tuple(LABELS)
_SIGNALS = get_args(Signal)
_GRADE = re.compile(r"[A-Fa-f][+\-–−]?")
_UNRATED = ("mention", "shortfall")


class Fault(NamedTuple):
    """What is wrong with a row: its place in the file ("row 12, H12") and what to do."""

    place: str
    message: str


def names(codebook: Codebook, interviews: Iterable[Interview]) -> Names:
    """What codes may be made of, in this study: vendors of the codebook and of every interview, with their aliases."""
    vendors: dict[str, str] = {}
    metas = [interview.meta for interview in interviews]
    for vendor in (*codebook.vendors, *(v for meta in metas for v in (*meta.vendors, Vendor(meta.vendor)))):
        for name in (vendor.name, *vendor.aliases):
            if name:
                vendors.setdefault(name.casefold(), vendor.name)
    return Names(codebook, vendors)


def code(row: Coded, known: Names) -> tuple[dict[str, Any], list[Fault]]:
    """The fields of a code with their values, and the faults; with faults the values are not to be used."""
    faults: list[Fault] = []
    said = {name: getattr(row, name) for name in ("signal", "criterion", "vendor", "label", "unit")}
    if fold(said["signal"]) not in _SIGNALS:
        meant = understood([part for part in (said["signal"],) if part], known) if said["signal"] else None
        if not said["signal"] and said["criterion"]:
            meant = {"signal": "performance" if fold(said["label"]) in LABELS["performance"] else "mention"}
        if meant is None or "signal" not in meant:
            told = unknown("signal", said["signal"], _SIGNALS) if said["signal"] else "there is no signal; name one"
            return said, [Fault(_at(row, "signal"), told)]
        said |= {name: said[name] if name != "signal" and said[name] else text for name, text in meant.items()}
    said["signal"] = fold(said["signal"])
    said["criterion"] = _criterion(row, said, known, faults)
    said["vendor"] = _vendor(row, said["vendor"], known, faults)
    numbers = {
        "amount": _amount(row, faults),
        "reference": _number(row, "reference", faults),
        "value": _number(row, "value", faults),
    }
    said["label"] = _label(row, said, numbers["amount"] is not None, faults)
    value = numbers["value"]
    if isinstance(value, float) and not 0 <= value <= 1:
        faults.append(
            Fault(_at(row, "value"), f"value {row.value} is not between 0 and 1; leave it empty to compute it")
        )
    said |= numbers
    if value is None and not faults:
        said["value"] = _normalised(said, known.codebook)
    if isinstance(said["amount"], str) and not said["unit"]:
        said["unit"] = "grade"
    return said, faults


def _at(row: Coded, field: str) -> str:
    cell = row.cells.get(field, "")
    return f"{row.place}, {cell}" if cell and not cell.startswith(row.place) else cell or row.place


def _criterion(row: Coded, said: dict[str, Any], known: Names, faults: list[Fault]) -> str:
    text = said["criterion"]
    ids = [criterion.id for criterion in known.codebook.criteria]
    if not text:
        if said["signal"] in NEEDS_CRITERION:
            faults.append(
                Fault(_at(row, "criterion"), f"{said['signal']} needs a criterion (known: {', '.join(sorted(ids))})")
            )
        return ""
    for criterion in known.codebook.criteria:
        if fold(text) in (fold(criterion.id), fold(criterion.label)):
            return criterion.id
    faults.append(Fault(_at(row, "criterion"), f"{unknown('criterion', text, ids)}; or add it to criteria.yaml"))
    return ""


def _vendor(row: Coded, text: str, known: Names, faults: list[Fault]) -> str:
    if not text or text.casefold() in known.vendors or not known.vendors:
        return known.vendors.get(text.casefold(), text)
    near = difflib.get_close_matches(text.casefold(), known.vendors, n=1, cutoff=0.6)
    hint = f"; did you mean {known.vendors[near[0]]!r}?" if near else ""
    told = f"unknown vendor {text!r}{hint} (known: {', '.join(sorted(set(known.vendors.values())))})"
    faults.append(Fault(_at(row, "vendor"), f"{told}; or add it to criteria.yaml or the interview's metadata"))
    return ""


def _label(row: Coded, said: dict[str, Any], numbered: bool, faults: list[Fault]) -> str:
    signal, text = said["signal"], said["label"]
    if signal == "dependence":
        return str(text)
    allowed = ("unique",) if signal == "value" else LABELS.get(signal, ())
    if signal == "value" and fold(text) in ("no", "false", "not_unique"):
        return ""
    if text and fold(text) in allowed:
        return fold(text)
    listed = ", ".join(allowed) or "none"
    if not text:
        if signal in NEEDS_LABEL and not (numbered and signal in ("importance", "performance")):
            faults.append(Fault(_at(row, "label"), f"{signal} needs a label: {listed}"))
        return ""
    told = unknown("label", text, allowed) if allowed else f"{signal} has no label; leave it empty"
    faults.append(Fault(_at(row, "label"), f"{told.removesuffix(')')} for {signal})" if allowed else told))
    return ""


def _amount(row: Coded, faults: list[Fault]) -> float | str | None:
    text = row.amount.strip()
    if _GRADE.fullmatch(text):
        return text.upper().replace("–", "-").replace("−", "-")
    return _number(row, "amount", faults)


def _number(row: Coded, field: str, faults: list[Fault]) -> float | None:
    text = getattr(row, field).strip().replace("\u00a0", "").replace("−", "-").rstrip("%")
    if not text:
        return None
    if re.fullmatch(r"-?\d+,\d{1,2}", text):
        text = text.replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if number != number or abs(number) == float("inf"):
        faults.append(
            Fault(_at(row, field), f"{field} {getattr(row, field)!r} is not a number; write 8.5 or leave it empty")
        )
        return None
    return number


def _normalised(said: dict[str, Any], codebook: Codebook) -> float | None:
    """(amount − worst) / (best − worst), where the row itself does not tell: a share of 100 points, a rank's
    reciprocal, a score on the codebook's scale with that best end, else from 1, or from 0 on long scales."""
    amount: float | str | None = said["amount"]
    best: float | None = said["reference"]
    unit = said["unit"]
    if amount is None or said["signal"] not in ("importance", "performance"):
        return None
    if isinstance(amount, str):
        marks = next((scale.marks for scale in codebook.scales if amount in scale.marks), None)
        return None if marks is None else round((marks[amount] - 1) / 9, 6)
    if unit == "rank":
        return round(1 / max(amount, 1.0), 6)
    if unit == "points":
        return round(min(max(amount / (best or 100.0), 0.0), 1.0), 6)
    if best is None:
        return None
    worst = _worst(best, amount, codebook.scales)
    return None if worst == best else round(min(max((amount - worst) / (best - worst), 0.0), 1.0), 6)


def _worst(best: float, amount: float, scales: Iterable[Scale]) -> float:
    fitting = [s.worst for s in scales if s.best == best and not s.marks and min(s.worst, best) <= amount]
    if fitting:
        return fitting[0]
    return 6.0 if best == 1 else 0.0 if best >= 20 else 1.0
