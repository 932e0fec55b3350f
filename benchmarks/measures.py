"""What is measured of probabilities: quality with intervals, the threshold, bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from fitting import SEED, Rated

from align.similarity.metrics import (
    Flags,
    Floats,
    average_precision,
    bootstrap_interval,
    expected_calibration_error,
    ndcg,
    prf,
)

#: Differences in F1 that are nothing: a tenth of half its interval over all blocks.
AS_GOOD = 0.0025

#: Bands of probability for which the page tells how often raters called a pair double.
BANDS = (0.05, 0.10, 0.16, 0.25, 0.35, 0.50, 0.65, 0.80)


def best_threshold(truth: Flags, chances: Floats) -> float:
    """The probability, in hundredths, from which on pairs are best called overlap.

    That is the one with the best F1; of those that are as good but for the noise the highest, so
    that of what is reported more is right. Both are of shape (n_pairs,).
    """
    steps = np.arange(5, 60) / 100
    found = np.array([prf(truth, chances >= step).f1 for step in steps])
    return float(steps[found >= found.max() - AS_GOOD].max())


@dataclass(frozen=True)
class Measured:
    """Measures over the blocks of one or more sets; intervals by bootstrap over blocks."""

    numbers: dict[str, float]
    intervals: dict[str, tuple[float, float]]


def measure(sets: Sequence[tuple[Rated, list[Floats]]], threshold: float) -> Measured:
    """Measure probabilities, per set one array a block, at a threshold."""
    precisions, counts = [], []
    gains: list[tuple[float, int]] = []  # of each block the mean over its deeltaken, and how many
    truths, chances = [], []
    for rated, probabilities in sets:
        for block, flat in zip(rated.gold.blocks, probabilities, strict=True):
            found = flat.reshape(block.grades.shape)
            truth, chance = block.overlaps[block.counted], found[block.counted]
            truths.append(truth)
            chances.append(chance)
            counts.append(prf(truth, chance >= threshold))
            precision = average_precision(truth, chance)
            if precision is not None:
                precisions.append(precision)
            of_block = [
                gain
                for grades, row, rows in zip(block.grades, found, block.counted, strict=True)
                if (gain := ndcg(grades[rows], row[rows])) is not None
            ]
            if of_block:
                gains.append((float(np.mean(of_block)), len(of_block)))
    truth, chance = np.concatenate(truths), np.concatenate(chances)
    gain, deeltaken = np.array(gains, dtype=float).T
    whole = prf(truth, chance >= threshold)
    numbers = {
        "map": np.mean(precisions),
        "ndcg5": np.average(gain, weights=deeltaken),
        "f1": whole.f1,
        "precision": whole.precision,
        "recall": whole.recall,
        "ece": expected_calibration_error(truth, chance),
    }
    tallies = np.array(
        [[c.true_positives, c.false_positives, c.false_negatives] for c in counts], dtype=float
    )
    return Measured(
        {name: round(float(value), 3) for name, value in numbers.items()}
        | {"pairs": len(truth), "blocks": len(precisions)},
        {
            "map": bootstrap_interval(np.array(precisions)),
            "ndcg5": bootstrap_interval(gain, weights=deeltaken),
            "f1": _interval_of_f1(tallies),
        },
    )


def _interval_of_f1(tallies: Floats, resamples: int = 2000) -> tuple[float, float]:
    """F1 is no mean over blocks: its counts are drawn block by block."""
    generator = np.random.default_rng(SEED)
    drawn = tallies[generator.integers(0, len(tallies), size=(resamples, len(tallies)))].sum(axis=1)
    hits, wrong, missed = drawn.T
    low, high = np.quantile(2 * hits / np.maximum(2 * hits + wrong + missed, 1), [0.025, 0.975])
    return float(low), float(high)


def bands(sets: Sequence[tuple[Rated, list[Floats]]]) -> str:
    """How many pairs of each band of probability were rated as overlap.

    Returns:
        "from:pairs:share" per band, parted by a space; shares are fractions 0..1.
    """
    found = np.concatenate([np.concatenate(chances)[rated.counted] for rated, chances in sets])
    truth = np.concatenate([rated.truth[rated.counted] for rated, _ in sets])
    written = []
    for low, high in pairwise((*BANDS, np.inf)):
        inside = (found >= low) & (found < high)
        if inside.any():
            written.append(f"{low:.2f}:{inside.sum()}:{truth[inside].mean():.3f}")
    return " ".join(written)
