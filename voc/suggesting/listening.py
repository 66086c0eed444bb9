"""What customers say in sentences that rate something or say what matters, and which words of it no criterion owns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc, Token

from voc import lexicons
from voc.evidence import mark_at
from voc.model import Codebook
from voc.signals.learned import LEARNED, Learned
from voc.signals.marking import MARKS
from voc.signals.passages import passages
from voc.signals.phrases import HITS, Hits
from voc.signals.talk import TALK, Talk, trim
from voc.signals.vendors import VENDORS, Cast
from voc.signals.wording import CODES
from voc.signals.words import NUMBER, normalizer

RATES = ("evaluation.positive", "evaluation.negative", "evaluation.mixed", "evaluation.better", "evaluation.worse")
WEIGHS = (
    "importance.decisive",
    "importance.high",
    "importance.medium",
    "importance.low",
    "importance.none",
)
ASKS = ("evaluation.ask", "importance.ask")
LIKELY = 0.4
"""Probability of importance or performance, by the coder's model, from which on a sentence counts as saying it."""
ANSWER = 3
"""Sentences of an answer to such a question that count as rating or weighing."""
SAYS, MENTION = ("importance", "performance"), "mention"
GENERAL = frozenset({"assertion", "discourse", "evaluation", "importance", "numbers"})
"""Word lists of how people talk in any trade: their words name nothing that a customer could decide by."""
COMMON = 18
"""Entries of the lists of rating and weighing in which a word must stand to be one of how people rate, whatever they
rate: good, better, matter, count, choose."""
WEAK = "weak"
LONGEST = 3
"""The most words of a phrase."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word or a run of words: `key` of norms, `text` as it was said, in lower case. `name` tells whether it is
    written like a name, None where that cannot be told: at the start of a sentence, and where there are no capitals."""

    key: tuple[int, ...]
    text: str
    name: bool | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A customer's sentence: `start` and `end` are code points in the text of the turn, `words` the norms of its words.

    `rates` is true if it rates something or says how much it counts; then `phrases` are what could name that something
    and belong to no criterion. `cues` are the words that rate or weigh, `owned` tells that a criterion's words stand in
    it. `criterion` is what the coder took it for, else what the question is about, else "". `coded` tells whether the
    coder made a passage of it, `likely` (0 to 1) how much it looks like one of importance or performance.
    """

    interview: str
    account: str
    turn: int
    start: int
    end: int
    quote: str
    words: tuple[int, ...]
    speaker: str = ""
    line: int | None = None
    at: float | None = None
    rates: bool = False
    owned: bool = False
    phrases: tuple[Phrase, ...] = ()
    cues: tuple[str, ...] = ()
    criterion: str = ""
    coded: bool = False
    likely: float = 0.0


def rating_words(language: str) -> frozenset[str]:
    """The norms of words by which people rate and weigh."""
    norm = normalizer(language)
    counts: Counter[str] = Counter()
    for section, entries in lexicons.load(language).items():
        if section in RATES or section in WEIGHS:
            for entry in entries:
                slots = (slot for reading in lexicons.readings(entry) for run in reading for slot in run)
                counts.update({norm(word) for slot in slots for word in slot})
    return frozenset(word for word, count in counts.items() if count >= COMMON)


def listen(doc: Doc, codebook: Codebook, common: frozenset[str] = frozenset()) -> Iterator[Heard]:
    """The sentences that a customer says in a coded Doc, in order; none of a supplier's. `common` are words that name
    nothing (see `rating_words`)."""
    talk: Talk = doc.user_data[TALK]
    learned: Learned = doc.user_data[LEARNED]
    meta, text = talk.interview.meta, doc.text
    if meta.side != "customer":
        return
    ids = [criterion.id for criterion in codebook.criteria]
    owners, cues, barred = _hits(doc, set(ids))
    asking = _in_sections(doc, ASKS)
    barred |= _named(doc)
    rating = {mark.sentence for mark in doc.user_data[MARKS]}
    said: dict[int, list[tuple[str, str]]] = {}
    for passage in passages(doc):
        said.setdefault(passage.sentence, []).append((passage.signal, passage.criterion))
    likely = learned.codes[:, [signal in SAYS for signal, _ in CODES]].sum(axis=1)
    idx = [*doc.to_array("IDX").tolist(), len(text)]
    asked, turn_before, left = "", -1, 0
    for s in range(len(talk.first)):
        a, b, turn = int(talk.first[s]), int(talk.last[s]), int(talk.turn[s])
        if not talk.word[a:b].any():
            continue
        if not talk.said[s]:
            if turn != turn_before:
                asked, left = "", 0
            asked = _only(owners.get(s, [])) or asked
            left = ANSWER if s in asking else left
            turn_before = turn
            continue
        left -= 1
        turn_before = turn
        offset = int(talk.chars[turn])
        start, end = trim(text, int(idx[a]), min(int(idx[b]), offset + len(talk.interview.turns[turn].text)))
        coded = [code for code in said.get(s, []) if code[0] != MENTION]
        says = likely[s] >= LIKELY or any(signal in SAYS for signal, _ in coded)
        # what the coder takes for another signal is explained
        rates = says or (not coded and (s in cues or s in rating or left >= 0))
        mark = mark_at(talk.interview.turns[turn], start - offset)
        yield Heard(
            meta.id,
            meta.account,
            turn,
            start - offset,
            end - offset,
            text[start:end],
            tuple(talk.norm[a:b][talk.word[a:b]].tolist()),
            talk.interview.turns[turn].speaker,
            mark.line,
            mark.at,
            rates,
            s in owners,
            tuple(_phrases(doc, a, b, barred, common)) if rates else (),
            tuple(cues.get(s, ())),
            _only([criterion for signal, criterion in coded if signal in SAYS]) or asked,
            s in said,
            float(likely[s]),
        )


def _hits(doc: Doc, criteria: set[str]) -> tuple[dict[int, list[str]], dict[int, list[str]], set[int]]:
    """By sentence the criteria that own words of it and the words that rate or weigh; the tokens that name nothing."""
    talk: Talk = doc.user_data[TALK]
    hits: Hits = doc.user_data[HITS]
    owners: dict[int, list[str]] = {}
    cues: dict[int, list[str]] = {}
    barred: set[int] = set()
    for start, end, number in zip(hits.start.tolist(), hits.end.tolist(), hits.section.tolist(), strict=True):
        s = int(talk.sentence[start])
        section = hits.sections[number]
        file, _, part = section.partition(".")
        if file in criteria:
            if part != WEAK:
                owners.setdefault(s, []).append(file)
                barred.update(range(start, end))
            elif end - start == 1:
                barred.add(start)
        elif file in GENERAL and end - start == 1:
            barred.add(start)
        if section in RATES or section in WEIGHS:
            cues.setdefault(s, []).append(doc[start:end].text.lower())
    return owners, {s: list(dict.fromkeys(words)) for s, words in cues.items()}, barred


def _in_sections(doc: Doc, sections: Sequence[str]) -> set[int]:
    """The sentences that hold an entry of one of the sections."""
    talk: Talk = doc.user_data[TALK]
    hits: Hits = doc.user_data[HITS]
    return {int(s) for name in sections for s in talk.sentence[hits.start[hits.of(name)]]}


def _named(doc: Doc) -> set[int]:
    """The tokens that name vendors."""
    cast: Cast = doc.user_data[VENDORS]
    idx = doc.to_array("IDX")
    found: set[int] = set()
    for mention in cast.mentions:
        found.update(range(*np.searchsorted(idx, [mention.start, mention.end]).tolist()))
    return found


def _only(names: Sequence[str]) -> str:
    """The name, if all are the same."""
    return names[0] if names and len(set(names)) == 1 else ""


def _phrases(doc: Doc, a: int, b: int, barred: set[int], common: frozenset[str]) -> Iterator[Phrase]:
    """The runs of one to three words that begin and end with a word that can name something; none crosses a mark."""
    talk: Talk = doc.user_data[TALK]
    cased = doc[a].text[0].isupper()
    stops = [not talk.word[i] for i in range(a, b)]
    names = [i not in barred and _names_something(doc[i], common) for i in range(a, b)]
    for first in range(b - a):
        for last in range(first, min(first + LONGEST, b - a)):
            if stops[last]:
                break
            if not (names[first] and names[last]) or any(a + i in barred for i in range(first, last + 1)):
                continue
            span = doc[a + first : a + last + 1]
            key = tuple(talk.norm[a + first : a + last + 1].tolist())
            capitals = [token.text[0].isupper() for token in span if token.i > a] if cased else []
            yield Phrase(key, " ".join(span.text.lower().split()), any(capitals) if capitals else None)


def _names_something(token: Token, common: frozenset[str]) -> bool:
    low = token.lower_.replace("’", "'")
    return (
        low not in STOP_WORDS
        and token.norm_ not in common
        and token.norm_ != NUMBER
        and len(low) > 2
        and low[0].isalpha()
        and "'" not in low
    )


def runs(words: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Every run of one to three words."""
    for word in words:
        yield (word,)
    yield from pairwise(words)
    yield from zip(words, words[1:], words[2:], strict=False)
