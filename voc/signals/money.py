"""Money that a benefit or a loss is worth: sums with currency and period.

These are proposals: whether a sentence speaks of value is for the coder to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass

from spacy.strings import get_string_id
from spacy.tokens import Doc

from voc.signals.numbers import CURRENCIES, Number, find_numbers
from voc.signals.talk import TALK, Talk
from voc.signals.words import NUMBER


@dataclass(frozen=True, slots=True)
class Money:
    """A sum of money: `currency` an ISO code or empty, `per` the thing or time it is counted by ("year", "hour",
    "case") or empty. `sure` (0 to 1) is how plainly it is money."""

    sentence: int
    start: int
    end: int
    amount: float
    currency: str
    per: str
    sure: float


_PER = re.compile(
    r"(?:[^.;,]{0,24}?\b(?:an?|per|every|each|the|by|in a|for every)\s|\s)"
    r"(?P<per>years?|months?|weeks?|days?|hours?|minutes?|shifts?|units?|tonnes?|tons?|cases?|quarters?|seasons?"
    r"|batch(?:es)?|jobs?|"
    r"trucks?|loads?|orders?|customers?|annum|violations?|incidents?|bottles?|pieces?)\b"
    r"|(?P<yearly>[^.;]{0,24}\b(?:annually|yearly|annual|p\.a\.)\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:per|each|every|an?|one|for each)\s(?:\w+\s){0,2}?(?P<per>year|month|week|day|hour|minute|shift|unit"
    r"|tonne|ton|case|"
    r"quarter|season|batch|job|truck|load|order|customer|violation|incident)\b[^.;]{0,50}$",
    re.IGNORECASE,
)
_SINGLE = {"batches": "batch", "annum": "year"}
_COUNTED = re.compile(
    r"\s(?:people|staff|men|women|carers|employees|customers|stores|homes|units|bottles|tonnes?|tons?|litres?"
    r"|kilos?|kilometres|"
    r"miles|metres|square|hours|days|weeks|months|years|minutes|parts|pieces|pallets|trucks|touchdowns"
    r"|insertions|cycles|cases|"
    r"orders|lines|users|seats|calls|drivers|bins|feet|cups|parcels|sheets|acres|hectares|head|birds|beds|sites"
    r"|machines)\b",
    re.IGNORECASE,
)
_LAKH = re.compile(r"\s?(?P<big>lakhs?|crores?)\b", re.IGNORECASE)
_RATE = re.compile(r"\s(?:an?|per|every)\s(?:go|hour|day|week|month|year|time|shift|case|load|annum)\b", re.IGNORECASE)
_LARGE = 1000.0
"""From here on a bare number may be money; below it only with a currency, or from 100 on with "an hour", "a go"."""

_SIGN = re.compile(
    r"[£$€]|\b(?:" + "|".join(sorted(name for name in CURRENCIES if len(name) > 2)) + r")", re.IGNORECASE
)


def find_money(doc: Doc, wanted: Container[int] | None = None) -> tuple[Money, ...]:
    """The sums of money that the respondent names in the sentences `wanted` (all, if none are given), at most one a
    sentence: the one that is most plainly money, else the last. The currency is carried on from earlier in the talk, or
    taken from later if none was named yet."""
    talk: Talk = doc.user_data[TALK]
    text = talk.text
    idx = [*talk.place.tolist(), len(text)]
    numbers = (talk.norm == get_string_id(NUMBER)).nonzero()[0]
    by: dict[int, list[int]] = {}
    for s, i in zip(talk.sentence[numbers].tolist(), numbers.tolist(), strict=True):
        by.setdefault(s, []).append(idx[i])
    found: list[Money] = []
    named: Counter[str] = Counter()
    for s, places in by.items():
        a, b = int(talk.first[s]), int(talk.last[s])
        asked = wanted is None or s in wanted
        if not asked and not _SIGN.search(text, idx[a], idx[b]):
            continue
        best: Money | None = None
        for n in find_numbers(text, places):
            if n.currency:
                named[n.currency] += 1
            if (
                asked
                and talk.said[s]
                and (money := _money(text, s, idx[a], idx[b], n))
                and (best is None or money.sure >= best.sure)
            ):
                best = money
        if best:
            found.append(best)
    usual = named.most_common(1)[0][0] if named else ""
    return tuple(m if m.currency or not usual else _in(m, usual) for m in found)


def _in(m: Money, currency: str) -> Money:
    return Money(m.sentence, m.start, m.end, m.amount, currency, m.per, m.sure)


def _money(text: str, s: int, begin: int, stop: int, n: Number) -> Money | None:
    amount, end, currency = n.value, n.end, n.currency
    if lakh := _LAKH.match(text, n.end):
        amount, end, currency = (
            amount * (1e5 if lakh["big"].lower().startswith("l") else 1e7),
            lakh.end(),
            currency or "INR",
        )
    elif currency == "INR" and re.search(r"lakhs?\s*$", text[n.start : n.end], re.IGNORECASE):
        amount *= 1e5
    if n.percent or n.ordinal or n.reference is not None:
        return None
    if not currency and (end > stop or _COUNTED.match(text, end)):
        return None
    if not currency and amount < (100.0 if _RATE.match(text, end) else _LARGE):
        return None
    if not currency and 1900 <= amount <= 2050 and amount % 1 == 0 and not n.word:
        return None
    per = ""
    if after := _PER.match(text, end, min(stop, end + 60)):
        per = "year" if after["yearly"] else after["per"].lower()
        per = _SINGLE.get(per, per.removesuffix("s"))
    elif before := _BEFORE.search(text, begin, n.start):
        per = before["per"].lower()
    sure = 0.5 + 0.3 * bool(currency) + 0.15 * bool(per) + 0.05 * (amount >= _LARGE)
    return Money(s, n.start, end, amount, currency, per, round(sure, 2))
