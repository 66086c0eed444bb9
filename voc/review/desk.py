"""What a file of codings is read against, and where its rows stand in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from voc.coding import placing
from voc.coding.checking import Fault
from voc.coding.coded import Coded, Names
from voc.coding.placing import Spot
from voc.errors import unknown
from voc.evidence import identify
from voc.model import Evidence
from voc.review.homes import Talk


@dataclass(frozen=True)
class Desk:
    """What a file is read against: the transcripts by id, the `names` they are known by, their digests, the evidence
    as it stands by id, and the names of codes. `coder` outweighs names in the file; `sealed` if it is a review sheet,
    `whole` if it codes its interviews from end to end."""

    talks: Mapping[str, Talk]
    names: Mapping[str, str]
    by_digest: Mapping[str, str]
    rows: Mapping[str, Evidence]
    known: Names
    coder: str
    sealed: bool
    whole: bool


def before(row: Coded, desk: Desk) -> Evidence | None:
    """The row that a sheet showed, by its id, or by its place if a spreadsheet took the id for a number."""
    if row.id in desk.rows or row.turn is None or row.start is None or row.end is None:
        return desk.rows.get(row.id)
    return desk.rows.get(identify(row.interview, row.turn, row.start, row.end, row.signal, row.criterion, row.vendor))


def which(row: Coded, desk: Desk) -> tuple[str, Fault | None]:
    """The id of the interview that a row is about: by its digest, else its name, else its words."""
    at = row.cells.get("interview", "")
    place = f"{row.place}, {at}" if at else row.place
    if row.digest in desk.by_digest:
        named = placing.called(row.interview, desk.names)
        same = named and desk.talks[named].digest == row.digest
        return named if same else desk.by_digest[row.digest], None
    if row.interview:
        named = placing.called(row.interview, desk.names)
        if named:
            return named, None
        held = _holding(row, desk)
        if len(held) == 1:
            return held[0], None
        return "", Fault(place, unknown("interview", row.interview, desk.talks))
    if len(desk.talks) == 1:
        return next(iter(desk.talks)), None
    held = _holding(row, desk)
    if len(held) == 1:
        return held[0], None
    if not row.quote:
        return "", Fault(row.place, "there is neither interview nor quote")
    told = f"its quote stands in {len(held)} interviews" if held else "its quote stands in no interview"
    return "", Fault(place, f"no interview is named and {told}; name it")


def _holding(row: Coded, desk: Desk) -> list[str]:
    return [id for id, talk in desk.talks.items() if row.quote and placing.find(row.quote, talk.interview)]


def where(row: Coded, talk: Talk, after: Spot | None) -> tuple[list[Spot], Fault | None]:
    """The place of a row's quote, several if it runs over turns; `after` is that of the row before it, which tells
    between places of the same words."""
    at = row.cells.get("quote", "")
    place = f"{row.place}, {at}" if at else row.place
    if not row.quote.strip():
        return [], Fault(place, "there is no quote; copy the words from the transcript")
    near = after
    if row.turn is not None:
        near = Spot(row.turn, row.start or 0, row.end or 0)
        if placing.holds(talk.interview, near, row.quote):
            return [near], None
    spot = placing.find(row.quote, talk.interview, near, row.lead)
    if spot:
        return [spot], None
    if "\n" in row.quote:
        spots = _several(row.quote, talk, near)
        if spots:
            return spots, None
    id = talk.interview.meta.id
    asked = placing.asked(row.quote, talk.interview)
    if asked is not None:
        return [], Fault(
            place, f"{id}, turn {asked}: these are not the respondent's words; only what they say is coded"
        )
    best = placing.nearest(row.quote, talk.interview)
    told = f"nearest is turn {best[0]}: “{best[1]}”" if best else "nothing like it is there"
    return [], Fault(place, f"not verbatim in {id}: “{_brief(row.quote)}”; {told}")


def _several(quote: str, talk: Talk, near: Spot | None) -> list[Spot]:
    """A passage over several turns, as other tools allow: the respondent's part of each."""
    labels = {turn.speaker.casefold() for turn in talk.interview.turns}
    spots: list[Spot] = []
    for line in filter(None, map(str.strip, quote.splitlines())):
        label, colon, rest = line.partition(":")
        said = rest.strip() if colon and label.strip().casefold() in labels else line
        if not said or said.casefold() in labels:
            continue
        spot = placing.find(said, talk.interview, spots[-1] if spots else near)
        if spot:
            spots.append(spot)
        elif placing.asked(said, talk.interview) is None:
            return []
    return spots


def _brief(quote: str) -> str:
    folded = " ".join(quote.split())
    return folded if len(folded) <= 120 else folded[:119].rstrip() + "…"
