"""What a signal component marks: a passage of the talk and what it says."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

PASSAGES = "voc.passages"


@dataclass(frozen=True, slots=True)
class Passage:
    """A coded stretch of the Doc's text: `start` and `end` in characters, within `sentence`. `vendors` is empty until
    linked, and stays empty for signals that have none; otherwise the fields are those of `model.Evidence`."""

    sentence: int
    start: int
    end: int
    signal: str
    source: str
    criterion: str = ""
    label: str = ""
    vendors: tuple[str, ...] = ()
    amount: float | str | None = None
    reference: float | None = None
    unit: str = ""
    value: float | None = None


def passages(doc: Doc) -> list[Passage]:
    """The Doc's passages so far; components append to it."""
    found: list[Passage] = doc.user_data.setdefault(PASSAGES, [])
    return found
