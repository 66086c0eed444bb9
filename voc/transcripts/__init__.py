"""Transcripts: files as people have them → `Interview`s.

    for found in discover(["interviews"]):
        interview = load(found, codebook)

`READERS` is the list of formats, in the order in which they are asked; the first that knows a file reads it. A reader
is a module with `NAME`, `SUFFIXES`, `sniff(source) -> bool` and `read(source) -> tuple[Turn, ...]`.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, Protocol

from voc.errors import TranscriptError
from voc.model import Codebook, Interview, Turn
from voc.transcripts import (
    assemblyai,
    csv,
    deepgram,
    docx,
    fireflies,
    srt,
    text,
    vtt,
    whisper,
    xlsx,
)
from voc.transcripts.finding import Found, leaves, search
from voc.transcripts.metadata import KEYS, Facts, Place, build, front, mapping
from voc.transcripts.office import ZIP
from voc.transcripts.roles import cast
from voc.transcripts.source import LIMIT, Source, decode, fetch, listing, parse, wrong
from voc.transcripts.tables import rows, spare

__all__ = ["READERS", "Found", "Reader", "digest", "discover", "load", "read_stdin", "spare_rows"]


class Reader(Protocol):
    """A transcript format: `NAME` as `voc check` shows it, `SUFFIXES` in lower case with their dot."""

    NAME: str
    SUFFIXES: tuple[str, ...]

    def sniff(self, source: Source) -> bool: ...
    def read(self, source: Source) -> tuple[Turn, ...]: ...


READERS: tuple[Reader, ...] = (docx, xlsx, vtt, srt, deepgram, fireflies, assemblyai, whisper, csv, text)  # type: ignore[assignment]

SUFFIXES = tuple(sorted({suffix for reader in READERS for suffix in reader.SUFFIXES}))


def discover(paths: Sequence[str | Path]) -> list[Found]:
    """The transcripts below the paths, sorted by id. Raises `UsageError` for a path that is not there and
    `NothingToRead` when there is no transcript."""
    return search(paths, SUFFIXES)


def spare_rows(paths: Sequence[str | Path], found: Sequence[Found]) -> dict[str, tuple[str, ...]]:
    """Study table → a message for each row that meets no transcript, in the folders among the paths."""
    try:
        return spare(found, [Path(path) for path in paths if Path(path).is_dir()])
    except TranscriptError:
        return {}  # a table that cannot be read fails each of its transcripts, which tell it


def load(found: Found, codebook: Codebook) -> Interview:
    """Read a transcript with its metadata and tell who is who. Raises `TranscriptError`."""
    path = str(found.path)
    data = _bytes(found)
    layers = [*_sidecar(found), *rows(found)]
    doubts: list[str] = []
    if found.id.endswith(found.path.suffix) and found.path.suffix:
        doubts.append(f"another transcript has the same name; this one's id is {found.id}")
    return _interview(data, path, found.path.suffix.lower(), found.id, found.path, layers, codebook, doubts)


def read_stdin(stream: IO[Any], codebook: Codebook | None = None) -> Interview:
    """Read one transcript from a stream of bytes or text. Its id is `stdin`; what stands in it tells its format."""
    held: Any = getattr(stream, "buffer", stream)
    if isinstance(held.read(0), str):
        held = io.BytesIO(held.read(LIMIT + 1).encode("utf-8", "replace"))
    raw = fetch(held, "-")
    return _interview(raw, "-", "", "stdin", None, [], codebook or Codebook(criteria=()), [])


def digest(found: Found) -> str:
    """A hash of all that determines the interview but the codebook: its name, the file, its sidecar, its table row."""
    whole = hashlib.blake2b(digest_size=16)
    sidecar = _beside(found)
    for part in (
        f"{found.id}\n{found.path}".encode(),
        _bytes(found),
        sidecar.read_bytes() if sidecar else b"",
        json.dumps([facts for facts, _ in rows(found)], sort_keys=True, default=str).encode(),
    ):
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()


def _bytes(found: Found) -> bytes:
    path = str(found.path)
    if found.path.is_symlink() and leaves(found.path, found.root):
        raise TranscriptError(
            path, "this is a link to a place outside the study folder", "copy the file in, or name the other folder too"
        )
    try:
        with found.path.open("rb") as stream:
            return fetch(stream, path)
    except OSError as fault:
        raise TranscriptError(
            path, f"it cannot be opened: {fault.strerror}", "check the file and its permissions"
        ) from fault


def _beside(found: Found) -> Path | None:
    """The sidecar of a transcript: `NAME.meta.yaml`; where two files share a name, `NAME.vtt.meta.yaml` comes first."""
    path = found.path
    for name in (path.name, path.stem) if found.id.endswith(path.suffix) else (path.stem,):
        beside = path.with_name(f"{name}.meta.yaml")
        if beside.is_file():
            return beside
    return None


def _sidecar(found: Found) -> list[tuple[Facts, Place]]:
    beside = _beside(found)
    if beside is None:
        return []
    place = Place(str(beside))
    with beside.open("rb") as stream:
        text = decode(fetch(stream, place.path), place.path, [])
    return [(mapping(text, place), place)]


def _interview(
    data: bytes,
    path: str,
    suffix: str,
    id: str,
    file: Path | None,
    layers: list[tuple[Facts, Place]],
    codebook: Codebook,
    doubts: list[str],
) -> Interview:
    body, line, parsed = "", 1, None
    where = str(file.with_name(file.stem + ".meta.yaml")) if file else "the top of the text, between two lines `---`"
    if not data.startswith(ZIP) and suffix not in docx.SUFFIXES + xlsx.SUFFIXES:
        body = decode(data, path, doubts)
        facts, body, line = front(body, path)
        if facts:
            layers = [(facts, Place(path, 2)), *layers]
            where = f"the metadata at the top of {path}"
        if suffix == ".json" or (not suffix and body.lstrip()[:1] == "{"):
            parsed = parse(body, path, line)
        if not body.strip():
            raise TranscriptError(path, "there is no text below the metadata", "put the transcript below it", line)
        data = b""
    meta, speakers = build(id, path, file.stem if file else id, layers, codebook)
    vouched = tuple(filter(None, (*speakers, *meta.interviewer, *meta.interviewee.split(";"))))
    source = Source(path, suffix, data, body, line, parsed, vouched, doubts)
    reader = next((reader for reader in READERS if reader.sniff(source)), None)
    if reader is None:
        raise _unread(source)
    turns = reader.read(source)
    if not turns:
        raise wrong(source, "there is no speech in the file", "export the transcript again, with its text")
    turns, warned = cast(turns, meta, speakers, where, line if body else None)
    warnings = (*doubts, *_misspelt(layers), *warned)
    return Interview(replace(meta, format=reader.NAME), turns, warnings, tuple(source.notes))


def _unread(source: Source) -> TranscriptError:
    if source.parsed is None:
        return wrong(source, "this is no transcript", "known are " + ", ".join(SUFFIXES))
    top = source.parsed
    keys = f" (its keys: {listing(map(str, top), 8)})" if isinstance(top, dict) else ""
    return wrong(
        source,
        f"this JSON has no known shape{keys}",
        "known are Whisper (`segments`, `chunks`, `transcription`), AssemblyAI (`utterances`), Deepgram (`results`) "
        "and Fireflies (`sentences`)",
    )


def _misspelt(layers: list[tuple[Facts, Place]]) -> list[str]:
    """Keys of the user's own that look like a slip of a known one."""
    import difflib

    found: list[str] = []
    for facts, place in layers:
        for key in facts:
            near = difflib.get_close_matches(key, KEYS, n=1, cutoff=0.8) if key not in KEYS else []
            if near:
                found.append(f"{place.path}: `{key}` is kept as a key of your own; did you mean `{near[0]}`?")
    return found
