"""Werkprocessen that lose most of their klokuren to pairs on which nobody decided yet.

Such hours are an estimate of the tool; a plan in which most of a werkproces is not taught on that
ground says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.model import Role
from align.planning.program import relieved_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from align.model import PlanUnit, Variant


def lost_undecided(unit: PlanUnit, variant: Variant) -> int:
    """Klokuren that a werkproces loses on undecided pairs; 0 when that is not more than half."""
    if unit.role is not Role.WERKPROCES:
        return 0
    lost = sum(
        pair.klokuren
        for pair in variant.freed
        if not pair.decided
        and relieved_unit(pair.relieved, pair.left_unit, pair.right_unit) == unit.id
    )
    return lost if 2 * lost > unit.klokuren else 0


def undecided_notes(units: Iterable[PlanUnit], variants: Sequence[Variant]) -> tuple[str, ...]:
    """A warning that names these werkprocessen, in Dutch; none when there are none."""
    found = []
    for unit in units:
        most = max((lost_undecided(unit, variant) for variant in variants), default=0)
        if most:
            found.append(f"{unit.code or unit.title} ({most} van {unit.klokuren} klokuren)")
    if not found:
        return ()
    note = (
        "meer dan de helft vervalt door paren waarover nog niemand besloot, bij werkproces "
        f"{', '.join(found)}: laat het team en de examencommissie eerst over die paren besluiten"
    )
    return (note,)
