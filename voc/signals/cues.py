"""What people say around a number that tells what it is of: patterns, and a quick look whether they can be there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern, and parts of words of which one must stand in a text for it to be found: quicker to see than it is."""

    pattern: re.Pattern[str]
    parts: tuple[str, ...]

    def of(self, lower: str) -> Callable[[str], bool]:
        """Tells whether the pattern is found in pieces of the text whose lower case is given."""
        for part in self.parts:
            if part in lower:
                return self._found
        return _never

    def _found(self, piece: str) -> bool:
        return self.pattern.search(piece) is not None


def _never(piece: str) -> bool:
    return False


TURNED = Cue(
    re.compile(r"\b(?:knock|take|pinch|move|shift|shave|drop|add)\b[^,.;]*$", re.IGNORECASE),
    (
        "knock",
        "take",
        "pinch",
        "move",
        "shift",
        "shave",
        "drop",
        "add",
    ),
)
OF_PURPOSE = Cue(
    re.compile(
        r"\b(?:percent|per cent|points?) (?:of (?:the|my|our|it)|is|goes|for|on|the|does|to)\b|\b(?:out of|of"
        r"|make it|makes) (?:a|the|my) hundred\b|%",
        re.IGNORECASE,
    ),
    (
        "percent",
        "cent",
        "point",
        "hundred",
        "%",
    ),
)
SUM = re.compile(
    r"\b(?:that's|what'?s that|makes|that makes|leaves?|where am i|what am i at|what do i have|have i|left"
    r"|so far|am i at|that leaves"
    r"|we at|i've got|how much is that|come out at|comes? to|add(?:s|ed)? (?:up )?to)\W+(?:an? )?$",
    re.IGNORECASE,
)
MATTERS = re.compile(
    r"\b(?:importan\w*|counts?\b|counting|weigh\w*|matter(?:s|ing)?\b(?! of)|mind about|i(?:'d)? miss|i mind"
    r"|in my book|how much|priority)",
    re.IGNORECASE,
)
IMPORTANCE = re.compile(
    r"\b(?:importance|how much (?:it|that|this|they)? ?(?:matters?|counts?|weighs?|i)|it counts|counts|to me"
    r"|matters|i'd miss|i mind)\b",
    re.IGNORECASE,
)
PERFORMANCE = re.compile(
    r"\b(?:performance|how (?:they|he|she|it) (?:do|does|are|is|'s)|how well|for (?:them|him|her)|and them"
    r"|they(?:'re| are|'d get| get| do)"
    r"|i'd give them|gives? them)\b",
    re.IGNORECASE,
)
OTHERS = Cue(
    re.compile(
        r"\b(?:boss|wife|husband|colleagues?|managers?|director|finance|operator|drivers?|lads|team|somebody|someone"
        r"|others?|sister|brother"
        r"|father|mother|neighbour|predecessor|nephew|daughter|son|mate|he|she|they|some|people|(?:my|the"
        r"|our) \w+(?: \w+)?)"
        r"(?:'d| would| might| may|'ll| will)(?: probably| maybe| have)? (?:say|said|give|given|put|tell|call|called"
        r"|mark|marked)\b[^,.;]*$",
        re.IGNORECASE,
    ),
    (
        "'d",
        "would",
        "might",
        "may",
        "will",
        "'ll",
    ),
)
OVER = Cue(
    re.compile(
        r"\b(?:they|he|she|it|that|price|service)? ?(?:was|were|used to be|had been|'d been)(?: an?| about| at"
        r"| easily| a solid)* ?$",
        re.I,
    ),
    (
        "was",
        "were",
        "been",
        "used",
    ),
)
BEFORE = Cue(
    re.compile(r"\b(?:was|were|used to|had been|until|till|before|ago|last year|(?:19|20)\d\d)\b", re.IGNORECASE),
    (
        "was",
        "were",
        "used",
        "been",
        "til",
        "before",
        "ago",
        "last",
        "19",
        "20",
    ),
)
AFTER = Cue(
    re.compile(r"\b(?:was|used to|had been|before|ago|last year|back then|from)\b", re.IGNORECASE),
    (
        "was",
        "used",
        "been",
        "before",
        "ago",
        "last",
        "then",
        "from",
    ),
)
SUPPOSED = Cue(
    re.compile(
        r"\b(?:if(?! you (?:want|like|insist|must|need))(?! i (?:must|have))|would've been|could have been"
        r"|would have been|might have been"
        r"|'d have (?:said|given|been|put)|would have (?:said|given|put)|wanted to (?:say|give)|going to say"
        r"|could be)\b[^.;]*$",
        re.IGNORECASE,
    ),
    (
        "if",
        "would",
        "could",
        "might",
        "have",
        "wanted",
        "going",
    ),
)
ELSEWHERE = re.compile(
    r"\b(?:hotel|restaurant|film|wife|school|teacher|hospital|doctor|coffee|weather|game|match|food|wine|dinner"
    r"|survey|own|ourselves"
    r"|myself|my own)\b",
    re.IGNORECASE,
)
NOW = Cue(
    re.compile(r"\bnow|today\b", re.IGNORECASE),
    (
        "now",
        "today",
    ),
)
IF = Cue(re.compile(r"\bif\b", re.IGNORECASE), ("if",))
