"""From a comparison and a route to a plan in three variants.

Order of work: check what is asked, make units with hours, find what is double, solve each variant
exactly, and put the outcome beside the rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.model import Goal, Leerweg, Plan, Role, Side, Solving, Variant
from align.planning.case import Case, coverage
from align.planning.catalogue import Standing
from align.planning.doubles import Doubles, find_doubles
from align.planning.electives import elective_units, excluded_keuzedelen
from align.planning.kwalificaties import Known
from align.planning.milp import INFEASIBLE
from align.planning.program import Task, order_of
from align.planning.request import Asked, Request, check
from align.planning.rules import load_rules
from align.planning.solve import Solved, clash_words, potential, solve_variant
from align.planning.switching import switches
from align.planning.timetable import exam_moments, holdings, slots, taught
from align.planning.undecided import undecided_notes
from align.planning.units import VMBO_YEARS, check_own_hours, mbo_units, vmbo_units
from align.planning.verdicts import verdicts

if TYPE_CHECKING:
    from align.model import Overlap


def make_plan(overlap: Overlap, request: Request) -> Plan:
    """Plan a route for one comparison.

    Args:
        overlap: one vmbo profiel with the mbo documents that matter: dossiers, and where there
            are any a register of keuzedelen and SBB's rulings.
        request: route, leerweg, target and assumptions.

    Raises:
        UsageError: an unknown route, crebo, domein or code; a leerweg or niveau that the route
            does not admit; several profielen at once.
        InputError: assumptions or decisions that leave no plan at all.
    """
    tasks = tasks_of(overlap, request)
    asked, units, doubles = tasks[0].asked, tasks[0].units, tasks[0].doubles
    nominal = VMBO_YEARS + asked.target.years
    variants = tuple(_variant(task, overlap, nominal) for task in tasks)
    return Plan(
        route=asked.route.id,
        leerweg=asked.leerweg,
        mbo_leerweg=asked.mbo_leerweg,
        target=asked.target.item.crebo,
        kwalificaties=asked.named,
        domein=asked.domein,
        niveau=asked.target.niveau,
        nominal=nominal,
        units=units,
        assumptions=asked.assumptions.table,
        variants=variants,
        notes=(*_notes(asked, doubles), *doubles.notes, *undecided_notes(units, variants)),
        rules=tuple(load_rules().values()),
        excluded=excluded_keuzedelen(asked, overlap),
        others=tuple(other.item.crebo for other in asked.others),
        order=order_of(doubles, units),
    )


def tasks_of(overlap: Overlap, request: Request) -> tuple[Task, ...]:
    """What is to be solved for a request, a task a variant.

    Raises:
        UsageError, InputError: as `make_plan`.
    """
    asked = check(request, overlap)
    mbo = mbo_units(asked, overlap)
    work = [unit for unit in mbo if unit.role is Role.WERKPROCES]
    units = (*vmbo_units(asked, overlap), *mbo, *elective_units(asked, overlap, work))
    check_own_hours(asked, units)
    doubles = find_doubles(asked, overlap, units)
    nominal = VMBO_YEARS + asked.target.years
    return tuple(
        Task(asked, units, doubles, goal, years)
        for goal, years in (
            (Goal.VERKORTEN, nominal - 1),
            (Goal.VERDIEPEN, nominal),
            (Goal.VERBREDEN, nominal),
        )
    )


def _variant(task: Task, overlap: Overlap, nominal: int) -> Variant:
    asked, goal, years = task.asked, task.goal, task.years
    if years < nominal and not asked.route.most_shortening:
        why = f"{asked.route.name} kent geen kortere duur (regel D2)"
        return Variant(
            goal,
            feasible=False,
            why_not=(why,),
            missing=0,
            clash=("D2",),
            years=years,
            solving=Solving(INFEASIBLE),
        )
    solved = solve_variant(task)
    if not solved.feasible:
        return Variant(
            goal=goal,
            feasible=False,
            why_not=tuple(_why_not(solved, years)),
            missing=solved.missing,
            clash=solved.clash,
            years=years,
            solving=solved.solving,
            account=solved.account,
        )
    by_id = {unit.id: unit for unit in solved.model.units}
    found = switches(asked, taught(solved), by_id)
    return Variant(
        goal=goal,
        feasible=True,
        why_not=(),
        missing=0,
        clash=(),
        years=years,
        solving=solved.solving,
        slots=slots(asked, solved),
        freed=tuple(pair for pair in solved.freed if pair.klokuren),
        choices=solved.choices,
        rules=verdicts(Case(asked, overlap, solved, found, nominal)),
        switches=found,
        holdings=holdings(asked, solved),
        exams=exam_moments(asked, solved),
        with_more=solved.with_more,
        binding=solved.binding,
        account=solved.account,
        used=solved.used,
        coverage={side: coverage(solved, side) for side in Side},
    )


def _why_not(solved: Solved, years: int) -> list[str]:
    why = []
    if solved.missing:
        why.append(
            f"in {years} leerjaren ontbreken {solved.missing} klokuren, ook met alleen wat "
            "verplicht is en als alles wat daarin dubbel is één keer wordt gegeven"
        )
    if solved.clash:
        why.append(clash_words(solved.clash))
    if not why:
        why.append(f"er is geen plan gevonden (status: {solved.solving.status})")
    return why


def _notes(asked: Asked, doubles: Doubles) -> list[str]:
    notes = []
    if asked.route.standing is Standing.HISTORISCH:
        notes.append(f"{asked.route.name} is geschiedenis: dit plan is een voorbeeld")
    elif asked.route.standing is Standing.CONTROLEREN:
        notes.append(f"{asked.route.name}: ga na of dit nu kan (controleren)")
    left = potential(asked, doubles)
    if left:
        notes.append(
            f"deze route voegt de programma's niet samen: paren met samen hoogstens {left} dubbele "
            "klokuren blijven staan; de student kan de examencommissie om vrijstelling vragen "
            "(regel M10)"
        )
    notes.append(
        "Nederlands en rekenen staan in beide programma's; die dubbeling is hier niet in uren "
        "gerekend (regel M11)"
    )
    if asked.leerweg is Leerweg.TL:
        notes.append(
            "de theoretische leerweg heeft geen profielvak: er is met de eindtermen van gl "
            "vergeleken, en uit paren komen geen uren vrij"
        )
    if asked.target.known is Known.NAAM:
        notes.append(
            f"het niveau van {asked.target.item.title} staat in geen bron en is geschat uit de "
            f"naam: niveau {asked.target.niveau} (controleren; te zetten met [niveaus] in --hours)"
        )
    if len(asked.named) > 1:
        notes.append(
            f"het plan eindigt in {asked.target.item.title} ({asked.target.item.crebo}); de andere "
            "kwalificaties tellen mee in de wisselwaarde"
        )
    return notes
