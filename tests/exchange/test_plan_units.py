"""Planned units read back from `align-plan/1`."""

import json

import pytest

from align.errors import InputError
from align.exchange.plan_units import planned_units
from align.revisions import PlannedUnit


def plan(*variants):
    return json.dumps({"format": "align-plan/1", "variants": list(variants)}).encode()


def variant(*blocks, feasible=True, **more):
    years = [{"leerjaar": leerjaar, "blocks": [block]} for leerjaar, block in blocks]
    return {"feasible": feasible, "years": years, **more}


def test_hours_of_a_unit_in_one_year_are_added_and_equal_variants_count_once():
    first = variant((3, {"unit": "m1", "klokuren": 40}), (3, {"unit": "m1", "klokuren": 20.5}))
    again = variant((3, {"unit": "m1", "klokuren": 60.5}), (4, {"unit": "m2", "klokuren": 10}))
    assert planned_units(plan(first, again), "plan.json", "2026-2027") == (
        PlannedUnit("m1", "2026-2027", "3", 60.5),
        PlannedUnit("m2", "2026-2027", "4", 10.0),
    )


def test_a_variant_that_does_not_fit_plans_nothing_and_hours_are_not_guessed():
    wrong = variant((3, {"unit": "m1", "klokuren": 40}), feasible=False)
    unknown = variant((3, {"unit": "m1", "klokuren": "veel"}))
    assert planned_units(plan(wrong, unknown), "plan.json") == (PlannedUnit("m1", "", "3", None),)


@pytest.mark.parametrize("klokuren", [10**400, -(10**400), True, -1, [4], None])
def test_hours_that_cannot_be_are_not_known(klokuren):
    found = planned_units(plan(variant((3, {"unit": "m1", "klokuren": klokuren}))), "plan.json")
    assert found == (PlannedUnit("m1", "", "3", None),)


def test_hours_that_add_up_to_no_number_are_not_known():
    blocks = ((3, {"unit": "m1", "klokuren": 1e308}), (3, {"unit": "m1", "klokuren": 1e308}))
    assert planned_units(plan(variant(*blocks)), "p") == (PlannedUnit("m1", "", "3", None),)


def test_what_only_some_variants_plan_names_them():
    deeper = variant((3, {"unit": "m1", "klokuren": 40}), goal="verdiepen")
    wider = variant(
        *((3, {"unit": "m1", "klokuren": 40}), (4, {"unit": "m2", "klokuren": 8})),
        goal="verbreden",
    )
    assert planned_units(plan(deeper, wider), "plan.json") == (
        PlannedUnit("m1", "", "3", 40.0),
        PlannedUnit("m2", "", "4", 8.0, ("verbreden",)),
    )


def test_what_the_plan_was_made_with_is_kept():
    content = {
        **json.loads(plan(variant((3, {"unit": "m1", "klokuren": 40})))),
        "left": {"sha256": "aa"},
        "right": [{"sha256": "bb"}, {"title": "zonder"}, 3],
    }
    (one,) = planned_units(json.dumps(content).encode(), "plan.json")
    assert one.sources == ("aa", "bb")


def test_hours_on_top_of_a_unit_are_of_that_unit():
    blocks = [{"unit": "sbb/1/2", "klokuren": 40}, {"unit": "verdieping/sbb/1/2", "klokuren": 6}]
    elsewhere = {"unit": "elders/sbb/1/3", "klokuren": 5}
    found = planned_units(plan(variant(*((5, one) for one in (*blocks, elsewhere)))), "plan.json")
    assert [(one.unit, one.klokuren) for one in found] == [("sbb/1/2", 46.0), ("sbb/1/3", 5.0)]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'{"format": "align-overlap/1"}', "geen plan"),
        (plan(variant((3, {"klokuren": 4}))), "noemt geen onderdeel"),
        (plan({"feasible": True, "years": [3]}), "geen lijst van blokken"),
    ],
)
def test_what_is_no_plan_is_refused(data, says):
    with pytest.raises(InputError, match=says) as fault:
        planned_units(data, "plan.json")
    assert fault.value.where == "plan.json"
    assert "align plan" in fault.value.advice
