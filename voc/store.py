"""What was worked out before, kept on this machine: interviews once coded, and word lists once compiled.

The interviews stand in one SQLite file in the user's cache folder, readable by the user alone. It holds quotes:
`voc cache clear` empties it. The lists lie beside it, a file each.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Arrays = Mapping[str, NDArray[Any]]

FILE = "coded.sqlite3"
LISTS = 8
"""Compiled word lists that are kept, a codebook each; the oldest make room."""


def location() -> Path:
    """The file: below `VOC_CACHE`, else `XDG_CACHE_HOME`, else `~/.cache`."""
    chosen = os.environ.get("VOC_CACHE")
    if chosen:
        return Path(chosen) / FILE
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "voc" / FILE


def info() -> dict[str, int]:
    """How many interviews are kept (`interviews`), in how many `bytes`."""
    path = location()
    if not path.exists():
        return {"interviews": 0, "bytes": 0}
    with _open(path) as db:
        count = db.execute("SELECT COUNT(*) FROM coded").fetchone()[0]
    return {"interviews": int(count), "bytes": path.stat().st_size}


def clear() -> int:
    """Remove everything; how many interviews were kept."""
    count = info()["interviews"]
    location().unlink(missing_ok=True)
    for path in _lists():
        path.unlink(missing_ok=True)
    return count


def get(keys: list[str]) -> dict[str, object]:
    """What is kept under those of the keys that are known."""
    path = location()
    if not path.exists():
        return {}
    found: dict[str, object] = {}
    try:
        with _open(path) as db:
            for key in keys:
                row = db.execute("SELECT held FROM coded WHERE key = ?", (key,)).fetchone()
                if row:
                    found[key] = json.loads(row[0])
    except (sqlite3.DatabaseError, OSError, ValueError):
        return {}  # a damaged or locked file costs time, not the run
    return found


def put(held: dict[str, object]) -> None:
    """Keep results under their keys; a folder that cannot be written is no reason to fail."""
    path = location()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _open(path) as db, db:
            rows = [(key, json.dumps(value, ensure_ascii=False)) for key, value in held.items()]
            db.executemany("INSERT OR REPLACE INTO coded VALUES (?, ?)", rows)
        path.chmod(0o600)
    except (sqlite3.DatabaseError, OSError):
        return


def remember(name: str, make: Callable[[], Arrays]) -> Arrays:
    """The arrays kept under a name; made and kept if there are none. A folder that cannot be written is no reason to
    fail."""
    import numpy as np

    path = location().parent / f"{name}.npz"
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as held:
            return {part: held[part] for part in held.files}
    except (OSError, ValueError, EOFError, zipfile.BadZipFile):
        made = make()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_suffix(f".{os.getpid()}")
        with fresh.open("wb") as kept:
            np.savez(kept, allow_pickle=False, **made)
        fresh.replace(path)  # at once, for another process may be reading or writing it
        for old in _lists()[:-LISTS]:
            old.unlink(missing_ok=True)
    except OSError:
        pass
    return made


def _lists() -> list[Path]:
    """The files of compiled lists, the oldest first."""
    found = location().parent.glob("lists-*.npz")
    return [path for _, path in sorted((path.stat().st_mtime, path) for path in found)]


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, timeout=5)) as db:
        db.execute("CREATE TABLE IF NOT EXISTS coded (key TEXT PRIMARY KEY, held TEXT)")
        yield db
