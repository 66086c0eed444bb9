"""Plain text and Markdown as people and programs write it."""

# ruff: noqa: E501 - a row of a table is a line

from __future__ import annotations

import time

import pytest
from transcript_files import pairs, source, times, turns

ANN_AND_BOB = [("Ann", "Why them?"), ("Bob", "It is simple: price wins."), ("Ann", "And then?"), ("Bob", "Trust.")]

SAME_FOUR_TURNS = {
    "label": "Ann: Why them?\nBob: It is simple: price wins.\nAnn: And then?\nBob: Trust.\n",
    "blank lines": "Ann: Why them?\n\nBob: It is simple: price wins.\n\nAnn: And then?\n\nBob: Trust.\n",
    "hard-wrapped": "Ann: Why\nthem?\nBob: It is simple:\nprice wins.\nAnn: And then?\nBob: Trust.\n",
    "wrapped at a colon": "Ann: Why them?\n\nBob: It is\nsimple: price wins.\n\nAnn: And then?\n\nBob: Trust.",
    "blank line within a turn": "Ann: Why them?\n\nBob: It is simple:\n\nprice wins.\n\nAnn: And then?\n\nBob: Trust.",
    "bold with colon": "**Ann:** Why them?\n\n**Bob:** It is simple: price wins.\n\n**Ann:** And then?\n\n**Bob:** Trust.",
    "bold before colon": "**Ann**: Why them?\n\n**Bob**: It is simple: price wins.\n\n**Ann**: And then?\n\n**Bob**: Trust.",
    "space before colon": "Ann : Why them?\nBob : It is simple: price wins.\nAnn : And then?\nBob : Trust.",
    "list": "- Ann: Why them?\n- Bob: It is simple: price wins.\n- Ann: And then?\n- Bob: Trust.",
    "quoted": "> Ann: Why them?\n> Bob: It is simple: price wins.\n> Ann: And then?\n> Bob: Trust.",
    "bracketed": "[Ann]: Why them?\n[Bob]: It is simple: price wins.\n[Ann]: And then?\n[Bob]: Trust.",
    "text below": "Ann:\nWhy them?\n\nBob:\nIt is simple: price wins.\n\nAnn:\nAnd then?\n\nBob:\nTrust.",
    "time first": "[00:00:01] Ann: Why them?\n[00:01:05] Bob: It is simple: price wins.\n[00:02] Ann: And then?\n"
    "[00:03:01] Bob: Trust.",
    "bare time first": "00:00:01 Ann: Why them?\n00:01:05 Bob: It is simple: price wins.\n00:02:00 Ann: And then?\n"
    "00:03:01 Bob: Trust.",
    "time glued to the name": "00:00:01.5Ann: Why them?\n00:01:05.0Bob: It is simple: price wins.\n"
    "00:02:00.1Ann: And then?\n00:03:01.9Bob: Trust.",
    "time in the text": "Ann: Why them?\nBob: It is simple: [00:01:30] price wins.\nAnn: And then?\nBob: Trust.",
    "time at the end": "Ann: Why them? #00:00:12-5#\n\nBob: It is simple: price wins. #00:00:20-1#\n\n"
    "Ann: And then? #00:00:25-0#\n\nBob: Trust. #00:00:30-9#\n",
    "voice tag before the label": "<v S00>Ann: Why them?\n<v S01>Bob: It is simple: price wins.\n<v S00>Ann: And then?\n"
    "<v S01>Bob: Trust.",
    "only a voice tag": "<v Ann>Why them?\n<v Bob>It is simple: price wins.\n<v Ann>And then?\n<v Bob>Trust.",
    "time after the name": "Ann (00:00):\nWhy them?\n\nBob (00:12):\nIt is simple:\n(00:45):\nprice wins.\nAnn (01:00):\n"
    "And then?\nBob (01:02):\nTrust.",
    "time in brackets after the name": "Ann [00:00:00]: Why them?\nBob [00:00:08]: It is simple: price wins.\n"
    "Ann [00:00:15]: And then?\nBob [00:00:21]: Trust.",
    "heading": "Ann  0:01\nWhy them?\n\nBob  1:07\nIt is simple: price wins.\n\nAnn  1:20\nAnd then?\n\nBob  1:01:07\nTrust.",
    "heading with trailing blanks": "Ann  0:01  \nWhy them?\n\nBob  1:07  \nIt is simple: price wins.\n\nAnn  1:20  \n"
    "And then?\n\nBob  1:25  \nTrust.",
    "heading, bold": "**Ann** [0:01]\nWhy them?\n\n**Bob** [1:07]\nIt is simple: price wins.\n\n**Ann** [1:20]\nAnd then?\n\n"
    "**Bob** [1:25]\nTrust.",
    "heading, all bold": "**Ann (00:02)**\nWhy them?\n\n**Bob (00:16)**\nIt is simple: price wins.\n\n**Ann (00:30)**\n"
    "And then?\n\n**Bob (00:31)**\nTrust.",
    "heading, time first": "00:01 Ann\nWhy them?\n\n00:16 Bob\nIt is simple: price wins.\n\n00:30 Ann\nAnd then?\n\n00:31 Bob\nTrust.",
    "heading, time in words": "Ann 1 second\nWhy them?\n\nBob 3 minutes 12 seconds\nIt is simple: price wins.\n\n"
    "Ann 3 minutes 20 seconds\nAnd then?\n\nBob 1 hour 2 minutes 3 seconds\nTrust.",
    "heading, time of day": "Ann  10:12:33\nWhy them?\n\nBob  10:12:40\nIt is simple: price wins.\n\nAnn  10:13:01\nAnd then?\n\n"
    "Bob  10:13:02\nTrust.",
    "heading, name in brackets": "[Ann] 10:12:33\nWhy them?\n\n[Bob] 10:12:40\nIt is simple: price wins.\n\n"
    "[Ann] 10:13:01\nAnd then?\n\n[Bob] 10:13:02\nTrust.",
    "tabs": "10:12:33\tAnn\tWhy them?\n10:12:40\tBob\tIt is simple: price wins.\n10:13:01\tAnn\tAnd then?\n"
    "10:13:02\tBob\tTrust.",
    "tabs, name first": "Ann\t0:01\tWhy them?\nBob\t0:12\tIt is simple: price wins.\nAnn\t0:13\tAnd then?\nBob\t0:14\tTrust.",
    "range, name, text": "0:0:0.0 --> 0:0:3.540\nAnn\nWhy them?\n\n0:0:3.540 --> 0:0:5.0\nBob\nIt is simple: price wins.\n\n"
    "0:0:6.0 --> 0:0:9.0\nAnn\nAnd then?\n\n0:0:9.0 --> 0:0:9.5\nBob\nTrust.",
    "name, time below it, text below that": "Ann\n0:01\nWhy them?\nBob\n1:07\nIt is simple: price wins.\nAnn\n1:20\nAnd then?\nBob\n1:25\nTrust.",
    "lines with numbers": "1 Ann: Why them?\n2 Bob: It is simple: price wins.\n3. Ann: And then?\n4) Bob: Trust.",
    "questions in bold": "**Ann: Why them?**\n\nBob: It is simple: price wins.\n\n**Ann: And then?**\n\nBob: Trust.",
    "time on a line before": "00:00:01\nAnn: Why them?\n\n00:00:05\nBob: It is simple: price wins.\n\nAnn: And then?\nBob: Trust.",
    "no blank after the colon": "Ann:Why them?\nBob:It is simple: price wins.\nAnn:And then?\nBob:Trust.",
    "facts first": "Interview: Acme\nDate: 12 May 2024\nInterviewer: Ann Ray\nRespondent: Bob Lee\n\nAnn: Why them?\n\nBob: It is simple: price wins.\n\nAnn: And then?\n\nBob: Trust.",
    "Markdown headings": "## Ann\n\nWhy them?\n\n## Bob\n\nIt is simple: price wins.\n\n## Ann\n\nAnd then?\n\n## Bob\n\nTrust.",
    "names in bold": "**Ann**\n\nWhy them?\n\n**Bob**\n\nIt is simple: price wins.\n\n**Ann**\n\nAnd then?\n\n**Bob**\n\nTrust.",
}


@pytest.mark.parametrize("written", SAME_FOUR_TURNS.values(), ids=SAME_FOUR_TURNS)
def test_ways_to_write_the_same_four_turns(written: str) -> None:
    assert pairs(written) == ANN_AND_BOB


def test_windows_line_ends_are_gone_before(tmp_path_factory: pytest.TempPathFactory) -> None:
    from transcript_files import interview

    folder = tmp_path_factory.mktemp("study")
    read = interview(folder, "a.txt", SAME_FOUR_TURNS["hard-wrapped"].replace("\n", "\r\n"))
    assert [(turn.speaker, turn.text) for turn in read.turns] == ANN_AND_BOB


LABELS = [
    ("José Núñez: ¿Qué?\nO'Neil: Well.\nJosé Núñez: Si.\nO'Neil: No.", ["José Núñez", "O'Neil"]),
    (
        "Lee, Pat (Acme): Hm?\nAnne-Marie D’Arcy: Oui.\nLee, Pat (Acme): So.\nAnne-Marie D’Arcy: Oui.",
        ["Lee, Pat (Acme)", "Anne-Marie D’Arcy"],
    ),
    ("Speaker 1: Why?\nSpeaker 2: So.\nSpeaker 1: And?\nSpeaker 10: Now.", ["Speaker 1", "Speaker 2", "Speaker 10"]),
    ("SPEAKER_00: Why?\nSPEAKER_01: So.\nSPEAKER_00: And?", ["SPEAKER_00", "SPEAKER_01"]),
    ("[SPEAKER_00] Why?\n[SPEAKER_01] So [laughs].\n[SPEAKER_00] And?", ["SPEAKER_00", "SPEAKER_01"]),
    ("Dr. Voss: So.\nJ.B.: Hm.\nDr. Voss: So.\nJ.B.: Hm.", ["Dr. Voss", "J.B."]),
    (
        "Willem van der Berg: So.\nJoão da Silva: Hm.\nWillem van der Berg: So.\nJoão da Silva: Hm.",
        ["Willem van der Berg", "João da Silva"],
    ),
    ("Q: Why?\nA: So.", ["Q", "A"]),
    (
        "Company: Acme\n\nInterviewer: Why?\n\nSpeaker: So.\n\nInterviewer: Why?\n\nSpeaker: So.\n\nInterviewer: Why?\n\nSpeaker: So.",
        ["Interviewer", "Speaker"],
    ),
    ("pat.lee@acme.com: Why?\njo@x.org: So.\npat.lee@acme.com: And?\njo@x.org: Hm.", ["pat.lee@acme.com", "jo@x.org"]),
    (
        "Dr. María Fernández-López (Head of Procurement, Acme Industrial GmbH): Why?\nAnn: So.",
        ["Dr. María Fernández-López (Head of Procurement, Acme Industrial GmbH)", "Ann"],
    ),
    ("Q. Why?\nA. So.\nQ. And?\nA. Now.", ["Q", "A"]),
    ("Q1: Why?\nA1: So.\nQ2: And?\nA2: Now.", ["Q1", "A1", "Q2", "A2"]),
    ("nisha: why\ndes: so it is: simple\nnisha: and\ndes: now\nnisha: ok\ndes: bye", ["nisha", "des"]),
    ("INTERVIEWER: Why?\nRESPONDENT: So.", ["INTERVIEWER", "RESPONDENT"]),
    ("Moderator: Why?\nP1: So.\nP2: Now.", ["Moderator", "P1", "P2"]),
    ("Ann: Why?\nBob: So.", ["Ann", "Bob"]),
    ("王小明：你好\n李雷：好的\n王小明：再见", ["王小明", "李雷"]),
    (
        "Ann: Why?\n\nBob: So.\n\nReceptionist: Your taxi is here.\n\nAnn: And?\n\nBob: Now.",
        ["Ann", "Bob", "Receptionist"],
    ),
]


@pytest.mark.parametrize(("written", "labels"), LABELS)
def test_labels(written: str, labels: list[str]) -> None:
    assert list(dict.fromkeys(speaker for speaker, _ in pairs(written))) == labels


@pytest.mark.parametrize(
    "line",
    [
        "It is simple: price wins.",
        "Note: we record this.",
        "Honestly: nothing else counts, honestly.",
        "Price: forty of a hundred, and price again.",
        "Things I like: price.",
        "http://example.org is their page",
        "https://example.org/a:b",
        "10:30 is when we start",
        "At 10:30 we start",
        "Monday 10:30",
        "one thing: the price",
        "C:\\prices is the folder",
        "The ratio is 3:1",
        "P.S.: call them",
        "Re: your offer",
        "e.g.: a lorry",
        "[laughs] yes",
        "[Inaudible] and so on",
        "(Laughter) yes",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_what_is_no_speaker_stays_text(line: str, gap: str) -> None:
    written = gap.join(["Ann: Why?", "Bob: So.", "Ann: And?", f"Bob: {line}", line, "Ann: Ok?", "Bob: Bye."])
    assert pairs(written)[3:] == [("Bob", f"{line} {line}"), ("Ann", "Ok?"), ("Bob", "Bye.")]


def test_a_word_twice_before_a_colon_is_no_speaker_beside_those_who_speak_often() -> None:
    talk = "\n\n".join(f"Ann: Why {n}?\n\nBob: So, price and delivery." for n in range(10))
    written = f"{talk}\n\nDelivery: a nine.\n\nAnn: Hm?\n\nBob: Well.\n\nDelivery: a two.\n"
    assert {speaker for speaker, _ in pairs(written)} == {"Ann", "Bob"}


def test_many_labels_take_no_longer_than_few() -> None:
    names = ["".join(chr(97 + n // 26**place % 26) for place in range(4)).capitalize() for n in range(4000)]
    started = time.process_time()
    turns(source("\n\n".join(f"{name}: so\n\nit goes on" for name in names)))
    assert time.process_time() - started < 3, "a search of the text for each label would take minutes"


def test_a_doubtful_label_is_told() -> None:
    given = source(
        "Ann: Why?\n\nBob: So.\n\nand on\n\nand on and on\n\nAnn: And?\n\nBob: Hm.\n\nmore\n\nmore\n\nZoe: Hm."
    )
    assert (turns(given)[-1].speaker, turns(given)[-1].text) == ("Bob", "Hm. more more Zoe: Hm.")
    assert any("“Zoe:” was read as text" in note for note in given.doubts)


def test_a_vouched_label_needs_not_recur() -> None:
    written = "Ann: Why?\n\nBob: So.\n\nand on\n\nand on and on\n\nAnn: And?\n\nBob: Hm.\n\nmore\n\nmore\n\nZoe: Hm."
    assert pairs(written, vouched=("Zoe Hart, buyer",))[-1] == ("Zoe", "Hm.")


def test_paragraphs_of_one_speaker_are_one_turn() -> None:
    assert pairs("Ann: One.\nAnn: Two.\n\nThree.\nBob: Four.\nAnn: Five.\n") == [
        ("Ann", "One. Two. Three."),
        ("Bob", "Four."),
        ("Ann", "Five."),
    ]


MEET = """Acme interview (2024-06-05 10:12 GMT+2) - Transcript

Attendees

Pat Lee, Jo Ray

Transcript

00:00:00

Pat Lee: Hello.

Jo Ray: Hi. Note: we record.

00:05:00

Pat Lee: So?

Jo Ray: Well.

Transcription ended after 00:26:31

This editable transcript was computer generated and might contain errors.
"""
OTTER = """Interview Acme
Wed, Jun 5, 2024 10:12AM • 45:12

SUMMARY KEYWORDS
price, delivery, supplier, trust

SPEAKERS
Pat Lee, Jo Ray, Unknown Speaker

Pat Lee  0:00
Hello.

Unknown Speaker  0:12
Hm.

Jo Ray  1:01:07
Yes.

Transcribed by https://otter.ai
"""
NOSCRIBE = """My interview

Transcribed with noScribe vers. 0.6
Audio source: /home/x/y.wav
(Start: 00:00:00 | Language: English)

S00: Hello.

S01: Hi.

S00: Bye.
"""
FRAMED = [
    (MEET, [("Pat Lee", "Hello."), ("Jo Ray", "Hi. Note: we record."), ("Pat Lee", "So?"), ("Jo Ray", "Well.")], 8),
    (OTTER, [("Pat Lee", "Hello."), ("Unknown Speaker", "Hm."), ("Jo Ray", "Yes.")], 7),
    (NOSCRIBE, [("S00", "Hello."), ("S01", "Hi."), ("S00", "Bye.")], 4),
    (
        "# Interview\n\n## Part one\n\n**Ann:** Why?\n\n---\n\n## Part two\n\n**Bob:** So.\n",
        [("Ann", "Why?"), ("Bob", "So.")],
        3,
    ),
]


@pytest.mark.parametrize(("written", "spoken", "_lines"), FRAMED)
def test_titles_and_footers_are_no_speech(written: str, spoken: list[tuple[str, str]], _lines: int) -> None:
    given = source(written)
    assert [(turn.speaker, turn.text) for turn in turns(given)] == spoken
    assert any("passed over" in note for note in given.notes)


def test_what_is_passed_over_is_told_with_its_line() -> None:
    given = source("# Scores\n\nAnn: Why?\n\nBob: So.\n\n## What counts\n\nAnn: Hm.\n")
    turns(given)
    assert given.notes == ["passed over, as no speech: line 1 “# Scores”, line 7 “## What counts”"]


def test_sentences_before_the_first_label_are_speech_of_nobody() -> None:
    assert pairs("This began before the tape. It goes on.\n\nAnn: Why?\n\nBob: So.\n")[0] == (
        "",
        "This began before the tape. It goes on.",
    )


def test_without_any_label_all_is_speech_of_nobody() -> None:
    assert pairs("so we buy from three\nsuppliers now\n\nand that is it\n") == [
        ("", "so we buy from three suppliers now and that is it")
    ]


TIMES = [
    (SAME_FOUR_TURNS["time first"], [1.0, 65.0, 2.0, 181.0]),
    (SAME_FOUR_TURNS["time glued to the name"], [1.5, 65.0, 120.1, 181.9]),
    (SAME_FOUR_TURNS["time at the end"], [None, 12.5, 20.1, 25.0]),
    (SAME_FOUR_TURNS["heading"], [1.0, 67.0, 80.0, 3667.0]),
    (SAME_FOUR_TURNS["heading, time in words"], [1.0, 192.0, 200.0, 3723.0]),
    (SAME_FOUR_TURNS["heading, time of day"], [0.0, 7.0, 28.0, 29.0]),
    (SAME_FOUR_TURNS["range, name, text"], [0.0, 3.54, 6.0, 9.0]),
    (SAME_FOUR_TURNS["label"], [None] * 4),
    (MEET, [0.0, 0.0, 300.0, 300.0]),
    ("Ann  23:59:58\nWhy?\n\nBob  0:00:03\nSo.\n\nAnn  0:00:05\nHm.", [0.0, 5.0, 7.0]),
]


@pytest.mark.parametrize(("written", "expected"), TIMES)
def test_times(written: str, expected: list[float | None]) -> None:
    assert times(written) == expected


def test_marks_lead_back_to_lines_and_times() -> None:
    turn = turns(source("Ann: One\ntwo.\n\nthree [00:01:00] four\nBob: Hm.\nAnn: x"))[0]
    assert turn.text == "One two. three four"
    assert [tuple(mark) for mark in turn.marks] == [(0, 1, None), (4, 2, None), (9, 4, None), (15, 4, 60.0)]
