"""What a plan says of hours that rest on pairs on which nobody decided yet."""

import pytest
from small_overlap import KB, Double, compared, decided, decisions, dossier, programme

from align.model import Goal, Role
from align.planning.assumptions import changed
from align.planning.plan import make_plan
from align.planning.request import Request
from align.planning.undecided import lost_undecided

WHOLE = frozenset({0, 1, 2, 3})
WORK = "90001/W1"
HEAVY = tuple(Double(f"P/TU/0{n}/0{part}", WORK, WHOLE, WHOLE) for n in (1, 2) for part in (1, 2))


def planned(doubles, *settled, werkprocessen=12, keuzevakken=5, **assumed):
    overlap = compared(programme(keuzevakken=keuzevakken), dossier(werkprocessen), doubles)
    more = {"decisions": decisions(*settled), "assumptions": changed(assumed)}
    return make_plan(overlap, Request("doorlopende-leerroute", KB, ("90001",), **more))


@pytest.fixture(scope="module")
def plan():
    return planned(HEAVY)


def test_a_werkproces_that_loses_more_than_half_undecided_is_named(plan):
    unit = plan.by_id[WORK]
    lost = max(lost_undecided(unit, variant) for variant in plan.variants)
    assert 2 * lost > unit.klokuren
    (note,) = [note for note in plan.notes if "niemand besloot" in note]
    assert f"{WORK} ({lost} van {unit.klokuren} klokuren)" in note
    assert "examencommissie" in note
    others = [u for u in plan.units if u.role is Role.WERKPROCES and u.id != WORK]
    assert others
    assert not any(lost_undecided(u, variant) for u in others for variant in plan.variants)


def test_what_people_decided_is_no_reason_to_warn():
    plan = planned(HEAVY, *(decided(double.left, WORK) for double in HEAVY))
    assert any(pair.right == WORK for v in plan.variants for pair in v.freed)
    assert not any("niemand besloot" in note for note in plan.notes)


def test_half_or_less_is_no_reason_to_warn():
    assert not any("niemand besloot" in note for note in planned(HEAVY[:1], werkprocessen=4).notes)


def test_hours_that_a_choice_shares_with_keuzedelen_are_told_apart():
    """The share beside it is that of the kwalificatie: with keuzedelen more hours are double."""
    doubles = (
        Double("K/TU/01/01", WORK, WHOLE, WHOLE),
        *(Double("K/TU/01/02", f"KD{n}", WHOLE, WHOLE) for n in (1, 2, 3)),
        Double("K/TU/02/01", "90001/W2"),
    )
    plan = planned(doubles, werkprocessen=4, keuzevakken=4, route_klokuren_per_jaar=900)
    broad = next(variant for variant in plan.variants if variant.goal is Goal.VERBREDEN)
    said = {choice.unit: choice.why for choice in broad.choices if choice.chosen}
    both = [f.klokuren for f in broad.freed if f.left_unit == "K/TU/01"]
    electives = [f.klokuren for f in broad.freed if f.right.startswith("KD")]
    assert 0 < sum(electives) < sum(both)
    assert said["K/TU/01"].endswith(
        f"hierin zijn {sum(both)} klokuren dubbel, waarvan {sum(electives)} met gekozen keuzedelen"
    )
    assert said["K/TU/02"].endswith("klokuren dubbel")
