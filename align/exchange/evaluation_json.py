"""Measures of a rated set or of a team's decisions (`align-evaluate/1`), and every pair, as CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from align.exchange.cells import harmless
from align.overlap.evaluate import FORMAT, Evaluation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from align.overlap.evaluate_decisions import DecisionsEvaluation
    from align.similarity.gold import GoldSet

_COLUMNS = ("block", "vmbo", "mbo", "score", "overlap", "relation")
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


def pairs_csv(evaluation: Evaluation) -> str:
    """One row for every pair of every block: block,vmbo,mbo,score,overlap,relation."""
    return _table(
        _COLUMNS,
        (
            (
                scored.block.name,
                left,
                right,
                f"{scored.scores[i, j]:.6f}",
                _truth(scored.decided[i, j]),
                scored.relations[i][j],
            )
            for scored in evaluation.blocks
            for i, left in enumerate(scored.block.left_numbers)
            for j, right in enumerate(scored.block.right_numbers)
        ),
    )


def decisions_pairs_csv(evaluation: DecisionsEvaluation) -> str:
    """One row a decided pair: the columns of `pairs_csv` and verdict; sides by their id.

    Overlap and relation are the tool's.
    """
    return _table(
        (*_COLUMNS, "verdict"),
        (
            (
                _BLOCK,
                pair.decision.left.id,
                pair.decision.right.id,
                f"{pair.score:.6f}",
                _truth(pair.overlap),
                pair.decision.view.relation.value if pair.decision.view.relation else "",
                pair.decision.verdict.value,
            )
            for pair in evaluation.pairs
        ),
    )


def _table(columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """A table for other programs, with commas; no text in it is a formula for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(
        [harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    return out.getvalue()


def _truth(value: object) -> str:
    return "true" if value else "false"
