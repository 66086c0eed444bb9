"""Pipe tables for a page, a wiki or a pull request: titles as headings, footnotes as a list, and every column but the
evidence ids, which nobody reads on a page; files and JSON have them."""

from __future__ import annotations

import re

from voc.model import Table
from voc.reports.cells import Row, rows, visible, written
from voc.reports.report import Report, Screen

# What Markdown or HTML would take for mark-up inside a cell; text from a transcript must show as it was said.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&])")


def render(report: Report, screen: Screen) -> str:
    """Every chosen table, then the evidence if it was asked for."""
    tables = list(report.tables.values())
    if report.evidence is not None:
        tables.append(Table("evidence", report.evidence, "Evidence"))
    parts = [section(table) for table in tables]
    parts += [f"{escaped(line)}\n" for line in report.summary]
    return "\n".join(parts)


def section(table: Table) -> str:
    """One table under its heading."""
    content = rows(table.frame)
    names = [str(name) for name in table.frame.columns if "evidence" not in str(name)]
    lines = [f"## {escaped(table.title or table.name)}", ""]
    lines += [_line(names), _line("---:" if _numeric(content, name) else "---" for name in names)]
    lines += [_line(escaped(written(row[name])) for name in names) for row in content]
    if table.notes:
        lines += ["", *(f"- {escaped(note)}" for note in table.notes)]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Text that shows as it is and starts nothing."""
    return _SPECIAL.sub(r"\\\1", visible(text))


def _line(cells: object) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"  # type: ignore[attr-defined]


def _numeric(content: list[Row], name: str) -> bool:
    said = [row[name] for row in content if row[name] is not None]
    return bool(said) and all(isinstance(cell, (int, float)) and not isinstance(cell, bool) for cell in said)
