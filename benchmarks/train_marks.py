"""Train what tells marks from other numbers: `python benchmarks/train_marks.py GOLD_DIR… [--leave GROUP] [--out DIR]`.

A gold folder is as for `train.py`; the marked-up interviews of `benchmarks/training` are always added. Writes
`marks.json`. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
import spacy
from coded import APART, Code, Coded, everything, place
from sklearn.linear_model import LogisticRegression

import voc.codebook
from voc import trained
from voc.model import LABELS
from voc.signals import marks, talk, words
from voc.signals.talk import TALK
from voc.signals.traits import Candidate

SCALE = 1000
"""Weights are kept as whole thousandths."""
LEAST = 4
"""A feature is kept if it was seen so often."""
DROP = 0.04
SHORT = 0.1
"""How much a number counts in the short interviews, where there are more of them than in talk."""


def said(code: Code) -> list[tuple[str, float | str]]:
    """The marks that a code carries: (kind, amount)."""
    found: list[tuple[str, float | str]] = []
    for key in ("points", "score", "rank"):
        value = code.get(key)
        if value is not None:
            kind = key if key != "score" else "perf" if code["signal"] == "performance" else "imp"
            found.append((kind, value if isinstance(value, str) else float(value)))
    return found


def places(doc: Any, codes: Iterable[Code]) -> list[tuple[list[int], int, Code]]:
    """Where the quote of each code with a mark may stand: starts in the text, its length, the code."""
    talk = doc.user_data[TALK]
    text, begin = talk.text, talk.place[talk.first].tolist()
    found, since = [], 0
    for code in codes:
        quote = re.sub(r"\s+", " ", code["quote"]).strip()
        end = r"(?!\w)" if quote[-1:].isalnum() else ""
        starts = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(quote)}{end}", text)]
        starts = [a for a in starts if talk.said[bisect_right(begin, a) - 1]]
        if not starts:
            continue
        later = [a for a in starts if a >= since - 300] or starts
        since = later[0]
        if said(code):
            found.append((later, len(quote), code))
    return sorted(found, key=lambda f: (len(f[0]), f[1]))


def labels(found: list[Candidate], placed: list[tuple[list[int], int, Code]]) -> list[str]:
    """The kind of each candidate: "none", "perf", "imp", "points" or "rank"."""
    kinds = ["none"] * len(found)
    for starts, length, code in placed:
        for kind, amount in said(code):
            for a in starts:
                hit = False
                for i, c in enumerate(found):
                    inside = c.start < a + length and c.end > a - 1
                    if (
                        inside
                        and kinds[i] in ("none", kind)
                        and _tells(c, kind, amount, a)
                        and not (kind == "rank" and hit)
                    ):
                        kinds[i], hit = kind, True
                if hit:
                    break
    return kinds


def _tells(c: Candidate, kind: str, amount: float | str, start: int) -> bool:
    if isinstance(amount, str):
        return c.form == "grade" and c.number is not None and c.number.grade == amount and kind in ("perf", "imp")
    if c.form == "num":
        return c.value == amount
    if kind == "rank" and c.form == "order":
        return c.value == amount or (not c.value and amount > 1 and c.start <= start + 14)
    return kind == "points" and c.form == "share" and (c.value == amount or (c.value < 0 < amount))


@dataclass
class Seen:
    """The numbers seen: features, kind and weight; of scores alone the same for whether they are of importance."""

    rows: list[list[str]] = field(default_factory=list)
    y: list[str] = field(default_factory=list)
    weight: list[float] = field(default_factory=list)
    leans: list[list[str]] = field(default_factory=list)
    z: list[str] = field(default_factory=list)
    lean_weight: list[float] = field(default_factory=list)

    def collect(self, found: list[Candidate], kinds: list[str], weight: float) -> None:
        before = marks.Before()
        for c, kind in zip(found, kinds, strict=True):
            if not c.traits:
                continue
            self.rows.append(c.traits + marks.sequel(c, before))
            self.y.append("score" if kind in ("perf", "imp") else kind)
            self.weight.append(weight)
            if kind in ("perf", "imp") and c.form in ("num", "grade"):
                self.leans.append(c.leanings + marks.leaning(c, before))
                self.z.append(kind)
                self.lean_weight.append(weight)
            before.add(c, kind)


def _fit(
    rows: list[list[str]], y: list[str], weight: list[float], least: int, c: float
) -> tuple[list[str], np.ndarray, np.ndarray, list[str]]:
    count: dict[str, int] = {}
    for row in rows:
        for name in row:
            count[name] = count.get(name, 0) + 1
    names = sorted(name for name, n in count.items() if n >= least)
    index = {name: i for i, name in enumerate(names)}
    data = [sorted({index[name] for name in row if name in index}) for row in rows]
    pointer = np.cumsum([0, *map(len, data)])
    x = sp.csr_matrix(
        (np.ones(pointer[-1]), np.array([i for row in data for i in row], int), pointer), (len(rows), len(names))
    )
    model = LogisticRegression(C=c, max_iter=80).fit(x, y, weight)
    return names, model.coef_, model.intercept_, [str(k) for k in model.classes_]


def pairs(doc: Any, codes: tuple[Code, ...]) -> list[tuple[str, str]]:
    """(polarity of a verdict, polarity of the rating nearest to it that the same answer gives the same vendor on the
    same criterion)."""
    turn = doc.user_data[TALK].turn
    held: dict[tuple[int, str, str], list[tuple[int, Code]]] = {}
    for s, _, _, code in place(doc, codes):
        if code["signal"] == "performance":
            held.setdefault((int(turn[s]), code["criterion"], code["vendor"]), []).append((s, code))
    found = []
    for group in held.values():
        rated = [(s, code["polarity"]) for s, code in group if said(code)]
        for s, code in group:
            if rated and not said(code):
                found.append((code["polarity"], min(rated, key=lambda one: abs(one[0] - s))[1]))
    return found


def beside(found: list[tuple[str, str]]) -> list[list[int]]:
    """The logarithms of P(rating | verdict), each pair counted once more than it was seen."""
    count = np.ones((len(LABELS["performance"]),) * 2)
    for verdict, rating in found:
        count[LABELS["performance"].index(verdict), LABELS["performance"].index(rating)] += 1
    odds = np.log(count / count.sum(axis=1, keepdims=True))
    return [[round(SCALE * float(cell)) for cell in row] for row in odds]


def save(out: Path, seen: Seen, near: list[tuple[str, str]]) -> None:
    names, coef, bias, order = _fit(seen.rows, seen.y, seen.weight, LEAST, 0.3)
    at = [order.index(kind) for kind in marks.KINDS]
    kinds = {name: [round(SCALE * float(coef[k][i])) for k in at] for i, name in enumerate(names)}
    kinds = {name: row for name, row in kinds.items() if max(map(abs, row)) > DROP * SCALE}
    names, coef, lean, order = _fit(seen.leans, seen.z, seen.lean_weight, 2, 0.3)
    sign = 1.0 if order[1] == "imp" else -1.0
    leanings = {name: round(sign * SCALE * float(coef[0][i])) for i, name in enumerate(names)}
    held = {
        "scale": SCALE,
        "bias": [round(float(bias[k]), 3) for k in at],
        "kinds": kinds,
        "lean": round(sign * float(lean[0]), 3),
        "beside": beside(near),
        "leanings": {name: w for name, w in leanings.items() if abs(w) > DROP * SCALE},
    }
    (out / "marks.json").write_text(json.dumps(held, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")


def train(docs: Sequence[Any], coded: Sequence[Coded], leave: Sequence[str], out: Path) -> int:
    """Learn from the laid-out interviews, loose sentences aside; how many numbers were seen."""
    seen = Seen()
    near: list[tuple[str, str]] = []
    scales = voc.codebook.load(None).scales
    for doc, one in zip(docs, coded, strict=True):
        if one.group not in leave and one.group not in APART:
            found = marks.candidates(doc, scales)
            seen.collect(found, labels(found, places(doc, one.codes)), 1.0 if one.talk else SHORT)
            near += pairs(doc, one.codes)
    save(out, seen, near)
    return len(seen.rows)


def main() -> int:
    parser = argparse.ArgumentParser(description="Train what tells marks from other numbers.")
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--leave", action="append", default=[], help="groups not to learn from (dev, t1 … t6, a, b …)")
    parser.add_argument("--out", type=Path, default=trained.FOLDER)
    args = parser.parse_args()
    nlp = spacy.blank("en")
    words.install(nlp)
    coded = [one for one in everything(args.gold, voc.codebook.load(None)) if one.group not in APART]
    docs = [talk.make_doc(nlp, one.interview) for one in coded]
    print(f"{train(docs, coded, args.leave, args.out)} numbers -> {args.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
