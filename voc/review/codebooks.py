"""A codebook of another tool → criteria to paste into `criteria.yaml`."""

from __future__ import annotations

import re

import yaml

from voc.coding.coded import Coding
from voc.coding.codes import parts


def criteria(coding: Coding) -> str:
    """The codes as YAML: each outermost code a criterion, those below it its facets, descriptions its meaning. The
    names themselves stand in for the terms, which are to be filled in."""
    top: dict[str, dict[str, object]] = {}
    for names, about in coding.codes:
        row = parts(names)
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
            entry["terms"] = [str(entry["label"]).casefold()]
    text: str = yaml.safe_dump({"criteria": list(top.values())}, sort_keys=False, allow_unicode=True, width=110)
    return text


def _id(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_") or "code"
