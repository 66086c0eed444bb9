"""From what the components found to coded passages: which codes a sentence carries, with label, number and source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from spacy.tokens import Doc

from voc.model import LABELS, Codebook
from voc.signals import about, learned, meant, wording
from voc.signals.keys import Ints
from voc.signals.learned import LEARNED, TOPICS, WORDING, Learned
from voc.signals.marks import Mark
from voc.signals.money import Money, find_money
from voc.signals.passages import Passage, passages
from voc.signals.phrases import HITS, Hits
from voc.signals.shortfalls import Shortfall, find_shortfalls
from voc.signals.talk import TALK, Talk
from voc.signals.vendors import STARTERS, VENDORS, Cast
from voc.signals.weights import weights
from voc.signals.wording import CODES, CRITERIA, OTHERS

MARKS = "voc.marks"
THRESHOLD = 0.35
"""The least probability at which a code is kept: about half of the F1 that can be reached, which is where F1 is best
(Lipton, Elkan & Naryanaswamy 2014)."""
TOLD = 0.12
"""The same for a value whose sum, or a shortfall whose two figures, stand in the sentence."""
RARE = {("rep_change", ""): 0.25, ("dependence", ""): 0.12}
"""The same for codes that can be told less surely: half of the F1 that they reach is less."""
MARKED = 0.6
"""The same for importance and performance beside a mark, which says what the sentence is about."""
BESIDE = 0.3
"""How much a rating says of the verdict beside it; less than 1, for the words of the verdict are not independent of it
(0.72 of such verdicts are right without it, 0.75 with it)."""
PLAIN = 0.6
"""How plainly a sum must be money for that."""
VENDOR_SIGNALS = frozenset({"performance", "rep_change", "tier", "value", "shortfall", "renewal", "dependence"})
_LEAST = np.array([RARE.get(code, THRESHOLD) for code in CODES])
CALLED = {
    "tier.called_choice": "supplier_of_choice",
    "tier.called_partner": "partner",
    "tier.called_supplier": "supplier",
}
"""Word list → the step of the ladder that it names, those first that say more."""
BRIEF = 6
"""Words of an answer that only names the step that it is asked for."""
RATED = {"points": "points", "rank": "rank"}
"""Kind of mark → unit, where it is no score or grade."""

_TELLING = frozenset((*CRITERIA, *OTHERS, "assertion"))
"""Word lists that a passage may name as its source, and those that deny it."""
_NAME = re.compile(r"\b[A-Z][a-zà-öø-ÿ]+(?: [A-Z][a-zà-öø-ÿ'-]+)?")


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is known of a Doc when its passages are made, by sentence where there are many; `brief` are the
    sentences that answer a question in a few words."""

    doc: Doc
    talk: Talk
    found: Learned
    cast: Cast
    sections: dict[int, list[str]]
    marks: dict[int, list[tuple[Mark, str]]]
    money: dict[int, Money]
    shortfalls: dict[int, Shortfall]
    window: Ints
    brief: frozenset[int]


class Marking:
    """The spaCy component: fills the Doc's passages."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        known = {criterion.id for criterion in codebook.criteria}
        self.keep = np.array([not criterion or criterion in known for _, criterion in CODES])
        self.criteria = [i for i, criterion in enumerate(CRITERIA) if criterion in known]

    def __call__(self, doc: Doc) -> Doc:
        scene = self._scene(doc)
        out = passages(doc)
        kept, marked = self._kept(scene), _all_marked(scene)
        for s in np.flatnonzero(scene.talk.said).tolist():
            out.extend(marked.get(s, ()))
            coded = {(passage.signal, passage.criterion) for passage in marked.get(s, ())}
            for code in kept.get(s, ()):
                if CODES[code] not in coded:
                    passage = _coded(scene, s, *CODES[code])
                    out.append(_beside(scene, passage, marked) if passage.signal == "performance" else passage)
                    coded.add(CODES[code])
            if s in scene.brief and ("tier", "") not in coded and (step := _called(scene, s)):
                out.append(replace(_coded(scene, s, "tier", ""), label=CALLED[step], source=f"rule:{step}"))
            if s in scene.sections:
                out.extend(self._mentions(scene, s, {criterion for _, criterion in coded}))
        return doc

    def _kept(self, scene: Scene) -> dict[int, list[int]]:
        """Sentence → the codes likely enough to be kept there, as indices into `CODES`."""
        codes = scene.found.codes
        least = np.broadcast_to(_LEAST, codes.shape).copy()
        least[list(scene.marks), : 2 * len(CRITERIA)] = MARKED
        least[[s for s, sum_ in scene.money.items() if sum_.sure >= PLAIN], CODES.index(("value", ""))] = TOLD
        both = [s for s, one in scene.shortfalls.items() if one.expected is not None and one.actual is not None]
        least[both, CODES.index(("shortfall", ""))] = TOLD
        kept: dict[int, list[int]] = {}
        for s, code in zip(*(at.tolist() for at in ((codes > least) & self.keep).nonzero()), strict=True):
            kept.setdefault(s, []).append(code)
        return kept

    def _scene(self, doc: Doc) -> Scene:
        hits: Hits = doc.user_data[HITS]
        found: Learned = doc.user_data[LEARNED]
        marks: Sequence[Mark] = doc.user_data[MARKS] if self.criteria else ()
        by: dict[int, list[tuple[Mark, str]]] = {}
        if marks:
            said, judged = about.load().said, learned.judged(found.codes)
            meaning = meant.Meaning(doc, wording.load(), doc.user_data[WORDING], judged, doc.user_data[TOPICS], said)
            for mark, which in zip(marks, meant.criteria(meaning, marks, self.criteria).tolist(), strict=True):
                by.setdefault(mark.sentence, []).append((mark, CRITERIA[which]))
        talk, window = doc.user_data[TALK], doc.user_data[WORDING].window
        worth, short = (
            set((found.codes[:, CODES.index((signal, ""))] > TOLD).nonzero()[0].tolist())
            for signal in ("value", "shortfall")
        )
        money = {sum_.sentence: sum_ for sum_ in find_money(doc, worth)}
        shortfalls = {case.sentence: case for case in find_shortfalls(doc, hits, short)}
        words = np.bincount(talk.sentence[talk.word], minlength=len(talk.first))
        brief = frozenset(np.flatnonzero((window[:, 1] == np.arange(len(window))) & (words <= BRIEF)).tolist())
        return Scene(
            doc, talk, found, doc.user_data[VENDORS], _sections(talk, hits), by, money, shortfalls, window, brief
        )

    def _mentions(self, scene: Scene, s: int, coded: set[str]) -> Iterator[Passage]:
        """Criteria of which a topic word stands in the sentence and no more was coded."""
        here = scene.sections.get(s, ())
        for i in self.criteria:
            criterion = CRITERIA[i]
            if criterion not in coded and f"{criterion}.topic" in here:
                yield Passage(s, *_bounds(scene.talk, s), "mention", f"rule:{criterion}.topic", criterion)


def _called(scene: Scene, s: int) -> str:
    """The list that tells which step of the ladder the brief answer `s` names, where the question names several to
    choose from ("Supplier or partner?" – "Partner."); empty if there is none."""
    begin, end = scene.window[s].tolist()
    asked = {name for q in range(begin, end) for name in scene.sections.get(q, ()) if name in CALLED}
    said = [name for name in CALLED if name in scene.sections.get(s, ())]
    denied = "assertion.negation" in scene.sections.get(s, ())
    return said[0] if len(asked) > 1 and said and not denied else ""


def _bounds(talk: Talk, s: int) -> tuple[int, int]:
    last = int(talk.last[s])
    return int(talk.place[talk.first[s]]), int(talk.place[last]) if last < len(talk.place) else len(talk.text)


def _marked(scene: Scene, mark: Mark, criterion: str) -> Passage:
    """The passage of a mark: the whole sentence, or the mark's own part of it where it holds several."""
    s = mark.sentence
    signal = "performance" if mark.kind == "perf" else "importance"
    unit = RATED.get(mark.kind, "grade" if isinstance(mark.amount, str) else "score")
    start, end = _bounds(scene.talk, s)
    if len(scene.marks[s]) > 1 and mark.stop > mark.first:
        start, end = max(start, mark.first), min(end, mark.stop)
    label = _strength(mark) if signal == "importance" else _polarity(mark.value)
    vendors = _vendors(signal, scene.cast, s, start, end)
    reference = None if mark.best is None else float(mark.best)
    value = round(mark.value, 6)
    return Passage(
        s, start, end, signal, f"rule:{signal}.{unit}", criterion, label, vendors, mark.amount, reference, unit, value
    )


def _all_marked(scene: Scene) -> dict[int, list[Passage]]:
    return {s: [_marked(scene, *mark) for mark in marks] for s, marks in scene.marks.items()}


def _beside(scene: Scene, passage: Passage, marked: Mapping[int, Sequence[Passage]]) -> Passage:
    """The passage with the polarity that is likeliest beside the rating that the same answer gives the vendor on the
    criterion, the nearest one: who gives a four complains in the sentence after."""
    turn, s = scene.talk.turn, passage.sentence
    same = [
        (abs(s - rating.sentence), rating.sentence, rating)
        for rated, ratings in marked.items()
        if turn[rated] == turn[s]
        for rating in ratings
        if (rating.signal, rating.criterion, rating.vendors) == ("performance", passage.criterion, passage.vendors)
    ]
    if not same:
        return passage
    label = min(same, key=lambda found: found[:2])[2].label
    odds = scene.found.labels["performance"][s, CRITERIA.index(passage.criterion)]
    likely = odds + BESIDE * weights().beside[:, LABELS["performance"].index(label)]
    return replace(passage, label=LABELS["performance"][int(likely.argmax())])


def _coded(scene: Scene, s: int, signal: str, criterion: str) -> Passage:
    """The passage of a code that a sentence carries, with its figures where it has any."""
    start, end = _bounds(scene.talk, s)
    sections = scene.sections.get(s, [])
    label = _label(signal, criterion, scene.found, s)
    source = _source(signal, criterion, sections)
    amount = reference = None
    unit = ""
    if signal == "value":
        label = "unique" if {"value.unique", "commodity.unique"} & set(sections) else ""
        if s in scene.money:
            money = scene.money[s]
            amount, unit = money.amount, "/".join(filter(None, (money.currency, money.per)))
    elif signal == "shortfall" and s in scene.shortfalls:
        short = scene.shortfalls[s]
        amount, reference, unit = short.actual, short.expected, short.unit
        end = max(end, short.end)
        source = "rule:shortfall.silent" if short.silent else source
    elif signal == "dependence":
        label = _person(scene, s)
    vendors = _vendors(signal, scene.cast, s, start, end)
    return Passage(s, start, end, signal, source, criterion, label, vendors, amount, reference, unit)


def _polarity(value: float) -> str:
    rating = 1 + 9 * value
    return "positive" if rating >= 6.9 else "neutral" if rating >= 4.9 else "negative"


def _strength(mark: Mark) -> str:
    if mark.kind == "rank":
        return ("decisive", "high", "medium", "low")[min(int(mark.amount) - 1, 3)] if mark.amount else "high"
    if mark.kind == "points":
        amount = float(mark.amount)
        bounds = ((40.0, "decisive"), (20.0, "high"), (10.0, "medium"), (0.5, "low"))
    else:
        amount = 1 + 9 * mark.value
        bounds = ((9.9, "decisive"), (7.9, "high"), (4.9, "medium"), (1.5, "low"))
    return next((label for bound, label in bounds if amount >= bound), "none")


def _label(signal: str, criterion: str, found: Learned, s: int) -> str:
    if signal not in LABELS:
        return ""
    row = CRITERIA.index(criterion) if criterion else len(CRITERIA)
    return LABELS[signal][int(found.labels[signal][s, row].argmax())]


def _vendors(signal: str, cast: Cast, s: int, start: int, end: int) -> tuple[str, ...]:
    """The vendor named in the passage, else the one that its sentence speaks of."""
    if signal not in VENDOR_SIGNALS or not cast.names:
        return ()
    named = [m.vendor for m in cast.by_sentence.get(s, ()) if start <= m.start < end and not m.compared]
    return (cast.names[named[0] if named else cast.state[s]],)


def _person(scene: Scene, s: int) -> str:
    """The person last named in the answer up to the sentence, as said; empty if none is. Whoever speaks is no such
    person ("Eirian, he said, …")."""
    talk, text = scene.talk, scene.talk.text
    speakers = {word for turn in talk.interview.turns for word in turn.speaker.split()}
    speakers |= set(talk.interview.meta.interviewee.replace(",", " ").split())
    for t in range(s, -1, -1):
        if talk.turn[t] != talk.turn[s]:
            break
        start, end = _bounds(talk, t)
        taken = [(m.start, m.end) for m in scene.cast.by_sentence.get(t, ())]
        for name in _NAME.finditer(text, start, end):
            vendor = any(a < name.end() and name.start() < b for a, b in taken)
            first = name[0].split()[0]
            if vendor or first in speakers or first.lower() in STARTERS:
                continue
            # any word is written large where a sentence begins; a name is so elsewhere too
            if name.start() - start > 1 or re.search(rf"[a-z,] {first}\b", text):
                return name[0]
    return ""


def _sections(talk: Talk, hits: Hits) -> dict[int, list[str]]:
    telling = np.array([section.partition(".")[0] in _TELLING for section in hits.sections] or [False])
    keep = telling[hits.section]
    found: dict[int, list[str]] = {}
    for s, section in zip(talk.sentence[hits.start[keep]].tolist(), hits.section[keep].tolist(), strict=True):
        found.setdefault(s, []).append(hits.sections[section])
    return found


def _source(signal: str, criterion: str, sections: Sequence[str]) -> str:
    prefix = f"{criterion}." if criterion else f"{signal}."
    for section in sections:
        if section.startswith(prefix) and section not in CALLED and not section.endswith(".weak"):
            return f"rule:{section}"
    return f"model:{signal}"
