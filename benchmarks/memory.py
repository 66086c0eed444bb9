"""Does memory grow with the number of interviews? `python benchmarks/memory.py [COUNT…]` (default: 50 200 800)

For each count a study is made in which every interview has words that no other has, and coded in a process of its own,
twice: once the rows are counted and let go, once all are kept as a study keeps them. Told are the peaks of resident
memory in MiB, and what a kept row costs. Without the rows the peak must not grow.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import corpus

import voc.codebook
from voc import engine, transcripts

MIB = 2**20


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("counts", nargs="*", type=int, default=[50, 200, 800])
    parser.add_argument("--keep", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--code", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.code:
        rows, peak = code(args.code, args.keep)
        print(rows, peak)
        return 0
    print("| interviews | words | rows | peak, rows let go (MiB) | peak, rows kept (MiB) | bytes a kept row |")
    print("|---:|---:|---:|---:|---:|---:|")
    for count in args.counts:
        with tempfile.TemporaryDirectory() as place:
            words = corpus.variations(count, Path(place))
            command = [sys.executable, __file__, "--code", place]
            said = [subprocess.run([*command, *more], check=True, capture_output=True) for more in ((), ("--keep",))]
        (rows, low), (_, high) = (map(int, one.stdout.split()) for one in said)
        cost = (high - low) // rows if high > low and rows else "below noise"
        print(f"| {count} | {words} | {rows} | {low / MIB:.0f} | {high / MIB:.0f} | {cost} |", flush=True)
    return 0


def code(folder: Path, keep: bool) -> tuple[int, int]:
    """Rows of the study in the folder and the peak of this process in bytes."""
    outcomes = engine.run(transcripts.discover([folder]), voc.codebook.load(None), cache=False)
    kept = []
    rows = 0
    for outcome in outcomes:
        rows += len(outcome.rows)
        if keep:
            kept.append(outcome)
    unit = 1 if sys.platform == "darwin" else 1024
    return rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


if __name__ == "__main__":
    sys.exit(main())
