"""Registers add what a document does not say; what it says stays, and contradictions are named."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import (
    Curriculum,
    Fact,
    Hours,
    HourUnit,
    Item,
    Kind,
    Place,
    Ruling,
    Section,
    Side,
    Source,
    SourceWarning,
)
from align.sources import load, load_each
from align.sources.enrich import DIFFERS, documents_and_registers, enrich, gained

HERE = Place("examenplan.pdf", page=3)
THERE = Place("crebolijst.csv", line=7, record="29101")
DEFINITION = Place("competentnl.jsonl", line=2, record="29101")
LIST = Place("keuzedelen.json", line=9, record="K9001")


def document(*items, form="oer-pdf", rulings=()):
    source = Source(f"{form}.x", form, f"Bron {form}", "", "0" * 64)
    return Curriculum(source, Side.MBO, items, rulings=rulings)


BAKKER = Item("oer/1", Kind.KWALIFICATIE, "", "Broodbakker", "", HERE, crebo="29101")
TAART = Item("oer/2", Kind.KEUZEDEEL, "K9001", "Taarten glaceren", "", HERE)
CREBOS = document(
    Item(
        "crebo/29101",
        Kind.KWALIFICATIE,
        "",
        "Broodbakker",
        "",
        THERE,
        niveaus=(3,),
        crebo="29101",
        facts=(Fact("domein", "Brood (EZ)", THERE), Fact("leerweg", "BOL/BBL", THERE)),
    ),
    form="register-crebo",
)
COMPETENTNL = document(
    Item(
        "competentnl/29101",
        Kind.KWALIFICATIE,
        "",
        "Broodbakker",
        "",
        DEFINITION,
        sections=(Section("typering", "Bakt brood.", DEFINITION),),
        crebo="29101",
    ),
    form="register-competentnl",
)
KEUZEDELEN = document(
    Item(
        "sbb/keuzedeel/K9001",
        Kind.KEUZEDEEL,
        "K9001",
        "Taarten glaceren",
        "",
        LIST,
        sections=(Section("omschrijving", "Glaceert taarten.", LIST),),
        hours=Hours(240, HourUnit.SBU),
    ),
    form="register-keuzedelen",
)
RULINGS = document(
    form="register-overlap",
    rulings=(
        Ruling("29101", "K9001", "Ja", "Taarten glaceren", "2031-01-01", Place("o.json", line=3)),
        Ruling("29999", "K9001", "Ja", "Taarten glaceren", "2031-01-01", Place("o.json", line=9)),
    ),
)
REGISTERS = (CREBOS, COMPETENTNL, KEUZEDELEN, RULINGS)


def test_a_title_only_kwalificatie_gets_definition_domein_and_niveau_each_with_its_source():
    before = document(BAKKER)
    after = enrich(before, REGISTERS)
    (bakker,) = after.items
    assert bakker.niveaus == (3,)
    assert bakker.sections == (Section("typering", "Bakt brood.", DEFINITION),)
    assert bakker.facts == (
        Fact("niveau", "3", THERE),
        Fact("domein", "Brood (EZ)", THERE),
        Fact("leerweg", "BOL/BBL", THERE),
    )
    assert (bakker.id, bakker.title, bakker.place) == (BAKKER.id, BAKKER.title, HERE)
    assert after.warnings == ()
    assert [(f.name, f.value) for f in after.facts] == [
        ("verrijkt", "Bron register-crebo"),
        ("verrijkt", "Bron register-competentnl"),
    ]
    assert gained(before, after) == {
        "met typering": 1,
        "met domein": 1,
        "met niveau": 1,
        "uitspraken over overlap": 1,
    }


def test_rulings_about_its_kwalificaties_come_along():
    assert enrich(document(BAKKER), REGISTERS).rulings == RULINGS.rulings[:1]


def test_a_keuzedeel_gets_its_text_and_hours_by_code():
    (taart,) = enrich(document(TAART), REGISTERS).items
    assert taart.hours == Hours(240, HourUnit.SBU)
    assert taart.sections[0].text == "Glaceert taarten."
    assert taart.facts == (Fact("sbu", "240", LIST),)


def test_a_keuzedeel_without_code_is_found_by_a_title_that_stands_there_once():
    unnamed = replace(TAART, code="", title="Taarten Glaceren (240 sbu)")
    after = enrich(document(unnamed), REGISTERS)
    assert after.items[0].code == "K9001"
    assert [f"{w.place}: {w.message}" for w in after.warnings] == [
        (
            "examenplan.pdf, blz. 3: keuzedeel zonder code; op titel gevonden: "
            "K9001 (keuzedelen.json, regel 9, K9001)"
        )
    ]
    twice = document(*KEUZEDELEN.items, replace(KEUZEDELEN.items[0], id="x"), form="register-x")
    assert enrich(document(unnamed), [twice]).items == (unnamed,)


def test_of_two_entries_with_one_code_the_one_with_the_same_title_speaks():
    other = replace(KEUZEDELEN.items[0], id="x", title="Iets anders", hours=None, sections=())
    register = document(other, *KEUZEDELEN.items, form="register-keuzedelen")
    after = enrich(document(TAART), [register])
    assert after.items[0].hours == Hours(240, HourUnit.SBU)
    assert after.warnings == ()


def test_what_the_document_says_stays_and_both_places_are_named():
    own = replace(
        BAKKER,
        title="Banketbakker",
        niveaus=(2,),
        sections=(Section("typering", "Eigen tekst.", HERE),),
        facts=(Fact("domein", "Schepen", HERE), Fact("leerweg", "BBL", HERE)),
    )
    after = enrich(document(own), REGISTERS)
    assert after.items == (own,)
    where = "crebolijst.csv, regel 7, 29101"
    assert [w.message for w in after.warnings] == [
        f"{DIFFERS}: domein is hier 'Schepen', en 'Brood (EZ)' in {where}",
        f"{DIFFERS}: niveau is hier '2', en '3' in {where}",
        (
            f"{DIFFERS}: titel is hier 'Banketbakker', en 'Broodbakker' in "
            "competentnl.jsonl, regel 2, 29101"
        ),
        f"{DIFFERS}: titel is hier 'Banketbakker', en 'Broodbakker' in {where}",
    ]
    assert {w.place for w in after.warnings} == {HERE}


def test_two_registers_that_disagree_are_both_named():
    elsewhere = Place("andere.csv", line=2)
    other = replace(CREBOS.items[0], niveaus=(4,), place=elsewhere, facts=())
    after = enrich(document(BAKKER), [CREBOS, document(other, form="register-crebo2")])
    assert after.items[0].niveaus == (3,)
    assert after.warnings == (
        SourceWarning(THERE, f"{DIFFERS}: niveau is hier '3', en '4' in andere.csv, regel 2"),
    )


@pytest.mark.parametrize(
    "item",
    [
        replace(BAKKER, crebo=""),
        replace(BAKKER, crebo="29102"),
        replace(BAKKER, kind=Kind.WERKPROCES),
        replace(TAART, code="K9999"),
        replace(TAART, code="", title=""),
    ],
)
def test_what_no_register_knows_stays_as_it_is(item):
    after = enrich(document(item), REGISTERS)
    assert after == document(item)


def test_documents_and_registers_are_told_apart():
    plan = document(BAKKER)
    assert documents_and_registers([CREBOS, plan, RULINGS]) == ((plan,), (CREBOS, RULINGS))


_TITLES = st.sampled_from(["Broodbakker", "Taarten glaceren", "Iets", ""])
_ITEMS = st.builds(
    Item,
    id=st.uuids().map(str),
    kind=st.sampled_from([Kind.KWALIFICATIE, Kind.DOSSIER, Kind.KEUZEDEEL, Kind.WERKPROCES]),
    code=st.sampled_from(["", "K9001", "K9002"]),
    title=_TITLES,
    parent=st.just(""),
    place=st.just(HERE),
    sections=st.lists(
        st.builds(Section, st.sampled_from(["typering", "omschrijving"]), _TITLES, st.just(HERE)),
        max_size=2,
    ).map(tuple),
    niveaus=st.sampled_from([(), (2,), (3,)]),
    hours=st.sampled_from([None, Hours(480, HourUnit.SBU)]),
    crebo=st.sampled_from(["", "29101"]),
    facts=st.lists(
        st.builds(Fact, st.sampled_from(["domein", "leerweg"]), _TITLES, st.just(HERE)), max_size=2
    ).map(tuple),
)


@given(st.lists(_ITEMS, max_size=4, unique_by=lambda i: i.id), st.permutations(REGISTERS))
def test_enriching_adds_only_and_a_second_time_adds_nothing(items, registers):
    before = document(*items)
    after = enrich(before, registers)
    assert enrich(after, registers) == after
    for old, new in zip(before.items, after.items, strict=True):
        assert new.sections[: len(old.sections)] == old.sections
        assert new.facts[: len(old.facts)] == old.facts
        assert old.niveaus in ((), new.niveaus)
        assert old.hours in (None, new.hours)
        assert old.title in ("", new.title)
        assert (new.id, new.kind, new.parent, new.place) == (
            old.id,
            old.kind,
            old.parent,
            old.place,
        )


@pytest.mark.real
def test_real_dossiers_and_real_registers(real_data):
    names = (
        "competentnl_skills.jsonl",
        "crebolijst_2015_BWBR0036352.csv",
        "overlapchecks_sbb.json",
    )
    registers, _ = load_each([real_data / "mbo-tables" / name for name in names])
    before = load(real_data / "sbb-xml" / "4156 Maatschappelijke_Zorg.xml")
    after = enrich(before, registers)
    assert gained(before, after) == {"met domein": 6, "uitspraken over overlap": 46}
    assert not [w for w in after.warnings if w.message.startswith(DIFFERS)]


@pytest.mark.real
def test_a_real_exam_plan_gets_its_definition_and_rulings(real_data):
    names = "competentnl_skills.jsonl", "overlapchecks_sbb.json"
    registers, _ = load_each([real_data / "mbo-tables" / name for name in names])
    (plan,) = (real_data / "oer-pdf").glob("25748*.pdf")
    before = load(plan)
    after = enrich(before, registers)
    assert gained(before, after) == {"met typering": 1, "uitspraken over overlap": 1}
    (kwalificatie,) = after.of_kind(Kind.KWALIFICATIE)
    (definition,) = [s for s in kwalificatie.sections if s.label == "typering"]
    assert definition.place.file == "competentnl_skills.jsonl"
    assert definition.place.record == kwalificatie.crebo == "25748"
