"""Train all that the coder learned: `python benchmarks/train.py GOLD_DIR… [--leave GROUP] [--out DIR]`.

A gold folder holds `interviews/` and `codes/NAME.gold.json`; loose sentences in a folder `bank` beside it and all of
`benchmarks/training` are always added. Writes `marks.json` (see `train_marks.py`), `wording.npz`, `context.npz` (see
`train_sentences.py`), `about.npz` (see `train_about.py`) and `meant.npz` (see `train_meant.py`). Needs scikit-learn,
scipy and torch.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import spacy
import train_marks
import train_sentences
from coded import everything

import voc.codebook
from voc import trained
from voc.signals import phrases, talk, words

PARTS = ("sentences", "marks")


def main() -> int:
    parser = argparse.ArgumentParser(description="Train all that the coder learned.")
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--leave", action="append", default=[], help="groups not to learn from (dev, t1 … t6, a, b …)")
    parser.add_argument("--only", choices=PARTS, help="train one part and leave the other as it is")
    parser.add_argument("--out", type=Path, default=trained.FOLDER)
    args = parser.parse_args()
    codebook = voc.codebook.load(None)
    nlp = spacy.blank("en")
    words.install(nlp)
    finder = phrases.Phrases(nlp, phrases.vocabulary(codebook))
    coded = everything(args.gold, codebook)
    docs = [finder(talk.make_doc(nlp, one.interview)) for one in coded]
    args.out.mkdir(parents=True, exist_ok=True)
    if args.only != "sentences":
        train_marks.train(docs, coded, args.leave, args.out)
    if args.only != "marks":
        trained.FOLDER = args.out  # the criteria of marks are learned from marks as they are found
        train_sentences.train(docs, coded, args.leave, args.out)
    print(f"{len(docs)} interviews -> {args.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
