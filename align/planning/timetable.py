"""The timetable as blocks, the exam moments, and what a learner holds after each half-year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from align.model import Block, Freed, Holding, PlanUnit, Role, Side, Slot, Teacher
from align.planning.calendar import FIRST_MBO, LAST_VMBO, SUMMER, Period
from align.planning.catalogue import VmboExam
from align.planning.program import hours_in, relieved_unit
from align.planning.switching import switches

if TYPE_CHECKING:
    from align.planning.request import Asked
    from align.planning.solve import Solved

#: More than there are periods in a leerjaar.
_AFTER_ALL = 99


def slots(asked: Asked, solved: Solved) -> tuple[Slot, ...]:
    """All periods with their blocks, in display order of the units."""
    evidence: dict[str, list[tuple[str, str]]] = {}
    together: set[str] = set()
    for pair in solved.freed:
        if pair.klokuren:
            for name in (pair.left_unit, pair.right_unit):
                evidence.setdefault(name, []).append((pair.left, pair.right))
                if pair.teacher == Teacher.SAMEN.value:
                    together.add(name)
    found = []
    for period in solved.model.periods:
        blocks = []
        for unit in solved.model.units:
            hours = hours_in(solved.values, unit, period)
            if hours:
                place = _place(asked, unit, period)
                teacher = "samen" if unit.id in together else _teacher(unit, place)
                pairs = tuple(evidence.get(unit.id, ()))
                blocks.append(Block(unit.id, hours, place, teacher, pairs))
        found.append(Slot(period.leerjaar, period.number, period.room, tuple(blocks)))
    return tuple(found)


def _place(asked: Asked, unit: PlanUnit, period: Period) -> str:
    if unit.role is Role.BPV:
        return "bedrijf"
    if unit.role is Role.KEUZEVAK:
        return asked.route.keuzevak_place
    if unit.side is Side.VMBO:
        return "vmbo"
    return asked.route.early_mbo_place if period.leerjaar <= LAST_VMBO else "mbo"


def _teacher(unit: PlanUnit, place: str) -> str:
    return "bedrijf" if place == "bedrijf" else unit.side.value


def exam_moments(asked: Asked, solved: Solved) -> tuple[str, ...]:
    """When the exams are: the CSPE in the first leerjaar by which all modules are done."""
    ends = _ends(solved)
    keuzevakken = [
        ends[unit.id]
        for unit in solved.model.units
        if unit.role is Role.KEUZEVAK and unit.id in ends
    ]
    last = asked.assumptions.whole("periodes_per_jaar")
    found = []
    may_lapse = asked.route.vmbo_exam is VmboExam.KAN_VERVALLEN
    moment = cspe_leerjaar(asked, solved)
    if moment and not asked.route.practical_programme:
        lapse = " (mag in deze route vervallen)" if may_lapse else ""
        found.append(f"cspe profielvak: leerjaar {moment}, periode {last}{lapse}")
    if keuzevakken:
        years = sorted({leerjaar for leerjaar, _ in keuzevakken})
        shown = " en ".join(map(str, years))
        found.append(f"schoolexamens keuzevakken: leerjaar {shown}, aan het eind van elk keuzevak")
    general = (
        LAST_VMBO
        if asked.route.vmbo_exam_until < FIRST_MBO
        else f"{LAST_VMBO}, te spreiden tot en met {asked.route.vmbo_exam_until}"
    )
    found.append(f"centrale examens algemene vakken: leerjaar {general}")
    end = asked.route.first_leerjaar + solved.years - 1
    found.append(f"mbo-examens: vanaf leerjaar {asked.route.mbo_from}, laatste in leerjaar {end}")
    return tuple(found)


def _first(leerjaren: tuple[int, ...], done: tuple[int, int], last: int) -> int:
    for leerjaar in sorted(leerjaren):
        if done <= (leerjaar, last - 1):
            return leerjaar
    return max(*leerjaren, done[0])


def cspe_leerjaar(asked: Asked, solved: Solved) -> int:
    """Leerjaar of the CSPE; 0 without modules."""
    ends = _ends(solved)
    modules = [ends[u.id] for u in solved.model.units if u.role is Role.MODULE and u.id in ends]
    last = asked.assumptions.whole("periodes_per_jaar")
    return _first(asked.route.cspe_leerjaren, max(modules), last) if modules else 0


def last_exam_leerjaar(asked: Asked, solved: Solved) -> int:
    """Leerjaar of the last vmbo exam: CSPE, school exams of keuzevakken, general subjects."""
    ends = _ends(solved)
    keuzevakken = (
        ends[unit.id][0]
        for unit in solved.model.units
        if unit.role is Role.KEUZEVAK and unit.id in ends
    )
    return max(LAST_VMBO, cspe_leerjaar(asked, solved), *keuzevakken)


def _ends(solved: Solved) -> Mapping[str, tuple[int, int]]:
    """Per unit the moment at which the last of it is given, by itself or on the other side."""
    own: dict[str, tuple[int, int]] = {}
    for period in solved.model.periods:
        for unit in solved.model.units:
            if hours_in(solved.values, unit, period):
                own[unit.id] = _moment(period)
    ends = dict(own)
    for pair in solved.freed:
        name, giver = _relieved_and_giver(pair)
        if pair.klokuren and giver in own:
            ends[name] = max(ends.get(name, (0, 0)), own[giver])
    return ends


def _relieved_and_giver(pair: Freed) -> tuple[str, str]:
    """The unit that need not give what is double, and the one that gives it."""
    name = relieved_unit(pair.relieved, pair.left_unit, pair.right_unit)
    return name, pair.right_unit if name == pair.left_unit else pair.left_unit


def _moment(period: Period) -> tuple[int, int]:
    """Leerjaar and period as they follow each other; the summer comes after all of its leerjaar."""
    return period.leerjaar, _AFTER_ALL if period.number == SUMMER else period.number


def holdings(asked: Asked, solved: Solved) -> tuple[Holding, ...]:
    """What a learner holds after each half-year: diplomas, finished parts, and where to go."""
    units = {unit.id: unit for unit in solved.model.units}
    half = asked.assumptions.whole("periodes_per_jaar") // 2
    final = asked.route.first_leerjaar + solved.years - 1
    found = []
    for leerjaar in range(asked.route.first_leerjaar, final + 1):
        for part in (1, 2):
            until = (leerjaar, part * half)
            so_far, done = _until(solved, until)
            for name, hours in _given_elsewhere(solved, done).items():
                so_far[name] = so_far.get(name, 0) + hours
            begun = any(units[name].side is Side.MBO for name in so_far)
            found.append(
                Holding(
                    leerjaar=leerjaar,
                    half=part,
                    holds=tuple(_held(asked, solved, done, until)),
                    # Of no mbo hours at all no share counts anywhere, and 0% would be no answer.
                    switches=switches(asked, so_far, units) if begun else (),
                )
            )
    return tuple(found)


def _until(solved: Solved, until: tuple[int, int]) -> tuple[dict[str, int], set[str]]:
    """Klokuren per unit up to a moment, and which units are finished by then."""
    so_far: dict[str, int] = {}
    for period in solved.model.periods:
        for unit in solved.model.units:
            hours = hours_in(solved.values, unit, period)
            if hours and _moment(period) <= until:
                so_far[unit.id] = so_far.get(unit.id, 0) + hours
    return so_far, {name for name, moment in _ends(solved).items() if moment <= until}


def _given_elsewhere(solved: Solved, done: set[str]) -> Mapping[str, int]:
    """Klokuren that need not be given again, by the unit that they are taken from.

    They count from when what gives them is finished, so that after the last half-year as much
    counts elsewhere as of the whole plan.
    """
    hours: dict[str, int] = {}
    for pair in solved.freed:
        name, giver = _relieved_and_giver(pair)
        if pair.klokuren and giver in done:
            hours[name] = hours.get(name, 0) + pair.klokuren
    return hours


def _held(asked: Asked, solved: Solved, done: set[str], until: tuple[int, int]) -> list[str]:
    units = {unit.id: unit for unit in solved.model.units}
    final = asked.route.first_leerjaar + solved.years - 1
    last = asked.assumptions.whole("periodes_per_jaar")
    held = []
    # What a team gives no hours is no reason to withhold a diploma.
    asks = (u for u in units.values() if u.side is Side.VMBO and u.required and u.klokuren)
    vmbo_done = all(unit.id in done for unit in asks)
    vmbo_done &= all(name in done for name in _planned(solved) if units[name].role is Role.KEUZEVAK)
    cspe = (cspe_leerjaar(asked, solved), last)
    moment = max(until, cspe) == until and until >= (LAST_VMBO, last)
    if "vmbo" in asked.route.diplomas and vmbo_done and moment:
        held.append(f"vmbo-diploma {asked.leerweg.value.upper()}")
    if until == (final, last):
        held.append(f"mbo-diploma niveau {asked.target.niveau}: {asked.target.item.title}")
    for role, one, more in (
        (Role.MODULE, "profielmodule", "profielmodulen"),
        (Role.KEUZEVAK, "keuzevak met een schoolexamen", "keuzevakken met een schoolexamen"),
        (Role.WERKPROCES, "werkproces", "werkprocessen"),
        (Role.KEUZEDEEL, "keuzedeel", "keuzedelen"),
    ):
        names = [
            units[name].code or units[name].title
            for name in units
            if name in done and units[name].role is role
        ]
        if names:
            word = one if len(names) == 1 else more
            held.append(f"{len(names)} {word} af: {', '.join(names)}")
    if not any("diploma" in entry for entry in held):
        held.append("nog geen diploma")
    return held


def _planned(solved: Solved) -> set[str]:
    return {
        unit.id
        for unit in solved.model.units
        for period in solved.model.periods
        if hours_in(solved.values, unit, period)
    }


def taught(solved: Solved) -> dict[str, int]:
    """Klokuren per unit, with what was freed added to the unit from which it was taken."""
    hours = {unit.id: solved.hours(unit) for unit in solved.model.units if solved.hours(unit)}
    for pair in solved.freed:
        if pair.klokuren:
            name = relieved_unit(pair.relieved, pair.left_unit, pair.right_unit)
            hours[name] = hours.get(name, 0) + pair.klokuren
    return hours
