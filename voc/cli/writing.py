"""What `--out` writes: the tables, the evidence, what they were made from and how."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from voc.cli import selection, streams
from voc.errors import UsageError

if TYPE_CHECKING:
    from voc.reports.report import Report


def write(report: Report, made: Mapping[str, object], out: Path, quiet: bool) -> None:
    """A CSV file for each table and the evidence, `run.json` (`made`) and `methods.md`; all of them or none."""
    from voc import manifest, methods
    from voc.reports import csv, json
    from voc.reports.files import write_all

    if out.exists() and not out.is_dir():
        raise UsageError(f"--out: {out} is not a folder; name a folder, it is made if need be")
    frames = {name: table.frame for name, table in report.tables.items()}
    if report.evidence is not None:
        frames[selection.EVIDENCE] = report.evidence
    beside = [(manifest.FILE, json.document(dict(made))), (methods.FILE, f"{methods.paragraph(made)}\n")]
    sheets = ((f"{name}.csv", csv.sheet(frame)) for name, frame in frames.items())
    write_all(out, chain(sheets, beside))
    if not quiet:
        streams.tell(f"wrote {len(frames)} tables, {manifest.FILE} and {methods.FILE} to {out}")
