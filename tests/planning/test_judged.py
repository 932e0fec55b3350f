"""What a plan says of rules, of time and of stopping is so: each sentence beside the timetable."""

import json
import re

import pytest
from small_overlap import (
    DOUBLES,
    KB,
    Double,
    compared,
    decided,
    decisions,
    dossier,
    programme,
    usual,
)

from align.exchange.plan_json import plan_json
from align.model import Leerweg, Role, RuleState, Teacher, Verdict
from align.planning.assumptions import changed
from align.planning.catalogue import route_by_id
from align.planning.plan import make_plan
from align.planning.request import Request
from align.report.plan_sums import PlanSums

DLR = "doorlopende-leerroute"


def variants(overlap=None, route=DLR, leerweg=KB, **more):
    """The variants that fit, as the JSON gives them."""
    overlap = overlap or usual()
    plan = make_plan(overlap, Request(route, leerweg, ("90001",), **more))
    shown = json.loads(plan_json(plan, overlap, tool_version="0"))
    return [one for one in shown["variants"] if one["feasible"]]


def rule(one, identifier):
    return next(entry for entry in one["rules"] if entry["id"] == identifier)


@pytest.fixture(scope="module")
def many():
    """More keuzevakken than leerjaar 3 and 4 have room for."""
    return variants(compared(programme(keuzevakken=9), dossier(), DOUBLES))


def last_leerjaar(one, role):
    """Last leerjaar in which a keuzevak ("K/") or module ("P/") stands."""
    return max(
        slot["leerjaar"]
        for slot in one["years"]
        for block in slot["blocks"]
        if block["code"].startswith(role)
    )


def test_the_last_vmbo_exam_is_that_of_the_last_keuzevak(many):
    years = {last_leerjaar(one, "K/") for one in many}
    assert 5 in years
    for one in many:
        last = max(4, last_leerjaar(one, "K/"))
        assert rule(one, "D4")["text"] == f"laatste vmbo-examen in leerjaar {last}"
        assert rule(one, "D4")["numbers"] == {"leerjaar": last, "laatste": 5}


def test_bbl_of_fewer_klokuren_than_the_norm_asks_in_all_breaks_it():
    values = {"bbl_klokuren_per_jaar": 820, "verdieping_per_werkproces": 0}
    few = compared(programme(keuzevakken=4), dossier(), ())
    found = variants(few, leerweg=Leerweg.KB, mbo_leerweg="bbl", assumptions=changed(values))
    assert found
    for one in found:
        numbers = rule(one, "M4")["numbers"]
        assert numbers["totaal"] == numbers["bot"] + numbers["bpv"]
        assert numbers["totaal_minstens"] == 1700
        broken = numbers["totaal"] < 1700
        assert (rule(one, "M4")["verdict"] == RuleState.GESCHONDEN.value) == broken
    assert any(rule(one, "M4")["verdict"] == RuleState.GESCHONDEN.value for one in found)


def test_what_is_left_of_the_summer_is_not_said_of_leerjaar_4(many):
    for one in many:
        left = {}
        for slot in one["years"]:
            name = slot["leerjaar"] if slot["periode"] else "zomer"
            given = sum(block["klokuren"] for block in slot["blocks"])
            left[name] = left.get(name, 0) + slot["room"] - given
        said = [line for line in one["binding"] if line.startswith("tijd: ")]
        full = ", ".join(str(name) for name, hours in left.items() if not hours and name != "zomer")
        assert any(re.fullmatch(rf"tijd: leerjaar {full} (is|zijn) vol", line) for line in said)
        summer = f"tijd: in de zomer na leerjaar 4 blijven {left['zomer']} klokuren over"
        assert (summer in said) == bool(left["zomer"])


def test_after_the_last_half_year_as_much_counts_elsewhere_as_of_the_plan(many):
    for one in many:
        assert one["hours"]["freed"]
        whole = {other["crebo"]: other["share"] for other in one["switches"]}
        assert one["in_handen"][-1]["overstap"] == whole


def test_one_of_a_kind_is_told_as_one(many):
    held = [line for one in many for entry in one["in_handen"] for line in entry["lijst"]]
    assert any(line.startswith("1 keuzevak met een schoolexamen af: K/") for line in held)
    assert not any(
        re.match("1 (profielmodulen|keuzevakken|werkprocessen|keuzedelen)", line) for line in held
    )


def test_before_there_are_mbo_hours_nothing_is_said_to_count_elsewhere():
    for one in variants(compared(programme(), dossier(), ()), route="tweestap"):
        told = {entry["leerjaar"]: bool(entry["overstap"]) for entry in one["in_handen"]}
        assert told == {3: False, 4: False, 5: True, 6: True}


def blocks_of(one, unit):
    return [s["leerjaar"] for s in one["years"] for b in s["blocks"] if b["unit"] == unit]


def test_what_the_mbo_gives_of_the_vmbo_is_examined_when_that_is_done():
    told = (
        decided(f"P/TU/01/0{part}", "90001/W4", klokuren=50, teaches=Teacher.MBO) for part in (1, 2)
    )
    found = variants(compared(programme(), dossier(), ()), decisions=decisions(*told))
    assert found
    for one in found:
        assert not blocks_of(one, "P/TU/01")
        last = max(blocks_of(one, "90001/W4"))
        diploma = [e["leerjaar"] for e in one["in_handen"] if "vmbo-diploma" in e["wat"]]
        done = [e["leerjaar"] for e in one["in_handen"] if "P/TU/01" in e["wat"]]
        assert min(done) == last
        assert min(diploma) >= last
        assert rule(one, "D4")["numbers"]["leerjaar"] >= last
        assert (rule(one, "D4")["verdict"] == "ok") == (rule(one, "D4")["numbers"]["leerjaar"] <= 5)


def test_a_werkproces_that_the_vmbo_gives_whole_is_finished_when_the_vmbo_is():
    told = decided("P/TU/01/01", "90001/W1", klokuren=50)
    values = {"generiek_bol_per_jaar": 400}
    overlap = compared(programme(), dossier(werkprocessen=8), ())
    found = variants(overlap, decisions=decisions(told), assumptions=changed(values))
    assert found
    for one in found:
        assert not blocks_of(one, "90001/W1")
        assert "90001/W1" in one["in_handen"][1]["wat"]


def test_modules_without_hours_keep_nobody_from_the_diploma():
    values = {"klokuren_module": 0, "klokuren_keuzevak": 0}
    found = variants(assumptions=changed(values))
    assert found
    for one in found:
        assert "vmbo-diploma KB" in one["in_handen"][3]["wat"]


def test_the_sum_of_the_page_is_that_of_the_plan_when_keuzevakken_differ_in_hours():
    overlap = usual()
    values = changed({}, {"K/TU/01": 200, "K/TU/02": 50, "K/TU/03": 0, "K/TU/04": 150})
    plan = make_plan(overlap, Request(DLR, KB, ("90001",), assumptions=values))
    sums = PlanSums(plan, route_by_id(DLR))
    for one in plan.variants:
        account = {entry.text: entry.klokuren for entry in one.account}
        shown = sums.sums(one)
        assert shown.used == -account.get("wat de ruimte vult, bovenop beide programma's", 0)
        assert shown.freed == account.get("dubbel, en één keer gegeven", 0)
        assert (shown.rest, -shown.short)[not one.feasible] == one.account[-1].klokuren


def test_decisions_on_what_is_not_compared_change_nothing_and_are_told():
    nowhere = [decided(f"K/XX/0{n}/01", "90001/W1", klokuren=40) for n in (1, 2)]

    def planned(*told):
        return make_plan(usual(), Request(DLR, KB, ("90001",), decisions=decisions(*told)))

    plain, one, two = planned(), planned(nowhere[0]), planned(*nowhere)
    assert [(v.freed, v.slots) for v in plain.variants] == [
        (v.freed, v.slots) for v in two.variants
    ]
    said = "niet mee: van dat paar is hier een onderdeel niet vergeleken"
    assert set(one.notes) - set(plain.notes) == {f"1 besluit telt {said}"}
    assert set(two.notes) - set(plain.notes) == {f"2 besluiten tellen {said}"}


def test_what_people_rejected_is_no_reason_to_deepen():
    def reasons(*told):
        asked = Request(DLR, KB, ("90001",), decisions=decisions(*told))
        units = make_plan(usual(), asked).units
        work = {unit.code: unit.fit_why for unit in units if unit.role is Role.WERKPROCES}
        return work, {unit.code: unit.fit_why for unit in units if unit.role is Role.VERDIEPING}

    left_out = [d for d in DOUBLES if d.right == "90001/W2"]
    rejected = [decided(d.left, d.right, Verdict.AFGEWEZEN) for d in left_out]
    (work, before), (work_after, after) = reasons(), reasons(*rejected)
    assert work["90001/W2"] == "75% komt terug in het vmbo"
    assert work_after == work | {"90001/W2": "0% komt terug in het vmbo"}
    assert before["90001/W2"] == "75% staat ook in het vmbo, met alle keuzevakken"
    assert after == {code: why for code, why in before.items() if code != "90001/W2"}


def test_what_is_double_of_a_choice_is_no_room_without_a_purpose():
    whole = frozenset(range(4))
    parts = ("01/01", "02/01", "03/01", "04/01", "01/02", "02/02")
    pairs = [Double(f"P/TU/{part}", f"KD{n}", whole, whole) for n, part in enumerate(parts, 1)]
    overlap = compared(programme(), dossier(keuzedelen=6), pairs)
    values = changed({"route_klokuren_per_jaar": 980})
    plan = make_plan(overlap, Request(DLR, KB, ("90001",), assumptions=values))
    sums = PlanSums(plan, route_by_id(DLR))
    fits = [one for one in plan.variants if one.feasible]
    spent = [unit.id for one in fits for unit, _ in sums.spent(one)]
    assert any(pair.right_unit in spent for one in fits for pair in one.freed)
    for one in fits:
        assert sums.sums(one).used == one.used
        assert sums.sums(one).rest == one.account[-1].klokuren
