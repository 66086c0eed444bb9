"""Word lists made ready: the words as the pipeline sees them, and the same lists whether made or remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest
import spacy
from spacy.language import Language

from voc import lexicons
from voc.signals import words
from voc.signals.compiling import Array, compile_lists, compiled, packed, speller, unpacked

LISTS = {"a": ("fair price", "keep|hold * promise", "late"), "b": ("late", "can't wait", "<n> days?")}


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    words.install(nlp)
    return nlp


def remembering(
    held: dict[str, Mapping[str, Array]],
) -> Callable[[str, Callable[[], Mapping[str, Array]]], Mapping[str, Array]]:
    def remember(name: str, make: Callable[[], Mapping[str, Array]]) -> Mapping[str, Array]:
        if name not in held:
            held[name] = make()
        return held[name]

    return remember


def test_every_word_of_the_lists_is_spelled_as_the_pipeline_spells_it(nlp: Language) -> None:
    listed = {
        word
        for entries in lexicons.load().values()
        for entry in entries
        for reading in lexicons.readings(entry)
        for part in reading
        for slot in part
        for word in slot
        if word != words.NUMBER
    }
    spelled = speller(nlp)
    assert [word for word in sorted(listed) if spelled(word) != tuple(t.norm for t in nlp.make_doc(word))] == []


@pytest.mark.parametrize(
    "word", ["can't", "it's", "e-mail", "price", "u.s.", "10:30", "and/or", "gonna", "cannot", "€5"]
)
def test_a_word_is_spelled_as_the_pipeline_spells_it(nlp: Language, word: str) -> None:
    assert speller(nlp)(word) == tuple(token.norm for token in nlp.make_doc(word))


def test_a_tokenizer_of_another_kind_is_asked_itself(nlp: Language) -> None:
    other = spacy.blank("en")
    words.install(other)
    split = other.tokenizer
    other.tokenizer = lambda text: split(text.replace("price", "pri ce"))
    assert len(speller(other)("price")) == 2


def test_lists_come_back_as_they_were_made(nlp: Language) -> None:
    made = compile_lists(nlp, LISTS)
    once, twice = packed(made), packed(unpacked(packed(made)))
    assert list(once) == list(twice)
    assert all(np.array_equal(once[name], twice[name]) for name in once)


def test_what_was_made_is_remembered_for_the_same_lists_alone(nlp: Language) -> None:
    held: dict[str, Mapping[str, Array]] = {}
    remember = remembering(held)
    compiled(nlp, LISTS, remember)
    compiled(nlp, LISTS, remember)
    assert len(held) == 1
    compiled(nlp, {**LISTS, "b": ("late",)}, remember)
    compiled(nlp, dict(reversed(LISTS.items())), remember)
    assert len(held) == 3
    other = spacy.blank("en", meta={"name": "other"})
    words.install(other)
    compiled(other, LISTS, remember)
    assert len(held) == 4
    assert all(name.startswith("lists-") for name in held)
