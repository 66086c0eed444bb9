"""Where the work on each interview runs: here, or in local processes that each take a file and give back rows."""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, dataclass
from functools import lru_cache

from spacy.language import Language

import voc
from voc import evidence, store, transcripts
from voc.errors import TranscriptError
from voc.model import Codebook, Evidence, Failure, Interview, Metadata, Record, Vendor
from voc.signals import build_nlp, tag

BATCH = 8
"""Files that a process takes at a time."""
RENEW = 200
"""Interviews after which the pipeline is built anew: a tokenizer's memory of words grows with every new one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one transcript: its record and evidence, or a failure."""

    record: Record | None = None
    rows: tuple[Evidence, ...] = ()
    warnings: tuple[str, ...] = ()
    failure: Failure | None = None


def code(nlp: Language, interview: Interview) -> Outcome:
    """Code one interview."""
    rows = tuple(evidence.rows(tag(nlp, interview)))
    words = sum(turn.text.count(" ") + 1 for turn in interview.turns if turn.text)
    return Outcome(Record(interview.meta, len(interview.turns), words, len(rows)), rows, interview.warnings)


def run(found: Sequence[transcripts.Found], codebook: Codebook, jobs: int = 1, cache: bool = True) -> Iterator[Outcome]:
    """The outcomes in the order of the files, whatever the number of processes."""
    batches = [list(found[i : i + BATCH]) for i in range(0, len(found), BATCH)]
    if jobs <= 1 or len(batches) <= 1:
        for batch in batches:
            yield from _batch(batch, codebook, cache)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(batches)), mp_context=context) as pool:
        pending = [pool.submit(_batch, batch, codebook, cache) for batch in batches]
        try:
            for future in pending:
                yield from future.result()
        except BaseException:
            for future in pending:
                future.cancel()
            raise


def _batch(batch: Sequence[transcripts.Found], codebook: Codebook, cache: bool) -> list[Outcome]:
    keys: dict[str, str] = {}
    outcomes: dict[str, Outcome] = {}
    for item in batch:
        try:
            keys[str(item.path)] = _key(item, codebook)
        except TranscriptError as error:
            outcomes[str(item.path)] = Outcome(failure=Failure(error.path, str(error)))
    held = store.get(sorted(keys.values())) if cache else {}
    fresh: dict[str, object] = {}
    for item in batch:
        name = str(item.path)
        if name in outcomes:
            continue
        kept = held.get(keys[name])
        if kept is not None:
            outcomes[name] = _thaw(kept)
            continue
        try:
            outcomes[name] = code(_nlp(codebook.digest, _Holder(codebook), cache), transcripts.load(item, codebook))
            fresh[keys[name]] = _freeze(outcomes[name])
        except TranscriptError as error:
            outcomes[name] = Outcome(failure=Failure(error.path, str(error)))
    if cache and fresh:
        store.put(fresh)
    return [outcomes[str(item.path)] for item in batch]


class _Holder:
    """Carries a codebook past the cache below, which goes by its digest."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder)


@lru_cache(maxsize=1)
def _nlp(digest: str, holder: _Holder, cache: bool) -> Language:
    return build_nlp(holder.codebook, store.remember if cache else None)


def _key(item: transcripts.Found, codebook: Codebook) -> str:
    parts = (voc.__version__, codebook.digest, codebook.path, transcripts.digest(item))
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def _freeze(outcome: Outcome) -> object:
    record = outcome.record
    return [astuple(record) if record else None, [astuple(row) for row in outcome.rows], list(outcome.warnings)]


def _thaw(held: object) -> Outcome:
    record, rows, warnings = held  # type: ignore[misc]
    meta = dict(zip(Metadata.__dataclass_fields__, record[0], strict=True))
    meta["vendors"] = tuple(Vendor(name, tuple(aliases)) for name, aliases in meta["vendors"])
    meta["interviewer"] = tuple(meta["interviewer"])
    meta["extra"] = tuple((key, value) for key, value in meta["extra"])
    return Outcome(Record(Metadata(**meta), *record[1:]), tuple(Evidence(*row) for row in rows), tuple(warnings))
