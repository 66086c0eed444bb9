"""Coded interviews to learn from and to measure by: gold folders, the marked-up interviews of `benchmarks/training`,
loose coded sentences and phrases."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from spacy.tokens import Doc

from voc import transcripts
from voc.model import Codebook, Interview, Metadata, Turn, Vendor
from voc.signals import talk

TRAINING = Path(__file__).parent / "training"
LABEL = {
    "importance": "strength",
    "performance": "polarity",
    "commodity": "direction",
    "rep_change": "impact",
    "tier": "tier",
    "buying": "mode",
    "renewal": "intent",
}
"""Signal → the key of its label in a gold coding."""
_SHORT = {"imp": "importance", "perf": "performance"}
LOOSE, PHRASES = "loose", "phrases"
"""The groups of sentences and of phrases that stand by themselves."""
APART = (LOOSE, PHRASES)
TURN, ASKED = "turn", "asked"
"""Keys of the turn that a code stands in, where it is known, and of whether only the question tells its criterion."""
_TOGETHER = 60
"""Loose sentences that are read as one interview, each an answer to its own question."""

POLARITY = {"good": "positive", "bad": "negative", "fair": "neutral"}
"""Kind of a phrase → what it says of the vendor."""

ANSWERS = (
    ("A seven.", "performance"),
    ("Good.", "performance"),
    ("It matters.", "importance"),
    ("Not great.", "performance"),
    ("Five.", "performance"),
    ("They do all right.", "performance"),
    ("Nine.", "importance"),
    ("So-so.", "performance"),
    ("Not so much.", "importance"),
    ("Four, for them.", "performance"),
)
"""Answers that only the question tells the criterion of."""

Code = dict[str, Any]


@dataclass(frozen=True)
class Coded:
    """An interview and its codes (as in a gold file); `group` is by whom it was written, `talk` whether as much of it
    is left without a code as of real talk."""

    group: str
    interview: Interview
    codes: tuple[Code, ...]
    talk: bool = True


def everything(folders: list[Path], codebook: Codebook) -> list[Coded]:
    """The gold folders, with the loose sentences beside them, and all of `benchmarks/training`."""
    found = [coded for folder in folders for coded in gold(folder, codebook)]
    banks = sorted({folder.parent / "bank" for folder in folders})
    loose = [file for bank in [*banks, TRAINING] for file in sorted(bank.glob("*.jsonl"))]
    found += [*marked(TRAINING), *marked(TRAINING / "short", talk=False)]
    found += [coded for file in loose for coded in sentences(file)]
    return found + [coded for file in sorted(TRAINING.glob("phrases_*.tsv")) for coded in phrases(file)]


def group_of(folder: Path, name: str) -> str:
    """`dev` for the interviews of a folder `dev`, `t1` for those of one author of `train`."""
    return name.split("_")[0] if re.match(r"t\d_", name) else folder.name


def gold(folder: Path, codebook: Codebook) -> Iterator[Coded]:
    """The interviews of a gold folder: `interviews/` and `codes/NAME.gold.json`."""
    for item in transcripts.discover([folder / "interviews"]):
        file = folder / "codes" / f"{item.id}.gold.json"
        codes = json.loads(file.read_text(encoding="utf-8"))["codes"]
        yield Coded(group_of(folder, item.id), transcripts.load(item, codebook), tuple(codes))


def marked(folder: Path, talk: bool = True) -> Iterator[Coded]:
    """Interviews with the codes in the text: `{passage|signal criterion label key=value; …}`."""
    for file in sorted(folder.glob("*.txt")):
        _, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
        meta = yaml.safe_load(head)
        turns, codes = [], []
        for line in filter(None, (line.strip() for line in body.splitlines())):
            who, _, said = line.partition(": ")
            text = ""
            for plain, passage, spec in re.findall(r"([^{]*)(?:\{([^|}]*)\|([^}]*)\})?", said):
                text += plain + passage
                codes += [
                    _code(passage, part, meta["vendor"]) for part in filter(None, map(str.strip, spec.split(";")))
                ]
            turns.append(Turn(who, re.sub(r"\s+", " ", text).strip(), "interviewee" if who == "R" else "interviewer"))
        vendors = tuple(Vendor(name) for name in meta["vendors"])
        info = Metadata(file.stem, str(file), account=meta["account"], vendor=meta["vendor"], vendors=vendors)
        yield Coded(file.stem[0], Interview(info, tuple(turns)), tuple(codes), talk)


def _code(quote: str, spec: str, vendor: str) -> Code:
    pairs = {key: value.strip('"') for key, value in re.findall(r'(\w+)=("[^"]*"|\S+)', spec)}
    signal, *rest = re.sub(r'\w+=("[^"]*"|\S+)', "", spec).split()
    signal = _SHORT.get(signal, signal)
    code: Code = {"quote": re.sub(r"\s+", " ", quote).strip(), "signal": signal, "vendor": pairs.get("v", vendor)}
    if signal in ("importance", "performance"):
        code["criterion"], *rest = rest
    if signal in LABEL and rest:
        code[LABEL[signal]] = rest[0]
    for key in ("score", "points", "rank", "amount", "expected", "actual"):
        if key in pairs:
            code[key] = float(pairs[key]) if re.fullmatch(r"-?[\d.]+", pairs[key]) else pairs[key]
    return code


def sentences(file: Path) -> Iterator[Coded]:
    """Loose coded sentences, one JSON object a line: `q`, `text`, `signal` (or `none`), `criterion`, `label`."""
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    for begin in range(0, len(lines), _TOGETHER):
        turns, codes = [], []
        for line in lines[begin : begin + _TOGETHER]:
            turns.append(Turn("I", line["q"] or "Go on.", "interviewer"))
            turns.append(Turn("R", line["text"], "interviewee"))
            if line["signal"] != "none":
                code = {"quote": line["text"], TURN: len(turns) - 1, "signal": line["signal"]}
                code["criterion"] = line.get("criterion") or ""
                if line.get("label") and line["signal"] in LABEL:
                    code[LABEL[line["signal"]]] = line["label"]
                codes.append(code)
        read = Interview(Metadata(f"{file.stem}-{begin}", str(file)), tuple(turns))
        yield Coded(LOOSE, read, tuple(codes), talk=False)


def phrases(file: Path) -> Iterator[Coded]:
    """Phrases that name or judge a criterion, a line each: trade, criterion, kind, phrase, between tabs. Kinds: what a
    customer needs, how an interviewer would ask for it, `good`, `bad` and `fair` of a vendor. Each trade is read as one
    interview. What is asked for or needed is also a question, whose answer says nothing of the criterion itself."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    trades: dict[str, list[list[str]]] = {}
    for trade, *row in rows:
        trades.setdefault(trade, []).append(row)
    for trade, held in trades.items():
        turns, codes = [], []

        def said(question: str, answer: str, code: Code, turns: list[Turn] = turns, codes: list[Code] = codes) -> None:
            turns += [Turn("I", question, "interviewer"), Turn("R", answer, "interviewee")]
            codes.append({"quote": answer, TURN: len(turns) - 1, **code})

        for i, (criterion, kind, phrase) in enumerate(held):
            signal = "importance" if kind == "need" else "performance"
            if kind != "ask":
                label = {} if kind == "need" else {"polarity": POLARITY[kind]}
                said("Go on.", phrase, {"signal": signal, "criterion": criterion, **label})
            if kind in ("ask", "need"):
                answer, signal = ANSWERS[i % len(ANSWERS)]
                code = {"signal": signal, "criterion": criterion, ASKED: True}
                said(f"{phrase}?" if kind == "need" else phrase, answer, code)
        read = Interview(Metadata(f"{file.stem}-{trade}", str(file)), tuple(turns))
        yield Coded(PHRASES, read, tuple(codes), talk=False)


def place(doc: Doc, codes: tuple[Code, ...]) -> list[tuple[int, int, int, Code]]:
    """Each code with the sentence that holds most of its quote, and the quote's place in the Doc's text."""
    lay: talk.Talk = doc.user_data[talk.TALK]
    bounds = np.append(lay.place, len(lay.text))
    begin, end = bounds[lay.first], bounds[lay.last]
    found, since = [], 0
    for code in codes:
        quote = re.sub(r"\s+", " ", code["quote"]).strip()
        at = lay.text.find(quote, int(lay.chars[code[TURN]]) if TURN in code else max(0, since - 300))
        at = at if at >= 0 else lay.text.find(quote)
        if at < 0:
            continue
        since, stop = at, at + len(quote)
        overlap = np.where(lay.said, np.minimum(end, stop) - np.maximum(begin, at), -1)
        found.append((int(overlap.argmax()), at, stop, code))
    return found
