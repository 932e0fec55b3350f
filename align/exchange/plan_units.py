"""Reads from `align-plan/1` which units were planned, when, and for how long."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from align.errors import InputError
from align.exchange.plan_json import FORMAT
from align.revisions import PlannedUnit
from align.sources.json_document import read_document
from align.sources.numbers import finite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.sources.json_document import Document

#: Before the id of an item: hours on top of it, and a werkproces of another kwalificatie.
_ROLES = ("verdieping/", "elders/")
_AGAIN = "Maak het plan opnieuw met 'align plan ... --json plan.json'."


def planned_units(data: bytes, where: str, cohort: str = "") -> tuple[PlannedUnit, ...]:
    """The units that a plan gives hours.

    Args:
        data: bytes of the file.
        where: how messages name the file.
        cohort: first school year of those it is for ("2026-2027"); a plan does not name one.

    Returns:
        one entry for each unit, year and number of klokuren in feasible variants, in the order of
        the file; what several variants plan alike is one entry, and what only some of them plan
        names those.

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
    variants = [(_goal(variant), _hours(variant, where)) for variant in _variants(document)]
    sources = _sources(document)
    goals: dict[PlannedUnit, list[str]] = defaultdict(list)
    for goal, hours in variants:
        for (unit, leerjaar), klokuren in hours.items():
            planned = PlannedUnit(unit, cohort, leerjaar, klokuren, sources=sources)
            goals[planned].append(goal)
    return tuple(
        unit if len(named) == len(variants) else replace(unit, variants=tuple(filter(None, named)))
        for unit, named in goals.items()
    )


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
            named, klokuren = block.get("unit"), block.get("klokuren")
            if not isinstance(named, str) or not named:
                raise InputError("een blok noemt geen onderdeel", where=where, advice=_AGAIN)
            unit = _item(named)
            hours[unit, leerjaar] = _sum(hours.get((unit, leerjaar), 0.0), klokuren)
    return hours


def _sources(document: Document) -> tuple[str, ...]:
    """Digests of the sources that the plan was made with, as far as it names them."""
    left = document.fields.get("left")
    sources = [left.value] if left else []
    sources += [one.value for one in document.lists.get("right", ())]
    digests = (one.get("sha256") for one in sources if isinstance(one, dict))
    return tuple(one for one in digests if isinstance(one, str) and one)


def _goal(variant: dict[object, object]) -> str:
    goal = variant.get("goal")
    return goal if isinstance(goal, str) else ""


def _item(unit: str) -> str:
    """The id of the item that a planned unit is about."""
    for role in _ROLES:
        if unit.startswith(role):
            return unit.removeprefix(role)
    return unit


def _objects(value: object, where: str) -> list[dict[object, object]]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise InputError("een variant heeft geen lijst van blokken", where=where, advice=_AGAIN)
    return value


def _sum(before: float | None, klokuren: object) -> float | None:
    """Hours with those of one more block; None where one of them does not say how many."""
    more = finite(klokuren)
    if before is None or more is None or more < 0:
        return None
    return finite(before + more)
