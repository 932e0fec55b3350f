"""Scores the tool against a rated set, the way it decides for users.

Each pair is judged as in a comparison, the rule of generic text and the relation included. What
differs: everything comes from the rated set's own texts, so nothing is known of texts that stand in
many dossiers, and every pair of a block is looked at and not the candidates alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from align.language import Analyser
from align.overlap.compare import judged
from align.similarity.analysed import analyse_units
from align.similarity.engine import Engine, score_units
from align.similarity.gold import GoldSet, RatedBlock
from align.similarity.metrics import (
    Flags,
    Floats,
    average_precision,
    bootstrap_interval,
    expected_calibration_error,
    ndcg,
    prf,
)

FORMAT = "align-evaluate/1"

#: Measures for which a lower value is better: a gate asks for at most, for the others at least.
LOWER_IS_BETTER = ("ece",)


@dataclass(frozen=True)
class ScoredBlock:
    """What the tool says of one block; arrays of shape (n_left, n_right).

    Attributes:
        block: the rated block.
        scores: 0..1.
        probabilities: 0..1.
        decided: which pairs the tool calls overlap.
        relations: the relation that the tool estimates for each pair, row by row.
    """

    block: RatedBlock
    scores: Floats
    probabilities: Floats
    decided: Flags
    relations: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Evaluation:
    """Measures over a rated set.

    Attributes:
        metrics: by name, rounded to four decimals; None where the set has nothing to measure.
        intervals: 95% bootstrap interval over blocks, of the mean over blocks ("map") and over
            the deeltaken of all blocks ("ndcg5").
        blocks: what each block gave.
        counts: how much was measured: blocks, pairs, rated overlaps, decided overlaps.
        engine: the encoder, the version of the weights, and the threshold.
    """

    metrics: dict[str, float | None]
    intervals: dict[str, tuple[float, float]]
    blocks: tuple[ScoredBlock, ...]
    counts: dict[str, int]
    engine: Mapping[str, str | float]


def evaluate(
    gold: GoldSet, analyser: Analyser | None = None, engine: Engine | None = None
) -> Evaluation:
    """Compare each block as the tool would and measure the result.

    Args:
        gold: the rated set.
        analyser: the Dutch pipeline; built when not given.
        engine: what compares; by default words only.
    """
    engine = engine or Engine()
    analyser = analyser or Analyser()
    blocks = tuple(_score(block, analyser, engine) for block in gold.blocks)
    precisions = [p for p in map(_block_precision, blocks) if p is not None]
    gains = [found for block in blocks if (found := _unit_gains(block))]
    every_gain = [gain for of_block in gains for gain in of_block]
    truth = np.concatenate([b.block.overlaps[b.block.counted] for b in blocks])
    decided = np.concatenate([b.decided[b.block.counted] for b in blocks])
    probabilities = np.concatenate([b.probabilities[b.block.counted] for b in blocks])
    counts = prf(truth, decided)
    agreed = [agree for block in blocks for agree in _relations_agree(block)]
    metrics: dict[str, float | None] = {
        "map": _mean(precisions),
        "ndcg5": _mean(every_gain),
        "f1": round(counts.f1, 4),
        "precision": round(counts.precision, 4),
        "recall": round(counts.recall, 4),
        "relation_accuracy": _mean(agreed),
        "ece": round(expected_calibration_error(truth, probabilities), 4),
    }
    intervals = {}
    if precisions:
        intervals["map"] = bootstrap_interval(np.array(precisions))
    if gains:
        of_blocks = np.array([(np.mean(found), len(found)) for found in gains])
        intervals["ndcg5"] = bootstrap_interval(of_blocks[:, 0], weights=of_blocks[:, 1])
    sizes = {
        "blocks": len(blocks),
        "pairs": len(truth),
        "overlaps": int(truth.sum()),
        "decided": int(decided.sum()),
    }
    return Evaluation(metrics, intervals, blocks, sizes, engine.settings)


def _score(block: RatedBlock, analyser: Analyser, engine: Engine) -> ScoredBlock:
    left = analyse_units(block.left, analyser)
    right = analyse_units(block.right, analyser)
    found = score_units(left, right, top=None, engine=engine)
    shape = (len(left), len(right))
    thought = [judged(found, number) for number in range(len(found.pairs))]
    relations = [one.relation.relation.value for one in thought]
    return ScoredBlock(
        block=block,
        scores=found.score.reshape(shape),
        probabilities=np.array([one.probability for one in thought]).reshape(shape),
        decided=np.array([one.overlap for one in thought], dtype=bool).reshape(shape),
        relations=tuple(
            tuple(relations[row * len(right) : (row + 1) * len(right)]) for row in range(len(left))
        ),
    )


def _block_precision(scored: ScoredBlock) -> float | None:
    counted = scored.block.counted
    return average_precision(scored.block.overlaps[counted], scored.scores[counted])


def _unit_gains(scored: ScoredBlock) -> list[float]:
    """nDCG@5 of each deeltaak that has something to find."""
    gains = []
    for row in range(len(scored.block.left)):
        counted = scored.block.counted[row]
        gain = ndcg(scored.block.grades[row][counted], scored.scores[row][counted])
        if gain is not None:
            gains.append(gain)
    return gains


def _relations_agree(scored: ScoredBlock) -> list[float]:
    return [
        float(scored.relations[i][j] == relation.value)
        for (i, j), relation in sorted(scored.block.relations.items())
        if scored.block.counted[i, j] and scored.block.overlaps[i, j]
    ]


def _mean(values: Sequence[float]) -> float | None:
    return round(float(np.mean(values)), 4) if len(values) else None
