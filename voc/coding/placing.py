"""Where a quote stands: words from a coding → turn, start and end in a transcript, else the nearest words there are."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from voc.model import Interview, Turn

# One sign for each of those that editors put in each other's place, so that offsets hold.
_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-",
     "‑": "-", "\u00a0": " ", "\u202f": " ", "\t": " ", "\n": " ", "\r": " "}
)  # fmt: skip
_SENTENCE = re.compile(r"[^.?!]+[.?!]*\s*")
_SUFFIX = re.compile(r"\.(?:txt|docx?|rtf|odt|md|pdf|vtt|srt|json|csv|xlsx)$")
_ELLIPSIS = re.compile(r"^(?:\.\.\.|…)\s*|\s*(?:\.\.\.|…)$")


class Spot(NamedTuple):
    """A stretch of an interview: `start` and `end` are code points in the text of the turn."""

    turn: int
    start: int
    end: int


def digest(interview: Interview) -> str:
    """A hash of what was said and by whom, whatever the file is called and whatever its metadata say."""
    whole = hashlib.blake2b(digest_size=8)
    for turn in interview.turns:
        whole.update(f"{turn.speaker}\x1f{turn.text}\x1e".encode())
    return whole.hexdigest()


def holds(interview: Interview, spot: Spot, quote: str) -> bool:
    """Whether the quote stands at that spot, letter by letter."""
    if not 0 <= spot.turn < len(interview.turns):
        return False
    return interview.turns[spot.turn].text[spot.start : spot.end] == quote


def places(quote: str, turns: Sequence[Turn]) -> Iterator[Spot]:
    """Every spot where the quote stands in one turn, in order; where it begins or ends within a word only if it stands
    nowhere else. White space, and the shapes of quotation marks, apostrophes and dashes, do not matter: spreadsheets
    change them while one types."""
    words = quote.translate(_ALIKE).split()
    if not words:
        return
    said = r"\s+".join(map(re.escape, words))
    found = False
    for form in (rf"(?<!\w(?=\w)){said}(?!(?<=\w)\w)", said):
        pattern = re.compile(form)
        for number, turn in enumerate(turns):
            for match in pattern.finditer(turn.text.translate(_ALIKE)):
                found = True
                yield Spot(number, match.start(), match.end())
        if found:
            return


def find(quote: str, interview: Interview, near: Spot | None = None, lead: str = "") -> Spot | None:
    """Where the quote stands in what the respondent says. If it stands more than once: after the words of `lead`, else
    at `near`, else at the first place from there on, else the first. An ellipsis at either end is no part of it."""
    turns = interview.turns
    roles = {turn.role for turn in turns}
    found = [
        spot
        for form in dict.fromkeys((quote, _ELLIPSIS.sub("", quote.strip())))
        for spot in places(form, turns)
        if "interviewee" not in roles or turns[spot.turn].role == "interviewee"
    ]
    if lead and len(found) > 1:
        after = [_agreed(lead, spot, turns) for spot in found]
        found = [spot for spot, score in zip(found, after, strict=True) if score == max(after)]
    if near is None:
        return found[0] if found else None
    same = [spot for spot in found if spot.turn == near.turn]
    later = [spot for spot in found if spot >= near]
    chosen = [spot for spot in same if spot.start == near.start] or [*later[:1], *found[:1]]
    return chosen[0] if chosen else None


def _agreed(lead: str, spot: Spot, turns: Sequence[Turn]) -> int:
    """How many letters of what stands before the spot are those of the lead, with the speakers' labels or without."""
    said = turns[spot.turn].text[: spot.start]
    before = turns[spot.turn - 1] if spot.turn else Turn("", "")
    forms = (f"{before.speaker}{before.text}{turns[spot.turn].speaker}{said}", f"{before.text}{said}")
    wanted = _letters(lead)
    return max(_run(wanted[::-1], _letters(form)[::-1]) for form in forms)


def _run(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def asked(quote: str, interview: Interview) -> int | None:
    """The interviewer's turn in which the quote stands, if any."""
    return next((spot.turn for spot in places(quote, interview.turns)), None)


def nearest(quote: str, interview: Interview, least: float = 0.5) -> tuple[int, str] | None:
    """The turn and the sentence of the respondent that are most like the quote, compared word by word: at least half of
    the words, in the same order. None if nothing is."""
    wanted = _words(quote)
    best, score = None, least
    for number, turn in enumerate(interview.turns):
        if turn.role == "interviewer" or not wanted:
            continue
        for match in _SENTENCE.finditer(turn.text):
            words = _words(match[0])
            if len(set(wanted) & set(words)) < score * min(len(wanted), len(words)):
                continue
            blocks = difflib.SequenceMatcher(None, wanted, words, autojunk=False).get_matching_blocks()
            shared = sum(block.size for block in blocks)
            like = max(2 * shared / (len(wanted) + len(words)), 0.95 * shared / len(wanted))
            if like > score:
                best, score = (number, match[0].strip()), like
    return best


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.translate(_ALIKE).casefold())


def called(name: str, known: Mapping[str, str]) -> str:
    """The interview that a name, path or file name means: its id, or "". `known` are the names of `names_of`."""
    folded = name.strip().replace("\\", "/").casefold()
    while folded:
        for form in (folded, _SUFFIX.sub("", folded)):
            if form in known:
                return known[form]
        folded = folded.partition("/")[2]
    return ""


def names_of(interviews: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Every unmistakable name of each interview in lower case → its id: the id, its last part, with and without the
    suffix of the file. Takes (id, path)."""
    names: dict[str, str] = {}
    twice: set[str] = set()
    for id, path in interviews:
        suffix = path.rsplit("/", 1)[-1].rpartition(".")[2]
        last = id.rsplit("/", 1)[-1]
        for name in {id, last, f"{id}.{suffix}", f"{last}.{suffix}", path}:
            if names.setdefault(name.casefold(), id) != id:
                twice.add(name.casefold())
    whole = {id.casefold(): id for id, _ in interviews}
    return {name: id for name, id in names.items() if name not in twice} | whole
