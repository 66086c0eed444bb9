"""What was coded before, kept on this machine so that an unchanged interview is not coded again.

One SQLite file in the user's cache folder, readable by the user alone. It holds quotes: `voc cache clear` empties it.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

FILE = "coded.sqlite3"


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


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, timeout=5)) as db:
        db.execute("CREATE TABLE IF NOT EXISTS coded (key TEXT PRIMARY KEY, held TEXT)")
        yield db
