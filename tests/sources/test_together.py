"""A school has a PTA a year or a vak: those in one folder are one programme."""

import itertools
import zipfile

import pytest
from table_making import MBO, PTA, messages, outline, sheet_xml, write_csv, write_xlsx

from align.cli.main import main
from align.errors import InputError
from align.model import Kind, Leerweg, Side
from align.overlap.selection import Selection, select_vmbo
from align.sources import load, load_each

NAMES = ("Code", "Omschrijving", "Leerweg", "Periode")
THIRD = (
    NAMES,
    ("P/ZW/01/01", "Brood bakken", "", "3.1"),
    ("P/ZW/01/01-01", "Deeg kneden", "BB", "3.1"),
    ("P/ZW/01/01-02", "Deeg laten rijzen", "BB/KB", "3.2"),
)
FOURTH = (
    NAMES,
    ("P/ZW/01/01", "brood bakken.", "", "4.1"),
    ("P/ZW/01/01-01", "Deeg kneden met de hand", "KB", "4.1"),
    ("P/ZW/01/01-03", "Brood verpakken", "KB", "4.1"),
    ("P/ZW/01/02-01", "Een taart versieren", "KB", "4.2"),
)


@pytest.fixture
def school(tmp_path):
    folder = tmp_path / "PTA's"
    (folder / "leerjaar 4").mkdir(parents=True)
    write_csv(folder, THIRD, "PTA.csv")
    write_csv(folder / "leerjaar 4", FOURTH, "PTA.csv")
    return folder


def item(curriculum, code):
    (found,) = [i for i in curriculum.items if i.code == code]
    return found


def test_two_years_are_one_programme_in_the_order_of_the_tree(school):
    found = load(school)
    assert found.side is Side.VMBO
    assert [i.code for i in found.items] == [
        "ZW",
        "P/ZW/01",
        "P/ZW/01/01",
        "P/ZW/01/01-01",
        "P/ZW/01/01-02",
        "P/ZW/01/01-03",
        "P/ZW/01/02",
        "P/ZW/01/02-01",
    ]
    assert found.source.path == str(school)
    assert found.source.title == "PTA"
    assert found.source.why.startswith("2 documenten samen; PTA.csv: ")


def test_what_both_tables_say_of_an_eindterm_stands_together(school):
    kneden = item(load(school), "P/ZW/01/01-01")
    assert kneden.title == "Deeg kneden"
    assert [(s.label, s.text) for s in kneden.sections] == [
        ("omschrijving", "Deeg kneden met de hand")
    ]
    assert kneden.leerwegen == (Leerweg.BB, Leerweg.KB)
    assert [(f.name, f.value, f.place.file) for f in kneden.facts] == [
        ("periode", "3.1", "PTA.csv"),
        ("periode", "4.1", "leerjaar 4/PTA.csv"),
    ]


def test_both_texts_are_compared_with_the_other_side(school):
    bread, _ = select_vmbo(load(school), Selection()).units
    texts = [passage.text for passage in bread.passages]
    assert {"Deeg kneden", "Deeg kneden met de hand", "Brood verpakken"} <= set(texts)


def test_where_two_tables_do_not_agree_a_warning_says_so(school):
    said = [w for w in load(school).warnings if "anders" in w.message]
    assert [(w.place.file, w.place.record, w.message) for w in said] == [
        (
            "leerjaar 4/PTA.csv",
            "P/ZW/01/01-01",
            "heet in PTA.csv anders, beide teksten tellen: Deeg kneden",
        )
    ]  # and not of "brood bakken."


def test_a_leerweg_that_one_table_does_not_state_bounds_nothing(tmp_path):
    write_csv(tmp_path, [("Code", "Omschrijving", "Leerweg"), THIRD[2][:3]], "a.csv")
    write_csv(tmp_path, [("Code", "Omschrijving"), THIRD[2][:2]], "b.csv")
    assert item(load(tmp_path), "P/ZW/01/01-01").leerwegen == ()


def test_a_table_of_one_vak_each(tmp_path):
    names, *rows = PTA
    parts = tmp_path / "per vak"
    parts.mkdir()
    write_csv(parts, [names, *rows[:3]], "zorg.csv")
    write_xlsx(parts, {"keuzevak": sheet_xml([names, rows[3]])}, "keuzevak.xlsx")
    found = load(parts)
    assert found.source.format == "tabel-xlsx, tabel-csv"
    assert sorted(outline(found)) == sorted(outline(load(write_csv(tmp_path, PTA))))


def test_the_order_of_the_names_changes_no_item(tmp_path):
    shown = []
    for first, second in itertools.permutations([THIRD, FOURTH]):
        folder = tmp_path / str(len(shown))
        folder.mkdir()
        write_csv(folder, first, "1.csv")
        write_csv(folder, second, "2.csv")
        shown.append({i.id: (i.kind, i.code, i.parent, i.leerwegen) for i in load(folder).items})
    assert shown[0] == shown[1]


def test_a_zip_gives_the_same_programme_as_the_folder(school, tmp_path):
    with zipfile.ZipFile(tmp_path / "pta.zip", "w") as packed:
        for file in sorted(school.rglob("*.csv")):
            packed.write(file, file.relative_to(school).as_posix())
    folder, packed = load(school), load(tmp_path / "pta.zip")
    assert [(i.id, i.title, i.place) for i in packed.items] == [
        (i.id, i.title, i.place) for i in folder.items
    ]
    assert packed.source.sha256 == folder.source.sha256


def test_a_list_that_is_no_programme_is_named_and_left(school):
    write_csv(school, [("Naam", "Cijfer"), ("Daan", "7")], "cijfers.csv")
    found = load(school)
    assert len(found.of_kind(Kind.EINDTERM)) == 4
    assert any("cijfers.csv" in str(w) for w in found.warnings), messages(found)


def test_tables_of_both_sides_are_not_one_programme(school):
    write_csv(school, MBO, "mbo.csv")
    with pytest.raises(InputError, match="3 documenten bij elkaar"):
        load(school)


def test_where_many_documents_are_asked_for_each_stays_by_itself(school):
    found, faults = load_each([school])
    assert [c.counts()["eindterm"] for c in found] == [2, 3]
    assert faults == ()


def test_inspect_says_that_they_are_read_as_one(school, capsys, monkeypatch):
    told = "Samen één programma: de 2 tabellen in {}; de andere opdrachten lezen ze als één bron"
    assert main(["inspect", str(school)]) == 0
    assert told.format(school) in capsys.readouterr().out
    monkeypatch.chdir(school)
    assert main(["inspect", "."]) == 0
    assert told.format(".") in capsys.readouterr().out


@pytest.mark.parametrize("more", [[], [("Naam", "Cijfer"), ("Daan", "7")], MBO])
def test_inspect_says_nothing_of_what_is_not_read_as_one(tmp_path, capsys, more):
    write_csv(tmp_path, THIRD, "PTA.csv")
    if more:
        write_csv(tmp_path, more, "ander.csv")
    assert main(["inspect", str(tmp_path), str(tmp_path / "PTA.csv")]) == 0
    assert "Samen één programma" not in capsys.readouterr().out


def test_two_school_years_are_compared_as_two_releases(school, tmp_path, capsys):
    older = tmp_path / "vorig jaar"
    older.mkdir()
    write_csv(older, THIRD, "PTA.csv")
    write_csv(older, FOURTH[:-2], "PTA 4.csv")
    assert main(["revisions", str(older), str(school), "-o", str(tmp_path / "was-wordt.html")]) == 0
    told = capsys.readouterr().out
    assert "3 nieuw" in told
