"""Names: what may be a speaker's label, and whether two of them mean the same person."""

from __future__ import annotations

import re
from functools import lru_cache

from voc.model import Role
from voc.transcripts.words import words

_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_TOKEN = re.compile(r"[^\s,/&]+")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_NUMBERED = re.compile(r"(?:\s|_|-|#)*\d+$")
_BESIDE = re.compile(r"\s*[()\[\]/:,–—]\s*|\s+-\s+")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DATED = re.compile(r"(?<!\w)(?:19|20)\d\d(?!\w)")
_CODE = re.compile(r"[A-Za-z]{1,12}[ _-]?\d{1,4}$")


@lru_cache(maxsize=4096)
def namelike(label: str) -> bool:
    """Whether a label looks like a name or number of a person: words in capitals, particles and initials between them,
    `speaker_1`. "It is simple" does not, nor does a whole sentence, nor a date ("September 24, 2024")."""
    bare = _BRACKETED.sub("", label).strip()
    if not bare or len(bare) > 70 or _DATED.search(bare):
        return False
    if _CODE.match(bare) or _ADDRESS.fullmatch(bare):
        return True
    tokens = _TOKEN.findall(bare)
    if not tokens or len(tokens) > 6 or bare[-1] in ",;!?":
        return False
    capitals = 0
    for token in tokens:
        first = token.lstrip("'’\"“(")[:1]
        if any(mark in token for mark in ';!?"“”=<>{}|') or ("." in token.rstrip(".") and not _initials(token)):
            return False
        if token.endswith(".") and len(token) > 5:
            return False
        if first.isdigit():
            continue
        if first and first == first.lower() and first != first.upper():
            if token.lower().rstrip(".") not in words("particle"):
                return False
            continue
        capitals += 1
    return capitals > 0


def _initials(token: str) -> bool:
    return all(len(part) <= 2 for part in token.split("."))


@lru_cache(maxsize=4096)
def speaks(label: str) -> Role:
    """The role that a label itself tells: `Interviewer`, `Q`, `Moderator 2`, `Respondent (f)`, `Pat (Moderator)`."""
    whole = " ".join(label.split()).casefold().rstrip(".")
    for candidate in (whole, _NUMBERED.sub("", _BRACKETED.sub("", whole)), *_parts(whole)):
        if candidate in words("interviewer"):
            return "interviewer"
        if candidate in words("interviewee"):
            return "interviewee"
    return ""


def _parts(whole: str) -> tuple[str, ...]:
    """What stands beside a name (`Pat Lee (Interviewer)`, `Moderator - Pat`); single letters would be initials."""
    return tuple(part for part in _BESIDE.split(whole) if len(part) > 2)


@lru_cache(maxsize=4096)
def _tokens(name: str) -> tuple[str, ...]:
    found = tuple(word.casefold() for word in _WORD.findall(_BRACKETED.sub(" ", name)))
    kept = tuple(word for word in found if word not in words("title"))
    return kept or found


def same(label: str, name: str) -> int:
    """How surely a label means the person `name` (`Des Pargeter, Workshop Foreman`): 4 the same words, 3 all of the
    label's words are in the name, 2 the initials, 0 not."""
    person = _person(name)
    told, known = _tokens(label), _tokens(person)
    if not told or not known:
        return 0
    if sorted(told) == sorted(known):
        return 4
    if set(told) <= set(known) or (len(known) > 0 and set(known) <= set(told)):
        return 3
    letters = "".join(word[0] for word in known)
    written = label.replace(".", "").replace(" ", "").casefold()
    if len(known) > 1 and written in (letters, letters[0] + letters[-1]):
        return 2
    if len(told) > 1 and told[-1] == known[-1] and told[0] == known[0][:1]:
        return 2
    return 0


def _person(name: str) -> str:
    """The name without the position after a comma; `Lee, Pat` keeps both, as one word stands before the comma."""
    before, comma, _ = name.partition(",")
    return before if comma and len(_tokens(before)) > 1 else name
