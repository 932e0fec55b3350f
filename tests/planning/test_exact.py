"""The model against trying everything; and how a changed assumption must move the result."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from small_overlap import KB, Double, compared, dossier, programme, usual

from align.model import Goal, Role
from align.planning.assumptions import changed
from align.planning.clash import smallest_infeasible
from align.planning.milp import INFEASIBLE, OPTIMAL
from align.planning.plan import tasks_of
from align.planning.program import build, value_of
from align.planning.request import Request

FEW = {"verdieping_per_werkproces": 0, "generiek_bol_per_jaar": 0, "periodes_per_jaar": 2}


def tasks(overlap=None, **values):
    request = Request("doorlopende-leerroute", KB, ("90001",), assumptions=changed(values))
    return {task.goal: task for task in tasks_of(overlap or usual(), request)}


def solved(task):
    return build(task).program.solve()


def tried(task):
    """The best objective by trying every choice and every way to free hours; None without any."""
    made = build(task)
    free = [u for u in made.units if not u.required and u.code and u.klokuren]
    found = []
    for size in range(len(free) + 1):
        for chosen in combinations(free, size):
            units = [*(u for u in made.units if u.required), *chosen, *_open(made.units, chosen)]
            found += _ways(task, units, chosen)
    found.sort(key=lambda way: -way[0])
    for objective, units, taken in found:
        if _fits(made.periods, units, taken):
            return objective
    return None


def _open(units, chosen):
    """As many still to be chosen as the obligations ask: four keuzevakken, 480 SBU."""
    for role, most in ((Role.KEUZEVAK, 4), (Role.KEUZEDEEL, 2)):
        there = sum(u.role is role for u in chosen)
        yield from [u for u in units if u.role is role and not u.code][: max(0, most - there)]


def _ways(task, units, chosen):
    here = {u.id for u in units}
    pairs = [p for p in task.doubles.pairs if {p.left_unit, p.right_unit} <= here]
    for hours in product(*(range(p.most + 1) for p in pairs)):
        taken, parts = {}, {}
        for pair, freed in zip(pairs, hours, strict=True):
            taken[pair.right_unit] = taken.get(pair.right_unit, 0) + freed
            for part in (pair.left, pair.right):
                parts[part] = parts.get(part, 0) + freed
        if any(n > task.doubles.bounds.get(part, 0) for part, n in parts.items()):
            continue
        worth = sum(f * (0.01 + 1e-5 * p.probability) for p, f in zip(pairs, hours, strict=True))
        worth += sum(
            value_of(task.asked, u, task.goal) * (u.klokuren - taken.get(u.id, 0)) for u in chosen
        )
        yield worth, units, taken


def _fits(periods, units, taken):
    """Whether a timetable exists, by a linear program of its own."""
    cells = [(u, p) for u in units for p in periods if _may(u, p)]
    rows = [[float(p == q) for _, p in cells] for q in periods]
    rooms = [float(q.room) for q in periods]
    rows.append([float(u.role is Role.BPV and p.leerjaar == 5) for u, p in cells])
    rooms.append(sum(q.room for q in periods if q.leerjaar == 5) - 700.0)
    totals = [[float(u is v) for u, _ in cells] for v in units]
    needed = [float(v.klokuren - taken.get(v.id, 0)) for v in units]
    if sum(needed) > sum(q.room for q in periods):
        return False  # the linear program would say so too, only slower
    if any(not any(row) and n for row, n in zip(totals, needed, strict=True)):
        return False
    least = [(v.klokuren / 4 * 0.75 // 1 if v.role is Role.ALGEMEEN else 0, None) for v, _ in cells]
    done = linprog([0.0] * len(cells), rows, rooms, totals, needed, least)
    return done.status == 0


def _may(unit, period):
    """Two periods a leerjaar; a route in which mbo begins in leerjaar 3 and exams spread to 5."""
    moment = (period.leerjaar, period.number)
    if period.number == 0:
        return unit.role is Role.BPV
    if unit.role in (Role.MODULE, Role.KEUZEVAK):
        return moment <= (5, 1)
    if unit.role is Role.ALGEMEEN:
        return period.leerjaar <= 4
    if unit.role is Role.BPV:
        return period.leerjaar >= 4
    return period.leerjaar >= (5 if unit.role is Role.GENERIEK else 3)


@pytest.mark.parametrize("seed", range(4))
def test_small_instances_agree_with_trying_everything(seed):
    doubles = [
        Double("P/TU/01/01", "90001/W1", frozenset(range(1 + seed % 4))),
        Double("K/TU/01/01", "90001/W1", frozenset({0, 1, 2}), frozenset({1, 2})),
        Double("K/TU/02/01", "KD1", probability=0.6 + seed / 100),
    ]
    overlap = compared(programme(keuzevakken=5), dossier(keuzedelen=2), doubles)
    values = FEW | {
        "klokuren_module": 8 + 2 * seed,
        "klokuren_keuzevak": 10 + 3 * (seed % 3),
        "vmbo_klokuren_per_jaar": 100,
        "route_klokuren_per_jaar": 100 + 13 * seed,
        "bol_klokuren_per_jaar": 985 + 20 * (seed % 4),
    }
    for goal, task in tasks(overlap, **values).items():
        found, best = solved(task), tried(task)
        if best is None:
            assert found.status == INFEASIBLE
        else:
            assert found.status == OPTIMAL
            assert found.objective == pytest.approx(best, abs=1e-4), goal


def worth(task):
    found = solved(task)
    return found.objective if found.status == OPTIMAL else float("-inf")


@settings(max_examples=3)
@given(hours=st.integers(900, 1100), more=st.integers(1, 150))
def test_more_time_never_makes_a_plan_worse(hours, more):
    less = tasks(route_klokuren_per_jaar=hours, **FEW)[Goal.VERDIEPEN]
    wide = tasks(route_klokuren_per_jaar=hours + more, **FEW)[Goal.VERDIEPEN]
    assert worth(wide) >= worth(less) - 1e-6


@settings(max_examples=3)
@given(part=st.floats(0, 1), down=st.floats(0, 1))
def test_less_that_counts_as_double_never_makes_a_plan_better(part, down):
    full = tasks(deel_herhaling=part, **FEW)[Goal.VERBREDEN]
    half = tasks(deel_herhaling=part * down, **FEW)[Goal.VERBREDEN]
    assert worth(half) <= worth(full) + 1e-6


@settings(max_examples=3)
@given(bpv=st.integers(0, 200), more=st.integers(1, 200))
def test_more_bpv_leaves_less_for_werkprocessen_and_never_more_hours(bpv, more):
    little, much = (
        tasks(bpv_boven_minimum=n, **FEW)[Goal.VERDIEPEN].units for n in (bpv, bpv + more)
    )
    for role, difference in ((Role.BPV, more), (Role.WERKPROCES, -more)):
        hours = [sum(u.klokuren for u in units if u.role is role) for units in (little, much)]
        assert hours[1] - hours[0] == difference


@settings(max_examples=3)
@given(low=st.floats(0, 1), more=st.floats(0.1, 1))
def test_a_heavier_switch_value_never_lowers_what_counts_elsewhere(low, more):
    def counted(weight):
        task = tasks(gewicht_wisselwaarde=weight, **FEW)[Goal.VERBREDEN]
        values = solved(task).values
        return sum(
            unit.counts_in * hours
            for unit in task.units
            if not unit.required and task.goal in unit.fit and unit.fit[task.goal]
            for name, hours in values.items()
            if name.startswith(f"hours/{unit.id}/")
        )

    assert counted(low + more) >= counted(low) - 0.02


@given(
    st.lists(st.frozensets(st.sampled_from("abcde"), min_size=1), min_size=1, max_size=4),
)
def test_the_smallest_clash_is_found(clashes):
    def fits(kept):
        return not any(clash <= set(kept) for clash in clashes)

    found = smallest_infeasible(list("abcde"), fits)
    assert not fits(found)
    assert len(found) == min(map(len, clashes))
