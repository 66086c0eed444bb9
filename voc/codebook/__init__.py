"""`criteria.yaml` → `Codebook`: what a study codes by, checked, and the built-in one where it says nothing.

load(path)     the codebook, or every mistake in it at once
find(start)    the `criteria.yaml` that a study goes by
schema()       JSON Schema of the file
init(folder)   a new study, ready to fill
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from voc import lexicons
from voc.codebook import keys, rules
from voc.codebook.building import build
from voc.codebook.checking import check
from voc.codebook.describing import describe
from voc.codebook.reading import At, Fault, Source, read
from voc.codebook.shapes import Record
from voc.codebook.starting import init
from voc.codebook.telling import told
from voc.errors import CodebookError
from voc.model import Codebook

__all__ = ["FILE", "find", "init", "load", "schema"]

FILE = "criteria.yaml"


def load(path: str | Path | None = None) -> Codebook:
    """The codebook of `path`, laid over the built-in one; None is the built-in one alone.

    Raises `CodebookError` with every fault as `path:line: key.path: what is wrong; cure`, in the order of the file.
    List entries without a name count from 1 in `key.path`.
    """
    if path is None:
        return _builtin()
    source = read(_bytes(Path(path)))
    builtin = _builtin()
    faults = list(_faults(source, builtin))
    if faults:
        raise CodebookError(told(str(path), source, faults))
    return build(source.value or {}, builtin, str(path))


def find(start: str | Path) -> Path | None:
    """The nearest `criteria.yaml` in `start` or above it; relative to the working folder if it lies in it."""
    here = Path(start).resolve()
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            found, cwd = folder / FILE, Path.cwd()
            return found.relative_to(cwd) if found.is_relative_to(cwd) else found
    return None


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the file. What it refuses, `load` refuses; `load` also sees what spans several keys."""
    builtin = _builtin()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "criteria.yaml of voc",
        **describe(_keys(builtin)),
        "type": ["object", "null"],
    }


def _keys(builtin: Codebook) -> Record:
    return keys.codebook(
        criteria=[criterion.id for criterion in builtin.criteria],
        scales=[scale.id for scale in builtin.scales],
        languages=lexicons.languages(),
        sections=lexicons.sections(),
    )


@lru_cache(maxsize=1)
def _builtin() -> Codebook:
    source = read((resources.files("voc") / "builtin" / FILE).read_bytes())
    assert not source.faults, source.faults
    return build(source.value)


def _faults(source: Source, builtin: Codebook) -> list[Fault]:
    if source.value is None:
        return list(source.faults)
    described = _keys(builtin)
    faults = [*source.faults, *check(described, source.value)]
    content = _standing(source.value, {fault.at for fault in faults})
    if not isinstance(content, dict):
        return faults
    kinds = {criterion.id: criterion.kind for criterion in builtin.criteria}
    if not any(fault.at[:1] == ("criteria",) for fault in faults):
        faults += rules.both_kinds(content, kinds)
    faults += rules.criteria(content)
    faults += rules.vendors(content)
    faults += rules.scales(content, {scale.id: scale for scale in builtin.scales})
    faults += rules.scoring(content)
    faults += rules.lexicon(content, kinds)
    return faults


def _standing(value: Any, faulty: set[At], at: At = ()) -> Any:
    """The value without what has a fault; a list keeps its places, so that lines can still be found."""
    if at in faulty:
        return None
    if isinstance(value, dict):
        entries = ((key, _standing(entry, faulty, (*at, key))) for key, entry in value.items())
        return {key: entry for key, entry in entries if entry is not None}
    if isinstance(value, list):
        return [_standing(entry, faulty, (*at, place)) for place, entry in enumerate(value)]
    return value


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        inside = path / FILE
        cure = f"give {inside}" if inside.is_file() else f"give the file, or create one with 'voc init {path}'"
        raise CodebookError([f"{path}: is a folder, not a codebook; {cure}"])
    try:
        return path.read_bytes()
    except FileNotFoundError:
        cure = "check the name, create one with 'voc init', or leave --criteria out for the built-in codebook"
        raise CodebookError([f"{path}: does not exist; {cure}"]) from None
    except OSError as error:
        raise CodebookError([f"{path}: cannot be read ({error.strerror or error}); check its rights"]) from None
