"""REFI-QDA codebooks (`.qdc`): codes without passages."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from voc.coding import refi
from voc.coding.coded import Bundle, Coding
from voc.coding.packed import fetch
from voc.errors import UsageError

NAME = "qdc"
SUFFIXES = (".qdc",)
ABOUT = "the codebook for NVivo, ATLAS.ti, MAXQDA or QualCoder (REFI-QDA)"
_SCHEMA = "urn:QDA-XML:codebook:1.0"


def read(path: Path) -> Coding:
    root = refi.parse(path, fetch(path))
    if refi.tag(root) != "CodeBook":
        raise UsageError(f"{path}: is no REFI-QDA codebook: its top is {refi.tag(root)}, not CodeBook")
    found = [(names, about) for top in refi.within(root, "Codes") for _, names, about in refi.tree(top)]
    return Coding(str(path), NAME, codes=tuple(found))


def write(bundle: Bundle) -> bytes:
    vendors = sorted({vendor.name for vendor in bundle.codebook.vendors} | {r.vendor for r in bundle.rows if r.vendor})
    root = ET.Element("CodeBook", xmlns=_SCHEMA, origin=refi.ORIGIN)
    root.append(refi.codebook(bundle.codebook, bundle.rows, vendors)[0])
    return refi.document(root)
