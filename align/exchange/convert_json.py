"""Writes a whole curriculum as JSON, format `align-curriculum/1`; it can be read back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from align.exchange.model_json import (
    fact_json,
    hours_json,
    place_json,
    retired_json,
    ruling_json,
    section_json,
)
from align.sources.curriculum_json import FORMAT

if TYPE_CHECKING:
    from align.model import Curriculum, Item, Source


def curriculum_json(curriculum: Curriculum, *, tool_version: str) -> str:
    """All items with all fields; the same curriculum gives the same text, byte for byte."""
    content = {
        "format": FORMAT,
        "tool": {"version": tool_version},
        "source": _source(curriculum.source),
        "side": curriculum.side.value,
        "counts": curriculum.counts(),
        "facts": [fact_json(fact) for fact in curriculum.facts],
        "items": [_item(item) for item in curriculum.items],
        "rulings": [ruling_json(ruling) for ruling in curriculum.rulings],
        "retired": [retired_json(retired) for retired in curriculum.retired],
        "warnings": [
            {"message": w.message, "place": place_json(w.place)} for w in curriculum.warnings
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _source(source: Source) -> dict[str, Any]:
    return {
        "path": source.path,
        "format": source.format,
        "title": source.title,
        "version": source.version,
        "sha256": source.sha256,
        "why": source.why,
        "example": source.example,
    }


def _item(item: Item) -> dict[str, Any]:
    """All fields of an item; lists that are empty and hours that are unknown too."""
    return {
        "id": item.id,
        "kind": item.kind.value,
        "code": item.code,
        "title": item.title,
        "parent": item.parent,
        "place": place_json(item.place),
        "sections": [section_json(section, item.place) for section in item.sections],
        "leerwegen": [leerweg.value for leerweg in item.leerwegen],
        "niveaus": list(item.niveaus),
        "hours": hours_json(item.hours) if item.hours else None,
        "crebo": item.crebo,
        "only_for": list(item.only_for),
        "facts": [fact_json(fact, item.place) for fact in item.facts],
    }
