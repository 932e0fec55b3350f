"""Values of the model as JSON, only with what they say; `sources.model_json` reads them back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from align.model import Curriculum, Fact, Hours, Place, Retired, Ruling, Section


def source_json(curriculum: Curriculum) -> dict[str, Any]:
    """What a document was read from."""
    source = curriculum.source
    return {
        "title": source.title,
        "version": source.version,
        "sha256": source.sha256,
        "format": source.format,
        "path": source.path,
        "example": source.example,
    }


def warnings_json(curricula: Iterable[Curriculum]) -> list[dict[str, str]]:
    """What did not fit in these documents, and files beside them that were not read."""
    return [
        {"source": one.source.path, "where": str(warning.place), "message": warning.message}
        for one in curricula
        for warning in one.warnings
    ]


def place_json(place: Place) -> dict[str, Any]:
    """A place, only the parts that are known."""
    parts = {
        "file": place.file,
        "path": place.path,
        "line": place.line,
        "page": place.page,
        "record": place.record,
        "box": list(place.box),
    }
    return {name: value for name, value in parts.items() if value or name == "file"}


def fact_json(fact: Fact, beside: Place | None = None) -> dict[str, Any]:
    """A fact; its place is left out when it is the one of what it stands beside."""
    return {"name": fact.name, "value": fact.value} | _elsewhere(fact.place, beside)


def section_json(section: Section, beside: Place | None = None) -> dict[str, Any]:
    """A section; its place is left out when it is the one of what it stands beside."""
    only_for = {"only_for": section.only_for} if section.only_for else {}
    text = {"label": section.label, "text": section.text}
    return text | only_for | _elsewhere(section.place, beside)


def hours_json(hours: Hours) -> dict[str, Any]:
    """A number of hours."""
    return {"amount": hours.amount, "unit": hours.unit.value}


def ruling_json(ruling: Ruling) -> dict[str, Any]:
    """A ruling."""
    return {
        "kwalificatie": ruling.kwalificatie,
        "keuzedeel": ruling.keuzedeel,
        "verdict": ruling.verdict,
        "text": ruling.text,
        "date": ruling.date,
        "place": place_json(ruling.place),
    }


def retired_json(retired: Retired) -> dict[str, Any]:
    """A withdrawn record."""
    return {
        "id": retired.id,
        "kind": retired.kind.value,
        "code": retired.code,
        "title": retired.title,
        "replaced_by": list(retired.replaced_by),
        "place": place_json(retired.place),
    }


def _elsewhere(place: Place, beside: Place | None) -> dict[str, Any]:
    return {} if place == beside else {"place": place_json(place)}
