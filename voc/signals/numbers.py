"""Numbers as people say them: digits, words, halves, grades, money, ranges and shares.

A number is found on the text, not on tokens (`8/10` is one token), and only where a token says there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from voc.signals.words import BIG, SMALL, TENS


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text: `start` and `end` in characters, its `value`, `reference` where the number itself tells the
    best end of its scale ("8/10", "four out of five"), `currency` (ISO code) where money is named, `percent` likewise,
    `grade` for a letter (`B+`), `word` if written in words, `ordinal` for "number one", "second"."""

    start: int
    end: int
    value: float
    reference: float | None = None
    currency: str = ""
    percent: bool = False
    grade: str = ""
    word: bool = False
    ordinal: bool = False


_DIGITS = re.compile(
    r"""(?P<digits>\d{1,3}(?:[,']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
        (?P<slash>\s?/\s?(?:5|6|7|10|20|100)\b(?!/))?
        (?P<th>(?:st|nd|rd|th)\b)?
        (?P<k>\s?(?:k|m|bn|mil)\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD = re.compile(r"[ -]?([a-z]+)", re.IGNORECASE)
_TAIL = re.compile(r"\s(hundred|thousand|grand|million|billion|bn|mil)\b", re.IGNORECASE)
_HALF = re.compile(r"\s(?:and a|and|n a|an a|a) half\b|(?<=\d)\s?½", re.IGNORECASE)
_BEFORE = re.compile(r"(?:(£|\$|€|\b(?:CHF|EUR|USD|GBP|DKK|SEK|NOK|Rs\.?))\s?|\b(half a )|\b(an? ))$", re.IGNORECASE)
_GRADE = re.compile(
    r"(?<![\w'’&.-])(?P<letter>[A-F])(?:(?P<sign>[+-])(?!\w)|[ -](?P<word>plus|minus)\b)?(?![\w'’&-]|\. ?[A-Z]\b)"
)
_SLOPPY = re.compile(r"(?<![\w'’])(?P<letter>[a-f]) (?P<word>plus|minus)\b")
_OUT_OF = re.compile(
    r"\s(?:(?:out )?of|outta|over) (?:a possible )?"
    r"(?P<n>ten|five|six|seven|twenty|a hundred|one hundred|10|5|6|7|20|100)\b",
    re.I,
)
_STARS = re.compile(r"[ -]stars?\b", re.I)
_PERCENT = re.compile(r"\s?(?:%|percent\b|per cent\b|pct\b)", re.I)
CURRENCIES = {
    "£": "GBP", "$": "USD", "€": "EUR", "chf": "CHF", "eur": "EUR", "usd": "USD", "gbp": "GBP", "dkk": "DKK",
    "sek": "SEK", "nok": "NOK", "rs": "INR", "pound": "GBP", "quid": "GBP", "sterling": "GBP", "dollar": "USD",
    "buck": "USD", "euro": "EUR", "franc": "CHF", "crown": "SEK", "kroner": "kr", "krone": "kr", "kronor": "SEK",
    "rupee": "INR", "lakh": "INR", "yen": "JPY", "zloty": "PLN", "rand": "ZAR", "pence": "GBP", "penny": "GBP",
    "p": "GBP", "cent": "", "c": "",
}  # fmt: skip
"""What people call money → ISO code; `kr` where it may be Danish or Norwegian."""
_CURRENCY = re.compile(
    r"\s?-?(?P<c>pounds?|quid|sterling|dollars?|bucks?|euros?|eur\b|francs?|chf\b|usd\b|gbp\b|crowns?|kroner"
    r"|kronor|krone"
    r"|rupees?|lakhs?|yen|zloty|rand)\b",
    re.IGNORECASE,
)
_ENDS = {"ten": 10.0, "five": 5.0, "six": 6.0, "seven": 7.0, "twenty": 20.0, "a hundred": 100.0, "one hundred": 100.0}

GRADES = {
    letter + sign: round(top + step, 2)
    for letter, top in (("A", 9.3), ("B", 7.7), ("C", 6.0), ("D", 4.3), ("F", 2.0), ("E", 3.0))
    for sign, step in (("+", 0.6), ("", 0.0), ("-", -0.5))
}
"""What a letter is worth on 1 to 10 (A is near the top, F near the bottom): used for `value` where the codebook's own
letter scale does not say otherwise."""


def find_numbers(text: str, places: Iterable[int]) -> list[Number]:
    """The numbers that begin at `places` (characters where a token's norm says so), in order, each place used once."""
    found: list[Number] = []
    reached = 0
    for place in places:
        if place < reached:
            continue
        number = _number(text, place)
        if number is not None:
            found.append(number)
            reached = number.end
    return found


def find_grades(text: str, start: int, end: int, asr: bool = False) -> list[Number]:
    """Letter grades; `asr` also takes small letters, which only a plus or minus makes plain."""
    found = []
    for match in _GRADE.finditer(text, start, end):
        letter, word = match["letter"].upper(), match["word"]
        if letter == "A" and not (match["sign"] or word) and re.match(r"\s[a-z]", text[match.end() : match.end() + 2]):
            continue  # the article at the beginning of a sentence
        sign = match["sign"] or ("+" if word == "plus" else "-" if word else "")
        found.append(Number(match.start(), match.end(), GRADES[letter + sign], grade=letter + sign))
    if asr:
        for match in _SLOPPY.finditer(text, start, end):
            sign = "+" if match["word"] == "plus" else "-"
            grade = match["letter"].upper() + sign
            found.append(Number(match.start(), match.end(), GRADES[grade], grade=grade))
    return found


_RANGE = re.compile(
    r"[\s,.;—–-]*(?:hm+|um+|uh)?[\s,.]*(?:(?:to|or|maybe|perhaps|possibly|and)(?: maybe| perhaps"
    r"| even)?(?: an?)?\s*|,\s*)$",
    re.I,
)
_BETWEEN = re.compile(r"\bbetween (?:an? |the )?$", re.IGNORECASE)
_NO = (
    r"(?:no(?! (?:more|less|better|worse|doubt|question|complaint|different|other|idea|one|need|matter|way))|nah"
    r"|nope|sorry|actually"
    r"|scratch|make (?:it|that)|call it|or rather|wait|correction|change)"
)
_CORRECTED = re.compile(
    rf"(?:^\W*|[.,;!?…—-]\s*(?:(?:ah|oh|hm+|um|uh|well|but|and)\W+)?){_NO}\b|(?:^|[.,;!?…—-]|\bum|\buh"
    rf"|\boh)\s*{_NO}\W+(?:an?\W+)?$",
    re.I,
)
_RATHER = re.compile(
    r"^\W*(?:well|or|let's|i'd|i'll|maybe)?\W*(?:say|call it|make it|make that|put|rather|or)\W*(?:an?)?\W*$"
    r"|^\W*(?:minus|plus)\W+(?:so|i would say|maybe)\W+$",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"^\W*(?:(?:it's|it|is|that's|a|an|i'd|i|say|yes|yeah|so|ha|well|the|solid|good|call|just|straight|put|um|uh"
    r"|they're|of|out|ten|five)"
    r"\W+){0,5}$",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\s?-?(?:years?|months?|weeks?|days?|hours?|minutes?|mins?|seconds?|people|times|thousand|tonnes?|trucks?"
    r"|o'clock|pounds?|euros?"
    r"|dollars?|of (?:us|them|the))\b",
    re.IGNORECASE,
)
_FROM_ONE = re.compile(r"\b(?:one|1) (?:to|-) ?$", re.IGNORECASE)
_GRADE_RANGE = re.compile(r"\W+(?:maybe|or)(?: an?)?\W*$", re.IGNORECASE)
_LONG_NO = re.compile(r"\W*(?:no|nah|wait|sorry),", re.IGNORECASE)


def joined(text: str, numbers: Iterable[Number]) -> list[Number]:
    """The same numbers, those of one statement as one: corrected in the same breath ("a seven, no, six") the last
    counts, of a range ("six, maybe seven", "between six and seven") its middle, of a repetition one. In order."""
    out: list[Number] = []
    for n in numbers:
        if out and (value := _one_value(text, out[-1], n)) is not None:
            p = out[-1]
            reference = n.reference if n.reference is not None else p.reference
            out[-1] = Number(p.start, n.end, value, reference, "", n.percent or p.percent, n.grade, n.word, n.ordinal)
        else:
            out.append(n)
    return out


def _one_value(text: str, p: Number, n: Number) -> float | None:
    """What two neighbouring numbers say together, None if they are two statements."""
    gap = text[p.end : n.start]
    long = len(gap) > 40
    if len(gap) > 52 and not (len(gap) <= 95 and _LONG_NO.match(gap) and not re.search(r"[.!?] ", gap)):
        return None
    if "\n" in gap or bool(p.grade) != bool(n.grade) or p.currency or n.currency or p.ordinal or n.ordinal:
        return None
    if _COUNTS.match(text, n.end) or _COUNTS.match(text, p.end) or _FROM_ONE.search(text, max(0, p.start - 8), p.start):
        return None
    words, away = len(re.findall(r"\w+", gap)), abs(n.value - p.value)
    corrected = (bool(_CORRECTED.search(gap)) and (words <= 8 or (long and bool(_LONG_NO.match(gap))))) or bool(
        _RATHER.match(gap)
    )
    if n.grade:
        same = p.grade == n.grade and bool(_AGAIN.match(gap))
        return n.value if same or corrected or _GRADE_RANGE.match(gap) else None
    alike = (p.value <= 10) == (n.value <= 10) and p.value <= 100 and n.value <= 100
    if p.value == 1 and n.value in (5, 7, 10) and re.match(r"\W*to\W*$", gap):
        return None
    if alike and _RANGE.match(gap):
        between = bool(_BETWEEN.search(text, max(0, p.start - 14), p.start))
        spoken = bool(re.search(r"\w", gap))
        up = n.value > p.value
        near = 0 < away <= 1 and away != 0.5 and (up or "or" in gap.lower())
        tens = p.value >= 20 and 0 < away <= 10 and spoken
        fits = near or (0 < away <= 2 and between) or tens
        if fits and not (re.search(r"\band\b", gap) and not between) and (spoken or (up and away <= 1)):
            return (p.value + n.value) / 2
    if away == 0 and n.value <= 10 and _AGAIN.match(gap):
        return n.value
    if away == 0.5 and words <= 2:
        return n.value
    return n.value if corrected and alike else None


def parse_words(text: str, place: int) -> tuple[float, int] | None:
    """The number in words that begins at `place`, and where it ends: `"two hundred and forty thousand"` → 240000.0."""
    total, group, kind, end = 0.0, 0.0, "", place
    here = place
    while word := _WORD.match(text, here):
        name = word[1].lower()
        if name == "and" and kind in ("hundred", "big"):
            here = word.end()
            continue
        step = _step(name, group, kind)
        if step is None:
            break
        group, kind, factor = step
        if factor:
            total, group = total + (group or 1.0) * factor, 0.0
        here = end = word.end()
    return (total + group, end) if kind else None


def _step(name: str, group: float, kind: str) -> tuple[float, str, float] | None:
    """The next word of a number: (value of the group, kind of word, factor that closes the group), None if it is not
    part of this number ("six seven" are two)."""
    if name in SMALL:
        fits = kind in ("", "hundred", "big") or (kind == "tens" and SMALL[name] < 10 and group % 10 == 0)
        return (group + SMALL[name], "small", 0.0) if fits else None
    if name in TENS:
        if kind in ("", "hundred", "big"):
            return group + TENS[name], "tens", 0.0
        # "nineteen fifty", "twenty twenty", "two fifty"
        pair = (kind == "small" and 0 < group < 20) or (kind == "tens" and group == 20)
        return (group * 100 + TENS[name], "tens", 0.0) if pair else None
    factor = BIG.get(name) or BIG.get(name.removesuffix("s")) if len(name) > 2 or name == "bn" else None
    if factor is None:
        return None
    if factor == 100.0:
        return ((group or 1.0) * 100.0, "hundred", 0.0) if kind in ("", "small", "tens") else None
    return group, "big", factor


def _number(text: str, place: int) -> Number | None:
    reference = None
    start, ordinal = place, False
    before = _BEFORE.search(text, max(0, place - 8), place)
    digits = _DIGITS.match(text, place) or (_DIGITS.match(text, place + 1) if text[place] in "£$€" else None)
    if digits:
        value, end = float(digits["digits"].replace(",", "").replace("'", "")), digits.end()
        ordinal = bool(digits["th"])
        if digits["k"]:
            value *= {"k": 1e3, "m": 1e6, "mil": 1e6, "bn": 1e9}[digits["k"].strip().lower()]
        if digits["slash"]:
            reference = float(digits["slash"].replace("/", ""))
        if end < len(text) and text[end].isalpha():
            return None  # "3M", "2nd-hand", a part number
    else:
        parsed = parse_words(text, place)
        if parsed is None:
            return None
        value, end = parsed
        if before and (before[2] or before[3]):
            start = before.start()
            value *= 0.5 if before[2] else 1.0
    if half := _HALF.match(text, end):
        value, end = value + 0.5, half.end()
    elif (point := _WORD.match(text, end)) and point[1].lower() == "point":
        tenth = _WORD.match(text, point.end())
        if tenth and SMALL.get(tenth[1].lower(), 10.0) < 10.0:
            value, end = value + SMALL[tenth[1].lower()] / 10, tenth.end()
    if tail := _TAIL.match(text, end):
        value, end = value * BIG[tail[1].lower()], tail.end()
    sign = text[place] if text[place] in "£$€" else (before[1] or "").strip().lower().rstrip(".") if before else ""
    currency = CURRENCIES.get(sign, "")
    percent = False
    if reference is None and (out := _OUT_OF.match(text, end)):
        name = out["n"].lower()
        reference, end = _ENDS.get(name) or float(name), out.end()
    elif reference is None and (stars := _STARS.match(text, end)):
        reference, end = 5.0, stars.end()
    elif share := _PERCENT.match(text, end):
        percent, end = True, share.end()
    elif not currency and (named := _CURRENCY.match(text, end)):
        currency, end = CURRENCIES.get(named["c"].lower().rstrip("s"), ""), named.end()
    return Number(start, end, round(value, 6), reference, currency, percent, "", digits is None, ordinal)
