"""What a format is given: the results, and the screen it draws for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from voc.model import Failure, Table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Report:
    """The part of a study that is to be shown.

    `tables` holds the chosen tables in the order they are shown; `evidence` the chosen passages (None when they were
    not asked for); `backing` the few passages that explain the first table to a person. `sources` leads from an
    interview's id to its file. `settings` is what the numbers depend on, `error` why there is nothing to show.
    """

    tables: Mapping[str, Table]
    evidence: pd.DataFrame | None = None
    backing: pd.DataFrame | None = None
    summary: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    warnings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    settings: Mapping[str, object] = field(default_factory=dict)
    error: str = ""


class Screen(NamedTuple):
    """Where text goes: columns, and whether escape sequences for colour may be used."""

    width: int = 80
    colour: bool = False


class Format(NamedTuple):
    """A way to put tables into text. `several` is false for a format whose text can hold one table only."""

    name: str
    render: Callable[[Report, Screen], str]
    about: str
    several: bool = True
