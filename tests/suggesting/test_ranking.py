"""Which phrases are offered, and in what order."""

from __future__ import annotations

import pytest

from voc.suggesting.listening import Heard, Phrase
from voc.suggesting.ranking import terms, unexplained

IDS: dict[str, int] = {}


def ids(text):
    return tuple(IDS.setdefault(word.lower(), len(IDS) + 1) for word in text.split())


def heard(quote, interview="one", rates=True, phrases=(), cased=True, **more):
    """A sentence; `phrases` are the ones of it that could name something. Not `cased`, it has no capitals to tell."""
    said = tuple(Phrase(ids(text), text.lower(), text[0].isupper() if cased else None) for text in phrases)
    return Heard(interview, interview, 0, 0, len(quote), quote, ids(quote), rates=rates, phrases=said, **more)


def talk(*rated, rest=200):
    """Rated sentences in two interviews, and plenty of talk beside them."""
    other = [heard("we sat in the yard and had tea", str(i % 2), rates=False) for i in range(rest)]
    return [*rated, *other]


def said(times, phrase, interviews=("0", "1"), **more):
    return [
        heard(f"the {phrase} is what counts", interviews[i % len(interviews)], phrases=[phrase], **more)
        for i in range(times)
    ]


@pytest.mark.parametrize(
    ("why", "rated", "expected"),
    [
        ("said in both", said(4, "scent"), ["scent"]),
        ("said once", said(1, "scent"), []),
        ("said in one interview only", said(4, "scent", ("0",)), []),
        ("written like a name", said(4, "Wayne"), []),
        (
            "a name, though mostly said where there are no capitals",
            said(4, "wayne", cased=False) + said(1, "Wayne"),
            [],
        ),
        ("no name, though capitals are not to be had", said(4, "scent", cased=False), ["scent"]),
        ("the more telling first", said(3, "scent") + said(6, "foam"), ["foam", "scent"]),
        ("as telling, by name", said(3, "scent") + said(3, "foam"), ["foam", "scent"]),
    ],
)
def test_what_is_offered(why, rated, expected):
    assert [term.text for term in terms(talk(*rated))] == expected


def test_what_is_said_everywhere_is_not_telling():
    rated = said(4, "tea")
    assert terms(talk(*rated)) == []


def test_a_phrase_swallows_its_words():
    rated = [
        heard("the spray nozzle counts", str(i % 2), phrases=["spray", "nozzle", "spray nozzle"]) for i in range(4)
    ]
    assert [term.text for term in terms(talk(*rated))] == ["spray nozzle"]
    rated += [heard("the nozzle counts", str(i % 2), phrases=["nozzle"]) for i in range(4)]
    assert [term.text for term in terms(talk(*rated))] == ["nozzle", "spray nozzle"]


def test_sentences_with_a_criterion_count_as_neither():
    alone, beside = said(3, "scent"), said(5, "scent", owned=True)
    (term,) = terms(talk(*alone, *beside))
    assert (term.count, term.alone, term.elsewhere) == (8, 3, 0)
    assert terms(talk(*alone))[0].likelihood == term.likelihood
    assert terms(talk(*beside)) == []


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [(["quality"] * 4, "quality"), (["quality", "quality", "quality", ""], "quality"), (["quality", "price"] * 2, "")],
)
def test_a_phrase_is_offered_to_the_criterion_that_its_sentences_are_about(criteria, expected):
    rated = [heard("the scent counts", str(i % 2), phrases=["scent"], criterion=c) for i, c in enumerate(criteria)]
    assert [term.criterion for term in terms(talk(*rated))] == [expected]


def test_examples_take_turns_between_interviews():
    rated = [
        heard("the scent, one", "0", phrases=["scent"], likely=0.9),
        heard("the scent, two", "0", phrases=["scent"], likely=0.8),
        heard("the scent, three", "1", phrases=["scent"], likely=0.1),
    ]
    (term,) = terms(talk(*rated))
    assert [one.quote[11:] for one in term.heard] == ["one", "three", "two"]


@pytest.mark.parametrize(
    ("why", "one", "kept"),
    [
        ("rates, without a code", heard("their lorry smells very nice", cues=("nice",)), True),
        ("looks like it, without a word that rates", heard("I would trade all for it", likely=0.8), True),
        ("only asked for", heard("we have two of those here"), False),
        ("is coded", heard("their lorry smells very nice", cues=("nice",), coded=True), False),
        ("is a bare answer", heard("very nice", cues=("nice",)), False),
        ("does not rate", heard("their lorry smells very nice", rates=False, cues=("nice",)), False),
    ],
)
def test_what_counts_as_unexplained(why, one, kept):
    assert (unexplained([one]) == [one]) is kept
