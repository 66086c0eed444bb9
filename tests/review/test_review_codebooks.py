"""A codebook of another tool as criteria."""

from __future__ import annotations

from pathlib import Path

import yaml
from judged_study import CODEBOOK

from voc import codebook, coding
from voc.coding.coded import Bundle, Coding
from voc.review import codebooks

THEIRS = Coding(
    "x.qdc",
    "qdc",
    codes=(
        (("Speed of answer",), 'How soon: "they" answer'),
        (("Speed of answer", "Nights & weekends"), "on call"),
        (("Größe",), ""),
    ),
)


def test_codes_become_criteria_that_can_be_loaded(tmp_path: Path) -> None:
    path = tmp_path / "criteria.yaml"
    path.write_text(codebooks.criteria(THEIRS), encoding="utf-8")
    read = {one.id: one for one in codebook.load(path).criteria}
    assert list(read) == ["speed_of_answer", "grosse", "relationship"]
    assert (read["speed_of_answer"].label, read["speed_of_answer"].means) == (
        "Speed of answer",
        'How soon: "they" answer',
    )
    assert read["speed_of_answer"].facets == {"nights_weekends": ("nights & weekends",)}
    assert (read["grosse"].label, read["grosse"].terms) == ("Größe", ("größe",))


def test_a_codebook_that_went_out_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "x.qdc"
    path.write_bytes(coding.render(path, Bundle("s", (), (), CODEBOOK)))
    listed = yaml.safe_load(codebooks.criteria(coding.read(path)))["criteria"]
    assert sorted(one if isinstance(one, str) else one["id"] for one in listed) == [
        "delivery",
        "price",
        "quality",
        "relationship",
    ]
