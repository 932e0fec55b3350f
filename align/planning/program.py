"""The exact model: which units, how many hours freed, and how many klokuren in which period.

Variables, all whole numbers:
    hours/U/P     klokuren of unit U in period P
    choose/U      1 when a unit that may be chosen is chosen
    total/U       klokuren of a unit that may take fewer than it could
    freed/N       klokuren that pair N frees
    missing/P     klokuren by which a period is too small (only when asked for)

Rows stand under the name of the rule that asks for them, so that rules that clash can be found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.model import Goal, PlanUnit, Relation, Role, Side
from align.planning.calendar import FIRST_MBO, Period, is_spread, may_stand, periods
from align.planning.milp import ALWAYS, Program
from align.planning.rules import figure
from align.planning.units import obligation, spread

if TYPE_CHECKING:
    from align.planning.doubles import Doubles
    from align.planning.request import Asked

#: What an hour freed is worth beside an hour used: enough to free it, too little to choose for it.
_FREED_WORTH = 0.01
_MORE_LIKELY = 1e-5

#: More klokuren than a period has or lacks.
_MOST = 10_000

#: How names of variables begin.
HOURS, FREED, CHOOSE, TOTAL = "hours/", "freed/", "choose/", "total/"

#: Rules under which rows stand, in the words of a clash.
CLASH_WORDS = {
    "tijd": "de tijd die de route per periode heeft",
    "D5 vmbo": "het hele examenprogramma van het vmbo komt aan de orde",
    "V15": "de algemene vakken van het vmbo",
    "V5": "het minimum aan keuzevakken",
    "D5 mbo": "alle werkprocessen van de kwalificatie komen aan de orde",
    "M11": "de generieke onderdelen van het mbo",
    "M3": "het minimum aan bpv",
    "M3 eerste jaar": "het minimum aan begeleide tijd in het eerste mbo-jaar",
    "M7": "de keuzedeelverplichting, die niet krimpt",
    "volgorde": "wat voorbereidt gaat voor wat verdiept",
}


@dataclass(frozen=True)
class Task:
    """One variant to solve.

    Attributes:
        asked: the request.
        units: all units; those without a fit for the goal take no part.
        doubles: what pairs can free.
        goal: what freed room is used for.
        years: leerjaren of the route.
    """

    asked: Asked
    units: tuple[PlanUnit, ...]
    doubles: Doubles
    goal: Goal
    years: int


@dataclass(frozen=True)
class Model:
    """A program with what is needed to read its solution.

    Attributes:
        program: variables and rows.
        periods: of the timetable, in order of time.
        units: that take part, in display order.
        order: pairs of unit ids: the first is never behind the second.
    """

    program: Program
    periods: tuple[Period, ...]
    units: tuple[PlanUnit, ...]
    order: tuple[tuple[str, str], ...]


def build(
    task: Task,
    *,
    extra: int = 0,
    missing: bool = False,
    pooled: bool = False,
    forced: PlanUnit | None = None,
) -> Model:
    """The model of one variant.

    Args:
        task: what to solve.
        extra: klokuren that the route has more, as evenly over its periods as can be.
        missing: let periods be too small, and make that the only thing that counts.
        pooled: give units that may stand in the same periods, and of which none has to wait for
            another, their klokuren in a period together. What is chosen and freed is worth the same
            and fits the same; who stands where in the pool is for `build` without pools.
        forced: a unit that is chosen whatever it is worth.
    """
    asked, doubles = task.asked, task.doubles
    taking_part = tuple(unit for unit in task.units if unit.required or task.goal in unit.fit)
    order = order_of(doubles, task.units)
    made = Model(Program(), periods(asked, task.years), taking_part, order)
    pools = _pools(made, asked) if pooled else {}
    _variables(made, task, pools)
    _time(made, extra=extra, missing=missing)
    _hours(made, asked, doubles, pools)
    _freed(made, doubles)
    _obligations(made, asked)
    _first_year(made, asked)
    _order(made, doubles)
    _better_first(made, task, forced)
    if forced:
        made.program.fix(choose_name(forced), 1.0)
    if missing:
        made.program.worth({f"missing/{period.name}": -1.0 for period in made.periods})
    return made


def value_of(asked: Asked, unit: PlanUnit, goal: Goal) -> float:
    """What an hour of a unit is worth: how it serves the goal, and whether it counts elsewhere.

    A unit that serves no goal (a keuzedeel or keuzevak still to be chosen) is worth nothing: it
    only fills an obligation.
    """
    fit = unit.fit.get(goal, 0.0)
    if not fit:
        return 0.0
    return round(fit + asked.assumptions["gewicht_wisselwaarde"] * unit.counts_in, 4)


def frees(asked: Asked, *, decided: bool) -> bool:
    """Whether a double may be taught once: the route integrates both, or people agreed on it."""
    return asked.route.mbo_from < FIRST_MBO or decided


def order_of(doubles: Doubles, units: Sequence[PlanUnit]) -> tuple[tuple[str, str], ...]:
    """Which vmbo unit goes before which werkproces: those with a pair that prepares or deepens."""
    roles = {unit.id: unit.role for unit in units}
    found = {
        (pair.left_unit, pair.right_unit): None
        for pair in doubles.pairs
        if pair.relation in (Relation.VOORBEREIDING, Relation.VERDIEPING)
        and pair.relieved is Side.MBO
        and roles.get(pair.right_unit) is Role.WERKPROCES
    }
    return tuple(found)


def _pools(made: Model, asked: Asked) -> Mapping[str, str]:
    """Per unit that needs no klokuren of its own in a period, the pool in which it stands."""
    waiting = {name for pair in made.order for name in pair}
    pools: dict[tuple[str, ...], str] = {}
    found = {}
    for unit in made.units:
        there = tuple(p.name for p in made.periods if may_stand(asked, unit, p))
        if there and unit.id not in waiting and unit.role is not Role.BPV and not is_spread(unit):
            found[unit.id] = pools.setdefault(there, f"samen {len(pools)}")
    return found


def _variables(made: Model, task: Task, pools: Mapping[str, str]) -> None:
    program, asked = made.program, task.asked
    worth = {u.id: 0.0 if u.required else value_of(asked, u, task.goal) for u in made.units}
    for unit in made.units:
        alone = unit.id not in pools
        if not unit.required and not unit.flexible:
            whole = 0.0 if alone else worth[unit.id] * unit.klokuren
            program.variable(choose_name(unit), 1, worth=whole)
        if unit.flexible and any(may_stand(asked, unit, period) for period in made.periods):
            whole = 0.0 if alone else worth[unit.id]
            program.variable(f"{TOTAL}{unit.id}", unit.klokuren, worth=whole)
        for period in made.periods:
            if may_stand(asked, unit, period):
                if alone:
                    program.variable(_cell(unit, period), unit.klokuren, worth=worth[unit.id])
                else:
                    program.variable(f"{HOURS}{pools[unit.id]}/{period.name}", _MOST)
    for number, pair in enumerate(task.doubles.pairs):
        here = pair.left_unit in worth and pair.right_unit in worth
        counts = here and frees(asked, decided=pair.decided)
        value = _FREED_WORTH + _MORE_LIKELY * pair.probability
        relieved = relieved_unit(pair.relieved, pair.left_unit, pair.right_unit)
        if relieved in pools:
            value -= worth[relieved]
        program.variable(freed_name(number), pair.most if counts else 0, worth=value)


def _time(made: Model, *, extra: int, missing: bool) -> None:
    program = made.program
    at_school = [period for period in made.periods if period.number]
    more = dict(zip(at_school, spread(extra, len(at_school)), strict=True))
    for period in made.periods:
        terms = {
            cell: 1.0 for cell in made.program.names(HOURS) if cell.endswith(f"/{period.name}")
        }
        if missing:
            terms[program.variable(f"missing/{period.name}", _MOST)] = -1.0
        program.row("tijd", terms, high=period.room + more.get(period, 0))


def _hours(made: Model, asked: Asked, doubles: Doubles, pools: Mapping[str, str]) -> None:
    program = made.program
    together: dict[str, dict[str, float]] = {pool: {} for pool in pools.values()}
    fixed = dict.fromkeys(pools.values(), 0)
    for unit in made.units:
        cells = _cells(made, unit)
        saved = {
            freed_name(number): 1.0
            for number, pair in enumerate(doubles.pairs)
            if unit.id == relieved_unit(pair.relieved, pair.left_unit, pair.right_unit)
        }
        terms = dict.fromkeys(cells, 1.0) | saved
        if unit.id in pools:
            pool = together[pools[unit.id]]
            pool.update(saved)
            if unit.flexible:
                pool[f"{TOTAL}{unit.id}"] = -1.0
            elif unit.required:
                fixed[pools[unit.id]] += unit.klokuren
                program.row(ALWAYS, saved, high=unit.klokuren)
            else:
                pool[choose_name(unit)] = -float(unit.klokuren)
                program.row(ALWAYS, saved | {choose_name(unit): -float(unit.klokuren)}, high=0)
        elif unit.flexible:
            if cells:
                program.row(ALWAYS, terms | {f"{TOTAL}{unit.id}": -1.0}, 0, 0)
        elif not unit.required:
            program.row(ALWAYS, terms | {choose_name(unit): -float(unit.klokuren)}, 0, 0)
        elif is_spread(unit) and cells:
            _even(made, asked, unit)
        else:
            program.row(_rule_of(unit), terms, unit.klokuren, unit.klokuren)
            program.row(ALWAYS, terms, high=unit.klokuren)
    for name, terms in together.items():
        given = dict.fromkeys(program.names(f"{HOURS}{name}/"), 1.0)
        program.row(ALWAYS, given | terms, fixed[name], fixed[name])


def _even(made: Model, asked: Asked, unit: PlanUnit) -> None:
    """Mbo: the same in every period. Vmbo: a part of that at least, for exams take their time."""
    there = [period for period in made.periods if may_stand(asked, unit, period)]
    exact = unit.role is Role.GENERIEK
    part = 1.0 if exact else asked.assumptions["algemeen_minstens"]
    for period, share in zip(there, spread(unit.klokuren, len(there)), strict=True):
        high = share if exact else unit.klokuren
        made.program.row(_rule_of(unit), {_cell(unit, period): 1.0}, int(share * part), high)
    if not exact:
        cells = dict.fromkeys((_cell(unit, period) for period in there), 1.0)
        made.program.row(_rule_of(unit), cells, unit.klokuren, unit.klokuren)
        made.program.row(ALWAYS, cells, high=unit.klokuren)


def _freed(made: Model, doubles: Doubles) -> None:
    program = made.program
    for compared, bound in sorted(doubles.bounds.items()):
        terms = {
            freed_name(number): 1.0
            for number, pair in enumerate(doubles.pairs)
            if compared in (pair.left, pair.right)
        }
        if terms:
            program.row(ALWAYS, terms, high=bound)
    chosen = {unit.id: unit for unit in made.units if not unit.required}
    for number, pair in enumerate(doubles.pairs):
        for name in (pair.left_unit, pair.right_unit):
            if name in chosen:
                terms = {freed_name(number): 1.0, choose_name(chosen[name]): -float(pair.most)}
                program.row(ALWAYS, terms, high=0)
        if pair.fixed and not {pair.left_unit, pair.right_unit} & chosen.keys():
            program.row(ALWAYS, {freed_name(number): 1.0}, pair.most, pair.most)
    for unit in made.units:
        if unit.role is Role.KEUZEDEEL:
            # Rule G1: a keuzevak fills at most two thirds of the taught time of a keuzedeel.
            terms = {
                freed_name(number): 1.0
                for number, pair in enumerate(doubles.pairs)
                if pair.right_unit == unit.id
            }
            if terms:
                program.row(ALWAYS, terms, high=int(unit.klokuren * figure("G1", "hoogstens")))


def _obligations(made: Model, asked: Asked) -> None:
    keuzevakken = {choose_name(u): 1.0 for u in made.units if u.role is Role.KEUZEVAK}
    least = figure("V5", asked.leerweg.value)
    if keuzevakken and least:
        made.program.row("V5", keuzevakken, low=least)
    keuzedelen = {choose_name(u): u.sbu or 0.0 for u in made.units if u.role is Role.KEUZEDEEL}
    if keuzedelen:
        made.program.row("M7", keuzedelen, low=obligation(asked))


def _first_year(made: Model, asked: Asked) -> None:
    """Bol: in the first year after the vmbo at least 700 klokuren are no bpv (rule M3)."""
    bpv = next((unit for unit in made.units if unit.role is Role.BPV), None)
    there = [period for period in made.periods if period.leerjaar == FIRST_MBO]
    if asked.mbo_leerweg != "bol" or bpv is None or not there:
        return
    terms = {cell: 1.0 for period in there if (cell := _in(made, bpv, period))}
    room = sum(period.room for period in there) - figure("M3", "eerste_jaar_bot")
    if terms:
        made.program.row("M3 eerste jaar", terms, high=max(room, 0.0))


def _order(made: Model, doubles: Doubles) -> None:
    """At no moment has a larger share of what deepens been given than of what prepares.

    Hours that are freed on the side that prepares count as given.
    """
    units = {unit.id: unit for unit in made.units}
    for before, after in made.order:
        if before not in units or after not in units:
            continue
        first, second = units[before], units[after]
        if not first.klokuren or not second.klokuren:
            continue
        saved = {
            freed_name(number): -float(second.klokuren)
            for number, pair in enumerate(doubles.pairs)
            if relieved_unit(pair.relieved, pair.left_unit, pair.right_unit) == before
        }
        done: dict[str, float] = dict(saved)
        slack = 0.0
        if not first.required:
            done[choose_name(first)] = float(first.klokuren * second.klokuren)
            slack = float(first.klokuren * second.klokuren)
        for period in made.periods:
            if cell := _in(made, first, period):
                done[cell] = -float(second.klokuren)
            if cell := _in(made, second, period):
                done[cell] = float(first.klokuren)
                # One klokuur of leeway: shares of whole hours never fit exactly.
                made.program.row("volgorde", done, high=slack + float(first.klokuren))


def _better_first(made: Model, task: Task, forced: PlanUnit | None) -> None:
    """Of two units that differ in worth alone, the one worth less is not chosen without the other.

    They may stand in the same periods, take the same klokuren and count the same SBU; the one worth
    less frees nothing, and nothing has to go before the other. Then one can take the place of the
    other in any plan, which is worth no less: no optimum is lost, and equals are not tried in turn.
    """
    frees_hours = {n for pair in task.doubles.pairs for n in (pair.left_unit, pair.right_unit)}
    ordered = {name for pair in made.order for name in pair}
    alike: dict[tuple[Role, int, float | None], list[PlanUnit]] = {}
    for unit in made.units:
        if unit.required or unit.flexible or unit.id in ordered or unit == forced:
            continue
        alike.setdefault((unit.role, unit.klokuren, unit.sbu), []).append(unit)
    for group in alike.values():
        group.sort(key=lambda unit: (-value_of(task.asked, unit, task.goal), unit.id))
        for place, unit in enumerate(group):
            if unit.id not in frees_hours:
                for better in group[:place]:
                    terms = {choose_name(better): 1.0, choose_name(unit): -1.0}
                    made.program.row(ALWAYS, terms, low=0)


def _rule_of(unit: PlanUnit) -> str:
    if unit.role is Role.ALGEMEEN:
        return "V15"
    if unit.role is Role.GENERIEK:
        return "M11"
    if unit.role is Role.BPV:
        return "M3"
    return "D5 vmbo" if unit.side is Side.VMBO else "D5 mbo"


def relieved_unit(relieved: Side, left: str, right: str) -> str:
    """The plan unit from which a pair takes hours."""
    return left if relieved is Side.VMBO else right


def freed_name(number: int) -> str:
    """Name of the variable of a pair."""
    return f"{FREED}{number}"


def hours_in(values: Mapping[str, float], unit: PlanUnit, period: Period) -> int:
    """Klokuren of a unit in a period of a solution."""
    return round(values.get(_cell(unit, period), 0.0))


def is_chosen(values: Mapping[str, float], unit: PlanUnit) -> bool:
    """Whether a unit stands in a solution."""
    if unit.required:
        return True
    if unit.flexible:
        return flexible_hours(values, unit) > 0
    return values.get(choose_name(unit), 0.0) > 0


def flexible_hours(values: Mapping[str, float], unit: PlanUnit) -> int:
    """Klokuren in a solution of a unit that may take fewer than it could."""
    return round(values.get(f"{TOTAL}{unit.id}", 0.0))


def choose_name(unit: PlanUnit) -> str:
    """Name of the variable that says whether a unit is chosen."""
    return f"{CHOOSE}{unit.id}"


def _cell(unit: PlanUnit, period: Period) -> str:
    return f"{HOURS}{unit.id}/{period.name}"


def _in(made: Model, unit: PlanUnit, period: Period) -> str:
    """Name of the cell if the unit may stand in the period; else empty."""
    name = _cell(unit, period)
    return name if made.program.knows(name) else ""


def _cells(made: Model, unit: PlanUnit) -> list[str]:
    return [cell for period in made.periods if (cell := _in(made, unit, period))]
