"""The examples of docs/transcripts.md are read as it says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from transcript_files import interview, pairs

from voc.transcripts import SUFFIXES
from voc.transcripts.metadata import KEYS

TEXT = (Path(__file__).parents[2] / "docs" / "transcripts.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, re.M | re.S)


def block(begins: str) -> str:
    """The example that begins so."""
    return next(content for _, content in BLOCKS if content.startswith(begins))


def test_the_first_example() -> None:
    assert pairs(block("Nisha: What")) == [
        ("Nisha", "What do you get from Tarrant?"),
        ("Des", "Hoses. It is simple: anything with oil in it bursts. And it's me that rings them."),
    ]


def ways() -> list[str]:
    cells = [cell for line in block("**Nisha:** text").splitlines() for cell in re.split(r"\s{3,}", line)]
    return [cell.replace("<tab>", "\t") for cell in cells]


@pytest.mark.parametrize("way", ways())
def test_each_way_to_begin_a_turn(way: str) -> None:
    below = "" if way.endswith("text") else "\ntext"
    written = "\n\n".join(
        (way + below).replace("Nisha", name).replace("SPEAKER_00", name).replace("Q:", f"{name}:")
        for name in ("Ann", "Bob", "Ann", "Bob")
    )
    assert pairs(written) == [("Ann", "text"), ("Bob", "text")] * 2


def test_captions_table_and_machine() -> None:
    assert pairs(block("WEBVTT") + "\n3\n00:00:10.000 --> 00:00:11.000\nHanna Weiss: Yes?\n", ".vtt") == [
        ("Hanna Weiss", "Can you tell me a little about the portfolio? Yes?")
    ]
    assert pairs(block("speaker;text"), ".csv") == [("Nisha", "What do you get from Tarrant?"), ("Des", "Hoses.")]
    assert [speaker for speaker, _ in pairs(json.loads(block('{"segments"')), ".json")] == ["SPEAKER_00", "SPEAKER_01"]


def test_metadata(tmp_path: Path) -> None:
    read = interview(tmp_path, "x.txt", block("---\naccount") + "\nNisha: Why?\n\nDes: So.\n")
    assert read.meta.account == "Aldercroft Quarries"
    assert [vendor.aliases for vendor in read.meta.vendors] == [(), ("Hoseline",)]
    assert [turn.role for turn in read.turns] == ["interviewer", "interviewee"]
    assert not read.warnings


def test_every_key_and_suffix_is_described() -> None:
    assert [key for key in KEYS if f"| `{key}` |" not in TEXT] == []
    assert [s for s in SUFFIXES if f"`{s}`" not in TEXT and s not in (".markdown", ".text", ".xlsm")] == []
