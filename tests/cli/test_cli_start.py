"""What starting costs, and what the lists promise."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest
from cli_study import Voc

from voc import __version__
from voc.cli import COMMANDS
from voc.cli.options import FORMAT_NAMES
from voc.reports import FORMATS

HELP_MACHINERY = "rich.markdown"
HEAVY = (
    HELP_MACHINERY,
    "spacy",
    "pandas",
    "numpy",
    "yaml",
    "voc.study",
    "voc.scores",
    "voc.signals",
    "voc.transcripts",
    "voc.codebook",
)


def loaded_by(*args: str) -> list[str]:
    """The heavy modules that a command line has loaded when it leaves."""
    code = (
        "import sys, contextlib, io\nfrom voc.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        f"    main({list(args)!r})\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize("args", [("--help",), ("--version",), ("analyze", "--help"), ("read", "--help")])
def test_help_loads_nothing_that_it_does_not_need(args: tuple[str, ...]) -> None:
    spared = loaded_by(*args)
    # the front page is drawn without what the pages of the single commands are drawn with
    assert [name for name in spared if name != HELP_MACHINERY or args == ("--help",)] == []


def test_the_measure_sees_what_is_loaded() -> None:
    assert "yaml" in loaded_by("schema")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_in_the_list_has_its_module(name: str) -> None:
    assert callable(importlib.import_module(f"voc.cli.{name}").run)


def test_help_names_every_command(voc: Voc) -> None:
    code, out, _ = voc("--help")
    assert code == 0
    for name, about in COMMANDS.items():
        assert f"{name} " in out
        assert about.split(",")[0][:30] in out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, voc: Voc) -> None:
    code, out, _ = voc(name, "--help")
    assert code == 0
    assert f"voc {name}" in out


def test_version(voc: Voc) -> None:
    assert voc("--version") == (0, f"voc {__version__}\n", "")


def test_help_names_every_format() -> None:
    assert [format.name for format in FORMATS] == list(FORMAT_NAMES)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("analyse",), "analyze"),
        (("analyze", "--expct", "rise"), "--expect"),
        (("analyze", "--jobs", "0"), "--jobs"),
        (("read",), "FILE"),
    ],
)
def test_wrong_usage_is_code_2_and_names_the_nearest(args: tuple[str, ...], said: str, voc: Voc) -> None:
    code, out, err = voc(*args)
    assert (code, out) == (2, "")
    assert said in err
