"""Lists in cells: each point is an eindterm or deeltaak, also where Word draws the bullets."""

import pytest
from table_making import (
    docx_parts,
    messages,
    odf_table,
    outline,
    paragraph,
    read_table,
    word_cell,
    word_table,
    write_csv,
    write_odt,
    write_zip,
)

from align.model import Kind

POINTS = ["deeg kneden", "deeg laten rijzen", "brood afbakken"]


def titles(found, kind):
    return [item.title for item in found.of_kind(kind)]


@pytest.mark.parametrize(
    "cell",
    [
        "1. deeg kneden\n2. deeg laten rijzen\n3. brood afbakken",
        "- deeg kneden\n- deeg laten\nrijzen\n- brood afbakken",
        "• deeg kneden\n\n• deeg laten rijzen\n• brood afbakken",
        "a) deeg kneden\nb) deeg laten rijzen\nc) brood afbakken",
    ],
)
def test_every_point_of_a_list_of_eindtermen_is_one(tmp_path, cell):
    rows = [("Deeltaak", "Eindtermen", "Leerweg"), ("P/HBR/2/1 Brood", cell, "KB")]
    found = read_table(write_csv(tmp_path, rows))
    assert titles(found, Kind.EINDTERM) == POINTS
    assert {item.leerwegen for item in found.of_kind(Kind.EINDTERM)} == {("kb",)}
    assert {item.parent for item in found.of_kind(Kind.EINDTERM)} == {"tabel/P/HBR/2/1"}


@pytest.mark.parametrize(
    "cell", ["deeg kneden\nen laten rijzen", "- deeg kneden en laten rijzen", "3 broden\n2. bakken"]
)
def test_a_text_over_lines_that_is_no_list_is_one_eindterm(tmp_path, cell):
    rows = [("Deeltaak", "Eindtermen", "Leerweg"), ("P/HBR/2/1 Brood", cell, "KB")]
    assert titles(read_table(write_csv(tmp_path, rows)), Kind.EINDTERM) == [" ".join(cell.split())]


@pytest.mark.parametrize(
    "mark",
    ['<w:pStyle w:val="ListNumber"/>', '<w:numPr><w:numId w:val="1"/></w:numPr>'],
)
def test_a_list_in_a_cell_of_word_has_no_bullets_in_its_text(tmp_path, mark):
    points = "".join(
        paragraph(text).replace("<w:p>", f"<w:p><w:pPr>{mark}</w:pPr>") for text in POINTS
    )
    rows = [("Module", "Taken", "Uren"), ("P/HBR/2 Bakkerij", word_cell("", inside=points), "4")]
    found = read_table(write_zip(tmp_path / "leerplan.docx", docx_parts(word_table(rows))))
    assert outline(found)[0][:2] == ("profiel", "HBR")
    assert titles(found, Kind.DEELTAAK) == POINTS
    assert {item.parent for item in found.of_kind(Kind.DEELTAAK)} == {"tabel/P/HBR/2"}


def test_a_list_in_a_cell_of_opendocument_has_no_bullets_in_its_text(tmp_path):
    points = "".join(f"<text:list-item><text:p>{t}</text:p></text:list-item>" for t in POINTS)
    cell = f"<table:table-cell><text:list>{points}</text:list></table:table-cell>"
    rows = [("Module", "Taken", "Uren"), ("P/HBR/2 Bakkerij", cell, "4")]
    found = read_table(write_odt(tmp_path, odf_table(rows)))
    assert titles(found, Kind.DEELTAAK) == POINTS


@pytest.mark.parametrize("column", ["Eindtermen", "Deeltaak", "Code"])
def test_deeltaken_with_their_eindtermen_in_one_cell_are_each_read(tmp_path, column):
    cell = (
        "P/HBR/2.1 Brood bakken\nDe kandidaat kan:\n1. deeg kneden\n2. deeg laten\nrijzen\n"
        "3. brood afbakken\nP/HBR/2.2 Gebak maken\n- slagroom kloppen\n- taart versieren"
    )
    rows = [
        ("Periode", column, "Inhoud", "Toetsvorm", "Leerweg"),
        ("1", cell, "Je bakt elke week een brood.", "praktijk", "KB"),
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert titles(found, Kind.DEELTAAK) == ["Brood bakken", "Gebak maken"]
    assert titles(found, Kind.EINDTERM) == [*POINTS, "slagroom kloppen", "taart versieren"]
    assert [item.parent for item in found.of_kind(Kind.EINDTERM)] == [
        *["tabel/P/HBR/2/1"] * 3,
        *["tabel/P/HBR/2/2"] * 2,
    ]
    assert {item.leerwegen for item in found.of_kind(Kind.EINDTERM)} == {("kb",)}
    for deeltaak in found.of_kind(Kind.DEELTAAK):
        assert [section.text for section in deeltaak.sections] == ["Je bakt elke week een brood."]
        assert {(fact.name, fact.value) for fact in deeltaak.facts} == {
            ("periode", "1"),
            ("toetsvorm", "praktijk"),
        }
    assert not any(item.sections for item in found.of_kind(Kind.EINDTERM))


def test_what_stands_beside_such_a_cell_is_kept_with_the_deeltaak(tmp_path):
    cell = "P/HBR/2.1 Brood bakken\n1. deeg kneden\n2. deeg laten rijzen"
    rows = [
        ("Deeltaak", "Eindtermen", "Titel", "Omschrijving", "Toetsvorm"),
        ("Bakkerij", cell, "Toets 3", "Je bakt elke week een brood.", "praktijk"),
    ]
    found = read_table(write_csv(tmp_path, rows))
    (deeltaak,) = found.of_kind(Kind.DEELTAAK)
    assert deeltaak.title == "Brood bakken"
    assert [section.text for section in deeltaak.sections] == [
        "Bakkerij\nToets 3\nJe bakt elke week een brood."
    ]


def test_deeltaken_in_one_cell_are_each_read(tmp_path):
    rows = [
        ("Deeltaak", "Leerweg", "Toetsvorm"),
        ("P/HBR/2/1 Brood bakken\nP/HBR/2/2 Gebak maken", "KB", "praktijk"),
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert [(i.code, i.title) for i in found.of_kind(Kind.DEELTAAK)] == [
        ("P/HBR/2/1", "Brood bakken"),
        ("P/HBR/2/2", "Gebak maken"),
    ]


def test_an_eindterm_of_several_deeltaken_stands_under_the_first_and_that_is_said(tmp_path):
    rows = [
        ("Deeltaak", "Eindterm", "Leerweg"),
        ("P/HBR/2/1 Brood\nP/HBR/2/2 Gebak", "deeg kneden", "KB"),
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert found.of_kind(Kind.EINDTERM)[0].parent == "tabel/P/HBR/2/1"
    assert [m for m in messages(found) if "meer onderdelen" in m] == [
        "pta.csv, regel 2: rij hoort bij meer onderdelen; het eerste telt: P/HBR/2/1, P/HBR/2/2"
    ]
