"""Where a number turns, and every refusal of the planner to the letter."""

from dataclasses import replace

import pytest
from refusals import fault_of
from small_overlap import (
    KB,
    Double,
    compared,
    decided,
    decisions,
    dossier,
    item,
    programme,
    usual,
    without_domein,
)

from align.errors import InputError, UsageError
from align.model import (
    Conflict,
    Curriculum,
    Decisions,
    Fact,
    Kind,
    Leerweg,
    Place,
    PlanUnit,
    Role,
    Side,
    Source,
    Teacher,
    Verdict,
)
from align.planning.assumptions import changed
from align.planning.calendar import Period, is_spread, may_stand, periods
from align.planning.clash import smallest_clash
from align.planning.kwalificaties import (
    Known,
    find_kwalificaties,
    niveau_of,
    plain,
    same_domein,
    share_of,
)
from align.planning.milp import INFEASIBLE, OPTIMAL, Program
from align.planning.nearness import nearness, returning
from align.planning.plan import tasks_of
from align.planning.request import Request, check, compared_leerweg, to_compare
from align.planning.rules import figure
from align.planning.solve import clash_words
from align.planning.switching import switches
from align.planning.units import klokuren_of, spread

DLR = "doorlopende-leerroute"


def asked(route=DLR, leerweg=KB, crebos=("90001",), overlap=None, **more):
    return check(Request(route, leerweg, crebos, **more), overlap or usual())


# What is asked


def test_refusals_name_what_can_be_done():
    overlap = usual()
    assert fault_of(asked, route="snelweg")[:2] == (UsageError, 'route "snelweg" bestaat niet')
    assert fault_of(asked, route="geintegreerde-route") == (
        *(
            UsageError,
            "Geïntegreerde route naar niveau 2 is er niet voor leerweg KB",
            "",
        ),
        "Deze route is voor BB; 'align routes' toont welke routes er voor een leerweg zijn.",
    )
    assert fault_of(asked, route="vm2", leerweg=Leerweg.BB, mbo_leerweg="bbl")[3] == "Kies bol."
    assert fault_of(asked, crebos=("1",)) == (
        *(UsageError, "kwalificatie 1 komt niet voor in de mbo-bronnen", ""),
        "Kies uit: 90001 (Medewerker 90001), 90002 (Medewerker 90002).",
    )
    assert fault_of(asked, crebos=(), domein="Zee") == (
        *(UsageError, 'domein "Zee" komt niet voor in de mbo-bronnen', "", "Kies uit: Buiten."),
    )
    assert fault_of(asked, crebos=(), domein="Zee", overlap=without_domein(overlap))[3] == (
        "Geen bron noemt er een."
    )
    kind, what, _, advice = fault_of(asked, leerweg=Leerweg.BB, overlap=usual(niveau=4))
    assert kind is UsageError
    assert what.endswith(
        "brengt BB niet naar niveau 4 (Medewerker 90001, 90001); wel naar niveau 2 (regel M12)"
    )
    assert advice == (
        "Kies een andere --kwalificatie, --leerweg of --route; 'align routes' toont wie een route "
        "mag volgen."
    )


def mbo(*items):
    return Curriculum(Source("dossier", "proef", "Proef", "2031", "1" * 64), Side.MBO, items)


def test_a_kwalificatie_that_cannot_be_planned_says_why():
    bare = item("90005", Kind.KWALIFICATIE, title="Kunstenaar", crebo="90005")
    work = item("90005/W1", Kind.WERKPROCES, "90005", title="Schildert")
    assert fault_of(asked, crebos=("90005",), overlap=compared(programme(), mbo(bare, work))) == (
        *(UsageError, "van kwalificatie 90005 (Kunstenaar) is het niveau niet bekend"),
        "klein.json, 90005",
        'Geef het op in een bestand voor --hours: [niveaus] met "90005" = 2.',
    )
    empty = replace(bare, niveaus=(2,))
    assert fault_of(asked, crebos=("90005",), overlap=compared(programme(), mbo(empty))) == (
        *(UsageError, "kwalificatie 90005 (Kunstenaar) heeft in de bronnen geen werkprocessen"),
        *("klein.json, 90005", "Geef ook het dossier of een examenplan van deze kwalificatie mee."),
    )
    assert fault_of(asked, crebos=(), overlap=compared(programme(), mbo(empty))) == (
        *(UsageError, "de mbo-bronnen noemen geen kwalificatie met een crebo en werkprocessen"),
        "dossier",
        "Geef een dossier van SBB, een examenplan of een tabel met kwalificaties mee.",
    )
    assert fault_of(asked, crebos=("1",), overlap=compared(programme(), mbo(empty)))[3] == (
        "Kies uit: geen enkele bron noemt een crebo."
    )


def test_contradictory_decisions_are_named_by_their_pair():
    one, two = decided("A", "B"), decided("A", "B", Verdict.AFGEWEZEN)
    told = Decisions(conflicts=(Conflict((one, two), ("besluit", "klokuren")),))
    assert fault_of(asked, decisions=told) == (
        InputError,
        "besluiten over hetzelfde paar spreken elkaar tegen (besluit, klokuren)",
        "A × B",
        "Maak er één besluit van; 'align decisions' toont wie wat zegt.",
    )


def test_what_is_asked_is_filled_in_from_the_sources():
    found = asked(overlap=usual(rulings=["KD2"]))
    assert (found.target.item.crebo, found.named, found.domein) == ("90001", ("90001",), "Buiten")
    assert [other.item.crebo for other in found.others] == ["90002"]
    assert found.ruled_out == {("90001", "KD2")}
    both = asked(crebos=("90002", "90001", "90002"))
    assert both.named == ("90002", "90001")
    assert both.target.item.crebo == "90002"
    assert [other.item.crebo for other in both.others] == ["90001"]
    alone = asked(crebos=("90001", "90002"), overlap=without_domein(usual()))
    assert (alone.domein, [k.item.crebo for k in alone.others]) == ("", ["90002"])
    assert to_compare(Request(DLR, KB, ("90001",)), usual().right) == ("90001", "90002")
    assert to_compare(Request(DLR, KB, ("90001",)), without_domein(usual()).right) == ("90001",)
    assert [compared_leerweg(lw) for lw in (Leerweg.TL, Leerweg.KB)] == [Leerweg.GL, Leerweg.KB]


def test_own_hours_and_hours_without_room_are_refused():
    def planned(values, units=None):
        tasks_of(usual(), Request(DLR, KB, ("90001",), assumptions=changed(values, units)))

    assert fault_of(planned, {}, {"Z/1": 1, "A/2": 1}) == (
        *(UsageError, "geen onderdeel van dit plan heeft code A/2, Z/1", "[eenheden]"),
        "Gebruik codes van modules, keuzevakken, werkprocessen of keuzedelen.",
    )
    assert fault_of(planned, {"klokuren_module": 400}) == (
        InputError,
        (
            "modules en keuzevakken vragen 2000 klokuren, 150 meer dan leerjaar 3 en 4 van het "
            "vmbo hebben"
        ),
        *("aannames", "Verlaag klokuren_module of klokuren_keuzevak."),
    )
    assert fault_of(planned, {"bpv_boven_minimum": 846}) == (
        InputError,
        (
            "van 2000 klokuren blijft na bpv (1296), generiek (400) en keuzedelen (300) 4 over "
            "voor 5 werkprocessen"
        ),
        *("aannames", "Verlaag bpv_boven_minimum of generiek_bol_per_jaar."),
    )
    planned({"bpv_boven_minimum": 845})


def test_decisions_that_name_more_hours_than_there_are_are_refused():
    told = decisions(
        decided("P/TU/01/01", "90001/W1", klokuren=30),
        decided("P/TU/01/01", "90001/W2", klokuren=21),
    )
    kind, what, where, advice = fault_of(
        tasks_of, usual(), Request(DLR, KB, ("90001",), decisions=told)
    )
    assert (kind, what) == (
        *(InputError, "besluiten geven hier 51 klokuren vrij, en het heeft er 50"),
    )
    assert where == "P/TU/01/01"
    assert advice == "Verlaag de klokuren in deze besluiten, of geef het onderdeel meer uren."
    fits = decisions(
        decided("P/TU/01/01", "90001/W1", klokuren=30),
        decided("P/TU/01/01", "90001/W2", klokuren=20),
    )
    (task, *_) = tasks_of(usual(), Request(DLR, KB, ("90001",), decisions=fits))
    assert task.doubles.bounds["P/TU/01/01"] == 50


# Kwalificaties


@pytest.mark.parametrize(
    ("title", "niveau"),
    [
        ("Gespecialiseerd pedagogisch medewerker", 4),
        ("Allround medewerker", 3),
        ("Eerste monteur", 3),
        ("Helpende zorg", 2),
        ("Basis dienstverlener", 2),
        ("Dienstverlener", 4),
        ("Medewerker groen", 2),
        ("Kok", 2),
        ("Assistent bouw", 1),
        ("Kunstenaar", 0),
    ],
)
def test_a_niveau_is_read_from_the_most_telling_word(title, niveau):
    named = item("x", Kind.KWALIFICATIE, title=title, crebo="9")
    assert niveau_of(named, {}) == niveau
    assert niveau_of(named, {"9": 1}) == 1
    assert niveau_of(replace(named, niveaus=(4, 3)), {}) == 3


def test_of_documents_with_one_kwalificatie_that_with_most_text_counts():
    plain_one = dossier()
    work = plain_one.items[1]
    assert work.kind is Kind.WERKPROCES
    found = find_kwalificaties([plain_one, dossier(werkprocessen=2)])
    assert list(found) == ["90001", "90002"]
    assert len(found["90001"].werkprocessen) == 5
    assert (found["90001"].niveau, found["90001"].known, found["90001"].years) == (2, Known.BRON, 2)
    own = find_kwalificaties([plain_one], {"90001": 3}, {"90001": 1})["90001"]
    assert (own.niveau, own.known, own.years) == (3, Known.OPGAVE, 1)


def test_duration_comes_from_the_source_or_the_norm_of_the_niveau():
    stated = (Fact("studieduur", "3", Place("a")),)
    strange = (Fact("studieduur", "drie", Place("a")),)
    for facts, years in ((stated, 3), (strange, 2), ((), 2)):
        one = item("A", Kind.KWALIFICATIE, title="A", crebo="1", niveaus=(2,), facts=facts)
        curriculum = mbo(one, item("W", Kind.WERKPROCES, "A"))
        assert find_kwalificaties([curriculum])["1"].years == years


def test_werkprocessen_are_those_of_the_kwalificatie_and_of_its_basis():
    curriculum = mbo(
        item("D", Kind.DOSSIER, facts=(Fact("domein", "Zee", Place("a")),)),
        item("B1", Kind.KERNTAAK, "D"),
        item("B1/W1", Kind.WERKPROCES, "B1"),
        item("B2", Kind.KERNTAAK, "D", only_for=("K2",)),
        item("B2/W1", Kind.WERKPROCES, "B2"),
        item("K1", Kind.KWALIFICATIE, "D", crebo="1", niveaus=(2,)),
        item("K1/T", Kind.KERNTAAK, "K1"),
        item("K1/W1", Kind.WERKPROCES, "K1/T"),
        item("K2", Kind.KWALIFICATIE, "D", crebo="2", niveaus=(3,)),
        item("K2/W1", Kind.WERKPROCES, "K2"),
    )
    found = find_kwalificaties([curriculum])
    one, two = found["1"], found["2"]
    assert [w.id for w in one.werkprocessen] == ["B1/W1", "K1/W1"]
    assert [w.id for w in two.werkprocessen] == ["B1/W1", "B2/W1", "K2/W1"]
    assert share_of(one, two) == 1 / 2
    assert share_of(two, one) == 1 / 3
    assert (one.domein, one.root) == ("Zee", "D")
    assert one.in_domein("zee")
    assert not one.in_domein("")
    assert same_domein(one, two)
    assert not same_domein(one, two, "Lucht") or one.in_domein("Zee")
    assert curriculum.fact(one.item, "niets") == ""


def test_without_a_domein_a_dossier_holds_kwalificaties_together():
    def one(name):
        return (
            item(name, Kind.DOSSIER),
            item(f"{name}1", Kind.KWALIFICATIE, name, crebo=f"{name}1", niveaus=(2,)),
            item(f"{name}1/W", Kind.WERKPROCES, f"{name}1"),
            item(f"{name}2", Kind.KWALIFICATIE, name, crebo=f"{name}2", niveaus=(2,)),
            item(f"{name}2/W", Kind.WERKPROCES, f"{name}2"),
        )

    found = find_kwalificaties([mbo(*one("A"), *one("B"))])
    assert same_domein(found["A1"], found["A2"])
    assert not same_domein(found["A1"], found["B1"])
    assert plain("  Doet \n WERK ") == "doet werk"


# Time


def test_periods_have_the_time_of_their_leerjaar():
    table = changed({"periodes_per_jaar": 2, "zomer_klokuren": 120})
    found = periods(asked(assumptions=table), 3)
    assert [(p.name, p.room) for p in found] == [
        *(("3.1", 500), ("3.2", 500), ("4.1", 500), ("4.2", 500), ("4.zomer", 120)),
        *(("5.1", 500), ("5.2", 500)),
    ]
    two = periods(asked(route="tweestap", assumptions=changed({"periodes_per_jaar": 2})), 4)
    assert [p.name for p in two] == ["3.1", "3.2", "4.1", "4.2", "5.1", "5.2", "6.1", "6.2"]
    assert {p.room for p in two[:4]} <= {462, 463}
    assert spread(7, 3) == (3, 2, 2)
    assert spread(7, 0) == ()


def unit(role, side=Side.VMBO):
    return PlanUnit("u", side, role, "", "", 10)


@pytest.mark.parametrize(
    ("route", "role", "side", "yes", "no"),
    [
        (DLR, Role.MODULE, Side.VMBO, ["3.1", "4.4", "5.3"], ["5.4", "6.1", "4.0"]),
        (DLR, Role.KEUZEVAK, Side.VMBO, ["3.1", "5.3"], ["5.4", "6.1", "4.0"]),
        (DLR, Role.ALGEMEEN, Side.VMBO, ["3.1", "4.4"], ["5.1", "4.0"]),
        (DLR, Role.WERKPROCES, Side.MBO, ["3.1", "6.4"], ["4.0"]),
        (DLR, Role.GENERIEK, Side.MBO, ["5.1", "6.4"], ["4.4", "4.0"]),
        (DLR, Role.BPV, Side.MBO, ["4.1", "4.0", "6.4"], ["3.4"]),
        ("tweestap", Role.MODULE, Side.VMBO, ["3.1", "4.3"], ["4.4", "5.1"]),
        ("tweestap", Role.WERKPROCES, Side.MBO, ["5.1"], ["4.4"]),
        ("tweestap", Role.BPV, Side.MBO, ["5.1"], ["4.4"]),
    ],
)
def test_what_may_stand_when(route, role, side, yes, no):
    request, one = asked(route=route), unit(role, side)

    def period(name):
        leerjaar, number = map(int, name.split("."))
        return Period(leerjaar, number, 100)

    assert [name for name in yes if not may_stand(request, one, period(name))] == []
    assert [name for name in no if may_stand(request, one, period(name))] == []
    assert is_spread(one) == (role in (Role.ALGEMEEN, Role.GENERIEK))


def test_study_load_becomes_klokuren_by_the_kind_of_route():
    assert klokuren_of(asked(), 240) == 150
    bbl = asked(mbo_leerweg="bbl")
    assert klokuren_of(bbl, 240) == round(240 * figure("M4", "bot") / 1600) == 30
    with pytest.raises(KeyError, match="M3"):
        figure("M3", "bpv", "2", "te diep")


# What counts elsewhere


def test_switch_value_is_a_share_of_mbo_hours():
    request = asked()
    units = {
        "w": replace(unit(Role.WERKPROCES, Side.MBO), id="w", counts_for=("90002",)),
        "x": replace(unit(Role.WERKPROCES, Side.MBO), id="x"),
        "b": replace(unit(Role.BPV, Side.MBO), id="b"),
        "v": replace(unit(Role.MODULE), id="v", counts_for=("90002",)),
    }

    def share(**hours):
        ((one),) = switches(request, hours, units)
        assert (one.crebo, one.title) == ("90002", "Medewerker 90002")
        return one.share

    assert share() == share(v=100) == 0.0
    assert share(w=30, x=10) == 0.75
    assert share(w=30, x=10, b=40, v=500) == 0.75
    assert share(b=40) == 0.0
    assert share(w=1, x=2) == 0.3333


def test_near_is_the_likeliest_pair_that_nobody_rejected():
    doubles = [
        Double("P/TU/01/01", "90001/W1", probability=0.6),
        Double("P/TU/01/02", "90001/W1", probability=0.8),
        Double("P/TU/02/01", "90001/W2", probability=0.4, overlap=False),
        Double("P/TU/02/02", "KD1", probability=0.7),
    ]
    overlap = compared(programme(), dossier(), doubles)
    assert nearness(asked(overlap=overlap), overlap) == {
        "90001/W1": 0.8,
        "90001/W2": 0.4,
        "KD1": 0.7,
    }
    assert returning(asked(overlap=overlap), overlap) == {"P/TU/01/01": 0.5, "P/TU/01/02": 0.5}
    told = decisions(
        decided("P/TU/01/02", "90001/W1", Verdict.AFGEWEZEN), decided("P/TU/02/01", "90001/W2")
    )
    request = asked(overlap=overlap, decisions=told)
    assert nearness(request, overlap) == {"90001/W1": 0.6, "90001/W2": 1.0, "KD1": 0.7}
    assert returning(request, overlap) == {"P/TU/01/01": 0.5, "P/TU/02/01": 0.5}


# What is double


def doubles_of(told=None, pairs=(), values=None, route=DLR):
    overlap = compared(programme(), dossier(), pairs or usual_pairs())
    request = Request(route, KB, ("90001",), decisions=told, assumptions=changed(values or {}))
    return tasks_of(overlap, request)[0].doubles


def usual_pairs():
    return (Double("P/TU/01/01", "90001/W1", frozenset({0, 1, 2}), frozenset({1, 2})),)


def test_a_pair_frees_the_smaller_of_both_shares_rounded_down():
    (pair,) = doubles_of().pairs
    assert (pair.most, pair.klokuren, pair.left_hours, pair.right_hours) == (37, 0, 50, 170)
    assert (pair.left_bound, pair.right_bound) == (37, 85)
    assert (pair.relieved, pair.teacher, pair.decided, pair.fixed) == (
        *(Side.MBO, "vmbo", False, False),
    )
    assert doubles_of(values={"deel_herhaling": 0.5}).pairs[0].most == 18
    assert doubles_of(values={"deel_herhaling": 0.02}).pairs == ()


@pytest.mark.parametrize(
    ("teacher", "relieved", "shown"),
    [
        (None, Side.MBO, "vmbo"),
        (Teacher.VMBO, Side.MBO, "vmbo"),
        (Teacher.MBO, Side.VMBO, "mbo"),
        (Teacher.SAMEN, Side.MBO, "samen"),
    ],
)
@pytest.mark.parametrize("pair", [("P/TU/01/01", "90001/W1"), ("P/TU/03/01", "90001/W3")])
def test_people_say_who_teaches_and_how_many_hours(teacher, relieved, shown, pair):
    told = decisions(decided(*pair, klokuren=7.4, teaches=teacher))
    found = next(p for p in doubles_of(told).pairs if (p.left, p.right) == pair)
    assert (found.most, found.relieved, found.teacher) == (7, relieved, shown)
    assert (found.decided, found.fixed) == (True, True)


def test_a_decision_without_hours_frees_what_comes_back_and_elsewhere_nothing():
    told = decisions(decided("P/TU/01/01", "90001/W1"), decided("P/TU/03/01", "90001/W3"))
    (pair,) = doubles_of(told).pairs
    assert (pair.most, pair.decided, pair.fixed) == (37, True, False)
    rejected = decisions(decided("P/TU/01/01", "90001/W1", Verdict.AFGEWEZEN, klokuren=5))
    assert doubles_of(rejected).pairs == ()
    open_still = decisions(decided("P/TU/01/01", "90001/W1", Verdict.BESPREKEN, klokuren=5))
    (pair,) = doubles_of(open_still).pairs
    assert (pair.most, pair.decided, pair.fixed) == (37, False, False)


# The solver


def test_a_program_is_solved_to_a_proven_optimum_in_whole_numbers():
    program = Program()
    x, y = program.variable("x", 3, worth=2.0), program.variable("los/y", 10, 1, worth=1.0)
    program.row("samen", {x: 2.0, y: 2.0}, high=9)
    found = program.solve()
    assert found.status == OPTIMAL
    assert dict(found.values) == {"x": 3.0, "los/y": 1.0}
    assert (found.objective, found.bound, found.gap) == (7.0, 7.0, 0.0)
    assert program.solve(without=("samen",)).objective == 16.0
    assert program.solve(loose=("los/",)).objective == 7.5
    assert (program.rules, program.knows("x"), program.knows("z")) == (("samen",), True, False)
    program.fix("x", 2.0)
    assert program.solve().objective == 6.0
    program.worth({"los/y": -1.0})
    assert program.solve().objective == -1.0
    program.row("te veel", {x: 1.0}, low=3)
    assert program.solve().status == INFEASIBLE
    assert program.solve().values == {}


def test_the_smallest_clash_leaves_out_what_is_always_so():
    program = Program()
    x = program.variable("x", 10)
    program.row("altijd", {x: 1.0}, low=5)
    program.row("b", {x: 1.0}, high=4)
    program.row("a", {x: 1.0}, high=9)
    assert smallest_clash(program) == ("b",)
    assert clash_words(("tijd", "V5")) == (
        "dit gaat niet samen: de tijd die de route per periode heeft; het minimum aan keuzevakken"
    )
