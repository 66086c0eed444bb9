"""What no single value can tell: names claimed twice, ends that coincide, orders that turn round.

Every rule reads what the checker has left standing, so a key may be missing but never has the wrong type.
"""

from __future__ import annotations

import difflib
import itertools
import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from voc import lexicons
from voc.codebook.checking import brief
from voc.codebook.keys import DEFAULTS
from voc.codebook.reading import At, Fault
from voc.errors import unknown
from voc.model import Scale


def records(value: Any, name: str) -> list[tuple[int, dict[str, Any]]]:
    """The place and content of each record of a list in which a text may stand for a record."""
    return [(i, {name: entry} if isinstance(entry, str) else entry) for i, entry in enumerate(value or ()) if entry]


def fold(phrase: str) -> str:
    """A phrase as it is matched: lower case, single spaces, straight apostrophes."""
    return " ".join(phrase.lower().replace("’", "'").split())


def criteria(content: Mapping[str, Any]) -> Iterator[Fault]:
    listed = records(content.get("criteria"), "id")
    yield from _twice((("criteria", i, "id"), entry["id"]) for i, entry in listed if "id" in entry)
    claims: dict[str, tuple[str, str]] = {}
    for i, entry in listed:
        owner = entry.get("id", f"criterion {i + 1}")
        for part, terms in (("", entry.get("terms", ())), *entry.get("facets", {}).items()):
            under: At = ("criteria", i, "facets", part) if part else ("criteria", i, "terms")
            for place, term in _entries(terms):
                yield from phrase(term, (*under, place))
                other = claims.setdefault(fold(term), (owner, part))
                if other[0] != owner or (part and other[1] and other[1] != part):
                    place_of_other = ".".join(filter(None, other))
                    yield Fault(
                        (*under, place),
                        f"{brief(term)} is a term of {place_of_other} too, so it tells neither apart; keep it in one",
                    )


def both_kinds(content: Mapping[str, Any], builtin: Mapping[str, str]) -> Iterator[Fault]:
    """Asked only when the criteria have no other fault, or it would blame what is merely misspelt."""
    listed = records(content.get("criteria"), "id")
    kinds = {entry.get("kind", builtin.get(entry["id"], "business")) for _, entry in listed}
    if listed and "relationship" not in kinds:
        yield Fault(
            ("criteria",),
            "no criterion is of kind relationship, so every relationship weight would be 0; "
            "list 'relationship', or give one of yours 'kind: relationship'",
        )
    if listed and "business" not in kinds:
        yield Fault(
            ("criteria",),
            "no criterion is of kind business, so every relationship weight would be 100; list one, 'price' say",
        )


def vendors(content: Mapping[str, Any]) -> Iterator[Fault]:
    claims: dict[str, str] = {}
    for i, entry in records(content.get("vendors"), "name"):
        name = entry.get("name", f"vendor {i + 1}")
        mine: set[str] = set()
        called: list[tuple[At, str]] = [(("vendors", i, "name"), name)]
        called += [(("vendors", i, "aliases", place), alias) for place, alias in _entries(entry.get("aliases"))]
        for at, word in called:
            key = " ".join(word.casefold().split())
            if key in mine:
                yield Fault(at, f"{brief(word)} is listed twice for {brief(name)}; delete one")
            elif key in claims:
                yield Fault(at, f"{brief(word)} stands for the vendor {brief(claims[key])} too; keep it for one")
            else:
                claims[key] = name
            mine.add(key)


def scales(content: Mapping[str, Any], builtin: Mapping[str, Scale]) -> Iterator[Fault]:
    listed = records(content.get("scales"), "id")
    yield from _twice((("scales", i, "id"), entry["id"]) for i, entry in listed if "id" in entry)
    claims: dict[str, str] = {}
    for i, entry in listed:
        own = entry.get("id", f"scale {i + 1}")
        base = builtin.get(own)
        worst = entry.get("worst", base and base.worst)
        best = entry.get("best", base and base.best)
        if worst is not None and best is not None:
            if worst == best:
                yield Fault(("scales", i, "best"), f"worst and best are both {best:g}; give two different ends")
            else:
                low, high = sorted((worst, best))
                for mark, value in entry.get("marks", {}).items():
                    if not low <= value <= high:
                        problem = f"{value:g} is outside the scale; give a number from {low:g} to {high:g}"
                        yield Fault(("scales", i, "marks", mark), problem)
        for place, name in _entries(entry.get("names")):
            if claims.setdefault(fold(name), own) != own:
                problem = f"{brief(name)} is a name of the scale {claims[fold(name)]!r} too; keep it for one"
                yield Fault(("scales", i, "names", place), problem)


def scoring(content: Mapping[str, Any]) -> Iterator[Fault]:
    given = content.get("scoring", {})
    strengths = {**DEFAULTS.strengths, **given.get("strengths", {})}
    for (upper, more), (lower, less) in itertools.pairwise(strengths.items()):
        if less > more:
            problem = f"{lower} ({less:g}) weighs more than {upper} ({more:g}); let them descend from decisive to none"
            yield Fault(("scoring", "strengths", lower), problem)
    if strengths["decisive"] <= 0:
        yield Fault(("scoring", "strengths", "decisive"), "is 0, so nothing would weigh anything; give more than 0")
    polarity = {**DEFAULTS.polarity, **given.get("polarity", {})}
    for middle in ("neutral", "mixed"):
        if not polarity["negative"] < polarity[middle] < polarity["positive"]:
            problem = f"{middle} ({polarity[middle]:g}) must lie between negative ({polarity['negative']:g}) and "
            yield Fault(("scoring", "polarity", middle), problem + f"positive ({polarity['positive']:g}); change one")
    for key, sign, verb in (("rise", 1, "rise"), ("fall", -1, "fall")):
        ends = given.get(key)
        if ends and len(ends) == 2 and None not in ends and sign * (ends[1] - ends[0]) <= 0:
            other = "fall" if key == "rise" else "rise"
            yield Fault(("scoring", key), f"[{ends[0]:g}, {ends[1]:g}] does not {verb}; swap the two, or set {other!r}")


def lexicon(content: Mapping[str, Any], builtin: Collection[str]) -> Iterator[Fault]:
    """A criterion of the study's own has the sections that the built-in ones (`builtin`, ids) have."""
    given = content.get("lexicon", {})
    known = lexicons.load(content.get("language", "en"))
    own = [entry["id"] for _, entry in records(content.get("criteria"), "id") if "id" in entry]
    parts = {part for file, _, part in (section.partition(".") for section in known) if file in builtin}
    sections = {*known, *(f"{name}.{part}" for name in own for part in parts)}
    for action in ("add", "remove"):
        for section, phrases in given.get(action, {}).items():
            at: At = ("lexicon", action, section)
            if section not in sections:
                yield Fault(at, f"{unknown('section', section[:60], sections)}; 'voc schema' lists them")
                continue
            there = {fold(entry) for entry in known.get(section, ())}
            added = {fold(entry) for _, entry in _entries(given.get("add", {}).get(section))}
            for place, entry in _entries(phrases):
                if action == "add":
                    yield from phrase(entry, (*at, place))
                elif fold(entry) in added:
                    yield Fault((*at, place), f"{brief(entry)} is added and removed; keep one")
                elif fold(entry) not in there:
                    near = difflib.get_close_matches(fold(entry)[:80], sorted(there), n=1, cutoff=0.6)
                    hint = f"did you mean {near[0]!r}?" if near else "give an entry as it stands there, or delete this"
                    yield Fault((*at, place), f"{brief(entry)} is no entry of {section}; {hint}")


def phrase(entry: str, at: At) -> Iterator[Fault]:
    """Faults of a lexicon entry: the ways to write one that would never match, or match nearly anything."""
    words = fold(entry).split()
    if words and "*" in (words[0], words[-1]):
        yield Fault(at, f"{brief(entry)} begins or ends with *, which then matches anything; delete the *")
    for word in words:
        parts = re.split(r"[|_]", word.removesuffix("?"))
        if word == "*" or all(part in ("<n>", "<vendor>") or re.fullmatch(r"[\w'&+/.%£$€-]+", part) for part in parts):
            continue
        cure = "write words only; | between alternatives, ? after a word that may be missing, <n>, <vendor>, *"
        yield Fault(at, f"{brief(word)} in {brief(entry)} cannot be matched; {cure}")
    readings = math.prod(_ways(word) for word in words)
    if readings > lexicons.READINGS:
        problem = f"{brief(entry)} has {readings} readings, more than {lexicons.READINGS}; split it into several"
        yield Fault(at, problem)
    if words and all(word == "*" or word.endswith("?") for word in words):
        yield Fault(at, f"{brief(entry)} may be missing as a whole; let one word be without '?'")


def _ways(word: str) -> int:
    """How many readings a word makes: alternatives of one word share one (see `lexicons.readings`)."""
    optional = len(word) > 1 and word.endswith("?")
    names = word.removesuffix("?").split("|")
    several = sum("_" in name for name in names)
    return (several < len(names)) + several + optional


def _entries(listed: Sequence[str] | None) -> Iterator[tuple[int, str]]:
    return ((place, entry) for place, entry in enumerate(listed or ()) if entry)


def _twice(ids: Iterator[tuple[At, str]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, name in ids:
        if name in seen:
            yield Fault(at, f"the id {name!r} is taken by an earlier entry; rename one, or put both into one entry")
        seen.add(name)
