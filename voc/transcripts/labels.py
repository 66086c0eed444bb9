"""Which of the words before a colon are speakers.

"It is simple: price wins." names nobody. A label is believed when the metadata or its own meaning vouch for it, when it
recurs and looks like a name, or, said once, when labels begin most of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from voc.transcripts.names import namelike, same, speaks
from voc.transcripts.words import words

_WORD = re.compile(r"\b[^\W\d_]+\b(?!:)")
_DIGITS = re.compile(r"\d+")

MOST = 0.6
"""Share of paragraphs, lines or cues that must begin with a label before labels said once are believed."""
RARE = 0.25
"""Against the most frequent label: at or below this share, twice said is not enough for a word that is also said in
lower case."""


class Sighting(NamedTuple):
    """A label where it was seen: the place (line), whether it opens a paragraph or cue, whether it has a time."""

    place: int
    label: str
    opens: bool = True
    timed: bool = False


@dataclass(slots=True)
class Tally:
    """How often a label was seen; of these, how often at the start of a paragraph or cue and with a time of its own;
    the first place."""

    times: int = 0
    openings: int = 0
    timed: int = 0
    first: int = 0


def tally(seen: Iterable[Sighting]) -> dict[str, Tally]:
    """Counts by label, in order of appearance."""
    counts: dict[str, Tally] = {}
    for place, label, opens, timed in seen:
        count = counts.get(label)
        if count is None:
            count = counts[label] = Tally(first=place)
        count.times += 1
        count.openings += opens
        count.timed += timed
    return counts


def believe(
    seen: Sequence[Sighting],
    counts: Mapping[str, Tally],
    openings: int,
    text: str,
    vouched: Sequence[str] = (),
    first: int = 0,
) -> tuple[set[str], list[tuple[int, str]]]:
    """The labels to believe, and those that were looked at and taken for text (place, label).

    `counts` is the tally of `seen`, `openings` the number of paragraphs (or lines, or cues), `first` the place where
    the text begins; `text` is searched for a doubtful label in lower case: "honestly" is a word, "Nisha" is not.
    """
    sure = {label for label in counts if (len(label) > 1 or label in vouched) and vouch(label, vouched)}
    frequent = [count.times for label, count in counts.items() if namelike(label) and not _stop(label, count.times)]
    most = max(frequent, default=0)
    # who writes names large does not write one of them small
    large = any(label[:1].isupper() and count.times > 1 and namelike(label) for label, count in counts.items())
    single: list[str] = []
    doubtful = any(count.times < 3 for label, count in counts.items() if label not in sure)
    said = frozenset(_WORD.findall(text)) if doubtful else frozenset()
    for label, count in counts.items():
        if label in sure or _stop(label, count.times):
            continue
        if count.times > 1 and namelike(label):
            if not (count.times <= 2 and count.times <= RARE * most and _common(label, said)):
                sure.add(label)
        elif count.times > 2 and count.openings * 2 > count.times and _lower(label) and count.times > RARE * most:
            if not (large and label == label.lower()):
                sure.add(label)
        elif count.times == 1 and namelike(label) and not _common(label, said):
            single.append(label)
    if single:
        sure |= _kin(single, sure, counts) | _between(frozenset(single), sure, seen)
        single = [label for label in single if label not in sure and counts[label].openings]
    known = min((counts[label].first for label in sure), default=first)
    covered = sum(counts[label].times for label in sure) + len(single)
    if covered >= MOST * openings:
        sure.update([label for label in single if counts[label].first >= known])
    elif not sure and len(single) > 1 and counts[single[0]].first == first:
        sure.update(single)
    return sure, [(counts[label].first, label) for label in single if label not in sure]


def _kin(single: Sequence[str], sure: set[str], counts: Mapping[str, Tally]) -> set[str]:
    """Labels said once that are made like those that recur: `Speaker 2` beside `Speaker 1`, timed where they are."""
    timed = 2 * sum(counts[label].timed for label in sure) >= sum(counts[label].times for label in sure)
    shapes = {_shape(label) for label in sure}
    return {
        label
        for label in single
        if (timed and counts[label].timed) or (_shape(label) != label and _shape(label) in shapes)
    }


def _between(single: Collection[str], sure: set[str], seen: Sequence[Sighting]) -> set[str]:
    """Labels said once between two of the same: who speaks again has been answered."""
    found: set[str] = set()
    before = ""
    waiting: list[str] = []
    for _, label, _, _ in seen:
        if label in sure:
            if label == before and len(waiting) == 1:
                found.update(waiting)
            before, waiting = label, []
        elif label in single:
            waiting.append(label)
    return found


def vouch(label: str, vouched: Sequence[str]) -> bool:
    """Whether the metadata or the label's own meaning say that this is a speaker."""
    return bool(speaks(label)) or any(same(label, name) > 1 for name in vouched)


def _shape(label: str) -> str:
    """`Speaker 1` and `Speaker 2` are of one kind."""
    return _DIGITS.sub("#", label)


def _stop(label: str, times: int) -> bool:
    """A word that names nobody; one that mostly begins a fact (`Company: Acme`) may, if it recurs."""
    bare = label.casefold().replace(".", "")
    return bare in words("not a speaker") or (times < 3 and bare in words("fact")) or bare.startswith("http")


def _lower(label: str) -> bool:
    """A name written without capitals, as machines and quick hands write it: one or two plain words."""
    parts = label.split()
    return len(parts) <= 2 and all(part.replace("-", "").isalpha() for part in parts)


def _common(label: str, said: Collection[str]) -> bool:
    """Whether a one-word label is said in lower case elsewhere, so that it is a word rather than a name."""
    if " " in label or label == label.lower() or not label.isalpha() or len(label) == 1 or label.isupper():
        return False
    return label.lower() in said
