"""Periods of a route: how many, how much time each has, and what may stand where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.model import PlanUnit, Role, Side
from align.planning.units import spread

if TYPE_CHECKING:
    from align.planning.request import Asked

#: First leerjaar after the vmbo, and the last of the vmbo.
FIRST_MBO, LAST_VMBO = 5, 4
SUMMER = 0


@dataclass(frozen=True, slots=True)
class Period:
    """One period: leerjaar, number in it (0 is the summer after leerjaar 4), klokuren of room."""

    leerjaar: int
    number: int
    room: int

    @property
    def name(self) -> str:
        """A short name: "4.3", "4.zomer"."""
        return f"{self.leerjaar}.{self.number or 'zomer'}"


def periods(asked: Asked, years: int) -> tuple[Period, ...]:
    """All periods of a route of so many leerjaren, in order of time."""
    table, route = asked.assumptions, asked.route
    count = table.whole("periodes_per_jaar")
    early = "route_klokuren_per_jaar" if route.one_regime else "vmbo_klokuren_per_jaar"
    late = f"{asked.mbo_leerweg}_klokuren_per_jaar"
    found = []
    for leerjaar in range(route.first_leerjaar, route.first_leerjaar + years):
        hours = table.whole(early if leerjaar <= LAST_VMBO else late)
        rooms = spread(hours, count)
        found += [Period(leerjaar, n, room) for n, room in enumerate(rooms, start=1)]
        summer = table.whole("zomer_klokuren")
        if leerjaar == LAST_VMBO and route.summer and summer:
            found.append(Period(leerjaar, SUMMER, summer))
    return tuple(found)


def may_stand(asked: Asked, unit: PlanUnit, period: Period) -> bool:
    """Whether hours of a unit may fall in a period.

    Modules end before the last CSPE, keuzevakken before the last school exams, both in the last
    period but one of that leerjaar (rules V13, D4); mbo content starts where the route lets it.
    """
    route, last = asked.route, asked.assumptions.whole("periodes_per_jaar")
    if period.number == SUMMER:
        return unit.role is Role.BPV
    if unit.role is Role.BPV:
        early = max(route.mbo_from, asked.assumptions.whole("bpv_vanaf_leerjaar"))
        return period.leerjaar >= early
    if unit.side is Side.MBO:
        return period.leerjaar >= (FIRST_MBO if unit.role is Role.GENERIEK else route.mbo_from)
    if unit.role is Role.ALGEMEEN:
        return period.leerjaar <= LAST_VMBO
    until = route.vmbo_exam_until
    if unit.role is Role.MODULE:
        until = min(until, max(route.cspe_leerjaren))
    return (period.leerjaar, period.number) <= (until, last - 1)


def is_spread(unit: PlanUnit) -> bool:
    """Whether a unit is given evenly through its years: general subjects, not projects."""
    return unit.role in (Role.ALGEMEEN, Role.GENERIEK)
