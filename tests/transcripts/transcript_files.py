"""What the tests of the readers share: content in, (speaker, text) out; and a file with its metadata."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from voc.model import Codebook, Interview, Turn
from voc.transcripts import READERS, Found, load
from voc.transcripts.source import Source

NOBODY = Codebook(criteria=())


def source(
    content: str | bytes | dict[str, Any] | list[Any], suffix: str = ".txt", vouched: tuple[str, ...] = ()
) -> Source:
    if isinstance(content, bytes):
        return Source(f"x{suffix}", suffix, data=content)
    if isinstance(content, str):
        return Source(f"x{suffix}", suffix, text=content, vouched=vouched)
    return Source(f"x{suffix}", suffix, text=json.dumps(content), parsed=json.loads(json.dumps(content)))


def turns(given: Source) -> tuple[Turn, ...]:
    return next(reader for reader in READERS if reader.sniff(given)).read(given)


def pairs(content: Any, suffix: str = ".txt", vouched: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in turns(source(content, suffix, vouched))]


def times(content: Any, suffix: str = ".txt") -> list[float | None]:
    """The time at which each turn begins."""
    return [turn.marks[0].at if turn.marks else None for turn in turns(source(content, suffix))]


def interview(folder: Path, name: str, content: str | bytes, meta: str = "", codebook: Codebook = NOBODY) -> Interview:
    """Write a transcript, and its sidecar if `meta` is given, and load it."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    if meta:
        path.with_name(path.stem + ".meta.yaml").write_text(meta, encoding="utf-8")
    return load(Found(path, path.stem, folder), codebook)


def packed(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()
