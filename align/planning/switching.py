"""Switch value: what still counts when a learner goes on in another kwalificatie of the domein.

Counted over mbo hours: werkprocessen count where the other kwalificatie has the same one, or one of
the same name; the bpv counts in the same share as the werkprocessen; generic parts always count;
a keuzedeel counts unless SBB ruled that it overlaps inefficiently with the other kwalificatie. The
hours that are freed on the mbo side count with the werkproces that they belong to.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from align.model import PlanUnit, Role, Side, Switch

if TYPE_CHECKING:
    from align.planning.request import Asked

_WORK = (Role.WERKPROCES, Role.VERDIEPING, Role.HOGER, Role.TWEEDE)


def switches(
    asked: Asked, hours: Mapping[str, int], units: Mapping[str, PlanUnit]
) -> tuple[Switch, ...]:
    """Per other kwalificatie the share of these hours that counts there.

    Args:
        asked: the request, with the other kwalificaties.
        hours: klokuren per unit, with what was freed added to the unit that it was taken from.
        units: units by id.
    """
    mbo = [(units[name], hours) for name, hours in hours.items() if units[name].side is Side.MBO]
    return tuple(
        Switch(other.item.crebo, other.item.title, _share(other.item.crebo, mbo))
        for other in asked.others
    )


def _share(crebo: str, mbo: list[tuple[PlanUnit, int]]) -> float:
    work = sum(hours for unit, hours in mbo if unit.role in _WORK)
    valid = sum(hours for unit, hours in mbo if unit.role in _WORK and crebo in unit.counts_for)
    total = 0.0
    for unit, hours in mbo:
        if unit.role is Role.BPV:
            total += hours * valid / work if work else 0.0
        elif crebo in unit.counts_for:
            total += hours
    whole = sum(hours for _, hours in mbo)
    return round(total / whole, 4) if whole else 0.0
