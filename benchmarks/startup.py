"""How long until the program answers? `python benchmarks/startup.py`

`voc --help` beside a bare import of typer and rich, taking turns in processes of their own, and beside them what a run
needs before the first interview: the imports of the coder, and its pipeline with the compiled word lists kept from an
earlier run and without. CPU times of the processes, medians, in seconds. The last line is the ratio of `--help` to the
import.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile

BUILD = (
    "import voc.codebook; from voc import store; from voc.signals import build_nlp; build_nlp(voc.codebook.load(None)"
)
COMMANDS = {
    "import typer, rich": ["-c", "import typer, rich"],
    "voc --help": ["-m", "voc", "--help"],
    "import of the coder": ["-c", "from voc import engine"],
    "pipeline, lists kept": ["-c", f"{BUILD}, store.remember)"],
    "pipeline, nothing kept": ["-c", f"{BUILD})"],
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    args = parser.parse_args()
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as place:
        env = os.environ | {"VOC_CACHE": place, "PYTHONHASHSEED": "0"}
        for _ in range(args.rounds + 1):
            for name, command in COMMANDS.items():
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                subprocess.run([sys.executable, *command], check=True, capture_output=True, env=env)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                taken[name].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    print("| command | CPU seconds |\n|---|---:|")
    for name, times in taken.items():
        print(f"| {name} | {statistics.median(times[1:]):.2f} |")
    pairs = zip(taken["voc --help"][1:], taken["import typer, rich"][1:], strict=True)
    print(f"\nratio of voc --help to the import: {statistics.median(a / b for a, b in pairs):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
