"""A value held against its description: what is wrong, in words, with the cure."""

from __future__ import annotations

import datetime
import difflib
import math
import re
from collections.abc import Iterator
from typing import Any

from voc.codebook.reading import UNREAD, At, Fault
from voc.codebook.shapes import Free, List, Number, Record, Shape, Text
from voc.errors import unknown


def check(shape: Shape, value: Any, at: At = ()) -> Iterator[Fault]:
    """Every fault of `value`; what stands at a place without fault has the shape's type."""
    if value is UNREAD:
        return
    if value is None:
        place = "entry" if at and isinstance(at[-1], int) else "key"
        yield Fault(at, f"is empty; give {expected(shape)}, or delete the {place}")
        return
    match shape:
        case Text():
            yield from _text(shape, value, at)
        case Number():
            yield from _number(shape, value, at)
        case List():
            yield from _list(shape, value, at)
        case Record():
            yield from _record(shape, value, at)
        case Free():
            yield from _free(shape, value, at)


def expected(shape: Shape) -> str:
    match shape:
        case Text():
            return f"one of {', '.join(shape.choices)}" if shape.choices else f"a {shape.noun}"
        case Number():
            return f"a {'whole ' if shape.whole else ''}number from {shape.low:g} to {shape.high:g}"
        case List():
            return f"a list [{'…, …' if shape.exactly == 2 else '…'}]"
        case Record():
            keys = "a mapping with the keys " + ", ".join(shape.keys)
            return f"a name, or {keys}" if shape.short else keys
        case Free():
            return f"a mapping from {shape.key.noun} to {expected(shape.value)}"


def found(value: Any) -> str:
    """What a value is, in words; the value itself where it is short."""
    match value:
        case bool():
            return f"the truth value {str(value).lower()}"
        case int() | float():
            return f"the number {str(value)[:20]}"
        case datetime.date():
            return f"the date {value}"
        case str():
            return f"the text {brief(value)}"
        case list():
            return "a list"
        case _:
            return "a mapping"


def brief(text: str) -> str:
    """A text from a file, fit for a terminal: quoted, escaped, cut."""
    return repr(text if len(text) <= 60 else text[:59] + "…")


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text[:60].lower()).strip("_")


def _mismatch(shape: Shape, value: Any, at: At) -> Fault:
    cure = ""
    if isinstance(shape, Text) and isinstance(value, bool | int | float | datetime.date):
        cure = "; put it in quotes"
    elif isinstance(shape, List) and isinstance(value, str):
        cure = f"; write [{value.strip()[:60]}]" if value.isprintable() else ""
    elif isinstance(shape, Number) and isinstance(value, str):
        cure = "; write the number alone, with a decimal point and without quotes or %"
    elif isinstance(shape, Record | Free) and isinstance(value, list):
        cure = "; write 'key: value' lines without '- '"
    return Fault(at, f"is {found(value)}, but {expected(shape)} is expected{cure}")


def _text(shape: Text, value: Any, at: At) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield _mismatch(shape, value, at)
    elif shape.choices and value not in shape.choices:
        yield Fault(at, f"{unknown(shape.noun, value[:60], shape.choices)}; write one of these")
    elif not shape.choices and not re.search(shape.pattern, value):
        near = slug(value)
        cure = f"; write {near}" if near != value and re.search(shape.pattern, near) else ""
        if re.match(r"\w+:\S", value):
            cure = "; if it is 'key: value', put a space after the colon"
        yield Fault(at, f"{shape.noun} {brief(value)} {shape.rule}{cure}")


def _number(shape: Number, value: Any, at: At) -> Iterator[Fault]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield _mismatch(shape, value, at)
    elif not (shape.low <= value <= shape.high) or (shape.whole and math.floor(value) != value):
        yield Fault(at, f"is {found(value)}; give {expected(shape)}")


def _list(shape: List, value: Any, at: At) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield _mismatch(shape, value, at)
        return
    if not value:
        yield Fault(at, "is an empty list; add an entry, or delete the key")
    elif shape.exactly and len(value) != shape.exactly:
        yield Fault(at, f"does not have {shape.exactly} entries but {len(value)}; give {expected(shape)}")
    first: dict[str, int] = {}
    for place, entry in enumerate(value):
        if shape.unique and isinstance(entry, str) and first.setdefault(entry, place) != place:
            yield Fault((*at, place), f"{brief(entry)} is listed twice; delete one")
        else:
            yield from check(shape.of, entry, (*at, place))


def _record(shape: Record, value: Any, at: At) -> Iterator[Fault]:
    if shape.short and isinstance(value, str):
        yield from _text(_text_of(shape), value, at)
        yield from _own(shape, {shape.name: value}, at)
        return
    if not isinstance(value, dict):
        yield _mismatch(shape, value, at)
        return
    for key, entry in value.items():
        if key in shape.keys:
            yield from check(shape.keys[key].shape, entry, (*at, key))
        else:
            yield Fault((*at, key), f"{unknown('key', key[:60], shape.keys)}; rename or delete it")
    for key in shape.required:
        if key not in value:
            yield Fault((*at, key), f"is missing; {shape.keys[key].about}")
    yield from _own(shape, value, at)


def _own(shape: Record, value: dict[str, Any], at: At) -> Iterator[Fault]:
    """What a record lacks that is not built in."""
    name = value.get(shape.name)
    if not isinstance(name, str) or ":" in name or slug(name) in shape.builtin:
        return
    needed = [key for key in shape.own if key not in value]
    either = shape.own_any if not any(key in value for key in shape.own_any) else ()
    near = difflib.get_close_matches(name[:60], shape.builtin, n=1, cutoff=0.6)
    hint = f" (did you mean {near[0]!r}?)" if near else ""
    for key in (*needed, *either[:1]):
        choice = " or ".join(either) if key in either else key
        problem = f"is missing, and {brief(name)} is not built in{hint}"
        yield Fault((*at, key), f"{problem}; give {choice}, or use one of {', '.join(shape.builtin)}")


def _text_of(shape: Record) -> Text:
    inner = shape.keys[shape.name].shape
    assert isinstance(inner, Text)
    return inner


def _free(shape: Free, value: Any, at: At) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield _mismatch(shape, value, at)
        return
    if not value:
        yield Fault(at, "is empty; add an entry, or delete the key")
    for key, entry in value.items():
        yield from _text(shape.key, key, (*at, key))
        yield from check(shape.value, entry, (*at, key))
