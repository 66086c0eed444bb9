"""Tables of weights as small whole numbers, as they are shipped."""

from __future__ import annotations

import numpy as np


def packed(*tables: np.ndarray) -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
    """Tables of the same rows (what is known) and columns as whole numbers of eight bits, their scale (columns), which
    brings them back, and which rows weigh anything at all."""
    scale = np.maximum(np.abs(np.concatenate(tables)).max(axis=0), 1e-6) / 127
    small = [np.rint(table / scale).astype(np.int8) for table in tables]
    keep = np.any([np.abs(table).max(axis=1) > 1 for table in small], axis=0)
    return [table[keep] for table in small], scale.astype(np.float32), keep
