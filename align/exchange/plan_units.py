"""Reads from `align-plan/1` which units were planned, when, and for how long."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeGuard

from align.errors import InputError
from align.exchange.plan_json import FORMAT
from align.revisions import PlannedUnit
from align.sources.json_document import read_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.sources.json_document import Document

_AGAIN = "Maak het plan opnieuw met 'align plan ... --json plan.json'."


def planned_units(data: bytes, where: str, cohort: str = "") -> tuple[PlannedUnit, ...]:
    """The units that a plan gives hours.

    Args:
        data: bytes of the file.
        where: how messages name the file.
        cohort: first school year of those it is for ("2026-2027"); a plan does not name one.

    Returns:
        one entry for each unit, year and number of klokuren in feasible variants, in the order of
        the file; what several variants plan alike is one entry.

    Raises:
        InputError: it cannot be read, or is no plan.
    """
    document = read_document(data, where)
    found = document.fields.get("format")
    if found is None or found.value != FORMAT:
        raise InputError(
            "hierin staat geen plan",
            where=where,
            advice=f'Een plan begint met "format": "{FORMAT}". {_AGAIN}',
        )
    units: dict[PlannedUnit, None] = {}
    for variant in _variants(document):
        for (unit, leerjaar), klokuren in _hours(variant, where).items():
            units[PlannedUnit(unit, cohort, leerjaar, klokuren)] = None
    return tuple(units)


def _variants(document: Document) -> Iterator[dict[object, object]]:
    for listed in document.lists.get("variants", ()):
        if isinstance(listed.value, dict) and listed.value.get("feasible"):
            yield listed.value


def _hours(variant: dict[object, object], where: str) -> dict[tuple[str, str], float | None]:
    """Klokuren of each unit in each leerjaar; None where a block does not say how many."""
    hours: dict[tuple[str, str], float | None] = {}
    for year in _objects(variant.get("years"), where):
        leerjaar = str(year.get("leerjaar", ""))
        for block in _objects(year.get("blocks"), where):
            unit, klokuren = block.get("unit"), block.get("klokuren")
            if not isinstance(unit, str) or not unit:
                raise InputError("een blok noemt geen onderdeel", where=where, advice=_AGAIN)
            before = hours.get((unit, leerjaar), 0.0)
            hours[unit, leerjaar] = (
                before + klokuren if before is not None and _is_hours(klokuren) else None
            )
    return hours


def _objects(value: object, where: str) -> list[dict[object, object]]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise InputError("een variant heeft geen lijst van blokken", where=where, advice=_AGAIN)
    return value


def _is_hours(value: object) -> TypeGuard[float]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and value >= 0
