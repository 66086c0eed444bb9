"""What is known of an interview besides its words: front matter, sidecar, study table; the nearer wins key by key."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from voc.errors import TranscriptError, unknown
from voc.model import Codebook, Metadata, Side, Vendor

Facts = dict[str, Any]

KEYS = (
    "account",
    "vendor",
    "vendors",
    "interviewee",
    "interviewer",
    "side",
    "date",
    "wave",
    "speakers",
)
SIDES: tuple[Side, ...] = ("customer", "supplier")
LARGEST = 256 * 1024
"""Characters that metadata of one interview may have."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|$)")
_KEYED = re.compile(r"^[\w][\w .-]*:(?:[ \t]|$)", re.M)
_PLAIN = re.compile(r"([A-Za-z_][\w -]*):[ \t]+(.*?)[ \t]*")
_SCALAR = re.compile(r"[^\W_][^#:{}\[\],&*!|>%@`\"'\n]*")
_WORDY = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where facts were written, for messages: a file and the line of its first key."""

    path: str
    line: int = 1


def front(text: str, path: str) -> tuple[Facts, str, int]:
    """(facts, body, line on which the body begins). A text without front matter is all body."""
    if not text.startswith("---") or text[3:4] not in ("\n", " ", "\t"):
        return {}, text, 1
    begin = text.find("\n") + 1
    end = _FENCE.search(text, begin - 1)
    if begin == 0 or text[3:begin].strip() or end is None or end.start() - begin > LARGEST:
        if begin and _KEYED.match(text, begin):
            raise TranscriptError(path, "the metadata at the top has no end", "close it with a line `---`", 1)
        return {}, text, 1
    block = text[begin : end.start()]
    if not _KEYED.search(block):
        return {}, text, 1
    facts = mapping(block, Place(path, 2))
    if not any(key in facts for key in KEYS) and (block[:1].isspace() or not text[end.end() :].strip()):
        return {}, text, 1
    return facts, text[end.end() :], text.count("\n", 0, end.end()) + 1


def mapping(text: str, place: Place) -> Facts:
    """A YAML mapping. Aliases are refused: a few lines of them may stand for gigabytes."""
    facts = _plainly(text)
    if facts is not None:
        return facts
    if len(text) > LARGEST:
        raise TranscriptError(
            place.path, "the metadata is too long", "keep only the keys of this interview", place.line
        )
    value = load_yaml(text, place)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise TranscriptError(place.path, "the metadata is no list of `key: value`", "write `account: …`", place.line)
    return {str(key): kept for key, kept in value.items()}


def load_yaml(text: str, place: Place) -> Any:
    """A YAML value without aliases."""
    try:
        for event in yaml.parse(text, _LOADER) if "*" in text else ():
            if isinstance(event, yaml.AliasEvent) and event.start_mark is not None:
                raise TranscriptError(
                    place.path,
                    "YAML aliases (`*name`) are not allowed in metadata",
                    "write the value out, or put it in quotation marks",
                    place.line + event.start_mark.line,
                )
        return yaml.load(text, _LOADER)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        if mark is not None and fault.context_mark is not None and mark.line >= text.rstrip("\n").count("\n") + 1:
            mark = fault.context_mark
        line = place.line + (mark.line if mark is not None else 0)
        raise TranscriptError(
            place.path,
            f"the metadata is no valid YAML: {fault.problem or fault.context}",
            "put values with `:` or `#` in quotation marks and check the indentation",
            line,
        ) from fault
    except (yaml.YAMLError, ValueError) as fault:
        raise TranscriptError(place.path, f"the metadata is no valid YAML: {fault}", "mend it", place.line) from fault
    except RecursionError as fault:
        raise TranscriptError(place.path, "the metadata is nested too deeply", "mend it", place.line) from fault


def _plainly(text: str) -> Facts | None:
    """Plain `key: value` and `key: [a, b]` lines, as nearly all metadata is, in a tenth of the time YAML takes. None
    leaves the text to YAML: whatever might mean more there than it says."""
    facts: Facts = {}
    for line in text.split("\n"):
        if not line or line.isspace():
            continue
        match = _PLAIN.fullmatch(line)
        if match is None:
            return None
        key, value = match[1], match[2]
        listed = value[:1] == "[" and value[-1:] == "]"
        parts = [part.strip() for part in value[1:-1].split(",")] if listed else [value.replace(",", "")]
        for part in parts:
            if not _SCALAR.fullmatch(part.replace(" & ", " ")) or part.casefold() in _WORDY:
                return None
        if key in facts:
            return None
        facts[key] = parts if listed else value
    return facts


def build(
    id: str, path: str, stem: str, layers: list[tuple[Facts, Place]], codebook: Codebook
) -> tuple[Metadata, Facts]:
    """The metadata of an interview from its layers, the nearest first; and `speakers` as {label: role or name}.

    The vendors of the codebook follow those of the metadata; one known to both has the aliases of both. Raises for a
    value that cannot be meant.
    """
    facts: Facts = {}
    places: dict[str, Place] = {}
    for layer, place in layers:
        for key, value in layer.items():
            if key not in facts and value is not None and value != "":
                facts[key], places[key] = value, place
    vendors = _vendors(facts, places, codebook)
    vendor = _text(facts.get("vendor"))
    if vendor:
        canonical = _canonical(vendor, vendors)
        if canonical is None:
            vendors = (Vendor(vendor), *vendors)
        else:
            vendor = canonical
    side = _text(facts.get("side")) or "customer"
    if side.casefold() not in SIDES:
        raise _fault(places["side"], "side", unknown("side", side, SIDES), "write `side: customer` or `side: supplier`")
    meta = Metadata(
        id=id,
        path=path,
        account=_text(facts.get("account")) or stem,
        vendor=vendor,
        vendors=vendors,
        interviewee=_text(facts.get("interviewee"), "; "),
        interviewer=_several(facts.get("interviewer")),
        side="supplier" if side.casefold() == "supplier" else "customer",
        date=_date(facts, places),
        wave=_wave(facts, places),
        extra=tuple(sorted((key, _text(value)) for key, value in facts.items() if key not in KEYS)),
    )
    return meta, _speakers(facts, places)


def _fault(place: Place, key: str, problem: str, cure: str) -> TranscriptError:
    return TranscriptError(place.path, f"{key}: {problem}", cure, place.line)


def _text(value: Any, between: str = ", ") -> str:
    """A value as one line of text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return between.join(filter(None, (_text(part) for part in value)))
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    return " ".join(str(value).split())


def _several(value: Any) -> tuple[str, ...]:
    """A name or a list of names; in one text they are parted by `;`."""
    parts = value if isinstance(value, list | tuple) else _text(value).split(";")
    return tuple(filter(None, (_text(part) for part in parts)))


def _date(facts: Facts, places: Mapping[str, Place]) -> str:
    written = _text(facts.get("date"))
    try:
        return (
            datetime.date.fromisoformat(written[:10] if "T" in written or " " in written else written).isoformat()
            if written
            else ""
        )
    except ValueError as fault:
        raise _fault(
            places["date"], "date", f"{written!r} is no ISO date", "write year-month-day, such as `date: 2024-09-12`"
        ) from fault


def _wave(facts: Facts, places: Mapping[str, Place]) -> int:
    written = _text(facts.get("wave")) or "1"
    number = re.fullmatch(r"(?:wave|w)?\s*(\d{1,4})(?:\.0)?", written, re.I)
    if number is None:
        raise _fault(places["wave"], "wave", f"{written!r} is no number", "write `wave: 2`")
    return int(number[1])


def _vendors(facts: Facts, places: Mapping[str, Place], codebook: Codebook) -> tuple[Vendor, ...]:
    value = facts.get("vendors")
    listed = value if isinstance(value, list) else [part for part in re.split(r"[;|]", _text(value)) if part.strip()]
    merged: dict[str, Vendor] = {}
    for part in [*(_vendor(part, places["vendors"]) for part in listed), *codebook.vendors]:
        key = next((key for key, known in merged.items() if _names(part) & _names(known)), part.name.casefold())
        known = merged.get(key)
        if known is None:
            merged[key] = part
            continue
        book = next(
            (v for v in codebook.vendors if v.name.casefold() in (known.name.casefold(), part.name.casefold())), known
        )
        aliases = dict.fromkeys((*known.aliases, *part.aliases, known.name, part.name))
        aliases.pop(book.name, None)
        merged[key] = Vendor(book.name, tuple(aliases))
    return tuple(merged.values())


def _vendor(value: Any, place: Place) -> Vendor:
    if not isinstance(value, Mapping):
        return Vendor(_text(value))
    name, aliases = _text(value.get("name")), value.get("aliases")
    if not name:
        raise _fault(
            place, "vendors", "a vendor has no name", "write `- {name: Tarrant Hydraulics, aliases: [Tarrant]}`"
        )
    return Vendor(name, _several(aliases))


def _names(vendor: Vendor) -> set[str]:
    return {name.casefold() for name in (vendor.name, *vendor.aliases)}


def _canonical(name: str, vendors: tuple[Vendor, ...]) -> str | None:
    return next((vendor.name for vendor in vendors if name.casefold() in _names(vendor)), None)


def _speakers(facts: Facts, places: Mapping[str, Place]) -> Facts:
    value = facts.get("speakers")
    if value is None:
        return {}
    if isinstance(value, str):
        value = {part.partition("=")[0]: part.partition("=")[2] for part in value.split(";") if part.strip()}
    if not isinstance(value, Mapping):
        raise _fault(
            places["speakers"],
            "speakers",
            "this is no list of labels",
            "write `speakers: {Speaker 1: interviewer, Speaker 2: interviewee}`",
        )
    return {_text(label): _text(role) for label, role in value.items()}
