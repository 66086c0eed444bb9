"""What holds for any talk: every word comes back in order with its speaker, whatever it was written in."""

# ruff: noqa: E501, PT017 - a row of a table is a line; either outcome is right, but a refusal must name its cure

from __future__ import annotations

import csv
import io
import itertools
import json
import string
from collections.abc import Callable
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from transcript_files import source, turns

from voc.errors import TranscriptError
from voc.model import Turn
from voc.transcripts import READERS
from voc.transcripts.turns import Piece, assemble

Talk = list[tuple[str, str]]

WORDS = st.sampled_from(
    ["price", "delivery", "so", "it", "is: simple", "we", "buy", "“why”", "5,000", "8/10", "Où", "10:30", "(no)"]
)
SPEECH = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: " ".join(["well", *words]) + ".")
PEOPLE = st.sampled_from(["Ann", "Bob Lee", "José Núñez", "Speaker 3"])


@st.composite
def talks(draw: Callable[[Any], Any]) -> Talk:
    """Turns of at least two people who speak twice, never the same one twice in a row."""
    turns: Talk = []
    for who in ["Ann", "Bob Lee", "Ann", "Bob Lee", *draw(st.lists(PEOPLE, max_size=8))]:
        if not turns or turns[-1][0] != who:
            turns.append((who, draw(SPEECH)))
    for who in ("José Núñez", "Speaker 3"):
        if sum(name == who for name, _ in turns) == 1:
            turns += [("Ann", draw(SPEECH))] if turns[-1][0] == who else []
            turns.append((who, draw(SPEECH)))
    return turns


def wrapped(text: str, width: int = 5) -> str:
    words = text.split(" ")
    return "\n".join(" ".join(words[at : at + width]) for at in range(0, len(words), width))


def clock(n: int, point: str = ".") -> str:
    return f"00:{n // 60:02}:{n % 60:02}{point}000"


def cues(talk: Talk, form: Callable[[str, str, bool], str], point: str) -> str:
    """Captions of five words a cue; the name stands where the form puts it."""
    found, n = [], 0
    for who, text in talk:
        for place, part in enumerate(wrapped(text).split("\n")):
            n += 1
            found.append(f"{n}\n{clock(n, point)} --> {clock(n + 1, point)}\n{form(who, part, place == 0)}\n")
    return "\n".join(found)


def table(talk: Talk, delimiter: str) -> str:
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter).writerows([("speaker", "text"), *talk])
    return held.getvalue()


def first_only(who: str, part: str, first: bool) -> str:
    return f"{who}: {part}" if first else part


WAYS: dict[str, tuple[str, Callable[[Talk], Any]]] = {
    "lines": (".txt", lambda talk: "\n".join(f"{who}: {text}" for who, text in talk)),
    "paragraphs": (".txt", lambda talk: "\n\n".join(f"{who}: {text}" for who, text in talk)),
    "wrapped": (".txt", lambda talk: "\n\n".join(wrapped(f"{who}: {text}", 8) for who, text in talk)),
    "bold": (".md", lambda talk: "\n\n".join(f"**{who}:** {text}" for who, text in talk)),
    "timed": (".txt", lambda talk: "\n".join(f"[{clock(n)}] {who}: {text}" for n, (who, text) in enumerate(talk))),
    "heading": (".txt", lambda talk: "\n\n".join(f"{who}  0:{n:02}\n{text}" for n, (who, text) in enumerate(talk))),
    "time after": (".txt", lambda talk: "\n".join(f"{who} (0:{n:02}):\n{text}\n" for n, (who, text) in enumerate(talk))),
    "tabs": (".txt", lambda talk: "\n".join(f"10:00:{n:02}\t{who}\t{text}" for n, (who, text) in enumerate(talk))),
    "vtt": (".vtt", lambda talk: "WEBVTT\n\n" + cues(talk, first_only, ".")),
    "vtt voices": (".vtt", lambda talk: "WEBVTT\n\n" + cues(talk, lambda who, part, _: f"<v {who}>{part}</v>", ".")),
    "srt": (".srt", lambda talk: cues(talk, first_only, ",")),
    "srt every": (".srt", lambda talk: cues(talk, lambda who, part, _: f"{who}: {part}", ",")),
    "csv": (".csv", lambda talk: table(talk, ",")),
    "semicolons": (".csv", lambda talk: table(talk, ";")),
    "whisperx": (".json", lambda talk: {"segments": [{"speaker": w, "text": t} for w, t in talk]}),
    "assemblyai": (".json", lambda talk: {"utterances": [{"speaker": w, "text": t, "start": 1} for w, t in talk]}),
    "fireflies": (".json", lambda talk: {"sentences": [{"speaker_name": w, "text": t} for w, t in talk]}),
}  # fmt: skip


def sound(read: tuple[Turn, ...]) -> None:
    """What every reader owes: folded text, ascending marks from 0, no two turns of one speaker in a row."""
    for turn in read:
        assert turn.text
        assert turn.text == " ".join(turn.text.split())
        offsets = [mark.offset for mark in turn.marks]
        assert offsets == sorted(set(offsets))
        assert not offsets or (offsets[0] == 0 and offsets[-1] < len(turn.text))
        assert all(turn.text[mark.offset - 1] == " " for mark in turn.marks[1:])
        assert all(mark.at is None or mark.at >= 0 for mark in turn.marks)
    assert all((one.speaker, one.role) != (other.speaker, other.role) for one, other in itertools.pairwise(read))


@settings(max_examples=25, deadline=None)
@given(talks(), st.sampled_from(sorted(WAYS)))
@example(
    [
        ("Ann", "well price."),
        ("Bob Lee", "well price price is: simple is: simple."),
        ("Ann", "well price price price price is: simple."),
        ("Bob Lee", "well price price price price is: simple."),
    ],
    "srt",
)
@example([("Ann", "well price."), *[(who, "well is: simple.") for who in ("Bob Lee", "Ann", "Bob Lee")]], "time after")
def test_every_word_comes_back_with_its_speaker(talk: Talk, way: str) -> None:
    suffix, render = WAYS[way]
    read = turns(source(render(talk), suffix))
    sound(read)
    assert [(turn.speaker, turn.text) for turn in read] == talk


def test_every_way_round() -> None:
    talk = [("Ann", "well why: so."), ("Bob Lee", "well it is: simple price."), ("Ann", "well 10:30 (no)."), ("Bob Lee", "well so.")]  # fmt: skip
    for suffix, render in WAYS.values():
        assert [(turn.speaker, turn.text) for turn in turns(source(render(talk), suffix))] == talk


NOISE = st.text(alphabet=string.printable + "“é€：\u200b\u2028\x1b\x85", max_size=200)
LINES = st.lists(
    st.one_of(
        NOISE,
        st.sampled_from(["Ann: x", "Bob: y", "Ann  0:01", "[00:01] Ann: x", "# T", "---", "", "1", "00:00:01,000 --> 00:00:02,000", "<v Ann>x", "Note: z", "Ann\t0:01\tx"]),
    ),
    max_size=12,
).map("\n".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(LINES, st.sampled_from([".txt", ".md", ".vtt", ".srt", ".csv"]))
def test_any_text_is_read_or_refused(written: str, suffix: str) -> None:
    if not written.strip():
        return
    try:
        read = turns(source(written, suffix))
    except TranscriptError as fault:
        assert fault.cure
        assert fault.line
        return
    sound(read)


@settings(max_examples=100, deadline=None)
@given(LINES)
@example("A\nA\nA0\nA0")
def test_no_text_is_lost_without_a_word(written: str) -> None:
    """Words of a plain text are in a turn, or a note says that something was passed over; a file of which nothing is
    left is refused by who asked for it."""
    if not written.strip() or "-->" in written or written.startswith("WEBVTT"):
        return
    given_ = source(written, ".txt")
    if READERS[-1] is not next(reader for reader in READERS if reader.sniff(given_)):
        return
    read = READERS[-1].read(given_)
    if not read:
        return
    said = " ".join(f"{turn.speaker} {turn.text}" for turn in read)
    plain = [line for line in written.split("\n") if not any(sign in line for sign in ":<：\t")]
    assert sum(map(str.isalpha, said)) >= sum(sum(map(str.isalpha, line)) for line in plain) or given_.notes


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["segments", "text", "start", "words", "chunks", "timestamp", "transcription", "offsets", "utterances", "speaker", "results", "channels", "alternatives", "transcript", "sentences", "speaker_name", "paragraphs", "word", "data"]),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(JSONS)
def test_any_json_is_read_or_refused(value: Any) -> None:
    given_ = source(json.loads(json.dumps(value)) if isinstance(value, dict | list) else {"x": value}, ".json")
    reader = next((reader for reader in READERS if reader.sniff(given_)), None)
    if reader is None:
        return
    try:
        sound(reader.read(given_))
    except TranscriptError as fault:
        assert fault.cure


PIECES = st.lists(
    st.builds(Piece, st.sampled_from(["", "Ann", "Bob"]), NOISE, st.none() | st.integers(1, 99), st.none() | st.floats(0, 99)),
    max_size=8,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_assembling(pieces: list[Piece]) -> None:
    read = assemble(pieces)
    sound(read)
    told = " ".join(turn.text for turn in read)
    assert told.isprintable()
    assert sum(map(str.isalnum, told)) <= sum(sum(map(str.isalnum, piece.text)) for piece in pieces)
