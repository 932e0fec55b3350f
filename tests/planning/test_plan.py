"""A plan of a small programme: three variants, every hour accounted for, and what is refused."""

import json
from dataclasses import replace

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
from verifier import check_plan

from align.errors import AlignError, SeveralInputsError, UsageError
from align.exchange.plan_json import plan_json
from align.model import Conflict, Decisions, Goal, Leerweg, Role, Side, Teacher, Verdict
from align.planning.assumptions import changed, load_assumptions
from align.planning.catalogue import load_routes
from align.planning.plan import make_plan
from align.planning.request import Request

DLR = "doorlopende-leerroute"


def planned(overlap=None, route=DLR, leerweg=KB, crebos=("90001",), **more):
    return make_plan(overlap or usual(), Request(route, leerweg, crebos, **more))


def as_json(plan, overlap=None):
    return json.loads(plan_json(plan, overlap or usual(), tool_version="0"))


def variant(plan, goal=Goal.VERDIEPEN):
    return next(one for one in plan.variants if one.goal is goal)


@pytest.fixture(scope="module")
def plan():
    return planned()


def test_three_variants_stand_every_check_from_outside(plan):
    check_plan(as_json(plan))


def test_shortening_says_how_many_klokuren_are_missing(plan):
    shorter = variant(plan, Goal.VERKORTEN)
    assert not shorter.feasible
    assert shorter.years == plan.nominal - 1
    assert f"ontbreken {shorter.missing} klokuren" in shorter.why_not[0]
    assert "met alleen wat verplicht is" in shorter.why_not[0]
    assert shorter.account[-1].klokuren == -shorter.missing


def test_shortening_fits_where_the_sum_supports_it():
    small = changed({"klokuren_module": 50, "klokuren_keuzevak": 50, "vmbo_klokuren_per_jaar": 300})
    plan = planned(assumptions=small)
    shorter = variant(plan, Goal.VERKORTEN)
    assert shorter.feasible
    assert shorter.years == 3
    assert shorter.solving.status == "optimaal"


def test_the_clash_is_the_smallest_set_of_rules_in_words():
    plan = planned(assumptions=changed({"route_klokuren_per_jaar": 500}))
    deeper = variant(plan)
    assert not deeper.feasible
    assert set(deeper.clash) == {"tijd", "V15"}
    assert "de algemene vakken van het vmbo" in deeper.why_not[-1]


def test_deepening_and_broadening_fill_the_room_in_their_own_way(plan):
    roles = {
        goal: {plan.by_id[c.unit].role for c in variant(plan, goal).choices if c.chosen}
        for goal in (Goal.VERDIEPEN, Goal.VERBREDEN)
    }
    assert Role.VERDIEPING in roles[Goal.VERDIEPEN]
    assert Role.TWEEDE in roles[Goal.VERBREDEN]
    assert Role.VERDIEPING not in roles[Goal.VERBREDEN]
    for goal in roles:
        assert variant(plan, goal).used > 0


def test_every_choice_says_why_and_what_would_go():
    plan = planned(compared(programme(keuzevakken=9), dossier(), DOUBLES))
    said = [c.why for c in variant(plan).choices if not c.chosen]
    assert any("in plaats van" in why for why in said)
    assert variant(plan).with_more
    assert any("vol" in line for line in variant(plan).binding)


def test_a_keuzedeel_that_sbb_ruled_out_is_never_chosen():
    overlap = usual(rulings=["KD1"])
    plan = planned(overlap)
    assert [entry.code for entry in plan.excluded] == ["KD1"]
    assert "SBB" in plan.excluded[0].why
    assert "KD1" not in plan.by_id
    check_plan(as_json(plan, overlap))


def test_the_same_input_gives_the_same_bytes():
    overlap = usual()
    one, two = (plan_json(planned(overlap), overlap, tool_version="0") for _ in range(2))
    assert one == two


def test_a_rejected_pair_frees_nothing_and_an_agreed_one_what_people_say():
    told = decisions(
        decided("P/TU/01/01", "90001/W1", Verdict.AFGEWEZEN),
        decided("P/TU/02/01", "90001/W1", klokuren=7, teaches=Teacher.MBO),
    )
    plan = planned(decisions=told)
    freed = {(pair.left, pair.right): pair for pair in variant(plan).freed}
    assert ("P/TU/01/01", "90001/W1") not in freed
    pair = freed["P/TU/02/01", "90001/W1"]
    assert (pair.klokuren, pair.relieved, pair.decided) == (7, Side.VMBO, True)
    check_plan(as_json(plan))


def test_a_decision_on_a_text_of_before_changes_no_hour_and_is_told():
    """Rejected all over, but on other texts: what the tool finds counts, as without decisions."""
    every = [
        decided(pair.left, pair.right, Verdict.AFGEWEZEN) for pair in usual().pairs if pair.overlap
    ]
    before = [replace(one, left=replace(one.left, text_sha256="0" * 64)) for one in every]
    plan, undecided = planned(decisions=decisions(*before)), planned()
    assert variant(undecided).klokuren_freed > 0
    assert [one.freed for one in plan.variants] == [one.freed for one in undecided.variants]
    assert [one.slots for one in plan.variants] == [one.slots for one in undecided.variants]
    told = [note for note in plan.notes if note.startswith("besluit telt niet mee")]
    assert len(told) == len(before)
    assert not [pair for one in planned(decisions=decisions(*every)).variants for pair in one.freed]


def test_two_steps_free_only_what_people_agreed_on():
    assert variant(planned(route="tweestap")).klokuren_freed == 0
    told = decisions(decided("P/TU/01/01", "90001/W1", klokuren=9))
    assert variant(planned(route="tweestap", decisions=told)).klokuren_freed == 9


def test_what_prepares_goes_before_what_deepens(plan):
    assert ("P/TU/01", "90001/W2") in plan.order


def test_a_domein_ends_where_most_still_counts_elsewhere():
    plan = planned(crebos=(), domein="Buiten")
    assert plan.kwalificaties == ("90001", "90002")
    assert plan.target == "90002"  # two of its three werkprocessen are those of 90001
    assert 0 < variant(plan).switch_value < 1
    check_plan(as_json(plan))


def test_a_niveau_that_no_source_gives_is_guessed_and_said_so():
    overlap = compared(programme(), dossier(niveau=0), ())
    right = overlap.right[0]
    bare = tuple(
        i if not i.crebo else type(i)(**{f: getattr(i, f) for f in i.__slots__} | {"niveaus": ()})
        for i in right.items
    )
    overlap = compared(programme(), type(right)(right.source, right.side, bare), ())
    plan = planned(overlap)
    assert plan.niveau == 2
    assert any("geschat uit de naam" in note for note in plan.notes)
    told = planned(overlap, assumptions=changed({}, niveaus={"90001": 3}))
    assert told.niveau == 3


@pytest.mark.parametrize("route", load_routes(), ids=lambda route: route.id)
def test_every_route_gives_a_plan_or_a_worded_refusal(route):
    overlap = compared(programme(), dossier(niveau=route.niveaus[0]), ())
    request = Request(
        route.id,
        route.leerwegen[0],
        ("90001",),
        mbo_leerweg=route.mbo_leerwegen[0],
        assumptions=changed({"extra_ruimte": 0, "meeste_kandidaten": 1}),
    )
    plan = make_plan(overlap, request)
    told = as_json(plan, overlap)
    if route.leerwegen[0] is not Leerweg.GL:  # the small profiel has four modules, gl has two
        check_plan(told)
    assert any(v.feasible for v in plan.variants) or all(v.why_not for v in plan.variants)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ({"route": "snelweg"}, "bestaat niet"),
        ({"route": "geintegreerde-route"}, "niet voor leerweg KB"),
        ({"crebos": ("12345",)}, "12345 komt niet voor"),
        ({"crebos": (), "domein": "Zee"}, 'domein "Zee" komt niet voor'),
        ({"leerweg": Leerweg.BB, "overlap": usual(niveau=4)}, "niet naar niveau 4"),
        ({"route": "vm2", "leerweg": Leerweg.BB, "mbo_leerweg": "bbl"}, "kan niet in de bbl"),
        ({"assumptions": changed({}, units={"P/ZZ/09": 10})}, "code P/ZZ/09"),
        ({"assumptions": changed({"klokuren_module": 400})}, "meer dan leerjaar 3 en 4"),
        ({"assumptions": changed({"bpv_boven_minimum": 2000})}, "Verlaag bpv_boven_minimum"),
        ({"decisions": decisions(decided("P/TU/01/01", "90001/W1", klokuren=900))}, "900 klokuren"),
    ],
)
def test_what_cannot_be_is_refused_in_one_message(what, said):
    with pytest.raises(AlignError) as caught:
        planned(**what)
    assert said in caught.value.render()


def test_contradictory_decisions_are_refused_with_the_pair():
    one = decided("P/TU/01/01", "90001/W1")
    two = decided("P/TU/01/01", "90001/W1", Verdict.AFGEWEZEN)
    told = Decisions(conflicts=(Conflict((one, two), ("oordeel",)),))
    with pytest.raises(SeveralInputsError, match="spreken elkaar tegen"):
        planned(decisions=told)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("uren.toml", "[aannames]\nklokuren_module = -5\n", "-5 kan niet"),
        ("uren.toml", "[eenheden]\n'P/TU/01' = -1\n", "-1 kan niet"),
        ("uren.toml", "[aannames]\nklokuren = 5\n", '"klokuren" bestaat niet'),
        ("uren.toml", "[niveaus]\n90001 = 7\n", "7 kan niet"),
        ("uren.toml", "[uren]\nx = 1\n", "onbekend: uren"),
        ("uren.csv", "naam;waarde\nklokuren_module;veel\n", '"veel" is geen getal'),
        ("uren.csv", "naam;waarde\nniveau 90001;9\n", "9 kan niet"),
        ("uren.csv", "a;b\n", "naam en waarde ontbreken"),
    ],
)
def test_bad_hours_are_refused_with_their_place(tmp_path, name, text, said):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AlignError) as caught:
        load_assumptions(path)
    assert said in caught.value.render()
    assert name in caught.value.render()


def test_hours_of_a_team_count(tmp_path):
    path = tmp_path / "uren.csv"
    path.write_text("naam;waarde\nklokuren_keuzevak;80\nP/TU/01;120\nniveau 90001;3\n", "utf-8")
    table = load_assumptions(path)
    assert table["klokuren_keuzevak"] == 80
    assert (table.units["P/TU/01"], table.niveaus["90001"]) == (120, 3)


def test_several_profielen_at_once_are_refused():
    two = compared(programme(), dossier(), ())
    other = programme(profiel="DI")
    both = type(other)(other.source, other.side, (*two.left.items, *other.items))
    with pytest.raises(UsageError, match="één profiel"):
        planned(compared(both, dossier(), (Double("P/DI/01/01", "90001/W1"),)))
