"""Entries in talk: each row says what is said, and which entries stand where."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from voc import lexicons
from voc.model import Codebook, Criterion, Interview, Metadata, Turn
from voc.signals import talk, words
from voc.signals.phrases import GAP, HITS, Hits, Phrases, vocabulary


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    words.install(nlp)
    return nlp


def interview(*said: str) -> Interview:
    return Interview(Metadata(id="a", path="a.txt"), tuple(Turn("Pat", text, "interviewee") for text in said))


def find(nlp: Language, entries: dict[str, tuple[str, ...]], *said: str) -> list[tuple[str, str]]:
    doc = Phrases(nlp, entries)(talk.make_doc(nlp, interview(*said)))
    hits: Hits = doc.user_data[HITS]
    rows = zip(hits.start.tolist(), hits.end.tolist(), hits.section.tolist(), strict=True)
    return [(hits.sections[section], doc[start:end].text) for start, end, section in rows]


@pytest.mark.parametrize(
    ("entry", "said", "expected"),
    [
        ("delivery", "Their deliveries slipped.", ["deliveries"]),
        ("delivery", "Their driver slipped.", []),
        ("late delivery", "Two late deliveries.", ["late deliveries"]),
        ("late delivery", "Late, delivery and all.", ["Late, delivery"]),
        ("late delivery", "It was late. Delivery is free.", []),
        ("late delivery", "Delivery was late.", []),
        ("lead|delivery time", "The lead times grew, delivery time too.", ["lead times", "delivery time"]),
        ("lead|delivery time", "Leading in time.", []),
        ("turn_up|arrive late", "They turn up late and arrived late.", ["turn up late", "arrived late"]),
        ("turn_up|arrive late", "They turn late.", []),
        ("very? good value", "Good value, very good value.", ["Good value", "very good value", "good value"]),
        ("very? good value", "Very valuable.", []),
        ("don't trust", "We do not trust; we don't trust them.", ["do not trust", "don't trust"]),
        ("<n> days", "It takes ten days, or 12 days.", ["ten days", "12 days"]),
        ("<n> days", "It takes days.", []),
        ("<vendor> let us down", "They let us down.", ["They let us down"]),
        ("<vendor> let us down", "Who let us down?", []),
        ("keep * promise", "They keep each and every promise.", ["keep each and every promise"]),
        ("keep * promise", "They keep one two three four five promises.", []),
        ("keep * promise", "They keep. Any promise helps.", []),
        ("keep * promise * made", "They keep promises that they made.", ["keep promises that they made"]),
        ("not * late * again", "Not late, they were late again.", ["Not late, they were late again"]),
    ],
)
def test_an_entry_is_found_where_it_stands_and_nowhere_else(
    nlp: Language, entry: str, said: str, expected: list[str]
) -> None:
    assert [text for _, text in find(nlp, {"x": (entry,)}, said)] == expected


def test_hits_stand_in_the_order_of_the_talk_and_of_the_sections(nlp: Language) -> None:
    entries = {"b": ("price", "fair price"), "a": ("price",)}
    assert find(nlp, entries, "A fair price.", "The price.") == [
        ("b", "fair price"),
        ("b", "price"),
        ("a", "price"),
        ("b", "price"),
        ("a", "price"),
    ]


def test_talk_looked_through_together_is_found_as_if_alone(nlp: Language) -> None:
    entries = {"x": ("fair price", "price", "keep * promise"), "y": ("late",)}
    talks = ("A fair price. They keep", "", "a promise, late.", "Nothing.", "They keep each promise; late.")
    phrases = Phrases(nlp, entries)

    def hits(docs: list[Doc]) -> list[list[list[int]]]:
        found: list[Hits] = [doc.user_data[HITS] for doc in docs]
        return [[hit.start.tolist(), hit.end.tolist(), hit.section.tolist()] for hit in found]

    alone = hits([phrases(talk.make_doc(nlp, interview(said))) for said in talks])
    assert hits(phrases.pipe([talk.make_doc(nlp, interview(said)) for said in talks])) == alone
    assert [len(starts) for starts, _, _ in alone] == [2, 0, 1, 0, 2]


def test_an_entry_ends_with_the_turn(nlp: Language) -> None:
    assert find(nlp, {"x": ("fair price",)}, "That is fair", "price or not") == []


@pytest.mark.parametrize("said", ["", "…", "42"])
def test_nothing_is_found_in_nothing(nlp: Language, said: str) -> None:
    assert find(nlp, {"x": ("fair price", "fair", "a * b")}, said) == []


def test_lists_without_entries_find_nothing(nlp: Language) -> None:
    assert find(nlp, {}, "A fair price.") == []
    assert find(nlp, {"x": ()}, "A fair price.") == []


def test_the_codebook_adds_and_removes_entries() -> None:
    lists = lexicons.load("en")
    gone = lists["price.topic"][0]
    codebook = Codebook(
        criteria=(Criterion("price", "Price", terms=("skonto",), facets={"terms": ("net sixty",)}),),
        add={"price.positive": ("a steal",)},
        remove={"price.topic": (gone,)},
    )
    found = vocabulary(codebook)
    assert gone not in found["price.topic"]
    assert found["price.topic"][-2:] == ("skonto", "net sixty")
    assert found["price.positive"][-1] == "a steal"
    assert found["price.negative"] == lists["price.negative"]


# Words of one token each, so that the reference below may compare them as they are.
NAMES = ("oak", "elm", "fir", "yew", "box")
slots = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True).map("|".join)
optional = st.tuples(slots, st.booleans()).map(lambda slot: slot[0] + "?" * slot[1])
runs = st.lists(optional, min_size=1, max_size=4).map(" ".join)
entries = st.lists(runs, min_size=1, max_size=3).map(" * ".join)
sentences = st.lists(st.sampled_from((*NAMES, "ash", "ivy,")), min_size=1, max_size=14).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(entries, min_size=1, max_size=6, unique=True), st.lists(sentences, min_size=1, max_size=3))
def test_all_entries_are_found_that_a_search_word_by_word_finds(listed: list[str], said: list[str]) -> None:
    nlp = _PLAIN
    text = ". ".join(said) + "."
    doc = Phrases(nlp, {str(i): (entry,) for i, entry in enumerate(listed)})(talk.make_doc(nlp, interview(text)))
    hits: Hits = doc.user_data[HITS]
    for i, entry in enumerate(listed):
        mine = set(zip(hits.start[hits.section == i].tolist(), hits.end[hits.section == i].tolist(), strict=True))
        whole, alone = _search(doc, entry)
        assert mine <= whole
        if "*" not in entry:
            assert mine == whole
        elif entry.count("*") == 1:
            assert mine >= alone
            assert bool(mine) == bool(whole)


def _search(doc: Doc, entry: str) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """All stretches that an entry covers in any way, and those of them that overlap no other (of several that do, one
    may stand for the others)."""
    laid: talk.Talk = doc.user_data[talk.TALK]
    place = np.flatnonzero(laid.word).tolist()
    said = [doc[i].text for i in place]
    sentence = [int(laid.sentence[i]) for i in place]
    found: set[tuple[int, int]] = set()
    for parts in lexicons.readings(entry):
        ends = {(start, start) for start in range(len(said))}
        for number, part in enumerate(parts):
            gaps = range(GAP + 1) if number else range(1)
            ends = {
                (start, end + gap + len(part))
                for (start, end), gap in itertools.product(ends, gaps)
                if end + gap + len(part) <= len(said)
                and sentence[end + gap + len(part) - 1] == sentence[start]
                and all(said[end + gap + k] in slot for k, slot in enumerate(part))
            }
        found |= {(place[start], place[end - 1] + 1) for start, end in ends}
    lone = {(a, b) for a, b in found if not any((a, b) != (c, d) and a < d and c < b for c, d in found)}
    return found, lone


_PLAIN = spacy.blank("en")
words.install(_PLAIN)
