"""A codebook of another tool → criteria to paste into `criteria.yaml`."""

from __future__ import annotations

import re
import unicodedata
from typing import get_args

import yaml

from voc.coding.coded import Coding
from voc.coding.codes import VENDOR, fold, parts
from voc.model import Signal

BOND = "relationship"
"""The built-in criterion without which a codebook weighs no relationship; it is listed where no code bears its name."""


def criteria(coding: Coding) -> str:
    """The codes as YAML: each outermost code a criterion, those below it its facets, descriptions its meaning. The
    names themselves stand in for the terms, which are to be filled in. A tree of codes that this program wrote gives
    back the criteria in it."""
    top: dict[str, dict[str, object]] = {}
    for names, about in coding.codes:
        row = parts(names)
        if row and fold(row[0]) in (*get_args(Signal), VENDOR):
            # a tree of ours: the criteria stand below some of the signals
            row = row[1:2] if fold(row[0]) == "mention" else ()
        if not row:
            continue
        entry = top.setdefault(_id(row[0]), {"id": _id(row[0]), "label": row[0]})
        if len(row) == 1 and about:
            entry["means"] = " ".join(about.split())
        if len(row) > 1:
            facets = entry.setdefault("facets", {})
            assert isinstance(facets, dict)
            facets.setdefault(_id(row[1]), [row[1]])
    for entry in top.values():
        if "facets" not in entry:
            entry["terms"] = [str(entry["label"]).lower()]
    listed: list[object] = [*top.values(), *(() if BOND in top else (BOND,))]
    text: str = yaml.safe_dump({"criteria": listed}, sort_keys=False, allow_unicode=True, width=110)
    return text


def _id(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "code"
