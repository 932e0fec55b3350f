"""`align-overlap/1`: a comparison for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from align.exchange.decisions_json import decision_fields
from align.exchange.model_json import source_json, warnings_json
from align.model import Decisions, Evidence, Item, Overlap, Pair, Side
from align.overlap.decided import decided_coverage, stands

FORMAT = "align-overlap/1"


def overlap_json(overlap: Overlap, *, tool_version: str, decisions: Decisions | None = None) -> str:
    """The comparison as JSON text; the same comparison gives the same bytes.

    With decisions, each pair holds what was decided about it and whether that still stands
    (`standing`), or on what people differ (`conflict`), and `coverage` also counts as they decided.

    `items` holds every unit that stands in a pair or in coverage, the items that evidence quotes,
    and all that stands above them.
    """
    decisions = decisions or Decisions()
    content: dict[str, Any] = {
        "format": FORMAT,
        "tool": {
            "version": tool_version,
            "encoder": overlap.settings.get("encoder", "none"),
            "settings": {
                name: list(value) if isinstance(value, tuple) else value
                for name, value in sorted(overlap.settings.items())
            },
        },
        "left": source_json(overlap.left),
        "right": [source_json(curriculum) for curriculum in overlap.right],
        "warnings": warnings_json([overlap.left, *overlap.right]),
        "items": {
            item.id: _item(item, side)
            for item, side in sorted(_named_items(overlap), key=lambda entry: entry[0].id)
        },
        "pairs": [
            _pair(pair) | {"decision": _decided(overlap, pair, decisions)} for pair in overlap.pairs
        ],
        "coverage": {
            "left": dict(sorted(overlap.left_coverage.items())),
            "right": dict(sorted(overlap.right_coverage.items())),
        },
        "not_compared": [{"id": entry.id, "why": entry.why} for entry in overlap.not_compared],
    }
    if decisions.settled or decisions.conflicts:
        decided = decided_coverage(overlap, decisions)
        content["coverage"] |= {
            "left_decided": dict(sorted(decided.left.items())),
            "right_decided": dict(sorted(decided.right.items())),
        }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _named_items(overlap: Overlap) -> Iterator[tuple[Item, Side]]:
    named = {*overlap.left_units, *overlap.right_units}
    named.update(entry.id for entry in overlap.not_compared)
    for pair in overlap.pairs:
        for evidence in pair.evidence:
            named.update((evidence.left.item, evidence.right.item))
    for curriculum in (overlap.left, *overlap.right):
        found: dict[str, Item] = {}
        for item in curriculum.items:
            if item.id in named:
                found[item.id] = item
                found.update((above.id, above) for above in curriculum.ancestors(item))
        for item in found.values():
            yield item, curriculum.side


def _item(item: Item, side: Side) -> dict[str, object]:
    niveaus = list(item.niveaus)
    return {
        "side": side.value,
        "kind": item.kind.value,
        "code": item.code,
        "title": item.title,
        "parent": item.parent or None,
        "leerwegen": [leerweg.value for leerweg in item.leerwegen],
        "niveau": (niveaus[0] if len(niveaus) == 1 else niveaus) if niveaus else None,
        "place": str(item.place),
    }


def _pair(pair: Pair) -> dict[str, object]:
    return {
        "left": pair.left,
        "right": pair.right,
        "score": pair.score,
        "probability": pair.probability,
        "overlap": pair.overlap,
        "strength": pair.strength.value,
        "relation": pair.relation.value if pair.relation else None,
        "relation_reason": pair.relation_reason,
        "generic": pair.generic,
        "covered": {"left": pair.left_covered, "right": pair.right_covered},
        "channels": dict(pair.channels),
        "shared": list(pair.shared),
        "evidence": [_evidence(evidence) for evidence in pair.evidence],
    }


def _decided(overlap: Overlap, pair: Pair, decisions: Decisions) -> dict[str, Any] | None:
    """What people decided about a pair, or the conflict they have; None when they did nothing."""
    ids = (pair.left, pair.right)
    if decision := decisions.by_pair.get(ids):
        held = stands(overlap, decision)
        standing = {"standing": held.standing.value, "reason": held.reason}
        return decision_fields(decision) | standing
    if conflict := decisions.by_contested_pair.get(ids):
        entries = [decision_fields(entry) for entry in conflict.decisions]
        return {"conflict": {"differs": list(conflict.differs), "decisions": entries}}
    return None


def _evidence(evidence: Evidence) -> dict[str, object]:
    return {
        "left": {"item": evidence.left.item, "text": evidence.left.text},
        "right": {"item": evidence.right.item, "text": evidence.right.text},
        "score": evidence.score,
    }
