"""How well does the coder agree with coded interviews it has not seen? `python benchmarks/accuracy.py GOLD_DIR…`

Interviews are held out in groups by author (`dev`, `t1` …): each group is coded by an engine trained on all the others
and on `benchmarks/training`. Writes `OUT/evidence.csv`, `weights.csv` and `interviews.csv` of all held-out interviews,
for a scorer to read. `--groups` takes some groups only; `--fast` reuses the numbers trained before.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
from coded import group_of
from train import PARTS

import voc.codebook
from voc import engine, evidence, scores, study, trained, transcripts
from voc.signals import build_nlp, context, marks, meant, wording


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("out/accuracy"))
    parser.add_argument("--groups", nargs="*", default=[])
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--only", choices=PARTS, help="train one part anew and reuse the other")
    args = parser.parse_args()
    codebook = voc.codebook.load(None)
    items = [
        (group_of(folder, item.id), item)
        for folder in args.gold
        for item in transcripts.discover([folder / "interviews"])
    ]
    groups = [g for g in sorted({group for group, _ in items}) if not args.groups or g in args.groups]

    def train(group: str) -> None:
        folder = args.out / f"without_{group}"
        folder.mkdir(parents=True, exist_ok=True)
        if args.fast and not args.only and (folder / "context.npz").exists():
            return
        script = Path(__file__).with_name("train.py")
        command = [sys.executable, str(script), *map(str, args.gold), "--leave", group, "--out", str(folder)]
        command += ["--only", args.only] if args.only else []
        subprocess.run(command, check=True)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(train, groups))
    nlp = build_nlp(codebook)
    outcomes = []
    for group in groups:
        trained.FOLDER = args.out / f"without_{group}"
        wording.load.cache_clear()
        context.load.cache_clear()
        meant.load.cache_clear()
        marks._weights.cache_clear()
        outcomes += [engine.code(nlp, transcripts.load(item, codebook)) for g, item in items if g == group]
    table = evidence.frame([row for outcome in outcomes for row in outcome.rows])
    records = study._records([outcome.record for outcome in outcomes])
    tables = scores.score_all(evidence.numeric(table), records, codebook, "none", ["weights", "interviews"])
    frames: dict[str, pd.DataFrame] = {"evidence": table} | {name: t.frame for name, t in tables.items()}
    for name, frame in frames.items():
        frame.to_csv(args.out / f"{name}.csv", index=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
