"""CSV for scripts: RFC 4180 quoting, UTF-8, `\\n` line ends, the published columns, cells verbatim.

Cells that begin with `=`, `+`, `-` or `@` are left as they are: a quote must stay what was said, and a gap of -12 a
number. docs/scripting.md says how to open such a file in a spreadsheet safely.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from voc.reports.cells import written
from voc.reports.report import Report, Screen

if TYPE_CHECKING:
    import pandas as pd


def render(report: Report, screen: Screen) -> str:
    """The one table, or the evidence if that is what was asked for."""
    for table in report.tables.values():
        return sheet(table.frame)
    return "" if report.evidence is None else sheet(report.evidence)


def sheet(frame: pd.DataFrame) -> str:
    """One frame with a header line."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([str(name) for name in frame.columns])
    columns = [frame.iloc[:, place].tolist() for place in range(len(frame.columns))]
    for cells in zip(*columns, strict=True):
        writer.writerow([written(cell) for cell in cells])
    return text.getvalue()
