"""What stands around a number, as features: of whether it is a mark, and of whether it is a mark of importance."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

from voc.model import Scale
from voc.signals import cues
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
    """Which of the bounds, in rising order, is the first that holds x; "z" if none does."""
    for i, bound in enumerate(bounds):
        if x <= bound:
            return str(i)
    return "z"


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
    matters = bool(cues.MATTERS.search(joined_left) or cues.MATTERS.search(joined_right))
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
        f"topic={bucket(a.length, 4, 9, 15)},{bool(a.scale)},{fr},{size}",
        f"short={a.length <= 7},{fr},{form}",
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
    lower = str(f["lower"])
    asks = (left + right).rstrip().endswith("?")
    others, over, turned = (cue.of(lower) for cue in (cues.OTHERS, cues.OVER, cues.TURNED))
    before_, supposed, shared = (cue.of(lower) for cue in (cues.BEFORE, cues.SUPPOSED, cues.OF_PURPOSE))
    asks_vendor = not vendors.isdisjoint(a.words)
    f.update(size=size, fr=fr, place=place, spot=spot, before=before, article=article, asks_vendor=asks_vendor)
    f.update(
        sum=cues.SUM.search(str(f["before_text"])[-30:]) is not None,
        turned=turned(left),
        past=over(left[-30:]),
        others=others(left),
        supposed=supposed(left),
        strong="",
    )
    flags = (
        (f"others,{side},{fr}", f["others"]),
        (f"past,{fr}", f["past"]),
        (f"past2,{fr}", before_(left[-60:])),
        (f"past3,{fr}", cues.AFTER.of(lower)(right[:40])),
        (f"hypo,{fr}", f["supposed"]),
        (f"ask,{fr},{spot}", asks),
        (f"now,{fr}", cues.NOW.of(lower)(left[-40:] + right[:20])),
        (f"if,{fr}", cues.IF.of(lower)(left[-60:])),
        (f"off,{fr}", bool(cues.ELSEWHERE.search(left) or cues.ELSEWHERE.search(right))),
        (f"share,{size},{fr}", shared(left + " " + str(c.value) + right)),
        ("sum", f["sum"]),
        (f"turned,{right.lstrip().lower().startswith('off')},{points}", f["turned"]),
    )
    t += [name for name, true in flags if true]
    t.append(f"vq={asks_vendor},{kinds},{fr}")
    if form not in ("num", "grade"):
        return
    pre = re.split(r"[.;:]|\band\b(?= how| them)", str(f["before_text"]))[-1]
    post = re.split(r"[.;:]", right[:40])[0]
    strong_i = bool(cues.IMPORTANCE.search(pre) or cues.IMPORTANCE.search(post))
    strong_p = bool(cues.PERFORMANCE.search(pre) or cues.PERFORMANCE.search(post))
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
    c.leanings += [f"q={w}" for w in a.words]
