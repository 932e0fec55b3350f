"""Keeps vectors between runs, in one SQLite file that several processes may use at once.

A vector is kept under the encoder's id and the SHA-256 of the side and the text. Nothing depends on
it but time: without it, or with a damaged one, everything is worked out again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from align.model import Side
from align.similarity.encoders.protocol import Encoder, Progress, Vectors

FILE_NAME = "vectors-1.sqlite"

#: Texts per batch; after each the file is written, so a run that is broken off loses one batch.
BATCH = 256

#: Keys per question to the database (SQLite allows 999 in its oldest builds).
_KEYS = 500

#: Seconds to wait for another process that writes.
_PATIENCE = 20.0

_SCHEMA = """
create table if not exists vectors (
    encoder text not null, text blob not null, vector blob not null,
    primary key (encoder, text)
) without rowid
"""

Warn = Callable[[str], None]


class VectorCache:
    """Vectors that were worked out before.

    Args:
        folder: where the file is kept; made when it is not there. None keeps nothing.
        warn: is told in Dutch when nothing can be kept, or a damaged file was set aside.
    """

    def __init__(self, folder: Path | None, warn: Warn) -> None:
        self._warn = warn
        self._file = folder / FILE_NAME if folder else None
        self._keeps = True
        self._base = self._opened()

    def close(self) -> None:
        """Let go of the file."""
        if self._base is not None:
            self._base.close()
            self._base = None

    def found(self, encoder: Encoder, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        """The vectors that are kept, by key."""
        rows: dict[bytes, Vectors] = {}
        for start in range(0, len(keys), _KEYS):
            if self._base is None:
                break
            some = keys[start : start + _KEYS]
            marks = ",".join("?" * len(some))
            question = f"select text, vector from vectors where encoder = ? and text in ({marks})"  # noqa: S608 -- only question marks
            try:
                for key, vector in self._base.execute(question, (encoder.id, *some)):
                    if len(vector) == 4 * encoder.dim:
                        rows[key] = np.frombuffer(vector, dtype="<f4")
            except sqlite3.DatabaseError as error:
                self._failed(error)
        return rows

    def keep(self, encoder: Encoder, keys: Sequence[bytes], vectors: Vectors) -> None:
        """Keep some vectors, all or none of them."""
        if self._base is None or not self._keeps:
            return
        rows = [
            (encoder.id, key, vector.astype("<f4").tobytes())
            for key, vector in zip(keys, vectors, strict=True)
        ]
        try:
            with self._base:
                self._base.executemany("insert or replace into vectors values (?, ?, ?)", rows)
        except sqlite3.OperationalError as error:  # read-only or full: what is there still serves
            self._keeps = False
            self._warn(f"vectoren worden deze keer niet bewaard: {error}")
        except sqlite3.DatabaseError as error:
            self._failed(error)

    def _opened(self) -> sqlite3.Connection | None:
        if self._file is None:
            self._warn("er is geen map om vectoren te bewaren; een volgende keer duurt even lang")
            return None
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            return _connected(self._file)
        except (OSError, sqlite3.OperationalError) as error:
            self._warn(f"vectoren kunnen niet worden bewaard in {self._file.parent}: {error}")
            return None
        except sqlite3.DatabaseError:
            return self._set_aside()

    def _set_aside(self) -> sqlite3.Connection | None:
        assert self._file is not None  # noqa: S101 -- only an opened file can be damaged
        aside = self._file.with_name(f"{self._file.name}.beschadigd")
        try:
            os.replace(self._file, aside)  # noqa: PTH105 -- both names are paths already
            self._warn(f"de bewaarde vectoren waren beschadigd; ze staan nu in {aside}")
            return _connected(self._file)
        except (OSError, sqlite3.DatabaseError) as error:
            self._warn(f"de bewaarde vectoren zijn beschadigd en blijven ongebruikt: {error}")
            return None

    def _failed(self, error: sqlite3.DatabaseError) -> None:
        """A disk that is full or a process that keeps us waiting: go on without. Damage: anew."""
        self.close()
        if isinstance(error, sqlite3.OperationalError):
            self._warn(f"vectoren worden deze keer niet bewaard: {error}")
        else:
            self._base = self._set_aside()


def encode_all(
    encoder: Encoder,
    texts: Sequence[str],
    side: Side,
    *,
    cache: VectorCache | None = None,
    progress: Progress | None = None,
    jobs: int = 1,
) -> Vectors:
    """Vectors of texts in their order; each distinct text is read once, and only when not kept.

    Args:
        encoder: reads them.
        texts: of one side.
        side: the side.
        cache: keeps them between runs.
        progress: is told how many of the texts that had to be read were read.
        jobs: texts that are read at the same time; each gets the same vector whatever it is.
    """
    if not texts:
        return np.zeros((0, encoder.dim), dtype=np.float32)
    key_of = {text: _key(text, side) for text in texts}
    known = cache.found(encoder, sorted(key_of.values())) if cache else {}
    # From short to long, so that progress is not held up by the first, and in a fixed order.
    missing = sorted(
        (text for text, key in key_of.items() if key not in known), key=lambda t: (len(t), t)
    )
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        vectors = _encoded(encoder, batch, side, jobs)
        keys = [key_of[text] for text in batch]
        known |= zip(keys, vectors, strict=True)
        if cache:
            cache.keep(encoder, keys, vectors)
        if progress:
            progress(start + len(batch), len(missing))
    return np.stack([known[key_of[text]] for text in texts]).astype(np.float32)


def _encoded(encoder: Encoder, batch: Sequence[str], side: Side, jobs: int) -> Vectors:
    """Read a batch, some texts at a time in threads of their own."""
    parts = [batch[number::jobs] for number in range(min(jobs, len(batch)))]
    if len(parts) == 1:
        return encoder.encode(batch, side)
    found = np.zeros((len(batch), encoder.dim), dtype=np.float32)
    encoder.encode(batch[:1], side)  # weights are read once, before the threads ask for them
    # A matrix of one text is too small to share between threads; whole texts are not.
    with threadpool_limits(1), ThreadPoolExecutor(len(parts)) as pool:
        for number, vectors in enumerate(pool.map(lambda part: encoder.encode(part, side), parts)):
            found[number :: len(parts)] = vectors
    return found


def _key(text: str, side: Side) -> bytes:
    return hashlib.sha256(f"{side.value}\0{text}".encode("utf-8", "replace")).digest()


def _connected(file: Path) -> sqlite3.Connection:
    base = sqlite3.connect(file, timeout=_PATIENCE)
    try:
        base.execute(_SCHEMA)
        base.commit()
        base.execute("select count(*) from vectors").fetchone()  # walks the tree: damage shows
        # What is lost in a power cut can be made again; waiting for the disk costs more.
        base.execute("pragma synchronous = off")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            base.close()
        raise
    return base
