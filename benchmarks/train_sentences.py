"""Train the two models of what a sentence says; see `voc/signals/wording.py` and `voc/signals/context.py`.

The context networks must learn from what the wording model says of interviews that it has not seen, so the wording
model is first trained once for each group of authors, without it. Needs scipy and torch.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp
import train_about
import train_meant
from coded import APART, LABEL, LOOSE, PHRASES, Coded, place
from networks import joined, network
from packing import packed
from scipy.optimize import minimize
from spacy.tokens import Doc
from train_marks import said

from voc.model import LABELS
from voc.signals import about, context, keys, learned, meant, wording
from voc.signals.networks import Network
from voc.signals.phrases import HITS
from voc.signals.wording import CODES, COLUMNS, HEADS, LABELLED, PLACE, QUESTION_WORDS, SECTION

PENALTY = 0.6
"""Weight of half the sum of squares of the wording model's weights beside the log-likelihood."""
ROUNDS, LABEL_ROUNDS = 40, 25
"""Steps of L-BFGS; stopping early is a second penalty."""
SEEDS = 2
"""Networks of which each `context` network is put together."""
BINS = 5
"""Into so many parts the groups of authors are put, each read by a wording model that has not seen it."""
SEVERAL = 2
"""Interviews that must hold a gram for it to be learned; what stands in one interview says nothing of others."""


_SPREAD = np.uint64(0x9E3779B97F4A7C15)


class Corpus:
    """All sentences of all interviews in a row, with their codes and labels; `matrices` makes features of them."""

    def __init__(self, docs: Sequence[Doc], coded: Sequence[Coded], sections: tuple[str, ...]) -> None:
        self.docs, self.coded, self.sections = docs, coded, sections
        self.batch = wording.gather(docs, sections)
        self.first, self.row_said = self.batch.first, self.batch.said
        sizes = np.diff(self.first)
        self.row_doc = np.repeat(np.arange(len(docs)), sizes)
        self.group = np.array([one.group for one in coded])[self.row_doc]
        self.grams, self.owner = wording.grams(self.batch.norm, self.batch.owner)
        self.value = (1.0 / np.sqrt(np.maximum(self.batch.words, 1))).astype(np.float32)[self.owner]
        self.lists, self.window = self.batch.lists, self.batch.window
        self.place, self.length = wording.classes(self.batch)
        n = len(self.row_doc)
        self.question = self._questions()
        self.codes = np.zeros((n, len(CODES)), np.float32)
        self.labels: list[tuple[int, int, int]] = []  # row, criterion, column
        number = {code: i for i, code in enumerate(CODES)}
        criteria = {name: i for i, name in enumerate(wording.CRITERIA)}
        for at, doc, one in zip(self.first, docs, coded, strict=False):
            for s, _, _, code in place(doc, one.codes):
                row, criterion = int(at) + s, code.get("criterion") or ""
                signal = code["signal"]
                self.codes[row, number[signal, criterion if signal in ("importance", "performance") else ""]] = 1
                label = code.get(LABEL.get(signal, ""))
                if signal in LABEL and label in LABELS[signal] and not said(code):  # a mark tells its own label
                    column = HEADS[signal].start + LABELS[signal].index(label)
                    self.labels.append((row, criteria.get(criterion, len(criteria)), column))

    def _questions(self) -> np.ndarray:
        """A number for each sentence's question, the same for questions of one sentence in the same words."""
        begin, end = self.window[:, 0], self.window[:, 1]
        words = np.zeros(len(begin), np.uint64)
        np.add.at(words, self.owner, self.grams)
        return np.where(end - begin == 1, words[begin], (begin * len(begin) + end).astype(np.uint64))

    def known(self, rows: np.ndarray) -> np.ndarray:
        """The grams that several of the interviews hold that `rows` are from."""
        which = np.isin(self.owner, rows) | (
            ~self.row_said[self.owner] & np.isin(self.row_doc[self.owner], self.row_doc[rows])
        )
        grams, docs = self.grams[which], self.row_doc[self.owner[which]].astype(np.uint64)
        _, first = np.unique(grams * _SPREAD + docs, return_index=True)  # a gram and an interview in one number
        held, count = np.unique(grams[first], return_counts=True)
        return held[count >= SEVERAL]

    def matrices(self, known: np.ndarray) -> tuple[sp.csr_matrix, sp.csr_matrix]:
        """(sentences, features) of a sentence's own, and of the question it answers."""
        at = np.minimum(np.searchsorted(known, self.grams), len(known) - 1)
        good = known[at] == self.grams
        n = len(self.row_doc)
        grams = sp.csr_matrix((self.value[good], (self.owner[good], at[good])), (n, len(known)))
        dense = np.concatenate(
            [
                SECTION * self.lists,
                PLACE * np.eye(wording.PLACES)[self.place],
                PLACE * np.eye(wording.LENGTHS)[self.length],
            ],
            1,
        )
        own = sp.hstack([grams, sp.csr_matrix(dense.astype(np.float32))]).tocsr()
        rows = np.repeat(np.arange(n), self.window[:, 1] - self.window[:, 0])
        cols = np.concatenate([np.arange(a, b) for a, b in self.window]) if n else rows
        over = sp.csr_matrix((np.ones(len(rows), np.float32), (rows, cols)), (n, n))
        asked_lists = np.minimum(over @ self.lists, 2) * SECTION
        asked = sp.hstack([over @ grams * QUESTION_WORDS, sp.csr_matrix(asked_lists.astype(np.float32))]).tocsr()
        return own.astype(np.float32), asked.astype(np.float32)


def softmax_fit(own, asked, question, rows, target, rounds: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Multinomial logistic regression by L-BFGS over sparse features; a question's features are held once, and what no
    row has is left out (its weights are 0)."""
    _, first, which = np.unique(question[rows], return_index=True, return_inverse=True)
    (x, x_at), (q, q_at) = _used(own[rows]), _used(asked[rows[first]])
    xt, qt = x.T.tocsr(), q.T.tocsr()
    spread = sp.csr_matrix((np.ones(len(rows), np.float32), (np.arange(len(rows)), which)), (len(rows), q.shape[0]))
    gather = spread.T.tocsr()
    width, mine, theirs = target.shape[1], x.shape[1], q.shape[1]
    weight = target.sum(1, keepdims=True)

    def loss(flat):
        w = flat.astype(np.float32).reshape(mine + theirs + 1, width)
        z = x @ w[:mine] + spread @ (q @ w[mine:-1]) + w[-1]
        z -= z.max(1, keepdims=True)
        e = np.exp(z)
        total = e.sum(1, keepdims=True)
        g = e / total * weight - target
        slope = np.concatenate([xt @ g, qt @ (gather @ g), g.sum(0, keepdims=True)])
        slope[:-1] += PENALTY * w[:-1]
        value = -float(((z - np.log(total)) * target).sum()) + 0.5 * PENALTY * float((w[:-1] ** 2).sum())
        return value, slope.ravel().astype(np.float64)

    start = np.zeros((mine + theirs + 1) * width)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 5})
    w = found.x.astype(np.float32).reshape(mine + theirs + 1, width)
    weights = [np.zeros((part.shape[1], width), np.float32) for part in (own, asked)]
    weights[0][x_at], weights[1][q_at] = w[:mine], w[mine:-1]
    return weights[0], weights[1], w[-1]


def _used(features: sp.csr_matrix) -> tuple[sp.csr_matrix, np.ndarray]:
    """The columns that some row has, and which they are."""
    at = np.flatnonzero(features.getnnz(axis=0))
    return features[:, at].tocsr(), at


def train_wording(corpus: Corpus, rows: np.ndarray) -> tuple[np.ndarray, list[np.ndarray]]:
    """The grams known, and the weights (own, asked, bias) of all columns."""
    known = corpus.known(rows)
    own, asked = corpus.matrices(known)
    weights = [
        np.zeros((own.shape[1], COLUMNS), np.float32),
        np.zeros((asked.shape[1], COLUMNS), np.float32),
        np.zeros(COLUMNS, np.float32),
    ]
    talk = rows[corpus.group[rows] != PHRASES]  # which all say something, and so cannot tell that from nothing
    codes = corpus.codes[talk]
    count = codes.sum(1, keepdims=True)
    target = np.concatenate([codes / np.maximum(count, 1), count == 0], 1).astype(np.float32)
    for whole, part in zip(weights, softmax_fit(own, asked, corpus.question, talk, target, ROUNDS), strict=True):
        whole[..., HEADS["codes"]] = part
    among = np.zeros(len(corpus.row_doc), bool)
    among[rows] = True
    for signal, columns in HEADS.items():
        if signal == "codes":
            continue
        pairs = [
            (row, column - columns.start)
            for row, _, column in corpus.labels
            if columns.start <= column < columns.stop and among[row]
        ]
        where, what = np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])
        target = np.eye(columns.stop - columns.start, dtype=np.float32)[what]
        for whole, part in zip(
            weights, softmax_fit(own, asked, corpus.question, where, target, LABEL_ROUNDS), strict=True
        ):
            whole[..., columns] = part
    return known, weights


def save_wording(out: Path, sections: tuple[str, ...], known: np.ndarray, weights: list[np.ndarray]) -> None:
    """Write the wording model."""
    own, asked, bias = weights
    n, m = len(known), len(sections)
    (small_own, small_asked), scale, keep = packed(own[:n], asked[:n])
    np.savez_compressed(
        out / "wording.npz",
        words=known[keep],
        own=small_own,
        asked=small_asked,
        scale=scale,
        sections=np.frombuffer("\n".join(sections).encode(), np.uint8),
        own_lists=own[n : n + m],
        asked_lists=asked[n:],
        place=own[n + m : n + m + wording.PLACES],
        length=own[n + m + wording.PLACES :],
        bias=bias,
    )


def model_of(sections: tuple[str, ...], known: np.ndarray, weights: list[np.ndarray]) -> wording.Model:
    """The weights as the coder reads them."""
    own, asked, bias = weights
    n, m = len(known), len(sections)
    zero = np.zeros((1, COLUMNS), np.float32)
    place = own[n + m : n + m + wording.PLACES]
    rows = [np.concatenate([part[:n], zero]) for part in (own, asked)]
    rest = [own[n : n + m], asked[n:], place, own[n + m + wording.PLACES :], bias]
    return wording.Model(keys.index(known), *rows, sections, *rest)


class Read(NamedTuple):
    """An interview as models that had not seen it read it."""

    batch: wording.Batch
    worded: wording.Wording
    topics: np.ndarray


def train_context(
    corpus: Corpus, interviews: dict[int, Read], seeds: int, which: Sequence[str] = context.NETWORKS
) -> dict[str, dict[str, np.ndarray]]:
    """The networks, from what wording models that had not seen them say of interviews."""
    criterion_x, criterion_y, signal_x, signal_y, label_x, label_y, label_w = [], [], [], [], [], [], []
    labels_at: dict[int, dict[int, set[int]]] = {}
    for row, criterion, column in corpus.labels:
        labels_at.setdefault(row, {}).setdefault(criterion, set()).add(column)
    n, base = len(wording.CRITERIA), len(CODES) + 1
    for d, read in sorted(interviews.items()):
        begin, end = int(corpus.first[d]), int(corpus.first[d + 1])
        said = read.batch.said.nonzero()[0]
        if not len(said):
            continue
        held = context.context(*read, corpus.sections)
        codes = corpus.codes[begin:end][said]
        if corpus.coded[d].talk:
            criterion, sentence = held.open.nonzero()
            criterion_x.append(context.criterion_rows(held, criterion, sentence))
            criterion_y.append(np.stack([codes[sentence, criterion], codes[sentence, n + criterion]], 1))
            signal_x.append(held.signal)
            signal_y.append(codes[:, 2 * n :])
        pairs = [
            (c, i, columns) for i, s in enumerate(said) for c, columns in sorted(labels_at.get(begin + s, {}).items())
        ]
        if pairs:
            label_x.append(context.label_rows(held, np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])))
            y, w = (
                np.zeros((len(pairs), LABELLED.stop - base), np.float32),
                np.zeros((len(pairs), LABELLED.stop - base), np.float32),
            )
            for k, (_, _, columns) in enumerate(pairs):
                for column in columns:
                    y[k, column - base] = 1
                for part in map(HEADS.__getitem__, LABELS):
                    if any(part.start <= column < part.stop for column in columns):
                        w[k, part.start - base : part.stop - base] = 1
            label_y.append(y)
            label_w.append(w)
    slices = [slice(part.start - base, part.stop - base) for part in map(HEADS.__getitem__, LABELS)]
    criterion_w, signal_w = [np.ones_like(y) for y in criterion_y], [np.ones_like(y) for y in signal_y]
    plans = {
        "criterion": (criterion_x, criterion_y, criterion_w, [], 64, 12, 0.05, 0.4),
        "signal": (signal_x, signal_y, signal_w, [], 64, 12, 0.1, 0.4),
        "labels": (label_x, label_y, label_w, slices, 48, 15, 0.1, 0.5),
    }
    found = {}
    for name in which:
        *rows, sums, hidden, rounds, decay, drop = plans[name]
        x, y, w = (np.concatenate(part) for part in rows)
        found[name] = joined([network(x, y, w, sums, hidden, rounds, decay, drop, seed) for seed in range(seeds)])
    return found


def save_context(out: Path, networks: dict[str, dict[str, np.ndarray]]) -> None:
    np.savez_compressed(
        out / "context.npz",
        **{
            f"{n}.{k}": v.astype(np.float16 if k in ("hidden", "out") else np.float32)
            for n, parts in networks.items()
            for k, v in parts.items()
        },
    )


def train(docs: Sequence[Doc], coded: Sequence[Coded], leave: Sequence[str], out: Path) -> None:
    """Train on all groups but those to `leave`, and write both models to `out`."""
    sections = docs[0].user_data[HITS].sections
    corpus = Corpus(docs, coded, sections)
    usable = corpus.row_said & ~np.isin(corpus.group, leave)
    parts = _parts(coded, leave)
    passages = train_about.Passages(docs, coded, sections)
    among = ~np.isin([one.group for one in coded], leave)
    read: dict[int, Read] = {}
    models: list[tuple[wording.Model, about.About]] = []
    for part in range(BINS):
        within = (parts == part)[corpus.row_doc]
        model = model_of(sections, *train_wording(corpus, np.flatnonzero(usable & ~within)))
        models.append((model, passages.model(among & (parts != part))))
        for d in np.flatnonzero(parts == part).tolist():
            batch = wording.gather([docs[d]], sections)
            read[d] = Read(batch, wording.read(batch, model), about.sentences(batch, models[-1][1]))
        print(f"wording {part + 1} of {BINS}", file=sys.stderr, flush=True)
    passages.save(among, out)
    save_wording(out, sections, *train_wording(corpus, np.flatnonzero(usable)))
    save_context(out, train_context(corpus, read, SEEDS))
    meanings = train_meant.Meanings()
    for part, (model, topics) in enumerate(models):
        others = {d: one for d, one in read.items() if parts[d] != part}
        network_ = Network(**train_context(corpus, others, 1, ("criterion",))["criterion"])
        for d in sorted(set(read) - set(others)):
            batch, worded, about_ = read[d].batch, read[d].worded, read[d].topics
            codes = np.zeros((len(batch.said), 2 * len(wording.CRITERIA)), np.float32)
            codes[batch.said] = learned.of_criteria(context.context(batch, worded, about_, sections), network_)
            known = meant.Meaning(docs[d], model, worded, learned.judged(codes), about_, topics.said)
            meanings.add(docs[d], coded[d], known)
    meanings.save(out)


def _parts(coded: Sequence[Coded], leave: Sequence[str]) -> np.ndarray:
    """The part that each interview falls into, whole groups of authors together; -1 for groups to `leave`, and for
    phrases, from which all parts learn. Loose sentences, which have no author in common with an interview, are spread
    over all."""
    sizes = Counter(one.group for one in coded if one.group not in (*leave, *APART))
    held: list[list[str]] = [[] for _ in range(BINS)]
    for group in sorted(sizes, key=lambda g: (-sizes[g], g)):
        min(held, key=lambda groups: sum(sizes[g] for g in groups)).append(group)
    of = {group: part for part, groups in enumerate(held) for group in groups}
    return np.array([d % BINS if one.group == LOOSE else of.get(one.group, -1) for d, one in enumerate(coded)])
