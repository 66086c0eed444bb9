"""WebVTT and SRT: (cues, what is said)."""

# ruff: noqa: E501 - a row of a table is a line

from __future__ import annotations

import pytest
from transcript_files import pairs, source, times, turns

from voc.errors import TranscriptError


def vtt(*cues: str) -> str:
    return "WEBVTT\n\n" + "".join(
        f"{n}\n00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\n{cue}\n\n" for n, cue in enumerate(cues, 1)
    )


def srt(*cues: str) -> str:
    return "".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{cue}\n\n" for n, cue in enumerate(cues, 1))


SAID = [
    # labels
    (
        ("Ann: Hello, it", "is simple: price", "wins.", "Bob: Yes.", "Ann: Ok."),
        [("Ann", "Hello, it is simple: price wins."), ("Bob", "Yes."), ("Ann", "Ok.")],
    ),
    (("Ann: Why?", "Bob: So."), [("Ann", "Why?"), ("Bob", "So.")]),
    (
        ("- Ann: Why?\n- Bob: So.", "- Ann: And?\n- Bob: Hm."),
        [("Ann", "Why?"), ("Bob", "So."), ("Ann", "And?"), ("Bob", "Hm.")],
    ),
    (
        ("[SPEAKER_00]: Why?", "[SPEAKER_01]: So [laughs].", "[SPEAKER_00]: And?"),
        [("SPEAKER_00", "Why?"), ("SPEAKER_01", "So [laughs]."), ("SPEAKER_00", "And?")],
    ),
    (("Ann: No.", "No.", "Bob: No.", "Ann: No."), [("Ann", "No. No."), ("Bob", "No."), ("Ann", "No.")]),
    (
        ("Ann: How many?", "Bob: it is\n5000", "Ann: 10:30?"),
        [("Ann", "How many?"), ("Bob", "it is 5000"), ("Ann", "10:30?")],
    ),
    (("see https://example.org/a", "and then: go"), [("", "see https://example.org/a and then: go")]),
    # voice tags
    (("<v Ann>Why?</v>", "<v Bob>So.</v>", "<v Bob>On.</v>"), [("Ann", "Why?"), ("Bob", "So. On.")]),
    (
        ("<v Lee, Pat (Acme)>AT&amp;T &lt;3</v>", "<v Jo (Guest)>So."),
        [("Lee, Pat (Acme)", "AT&T <3"), ("Jo (Guest)", "So.")],
    ),
    (("<v.loud Ann>Why?", "<v.first.loud Bob>So."), [("Ann", "Why?"), ("Bob", "So.")]),
    (("<v AT&amp;T Bot>Why?</v>", "<v Bob>So</v>"), [("AT&T Bot", "Why?"), ("Bob", "So")]),
    (("<v Ann>A</v> <v Bob>B</v>", "<v Ann>C</v>"), [("Ann", "A"), ("Bob", "B"), ("Ann", "C")]),
    (("<v Ann>One\ntwo</v>", "<v Ann>Note: three</v>"), [("Ann", "One two Note: three")]),
    (
        ("<v Ann>Why?</v>", "<v Bob>So: it is</v>", *["<v Bob>x</v>"] * 17, "nobody"),
        [("Ann", "Why?"), ("Bob", "So: it is" + " x" * 17), ("", "nobody")],
    ),
    (("<v Ann>Why?", "and", "<v Bob>So.", "on"), [("Ann", "Why? and"), ("Bob", "So. on")]),
    (("<v >Why?", "<v >So."), [("", "Why? So.")]),
    (
        ("<v S00>Ann: Why?", "<v S01>Bob: So.", "<v S01>On.", "<v S00>Ann: And?", "<v S01>Bob: Hm.", "<v S00>Well."),
        [("Ann", "Why?"), ("Bob", "So. On."), ("Ann", "And?"), ("Bob", "Hm."), ("Ann", "Well.")],
    ),
    # other mark-up
    (
        ("<i>so</i> <c.yellow>we</c> {\\an8}buy <00:00:01.500>from", "5 < 6 and <b>7</b>"),
        [("", "so we buy from 5 < 6 and 7")],
    ),
]


@pytest.mark.parametrize(("cues", "said"), SAID)
def test_cues(cues: tuple[str, ...], said: list[tuple[str, str]]) -> None:
    assert pairs(vtt(*cues), ".vtt") == said
    assert pairs(srt(*cues), ".srt") == said


ROLLING = [
    (
        "we<00:00:01.300><c> buy from three</c>",
        "we buy from three",
        "we buy from three\nsuppliers<00:00:01.300><c> in the north</c>",
        "suppliers in the north",
        "suppliers in the north\nand<00:00:01.300><c> two in the south</c>",
    ),
    (
        "we buy from three",
        "we buy from three\nsuppliers in the north",
        "suppliers in the north\nand two in",
        "and two in\nthe south",
    ),
    ("we buy from three", "from three suppliers in the north", "the north and two in", "two in the south"),
    (
        "we buy",
        "we buy from three",
        "we buy from three suppliers",
        "we buy from three suppliers in the north and two in the south",
    ),
]


@pytest.mark.parametrize("cues", ROLLING)
def test_rolling_captions_are_taken_once(cues: tuple[str, ...]) -> None:
    given = source(srt(*cues), ".srt")
    assert turns(given)[0].text == "we buy from three suppliers in the north and two in the south"
    assert given.notes[0].startswith("rolling captions")


def test_people_do_say_it_twice() -> None:
    assert pairs(srt("Ann: No.", "No.", "Ann: we buy it", "and sell it", "we buy it", "and so on"), ".srt") == [
        ("Ann", "No. No. we buy it and sell it we buy it and so on")
    ]


ODD = [
    ("WEBVTT\n1\n00:00:01.930 --> 00:00:03.310\nAnn: hello\n2\n00:00:05.120 --> 00:00:06.270\nBob: yes\n", "no blank lines"),
    ("WEBVTT - a title\nKind: captions\nLanguage: en\n\n00:01.930 --> 00:03.310 align:start position:0%\nAnn: hello\n\n00:05.120 --> 00:06.270\nBob: yes", "short times, settings"),
    ("\n\n00:00:01.930 --> 00:00:03.310\nAnn: hello\n\n00:00:05.120 --> 00:00:06.270\nBob: yes\n\n", "no header"),
    ("WEBVTT\n\nNOTE\nmade by X\n\nSTYLE\n::cue { color: red }\n\nb05cbc69-3364-4c0c-a05b-70f360077a3c/7-0\n00:00:01.930 --> 00:00:03.310\nAnn: hello\n\nNOTE more\nof it\n\nb05cbc69-3364-4c0c-a05b-70f360077a3c/19-0\n00:00:05.120 --> 00:00:06.270\nBob: yes\n", "notes, long ids"),
    ("WEBVTT\n\nintro\n00:00:01.930 --> 00:00:03.310\nAnn: hello\n\nsecond part\n00:00:05.120 --> 00:00:06.270\nBob: yes\n", "ids in words"),
    ("WEBVTT\n\n0:0:1.930 --> 0:0:3.310\nAnn: hello\n\n0:0:5.120 --> 0:0:6.270\nBob: yes\n", "old Teams"),
    ("1\n00:00:01.930 --> 00:00:03.310\nAnn: hello\n\n2\n00:00:05,120 -->\nBob: yes\n", "half a time"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "_why"), ODD)
def test_odd_but_real_files(written: str, _why: str) -> None:
    assert pairs(written, ".vtt") == [("Ann", "hello"), ("Bob", "yes")]
    assert times(written, ".vtt") == [1.93, 5.12]


def test_a_blank_line_within_a_cue_loses_nothing() -> None:
    written = (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nAnn: one\n\ntwo\n\n2\n00:00:03.000 --> 00:00:04.000\nBob: x\n"
    )
    assert pairs(written, ".vtt") == [("Ann", "one two"), ("Bob", "x")]


def test_negative_times_are_the_beginning() -> None:
    written = "WEBVTT\n\n-0:0:1.2 --> 0:0:2.0\n<v Ann>Why?\n\n0:0:-1.5 --> 0:0:2.0\n<v Bob>So.\n"
    assert times(written, ".vtt") == [0.0, 0.0]


def test_marks_give_line_and_time_of_each_cue() -> None:
    first, _ = turns(source(vtt("Ann: one", "two\nthree", "Bob: x"), ".vtt"))
    assert first.text == "one two three"
    assert [tuple(mark) for mark in first.marks] == [(0, 5, 1.0), (4, 9, 2.0)]


@pytest.mark.parametrize("written", ["WEBVTT\n\n", "WEBVTT\n\nhello there\n", vtt("", " "), vtt("<v Ann></v>")])
def test_captions_that_say_nothing_are_refused(written: str) -> None:
    with pytest.raises(TranscriptError, match=r"x\.vtt:1: (there is no caption|the captions are all empty)") as told:
        turns(source(written, ".vtt"))
    assert told.value.cure


def test_captions_are_known_by_what_stands_in_them() -> None:
    assert pairs(vtt("Ann: Why?", "Bob: So."), ".txt") == [("Ann", "Why?"), ("Bob", "So.")]
    assert pairs(srt("Ann: Why?", "Bob: So."), ".txt") == [("Ann", "Why?"), ("Bob", "So.")]
