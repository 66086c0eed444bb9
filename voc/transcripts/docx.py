"""Word documents: Teams (`Pat Lee   0:03`), Google Meet, Rev, and whatever was typed as `Name: text`.

Paragraphs and line breaks become lines and are read as plain text is; a table's row becomes a line with tabs. Deleted
text, field codes, headers, footers and comments are not what was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

import defusedxml.ElementTree as ElementTree

from voc.model import Turn
from voc.transcripts.lines import split
from voc.transcripts.office import ZIP, archive
from voc.transcripts.source import Source, wrong
from voc.transcripts.turns import assemble

NAME = "docx"
SUFFIXES = (".docx",)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_SKIPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "pict", "drawing", "object", "sectPr", "Fallback"}
)
_MAIN = re.compile(
    rb'Target="/?([^"]+)"[^>]*Type="[^"]*/officeDocument"|Type="[^"]*/officeDocument"[^>]*Target="/?([^"]+)"'
)


def sniff(source: Source) -> bool:
    return source.suffix in SUFFIXES or (source.data.startswith(ZIP) and b"word/" in source.data)


def read(source: Source) -> tuple[Turn, ...]:
    parts = archive(source, ".docx", "_rels/.rels", "word/document.xml")
    match = _MAIN.search(parts.get("_rels/.rels", b""))
    main = (match[1] or match[2]).decode("utf-8", "replace") if match else "word/document.xml"
    if main not in parts:
        parts = archive(source, ".docx", main)
    if main not in parts:
        raise wrong(source, "there is no document in the file", "save it as .docx again")
    try:
        root = ElementTree.fromstring(parts[main])
    except (ParseError, ValueError, RecursionError) as fault:
        raise wrong(source, f"the document is damaged: {fault}", "save it as .docx again") from fault
    lines = [line for block in _paragraphs(root) for line in block.split("\n")]
    if not any(line.strip() for line in lines):
        raise wrong(source, "the document holds no text", "export the transcript again; pictures are not read")
    return assemble(split(source, lines, numbered=False))


def _paragraphs(node: Any) -> Iterator[str]:
    """Texts of the paragraphs in order, each followed by a blank line."""
    for child in node:
        name = _name(child)
        if name == "p":
            yield _text(child)
            yield ""
        elif name == "tr":
            cells = ["\n".join(filter(None, _paragraphs(cell))) for cell in child if _name(cell) == "tc"]
            yield "\t".join(cells)
            yield ""
        elif name not in _SKIPPED:
            yield from _paragraphs(child)


def _text(node: Any) -> str:
    found: list[str] = []
    for child in node:
        name = _name(child)
        if name == "t":
            found.append(child.text or "")
        elif name in ("tab", "ptab"):
            found.append("\t")
        elif name in ("br", "cr"):
            found.append("\n")
        elif name == "noBreakHyphen":
            found.append("-")
        elif name not in _SKIPPED:
            found.append(_text(child))
    return "".join(found)


def _name(node: Any) -> str:
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
