"""What stands around a number, as features: of whether it is a mark, and of whether it is a mark of importance."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

from voc.model import Scale
from voc.signals.asking import Asked
from voc.signals.numbers import Number


@dataclass(slots=True)
class Candidate:
    """`form` is "num", "grade", "order" or "share"; `value` the number told, `word` the order word or share. `first`
    and `stop` bound its sentence in the text, `place` is its place among its turn's candidates. `facts` are what its
    neighbourhood tells, `traits` and `leanings` the same as features of the two models (is it a mark; of
    importance?)."""

    sentence: int
    turn: int
    start: int
    end: int
    form: str
    value: float
    number: Number | None
    word: str
    first: int
    stop: int
    place: int
    asked: Asked
    facts: dict[str, Any] = field(default_factory=dict)
    traits: list[str] = field(default_factory=list)
    leanings: list[str] = field(default_factory=list)


@lru_cache(maxsize=2)
def classes(language: str = "en") -> Mapping[str, frozenset[str]]:
    """The closed classes of words around a number."""
    file = resources.files("voc") / "lexicons" / language / "_marks.txt"
    found: dict[str, set[str]] = {}
    section = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[] ")
        elif line and not line.startswith("#"):
            found.setdefault(section, set()).update(line.split())
    return {name: frozenset(words) for name, words in found.items()}


@dataclass(frozen=True, slots=True)
class Around:
    """The interview's side, its vendors' names (lower case, first words), and how many of the turn's numbers stand for
    themselves, of how many."""

    side: str
    vendors: frozenset[str]
    frees: int
    count: int


_TURNED = re.compile(r"\b(?:knock|take|pinch|move|shift|shave|drop|add)\b[^,.;]*$", re.IGNORECASE)
_OF_PURPOSE = re.compile(
    r"\b(?:percent|per cent|points?) (?:of (?:the|my|our|it)|is|goes|for|on|the|does|to)\b|\b(?:out of|of"
    r"|make it|makes) (?:a|the|my) hundred\b|%",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"\b(?:that's|what'?s that|makes|that makes|leaves?|where am i|what am i at|what do i have|have i|left"
    r"|so far|am i at|that leaves"
    r"|we at|i've got|how much is that|come out at|comes? to|add(?:s|ed)? (?:up )?to)\W+(?:an? )?$",
    re.IGNORECASE,
)
_MATTERS = re.compile(
    r"\b(?:importan\w*|counts?\b|counting|weigh\w*|matter(?:s|ing)?\b(?! of)|mind about|i(?:'d)? miss|i mind"
    r"|in my book|how much|priority)",
    re.IGNORECASE,
)
_IMPORTANCE = re.compile(
    r"\b(?:importance|how much (?:it|that|this|they)? ?(?:matters?|counts?|weighs?|i)|it counts|counts|to me"
    r"|matters|i'd miss|i mind)\b",
    re.IGNORECASE,
)
_PERFORMANCE = re.compile(
    r"\b(?:performance|how (?:they|he|she|it) (?:do|does|are|is|'s)|how well|for (?:them|him|her)|and them"
    r"|they(?:'re| are|'d get| get| do)"
    r"|i'd give them|gives? them)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:boss|wife|husband|colleagues?|managers?|director|finance|operator|drivers?|lads|team|somebody|someone"
    r"|others?|sister|brother"
    r"|father|mother|neighbour|predecessor|nephew|daughter|son|mate|he|she|they|some|people|(?:my|the"
    r"|our) \w+(?: \w+)?)"
    r"(?:'d| would| might| may|'ll| will)(?: probably| maybe| have)? (?:say|said|give|given|put|tell|call|called"
    r"|mark|marked)\b[^,.;]*$",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:they|he|she|it|that|price|service)? ?(?:was|were|used to be|had been|'d been)(?: an?| about| at"
    r"| easily| a solid)* ?$",
    re.I,
)
_BEFORE = re.compile(r"\b(?:was|were|used to|had been|until|till|before|ago|last year|(?:19|20)\d\d)\b", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:was|used to|had been|before|ago|last year|back then|from)\b", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"\b(?:if(?! you (?:want|like|insist|must|need))(?! i (?:must|have))|would've been|could have been"
    r"|would have been|might have been"
    r"|'d have (?:said|given|been|put)|would have (?:said|given|put)|wanted to (?:say|give)|going to say"
    r"|could be)\b[^.;]*$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:hotel|restaurant|film|wife|school|teacher|hospital|doctor|coffee|weather|game|match|food|wine|dinner"
    r"|survey|own|ourselves"
    r"|myself|my own)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\bnow|today\b", re.IGNORECASE)
_IF = re.compile(r"\bif\b", re.IGNORECASE)


def kind_of_next(word: str, lists: Mapping[str, frozenset[str]]) -> str:
    """The class of the word after a number."""
    if word in lists["unit"]:
        return "unit"
    if word in (".", "!", "?", "<e>", "…"):
        return "end"
    if word == ",":
        return "comma"
    if not any(char.isalnum() for char in word):
        return "mark"
    for name in ("be", "goes", "on", "because", "who", "each", "now", "counts"):
        if word in lists[name]:
            return "be" if name == "goes" else name
    return "word"


def _role(word: str, lists: Mapping[str, frozenset[str]]) -> str:
    """The class of the word before a number."""
    if word in lists["them"]:
        return "them"
    if word in lists["be"]:
        return "past" if word in ("was", "were") else "is"
    if word in lists["put"]:
        return "put"
    if word in ("at", "for", "on", "of", "in", "to", "with", "from", "by"):
        return word
    if word in ("about", "over", "under", "more", "than"):
        return "than"
    return kind_of_next(word, lists)


def bucket(x: float, *bounds: float) -> str:
    return next((str(i) for i, bound in enumerate(bounds) if x <= bound), "z")


def describe(c: Candidate, lists: Mapping[str, frozenset[str]], scales: Mapping[str, Scale], around: Around) -> None:
    """Fill the traits and leanings of a candidate whose facts are known."""
    side, vendors, frees, count = around.side, around.vendors, around.frees, around.count
    f, a, n, form = c.facts, c.asked, c.number, c.form
    p, p2, nx, n2 = str(f["p"]), str(f["p2"]), str(f["nx"]), str(f["n2"])
    near_left: list[str] = f["L"]
    near_right: list[str] = f["R"]
    left, right = str(f["left"]), str(f["right"])
    num, free, value, article = form == "num", bool(f["free"]), c.value, "A" if f["article"] else ""
    before, before2, after = _role(p, lists), _role(p2, lists), str(f["next"])
    size = form
    if num:
        small = value <= 10 and value * 2 % 1 == 0
        size = (
            "fit"
            if f["fit"]
            else "small"
            if small
            else "five"
            if value % 5 == 0 and value <= 100
            else "le100"
            if value <= 100
            else "big"
        )
    scaled = "" if form == "grade" else "A" if a.scale else "N"
    fr = ("T" if free else "F") if form in ("num", "grade") else "-"
    length, index = int(f["length"]), int(f["index"])
    spot = "alone" if length <= 4 else "first" if index <= 1 else "last" if after == "end" else "mid"
    joined_left, joined_right = " ".join(reversed(near_left)), " ".join(near_right[:4])
    matters = bool(_MATTERS.search(joined_left) or _MATTERS.search(joined_right))
    them = any(w in lists["them"] for w in near_left) or any(w in lists["them"] for w in near_right[:4])
    vendor = "<v>" in near_left or "<v>" in near_right[:5]
    me = any(w in ("me", "us", "my") for w in near_left + near_right[:3])
    place = ("I" if matters else "") + ("V" if vendor else "P" if them else "") + ("m" if me else "")
    points, kinds = bool(f["points"]), a.kinds
    t = c.traits
    t += [
        f"{size},{fr},{scaled}",
        f"form={form},{fr}",
        f"p={article}{before},{form},{fr}",
        f"n={after},{form},{fr}",
        f"pn={article}{before},{after},{form}",
        f"pp={before2},{article}{before},{form}",
        f"wp={p},{form}",
        f"wn={nx},{form}",
        f"wp2={p2}|{p},{form}",
        f"wn2={nx}|{n2},{form}",
        f"spot={spot},{size},{fr}",
        f"{size},{fr},{bool(a.scale)},{spot},{article}{before},{after}",
        f"qk={kinds},{form},{fr}",
        f"since={bucket(a.since, 1, 8, 20, 40)},{fr},{bool(a.scale)}",
        f"points={bucket(a.points, 0, 1, 3, 6)},{size},{fr}",
        f"points={bucket(a.points, 1, 3)},{after},{article}{before},{num}",
        f"mode={points},{size},{fr}",
        f"rank={bucket(a.rank, 1, 3)},{form},{f'{value:g}' if not num or value <= 6 else 'x'},{spot}",
        f"nth={bucket(int(f['nth']), 0, 1, 2)},{bucket(frees, 0, 1, 2)},{fr},{size}",
        f"v={vendor},{them},{fr},{size}",
        f"vb={place},{article}{before},{fr}",
        f"place={place},{fr},{form}",
        f"topic={bucket(len(a.text.split()), 4, 9, 15)},{bool(a.scale)},{fr},{size}",
        f"short={len(a.text.split()) <= 7},{fr},{form}",
        f"kk={bucket(c.place, 0, 1, 2)},{fr},{form}",
        f"count={bucket(count, 1, 2, 4)},{form}",
        f"side={side},{form}",
    ]
    t += [f"q{kind},{size},{fr}" for kind in kinds]
    if num and n is not None:
        t.append(f"value={value:g}" if value <= 12 else "value=more")
        t.append(f"scale={a.scale},{size},{fr}")
        marks_of = (
            ("ref", n.reference is not None),
            (f"pct,{a.scale == 'hundred'},{points}", n.percent),
            (f"half,{fr}", value % 1 == 0.5),
            (f"one,{article},{fr},{after}", value == 1),
            ("money", bool(n.currency)),
        )
        t += [name for name, true in marks_of if true]
    elif n is not None:
        t.append(f"grade,{len(n.grade) > 1},{a.scale == 'letter'},{fr}")
    else:
        t.append(f"word={c.word}")
    asks = right.rstrip().endswith("?") or _asks(left, right)
    flags = (
        (f"others,{side},{fr}", bool(_OTHERS.search(left))),
        (f"past,{fr}", bool(_OVER.search(left[-30:]))),
        (f"past2,{fr}", bool(_BEFORE.search(left[-60:]))),
        (f"past3,{fr}", bool(_AFTER.search(right[:40]))),
        (f"hypo,{fr}", bool(_SUPPOSED.search(left))),
        (f"ask,{fr},{spot}", asks),
        (f"now,{fr}", bool(_NOW.search(left[-40:] + right[:20]))),
        (f"if,{fr}", bool(_IF.search(left[-60:]))),
        (f"off,{fr}", bool(_ELSEWHERE.search(left) or _ELSEWHERE.search(right))),
        (f"share,{size},{fr}", bool(_OF_PURPOSE.search(left + " " + str(c.value) + right))),
        ("sum", bool(_SUM.search(str(f["before_text"])[-30:]))),
        (f"turned,{right.lstrip().lower().startswith('off')},{points}", bool(_TURNED.search(left))),
    )
    t += [name for name, true in flags if true]
    asked_words = set(re.findall(r"[\w']+", a.text.lower()))
    asks_vendor = bool(asked_words & vendors)
    f.update(size=size, fr=fr, place=place, spot=spot, before=before, article=article, asks_vendor=asks_vendor)
    f.update(
        sum=bool(_SUM.search(str(f["before_text"])[-30:])),
        turned=bool(_TURNED.search(left)),
        past=bool(_OVER.search(left[-30:])),
    )
    f.update(others=bool(_OTHERS.search(left)), supposed=bool(_SUPPOSED.search(left)), strong="")
    t.append(f"vq={asks_vendor},{kinds},{fr}")
    if form not in ("num", "grade"):
        return
    pre = re.split(r"[.;:]|\band\b(?= how| them)", str(f["before_text"]))[-1]
    post = re.split(r"[.;:]", right[:40])[0]
    strong_i = bool(_IMPORTANCE.search(pre) or _IMPORTANCE.search(post))
    strong_p = bool(_PERFORMANCE.search(pre) or _PERFORMANCE.search(post))
    i, q = "I" in kinds, "P" in kinds
    f["strong"] = ("I" if strong_i else "") + ("P" if strong_p else "") + ("V" if vendor else "")
    c.leanings += [
        f"strong={strong_i},{strong_p}",
        f"place={place}",
        f"place={place},{a.both},{a.usual}",
        f"kinds={kinds}",
        f"i={i},p={q}",
        f"i={i},p={q},{a.both},{a.usual},{asks_vendor}",
        f"i={i},p={q},{place}",
        f"both={a.both},{a.usual}",
        f"both={a.both},{bucket(c.place, 0, 1)},{asks_vendor}",
        f"since={bucket(a.since, 1, 8, 20)},{a.both},{a.usual}",
        f"form={form}",
        f"side={side}",
    ]
    if num and a.importance and a.performance and a.importance != a.performance:
        fits = [value <= max(scales[s].worst, scales[s].best) for s in (a.importance, a.performance)]
        c.leanings.append(f"fits={fits}")
    c.leanings += sorted({f"L={w}" for w in near_left} | {f"R={w}" for w in near_right[:4]})
    c.leanings += sorted(f"q={w}" for w in asked_words)


def _asks(left: str, right: str) -> bool:
    """Whether the sentence around is a question."""
    return (left + right).rstrip().endswith("?")
