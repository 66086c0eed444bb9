"""What stands where in the talk: turns, sentences, who speaks, what is asked. Laid out once, read by all components."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from spacy.attrs import IDX, IS_PUNCT, IS_SPACE, NORM, ORTH  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc

from voc.model import Interview
from voc.signals import keys
from voc.signals.keys import Bools, Ints, Keys, Words

INTERVIEW = "voc.interview"
TALK = "voc.talk"
"""Keys of `Doc.user_data`."""

_END, _ASKS, _CLOSES, _OPENS = 1, 2, 4, 8
_MARKS = {
    _END: '. ? ! … ... ." ?! !! .. ....',
    _ASKS: "? ?!",
    _CLOSES: "\" ' ” ’ ) ]",
    _OPENS: (
        "and but so because cause cos then now well anyway plus although though whereas which if when while "
        "i we they he she it you there that's it's they're he's she's i'm we're um uh"
    ),
}
"""What a word may be to the layout: an end of a sentence, of a question, of a quotation, an opener of a clause."""


def _known() -> tuple[Keys, Ints]:
    kinds: dict[int, int] = {}
    for kind, marks in _MARKS.items():
        for mark in marks.split():
            kinds[get_string_id(mark)] = kinds.get(get_string_id(mark), 0) | kind
    return keys.index(np.array(list(kinds), dtype=np.uint64)), np.array([*kinds.values(), 0], dtype=np.int64)


_TABLE, _KINDS = _known()
"""Marks, and for each of them what it may be; last nothing, for a word that is none of them."""

UNPUNCTUATED = 45
"""A turn with fewer than one sentence mark in so many words is cut before words that open a clause instead."""
RUN = 9
"""Words after which such a turn is cut at the next opener."""


@dataclass(frozen=True, slots=True)
class Talk:
    """The layout of an interview's Doc. Arrays of S sentences and T turns; offsets into the Doc's tokens.

    `text` is the Doc's, which the Doc itself would put together anew each time it is asked. `first`, `last` (S) bound
    each sentence, `turn` (S) tells its turn; `asked` (S) is true for a question of the interviewer's; `said` (S) is
    true for a respondent's words. `chars` (T) is where each turn's text begins in the Doc's text, `role` (T) is 1 for a
    respondent, 0 else. `sentence` (tokens) tells each token's sentence, `norm` its NORM id, `word` whether it is a
    word rather than a mark, and `place` where it begins in the text.
    """

    interview: Interview
    text: str
    first: Ints
    last: Ints
    turn: Ints
    said: Bools
    asked: Bools
    chars: Ints
    role: Ints
    sentence: Ints
    norm: Words
    word: Bools
    place: Ints


def make_doc(nlp: Language, interview: Interview) -> Doc:
    """All turns in one Doc, a line each, with its layout in `user_data`."""
    text = "\n".join([turn.text for turn in interview.turns])
    doc = nlp.make_doc(text)
    doc.user_data[INTERVIEW] = interview
    doc.user_data[TALK] = lay_out(doc, interview, text)
    return doc


def lay_out(doc: Doc, interview: Interview, text: str) -> Talk:
    """Find sentences by their marks, or by clause openers where a turn has none."""
    n = len(doc)
    arrays: Words = doc.to_array([ORTH, NORM, IS_PUNCT, IS_SPACE, IDX]).reshape(n, 5)  # type: ignore[assignment]
    kind = _KINDS[keys.find(_TABLE, arrays[:, 0])]
    word = (arrays[:, 2] + arrays[:, 3]) == 0
    place = arrays[:, 4].astype(np.int64)
    lengths = np.fromiter((len(turn.text) + 1 for turn in interview.turns), dtype=np.int64, count=len(interview.turns))
    chars = lengths.cumsum() - lengths
    turn_first = place.searchsorted(chars)
    begin, end = _sentences(kind, turn_first)
    _cut_unpunctuated(begin, end, (kind & _OPENS) > 0, turn_first)
    first = begin.nonzero()[0]
    last = np.append(first[1:], n) if n else first
    turn = chars.searchsorted(place[first], side="right") - 1
    role = np.array([turn.role == "interviewee" for turn in interview.turns], dtype=np.int64)
    said = role[turn] == 1
    asks = np.logical_or.reduceat((kind & _ASKS) > 0, first) if n else said
    norm = np.ascontiguousarray(arrays[:, 1])
    return Talk(
        interview, text, first, last, turn, said, ~said & asks, chars, role, begin.cumsum() - 1, norm, word, place
    )


def _sentences(kind: Ints, turn_first: Ints) -> tuple[Bools, Bools]:
    """Which words begin a sentence and which marks end one; a quotation mark belongs to the sentence that it closes."""
    end = (kind & _END) > 0
    after = end[:-1] & ((kind[1:] & _CLOSES) > 0)
    end[1:] |= after
    end[:-1] &= ~after
    begin = np.zeros(len(kind), dtype=bool)
    begin[1:] = end[:-1]
    begin[turn_first[turn_first < len(kind)]] = True
    return begin, end


def _cut_unpunctuated(begin: Bools, end: Bools, opens: Bools, turn_first: Ints) -> None:
    bounds = np.append(turn_first, len(begin))
    marks = np.concatenate([[0], end.cumsum()])
    count, length = np.diff(marks[bounds]), np.diff(bounds)
    for i in ((length >= UNPUNCTUATED // 2) & (count * UNPUNCTUATED < length)).nonzero()[0].tolist():
        a, b = int(bounds[i]), int(bounds[i + 1])
        since = a
        for at in (opens[a:b].nonzero()[0] + a).tolist():
            if at - since >= RUN and b - at > 2:
                begin[at] = True
                since = at


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
