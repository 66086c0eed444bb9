"""Two short interviews and the evidence in them, for codings to be about."""

from __future__ import annotations

from typing import Any

from voc.coding.checking import names
from voc.coding.coded import Bundle
from voc.evidence import identify
from voc.model import Codebook, Criterion, Evidence, Interview, Mark, Metadata, Scale, Turn, Vendor

CODEBOOK = Codebook(
    (Criterion("price", "Price"), Criterion("delivery", "Delivery"), Criterion("relationship", "Bond", "relationship")),
    (Vendor("Acme Ltd", ("Acme",)), Vendor("Rival/Co")),
    (Scale("ten", 1, 10), Scale("nps", 0, 10), Scale("letter", 1, 10, marks={"B+": 8.0})),
)  # fmt: skip


def turn(speaker: str, text: str, line: int) -> Turn:
    return Turn(speaker, text, "interviewer" if speaker == "I" else "interviewee", (Mark(0, line),))


PLANT = Interview(
    Metadata("plant", "in/plant.txt", account="Kirkby", vendor="Acme Ltd"),
    (
        turn("I", "How is the price? Is it an eight?", 1),
        turn("Ann", "An eight. They’re dear — but “fair”. An eight.", 2),
        turn("I", "And delivery?", 3),
        turn("Ann", "Never late 😀, not once. =2+2 is what I'd say.", 4),
    ),
)
OFFICE = Interview(
    Metadata("north/office", "in/north/office.vtt", account="Skovlund"),
    (turn("I", "Who decides?", 1), turn("Bo", "Purchasing decides. An eight.", 2)),
)
INTERVIEWS = (PLANT, OFFICE)
KNOWN = names(CODEBOOK, INTERVIEWS)


def row(interview: Interview, turn: int, quote: str, signal: str = "performance", **said: Any) -> Evidence:
    """A row of evidence on the first place of the quote in its turn."""
    start = interview.turns[turn].text.index(quote)
    end, meta = start + len(quote), interview.meta
    code = {"criterion": "", "vendor": "", "label": ""} | said
    blank: dict[str, Any] = {"amount": None, "reference": None, "unit": "", "value": None, "source": "rule:x"}
    return Evidence(
        id=identify(meta.id, turn, start, end, signal, code["criterion"], code["vendor"]),
        interview=meta.id, account=meta.account, side=meta.side, wave=meta.wave, date=meta.date,
        turn=turn, start=start, end=end, at=None, line=interview.turns[turn].marks[0].line,
        speaker=interview.turns[turn].speaker, quote=quote, signal=signal, **(blank | code),
    )  # fmt: skip


ROWS = (
    row(OFFICE, 1, "Purchasing decides.", "buying", label="purchasing_led"),
    row(PLANT, 1, "An eight.", criterion="price", vendor="Acme Ltd", label="positive", amount=8.0, reference=10.0,
        unit="score", value=0.777778),
    row(PLANT, 3, "Never late 😀, not once.", criterion="delivery", vendor="Rival/Co", label="positive"),
    row(PLANT, 3, "Never late 😀, not once.", "importance", criterion="delivery", label="high"),
    row(PLANT, 3, "=2+2 is what I'd say.", "dependence", label="Ann/Bob"),
)  # fmt: skip
BUNDLE = Bundle("study", ROWS, (OFFICE, PLANT), CODEBOOK)
