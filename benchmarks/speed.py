"""How fast is the whole job beside spaCy's bare tokenizer? `python benchmarks/speed.py [FOLDER…] [--interviews N]`

Set OPENBLAS_NUM_THREADS=1 in the environment, as the command line does for itself.

Every interview of the folders (default: the sample study) is read, coded, turned into evidence rows and scored, in one
process and without the cache; in the same process `spacy.blank("en")` splits the same words into tokens and does
nothing else. The two take turns, round by round, so that a busy machine slows both. Times are CPU times, medians of the
rounds; words are counted between white space. Building the pipeline is not part of a round, nor is the first round, in
which every word is new to both; both are told apart. Scoring costs much the same for ten interviews as for a hundred,
so its share falls with their number.

Writes a table: step, microseconds a word, thousand words a second, share of the job. The last line is the ratio: the
speed of the whole job over that of the bare tokenizer.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import corpus
import spacy
from spacy.language import Language

import voc.codebook
from voc import engine, evidence, scores, study, transcripts
from voc.model import Codebook, Interview
from voc.signals import build_nlp, talk

Times = dict[str, float]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[corpus.SAMPLE])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--interviews", type=int, default=0, help="repeat the folders until there are so many")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        corpus.copies(args.folders, args.interviews, Path(place) / "interviews")
        measure(Path(place) / "interviews", args.rounds, voc.codebook.load(voc.codebook.find(args.folders[0])))
    return 0


def measure(folder: Path, count: int, codebook: Codebook) -> None:
    """Take `count` rounds over the folder and print the table."""
    found = transcripts.discover([folder])
    interviews = [transcripts.load(item, codebook) for item in found]
    texts = ["\n".join(turn.text for turn in interview.turns) for interview in interviews]
    words = sum(len(text.split()) for text in texts)

    began = time.process_time()
    nlp = build_nlp(codebook)
    built = time.process_time() - began
    bare = spacy.blank("en")

    rounds: list[Times] = []
    for _ in range(count + 1):
        times = job(found, nlp, codebook)
        began = time.process_time()
        for text in texts:
            bare.make_doc(text)
        times["bare tokenizer"] = time.process_time() - began
        rounds.append(times)
    told(rounds, words, len(found), built)


def job(found: list[transcripts.Found], nlp: Language, codebook: Codebook) -> Times:
    """CPU seconds by step of the whole way from files to tables."""
    times: Times = defaultdict(float)
    clock = time.process_time()

    def took(step: str) -> None:
        nonlocal clock
        now = time.process_time()
        times[step] += now - clock
        clock = now

    outcomes: list[engine.Outcome] = []
    for place in range(0, len(found), engine.BATCH):
        interviews: list[Interview] = [transcripts.load(item, codebook) for item in found[place : place + engine.BATCH]]
        took("read")
        docs = [talk.make_doc(nlp, interview) for interview in interviews]
        took("tokens and layout")
        for name, component in nlp.pipeline:
            docs = list(component.pipe(docs))
            took(name)
        outcomes += [engine.outcome(doc) for doc in docs]
        took("evidence rows")
    records = study.records_of([one.record for one in outcomes if one.record])
    table = evidence.frame([row for one in outcomes for row in one.rows])
    took("evidence table")
    scores.score_all(evidence.numeric(table), records, codebook, "rise")
    took("score")
    return times


def told(rounds: list[Times], words: int, interviews: int, built: float) -> None:
    first, rest = rounds[0], rounds[1:]
    steps = [step for step in first if step != "bare tokenizer"]
    middle = {step: statistics.median(times[step] for times in rest) for step in first}
    whole = statistics.median(sum(times[step] for step in steps) for times in rest)
    ratio = statistics.median(times["bare tokenizer"] / sum(times[step] for step in steps) for times in rest)
    python = sys.version.split()[0]
    print(f"{interviews} interviews, {words} words, {len(rest)} rounds; {sys.platform}, Python {python}\n")
    print("| step | µs a word | thousand words a second | share |\n|---|---:|---:|---:|")
    for step, seconds in [*((step, middle[step]) for step in steps), ("whole job", whole)]:
        print(f"| {step} | {seconds / words * 1e6:.2f} | {words / seconds / 1e3:.0f} | {seconds / whole:.0%} |")
    bare = middle["bare tokenizer"]
    print(f"| bare tokenizer | {bare / words * 1e6:.2f} | {words / bare / 1e3:.0f} | |")
    cold = sum(first[step] for step in steps)
    print(f"\nbuilding the pipeline, once, nothing kept: {built:.2f} s")
    print(f"first round, every word new: {words / cold / 1e3:.0f} thousand words a second,", end=" ")
    print(f"bare tokenizer {words / first['bare tokenizer'] / 1e3:.0f}")
    print(f"ratio of the whole job to the bare tokenizer: {ratio:.2f}")


if __name__ == "__main__":
    sys.exit(main())
