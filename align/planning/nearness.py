"""How near units of both sides stand to each other, with what people decided.

Ranks what may be chosen; it frees no hours and promises nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from align.model import Verdict
from align.overlap.decided import holding
from align.overlap.evidence import part_of

if TYPE_CHECKING:
    from align.model import Overlap, Pair
    from align.planning.request import Asked


def nearness(asked: Asked, overlap: Overlap) -> Mapping[str, float]:
    """Per mbo unit the likeliest overlap with any vmbo unit that is not generic (0..1)."""
    near: dict[str, float] = {}
    for pair, chance in _weighed(asked, overlap):
        if not pair.generic:
            near[pair.right] = max(near.get(pair.right, 0.0), chance)
    return near


def returning(asked: Asked, overlap: Overlap) -> Mapping[str, float]:
    """Per vmbo unit the share (0..1) of it that comes back in the werkprocessen of the target."""
    target = {item.id for item in asked.target.werkprocessen}
    covered: dict[str, set[int]] = {}
    for pair, chance in _weighed(asked, overlap):
        if pair.right in target and (pair.overlap or chance == 1.0):
            left, _ = overlap.covering.get((pair.left, pair.right), (frozenset(), frozenset()))
            covered.setdefault(pair.left, set()).update(left)
    return {
        unit: part_of(len(sentences), overlap.counted.get(unit, 0))
        for unit, sentences in covered.items()
    }


def _weighed(asked: Asked, overlap: Overlap) -> Iterator[tuple[Pair, float]]:
    """Pairs that nobody rejected, with their probability; 1 where people agreed."""
    decided = holding(overlap, asked.decisions)
    for pair in overlap.pairs:
        decision = decided.get((pair.left, pair.right))
        verdict = decision.verdict if decision else Verdict.BESPREKEN
        if verdict is not Verdict.AFGEWEZEN:
            yield pair, 1.0 if verdict is Verdict.AKKOORD else pair.probability
