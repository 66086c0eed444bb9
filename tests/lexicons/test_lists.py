"""The word lists as they lie in their files: every one can be read, says what it is, and holds no entry in vain."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from pathlib import Path

import pytest

import voc
from voc import codebook, lexicons

FOLDER = Path(voc.__file__).parent / "lexicons"
LISTS = sorted(path for path in FOLDER.rglob("*.txt") if not path.name.startswith("_"))
IRREGULAR = sorted(FOLDER.rglob("_irregular.txt"))

NAMED = r"(?:<n>|[\w'&/.,%£$€+-])+"
WORD = re.compile(rf"\*|<vendor>|{NAMED}(?:\|{NAMED})*\??")


def name(path: Path) -> str:
    return str(path.relative_to(FOLDER))


def lines(path: Path) -> list[tuple[int, str]]:
    """The lines that are no comment, with their numbers."""
    told = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return [(number, line) for number, line in told if line.strip() and not line.lstrip().startswith("#")]


def parts(path: Path) -> dict[str, list[tuple[int, str]]]:
    """Section → its entries with their line numbers."""
    found: dict[str, list[tuple[int, str]]] = {}
    section = ""
    for number, line in lines(path):
        if heading := re.fullmatch(r"\[([a-z_]+)\]", line):
            section = heading[1]
            assert section not in found, f"{name(path)}:{number}: section {section} stands twice"
            found[section] = []
        else:
            found[section].append((number, line))
    return found


def test_there_are_lists() -> None:
    assert {path.parent.name for path in LISTS} >= {"criteria", "signals", "talk", "fields"}
    assert IRREGULAR


@pytest.mark.parametrize("path", [*LISTS, *IRREGULAR], ids=name)
def test_the_first_line_says_what_it_is_and_whence(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(r"# .{5,}; source: .+", first)


@pytest.mark.parametrize("path", LISTS, ids=name)
def test_lists_are_clean(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"[\t\r]", text)
    assert text.endswith("\n")
    assert [number for number, line in lines(path) if line != line.strip() or "  " in line] == []
    assert re.match(r"\[", lines(path)[0][1]), "an entry stands before the first section"
    assert [section for section, entries in parts(path).items() if not entries] == []


@pytest.mark.parametrize("path", LISTS, ids=name)
def test_no_entry_is_in_vain(path: Path) -> None:
    wrong = []
    for entries in parts(path).values():
        met: dict[str, int] = {}
        for number, entry in entries:
            words = entry.split()
            if words[0] == "*" or words[-1] == "*":
                wrong.append(f"{number}: {entry!r} begins or ends with *, which says nothing")
            if any(first == second == "*" for first, second in pairwise(words)):
                wrong.append(f"{number}: {entry!r} has two * in a row")
            if all(word.endswith("?") or word == "*" for word in words):
                wrong.append(f"{number}: {entry!r} is nothing when its words are missing")
            if entry != entry.lower():
                wrong.append(f"{number}: {entry!r} is not in lower case")
            if any(len(set(names)) < len(names) for names in (word.rstrip("?").split("|") for word in words)):
                wrong.append(f"{number}: {entry!r} has the same alternative twice")
            if not all(WORD.fullmatch(word) for word in words):
                wrong.append(f"{number}: {entry!r} has signs that are never met")
            if entry in met:
                wrong.append(f"{number}: {entry!r} stands in line {met[entry]} already")
            met.setdefault(entry, number)
    assert wrong == []


@pytest.mark.parametrize("language", lexicons.languages())
def test_what_is_loaded_is_what_stands_there(language: str) -> None:
    written = {
        f"{path.stem}.{section}": tuple(entry for _, entry in entries)
        for path in LISTS
        if path.relative_to(FOLDER).parts[0] == language
        for section, entries in parts(path).items()
    }
    assert dict(lexicons.load(language)) == written


@pytest.mark.parametrize("language", lexicons.languages())
def test_every_entry_has_a_reading_and_none_has_too_many(language: str) -> None:
    counts = {
        f"{section}: {entry}": len(lexicons.readings(entry))
        for section, entries in lexicons.load(language).items()
        for entry in entries
    }
    assert {entry: count for entry, count in counts.items() if not 0 < count < lexicons.READINGS} == {}


def test_every_built_in_criterion_has_its_list() -> None:
    sections = lexicons.sections("en")
    assert [c.id for c in codebook.load().criteria if f"{c.id}.topic" not in sections] == []


@pytest.mark.parametrize("path", IRREGULAR, ids=name)
def test_no_form_has_two_base_forms(path: Path) -> None:
    pairs = sorted((form, base) for _, line in lines(path) for base, *forms in [line.split()] for form in forms)
    several = {form: sorted({base for _, base in group}) for form, group in groupby(pairs, key=lambda pair: pair[0])}
    assert {form: bases for form, bases in several.items() if len(bases) > 1} == {}
