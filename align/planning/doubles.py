"""What overlap can free, per pair: never more than either side gives, never twice.

For a pair of deeltaak and werkproces: min(hours of the deeltaak × share that comes back, hours of
the werkproces × share that comes back), rounded down. Per deeltaak and per werkproces all pairs
together free no more than the share of it that comes back anywhere. Scores play no part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.errors import InputError, SeveralInputsError
from align.model import Freed, Relation, Side, Teacher, Verdict
from align.overlap.decided import Standing, counts, decided_coverage, holding, stands

if TYPE_CHECKING:
    from collections.abc import Iterable

    from align.model import Decision, Overlap, Pair, PlanUnit
    from align.planning.request import Asked

_PART = {
    Relation.HERHALING: "deel_herhaling",
    Relation.VERDIEPING: "deel_verdieping",
    Relation.VOORBEREIDING: "deel_voorbereiding",
}


@dataclass(frozen=True)
class Doubles:
    """Pairs that may free hours, and how much each unit of comparison can give in all.

    Attributes:
        pairs: each with `most` filled and `klokuren` 0, in a stable order.
        bounds: per deeltaak, werkproces or keuzedeel the klokuren that all its pairs free at most.
        notes: decisions that do not count here, in Dutch.
    """

    pairs: tuple[Freed, ...]
    bounds: Mapping[str, int]
    notes: tuple[str, ...]


def find_doubles(asked: Asked, overlap: Overlap, units: Iterable[PlanUnit]) -> Doubles:
    """Pairs that people accepted, or that the tool finds probable and nobody rejected.

    Raises:
        SeveralInputsError: decisions name more hours than there are.
    """
    hours, holder = _hours(units)
    standing, notes = holding(overlap, asked.decisions), _notes(asked, overlap)
    coverage = decided_coverage(overlap, asked.decisions)
    found = []
    for pair in overlap.pairs:
        decision = standing.get((pair.left, pair.right))
        if pair.left in hours and pair.right in hours and counts(decision, own=pair.overlap):
            one = _freed(asked, pair, decision, hours, holder)
            if one.most > 0:
                found.append(one)
    found += _only_decided(standing, {(p.left, p.right) for p in overlap.pairs}, hours, holder)
    bounds = {
        unit: int(hours[unit] * share + 1e-9)
        for side in (coverage.left, coverage.right)
        for unit, share in side.items()
        if unit in hours
    }
    _check_fixed(found, hours, overlap)
    for one in (entry for entry in found if entry.fixed):
        for unit in (one.left, one.right):
            fixed = sum(e.most for e in found if e.fixed and unit in (e.left, e.right))
            bounds[unit] = max(bounds.get(unit, 0), fixed)
    bounded = (
        replace(one, left_bound=bounds.get(one.left, 0), right_bound=bounds.get(one.right, 0))
        for one in found
    )
    return Doubles(tuple(bounded), bounds, notes)


def _hours(units: Iterable[PlanUnit]) -> tuple[dict[str, int], dict[str, str]]:
    """Klokuren of what is compared, and the plan unit in which it stands."""
    hours: dict[str, int] = {}
    holder: dict[str, str] = {}
    for unit in units:
        for part, klokuren in unit.parts or ((unit.id, unit.klokuren),):
            hours[part] = klokuren
            holder[part] = unit.id
    return hours, holder


def _notes(asked: Asked, overlap: Overlap) -> tuple[str, ...]:
    """Decisions that do not count here: a text changed, or it is about something else, in Dutch."""
    notes, elsewhere = [], 0
    for decision in asked.decisions.settled:
        state = stands(overlap, decision)
        if state.standing is Standing.OPNIEUW:
            names = " × ".join(b.code or b.title for b in (decision.left, decision.right))
            notes.append(f"besluit telt niet mee: {names}, {state.reason}")
        elsewhere += state.standing is Standing.ELDERS
    if elsewhere:
        # Only how many: a team keeps one file for all of its programmes.
        count = "besluit telt" if elsewhere == 1 else "besluiten tellen"
        notes.append(
            f"{elsewhere} {count} niet mee: van dat paar is hier een onderdeel niet vergeleken"
        )
    return tuple(notes)


def _freed(
    asked: Asked,
    pair: Pair,
    decision: Decision | None,
    hours: Mapping[str, int],
    holder: Mapping[str, str],
) -> Freed:
    relation = (decision.relation if decision else None) or pair.relation
    left, right = hours[pair.left], hours[pair.right]
    part = asked.assumptions[_PART[relation]] if relation else 1.0
    most = int(min(left * pair.left_covered, right * pair.right_covered) * part + 1e-9)
    agreed = decision is not None and decision.verdict is Verdict.AKKOORD
    named = decision.klokuren if decision and agreed else None
    teacher = decision.teaches if decision else None
    return Freed(
        left=pair.left,
        right=pair.right,
        left_unit=holder[pair.left],
        right_unit=holder[pair.right],
        left_hours=left,
        right_hours=right,
        left_covered=pair.left_covered,
        right_covered=pair.right_covered,
        most=most if named is None else round(named),
        klokuren=0,
        relieved=Side.VMBO if teacher is Teacher.MBO else Side.MBO,
        teacher=(teacher or Teacher.VMBO).value,
        relation=relation,
        decided=agreed,
        fixed=named is not None,
        probability=pair.probability,
    )


def _only_decided(
    standing: Mapping[tuple[str, str], Decision],
    reported: set[tuple[str, str]],
    hours: Mapping[str, int],
    holder: Mapping[str, str],
) -> list[Freed]:
    """Pairs that only people see: they free what people say, or nothing."""
    found = []
    for (left, right), decision in sorted(standing.items()):
        agreed = decision.verdict is Verdict.AKKOORD and decision.klokuren
        if agreed and (left, right) not in reported and left in hours and right in hours:
            found.append(
                Freed(
                    left=left,
                    right=right,
                    left_unit=holder[left],
                    right_unit=holder[right],
                    left_hours=hours[left],
                    right_hours=hours[right],
                    left_covered=1.0,
                    right_covered=1.0,
                    most=round(decision.klokuren or 0),
                    klokuren=0,
                    relieved=Side.VMBO if decision.teaches is Teacher.MBO else Side.MBO,
                    teacher=(decision.teaches or Teacher.VMBO).value,
                    relation=decision.relation,
                    decided=True,
                    fixed=True,
                    probability=1.0,
                )
            )
    return found


def _check_fixed(found: Iterable[Freed], hours: Mapping[str, int], overlap: Overlap) -> None:
    named: dict[str, int] = {}
    for one in found:
        if one.fixed:
            named[one.left] = named.get(one.left, 0) + one.most
            named[one.right] = named.get(one.right, 0) + one.most
    faults = [
        InputError(
            f"besluiten geven hier {total} klokuren vrij, en het heeft er {hours[unit]}",
            where=overlap.items[unit].code or overlap.items[unit].title,
            advice="Verlaag de klokuren in deze besluiten, of geef het onderdeel meer uren.",
        )
        for unit, total in sorted(named.items())
        if total > hours[unit]
    ]
    if faults:
        raise SeveralInputsError(faults)
