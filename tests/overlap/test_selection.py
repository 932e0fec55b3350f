"""Which part is compared: every eindterm and werkproces is in a unit or listed as left out."""

from dataclasses import replace

import pytest
from small_curricula import BB, GL, KB, dossier, eindterm, hovenier, item, programme, tuin

from align.errors import UsageError
from align.model import Kind, Leerweg
from align.overlap.selection import Selection, check_kwalificaties, select_mbo, select_vmbo


def chosen(selection, curriculum=None):
    return [unit.id for unit in select_vmbo(curriculum or tuin(), selection).units]


def left_out(selected):
    return {entry.id: entry.why for entry in selected.not_compared}


def texts(unit):
    return [(passage.label, passage.text) for passage in unit.passages]


def test_without_a_choice_every_deeltaak_and_kerndeel_is_compared():
    assert chosen(Selection()) == [
        "PK/TU/a",
        "P/TU/01/01",
        "P/TU/01/02",
        "K/TU/02/01",
        "P/DI/01/01",
        "K/DI/09/01",
        "K/DI/09/02",
    ]


def test_a_unit_holds_its_title_and_its_eindtermen_in_order():
    unit = select_vmbo(tuin(), Selection(units=("P/TU/01",))).units[0]
    assert texts(unit) == [
        ("titel", "Een gazon maaien"),
        ("eindterm", "De kandidaat kan gras maaien met een loopmaaier"),
        ("eindterm", "De kandidaat kan de graskanten steken"),
        ("eindterm", "De kandidaat kan het maaisel afvoeren"),
    ]
    assert unit.context == ("Gazon en border",)
    assert unit.leerwegen == (BB, GL, KB)
    assert not unit.generic


def test_a_leerweg_keeps_its_own_eindtermen_and_those_without_one():
    selected = select_vmbo(tuin(), Selection(leerweg=BB, units=("P/TU/01",)))
    (mowing,) = selected.units
    assert [p.item for p in mowing.passages] == ["P/TU/01/01", "P/TU/01/01-1", "P/TU/01/01-3"]
    assert mowing.leerwegen == (BB,)


def test_a_deeltaak_without_eindtermen_for_the_leerweg_is_left_out_and_listed():
    listed = left_out(select_vmbo(tuin(), Selection(leerweg=BB, units=("P/TU/01",))))
    assert listed["P/TU/01/02"] == "heeft geen eindtermen voor leerweg BB"
    assert listed["P/TU/01/02-1"] == listed["P/TU/01/01-2"] == "geldt niet voor leerweg BB"


def test_a_deeltaak_without_any_eindterm_is_compared_by_its_title():
    (unit,) = select_vmbo(tuin(), Selection(leerweg=BB, units=("K/DI/09",))).units[:1]
    assert texts(unit) == [("titel", "Honing slingeren")]


def test_sections_of_an_eindterm_are_compared_too():
    text = eindterm("P/TU/01/01-1", "Kan maaien")
    text = replace(text, sections=tuple(hovenier().by_id["B1-K1-W1"].sections[:1]))
    items = [text if old.id == text.id else old for old in tuin().items]
    (unit, *_) = select_vmbo(programme(*items), Selection(units=("P/TU/01",))).units
    assert texts(unit)[2] == ("omschrijving", "De hovenier maait het gras en steekt de graskanten.")


def test_a_kerndeel_is_generic_from_the_start():
    (unit,) = select_vmbo(tuin(), Selection(units=("PK/TU",))).units
    assert unit.generic
    assert all(passage.generic for passage in unit.passages)


@pytest.mark.parametrize("code", ["P/TU/01", "p/tu/1", "P-TU-01", " p tu 001 "])
def test_a_code_is_found_however_it_is_written(code):
    assert chosen(Selection(units=(code,))) == ["P/TU/01/01", "P/TU/01/02"]


def test_a_code_that_stands_twice_chooses_both():
    assert chosen(Selection(units=("K/DI/09",))) == ["K/DI/09/01", "K/DI/09/02"]


def test_a_profiel_and_its_module_are_compared_once():
    assert chosen(Selection(units=("P/TU/01", "TU", "TU"))) == chosen(Selection(units=("TU",)))


@pytest.mark.parametrize("code", ["p/tu/09", "P/TV/01", "TUU"])
def test_an_unknown_code_names_near_ones(code):
    with pytest.raises(UsageError, match=f"unit {code} komt niet voor") as caught:
        chosen(Selection(units=("DI", code)))
    assert caught.value.exit_code == 2
    assert caught.value.where == "programma"
    assert "TU" in caught.value.advice.removeprefix("Bedoelt u ").split(",")[0]


def test_a_code_of_signs_alone_chooses_nothing():
    nameless = programme(item("", Kind.PROFIEL, "Zonder code", id="z"))
    with pytest.raises(UsageError, match="unit / komt niet voor") as caught:
        chosen(Selection(units=("/",)), nameless)
    assert caught.value.advice == "Deze bron noemt geen codes van units."


def test_a_leerweg_for_which_nothing_is_left_is_wrong_usage():
    with pytest.raises(UsageError, match="leerweg TL") as caught:
        chosen(Selection(leerweg=Leerweg.TL, units=("K/TU/02",)))
    assert "--leerweg" in caught.value.advice


def test_a_source_without_deeltaken_says_so():
    with pytest.raises(UsageError, match="geen deeltaken"):
        chosen(Selection(), programme(item("TU", Kind.PROFIEL, "Tuin")))


def test_what_was_not_chosen_is_listed_by_its_largest_part():
    listed = left_out(select_vmbo(tuin(), Selection(units=("P/TU/01",))))
    unchosen = {name for name, why in listed.items() if why == "niet gekozen (--unit)"}
    assert unchosen == {"PK/TU", "K/TU/02", "DI"}


def test_a_taak_and_an_eindterm_that_hangs_loose_are_listed():
    loose = item("L-1", Kind.EINDTERM, "Kan zwemmen")
    selected = select_vmbo(programme(*tuin().items, loose), Selection())
    assert "hangt niet onder een deeltaak" in left_out(selected)["L-1"]
    assert "de deeltaken tellen" in left_out(selected)["P/TU/01/MT"]
    unchosen = select_vmbo(programme(*tuin().items, loose), Selection(units=("TU",)))
    assert left_out(unchosen)["L-1"] == "niet gekozen (--unit)"


@pytest.mark.parametrize("leerweg", [None, *Leerweg])
@pytest.mark.parametrize("units", [(), ("TU",), ("P/TU/01",), ("DI", "K/TU/02")])
def test_every_eindterm_is_compared_or_listed_and_never_both(leerweg, units):
    curriculum = tuin()
    try:
        selected = select_vmbo(curriculum, Selection(leerweg, units))
    except UsageError:
        pytest.fail("each choice here leaves something")
    compared = {passage.item for unit in selected.units for passage in unit.passages}
    listed = set(left_out(selected))
    assert compared.isdisjoint(listed)
    for found in curriculum.of_kind(Kind.EINDTERM, Kind.DEELTAAK, Kind.KERNDEEL, Kind.TAAK):
        above = {found.id, *(a.id for a in curriculum.ancestors(found))}
        assert (found.id in compared) != bool(above & listed), found.id


def test_a_loop_in_the_source_ends():
    looped = programme(
        *tuin().items,
        item("A", Kind.MODULE, "Slang", "B"),
        item("B", Kind.MODULE, "Staart", "A"),
    )
    assert chosen(Selection(), looped) == chosen(Selection())


def mbo(*crebos, curriculum=None):
    return select_mbo(curriculum or hovenier(), Selection(kwalificaties=crebos))


def test_without_a_choice_every_werkproces_is_compared():
    assert [unit.id for unit in mbo().units] == [
        "B1-K1-W1",
        "B1-K2-W1",
        "P1-K1-W1",
        "P2-K1-W1",
    ]


def test_of_a_werkproces_title_omschrijving_and_resultaat_are_compared():
    unit = mbo().units[0]
    assert texts(unit) == [
        ("titel", "Maait gras"),
        ("omschrijving", "De hovenier maait het gras en steekt de graskanten."),
        ("omschrijving", "Hij stelt een maairobot in."),
        ("resultaat", "Het gazon is gemaaid."),
    ]
    assert unit.context == ("Onderhoudt groen",)
    assert unit.niveaus == (2, 4)
    assert mbo().units[2].context == ("Plant aan", "Medewerker hovenier")


def test_a_kwalificatie_brings_the_basis_and_only_its_own_additions():
    selected = mbo("90002")
    assert [unit.id for unit in selected.units] == ["B1-K1-W1", "B1-K2-W1", "P1-K1-W1"]
    assert ("omschrijving", "Hij stelt een maairobot in.") not in texts(selected.units[0])
    assert ("omschrijving", "Hij stelt een maairobot in.") in texts(mbo("90004").units[0])


def test_the_basis_has_the_niveau_of_the_kwalificatie_that_was_chosen():
    assert mbo("90002").units[0].niveaus == (2,)
    assert mbo("90004").units[0].niveaus == (4,)


def test_what_belongs_to_another_kwalificatie_is_listed_and_vakkennis_too():
    listed = left_out(mbo("90002"))
    assert listed["D/h4"] == "deze kwalificatie is niet gekozen"
    assert "vakkennis hoort bij de hele kerntaak" in listed["B1-K1/v1"]
    only = item("B1-K3", Kind.KERNTAAK, "Verkoopt", "D", only_for=("D/h4",))
    below = item("B1-K3-W1", Kind.WERKPROCES, "Verkoopt planten", "B1-K3")
    selected = mbo("90002", curriculum=dossier(*hovenier().items, only, below))
    assert left_out(selected)["B1-K3"] == "hoort bij een kwalificatie die niet is gekozen"
    assert "B1-K3-W1" not in {unit.id for unit in selected.units}


def test_a_dossier_of_which_no_kwalificatie_is_chosen_brings_no_basis():
    other = (
        item("E", Kind.DOSSIER, "Imker"),
        item("E-K1", Kind.KERNTAAK, "Houdt bijen", "E"),
        item("E-K1-W1", Kind.WERKPROCES, "Slingert honing", "E-K1"),
        item("E-P1", Kind.KWALIFICATIE, "Imker", "E", crebo="90009"),
    )
    selected = mbo("90002", curriculum=dossier(*hovenier().items, *other))
    assert "E-K1-W1" not in {unit.id for unit in selected.units}
    assert left_out(selected)["E"] == "geen kwalificatie van dit dossier is gekozen"
    assert mbo("90002", curriculum=dossier(*other)).units == ()


@pytest.mark.parametrize("crebos", [(), ("90002",), ("90004",), ("90002", "90004")])
def test_every_werkproces_is_compared_or_listed_and_never_both(crebos):
    curriculum = hovenier()
    selected = mbo(*crebos)
    compared = {unit.id for unit in selected.units}
    listed = set(left_out(selected))
    for found in curriculum.of_kind(Kind.WERKPROCES, Kind.VAKKENNIS):
        above = {found.id, *(a.id for a in curriculum.ancestors(found))}
        assert (found.id in compared) != bool(above & listed), found.id


def test_a_keuzedeel_is_compared_whatever_kwalificatie_is_chosen():
    loose = dossier(item("KD1", Kind.KEUZEDEEL, "Bosbouw"))
    (unit,) = mbo("90002", curriculum=loose).units
    assert unit.context == ()


def test_an_unknown_crebo_names_those_that_are_there():
    check_kwalificaties([hovenier()], ["90002", "90004"])
    with pytest.raises(UsageError, match="kwalificatie 12345 komt niet voor") as caught:
        check_kwalificaties([hovenier()], ["90002", "12345"])
    assert caught.value.advice == (
        "Kies uit: 90002 (Medewerker hovenier), 90004 (Vakexpert hovenier)."
    )
    with pytest.raises(UsageError) as caught:
        check_kwalificaties([dossier(item("KD1", Kind.KEUZEDEEL, "Bosbouw"))], ["90002"])
    assert "geen enkele bron noemt een crebo" in caught.value.advice
