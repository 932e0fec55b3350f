"""General subjects and kerndoelen have the shape of a release, and are read by the same reader.

The layout is that of SLO curriculum-examenprogramma and curriculum-kerndoelen; the content is ours.
"""

import pytest
from small_sources import BB, GL, KB, Records, small_release, write_records

from align.errors import InputError
from align.model import Kind, Leerweg
from align.sources import load, load_each
from align.sources.notes import warning_kind

TL = "8450c011-f812-4f89-97a9-6b8820baffc5"
VWO = "caf5e806-cdb6-4d62-a5ed-0c3c1ff3e0bb"
ONDERBOUW_KB = "2c0dd3c9-4432-4f0a-b103-f3ea2f5c1fc8"


def general_subjects() -> Records:
    return {
        "examenprogramma": [
            {
                "id": "ep",
                "prefix": "BA/vmbo",
                "title": "Examenprogramma bakken vmbo",
                "examenprogramma_domein_id": ["do1", "do2"],
                "examenprogramma_vakleergebied_id": ["vak"],
                "examenprogramma_kop1_id": ["kop"],
                "ingangsdatum": "Vanaf CE 2031",
                "versie": "2030",
                "url": "https://example.org/bakken.pdf",
            }
        ],
        "domeinen": [
            {
                "id": "do1",
                "prefix": "BA/K/1",
                "title": "Oriëntatie op ovens",
                "examenprogramma_eindterm_id": ["et1"],
                "ce_se": "SE",
            },
            {
                "id": "do2",
                "prefix": "BA/K/2",
                "title": "Deeg",
                "examenprogramma_subdomein_id": ["sd"],
            },
        ],
        "subdomeinen": [
            {
                "id": "sd",
                "prefix": "BA/K/2/A",
                "title": "Gistdeeg",
                "examenprogramma_eindterm_id": ["et2"],
            }
        ],
        "eindtermen": [
            {
                "id": "et1",
                "prefix": "BA/K/1/1a",
                "title": "De kandidaat kan ovens benoemen",
                "niveau_id": [BB, KB, GL, TL],
                "ce": 0,
                "se": 1,
                "kern": 0,
                "keuze": 0,
                "description": "",
            },
            {
                "id": "et2",
                "prefix": "BA/K/2/2",
                "title": "De kandidaat kan gistdeeg maken",
                "niveau_id": [VWO],
                "ce": 1,
                "se": 1,
                "kern": 1,
                "keuze": 0,
            },
        ],
        "deprecated": [
            {
                "id": "oud",
                "title": "Vervallen",
                "types": ["examenprogramma_eindterm"],
                "replacedBy": ["et1"],
            }
        ],
    }


def kerndoelen() -> Records:
    return {
        "vakleergebieden": [
            {
                "id": "vak",
                "title": "Bakken",
                "kerndoel_domein_id": ["do"],
                "kerndoel_id": ["kd2"],
                "kerndoel_uitstroomprofiel_id": ["uit"],
                "vakleergebied_id": ["v"],
            }
        ],
        "domeinen": [{"id": "do", "title": "Brood", "kerndoel_id": ["kd1"], "dirty": "1"}],
        "kerndoelen": [
            {
                "id": "kd1",
                "prefix": "VO Kerndoel 01: Brood",
                "title": "De leerlingen leren brood te bakken.",
                "niveau_id": [ONDERBOUW_KB],
                "kerndoelLabel": "Brood bakken",
            },
            {"id": "kd2", "prefix": "VO Kerndoel 02", "title": "De leerlingen leren te proeven."},
        ],
    }


def facts(item):
    return [(fact.name, fact.value) for fact in item.facts]


@pytest.fixture
def bakken(tmp_path):
    top = tmp_path / "curriculum-examenprogramma-2031.4"
    return load(write_records(top, general_subjects()))


def test_a_programme_of_general_subjects_becomes_a_tree(bakken):
    assert bakken.source.format == "slo-avo"
    assert bakken.source.title == "Examenprogramma's algemene vakken"
    assert bakken.source.version == "2031.4"
    assert [(i.kind.value, i.code, i.parent) for i in bakken.items] == [
        ("profiel", "BA/vmbo", ""),
        ("deeltaak", "BA/K/1", "ep"),
        ("eindterm", "BA/K/1/1a", "do1"),
        ("module", "BA/K/2", "ep"),
        ("deeltaak", "BA/K/2/A", "do2"),
        ("eindterm", "BA/K/2/2", "sd"),
    ]
    assert bakken.warnings == ()


def test_examination_kern_and_niveaus_are_kept(bakken):
    by_id = bakken.by_id
    assert by_id["et1"].leerwegen == (Leerweg.BB, Leerweg.GL, Leerweg.KB, Leerweg.TL)
    assert by_id["et2"].leerwegen == ()
    assert facts(by_id["et1"])[0] == ("examen", "SE")
    assert facts(by_id["et2"]) == [
        ("examen", "CE en SE"),
        ("onderdeel", "kern"),
        ("niveau", "bb vwo"),
    ]
    assert facts(by_id["ep"]) == [("ingangsdatum", "Vanaf CE 2031"), ("versie", "2030")]
    assert [(r.id, r.kind, r.replaced_by) for r in bakken.retired] == [
        ("oud", Kind.EINDTERM, ("et1",))
    ]


def test_kerndoelen_become_a_tree(tmp_path):
    curriculum = load(write_records(tmp_path / "2031.4", kerndoelen()))
    assert curriculum.source.format == "slo-kerndoelen"
    assert [(i.kind.value, i.title, i.parent) for i in curriculum.items] == [
        ("profiel", "Bakken", ""),
        ("deeltaak", "Brood", "vak"),
        ("eindterm", "De leerlingen leren brood te bakken.", "do"),
        ("eindterm", "De leerlingen leren te proeven.", "vak"),
    ]
    assert curriculum.by_id["kd1"].leerwegen == (Leerweg.KB,)
    assert facts(curriculum.by_id["kd1"]) == [
        ("onderwerp", "Brood bakken"),
        ("niveau", "ob vmbo kb"),
    ]
    assert curriculum.warnings == ()


def test_what_two_subjects_share_stands_under_one_and_is_noted(tmp_path):
    records = general_subjects()
    other = {"id": "ep2", "prefix": "KO/vmbo", "title": "Koken"}
    records["examenprogramma"].append(other | {"examenprogramma_domein_id": ["do1"]})
    curriculum = load(write_records(tmp_path / "2031.4", records))
    assert [warning_kind(w.message) for w in curriculum.warnings] == ["onderdeel met twee ouders"]


def test_the_three_sets_lie_beside_each_other(tmp_path):
    write_records(tmp_path / "avo", general_subjects())
    write_records(tmp_path / "bg", small_release())
    write_records(tmp_path / "kd", kerndoelen())
    found, _ = load_each([tmp_path])
    assert [c.source.format for c in found] == ["slo-avo", "slo-bg", "slo-kerndoelen"]


def test_one_file_of_a_set_is_refused_with_advice(tmp_path):
    folder = write_records(tmp_path / "2031.4", general_subjects())
    with pytest.raises(InputError, match="één van de bestanden van een SLO-uitgave"):
        load(folder / "data" / "domeinen.json")


def niveaus(*titles: tuple[str, str]) -> Records:
    return {"niveaus": [{"id": uuid, "title": title, "prefix": "1"} for uuid, title in titles]}


@pytest.mark.parametrize("where", ["inside", "curriculum-basis", "slo-basis"])
def test_a_list_of_niveaus_tells_about_new_ones(tmp_path, where):
    records = small_release()
    records["globale_eindterm"][0]["niveau_id"] = ["nieuw-gl"]
    records["globale_eindterm"][1]["niveau_id"] = ["nieuw-vwo"]
    release = write_records(tmp_path / "2031.2", records)
    basis = niveaus(("nieuw-gl", "bb vmbo gl"), ("nieuw-vwo", "vwo, 5"))
    write_records(release / "basis" if where == "inside" else tmp_path / where, basis)
    if where == "slo-basis":
        (tmp_path / where / "data" / "niveaus.json").rename(tmp_path / where / "niveaus.json")
    curriculum = load(release)
    assert curriculum.by_id["e2"].leerwegen == (Leerweg.GL,)
    assert [w.message for w in curriculum.warnings] == [
        "geen leerweg (niveau_id) vermeld",
        "onbekende leerweg (niveau_id): nieuw-vwo (vwo, 5)",
    ]


def test_bovenbouw_is_not_basisberoeps(tmp_path):
    records = small_release()
    records["globale_eindterm"][0]["niveau_id"] = ["bovenbouw"]
    release = write_records(tmp_path / "2031.2", records)
    write_records(tmp_path / "curriculum-basis", niveaus(("bovenbouw", "bb vmbo")))
    assert load(release).by_id["e2"].leerwegen == ()


def test_a_broken_list_of_niveaus_does_not_hide_the_release(tmp_path):
    release = write_records(tmp_path / "2031.2", small_release())
    (release / "niveaus.json").write_text("[{")
    curriculum = load(release)
    assert len(curriculum.items) == 12
    assert [str(w.place) for w in curriculum.warnings] == ["niveaus.json"]
