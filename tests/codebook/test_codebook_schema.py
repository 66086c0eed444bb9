"""The schema and the checker refuse the same files, as far as one value can be judged without the others."""

import contextlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from test_codebook_faults import SHAPES, SOUND

from voc import codebook
from voc.codebook import _builtin, _keys
from voc.codebook.checking import check
from voc.codebook.keys import DEFAULTS
from voc.codebook.shapes import Record
from voc.errors import CodebookError

ROOT = Path(__file__).parents[2]
SCHEMA = codebook.schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

FULL = """
criteria:
- price
- {id: quality, label: Quality, kind: business, means: m, terms: [a b, c], facets: {x: [d], y: [e]}}
- {id: bond, kind: relationship, terms: [trust]}
vendors: [Halden, {name: Norrbro, aliases: [NB, N]}]
scales: [{id: lights, worst: 0, best: 2, names: [lights], marks: {red: 0, green: 2}}, {id: ten, best: 9}]
scoring:
  strengths: {decisive: 9, high: 5, medium: 3, low: 1, none: 0}
  polarity: {positive: 8, neutral: 6, mixed: 5, negative: 3}
  rise: [10, 50]
  fall: [50, 5]
  in_line: 5
  fit_accounts: 9
lexicon: {add: {price.topic: [x y]}, remove: {price.topic: [cost]}}
language: en
pipeline: en_core_web_sm
"""


def test_schema_is_valid_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.parametrize(
    "text",
    [*SOUND, FULL, *(p.read_text("utf-8") for p in (ROOT / "criteria.yaml", ROOT / "voc/builtin/criteria.yaml"))],
)
def test_schema_accepts(text: str) -> None:
    VALIDATOR.validate(yaml.safe_load(text.removeprefix("\ufeff")))


@pytest.mark.parametrize("text", [text for text, _ in SHAPES])
def test_schema_refuses(text: str) -> None:
    assert not VALIDATOR.is_valid(yaml.safe_load(text))


def places(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield at
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield from places(value[key], (*at, key))


PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2_000_000, 2_000_000),
    st.floats(allow_nan=False),
    st.sampled_from(["", " ", "price", "bond", "Price", "9x", "a\n", "business", "en", "*", "price.topic", "é"]),
)
NAMES = st.sampled_from(
    ["id", "terms", "facets", "name", "worst", "best", "names", "marks", "rise", "none", "x", "X y"]
)
ANY = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3))


CHANGES = {
    "at": st.sampled_from(list(places(yaml.safe_load(FULL)))),
    "how": st.sampled_from(["put", "drop", "add"]),
    "value": ANY,
    "key": NAMES,
}


def changed(at: tuple[str | int, ...], how: str, value: Any, key: str) -> Any:
    """`FULL` with one value replaced, dropped or added to, anywhere."""
    content = {"whole": yaml.safe_load(FULL)}
    target: Any = content
    *above, last = ("whole", *at)
    for step in above:
        target = target[step]
    inner = target[last]
    if how == "put" or not at:
        target[last] = value
    elif how == "drop":
        del target[last]
    elif isinstance(inner, dict):
        inner[key] = value
    elif isinstance(inner, list):
        inner.append(value)
    return content["whole"]


@settings(deadline=None, max_examples=60)
@given(**CHANGES)
def test_schema_and_checker_agree_on_any_change(at: tuple[str | int, ...], how: str, value: Any, key: str) -> None:
    whole = changed(at, how, value, key)
    refused = whole is not None and bool(list(check(_keys(_builtin()), whole)))
    assert refused == (not VALIDATOR.is_valid(whole))


@settings(deadline=None, max_examples=60)
@given(**CHANGES)
def test_any_change_is_read_or_told(at: tuple[str | int, ...], how: str, value: Any, key: str) -> None:
    whole = changed(at, how, value, key)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "criteria.yaml"
        path.write_text(yaml.safe_dump(whole), encoding="utf-8")
        with contextlib.suppress(CodebookError):
            codebook.load(path)
            assert VALIDATOR.is_valid(whole)


def test_every_key_and_default_is_described() -> None:
    scoring = SCHEMA["properties"]["scoring"]["properties"]
    assert set(scoring) == set(DEFAULTS.__dataclass_fields__)
    assert scoring["in_line"]["default"] == DEFAULTS.in_line
    assert scoring["strengths"]["properties"]["high"]["default"] == DEFAULTS.strengths["high"]
    assert "price.positive" in SCHEMA["properties"]["lexicon"]["properties"]["add"]["properties"]


def records(shape: Any) -> Iterator[Record]:
    if isinstance(shape, Record):
        yield shape
        for key in shape.keys.values():
            yield from records(key.shape)
    elif hasattr(shape, "of"):
        yield from records(shape.of)


def test_the_manual_names_every_key() -> None:
    manual = (ROOT / "docs" / "criteria.md").read_text("utf-8")
    names = {name for record in records(_keys(_builtin())) for name in record.keys}
    assert not [name for name in sorted(names) if f"`{name}`" not in manual]
