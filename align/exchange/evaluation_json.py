"""`align-evaluate/1`: measures of a rated set for other programs."""

from __future__ import annotations

import json

from align.overlap.evaluate import FORMAT, Evaluation
from align.similarity.gold import GoldSet


def evaluation_json(evaluation: Evaluation, gold: GoldSet, *, tool_version: str) -> str:
    """The measures as JSON text."""
    content = {
        "format": FORMAT,
        "tool": {"version": tool_version, **evaluation.engine},
        "gold": {"name": gold.name, "raters": gold.raters, "note": gold.note},
        "metrics": evaluation.metrics,
        "intervals": {name: list(bounds) for name, bounds in evaluation.intervals.items()},
        "counts": evaluation.counts,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
