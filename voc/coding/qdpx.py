"""REFI-QDA projects (`.qdpx`): codebook, transcripts and coded passages in one archive.

Positions are code points of the plain text, as the standard says. Tools differ in how they count line ends, a
byte-order mark and characters beyond the basic plane; the reading that lets most passages begin and end at a word is
taken. Pictures, sound and what lies outside the archive are not read.
"""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path

from voc.coding import codes, refi
from voc.coding.coded import TOOL, Bundle, Coded, Coding
from voc.coding.packed import decode, fetch, unpack
from voc.coding.positions import Reading, reading
from voc.coding.sheet import text as written
from voc.errors import UsageError
from voc.model import Evidence, Interview

NAME = "qdpx"
SUFFIXES = (".qdpx",)
ABOUT = "a project for NVivo, ATLAS.ti, MAXQDA or QualCoder (REFI-QDA)"
LEAD = 120
"""Characters before a passage that help to tell it from others of the same words."""
_SCHEMA = "urn:QDA-XML:project:1.0"
_FACTS = ("vendor", "amount", "reference", "unit", "value", "note", "source", "id")
"""What a passage's description holds, a line each: all that the tree of codes has no place for."""
_ABOUT = (
    ("account", "Text"),
    ("vendor", "Text"),
    ("side", "Text"),
    ("wave", "Integer"),
    ("date", "Text"),
    ("interviewee", "Text"),
)


def read(path: Path) -> Coding:
    parts = unpack(path, fetch(path), "REFI-QDA project", (".qde", ".txt"))
    project = next((data for name, data in sorted(parts.items()) if name.lower().endswith(".qde")), None)
    if project is None:
        raise UsageError(f"{path}: holds no project.qde; export it again as a REFI-QDA project")
    root = refi.parse(path, project)
    texts = {name.rsplit("/", 1)[-1].lower(): data for name, data in parts.items() if name.lower().endswith(".txt")}
    users = {
        refi.same(user.get("guid")): user.get("name") or user.get("id") or ""
        for top in refi.within(root, "Users")
        for user in refi.within(top, "User")
    }
    tree = [
        code for book in refi.within(root, "CodeBook") for top in refi.within(book, "Codes") for code in refi.tree(top)
    ]
    names = {guid: branch for guid, branch, _ in tree}
    rows: list[Coded] = []
    notes: list[str] = []
    for source, title in _sources(root):
        selections = list(refi.within(source, "PlainTextSelection"))
        if not any(list(refi.within(selection, "Coding")) for selection in selections):
            continue
        held = _text(path, source, texts)
        if held is None:
            notes.append(f"{title}: its text is not in the project, so {len(selections)} passages could not be read")
            continue
        rows += _coded(selections, reading(held, selections), title, names, users)
    return Coding(str(path), NAME, tuple(rows), tuple((branch, about) for _, branch, about in tree), tuple(notes))


def _sources(root: ET.Element) -> Iterator[tuple[ET.Element, str]]:
    """Every text with passages, and its name: texts, the text of PDFs, transcripts of sound and film."""
    for top in refi.within(root, "Sources"):
        for source in top:
            title = (source.get("name") or "").strip()
            if refi.tag(source) == "TextSource":
                yield source, title
            for inner in refi.within(source, "Representation", "Transcript"):
                yield inner, title


def _text(path: Path, source: ET.Element, texts: dict[str, bytes]) -> str | None:
    content = next((child.text or "" for child in refi.within(source, "PlainTextContent")), None)
    if content is not None:
        return content
    where = (source.get("plainTextPath") or "").replace("\\", "/").rsplit("/", 1)[-1].lower()
    if where not in texts:
        return None
    # the mark at the beginning stays: some tools count it
    data = texts[where]
    return ("\ufeff" if data.startswith(b"\xef\xbb\xbf") else "") + decode(path, data)


def _coded(
    selections: list[ET.Element], held: Reading, title: str, names: dict[str, refi.Path_], users: dict[str, str]
) -> Iterator[Coded]:
    spans = [(int(s.get("startPosition") or 0), int(s.get("endPosition") or 0)) for s in selections]
    about = {span: _vendors(s, names) for span, s in zip(spans, selections, strict=True) if _vendors(s, names)}
    for span, selection in zip(spans, selections, strict=True):
        facts = _facts(selection)
        for coding in refi.within(selection, "Coding"):
            branch = next(
                (names.get(refi.same(ref.get("targetGUID")), ()) for ref in refi.within(coding, "CodeRef")), ()
            )
            if not branch or codes.fold(codes.parts(branch)[0]) == codes.VENDOR:
                continue
            by = coding.get("creatingUser") or selection.get("creatingUser") or selection.get("modifyingUser")
            said = {name: facts.get(name, "") for name in _FACTS if name != "source"}
            vendor = said.pop("vendor")
            if not vendor and not said["id"] and len(about.get(span, ())) == 1:
                vendor = about[span][0]
            yield Coded(
                place=f"{title}, characters {span[0]} to {span[1]}",
                coder=users.get(refi.same(by), ""),
                interview=title,
                lead=held.cut(max(span[0] - LEAD, 0), span[0] - held.last),
                quote=held.cut(*span),
                signal=codes.name(codes.parts(branch)),
                vendor=vendor,
                **said,  # type: ignore[arg-type]
            )


def _vendors(selection: ET.Element, names: dict[str, refi.Path_]) -> list[str]:
    branches = [
        codes.parts(names.get(refi.same(ref.get("targetGUID")), ()))
        for coding in refi.within(selection, "Coding")
        for ref in refi.within(coding, "CodeRef")
    ]
    return sorted({"/".join(b[1:]) for b in branches if len(b) > 1 and codes.fold(b[0]) == codes.VENDOR})


def _facts(selection: ET.Element) -> dict[str, str]:
    """The lines `key: value` of a description; any other text is a note."""
    text = next((child.text or "" for child in refi.within(selection, "Description")), "")
    facts: dict[str, str] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        key, colon, said = line.partition(":")
        if colon and key.strip() in _FACTS and key.strip() not in facts:
            facts[key.strip()] = said.strip()
        else:
            facts["note"] = " ".join(filter(None, (facts.get("note", ""), line)))
    return facts


def write(bundle: Bundle) -> bytes:
    """The project. Each row of evidence is a selection of its own, with its code, its vendor as a second code, and the
    numbers in its description; the program codes as the user `voc`, people as themselves."""
    root = ET.Element("Project", xmlns=_SCHEMA, name=refi.fit(bundle.name), origin=refi.ORIGIN)
    coders = sorted({_coder(row) for row in bundle.rows} | {TOOL})
    users = ET.SubElement(root, "Users")
    for coder in coders:
        ET.SubElement(users, "User", guid=refi.guid("user", coder), name=refi.fit(coder))
    vendors = {vendor.name for vendor in bundle.codebook.vendors} | {row.vendor for row in bundle.rows if row.vendor}
    top, ids = refi.codebook(bundle.codebook, bundle.rows, sorted(vendors))
    ET.SubElement(root, "CodeBook").append(top)
    variables = ET.SubElement(root, "Variables")
    for name, kind in _ABOUT:
        ET.SubElement(variables, "Variable", guid=refi.guid("variable", name), name=name, typeOfVariable=kind)
    held = io.BytesIO()
    sources = ET.Element("Sources")
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        by_interview: dict[str, list[Evidence]] = {}
        for row in bundle.rows:
            by_interview.setdefault(row.interview, []).append(row)
        for interview in bundle.interviews:
            # some tools look for the text under the name of its source
            name = f"{refi.guid('source', interview.meta.id)}.txt"
            said, starts = script(interview)
            _part(packed, f"sources/{name}", said.encode("utf-8", "replace"))
            sources.append(_source(interview, name, starts, by_interview.get(interview.meta.id, []), ids))
        if len(sources):
            root.append(sources)
        _part(packed, "project.qde", refi.document(root))
    return held.getvalue()


def script(interview: Interview) -> tuple[str, list[int]]:
    """An interview as plain text, a paragraph a turn, and where the text of each turn begins in it."""
    said, starts, place = [], [], 0
    for turn in interview.turns:
        label = f"{turn.speaker}: " if turn.speaker else ""
        paragraph = refi.fit(f"{label}{turn.text}\n\n")
        starts.append(place + len(label))
        said.append(paragraph)
        place += len(paragraph)
    return "".join(said), starts


def _source(
    interview: Interview, name: str, starts: list[int], rows: list[Evidence], ids: dict[refi.Path_, str]
) -> ET.Element:
    meta = interview.meta
    source = ET.Element(
        "TextSource", guid=refi.guid("source", meta.id), name=refi.fit(meta.id), plainTextPath=f"internal://{name}"
    )
    for number, row in enumerate(rows):
        by = refi.guid("user", _coder(row))
        selection = ET.SubElement(
            source,
            "PlainTextSelection",
            guid=refi.guid("selection", row.interview, row.id, number),
            # a tool that codes lines finds its own by this beginning
            name=refi.fit(f"line:{2 * row.turn} {row.quote[:60]}"),
            startPosition=str(starts[row.turn] + row.start),
            endPosition=str(starts[row.turn] + row.end),
            creatingUser=by,
        )
        facts = {name: written(getattr(row, name, "")) for name in _FACTS}
        ET.SubElement(selection, "Description").text = refi.fit(
            "\n".join(f"{name}: {said}" for name, said in facts.items() if said)
        )
        branches = [codes.path(row)] + ([(codes.VENDOR, row.vendor.replace("/", "-"))] if row.vendor else [])
        for branch in branches:
            coding = ET.SubElement(
                selection, "Coding", guid=refi.guid("coding", row.interview, row.id, number, *branch), creatingUser=by
            )
            ET.SubElement(coding, "CodeRef", targetGUID=ids[branch])
    for key, kind in _ABOUT:
        said = written(getattr(meta, key))
        if said:
            value = ET.SubElement(source, "VariableValue")
            ET.SubElement(value, "VariableRef", targetGUID=refi.guid("variable", key))
            ET.SubElement(value, f"{kind}Value").text = refi.fit(said)
    return source


def _coder(row: Evidence) -> str:
    return row.source.removeprefix("coder:") if row.source.startswith("coder:") else TOOL


def _part(packed: zipfile.ZipFile, name: str, data: bytes) -> None:
    # a fixed date: the same study gives the same bytes
    packed.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
