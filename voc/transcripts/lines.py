"""Lines of text → pieces of speech, for plain text and for documents turned into lines.

Four ways to show who speaks are known, and the one that explains most of a text is taken for all of it:

    label     `Pat Lee: text`, also `**Pat:** text`, `[00:03:12] Pat: text`, `Speaker 1 (00:12):`, `00:03:40.5Pat: text`
    heading   `Pat Lee  1:07` on a line of its own, the text below it
    range     `0:0:0.0 --> 0:0:3.540`, below it the name, below that the text
    name      `**Pat Lee**` or `## Pat Lee` on a line of its own
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from voc.transcripts.labels import Sighting, believe, tally
from voc.transcripts.names import namelike, speaks
from voc.transcripts.openings import Hit, bare, look
from voc.transcripts.source import Source, listing, shorten
from voc.transcripts.times import CLOCK, seconds
from voc.transcripts.turns import Piece
from voc.transcripts.words import ordered, words

Way = Literal["label", "heading", "range", "name", ""]

HOUR = 3600.0

_RULE = re.compile(r"\s*(?:[-*_=~]\s*){3,}$")
_HASH = re.compile(r"\s*#{1,6}\s")
_HASHED = re.compile(r"#(\d{1,2}:\d{2}:\d{2})(?:[-.,](\d{1,3}))?#")
_INLINE = re.compile(rf"\[({CLOCK})\]")
_SENTENCE = re.compile(r"[.?!…][\"”’')\]]*(?:\s|$)")


def split(source: Source, lines: Sequence[str], *, numbered: bool = True) -> list[Piece]:
    """Pieces in the order of the lines. `numbered` tells that lines are lines of the file, not paragraphs of a
    document. What is passed over (title, header, footer) is told in `source.notes`; nothing else is lost."""
    text = source.text or "\n".join(lines)
    if "#" in text and _HASHED.search(text):
        lines, text = [_hashed(line) for line in lines], _hashed(text)
    hits, openings = look(lines, text)
    way, believed = _way(source, lines, text, hits, openings)
    pieces = _walk(source, lines, hits, way, believed, _footers(lines, text), numbered)
    return _clock(source, _inline(pieces) if "[" in text or "(" in text else pieces)


def _hashed(line: str) -> str:
    return _HASHED.sub(lambda m: f"[{m[1]}.{m[2] or 0}]", line)


def _way(source: Source, lines: Sequence[str], text: str, hits: dict[int, Hit], openings: int) -> tuple[Way, set[str]]:
    """The way that begins most turns, and the labels believed in it."""
    best: tuple[int, Way, set[str]] = (0, "", set())
    first = next((place for place, line in enumerate(lines) if line.strip() and line[0] != "#"), 0)
    doubts: dict[str, list[tuple[int, str]]] = {}
    ranges = [place for place, hit in hits.items() if hit.kind == "range"]
    if ranges:
        below = [place + 1 for place in ranges if place + 2 < len(lines) and lines[place + 2].strip()]
        seen = [Sighting(place, lines[place].strip(), timed=True) for place in below]
        counts = tally(seen)
        believed, _ = believe(seen, counts, len(ranges), text, source.vouched, ranges[0] + 1)
        best = (2 * sum(counts[label].times for label in believed), "range", believed)
    for kind in ("label", "heading", "name"):
        seen = [
            Sighting(place, hit.label, hit.opens, hit.at is not None) for place, hit in hits.items() if hit.kind == kind
        ]
        if not seen:
            continue
        counts = tally(seen)
        units = len(seen) if kind == "heading" else openings
        believed, doubted = believe(seen, counts, units, text, source.vouched, first)
        if kind == "name":
            believed = {label for label in believed if counts[label].times > 1}
            believed = believed if len(believed) > 1 else set()
        total = sum(counts[label].times for label in believed)
        doubts[kind] = doubted
        if total > best[0]:
            best = (total, kind, believed)
    way, believed = best[1], best[2]
    if way == "label":
        believed -= _facts(hits, believed)
    for place, label in sorted(doubts.get("label", []) if way == "label" else []):
        if place > min((p for p, hit in hits.items() if hit.label in believed), default=0):
            source.doubts.append(f"line {place + source.line}: “{shorten(label)}:” was read as text, not as a speaker")
    return way, believed


def _facts(hits: dict[int, Hit], believed: set[str]) -> set[str]:
    """Labels that stand once, before anybody speaks, and are followed by nothing but a name: `Interviewer: Pat Lee`."""
    counts = Counter(hit.label for hit in hits.values() if hit.kind == "label")
    talk = min((place for place, hit in hits.items() if hit.kind == "label" and counts[hit.label] > 1), default=0)
    return {
        hit.label
        for place, hit in hits.items()
        if place < talk and hit.label in believed and counts[hit.label] == 1 and namelike(hit.text.strip())
    }


def _walk(
    source: Source,
    lines: Sequence[str],
    hits: dict[int, Hit],
    way: Way,
    believed: set[str],
    footers: set[int],
    numbered: bool,
) -> list[Piece]:
    speaker: str | None = None
    pieces: list[Piece] = []
    before: list[tuple[int, str]] = []
    over: list[tuple[int, str]] = []
    named = -1
    for place, line in enumerate(lines):
        hit = hits.get(place)
        if hit is None and speaker is not None and line[:1].isalnum() and place != named and place not in footers:
            pieces.append(Piece(speaker, line, place + source.line if numbered else None))
            continue
        if not line or line.isspace():
            if speaker is None:
                before.append((place, ""))
            continue
        number = place + source.line if numbered else None
        opens = hit is not None and hit.kind == way and (way == "range" or hit.label in believed)
        if hit and hit.label and not opens:
            hit = bare(line)
        if place in footers or _RULE.match(line):
            over.append((place, line))
        elif hit and opens:
            if speaker is None:
                pieces += _header(source, before, over, numbered)
            speaker = (speaker or "") if way == "range" else hit.label
            named = place + 1 if way == "range" else -1
            pieces.append(Piece(speaker, hit.text, number, hit.at))
        elif place == named and line.strip() in believed:
            speaker = line.strip()
        elif hit and hit.kind in ("time", "range"):
            pieces.append(Piece(speaker or "", hit.text if speaker is not None else "", number, hit.at))
            if speaker is None:
                before.append((place, hit.text))
        elif speaker is None:
            before.append((place, line))
        elif _HASH.match(line):
            over.append((place, line))
        else:
            pieces.append(Piece(speaker, line, number))
    if speaker is None:
        pieces += [Piece("", line, place + source.line if numbered else None) for place, line in before]
    _tell(source, over)
    return pieces


def _header(
    source: Source, before: list[tuple[int, str]], over: list[tuple[int, str]], numbered: bool
) -> Iterator[Piece]:
    """What stands before the first speaker: titles, lists of people and the like are passed over, sentences are speech
    of nobody known."""
    paragraph: list[tuple[int, str]] = []
    heading = False
    for place, line in [*before, (-1, "")]:
        if line.strip():
            paragraph.append((place, line))
            continue
        if paragraph:
            key = paragraph[0][1].strip().strip("*#_: ").casefold()
            if heading or _titular(paragraph, key):
                over.extend(paragraph)
            else:
                for at, text in paragraph:
                    yield Piece("", text, at + source.line if numbered else None)
            heading = key in words("header key") and len(paragraph) == 1
            paragraph = []


def _titular(paragraph: list[tuple[int, str]], key: str) -> bool:
    if key in words("header key") or paragraph[0][1].lstrip().startswith("#"):
        return True
    spoken = [line for _, line in paragraph if not _keyed(line)]
    whole = " ".join(spoken)
    return not _SENTENCE.search(whole) and len(whole.split()) <= 25


def _keyed(line: str) -> bool:
    """`Date: 12 May 2024`, `Attendees: Pat Lee, Jo`: a word for a fact, a colon, the fact."""
    key, colon, _ = line.strip().strip("*#_ ").partition(":")
    bare = key.strip("*_ ").casefold()
    if not colon or len(bare) > 40:
        return False
    return bare in words("fact") or bare in words("not a speaker") or bool(speaks(bare))


def _footers(lines: Sequence[str], text: str) -> set[int]:
    """Places of the lines by which a program tells about itself."""
    if not any(part in text for part in ("ranscri", "recording", "ended after", "created")):
        return set()
    phrases = [phrase for phrase in ordered("passed over") if phrase in text.lower()]
    return {
        place
        for place, line in enumerate(lines if phrases else ())
        if len(line) < 250 and any(_says(line.lower(), phrase) for phrase in phrases)
    }


def _says(line: str, phrase: str) -> bool:
    """Phrases that end a line after a name (`Pat Lee started transcription`), or begin it."""
    bare = line.strip().strip("*_#> ")
    return bare.startswith(phrase) or (bare.rstrip(".").endswith(phrase) and len(bare.split()) <= 8)


def _tell(source: Source, over: list[tuple[int, str]]) -> None:
    kept = [(place, line) for place, line in over if not _RULE.match(line)]
    if kept:
        told = listing(f"line {place + source.line} “{shorten(line)}”" for place, line in sorted(kept))
        source.notes.append(f"passed over, as no speech: {told}")


def _inline(pieces: list[Piece]) -> list[Piece]:
    """Times that stand in the text (`[00:01:05]`) become times of what follows them."""
    found: list[Piece] = []
    for piece in pieces:
        text = piece.text
        if text[:1] == "(":
            hit = bare(text)
            if hit is not None:
                text, piece = hit.text, piece._replace(text=hit.text, at=hit.at)
        if "[" not in text or not _INLINE.search(text):
            found.append(piece)
            continue
        parts = _INLINE.split(text)
        found.append(piece._replace(text=parts[0]))
        for time, said in zip(parts[1::2], parts[2::2], strict=True):
            found.append(Piece(piece.speaker, said, piece.line, seconds(time)))
    return found


def _clock(source: Source, pieces: list[Piece]) -> list[Piece]:
    """Times of day (Zoom writes them) become seconds from the first of them; midnight may pass."""
    first = next((piece.at for piece in pieces if piece.at is not None), 0.0)
    if first < HOUR:
        return pieces
    source.notes.append("the times were taken for times of day and counted from the first of them")
    found: list[Piece] = []
    days, last = 0.0, first
    for piece in pieces:
        if piece.at is not None:
            if piece.at < last - 12 * HOUR:
                days += 24 * HOUR
            last = piece.at
            piece = piece._replace(at=piece.at + days - first)
        found.append(piece)
    return found
