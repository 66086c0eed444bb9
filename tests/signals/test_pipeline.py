"""The components in a pipeline."""

from __future__ import annotations

import pytest
import spacy

from voc.errors import CodebookError
from voc.model import Codebook, Interview, Metadata, Turn
from voc.signals import SIGNALS, prepare, tag, tag_all
from voc.signals.phrases import HITS


def interview(said: str) -> Interview:
    return Interview(Metadata(id=said, path="a.txt"), (Turn("Pat", said, "interviewee"),))


def test_a_pipeline_of_the_user_s_own_may_hold_the_signals() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    for name in list(SIGNALS)[:1]:
        nlp.add_pipe(name)
    assert nlp.pipe_names == ["sentencizer", "voc_phrases"]
    with pytest.raises(CodebookError, match="prepare"):
        tag(nlp, interview("A fair price."))
    prepare(nlp, Codebook(criteria=(), add={"price.positive": ("skonto",)}))
    docs = list(tag_all(nlp, [interview(said) for said in ("No skonto.", "Skonto!", "", "None.")]))
    assert [doc.text for doc in docs] == ["No skonto.", "Skonto!", "", "None."]
    assert [int(doc.user_data[HITS].of("price.positive").sum()) for doc in docs] == [1, 1, 0, 0]
    assert [len(list(doc.sents)) for doc in docs] == [1, 1, 0, 1]


def test_a_pipeline_that_is_not_installed_is_named() -> None:
    from voc.signals import build_nlp

    with pytest.raises(CodebookError, match="no_such_pipeline"):
        build_nlp(Codebook(criteria=(), pipeline="no_such_pipeline", path="criteria.yaml"))
