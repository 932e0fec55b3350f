"""Choices explained: why this and not that, what binds, what a little more time would allow.

Every statement is an answer of the exact model to another question: the same plan with one unit
forced in, with one rule left out, or with more time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from align.model import Choice, PlanUnit, Role
from align.planning.calendar import LAST_VMBO, SUMMER
from align.planning.milp import INFEASIBLE, OPTIMAL
from align.planning.program import (
    CLASH_WORDS,
    HOURS,
    build,
    flexible_hours,
    freed_name,
    hours_in,
    is_chosen,
    value_of,
)

if TYPE_CHECKING:
    from align.planning.milp import Solution
    from align.planning.program import Model, Task

#: So many units that were not chosen are tried, best first, per kind.
_TRIED = {Role.KEUZEVAK: 3, Role.KEUZEDEEL: 1}
#: Rules of which we say whether they stand in the way of a better plan.
_MAY_BIND = ("V5", "M7", "M3 eerste jaar", "volgorde")
#: Less than this share of the objective is no difference worth a sentence.
_WORTH_SAYING = 1e-3
#: How exact an answer must be to be put in such words.
_GAP = 5e-4
#: What need not be whole for that: klokuren in a period.
_LOOSE = (HOURS,)
#: Where the tree grows larger, the answer is left open. Nodes, for time differs by machine.
_NODES = 2000


def choices(
    task: Task, made: Model, found: Solution, units: Sequence[PlanUnit]
) -> tuple[Choice, ...]:
    """For every unit that may be chosen, whether it was and why."""
    here = {unit.id for unit in made.units}
    keuzedelen = {unit.id for unit in units if unit.role is Role.KEUZEDEEL}
    freed: dict[str, int] = {}
    elective: dict[str, int] = {}
    for number, pair in enumerate(task.doubles.pairs):
        hours = round(found.values.get(freed_name(number), 0.0))
        for name in (pair.left_unit, pair.right_unit):
            freed[name] = freed.get(name, 0) + hours
        if pair.right_unit in keuzedelen:
            elective[pair.left_unit] = elective.get(pair.left_unit, 0) + hours
    instead = _instead(task, made, found)
    listed = []
    for unit in units:
        if unit.required:
            continue
        there = unit.id in here
        chosen = there and is_chosen(found.values, unit)
        hours = sum(hours_in(found.values, unit, p) for p in made.periods) if there else 0
        parts = [unit.fit_why] if there else [f"dient het doel {task.goal.value} niet"]
        if there and unit.counts_in:
            share = round(100 * unit.counts_in)
            parts.append(f"telt mee in {share}% van de andere kwalificaties")
        if chosen and freed.get(unit.id):
            also = elective.get(unit.id, 0)
            # The share that comes back is that of the kwalificatie; keuzedelen come on top of it.
            part = f"waarvan {also} " if also < freed[unit.id] else ""
            more = f", {part}met gekozen keuzedelen" if also else ""
            parts.append(f"hierin zijn {freed[unit.id]} klokuren dubbel{more}")
        if there and not chosen:
            parts.append(instead.get(unit.id, "andere keuzes passen beter bij het doel"))
        value = value_of(task.asked, unit, task.goal) if there else 0.0
        listed.append(Choice(unit.id, chosen, hours, value, "; ".join(filter(None, parts))))
    return tuple(listed)


def _instead(task: Task, made: Model, found: Solution) -> Mapping[str, str]:
    """Of the best units that were not chosen: what would go if they were."""
    said = {}
    for role, most in _TRIED.items():
        left_out = [
            unit
            for unit in made.units
            if unit.role is role and unit.code and not is_chosen(found.values, unit)
        ]
        left_out.sort(key=lambda unit: (-value_of(task.asked, unit, task.goal), unit.id))
        for unit in left_out[:most]:
            said[unit.id] = _with(task, found, unit)
    return said


def _with(task: Task, found: Solution, unit: PlanUnit) -> str:
    other = build(task, pooled=True, forced=unit)
    forced = other.program.solve(gap=_GAP, loose=_LOOSE, nodes=_NODES)
    if forced.status == INFEASIBLE:
        return "past met wat moet niet in de tijd"
    if forced.status != OPTIMAL or forced.objective is None or not found.objective:
        return "wat het kost om dit te kiezen, is niet uitgerekend"
    loss = 1.0 - forced.objective / found.objective
    gone = [
        u.title
        for u in other.units
        if u.code
        and not u.required
        and not u.flexible
        and is_chosen(found.values, u)
        and not is_chosen(forced.values, u)
    ]
    less = _freed(task, found) - _freed(task, forced)
    parts = []
    if gone:
        parts.append(f"in plaats van {', '.join(gone)}")
    if less > 0:
        parts.append(f"met {less} klokuren minder vrij")
    told = f" ({'; '.join(parts)})" if parts else ""
    if loss < _WORTH_SAYING:
        return f"even goed{told}"
    return f"kan ook{told}, maar dient het doel {_percent(loss)} minder"


def _freed(task: Task, found: Solution) -> int:
    return sum(
        round(found.values.get(freed_name(number), 0.0))
        for number in range(len(task.doubles.pairs))
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%".replace(".", ",")


def binding(task: Task, made: Model, found: Solution) -> tuple[str, ...]:
    """What keeps more from fitting: full years, and rules without which the plan serves better."""
    said = []
    left: dict[int, int] = {}
    summer = 0
    for period in made.periods:
        given = sum(hours_in(found.values, unit, period) for unit in made.units)
        if period.number == SUMMER:  # takes bpv only, so it says nothing of its leerjaar
            summer += period.room - given
        else:
            left[period.leerjaar] = left.get(period.leerjaar, 0) + period.room - given
    full = [str(leerjaar) for leerjaar, hours in left.items() if not hours]
    if full:
        years = ", ".join(full)
        said.append(f"tijd: leerjaar {years} {'is' if len(full) == 1 else 'zijn'} vol")
    said += [
        f"tijd: in leerjaar {leerjaar} blijven {hours} klokuren over"
        for leerjaar, hours in left.items()
        if hours
    ]
    if summer:
        said.append(f"tijd: in de zomer na leerjaar {LAST_VMBO} blijven {summer} klokuren over")
    for rule in _MAY_BIND:
        if rule not in made.program.rules or not found.objective:
            continue
        program = build(task, pooled=True).program
        without = program.solve(without=(rule,), gap=_GAP, loose=_LOOSE, nodes=_NODES)
        words = CLASH_WORDS[rule]
        if without.status != OPTIMAL or without.objective is None:
            said.append(f"{words}: of het plan zonder beter wordt, is niet uitgerekend")
            continue
        gain = without.objective / found.objective - 1.0
        if gain >= _WORTH_SAYING:
            said.append(f"{words}: zonder dient het plan het doel {_percent(gain)} meer")
    return tuple(said)


def with_more(task: Task, made: Model, found: Solution) -> tuple[str, ...]:
    """What changes when the route has a little more time (`extra_ruimte`)."""
    extra = task.asked.assumptions.whole("extra_ruimte")
    if not extra:
        return ()
    wider = build(task, extra=extra, pooled=True)
    more = wider.program.solve(gap=_GAP, loose=_LOOSE, nodes=_NODES)
    if more.status != OPTIMAL:
        return (f"wat {extra} klokuren meer verandert, is niet uitgerekend",)
    said = []
    for unit in made.units:
        if unit.required:
            continue
        before, after = is_chosen(found.values, unit), is_chosen(more.values, unit)
        if unit.flexible:
            hours = flexible_hours(more.values, unit) - flexible_hours(found.values, unit)
            if hours:
                said.append(f"{unit.title}: {'+' if hours > 0 else '−'}{abs(hours)} klokuren")
        elif before != after and unit.code:
            said.append(f"{'erbij' if after else 'eraf'}: {unit.title} ({unit.klokuren} klokuren)")
    less = _freed(task, found) - _freed(task, more)
    if less > 0:
        said.append(f"{less} klokuren hoeven niet meer vrij te komen uit wat dubbel is")
    return tuple(said) or (f"{extra} klokuren meer verandert niets aan de keuzes",)
