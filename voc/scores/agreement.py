"""How far two codings of the same interviews agree: the table `agreement`, and the two laid beside each other.

Not a member of `SCORES`, for it takes two codings. Precision and recall read the second coding as the standard; kappa
and alpha do not care which is which. Below `LEAST` units a figure is left out and the row says so.

A coding is a frame with the columns of `model.Evidence`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from voc.model import LABELS, Table
from voc.scores.coefficients import LEAST, Counts, Scale, alpha, crossed, interval, kappa
from voc.scores.matching import Match, match
from voc.scores.shaping import Schema, shaped
from voc.scores.statistics import wilson

NAME = "agreement"
COLUMNS: Schema = {
    "what": "text",
    "name": "text",
    "first": "number",
    "second": "number",
    "matched": "number",
    "precision": "number",
    "precision_low": "number",
    "precision_high": "number",
    "recall": "number",
    "recall_low": "number",
    "recall_high": "number",
    "f1": "number",
    "unit": "text",
    "units": "number",
    "agreed": "number",
    "kappa": "number",
    "kappa_low": "number",
    "kappa_high": "number",
    "alpha": "number",
    "alpha_low": "number",
    "alpha_high": "number",
    "scale": "text",
    "reading": "text",
}
BY_CRITERION = ("importance", "performance")
RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff's advice (2004): alpha to rely on, and alpha for tentative conclusions."""


@dataclass(frozen=True)
class Compared:
    """Two codings of the same `interviews`, row by row, and which passages are the same. `sentences` are the units of
    presence (`interview`, `turn`, `start`, `end` of every sentence that a respondent says), None if the transcripts are
    not at hand."""

    interviews: tuple[str, ...]
    first: pd.DataFrame
    second: pd.DataFrame
    matches: tuple[Match, ...]
    sentences: pd.DataFrame | None = None
    names: tuple[str, str] = ("the first", "the second")


def compared(
    first: pd.DataFrame,
    second: pd.DataFrame,
    sentences: pd.DataFrame | None = None,
    interviews: Sequence[str] | None = None,
    names: tuple[str, str] = ("the first", "the second"),
) -> Compared:
    """Lay two codings beside each other (mentions apart) over `interviews`, or else those that both have codes of."""
    shared = sorted(set(first["interview"]) & set(second["interview"]) if interviews is None else set(interviews))
    ours, theirs = (
        _in_order(coding[coding["interview"].isin(shared) & (coding["signal"] != "mention")])
        for coding in (first, second)
    )
    kept = None
    if sentences is not None:
        kept = sentences[sentences["interview"].isin(shared)].reset_index(drop=True)
    return Compared(tuple(shared), ours, theirs, tuple(match(ours, theirs)), kept, names)


def _in_order(coding: pd.DataFrame) -> pd.DataFrame:
    return coding.sort_values(["interview", "turn", "start", "end", "id", "label"], kind="stable", ignore_index=True)


def agreement(pair: Compared) -> Table:
    """A row is something on which two codings can agree. `what` tells what, `name` which:

    - `codes`, `signal`, `criterion`: passages found (`first`, `second`, `matched` with the same signal and criterion),
      with Wilson's intervals; and presence: does a sentence carry such a passage, in both codings alike;
    - `label`, `strength`, `rating`, `vendor`, `chosen`: what was said of the passages that both found: the signal's
      label, its order where it has one, the number given, the vendor, and the criterion (here of passages matched by
      signal alone).
    """
    rows = [*_found(pair), *_said(pair)]
    frame = shaped(pd.DataFrame(rows), COLUMNS, [], digits=3)
    title = f"{pair.names[0]} (first) against {pair.names[1]} (second): {_counted(len(pair.interviews))}"
    return Table(NAME, frame, title, tuple(_notes(pair)))


def _found(pair: Compared) -> Iterator[dict[str, object]]:
    pairs = [m for m in pair.matches if m.on == "code"]
    ours, theirs = pair.first, pair.second
    kinds: list[tuple[str, str]] = [("codes", "all")]
    signals = {*ours["signal"], *theirs["signal"]}
    kinds += [("signal", name) for name in [*LABELS, "value", "shortfall", "dependence"] if name in signals]
    rated = [coding[coding["signal"].isin(BY_CRITERION)]["criterion"] for coding in (ours, theirs)]
    kinds += [("criterion", name) for name in sorted({*rated[0], *rated[1]} - {""})]
    for what, name in kinds:
        masks = [_mask(coding, what, name) for coding in (ours, theirs)]
        matched = sum(bool(masks[0][m.first]) for m in pairs)
        row: dict[str, object] = {"what": what, "name": name}
        row |= _shares(int(masks[0].sum()), int(masks[1].sum()), matched)
        if pair.sentences is not None:
            carried = [
                _carrying(pair.sentences, coding[mask]) for coding, mask in zip((ours, theirs), masks, strict=True)
            ]
            row |= _presence(pair, *carried)
        reading = "; ".join(str(row[key]) for key in ("few", "reading") if row.get(key))
        yield row | {"reading": reading}


def _mask(coding: pd.DataFrame, what: str, name: str) -> np.ndarray:
    if what == "codes":
        return np.ones(len(coding), dtype=bool)
    if what == "signal":
        return (coding["signal"] == name).to_numpy()
    return ((coding["criterion"] == name) & coding["signal"].isin(BY_CRITERION)).to_numpy()


def _shares(first: int, second: int, matched: int) -> dict[str, object]:
    row: dict[str, object] = {"first": first, "second": second, "matched": matched}
    for name, of in (("precision", first), ("recall", second)):
        if of >= LEAST:
            low, high = wilson(matched, of)
            row |= {name: matched / of, f"{name}_low": low, f"{name}_high": high}
    if min(first, second) >= LEAST:
        return row | {"f1": 2 * matched / (first + second)}
    which = "precision" if first < second else "recall"
    return row | {"few": f"{which} insufficient: {min(first, second)} of at least {LEAST} passages"}


def _presence(pair: Compared, ours: np.ndarray, theirs: np.ndarray) -> dict[str, object]:
    assert pair.sentences is not None
    carried = int((ours | theirs).sum())
    row: dict[str, object] = {"unit": "sentence", "units": len(ours), "scale": "nominal"}
    if carried < LEAST or len(ours) < LEAST:
        row |= {"agreed": (ours == theirs).mean() if len(ours) else None}
        return row | {"reading": f"insufficient: {carried} of at least {LEAST} sentences carry it"}
    both: dict[str, list[tuple[Hashable, Hashable]]] = {name: [] for name in pair.interviews}
    for name, a, b in zip(pair.sentences["interview"], ours.tolist(), theirs.tolist(), strict=True):
        both[name].append((a, b))
    return row | _coefficients(crossed(both, [False, True]), "nominal")


def _carrying(sentences: pd.DataFrame, passages: pd.DataFrame) -> np.ndarray:
    """Which sentences carry one of the passages: at least half of the shorter of the two."""
    carries = np.zeros(len(sentences), dtype=bool)
    key = ["interview", "turn"]
    spans = passages[[*key, "start", "end"]].drop_duplicates()
    both = sentences.assign(row=np.arange(len(sentences))).merge(spans, on=key, suffixes=("", "_passage"))
    start, end = (both[name].to_numpy() for name in ("start", "end"))
    first, last = (both[f"{name}_passage"].to_numpy() for name in ("start", "end"))
    shared = np.minimum(end, last) - np.maximum(start, first)
    carries[both["row"].to_numpy()[(shared > 0) & (2 * shared >= np.minimum(end - start, last - first))]] = True
    return carries


def _said(pair: Compared) -> Iterator[dict[str, object]]:
    coded = [m for m in pair.matches if m.on == "code"]
    signal = dict(enumerate(pair.first["signal"].tolist()))
    for name, labels in LABELS.items():
        of = [m for m in coded if signal[m.first] == name]
        if of:
            yield _compared(pair, "label", name, of, "label", labels, "nominal")
            if name == "importance":
                yield _compared(pair, "strength", name, of, "label", tuple(reversed(labels)), "ordinal")
    for name in BY_CRITERION:
        of = [m for m in coded if signal[m.first] == name]
        numbers = [frame["value"].astype(float).round(4).tolist() for frame in (pair.first, pair.second)]
        given = [m for m in of if not (np.isnan(numbers[0][m.first]) or np.isnan(numbers[1][m.second]))]
        if given:
            order = sorted({*(numbers[0][m.first] for m in given), *(numbers[1][m.second] for m in given)})
            yield _compared(pair, "rating", name, given, "value", order, "ordinal")
    yield _compared(pair, "vendor", "all", coded, "vendor", None, "nominal")
    chosen = [m for m in pair.matches if m.on != "place" and signal[m.first] in BY_CRITERION]
    yield _compared(pair, "chosen", "criterion", chosen, "criterion", None, "nominal")


def _compared(
    pair: Compared,
    what: str,
    name: str,
    matches: Sequence[Match],
    column: str,
    order: Sequence[Hashable] | None,
    scale: Scale,
) -> dict[str, object]:
    """Agreement on a column of matched passages, where both codings have an entry of `order`, or any if it is None."""
    values = [frame[column].tolist() for frame in (pair.first, pair.second)]
    if column == "value":
        values = [[round(float(value), 4) for value in one] for one in values]
    of = pair.first["interview"].tolist()
    both: dict[str, list[tuple[Hashable, Hashable]]] = {interview: [] for interview in pair.interviews}
    for m in matches:
        a, b = values[0][m.first], values[1][m.second]
        if (a in order and b in order) if order is not None else (a and b):
            both[of[m.first]].append((a, b))
    count = sum(map(len, both.values()))
    row: dict[str, object] = {"what": what, "name": name, "unit": "passage", "units": count, "scale": scale}
    if count < LEAST:
        return row | {"reading": f"insufficient: {count} of at least {LEAST} passages compared"}
    return row | _coefficients(crossed(both, order), scale)


def _coefficients(tables: Counts, scale: Scale) -> dict[str, object]:
    whole = tables.sum(axis=0)
    value = float(alpha(whole, scale))
    low, high = interval(lambda drawn: alpha(drawn, scale), tables)
    row: dict[str, object] = {"agreed": float(np.trace(whole) / whole.sum())}
    row |= {"alpha": value, "alpha_low": low, "alpha_high": high}
    if scale == "nominal":
        low, high = interval(kappa, tables)
        row |= {"kappa": float(kappa(whole)), "kappa_low": low, "kappa_high": high}
    words = "reliable" if value >= RELIABLE else "tentative" if value >= TENTATIVE else "not reliable"
    return row | {"reading": "one category throughout: nothing could differ" if np.isnan(value) else words}


def _notes(pair: Compared) -> Iterator[str]:
    yield (
        "precision: share of the first coding's passages that the second has with the same signal and criterion; "
        "recall: the other way round; a passage is the same when half of the shorter lies in the other"
    )
    if pair.sentences is not None:
        yield (
            f"kappa, alpha: codes, signals and criteria by sentence ({len(pair.sentences):,} that respondents said), "
            "present or not; labels, numbers, vendors on matched passages"
        )
    else:
        yield "kappa, alpha on matched passages only: without the transcripts it is not known what nobody coded"
    resampled = "interviews" if len(pair.interviews) >= LEAST else "sentences and passages"
    yield f"intervals 95%: Wilson's for precision and recall, {resampled} resampled for kappa and alpha"


def _counted(interviews: int) -> str:
    return f"{interviews:,} interview" + ("" if interviews == 1 else "s")
