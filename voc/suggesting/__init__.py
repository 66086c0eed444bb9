"""What the codebook lacks: words that customers use when they rate something or say what matters, and that no criterion
owns; and passages of that kind that the coder made nothing of.

    suggest("interviews").paste    YAML for criteria.yaml
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voc.errors import NothingToRead, TranscriptError, UsageError, unknown
from voc.model import Codebook, Failure, Table

if TYPE_CHECKING:
    from voc.scores.shaping import Schema
    from voc.suggesting.listening import Heard
    from voc.suggesting.ranking import Term

TERMS: Schema = {
    "term": "text",
    "criterion": "text",
    "share": "number",
    "count": "count",
    "elsewhere": "count",
    "alone": "count",
    "interviews": "count",
    "accounts": "count",
    "likelihood": "number",
    "ratio": "number",
}
PLACE: Schema = {
    "interview": "text",
    "account": "text",
    "turn": "count",
    "start": "count",
    "end": "count",
    "line": "number",
    "at": "number",
    "speaker": "text",
    "quote": "text",
}
EXAMPLES: Schema = {"term": "text", **PLACE}
UNEXPLAINED: Schema = {**PLACE, "cues": "text", "criterion": "text", "likely": "number"}
QUOTES = 3
"""Examples of a phrase."""


@dataclass(frozen=True)
class Suggestions:
    """`tables`: `terms` (the most telling first), `examples` of each, `unexplained` passages; `paste`: the terms as
    YAML. `sources` leads from an interview's id to its file."""

    codebook: Codebook
    tables: Mapping[str, Table]
    paste: str
    sources: Mapping[str, str]
    failures: tuple[Failure, ...] = ()


def suggest(
    paths: str | Path | Sequence[str | Path] = "interviews",
    *,
    criteria: str | Path | None = None,
    accounts: Sequence[str] = (),
    limit: int | None = 20,
    cache: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Suggestions:
    """Listen to the customers of a study. `limit` is the most terms and the most passages, None for all; `cache` keeps
    the compiled word lists for the next run.

    `criteria` defaults as in `voc.study.analyze`. Raises `NothingToRead`, `CodebookError`, `UsageError`; a transcript
    that cannot be read becomes a `Failure`.
    """
    from voc import codebook as codebooks
    from voc import store, transcripts
    from voc.signals import build_nlp, tag
    from voc.suggesting.listening import listen, rating_words
    from voc.suggesting.pasting import block
    from voc.suggesting.ranking import terms, unexplained

    wanted = [str(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    if not wanted:
        raise NothingToRead("no path given; name a folder of transcripts")
    if "-" in wanted:
        raise UsageError("-: suggestions need a study, not a single transcript; name files or a folder")
    first = Path(wanted[0])
    codebook = codebooks.load(Path(criteria) if criteria else codebooks.find(first if first.is_dir() else first.parent))
    found = transcripts.discover(wanted)
    nlp, common = build_nlp(codebook, store.remember if cache else None), rating_words(codebook.language)
    heard: list[Heard] = []
    sources: dict[str, str] = {}
    failures: list[Failure] = []
    known: set[str] = set()
    for number, item in enumerate(found, 1):
        try:
            interview = transcripts.load(item, codebook)
            sources[interview.meta.id] = interview.meta.path
            known.add(interview.meta.account)
            if not accounts or interview.meta.account in accounts:
                heard.extend(listen(tag(nlp, interview), codebook, common))
        except TranscriptError as error:
            failures.append(Failure(error.path, str(error)))
        if progress:
            progress(number, len(found))
    for account in accounts:
        if account not in known:
            raise UsageError(f"--account: {unknown('account', account, known)}")
    ranked, left = terms(heard), unexplained(heard)
    tables = _tables(ranked[:limit], left[:limit], len(ranked), len(left), heard)
    return Suggestions(codebook, tables, block(ranked[:limit], codebook), sources, tuple(failures))


def _tables(
    ranked: Sequence[Term], left: Sequence[Heard], terms: int, passages: int, heard: Sequence[Heard]
) -> dict[str, Table]:
    import pandas as pd

    from voc.scores.shaping import shaped

    rows = [{name: getattr(term, "text" if name == "term" else name) for name in TERMS} for term in ranked]
    examples = [{"term": term.text, **_place(one)} for term in ranked for one in term.heard[:QUOTES]]
    unowned = [
        {**_place(one), "cues": ", ".join(one.cues), "criterion": one.criterion, "likely": one.likely} for one in left
    ]
    interviews = len({one.interview for one in heard})
    rating = sum(one.rates for one in heard)
    notes = (
        f"of {len(heard):,} sentences that customers say in {interviews:,} interviews, {rating:,} rate something "
        "or say how much it counts",
        "count: in those sentences, alone: in those without words of a criterion, elsewhere: in the other sentences",
        "likelihood: log-likelihood of alone against elsewhere; chance alone takes one word in twenty above 3.84, so "
        "read the quotes before you take a term over; ratio: log2 of how much more often it is said there",
    )
    more = f", {terms} in all" if terms > len(ranked) else ""
    beyond = f", {passages} in all" if passages > len(left) else ""
    return {
        "terms": Table(
            "terms",
            shaped(pd.DataFrame(rows, columns=list(TERMS)), TERMS, []),
            f"Terms that no criterion owns{more}",
            notes,
        ),
        "examples": Table("examples", shaped(pd.DataFrame(examples, columns=list(EXAMPLES)), EXAMPLES, []), "Examples"),
        "unexplained": Table(
            "unexplained",
            shaped(pd.DataFrame(unowned, columns=list(UNEXPLAINED)), UNEXPLAINED, []),
            f"Passages that rate or weigh something, without a code{beyond}",
            ("likely: 0 to 1, how much the passage looks like one that rates or weighs; criterion: of the question",),
        ),
    }


def _place(one: Heard) -> dict[str, object]:
    return {name: getattr(one, name) for name in PLACE}
