"""Of whom does a passage speak? Vendors by name, alias, nickname, person and pronoun, carried through the talk.

The state that is carried is one vendor: the last one named in the answer, else the last one that the question names,
else the focus vendor. (Carrying a rival over to the next question, even a short one, was right less often.)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from voc.model import Codebook, Interview, Vendor
from voc.signals.talk import TALK, Talk

VENDORS = "voc.vendors"

_LEGAL = re.compile(
    r"(?:,? (?:ltd|limited|inc|llc|llp|plc|gmbh|ag|ab|as|a/s|aps|bv|b\.v\.|nv|sa|s\.a\.|srl|s\.r\.l\.|spa|oy|corp|"
    r"corporation|company|co|group|holdings?|& co|and co)\.?)+$",
    re.IGNORECASE,
)
_COMMON = frozenset(
    "the first new national global general united royal north south east west northern southern eastern western great "
    "central city county state union standard premier prime direct express best blue green red white black gold silver "
    "star sun key core data net tech smart pro care clear true one two big old st saint american british "
    "european".split()
)
_CALLED = re.compile(
    r"(?i:\b(?:we|i|everyone|everybody|people|the lads) (?:just |all |always )?call(?:s|ed)? "
    r"(?:them|him|her|it|'em|em) (?:the |\")?)([A-Z]\w+)"
)
_NAME = r"([A-Z][a-zà-öø-ÿ]+)(?: [A-Z][\w'-]+)?"
_INCUMBENT = re.compile(r"\b(?:the|our) (?:incumbents?|current (?:supplier|vendor|provider|lot|one))\b", re.IGNORECASE)
_INCUMBENTS = ("the incumbent", "our incumbent", "the current ", "our current ")
"""How what the pattern above finds begins."""
_COMPARED = re.compile(
    r"\b(?:than|over|versus|vs|against|from|unlike|as opposed to|compared (?:to|with)|whereas)\s+(?:the )?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A vendor named: `start`, `end` in characters of the Doc's text, `vendor` an index into the cast, `compared` when
    it stands only as what something else is measured against ("dearer than Nexapol")."""

    start: int
    end: int
    vendor: int
    compared: bool


@dataclass(frozen=True, slots=True)
class Cast:
    """The vendors of one interview, the focus vendor first, and where they are named, in order."""

    names: tuple[str, ...]
    mentions: tuple[Mention, ...]
    by_sentence: dict[int, tuple[Mention, ...]]
    state: tuple[int, ...]
    """For each sentence the vendor that an unnamed subject stands for."""


def cast_of(interview: Interview, codebook: Codebook) -> tuple[Vendor, ...]:
    """The vendors that the interview may speak of, the focus vendor first."""
    known = [*interview.meta.vendors, *(v for v in codebook.vendors)]
    focus = interview.meta.vendor
    found: dict[str, Vendor] = {}
    if focus:
        found[focus] = Vendor(focus)
    for vendor in known:
        old = found.get(vendor.name)
        aliases = (*(old.aliases if old else ()), *vendor.aliases)
        found[vendor.name] = Vendor(vendor.name, tuple(dict.fromkeys(aliases)))
    return tuple(found.values())


def aliases_of(vendor: Vendor, others: Iterable[Vendor] = ()) -> tuple[str, ...]:
    """What people say for a vendor: the name, the name without its legal form, its first word if that is telling, its
    initials if it has three words or more, and the aliases given."""
    plain = _LEGAL.sub("", vendor.name)
    words = plain.split()
    found = [vendor.name, plain, *vendor.aliases]
    if len(words) > 1:
        first = words[0].strip(".,'")
        if len(first) >= 3 and first.lower() not in _COMMON:
            found.append(first)
        elif len(words) > 2:
            found.append(" ".join(words[:2]))
        initials = "".join(word[0] for word in words if word[0].isupper())
        if len(initials) >= 3:
            found.append(initials)
    camel = re.findall(r"[A-Z][a-z]+", plain) if len(words) == 1 else []
    if len(camel) > 1:
        found.append(" ".join(camel))
    taken = {other.name.lower() for other in others if other.name != vendor.name}
    return tuple(dict.fromkeys(name for name in found if len(name) > 1 and name.lower() not in taken))


def find_vendors(doc: Doc, codebook: Codebook) -> Cast:
    """Where vendors are named, and whom an unnamed subject stands for in each sentence."""
    talk: Talk = doc.user_data[TALK]
    vendors = cast_of(talk.interview, codebook)
    text, low = talk.text, _lowered(talk.text)
    names = {alias.lower(): i for i in reversed(range(len(vendors))) for alias in aliases_of(vendors[i], vendors)}
    mentions = _mentions(text, low, names, vendors)
    extra = _introduced(text, mentions, " call" in low)
    if extra:
        mentions = _mentions(text, low, {**extra, **names}, vendors)
    starts = talk.place[talk.first].tolist()
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(bisect_right(starts, mention.start) - 1, []).append(mention)
    grouped = {s: tuple(found) for s, found in by_sentence.items()}
    return Cast(tuple(v.name for v in vendors), tuple(mentions), grouped, _carry(talk, grouped))


def _mentions(text: str, low: str, names: dict[str, int], vendors: Sequence[Vendor]) -> list[Mention]:
    found = []
    for start, end in _named(low, names):
        if end - start <= 4 and text[start:end].islower() and any(c.isupper() for c in text[:2000]):
            continue  # "apex" may be a name in talk without capitals, "sap" in ordinary text is a plant's
        compared = bool(_COMPARED.search(text, max(0, start - 24), start))
        found.append(Mention(start, end, names[low[start:end]], compared))
    if vendors:
        matches = (_INCUMBENT.match(text, at) for opener in _INCUMBENTS for at in _places(low, opener))
        found += [Mention(m.start(), m.end(), 0, False) for m in matches if m]
    return sorted(found, key=lambda m: (m.start, m.end))


def _lowered(text: str) -> str:
    """The text in small letters, each in the place of its own (`İ` alone becomes two)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _named(low: str, names: Iterable[str]) -> list[tuple[int, int]]:
    """Where names stand as words of their own, from left to right, the longest first. (One pattern of all names is read
    at every letter of the talk; looking for each of them as it is takes a tenth of the time.)"""
    found = [(at, -len(name)) for name in names for at in _places(low, name) if _alone(low, at, at + len(name))]
    kept: list[tuple[int, int]] = []
    for start, length in sorted(found):
        if not kept or start >= kept[-1][1]:
            kept.append((start, start - length))
    return kept


def _places(low: str, name: str) -> Iterator[int]:
    at = low.find(name)
    while at >= 0:
        yield at
        at = low.find(name, at + 1)


def _alone(low: str, start: int, end: int) -> bool:
    before, after = low[start - 1 : start], low[end : end + 1]
    return not (before.isalnum() or before == "_" or after.isalnum() or after in ("_", "-"))


def _introduced(text: str, mentions: list[Mention], called: bool) -> dict[str, int]:
    """Nicknames ("we call them the Blues") and persons ("Derek at Brayfield", "Brayfield's Derek") → vendor. `called`
    tells that a form of "call" is said at all."""
    found: dict[str, int] = {}
    ends = [m.end for m in mentions]
    for match in _CALLED.finditer(text) if called else ():
        i = bisect_right(ends, match.start()) - 1
        if i >= 0:
            found.setdefault(match[1].lower(), mentions[i].vendor)
    at = re.compile(rf"\b{_NAME},? (?:at|from|over at|of|with|in) $")
    after = re.compile(rf"(?:'s|’s)? (?:\w+ ){{0,3}}?{_NAME}\b")
    for mention in mentions:
        before = at.search(text, max(0, mention.start - 40), mention.start)
        if before and before[1].lower() not in STARTERS:
            found.setdefault(before[1].lower(), mention.vendor)
        if text[mention.end : mention.end + 2] in ("'s", "’s"):
            owner = after.match(text, mention.end)
            if owner and owner[1].lower() not in STARTERS and text[mention.end : owner.start(1)].count(" ") <= 3:
                found.setdefault(owner[1].lower(), mention.vendor)
    return found


STARTERS = frozenset(
    "i it he she they we you the a an and but so well yes no not now then if when in on at one two three that this "
    "what there how who monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december english german french".split()
)


def _carry(talk: Talk, by_sentence: dict[int, tuple[Mention, ...]]) -> tuple[int, ...]:
    state: list[int] = []
    current, asked, turn_before = 0, 0, -1
    for s, (turn, said) in enumerate(zip(talk.turn.tolist(), talk.said.tolist(), strict=True)):
        here = by_sentence.get(s, ())
        if turn != turn_before:
            if said:
                current = asked
            else:
                asked = 0
            turn_before = turn
        if not said:
            asked = here[-1].vendor if here else asked
            state.append(asked)
            continue
        own = [m.vendor for m in here if not m.compared]
        state.append(own[0] if own else current)
        current = own[-1] if own else current
    return tuple(state)
