"""One form for all forms of a word, computed once a word type and kept as the lexeme's NORM."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.attrs import NORM, ORTH  # type: ignore[import-not-found]
from spacy.language import Language

from voc import lexicons
from voc.signals import stems

NUMBER = "<n>"
"""What every number becomes, in digits or in words."""

SMALL = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {"nought": 0.0, "nil": 0.0, "naught": 0.0}
TENS = {
    word: 10.0 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
} | {"fourty": 40.0}
BIG = {"hundred": 100.0, "thousand": 1e3, "grand": 1e3, "k": 1e3, "million": 1e6, "mil": 1e6, "billion": 1e9, "bn": 1e9}
_VAGUE = {"couple", "dozen", "dozens", "hundreds", "thousands", "millions", "half"}

_DIGITS = re.compile(r"[£$€]?\d[\d.,:/%]*(?:st|nd|rd|th|k|m|am|pm)?|\d+\w?", re.IGNORECASE)
_LANGUAGES = {"de": "german", "fr": "french", "nl": "dutch", "es": "spanish", "it": "italian"}


def normalizer(language: str = "en") -> Callable[[str], str]:
    """Word → norm: a number becomes `NUMBER`, an irregular form its base form, anything else its Snowball stem."""
    stem = _stemmer(language)
    irregular = lexicons.irregular(language)
    numbers = {**SMALL, **TENS, **BIG, **dict.fromkeys(_VAGUE, 0.0)}
    numbers.pop("k"), numbers.pop("mil")

    def norm(word: str) -> str:
        low = word.lower().replace("’", "'")
        if low in numbers or _DIGITS.fullmatch(low):
            return NUMBER
        if not low.isalpha() and len(low) < 2:
            return low
        base = irregular.get(low, low)
        return stem(base)

    return norm


def _stemmer(language: str) -> Callable[[str], str]:
    if language not in _LANGUAGES:
        return stems.stem
    import snowballstemmer

    found: Callable[[str], str] = snowballstemmer.stemmer(_LANGUAGES[language]).stemWord
    return found


def install(nlp: Language, language: str = "en") -> None:
    """Make NORM the norm above in the vocabulary of `nlp`, also for words that it already holds."""
    norm = normalizer(language)
    getters: Any = nlp.vocab.lex_attr_getters  # type: ignore[attr-defined]
    getters[NORM] = norm
    for lexeme in nlp.vocab:
        lexeme.norm_ = norm(lexeme.text)
    # contractions carry norms of their own ("'re" → "are"), which must end in the same base forms
    tokenizer: Any = nlp.tokenizer
    tokenizer.rules = {
        text: [{**part, NORM: norm(part.get(NORM, part[ORTH]))} for part in parts]
        for text, parts in (tokenizer.rules or {}).items()
    }
