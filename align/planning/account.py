"""The sum of a variant in lines: from the time of the route to what is left over or missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from align.model import Entry, Role
from align.planning.program import freed_name, hours_in, is_chosen
from align.planning.rules import figure
from align.planning.units import klokuren_of, obligation

if TYPE_CHECKING:
    from align.planning.doubles import Doubles
    from align.planning.program import Model
    from align.planning.request import Asked

_LINES = (
    ((Role.MODULE,), "profielmodulen"),
    ((Role.ALGEMEEN,), "algemene vakken en de rest van het vmbo"),
    ((Role.WERKPROCES,), "werkprocessen"),
    ((Role.GENERIEK,), "generieke onderdelen van het mbo"),
    ((Role.BPV,), "bpv"),
)
_ADDED = (Role.VERDIEPING, Role.HOGER, Role.TWEEDE)


def account(
    asked: Asked, doubles: Doubles, made: Model, values: Mapping[str, float]
) -> tuple[Entry, ...]:
    """Lines that add up to the last one: klokuren left over, or missing when negative.

    Args:
        asked: the request.
        doubles: pairs, numbered as in the model.
        made: the model that was solved; when periods were allowed to be too small, by how much
            they are stands in `values`.
        values: its solution, by the names of `program`.
    """
    room = sum(period.room for period in made.periods)
    missing = sum(round(v) for name, v in values.items() if name.startswith("missing/"))
    given = sum(hours_in(values, unit, p) for unit in made.units for p in made.periods)
    freed = sum(round(values.get(freed_name(n), 0.0)) for n in range(len(doubles.pairs)))
    lines = [Entry("tijd van de hele route", room)]
    for roles, text in _LINES:
        hours = sum(unit.klokuren for unit in made.units if unit.role in roles)
        lines.append(Entry(text, -hours))
    for text, hours in obliged(asked, made, values).items():
        lines.append(Entry(text, -hours))
    lines.append(
        Entry("wat de ruimte vult, bovenop beide programma's", -added(asked, made, values))
    )
    lines.append(Entry("dubbel, en één keer gegeven", freed))
    left = room + missing - given
    if missing:
        lines.append(Entry("tijd waarin niets meer kan staan", -left))
        lines.append(Entry("tekort", -missing))
    else:
        lines.append(Entry("over", left))
    return (*(line for line in lines[:-1] if line.klokuren), lines[-1])


def obliged(asked: Asked, made: Model, values: Mapping[str, float]) -> Mapping[str, int]:
    """Klokuren of what is chosen because it must be: keuzevakken and keuzedelen."""
    keuzevakken = _chosen(made, values, Role.KEUZEVAK)
    keuzedelen = _chosen(made, values, Role.KEUZEDEEL)
    least = int(figure("V5", asked.leerweg.value))
    return {
        "keuzevakken": sum(sorted(keuzevakken)[:least]),
        "keuzedelen": min(sum(keuzedelen), klokuren_of(asked, obligation(asked))),
    }


def added(asked: Asked, made: Model, values: Mapping[str, float]) -> int:
    """Klokuren that a variant adds to both programmes."""
    chosen = _chosen(made, values, Role.KEUZEVAK, Role.KEUZEDEEL)
    more = sum(chosen) - sum(obliged(asked, made, values).values())
    return more + sum(
        sum(hours_in(values, unit, p) for p in made.periods) if unit.flexible else unit.klokuren
        for unit in made.units
        if unit.role in _ADDED and is_chosen(values, unit)
    )


def _chosen(made: Model, values: Mapping[str, float], *roles: Role) -> list[int]:
    return [u.klokuren for u in made.units if u.role in roles and is_chosen(values, u)]
