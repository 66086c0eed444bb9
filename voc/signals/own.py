"""Criteria of the user's own, which no model has learned: their terms tell where they are spoken of, the word lists and
the models what is said there.

A sentence speaks of such a criterion if one of its terms (or of what `lexicon.add` gives it) stands in it, or, with no
other topic in the first sentence of an answer, if one stands in the question. What was coded there under a built-in
criterion that no word of the sentence vouches for ("our carbon footprint decides it" as quality) is moved to the
user's; where nothing was coded, words of importance or of praise and blame make a passage, else it is a mention.

Known limits: a topic is carried no further than from a question to the first sentence of its answer; of two such
criteria in one sentence the first counts.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from spacy.tokens import Doc

from voc.model import LABELS, Codebook
from voc.signals.passages import PASSAGES, Passage, passages
from voc.signals.phrases import HITS, Hits
from voc.signals.talk import TALK, Talk
from voc.signals.vendors import VENDORS, Cast

SIGNALS = ("importance", "performance")
_SAID = (("importance", "importance"), ("performance", "evaluation"))
"""Signal, and the list whose sections are its labels."""


class Own:
    """The spaCy component: goes over the Doc's passages once they are made. `learned` are the criteria that the models
    know."""

    def __init__(self, codebook: Codebook, learned: tuple[str, ...]) -> None:
        self.own = tuple(criterion.id for criterion in codebook.criteria if criterion.id not in learned)
        self.learned = learned

    def __call__(self, doc: Doc) -> Doc:
        if not self.own:
            return doc
        talk: Talk = doc.user_data[TALK]
        said = _sections(talk, doc.user_data[HITS])
        topics = self._topics(talk, said)
        if topics:
            doc.user_data[PASSAGES] = self._moved(passages(doc), topics, said)
            self._add(doc, talk, topics, said)
        return doc

    def _topics(self, talk: Talk, said: dict[int, list[str]]) -> dict[int, tuple[str, bool]]:
        """Sentence of a respondent → the criterion that it speaks of, and whether the sentence says so itself."""
        found: dict[int, tuple[str, bool]] = {}
        asked, answered = "", -1
        for s in range(len(talk.first)):
            sections = said.get(s, [])
            here = next((name for section in sections if (name := section.partition(".")[0]) in self.own), "")
            known = any(section.partition(".")[0] in self.learned for section in sections if _telling(section))
            if not talk.said[s]:
                if here or known:
                    asked, answered = here, -1
            elif here:
                found[s] = (here, True)
            elif asked and not known and answered < 0 and bool(talk.word[talk.first[s] : talk.last[s]].any()):
                found[s] = (asked, False)
            if talk.said[s] and bool(talk.word[talk.first[s] : talk.last[s]].any()):
                asked, answered = ("", s) if answered < 0 else (asked, answered)
        return found

    def _moved(
        self, coded: list[Passage], topics: dict[int, tuple[str, bool]], said: dict[int, list[str]]
    ) -> list[Passage]:
        """The passages, those in such sentences that nothing vouches for under the user's criterion."""
        kept = []
        for passage in coded:
            topic = topics.get(passage.sentence)
            sections = filter(_telling, said.get(passage.sentence, ()))
            vouched = any(section.partition(".")[0] == passage.criterion for section in sections)
            if topic and passage.signal in SIGNALS and not vouched:
                source = passage.source if passage.amount is not None else f"rule:{topic[0]}.topic"
                passage = replace(passage, criterion=topic[0], source=source)
            kept.append(passage)
        return kept

    def _add(self, doc: Doc, talk: Talk, topics: dict[int, tuple[str, bool]], said: dict[int, list[str]]) -> None:
        coded = {(p.sentence, p.criterion) for p in passages(doc)}
        cast: Cast = doc.user_data[VENDORS]
        ends = [*talk.place.tolist(), len(talk.text)]
        for s, (topic, itself) in topics.items():
            if (s, topic) in coded or not itself:
                continue
            signal, label = _what(topic, said[s])
            vendor = (cast.names[cast.state[s]],) if signal == "performance" and cast.names else ()
            start, end = int(ends[talk.first[s]]), int(ends[talk.last[s]])
            passages(doc).append(Passage(s, start, end, signal, f"rule:{topic}.topic", topic, label, vendor))


def _what(topic: str, sections: list[str]) -> tuple[str, str]:
    """The signal and label that the lists give; a mention, if they give none."""
    for signal, *lists in (("performance", topic), *_SAID):
        for name, _, label in (section.partition(".") for section in sections):
            if name in lists and label in LABELS[signal]:
                return signal, label
    return "mention", ""


def _telling(section: str) -> bool:
    """The lists called `weak` hold words that speak of a criterion among other things."""
    return not section.endswith(".weak")


def _sections(talk: Talk, hits: Hits) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    order = np.argsort(hits.start, kind="stable")
    for s, section in zip(talk.sentence[hits.start[order]].tolist(), hits.section[order].tolist(), strict=True):
        found.setdefault(s, []).append(hits.sections[section])
    return found
