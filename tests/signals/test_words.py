"""One form for all forms of a word."""

from __future__ import annotations

import pytest
import spacy

from voc.signals.words import NUMBER, install, normalizer


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("deliver", "delivers", "delivered", "delivering", "Delivering"), "deliv"),
        (("delivery", "deliveries"), "deliveri"),
        (("is", "are", "was", "were", "been"), "be"),
        (("went", "gone", "goes", "going"), "go"),
        (("two", "Seven", "ninety", "3", "3.5", "10%", "£40k", "2nd", "8/10", "hundred", "thousand"), NUMBER),
        (("price", "prices", "pricing"), "price"),
        ((".",), "."),
    ],
)
def test_forms_of_a_word_are_one(words: tuple[str, ...], expected: str) -> None:
    norm = normalizer()
    assert {norm(word) for word in words} == {expected}


@pytest.mark.parametrize(
    ("one", "other"), [("delivery", "driver"), ("price", "prize"), ("lead", "led zeppelin"), ("k", "1")]
)
def test_other_words_are_not(one: str, other: str) -> None:
    norm = normalizer()
    assert norm(one) != norm(other)


@pytest.mark.parametrize("word", ["don't", "don’t"])
def test_contractions_end_in_the_same_base_forms(word: str) -> None:
    nlp = spacy.blank("en")
    install(nlp)
    assert [token.norm_ for token in nlp.make_doc(word)] == ["do", "not"]


def test_words_met_before_get_the_norm_too() -> None:
    nlp = spacy.blank("en")
    nlp.make_doc("Deliveries")
    install(nlp)
    assert [token.norm_ for token in nlp.make_doc("Deliveries")] == ["deliveri"]
