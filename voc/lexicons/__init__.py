"""Word lists as data: one folder a language, found by name.

A list is a text file of `[section]`s with an entry a line. The id of a section is the file's name and the section's
(`criteria/price.txt` `[positive]` → `price.positive`). An entry is words, matched by their stem, and may hold

    a|b       alternatives of one word; `turn_up` is two words within one alternative
    word?     a word that may be missing
    <n>       any number, in digits or words
    <vendor>  a pronoun that may stand for a vendor
    *         up to four words of any kind, within the sentence
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

READINGS = 64
"""The most readings an entry may have through missing words and alternatives of unlike length."""

VENDOR_PRONOUNS = ("they", "he", "she", "it")

Slot = tuple[str, ...]
"""One word of an entry: its alternatives."""
Reading = tuple[tuple[Slot, ...], ...]
"""One way to read an entry: the parts between the `*`s, each a run of slots."""


@lru_cache(maxsize=8)
def load(language: str = "en") -> Mapping[str, tuple[str, ...]]:
    """Section id → entries as written, in the order of the files. Raises `FileNotFoundError` for a language without
    lists."""
    sections: dict[str, tuple[str, ...]] = {}
    for file in _files(resources.files(__package__) / language):
        stem = file.name.removesuffix(".txt")
        if stem.startswith("_"):
            continue
        for section, entries in _parse(file.read_text(encoding="utf-8")).items():
            sections[f"{stem}.{section}"] = tuple(dict.fromkeys(entries))
    return sections


def languages() -> tuple[str, ...]:
    """The languages that have lists."""
    return tuple(sorted(p.name for p in resources.files(__package__).iterdir() if p.is_dir() and p.name[0] not in "_."))


def sections(language: str = "en") -> tuple[str, ...]:
    """The ids that `lexicon.add` and `lexicon.remove` of a codebook may name."""
    return tuple(sorted(load(language)))


@lru_cache(maxsize=8)
def irregular(language: str = "en") -> Mapping[str, str]:
    """Inflected form → base form of words that no stemmer brings together (`went` → `go`)."""
    file = resources.files(__package__) / language / "_irregular.txt"
    pairs = (line.split() for line in file.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {form: base for base, *forms in pairs for form in forms}


def readings(entry: str) -> tuple[Reading, ...]:
    """The ways to read an entry. Alternatives of one word stay together in a slot; a word that may be missing and
    alternatives of several words make readings of their own."""
    choices = [_choices(word) for word in entry.lower().replace("’", "'").split()]
    if all(len(choice) == 1 for choice in choices):
        slots = [slot for choice in choices for slot in choice[0]]
        return ((tuple(slots),),) if slots and _GAP not in slots else _parts([slots])
    products = itertools.islice(itertools.product(*choices), READINGS)
    return _parts([[slot for choice in product for slot in choice] for product in products])


_GAP: Slot = ("*",)


@cache
def _choices(word: str) -> tuple[tuple[Slot, ...], ...]:
    """The slots that a word of an entry may stand for: one for its single alternatives, several for one of several
    words, none if it may be missing."""
    optional = len(word) > 1 and word.endswith("?")
    names = [tuple(name.split("_")) for name in (word[:-1] if optional else word).split("|") if name]
    single = tuple(itertools.chain(*(VENDOR_PRONOUNS if n == ("<vendor>",) else n for n in names if len(n) == 1)))
    several = [tuple((part,) for part in name) for name in names if len(name) > 1]
    return (*([(single,)] if single else []), *several, *([()] if optional else []))


def _parts(ways: Iterable[Sequence[Slot]]) -> tuple[Reading, ...]:
    found: dict[Reading, None] = {}
    for slots in ways:
        runs = (tuple(run) for gap, run in itertools.groupby(slots, lambda slot: slot == _GAP) if not gap)
        if parts := tuple(runs):
            found[parts] = None
    return tuple(found)


def _parse(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    section = ""
    for raw in text.splitlines():
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if heading := re.fullmatch(r"\[([a-z_]+)\]", line):
            section = heading[1]
            found.setdefault(section, [])
        else:
            found[section].append(line)
    return found


def _files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            found += _files(entry)
        elif entry.name.endswith(".txt"):
            found.append(entry)
    return found
