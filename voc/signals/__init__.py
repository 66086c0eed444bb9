"""The coder: spaCy components that mark what a respondent says, in one pass over a blank (or the user's own) pipeline.

    nlp = build_nlp(codebook)
    doc = tag(nlp, interview)
    passages(doc)
"""

from __future__ import annotations

from collections.abc import Callable

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from voc import linking
from voc.errors import CodebookError
from voc.model import Codebook, Interview
from voc.signals import learned, marking, marks, phrases, talk, words

__all__ = ["SIGNALS", "build_nlp", "tag"]

SIGNALS = ("voc_phrases", "voc_learned", "voc_marks", "voc_vendors", "voc_passages")
"""The components, in the order in which they run."""


def build_nlp(codebook: Codebook) -> Language:
    """A pipeline that codes interviews by the codebook: `spacy.blank`, or the pipeline that the codebook names.

    Raises `CodebookError` if that pipeline is not installed."""
    if codebook.pipeline:
        try:
            nlp = spacy.load(codebook.pipeline)
        except OSError as error:
            place = codebook.path or "criteria.yaml"
            raise CodebookError(
                [f"{place}: pipeline: spaCy cannot load {codebook.pipeline!r}; install it or take the line out"]
            ) from error
    else:
        nlp = spacy.blank(codebook.language)
    words.install(nlp, codebook.language)
    parts: dict[str, Callable[[Doc], Doc]] = {
        "voc_phrases": phrases.Phrases(nlp, phrases.vocabulary(codebook)),
        "voc_learned": _learned,
        "voc_marks": lambda doc: _marks(doc, codebook),
        "voc_vendors": lambda doc: _vendors(doc, codebook),
        "voc_passages": marking.Marking(codebook),
    }
    for name in SIGNALS:
        Language.component(f"{name}_{id(nlp)}", func=parts[name])
        nlp.add_pipe(f"{name}_{id(nlp)}", name=name)
    return nlp


def tag(nlp: Language, interview: Interview) -> Doc:
    """The interview as a Doc, coded: passages in `user_data` and as span groups by signal."""
    doc = talk.make_doc(nlp, interview)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def _learned(doc: Doc) -> Doc:
    doc.user_data[learned.LEARNED] = learned.score(doc)
    return doc


def _marks(doc: Doc, codebook: Codebook) -> Doc:
    doc.user_data[marking.MARKS] = marks.find_marks(doc, codebook)
    return doc


def _vendors(doc: Doc, codebook: Codebook) -> Doc:
    doc.user_data[linking.VENDORS] = linking.find_vendors(doc, codebook)
    return doc
