"""Where the work on each interview runs: here, or in local processes that each take a file and give back rows."""

from __future__ import annotations

import hashlib
import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

import voc
from voc import evidence, store, transcripts
from voc.errors import TranscriptError
from voc.model import EVIDENCE_COLUMNS, Codebook, Evidence, Failure, Interview, Metadata, Record, Vendor
from voc.signals import build_nlp, tag, tag_all
from voc.signals.talk import TALK, Talk

BATCH = 8
"""Files that a process takes at a time."""
RENEW = 100_000
"""New words that a pipeline may meet before it is built anew: it keeps every one of them, at about 300 bytes each."""

_cells = attrgetter(*EVIDENCE_COLUMNS)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one transcript: its record and evidence, or a failure."""

    record: Record | None = None
    rows: tuple[Evidence, ...] = ()
    warnings: tuple[str, ...] = ()
    failure: Failure | None = None


@dataclass(slots=True)
class Coder:
    """Codes for one codebook: the pipeline, built when the first interview needs it, and its compiled lists."""

    codebook: Codebook
    cache: bool
    nlp: Language | None = None
    words: int = 0
    lists: dict[str, store.Arrays] = field(default_factory=dict)


def code(nlp: Language, interview: Interview) -> Outcome:
    """Code one interview."""
    return outcome(tag(nlp, interview))


def outcome(doc: Doc) -> Outcome:
    """What came of an interview that was coded."""
    talk: Talk = doc.user_data[TALK]
    interview = talk.interview
    rows = tuple(evidence.rows(doc))
    words = sum(turn.text.count(" ") + 1 for turn in interview.turns if turn.text)
    return Outcome(Record(interview.meta, len(interview.turns), words, len(rows)), rows, interview.warnings)


def run(found: Sequence[transcripts.Found], codebook: Codebook, jobs: int = 1, cache: bool = True) -> Iterator[Outcome]:
    """The outcomes in the order of the files, whatever the number of processes."""
    batches = [list(found[i : i + BATCH]) for i in range(0, len(found), BATCH)]
    if jobs <= 1 or len(batches) <= 1:
        coder = Coder(codebook, cache)
        for batch in batches:
            yield from _batch(coder, batch)
        return
    # a forked process would share locks and threads that numpy may hold
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        min(jobs, len(batches)), mp_context=context, initializer=_begin, initargs=(codebook, cache)
    ) as pool:
        with _deaf():
            pending = deque(pool.submit(_next, batch) for batch in batches)
        try:
            while pending:
                yield from pending.popleft().result()
        except BaseException:
            for future in pending:
                future.cancel()
            raise


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes begun in here do not hear Ctrl-C, which is for this one to act on: each would print a traceback."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are the main thread's
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


_worker: list[Coder] = []
"""The coder of this process, where it is one of several; nothing else."""


def _begin(codebook: Codebook, cache: bool) -> None:
    _worker[:] = [Coder(codebook, cache)]


def _next(batch: Sequence[transcripts.Found]) -> list[Outcome]:
    return _batch(_worker[0], batch)


def _batch(coder: Coder, batch: Sequence[transcripts.Found]) -> list[Outcome]:
    keys: dict[str, str] = {}
    outcomes: dict[str, Outcome] = {}
    for item in batch:
        try:
            keys[str(item.path)] = _key(item, coder.codebook)
        except TranscriptError as error:
            outcomes[str(item.path)] = Outcome(failure=Failure(error.path, str(error)))
    held = store.get(sorted(keys.values())) if coder.cache else {}
    read: dict[str, Interview] = {}
    for item in batch:
        name = str(item.path)
        if name in outcomes:
            continue
        kept = held.get(keys[name])
        if kept is not None:
            outcomes[name] = _thaw(kept)
            continue
        try:
            read[name] = transcripts.load(item, coder.codebook)
        except TranscriptError as error:
            outcomes[name] = Outcome(failure=Failure(error.path, str(error)))
    docs = tag_all(_nlp(coder), read.values()) if read else ()
    fresh: dict[str, object] = {}
    for name, doc in zip(read, docs, strict=True):
        outcomes[name] = outcome(doc)
        fresh[keys[name]] = _freeze(outcomes[name])
    if coder.cache and fresh:
        store.put(fresh)
    return [outcomes[str(item.path)] for item in batch]


def _nlp(coder: Coder) -> Language:
    """The pipeline; a new one when it has learned too many words."""

    def remember(name: str, make: Any) -> store.Arrays:
        if name not in coder.lists:
            coder.lists[name] = store.remember(name, make) if coder.cache else make()
        return coder.lists[name]

    if coder.nlp is None or len(coder.nlp.vocab) - coder.words > RENEW:
        coder.nlp = build_nlp(coder.codebook, remember)
        coder.words = len(coder.nlp.vocab)
    return coder.nlp


def _key(item: transcripts.Found, codebook: Codebook) -> str:
    parts = (voc.__version__, _coder(), codebook.digest, codebook.path, transcripts.digest(item))
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


@lru_cache(maxsize=1)
def _coder() -> str:
    """What is in the package and decides the coding, in one word: its code, word lists and learned numbers."""
    home = Path(voc.__file__).parent
    files = [
        path
        for folder in ("signals", "lexicons", "trained")
        for path in sorted((home / folder).rglob("*"))
        if path.suffix in (".py", ".txt", ".npz", ".json")
    ]
    found = hashlib.blake2b(digest_size=16)
    for path in files:
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


def _freeze(outcome: Outcome) -> object:
    record = outcome.record
    return [astuple(record) if record else None, [_cells(row) for row in outcome.rows], list(outcome.warnings)]


def _thaw(held: Any) -> Outcome:
    record, rows, warnings = held
    meta = dict(zip(Metadata.__dataclass_fields__, record[0], strict=True))
    meta["vendors"] = tuple(Vendor(name, tuple(aliases)) for name, aliases in meta["vendors"])
    meta["interviewer"] = tuple(meta["interviewer"])
    meta["extra"] = tuple((key, value) for key, value in meta["extra"])
    one: dict[
        object, Any
    ] = {}  # most cells say the same in every row; one text for all of them is a third of the memory
    cells = [[one.setdefault(cell, cell) if type(cell) is str else cell for cell in row] for row in rows]
    return Outcome(Record(Metadata(**meta), *record[1:]), tuple(Evidence(*row) for row in cells), tuple(warnings))
