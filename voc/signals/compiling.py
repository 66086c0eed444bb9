"""Lists of entries → arrays that `phrases.match` walks through: words as numbers, runs of slots, pairs that anchor
them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from spacy.attrs import NORM
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokenizer import Tokenizer

from voc import lexicons
from voc.signals import keys
from voc.signals.keys import Ints, Keys, Words
from voc.signals.words import NUMBER

SPELLINGS = 16
"""The most spellings of a reading through contractions among its alternatives."""

SEVERAL = -2
"""Stands for the words of a slot that allows more than one."""

Norms = tuple[int, ...]
Run = tuple[int, ...]
"""Slots one after the other, by number."""
Pattern = tuple[Run, ...]
"""A way to read an entry: runs, with up to `phrases.GAP` words between them."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Lists of unlike length: row r is `member[first[r]:first[r + 1]]`."""

    first: Ints
    member: Ints


@dataclass(frozen=True, slots=True)
class Compiled:
    """Lists ready to be looked for. The same pattern in several `sections` is one pattern.

    `norms` are the V words that entries hold; the index there is a word's number. `words`: word → sections in which
    it is an entry by itself. `pairs` are keys first·V + second and `paired` the patterns anchored on each; `lone`:
    word → patterns anchored on it alone. Of a pattern: the run `anchor`, the `offset` of the pair in it, the runs
    `before` it, nearest first, and those `after` it. `run`: run → slots. Of a slot: the `only` word it allows, or
    `SEVERAL`, which are keys slot·V + word in `allowed`."""

    norms: Keys
    words: Rows
    pairs: Keys
    paired: Rows
    lone: Rows
    anchor: Ints
    offset: Ints
    before: Rows
    after: Rows
    sections: Rows
    run: Rows
    only: Ints
    allowed: Keys


def compile_lists(nlp: Language, sections: Mapping[str, Sequence[str]]) -> Compiled:
    """The lists, in the words of the pipeline's tokenizer and norm."""
    norms = speller(nlp)
    patterns, slots = _patterns(sections, norms)
    known = sorted({norm for slot in slots for norm in slot})
    number = {norm: i for i, norm in enumerate(known)}
    held = [tuple(number[norm] for norm in slot) for slot in slots]
    common = {norm for word in (*STOP_WORDS, NUMBER, "not", "'s", "get", "year") for norm in norms(word)}
    telling = [sum(0.05 if norm in common else 1.0 for norm in slot) / len(slot) ** 1.5 for slot in slots]
    return _arrays(np.array(known, dtype=np.uint64), held, telling, patterns)


def speller(nlp: Language) -> Callable[[str], Norms]:
    """Word → the norm ids of the tokens that the pipeline makes of it, remembered.

    A word that is no special case of spaCy's tokenizer and has nothing to split off is one token; asking the tokenizer
    itself for each of the words takes ten times as long."""
    tokenizer = nlp.tokenizer
    plain = isinstance(tokenizer, Tokenizer)
    rules = tokenizer.rules if plain else {}
    splits = [find for find in (tokenizer.prefix_search, tokenizer.suffix_search) if find] if plain else []
    infixes = tokenizer.infix_finditer if plain else None
    norm_of = nlp.vocab.lex_attr_getters[NORM]  # type: ignore[attr-defined]

    @cache
    def norms(word: str) -> Norms:
        if word == NUMBER:
            return norms("two")
        if (
            plain
            and word not in rules
            and not any(find(word) for find in splits)
            and not any(infixes(word) if infixes else ())
        ):
            return (get_string_id(norm_of(word)),)
        return tuple(token.norm for token in nlp.make_doc(word))

    return norms


def _patterns(
    sections: Mapping[str, Sequence[str]], norms: Callable[[str], Norms]
) -> tuple[dict[Pattern, dict[int, None]], list[Norms]]:
    """Pattern → its sections, and the slots that patterns name by number."""
    slots: dict[Norms, int] = {}

    @cache
    def options(slot: lexicons.Slot) -> tuple[Run, ...]:
        """The runs that a slot may become: a word that the tokenizer splits ("don't") takes slots of its own."""
        spelled = [norms(word) for word in slot]
        single = tuple(dict.fromkeys(s[0] for s in spelled if len(s) == 1))
        runs: list[tuple[Norms, ...]] = [(single,)] if single else []
        runs += [tuple((norm,) for norm in s) for s in spelled if len(s) > 1]
        return tuple(tuple(slots.setdefault(slot, len(slots)) for slot in run) for run in runs)

    found: dict[Pattern, dict[int, None]] = {}
    for section, entries in enumerate(sections.values()):
        for entry in entries:
            for reading in lexicons.readings(entry):
                parts = [_ways([options(slot) for slot in part]) for part in reading]
                for pattern in itertools.islice(itertools.product(*parts), SPELLINGS):
                    found.setdefault(pattern, {})[section] = None
    return found, list(slots)


def _ways(options: Sequence[tuple[Run, ...]]) -> list[Run]:
    if all(len(option) == 1 for option in options):
        return [tuple(itertools.chain.from_iterable(option[0] for option in options))]
    ways: list[Run] = [()]
    for option in options:
        ways = [way + run for way in ways for run in option][:SPELLINGS]
    return ways


def _arrays(
    known: Words, slots: Sequence[Norms], telling: Sequence[float], patterns: Mapping[Pattern, Mapping[int, None]]
) -> Compiled:
    size = len(known)
    runs: dict[Run, int] = {}
    words: list[list[int]] = [[] for _ in range(size)]
    rows: list[tuple[Pattern, int, tuple[int, ...]]] = []
    for pattern, sections in patterns.items():
        if len(pattern) == 1 and len(pattern[0]) == 1:
            for word in slots[pattern[0][0]]:
                words[word] += sections
            continue
        rows.append((pattern, _anchor(pattern, telling), tuple(sections)))
        for run in pattern:
            runs.setdefault(run, len(runs))
    shares = Counter(word for pattern, _, _ in rows for run in pattern for slot in run for word in slots[slot])
    weight = [sum(shares[word] for word in slot) for slot in slots]
    offset = [_offset(pattern[anchor], weight) for pattern, anchor, _ in rows]
    paired: dict[int, list[int]] = {}
    lone: list[list[int]] = [[] for _ in range(size)]
    for i, ((pattern, anchor, _), at) in enumerate(zip(rows, offset, strict=True)):
        run = pattern[anchor]
        if len(run) == 1:
            for word in slots[run[0]]:
                lone[word].append(i)
            continue
        for a, b in itertools.product(slots[run[at]], slots[run[at + 1]]):
            paired.setdefault(a * size + b, []).append(i)
    several = [(i, word) for i, slot in enumerate(slots) if len(slot) > 1 for word in slot]
    return Compiled(
        norms=keys.index(known),
        words=_rows([sorted(set(row)) for row in words]),
        pairs=keys.index(np.array(list(paired), dtype=np.uint64)),
        paired=_rows(paired.values()),
        lone=_rows(lone),
        anchor=np.array([runs[pattern[anchor]] for pattern, anchor, _ in rows], dtype=np.int64),
        offset=np.array(offset, dtype=np.int64),
        before=_rows([runs[run] for run in reversed(pattern[:anchor])] for pattern, anchor, _ in rows),
        after=_rows([runs[run] for run in pattern[anchor + 1 :]] for pattern, anchor, _ in rows),
        sections=_rows(sections for _, _, sections in rows),
        run=_rows(runs),
        only=np.array([slot[0] if len(slot) == 1 else SEVERAL for slot in slots], dtype=np.int64),
        allowed=keys.index(np.array([i * size + word for i, word in several], dtype=np.uint64)),
    )


def _anchor(pattern: Pattern, telling: Sequence[float]) -> int:
    """The part from which the others are looked for: the one with the most telling pair of words, else word."""
    pairs = [(telling[a] + telling[b], -p) for p, run in enumerate(pattern) for a, b in itertools.pairwise(run)]
    return -max(pairs or [(telling[run[0]], -p) for p, run in enumerate(pattern)])[1]


def _offset(run: Run, weight: Sequence[int]) -> int:
    """Where the pair of words begins that the lists hold least often, and so, roughly, people's talk."""
    return min(range(max(len(run) - 1, 1)), key=lambda i: weight[run[i]] * weight[run[min(i + 1, len(run) - 1)]])


def _rows(lists: Iterable[Sequence[int]]) -> Rows:
    held = list(lists)
    first = np.zeros(len(held) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in held], out=first[1:])
    return Rows(first, np.fromiter(itertools.chain.from_iterable(held), dtype=np.int64, count=int(first[-1])))
