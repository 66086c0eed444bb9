"""Where what people decided is kept: `reviewed.csv` in the study, and the interviews that it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from voc import transcripts
from voc.coding import kept
from voc.coding.placing import digest
from voc.errors import TranscriptError
from voc.model import Codebook, Interview
from voc.transcripts import Found


@dataclass(frozen=True)
class Talk:
    """An interview read again, and the digest of what was said in it."""

    interview: Interview
    digest: str


def home(root: Path) -> Path:
    """The file of the study that a folder belongs to: the folder's own, else the nearest above it up to where a
    `criteria.yaml` lies, else the one that would be made in the folder."""
    if not (root / kept.FILE).is_file():
        above: list[Path] = []
        for folder in (root, *root.absolute().parents):
            above.append(folder / kept.FILE)
            if (folder / "criteria.yaml").is_file():
                return next((file for file in above if file.is_file()), root / kept.FILE)
    return root / kept.FILE


def homes(found: Iterable[Found]) -> dict[Path, list[Found]]:
    """The files, each with the transcripts it speaks of, in the order of the transcripts."""
    by_root: dict[Path, Path] = {}
    files: dict[Path, list[Found]] = {}
    for item in found:
        file = by_root.setdefault(item.root, home(item.root))
        files.setdefault(file, []).append(item)
    return files


def talks(found: Sequence[Found], codebook: Codebook) -> list[Talk]:
    """The transcripts that can be read, read; what is wrong with the others was told where they were coded."""
    read = []
    for item in found:
        try:
            interview = transcripts.load(item, codebook)
        except TranscriptError:
            continue
        read.append(Talk(interview, digest(interview)))
    return read
