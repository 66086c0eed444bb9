"""REFI-QDA: the tree of codes in the exchange format of NVivo, ATLAS.ti, MAXQDA, QualCoder and others (version 1.5 of
the standard, 2019), read and written; shared by the codebook (`.qdc`) and the project (`.qdpx`)."""

from __future__ import annotations

import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import get_args

from defusedxml.ElementTree import fromstring

import voc
from voc.coding import codes
from voc.coding.packed import refuse_entities
from voc.errors import UsageError
from voc.model import LABELS, Codebook, Evidence, Signal

ORIGIN = f"voc {voc.__version__}"
_SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "refi-qda.voc")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_COLOURS = {
    "mention": "#9E9E9E", "importance": "#1E88E5", "performance": "#F9A825", "commodity": "#00ACC1",
    "rep_change": "#AB47BC", "tier": "#5C6BC0", "buying": "#26A69A", "value": "#43A047", "shortfall": "#E53935",
    "renewal": "#D81B60", "dependence": "#8D6E63", "vendor": "#546E7A",
}  # fmt: skip
_RATED = ("importance", "performance")
Path_ = tuple[str, ...]


def guid(*parts: object) -> str:
    """The same name for the same thing in every run."""
    return str(uuid.uuid5(_SPACE, "\x1f".join(map(str, parts))))


def fit(text: str) -> str:
    """Text without the characters that XML cannot hold; one for one, so that positions stay."""
    return _UNFIT.sub("\ufffd", text)


def parse(path: Path, data: bytes) -> ET.Element:
    """The root of an XML file; raises for one that is damaged or declares entities."""
    refuse_entities(path, data)
    try:
        root: ET.Element = fromstring(data)
    except (ET.ParseError, ValueError, LookupError) as fault:
        raise UsageError(f"{path}: is damaged or no REFI-QDA file: {fault}; export it again") from fault
    return root


def tag(element: ET.Element) -> str:
    """An element's name, whatever version of the standard its namespace names."""
    return element.tag.rpartition("}")[2]


def within(element: ET.Element, *names: str) -> Iterator[ET.Element]:
    """The children of these names."""
    return (child for child in element if tag(child) in names)


def same(text: str | None) -> str:
    """A GUID as it is compared: without braces, in lower case."""
    return (text or "").strip().strip("{}").lower()


def tree(element: ET.Element, above: Path_ = ()) -> Iterator[tuple[str, Path_, str]]:
    """GUID, names from the outermost on, and description of every code below the element."""
    for code in within(element, "Code"):
        names = (*above, (code.get("name") or "").strip())
        about = next((child.text or "" for child in within(code, "Description")), "")
        yield same(code.get("guid")), names, about.strip()
        yield from tree(code, names)


def codebook(
    codebook: Codebook, rows: Sequence[Evidence], vendors: Iterable[str]
) -> tuple[ET.Element, dict[Path_, str]]:
    """The element `Codes` with all that can be coded, signal → criterion → label, and the GUID of each code.

    A code's name holds those above it, for many tools know a code by its name alone.
    """
    used = {codes.path(row) for row in rows}
    about: dict[Path_, str] = {
        (signal, criterion.id): criterion.means for criterion in codebook.criteria for signal in ("mention", *_RATED)
    }
    every = sorted(
        {*_possible(codebook), *used, *((codes.VENDOR, vendor.replace("/", "-")) for vendor in vendors)}, key=_place
    )
    takes = {*_possible(codebook), *used}
    top = ET.Element("Codes")
    made: dict[Path_, ET.Element] = {}
    ids: dict[Path_, str] = {}
    for names in every:
        for depth in range(1, len(names) + 1):
            branch = names[:depth]
            if branch in made:
                continue
            codable = branch in takes or (branch[0] == codes.VENDOR and depth > 1)
            ids[branch] = guid("code", *branch)
            made[branch] = ET.SubElement(
                made[branch[:-1]] if depth > 1 else top,
                "Code",
                guid=ids[branch],
                name=fit(codes.name(branch)),
                isCodable="true" if codable else "false",
                color=_COLOURS.get(branch[0], "#9E9E9E"),
            )
            if about.get(branch):
                ET.SubElement(made[branch], "Description").text = fit(about[branch])
    return top, ids


def _possible(codebook: Codebook) -> Iterator[Path_]:
    ids = [criterion.id for criterion in codebook.criteria]
    for signal in get_args(Signal):
        labels = LABELS.get(signal, ())
        if signal in _RATED:
            yield from ((signal, id, label) for id in ids for label in labels)
        elif signal == "mention":
            yield from ((signal, id) for id in ids)
        elif labels:
            yield from ((signal, label) for label in labels)
        else:
            yield (signal,)
    yield ("value", "unique")


def _place(names: Path_) -> tuple[int, Path_]:
    order = [*get_args(Signal), codes.VENDOR]
    return order.index(names[0]) if names[0] in order else len(order), names


def document(root: ET.Element) -> bytes:
    """An element as an XML file."""
    ET.indent(root, " ")
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
