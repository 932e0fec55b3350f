"""Quality of cosines: average precision over blocks and nDCG over deeltaken, with intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from align.model import Side
from align.similarity.encoders.tuned_texts import parts_of, text_of
from align.similarity.gold import RatedBlock
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


#: A text that is read as one side reads it.
Text = tuple[Side, str]

#: What the names of the best cosines of parts end in.
BEST = ":deel"


def texts_of(unit: Unit) -> list[Text]:
    """The whole text of a unit, and then its parts."""
    return [(unit.side, text) for text in (text_of(unit), *parts_of(unit))]


def distinct(sets: Mapping[str, Sequence[RatedBlock]]) -> list[Text]:
    """Every text of the units of the sets once."""
    found: dict[Text, None] = {}
    for blocks in sets.values():
        for block in blocks:
            for unit in (*block.left, *block.right):
                found |= dict.fromkeys(texts_of(unit))
    return list(found)


def cosines_of(
    sets: Mapping[str, Sequence[RatedBlock]], texts: Sequence[Text], vectors: np.ndarray
) -> dict[str, np.ndarray]:
    """Cosines of each block, of shape (n_left, n_right), under "set:number of the block".

    Those of whole texts; and with `BEST` behind the name the best of a part with a whole.
    """
    place = {text: number for number, text in enumerate(texts)}
    found = {}
    for name, blocks in sets.items():
        for number, block in enumerate(blocks):
            right = vectors[[place[texts_of(unit)[0]] for unit in block.right]]
            parts = [vectors[[place[text] for text in texts_of(unit)]] for unit in block.left]
            cosines = [of_unit @ right.T for of_unit in parts]
            found[f"{name}:{number:03d}"] = np.stack([rows[0] for rows in cosines])
            found[f"{name}:{number:03d}{BEST}"] = np.stack([rows.max(axis=0) for rows in cosines])
    return found


def measure(
    sets: Mapping[str, Sequence[RatedBlock]],
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
