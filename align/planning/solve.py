"""One variant: solve the exact model, lay the timetable, and say why when it does not fit.

Two steps. First what is chosen and freed, with the timetable in the same model, to a proven
optimum. Then, with those choices fixed, the timetable is laid so that units are given early and one
after another; that changes no choice and no sum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.model import Choice, Freed, Goal, PlanUnit, Solving
from align.planning.clash import smallest_clash
from align.planning.greedy import greedy_choice
from align.planning.milp import INFEASIBLE, Solution
from align.planning.program import (
    CLASH_WORDS,
    Model,
    Task,
    build,
    frees,
    hours_in,
    is_chosen,
    value_of,
)

if TYPE_CHECKING:
    from align.planning.doubles import Doubles
    from align.planning.request import Asked


@dataclass(frozen=True)
class Solved:
    """A variant as numbers, before it is put into words.

    Attributes:
        goal, years: which variant.
        model: with its periods and units.
        solving: how it went.
        values: the solution; empty when it does not fit.
        freed: pairs with what each frees.
        missing: klokuren that time is short.
        clash: names of the rules that clash.
        with_more: what more time would allow, in Dutch.
    """

    goal: Goal
    years: int
    model: Model
    solving: Solving
    values: Mapping[str, float]
    freed: tuple[Freed, ...] = ()
    missing: int = 0
    clash: tuple[str, ...] = ()
    with_more: tuple[str, ...] = ()

    @property
    def feasible(self) -> bool:
        """Whether there is a plan."""
        return bool(self.values)

    def hours(self, unit: PlanUnit) -> int:
        """Klokuren of a unit over the whole route."""
        return sum(hours_in(self.values, unit, p) for p in self.model.periods)


def solve_variant(task: Task) -> Solved:
    """Solve one variant."""
    model = build(task)
    found = model.program.solve()
    if found.status == INFEASIBLE or not found.values:
        return _does_not_fit(task, model, found)
    freed = tuple(
        replace(pair, klokuren=round(found.values[f"freed/{number}"]))
        for number, pair in enumerate(task.doubles.pairs)
    )
    laid = _laid(task, model, found)
    seconds = found.seconds + laid.seconds
    greedy = _greedy_objective(task, model)
    return Solved(
        goal=task.goal,
        years=task.years,
        model=model,
        solving=Solving(
            found.status, found.objective, found.bound, found.gap, found.nodes, seconds, greedy
        ),
        values=laid.values or found.values,
        freed=freed,
        with_more=_with_more(task, model, found),
    )


def choices(asked: Asked, solved: Solved, units: Sequence[PlanUnit]) -> tuple[Choice, ...]:
    """For every unit that may be chosen, whether it was and why."""
    here = {unit.id for unit in solved.model.units}
    freed: dict[str, int] = {}
    for pair in solved.freed:
        for name in (pair.left_unit, pair.right_unit):
            freed[name] = freed.get(name, 0) + pair.klokuren
    found = []
    for unit in units:
        if unit.required:
            continue
        value = value_of(asked, unit, solved.goal) if unit.id in here else 0.0
        chosen = unit.id in here and is_chosen(solved.model, solved.values, unit)
        hours = solved.hours(unit) if unit.id in here else 0
        why = _why(unit, solved.goal, freed.get(unit.id, 0), chosen=chosen, there=unit.id in here)
        found.append(Choice(unit.id, chosen, hours, value, why))
    return tuple(found)


def _why(unit: PlanUnit, goal: Goal, freed: int, *, chosen: bool, there: bool) -> str:
    if not there:
        return f"dient het doel {goal.value} niet"
    parts = [unit.fit_why]
    if unit.counts_in:
        parts.append(f"telt mee in {round(100 * unit.counts_in)}% van de andere kwalificaties")
    if chosen and freed:
        parts.append(f"spaart {freed} dubbele klokuren")
    if not chosen:
        parts.append("past niet meer in de tijd naast wat meer oplevert")
    return "; ".join(filter(None, parts))


def _laid(task: Task, model: Model, found: Solution) -> Solution:
    """The same choices with a calm timetable: early, and one unit after the other."""
    again = build(task)
    worth = {}
    for rank, unit in enumerate(again.units):
        cells = {
            f"hours/{unit.id}/{period.name}": number
            for number, period in enumerate(again.periods)
            if again.program.knows(f"hours/{unit.id}/{period.name}")
        }
        slope = 1.0 - 0.5 * rank / len(again.units)
        worth.update({cell: -slope * number for cell, number in cells.items()})
        total = sum(hours_in(found.values, unit, period) for period in model.periods)
        again.program.row("altijd", dict.fromkeys(cells, 1.0), total, total)
    for name, value in found.values.items():
        if name.startswith(("choose/", "freed/")):
            again.program.fix(name, value)
    again.program.worth(worth)
    return again.program.solve()


def _greedy_objective(task: Task, model: Model) -> float | None:
    """The objective of the greedy plan; None when there is none that fits the timetable."""
    taken = greedy_choice(task, model)
    if taken is None:
        return None
    again = build(task)
    for unit in again.units:
        if unit.flexible:
            cells = [
                name
                for period in again.periods
                if again.program.knows(name := f"hours/{unit.id}/{period.name}")
            ]
            hours = taken.get(unit.id, 0)
            again.program.row("altijd", dict.fromkeys(cells, 1.0), hours, hours)
        elif not unit.required:
            again.program.fix(f"choose/{unit.id}", float(unit.id in taken))
    for number in range(len(task.doubles.pairs)):
        again.program.fix(f"freed/{number}", taken.get(f"#{number}", 0))
    found = again.program.solve()
    return found.objective if found.values else None


def _with_more(task: Task, model: Model, found: Solution) -> tuple[str, ...]:
    """What changes when the route has a little more time."""
    extra = task.asked.assumptions.whole("extra_ruimte")
    if not extra:
        return ()
    wider = build(task, extra=extra)
    more = wider.program.solve()
    if not more.values:
        return ()
    changes = []
    for unit in model.units:
        if unit.required:
            continue
        before, after = (
            sum(hours_in(values, unit, period) for period in made.periods)
            for made, values in ((model, found.values), (wider, more.values))
        )
        if before != after:
            sign = "+" if after > before else "−"
            changes.append(f"{unit.title}: {sign}{abs(after - before)} klokuren")
    return tuple(changes) or (f"{extra} klokuren meer verandert niets: er is al ruimte over",)


def _does_not_fit(task: Task, model: Model, found: Solution) -> Solved:
    short = build(task, missing=True).program.solve()
    clash = smallest_clash(model.program) if found.status == INFEASIBLE else ()
    return Solved(
        goal=task.goal,
        years=task.years,
        model=model,
        solving=Solving(found.status, nodes=found.nodes, seconds=found.seconds),
        values={},
        missing=round(-(short.objective or 0.0)) if short.values else 0,
        clash=clash,
    )


def clash_words(clash: Sequence[str]) -> str:
    """A clash in one Dutch sentence."""
    return "dit gaat niet samen: " + "; ".join(CLASH_WORDS.get(name, name) for name in clash)


def potential(asked: Asked, doubles: Doubles) -> int:
    """Klokuren in pairs that this route leaves double."""
    return sum(pair.most for pair in doubles.pairs if not frees(asked, decided=pair.decided))
