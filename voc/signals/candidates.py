"""Numbers, grades, order words and shares that may be marks, and what stands around each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from spacy.tokens import Doc

from voc.model import Interview, Scale
from voc.signals.asking import LONG, Asked, follow
from voc.signals.numbers import GRADES, Number, find_grades, find_numbers, joined
from voc.signals.talk import TALK, Talk
from voc.signals.words import NUMBER

ORDER = {"first": 1, "firstly": 1, "second": 2, "secondly": 2, "third": 3, "thirdly": 3, "fourth": 4, "fifth": 5, "sixth": 6,
         "seventh": 7, "ninth": 9, "then": 0, "next": 0, "after": 0, "top": 0, "last": 0, "lastly": 0, "finally": 0, "bottom": 0}  # fmt: skip
"""Order words and the rank that each tells, 0 for one that only goes on."""
SHARES = {"half": 50.0, "quarter": 25.0, "nothing": 0.0, "zip": 0.0, "none": 0.0, "rest": -1.0, "remaining": -1.0, "remainder": -1.0}
"""Words for points, -1 for what is left of the hundred."""


@dataclass(slots=True)
class Candidate:
    """`form` is "num", "grade", "order" or "share"; `value` the number told, `word` the order word or share. `first` and
    `stop` bound its sentence in the text, `place` is its place among its turn's candidates. `facts` are what its
    neighbourhood tells, `traits` and `leanings` the same as features of the two models (is it a mark; of importance?)."""

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
    facts: dict[str, object] = field(default_factory=dict)
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


_ORDER_OR_SHARE = re.compile(r"\b(?:" + "|".join(sorted([*ORDER, *SHARES], key=lambda w: (-len(w), w))) + r")\b", re.IGNORECASE)
_LETTERED = re.compile(r"\b(?:grades?|letters?|a to f|a through f|report card)\b", re.IGNORECASE)
_SPOKEN_GRADE = re.compile(r"\b(?:an|a|straight|solid|give (?:them|it)|say) ([a-f])(?=$|\s)(?! (?:plus|minus))|^\s*([a-f])\s*$")
_TOKEN = re.compile(r"['’]s\b|[\w'’-]+|[^\w\s]")
_TURNED = re.compile(r"\b(?:knock|take|pinch|move|shift|shave|drop|add)\b[^,.;]*$", re.IGNORECASE)
_OF_PURPOSE = re.compile(
    r"\b(?:percent|per cent|points?) (?:of (?:the|my|our|it)|is|goes|for|on|the|does|to)\b|\b(?:out of|of|make it|makes) (?:a|the|my) hundred\b|%",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"\b(?:that's|what's that|makes|that makes|leaves?|where am i|what am i at|what do i have|have i|left|so far|am i at|that leaves"
    r"|we at|i've got|come out at|comes? to|add(?:s|ed)? (?:up )?to)\W+(?:an? )?$",
    re.IGNORECASE,
)
_MATTERS = re.compile(
    r"\b(?:importan\w*|counts?\b|counting|weigh\w*|matter(?:s|ing)?\b(?! of)|mind about|i(?:'d)? miss|i mind|in my book|how much|priority)",
    re.IGNORECASE,
)
_IMPORTANCE = re.compile(
    r"\b(?:importance|how much (?:it|that|this|they)? ?(?:matters?|counts?|weighs?|i)|it counts|counts|to me|matters|i'd miss|i mind)\b",
    re.IGNORECASE,
)
_PERFORMANCE = re.compile(
    r"\b(?:performance|how (?:they|he|she|it) (?:do|does|are|is|'s)|how well|for (?:them|him|her)|and them|they(?:'re| are|'d get| get| do)"
    r"|i'd give them|gives? them)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:boss|wife|husband|colleagues?|managers?|director|finance|operator|drivers?|lads|team|somebody|someone|others?|sister|brother"
    r"|father|mother|neighbour|predecessor|nephew|daughter|son|mate|he|she|they|some|people|(?:my|the|our) \w+(?: \w+)?)"
    r"(?:'d| would| might| may|'ll| will)(?: probably| maybe| have)? (?:say|said|give|given|put|tell|call|called|mark|marked)\b[^,.;]*$",
    re.IGNORECASE,
)
_OVER = re.compile(r"\b(?:they|he|she|it|that|price|service)? ?(?:was|were|used to be|had been|'d been)(?: an?| about| at| easily| a solid)* ?$", re.I)
_BEFORE = re.compile(r"\b(?:was|were|used to|had been|until|till|before|ago|last year|(?:19|20)\d\d)\b", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:was|used to|had been|before|ago|last year|back then|from)\b", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"\b(?:if(?! you (?:want|like|insist|must|need))(?! i (?:must|have))|would've been|could have been|would have been|might have been"
    r"|'d have (?:said|given|been|put)|would have (?:said|given|put)|wanted to (?:say|give)|going to say|could be)\b[^.;]*$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:hotel|restaurant|film|wife|school|teacher|hospital|doctor|coffee|weather|game|match|food|wine|dinner|survey|own|ourselves"
    r"|myself|my own)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\bnow|today\b", re.IGNORECASE)
_IF = re.compile(r"\bif\b", re.IGNORECASE)
_ALLOWED_OF = re.compile(r"of (?:ten|five|it|the hundred|a hundred|my|them|the decision|that)", re.IGNORECASE)
_STOPS = frozenset(", . ; : — ? … ... – and but because so cause".split())


def find_candidates(doc: Doc, scales: Sequence[Scale]) -> list[Candidate]:
    """The respondent's candidates in order, with their features."""
    talk: Talk = doc.user_data[TALK]
    interview, text = talk.interview, talk.text
    states = follow(interview, scales)
    idx = [*talk.place.tolist(), len(text)]
    first = [idx[i] for i in talk.first.tolist()]
    number = doc.vocab.strings.add(NUMBER)
    places: dict[int, list[int]] = {}
    starts = talk.chars.tolist()
    for i in (talk.norm == number).nonzero()[0].tolist():
        places.setdefault(bisect_right(starts, idx[i]) - 1, []).append(idx[i])
    spoken = not any(char.isupper() for char in text[:3000])
    vendors = _vendors(interview)
    found: list[Candidate] = []
    lettered = False
    for t, turn in enumerate(interview.turns):
        lettered = lettered or bool(_LETTERED.search(turn.text))
        if turn.role != "interviewee":
            continue
        begin, stop = starts[t], starts[t] + len(turn.text)
        numbers = find_numbers(text, places.get(t, ())) + find_grades(text, begin, stop, spoken)
        if spoken and lettered:
            numbers += _spoken_grades(text, begin, stop)
        here = _of_turn(text, begin, stop, joined(text, _apart(numbers)))
        for k, (start, end, form, value, n, word) in enumerate(here):
            s = bisect_right(first, start) - 1
            last = first[s + 1] if s + 1 < len(first) else len(text)
            found.append(Candidate(s, t, start, end, form, value, n, word, first[s], min(last, stop), k, states[t]))
    _describe(text, found, vendors, interview, {scale.id: scale for scale in scales}, spoken)
    return found


def _apart(numbers: list[Number]) -> list[Number]:
    out: list[Number] = []
    for n in sorted(numbers, key=lambda n: (n.start, n.end)):
        if not out or n.start >= out[-1].end:
            out.append(n)
    return out


def _spoken_grades(text: str, begin: int, stop: int) -> list[Number]:
    part = text[begin:stop]
    found = []
    for match in _SPOKEN_GRADE.finditer(part):
        group = 1 if match[1] else 2
        letter = match[group].upper()
        found.append(Number(begin + match.start(group), begin + match.end(group), GRADES[letter], grade=letter))
    return found


def _of_turn(
    text: str, begin: int, stop: int, numbers: list[Number]
) -> list[tuple[int, int, str, float, Number | None, str]]:
    here: list[tuple[int, int, str, float, Number | None, str]] = [
        (n.start, n.end, "grade" if n.grade else "num", n.value, n, "") for n in numbers
    ]
    for match in _ORDER_OR_SHARE.finditer(text, begin, stop):
        word = match[0].lower()
        if not any(n.start <= match.start() < n.end for n in numbers):
            form, value = ("order", float(ORDER[word])) if word in ORDER else ("share", SHARES[word])
            here.append((match.start(), match.end(), form, value, None, word))
    return sorted(here, key=lambda c: (c[0], c[1]))


_PLAIN = frozenset("the new national global general first one two green red blue north south east west old best star".split())


def _vendors(interview: Interview) -> frozenset[str]:
    """First words of the vendors' names and aliases."""
    names = [interview.meta.vendor]
    for vendor in interview.meta.vendors:
        names += [vendor.name, *vendor.aliases]
    words = {name.split()[0].strip(".,'").lower() for name in names if name.strip()}
    return frozenset(word for word in words if len(word) > 2 and word not in _PLAIN)


def _describe(
    text: str, found: list[Candidate], vendors: frozenset[str], interview: Interview, scales: Mapping[str, Scale], spoken: bool
) -> None:
    lists = classes()
    tokens: dict[int, list[tuple[int, int, str]]] = {}
    last_points = -9
    free: dict[int, int] = {}
    count: dict[int, int] = {}
    for c in found:
        count[c.turn] = count.get(c.turn, 0) + 1
    for c in found:
        words = tokens.get(c.first)
        if words is None:
            words = [
                (m.start(), m.end(), _word(m[0].lower().replace("’", "'"), vendors)) for m in _TOKEN.finditer(text, c.first, c.stop)
            ]
            tokens = {c.first: words}
        asked = c.asked
        left, right = text[c.first : c.start], text[c.end : c.stop]
        points = (
            asked.points <= 1
            or (0 <= c.turn - last_points <= 2 and not ("P" in asked.kinds or ("S" in asked.kinds and "T" not in asked.kinds)))
            or "T" in asked.kinds
            or (asked.points <= 5 and bool(_TURNED.search(left)))
        )
        _facts(text, c, words, lists, scales, points, spoken)
        f = c.facts
        if points and c.form == "num" and f["free"] and c.value <= 100 and c.value % 1 == 0:
            last_points = c.turn
        f["nth"] = free.get(c.turn, 0)
        f["ok"] = bool(f["free"]) and bool(f["fit"]) and c.form in ("num", "grade")
        free[c.turn] = int(f["nth"]) + bool(f["ok"])  # type: ignore[call-overload]
        f["left"], f["right"] = left, right
    for c in found:
        _traits(c, lists, scales, interview, vendors, free[c.turn], count[c.turn])


def _word(word: str, vendors: frozenset[str]) -> str:
    plain = word[:-2] if word.endswith("'s") and len(word) > 2 else word
    return "<v>" if plain in vendors else word


def _kind(word: str, lists: Mapping[str, frozenset[str]]) -> str:
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
    return _kind(word, lists)


def _facts(
    text: str, c: Candidate, words: list[tuple[int, int, str]], lists: Mapping[str, frozenset[str]], scales: Mapping[str, Scale], points: bool, spoken: bool
) -> None:
    before = [w for s, e, w in words if e <= c.start]
    after = [w for s, e, w in words if s >= c.end]
    article = text[c.start : c.start + 3].lower().startswith(("a ", "an "))
    k = len(before)
    p = before[k - 1] if k else "<e>"
    while p in lists["article"] or p in lists["scale"]:
        article = article or p in lists["article"]
        k -= 1
        p = before[k - 1] if k > 0 else "<e>"
    p2 = before[k - 2] if k > 1 else "<e>"
    nx = after[0] if after else "<e>"
    if nx.endswith("'s") and nx not in lists["who"] and len(nx) > 2 and c.form == "num":
        nx = nx[:-2] if nx != "'s" else nx
    n2 = after[1] if len(after) > 1 and nx not in (".", "!", "?") else "<e>"
    near_left: list[str] = []
    for w in reversed(before):
        if w in _STOPS or len(near_left) == 9:
            break
        near_left.append(w)
    near_right: list[str] = []
    for w in after:
        if w in _STOPS or len(near_right) == 8:
            break
        near_right.append(w)
    f = c.facts
    f.update(p=p, p2=p2, nx=nx, n2=n2, article=article, L=near_left, R=near_right, points=points, next=_kind(nx, lists))
    f["index"], f["length"], f["spoken"] = len(before), len(words), spoken
    f["fit"] = _fits(c, scales)
    f["free"] = _is_free(text, c, lists, points) if c.form in ("num", "grade") else False


def _fits(c: Candidate, scales: Mapping[str, Scale]) -> bool:
    if c.form == "grade":
        return True
    scale = c.asked.scale
    if scale == "hundred":
        return c.value <= 100 and c.value % 1 == 0
    top = 10.0 if scale in ("", "letter") else max(scales[scale].worst, scales[scale].best)
    return c.value <= top + 2 * (scale == "ten") and c.value * 2 % 1 == 0


def _is_free(text: str, c: Candidate, lists: Mapping[str, frozenset[str]], points: bool) -> bool:
    """Whether the number stands for itself, as a mark does, rather than counting something."""
    f, n = c.facts, c.number
    assert n is not None
    p, p2, nx, article = str(f["p"]), str(f["p2"]), str(f["nx"]), bool(f["article"])
    following = str(f["next"])
    if n.grade:
        asked_for = article and c.asked.scale == "letter"
        return (p not in lists["letter"] and following != "word") or len(n.grade) > 1 or asked_for
    if n.currency or n.ordinal or n.value >= 1900:
        return False
    if n.reference is not None:
        return True
    if following == "unit" or nx in ("-", "/", "–", "%", "'", "°"):
        return False
    if nx == "of" and not points and not _ALLOWED_OF.match(text, c.end + 1):
        return False
    if not article and (p in lists["label"] or p in lists["time"] or p == "in"):
        return False
    if p == "at" and not article and n.value <= 12 and not points and p2 not in lists["them"] and p2 not in (
        "it", "us", "that", "plan", "this", "them", "put", "me", "you", "be", "is", "are", "was", "were", "'s", "out", "stay", "remain", "we're", "it's"
    ):  # fmt: skip
        return False
    if p in ("$", "£", "€", "#") or (p == "than" and "give" not in f["L"]):  # type: ignore[operator]
        return False
    if n.value == 1 and n.word and not article:
        if p in lists["which"]:
            return False
        alone = following in ("end", "comma", "mark") or p == "<e>" or points
        if not alone and nx not in ("out", "for", "on", "there", "now"):
            return False
    if p == "to" and p2 in ("one", "zero", "nought", "1", "0"):
        return False
    if following == "word":
        opens = article or int(f["index"]) <= 1 or p in lists["be"] or p in lists["put"] or p in ("um", "uh", "oh", "well", "'d")  # type: ignore[call-overload]
        run_on = bool(f["spoken"]) and opens and bool(f["fit"]) and bool(c.asked.scale) and not nx.endswith("s")
        return run_on or (points and n.value % 5 == 0 and n.value <= 100)
    return points or nx not in ("each", "apiece")


def _bucket(x: float, *bounds: float) -> str:
    return next((str(i) for i, bound in enumerate(bounds) if x <= bound), "z")


def _traits(
    c: Candidate,
    lists: Mapping[str, frozenset[str]],
    scales: Mapping[str, Scale],
    interview: Interview,
    vendors: frozenset[str],
    frees: int,
    count: int,
) -> None:
    f, a, n, form = c.facts, c.asked, c.number, c.form
    p, p2, nx, n2 = str(f["p"]), str(f["p2"]), str(f["nx"]), str(f["n2"])
    near_left: list[str] = f["L"]  # type: ignore[assignment]
    near_right: list[str] = f["R"]  # type: ignore[assignment]
    left, right = str(f["left"]), str(f["right"])
    num, free, value, article = form == "num", bool(f["free"]), c.value, "A" if f["article"] else ""
    before, before2, after = _role(p, lists), _role(p2, lists), str(f["next"])
    size = form
    if num:
        small = value <= 10 and value * 2 % 1 == 0
        size = "fit" if f["fit"] else "small" if small else "five" if value % 5 == 0 and value <= 100 else "le100" if value <= 100 else "big"
    scaled = "" if form == "grade" else "A" if a.scale else "N"
    fr = ("T" if free else "F") if form in ("num", "grade") else "-"
    length, index = int(f["length"]), int(f["index"])  # type: ignore[call-overload]
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
        f"{size},{fr},{scaled}", f"form={form},{fr}", f"p={article}{before},{form},{fr}", f"n={after},{form},{fr}",
        f"pn={article}{before},{after},{form}", f"pp={before2},{article}{before},{form}", f"wp={p},{form}", f"wn={nx},{form}",
        f"wp2={p2}|{p},{form}", f"wn2={nx}|{n2},{form}", f"spot={spot},{size},{fr}",
        f"{size},{fr},{bool(a.scale)},{spot},{article}{before},{after}", f"qk={kinds},{form},{fr}",
        f"since={_bucket(a.since, 1, 8, 20, 40)},{fr},{bool(a.scale)}", f"points={_bucket(a.points, 0, 1, 3, 6)},{size},{fr}",
        f"points={_bucket(a.points, 1, 3)},{after},{article}{before},{num}", f"mode={points},{size},{fr}",
        f"rank={_bucket(a.rank, 1, 3)},{form},{f'{value:g}' if not num or value <= 6 else 'x'},{spot}",
        f"nth={_bucket(int(f['nth']), 0, 1, 2)},{_bucket(frees, 0, 1, 2)},{fr},{size}",  # type: ignore[call-overload]
        f"v={vendor},{them},{fr},{size}", f"vb={place},{article}{before},{fr}", f"place={place},{fr},{form}",
        f"topic={_bucket(len(a.text.split()), 4, 9, 15)},{bool(a.scale)},{fr},{size}",
        f"short={len(a.text.split()) <= 7},{fr},{form}", f"kk={_bucket(c.place, 0, 1, 2)},{fr},{form}",
        f"count={_bucket(count, 1, 2, 4)},{form}", f"side={interview.meta.side},{form}",
    ]  # fmt: skip
    t += [f"q{kind},{size},{fr}" for kind in kinds]
    if num and n is not None:
        t.append(f"value={value:g}" if value <= 12 else "value=more")
        t.append(f"scale={a.scale},{size},{fr}")
        flags = (("ref", n.reference is not None), (f"pct,{a.scale == 'hundred'},{points}", n.percent), (f"half,{fr}", value % 1 == 0.5),
                 (f"one,{article},{fr},{after}", value == 1), ("money", bool(n.currency)))  # fmt: skip
        t += [name for name, true in flags if true]
    elif n is not None:
        t.append(f"grade,{len(n.grade) > 1},{a.scale == 'letter'},{fr}")
    else:
        t.append(f"word={c.word}")
    asks = right.rstrip().endswith("?") or text_asks(left, right)
    flags = (
        (f"others,{interview.meta.side},{fr}", bool(_OTHERS.search(left))), (f"past,{fr}", bool(_OVER.search(left[-30:]))),
        (f"past2,{fr}", bool(_BEFORE.search(left[-60:]))), (f"past3,{fr}", bool(_AFTER.search(right[:40]))),
        (f"hypo,{fr}", bool(_SUPPOSED.search(left))), (f"ask,{fr},{spot}", asks), (f"now,{fr}", bool(_NOW.search(left[-40:] + right[:20]))),
        (f"if,{fr}", bool(_IF.search(left[-60:]))), (f"off,{fr}", bool(_ELSEWHERE.search(left) or _ELSEWHERE.search(right))),
        (f"share,{size},{fr}", bool(_OF_PURPOSE.search(left + " " + str(c.value) + right))), ("sum", bool(_SUM.search(left[-30:]))),
        (f"turned,{right.lstrip().lower().startswith('off')},{points}", bool(_TURNED.search(left))),
    )  # fmt: skip
    t += [name for name, true in flags if true]
    asked_words = set(re.findall(r"[\w']+", a.text.lower()))
    asks_vendor = bool(asked_words & vendors)
    f.update(size=size, fr=fr, place=place, spot=spot, before=before, article=article, asks_vendor=asks_vendor)
    f.update(sum=bool(_SUM.search(left[-30:])), turned=bool(_TURNED.search(left)), past=bool(_OVER.search(left[-30:])))
    f.update(others=bool(_OTHERS.search(left)), supposed=bool(_SUPPOSED.search(left)), strong="")
    t.append(f"vq={asks_vendor},{kinds},{fr}")
    if form not in ("num", "grade"):
        return
    pre = re.split(r"[.;:]|\band\b(?= how| them)", left[-60:])[-1]
    post = re.split(r"[.;:]", right[:40])[0]
    strong_i = bool(_IMPORTANCE.search(pre) or _IMPORTANCE.search(post))
    strong_p = bool(_PERFORMANCE.search(pre) or _PERFORMANCE.search(post))
    i, q = "I" in kinds, "P" in kinds
    f["strong"] = ("I" if strong_i else "") + ("P" if strong_p else "") + ("V" if vendor else "")
    c.leanings += [
        f"strong={strong_i},{strong_p}", f"place={place}", f"place={place},{a.both},{a.usual}", f"kinds={kinds}", f"i={i},p={q}",
        f"i={i},p={q},{a.both},{a.usual},{asks_vendor}", f"i={i},p={q},{place}", f"both={a.both},{a.usual}",
        f"both={a.both},{_bucket(c.place, 0, 1)},{asks_vendor}", f"since={_bucket(a.since, 1, 8, 20)},{a.both},{a.usual}",
        f"form={form}", f"side={interview.meta.side}",
    ]  # fmt: skip
    if num and a.importance and a.performance and a.importance != a.performance:
        fits = [value <= max(scales[s].worst, scales[s].best) for s in (a.importance, a.performance)]
        c.leanings.append(f"fits={fits}")
    c.leanings += sorted({f"L={w}" for w in near_left} | {f"R={w}" for w in near_right[:4]})
    c.leanings += sorted(f"q={w}" for w in asked_words)


def text_asks(left: str, right: str) -> bool:
    """Whether the sentence around is a question."""
    return (left + right).rstrip().endswith("?")


__all__ = ["LONG", "ORDER", "SHARES", "Candidate", "classes", "find_candidates"]
