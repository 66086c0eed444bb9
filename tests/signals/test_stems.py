"""English stems: the published rules by example, and the same stems as the reference implementation."""

from __future__ import annotations

import re

import pytest
import snowballstemmer
from hypothesis import given, settings
from hypothesis import strategies as st

from voc import lexicons
from voc.signals.stems import stem

REFERENCE = snowballstemmer.stemmer("english").stemWord
CURRENT = REFERENCE("pasted") == "paste" and REFERENCE("evenings") == "evening"
"""Earlier releases of the reference follow an earlier revision of the algorithm."""


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("caresses", "caress"), ("ties", "tie"), ("cries", "cri"), ("gas", "gas"), ("gaps", "gap"), ("kiwis", "kiwi"),
        ("agreed", "agre"), ("feed", "feed"), ("proceed", "proceed"), ("hopping", "hop"), ("hoping", "hope"),
        ("luxuriated", "luxuri"), ("sized", "size"), ("adding", "add"), ("egged", "egg"), ("dying", "die"),
        ("evening", "evening"), ("sing", "sing"), ("cry", "cri"), ("say", "say"), ("by", "by"),
        ("sensational", "sensat"),
        ("analogi", "analog"), ("hopefully", "hope"), ("early", "earli"), ("news", "news"), ("skies", "sky"),
        ("generous", "generous"), ("general", "general"), ("relative", "relat"), ("adoption", "adopt"),
        ("roll", "roll"),
        ("controll", "control"), ("rate", "rate"), ("fairly", "fair"), ("supplier's", "supplier"), ("youth", "youth"),
        ("'twas", "twas"), ("a", "a"), ("", ""),
    ],
)  # fmt: skip
def test_suffixes_are_taken_off_by_the_rules(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.skipif(not CURRENT, reason="the installed snowballstemmer follows an earlier revision")
def test_every_word_of_the_lists_has_the_stem_of_the_reference() -> None:
    listed = {
        word for entries in lexicons.load().values() for entry in entries for word in re.findall(r"[a-z']+", entry)
    }
    assert {word: stem(word) for word in sorted(listed)} == {word: REFERENCE(word) for word in sorted(listed)}


ENDS = (
    "s es ed eed ing edly ingly eedly ied ies sses us 's y ly bly ational tional ization izer ator alism ality bility "
    "fulness ousness iveness ology logist icate ative alize icity ical ful ness ance able ate ive ize ion ment ement "
    "e ll"
).split()
made = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "gener", "past", "out", "proc", "'"]),
    st.text("aeioybdlnstx", max_size=5),
    st.sampled_from(ENDS),
    st.sampled_from(["", *ENDS]),
)


@pytest.mark.skipif(not CURRENT, reason="the installed snowballstemmer follows an earlier revision")
@settings(max_examples=300, deadline=None)
@given(made)
def test_words_made_up_of_suffixes_have_the_stem_of_the_reference(word: str) -> None:
    assert stem(word) == REFERENCE(word)
