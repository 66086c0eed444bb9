"""Sound content → `Codebook`: what the study says is laid over what is built in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from voc import lexicons
from voc.codebook.keys import DEFAULTS
from voc.codebook.rules import fold, records
from voc.model import Codebook, Criterion, Scale, Scoring, Vendor

NOTHING = Codebook(criteria=())


def build(content: Mapping[str, Any], builtin: Codebook = NOTHING, path: str = "") -> Codebook:
    given = content.get("lexicon", {})
    book = Codebook(
        criteria=_criteria(content.get("criteria"), builtin.criteria),
        vendors=tuple(
            Vendor(_line(entry["name"]), _others(entry["name"], entry.get("aliases", ())))
            for _, entry in records(content.get("vendors"), "name")
        ),
        scales=_scales(content.get("scales"), builtin.scales),
        scoring=_scoring(content.get("scoring", {})),
        language=content.get("language", builtin.language),
        pipeline=_line(content.get("pipeline", "")),
        add=_lexicon(given.get("add", {})),
        remove=_removed(given.get("remove", {}), content.get("language", builtin.language)),
    )
    return replace(book, path=path, digest=digest(book))


def digest(book: Codebook) -> str:
    """SHA-256 over what the codebook says: neither its place nor the layout of the file changes it."""
    content = asdict(replace(book, path="", digest=""))
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _criteria(given: Any, builtin: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    if not given:
        return builtin
    known = {criterion.id: criterion for criterion in builtin}
    made = []
    for _, entry in records(given, "id"):
        name = entry["id"]
        base = known.get(name) or Criterion(name, name.replace("_", " ").capitalize())
        made.append(
            replace(
                base,
                label=_line(entry.get("label", base.label)),
                kind=entry.get("kind", base.kind),
                means=_line(entry.get("means", base.means)),
                terms=_merged(base.terms, _phrases(entry.get("terms", ()))),
                facets={**base.facets, **{k: _phrases(v) for k, v in entry.get("facets", {}).items()}},
            )
        )
    return tuple(made)


def _scales(given: Any, builtin: tuple[Scale, ...]) -> tuple[Scale, ...]:
    """A name that the study gives to a scale of its own is taken from the built-in one."""
    listed = {entry["id"]: entry for _, entry in records(given, "id")}
    claimed = {fold(name): own for own, entry in listed.items() for name in entry.get("names", ())}
    made = {}
    for base in builtin:
        kept = tuple(name for name in base.names if claimed.get(name, base.id) == base.id)
        made[base.id] = replace(base, names=kept)
    for own, entry in listed.items():
        base = made.get(own) or Scale(own, entry["worst"], entry["best"])
        made[own] = Scale(
            own,
            float(entry.get("worst", base.worst)),
            float(entry.get("best", base.best)),
            _merged(base.names, _phrases(entry.get("names", ()))),
            {**base.marks, **{_line(mark): float(value) for mark, value in entry.get("marks", {}).items()}},
        )
    return tuple(made.values())


def _scoring(given: Mapping[str, Any]) -> Scoring:
    def numbers(key: str, default: Mapping[str, float]) -> dict[str, float]:
        return {name: float(given.get(key, {}).get(name, value)) for name, value in default.items()}

    rise, fall = (given.get(key, default) for key, default in (("rise", DEFAULTS.rise), ("fall", DEFAULTS.fall)))
    return Scoring(
        strengths=numbers("strengths", DEFAULTS.strengths),
        polarity=numbers("polarity", DEFAULTS.polarity),
        rise=(float(rise[0]), float(rise[1])),
        fall=(float(fall[0]), float(fall[1])),
        in_line=float(given.get("in_line", DEFAULTS.in_line)),
        fit_accounts=int(given.get("fit_accounts", DEFAULTS.fit_accounts)),
    )


def _lexicon(given: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {section: _phrases(given[section]) for section in sorted(given)}


def _removed(given: Mapping[str, Sequence[str]], language: str) -> dict[str, tuple[str, ...]]:
    """In the spelling of the list, from which they are taken by equality."""
    lists = lexicons.load(language) if given else {}
    gone = _lexicon(given)
    return {name: tuple(entry for entry in lists[name] if fold(entry) in gone[name]) for name in gone}


def _line(text: str) -> str:
    return " ".join(text.split())


def _phrases(entries: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(entry) for entry in entries))


def _merged(first: tuple[str, ...], then: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *then)))


def _others(name: str, aliases: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_line(alias) for alias in aliases if _line(alias) != _line(name)))
