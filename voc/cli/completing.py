"""Names that the shell completes. Each is called when the key is pressed, so what is slow to load waits until then."""

from __future__ import annotations

from typing import get_args


def tables() -> list[str]:
    from voc.scores import SCORES

    return [*(score.NAME for score in SCORES), "evidence"]


def signals() -> list[str]:
    from voc.model import Signal

    return list(get_args(Signal))


def labels() -> list[str]:
    from voc.model import LABELS

    return list(dict.fromkeys(label for labels in LABELS.values() for label in labels))


def criteria() -> list[str]:
    """The ids of the codebook that counts in this folder; none while it is wrong."""
    from pathlib import Path

    from voc import codebook
    from voc.errors import VocError

    try:
        return [criterion.id for criterion in codebook.load(codebook.find(Path("interviews"))).criteria]
    except VocError:
        return []
