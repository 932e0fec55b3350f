"""What was found in a part as JSON, to keep it between runs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from align.model import Kind, Quote, Relation, Strength
from align.overlap.atlas import PartKwalificatie, PartOverlap, PartPair, PartUnit

#: Goes into the name of what is kept: another number, and nothing older is read.
FORMAT = "align-atlas-part/1"


def part_to_json(part: PartOverlap) -> bytes:
    """The part as JSON in UTF-8; the same part gives the same bytes."""
    return json.dumps(asdict(part), separators=(",", ":"), sort_keys=True).encode()


def part_from_json(data: bytes) -> PartOverlap | None:
    """The part that was kept, or None when this is none."""
    try:
        return _part(json.loads(data))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _part(found: dict[str, Any]) -> PartOverlap:
    return PartOverlap(
        id=str(found["id"]),
        kind=Kind(found["kind"]),
        code=str(found["code"]),
        crebo=str(found["crebo"]),
        name=str(found["name"]),
        niveaus=_numbers(found["niveaus"]),
        title=str(found["title"]),
        version=str(found["version"]),
        kwalificaties=tuple(
            PartKwalificatie(str(k["title"]), str(k["crebo"]), _numbers(k["niveaus"]))
            for k in found["kwalificaties"]
        ),
        units=tuple(_unit(unit) for unit in found["units"]),
        pairs=tuple(_pair(pair) for pair in found["pairs"]),
        weak={str(unit): int(amount) for unit, amount in found["weak"].items()},
    )


def _unit(found: dict[str, Any]) -> PartUnit:
    return PartUnit(
        kind=Kind(found["kind"]),
        code=str(found["code"]),
        title=str(found["title"]),
        context=str(found["context"]),
        kwalificaties=_numbers(found["kwalificaties"]),
        place=str(found["place"]),
        generic=bool(found["generic"]),
    )


def _pair(found: dict[str, Any]) -> PartPair:
    return PartPair(
        left=str(found["left"]),
        right=int(found["right"]),
        probability=float(found["probability"]),
        strength=Strength(found["strength"]),
        relation=Relation(found["relation"]) if found["relation"] else None,
        reason=str(found["reason"]),
        evidence=tuple((_quote(left), _quote(right)) for left, right in found["evidence"]),
    )


def _quote(found: dict[str, Any]) -> Quote:
    return Quote(
        item=str(found["item"]),
        label=str(found["label"]),
        text=str(found["text"]),
        marks=tuple((int(start), int(end)) for start, end in found["marks"]),
        generic=bool(found["generic"]),
    )


def _numbers(found: list[int]) -> tuple[int, ...]:
    return tuple(int(number) for number in found)
