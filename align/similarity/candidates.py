"""Which pairs are looked at closely: for each unit the best of the other side, exactly.

Memory stays bounded whatever the size of both sides: a few rows of the full matrix at a time, and
of each column what can still be among its best.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.similarity.at_once import at_once
from align.similarity.channels import Channel
from align.similarity.metrics import Floats

Pairs = NDArray[np.int64]

#: Left units per step, few enough for a processor's own memory; and pairs per step where the other
#: side is large.
CHUNK = 64
_PAIRS = 8_000_000

#: The least likeness that counts, next to nothing: what is not alike at all is no candidate.
_LEAST = float(np.finfo(np.float64).tiny)


def candidates(
    channels: Sequence[Channel], n_left: int, n_right: int, top: int | None, jobs: int = 1
) -> Pairs:
    """Pairs of which one is among the `top` best of the other by any channel, equals counted in.

    A pair with likeness 0 is no candidate. Equals are all kept: which of two came first in the file
    must not matter.

    Args:
        channels: that nominate.
        n_left, n_right: number of units.
        top: partners per unit, channel and side; None takes everything.
        jobs: stretches of left units that are looked at at the same time.

    Returns:
        Left and right index of each pair, of shape (n_pairs, 2), sorted.
    """
    if n_left == 0 or n_right == 0:
        return np.zeros((0, 2), dtype=np.int64)
    if top is None or (n_left <= top and n_right <= top):
        return np.argwhere(np.ones((n_left, n_right), dtype=bool))
    tasks = [(channel, stretch) for channel in channels for stretch in stretches(n_left, jobs)]
    searched = at_once(lambda task: _search(*task, n_right, top), tasks, jobs)
    found = [search.of_rows for search in searched]
    for channel in channels:
        of_channel = [s.columns for (c, _), s in zip(tasks, searched, strict=True) if c is channel]
        found.append(_best_of_columns(of_channel))
    every = np.sort(np.concatenate(found))  # and not np.unique, which hashes: ten times as slow
    codes = every[np.diff(every, prepend=-1) != 0]
    return np.stack([codes // n_right, codes % n_right], axis=1)


def stretches(n: int, jobs: int) -> list[tuple[int, int]]:
    """0 to n in as many stretches as there are jobs, of whole steps of `CHUNK`."""
    size = CHUNK * max(1, -(-n // (CHUNK * jobs)))
    return [(start, min(start + size, n)) for start in range(0, n, size)]


def chunks(start: int, stop: int, n_right: int) -> Iterator[tuple[int, int]]:
    """Steps from start to stop, each of so few left units that memory stays bounded."""
    size = min(CHUNK, max(1, _PAIRS // max(1, n_right)))
    for first in range(start, stop, size):
        yield first, min(first + size, stop)


@dataclass(frozen=True, slots=True)
class _Search:
    """What a stretch of left units holds.

    Attributes:
        of_rows: codes (left · n_right + right) of the best of its rows, in no order.
        columns: what can be among the best of each column.
    """

    of_rows: Pairs
    columns: _BestOfColumns


def _search(channel: Channel, stretch: tuple[int, int], n_right: int, top: int) -> _Search:
    columns, of_rows = _BestOfColumns(n_right, top), []
    for start, stop in chunks(*stretch, n_right):
        block = channel.rows(start, stop)
        best = block >= _kth_best(block, top)[:, None]
        of_rows.append(np.flatnonzero(best) + start * n_right)
        columns.add(block, start)
    return _Search(np.concatenate(of_rows), columns)


def _kth_best(block: Floats, top: int) -> Floats:
    """The value of the k-th best of each row; the least that counts where fewer do."""
    found = np.full(len(block), _LEAST)
    for number, row in enumerate(block):
        # Most of a row may be 0, and numpy is slow to part what is mostly the same.
        above = row[row > 0]
        if len(above) >= top:
            found[number] = np.partition(above, -top)[-top]
    return found


class _BestOfColumns:
    """The best of each column of a matrix that comes by in blocks of rows."""

    def __init__(self, n_right: int, top: int) -> None:
        # The best of each column so far, and the least of them: what a value must reach. The bar
        # only rises, so what is under it now can be forgotten.
        self.best = np.zeros((top, n_right))
        self._bar = np.full(n_right, _LEAST)
        self._codes: list[Pairs] = []
        self._values: list[Floats] = []

    def add(self, block: Floats, start: int) -> None:
        """Take the next rows."""
        rising = np.flatnonzero((block > self._bar).any(axis=0))
        self.best[:, rising] = _highest([self.best[:, rising], block[:, rising]])
        self._bar = np.maximum(self.best.min(axis=0), _LEAST)
        within = np.flatnonzero(block >= self._bar)
        self._codes.append(within + start * len(self._bar))
        self._values.append(block.ravel()[within])

    def codes(self, bar: Floats) -> Pairs:
        """Codes of what reaches the bar of its column, of shape (n_right,)."""
        codes, values = np.concatenate(self._codes), np.concatenate(self._values)
        return codes[values >= bar[codes % len(bar)]]


def _best_of_columns(found: Sequence[_BestOfColumns]) -> Pairs:
    """Codes of the best of each column over all stretches, equals counted in."""
    bar = _highest([of_stretch.best for of_stretch in found]).min(axis=0)
    return np.concatenate([of_stretch.codes(bar) for of_stretch in found])


def _highest(blocks: Sequence[Floats]) -> Floats:
    """As many of the highest of each column as the first block has rows."""
    seen, top = np.concatenate(blocks), len(blocks[0])
    return np.partition(seen, len(seen) - top, axis=0)[-top:]
