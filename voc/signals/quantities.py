"""Quantities as people tell them: a number with its unit, hours and minutes, clock times, nines, "next day", "twice".

Units that measure time are brought to one when two quantities are compared (`alike`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from voc.signals.numbers import Number, find_numbers
from voc.signals.words import BIG, SMALL, TENS

MINUTES = {"minute": 1.0, "hour": 60.0, "day": 1440.0, "week": 10080.0, "month": 43830.0, "year": 525960.0}
"""Units of time in minutes. Working days count as days."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """`start` and `end` in characters; `unit` in the singular ("minute", "percent", "o'clock", "truck"), or empty;
    `currency` where money is named."""

    start: int
    end: int
    value: float
    unit: str = ""
    currency: str = ""


_WORDS = "|".join(sorted([*SMALL, *TENS, *BIG, "half", "quarter", "lakhs?", "crores?"], key=lambda w: (-len(w), w)))
_PLACE = re.compile(rf"(?<![\w.,'’/])(?:[£$€]?\d|(?:{_WORDS})\b)", re.IGNORECASE)
_ORDINALS = {
    name: float(i)
    for i, name in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
_DAYS = r"(?:working |business |calendar )?"
_UNIT = re.compile(
    rf"[\s-]*(?:full |whole |straight |solid )?{_DAYS}(?P<unit>minutes?|mins?\b|hours?|hrs?\b|days?|weeks?"
    rf"|months?|years?|seconds?"
    r"|per ?cent\b|percent|%|o'clock|o’clock|(?!(?:and|or|but|is|was|were|in|on|at|for|to|of|the|a|an|by|since"
    r"|when|if|that"
    r"|it|we|they|i|he|she|you|not|so|out|after|before|as|with|from|my|our|their|than|because|now|each|more"
    r"|only)\b)[a-z]{3,}s\b)",
    re.IGNORECASE,
)
_SPECIAL = re.compile(
    r"""(?P<mixed>\b(?:(?P<h>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s)?hours?\s(?:and\s)?
            (?:(?P<quarters>three[ ]quarters|a[ ]quarter|a[ ]half)
            |(?P<m>(?:ten|fifteen|twenty|thirty|forty|fifty)(?:[ -]five)?|five|\d\d)
            (?!\s(?:people|men|days?|hours?|percent|thousand)))\b)
      |(?P<part>\b(?P<p>half|quarter\sof|three\squarters\sof)\s(?:an?\s)?(?P<of>hour|day)\b)
      |(?P<past>\b(?P<side>half|quarter)(?:\s(?P<way>past|to))?\s(?P<clock>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)
      |(?P<nines>\b(?P<n>two|three|four|five)\snines\b)
      |(?P<next>\b(?:next(?:[ -]working)?[ -]day|overnight|the\sfollowing\sday|tomorrow)\b)
      |(?P<one>\b(?:in|within|inside|under)\s(?:an?|the)\s(?P<what>hour|day|week|month|year)\b)
      |(?P<oh>\b(?P<a>one|two|three|four|five|six|seven|eight|nine)[ -]oh
            [ -](?P<b>one|two|three|four|five|six|seven|eight|nine)\b)
      |(?P<never>\b(?:not\sonce|not\sa\ssingle|zero|nought|nil|nothing\sat\sall|never\sonce)\b)
      |(?P<twice>\b(?P<k>once|twice)\s(?:an?|every|per)\s(?:year|month|week|day|quarter)\b)
      |(?P<th>\b(?:(?:on|by|until|till|was|came)\sthe|the)\s(?P<o>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|fourteenth|fifteenth|twentieth)\b
            (?:\s(?P<ou>morning|day|week|month|hour)\b|(?=[.,;]|$)))""",
    re.IGNORECASE | re.VERBOSE,
)
_QUARTERS = {"three quarters": 45.0, "a quarter": 15.0, "a half": 30.0}


def find_quantities(text: str, start: int, end: int) -> list[Quantity]:
    """The quantities that stand in `text[start:end]`, in order."""
    part = text[:end]
    found: list[Quantity] = []
    for match in _SPECIAL.finditer(part, start):
        if (special := _special(match)) is not None:
            found.append(special)
    taken = [(q.start, q.end) for q in found]
    numbers = find_numbers(part, [m.start() for m in _PLACE.finditer(part, start)])
    for number in numbers:
        bare = (
            number.value == 1 and number.word and not number.percent and not _UNIT.match(part, number.end)
        )  # a pronoun
        if not bare and not any(number.start < e and s < number.end for s, e in taken):
            found.append(_with_unit(part, number))
    return _decimals(part, sorted(found, key=lambda q: (q.start, q.end)))


def _special(match: re.Match[str]) -> Quantity | None:
    kind = match.lastgroup
    s, e = match.span()
    if match["mixed"]:
        hours = 1.0 if match["h"] is None or match["h"].lower() in ("a", "an") else _count(match["h"])
        minutes = _QUARTERS[match["quarters"].lower()] if match["quarters"] else _count(match["m"])
        return Quantity(s, e, hours * 60 + minutes, "minute")
    if match["part"]:
        share = {"half": 0.5, "quarter of": 0.25}.get(match["p"].lower(), 0.75)
        return Quantity(s, e, 60 * share, "minute") if match["of"].lower() == "hour" else Quantity(s, e, share, "day")
    if match["past"]:
        hour, away = _count(match["clock"]), 0.5 if match["side"].lower() == "half" else 0.25
        if match["side"].lower() == "quarter" and not match["way"]:
            return None
        return Quantity(s, e, hour - away if (match["way"] or "").lower() == "to" else hour + away, "o'clock")
    if match["nines"]:
        return Quantity(s, e, round(100 - 10 ** (2 - _count(match["n"])), 6), "percent")
    if match["next"]:
        return Quantity(s, e, 1.0, "day")
    if match["one"]:
        return Quantity(match.start("what"), e, 1.0, match["what"].lower())
    if match["oh"]:
        return Quantity(s, e, _count(match["a"]) * 100 + _count(match["b"]))
    if match["never"]:
        return Quantity(s, e, 0.0)
    if match["twice"]:
        return Quantity(s, e, 1.0 if match["k"].lower() == "once" else 2.0, "time")
    if kind is not None and match["o"]:
        unit = (match["ou"] or "").lower()
        return Quantity(s, e, _ORDINALS[match["o"].lower()], {"morning": "day"}.get(unit, unit))
    return None


def _count(word: str) -> float:
    total = 0.0
    for part in re.split(r"[ -]", word.lower()):
        total += SMALL.get(part, TENS.get(part, 0.0)) or (float(part) if part.isdigit() else 0.0)
    return total


def _with_unit(text: str, number: Number) -> Quantity:
    if number.percent:
        return Quantity(number.start, number.end, number.value, "percent")
    unit = _UNIT.match(text, number.end)
    if unit is None or number.currency:
        before = re.search(r"\b(day|week|month|hour) $", text[max(0, number.start - 8) : number.start], re.IGNORECASE)
        return Quantity(number.start, number.end, number.value, before[1].lower() if before else "", number.currency)
    name = unit["unit"].lower().replace("’", "'")
    name = {"min": "minute", "mins": "minute", "hr": "hour", "hrs": "hour", "%": "percent", "per cent": "percent"}.get(
        name, name
    )
    name = name if name in ("percent", "o'clock") else name.removesuffix("s")
    return Quantity(number.start, unit.end(), number.value, name, number.currency)


def _decimals(text: str, found: list[Quantity]) -> list[Quantity]:
    """ "ninety-nine ninety-one" is 99.91 and "thirteen-one" 13.1: two numbers with nothing between them."""
    out: list[Quantity] = []
    for q in found:
        last = out[-1] if out else None
        between = text[last.end : q.start] if last else ""
        if (
            last
            and not last.unit
            and between in (" ", "-")
            and 10 <= last.value < 100
            and 0 < q.value < 100
            and q.value % 1 == 0
        ):
            tail = q.value / (10 if q.value < 10 else 100)
            out[-1] = Quantity(last.start, q.end, round(last.value + tail, 6), q.unit, q.currency)
            continue
        out.append(q)
    return out


def alike(expected: Quantity, actual: Quantity) -> tuple[float, float, str]:
    """Two quantities in one unit: (expected, actual, unit). Of two units of time the smaller one counts; a number
    without a unit has that of the other, and its thousands where they were left out ("twenty-two thousand … I can find
    six")."""
    e, a = expected, actual
    if e.unit in MINUTES and a.unit in MINUTES and e.unit != a.unit:
        unit = min(e.unit, a.unit, key=lambda u: MINUTES[u])
        e = replace(e, value=round(e.value * MINUTES[e.unit] / MINUTES[unit], 2), unit=unit)
        a = replace(a, value=round(a.value * MINUTES[a.unit] / MINUTES[unit], 2), unit=unit)
    clock = "o'clock" in (e.unit, a.unit) or (e.value <= 12 and 100 < a.value < 2400 and a.value % 100 in (15, 30, 45))
    if clock:
        e, a = _clock(e), _clock(a)
        if 0 < a.value < e.value - 1 and a.value <= 6:
            a = replace(a, value=a.value + 12)
    # the thousands are said once
    if e.value >= 1000 and 0 < a.value < 1000 and e.value / a.value > 15:
        a = replace(a, value=round(a.value * 1000, 3))
    elif a.value >= 1000 and 0 < e.value < 1000 and a.value / e.value > 15:
        e = replace(e, value=round(e.value * 1000, 3))
    unit = e.unit or a.unit
    return e.value, a.value, unit


def _clock(q: Quantity) -> Quantity:
    """730 said as "seven-thirty" → 7.5."""
    if 100 < q.value < 2400 and q.value % 100 < 60:
        return replace(q, value=q.value // 100 + round(q.value % 100 / 60, 2))
    return q
