"""YAML text → plain values that know their lines, within bounds that a hostile file cannot leave.

PyYAML's node tree is walked rather than its values taken, because only nodes know their lines, and only there can a key
given twice still be seen. Numbers, texts and truth values are read as YAML 1.1 has them (`no` is a truth value).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml

MOST_BYTES = 1_000_000
"""No codebook written by people comes near; PyYAML needs about 5 s for this much."""
MOST_VALUES = 20_000
"""Values after aliases are written out."""
MOST_DEPTH = 20

UNREAD: Any = object()
"""Stands where a value could not be read and the fault is told already."""

At = tuple[str | int, ...]
"""Where a value stands: keys, and 0-based places in lists."""


class Fault(NamedTuple):
    """What is wrong at a place, and after "; " what to do. `line` is given only where no place could know it."""

    at: At
    problem: str
    line: int | None = None


class Source(NamedTuple):
    """What a file holds: `value`, the 1-based `lines` of every key and list entry, and what could not be read."""

    value: Any
    lines: Mapping[At, int]
    faults: tuple[Fault, ...]


def read(raw: bytes) -> Source:
    """Every fault of the form is in `faults`; the part of the file that could be read is in `value`."""
    if len(raw) > MOST_BYTES:
        return _unread(f"holds {len(raw):,} bytes, more than the {MOST_BYTES:,} of any codebook; is it the right file?")
    try:
        text = _decode(raw)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return _unread(f"byte {raw[error.start]:#04x} is not UTF-8; save the file as UTF-8", line)
    try:
        loader = yaml.SafeLoader(text)
        root = loader.get_single_node()
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        code = error.character if isinstance(error.character, int) else ord(error.character)
        return _unread(f"control character U+{code:04X}, which YAML does not allow; delete it", line)
    except yaml.MarkedYAMLError as error:
        return _broken(error)
    except RecursionError:
        return _unread(f"is nested deeper than {MOST_DEPTH} levels; a codebook needs five")
    if root is None:
        return Source(None, {}, ())
    lines: dict[At, int] = {}
    faults: list[Fault] = []
    try:
        value = _Walk(loader, lines, faults).value(root, (), ())
    except _Bounds as bounds:
        return Source(None, {}, (*faults, bounds.fault))
    return Source(value, lines, tuple(faults))


def _unread(problem: str, line: int = 1) -> Source:
    return Source(None, {}, (Fault((), problem, line),))


def _decode(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16")
    return raw.decode("utf-8-sig")


class _Bounds(Exception):
    """Ends the walk; never leaves the module."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


class _Walk:
    """One pass over the nodes; a class because the count of values spans it."""

    def __init__(self, loader: yaml.SafeLoader, lines: dict[At, int], faults: list[Fault]) -> None:
        self.loader, self.lines, self.faults, self.seen = loader, lines, faults, 0

    def value(self, node: yaml.Node, at: At, above: tuple[int, ...]) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(at, line)
        self.seen += 1
        if id(node) in above:
            raise _Bounds(Fault(at, "an alias (*) stands inside what it stands for; write the values out", line))
        if self.seen > MOST_VALUES:
            raise _Bounds(
                Fault(
                    at, f"holds more than {MOST_VALUES:,} values, aliases (*) written out; is it the right file?", line
                )
            )
        if len(above) >= MOST_DEPTH:
            raise _Bounds(Fault(at, f"is nested deeper than {MOST_DEPTH} levels; a codebook needs five", line))
        within = (*above, id(node))
        if isinstance(node, yaml.MappingNode):
            return dict(self.entries(node, at, within))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*at, place), within) for place, child in enumerate(node.value)]
        return self.scalar(node, at)

    def entries(self, node: yaml.MappingNode, at: At, within: tuple[int, ...]) -> Iterator[tuple[str, Any]]:
        first: dict[str, int] = {}
        for key_node, child in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str) or not key.strip():
                self.faults.append(Fault(at, "a key must be a word; write 'key: value'", line))
            elif key in first:
                problem = f"is given twice, first in line {first[key]}; keep one of the two"
                self.faults.append(Fault((*at, key), problem, line))
            elif key == "<<" and key_node.tag == "tag:yaml.org,2002:merge":
                self.faults.append(Fault(at, "merge keys (<<) are not read; write the keys out", line))
            else:
                first[key] = self.lines[(*at, key)] = line
                yield key, self.value(child, (*at, key), within)

    def scalar(self, node: yaml.Node, at: At) -> Any:
        known = ("str", "int", "float", "bool", "null", "timestamp")
        kind = node.tag.removeprefix("tag:yaml.org,2002:")
        if kind not in known:
            self.faults.append(Fault(at, f"the tag {node.tag[:60]!r} is not read; delete it"))
            return UNREAD
        try:
            return self.loader.construct_object(node)
        except (ValueError, KeyError, OverflowError, AttributeError, yaml.YAMLError):
            self.faults.append(
                Fault(at, f"{str(node.value)[:40]!r} cannot be read as {kind}; put it in quotes if it is text")
            )
            return UNREAD


_PLAIN = (
    (
        "mapping values are not allowed",
        "': ' is not expected here; quote text that holds a colon, or end the line above in one",
    ),
    ("could not find expected ':'", "'key: value' is expected; add the colon, or put the text in quotes"),
    ("found character '\\t'", "a tab stands where YAML wants spaces; indent with spaces"),
    ("that cannot start any token", "text may not begin with this character; put it in quotes"),
    ("found unexpected end of stream", "a quote is opened here and never closed; close it"),
    ("found unexpected document separator", "a quote is opened here and never closed; close it"),
    ("found unknown escape character", "in double quotes \\ begins an escape; use single quotes"),
    (
        "expected ',' or ']'",
        "this list in [ ] goes wrong here; set commas, close it, quote text that holds a ?",
    ),
    ("expected ',' or '}'", "this mapping in { } goes wrong here; set commas, close it, quote text that holds a ?"),
    ("but found '<scalar>'", "text goes on after a closed quote or bracket; double a ' within quotes: 'it''s'"),
    ("expected <block end>", "does not line up with the lines above; indent entries of one level alike"),
    ("found undefined alias", "* begins an alias, and this one is defined nowhere; put the text in quotes"),
    ("expected alphabetic or numeric character", "text that begins with *, & or % must stand in quotes"),
    (
        "block sequence entries are not allowed",
        "a list may not begin on the line of its key; put '- ' on a line of its own",
    ),
    ("sequence entries are not allowed", "a list may not begin on the line of its key; put '- ' on a line of its own"),
    ("but found another document", "a second document begins with '---'; keep one"),
    ("expected the node content", "a value is expected here; put text that begins with punctuation in quotes"),
)


def _broken(error: yaml.MarkedYAMLError) -> Source:
    """A syntax error ends the reading, so it is the only fault that can be told."""
    unclosed = "unexpected end of stream" in (error.problem or "") or "document separator" in (error.problem or "")
    mark = (error.context_mark if unclosed else None) or error.problem_mark or error.context_mark
    said = error.problem or error.context or "the file cannot be understood"
    plain = next((words for sign, words in _PLAIN if sign in said), f"{said[:120]}; see the line and the one before")
    if mark is None:
        return _unread(f"no YAML: {plain}")
    return _unread(f"column {mark.column + 1}: no YAML: {plain}", mark.line + 1)
