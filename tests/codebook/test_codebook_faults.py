"""What is told of a wrong `criteria.yaml`: (text, lines of the message without the path)."""

from pathlib import Path

import pytest

from voc import codebook
from voc.errors import CodebookError


def faults(tmp_path: Path, text: str | bytes) -> list[str]:
    """The faults, each without the path of the file."""
    path = tmp_path / "criteria.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    try:
        codebook.load(path)
    except CodebookError as error:
        told = error.faults
    else:
        return []
    assert all(fault.startswith(f"{path}:") for fault in told)
    return [fault.removeprefix(f"{path}:") for fault in told]


SOUND = [
    "",
    "# only a comment\n",
    "criteria: [price, relationship]",
    "criteria:\n- price\n- {id: bond, kind: relationship, terms: [knows us]}\n",
    "criteria:\n- {id: price, kind: relationship}\n- quality\n",
    "vendors: [Halden, {name: Norrbro, aliases: [NB]}]",
    "vendors: ['3M', '1&1', 'Ämter']",
    "scales: [{id: ten, worst: 10, best: 1}]",
    "scales: [{id: ten, names: [out of a tenner]}]",
    "scales: [{id: lights, worst: 0, best: 2, marks: {red: 0, green: 2}}]",
    "scales: [{id: mine, worst: 0, best: 4, names: [out of ten]}]",
    "scoring: {strengths: {decisive: 5, high: 5}}",
    "scoring: {rise: [20, 20.5], fall: [1, 0]}",
    "scoring: {fit_accounts: 3, in_line: 0}",
    "lexicon: {add: {price.positive: [fair enough], price.topic: ['a|b c_d? * <n> e']}}",
    "lexicon: {add: {price.topic: ['a b? c? d? e? f? g_h|i', 'j|k|l|m n|o|p|q r|s|t|u']}}",
    "criteria: [relationship, {id: carbon, terms: [carbon]}]\nlexicon: {add: {carbon.positive: [greener]}}",
    "vendors: &v [Halden]",
    "criteria:\n- {id: price, terms: &t [list price]}\n- {id: relationship}\n",
    "\ufeffcriteria: [price, relationship]",
    "criteria: [price, relationship]\r\nlanguage: en\r\n",
    "pipeline: en_core_web_sm",
]


@pytest.mark.parametrize("text", SOUND)
def test_sound(tmp_path: Path, text: str) -> None:
    assert faults(tmp_path, text) == []


SHAPES = [
    ("[price]", ["1: is a list, but a mapping with the keys criteria, vendors, scales, scoring, lexicon, language, "
                 "pipeline is expected; write 'key: value' lines without '- '"]),
    ("price", ["1: is the text 'price', but a mapping with the keys criteria, vendors, scales, scoring, lexicon, "
               "language, pipeline is expected"]),
    ("critera: [price]", ["1: critera: unknown key 'critera'; did you mean 'criteria'? (known: criteria, language, "
                          "lexicon, pipeline, scales, scoring, vendors); rename or delete it"]),
    ("\n\ncriteria:", ["3: criteria: is empty; give a list […], or delete the key"]),
    ("criteria: []", ["1: criteria: is an empty list; add an entry, or delete the key"]),
    ("criteria: price", ["1: criteria: is the text 'price', but a list […] is expected; write [price]"]),
    ("criteria:\n  price: {}\n", ["1: criteria: is a mapping, but a list […] is expected"]),
    ("criteria:\n- relationship\n- prise\n",
     ["3: criteria.prise.terms: is missing, and 'prise' is not built in (did you mean 'price'?); give terms or facets, "
      "or use one of price, quality, delivery, features, service, strategy, ease, risk, relationship"]),
    ("criteria:\n- relationship\n- 12\n",
     ["3: criteria[2]: is the number 12, but a name, or a mapping with the keys id, label, kind, means, terms, facets "
      "is expected"]),
    ("criteria:\n- relationship\n- {label: X, terms: [x]}\n",
     ["3: criteria[2].id: is missing; short name used in every table; one of the built-in ids, or your own"]),
    ("criteria:\n- relationship\n- id: After Sales\n  terms: [x]\n",
     ["3: criteria.After Sales.id: id 'After Sales' must begin with a letter and go on with lower-case letters, digits "
      "and _; write after_sales"]),
    ("criteria: [relationship, 'id:price']",
     ["1: criteria.id:price: id 'id:price' must begin with a letter and go on with lower-case letters, digits and _; "
      "if it is 'key: value', put a space after the colon"]),
    ("criteria:\n- relationship\n- id: |\n    price\n",
     ["3: criteria[2].id: id 'price\\n' must begin with a letter and go on with lower-case letters, digits and _; "
      "write price"]),
    ("criteria:\n- price\n- id: relationship\n  kind: relational\n",
     ["4: criteria.relationship.kind: unknown kind 'relational'; did you mean 'relationship'? (known: business, "
      "relationship); write one of these"]),
    ("criteria:\n- relationship\n- id: price\n  terms:\n  - a\n  -\n  - 3\n  - yes\n  - 2024-01-01\n  - ' '\n  - a\n",
     ["6: criteria.price.terms[2]: is empty; give a phrase, or delete the entry",
      "7: criteria.price.terms[3]: is the number 3, but a phrase is expected; put it in quotes",
      "8: criteria.price.terms[4]: is the truth value true, but a phrase is expected; put it in quotes",
      "9: criteria.price.terms[5]: is the date 2024-01-01, but a phrase is expected; put it in quotes",
      "10: criteria.price.terms[6]: phrase ' ' needs a word",
      "11: criteria.price.terms[7]: 'a' is listed twice; delete one"]),
    ("criteria:\n- relationship\n- id: price\n  facets: {Hidden cost: [extra], x: []}\n",
     ["4: criteria.price.facets.Hidden cost: id 'Hidden cost' must begin with a letter and go on with lower-case "
      "letters, digits and _; write hidden_cost",
      "4: criteria.price.facets.x: is an empty list; add an entry, or delete the key"]),
    ("vendors: [{aliases: [x]}]", ["1: vendors[1].name: is missing; the name used in every table"]),
    ("vendors: [{name: Halden, alias: x}]",
     ["1: vendors.Halden.alias: unknown key 'alias'; did you mean 'aliases'? (known: aliases, name); "
      "rename or delete it"]),
    ("scales: [{id: mine, worst: 0}]",
     ["1: scales.mine.best: is missing, and 'mine' is not built in; give best, or use one of ten, nps, five, six, "
      "seven, twenty, hundred, german, swiss, letter",
      "1: scales.mine.names: is missing, and 'mine' is not built in; give names or marks, or use one of ten, nps, "
      "five, six, seven, twenty, hundred, german, swiss, letter"]),
    ("scales: [{id: ten, worst: one, best: .inf}]",
     ["1: scales.ten.best: is the number inf; give a number from -1e+06 to 1e+06",
      "1: scales.ten.worst: is the text 'one', but a number from -1e+06 to 1e+06 is expected; write the number alone, "
      "with a decimal point and without quotes or %"]),
    ("scoring: {rise: [10], fall: [50, 5, 1], in_line: 10%, fit_accounts: 7.5}",
     ["1: scoring.fall: does not have 2 entries but 3; give a list […, …]",
      "1: scoring.fit_accounts: is the number 7.5; give a whole number from 3 to 10000",
      "1: scoring.in_line: is the text '10%', but a number from 0 to 100 is expected; write the number alone, with a "
      "decimal point and without quotes or %",
      "1: scoring.rise: does not have 2 entries but 1; give a list […, …]"]),
    ("scoring:\n  rise: [-1, 101]\n  strengths: {hgh: 3, low: -1}\n  polarity: {positive: 11}\n  in_line: true\n",
     ["2: scoring.rise[1]: is the number -1; give a number from 0 to 100",
      "2: scoring.rise[2]: is the number 101; give a number from 0 to 100",
      "3: scoring.strengths.hgh: unknown key 'hgh'; did you mean 'high'? (known: decisive, high, low, medium, none); "
      "rename or delete it",
      "3: scoring.strengths.low: is the number -1; give a number from 0 to 100",
      "4: scoring.polarity.positive: is the number 11; give a number from 1 to 10",
      "5: scoring.in_line: is the truth value true, but a number from 0 to 100 is expected"]),
    ("language: dutsch", ["1: language: unknown language 'dutsch' (known: en); write one of these"]),
    ("lexicon: {add: {Price: [x]}}",
     ["1: lexicon.add.Price: section 'Price' must be FILE.SECTION, as in price.positive"]),
    ("lexicon: {add: {}}", ["1: lexicon.add: is empty; add an entry, or delete the key"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), SHAPES)
def test_wrong_in_itself(tmp_path: Path, text: str, told: list[str]) -> None:
    assert faults(tmp_path, text) == told


RULES = [
    ("criteria: [price, relationship, price]",
     ["1: criteria.price.id: the id 'price' is taken by an earlier entry; rename one, or put both into one entry"]),
    ("criteria: [price, relationship, {id: price}]",
     ["1: criteria.price.id: the id 'price' is taken by an earlier entry; rename one, or put both into one entry"]),
    ("criteria: [price, service]",
     ["1: criteria: no criterion is of kind relationship, so every relationship weight would be 0; list "
      "'relationship', or give one of yours 'kind: relationship'"]),
    ("criteria: [relationship]",
     ["1: criteria: no criterion is of kind business, so every relationship weight would be 100; list one, 'price' "
      "say"]),
    # a misspelt relationship is not also reported as a missing one
    ("criteria:\n- price\n- {id: relationship, kind: relation}\n",
     ["3: criteria.relationship.kind: unknown kind 'relation'; did you mean 'relationship'? (known: business, "
      "relationship); write one of these"]),
    ("criteria:\n- relationship\n- id: price\n  terms: [Freight  Cost]\n- id: delivery\n  terms: [freight cost]\n",
     ["6: criteria.delivery.terms[1]: 'freight cost' is a term of price too, so it tells neither apart; keep it in "
      "one"]),
    ("criteria:\n- relationship\n- id: price\n  facets:\n    a: [x y]\n    b: [z, x y]\n",
     ["6: criteria.price.facets.b[2]: 'x y' is a term of price.a too, so it tells neither apart; keep it in one"]),
    ("vendors:\n- Halden\n- {name: Norrbro, aliases: [norrbro, NB]}\n- {name: Vogt, aliases: [HALDEN, nb]}\n- Vogt\n",
     ["3: vendors.Norrbro.aliases[1]: 'norrbro' is listed twice for 'Norrbro'; delete one",
      "4: vendors.Vogt.aliases[1]: 'HALDEN' stands for the vendor 'Halden' too; keep it for one",
      "4: vendors.Vogt.aliases[2]: 'nb' stands for the vendor 'Norrbro' too; keep it for one",
      "5: vendors.Vogt.name: 'Vogt' stands for the vendor 'Vogt' too; keep it for one"]),
    ("scales:\n- {id: mine, worst: 3, best: 3, names: [x]}\n- {id: ten, best: 1}\n",
     ["2: scales.mine.best: worst and best are both 3; give two different ends",
      "3: scales.ten.best: worst and best are both 1; give two different ends"]),
    ("scales:\n- {id: a, worst: 6, best: 1, names: [x], marks: {top: 0.9, good: 2}}\n"
     "- {id: b, worst: 0, best: 1, names: [X]}\n- {id: a, names: [y]}\n",
     ["2: scales.a.marks.top: 0.9 is outside the scale; give a number from 1 to 6",
      "3: scales.b.names[1]: 'X' is a name of the scale 'a' too; keep it for one",
      "4: scales.a.best: is missing, and 'a' is not built in; give best, or use one of ten, nps, five, six, seven, "
      "twenty, hundred, german, swiss, letter",
      "4: scales.a.id: the id 'a' is taken by an earlier entry; rename one, or put both into one entry",
      "4: scales.a.worst: is missing, and 'a' is not built in; give worst, or use one of ten, nps, five, six, seven, "
      "twenty, hundred, german, swiss, letter"]),
    ("scoring: {strengths: {medium: 2, low: 2.5}}",
     ["1: scoring.strengths.low: low (2.5) weighs more than medium (2); let them descend from decisive to none"]),
    ("scoring: {strengths: {decisive: 0, high: 0, medium: 0, low: 0}}",
     ["1: scoring.strengths.decisive: is 0, so nothing would weigh anything; give more than 0"]),
    ("scoring: {polarity: {positive: 8, neutral: 6, mixed: 5.5, negative: 5.8}}",
     ["1: scoring.polarity.mixed: mixed (5.5) must lie between negative (5.8) and positive (8); change one"]),
    ("scoring:\n  rise: [50, 10]\n  fall: [5, 5]\n",
     ["2: scoring.rise: [50, 10] does not rise; swap the two, or set 'fall'",
      "3: scoring.fall: [5, 5] does not fall; swap the two, or set 'rise'"]),
    ("lexicon:\n  add:\n    price.topic: ['* a', 'a *', 'a (b)', 'a b? c? d? e? f? g? h?', '<money> x', 'x? y?']\n",
     ["3: lexicon.add.price.topic[1]: '* a' begins or ends with *, which then matches anything; delete the *",
      "3: lexicon.add.price.topic[2]: 'a *' begins or ends with *, which then matches anything; delete the *",
      "3: lexicon.add.price.topic[3]: '(b)' in 'a (b)' cannot be matched; write words only; | between alternatives, "
      "? after a word that may be missing, <n>, <vendor>, *",
      "3: lexicon.add.price.topic[4]: 'a b? c? d? e? f? g? h?' has 128 readings, more than 64; split it into several",
      "3: lexicon.add.price.topic[5]: '<money>' in '<money> x' cannot be matched; write words only; | between "
      "alternatives, ? after a word that may be missing, <n>, <vendor>, *",
      "3: lexicon.add.price.topic[6]: 'x? y?' may be missing as a whole; let one word be without '?'"]),
    ("lexicon:\n  add: {price.topic: [frob]}\n  remove: {price.topic: [Frob, price lst, price]}\n",
     ["3: lexicon.remove.price.topic[1]: 'Frob' is added and removed; keep one"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), RULES)
def test_wrong_together(tmp_path: Path, text: str, told: list[str]) -> None:
    assert faults(tmp_path, text)[: len(told)] == told


FORM = [
    (
        "pipeline: 'it's'",
        "1: column 15: no YAML: text goes on after a closed quote or bracket; double a ' within quotes: 'it''s'",
    ),
    ("pipeline: %x", "1: column 11: no YAML: text may not begin with this character; put it in quotes"),
    (
        "a: b: c",
        "1: column 5: no YAML: ': ' is not expected here; quote text that holds a colon, or end the line above in one",
    ),
    ("language: en\n\tx: y", "2: column 1: no YAML: a tab stands where YAML wants spaces; indent with spaces"),
    ("vendors:\n- 'Halden\n- Vogt\n", "2: column 3: no YAML: a quote is opened here and never closed; close it"),
    (
        "vendors: [Halden\nlanguage: en\n",
        "2: column 9: no YAML: this list in [ ] goes wrong here; set commas, close it, quote text that holds a ?",
    ),
    (
        "lexicon: {add: {price.topic: [the? price]}}",
        "1: column 34: no YAML: this list in [ ] goes wrong here; set commas, close it, quote text that holds a ?",
    ),
    ("vendors: [Halden, %x]", "1: column 19: no YAML: text may not begin with this character; put it in quotes"),
    (
        "vendors:\n  - a\n - b\n",
        "3: column 2: no YAML: does not line up with the lines above; indent entries of one level alike",
    ),
    (
        "vendors: [*halden]",
        "1: column 11: no YAML: * begins an alias, and this one is defined nowhere; put the text in quotes",
    ),
    (
        "vendors: - Halden\n",
        "1: column 10: no YAML: a list may not begin on the line of its key; put '- ' on a line of its own",
    ),
    (
        "language\nvendors: [a]\n",
        "2: column 8: no YAML: ': ' is not expected here; quote text that holds a colon, or end the line above in one",
    ),
    ('pipeline: "a\\qb"', "1: column 14: no YAML: in double quotes \\ begins an escape; use single quotes"),
    ("language: en\n---\nlanguage: en\n", "2: column 1: no YAML: a second document begins with '---'; keep one"),
    ("language: en\nvendors: [a]\nlanguage: en\n", "3: language: is given twice, first in line 1; keep one of the two"),
    ("vendors: &a [*a]", "1: vendors[1]: an alias (*) stands inside what it stands for; write the values out"),
    (
        "language: !!python/object:os.system x",
        "1: language: the tag 'tag:yaml.org,2002:python/object:os.system' is not read; delete it",
    ),
    ("language: !mine x", "1: language: the tag '!mine' is not read; delete it"),
    ("scoring:\n  <<: {in_line: 5}\n  in_line: 4\n", "2: scoring: merge keys (<<) are not read; write the keys out"),
    ("? [a]\n: b\n", "1: a key must be a word; write 'key: value'"),
    ("vendors: [a\x07b]", "1: control character U+0007, which YAML does not allow; delete it"),
    ("language: en\nvendors: [M\xfcller]\n".encode("latin-1"), "2: byte 0xfc is not UTF-8; save the file as UTF-8"),
    (
        "scoring: {in_line: " + "9" * 5000 + "}",
        f"1: scoring.in_line: '{'9' * 40}' cannot be read as int; put it in quotes if it is text",
    ),
    (
        "vendors: " + "[" * 30 + "]" * 30,
        "1: vendors" + "[1]" * 19 + ": is nested deeper than 20 levels; a codebook needs five",
    ),
    ("vendors:\n" + "- " * 5000, "1: is nested deeper than 20 levels; a codebook needs five"),
    ("#" * 1_000_001, "1: holds 1,000,001 bytes, more than the 1,000,000 of any codebook; is it the right file?"),
]


@pytest.mark.parametrize(("text", "told"), FORM)
def test_no_yaml_or_hostile(tmp_path: Path, text: str | bytes, told: str) -> None:
    assert faults(tmp_path, text)[0] == told


def test_aliases_that_explode_are_refused(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    (told,) = faults(tmp_path, "\n".join(lines))
    assert "holds more than 20,000 values, aliases (*) written out; is it the right file?" in told


def test_escape_sequences_do_not_reach_the_terminal(tmp_path: Path) -> None:
    text = '"\\e[2J": 1\nvendors: [{name: "\\e[1m", "\\e]x": 1}]\nlanguage: "\\e[0m"\n'
    assert "\x1b" not in "".join(faults(tmp_path, text))


def test_windows_utf16_is_read(tmp_path: Path) -> None:
    (tmp_path / "criteria.yaml").write_bytes("vendors: [Müller]".encode("utf-16"))
    assert codebook.load(tmp_path / "criteria.yaml").vendors[0].name == "Müller"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("none.yaml", "does not exist; check the name, create one with 'voc init', or leave --criteria out"),
        ("empty", "is a folder, not a codebook; give the file, or create one with 'voc init"),
        ("study", "is a folder, not a codebook; give "),
    ],
)
def test_no_file(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "criteria.yaml").touch()
    with pytest.raises(CodebookError) as caught:
        codebook.load(tmp_path / name)
    assert str(caught.value).startswith(f"{tmp_path / name}: {told}")
