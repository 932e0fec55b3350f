"""`align-evaluate/1`: measures of a rated set, or of a team's decisions, for other programs."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from align.exchange.cells import harmless
from align.overlap.evaluate import FORMAT, Evaluation

if TYPE_CHECKING:
    from align.overlap.evaluate_decisions import DecisionsEvaluation
    from align.similarity.gold import GoldSet

_COLUMNS = ("block", "vmbo", "mbo", "score", "overlap", "relation", "verdict")
_BLOCK = "besluiten"


def evaluation_json(evaluation: Evaluation, gold: GoldSet, *, tool_version: str) -> str:
    """The measures of a rated set as JSON text."""
    content = {
        "format": FORMAT,
        "tool": {"version": tool_version, **evaluation.engine},
        "gold": {"name": gold.name, "raters": gold.raters, "note": gold.note},
        "metrics": evaluation.metrics,
        "intervals": {name: list(bounds) for name, bounds in evaluation.intervals.items()},
        "counts": evaluation.counts,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def decisions_evaluation_json(evaluation: DecisionsEvaluation, *, tool_version: str) -> str:
    """The measures of a team's decisions as JSON text: "decisions" stands in place of "gold"."""
    content = {
        "format": FORMAT,
        "tool": {"version": tool_version},
        "decisions": {"engines": list(evaluation.engines), "too_few": evaluation.too_few},
        "metrics": evaluation.metrics,
        "intervals": {name: list(bounds) for name, bounds in evaluation.intervals.items()},
        "counts": evaluation.counts,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def decisions_pairs_csv(evaluation: DecisionsEvaluation) -> str:
    """One row a decided pair: block,vmbo,mbo,score,overlap,relation,verdict; sides by their id.

    The first six columns are those of `align.overlap.evaluate.pairs_csv`; overlap and relation are
    the tool's.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for pair in evaluation.pairs:
        decision = pair.decision
        writer.writerow(
            (
                _BLOCK,
                harmless(decision.left.id),
                harmless(decision.right.id),
                f"{pair.score:.6f}",
                "true" if pair.overlap else "false",
                decision.view.relation.value if decision.view.relation else "",
                decision.verdict.value,
            )
        )
    return out.getvalue()
