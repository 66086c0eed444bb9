"""Terminals, pipes that close, and interrupts, in processes of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from voc.cli import streams

HERE = Path(__file__).parent


def script(body: str) -> list[str]:
    """A Python command line that runs `voc` on the hand-made study."""
    start = f"import sys; sys.path.insert(0, {str(HERE)!r}); import cli_study, voc.study, voc.cli\n"
    return [sys.executable, "-c", start + body]


ANALYZE = "voc.study.analyze = lambda *a, **k: cli_study.make_study()\nvoc.cli.main(sys.argv[1:])"


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    body = "import pandas as pd\nmany = pd.concat([cli_study.make_study().evidence] * 5000)\n"
    body += "voc.study.analyze = lambda *a, **k: cli_study.make_study(evidence=many)\nvoc.cli.main(['quotes', '-q'])"
    with subprocess.Popen(script(body), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.readline()
        run.stdout.close()
        said = run.stderr.read()
        assert (run.wait(timeout=60), said) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_an_interrupt_is_code_130_and_leaves_no_file(tmp_path: Path) -> None:
    body = (
        "import time\ndef slow(*a, **k):\n    print('started', file=sys.stderr, flush=True)\n    time.sleep(60)\n"
        "voc.study.analyze = slow\nvoc.cli.main(sys.argv[1:])"
    )
    with subprocess.Popen(
        [*script(body), "analyze", "--json", "--out", str(tmp_path / "out")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as run:
        assert run.stderr is not None
        run.stderr.readline()
        time.sleep(0.1)
        run.send_signal(signal.SIGINT)
        out, said = run.communicate(timeout=30)
    assert (run.returncode, out, said) == (130, b"", b"voc: interrupted\n")
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals")
@pytest.mark.parametrize(("setting", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_is_for_terminals_that_want_it(setting: dict[str, str], coloured: bool) -> None:
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "90"} | setting
    if "NO_COLOR" not in setting:
        environment.pop("NO_COLOR", None)
    with subprocess.Popen([*script(ANALYZE), "analyze"], stdout=theirs, stderr=theirs, env=environment) as run:
        os.close(theirs)
        said = b""
        try:
            while more := os.read(ours, 65536):
                said += more
        except OSError:
            pass  # how Linux says that the other end of a pseudo-terminal is closed
        assert run.wait(timeout=60) == 0
    os.close(ours)
    assert "Alpha" in said.decode()
    assert (b"\x1b[" in said) is coloured


def test_width_is_what_the_user_says_else_80(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "133")
    assert streams.screen().width == 133
    monkeypatch.setenv("COLUMNS", "3")
    assert streams.screen().width == streams.NARROWEST
    monkeypatch.setenv("COLUMNS", "wide")
    assert streams.screen().width == 80
    assert not streams.screen().colour
