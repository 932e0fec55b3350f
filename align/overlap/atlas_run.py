"""Runs the comparison of an atlas: what is kept is read, the rest is worked out side by side."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from multiprocessing.connection import wait as wait_for

from threadpoolctl import threadpool_limits

from align import __version__
from align.language import Analyser
from align.model import Curriculum
from align.overlap.atlas import PartOverlap, compare_parts, left_side, part_sha256
from align.overlap.atlas_json import FORMAT, part_from_json, part_to_json
from align.overlap.atlas_sources import MboDocument, MboSide
from align.overlap.compare import is_all_generic
from align.overlap.kept import Kept, key_of
from align.overlap.selection import Selection, select_mbo
from align.similarity.analysed import AnalysedUnit
from align.similarity.encoders.protocol import Progress
from align.similarity.engine import Engine

#: Units of the mbo side that are worked out together. Each batch turns the vmbo side into rows
#: again, which this many share; and memory grows with it.
BATCH = 1024

#: Windows waits for no more than this (docs.python.org, concurrent.futures).
_MOST_PROCESSES = 61


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a part, the document it stands in, and the digest of all it was made of."""

    part: PartOverlap
    document: MboDocument
    key: str


class AtlasRun:
    """A vmbo side that is laid beside parts of the mbo side.

    Args:
        vmbo: the left side.
        selection: which part of it.
        engine: what compares; its `jobs` says how many batches are worked out at once.
        kept: outcomes of earlier runs, to which those of this run are added.
    """

    def __init__(self, vmbo: Curriculum, selection: Selection, engine: Engine, kept: Kept) -> None:
        self._vmbo, self._selection = vmbo, selection
        self._engine, self._kept = engine, kept
        # All that can change the outcome of a part beside the part itself.
        self._made_with = (
            FORMAT,
            __version__,
            vmbo.source.sha256,
            part_sha256(vmbo),  # the same bytes say something else with other `--columns`
            selection.leerweg.value if selection.leerweg else "",
            json.dumps(selection.units),
            engine.chosen.encoder.id if engine.chosen.encoder else "",
            json.dumps(dict(engine.settings), sort_keys=True),
        )

    @cached_property
    def generic(self) -> frozenset[str]:
        """Ids of the vmbo units that are generic as a whole.

        Raises:
            UsageError: nothing of the left side is left to compare.
        """
        key = key_of("generic", *self._made_with)
        try:
            return frozenset(map(str, json.loads(self._kept.get(key) or b"")))
        except (ValueError, TypeError):
            found = sorted(e.unit.id for e in self._left if is_all_generic(e))
            self._kept.put(key, json.dumps(found).encode())
            return frozenset(found)

    @property
    def settings(self) -> Mapping[str, str | float | int | bool | tuple[str, ...]]:
        """What can change the result, as `Overlap.settings`."""
        measured = self._engine.weights.measured
        return {
            "leerweg": self._selection.leerweg.value if self._selection.leerweg else "",
            **self._engine.settings,
            **{f"quality_{name}": value for name, value in measured.items()},
        }

    @cached_property
    def _left(self) -> tuple[AnalysedUnit, ...]:
        return left_side(self._vmbo, self._selection, Analyser())

    def compare(self, mbo: MboSide, progress: Progress | None = None) -> Iterator[Found]:
        """What was found in every part, in no order, as it comes.

        Args:
            mbo: the right side.
            progress: is told how many parts are done.

        Raises:
            InputError: a document that must be read can no longer be.
        """
        homes = {root: (d, digest) for d in mbo.documents for root, digest in d.holds.parts}
        keys = {root: key_of(*self._made_with, digest) for root, (_, digest) in homes.items()}
        missing: list[str] = []
        for root, key in keys.items():
            part = _kept_part(self._kept, key)
            if part is None or part.id != root:
                missing.append(root)
            else:
                yield Found(part, homes[root][0], key)
        done = len(keys) - len(missing)
        if not missing:
            return
        batches = _batches(mbo.documents, set(missing))
        for part in _worked_out(self._left, batches, self._engine):
            self._kept.put(keys[part.id], part_to_json(part))
            done += 1
            if progress:
                progress(done, len(keys))
            yield Found(part, homes[part.id][0], keys[part.id])


def _kept_part(kept: Kept, key: str) -> PartOverlap | None:
    data = kept.get(key)
    return part_from_json(data) if data is not None else None


def _batches(documents: Sequence[MboDocument], missing: set[str]) -> Iterator[list[Curriculum]]:
    """Parts to work out, together at most about `BATCH` units; documents are read as they come."""
    batch: list[Curriculum] = []
    size = 0
    for document in documents:
        wanted = missing.intersection(root for root, _ in document.holds.parts)
        for part in document.parts(wanted) if wanted else ():
            batch.append(part)
            size += len(select_mbo(part, Selection()).units)
            if size >= BATCH:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch


def _worked_out(
    left: tuple[AnalysedUnit, ...], batches: Iterator[list[Curriculum]], engine: Engine
) -> Iterator[PartOverlap]:
    first = list(islice(batches, 2))
    # An encoder shares the cores by itself, and one batch has nothing to share.
    if engine.jobs == 1 or engine.chosen.encoder is not None or len(first) == 1:
        for batch in _chained(first, batches):
            yield from compare_parts(left, batch, Analyser(), engine)
        return
    yield from _side_by_side(left, _chained(first, batches), engine)


def _chained(
    first: Iterable[list[Curriculum]], rest: Iterable[list[Curriculum]]
) -> Iterator[list[Curriculum]]:
    yield from first
    yield from rest


def _side_by_side(
    left: tuple[AnalysedUnit, ...], batches: Iterator[list[Curriculum]], engine: Engine
) -> Iterator[PartOverlap]:
    """The parts of batches that are worked out in processes of their own."""
    # Spawned on every system: a forked process may hang on the threads of a numerical library.
    context = multiprocessing.get_context("spawn")
    alone = replace(engine, cache=None, progress=None)
    with ProcessPoolExecutor(
        min(engine.jobs, _MOST_PROCESSES),
        mp_context=context,
        initializer=_start,
        initargs=(left, alone),
    ) as pool:
        waiting: set[Future[list[PartOverlap]]] = set()
        try:
            for batch in batches:
                # Without what each part worked out for itself, which does not travel.
                waiting.add(pool.submit(_compared, [replace(part) for part in batch]))
                if len(waiting) > engine.jobs:  # so that few documents are in memory at once
                    ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    for future in ready:
                        yield from future.result()
            while waiting:
                ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in ready:
                    yield from future.result()
        except BaseException:
            for future in waiting:
                future.cancel()
            for process in multiprocessing.active_children():
                process.terminate()
            raise


#: What a process that works out batches was started with.
_started: list[tuple[tuple[AnalysedUnit, ...], Engine]] = []


def _start(left: tuple[AnalysedUnit, ...], engine: Engine) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us hears it, and ends us
    threading.Thread(target=_end_with_parent, daemon=True).start()
    threadpool_limits(1)
    _started.append((left, engine))


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _compared(batch: list[Curriculum]) -> list[PartOverlap]:
    left, engine = _started[0]
    # A new analyser for each batch: one remembers every sentence that it has seen.
    return list(compare_parts(left, batch, Analyser(), engine))
