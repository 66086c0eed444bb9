"""Tables as files, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_all(folder: Path, files: Iterable[tuple[str, str]]) -> list[Path]:
    """Write (name, text) files into `folder`, which is made if need be; return their paths.

    All of them are first written into a hidden folder beside their places and then moved there, so a failure or an
    interrupt on the way leaves every earlier file as it was, and no reader ever sees half a file. Raises OSError.
    """
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    done: list[Path] = []
    try:
        with tempfile.TemporaryDirectory(prefix=".voc-", dir=folder) as staging:
            names = []
            for name, text in files:
                with (Path(staging) / name).open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                names.append(name)
            for name in names:
                (Path(staging) / name).replace(folder / name)
                done.append(folder / name)
    finally:
        if made and not done:
            folder.rmdir()
    return done
