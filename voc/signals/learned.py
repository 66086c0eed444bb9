"""What each sentence says, as far as it can be learned: wording first, then context."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from voc.model import LABELS
from voc.signals import about, context, wording
from voc.signals.context import Context
from voc.signals.keys import Ints
from voc.signals.networks import Network, run
from voc.signals.wording import CODES, CRITERIA, HEADS, LABELLED, Batch, Floats, Model, Wording

__all__ = ["CODES", "LEARNED", "WORDING", "Learned", "Reading"]

LEARNED, WORDING, TOPICS = "voc.learned", "voc.wording", "voc.topics"
"""Keys of `Doc.user_data`."""
LIKELY = 0.1
"""Labels are looked for where some code is at least so likely."""
_N = len(CRITERIA)


@dataclass(frozen=True, slots=True)
class Learned:
    """Per sentence: `codes` (S, len(CODES)) probabilities of each code, zero for sentences that are not the
    respondent's; `labels`: signal → (S, criteria + 1, labels) log-odds of its labels, by criterion, last for none, all
    zero where no code is as likely as `LIKELY`."""

    codes: Floats
    labels: Mapping[str, Floats]


class Reading:
    """The spaCy component: writes `Learned`, `Wording` and what sentences are about (`about.sentences`) into
    `doc.user_data`, for many Docs at once."""

    def __call__(self, doc: Doc) -> Doc:
        return self.pipe([doc])[0]

    def pipe(self, docs: Sequence[Doc]) -> list[Doc]:
        model = wording.load()
        batch = wording.gather(docs, model.sections)
        worded = wording.read(batch, model)
        topics = about.sentences(batch, about.load())
        found = _judge(batch, worded, topics, model)
        for doc, a, b in zip(docs, batch.first[:-1].tolist(), batch.first[1:].tolist(), strict=True):
            own, asked, lists, asked_lists = (
                part[a:b] for part in (worded.own, worded.asked, worded.lists, worded.asked_lists)
            )
            doc.user_data[WORDING] = Wording(own, asked, lists, asked_lists, _within(worded.window[a:b], a))
            doc.user_data[TOPICS] = topics[a:b]
            doc.user_data[LEARNED] = Learned(
                found.codes[a:b], {signal: labels[a:b] for signal, labels in found.labels.items()}
            )
        return list(docs)


def _within(window: Ints, first: int) -> Ints:
    """The same bounds counted from the Doc's own first sentence."""
    return np.where(window[:, 1:] > 0, window - first, 0)


def _judge(batch: Batch, worded: Wording, topics: Floats, model: Model) -> Learned:
    count, said = len(batch.said), batch.said.nonzero()[0]
    codes = np.zeros((count, len(CODES)), dtype=np.float32)
    odds = np.zeros((count, _N + 1, LABELLED.stop - LABELLED.start), dtype=np.float32)
    likely = np.zeros((count, _N + 1), dtype=bool)
    if len(said):
        networks = context.load()
        held = context.context(batch, worded, topics, model.sections)
        codes[said, : 2 * _N] = of_criteria(held, networks["criterion"])
        codes[said, 2 * _N :] = _probable(run(networks["signal"], held.signal))
        likely[:, :_N] = np.maximum(codes[:, :_N], codes[:, _N : 2 * _N]) > LIKELY
        likely[:, _N] = codes[:, 2 * _N :].max(axis=1) > LIKELY
        sentence, criterion = likely[said].nonzero()
        odds[said[sentence], criterion] = run(networks["labels"], context.label_rows(held, criterion, sentence))
    at = LABELLED.start
    labels = {signal: odds[:, :, HEADS[signal].start - at : HEADS[signal].stop - at] for signal in LABELS}
    return Learned(codes, labels)


def of_criteria(held: Context, network: Network) -> Floats:
    """(S, 2 · criteria) probabilities of importance, then of performance, of the respondent's sentences."""
    criterion, sentence = held.open.nonzero()
    found = np.zeros((len(held.common), 2 * _N), dtype=np.float32)
    likely = _probable(run(network, context.criterion_rows(held, criterion, sentence)))
    found[sentence, criterion] = likely[:, 0]
    found[sentence, _N + criterion] = likely[:, 1]
    return found


def judged(codes: Floats) -> Floats:
    """(S, criteria): the logarithm of how likely a sentence speaks of a criterion at all."""
    found: Floats = np.log(np.maximum(codes[:, :_N] + codes[:, _N : 2 * _N], context.FLOOR))
    return found


def _probable(odds: Floats) -> Floats:
    found: Floats = np.float32(1.0) / (np.float32(1.0) + np.exp(-odds))
    return found
