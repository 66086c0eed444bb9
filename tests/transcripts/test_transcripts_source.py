"""Bytes: encodings, sizes, and what is no text; (bytes, text or fault)."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from transcript_files import interview

from voc.errors import TranscriptError
from voc.transcripts import source as sources
from voc.transcripts.source import decode

SAID = "Ann: Où ça? €5 – “so”\r\nBob: Là.\rAnn: x\n"
FOLDED = "Ann: Où ça? €5 – “so”\nBob: Là.\nAnn: x\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    notes: list[str] = []
    assert decode(SAID.encode(encoding), "x", notes) == FOLDED
    assert len(notes) == (encoding == "cp1252")


def test_big_endian_with_mark() -> None:
    assert decode(b"\xfe\xff" + SAID.encode("utf-16-be"), "x", []) == FOLDED


def test_one_bad_byte_does_not_spoil_the_rest() -> None:
    notes: list[str] = []
    data = SAID.encode().replace(b"x", b"\xff")
    assert decode(data, "x", notes) == FOLDED.replace("x", "\ufffd")
    assert notes == ["line 2: bytes that are no UTF-8 were replaced; save the file as UTF-8"]


HARMLESS = [
    ("a\x1b[31mb\x1b[0m", "ab"),
    ("a\x1b]8;;http://x\x07b", "ab"),
    ("a\x00b\x07c\x9bd\x7fe and this goes on and on", "abcde and this goes on and on"),
    ("a\u202eb\u2066c\u200bd\ufeffe", "abcde"),
    ("a\tb\nc", "a\tb\nc"),
    ("[red]x[/red] =1+1 <script>", "[red]x[/red] =1+1 <script>"),
    ("é\u200dक\u200c", "é\u200dक\u200c"),
]


@pytest.mark.parametrize(("written", "left"), HARMLESS)
def test_what_steers_a_terminal_is_taken_out(written: str, left: str) -> None:
    assert decode(written.encode(), "x", []) == left


FAULTS = [
    (b"", "the file is empty; export"),
    (b" \r\n\t\n", "the file is empty"),
    (b"\xef\xbb\xbf", "the file is empty"),
    (b"\xff\xfe\x00\x00", "the file is empty"),
    (b"\x00" * 50, "the file is empty"),
    (b"%PDF-1.7 ...", "this is a PDF, not text; save"),
    (b"{\\rtf1 Ann: x", "this is a rich text file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "this is an old or password-protected Office file"),
    (b"\x89PNG\r\n", "this is a picture"),
    (b"ID3\x04", "this is a sound file"),
    (b"\x01\x00\x00\x00\x99\x88\x77\x00\x01\x02\x00\x00" * 30, "this is a binary file"),
    (b"\x01\x02\xff\xfe\x03\x99\x04" * 30, "this is a binary file"),
    (b"Ann: \x81\x8d\x90", "the bytes are no text in a known encoding"),
    (b"\xff\xfeA\x00\n\x00\x00\xd8A\x00", "the file says it is UTF-16-LE but is damaged"),
]


@pytest.mark.parametrize(("data", "problem"), FAULTS)
def test_what_is_no_text(tmp_path: Path, data: bytes, problem: str) -> None:
    with pytest.raises(TranscriptError) as told:
        interview(tmp_path, "x.txt", data)
    assert f"x.txt:{told.value.line}: {problem}" in str(told.value)
    assert told.value.cure


def test_a_file_too_large_is_not_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LIMIT", 1024)
    asked: list[int] = []

    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            asked.append(size)
            return b"x" * size

    with pytest.raises(TranscriptError, match=r"x: the file is larger than 0 MB; split the recording"):
        sources.fetch(Endless(), "x")  # type: ignore[arg-type]
    assert asked == [1025]


def test_no_text_below_the_metadata(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match=r"x\.txt:4: there is no text below the metadata; put"):
        interview(tmp_path, "x.txt", "---\naccount: Acme\n---\n\n")
