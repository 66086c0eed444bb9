"""FORMATS: a file per format. A format draws what it is given and computes nothing."""

from __future__ import annotations

from voc.errors import UsageError, unknown
from voc.reports import csv, json, markdown, text
from voc.reports.report import Format, Report, Screen

FORMATS = (
    Format("text", text.render, "tables for the eye, fitted to the terminal"),
    Format("csv", csv.render, "one table, all columns, for scripts and spreadsheets", several=False),
    Format("json", json.render, "one document with tables, evidence and failures"),
    Format("md", markdown.render, "Markdown, for a page or a pull request"),
)


def find(name: str) -> Format:
    """The format of that name; raises UsageError naming the nearest."""
    for format in FORMATS:
        if format.name == name:
            return format
    raise UsageError(f"--format: {unknown('format', name, (format.name for format in FORMATS))}")


__all__ = ["FORMATS", "Format", "Report", "Screen", "find"]
