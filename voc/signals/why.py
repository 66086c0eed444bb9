"""Why a passage carries its code: the words of the lists it was found by, and what weighed with the learned model.

What weighs is found by leaving out: a word, the words of a list, the question, or what was said before is blanked in
the text, the interview is coded again from a few turns before, and the change in the log-odds of the code is what that
part contributed. Of a number, it is told without which part it would be given to another criterion. So the answer does
not depend on how the model is made, and holds for it as it is.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from voc.model import Evidence, Interview, Turn
from voc.signals import tag
from voc.signals.learned import LEARNED, Learned
from voc.signals.passages import passages
from voc.signals.phrases import HITS, Hits
from voc.signals.talk import TALK, Talk
from voc.signals.wording import CODES

BEFORE = 6
"""Turns before the passage that are coded again with it."""
BLANK = "zq"
"""A word that no list and no model knows."""
APART = (
    Turn("", f"{BLANK} {BLANK} {BLANK}. " * 6, "interviewer"),
    Turn("", f"{BLANK} {BLANK} {BLANK}. " * 12, "interviewee"),
)
"""Said between two copies of the same turns, so that the first has nothing to do with the second."""
LEAST = 0.25
"""Least change in log-odds that is told."""
MOST = 5
"""Parts that are told."""
BRIEF = 70
"""Letters of the question that are shown."""
FIELD, WEAK = "word", "weak"
TALK_LISTS = ("assertion", "discourse", "numbers")
NUMBERED = ("score", "points", "rank", "grade")
FIGURES = ("value", "shortfall")
PEOPLE = "coder:"
Where = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Something that can be left out: what it is called, and where it stands: stretches (start, end) by turn."""

    name: str
    where: Where


def why(nlp: Language, interview: Interview, rows: Sequence[Evidence]) -> list[tuple[str, ...]]:
    """The reasons for each row of an interview's evidence, in words, the rule first. `nlp` is a coder built for the
    study's codebook.

    Contributions are in log-odds: +0.7 doubles the odds of the code, +2.3 makes them ten times as high.
    """
    doc = tag(nlp, interview)
    return [tuple(_reasons(nlp, doc, row)) for row in rows]


def _reasons(nlp: Language, doc: Doc, row: Evidence) -> Iterator[str]:
    if row.source.startswith(PEOPLE):
        yield f"coded by {row.source.removeprefix(PEOPLE)}"
        return
    s = _sentence(doc, row.turn, row.start)
    yield from _rule(doc, s, row)
    yield from _figure(row)
    if row.unit in NUMBERED and row.criterion:
        yield _decided(nlp, doc, s, row)
    elif (row.signal, row.criterion) in CODES:
        yield f"model: {_likely(doc, s, row):.0%} likely" + "".join(_weighed(nlp, doc, s, row))


def _sentence(doc: Doc, turn: int, place: int) -> int:
    """The sentence in which a character of a turn stands."""
    talk: Talk = doc.user_data[TALK]
    token = max((t.i for t in doc if t.idx <= int(talk.chars[turn]) + place), default=0)
    return int(talk.sentence[token])


def _likely(doc: Doc, s: int, row: Evidence) -> float:
    """The model's probability of the code."""
    learned: Learned = doc.user_data[LEARNED]
    return float(learned.codes[s][CODES.index((row.signal, row.criterion))])


def _rule(doc: Doc, s: int, row: Evidence) -> Iterator[str]:
    """What a rule says: the words that were hit, or the number that was read."""
    section = row.source.removeprefix("rule:")
    if section == row.source:
        return
    if row.unit in NUMBERED and section.endswith(f".{row.unit}"):
        amount = row.amount if isinstance(row.amount, str) or row.amount is None else f"{row.amount:g}"
        scale = f" of {row.reference:g}" if row.reference is not None else ""
        yield f"rule {section}: a {row.unit.removesuffix('s')} is given, {amount}{scale}"
        return
    last = _sentence(doc, row.turn, row.end - 1)
    words = [doc[start:end].text for n in range(s, last + 1) for start, end, name in _hits(doc, n) if name == section]
    yield f"rule {section}" + (f": {_listed(words)}" if words else "")


def _figure(row: Evidence) -> Iterator[str]:
    """The sum, or what happened against what was expected."""
    if row.signal not in FIGURES or not isinstance(row.amount, float):
        return
    against = f" against {row.reference:,g}" if row.reference is not None else ""
    yield f"figure: {row.amount:,g}{against} {row.unit}".rstrip()


def _hits(doc: Doc, s: int) -> list[tuple[int, int, str]]:
    """The list entries that stand in a sentence: tokens from, to, and the name of the list."""
    talk: Talk = doc.user_data[TALK]
    hits: Hits = doc.user_data[HITS]
    found = zip(hits.start.tolist(), hits.end.tolist(), hits.section.tolist(), strict=True)
    return [(start, end, hits.sections[n]) for start, end, n in found if talk.sentence[start] == s]


def _decided(nlp: Language, doc: Doc, s: int, row: Evidence) -> str:
    """What made the criterion of a number: the parts without which it would be given to another."""
    parts = list(_parts(doc, s, row))
    again, places = _again(nlp, doc, s, row, [(), *(part.where for part in parts)])
    whole, *found = [_given(again, place, row) for place in places]
    if whole != row.criterion:
        return f"{row.criterion}: from farther back in the talk"
    changed: dict[str, list[str]] = {}
    for criterion, part in zip(found, parts, strict=True):
        if criterion not in ("", row.criterion):
            changed.setdefault(criterion, []).append(part.name)
    told = [f"{criterion} without {' or '.join(names[:MOST])}" for criterion, names in changed.items()]
    return f"{row.criterion}: it would be {', '.join(told)}" if told else f"{row.criterion}: no single part decides it"


def _given(doc: Doc, s: int, row: Evidence) -> str:
    """The criterion that the coder gives to this number in a sentence, "" if it takes it for no number there."""
    found = [p for p in passages(doc) if p.sentence == s and (p.signal, p.unit) == (row.signal, row.unit)]
    same = [p for p in found if p.amount == row.amount] or found
    return same[0].criterion if same else ""


def _weighed(nlp: Language, doc: Doc, s: int, row: Evidence) -> Iterator[str]:
    """What spoke for the code, the strongest first, and what spoke against it most."""
    parts = list(_parts(doc, s, row))
    again, places = _again(nlp, doc, s, row, [(), *(part.where for part in parts)])
    whole, *left = [_log_odds(_likely(again, place, row)) for place in places]
    effects = [(whole - odds, part) for odds, part in zip(left, parts, strict=True)]
    effects.sort(key=lambda effect: (-effect[0], effect[1].where))
    told = _apart([effect for effect in effects if effect[0] >= LEAST])
    if told:
        yield ", for " + ", ".join(f"{part.name} (+{effect:.1f})" for effect, part in told[:MOST])
    against = [effect for effect in reversed(effects) if effect[0] <= -LEAST]
    if against:
        yield f", against {against[0][1].name} (−{-against[0][0]:.1f})"


def _again(nlp: Language, doc: Doc, s: int, row: Evidence, blanked: Sequence[Where]) -> tuple[Doc, list[int]]:
    """The sentence coded again with each of these stretches blanked: a Doc of all, and its number in each.

    All are coded in one interview, one after the other, which takes a fraction of the time; an unchanged copy leads, so
    that the others all have the same before them.
    """
    talk: Talk = doc.user_data[TALK]
    first = max(0, row.turn - BEFORE)
    turns: list[Turn] = []
    for where in ((), *blanked):
        turns += [*APART, *_without(talk.interview, where).turns[first : row.turn + 1]]
    again = tag(nlp, replace(talk.interview, turns=tuple(turns)))
    size = len(APART) + row.turn + 1 - first
    # counted from the end, since what follows the sentence is unchanged
    after = len(_spoken(doc, row.turn)) - _spoken(doc, row.turn).index(s)
    spoken = [_spoken(again, size * number - 1) for number in range(2, len(blanked) + 2)]
    return again, [place[max(0, len(place) - after)] for place in spoken]


def _spoken(doc: Doc, turn: int) -> list[int]:
    """The sentences of a turn that hold words."""
    talk: Talk = doc.user_data[TALK]
    here = (s for s, of in enumerate(talk.turn.tolist()) if of == turn)
    return [s for s in here if talk.word[talk.first[s] : talk.last[s]].any()]


def _apart(effects: Sequence[tuple[float, Part]]) -> list[tuple[float, Part]]:
    """Without parts that share words with a stronger one: what a phrase explains, its words need not explain again."""
    kept: list[tuple[float, Part]] = []
    taken: set[tuple[int, int]] = set()
    for effect, part in effects:
        letters = {(turn, i) for turn, start, end in part.where for i in range(start, end)}
        if not letters & taken:
            kept.append((effect, part))
            taken |= letters
    return kept


def _parts(doc: Doc, s: int, row: Evidence) -> Iterator[Part]:
    talk: Talk = doc.user_data[TALK]
    turn = row.turn
    offset = int(talk.chars[turn])
    first, last = int(talk.first[s]), int(talk.last[s])

    def stretch(start: int, end: int) -> tuple[int, int, int]:
        return turn, doc[start].idx - offset, doc[end - 1].idx + len(doc[end - 1]) - offset

    lists: dict[tuple[int, int], list[str]] = {}
    for start, end, name in _hits(doc, s):
        lists.setdefault((start, end), []).append(name)
    for (start, end), names in lists.items():
        telling = [name for name in dict.fromkeys(names) if _telling(name, row)]
        lists_of = f" ({', '.join(telling)})" if telling else ""
        yield Part(f"“{doc[start:end].text}”{lists_of}", (stretch(start, end),))
    for i in range(first, last):
        if talk.word[i] and (i, i + 1) not in lists:
            yield Part(f"“{doc[i].text}”", (stretch(i, i + 1),))
    turns = talk.interview.turns
    asked = _question(turns, turn)
    if asked is not None:
        question = textwrap.shorten(turns[asked].text, BRIEF, placeholder=" …")
        yield Part(f"the question “{question}”", ((asked, 0, len(turns[asked].text)),))
    before = [(n, 0, len(turns[n].text)) for n in range(max(0, turn - BEFORE), turn) if n != asked]
    start = doc[first].idx - offset
    before += [(turn, 0, start)] if start > 0 else []
    if before:
        yield Part("what was said before", tuple(before))


def _telling(section: str, row: Evidence) -> bool:
    """Whether a list says something of this code by its name: lists of single words that many criteria share, and of
    how people talk, do not."""
    file, _, part = section.partition(".")
    return part != FIELD and file not in TALK_LISTS and (part != WEAK or file == row.criterion)


def _question(turns: Sequence[Turn], turn: int) -> int | None:
    """The interviewer's last turn before, if it is near."""
    return next((n for n in range(turn - 1, max(-1, turn - BEFORE - 1), -1) if turns[n].role == "interviewer"), None)


def _without(interview: Interview, where: Where) -> Interview:
    """The interview with the words of the stretches blanked; marks stay, so that sentences stay the same."""
    turns = list(interview.turns)
    for turn, start, end in sorted(where, reverse=True):
        text = turns[turn].text
        turns[turn] = replace(turns[turn], text=text[:start] + _blanked(text[start:end]) + text[end:])
    return replace(interview, turns=tuple(turns))


def _blanked(text: str) -> str:
    return " ".join(_blank(word) for word in text.split(" "))


def _blank(word: str) -> str:
    letters = [i for i, letter in enumerate(word) if letter.isalnum()]
    return word[: letters[0]] + BLANK + word[letters[-1] + 1 :] if letters else word


def _log_odds(p: float) -> float:
    p = min(max(p, 1e-6), 1 - 1e-6)
    return math.log(p / (1 - p))


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in dict.fromkeys(words))
