"""Two codings of a study laid side by side: the program's and a person's, or those of two people.

done = study.analyze("interviews", people=False)
desk = Desk(talks, names, rows)
tables = agree(of_program(desk), of_person("Anna", [coding.read(path)], desk), desk, done.records)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from voc.errors import UsageError
from voc.model import Evidence, Interview, Table

if TYPE_CHECKING:
    import pandas as pd

    from voc.coding.checking import Fault
    from voc.coding.coded import Coding, Names
    from voc.review import Talk

PROGRAM = "voc"
"""What the program is called beside people."""
Place = tuple[str, int, int, int]


@dataclass(frozen=True)
class Desk:
    """What codings are read against: the transcripts, what codes may be made of, and the program's own rows."""

    talks: Sequence[Talk]
    known: Names
    rows: Sequence[Evidence]


@dataclass(frozen=True)
class Side:
    """One of two codings. `judged` is None for one that was made from scratch; for decisions on the program's codes it
    holds the passages (interview, turn, start, end) on which a person decided, `left` the ids of rows on them that were
    left open, and `whole` the interviews that were coded from end to end all the same. `shown` tells that the person
    saw the program's codes."""

    name: str
    rows: Sequence[Evidence]
    interviews: frozenset[str]
    judged: frozenset[Place] | None = None
    left: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    shown: bool = False
    refused: Sequence[Fault] = ()


def of_program(desk: Desk) -> Side:
    """The program's coding of all transcripts, before people had their say."""
    return Side(PROGRAM, desk.rows, frozenset(talk.interview.meta.id for talk in desk.talks))


def of_person(name: str, codings: Sequence[Coding], desk: Desk, coder: str = "") -> Side:
    """What files say that a person coded. `coder` keeps to that name where a file holds several.

    Rows that are not verbatim, or whose names are not known, are refused and told (`refused`); the others count.
    """
    from voc import review
    from voc.coding.coded import LEFT, WHOLE, Judged
    from voc.coding.placing import Spot
    from voc.evidence import identify

    judged: list[Judged] = []
    refused: list[Fault] = []
    deciding = False
    for coding in codings:
        chosen = _of_coder(coding, coder)
        sheet = any(row.seal or row.decision for row in chosen.rows)
        taken = review.take(chosen, desk.rows if sheet else (), desk.talks, desk.known, name, whole=not sheet)
        judged += taken.judged
        refused += taken.refused
        deciding = deciding or sheet
    by_interview: dict[str, list[tuple[Judged, Spot]]] = {}
    for row in judged:
        by_interview.setdefault(row.interview, []).append((row, Spot(row.turn, row.start, row.end)))
    talk = {one.interview.meta.id: one.interview for one in desk.talks}
    rows = [row for id in sorted(by_interview) for row in review.settle([], by_interview[id], talk[id])]
    decided = [row for row in judged if row.decision not in (LEFT, WHOLE)]
    left = [row for row in judged if row.decision == LEFT]
    return Side(
        name,
        rows,
        frozenset(row.interview for row in decided),
        frozenset((row.interview, row.turn, row.start, row.end) for row in decided) if deciding else None,
        frozenset(
            identify(row.interview, row.turn, row.start, row.end, row.signal, row.criterion, row.vendor) for row in left
        ),
        frozenset(row.interview for row in judged if row.decision == WHOLE),
        deciding and any(row.decision in ("accept", "change", "reject") for row in decided),
        refused,
    )


def agree(first: Side, second: Side, desk: Desk, records: pd.DataFrame) -> dict[str, Table]:
    """The tables `agreement`, `disagreements` and `weights_compared` of the interviews that both sides code.

    Where one side is a sheet that was filled in only in part, passages without a decision are left out of the other,
    and so are sentences and weights, which need a whole coding. Raises `UsageError` if no interview is in both.
    """
    from dataclasses import replace

    from voc import evidence
    from voc.scores.agreement import agreement, compared
    from voc.scores.disagreements import disagreements

    shared = sorted(first.interviews & second.interviews)
    if not shared:
        for side in (first, second):
            if not side.interviews:
                raise UsageError(
                    f"{side.name} codes nothing; a sheet of voc review wants its column decision filled in"
                )
        raise UsageError(
            f"{first.name} and {second.name} code no interview in common; check how the files name the interviews"
        )
    ours, theirs = _narrowed(first, second, shared), _narrowed(second, first, shared)
    open_rows = sum(row.interview in shared for side in (first, second) for row in side.rows) - len(ours) - len(theirs)
    talks = [talk.interview for talk in desk.talks if talk.interview.meta.id in shared]
    sentences = None if open_rows else _sentences(talks, desk.known.codebook.language)
    pair = compared(evidence.frame(ours), evidence.frame(theirs), sentences, shared, (first.name, second.name))
    table = agreement(pair)
    tables = {"agreement": replace(table, notes=(*table.notes, *_notes(first, second, open_rows)))}
    tables["disagreements"] = disagreements(pair)
    if not open_rows:
        tables["weights_compared"] = _weights(ours, theirs, desk, records)
    return tables


def _of_coder(coding: Coding, coder: str) -> Coding:
    """The rows of a coder, or else of all people in the file; the program's own only if there are no others."""
    from dataclasses import replace

    from voc.coding.coded import TOOL

    if not coder:
        people = tuple(row for row in coding.rows if row.coder != TOOL or row.decision)
        return replace(coding, rows=people) if people else coding
    names = sorted({row.coder for row in coding.rows if row.coder})
    if names and coder.casefold() not in {name.casefold() for name in names}:
        raise UsageError(f"{coding.path}: nothing in it is by {coder!r} (it is by {', '.join(names)})")
    return replace(coding, rows=tuple(row for row in coding.rows if row.coder.casefold() in ("", coder.casefold())))


def _narrowed(side: Side, other: Side, shared: Sequence[str]) -> list[Evidence]:
    """The rows of shared interviews; where the other only decided on some passages, those on them."""
    from voc.coding.placing import Spot
    from voc.review.standing import overlap

    rows = [row for row in side.rows if row.interview in shared]
    if other.judged is None:
        return rows
    spots: dict[str, list[Spot]] = {}
    for interview, *spot in sorted(other.judged):
        spots.setdefault(interview, []).append(Spot(*spot))
    return [
        row
        for row in rows
        if row.interview in other.whole
        or (row.id not in other.left and any(overlap(row, spot) for spot in spots.get(row.interview, ())))
    ]


def _sentences(interviews: Sequence[Interview], language: str) -> pd.DataFrame:
    """The respondents' sentences as the coder cuts them: `interview`, `turn`, `start`, `end`."""
    import pandas as pd
    import spacy

    from voc.signals import talk

    nlp = spacy.blank(language)
    rows: list[tuple[str, int, int, int]] = []
    for interview in interviews:
        doc = talk.make_doc(nlp, interview)
        laid: talk.Talk = doc.user_data[talk.TALK]
        for first, last, turn, said in zip(laid.first, laid.last, laid.turn.tolist(), laid.said, strict=True):
            if said and laid.word[first:last].any():
                offset = int(laid.chars[turn])
                span = doc[int(first) : int(last)]
                start, end = talk.trim(doc.text, span.start_char, span.end_char)
                rows.append((interview.meta.id, turn, start - offset, end - offset))
    return pd.DataFrame(rows, columns=["interview", "turn", "start", "end"])


def _weights(ours: Sequence[Evidence], theirs: Sequence[Evidence], desk: Desk, records: pd.DataFrame) -> Table:
    from voc import evidence
    from voc.scores import score_all
    from voc.scores.disagreements import weights_compared

    codebook = desk.known.codebook
    frames = []
    for rows in (ours, theirs):
        tables: Mapping[str, Table] = score_all(
            evidence.numeric(evidence.frame(rows)), records, codebook, names=["weights"]
        )
        frames.append(tables["weights"].frame)
    bond = tuple(criterion.id for criterion in codebook.criteria if criterion.kind == "relationship")
    return weights_compared(frames[0], frames[1], bond)


def _notes(first: Side, second: Side, open_rows: int) -> Iterator[str]:
    for side in (first, second):
        if side.shown:
            yield f"{side.name} went through the program's codes, which flatters agreement; one made unseen tells more"
        if side.refused:
            yield f"{len(side.refused)} row(s) of {side.name}'s could not be taken"
    if open_rows:
        yield f"{open_rows} passage(s) on which nobody decided are left out, and with them sentences and weights"
    alone = len(first.interviews ^ second.interviews)
    if alone:
        yield f"{alone} interview(s) that only one of them codes are left out"
