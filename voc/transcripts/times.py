"""Times as transcripts write them: `1:07`, `00:03:12.480`, `0:0:3.540`, `3 minutes 12 seconds`."""

from __future__ import annotations

import re

CLOCK = r"-?\d{1,4}:-?\d{1,2}(?::-?\d{1,2})?(?:[.,]\d{1,6})?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
STAMP = rf"{CLOCK}(?:\s*(?:-->|[-–—])\s*{CLOCK})?"
SPOKEN = r"(?:\d{1,3}\shours?\s?)?(?:\d{1,3}\sminutes?\s?)?\d{1,3}\s(?:seconds?|minutes?|hours?)"

_PARTS = re.compile(r"(-?\d+):(-?\d+)(?::(-?\d+))?(?:[.,](\d+))?(?:\s?([AaPp])\.?[Mm])?")
_SPOKEN_PART = re.compile(r"(\d+)\s(hour|minute|second)")
_UNIT = {"hour": 3600, "minute": 60, "second": 1}


def seconds(written: str) -> float | None:
    """Seconds from the start, or None if this is no time. Of a range the beginning counts; a negative time, as old
    Teams exports have them, is 0."""
    if len(written) == 12 and written[2] == written[5] == ":" and written[8] in ".,":
        parts = (written[:2], written[3:5], written[6:8], written[9:])
        if "".join(parts).isdigit():
            return (int(parts[0]) * 3_600_000 + int(parts[1]) * 60_000 + int(parts[2]) * 1000 + int(parts[3])) / 1000
    match = _PARTS.search(written)
    if match is None:
        spoken = _SPOKEN_PART.findall(written)
        return float(sum(int(number) * _UNIT[unit] for number, unit in spoken)) if spoken else None
    first, second, third, fraction, half = match.groups()
    whole = int(first) * 60 + int(second) if third is None else int(first) * 3600 + int(second) * 60 + int(third)
    if half and third is not None:
        hours = int(first) % 12 + (12 if half in "Pp" else 0)
        whole = hours * 3600 + int(second) * 60 + int(third)
    return 0.0 if "-" in match[0] else float(f"{whole}.{fraction or 0}")


def number(value: object, unit: float = 1.0) -> float | None:
    """A time of a JSON or table cell: a number of `unit`s a second, or a clock time; None if it is neither."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return max(float(value) / unit, 0.0) if value == value and abs(value) < 1e12 else None
    written = str(value).strip()
    if ":" in written:
        return seconds(written)
    try:
        return number(float(written.removesuffix("s").replace(",", ".")), unit)
    except ValueError:
        return seconds(written)
