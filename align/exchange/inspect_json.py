"""Writes what was read from sources as JSON, format `align-inspect/1`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from align.sources.audit import audit
from align.sources.register.base import register_counts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from align.model import Curriculum, Place, SourceWarning
    from align.sources.audit import Finding

FORMAT = "align-inspect/1"


def inspect_json(curricula: Iterable[Curriculum]) -> str:
    """The documents in the given order, each with its counts, its warnings and its audit.

    The same input gives the same text, byte for byte; it ends with a line end.
    """
    content = {"format": FORMAT, "documents": [_document(c) for c in curricula]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _document(curriculum: Curriculum) -> dict[str, Any]:
    source = curriculum.source
    return {
        "path": source.path,
        "format": source.format,
        "why": source.why,
        "title": source.title,
        "version": source.version,
        "example": source.example,
        "sha256": source.sha256,
        "side": curriculum.side.value,
        "counts": curriculum.counts(),
        "rulings": len(curriculum.rulings),
        "register": register_counts(curriculum),
        "warnings": [_warning(w) for w in curriculum.warnings],
        "audit": [_finding(f) for f in audit(curriculum)],
    }


def _warning(warning: SourceWarning) -> dict[str, Any]:
    return {
        "where": str(warning.place),
        "message": warning.message,
        "place": _place(warning.place),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "message": finding.message,
        "where": [str(place) for place in finding.places],
        "places": [_place(place) for place in finding.places],
    }


def _place(place: Place) -> dict[str, Any]:
    """Only the parts that are known."""
    parts = {
        "file": place.file,
        "path": place.path,
        "line": place.line,
        "page": place.page,
        "record": place.record,
    }
    return {name: value for name, value in parts.items() if value}
