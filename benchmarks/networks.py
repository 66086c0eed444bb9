"""Networks of one hidden layer, trained with torch and kept as numbers; see `voc/signals/context.py`."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn


def network(
    features: np.ndarray,
    target: np.ndarray,
    weight: np.ndarray,
    softmaxes,
    hidden: int,
    rounds: int,
    decay: float,
    drop: float,
    seed: int,
):
    """A network of one hidden layer; `softmaxes` are the slices of outputs that sum to one, none for odds of their own.
    `weight` (rows, outputs) is 0 for outputs that a row says nothing of."""
    torch.manual_seed(seed)
    mean, spread = features.mean(0), features.std(0) + 1e-2
    x = torch.from_numpy(((features - mean) / spread).clip(-4, 4).astype(np.float32))
    y, w = torch.from_numpy(target.astype(np.float32)), torch.from_numpy(weight.astype(np.float32))
    net = nn.Sequential(
        nn.Dropout(0.1 if not softmaxes else 0.2),
        nn.Linear(x.shape[1], hidden),
        nn.GELU("tanh"),
        nn.Dropout(drop),
        nn.Linear(hidden, y.shape[1]),
    )
    batch = 256
    optimizer = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=decay)
    steps = rounds * (len(x) // batch + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps)
    for _ in range(rounds):
        order = torch.randperm(len(x))
        for i in range(0, len(x), batch):
            at = order[i : i + batch]
            z = net(x[at])
            if softmaxes:
                loss = -sum(((z[:, s].log_softmax(1) * y[at][:, s]) * w[at][:, s]).sum() for s in softmaxes) / len(at)
            else:
                loss = (nn.functional.binary_cross_entropy_with_logits(z, y[at], reduction="none") * w[at]).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    first, last = net[1], net[4]
    parts = [p.detach().numpy() for p in (first.weight.T, first.bias, last.weight.T, last.bias)]
    return mean, spread, parts


def joined(nets):
    """Networks over the same features, side by side: the mean of their log-odds."""
    mean, spread, _ = nets[0]
    hidden = np.concatenate([parts[0] for _, _, parts in nets], 1)
    hidden_bias = np.concatenate([parts[1] for _, _, parts in nets])
    out = np.concatenate([parts[2] for _, _, parts in nets]) / len(nets)
    out_bias = sum(parts[3] for _, _, parts in nets) / len(nets)
    return {
        "mean": mean,
        "spread": spread,
        "hidden": hidden,
        "hidden_bias": hidden_bias,
        "out": out,
        "out_bias": out_bias,
    }
