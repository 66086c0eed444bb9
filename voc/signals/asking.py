"""What the interviewer's question asks of an answer: a rating, an importance, points, an order; and on which scale."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from voc.model import Interview, Scale

LONG = 99
"""Turns ago that count as never."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands when a turn begins.

    `text` is the end of the last question; `kinds` what it asks, as letters: importance I, performance P, points T,
    order R, a number S. `scale` is the scale in force, `importance` and `performance` those of either kind where they
    differ. `words` are the different words of `text`, `length` counts them all. `both` when importance and performance
    are asked in pairs, `usual` the kind that a series of questions asks ("I", "P", or empty). `since`, `points`, `rank`
    count the turns since a scale, points and an order were asked for.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    length: int = 0
    kinds: str = ""
    scale: str = ""
    importance: str = ""
    performance: str = ""
    both: bool = False
    usual: str = ""
    since: int = LONG
    points: int = LONG
    rank: int = LONG


_IMPORTANCE = re.compile(
    r"\b(?:importan\w*|how much (?:does|do|is|would|did|it|that|this|they|each|all)[^?.]{0,40}\b(?:matter|count"
    r"|weigh|mean|tip)\w*"
    r"|(?:does|do|did|would|will) (?:it|that|this|they|these|any of it|\w+)(?: \w+){0,4} (?:matter|count|weigh"
    r"|figure)\b|weights?\b"
    r"|how (?:decisive|heavily|heavy)|how does (?:it|that) (?:weigh|count|rank)|weigh(?:s|ed|ing)?\b|how badly"
    r"|(?:counts?|matters?) (?:for|to|with) (?:you|them|her|him))",
    re.IGNORECASE,
)
_PERFORMANCE = re.compile(
    r"\b(?:how (?!important|much|decisive|heav|likely|badly|many|long|big|often|soon|come)(?:\w+(?:'s)? )?"
    r"(?:do|does|did|are|is|would (?:you|they|he|she) (?:rate|score|mark|grade|judge)|have|has|well|good)\b"
    r"|rat(?:e|es|ed|ing|ings)\b|(?:mark|score|grade)s? (?:them|him|her|for|it|us)|give (?:them|him|her|it|us)"
    r"|then (?:how|a (?:mark|score|grade)|their|the)|perform\w*|and (?:them|him|her|they|theirs)\b|are they doing"
    r"|what would you give|same for)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:(?:one|zero|nought|1|0) to (?:ten|five|seven|six|twenty|a hundred|hundred|10|5|7|6|20|100)"
    r"|out of (?:ten|five|seven|six|twenty|a hundred|10|5|20|100)|scale|stars?|a to f|grades?|marks?|scores?"
    r"|rate|rating|numbers?"
    r"|in percent|percentage|figure)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:(?:a |one |the |your |of )?hundred (?:points?|percent|per cent|to|over|between|across|out)\b"
    r"|100 (?:points?|percent|%)"
    r"|percentages\b|points\b|hundred\b)",
    re.IGNORECASE,
)
_NOT_POINTS = re.compile(r"\bperfect|satisfied|rate\b|(?:score|mark|give) (?:them|him|her)\b|how well", re.IGNORECASE)
_SPLIT = re.compile(r"split|spread|share|distribute|divide|points", re.IGNORECASE)
_ORDER = re.compile(
    r"\b(?:rank(?:ed|ing|s)?|(?:in|the|an|your|that|this) order|sequence|(?:your|the|a) list|matters? (?:most"
    r"|to you|for you)|first"
    r"|second|third place|next|after that|behind that|then\?|decides?|decide (?:by|on)|look(?:ing)? for|pick(?:ing)?"
    r"|what (?:\w+ ){0,4}(?:counts?|matters?|weighs?|important)"
    r"|what else|criteria|bothered about|need most|top of|comes? in|after those"
    r"|priorit\w+|win"
    r"|choose|choice|go to one|most important|value most)\b",
    re.IGNORECASE,
)
_SERIES = re.compile(r"\b(?:several|each|things|headings|topics|subjects|list|let me ask|go through)\b", re.IGNORECASE)
_PAIRS = re.compile(r"\b(?:both|first|then|same|pairs?|two)\b", re.IGNORECASE)
_EXPLICIT = re.compile(r"\b(?:numbers?|scores?|marks?|grades?|rate)\b", re.IGNORECASE)
_BEST = re.compile(
    r"\b(?P<n>ten|five|seven|six|twenty|hundred)(?: is| being|,? the|'s)(?: the)? (?:best|perfect|excellent|top"
    r"|most|highest|great)\b",
    re.IGNORECASE,
)
_IN_PERCENT = re.compile(r"\b(?:in percent|percentage|out of|percent is|test|as a percent)\b", re.IGNORECASE)
_ATTACHED = re.compile(r"\w+ (?:(?:out )?of|outta) (?:ten|five|six|seven|twenty|10|5|20)\b|\w+ stars?\b", re.IGNORECASE)
_WORD = re.compile(r"[\w']+")
_ENDS = re.compile(r"(?<=[.?!])\s+")


def scale_names(scales: Sequence[Scale]) -> tuple[re.Pattern[str], dict[str, str]]:
    """How scales are named, and the name → id of the scale."""
    names = {name.lower(): scale.id for scale in scales for name in scale.names}
    ordered = sorted(names, key=lambda n: (-len(n), n))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b", re.IGNORECASE), names


def follow(interview: Interview, scales: Sequence[Scale]) -> list[Asked]:
    """For each turn what stands when it begins; for an interviewer's turn, what it asks."""
    pattern, names = scale_names(scales)
    known = {scale.id for scale in scales}
    state, found = Asked(), []
    for turn in interview.turns:
        state = replace(state, since=state.since + 1, points=state.points + 1, rank=state.rank + 1)
        if turn.role == "interviewee":
            if not state.scale and _ATTACHED.search(turn.text) and (match := pattern.search(turn.text)):
                scale = names[match[0].lower()]
                if scale in ("five", "ten", "twenty", "six", "seven"):
                    state = replace(state, scale=scale, performance=scale, since=0)
        else:
            state = _question(state, turn.text, pattern, names, known)
        found.append(state)
    return found


def _question(state: Asked, text: str, pattern: re.Pattern[str], names: dict[str, str], known: set[str]) -> Asked:
    parts = [part for part in _ENDS.split(text) if part.strip()]
    end, more = " ".join(parts[-2:])[-300:], " ".join(parts[-6:])[-800:]
    importance, performance = bool(_IMPORTANCE.search(end)), bool(_PERFORMANCE.search(end))
    points = bool(_POINTS.search(more)) and not (_NOT_POINTS.search(more) and not _SPLIT.search(more))
    order = bool(_ORDER.search(end))
    kinds = [("I", importance), ("P", performance), ("T", points), ("R", order), ("S", bool(_NUMBER.search(more)))]
    asked = "".join(letter for letter, true in kinds if true)
    scale, own, other, named = state.scale, state.importance, state.performance, False
    found = [(m.start(), m.end(), names[m[0].lower()]) for m in pattern.finditer(text)]
    found += [
        (m.start(), m.end(), "swiss" if m["n"].lower() == "six" else m["n"].lower()) for m in _BEST.finditer(text)
    ]
    for start, stop, name in sorted(found, key=lambda f: (f[0], f[1])):
        if name not in known or (name == "hundred" and points and not _IN_PERCENT.search(text)):
            continue
        scale, named = name, True
        near = text[max(0, start - 60) : stop + 30]
        matters, does = bool(_IMPORTANCE.search(near)), bool(_PERFORMANCE.search(near))
        own = name if matters or not does else own
        other = name if does or not matters else other
    both, usual = state.both, state.usual
    wide_i, wide_p = bool(_IMPORTANCE.search(more)), bool(_PERFORMANCE.search(more))
    explicit = named or bool(_EXPLICIT.search(more))
    fresh = named
    if explicit and wide_i and wide_p and (named or _PAIRS.search(more)):
        both, fresh = True, True
    elif explicit and importance and not performance:
        fresh = True
        if _SERIES.search(more):
            both, usual = both and not named, "I"
    elif named and not wide_i:
        both, usual = both and not wide_p, usual if both and not wide_p else "P"
    asks_points = 0 if points else state.points
    if named and not points:
        asks_points = max(asks_points, LONG)
    words = tuple(sorted(set(_WORD.findall(end.lower()))))
    return Asked(
        end,
        words,
        len(end.split()),
        asked,
        scale,
        own,
        other,
        both,
        usual,
        0 if fresh else state.since,
        asks_points,
        0 if order else state.rank,
    )
