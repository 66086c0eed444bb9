"""Which files below the given paths are transcripts, and what they are called."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from voc.errors import NothingToRead, UsageError

TABLES = ("interviews.csv", "interviews.yaml")
"""Names of a study table; the first that exists counts."""
CODEBOOKS = ("criteria.yaml", "criteria.yml")
_OTHERS = frozenset({*TABLES, *CODEBOOKS, "actions.csv", "reviewed.csv"})
_RESULTS = "evidence.csv"
_TABULAR = (".csv", ".tsv", ".json", ".xlsx", ".md")


@dataclass(frozen=True)
class Found:
    """A transcript file: `path` as the user would name it, `id` the interview's, `root` the study folder it lies in."""

    path: Path
    id: str
    root: Path


def search(paths: Sequence[str | Path], suffixes: Sequence[str]) -> list[Found]:
    """Transcripts in order of their ids.

    Folders are searched to the bottom; hidden files, sidecars, study tables, `criteria.yaml`, `actions.csv`,
    `reviewed.csv`, `README*`, results of an earlier run (beside an `evidence.csv`), pipes, and other suffixes are
    passed over. A named file is always taken, and called as it is when its study folder is read. Links that lead out of
    the study folder are listed, for `load` to refuse. Two files with one id keep their suffix, or get their folder's
    name before it.
    """
    found: dict[str, Found] = {}
    stems: dict[Path, list[str]] = {}
    for named in paths:
        path = Path(named)
        if path.is_dir():
            for file in _below(path, suffixes):
                found.setdefault(os.path.realpath(file), Found(file, _id(file, path), path))
        elif path.exists():
            real = Path(os.path.realpath(path))
            root = real.parent if path.is_symlink() else _study(path)
            one = Found(path, _id(path, path.parent if path.is_symlink() else root), root)
            if path.parent not in stems:
                stems[path.parent] = _stems(path.parent, suffixes)
            shared = stems[path.parent].count(path.stem) > 1
            found.setdefault(str(real), replace(one, id=_longer(one, "suffix")) if shared else one)
        else:
            raise UsageError(f"{path}: there is no such file or folder; check the path")
    if not found:
        told = ", ".join(str(path) for path in paths) or "no path"
        raise NothingToRead(f"{told}: no transcript found; known are {', '.join(sorted(suffixes))}")
    return sorted(_apart(list(found.values())), key=lambda one: (one.id, str(one.path)))


def _study(path: Path) -> Path:
    """The study folder of a file that was named alone, so that it is called and described as when the folder is read.

    Upward along the path as it was written: the first folder called `interviews`, or the one that lies beside a
    `criteria.yaml`; else the first with a study table; else the file's own.
    """
    below = path.parent
    for folder in path.parents:
        if folder.name == "interviews":
            return folder
        if any((folder / name).is_file() for name in CODEBOOKS):
            return below
        below = folder
    return next((f for f in path.parents if any((f / name).is_file() for name in TABLES)), path.parent)


def _stems(folder: Path, suffixes: Sequence[str]) -> list[str]:
    """The names, without suffix, of the transcripts in a folder."""
    return [one.stem for one in folder.iterdir() if one.suffix.lower() in suffixes and not _passed(one.name)]


def leaves(path: Path, root: Path) -> bool:
    """Whether a path is a link to a place outside the root."""
    inside = Path(os.path.realpath(root))
    return not Path(os.path.realpath(path)).is_relative_to(inside)


def _below(root: Path, suffixes: Sequence[str]) -> list[Path]:
    files: list[Path] = []
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        linked = [name for name in folders if not name.startswith(".") and (here / name).is_symlink()]
        files += [here / name for name in linked if leaves(here / name, root)]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in linked)
        results = _RESULTS in names
        for name in sorted(names):
            suffix = Path(name).suffix.lower()
            if suffix not in suffixes or _passed(name) or (results and suffix in _TABULAR):
                continue
            path = here / name
            if path.is_symlink() and path.exists() and not leaves(path, root):
                continue
            if path.is_file() or path.is_symlink():  # reading a pipe would wait for ever
                files.append(path)
    return files


def _passed(name: str) -> bool:
    low = name.lower()
    return low.startswith((".", "~$", "readme")) or low in _OTHERS or low.endswith((".meta.yaml", ".meta.yml"))


def _id(path: Path, root: Path) -> str:
    """The path below the root without the suffix; composed accents, so that every system gives the same."""
    return unicodedata.normalize("NFC", path.relative_to(root).with_suffix("").as_posix())


def _apart(found: list[Found]) -> list[Found]:
    """Give files with the same id different ones: with the suffix within one folder, with the folder across folders."""
    for step in ("suffix", "folder", "path"):
        groups: dict[str, list[Found]] = {}
        for one in found:
            groups.setdefault(one.id, []).append(one)
        if len(groups) == len(found):
            break
        found = [
            Found(one.path, _longer(one, step), one.root) if len(group) > 1 and _helps(group, step) else one
            for group in groups.values()
            for one in group
        ]
    return found


def _helps(group: list[Found], step: str) -> bool:
    return step != "suffix" or len({one.root for one in group}) < len(group)


def _longer(one: Found, step: str) -> str:
    if step == "suffix":
        return one.id + unicodedata.normalize("NFC", one.path.suffix)
    if step == "folder":
        return f"{Path.cwd().joinpath(one.root).name}/{one.id}"
    return Path.cwd().joinpath(one.path).as_posix().lstrip("/")
