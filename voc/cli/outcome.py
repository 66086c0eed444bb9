"""What a run comes to: what a person is told and the exit code."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from voc.cli.streams import tell

if TYPE_CHECKING:
    from voc.model import Failure
    from voc.study import Study

DONE, UNREAD, UNSCORED = 0, 1, 3
DECISIONS = "reviewed.csv"


def code(study: Study) -> int:
    """1 when a transcript could not be read, else 3 when no account has a weight or a level, else 0."""
    if study.failures:
        return UNREAD
    return DONE if scored(study) else UNSCORED


def scored(study: Study) -> bool:
    """Whether anything at all was said that the first table counts."""
    gaps = study.tables.get("gaps")
    if gaps is None:
        return len(study.evidence) > 0
    names = [name for name in ("commodity_level", "relationship_weight") if name in gaps.frame.columns]
    return bool(gaps.frame[names].notna().any(axis=None))


def tell_failures(failures: tuple[Failure, ...]) -> None:
    """Every transcript that could not be read, with its cure, and how many there were."""
    for failure in failures:
        named = failure.message.startswith(failure.path)
        tell(failure.message if named else f"{failure.path}: {failure.message}", "red")
    if failures:
        tell(f"{_transcripts(len(failures))} could not be read", "bold red")


def tell_warnings(warnings: Mapping[str, tuple[str, ...]], full: bool = False) -> None:
    """That there is something to look at; with `full` what it is. What people decided is always told in full: no other
    command says why it could not be followed."""
    wanting = {path: messages for path, messages in warnings.items() if messages}
    for path, messages in wanting.items():
        for message in messages if full or Path(path).name == DECISIONS else ():
            tell(f"{path}: {message}", "yellow")
    wanting = {path: messages for path, messages in wanting.items() if Path(path).name != DECISIONS}
    if wanting:
        verb = "wants" if len(wanting) == 1 else "want"
        tell(f"{_transcripts(len(wanting))} {verb} a look: voc check says why", "yellow")


def _transcripts(count: int) -> str:
    return f"{count:,} transcript" + ("" if count == 1 else "s")
