"""Studies of any size for the other benchmarks, made of the sample study."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import yaml

import voc.codebook
from voc import transcripts
from voc.model import Interview

SAMPLE = Path(__file__).parents[1] / "interviews"
NEW = 30
"""One word in so many of a made interview is one that no other interview has."""
_SYLLABLES = (
    "ba be bo da de do fa fi ga go ka ke ki la le lo ma mi mo na ne no pa pe po ra ri ro sa se ta te ti va vo".split()
)


def copies(folders: Sequence[Path], count: int, into: Path) -> None:
    """The files of the folders again and again, as they are, until there are at least `count` interviews."""
    held = sum(len(transcripts.discover([folder])) for folder in folders)
    for number in range(max(-(-count // held), 1)):
        for place, folder in enumerate(folders):
            shutil.copytree(folder, into / f"{number:04}" / str(place))


def variations(count: int, into: Path) -> int:
    """`count` interviews in plain text, each with an account and words of its own; how many words they have."""
    codebook = voc.codebook.load(None)
    sources = [transcripts.load(found, codebook) for found in transcripts.discover([SAMPLE])]
    chance = random.Random(7)
    words = 0
    for number in range(count):
        text = _varied(sources[number % len(sources)], number, chance)
        words += len(text.split())
        (into / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return words


def _varied(interview: Interview, number: int, chance: random.Random) -> str:
    meta = interview.meta
    speakers = {"Q": "interviewer", "R": "interviewee"}
    facts = {"account": f"{meta.account} {number}", "vendor": meta.vendor, "side": meta.side, "speakers": speakers}
    lines = []
    for turn in interview.turns:
        said = [_new(chance) if chance.randrange(NEW) == 0 else word for word in turn.text.split()]
        lines.append(f"{'Q' if turn.role == 'interviewer' else 'R'}: {' '.join(said)}")
    return f"---\n{yaml.safe_dump(facts, allow_unicode=True)}---\n" + "\n\n".join(lines) + "\n"


def _new(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=5))
