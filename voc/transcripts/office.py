"""The parts of an office file (docx, xlsx are zip archives of XML), within bounds and without entities."""

from __future__ import annotations

from voc.archives import Unfit, unpack
from voc.transcripts.source import Source, wrong

ZIP = b"PK\x03\x04"
LARGEST = 96 * 1024 * 1024
"""Bytes that the parts which are read may hold unpacked; a day of talk has a tenth of it."""
PARTS = 4096


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
    try:
        return unpack(source.data, lambda name: not names or name in names, LARGEST, PARTS)
    except Unfit as unfit:
        told = {
            "many": (f"the file has more than {PARTS} parts", cure),
            "large": (f"the file unpacks to more than {LARGEST // 2**20} MB", f"save only the transcript as {suffix}"),
            "entities": (
                "the file declares XML entities, as no office program does",
                "do not trust it; ask for a fresh export",
            ),
            "damaged": (broken, cure),
        }
        raise wrong(source, *told[unfit.fault]) from unfit
