"""How a tool counted characters: line ends as one or two, a byte-order mark or not, UTF-16 units or code points."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to count: the text that is counted in, `wide` if in UTF-16 units, `last` = 1 if ends are inclusive."""

    text: str
    wide: bool = False
    last: int = 0

    def cut(self, start: int, end: int) -> str:
        """The characters from start to end."""
        if not self.wide:
            return self.text[max(start, 0) : end + self.last]
        data = self.text.encode("utf-16-le", "surrogatepass")
        return data[2 * max(start, 0) : 2 * (end + self.last)].decode("utf-16-le", "replace")


def reading(text: str, selections: Sequence[ET.Element]) -> Reading:
    """The way to count that lets most selections begin and end at a word and bear the name they were given. The
    standard's own (code points, ends exclusive) is tried first and kept on a tie. `text` may begin with its mark."""
    plain = text.removeprefix("\ufeff")
    forms = [plain.replace("\r\n", "\n"), plain]
    if text != plain:
        forms += [f"\ufeff{form}" for form in forms]
    forms = list(dict.fromkeys(forms))
    wide = any(ord(sign) > 0xFFFF for sign in plain)
    tried = [Reading(form) for form in forms]
    tried += [Reading(form, wide=True) for form in forms if wide]
    tried += [Reading(one.text, one.wide, 1) for one in tuple(tried)]
    spans = [
        (int(s.get("startPosition") or 0), int(s.get("endPosition") or 0), (s.get("name") or "").strip())
        for s in selections
    ]
    return max(tried, key=lambda one: sum(_fits(one, *span) for span in spans))


def _fits(held: Reading, start: int, end: int, name: str) -> int:
    said = held.cut(start, end)
    if not said.strip():
        return 0
    before, after = held.cut(start - 1, start - held.last)[-1:] if start else "", held.cut(end + held.last, end + 1)[:1]
    score = int(not (before.isalnum() and said[0].isalnum())) + int(not (after.isalnum() and said[-1].isalnum()))
    score += int(not said[0].isspace()) + int(not said[-1].isspace())
    begun = " ".join(re.sub(r"^line:\d+ ?", "", name).rstrip(".… ").split())
    return score + (4 if begun and " ".join(said.split()).startswith(begun[:20]) else 0)
