"""Agreement beyond chance: Cohen's kappa and Krippendorff's alpha, with intervals, on counts of who said what.

Two codings of the same units are crossed into a table of counts, `table[i, j]`: how many units the first put into
category i and the second into j. Coefficients take a stack of such tables (…, k, k), so that a thousand resampled ones
cost hardly more than one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from voc.scores.statistics import SEED, middle

Counts = npt.NDArray[np.float64]
Pairs = Sequence[tuple[Hashable, Hashable]]
Scale = Literal["nominal", "ordinal"]

LEAST = 10
"""Units below which no coefficient is given, and interviews from which on it is interviews that are resampled."""
ROUNDS = 2000


def crossed(pairs: Mapping[str, Pairs], order: Sequence[Hashable] | None = None) -> Counts:
    """The pairs of each interview as a stack of tables, an interview each. Categories stand in `order`, or as they turn
    up, which makes no difference to nominal coefficients."""
    values = order if order is not None else [value for group in pairs.values() for pair in group for value in pair]
    place = {value: i for i, value in enumerate(dict.fromkeys(values))}
    tables = np.zeros((len(pairs), len(place), len(place)))
    for table, group in zip(tables, pairs.values(), strict=True):
        for a, b in group:
            table[place[a], place[b]] += 1
    return tables


def cohen_kappa(pairs: Pairs) -> float:
    """Agreement of two coders beyond chance, (p_o − p_e) / (1 − p_e) [Cohen 1960]; NaN without pairs, or where both
    coders used one and the same category throughout, for then nothing could have differed."""
    return float(kappa(crossed({"": pairs}))[0])


def kappa(tables: Counts) -> Counts:
    """`cohen_kappa` of each table of a stack."""
    size = tables.sum(axis=(-2, -1))
    expected = (tables.sum(axis=-1) * tables.sum(axis=-2)).sum(axis=-1)
    observed = np.trace(tables, axis1=-2, axis2=-1) * size
    return _quotient(observed - expected, size * size - expected)


def krippendorff_alpha(units: Sequence[Sequence[Hashable]], order: Sequence[Hashable] | None = None) -> float:
    """α = 1 − D_o / D_e [Krippendorff 2011] over units, each the values that its coders gave (None for none).

    Nominal unless `order` lists the values from the lowest to the highest: then ordinal, the farther apart two values
    are in the ranks of all that was coded, the worse. NaN where fewer than two values can be paired or all are alike.
    """
    given = [value for unit in units for value in unit if value is not None]
    place = {value: i for i, value in enumerate(dict.fromkeys(given if order is None else order))}
    counts = np.zeros((len(units), len(place)))
    for row, unit in zip(counts, units, strict=True):
        for value in unit:
            if value is not None:
                row[place[value]] += 1
    counts = counts[counts.sum(axis=1) > 1]
    shares = counts / (counts.sum(axis=1, keepdims=True) - 1)
    coincidence = shares.T @ counts - np.diag(shares.sum(axis=0))
    return float(_alpha(coincidence, "nominal" if order is None else "ordinal"))


def alpha(tables: Counts, scale: Scale) -> Counts:
    """`krippendorff_alpha` of two coders who both coded every unit, for each table of a stack whose categories stand
    from the lowest to the highest if the scale is ordinal."""
    return _alpha(tables + np.swapaxes(tables, -2, -1), scale)


def _alpha(coincidence: Counts, scale: Scale) -> Counts:
    totals = coincidence.sum(axis=-1)
    size = totals.sum(axis=-1)
    if scale == "ordinal":
        # values that nobody gave take up no room between those that were given
        below = np.cumsum(totals, axis=-1) - totals / 2
        distance = (below[..., :, None] - below[..., None, :]) ** 2
    else:
        distance = np.broadcast_to(1 - np.eye(totals.shape[-1]), coincidence.shape)
    expected = (totals[..., :, None] * totals[..., None, :] * distance).sum(axis=(-2, -1))
    observed = (coincidence * distance).sum(axis=(-2, -1)) * (size - 1)
    return 1 - _quotient(observed, expected)


def interval(statistic: Callable[[Counts], Counts], tables: Counts) -> tuple[float, float]:
    """95% bootstrap interval of a coefficient over a stack of tables, one an interview.

    From `LEAST` interviews on, whole interviews are drawn, because what one respondent says hangs together; below
    that, units are drawn one by one, and the interval is too narrow rather than too wide.
    """
    rng = np.random.Generator(np.random.PCG64(SEED))
    size, width = len(tables), tables.shape[-1]
    if size >= LEAST:
        weights = rng.multinomial(size, np.full(size, 1 / size), size=ROUNDS)
        drawn = np.tensordot(weights, tables, axes=1)
    else:
        whole = tables.sum(axis=0)
        count = int(whole.sum())
        shares = whole.ravel() / max(count, 1)
        drawn = rng.multinomial(count, shares, size=ROUNDS).reshape(ROUNDS, width, width) if count else whole[None]
    return middle(statistic(drawn), ROUNDS)


def _quotient(above: Counts, below: Counts) -> Counts:
    above, below = np.asarray(above, dtype=float), np.asarray(below, dtype=float)
    quotient: Counts = np.divide(above, below, out=np.full(below.shape, np.nan), where=below > 0)
    return quotient
