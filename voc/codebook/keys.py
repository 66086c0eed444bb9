"""The keys of a codebook: the one description that the checker, the schema and the documentation go by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from voc.codebook.shapes import Free, Key, List, Number, Record, Text
from voc.model import LABELS, Kind, Scoring

DEFAULTS = Scoring()
KINDS = get_args(Kind)

_END = r"$(?!\n)"  # Python's $ lets a last line break pass
ID = Text(
    "id",
    rf"^[a-z][a-z0-9_]*{_END}",
    "must begin with a letter and go on with lower-case letters, digits and _",
)
NAME = Text("name", r"\w", "needs a letter or a digit")
PHRASE = Text("phrase", r"\w", "needs a word")
SECTION = Text("section", rf"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*{_END}", "must be FILE.SECTION, as in price.positive")
FAR = 1e6


def codebook(
    criteria: Sequence[str] = (),
    scales: Sequence[str] = (),
    languages: Sequence[str] = ("en",),
    sections: Sequence[str] = (),
) -> Record:
    """The whole file. `criteria` and `scales` are built-in ids, `languages` and `sections` those of the lexicons."""
    phrases = List(PHRASE)
    names = List(NAME)
    criterion = Record(
        {
            "id": Key(ID, "short name used in every table; one of the built-in ids, or your own"),
            "label": Key(NAME, "how people see it written; the id if left out"),
            "kind": Key(Text("kind", choices=KINDS), "what the vendor sells, or the people and the bond", "business"),
            "means": Key(NAME, "what belongs to it and what does not, for the people who check the coding"),
            "terms": Key(phrases, "words that show it is spoken of; they add to the built-in ones"),
            "facets": Key(Free(ID, phrases), "finer parts of the criterion, each with words of its own"),
        },
        required=("id",),
        name="id",
        short=True,
        builtin=tuple(criteria),
        own_any=("terms", "facets"),
    )
    vendor = Record(
        {
            "name": Key(NAME, "the name used in every table"),
            "aliases": Key(names, "what else people call it: short forms, products, parents, mishearings"),
        },
        required=("name",),
        name="name",
        short=True,
    )
    end = Number(-FAR, FAR)
    scale = Record(
        {
            "id": Key(ID, "short name; a built-in scale's id to change that one"),
            "worst": Key(end, "the worst mark, as a number"),
            "best": Key(end, "the best mark, as a number; may be the smaller one"),
            "names": Key(names, "what people say when they mean this scale"),
            "marks": Key(Free(NAME, end), "marks that are no numbers, and the number each stands for"),
        },
        required=("id",),
        name="id",
        builtin=tuple(scales),
        own=("worst", "best"),
        own_any=("names", "marks"),
    )
    lexicon = Free(SECTION, phrases, tuple(sections))
    return Record(
        {
            "criteria": Key(
                List(criterion, unique=False), "what customers decide by; left out, the nine built-in criteria"
            ),
            "vendors": Key(
                List(vendor, unique=False),
                "vendors spoken of in all interviews, besides those named in an interview's metadata",
            ),
            "scales": Key(List(scale, unique=False), "marks that customers give, besides the built-in scales"),
            "scoring": Key(_scoring(), "settings of the scores"),
            "lexicon": Key(
                Record(
                    {
                        "add": Key(lexicon, "phrases to look for, by section"),
                        "remove": Key(lexicon, "built-in phrases to look for no longer, by section"),
                    }
                ),
                "changes to the built-in word lists",
            ),
            "language": Key(Text("language", choices=tuple(languages)), "language of the word lists", "en"),
            "pipeline": Key(NAME, "a spaCy pipeline of your own (package or folder) to read with"),
        }
    )


def _scoring() -> Record:
    pair = List(Number(0, 100), exactly=2, unique=False)
    return Record(
        {
            "strengths": Key(
                _each(LABELS["importance"], DEFAULTS.strengths, 0, 100, "weight of importance said in words"),
                "how importance said in words weighs, strongest first",
            ),
            "polarity": Key(
                _each(LABELS["performance"], DEFAULTS.polarity, 1, 10, "rating where no number was given"),
                "the rating (1 to 10) that praise and complaint stand for where no number was given",
            ),
            "rise": Key(
                pair,
                "expected relationship weight at commodity level 0 and 100, for --expect rise",
                list(DEFAULTS.rise),
            ),
            "fall": Key(
                pair,
                "expected relationship weight at commodity level 0 and 100, for --expect fall",
                list(DEFAULTS.fall),
            ),
            "in_line": Key(
                Number(0, 100), "gap, in points of weight, up to which an account is in line", DEFAULTS.in_line
            ),
            "fit_accounts": Key(
                Number(3, 10_000, whole=True), "fewest accounts for --expect fit to draw a line", DEFAULTS.fit_accounts
            ),
        }
    )


def _each(names: Sequence[str], defaults: Mapping[str, float], low: float, high: float, about: str) -> Record:
    keys: dict[str, Any] = {name: Key(Number(low, high), about, defaults[name]) for name in names}
    return Record(keys)
