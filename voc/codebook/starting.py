"""A new study: a codebook to adapt, a table for the facts of each interview, and a guide to the interviews."""

from __future__ import annotations

import os
import tempfile
from dataclasses import asdict
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template
from typing import Any

from voc.codebook import keys
from voc.errors import UsageError


def init(folder: Path, force: bool = False) -> list[Path]:
    """Write the files of a new study below `folder` and return them, sorted; the transcripts go to `interviews/`.

    Raises `UsageError`, before anything is written, if a file is there already (unless `force`) or if the place cannot
    be written to. `force` replaces the files of the same name and touches no other.
    """
    template = resources.files("voc") / "builtin" / "study"
    planned = {folder.joinpath(*parts): _filled(source) for parts, source in _files(template)}
    there = [path for path in planned if path.exists() or path.is_symlink()]
    blocked = [path for path in there if not path.is_file()]
    if blocked:
        raise UsageError(
            f"{_names(blocked)}: no plain file, so it cannot be replaced; move it or choose another folder"
        )
    if there and not force:
        raise UsageError(f"{_names(there)}: there already, nothing was written; choose another folder, or use --force")
    try:
        for path, content in planned.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, content)
    except OSError as error:
        raise UsageError(
            f"{error.filename or folder}: cannot be written ({error.strerror}); choose another folder"
        ) from None
    return sorted(planned)


def _files(folder: Traversable, above: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Traversable]]:
    found: list[tuple[tuple[str, ...], Traversable]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        parts = (*above, entry.name)
        found += _files(entry, parts) if entry.is_dir() else [(parts, entry)]
    return found


def _filled(source: Traversable) -> bytes:
    """The codebook shows the defaults of the scores; they are put in here, because they stand in `model.Scoring`."""
    text = source.read_text(encoding="utf-8")
    shown = {key: _flow(value) for key, value in asdict(keys.DEFAULTS).items()}
    return Template(text).substitute(shown).encode() if source.name == "criteria.yaml" else text.encode()


def _flow(value: Any) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{name}: {inner:g}" for name, inner in value.items()) + "}"
        case tuple():
            return "[" + ", ".join(f"{inner:g}" for inner in value) + "]"
        case _:
            return f"{value:g}"


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _names(paths: list[Path]) -> str:
    return ", ".join(str(path) for path in sorted(paths))
