"""How a line may open a turn: what stands on it, not yet whether to believe it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from voc.transcripts.names import namelike, speaks
from voc.transcripts.times import CLOCK, SPOKEN, STAMP, seconds

REACH = 130
"""Characters within which a label must end."""

_MARKS = r"[*_]{0,3}"
_LEAD = rf"\s*(?:>\s*|[-•–]\s+|\#{{1,6}}\s+)*{_MARKS}"
_LABEL = re.compile(
    rf"""{_LEAD}(?:\d{{1,4}}[.)]?\s+)?{_MARKS}
    (?:[\[(<]?(?P<before>{STAMP})[\])>]?:?{_MARKS}\s*(?:[-–—|]\s*)?)?
    (?:<v(?:\.[\w.]*)?(?:\s+(?P<voice>[^>]*))?>\s*)?
    {_MARKS}(?P<open>[\[<])?(?P<label>[^\W\d_][^:：\n*<>\[\]{{}}|\#]{{0,110}}?)(?(open)[\]>])
    {_MARKS}\s*(?:[\[(]?\s*(?P<after>{STAMP})\s*[\])]?)?{_MARKS}\s*
    [:：]{_MARKS}(?!\d|//|\\)\s*(?P<text>.*)""",
    re.X | re.S,
)
_TAGGED = re.compile(
    rf"{_LEAD}(?:[\[(]?(?P<before>{STAMP})[\])]?\s*)?"
    r"(?:<v(?:\.[\w.]*)?\s+(?P<voice>[^>]+)>|\[(?P<label>[^\]\n]{1,40})\])\s*:?\s*(?P<text>.*)",
    re.S,
)
_HEADING = re.compile(
    rf"""{_LEAD}(?:
    (?P<open>[\[<])?(?P<label>[^\W\d_][^:\n*<>\[\]{{}}|]{{0,70}}?)(?(open)[\]>])
    {_MARKS}\s*[\[(|,–—-]?\s*{_MARKS}(?P<time>(?<=[\s\[(|,–—*_-]){STAMP}|(?<=\s){SPOKEN})\s*[\])]?
    | [\[(]?(?P<time2>{STAMP})[\])]?{_MARKS}\s*[-–—|,]?\s*{_MARKS}(?P<label2>[^\W\d_][^:\n*<>\[\]{{}}|]{{0,70}}?)
    ){_MARKS}\s*$""",
    re.X,
)
_BARE = re.compile(
    rf"{_LEAD}(?:[\[(]\s*(?P<time>{STAMP})\s*[\])]{_MARKS}\s*:?|(?P<time2>{STAMP})(?:(?=\s*{_MARKS}\s*$)|(?<=:\d\d)(?<=\d:\d\d:\d\d)\b))"
    rf"{_MARKS}\s*(?P<text>.*)$",
    re.S,
)
_ALONE = re.compile(
    rf"(?:\#{{1,6}}\s+|[*_]{{2,3}}|(?=\w+\s*$)){_MARKS}\[?(?P<label>[^\W\d_][^:*\[\]]{{0,60}}?)\]?{_MARKS}\s*$"
)
_RANGE = re.compile(rf"\s*{CLOCK}\s*-->\s*{CLOCK}\s*$")
_SPEAKER_CODE = re.compile(r"(?:speaker|spk|spkr)[ _]?\w{1,3}$", re.I)
_TIME_WORDS = re.compile(r"[0-9] (?:second|minute)")


@dataclass(slots=True)
class Hit:
    """What a line seems to be: a `label` with text, a `heading`, a bare `time` with text, a `name` alone, a `range`.
    `opens` tells that it begins a paragraph or follows another hit."""

    kind: str
    label: str = ""
    at: float | None = None
    text: str = ""
    opens: bool = False


def look(lines: Sequence[str], text: str) -> tuple[dict[int, Hit], int]:
    """Lines that may begin a turn, by place, and the number of paragraphs (of lines, if nothing is left blank)."""
    hits: dict[int, Hit] = {}
    blank, paragraphs, filled = True, 0, 0
    spoken = 100 if (" second" in text or " minute" in text) and _TIME_WORDS.search(text) else 0
    wide = "：" in text
    dotted = "\nA. " in text and (text.startswith("Q. ") or "\nQ. " in text)
    for place, line in enumerate(lines):
        if not line or (line[0] <= " " and line.isspace()):
            blank = True
            continue
        filled += 1
        paragraphs += blank and line[0] != "#" and line[:3] not in ("---", "***", "___")
        colon = line.find(":", 0, REACH)
        if 0 < colon <= 60 and line[colon + 1 : colon + 2] == " " and line[0].isalpha():
            head = line[:colon]
            if head.isalnum() or (head.replace(" ", "").isalnum() and head[-1] != " " and "  " not in head):
                hits[place] = Hit("label", head, None, line[colon + 2 :], blank or (place - 1) in hits)
                blank = False
                continue
        if colon >= 0 or line[0] in " #*_[<" or len(line) < spoken or wide or dotted or " " not in line or "\t" in line:
            hit = _classify(line, dotted)
            if hit is not None:
                if hit.kind == "time" and not hit.text and not blank and _names(lines[place - 1], place - 1, hits):
                    hits[place - 1] = Hit("heading", lines[place - 1].strip(), hit.at, "", True)
                hit.opens = blank or (place - 1) in hits
                hits[place] = hit
        blank = False
    return hits, paragraphs if paragraphs > 2 else filled


def _names(line: str, place: int, hits: dict[int, Hit]) -> bool:
    """Whether a line above a bare time is a name: `Pat Lee`, below it `0:03`, below that the text."""
    return (place not in hits or hits[place].kind == "name") and len(line) <= 60 and namelike(line.strip())


def _classify(line: str, dotted: bool) -> Hit | None:
    if dotted and line[:3] in ("Q. ", "A. "):
        return Hit("label", line[0], None, line[3:])
    if "-->" in line and _RANGE.match(line):
        return Hit("range", at=seconds(line))
    if "\t" in line:
        hit = _tabbed(line)
        if hit is not None:
            return hit
    if ":" in line or "：" in line:
        match = _LABEL.match(line)
        if match:
            stamp = match["after"] or match["before"]
            at = seconds(stamp) if stamp else None
            if match["voice"] and not namelike(match["label"]):
                return Hit("label", match["voice"].strip(), at, line[match.start("label") :])
            said = match["text"].rstrip()
            if said[-2:] in ("**", "__") and said.count(said[-2:]) % 2:
                said = said[:-2]
            return Hit("label", " ".join(match["label"].split()), at, said)
        if len(line) <= REACH:
            match = _HEADING.match(line)
            if match:
                return _heading(match)
        hit = bare(line)
        if hit is not None:
            return hit
    elif len(line) < 100 and line.rstrip("*_ ")[-1:] in "sder" and _TIME_WORDS.search(line):
        match = _HEADING.match(line)
        if match:
            return _heading(match)
    if line.lstrip()[:1] in ("[", "<") or "<v" in line[:40] or "[S" in line[:40].upper():
        match = _TAGGED.match(line)
        if match:
            label = (match["voice"] or match["label"] or "").strip()
            at = seconds(match["before"]) if match["before"] else None
            if match["voice"] or _SPEAKER_CODE.match(label) or speaks(label):
                return Hit("label", label, at, match["text"])
    if len(line) < 70:
        match = _ALONE.match(line.strip())
        if match and (namelike(match["label"]) or speaks(match["label"])):
            return Hit("name", " ".join(match["label"].split()))
    return None


def _heading(match: re.Match[str]) -> Hit:
    label, time = match["label"] or match["label2"], match["time"] or match["time2"]
    return Hit("heading", " ".join(label.split()).rstrip(" ,-–—|"), seconds(time))


def _tabbed(line: str) -> Hit | None:
    """Columns between tabs: speaker, time and text in any order that ends with the text; or speaker and text."""
    cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
    if len(cells) < 2:
        return None
    times = [cell for cell in cells[:2] if re.fullmatch(rf"[\[(]?{STAMP}[\])]?", cell)]
    names = [cell.rstrip(":") for cell in cells[:2] if cell not in times]
    if len(times) == 1 and names and namelike(names[0]):
        at = seconds(times[0])
        return Hit("label", names[0], at, " ".join(cells[2:])) if len(cells) > 2 else Hit("heading", names[0], at)
    if not times and len(cells) == 2 and (namelike(names[0]) or speaks(names[0])) and ":" not in line[:REACH]:
        return Hit("label", names[0], None, cells[1])
    return None


def bare(line: str) -> Hit | None:
    """A time at the start of the line: in brackets, alone, or with seconds. "10:30 is when we start" is speech."""
    match = _BARE.match(line)
    return Hit("time", at=seconds(match["time"] or match["time2"]), text=match["text"]) if match else None
