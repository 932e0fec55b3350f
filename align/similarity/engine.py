"""Scores units against units: candidates by exact top-k, then every channel on the candidates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.similarity.analysed import AnalysedUnit
from align.similarity.background import Background, load_background
from align.similarity.channels import CHANNELS, Channel, Sentences
from align.similarity.metrics import Floats
from align.similarity.weights import Weights, load_weights

#: How many partners of each unit, per channel and per side, are looked at closely.
TOP = 25

#: Left units per step; bounds the memory to a few rows of the full matrix at a time.
_CHUNK = 128


@dataclass(frozen=True)
class Scores:
    """Scored pairs of units.

    Attributes:
        left, right: what was compared.
        pairs: left and right index of each pair, of shape (n_pairs, 2), sorted.
        channels: likeness (0..1) per channel, each of shape (n_pairs,).
        score: of shape (n_pairs,), 0..1.
        sentences: gives the likeness of sentence pairs.
        weights: what made the score.
    """

    left: tuple[AnalysedUnit, ...]
    right: tuple[AnalysedUnit, ...]
    pairs: NDArray[np.int64]
    channels: Mapping[str, Floats]
    score: Floats
    sentences: Sentences
    weights: Weights


def score_units(
    left: Sequence[AnalysedUnit],
    right: Sequence[AnalysedUnit],
    *,
    top: int | None = TOP,
    background: Background | None = None,
    weights: Weights | None = None,
) -> Scores:
    """Score the candidate pairs of two lists of units.

    The result does not depend on the order of either list: a pair is a candidate when one unit is
    among the `top` best of the other, equal scores counted in, by any nominating channel.

    Args:
        left, right: analysed units of the two sides.
        top: partners per unit, channel and side; None compares everything with everything.
        background: word counts; by default those that travel with the program.
        weights: fitted numbers; by default those that travel with the program.
    """
    counts = background or load_background()
    fitted = weights or load_weights()
    channels = {name: kind.make(left, right, counts) for name, kind in CHANNELS.items()}
    nominating = [channels[name] for name, kind in CHANNELS.items() if kind.nominates]
    pairs = _candidates(nominating, len(left), len(right), top)
    likeness = {name: _picked(channel, pairs, len(left)) for name, channel in channels.items()}
    return Scores(
        left=tuple(left),
        right=tuple(right),
        pairs=pairs,
        channels=likeness,
        score=fitted.score(likeness),
        sentences=Sentences(left, right, counts),
        weights=fitted,
    )


def _candidates(
    channels: Sequence[Channel], n_left: int, n_right: int, top: int | None
) -> NDArray[np.int64]:
    if n_left == 0 or n_right == 0:
        return np.zeros((0, 2), dtype=np.int64)
    if top is None or (n_left <= top and n_right <= top):
        return np.argwhere(np.ones((n_left, n_right), dtype=bool))
    chosen = np.zeros((n_left, n_right), dtype=bool)
    for channel in channels:
        best_of_right: Floats | None = None
        for start, stop in _chunks(n_left):
            block = channel.rows(start, stop)
            # `>=` keeps ties: which of two equals came first in the file must not matter.
            chosen[start:stop] |= (block >= _kth_best(block, top)[:, None]) & (block > 0)
            stacked = block if best_of_right is None else np.vstack([best_of_right, block])
            best_of_right = _largest(stacked, top)
        if best_of_right is not None:
            bar = best_of_right.min(axis=0) if len(best_of_right) == top else np.zeros(n_right)
            for start, stop in _chunks(n_left):
                block = channel.rows(start, stop)
                chosen[start:stop] |= (block >= bar) & (block > 0)
    return np.argwhere(chosen)


def _kth_best(block: Floats, top: int) -> Floats:
    """The value of the k-th best of each row; 0 where a row has fewer."""
    if block.shape[1] <= top:
        return np.zeros(block.shape[0])
    return np.partition(block, -top, axis=1)[:, -top]


def _largest(block: Floats, top: int) -> Floats:
    """The `top` largest of each column, in no order."""
    return block if block.shape[0] <= top else np.partition(block, -top, axis=0)[-top:]


def _picked(channel: Channel, pairs: NDArray[np.int64], n_left: int) -> Floats:
    values = np.zeros(len(pairs))
    for start, stop in _chunks(n_left):
        first, last = np.searchsorted(pairs[:, 0], [start, stop])
        if last > first:
            block = channel.rows(start, stop)
            inside = pairs[first:last]
            values[first:last] = block[inside[:, 0] - start, inside[:, 1]]
    return values


def _chunks(n: int) -> Iterator[tuple[int, int]]:
    for start in range(0, n, _CHUNK):
        yield start, min(start + _CHUNK, n)
