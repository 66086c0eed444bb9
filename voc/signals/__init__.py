"""The coder: spaCy components that mark what a respondent says, in one pass over a blank (or the user's own) pipeline.

    nlp = build_nlp(codebook)
    doc = tag(nlp, interview)
    passages(doc)

The components are spaCy factories, so that a pipeline of the user's own may hold them: `nlp.add_pipe("voc_phrases")`
and so on in the order of `SIGNALS`, then `prepare(nlp, codebook)`."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from voc.errors import CodebookError
from voc.model import Codebook, Interview
from voc.signals import learned, marking, marks, own, phrases, talk, vendors, wording, words
from voc.signals.compiling import Remember

__all__ = ["SIGNALS", "Signal", "build_nlp", "prepare", "tag", "tag_all"]

BATCH = 8
"""Docs that are coded together."""

Code = Callable[[Doc], Doc]
Make = Callable[[Language, Codebook, Remember | None], Code]


@dataclass
class Signal:
    """A component: `make` gives what codes a Doc once there is a codebook; before, it cannot run."""

    make: Make
    code: Code | None = None

    def __call__(self, doc: Doc) -> Doc:
        if self.code is None:
            raise CodebookError(["the pipeline has no codebook; call voc.signals.prepare(nlp, codebook) first"])
        return self.code(doc)

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = BATCH) -> Iterator[Doc]:
        """Code a stream of Docs, `batch_size` at a time where what codes them can."""
        together = getattr(self.code, "pipe", None)
        docs = iter(stream)
        while batch := list(itertools.islice(docs, batch_size)):
            yield from together(batch) if together else map(self, batch)


def _phrases(nlp: Language, codebook: Codebook, remember: Remember | None) -> Code:
    return phrases.Phrases(nlp, phrases.vocabulary(codebook), remember)


def _learned(nlp: Language, codebook: Codebook, remember: Remember | None) -> Code:
    return learned.Reading()


def _marks(nlp: Language, codebook: Codebook, remember: Remember | None) -> Code:
    def code(doc: Doc) -> Doc:
        doc.user_data[marking.MARKS] = marks.find_marks(doc, codebook)
        return doc

    return code


def _vendors(nlp: Language, codebook: Codebook, remember: Remember | None) -> Code:
    def code(doc: Doc) -> Doc:
        doc.user_data[vendors.VENDORS] = vendors.find_vendors(doc, codebook)
        return doc

    return code


def _passages(nlp: Language, codebook: Codebook, remember: Remember | None) -> Code:
    return marking.Marking(codebook)


def _own(nlp: Language, codebook: Codebook, remember: Remember | None) -> Code:
    return own.Own(codebook, wording.CRITERIA)


SIGNALS: dict[str, Make] = {
    "voc_phrases": _phrases,
    "voc_learned": _learned,
    "voc_marks": _marks,
    "voc_vendors": _vendors,
    "voc_passages": _passages,
    "voc_own": _own,
}
"""The components by name, in the order in which they run, and how each is made for a codebook."""


def _factory(make: Make) -> Callable[[Language, str], Signal]:
    def create(nlp: Language, name: str) -> Signal:
        return Signal(make)

    return create


for _name, _make in SIGNALS.items():
    Language.factory(_name, func=_factory(_make))


def build_nlp(codebook: Codebook, remember: Remember | None = None) -> Language:
    """A pipeline that codes interviews by the codebook: `spacy.blank`, or the pipeline that the codebook names.
    `remember` keeps the compiled word lists for the next time (see `store.remember`).

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
    for name in SIGNALS:
        nlp.add_pipe(name)
    prepare(nlp, codebook, remember)
    return nlp


def prepare(nlp: Language, codebook: Codebook, remember: Remember | None = None) -> None:
    """Make the signals of a pipeline ready to code by the codebook; its words get the norm that the lists are in."""
    words.install(nlp, codebook.language)
    for _, component in nlp.pipeline:
        if isinstance(component, Signal):
            component.code = component.make(nlp, codebook, remember)


def tag(nlp: Language, interview: Interview) -> Doc:
    """The interview as a Doc, coded: its passages in `user_data`."""
    return next(tag_all(nlp, [interview]))


def tag_all(nlp: Language, interviews: Iterable[Interview]) -> Iterator[Doc]:
    """The interviews as coded Docs, in their order; quicker than one by one."""
    docs: Iterator[Doc] = (talk.make_doc(nlp, interview) for interview in interviews)
    for _, component in nlp.pipeline:
        docs = component.pipe(docs, batch_size=BATCH) if hasattr(component, "pipe") else map(component, docs)
    return docs
