"""The manual cannot rot: its examples load, its errors are the ones told, its defaults are the ones used."""

import re
from pathlib import Path

import pytest

from voc import codebook
from voc.codebook.keys import DEFAULTS
from voc.codebook.starting import _flow
from voc.errors import CodebookError
from voc.model import Scale

MANUAL = (Path(__file__).parents[2] / "docs" / "criteria.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", MANUAL, re.DOTALL)
WRONG = EXAMPLES.pop()


@pytest.mark.parametrize("text", EXAMPLES)
def test_examples_are_sound(tmp_path: Path, text: str) -> None:
    (tmp_path / "criteria.yaml").write_text(text, encoding="utf-8")
    codebook.load(tmp_path / "criteria.yaml")


def test_errors_are_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("criteria.yaml").write_text(WRONG, encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        codebook.load(Path("criteria.yaml"))
    assert f"```text\n{caught.value}\n```" in MANUAL


@pytest.mark.parametrize("key", DEFAULTS.__dataclass_fields__)
def test_defaults_of_the_scores(key: str) -> None:
    assert f"| `{key}` | `{_flow(getattr(DEFAULTS, key))}` |" in MANUAL


@pytest.mark.parametrize("scale", codebook.load().scales, ids=lambda scale: scale.id)
def test_built_in_scales(scale: Scale) -> None:
    assert f"| `{scale.id}` | {scale.worst:g} → {scale.best:g} |" in MANUAL
