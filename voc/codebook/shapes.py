"""The words in which the keys of a codebook are described: what a value may be.

Two walks over one description (`checking` for people, `describing` for editors) cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """A text: one of `choices` if there are any, else one that `pattern` (a regular expression) finds something in.
    `noun` says what it is in messages, `rule` what the pattern asks for."""

    noun: str = "text"
    pattern: str = r"\S"
    rule: str = "must not be blank"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A number from `low` to `high`, both included."""

    low: float
    high: float
    whole: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """A list of one entry or more, or of `exactly` so many; `unique` if an entry may stand in it only once."""

    of: Shape
    exactly: int | None = None
    unique: bool = True


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a mapping: what it holds, what it is for, the value it has when it is left out (None: nothing)."""

    shape: Shape
    about: str
    default: Any = None


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys, of which `required` must be given.

    `name` is the key that tells one record from another; if `short`, a text alone stands for a record with only that
    key. `builtin` are the names of records that are complete without more: any other name needs the keys of `own`, and
    one of `own_any`.
    """

    keys: Mapping[str, Key]
    required: tuple[str, ...] = ()
    name: str = ""
    short: bool = False
    builtin: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    own_any: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Free:
    """A mapping whose keys the user chooses; `known` are offered by editors."""

    key: Text
    value: Shape
    known: tuple[str, ...] = ()


Shape = Text | Number | List | Record | Free
