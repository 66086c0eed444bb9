"""Who asks and who answers: (labels and what they say, metadata, who is who)."""

# ruff: noqa: E501 - a row of a table is a line

from __future__ import annotations

from pathlib import Path

import pytest
from transcript_files import interview

from voc.errors import TranscriptError


def talk(*lines: str) -> str:
    return "\n\n".join(lines * 2) + "\n"


TOLD = [
    # by labels
    (talk("Interviewer: So.", "Respondent: So."), "", {"Interviewer": "interviewer", "Respondent": "interviewee"}),
    (talk("Q: So.", "A: So."), "", {"Q": "interviewer", "A": "interviewee"}),
    (talk("I: So.", "B: So."), "", {"I": "interviewer", "B": "interviewee"}),
    (talk("INT: So.", "JB: So."), "", {"INT": "interviewer", "JB": "interviewee"}),
    (talk("Moderator: So.", "P1: So.", "P2: So."), "", {"Moderator": "interviewer", "P1": "interviewee", "P2": "interviewee"}),
    (talk("Pat Lee (Interviewer): So.", "Jo Ray: So."), "", {"Pat Lee (Interviewer)": "interviewer", "Jo Ray": "interviewee"}),
    (talk("Facilitator 2: So.", "Jo: So."), "", {"Facilitator 2": "interviewer", "Jo": "interviewee"}),
    (talk("Researcher: So.", "Participant 7: So."), "", {"Researcher": "interviewer", "Participant 7": "interviewee"}),
    # by who asks
    (talk("Ann: Why?", "Bob: So."), "", {"Ann": "interviewer", "Bob": "interviewee"}),
    (talk("A: Why?", "B: So."), "", {"A": "interviewer", "B": "interviewee"}),
    (talk("B: Why?", "A: So."), "", {"B": "interviewer", "A": "interviewee"}),
    (talk("Ann: Why? How?", "Bob: So?", "Zoe: Hm."), "", {"Ann": "interviewer", "Bob": "interviewee", "Zoe": "interviewee"}),
    (talk("Ann: so how did you choose", "Bob: by price", "Ann: and what else", "Bob: trust"), "", {"Ann": "interviewer", "Bob": "interviewee"}),
    (talk("Ann: We buy from three."), "", {"Ann": "interviewee"}),
    # by metadata, against what they say
    (talk("Ann: Why?", "Bob: So."), "interviewer: Bob", {"Ann": "interviewee", "Bob": "interviewer"}),
    (talk("Ann: Why?", "Bob: So."), "interviewee: Ann", {"Ann": "interviewee", "Bob": "interviewer"}),
    (talk("Interviewer: So.", "Jo: So."), "speakers: {Interviewer: interviewee, Jo: interviewer}", {"Interviewer": "interviewee", "Jo": "interviewer"}),
    (talk("Speaker 1: So.", "Speaker 2: So."), "speakers: {Speaker 1: interviewer, Speaker 2: interviewee}", {"Speaker 1": "interviewer", "Speaker 2": "interviewee"}),
    (talk("Speaker 1: So.", "Speaker 2: So."), "speakers: {speaker 2: moderator}", {"Speaker 1": "interviewee", "Speaker 2": "interviewer"}),
    (talk("SPEAKER_00: So.", "SPEAKER_01: So."), "speakers: {0: interviewer}", {"SPEAKER_00": "interviewer", "SPEAKER_01": "interviewee"}),
    (talk("Speaker 1: So.", "Speaker 2: So."), "speakers: {Speaker 1: Pat Lee}\ninterviewer: Pat Lee", {"Speaker 1": "interviewer", "Speaker 2": "interviewee"}),
    (talk("Speaker 1: So.", "Speaker 2: So."), "speakers: {Speaker 1: Jo}\ninterviewee: Jo Ray, buyer", {"Speaker 1": "interviewee", "Speaker 2": "interviewer"}),
    (talk("JB: So.", "INT: So."), "interviewee: Josh Brennan, Account Manager, Tyreline\ninterviewer: Moira", {"JB": "interviewee", "INT": "interviewer"}),
    (talk("JB: So.", "MK: So."), "interviewee: Josh Brennan, Account Manager", {"JB": "interviewee", "MK": "interviewer"}),
    (talk("Dr Okonjo: So.", "Mr Vance: So."), "interviewee: Dr Ada Okonjo, Clinical Director of Radiology\ninterviewer: Mr Vance", {"Dr Okonjo": "interviewee", "Mr Vance": "interviewer"}),
    (talk("Lee, Pat (Acme): So.", "Ray, Jo (Guest): So."), "interviewer: Jo Ray", {"Lee, Pat (Acme)": "interviewee", "Ray, Jo (Guest)": "interviewer"}),
    (talk("Pat Lee: So.", "Pat Ray: So."), "interviewer: Pat Ray\ninterviewee: Pat Lee", {"Pat Lee": "interviewee", "Pat Ray": "interviewer"}),
    (talk("P. Lee: So.", "Jo: So."), "interviewer: Pat Lee", {"P. Lee": "interviewer", "Jo": "interviewee"}),
    (talk("Anneke Vos: So.", "Rajiv: So.", "Tom: So."), "interviewee: Anneke Vos, VP Operations; Rajiv Menon, Director\ninterviewer: [Tom Ashby]", {"Anneke Vos": "interviewee", "Rajiv": "interviewee", "Tom": "interviewer"}),
    (talk("Ann: Why?", "Bob: So.", "Zoe: Why?"), "interviewer: [Ann, Zoe]", {"Ann": "interviewer", "Bob": "interviewee", "Zoe": "interviewer"}),
    ("So we buy from three.\n", 'speakers: {"": interviewee}', {"": "interviewee"}),
]  # fmt: skip


@pytest.mark.parametrize(("written", "meta", "roles"), TOLD)
def test_who_is_who(tmp_path: Path, written: str, meta: str, roles: dict[str, str]) -> None:
    read = interview(tmp_path, "x.txt", written, meta)
    assert {turn.speaker: turn.role for turn in read.turns} == roles


REFUSED = [
    (talk("Ann: So.", "Bob: So."), 'x.txt:1: it is not clear who asks and who answers (Ann, Bob); add to {}/x.meta.yaml (swap them if it is the other way round):\nspeakers:\n  Ann: interviewer\n  Bob: interviewee'),
    (talk("Ann: Why?", "Bob: Why not?"), "x.txt:1: it is not clear who asks and who answers (Ann, Bob); add to"),
    (talk("Ann: So.", "Lee, Pat: So."), '\n  "Lee, Pat": interviewee'),
    ("so we buy from three\n", 'x.txt:1: nobody is named as a speaker; transcribe with speaker labels; or, if all is the respondent\'s, add to {}/x.meta.yaml:\nspeakers:\n  "": interviewee'),
    (talk("Interviewer: Why?"), "x.txt:1: only the interviewer speaks (Interviewer); if that is not so, add to"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "message"), REFUSED)
def test_refused_with_the_lines_to_add(tmp_path: Path, written: str, message: str) -> None:
    with pytest.raises(TranscriptError) as told:
        interview(tmp_path, "x.txt", written)
    assert message.format(tmp_path) in str(told.value)


def test_the_lines_that_a_refusal_shows_mend_it(tmp_path: Path) -> None:
    written = talk("Ann: So.", "Lee, Pat: So.", "O'Neil: So.", "王小明: So.", "0x: So.")
    with pytest.raises(TranscriptError) as told:
        interview(tmp_path, "x.txt", written)
    lines = told.value.cure.partition(":\n")[2]
    read = interview(tmp_path, "x.txt", written, lines)
    assert read.turns[0].role == "interviewer"
    assert {turn.role for turn in read.turns if turn.speaker != read.turns[0].speaker} == {"interviewee"}


def test_front_matter_is_where_the_lines_belong_if_there_is_one(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match=r"x\.txt:4: .* add to the metadata at the top of .*x\.txt"):
        interview(tmp_path, "x.txt", "---\naccount: Acme\n---\n" + talk("Ann: So.", "Bob: So."))


WARNED = [
    (talk("Ann: Why?", "Bob: So."), "speakers: {Zed: interviewer}", "speakers: Zed not among the labels (Ann, Bob)"),
    ("It began before. And so.\n\n" + talk("Ann: Why?", "Bob: So."), "", "63% of the text has no speaker"),
    (talk("Ann: We buy from three."), "", "only Ann speaks; taken for the respondent"),
]


@pytest.mark.parametrize(("written", "meta", "warning"), WARNED)
def test_warnings(tmp_path: Path, written: str, meta: str, warning: str) -> None:
    read = interview(tmp_path, "x.txt", written, meta)
    assert any(warned.startswith(warning) for warned in read.warnings), read.warnings
    assert [turn.role for turn in read.turns if not turn.speaker] in ([], [""])
