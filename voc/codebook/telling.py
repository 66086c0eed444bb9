"""Faults as lines that a person can act on: `criteria.yaml:12: criteria.price.terms[2]: what is wrong; cure`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from voc.codebook.reading import At, Fault, Source


def told(path: str, source: Source, faults: Iterable[Fault]) -> list[str]:
    """In the order of the file, each fault once."""
    placed = {(f.line or _line(f.at, source.lines), _place(f.at, source.value), f.problem) for f in faults}
    return [": ".join(filter(None, (f"{path}:{line}", place, problem))) for line, place, problem in sorted(placed)]


def _line(at: At, lines: Mapping[At, int]) -> int:
    return next((lines[at[:n]] for n in range(len(at), -1, -1) if at[:n] in lines), 1)


def _place(at: At, value: Any) -> str:
    """`criteria.price.terms[2]`: entries by their id or name where they have a plain one, else counted from 1."""
    place = ""
    for depth, step in enumerate(at):
        inner = _inner(value, step)
        name: Any = step
        if isinstance(step, int):
            name = (inner.get("id") or inner.get("name")) if isinstance(inner, dict) else inner if depth == 1 else ""
        plain = isinstance(name, str) and name.isprintable() and 0 < len(name) <= 60
        word = str(name) if plain else repr(name)[:60] if isinstance(step, str) else ""
        place += (f".{word}" if place else word) if word else f"[{int(step) + 1}]"
        value = inner
    return place


def _inner(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None
