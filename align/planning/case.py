"""What rules are held against, and how much of both programmes a solved variant covers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.model import PlanUnit, Role, Side
from align.planning.program import is_chosen

if TYPE_CHECKING:
    from align.model import Overlap, Switch
    from align.planning.request import Asked
    from align.planning.solve import Solved

#: Kept, broken or not to be seen (None); the numbers that say so; in words.
Measured = tuple[bool | None, Mapping[str, float], str]


@dataclass(frozen=True)
class Case:
    """What rules are held against: the request, the comparison and the solved variant."""

    asked: Asked
    overlap: Overlap
    solved: Solved
    switches: tuple[Switch, ...]
    nominal: int

    def planned(self, *roles: Role) -> int:
        """Klokuren of units of these roles."""
        return sum(self.solved.hours(u) for u in self.solved.model.units if u.role in roles)

    def chosen(self, role: Role) -> list[PlanUnit]:
        """Units of a role that stand in the plan."""
        values = self.solved.values
        return [u for u in self.solved.model.units if u.role is role and is_chosen(values, u)]

    def freed(self, side: Side) -> int:
        """Klokuren taken from one side."""
        return sum(pair.klokuren for pair in self.solved.freed if pair.relieved is side)


Measure = Callable[[Case], Measured]


def coverage(solved: Solved, side: Side) -> float:
    """Share (0..1) of the hours of required and chosen units that is planned or already given.

    Electives that may take fewer hours than they could (`flexible`) are no part of a programme.
    """
    asked = given = 0
    for unit in solved.model.units:
        if unit.side is side and not unit.flexible and is_chosen(solved.values, unit):
            asked += unit.klokuren
            given += solved.hours(unit)
    given += sum(pair.klokuren for pair in solved.freed if pair.relieved is side)
    return round(given / asked, 4) if asked else 1.0
