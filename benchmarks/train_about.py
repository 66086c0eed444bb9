"""Train which criterion a stretch of words is about; see `voc/signals/about.py`. A part of `train.py`. Needs
scikit-learn and scipy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from coded import APART, ASKED, Coded, place
from packing import packed
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc
from train_marks import said

from voc.signals import about, keys
from voc.signals.stretches import Stretches
from voc.signals.talk import TALK
from voc.signals.wording import CRITERIA, SECTION

C, ROUNDS, SEVERAL = 1.7, 100, 2
"""Of logistic regression; interviews that must hold a gram for it to be learned."""
WEIGHT = 2.0
"""How much a passage of an interview counts beside a phrase that stands by itself."""


class Passages:
    """Coded passages, and the questions before answers that say nothing of the criterion themselves: their grams, word
    lists and criteria, and the number of the interview that each is from."""

    def __init__(self, docs: Sequence[Doc], coded: Sequence[Coded], sections: tuple[str, ...]) -> None:
        self.sections, self.doc, self.criterion, self.weight = len(sections), _sides(), _sides(), _sides()
        self.grams: dict[str, list[np.ndarray]] = _sides()
        self.lists: dict[str, list[np.ndarray]] = _sides()
        for number, (doc, one) in enumerate(zip(docs, coded, strict=True)):
            self._add(number, doc, one, Stretches(doc, sections))

    def _add(self, number: int, doc: Doc, one: Coded, stretches: Stretches) -> None:
        talk = doc.user_data[TALK]
        bounds = np.append(talk.place[talk.first], len(talk.text))
        spans: dict[str, list[tuple[int, int, int, int]]] = _sides()
        for s, start, stop, code in place(doc, one.codes):
            if code.get("criterion") not in CRITERIA:
                continue
            criterion = CRITERIA.index(code["criterion"])
            if ASKED not in code:
                spans["said"].append((s, start, stop, criterion))
            first = s > 0 and talk.turn[s - 1] != talk.turn[s] and not talk.said[s - 1]
            if first and (ASKED in code or (one.group not in APART and said(code))):
                spans["asked"].append((s - 1, int(bounds[s - 1]), int(bounds[s]), criterion))
        for side, held in spans.items():
            if not held:
                continue
            s, start, stop, criterion = (np.array(part) for part in zip(*held, strict=True))
            begin, end = stretches.within(s, start, stop)
            grams, owner, _ = stretches.grams(begin, end)
            order = np.argsort(owner, kind="stable")
            cuts = np.searchsorted(owner[order], np.arange(1, len(held)))
            self.grams[side] += np.split(grams[order], cuts)
            self.lists[side].append(stretches.lists(start, stop))
            self.criterion[side] += criterion.tolist()
            self.doc[side] += [number] * len(held)
            self.weight[side] += [1.0 if one.group in APART else WEIGHT] * len(held)

    def fit(self, side: str, use: np.ndarray) -> dict[str, np.ndarray]:
        """The model of a side, learned from the interviews of which `use` (interviews) is true."""
        doc = np.array(self.doc[side])
        rows = np.flatnonzero(use[doc])
        size = np.array([len(self.grams[side][row]) for row in rows])
        grams = np.concatenate([self.grams[side][row] for row in rows])
        owner = np.repeat(np.arange(len(rows)), size)
        held, which = np.unique(grams, return_inverse=True)
        pairs = np.unique(which.astype(np.int64) * len(use) + doc[rows][owner])
        several = np.bincount(pairs // len(use), minlength=len(held)) >= SEVERAL
        column = np.cumsum(several) - 1
        keep = several[which]
        words = np.bincount(owner, minlength=len(rows))  # a stretch of n words has 2n + 1 grams
        value = 1 / np.sqrt(np.maximum((words - 1) / 2, 1))
        known = sp.csr_matrix(
            (value[owner[keep]], (owner[keep], column[which[keep]])), (len(rows), int(several.sum())), dtype=np.float32
        )
        lists = SECTION * np.concatenate(self.lists[side])[rows]
        features = sp.hstack([known, sp.csr_matrix(lists.astype(np.float32))]).tocsr()
        criterion, weight = np.array(self.criterion[side])[rows], np.array(self.weight[side])[rows]
        model = LogisticRegression(C=C, max_iter=ROUNDS, tol=1e-3).fit(features, criterion, weight)
        n = known.shape[1]
        return {
            "words": held[several],
            "weights": model.coef_.T[:n],
            "lists": model.coef_.T[n:],
            "bias": model.intercept_,
        }

    def model(self, use: np.ndarray) -> about.About:
        """Both sides as the coder reads them."""
        sides = []
        for side in about.SIDES:
            held = self.fit(side, use)
            weights = np.concatenate([held["weights"], np.zeros((1, len(CRITERIA)))]).astype(np.float32)
            lists, bias = (held[name].astype(np.float32) for name in ("lists", "bias"))
            sides.append(about.Side(keys.index(held["words"]), weights, lists, bias))
        return about.About(*sides)

    def save(self, use: np.ndarray, out: Path) -> None:
        """Learn both sides from the interviews of which `use` is true, and write them."""
        found = {}
        for side in about.SIDES:
            held = self.fit(side, use)
            (weights,), scale, keep = packed(held["weights"])
            found |= {f"{side}.words": held["words"][keep], f"{side}.weights": weights, f"{side}.scale": scale}
            found |= {f"{side}.{name}": held[name].astype(np.float32) for name in ("lists", "bias")}
        np.savez_compressed(out / "about.npz", **found)


def _sides() -> dict[str, list]:  # type: ignore[type-arg]
    return {side: [] for side in about.SIDES}
