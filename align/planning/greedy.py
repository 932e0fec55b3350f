"""A plan that takes the best fitting first, without looking ahead: to see what exactness is worth.

It frees the largest doubles first, meets the obligations with the best candidates, and fills what
room is left in order of worth. Whether it fits the timetable is then checked with the exact model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.model import PlanUnit, Role
from align.planning.program import frees, value_of
from align.planning.rules import figure
from align.planning.units import obligation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.planning.doubles import Doubles
    from align.planning.program import Model, Task
    from align.planning.request import Asked


def greedy_choice(task: Task, made: Model) -> dict[str, int] | None:
    """Klokuren per unit that it chooses, and per pair number ("#3") what it frees.

    Returns:
        None when it cannot meet an obligation within the time of the route.
    """
    asked, doubles, goal = task.asked, task.doubles, task.goal
    optional = [unit for unit in made.units if not unit.required]
    optional.sort(key=lambda unit: (-value_of(asked, unit, goal), unit.id))
    chosen = _obliged(asked, optional)
    freed = _freed(asked, made, doubles, chosen)
    room = sum(period.room for period in made.periods)
    room -= sum(unit.klokuren for unit in made.units if unit.required)
    room -= sum(chosen.values())
    room += sum(freed.values())
    if room < 0:
        return None
    for unit in optional:
        if unit.id in chosen or value_of(asked, unit, goal) <= 0:
            continue
        hours = min(unit.klokuren, room) if unit.flexible else unit.klokuren
        if 0 < hours <= room:
            chosen[unit.id] = hours
            room -= hours
    return chosen | freed


def _obliged(asked: Asked, optional: Sequence[PlanUnit]) -> dict[str, int]:
    chosen: dict[str, int] = {}
    keuzevakken = [unit for unit in optional if unit.role is Role.KEUZEVAK]
    for unit in keuzevakken[: int(figure("V5", asked.leerweg.value))]:
        chosen[unit.id] = unit.klokuren
    load = 0.0
    for unit in optional:
        if unit.role is Role.KEUZEDEEL and load < obligation(asked):
            chosen[unit.id] = unit.klokuren
            load += unit.sbu or 0.0
    return chosen


def _freed(asked: Asked, made: Model, doubles: Doubles, chosen: dict[str, int]) -> dict[str, int]:
    here = {unit.id for unit in made.units if unit.required} | chosen.keys()
    left = dict(doubles.bounds)
    found: dict[str, int] = {}
    numbered = sorted(enumerate(doubles.pairs), key=lambda e: (-e[1].fixed, -e[1].most, e[0]))
    for number, pair in numbered:
        keuzedeel = pair.right_unit in chosen
        if not {pair.left_unit, pair.right_unit} <= here or not frees(asked, decided=pair.decided):
            continue
        most = min(pair.most, left.get(pair.left, 0), left.get(pair.right, 0))
        if most > 0 and not keuzedeel:
            found[f"#{number}"] = most
            left[pair.left] = left.get(pair.left, 0) - most
            left[pair.right] = left.get(pair.right, 0) - most
    return found
