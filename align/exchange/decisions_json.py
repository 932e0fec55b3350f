"""Writes `align-decisions/1`: a plain, ordered file that docs/decisions-format.md describes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from align.model import Basis, ComparedSource, Decision, Decisions, ToolView

FORMAT = "align-decisions/1"

SEVERAL = "meer waarden"
"""The only key of an object that holds several values of one unknown key, from several files."""


def decisions_json(decisions: Decisions) -> str:
    """The decisions as JSON text; the same decisions give the same bytes."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "report": {
            "left": [_source(source) for source in decisions.left],
            "right": [_source(source) for source in decisions.right],
        },
        "decisions": [
            decision_fields(entry)
            for decision in decisions.settled
            for entry in decision.voices or (decision,)
        ],
        "conflicts": [
            {
                "differs": list(conflict.differs),
                "decisions": [decision_fields(entry) for entry in conflict.decisions],
            }
            for conflict in decisions.conflicts
        ],
    }
    _add(content, decisions.more)
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def decision_fields(decision: Decision) -> dict[str, Any]:
    """One decision, in the order of the format, what it did not know at the end."""
    fields: dict[str, Any] = {
        "left": basis_fields(decision.left),
        "right": basis_fields(decision.right),
        "verdict": decision.verdict.value,
        "relation": decision.relation.value if decision.relation else None,
        "teaches": decision.teaches.value if decision.teaches else None,
        "klokuren": _number(decision.klokuren),
        "remark": decision.remark,
        "by": decision.by,
        "on": decision.on,
        "view": view_fields(decision.view),
        "trail": list(decision.trail),
    }
    _add(fields, decision.more)
    return fields


def _source(source: ComparedSource) -> dict[str, str]:
    return {"title": source.title, "version": source.version, "sha256": source.sha256}


def basis_fields(basis: Basis) -> dict[str, Any]:
    """One side, in the order of the format."""
    return {
        "id": basis.id,
        "code": basis.code,
        "title": basis.title,
        "version": basis.version,
        "text_sha256": basis.text_sha256,
    }


def view_fields(view: ToolView) -> dict[str, Any]:
    """The tool's view, in the order of the format."""
    return {
        "score": view.score,
        "probability": view.probability,
        "overlap": view.overlap,
        "relation": view.relation.value if view.relation else None,
        "engine": view.engine,
    }


def _number(value: float | None) -> float | None:
    """Whole hours without a decimal point, as people write them."""
    return int(value) if value is not None and float(value).is_integer() else value


def _add(fields: dict[str, Any], more: Iterable[tuple[str, str]]) -> None:
    """Put what the format does not know back where it stood; what stands there already stays."""
    values: dict[str, list[Any]] = {}
    for pointer, text in sorted(more):
        values.setdefault(pointer, []).append(json.loads(text))
    for pointer, found in values.items():
        *above, name = (part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/"))
        inner = fields
        for part in above:
            inner = inner[part]
        inner.setdefault(name, found[0] if len(found) == 1 else {SEVERAL: found})
