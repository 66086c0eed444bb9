"""Numbers, grades, order words and shares that may be marks, and what stands around each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from operator import itemgetter

from spacy.tokens import Doc

from voc.model import Interview, Scale
from voc.signals import cues, order
from voc.signals.asking import follow
from voc.signals.numbers import GRADES, Number, find_grades, find_numbers, joined
from voc.signals.talk import TALK, Talk
from voc.signals.traits import Around, Candidate, classes, describe, kind_of_next
from voc.signals.words import NUMBER

_LETTERED = re.compile(r"\b(?:grades?|letters?|a to f|a through f|report card)\b", re.IGNORECASE)
_SPOKEN_GRADE = re.compile(
    r"\b(?:an|a|straight|solid|give (?:them|it)|say) ([a-f])(?=$|\s)(?! (?:plus|minus))|^\s*([a-f])\s*$"
)
_TOKEN = re.compile(r"'s\b|[\w'-]+|[^\w\s]")
_ALLOWED_OF = re.compile(r"of (?:ten|five|it|the hundred|a hundred|my|them|the decision|that)", re.IGNORECASE)
NEAR = 24
"""Words on either side that are looked at."""
_start, _end = itemgetter(0), itemgetter(1)
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
        here = _of_turn(text, begin, stop, joined(text, _apart(numbers)), order.worded(states[t]))
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
    text: str, begin: int, stop: int, numbers: list[Number], words: re.Pattern[str]
) -> list[tuple[int, int, str, float, Number | None, str]]:
    here: list[tuple[int, int, str, float, Number | None, str]] = [
        (n.start, n.end, "grade" if n.grade else "num", n.value, n, "") for n in numbers
    ]
    for match in words.finditer(text, begin, stop):
        word = match[0].lower()
        if not any(n.start <= match.start() < n.end for n in numbers):
            form, value = ("order", float(order.ORDER[word])) if word in order.ORDER else ("share", order.SHARES[word])
            here.append((match.start(), match.end(), form, value, None, word))
    return sorted(here, key=lambda c: (c[0], c[1]))


_PLAIN = frozenset(
    "the new national global general first one two green red blue north south east west old best star".split()
)


def _vendors(interview: Interview) -> frozenset[str]:
    """First words of the vendors' names and aliases."""
    names = [interview.meta.vendor]
    for vendor in interview.meta.vendors:
        names += [vendor.name, *vendor.aliases]
    words = {name.split()[0].strip(".,'").lower() for name in names if name.strip()}
    return frozenset(word for word in words if len(word) > 2 and word not in _PLAIN)


def _describe(
    text: str,
    found: list[Candidate],
    vendors: frozenset[str],
    interview: Interview,
    scales: Mapping[str, Scale],
    spoken: bool,
) -> None:
    lists = classes()
    sentence, lower = -1, ""
    words: list[tuple[int, int, str]] = []
    last_points = -9
    free: dict[int, int] = {}
    count = Counter(c.turn for c in found)
    opening: dict[int, int] = {}
    for c in found:
        opening.setdefault(c.turn, text.rfind("\n", 0, c.start) + 1)
        c.facts["depth"] = int(c.first > opening[c.turn])
        if c.first != sentence:
            sentence, lower = c.first, _lowered(text[c.first : c.stop])
            words = [(sentence + m.start(), sentence + m.end(), _word(m[0], vendors)) for m in _TOKEN.finditer(lower)]
        asked = c.asked
        left, right = text[c.first : c.start], text[c.end : c.stop]
        points = (
            asked.points <= 1
            or (
                0 <= c.turn - last_points <= 2
                and not ("P" in asked.kinds or ("S" in asked.kinds and "T" not in asked.kinds))
            )
            or "T" in asked.kinds
            or (asked.points <= 5 and cues.TURNED.of(lower)(left))
        )
        _facts(text, c, words, lists, scales, points, spoken)
        f = c.facts
        if points and c.form == "num" and f["free"] and c.value <= 100 and c.value % 1 == 0:
            last_points = c.turn
        f["nth"] = free.get(c.turn, 0)
        f["ok"] = bool(f["free"]) and bool(f["fit"]) and c.form in ("num", "grade")
        free[c.turn] = free.get(c.turn, 0) + bool(f["ok"])
        f["left"], f["right"], f["lower"] = left, right, lower
        f["before_text"] = text[max(0, c.start - 60) : c.start].rpartition("\n")[2]
    order.split(found)
    for c in found:
        if c.facts["free"] or _may_be(c):
            describe(c, lists, scales, Around(interview.meta.side, vendors, free[c.turn], count[c.turn]))


def _lowered(text: str) -> str:
    """In lower case with straight apostrophes, as long as before (a few letters have two in lower case)."""
    lower = text.lower()
    return (lower if len(lower) == len(text) else text).replace("’", "'")


def _may_be(c: Candidate) -> bool:
    """Whether what does not stand for itself may still be a mark: a place in an order, or a share of points."""
    if c.form == "share":
        return bool(c.facts["points"])
    if c.form == "order" and c.value and not c.facts["index"]:
        return True
    return c.asked.rank <= order.ORDERED and (c.form == "order" or c.value <= 7)


def _word(word: str, vendors: frozenset[str]) -> str:
    plain = word[:-2] if word.endswith("'s") and len(word) > 2 else word
    return "<v>" if plain in vendors else word


def _facts(
    text: str,
    c: Candidate,
    words: list[tuple[int, int, str]],
    lists: Mapping[str, frozenset[str]],
    scales: Mapping[str, Scale],
    points: bool,
    spoken: bool,
) -> None:
    k, j = bisect_right(words, c.start, key=_end), bisect_left(words, c.end, key=_start)
    before, after = [w for _, _, w in words[max(0, k - NEAR) : k]], [w for _, _, w in words[j : j + NEAR]]
    index = k
    article = text[c.start : c.start + 3].lower().startswith(("a ", "an "))
    if text[c.end : c.end + 2] in ("'s", "’s"):
        after.insert(0, "'s")
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
    f.update(
        p=p,
        p2=p2,
        nx=nx,
        n2=n2,
        article=article,
        L=near_left,
        R=near_right,
        points=points,
        next=kind_of_next(nx, lists),
    )
    f["index"], f["length"], f["spoken"] = index, len(words), spoken
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
    if n.currency or n.ordinal or n.value >= 1900 or "-" in (text[c.start - 1 : c.start], text[c.end : c.end + 1]):
        return False
    if n.reference is not None:
        return True
    if following == "unit" or nx in ("-", "/", "–", "%", "'", "°"):
        return False
    if nx == "of" and not points and not _ALLOWED_OF.match(text, c.end + 1):
        return False
    if not article and (p in lists["label"] or p in lists["time"] or p == "in"):
        return False
    if p == "at" and not article and n.value <= 12 and not points and p2 not in lists["them"] | lists["placed"]:
        return False
    if p in ("$", "£", "€", "#") or (p == "than" and "give" not in f["L"]):
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
        opens = (
            article
            or int(f["index"]) <= 1
            or p in lists["be"]
            or p in lists["put"]
            or p in ("um", "uh", "oh", "well", "'d")
        )
        run_on = bool(f["spoken"]) and opens and bool(f["fit"]) and bool(c.asked.scale) and not nx.endswith("s")
        return run_on or (points and n.value % 5 == 0 and n.value <= 100)
    return points or nx not in ("each", "apiece")
