"""Captions → pieces of speech, for WebVTT and SRT.

A cue is not a turn: a sentence runs over several cues, and a cue may carry no name. Who speaks is told by a voice tag
(`<v Pat Lee>`) or by a label (`Pat Lee: `); a label inside a voice tag, put there by a person's hand, wins over it.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from voc.transcripts.labels import Sighting, believe, tally
from voc.transcripts.names import namelike, speaks
from voc.transcripts.source import Source, wrong
from voc.transcripts.times import seconds
from voc.transcripts.turns import Piece

_TIME = r"-?\d+:-?\d+(?::-?\d+)?(?:[.,]-?\d+)?"
_ARROW = re.compile(rf"^[ \t]*({_TIME})[ \t]*-->[ \t]*({_TIME})?[^\n]*$", re.M)
_BLOCK = re.compile(r"\n[ \t]*\n")
_NUMBER = re.compile(r"\d+$|[0-9a-fA-F]{8}-[0-9a-fA-F-]{20,}(?:/\S*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:[ \t]+([^>]*))?>")
_TAG = re.compile(r"</?(?:v|c|i|b|u|s|font|ruby|rt|lang)(?:[.\s][^>]*)?>|<\d+:[\d:.]+>|\{\\an?\d\}")
_LABEL = re.compile(
    r"\s*(?:[-–>]+\s*)?(?:\[([^\]\n]{1,60})\]\s*[:：]?|([^\W\d_][^:：\n<>\[\]{}]{0,70}?)\s*[:：])(?!\d|//)\s*"
)
_new = tuple.__new__  # a third of the time of the class, once for every cue of a study
_APART = re.compile(r"\n[^\n]*:|\n\s*[-–\[]|：")
_CODE = re.compile(r"(?:speaker|spk|spkr)[ _]?\w{1,3}$", re.I)
ROLLING = 0.3
"""Share of cues that begin with what the one before ended with, from which on captions are taken for rolling ones."""

TAGGED = 0.9
"""Share of lines with a voice tag from which on a line without one is nobody's; below it, tags stand only where the
speaker changes."""


class _Line(NamedTuple):
    """A line of a cue: `voice` is its tag's name (None without a tag), `label` what stands before a colon and `said`
    what stands after it, `whole` both."""

    line: int
    at: float | None
    voice: str | None
    label: str
    said: str
    whole: str


def pieces(source: Source) -> list[Piece]:
    """What the cues say, in order of the file. Raises if there is no cue."""
    text = source.text
    arrows = list(_ARROW.finditer(text))
    if not arrows:
        raise wrong(
            source, "there is no caption in the file", "export the captions again; a cue begins 00:00:01.000 --> …"
        )
    cues = _cues(source, arrows)
    if not any(cue[2].strip() for cue in cues):
        raise wrong(source, "the captions are all empty", "export the captions again")
    if "<v" in text:
        said = cues
    else:
        said = _unrolled(source, [(line, at, _TAG.sub("", words)) for line, at, words in cues] if "<" in text else cues)
    lines: list[_Line] = []
    for line, at, words in said:
        if "<" in words or "&" in words or "{" in words:
            if words[:3] == "<v " and words[-4:] == "</v>" and words.count("<") == 2 and "&" not in words:
                voice, _, spoken = words[3:-4].partition(">")
                lines.append(_line(line, at, voice.strip(), spoken))
            else:
                lines += _dressed(line, at, words)
        elif "\n" in words and _APART.search(words):
            lines += [_line(line + below, at, None, part) for below, part in enumerate(words.split("\n"))]
        else:
            lines.append(_line(line, at, None, words))
    return _spoken(source, lines, len(said))


def _cues(source: Source, arrows: list[re.Match[str]]) -> list[tuple[int, float | None, str]]:
    """(line of the first words, time, words) of each cue, without identifiers and comments."""
    text, last = source.text, len(arrows) - 1
    cues: list[tuple[int, float | None, str]] = []
    line, seen = source.line, 0
    for place, arrow in enumerate(arrows):
        begin = arrow.end() + 1
        line += text.count("\n", seen, begin)
        seen = begin
        block = text[begin : arrows[place + 1].start()] if place < last else text[begin:]
        cues.append((line, seconds(arrow[1]), _payload(block, place < last)))
    return cues


def _payload(block: str, followed: bool) -> str:
    """A cue's words: what stands below its times. The line above the next cue's times is that one's identifier if a
    blank line precedes it or it looks like one; NOTE, STYLE and REGION blocks are none of the cue's."""
    block = block.rstrip("\n") if not followed or block.endswith("\n\n") else block.removesuffix("\n")
    head, blank, rest = block.partition("\n\n")
    if not blank and "\n" not in block:
        return "" if followed and _NUMBER.match(block.strip()) else block
    if blank and followed and "\n" not in rest and rest.strip():
        return head
    parts = _BLOCK.split(block)
    ends_in_blank = not parts[-1].strip()
    if followed and not ends_in_blank:
        above, _, identifier = parts[-1].rpartition("\n")
        if (len(parts) > 1 and not above) or _NUMBER.match(identifier.strip()):
            parts[-1] = above
    kept = [parts[0]] + [part for part in parts[1:] if not part.lstrip().startswith(("NOTE", "STYLE", "REGION"))]
    return "\n".join(part for part in kept if part.strip())


def _unrolled(source: Source, cues: list[tuple[int, float | None, str]]) -> list[tuple[int, float | None, str]]:
    """Rolling captions show a line again under the next cue's times: take it once. Only where this is the habit of the
    file, for people do say "No." twice."""
    overlaps: dict[int, int] = {}
    before = ""
    shared = [(place, cue) for place, cue in enumerate(cues) if cue[2].strip()]
    for place, (_, _, words) in shared:
        if before:
            size = _overlap(before, words)
            if size:
                overlaps[place] = size
        before = words
    if len(overlaps) < 3 or len(overlaps) < ROLLING * len(shared):
        return cues
    source.notes.append(f"rolling captions: words shown again in {len(overlaps)} of {len(shared)} cues were taken once")
    return [(line, at, words[overlaps.get(place, 0) :]) for place, (line, at, words) in enumerate(cues)]


def _overlap(before: str, words: str) -> int:
    """Characters at the start of `words` that `before` ended with: its last line, all of it, or at least two
    words; one word said again may well be meant."""
    space = words.find(" ")
    if (words[:space] if space > 0 else words[:8]) not in before:
        return 0
    if " " in before and words.startswith(before):
        return len(before)
    head, below, _ = words.partition("\n")
    if " " in head.strip() and before.rpartition("\n")[2].strip() == head.strip():
        return len(head) + len(below)
    first = words.find(" ", space + 1)
    start = before.find(words[:first]) if first > 0 else -1
    while start >= 0:
        tail = before[start:]
        if words.startswith(tail) and (start == 0 or before[start - 1].isspace()):
            return len(tail)
        start = before.find(words[:first], start + 1)
    return 0


def _dressed(line: int, at: float | None, words: str) -> list[_Line]:
    """The lines of a cue with tags or entities; a line without a voice tag belongs to the voice above it in the cue."""
    found: list[_Line] = []
    voice: str | None = None
    for text in words.split("\n"):
        parts = _VOICE.split(text) if "<v" in text else [text]
        for place in range(0, len(parts), 2):
            if place:
                voice = " ".join(html.unescape(parts[place - 1] or "").split())
            plain = _plain(parts[place])
            if plain:
                found.append(_line(line, at, voice, plain))
            if "</v>" in parts[place] and place + 2 < len(parts):
                voice = None
        line += 1
    return found


def _line(line: int, at: float | None, voice: str | None, text: str) -> _Line:
    colon = text.find(":", 0, 74)
    if colon < 0 and text[:1] not in ("[", "-") and "：" not in text:
        return _new(_Line, (line, at, voice, "", text, text))
    if colon > 0 and text[colon + 1 : colon + 2] == " ":
        head = text[:colon]
        if head.replace(" ", "").isalpha() and head[0] != " " != head[-1] and "  " not in head:
            return _new(_Line, (line, at, voice, head, text[colon + 2 :], text))
    match = _LABEL.match(text)
    if match is None or (match[1] and match[0].rstrip()[-1] == "]" and not (_CODE.match(match[1]) or speaks(match[1]))):
        return _Line(line, at, voice, "", text, text)
    return _Line(line, at, voice, " ".join((match[1] or match[2]).split()), text[match.end() :], text)


def _plain(text: str) -> str:
    if "<" in text or "{" in text:
        text = _TAG.sub("", text)
    return html.unescape(text) if "&" in text else text


def _spoken(source: Source, lines: list[_Line], cues: int) -> list[Piece]:
    if not any(line.whole.strip() for line in lines):
        raise wrong(source, "the captions are all empty", "export the captions again")
    seen = [
        Sighting(line.line, line.label)
        for line in lines
        if line.label and (namelike(line.label) or speaks(line.label) or " " not in line.label)
    ]
    counts = tally(seen)
    tagged = sum([line.voice is not None for line in lines])
    believed = believe(seen, counts, cues, source.text, source.vouched, lines[0].line)[0] if seen else set()
    if tagged:
        believed = {label for label in believed if counts[label].times > 1 or label in source.vouched}
    inherits = tagged < TAGGED * len(lines)
    spoken: list[Piece] = []
    speaker = ""
    renamed: dict[str, str] = {}
    for number, at, voice, label, said, whole in lines:
        if label and label in believed:
            speaker = label
            if voice is not None:
                renamed[voice] = label
            spoken.append(Piece(speaker, said, number, at))
            continue
        if voice is not None:
            speaker = renamed.get(voice, voice)
        elif not inherits:
            speaker = ""
        spoken.append(Piece(speaker, whole, number, at))
    return spoken
