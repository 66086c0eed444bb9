"""Suggestions as YAML to paste into `criteria.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml

from voc.codebook import load
from voc.model import Codebook
from voc.suggesting.ranking import Term

NEW = "new_criterion"


def block(found: Sequence[Term], codebook: Codebook) -> str:
    """The phrases as content of `criteria.yaml`: under `lexicon: add:` those that a criterion of the codebook seems to
    lack, under `criteria:` those that none does, as a criterion to be named. Empty without phrases.

    Each part is valid where it is pasted. With the built-in codebook, whose nine criteria count only as long as none is
    listed, they are listed too.
    """
    known = [criterion.id for criterion in codebook.criteria]
    owned = [(name, [term for term in found if term.criterion == name]) for name in known]
    free = [term for term in found if term.criterion not in known]
    return "".join(f"{line}\n" for line in [*_lexicon(owned), *_criteria(free, codebook)])


def _lexicon(owned: Sequence[tuple[str, Sequence[Term]]]) -> Iterator[str]:
    if any(terms for _, terms in owned):
        yield "lexicon:"
        yield "  add:"
    for name, terms in owned:
        if terms:
            yield f"    {name}.topic:"
            yield from _listed(terms, 6)


def _criteria(free: Sequence[Term], codebook: Codebook) -> Iterator[str]:
    if not free:
        return
    known = [criterion.id for criterion in codebook.criteria]
    name = next(name for name in (NEW, *(f"{NEW}_{i}" for i in range(2, 100))) if name not in known)
    yield "criteria:"
    if not codebook.path:
        yield from (f"  - {criterion.id}" for criterion in load().criteria)
    yield f"  - id: {name}  # of no criterion: give each to one of yours, or name a new one and say what it means"
    yield "    kind: business"
    yield "    terms:"
    yield from _listed(free, 6)


def _listed(terms: Sequence[Term], indent: int) -> Iterator[str]:
    entries = [_quoted(term.text) for term in terms]
    width = max(map(len, entries))
    for entry, term in zip(entries, terms, strict=True):
        said = f"said {term.count} times in {term.interviews} interview" + ("" if term.interviews == 1 else "s")
        yield f"{' ' * indent}- {entry:<{width}}  # {said}"


def _quoted(text: str) -> str:
    """A scalar that YAML reads as this text, whatever it looks like ("no", "3d")."""
    return yaml.safe_dump(text, allow_unicode=True, width=1000).removesuffix("\n...\n").strip()
