"""Train the coder's numbers from coded interviews: `python benchmarks/train.py GOLD_DIR… [--leave GROUP] [--out DIR]`.

A gold folder holds `interviews/` and `codes/NAME.gold.json`; the marked-up interviews of `benchmarks/training` are
always added. Writes `sentence.npz` and `marks.json`. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

import numpy as np
import scipy.sparse as sp
import yaml
from sklearn.linear_model import LogisticRegression

import voc.codebook
from voc import transcripts
from voc.model import LABELS, Interview, Metadata, Turn, Vendor
from voc.signals import learned, marks, phrases, talk, words

FIELD = {"importance": "strength", "performance": "polarity", "commodity": "direction", "rep_change": "impact",
         "tier": "tier", "buying": "mode", "renewal": "intent"}  # fmt: skip
SHORT = {"imp": "importance", "perf": "performance"}


def gold(folder: Path, codebook) -> list[tuple[str, Interview, list[dict]]]:
    found = []
    for item in transcripts.discover([folder / "interviews"]):
        file = folder / "codes" / f"{item.id}.gold.json"
        codes = json.loads(file.read_text(encoding="utf-8"))["codes"]
        group = re.match(r"t\d(?=_)", item.id)
        found.append((group[0] if group else folder.name, transcripts.load(item, codebook), codes))
    return found


def marked(folder: Path) -> list[tuple[str, Interview, list[dict]]]:
    found = []
    for file in sorted(folder.glob("*.txt")):
        _, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
        meta = yaml.safe_load(head)
        turns, codes = [], []
        for line in filter(None, (line.strip() for line in body.splitlines())):
            who, _, said = line.partition(": ")
            text = ""
            for plain, passage, spec in re.findall(r"([^{]*)(?:\{([^|}]*)\|([^}]*)\})?", said):
                text += plain + passage
                codes += [_code(passage, part, meta["vendor"]) for part in filter(None, map(str.strip, spec.split(";")))]
            turns.append(Turn(who, re.sub(r"\s+", " ", text).strip(), "interviewee" if who == "R" else "interviewer"))
        vendors = tuple(Vendor(name) for name in meta["vendors"])
        info = Metadata(file.stem, str(file), account=meta["account"], vendor=meta["vendor"], vendors=vendors)
        found.append((file.stem[0], Interview(info, tuple(turns)), codes))
    return found


def _code(quote: str, spec: str, vendor: str) -> dict:
    pairs = dict((k, v.strip('"')) for k, v in re.findall(r'(\w+)=("[^"]*"|\S+)', spec))
    words_ = re.sub(r'\w+=("[^"]*"|\S+)', "", spec).split()
    signal = SHORT.get(words_[0], words_[0])
    code: dict = {"quote": re.sub(r"\s+", " ", quote).strip(), "signal": signal, "vendor": pairs.get("v", vendor)}
    rest = words_[1:]
    if signal in ("importance", "performance"):
        code["criterion"], rest = rest[0], rest[1:]
    if signal in FIELD and rest:
        code[FIELD[signal]] = rest[0]
    for key in ("score", "points", "rank"):
        if key in pairs:
            value = pairs[key]
            code[key] = float(value) if re.fullmatch(r"[\d.]+", value) else value
    return code


def place(doc, codes: list[dict]) -> list[tuple[int, int, int, dict]]:
    """Each code with its sentence and its place in the Doc's text."""
    lay = doc.user_data[talk.TALK]
    idx = np.append(doc.to_array("IDX"), len(doc.text)).astype(int)
    begin, end = idx[lay.first], idx[lay.last]
    found, since = [], 0
    for code in codes:
        quote = re.sub(r"\s+", " ", code["quote"]).strip()
        a = doc.text.find(quote, max(0, since - 300))
        a = a if a >= 0 else doc.text.find(quote)
        if a < 0:
            continue
        since, b = a, a + len(quote)
        overlap = np.where(lay.said, np.minimum(end, b) - np.maximum(begin, a), -1)
        found.append((int(overlap.argmax()), a, b, code))
    return found


def kind_of(number, start: int, spans) -> str:
    for a, b, code in spans:
        if a - 1 <= start <= b:
            for key, name in (("points", "points"), ("rank", "rank"), ("score", "")):
                said = code.get(key)
                if said is not None and ((number.grade == said) if isinstance(said, str) else number.value == said and not number.grade):
                    return name or ("perf" if code["signal"] == "performance" else "imp")
    return "none"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--leave", action="append", default=[], help="groups not to learn from (dev, t1 … t6, a, b)")
    parser.add_argument("--out", type=Path, default=Path(learned.__file__).parents[1] / "trained")
    args = parser.parse_args()
    codebook = voc.codebook.load(None)
    import spacy

    nlp = spacy.blank("en")
    words.install(nlp)
    finder = phrases.Phrases(nlp, phrases.vocabulary(codebook))
    sets = [x for folder in args.gold for x in gold(folder, codebook)] + marked(Path(__file__).parent / "training")
    texts, labels, nums, kinds = [], [], [], []
    for group, interview, codes in sets:
        if group in args.leave:
            continue
        doc = finder(talk.make_doc(nlp, interview))
        placed = place(doc, codes)
        by: dict[int, list[dict]] = {}
        for s, _, _, code in placed:
            by.setdefault(s, []).append(code)
        for s, found in learned.features(doc).items():
            texts.append(found)
            labels.append(by.get(s, []))
        spans = [(a, b, code) for _, a, b, code in placed]
        for candidate in marks.candidates(doc, codebook.scales):
            nums.append(candidate.features)
            kinds.append(kind_of(candidate.number, candidate.number.start, spans))
    save_sentences(args.out, texts, labels)
    save_marks(args.out, nums, kinds)
    print(f"{len(texts)} sentences, {sum(map(len, labels))} codes, {len(nums)} numbers -> {args.out}", file=sys.stderr)
    return 0


def matrix(rows, names: dict[str, int]) -> sp.csr_matrix:
    data, index, ptr = [], [], [0]
    for row in rows:
        for name, value in row:
            if name in names:
                index.append(names[name]), data.append(value)
        ptr.append(len(index))
    return sp.csr_matrix((np.array(data, np.float32), np.array(index), np.array(ptr)), (len(rows), len(names)))


def save_sentences(out: Path, texts, labels) -> None:
    count: dict[str, int] = {}
    for row in texts:
        for name in {name for name, _ in row}:
            count[name] = count.get(name, 0) + 1
    names = {name: i for i, name in enumerate(sorted(name for name, n in count.items() if n >= 2))}
    x = matrix(texts, names)
    heads = learned.heads()
    width = max(part.stop for part in heads.values())
    weights, bias = np.zeros((len(names), width), np.float32), np.full(width, -20, np.float32)
    codes = {code: i for i, code in enumerate(learned.CODES)}
    rows, y = [], []
    for i, found in enumerate(labels):
        keys = sorted({codes[c["signal"], c.get("criterion") or ""] for c in found}) or [len(codes)]
        rows += [i] * len(keys)
        y += keys
    fit(x[rows], y, heads["codes"], weights, bias, 6.0)
    for signal, choices in LABELS.items():
        pairs = [(i, choices.index(c[FIELD[signal]])) for i, f in enumerate(labels) for c in f
                 if c["signal"] == signal and c.get(FIELD[signal]) in choices]  # fmt: skip
        fit(x[[i for i, _ in pairs]], [k for _, k in pairs], heads[signal], weights, bias, 3.0)
    keep = np.abs(weights).max(axis=1) > 0.02
    kept = [name for name, good in zip(names, keep, strict=True) if good]
    np.savez_compressed(
        out / "sentence.npz",
        names=np.frombuffer("\n".join(kept).encode(), np.uint8),
        weights=weights[keep].astype(np.float16),
        bias=bias,
    )


def fit(x, y, part: slice, weights, bias, c: float) -> None:
    model = LogisticRegression(C=c, max_iter=150).fit(x, y)
    if len(model.classes_) == 2:
        weights[:, part.start + model.classes_[1]] = model.coef_[0]
        bias[part] = 0
        bias[part.start + model.classes_[1]] = model.intercept_[0]
        return
    for row, k in enumerate(model.classes_):
        weights[:, part.start + k] = model.coef_[row]
        bias[part.start + k] = model.intercept_[row]


def save_marks(out: Path, rows, kinds) -> None:
    names = {name: i for i, name in enumerate(sorted({name for row in rows for name in row}))}
    model = LogisticRegression(C=1.0, max_iter=300).fit(matrix([row.items() for row in rows], names), kinds)
    order = [list(model.classes_).index(kind) for kind in marks.KINDS]
    held = {name: [round(float(model.coef_[k][i]), 3) for k in order] for name, i in names.items()}
    held = {name: row for name, row in held.items() if max(map(abs, row)) > 0.03}
    bias = [round(float(model.intercept_[k]), 3) for k in order]
    (out / "marks.json").write_text(json.dumps({"bias": bias, "weights": held}), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
