"""Quality of cosines: average precision over blocks and nDCG over deeltaken, with intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from align.similarity.encoders.tuned_texts import text_of
from align.similarity.gold import Block
from align.similarity.metrics import average_precision, ndcg, prf
from align.similarity.unit import Unit
from training.pairs import module_of

_DRAWS = 1000


@dataclass(frozen=True)
class Measured:
    """Mean over blocks, with the interval in which 95% of bootstrap draws over blocks fall."""

    map: float
    map_low: float
    map_high: float
    ndcg5: float
    f1: float
    blocks: int
    pairs: int

    def line(self) -> str:
        """One line of figures."""
        interval = f"{self.map_low:.3f}-{self.map_high:.3f}"
        return (
            f"mAP {self.map:.3f} ({interval})  nDCG@5 {self.ndcg5:.3f}  best F1 {self.f1:.3f}  "
            f"{self.blocks} blocks, {self.pairs} pairs"
        )


def key_of(unit: Unit) -> tuple[str, str]:
    """Two units with the same key have the same vector."""
    return unit.side.value, text_of(unit)


def distinct(sets: Mapping[str, Sequence[Block]]) -> list[Unit]:
    """Every unit of the sets once, by its text."""
    found: dict[tuple[str, str], Unit] = {}
    for blocks in sets.values():
        for block in blocks:
            for unit in (*block.left, *block.right):
                found.setdefault(key_of(unit), unit)
    return list(found.values())


def cosines_of(
    sets: Mapping[str, Sequence[Block]], units: Sequence[Unit], vectors: np.ndarray
) -> dict[str, np.ndarray]:
    """Cosines of each block, of shape (n_left, n_right), under "set:number of the block"."""
    place = {key_of(unit): number for number, unit in enumerate(units)}
    return {
        f"{name}:{number:03d}": vectors[[place[key_of(u)] for u in block.left]]
        @ vectors[[place[key_of(u)] for u in block.right]].T
        for name, blocks in sets.items()
        for number, block in enumerate(blocks)
    }


def measure(
    sets: Mapping[str, Sequence[Block]],
    scores: Mapping[str, np.ndarray],
    *,
    folds: Mapping[str, int] | None = None,
    fold: int | None = None,
) -> Measured:
    """Measures over all blocks, or over the deeltaken of one fold only."""
    precisions, gains, truths, values = [], [], [], []
    for name, blocks in sets.items():
        for number, block in enumerate(blocks):
            rows = np.array(
                [folds is None or folds.get(module_of(u), 0) == fold for u in block.left]
            )
            if not rows.any():
                continue
            found, counted = scores[f"{name}:{number:03d}"][rows], block.counted[rows]
            truths.append(block.overlaps[rows][counted])
            values.append(found[counted])
            precision = average_precision(truths[-1], values[-1])
            if precision is not None:
                precisions.append(precision)
            grades = block.grades[rows]
            for row in range(len(grades)):
                gain = ndcg(grades[row][counted[row]], found[row][counted[row]])
                if gain is not None:
                    gains.append(gain)
    truth, value = np.concatenate(truths), np.concatenate(values)
    steps = np.quantile(value, np.linspace(0.5, 0.995, 100))
    random = np.random.default_rng(0)
    means = random.choice(precisions, (_DRAWS, len(precisions))).mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return Measured(
        map=float(np.mean(precisions)),
        map_low=float(low),
        map_high=float(high),
        ndcg5=float(np.mean(gains)),
        f1=max(prf(truth, value >= step).f1 for step in steps),
        blocks=len(precisions),
        pairs=len(truth),
    )
