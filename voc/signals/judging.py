"""Whether a number is a mark, and of what kind: rules where they are plain, else linear models.

The first model tells a score, points, a rank or nothing by what stands around the number, what was asked and what was
marked before; the second tells scores of importance from scores of performance. Both are trained by
`benchmarks/train_marks.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

from voc.signals.traits import Candidate, bucket
from voc.signals.weights import KINDS, Weights

_RANKED = re.compile(
    r"\b(?:in order|order|rank\w*|sequence|matters?|decides?|decided|look for|pick|need most|bothered|weighs?|list)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Before:
    """What was marked so far, as features of what comes next."""

    kind: str = "-"
    turn: int = -1
    value: float = 0.0
    here: int = -1
    kinds: str = ""
    total: float = 0.0
    series: list[int] = field(default_factory=list)
    split: bool = False
    sentence: int = -1

    def add(self, c: Candidate, kind: str) -> None:
        if kind == "none":
            return
        if self.here != c.turn:
            self.here, self.kinds = c.turn, ""
        self.kinds = (self.kinds + kind[:2])[:6]
        value = c.value
        if kind == "rank" and c.form == "order" and not value:
            value = self.value + 1 if self.kind == "rank" else 2.0 if c.word in ("then", "next", "after") else 1.0
        if kind == "points":
            self.split = True
            goes_on = self.kind == "points" and c.turn - self.turn <= 2
            self.total = (self.total if goes_on else 0.0) + max(value, 0.0)
        self.kind, self.turn, self.value, self.sentence = kind, c.turn, value, c.sentence
        if kind in ("perf", "imp"):
            self.series.append(c.turn)


def _score(kinds: str) -> str:
    return kinds.replace("perf", "score").replace("imp", "score").replace("pe", "sc").replace("im", "sc")


def sequel(c: Candidate, before: Before) -> list[str]:
    """Features of the first model from what was marked before."""
    f, form, a = c.facts, c.form, c.asked
    size, fr, place, spot = f["size"], f["fr"], f["place"], f["spot"]
    after, role = f["next"], f"{f['article']}{f['before']}"
    ago = bucket(c.turn - before.turn, 0, 2, 4) if before.turn >= 0 else "z"
    kind = _score(before.kind)
    recent = bucket(sum(c.turn - turn <= 6 for turn in before.series[-4:]), 0, 1, 3)
    kinds = _score(before.kinds) if before.here == c.turn else ""
    found = [
        f"ser={recent},{size},{fr}",
        f"ser={recent},{role},{after},{fr}",
        f"pk={kind},{ago},{size},{fr}",
        f"pk={kind},{ago},{place},{a.both},{fr}",
        f"pk={kind},{ago},{a.kinds},{f['asks_vendor']},{fr}",
        f"ks={kinds},{a.both},{place},{fr}",
    ]
    if form in ("order", "share") or (form == "num" and c.value <= 7):
        ranking = before.kind == "rank"
        goes_on = c.value == (before.value + 1 if ranking else 1)
        found.append(f"next={goes_on},{form},{ranking},{ago},{role},{spot}")
        found.append(f"nextr={goes_on},{form},{ranking},{bucket(a.rank, 1, 3)},{spot},{after}")
        if form == "order":
            found.append(f"ord={c.word},{ranking},{ago},{after}")
    if form == "num" and f["points"]:
        found.append(f"sum={before.total == c.value and c.value > 0},{before.total + c.value > 100}")
    if c.value == before.value and before.turn == c.turn and kind in ("score", "points"):
        found.append(f"same,{form},{kind}")
    return found


def leaning(c: Candidate, before: Before) -> list[str]:
    """Features of the second model from what was marked before."""
    a, f = c.asked, c.facts
    ago = bucket(c.turn - before.turn, 0, 2, 4) if before.turn >= 0 else "z"
    kinds = before.kinds.replace("po", "").replace("ra", "") if before.here == c.turn else ""
    place, asks_vendor = f["place"], f["asks_vendor"]
    return [
        f"ks={kinds},{a.both}",
        f"ks={kinds},{a.both},{place}",
        f"pk={before.kind},{ago},{a.both},{a.usual}",
        f"pk={before.kind},{ago},{a.kinds},{asks_vendor}",
        f"pk={before.kind},{ago},{asks_vendor},{a.both},{kinds}",
    ]


def plain(c: Candidate, before: Before) -> str:
    """The kind of a candidate where a rule tells it, "" where the model must.

    A question for points makes points of every number that stands for itself, but for sums ("that's seventy") and what
    is taken off; a question for importance makes importance of a score unless the words are of the vendor."""
    f, asked, kinds = c.facts, c.asked, c.asked.kinds
    splitting = "T" in kinds and "P" not in kinds and "S" not in kinds
    after = str(f["nx"])
    if f.get("whole"):
        return "points"
    if _plain_rank(c, before):
        return "rank"
    if c.form == "share":
        if not (splitting or asked.points <= 3):
            return ""
        if c.word in ("half", "quarter"):
            whole = f["p"] in ("a", "is", "'s", "say", "be", "for") and after in (
                "of",
                ".",
                "<e>",
                ",",
                "for",
                "on",
                "to",
                "goes",
            )
            return "points" if whole and splitting else ""
        if c.word in ("nothing", "zip", "none"):
            return "points" if splitting and (f["p"] in ("it", "them", "at", "put") or after in ("on", "for")) else ""
        return ""
    if _plain_score(c, before):
        return "score"
    n = c.number
    if c.form != "num" or n is None or n.reference is not None or n.currency or c.value > 100 or c.value % 1:
        return ""
    if before.split and _revised(c, before):
        return "points"
    if after == "points" and f["n2"] in ("on", "for", "to") and c.value % 5 == 0:
        return "points"
    if not f["points"]:
        return ""
    going = before.kind == "points" and before.turn == c.turn
    if c.value == 100 or (f["sum"] and after not in ("for", "on", "to")) or (going and c.value == before.total >= 40):
        return "none" if before.kind == "points" or splitting else ""
    if f["turned"] and after in ("off", "from"):
        return "none"
    if (
        splitting
        and f["free"]
        and f["next"] != "unit"
        and not f["others"]
        and (c.value % 5 == 0 or before.kind == "points")
    ):
        return "points"
    return ""


def _plain_rank(c: Candidate, before: Before) -> bool:
    """A place in an order that was asked for or is being told: its ordinal or number, if it is the next one, at the
    head of a clause or said of something ("money's fourth"); "then" and "after that" right after another place."""
    f, asked, n = c.facts, c.asked, c.number
    told = before.kind == "rank" and c.turn - before.turn <= 2
    if not (told or asked.rank <= 1) or f["points"] or c.form not in ("order", "num"):
        return False
    expected = before.value + 1 if told else 1.0
    p, nx, following = f["p"], f["nx"], f["next"]
    head = int(f["index"]) <= 1
    heads = head or p in ("and", ",", "the", "in")
    if n is not None:
        if n.reference is not None or n.percent or n.currency or c.value > 9:
            return False
        if p == "number":
            return c.value == expected and following in ("comma", "be", "end", "who", "on")
        opens = head and not f["article"] and following in ("comma", "be", "who", "on")
        return told and opens and c.value == expected and asked.since > 3
    if c.value:
        noun = nx in ("time", "year", "week", "month", "day", "name", "hand", "half", "place", "reaction", "year's")
        said_of = p in ("'s", "is", "was", "came", "comes", "that's") and following in (
            "end",
            "comma",
            "because",
            "now",
        )
        next_one = c.value == expected or (asked.rank <= 1 and heads and following in ("be", "comma", "who"))
        return next_one and not noun and (heads or said_of)
    goes_on = told and before.turn == c.turn and before.sentence != c.sentence
    ranked = _RANKED.search(asked.text) is not None
    opened = ranked and asked.rank <= 1 and not told and int(f["depth"]) > 0 and c.word != "next"
    if not (goes_on or opened) or {nx, f["n2"]} & {"all", "everything", "again", "ask"}:
        return False
    if c.word == "after":
        return heads and nx in ("that", "this", "those", "it", "which") and f["n2"] not in (",", ".", "uh", "um")
    said = nx in ("i", "i'd") and f["n2"] in ("suppose", "guess", "want", "think", "say", "look", "'d", "would")
    return (
        c.word in ("then", "next")
        and heads
        and (said or nx not in ("i", "we", "they", "he", "she", "you", "there", "i'd", ",", "well"))
    )


def _revised(c: Candidate, before: Before) -> bool:
    """Points given anew after they were split before: "make it twenty", "the price goes down to fifty", "and"
    " five for …"."""
    f = c.facts
    if not f["free"] or f["next"] in ("unit", "word") or c.value % 5 or f["sum"]:
        return False
    if before.kind == "points" and before.turn == c.turn and f["nx"] in ("for", "on"):
        return True
    left = f["L"]
    assert isinstance(left, list)
    over = c.value > 12 and not f["fit"]
    gives = any(w in ("give", "make", "put", "call", "have", "leave", "take") for w in left[:6])
    shifts = f["p"] == "to" and any(
        w in ("up", "down", "go", "goes", "take", "drop", "raise", "bring", "move") for w in left[:7]
    )
    return over and (gives or shifts)


def _plain_score(c: Candidate, before: Before) -> bool:
    """The first number that stands for itself where a number was asked for, or a bare one in a series of scores."""
    f, asked = c.facts, c.asked
    if not f["ok"] or f["nth"] or not asked.scale or f["past"] or f["others"] or f["supposed"] or f["points"]:
        return False
    bare = f["next"] in ("end", "comma") and int(f["index"]) <= 1
    if c.form == "num" and c.value == 1 and not (bare or f["article"]):
        return False
    if c.number is not None and c.number.percent and asked.scale != "hundred":
        return False
    near = int(f["index"]) <= 6 and f["next"] in ("end", "comma", "on", "because", "who", "now", "mark", "counts")
    if "S" in asked.kinds and asked.since <= 20 and near:
        return True
    recent = sum(c.turn - turn <= 6 for turn in before.series[-4:])
    short = asked.length <= 12
    return recent >= 2 and short and near and f["spot"] in ("alone", "first") and not set(asked.kinds) & {"T", "R"}


def _of_importance(c: Candidate, importance: float) -> float:
    strong, asked = c.facts["strong"], c.asked
    if strong in ("I", "IV"):
        return 1.0
    if strong in ("P", "PV") or (strong == "V" and "I" not in asked.kinds):
        return min(importance, 0.5)
    if "I" in asked.kinds and "P" not in asked.kinds and "S" in asked.kinds and not asked.both and not strong:
        return 1.0
    return importance


def judge(c: Candidate, before: Before, weights: Weights) -> tuple[str, float, float]:
    """(kind, its probability, the probability that a score is one of importance)."""
    told = plain(c, before) if c.traits else "none"
    if told and told != "score":
        return told, 1.0, 1.0
    rows = [weights.kinds[name] for names in (c.traits, sequel(c, before)) for name in names if name in weights.kinds]
    z = weights.table[rows].sum(axis=0) + weights.bias
    n = c.number
    if c.form == "share" or (n is not None and (n.reference is not None or n.percent or c.value > 9 or c.value % 1)):
        z[KINDS.index("rank")] = -30.0
    e = np.exp(z - z.max())
    best = int(z.argmax())
    kind, sure = ("score", 1.0) if told else (KINDS[best], float(e[best] / e.sum()))
    if kind != "score":
        return kind, sure, 1.0
    lean = weights.lean
    for names in (c.leanings, leaning(c, before)):
        lean += sum(weights.leanings.get(name, 0.0) for name in names)
    importance = 1 / (1 + float(np.exp(-min(max(lean, -30.0), 30.0))))
    importance = _of_importance(c, importance)
    return ("imp" if importance > 0.5 else "perf"), sure, importance
