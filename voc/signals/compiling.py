"""Lists of entries → arrays that `phrases.match` walks through: words as numbers, runs of slots, pairs that anchor
them."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.about import __version__ as spacy_version
from spacy.attrs import NORM  # type: ignore[import-not-found]
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

from voc import lexicons
from voc.signals import keys
from voc.signals.keys import Ints, Keys, Words
from voc.signals.words import NUMBER

SPELLINGS = 16
"""The most spellings of a reading through contractions among its alternatives."""

SEVERAL = -2
"""Stands for the words of a slot that allows more than one."""

Array = NDArray[Any]
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


Remember = Callable[[str, Callable[[], dict[str, Array]]], Mapping[str, Array]]
"""(name, how to make it) → arrays kept under the name, or made and kept."""


def compiled(nlp: Language, sections: Mapping[str, Sequence[str]], remember: Remember | None = None) -> Compiled:
    """The lists in the words of the pipeline's tokenizer and norm: made in a second, remembered in no time."""
    if remember is None:
        return compile_lists(nlp, sections)
    return unpacked(remember(_name(nlp, sections), lambda: packed(compile_lists(nlp, sections))))


def packed(lists: Compiled) -> dict[str, Array]:
    """All of the lists as plain arrays."""
    found: dict[str, Array] = {}
    for name in Compiled.__dataclass_fields__:
        part = getattr(lists, name)
        if isinstance(part, Rows):
            found |= {f"{name}.first": part.first, f"{name}.member": part.member}
        else:
            found[name] = part.held if isinstance(part, Keys) else part
    return {name: part.astype(np.int32) if part.dtype == np.int64 else part for name, part in found.items()}


def unpacked(arrays: Mapping[str, Array]) -> Compiled:
    """The lists that `packed` made arrays of."""
    wide: dict[str, Array] = {
        name: part.astype(np.int64) if part.dtype == np.int32 else part for name, part in arrays.items()
    }
    parts: dict[str, Any] = {}
    for name in Compiled.__dataclass_fields__:
        if name in wide:
            parts[name] = keys.index(wide[name]) if wide[name].dtype == np.uint64 else wide[name]
        else:
            parts[name] = Rows(wide[f"{name}.first"], wide[f"{name}.member"])
    return Compiled(**parts)


def _name(nlp: Language, sections: Mapping[str, Sequence[str]]) -> str:
    """A digest of all that the compiled lists depend on, the code that compiles them included."""
    whole = hashlib.blake2b(digest_size=16)
    for name in ("compiling.py", "words.py", "stems.py", "../lexicons/__init__.py"):
        whole.update(Path(__file__).parent.joinpath(name).read_bytes())
    meta = [spacy_version, nlp.lang, nlp.meta["name"], nlp.meta["version"]]
    whole.update(repr([meta, sorted(lexicons.irregular(nlp.lang).items()), list(sections.items())]).encode())
    return f"lists-{whole.hexdigest()}"


def compile_lists(nlp: Language, sections: Mapping[str, Sequence[str]]) -> Compiled:
    """The lists, compiled anew."""
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
    splits = _splits(tokenizer) if isinstance(tokenizer, Tokenizer) else None
    norm_of = nlp.vocab.lex_attr_getters[NORM]  # type: ignore[attr-defined]

    @cache
    def norms(word: str) -> Norms:
        if word == NUMBER:
            return norms("two")
        if splits and not splits(word):
            return (get_string_id(norm_of(word)),)
        return tuple(token.norm for token in nlp.make_doc(word))

    return norms


def _splits(tokenizer: Tokenizer) -> Callable[[str], bool]:
    """Whether the tokenizer may make anything but one plain token of a word."""
    rules = tokenizer.rules or {}
    ends = [find for find in (tokenizer.prefix_search, tokenizer.suffix_search) if find]
    inner = tokenizer.infix_finditer or (lambda word: ())
    return lambda word: word in rules or any(find(word) for find in ends) or any(inner(word))


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
    alone = {p: found for p, found in patterns.items() if len(p) == 1 and len(p[0]) == 1}
    words: list[set[int]] = [set() for _ in range(size)]
    for ((slot,),), found in alone.items():
        for word in slots[slot]:
            words[word].update(found)
    rows = [pattern for pattern in patterns if pattern not in alone]
    runs = {run: i for i, run in enumerate(dict.fromkeys(itertools.chain.from_iterable(rows)))}
    anchors = [_anchor(pattern, telling) if len(pattern) > 1 else 0 for pattern in rows]
    shares = Counter(itertools.chain.from_iterable(itertools.chain.from_iterable(rows)))
    weight = _weights(shares, slots, size)
    anchored = [pattern[anchor] for pattern, anchor in zip(rows, anchors, strict=True)]
    offset = [_offset(run, weight) if len(run) > 2 else 0 for run in anchored]
    places = enumerate(zip(anchored, offset, strict=True))
    pairs = [(i, run[at], run[at + 1]) for i, (run, at) in places if len(run) > 1]
    members = _rows(slots)
    keyed, paired = _paired(np.array(pairs, dtype=np.int64).reshape(-1, 3), members, size)
    lone: list[list[int]] = [[] for _ in range(size)]
    for i, run in enumerate(anchored):
        for word in slots[run[0]] if len(run) == 1 else ():
            lone[word].append(i)
    count = np.diff(members.first)
    several = np.repeat(count > 1, count)
    allowed = np.repeat(np.arange(len(slots)), count)[several] * size + members.member[several]
    return Compiled(
        norms=keys.index(known),
        words=_rows(sorted(row) for row in words),
        pairs=keyed,
        paired=paired,
        lone=_rows(lone),
        anchor=np.array([runs[run] for run in anchored], dtype=np.int64),
        offset=np.array(offset, dtype=np.int64),
        before=_rows([runs[run] for run in pattern[:at][::-1]] for pattern, at in zip(rows, anchors, strict=True)),
        after=_rows([runs[run] for run in pattern[at + 1 :]] for pattern, at in zip(rows, anchors, strict=True)),
        sections=_rows(list(patterns[pattern]) for pattern in rows),
        run=_rows(runs),
        only=np.array([slot[0] if len(slot) == 1 else SEVERAL for slot in slots], dtype=np.int64),
        allowed=keys.index(allowed.astype(np.uint64)),
    )


def _paired(pairs: Ints, members: Rows, size: int) -> tuple[Keys, Rows]:
    """Every pair of words that (pattern, slot, next slot) allow, and the patterns that each anchors."""
    left, right = members.first[pairs[:, 1]], members.first[pairs[:, 2]]
    wide = members.first[pairs[:, 2] + 1] - right
    count = (members.first[pairs[:, 1] + 1] - left) * wide
    place = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    wide = np.repeat(wide, count)
    first = members.member[np.repeat(left, count) + place // wide]
    second = members.member[np.repeat(right, count) + place % wide]
    key = first * size + second
    order = np.argsort(key, kind="stable")
    held, begins = np.unique(key[order], return_index=True)
    pattern = np.repeat(pairs[:, 0], count)[order]
    return keys.index(held.astype(np.uint64)), Rows(np.append(begins, len(key)), pattern)


def _weights(shares: Mapping[int, int], slots: Sequence[Norms], size: int) -> list[int]:
    """For each slot, how often the lists hold its words."""
    held = [0] * size
    for slot, count in shares.items():
        for word in slots[slot]:
            held[word] += count
    return [sum([held[word] for word in slot]) for slot in slots]


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
