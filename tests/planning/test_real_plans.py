"""Real programmes and kwalificaties, each over two routes: proven, and held against every rule."""

import json

import pytest
from verifier import check_plan

from align.exchange.plan_json import plan_json
from align.model import Goal, Leerweg
from align.overlap import Selection, compare
from align.planning.assumptions import changed
from align.planning.plan import make_plan
from align.planning.request import Request, to_compare
from align.sources import load_sides

pytestmark = pytest.mark.real

#: What the table of kwalificaties does not say, and a team would give with --hours.
NIVEAUS = {"25807": 4, "25894": 2, "25668": 2}
CASES = {
    "ZW KB, Helpende": ("ZW", Leerweg.KB, ("25498",), ""),
    "ZW KB, domein": ("ZW", Leerweg.KB, (), "Zorg en welzijn"),
    "PIE BB, twee": ("PIE", Leerweg.BB, ("25894", "25668"), ""),
    "EO GL, retailmanager": ("EO", Leerweg.GL, ("25807",), ""),
}
ROUTES = {
    Leerweg.KB: "tweestap",
    Leerweg.BB: "geintegreerde-route",
    Leerweg.GL: "regionaal-keuzevak",
}


@pytest.fixture(scope="module")
def sides(real_data):
    table = real_data / "mbo-tables" / "kwalificaties.csv"
    return load_sides(real_data / "slo-bg" / "2025.3", [table])


@pytest.mark.parametrize("name", CASES)
def test_a_real_plan_is_proven_and_stands_every_check(sides, analyser, name):
    unit, leerweg, crebos, domein = CASES[name]
    vmbo, mbo = sides
    table = changed({"extra_ruimte": 0}, niveaus=NIVEAUS)
    overlap = None
    for route in ("doorlopende-leerroute", ROUTES[leerweg]):
        request = Request(route, leerweg, crebos, domein, assumptions=table)
        if overlap is None:
            selection = Selection(leerweg, (unit,), to_compare(request, mbo))
            overlap = compare(vmbo, mbo, selection, analyser)
        plan = make_plan(overlap, request)
        check_plan(json.loads(plan_json(plan, overlap, tool_version="0")))
        proven = {v.goal for v in plan.variants if v.solving.status == "optimaal"}
        assert {Goal.VERDIEPEN, Goal.VERBREDEN} <= proven
        assert all(v.solving.gap == 0 for v in plan.variants if v.feasible)
