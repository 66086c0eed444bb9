"""Who is who: which labels are the interviewer's.

The metadata decides; else the labels themselves (`Interviewer`, `Q`, `Moderator`); else who asks most of the questions,
when that is clear; else the file is refused with the lines to add. Whoever is not an interviewer is an interviewee.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from voc.errors import TranscriptError
from voc.model import Metadata, Role, Turn
from voc.transcripts.names import same, speaks
from voc.transcripts.source import listing
from voc.transcripts.words import words

CLEAR = 2.0
"""Who asks must ask this many times as many questions as anyone else, and at least `FEWEST`."""
FEWEST = 2

_PLAIN = re.compile(r"[^\W\d_][\w .'’-]*")
_OPENER = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?")


def cast(
    turns: tuple[Turn, ...], meta: Metadata, speakers: Mapping[str, str], place: str, line: int | None
) -> tuple[tuple[Turn, ...], list[str]]:
    """The turns with their roles, and warnings. `place` names where `speakers` belongs, for the cure; `line` is the
    first line of the text. Raises `TranscriptError` when it cannot be told who asks."""
    labels = list(dict.fromkeys(turn.speaker for turn in turns))
    warned: list[str] = []
    roles, spare = _told(labels, meta, speakers)
    if spare:
        warned.append(f"speakers: {listing(spare)} not among the labels ({listing(label or '“”' for label in labels)})")
    for turn in turns:
        if turn.role and turn.speaker not in roles:
            roles[turn.speaker] = turn.role
    named = [label for label in labels if label]
    if not named and "" not in roles:
        raise TranscriptError(
            meta.path,
            "nobody is named as a speaker",
            f"transcribe with speaker labels; or, if all is the respondent's, {_lines(place, {'': 'interviewee'})}",
            line,
        )
    unknown = [label for label in named if label not in roles]
    if unknown:
        roles |= _by_label(unknown, roles)
        unknown = [label for label in named if label not in roles]
    if unknown and "interviewer" not in roles.values():
        roles |= _by_asking(turns, unknown, roles, meta, place, line, warned)
    done = {label: roles.get(label, "interviewee" if label else "") for label in labels}
    if "interviewee" not in done.values():
        raise TranscriptError(
            meta.path,
            f"only the interviewer speaks ({listing(named)})",
            f"if that is not so, {_lines(place, dict.fromkeys(labels, 'interviewee'))}",
            line,
        )
    if not done.get("", "x"):
        silent = sum(len(turn.text) for turn in turns if not turn.speaker)
        share = 100 * silent / max(sum(len(turn.text) for turn in turns), 1)
        warned.append(f"{share:.0f}% of the text has no speaker, and is not counted")
    return tuple(_with(turn, done[turn.speaker]) for turn in turns), warned


def _with(turn: Turn, role: Role) -> Turn:
    return turn if turn.role == role else Turn(turn.speaker, turn.text, role, turn.marks)


def _told(labels: Sequence[str], meta: Metadata, speakers: Mapping[str, str]) -> tuple[dict[str, Role], list[str]]:
    """Roles by the metadata, and the keys of `speakers` that meet no label."""
    roles: dict[str, Role] = {}
    people = [(name, "interviewer") for name in meta.interviewer] + [
        (name, "interviewee") for name in _people(meta.interviewee)
    ]
    spare: list[str] = []
    for key, value in speakers.items():
        label = _find(key, labels)
        if label is None:
            spare.append(key)
            continue
        said = speaks(value) or _best(value, people)
        if said:
            roles[label] = said
    for label in labels:
        if label and label not in roles:
            said = _best(label, people)
            if said:
                roles[label] = said
    return roles, spare


def _people(written: str) -> list[str]:
    """`Anneke Vos, VP Operations; Rajiv Menon, Director` are two people."""
    return [part.strip() for part in re.split(r";|\band\b|&", written) if part.strip()]


def _find(key: str, labels: Sequence[str]) -> str | None:
    """The label that a key of `speakers` means: the same, the same but for capitals, its number, its name."""
    folded = key.casefold()
    for label in labels:
        if label.casefold() == folded:
            return label
    for label in labels:
        if label and re.sub(r"^(?:speaker|spk)[ _]?0*(?=\w)", "", folded) == re.sub(
            r"^(?:speaker|spk)[ _]?0*(?=\w)", "", label.casefold()
        ):
            return label
    found = [label for label in labels if label and same(label, key) > 1]
    return found[0] if len(found) == 1 else None


def _best(label: str, people: Sequence[tuple[str, str]]) -> Role:
    """The role of the person whom the label most surely means; none if it may be either."""
    scores = {role: max((same(label, name) for name, r in people if r == role), default=0) for role in _ROLES}
    asks, answers = scores["interviewer"], scores["interviewee"]
    if asks == answers:
        return ""
    return "interviewer" if asks > answers else "interviewee"


_ROLES: tuple[Role, ...] = ("interviewer", "interviewee")


def _by_label(unknown: Sequence[str], roles: Mapping[str, Role]) -> dict[str, Role]:
    """Roles that labels tell. Single letters mean something only together: `A` answers where there is a `Q`, `I` asks
    where somebody else speaks."""
    found: dict[str, Role] = {}
    letters = {label.casefold().rstrip(".0123456789") for label in unknown}
    for label in unknown:
        bare = label.casefold().rstrip(".0123456789")
        said = speaks(label)
        if said and (len(bare) > 1 or letters >= {"q", "a"} or (bare == "q")):
            found[label] = said
        elif bare in words("interviewer initial") and len(letters) > 1 and "interviewer" not in roles.values():
            found[label] = "interviewer"
    return found


def _by_asking(
    turns: Sequence[Turn],
    unknown: Sequence[str],
    roles: Mapping[str, Role],
    meta: Metadata,
    place: str,
    line: int | None,
    warned: list[str],
) -> dict[str, Role]:
    """The interviewer among labels of which nothing is known: the one who asks."""
    if "interviewee" in roles.values() and len(unknown) == 1:
        return {unknown[0]: "interviewer"}
    if len(unknown) == 1 and not roles:
        warned.append(f"only {unknown[0]} speaks; taken for the respondent")
        return {unknown[0]: "interviewee"}
    asked = {label: _questions(turns, label) for label in unknown}
    first, second = sorted(unknown, key=lambda label: (-asked[label], unknown.index(label)))[:2]
    if asked[first] < FEWEST or asked[first] < CLEAR * asked[second]:
        guess = {label: "interviewer" if label == first else "interviewee" for label in unknown}
        raise TranscriptError(
            meta.path,
            f"it is not clear who asks and who answers ({listing(unknown)})",
            _lines(place, guess),
            line,
        )
    return {first: "interviewer"}


def _questions(turns: Sequence[Turn], label: str) -> int:
    """Questions that a speaker asks: question marks; in a transcript without any, turns that open like a question."""
    if any("?" in turn.text for turn in turns):
        return sum(turn.text.count("?") for turn in turns if turn.speaker == label)
    openers = words("question opener")
    count = 0
    for turn in turns:
        match = _OPENER.search(turn.text) if turn.speaker == label else None
        if match and (match[0].casefold() in openers or match[0].split()[0].casefold() in openers):
            count += 1
    return count


def _lines(place: str, guess: Mapping[str, str]) -> str:
    """The `speakers:` lines to add."""
    listed = "\n".join(
        f"  {label if _PLAIN.fullmatch(label) else json.dumps(label, ensure_ascii=False)}: {role}"
        for label, role in guess.items()
    )
    swap = " (swap them if it is the other way round)" if len(guess) > 1 else ""
    return f"add to {place}{swap}:\nspeakers:\n{listed}"
