"""One variant: solve the exact model, lay the timetable, and say why when it does not fit.

Two steps. First what is chosen and freed, with the timetable in the same model, to a proven
optimum. Then, with those choices fixed, the timetable is laid so that units are given early and one
after another; that changes no choice and no sum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.model import Choice, Entry, Freed, Goal, PlanUnit, Role, Solving
from align.planning.account import account, added
from align.planning.calendar import FIRST_MBO
from align.planning.clash import smallest_clash
from align.planning.greedy import greedy_choice
from align.planning.milp import ALWAYS, INFEASIBLE, OPTIMAL, Solution
from align.planning.program import (
    CHOOSE,
    CLASH_WORDS,
    FREED,
    HOURS,
    TOTAL,
    Model,
    Task,
    build,
    choose_name,
    freed_name,
    frees,
    hours_in,
)
from align.planning.units import spread
from align.planning.why import binding, choices, with_more

if TYPE_CHECKING:
    from align.planning.doubles import Doubles
    from align.planning.request import Asked

#: What an hour of unevenness costs beside an hour that is given a period later.
_UNEVEN = 3.0


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
        account: the sum in lines.
        used: klokuren added to both programmes.
        choices, binding, with_more: why this plan, in Dutch.
    """

    goal: Goal
    years: int
    model: Model
    solving: Solving
    values: Mapping[str, float]
    freed: tuple[Freed, ...] = ()
    missing: int = 0
    clash: tuple[str, ...] = ()
    account: tuple[Entry, ...] = ()
    used: int = 0
    choices: tuple[Choice, ...] = ()
    binding: tuple[str, ...] = ()
    with_more: tuple[str, ...] = ()

    @property
    def feasible(self) -> bool:
        """Whether there is a plan."""
        return bool(self.values)

    def hours(self, unit: PlanUnit) -> int:
        """Klokuren of a unit over the whole route."""
        return sum(hours_in(self.values, unit, p) for p in self.model.periods)


def solve_variant(task: Task) -> Solved:
    """Solve one variant, to a proven optimum where it fits."""
    model = build(task)
    found, laid = _proven(task, model)
    if found.status == INFEASIBLE or not found.values:
        return _does_not_fit(task, model, found)
    freed = tuple(
        replace(pair, klokuren=round(found.values[freed_name(number)]))
        for number, pair in enumerate(task.doubles.pairs)
    )
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
        account=account(task.asked, task.doubles, model, found.values),
        used=added(task.asked, model, found.values),
        choices=choices(task, model, found, task.units),
        binding=binding(task, model, found),
        with_more=with_more(task, model, found),
    )


def _proven(task: Task, model: Model) -> tuple[Solution, Solution]:
    """The optimum, and its choices laid out calmly.

    Klokuren in a period need not be whole at first, and stand there in pools: what is chosen and
    freed is whole, so the worth is that of a plan in whole klokuren as soon as those fit the
    timetable, and nothing can be better. When they do not, all is solved in whole klokuren.
    """
    found = build(task, pooled=True).program.solve(loose=(HOURS,))
    if found.status == OPTIMAL:
        laid = _laid(task, found)
        if laid.status == OPTIMAL:
            return replace(found, values={**found.values, **_cells_of(model, laid)}), laid
    if found.status != INFEASIBLE:
        found = model.program.solve()
    return found, _laid(task, found) if found.values else found


def _cells_of(model: Model, laid: Solution) -> Mapping[str, float]:
    return {n: v for n, v in laid.values.items() if n.startswith(HOURS) and model.program.knows(n)}


def _laid(task: Task, found: Solution) -> Solution:
    """The same choices with a calm timetable: early, one unit after the other, no hollow years."""
    again = build(task)
    worth: dict[str, float] = {}
    for rank, unit in enumerate(again.units):
        cells = {
            cell: number
            for number, period in enumerate(again.periods)
            if again.program.knows(cell := f"{HOURS}{unit.id}/{period.name}")
        }
        if unit.role is Role.ALGEMEEN:
            worth |= _evenly(again, unit.id, [[cell] for cell in cells], unit.klokuren)
        elif unit.role is Role.BPV:
            years: dict[int, list[str]] = {}
            for cell, number in cells.items():
                if (leerjaar := again.periods[number].leerjaar) >= FIRST_MBO:
                    years.setdefault(leerjaar, []).append(cell)
            worth |= _evenly(again, unit.id, list(years.values()), unit.klokuren)
        else:
            slope = 1.0 - 0.5 * rank / len(again.units)
            worth |= {cell: -slope * number for cell, number in cells.items()}
    for name, value in found.values.items():
        if name.startswith((CHOOSE, FREED, TOTAL)):
            again.program.fix(name, value)
    again.program.worth(worth)
    return again.program.solve()


def _evenly(
    made: Model, name: str, groups: Sequence[Sequence[str]], total: int
) -> dict[str, float]:
    """Worth of variables that count by how much groups of cells differ from equal shares."""
    worth = {}
    for number, (cells, share) in enumerate(zip(groups, spread(total, len(groups)), strict=True)):
        over, under = f"over/{name}/{number}", f"under/{name}/{number}"
        for variable in (over, under):
            worth[made.program.variable(variable, total)] = -_UNEVEN
        terms = dict.fromkeys(cells, 1.0) | {over: -1.0, under: 1.0}
        made.program.row(ALWAYS, terms, share, share)
    return worth


def _greedy_objective(task: Task, model: Model) -> float | None:
    """The objective of the greedy plan; None when there is none that fits the timetable."""
    taken = greedy_choice(task, model)
    if taken is None:
        return None
    again = build(task)
    for unit in again.units:
        if unit.flexible:
            if again.program.knows(name := f"{TOTAL}{unit.id}"):
                again.program.fix(name, taken.get(unit.id, 0))
        elif not unit.required:
            again.program.fix(choose_name(unit), float(unit.id in taken))
    for number in range(len(task.doubles.pairs)):
        again.program.fix(freed_name(number), taken.get(f"#{number}", 0))
    found = again.program.solve()
    return found.objective if found.values else None


def _does_not_fit(task: Task, model: Model, found: Solution) -> Solved:
    wider = build(task, missing=True)
    # Missing klokuren are whole, so below 2,000 this gap still proves the number.
    short = wider.program.solve(gap=5e-4)
    clash = smallest_clash(model.program) if found.status == INFEASIBLE else ()
    return Solved(
        goal=task.goal,
        years=task.years,
        model=model,
        solving=Solving(found.status, nodes=found.nodes, seconds=found.seconds),
        values={},
        missing=round(-(short.objective or 0.0)) if short.values else 0,
        account=account(task.asked, task.doubles, wider, short.values) if short.values else (),
        clash=clash,
    )


def clash_words(clash: Sequence[str]) -> str:
    """A clash in one Dutch sentence."""
    return "dit gaat niet samen: " + "; ".join(CLASH_WORDS.get(name, name) for name in clash)


def potential(asked: Asked, doubles: Doubles) -> int:
    """Klokuren in pairs that this route leaves double, at most."""
    return sum(pair.most for pair in doubles.pairs if not frees(asked, decided=pair.decided))
