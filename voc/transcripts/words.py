"""The words of `words.txt`, by section."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def _sections() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    section: list[str] = []
    for line in Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines():
        word = line.strip()
        if word.startswith("["):
            section = found.setdefault(word[1:-1], [])
        elif word and not word.startswith("#"):
            section.append(word)
    return {name: tuple(words) for name, words in found.items()}


@cache
def words(section: str) -> frozenset[str]:
    """The words of a section, lower case. `KeyError` if there is no such section."""
    return frozenset(_sections()[section])


@cache
def ordered(section: str) -> tuple[str, ...]:
    """The words of a section in the order of the file."""
    return _sections()[section]
