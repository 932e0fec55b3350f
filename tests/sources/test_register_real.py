"""All real registers: exact numbers, and that the keuzedelen can be compared."""

from collections import Counter

import pytest

from align.model import HourUnit, Kind
from align.sources import load
from align.sources.notes import warning_kind

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def read(real_data):
    return lambda name: load(real_data / "mbo-tables" / name)


def kinds(curriculum):
    return dict(Counter(warning_kind(w.message) for w in curriculum.warnings))


def values(curriculum, name, kind=Kind.KWALIFICATIE):
    return Counter(f.value for i in curriculum.of_kind(kind) for f in i.facts if f.name == name)


def test_all_keuzedelen_with_kind_hours_and_dates(read):
    register = read("keuzedelen_sbb.json")
    keuzedelen = register.of_kind(Kind.KEUZEDEEL)
    assert (len(keuzedelen), len(register.items), len(register.by_id)) == (1491, 1491, 1491)
    assert values(register, "soort", Kind.KEUZEDEEL) == {
        "Verdiepend": 885,
        "Verbredend": 779,
        "Doorstroom": 232,
        "Generiek": 92,
        "Remediërend": 7,
    }
    assert Counter(k.hours.amount for k in keuzedelen) == {240: 1215, 480: 237, 720: 35, 960: 4}
    assert {k.hours.unit for k in keuzedelen} == {HourUnit.SBU}
    facts = Counter(f.name for k in keuzedelen for f in k.facts)
    assert (facts["geldig_vanaf"], facts["geldig_tot"]) == (1484, 203)
    assert all(k.sections[0].label == "omschrijving" for k in keuzedelen)
    assert all(k.place.line and k.code.startswith("K") for k in keuzedelen)
    assert kinds(register) == {
        "witruimte in de tekst rechtgezet": 219,
        "code staat op meer dan één keuzedeel": 1,
    }


def test_all_rulings(read):
    register = read("overlapchecks_sbb.json")
    # 3561 records of which 3 name no code; 50 name two crebo's; 445 repeat an earlier one.
    assert len(register.rulings) == 3561 - 3 + 50 - 445
    assert len({(r.kwalificatie, r.keuzedeel) for r in register.rulings}) == 3005
    assert {r.verdict for r in register.rulings} == {"Ja"}
    assert kinds(register) == {
        "uitspraak staat dubbel en is één keer gelezen": 445,
        "uitspraak zonder code van het keuzedeel is niet gelezen": 3,
        "uitspraak zonder leesbare datum": 2,
    }
    days = sorted(r.date for r in register.rulings if r.date)
    assert "2015" < days[0] < days[-1] < "2027"
    assert len(days[0]) == 10


def test_rulings_are_about_keuzedelen_that_the_register_knows(read):
    known = {k.code for k in read("keuzedelen_sbb.json").items}
    assert {r.keuzedeel for r in read("overlapchecks_sbb.json").rulings} <= known


def test_crebo_lists(read):
    register = read("crebolijst_2015_BWBR0036352.csv")
    assert register.counts() == {"dossier": 172, "kwalificatie": 470}
    kwalificaties = register.of_kind(Kind.KWALIFICATIE)
    assert Counter(k.niveaus for k in kwalificaties) == {(4,): 178, (3,): 154, (2,): 126, (1,): 12}
    assert values(register, "leerweg") == {"BOL/BBL": 469, "BBL": 1}
    assert len(values(register, "domein")) == 18
    assert {len(k.crebo) for k in kwalificaties} == {5}
    assert register.warnings == ()
    four_years = read("vierjarig_2015_BWBR0036352.csv")
    assert values(four_years, "studieduur") == {"4": 61}


def test_competentnl(read):
    register = read("competentnl_skills.jsonl")
    assert len(register.items) == len({k.crebo for k in register.items}) == 243
    assert all(k.sections[0].label == "typering" for k in register.items)
    assert sum(values(register, "vaardigheid").values()) == 5912
    assert kinds(register) == {"witruimte in de tekst rechtgezet": 22}


def test_keuzedelen_written_out_and_named_by_schools(read):
    assert read("keuzedelen.jsonl").counts() == {
        "kerntaak": 3,
        "werkproces": 5,
        "vakkennis": 63,
        "keuzedeel": 2,
    }
    assert read("keuzedelen_codes_titels.json").counts() == {"keuzedeel": 88}
