"""The README shows what the program prints: run with `VOC_RENEW_README=1` to write its examples anew."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from voc import cli, codebook, transcripts

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "README.md"
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLE = re.compile(r"```console\n\$ (voc [^\n]*)\n(.*?)```", re.DOTALL)
SHOWN = [(command, output) for command, output in EXAMPLE.findall(TEXT) if " interviews " in f"{command} "]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def run(command: str, cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("VOC_CACHE", str(cache))
    monkeypatch.setenv("COLUMNS", "100")
    with pytest.raises(SystemExit) as left:
        cli.main(shlex.split(command)[1:])
    assert left.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(("command", "output"), SHOWN)
def test_examples_are_what_is_printed(
    command: str, output: str, cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = run(command, cache, capsys, monkeypatch)
    if os.environ.get("VOC_RENEW_README"):
        block = f"```console\n$ {command}\n{out}```"
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(EXAMPLE.sub(lambda m: block if m[1] == command else m[0], text), encoding="utf-8")
        return
    assert shape(output) == shape(out)


def shape(output: str) -> list[str]:
    """What must be as printed: the headings above the rule of a table and its accounts; of quotes the first line. The
    numbers move with every word that is added to the lists."""
    above, rule, _ = output.partition("─")
    return above.splitlines() if rule else output.splitlines()[:1]


def test_the_sample_is_as_large_as_is_said() -> None:
    assert f" {len(transcripts.discover([ROOT / 'interviews']))} interviews with eight customers" in TEXT


def test_the_accounts_are_those_of_the_sample() -> None:
    (table,) = (output for command, output in SHOWN if "gaps" in command)
    assert "Cwm Afan" in table
    assert "Kirkby Water" in table


def test_the_codebook_shown_is_sound(tmp_path: Path) -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "criteria.yaml").write_text(block, encoding="utf-8")
    assert [criterion.id for criterion in codebook.load(tmp_path / "criteria.yaml").criteria][2] == "sustainability"


def test_the_test_command_is_what_runs_before_a_change_lands() -> None:
    (command,) = re.findall(r"^    (python3 -m venv .*pytest.*)$", TEXT, re.MULTILINE)
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_options_that_are_named_exist(capsys: pytest.CaptureFixture[str]) -> None:
    known = ""
    for name in cli.COMMANDS:
        with pytest.raises(SystemExit):
            cli.main([name, "--help"])
        known += capsys.readouterr().out
    known += "--install-completion"
    assert [option for option in re.findall(r"`[^`\n]*?(--[a-z-]+)", TEXT) if option not in known] == []
