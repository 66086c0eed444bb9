"""What each sentence says, as far as it can be learned: wording first, then context."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from voc.signals import context, wording
from voc.signals.context import Context, Network
from voc.signals.talk import TALK, Talk
from voc.signals.wording import CODES, COLUMNS, CRITERIA, HEADS, Floats

__all__ = ["CODES", "LEARNED", "WORDING", "Learned", "score"]

LEARNED, WORDING = "voc.learned", "voc.wording"
"""Keys of `Doc.user_data`."""
LIKELY = 0.1
"""Labels are looked for where some code is at least so likely."""
_N = len(CRITERIA)


@dataclass(frozen=True, slots=True)
class Learned:
    """Per sentence: `codes` (S, len(CODES)) probabilities of each code; `labels`: signal → (S, criteria + 1, labels)
    probabilities of its labels, by criterion, last for none. Where a code is less likely than `LIKELY`, and in sentences
    that are not the respondent's, the labels are zero."""

    codes: Floats
    labels: Mapping[str, Floats]


def score(doc: Doc) -> Learned:
    """Run both models over the Doc."""
    talk: Talk = doc.user_data[TALK]
    count, said = len(talk.first), talk.said.nonzero()[0]
    model = wording.load()
    worded = doc.user_data[WORDING] = wording.read(doc, model)
    codes = np.zeros((count, len(CODES)), dtype=np.float32)
    odds = np.zeros((count, _N + 1, COLUMNS - len(CODES) - 1), dtype=np.float32)
    likely = np.zeros((count, _N + 1), dtype=bool)
    if len(said):
        networks = context.load()
        held = context.context(doc, worded, model.sections)
        codes[said, : 2 * _N] = of_criteria(held, networks["criterion"])
        codes[said, 2 * _N :] = _probable(context.run(networks["signal"], held.signal))
        likely[:, :_N] = np.maximum(codes[:, :_N], codes[:, _N : 2 * _N]) > LIKELY
        likely[:, _N] = codes[:, 2 * _N :].max(axis=1) > LIKELY
        sentence, criterion = likely[said].nonzero()
        odds[said[sentence], criterion] = context.run(networks["labels"], context.label_rows(held, criterion, sentence))
    at = len(CODES) + 1
    labels = {
        signal: context.softmax(odds[:, :, part.start - at : part.stop - at]) * likely[:, :, None]
        for signal, part in HEADS.items()
        if signal != "codes"
    }
    return Learned(codes, labels)


def of_criteria(held: Context, network: Network) -> Floats:
    """(S, 2 · criteria) probabilities of importance, then of performance, of the respondent's sentences."""
    criterion, sentence = held.open.nonzero()
    found = np.zeros((len(held.common), 2 * _N), dtype=np.float32)
    likely = _probable(context.run(network, context.criterion_rows(held, criterion, sentence)))
    found[sentence, criterion] = likely[:, 0]
    found[sentence, _N + criterion] = likely[:, 1]
    return found


def judged(codes: Floats) -> Floats:
    """(S, criteria): the logarithm of how likely a sentence speaks of a criterion at all."""
    found: Floats = np.log(np.maximum(codes[:, :_N] + codes[:, _N : 2 * _N], context.FLOOR))
    return found


def _probable(odds: Floats) -> Floats:
    found: Floats = 1.0 / (1.0 + np.exp(-odds))
    return found
