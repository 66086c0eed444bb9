"""How well does the coder agree with coded interviews it has not seen? `python benchmarks/accuracy.py GOLD_DIR…`

Interviews are held out in groups by author (`dev`, `t1` …): each group is coded by an engine trained on all the others
and on `benchmarks/training`. Prints precision, recall and F1 by signal and criterion, what labels are taken for each
other, and how far the models' probabilities can be believed. Writes `OUT/evidence.csv`, `weights.csv` and
`interviews.csv` of all held-out interviews, for a scorer to read. `--groups` takes some groups only; `--fast` reuses
the numbers trained before; `--rules` codes without any.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import coded
import pandas as pd
import rules
from report import report
from spacy.tokens import Doc
from train import PARTS

import voc.codebook
from voc import engine, evidence, scores, study, trained
from voc.signals import about, build_nlp, context, meant, tag, talk, weights, wording
from voc.signals.learned import CODES, LEARNED


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("out/accuracy"))
    parser.add_argument("--groups", nargs="*", default=[])
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--only", choices=PARTS, help="train one part anew and reuse the other")
    parser.add_argument("--rules", action="store_true", help="code by word lists and rules, without what was learned")
    args = parser.parse_args()
    codebook = voc.codebook.load(None)
    every = {one.group for folder in args.gold for one in coded.gold(folder, codebook)}
    groups = [group for group in sorted(every) if not args.groups or group in args.groups]

    def train(group: str) -> None:
        folder = args.out / f"without_{group}"
        folder.mkdir(parents=True, exist_ok=True)
        if args.fast and not args.only and (folder / "context.npz").exists():
            return
        script = Path(__file__).with_name("train.py")
        command = [sys.executable, str(script), *map(str, args.gold), "--leave", group, "--out", str(folder)]
        command += ["--only", args.only] if args.only else []
        subprocess.run(command, check=True)

    nlp = build_nlp(codebook)
    if args.rules:
        args.out.mkdir(parents=True, exist_ok=True)
        rules.install(nlp)
    else:
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(train, groups))
    outcomes, people, likely = [], [], []
    for group in groups:
        if not args.rules:
            trained.FOLDER = args.out / f"without_{group}"
            for cached in (wording.load, context.load, about.load, meant.load, weights.weights):
                cached.cache_clear()
        for one in (one for folder in args.gold for one in coded.gold(folder, codebook) if one.group == group):
            doc = tag(nlp, one.interview)
            outcomes.append(engine.outcome(doc))
            placed = coded.place(doc, one.codes)
            people += [_row(doc, *passage) for passage in placed]
            likely += _likely(doc, placed)
    table = evidence.frame([row for outcome in outcomes for row in outcome.rows])
    records = study.records_of([outcome.record for outcome in outcomes])
    tables = scores.score_all(evidence.numeric(table), records, codebook, "none", ["weights", "interviews"])
    frames: dict[str, pd.DataFrame] = {"evidence": table} | {name: t.frame for name, t in tables.items()}
    for name, frame in frames.items():
        frame.to_csv(args.out / f"{name}.csv", index=False)
    print(report(pd.DataFrame(people), table, likely))
    return 0


def _row(doc: Doc, s: int, start: int, end: int, code: coded.Code) -> dict[str, object]:
    """A person's code in the columns of the evidence that matching reads."""
    lay: talk.Talk = doc.user_data[talk.TALK]
    turn = int(lay.turn[s])
    first = int(lay.chars[turn])
    signal = code["signal"]
    said = next((code[key] for key in ("points", "score", "rank", "amount", "actual") if code.get(key) is not None), "")
    return {
        "interview": lay.interview.meta.id,
        "turn": turn,
        "start": start - first,
        "end": end - first,
        "signal": signal,
        "criterion": code.get("criterion") or "",
        "vendor": code.get("vendor") or "",
        "label": code.get(coded.LABEL.get(signal, "")) or "",
        "amount": said,
    }


def _likely(doc: Doc, placed: list[tuple[int, int, int, coded.Code]]) -> list[tuple[float, bool]]:
    """Every probability that the models gave, and whether a person coded it there."""
    codes = doc.user_data[LEARNED].codes
    true = {(s, code["signal"], code.get("criterion") or "") for s, _, _, code in placed}
    where, which = (codes > 0).nonzero()
    return [(float(codes[s, c]), (s, *CODES[c]) in true) for s, c in zip(where.tolist(), which.tolist(), strict=True)]


if __name__ == "__main__":
    sys.exit(main())
