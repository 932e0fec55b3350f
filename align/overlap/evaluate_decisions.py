"""Holds the tool against what a team decided, as `evaluate` does against a rated set.

A decision keeps what the tool thought of the pair when it was taken, so both are about the same
texts, whatever became of the sources since, and nothing needs to be read or compared again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import binomtest

from align.model import Decision, Decisions, Verdict
from align.similarity.metrics import average_precision, expected_calibration_error, prf

#: With fewer decided pairs than this the measures say nothing of the tool: with 30 the interval of
#: a share is still some 35 points wide.
LEAST = 30


@dataclass(frozen=True, slots=True)
class Measured:
    """One decided pair that can be measured.

    Attributes:
        decision: what people decided; akkoord or afgewezen.
        overlap: what the tool said then; a pair that it did not report is none.
        score: 0..1; 0 for a pair that it did not report.
    """

    decision: Decision
    overlap: bool
    score: float

    @property
    def agreed(self) -> bool:
        """Whether people call it overlap."""
        return self.decision.verdict is Verdict.AKKOORD


@dataclass(frozen=True, slots=True)
class DecisionsEvaluation:
    """Measures over decided pairs.

    Attributes:
        metrics: by the names of `align.overlap.evaluate`, rounded to four decimals; None where
            there is nothing to measure.
        intervals: 95% interval (Wilson) of precision and recall.
        pairs: what was measured, sorted by pair.
        counts: pairs, akkoord, afgewezen, decided (overlap by the tool); and left out: bespreken,
            conflicts, unknown (decisions that do not say what the tool thought).
        engines: which engines gave these views, sorted.
    """

    metrics: dict[str, float | None]
    intervals: dict[str, tuple[float, float]]
    pairs: tuple[Measured, ...]
    counts: dict[str, int]
    engines: tuple[str, ...]

    @property
    def too_few(self) -> bool:
        """Whether there are too few to say anything of the tool."""
        return len(self.pairs) < LEAST


def evaluate_decisions(decisions: Decisions) -> DecisionsEvaluation:
    """Measure the tool against decisions: akkoord is overlap, afgewezen is none.

    Bespreken, pairs on which people differ and decisions without the tool's view are left out.
    Of `map` the one block is everything decided; `ndcg5` needs grades, which decisions have not.
    """
    verdicts = [decision.verdict for decision in decisions.settled]
    spoken = [d for d in decisions.settled if d.verdict is not Verdict.BESPREKEN]
    pairs = tuple(one for decision in spoken if (one := _measured(decision)) is not None)
    truth = np.array([pair.agreed for pair in pairs], dtype=bool)
    decided = np.array([pair.overlap for pair in pairs], dtype=bool)
    scores = np.array([pair.score for pair in pairs], dtype=np.float64)
    found = prf(truth, decided)
    hits = found.true_positives
    calls, agreed = hits + found.false_positives, hits + found.false_negatives
    return DecisionsEvaluation(
        metrics={
            "map": _rounded(average_precision(truth, scores)),
            "ndcg5": None,
            "f1": _rounded(found.f1 if calls or agreed else None),
            "precision": _rounded(found.precision if calls else None),
            "recall": _rounded(found.recall if agreed else None),
            "relation_accuracy": _relations(pairs),
            "ece": _calibration(pairs),
        },
        intervals={
            name: _interval(hits, whole)
            for name, whole in (("precision", calls), ("recall", agreed))
            if whole
        },
        pairs=pairs,
        counts={
            "pairs": len(pairs),
            "akkoord": int(truth.sum()),
            "afgewezen": int((~truth).sum()),
            "decided": calls,
            "bespreken": verdicts.count(Verdict.BESPREKEN),
            "conflicts": len(decisions.conflicts),
            "unknown": len(spoken) - len(pairs),
        },
        engines=tuple(sorted({pair.decision.view.engine for pair in pairs} - {""})),
    )


def _measured(decision: Decision) -> Measured | None:
    """None where nothing says what the tool thought; a view of an engine alone says "no pair"."""
    view = decision.view
    if view.overlap is None and not view.engine:
        return None
    return Measured(decision, overlap=bool(view.overlap), score=view.score or 0.0)


def _relations(pairs: Sequence[Measured]) -> float | None:
    """Share of the relations that people named which the tool had estimated too."""
    named = [p.decision for p in pairs if p.agreed and p.overlap and p.decision.relation]
    if not named:
        return None
    return _rounded(sum(d.relation is d.view.relation for d in named) / len(named))


def _calibration(pairs: Sequence[Measured]) -> float | None:
    known = [p for p in pairs if p.decision.view.probability is not None]
    if not known:
        return None
    truth = np.array([p.agreed for p in known], dtype=bool)
    promised = np.array([p.decision.view.probability for p in known], dtype=np.float64)
    return _rounded(expected_calibration_error(truth, promised))


def _interval(hits: int, whole: int) -> tuple[float, float]:
    """Wilson, Probable inference, the law of succession, and statistical inference (1927)."""
    bounds = binomtest(hits, whole).proportion_ci(method="wilson")
    return round(float(bounds.low), 4), round(float(bounds.high), 4)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
