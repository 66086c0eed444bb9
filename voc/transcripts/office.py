"""The parts of an office file (docx, xlsx are zip archives of XML), within bounds and without entities."""

from __future__ import annotations

import io
import zipfile
from zlib import error as ZlibError

from voc.transcripts.source import Source, wrong

ZIP = b"PK\x03\x04"
LARGEST = 96 * 1024 * 1024
"""Bytes that all parts may have unpacked, by what they declare; a day of talk has a tenth of it."""
PARTS = 4096

_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))


def archive(source: Source, suffix: str, *names: str) -> dict[str, bytes]:
    """The parts by name: all, or those of the given names that exist. Raises for a damaged file, one that unpacks to
    too much, and one that declares entities: no office program writes these."""
    broken = f"the file is damaged or cut short; it cannot be opened as {suffix}"
    cure = f"download or save it as {suffix} again"
    if source.data.startswith(b"\xd0\xcf\x11\xe0"):
        raise wrong(
            source,
            f"the file is password-protected or an old Office file, not {suffix}",
            f"save it as {suffix} without a password",
        )
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as packed:
            infos = packed.infolist()
            if len(infos) > PARTS:
                raise wrong(source, f"the file has more than {PARTS} parts", cure)
            if sum(info.file_size for info in infos) > LARGEST:
                raise wrong(
                    source,
                    f"the file unpacks to more than {LARGEST // 2**20} MB",
                    f"save only the transcript as {suffix}",
                )
            for info in [info for info in infos if not names or info.filename in names]:
                with packed.open(info) as part:
                    parts[info.filename] = data = part.read(info.file_size + 1)
                if any(declared in data for declared in _DOCTYPES):
                    raise wrong(
                        source,
                        "the file declares XML entities, as no office program does",
                        "do not trust it; ask for a fresh export",
                    )
    except (zipfile.BadZipFile, EOFError, ZlibError, RuntimeError, NotImplementedError, OSError, ValueError) as fault:
        raise wrong(source, broken, cure) from fault
    return parts


def repacked(parts: dict[str, bytes]) -> io.BytesIO:
    """The parts as an archive again, for a library that unpacks without bounds: what a header hid is gone."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    held.seek(0)
    return held
