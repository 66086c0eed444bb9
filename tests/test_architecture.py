"""The house holds: imports run down, families keep apart, every member stands in its list, nothing is named vaguely."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from voc.cli import COMMANDS
from voc.coding import CODINGS
from voc.reports import FORMATS
from voc.scores import SCORES
from voc.transcripts import READERS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SCRIPTING = (ROOT / "docs" / "scripting.md").read_text(encoding="utf-8")

FLOORS = {
    "voc": 0,  # the version
    "voc.errors": 1,
    "voc.archives": 1,
    "voc.model": 1,
    "voc.lexicons": 1,
    "voc.trained": 1,
    "voc.codebook": 2,
    "voc.transcripts": 2,
    "voc.signals": 2,
    "voc.coding": 2,
    "voc.scores": 2,
    "voc.reports": 2,
    "voc.evidence": 3,
    "voc.store": 3,
    "voc.engine": 4,
    "voc.review": 4,
    "voc.study": 5,
    "voc.manifest": 5,  # of a study, whose type alone it knows
    "voc.methods": 5,
    "voc.suggesting": 5,
    "voc.agreeing": 5,
    "voc.cli": 6,
    "voc.__main__": 7,
}
"""Where a module stands, by its longest known prefix; imports go to a lower floor or stay in the family."""

VAGUE = re.compile(r"utils?|helpers?|common|managers?|misc|stuff")
LONGEST = 300


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted((ROOT / "voc").rglob("*.py"))}


@cache
def imports(name: str) -> frozenset[str]:
    """The project's modules that a module imports, at its top or in a function, save for the type checker alone."""
    return frozenset(_imports(name))


def _imports(name: str) -> Iterator[str]:
    typing_only = {
        id(inner)
        for node in ast.walk(tree(MODULES[name]))
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree(MODULES[name])):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "voc")
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "voc":
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else node.module


def house(name: str) -> str:
    """The entry of FLOORS that a module belongs to."""
    parts = name.split(".")
    return next(known for n in range(len(parts), 0, -1) if (known := ".".join(parts[:n])) in FLOORS)


def defined(name: str) -> set[str]:
    """The names that a module defines at its top."""
    found: set[str] = set()
    for node in tree(MODULES[name]).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


def members(family: str, *marks: str) -> list[str]:
    """The modules of a family that define all that a member must."""
    return [name for name in MODULES if name.startswith(f"{family}.") and defined(name) >= set(marks)]


def test_every_module_has_a_floor() -> None:
    assert [name for name in MODULES if house(name) == "voc" and name != "voc"] == []


def test_imports_run_down() -> None:
    up = [
        f"{name} imports {other}"
        for name in MODULES
        for other in sorted(imports(name))
        if house(other) != house(name) and FLOORS[house(other)] >= FLOORS[house(name)]
    ]
    assert up == []


def test_imports_within_functions_are_seen() -> None:
    assert "voc.engine" in imports("voc.study")
    assert "voc.study" in imports("voc.cli.analyze")


def test_no_module_imports_itself_in_a_circle() -> None:
    before = {name: {other for other in imports(name) if other != name} for name in MODULES}
    left = dict(before)
    while free := [name for name, needs in left.items() if not needs & left.keys()]:
        for name in free:
            del left[name]
    assert sorted(left) == []


FAMILIES = {
    "voc.transcripts": members("voc.transcripts", "NAME", "SUFFIXES", "sniff", "read"),
    "voc.scores": members("voc.scores", "NAME", "score"),
    "voc.coding": members("voc.coding", "NAME", "ABOUT", "read", "write"),
    "voc.reports": [
        name
        for name in members("voc.reports", "render")
        for node in tree(MODULES[name]).body
        if isinstance(node, ast.FunctionDef) and node.name == "render" and node.args.args[0].arg == "report"
    ],
    "voc.cli": members("voc.cli", "run"),
}


@pytest.mark.parametrize(
    ("family", "listed"),
    [
        ("voc.transcripts", [reader.__name__ for reader in READERS]),  # type: ignore[attr-defined]
        ("voc.scores", [score.__name__ for score in SCORES]),  # type: ignore[attr-defined]
        ("voc.coding", [format.__name__ for format in CODINGS]),  # type: ignore[attr-defined]
        ("voc.reports", [format.render.__module__ for format in FORMATS]),
        ("voc.cli", [f"voc.cli.{name}" for name in COMMANDS]),
    ],
)
def test_every_member_stands_in_the_list_of_its_family(family: str, listed: list[str]) -> None:
    assert sorted(FAMILIES[family]) == sorted(listed)


@pytest.mark.parametrize("family", FAMILIES)
def test_members_import_neither_the_list_nor_each_other(family: str) -> None:
    barred = {family, *FAMILIES[family]}
    met = {name: sorted(barred.intersection(imports(name))) for name in FAMILIES[family]}
    assert {name: found for name, found in met.items() if found} == {}


def test_no_module_is_too_long() -> None:
    lines = {name: path.read_text(encoding="utf-8").count("\n") for name, path in MODULES.items()}
    assert {name: count for name, count in lines.items() if count > LONGEST} == {}


def test_every_module_says_what_it_is_for() -> None:
    assert [name for name in MODULES if name != "voc.__main__" and not ast.get_docstring(tree(MODULES[name]))] == []


def test_names_say_what_is_inside() -> None:
    files = [*MODULES.values(), *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")]
    assert [str(path) for path in files if VAGUE.fullmatch(path.stem.removeprefix("test_").strip("_"))] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_every_command(command: str) -> None:
    assert re.search(rf"`voc {command}\b", README)


@pytest.mark.parametrize("score", SCORES, ids=lambda score: score.NAME)
def test_the_pages_name_every_table(score: object) -> None:
    table = score.NAME  # type: ignore[attr-defined]
    assert f"\n### {table}\n" in SCRIPTING


def test_links_between_pages_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    lost = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert lost == []
