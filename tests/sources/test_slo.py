"""A release of SLO becomes a tree: parents from their lists, order from codes, nothing dropped."""

import json
import random
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sources import BB, Records, small_release, write_records

from align.errors import InputError
from align.model import Curriculum, Item, Kind, Leerweg, Side
from align.sources import load
from align.sources.notes import warning_kind


@pytest.fixture
def records() -> Records:
    return small_release()


def read(folder: Path, records: Records, name: str = "2031.2") -> Curriculum:
    return load(write_records(folder / name, records))


def noted(curriculum: Curriculum) -> set[str]:
    return {warning_kind(w.message) for w in curriculum.warnings}


def without_places(items: tuple[Item, ...]) -> list[tuple[object, ...]]:
    return [(i.id, i.kind, i.code, i.title, i.parent, i.leerwegen, i.text) for i in items]


def test_a_clean_release_is_read_whole_and_without_warnings(tmp_path, records):
    curriculum = read(tmp_path, records)
    assert curriculum.side is Side.VMBO
    assert curriculum.source.format == "slo-bg"
    assert curriculum.source.version == "2031.2"
    assert curriculum.source.title == "Examenprogramma's beroepsgericht vmbo"
    assert not curriculum.source.example
    assert curriculum.warnings == ()
    assert curriculum.counts() == {
        "profiel": 1,
        "kern": 1,
        "kerndeel": 1,
        "module": 1,
        "keuzevak": 1,
        "taak": 2,
        "deeltaak": 2,
        "eindterm": 3,
    }


def test_items_stand_in_display_order_whatever_the_order_of_the_lists(tmp_path, records):
    order = [item.id for item in read(tmp_path, records).items]
    assert order == ["p", "k", "ka", "e3", "m", "mt", "d2", "e1", "e2", "d10", "v", "vt"]


def test_a_parent_is_the_one_that_lists_the_item(tmp_path, records):
    by_id = read(tmp_path, records).by_id
    assert {i: by_id[i].parent for i in ("p", "k", "ka", "m", "mt", "d2", "e1")} == {
        "p": "",
        "k": "p",
        "ka": "k",
        "m": "p",
        "mt": "m",
        "d2": "m",
        "e1": "d2",
    }


def test_leerwegen_stand_only_where_the_source_states_them(tmp_path, records):
    by_id = read(tmp_path, records).by_id
    assert by_id["e1"].leerwegen == (Leerweg.BB, Leerweg.KB)
    assert by_id["vt"].leerwegen == (Leerweg.GL,)
    assert by_id["m"].leerwegen == by_id["v"].leerwegen == by_id["d2"].leerwegen == ()


def test_a_description_becomes_a_toelichting_and_an_empty_one_nothing(tmp_path, records):
    records["deeltaak"][0]["description"] = " "
    by_id = read(tmp_path, records).by_id
    assert [(s.label, s.text) for s in by_id["m"].sections] == [("toelichting", "Brood bakken")]
    assert by_id["m"].sections[0].place.path == "/0/description"
    assert by_id["d10"].sections == ()


def test_every_item_knows_its_file_line_pointer_and_code(tmp_path, records):
    place = read(tmp_path, records).by_id["e1"].place
    assert (place.file, place.path, place.record) == (
        "globale_eindterm.json",
        "/1",
        "P/ZW/01/02-01",
    )
    text = (tmp_path / "2031.2" / "data" / "globale_eindterm.json").read_text().splitlines()
    assert text[place.line - 1].strip() == "{"
    assert '"e1"' in text[place.line]


def test_met_and_mt_are_two_profielen(tmp_path, records):
    records["profiel"] += [
        {"id": "p-met", "prefix": "MET", "title": "Rijden"},
        {"id": "p-mt", "prefix": "MT", "title": "Varen", "examenprogramma_bg_module_id": ["m-mt"]},
    ]
    records["module"].append({"id": "m-mt", "prefix": "P/MET/01", "title": "Touw"})
    curriculum = read(tmp_path, records)
    assert [p.code for p in curriculum.of_kind(Kind.PROFIEL)] == ["MET", "MT", "ZW"]
    assert [str(w.place) for w in curriculum.warnings] == ["module.json, regel 15, P/MET/01"]
    assert curriculum.warnings[0].message == "code past niet bij het onderdeel erboven: MT"


def test_two_keuzevakken_with_one_code_both_stay(tmp_path, records):
    records["keuzevak"].append({"id": "v2", "prefix": "K/ZW/01", "title": "Koek"})
    records["profiel"][0]["examenprogramma_bg_keuzevak_id"] = ["v2", "v"]
    curriculum = read(tmp_path, records)
    assert [v.title for v in curriculum.of_kind(Kind.KEUZEVAK)] == ["Koek", "Taart"]
    assert noted(curriculum) == {"code staat op meer dan één onderdeel"}
    assert len(curriculum.warnings) == 2


def test_an_item_with_two_parents_stands_under_the_one_whose_code_fits(tmp_path, records):
    records["deeltaak"][0]["examenprogramma_bg_globale_eindterm_id"] = ["e1"]
    curriculum = read(tmp_path, records)
    assert curriculum.by_id["e1"].parent == "d2"
    (warning,) = curriculum.warnings
    assert warning.message == (
        "onderdeel met twee ouders: staat hier onder P/ZW/01/02, en ook onder P/ZW/01/10"
    )
    assert warning.place.record == "P/ZW/01/02-01"


def test_a_reference_to_nothing_is_noted_and_the_rest_is_read(tmp_path, records):
    records["deeltaak"][0]["examenprogramma_bg_globale_eindterm_id"] = ["weg"]
    curriculum = read(tmp_path, records)
    assert [w.message for w in curriculum.warnings] == [
        "verwijst naar een onderdeel dat nergens staat: globale_eindterm weg"
    ]
    assert len(curriculum.items) == 12


def test_an_orphan_stays_at_the_top_with_what_hangs_under_it(tmp_path, records):
    records["profiel"][0]["examenprogramma_bg_module_id"] = []
    curriculum = read(tmp_path, records)
    assert curriculum.by_id["m"].parent == ""
    assert curriculum.by_id["e1"].parent == "d2"
    assert [i.id for i in curriculum.children[""]] == ["p", "m"]
    assert noted(curriculum) == {"hangt nergens onder; geen enkel onderdeel verwijst hiernaar"}


def test_a_missing_code_title_niveau_or_id_is_noted_and_the_record_stays(tmp_path, records):
    e2, e1, e3 = records["globale_eindterm"]
    del e2["prefix"], e1["niveau_id"], e3["title"]
    records["deeltaak"].append({"prefix": "P/ZW/01/11", "title": "Zonder id"})
    curriculum = read(tmp_path, records)
    assert noted(curriculum) == {
        "record zonder code (prefix)",
        "geen leerweg (niveau_id) vermeld",
        "record zonder titel",
        "record zonder id",
        "hangt nergens onder; geen enkel onderdeel verwijst hiernaar",
    }
    assert curriculum.counts()["eindterm"] == 3
    assert curriculum.counts()["deeltaak"] == 3


def test_an_unknown_niveau_is_noted_and_the_known_ones_stay(tmp_path, records):
    records["globale_eindterm"][0]["niveau_id"] = [BB, "havo"]
    curriculum = read(tmp_path, records)
    assert curriculum.by_id["e2"].leerwegen == (Leerweg.BB,)
    assert [w.message for w in curriculum.warnings] == ["onbekende leerweg (niveau_id): havo"]


def test_an_id_that_stands_twice_gives_one_item_with_the_children_of_both(tmp_path, records):
    second = {"id": "m", "prefix": "P/ZW/01", "title": "Br"}
    records["module"].append(second | {"examenprogramma_bg_deeltaak_id": ["d11"]})
    records["deeltaak"].append({"id": "d11", "prefix": "P/ZW/01/11", "title": "Bakken"})
    curriculum = read(tmp_path, records)
    assert curriculum.by_id["m"].title == "Brood"
    assert curriculum.by_id["d11"].parent == "m"
    assert [str(w.place) for w in curriculum.warnings] == ["module.json, regel 15, P/ZW/01"]
    assert "hier anders: titel, tekst" in curriculum.warnings[0].message


def test_an_id_in_two_files_gives_two_items(tmp_path, records):
    records["keuzevak"][0]["id"] = "m"
    records["profiel"][0]["examenprogramma_bg_keuzevak_id"] = ["m"]
    curriculum = read(tmp_path, records)
    assert curriculum.by_id["m"].kind is Kind.MODULE
    assert curriculum.by_id["m#keuzevak"].parent == "p"
    assert noted(curriculum) == {"id staat ook in een ander bestand"}


def test_whitespace_is_set_right_and_noted_words_are_not_touched(tmp_path, records):
    records["globale_eindterm"][0]["title"] = "Meel\twegen:\r\r\r\n- op  de schaal\r\r\r\n"
    curriculum = read(tmp_path, records)
    assert curriculum.by_id["e2"].title == "Meel wegen:\n- op de schaal"
    (warning,) = curriculum.warnings
    assert warning.place.path == "/0/title"
    assert warning.message == (
        "witruimte in de tekst rechtgezet: regeleinde met losse CR, tab, dubbele spatie"
    )


def test_unknown_and_misshapen_fields_are_noted(tmp_path, records):
    records["module"][0] |= {"uren/jaar": 4, "examenprogramma_bg_kern_id": ["k"]}
    records["deeltaak"][0] |= {"description": 7, "examenprogramma_bg_globale_eindterm_id": [1]}
    curriculum = read(tmp_path, records)
    assert sorted((w.place.path, warning_kind(w.message)) for w in curriculum.warnings) == [
        ("/0/description", "veld is geen tekst"),
        ("/0/examenprogramma_bg_globale_eindterm_id", "veld is geen lijst van id's"),
        ("/0/examenprogramma_bg_kern_id", "onbekend veld is niet gelezen"),
        ("/0/uren~1jaar", "onbekend veld is niet gelezen"),
    ]


def test_what_was_withdrawn_is_no_content(tmp_path, records):
    records["deprecated"] = [{"id": "oud", "prefix": "P/ZW/09", "title": "Oud"}]
    assert "oud" not in read(tmp_path, records).by_id


def test_a_missing_file_is_noted(tmp_path, records):
    del records["keuzevaktaak"]
    curriculum = read(tmp_path, records)
    assert {w.message for w in curriculum.warnings} == {
        "bestand van de uitgave ontbreekt",
        "verwijst naar een onderdeel dat nergens staat: keuzevaktaak vt",
    }


def test_folder_data_folder_and_zip_give_the_same_document(tmp_path, records):
    folder = write_records(tmp_path / "2031.2", records)
    with_top, flat = tmp_path / "slo.zip", tmp_path / "bg-2031.2.zip"
    with zipfile.ZipFile(with_top, "w") as one, zipfile.ZipFile(flat, "w") as other:
        for file in sorted((folder / "data").iterdir()):
            one.write(file, f"curriculum-bg-2031.2/data/{file.name}")
            other.write(file, file.name)
    whole = load(folder)
    for form in (folder / "data", with_top, flat):
        same = load(form)
        assert same.items == whole.items
        assert same.source.sha256 == whole.source.sha256
        assert same.source.version == "2031.2"


def test_a_release_may_say_that_it_is_an_example(tmp_path, records):
    folder = write_records(tmp_path / "corpus", records)
    about = {"example": True, "title": "Eigen programma", "version": "proef 1"}
    (folder / "voorbeeld.json").write_text(json.dumps(about))
    for path in (folder, folder / "data"):
        source = load(path).source
        assert (source.title, source.version, source.example) == (
            "Eigen programma",
            "proef 1",
            True,
        )


def test_without_a_release_in_its_name_package_json_gives_the_version(tmp_path, records):
    folder = write_records(tmp_path / "slo", records)
    assert load(folder).source.version == ""
    (folder / "package.json").write_text('{"version": "2031.4.0"}')
    assert load(folder).source.version == "2031.4.0"


def test_a_folder_with_several_releases_is_refused_with_an_example_to_give(tmp_path, records):
    for name in ("2031.1", "2031.2"):
        write_records(tmp_path / name, records)
    with pytest.raises(InputError, match="2 documenten bij elkaar") as fault:
        load(tmp_path)
    assert str(tmp_path / "2031.2") in fault.value.advice


def test_one_file_of_a_release_is_refused(tmp_path, records):
    folder = write_records(tmp_path / "2031.2", records)
    with pytest.raises(InputError, match="één van de bestanden"):
        load(folder / "data" / "profiel.json")


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_records_and_of_lists_does_not_matter(seed):
    records = small_release()
    # Also with what does not fit: one code twice, two parents, an id twice, an orphan.
    records["keuzevak"].append({"id": "v2", "prefix": "K/ZW/01", "title": "Koek"})
    records["keuzevak"].append({"id": "v", "prefix": "K/ZW/01", "title": "Taart en vlaai"})
    records["module"].append(
        {"id": "m2", "prefix": "P/ZW/2", "title": "Pap", "examenprogramma_bg_deeltaak_id": ["d2"]}
    )
    shuffled = json.loads(json.dumps(records))
    chance = random.Random(seed)
    for content in shuffled.values():
        chance.shuffle(content)
        for record in content:
            for value in record.values():
                if isinstance(value, list):
                    chance.shuffle(value)
    with tempfile.TemporaryDirectory() as name:
        plain, mixed = read(Path(name) / "a", records), read(Path(name) / "b", shuffled)
    assert without_places(plain.items) == without_places(mixed.items)
    assert noted(plain) == noted(mixed)
    assert len(plain.warnings) == len(mixed.warnings)
