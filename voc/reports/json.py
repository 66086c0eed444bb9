"""One JSON document for everything: numbers as numbers, nothing said as null. Its shape stands in docs/scripting.md."""

from __future__ import annotations

import json

from voc import __version__
from voc.reports.cells import rows
from voc.reports.report import Report, Screen


def render(report: Report, screen: Screen) -> str:
    """The document, indented, with a line end."""
    return document(
        {
            "settings": dict(report.settings),
            "tables": {name: rows(table.frame) for name, table in report.tables.items()},
            "about": {
                name: {"title": table.title, "notes": list(table.notes)} for name, table in report.tables.items()
            },
            "evidence": None if report.evidence is None else rows(report.evidence),
            "failures": [{"path": failure.path, "message": failure.message} for failure in report.failures],
            "warnings": [
                {"path": path, "message": message} for path, messages in report.warnings.items() for message in messages
            ],
            "error": report.error or None,
        }
    )


def document(content: dict[str, object]) -> str:
    """Any content as the one document of a run, led by the version that wrote it."""
    return json.dumps({"voc": __version__, **content}, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
