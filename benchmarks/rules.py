"""A coder of word lists and plain rules alone, to hold what was learned against: `accuracy.py --rules`.

It takes the place of the learned models in the pipeline. A sentence speaks of a criterion that a list of it hits, or
that its question names if it hits none; lists tell verdicts, importance and the other signals, denial turns a verdict
round, and what is supposed, past or said by others is left out. A number is a mark where a rule says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from voc.model import LABELS
from voc.signals import marking, marks, meant, weights, wording
from voc.signals.learned import CODES, LEARNED, TOPICS, WORDING, Learned
from voc.signals.marks import Mark
from voc.signals.wording import COLUMNS, CRITERIA, OTHERS

NOT_SAID = ("assertion.hypothetical", "assertion.others", "assertion.past_over", "discourse.smalltalk")
OWN = ("topic", "positive", "negative", "neutral", "need")
VERDICTS = ("positive", "negative", "neutral", "mixed")
TELLS = {
    "commodity": {"alike": "commodity", "switch_easy": "commodity", "unique": "differentiated"},
    "rep_change": {"left": "negative", "reassigned": "negative", "many": "negative", "new": "neutral"},
    "tier": {"partner": "partner", "supplier_of_choice": "supplier_of_choice", "supplier": "supplier"},
    "buying": {name: name for name in LABELS["buying"]},
    "value": {"saving": "", "cost": ""},
    "shortfall": {"expected": "", "silent": ""},
    "renewal": {name: name for name in LABELS["renewal"]},
    "dependence": {"person": ""},
}
"""Signal → its lists that tell it, and the label of each."""


class Reading:
    """In the place of `learned.Reading`: codes of probability 1 by the lists, and their labels."""

    def __call__(self, doc: Doc) -> Doc:
        sections = wording.load().sections
        batch = wording.gather([doc], sections)
        column = {name: i for i, name in enumerate(sections)}
        lists, asked = batch.lists, np.minimum(wording.over(batch.window, batch.lists), 2)
        count = len(lists)

        def hit(rows: np.ndarray, *names: str) -> np.ndarray:
            return rows[:, [column[name] for name in names if name in column]].any(axis=1)

        told = batch.said & ~hit(lists, *NOT_SAID)
        own = np.stack([hit(lists, *(f"{name}.{kind}" for kind in OWN)) for name in CRITERIA], axis=1)
        question = np.stack([hit(asked, f"{name}.topic") for name in CRITERIA], axis=1)
        speaks = np.where(own.any(axis=1, keepdims=True), own, question)
        judged = hit(lists, *(f"evaluation.{kind}" for kind in VERDICTS))
        weighed = np.stack([hit(lists, f"importance.{label}") for label in LABELS["importance"]], axis=1)
        codes = np.zeros((count, len(CODES)), dtype=np.float32)
        labels = {
            signal: np.zeros((count, len(CRITERIA) + 1, len(names)), np.float32) for signal, names in LABELS.items()
        }
        turned = hit(lists, "assertion.negation")
        for c, name in enumerate(CRITERIA):
            need = hit(lists, f"{name}.need") | (speaks[:, c] & weighed.any(axis=1))
            verdict = hit(lists, *(f"{name}.{kind}" for kind in VERDICTS[:3])) | (speaks[:, c] & judged)
            codes[:, CODES.index(("importance", name))] = told & need
            codes[:, CODES.index(("performance", name))] = told & verdict & ~need
            good, bad = (sum(lists[:, column[f"{of}.{kind}"]] for of in (name, "evaluation")) for kind in VERDICTS[:2])
            balance = np.where(turned, bad - good, good - bad)
            plain = lists[:, column["evaluation.neutral"]] - 0.5
            labels["performance"][:, c] = np.stack([balance, -balance, plain, (good * bad) > 0], axis=1)
            labels["importance"][:, c] = weighed
            labels["importance"][:, c, LABELS["importance"].index("high")] += 0.5
        for signal in OTHERS:
            for kind, label in TELLS[signal].items():
                found = told & hit(lists, f"{signal}.{kind}")
                codes[found, CODES.index((signal, ""))] = 1
                if label:
                    labels[signal][found, -1, LABELS[signal].index(label)] += 1
        nothing = np.zeros((count, COLUMNS), np.float32)
        doc.user_data[WORDING] = wording.Wording(nothing, nothing, lists, asked, batch.window)
        doc.user_data[TOPICS] = np.zeros((count, len(CRITERIA)), np.float32)
        doc.user_data[LEARNED] = Learned(codes, labels)
        return doc


def criteria(meaning: meant.Meaning, told: Sequence[Mark], allowed: Iterable[int]) -> np.ndarray:
    """In the place of `meant.criteria`: the criterion that the lists find in the mark's part, else in its sentence, in
    the question, in the answer."""
    known = meaning.known(told)
    seen = ("part lists", "sentence lists", "last asked lists", "question lists", "answer lists")
    total = sum(known[:, :, meant.KNOWN.index(name)] * 10.0 ** (4 - i) for i, name in enumerate(seen))
    return total[:, list(allowed)].argmax(axis=1)


def install(nlp: Language) -> None:
    """Let the pipeline code by rules alone."""
    nlp.get_pipe("voc_learned").code = Reading()
    meant.criteria = criteria
    held = weights.weights()
    bias = [30.0 * (kind == "none") for kind in weights.KINDS]
    free = np.array([[60.0 * (kind == "score") for kind in weights.KINDS]])
    # a number or a grade that stands for itself and fits the scale that was asked for
    bare = weights.Weights({"fit,T,A": 0, "form=grade,T": 0}, free, bias, {}, -1.0, held.beside * 0)
    marks.weights = marking.weights = lambda: bare
