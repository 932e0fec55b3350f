"""Tables in Word and OpenDocument texts: merged cells, tables in tables, lines above; bad input."""

import zipfile

import pytest
from table_making import (
    PTA,
    docx_parts,
    facts_of,
    messages,
    odf_row,
    odf_table,
    outline,
    paragraph,
    read_apart,
    read_table,
    word_cell,
    word_table,
    write_csv,
    write_docx,
    write_odt,
    write_zip,
)

from align.errors import InputError
from align.model import Leerweg
from align.sources.archive import open_source

HEADER = ("Periode", "Eindterm", "Omschrijving", "Toetsvorm")


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_both_give_the_items_of_the_csv_file(tmp_path, kind):
    usual = read_table(write_csv(tmp_path, PTA))
    if kind == "docx":
        path = write_docx(tmp_path, paragraph("PTA Zorg 2026-2027") + word_table(PTA))
    else:
        path = write_odt(tmp_path, f"<text:h>PTA Zorg 2026-2027</text:h>{odf_table(PTA)}")
    found = read_table(path)
    assert outline(found) == outline(usual)
    assert [facts_of(item) for item in found.items] == [facts_of(item) for item in usual.items]
    assert found.source.title == "PTA Zorg 2026-2027"
    assert found.source.version == "2026-2027"
    assert str(found.items[-1].place) == f"pta.{kind}, tabel 1, rij 5, K/ZW/03/01-01"


def test_a_cell_that_continues_the_one_above_has_its_text(tmp_path):
    rows = [
        HEADER,
        ("1", "P/ZW/01/01-01", "Deeg kneden", word_cell("praktijk", merge="restart")),
        ("1", "P/ZW/01/01-02", "Brood bakken", word_cell("", merge="continue")),
        ("2", "P/ZW/01/01-03", "Taart snijden", word_cell("schriftelijk", merge="restart")),
    ]
    found = read_table(write_docx(tmp_path, word_table(rows)))
    forms = [facts_of(item)["toetsvorm"] for item in found.items if item.kind == "eindterm"]
    assert forms == ["praktijk", "praktijk", "schriftelijk"]


def test_a_cell_over_several_columns_keeps_the_others_in_place(tmp_path):
    rows = [
        (word_cell("PTA Bakken", span=4),),
        HEADER,
        (word_cell("Module 1: Brood", span=4),),
        ("1", "P/ZW/01/01-01", "Deeg kneden", "praktijk"),
    ]
    found = read_table(write_docx(tmp_path, word_table(rows)))
    assert found.source.title == "PTA Bakken"
    module = next(item for item in found.items if item.kind == "module")
    assert (module.code, module.title) == ("P/ZW/01", "Brood")
    assert facts_of(found.items[-1]) == {"periode": "1", "toetsvorm": "praktijk"}


def test_a_table_inside_a_cell_is_a_table_of_its_own(tmp_path):
    inner = word_table(PTA)
    body = word_table([(word_cell("Ons programma", inside=inner), "opmaak")])
    found = read_table(write_docx(tmp_path, body))
    assert outline(found) == outline(read_table(write_csv(tmp_path, PTA)))
    assert "tabel 2" in str(found.items[-1].place)


def test_a_table_inside_a_cell_of_an_odt(tmp_path):
    cell = f"<table:table-cell>{odf_table(PTA)}</table:table-cell>"
    found = read_table(write_odt(tmp_path, odf_table([(cell, "opmaak")])))
    assert outline(found) == outline(read_table(write_csv(tmp_path, PTA)))


def test_lists_line_breaks_and_tabs_in_a_cell(tmp_path):
    cell = (
        "<w:tc><w:p><w:r><w:t>P/ZW/01/01-01 Deeg</w:t><w:tab/><w:t>kneden</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>P/ZW/01/01-02 Brood</w:t><w:br/><w:t>bakken</w:t></w:r></w:p></w:tc>"
    )
    found = read_table(write_docx(tmp_path, word_table([HEADER, ("1", cell)])))
    eindtermen = [item.title for item in found.items if item.kind == "eindterm"]
    assert eindtermen == ["Deeg kneden", "Brood bakken"]


def test_deleted_and_repeated_text_is_left_out_and_inserted_text_read(tmp_path):
    cell = (
        "<w:tc><w:p><w:del><w:r><w:delText>Oud</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>Nieuw</w:t></w:r></w:ins></w:p></w:tc>"
    )
    rows = [HEADER, ("1", "P/ZW/01/01-01", cell, "praktijk")]
    assert read_table(write_docx(tmp_path, word_table(rows))).items[-1].title == "Nieuw"


def test_notes_in_an_odt_are_no_text(tmp_path):
    cell = (
        "<table:table-cell><text:p>Deeg<text:s text:c='2'/>kneden<office:annotation><text:p>Klopt"
        "?</text:p></office:annotation></text:p></table:table-cell>"
    )
    rows = [HEADER, ("1", "P/ZW/01/01-01", cell, "praktijk")]
    assert read_table(write_odt(tmp_path, odf_table(rows))).items[-1].title == "Deeg kneden"


def test_lines_above_a_table_hold_for_its_rows(tmp_path):
    rows = [("Eindterm", "Omschrijving", "Weging"), ("P/ZW/01/01-01", "Deeg kneden", "2")]
    body = (
        paragraph("PTA Zorg")
        + paragraph("Leerweg: KB")
        + paragraph("Leerjaar: 3")
        + paragraph("Wij bakken met plezier.")
        + word_table(rows)
        + paragraph("Vastgesteld door de directie")
    )
    found = read_table(write_docx(tmp_path, body))
    (eindterm,) = [item for item in found.items if item.kind == "eindterm"]
    assert eindterm.leerwegen == (Leerweg.KB,)
    assert facts_of(eindterm) == {"weging": "2", "leerjaar": "3"}
    (left,) = [m for m in messages(found) if "buiten de tabellen" in m]
    assert "2 alinea's, zoals 'Wij bakken met plezier.'" in left


def test_every_table_has_its_own_columns_and_heading(tmp_path):
    body = (
        paragraph("PTA Zorg")
        + paragraph("Module 1 Brood")
        + word_table([("Eindterm", "Weging", "Periode"), ("Deeg kneden", "2", "1")])
        + paragraph("Module 2 Taart")
        + word_table([("Periode", "Leerdoel", "Weging"), ("2", "Taart snijden", "1")])
    )
    found = read_table(write_docx(tmp_path, body))
    assert outline(found) == [
        ("module", "", "Brood", ""),
        ("eindterm", "", "Deeg kneden", "tabel/brood"),
        ("module", "", "Taart", ""),
        ("eindterm", "", "Taart snijden", "tabel/taart"),
    ]


def test_a_document_without_tables_says_what_is_missing(tmp_path):
    with pytest.raises(InputError, match="geen tabel met tekst"):
        read_table(write_docx(tmp_path, paragraph("Alleen tekst")))


# --- bad input ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
    ],
)
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_entities_are_refused(tmp_path, declaration, kind):
    if kind == "docx":
        path = write_docx(tmp_path, word_table(PTA))
        main = "word/document.xml"
    else:
        path = write_odt(tmp_path, odf_table(PTA))
        main = "content.xml"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[main] = declaration.encode() + parts[main]
    with pytest.raises(InputError, match="DOCTYPE") as caught:
        read_table(write_zip(path, parts))
    assert "sla het opnieuw op" in caught.value.advice
    assert main in caught.value.where


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_name_that_points_outside_is_refused(tmp_path, kind):
    path = (
        write_docx(tmp_path, word_table(PTA))
        if kind == "docx"
        else write_odt(tmp_path, odf_table(PTA))
    )
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../../.ssh/authorized_keys", "x")
    with pytest.raises(InputError, match="wijst buiten de zip"):
        open_source(path)


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_zip_bomb_is_refused_within_memory(tmp_path, kind):
    much = " " * 60_000_000
    path = (
        write_docx(tmp_path, word_table(PTA) + much)
        if kind == "docx"
        else write_odt(tmp_path, odf_table(PTA) + much)
    )
    said, peak = read_apart(path)
    assert "keer kleiner gemaakt" in said
    assert peak < 200


def test_a_document_larger_than_any_is_refused(tmp_path):
    # Packs a hundred times, which is allowed; the part is still far too large.
    text = "".join(paragraph(f"alinea {n} {'x' * 900}") for n in range(36_000))
    path = write_docx(tmp_path, text + word_table(PTA))
    with pytest.raises(InputError, match="groter dan 32 MB"):
        read_table(path)


def test_a_span_of_a_million_columns_is_bounded(tmp_path):
    rows = [HEADER, (word_cell("1", span=10**6), "P/ZW/01/01-01", "Deeg kneden", "praktijk")]
    found = read_table(write_docx(tmp_path, word_table([*rows, *[rows[0]], *PTA[1:2]])))
    assert any("kolommen na de 300e" in m for m in messages(found))


def test_a_repeated_cell_in_an_odt_is_bounded(tmp_path):
    many = (
        '<table:table-cell table:number-columns-repeated="999999999"><text:p>x</text:p>'
        "</table:table-cell>"
    )
    path = write_odt(tmp_path, odf_table(PTA, tail=odf_row((*PTA[1], many))))
    assert any("kolommen na de 300e" in m for m in messages(read_table(path)))
    assert read_apart(path)[1] < 200


def test_tables_nested_a_thousand_deep_are_one_message(tmp_path):
    body = "<w:tbl><w:tr><w:tc>" * 1_000 + "</w:tc></w:tr></w:tbl>" * 1_000
    with pytest.raises(InputError):
        read_table(write_docx(tmp_path, body))


@pytest.mark.parametrize("text", ["", "<w:document", "geen xml"])
def test_a_broken_document_is_one_message(tmp_path, text):
    parts = docx_parts("") | {"word/document.xml": text}
    with pytest.raises(InputError) as caught:
        read_table(write_zip(tmp_path / "kapot.docx", parts))
    assert caught.value.advice
