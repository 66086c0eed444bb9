"""Phrases that no criterion owns, by how telling they are of ratings, and ratings that the coder made nothing of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from voc.suggesting.keyness import CHANCE, log_likelihood, log_ratio
from voc.suggesting.listening import LIKELY, Heard, runs

FEW = 10
"""Interviews from which on a phrase must be said three times; below, twice."""
DOUBLED = 1.0
"""Least log-ratio: twice the share of the words."""
SWALLOWED = 0.6
"""Share of a phrase's uses that lie within a longer one, from which on only the longer is named."""
CLEAR = 0.6
"""Share of a phrase's sentences that must seem to be about one criterion for the phrase to be offered to it."""
LEAST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase that the codebook lacks: said `count` times where customers rate or weigh something, `alone` of these in
    sentences where no criterion's words stand, and `elsewhere` times where they do neither, in so many `interviews` and
    `accounts`. `likelihood` and `ratio` compare `alone` with `elsewhere` as in `keyness`. `criterion` is the one that
    most of those sentences seem to be about, with its `share` of them, or ""."""

    text: str
    criterion: str
    share: float
    count: int
    elsewhere: int
    alone: int
    interviews: int
    accounts: int
    likelihood: float
    ratio: float
    heard: tuple[Heard, ...]


def terms(heard: Sequence[Heard]) -> list[Term]:
    """The phrases, the most telling first. A phrase must be said in two interviews, if there are two."""
    rating = [one for one in heard if one.rates]
    size = len({one.interview for one in heard})
    least, spread = (2 if size < FEW else 3), min(2, size)
    said: dict[tuple[int, ...], list[Heard]] = {}
    forms: dict[tuple[int, ...], Counter[str]] = {}
    names: dict[tuple[int, ...], list[bool]] = {}
    for one in rating:
        for phrase in one.phrases:
            said.setdefault(phrase.key, []).append(one)
            forms.setdefault(phrase.key, Counter())[phrase.text] += 1
            if phrase.name is not None:
                names.setdefault(phrase.key, []).append(phrase.name)
    keys = {
        key
        for key, where in said.items()
        if len(where) >= least and len({one.interview for one in where}) >= spread and not _named(names.get(key, ()))
    }
    other = Counter(run for one in heard if not one.rates for run in runs(one.words) if run in keys)
    here = sum(len(one.words) for one in rating if not one.owned)
    rest = sum(len(one.words) for one in heard if not one.rates)
    found = []
    for key in keys:
        where = said[key]
        alone, elsewhere = sum(not one.owned for one in where), other[key]
        likelihood = log_likelihood(alone, elsewhere, here, rest)
        ratio = log_ratio(alone, elsewhere, here, rest)
        if likelihood >= CHANCE and ratio >= DOUBLED:
            found.append((key, _term(forms[key], where, alone, elsewhere, likelihood, ratio)))
    found.sort(key=lambda pair: (-pair[1].likelihood, -pair[1].count, pair[1].text))
    return [term for key, term in found if not _swallowed(key, term, found)]


def _named(names: Sequence[bool]) -> bool:
    """Whether a phrase is written like a name half of the time, where that can be told."""
    return bool(names) and 2 * sum(names) >= len(names)


def _term(
    forms: Counter[str], where: Sequence[Heard], alone: int, elsewhere: int, likelihood: float, ratio: float
) -> Term:
    text = min(forms, key=lambda form: (-forms[form], form))
    guesses = Counter(one.criterion for one in where if one.criterion)
    best = min(guesses, key=lambda name: (-guesses[name], name)) if guesses else ""
    share = guesses[best] / len(where) if best else 0.0
    return Term(
        text,
        best if share >= CLEAR else "",
        share,
        len(where),
        elsewhere,
        alone,
        len({one.interview for one in where}),
        len({one.account for one in where}),
        likelihood,
        ratio,
        tuple(_telling(where)),
    )


def _swallowed(key: tuple[int, ...], term: Term, found: Iterable[tuple[tuple[int, ...], Term]]) -> bool:
    """Whether a longer phrase that holds this one accounts for most of its uses."""
    longer = (more for other, more in found if len(other) > len(key) and key in set(runs(other)))
    return any(more.count >= SWALLOWED * term.count for more in longer)


def _telling(where: Sequence[Heard]) -> list[Heard]:
    """Each sentence once, those that look most like a rating first, one interview after the other."""
    ranked = sorted(dict.fromkeys(where), key=lambda one: (-one.likely, one.interview, one.turn, one.start))
    turn: Counter[str] = Counter()
    order = []
    for one in ranked:
        order.append((turn[one.interview], one))
        turn[one.interview] += 1
    return [one for _, one in sorted(order, key=lambda pair: pair[0])]


def unexplained(heard: Sequence[Heard]) -> list[Heard]:
    """Sentences that rate or weigh something and that the coder made nothing of, those most like a coded passage
    first; bare answers apart."""
    found = [
        one
        for one in heard
        if one.rates and not one.coded and (one.cues or one.likely >= LIKELY) and len(one.words) >= LEAST_WORDS
    ]
    return sorted(found, key=lambda one: (-round(one.likely, 6), one.interview, one.turn, one.start))
