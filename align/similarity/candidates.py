"""Which pairs are looked at closely: for each unit the best of the other side, exactly.

Memory stays bounded whatever the size of both sides: a few rows of the full matrix at a time, and
of each column what can still be among its best.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from align.similarity.at_once import at_once
from align.similarity.channels import Channel
from align.similarity.metrics import Floats

Pairs = NDArray[np.int64]

#: Left units per step.
CHUNK = 128


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
        jobs: channels that are looked at at the same time.

    Returns:
        Left and right index of each pair, of shape (n_pairs, 2), sorted.
    """
    if n_left == 0 or n_right == 0:
        return np.zeros((0, 2), dtype=np.int64)
    if top is None or (n_left <= top and n_right <= top):
        return np.argwhere(np.ones((n_left, n_right), dtype=bool))
    found = at_once(lambda channel: _best(channel, n_left, n_right, top), channels, jobs)
    every = np.sort(np.concatenate(found))  # and not np.unique, which hashes: ten times as slow
    codes = every[np.diff(every, prepend=-1) != 0]
    return np.stack([codes // n_right, codes % n_right], axis=1)


def chunks(n: int) -> Iterator[tuple[int, int]]:
    """Steps of `CHUNK` from 0 to n."""
    for start in range(0, n, CHUNK):
        yield start, min(start + CHUNK, n)


def _best(channel: Channel, n_left: int, n_right: int, top: int) -> Pairs:
    """Codes (left · n_right + right) of the best of each row and of each column, in no order."""
    columns, of_rows = _BestOfColumns(n_right, top), []
    for start, stop in chunks(n_left):
        block = channel.rows(start, stop)
        best = (block >= _kth_best(block, top)[:, None]) & (block > 0)
        of_rows.append(np.flatnonzero(best) + start * n_right)
        columns.add(block, start)
    return np.concatenate([*of_rows, columns.codes()])


def _kth_best(block: Floats, top: int) -> Floats:
    """The value of the k-th best of each row; 0 where a row has fewer."""
    if block.shape[1] <= top:
        return np.zeros(block.shape[0])
    return np.partition(block, -top, axis=1)[:, -top]


class _BestOfColumns:
    """The best of each column of a matrix that comes by in blocks of rows."""

    def __init__(self, n_right: int, top: int) -> None:
        # The best of each column so far, and the least of them: what a value must reach. The bar
        # only rises, so what is under it now can be forgotten.
        self._best = np.zeros((top, n_right))
        self._bar = np.zeros(n_right)
        self._codes: list[Pairs] = []
        self._values: list[Floats] = []

    def add(self, block: Floats, start: int) -> None:
        """Take the next rows."""
        n_right = len(self._bar)
        rising = np.flatnonzero((block > self._bar).any(axis=0))
        seen = np.concatenate([self._best[:, rising], block[:, rising]])
        top = len(self._best)
        self._best[:, rising] = np.partition(seen, len(seen) - top, axis=0)[-top:]
        self._bar = self._best.min(axis=0)
        within = np.flatnonzero((block >= self._bar) & (block > 0))
        self._codes.append(within + start * n_right)
        self._values.append(block.ravel()[within])

    def codes(self) -> Pairs:
        """Codes of the best of each column, equals counted in."""
        codes, values = np.concatenate(self._codes), np.concatenate(self._values)
        return codes[values >= self._bar[codes % len(self._bar)]]
