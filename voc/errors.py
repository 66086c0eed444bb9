"""Everything that can go wrong in a way the user can mend.

    VocError                     exit code 2 unless said otherwise
    ├── UsageError               an option or path that makes no sense
    │   └── NothingToRead        no transcript below the given paths
    ├── CodebookError            criteria.yaml: all faults at once, each with its line
    └── TranscriptError          one file that cannot be read; the others go on (exit 1)

The library raises, the command line prints, in one place. A message says what is wrong, where, and what to do.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class VocError(Exception):
    """Base of every error that is the input's doing rather than a defect of the program."""

    exit_code = 2


class UsageError(VocError):
    """An option, name or path that cannot be followed."""


class NothingToRead(UsageError):
    """No transcript was found where the user pointed."""


class CodebookError(VocError):
    """`criteria.yaml` is wrong; `faults` holds every fault as a line of its own (`path:line: what; cure`)."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class TranscriptError(VocError):
    """One transcript cannot be read.

    `path` is the file as the user named it, `line` the 1-based line where it went wrong (None for formats without
    lines), `problem` what is wrong and `cure` what to do about it.
    """

    exit_code = 1

    def __init__(self, path: str, problem: str, cure: str = "", line: int | None = None) -> None:
        self.path, self.problem, self.cure, self.line = str(path), problem, cure, line
        place = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{place}: {problem}" + (f"; {cure}" if cure else ""))

    def __reduce__(self) -> tuple[type[TranscriptError], tuple[str, str, str, int | None]]:
        return type(self), (self.path, self.problem, self.cure, self.line)


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """Words for a name that is not known: the nearest one, and the list when it is short enough to read."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return f"unknown {kind} {name!r}{hint}" + (f" (known: {', '.join(names)})" if len(names) <= 30 else "")
