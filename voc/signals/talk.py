"""What stands where in the talk: turns, sentences, who speaks, what is asked. Laid out once, read by every component."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_PUNCT, IS_SPACE, NORM, ORTH
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc

from voc.model import Interview

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

INTERVIEW = "voc.interview"
TALK = "voc.talk"
"""Keys of `Doc.user_data`."""

_ENDS = np.array([get_string_id(mark) for mark in (".", "?", "!", "…", "...", ".\"", "?!", "!!", "..", "....")], dtype="u8")
_QUESTION = np.array([get_string_id(mark) for mark in ("?", "?!")], dtype="u8")
_CLOSING = np.array([get_string_id(mark) for mark in ('"', "'", "”", "’", ")", "]")], dtype="u8")
_OPENERS = np.array(
    [
        get_string_id(word)
        for word in (
            "and but so because cause cos then now well anyway plus although though whereas which if when while "
            "i we they he she it you there that's it's they're he's she's i'm we're um uh"
        ).split()
    ],
    dtype="u8",
)

UNPUNCTUATED = 45
"""A turn with fewer than one sentence mark in so many words is cut before words that open a clause instead."""
RUN = 9
"""Words after which such a turn is cut at the next opener."""


@dataclass(frozen=True, slots=True)
class Talk:
    """The layout of an interview's Doc. Arrays of S sentences and T turns; offsets into the Doc's tokens.

    `first`, `last` (S) bound each sentence, `turn` (S) tells its turn; `asked` (S) is true for a question of the
    interviewer's; `said` (S) is true for a respondent's words. `chars` (T) is where each turn's text begins in the
    Doc's text, `role` (T) is 1 for a respondent, 0 else. `sentence` (tokens) tells each token's sentence, `norm` its NORM id, and `word`
    whether it is a word rather than a mark.
    """

    interview: Interview
    first: Ints
    last: Ints
    turn: Ints
    said: Bools
    asked: Bools
    chars: Ints
    role: Ints
    sentence: Ints
    norm: NDArray[np.uint64]
    word: Bools


def make_doc(nlp: Language, interview: Interview) -> Doc:
    """All turns in one Doc, a line each, with its layout in `user_data`."""
    doc = nlp.make_doc("\n".join(turn.text for turn in interview.turns))
    doc.user_data[INTERVIEW] = interview
    doc.user_data[TALK] = lay_out(doc, interview)
    return doc


def lay_out(doc: Doc, interview: Interview) -> Talk:
    """Find sentences by their marks, or by clause openers where a turn has none."""
    arrays = doc.to_array([ORTH, NORM, IS_PUNCT, IS_SPACE])
    orth, norm = arrays[:, 0], arrays[:, 1]
    word = (arrays[:, 2] | arrays[:, 3]) == 0
    n = len(doc)
    starts = np.fromiter((len(turn.text) + 1 for turn in interview.turns), dtype=np.int64, count=len(interview.turns))
    chars = np.concatenate([[0], np.cumsum(starts)[:-1]]) if len(starts) else np.zeros(0, dtype=np.int64)
    idx = doc.to_array("IDX").astype(np.int64) if n else np.zeros(0, dtype=np.int64)
    turn_first = np.searchsorted(idx, chars)  # token where each turn begins
    token_turn = np.searchsorted(chars, idx, side="right") - 1

    end = np.isin(orth, _ENDS)
    closing = np.isin(orth, _CLOSING)
    if n:
        after = end[:-1] & closing[1:]  # the quotation mark belongs to the sentence it closes
        end[1:] |= after
        end[:-1] &= ~after
    begin = np.zeros(n + 1, dtype=bool)
    begin[1:] = end
    begin[turn_first[turn_first < n]] = True
    _cut_unpunctuated(begin, end, orth, turn_first, n)
    first = np.flatnonzero(begin[:n])
    last = np.concatenate([first[1:], [n]]) if len(first) else first
    turn = token_turn[first] if len(first) else first
    role = np.array([1 if t.role == "interviewee" else 0 for t in interview.turns], dtype=np.int64)
    said = role[turn] == 1 if len(turn) else np.zeros(0, dtype=bool)
    mark = np.isin(orth, _QUESTION)
    has_mark = np.logical_or.reduceat(mark, first) if len(first) else np.zeros(0, dtype=bool)
    sentence = np.cumsum(begin[:n]) - 1
    return Talk(interview, first, last, turn, said, ~said & has_mark, chars, role, sentence, norm, word)


def _cut_unpunctuated(begin: Bools, end: Bools, orth: NDArray[np.uint64], turn_first: Ints, n: int) -> None:
    bounds = np.append(turn_first, n)
    marks = np.concatenate([[0], np.cumsum(end)])
    for a, b in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        if b - a < UNPUNCTUATED // 2 or (marks[b] - marks[a]) * UNPUNCTUATED >= b - a:
            continue
        opener = np.flatnonzero(np.isin(orth[a:b], _OPENERS)) + a
        since = a
        for i in opener.tolist():
            if i - since >= RUN and b - i > 2:
                begin[i] = True
                since = i


_FOLD = re.compile(r"\s+")


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
