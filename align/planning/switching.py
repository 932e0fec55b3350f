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
    from align.model import Overlap
    from align.planning.kwalificaties import Kwalificatie
    from align.planning.request import Asked

_OWN = (Role.WERKPROCES, Role.VERDIEPING)
_OTHER = (Role.HOGER, Role.TWEEDE)


def switches(
    asked: Asked, overlap: Overlap, hours: Mapping[str, int], units: Mapping[str, PlanUnit]
) -> tuple[Switch, ...]:
    """Per other kwalificatie the share of these hours that counts there.

    Args:
        asked: the request, with the other kwalificaties.
        overlap: the comparison, with rulings and items.
        hours: klokuren per unit, with what was freed added to the unit that it was taken from.
        units: units by id.
    """
    return tuple(
        Switch(other.item.crebo, other.item.title, _share(asked, other, overlap, hours, units))
        for other in asked.others
    )


def _share(
    asked: Asked,
    other: Kwalificatie,
    overlap: Overlap,
    hours: Mapping[str, int],
    units: Mapping[str, PlanUnit],
) -> float:
    there = {name: klokuren for name, klokuren in hours.items() if units[name].side is Side.MBO}
    work = {n: k for n, k in there.items() if units[n].role in (*_OWN, *_OTHER)}
    counting = sum(k for n, k in work.items() if _belongs(units[n], other, overlap))
    worked = counting / sum(work.values()) if sum(work.values()) else 0.0
    total = float(counting)
    for name, klokuren in there.items():
        role = units[name].role
        if role is Role.BPV:
            total += klokuren * worked
        elif role is Role.GENERIEK or (
            role is Role.KEUZEDEEL and (other.item.crebo, units[name].code) not in asked.ruled_out
        ):
            total += klokuren
    whole = sum(there.values())
    return round(total / whole, 4) if whole else 0.0


def _belongs(unit: PlanUnit, other: Kwalificatie, overlap: Overlap) -> bool:
    item = overlap.items.get(unit.id.removeprefix("verdieping/").removeprefix("elders/"))
    return item is not None and other.counts(item)
