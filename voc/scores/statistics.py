"""Rank statistics for small samples, on plain numbers: the same input gives the same output on every machine.

Resampling uses numpy's PCG64 with a fixed seed, whose stream is the same on all platforms.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

SEED = 1977
CELLS = 1_000_000  # numbers shuffled at once: 8 MB, however many accounts a study has
Numbers = Sequence[float] | npt.NDArray[np.float64]


def ranks(values: Numbers) -> npt.NDArray[np.float64]:
    """Ranks from 1, ties sharing their mean."""
    array = np.asarray(values, dtype=float)
    _, inverse, counts = np.unique(array, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts - 1) / 2)[inverse.reshape(-1)], dtype=float)


def spearman(x: Numbers, y: Numbers) -> float:
    """Spearman's rank correlation, tie-corrected (Pearson on mean ranks); NaN below two pairs or without spread."""
    return _pearson(ranks(x), ranks(y))


def _pearson(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> float:
    a, b = a - a.mean() if len(a) else a, b - b.mean() if len(b) else b
    scale = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / scale if scale > 0 else float("nan")


def permutation_p(x: Numbers, y: Numbers, rounds: int = 4999) -> float:
    """Two-sided p of Spearman's rho under random pairing: (1 + as extreme ones) / (1 + rounds), so never 0
    [Phipson & Smyth 2010]. NaN where rho is."""
    rx, ry = ranks(x), ranks(y)
    rho = abs(_pearson(rx, ry))
    if np.isnan(rho):
        return float("nan")
    rng = np.random.Generator(np.random.PCG64(SEED))
    a, b = rx - rx.mean(), ry - ry.mean()
    scale = float(np.sqrt((a * a).sum() * (b * b).sum()))
    extreme, batch = 0, max(1, CELLS // len(b))
    for done in range(0, rounds, batch):
        shuffled = rng.permuted(np.tile(b, (min(batch, rounds - done), 1)), axis=1)
        # a hair of slack, so that a pairing as extreme as the observed one counts as such despite rounding
        extreme += int((np.abs(shuffled @ a) / scale >= rho - 1e-12).sum())
    return (1 + extreme) / (1 + rounds)


def bootstrap(
    statistic: Callable[[npt.NDArray[np.int64]], float], size: int, rounds: int = 2000
) -> tuple[float, float]:
    """95% percentile interval [Efron & Tibshirani 1993]: `statistic` is given row numbers drawn with replacement from
    `size` rows. Samples without a value (no spread) are left out; NaN when hardly any has one."""
    rng = np.random.Generator(np.random.PCG64(SEED))
    values = [statistic(rng.integers(0, size, size)) for _ in range(rounds)] if size else []
    return middle(np.array(values), rounds)


def spearman_interval(x: Numbers, y: Numbers, rounds: int = 2000) -> tuple[float, float]:
    """`bootstrap` of `spearman`, all samples at once."""
    size = len(x)
    rng = np.random.Generator(np.random.PCG64(SEED))
    batch = max(1, CELLS // max(1, size))
    found = [np.empty(0)]
    for done in range(0, rounds if size else 0, batch):
        drawn = rng.integers(0, size, (min(batch, rounds - done), size))
        a, b = _ranks_within(x, drawn), _ranks_within(y, drawn)
        scale = np.sqrt((a * a).sum(axis=1) * (b * b).sum(axis=1))
        found.append(np.divide((a * b).sum(axis=1), scale, out=np.full(len(drawn), np.nan), where=scale > 0))
    return middle(np.concatenate(found), rounds)


def _ranks_within(values: Numbers, drawn: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Mean ranks within each sample (a row of `drawn`), less their mean."""
    levels, level = np.unique(np.asarray(values, dtype=float), return_inverse=True)
    chosen = level.reshape(-1)[drawn]
    shift = np.arange(len(drawn))[:, None] * len(levels)
    counts = np.bincount((chosen + shift).ravel(), minlength=drawn.shape[0] * len(levels))
    counts = counts.reshape(len(drawn), len(levels))
    middle = np.cumsum(counts, axis=1) - (counts - 1) / 2
    return np.asarray(np.take_along_axis(middle, chosen, axis=1) - (drawn.shape[1] + 1) / 2, dtype=float)


def middle(values: npt.NDArray[np.float64], rounds: int) -> tuple[float, float]:
    """The 95% percentile interval of what `rounds` samples gave; NaN when fewer than half of them gave a value."""
    known = values[~np.isnan(values)]
    if len(known) < rounds / 2:
        return float("nan"), float("nan")
    low, high = np.quantile(known, [0.025, 0.975])
    return float(low), float(high)


def theil_sen(x: Numbers, y: Numbers) -> tuple[float, float]:
    """Slope and intercept of the line through the medians: the median of the slopes of all pairs of points with
    different x [Theil 1950; Sen 1968], and the median of y − slope·x. Up to 29% of the points may be wild. NaN when
    all x are the same."""
    a, b = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    i, j = np.triu_indices(len(a), 1)
    apart = a[i] != a[j]
    if not apart.any():
        return float("nan"), float("nan")
    slope = float(np.median((b[j] - b[i])[apart] / (a[j] - a[i])[apart]))
    return slope, float(np.median(b - slope * a))


def wilson(hits: int, of: int, z: float = 1.959963984540054) -> tuple[float, float]:
    """95% interval of a share [Wilson 1927]; NaN for nothing out of nothing."""
    if of == 0:
        return float("nan"), float("nan")
    share, square = hits / of, z * z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = z * float(np.sqrt(share * (1 - share) / of + square / (4 * of * of))) / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)
