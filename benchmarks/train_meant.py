"""Train which criterion a mark is of; see `voc/signals/meant.py`. A part of `train.py`. Needs torch."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch
from coded import APART, Coded, place
from networks import joined
from spacy.tokens import Doc
from torch import nn

import voc.codebook
from voc.signals import marks, meant, wording
from voc.signals.talk import TALK

SEEDS, HIDDEN, ROUNDS = 3, 16, 15


class Meanings:
    """What is known of each mark whose criterion is known, from interviews that the wording model had not seen."""

    def __init__(self) -> None:
        self.features: list[np.ndarray] = []
        self.criteria: list[int] = []

    def add(self, doc: Doc, coded: Coded, meaning: meant.Meaning) -> None:
        """The marks of an interview of which `meaning` is known."""
        if coded.group in APART:
            return
        placed, before = place(doc, coded.codes), meant.Before()
        told = marks.find_marks(doc, voc.codebook.load(None))
        known = meaning.known(told) if told else ()
        for mark, one in zip(told, known, strict=True):
            found, turn = _criterion(mark, placed), int(doc.user_data[TALK].turn[mark.sentence])
            if found >= 0:
                self.features.append(np.concatenate([one, meant.so_far(before, mark, turn)], axis=1))
                self.criteria.append(found)
                before.add(mark, found, turn)

    def save(self, out: Path) -> None:
        x, y = meant.weighed(np.stack(self.features)), np.array(self.criteria)
        print(f"criteria of {len(y)} marks", file=sys.stderr)
        np.savez_compressed(out / "meant.npz", **_fit(x, y))


def _fit(x: np.ndarray, y: np.ndarray) -> dict[str, np.ndarray]:
    mean, spread = x.reshape(-1, x.shape[2]).mean(0), x.reshape(-1, x.shape[2]).std(0) + 0.05
    known = torch.from_numpy(((x - mean) / spread).clip(-4, 4).astype(np.float32))
    wanted = torch.from_numpy(y)
    nets = []
    for seed in range(SEEDS):
        torch.manual_seed(seed)
        net = nn.Sequential(nn.Linear(x.shape[2], HIDDEN), nn.GELU("tanh"), nn.Dropout(0.3), nn.Linear(HIDDEN, 1))
        optimizer = torch.optim.AdamW(net.parameters(), 3e-3, weight_decay=0.3)
        for _ in range(ROUNDS):
            order = torch.randperm(len(known))
            for i in range(0, len(order), 64):
                at = order[i : i + 64]
                loss = nn.functional.cross_entropy(net(known[at])[:, :, 0], wanted[at])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
        nets.append(
            (mean, spread, [p.detach().numpy() for p in (net[0].weight.T, net[0].bias, net[3].weight.T, net[3].bias)])
        )
    return joined(nets)


def _criterion(mark: marks.Mark, placed: list[tuple[int, int, int, dict]]) -> int:  # type: ignore[type-arg]
    signal = "performance" if mark.kind == "perf" else "importance"
    key = {"points": "points", "rank": "rank"}.get(mark.kind, "score")
    for _, start, stop, code in placed:
        said = code.get(key)
        if said is None or code["signal"] != signal or not start - 1 <= mark.start <= stop:
            continue
        if said == mark.amount or (isinstance(said, int | float) and said == mark.amount):
            return wording.CRITERIA.index(code["criterion"])
    return -1
