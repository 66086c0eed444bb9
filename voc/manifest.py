"""What a run was made from, so that somebody else can make it again, and the paragraph on method that follows from it.

Both go by the run's content alone: no clock, no machine, no user; the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from voc import __version__
from voc.model import Signal

if TYPE_CHECKING:
    import pandas as pd

    from voc.study import Study

FILE = "run.json"
AGREEMENT = "agreement.csv"
PACKAGES = ("spacy", "numpy", "pandas")
"""What else the numbers depend on: the tokenizer and the arithmetic."""

HOME = Path(__file__).parent


def manifest(study: Study, settings: Mapping[str, object], agreement: Path | None = None) -> dict[str, Any]:
    """The content of `run.json`.

    `software` holds versions, `models` and `inputs` the SHA-256 of each file (models by their place in the package,
    inputs as the user named them), `codebook` its path, digest (of the content) and SHA-256 (of the file), `settings`
    what the numbers depend on, `counts` what was read and coded. `agreement` is the table that `voc agree --out` wrote,
    if there is one.
    """
    codebook = study.codebook
    return {
        "software": {"voc": __version__, "python": platform.python_version(), **_versions()},
        "models": [{"file": path.relative_to(HOME).as_posix(), "sha256": _sha256(path)} for path in _models(study)],
        "codebook": {
            "path": codebook.path or None,
            "digest": codebook.digest,
            "sha256": _sha256(Path(codebook.path)) if codebook.path else None,
            "criteria": {criterion.id: criterion.kind for criterion in codebook.criteria},
            "vendors": [vendor.name for vendor in codebook.vendors],
        },
        "settings": {**settings, "scoring": asdict(codebook.scoring)},
        "inputs": [{"path": path, "sha256": _sha256(Path(path))} for path in study.files],
        "counts": _counts(study),
        "saturation": _saturation(study),
        "agreement": _agreement(agreement),
    }


def _versions() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = None
    return found


def _models(study: Study) -> list[Path]:
    """The learned numbers and the word lists of the study's language: what is in the package and decides the coding."""
    trained = [path for path in (HOME / "trained").iterdir() if path.suffix in (".npz", ".json")]
    lists = (HOME / "lexicons" / study.codebook.language).rglob("*.txt")
    return sorted([*trained, *lists])


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None  # a transcript that could not be read is told among the failures


def _counts(study: Study) -> dict[str, Any]:
    records, evidence = study.records, study.evidence
    sides = records["side"].value_counts()
    dates = sorted(date for date in records["date"] if date)
    source = evidence["source"].str.split(":", n=1).str[0]
    return {
        "interviews": len(records),
        "customer": int(sides.get("customer", 0)),
        "supplier": int(sides.get("supplier", 0)),
        "accounts": int(records["account"].nunique()),
        "waves": int(records["wave"].nunique()),
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
        "turns": int(records["turns"].sum()),
        "words": int(records["words"].sum()),
        "passages": len(evidence),
        "signals": {name: int((evidence["signal"] == name).sum()) for name in get_args(Signal)},
        "sources": {name: int((source == name).sum()) for name in ("rule", "model", "coder")},
        "failures": len(study.failures),
        "warnings": len(study.warnings or {}),
    }


def _saturation(study: Study) -> dict[str, Any] | None:
    table = study.tables.get("saturation")
    if table is None or table.frame.empty:
        return None
    last = table.frame.iloc[-1]
    share = None if last.isna()["share"] else float(last["share"])
    return {
        "codes": int(last["cumulative"]),
        "base": int(last["base"]),
        "new": None if share is None else int(last["run_new"]),
        "share": share,
        "reading": str(last["reading"]),
    }


def _agreement(path: Path | None) -> dict[str, Any] | None:
    """Of the agreement table, the rows that speak of all signals or labels together."""
    if path is None or not path.is_file():
        return None
    import pandas as pd

    table: pd.DataFrame = pd.read_csv(path, keep_default_na=False, na_values=[""])
    numbers = [name for name in ("f1", "kappa", "alpha", "units") if name in table.columns]
    rows = [
        {"what": str(row["what"]), "name": str(row["name"] if row.notna()["name"] else "")}
        | {name: float(row[name]) for name in numbers if row.notna()[name]}
        for _, row in table.iterrows()
    ]
    return {"path": str(path), "sha256": _sha256(path), "rows": rows}
