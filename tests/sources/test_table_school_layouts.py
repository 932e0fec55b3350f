"""Tables as schools lay them out: codes beside titles, totals, notes below, hidden sheets."""

import pytest
from table_making import (
    messages,
    outline,
    paragraph,
    read_table,
    sheet_xml,
    word_table,
    write_csv,
    write_docx,
    write_xlsx,
    write_zip,
    xlsx_parts,
)

from align.errors import InputError
from align.model import Kind

BAKING = [("deeltaak", "P/HBR/2/1", "Brood bakken"), ("eindterm", "", "deeg kneden")]


def told(found):
    """Kind, code and title of each item, without the profiel and module that codes tell."""
    above = {"profiel", "module"}
    return [entry[:3] for entry in outline(found) if entry[0] not in above]


def unread(found):
    return [m for m in messages(found) if "niet gelezen" in m]


def test_the_code_of_a_deeltaak_beside_its_title_is_that_of_the_deeltaak(tmp_path):
    rows = [
        ("Code", "Deeltaak", "Eindterm"),
        ("P/HBR/2/1", "Brood bakken", ""),
        ("", "", "deeg kneden"),
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert told(found) == BAKING
    assert found.of_kind(Kind.MODULE)[0].code == "P/HBR/2"


def test_an_eindterm_in_the_row_of_its_deeltaak_is_no_title_of_that(tmp_path):
    rows = [
        ("Code", "Deeltaak", "Eindterm", "Leerweg"),
        ("P/HBR/2/1", "Brood bakken", "deeg kneden", "KB"),
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert told(found) == BAKING
    assert [lw.value for lw in found.of_kind(Kind.EINDTERM)[0].leerwegen] == ["kb"]


def test_a_code_of_a_module_that_repeats_in_every_row_is_no_code_of_the_rows(tmp_path):
    rows = [
        ("Module", "Code", "Deeltaak", "Omschrijving"),
        ("Bakkerij", "P/HBR/2", "Brood bakken", "deeg kneden"),
        ("Bakkerij", "P/HBR/2", "Brood bakken", "deeg laten rijzen"),
        ("Bakkerij", "P/HBR/2", "Gebak maken", "taart vullen"),
    ]
    assert outline(read_table(write_csv(tmp_path, rows))) == [
        ("profiel", "HBR", "", ""),
        ("module", "P/HBR/2", "Bakkerij", "tabel/profiel/HBR"),
        ("deeltaak", "", "Brood bakken", "tabel/P/HBR/2"),
        ("eindterm", "", "deeg kneden", "tabel/P/HBR/2/brood-bakken"),
        ("eindterm", "", "deeg laten rijzen", "tabel/P/HBR/2/brood-bakken"),
        ("deeltaak", "", "Gebak maken", "tabel/P/HBR/2"),
        ("eindterm", "", "taart vullen", "tabel/P/HBR/2/gebak-maken"),
    ]


@pytest.mark.parametrize("name", ["Eindterm", "Omschrijving", "Titel"])
def test_texts_beside_one_code_of_a_deeltaak_are_its_eindtermen(tmp_path, name):
    rows = [
        ("Code", name, "Leerweg"),
        ("P/HBR/2/1", "deeg kneden", "KB"),
        ("P/HBR/2/1", "deeg laten rijzen", "KB"),
        ("P/HBR/2/2", "taart vullen", "BB"),
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert told(found) == [
        ("deeltaak", "P/HBR/2/1", ""),
        ("eindterm", "", "deeg kneden"),
        ("eindterm", "", "deeg laten rijzen"),
        ("deeltaak", "P/HBR/2/2", ""),
        ("eindterm", "", "taart vullen"),
    ]


def test_texts_beside_codes_of_every_level_stay_their_titles(tmp_path):
    rows = [
        ("Code", "Onderdeel", "Leerweg"),
        ("P/HBR/2", "Bakkerij", "KB"),
        ("P/HBR/2/1", "Brood bakken", "KB"),
        ("P/HBR/2/1.1", "deeg kneden", "KB"),
        ("P/HBR/2/1", "Brood bakken (vervolg)", "KB"),
    ]
    assert told(read_table(write_csv(tmp_path, rows))) == [
        ("deeltaak", "P/HBR/2/1", "Brood bakken"),
        ("eindterm", "P/HBR/2/1.1", "deeg kneden"),
    ]


def test_the_code_of_a_level_tells_the_levels_above_rows_without_codes(tmp_path):
    rows = [("Module", "Deeltaak", "Eindterm"), ("P/HBR/2 Bakkerij", "Brood", "deeg kneden")]
    found = read_table(write_csv(tmp_path, rows))
    assert found.of_kind(Kind.PROFIEL)[0].code == "HBR"


@pytest.mark.parametrize(
    "total",
    [
        ("Totaal", "", "41 u", "100%"),
        ("", "Totaal uren", "41", ""),
        ("", "Subtotaal uren module 1", "12,5 uur", ""),
        ("TOTAAL:", "", "", ""),
    ],
)
def test_a_row_with_a_total_is_no_eindterm(tmp_path, total):
    rows = [
        ("Code", "Eindterm", "Uren", "Weging"),
        ("P/HBR/2/1.1", "deeg kneden", "41", "1"),
        total,
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert [i.title for i in found.of_kind(Kind.EINDTERM)] == ["deeg kneden"]
    shown = " | ".join(cell for cell in total if cell)
    assert unread(found) == [f"pta.csv, regel 3: rij met een totaal is niet gelezen: {shown}"]


def test_a_total_beside_a_cell_that_reaches_down_is_no_werkproces(tmp_path):
    rows = [
        ("Kerntaak", "Werkproces", "SBU"),
        ("B1-K1 Bakt brood", "B1-K1-W1 Kneedt deeg", "40 u"),
        ("", "Subtotaal", "40 u"),
    ]
    merged = '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'
    found = read_table(write_xlsx(tmp_path, {"Plan": sheet_xml(rows, tail=merged)}))
    assert [i.title for i in found.of_kind(Kind.WERKPROCES)] == ["Kneedt deeg"]
    assert "rij met een totaal is niet gelezen" in unread(found)[0]


@pytest.mark.parametrize("text", ["Totaalplan maken", "Totale kosten", "totaal aantal gasten"])
def test_an_eindterm_that_begins_as_a_total_is_read(tmp_path, text):
    rows = [("Eindterm", "Uren", "Weging"), (text, "4", "1")]
    found = read_table(write_csv(tmp_path, rows))
    assert [i.title for i in found.of_kind(Kind.EINDTERM)] == [text]


def test_a_note_below_the_table_is_no_eindterm(tmp_path):
    rows = [
        ("Code", "Eindterm", "Weging"),
        ("P/HBR/2/1.1", "deeg kneden", "1"),
        ("Herkansen kan een keer per periode", "", ""),
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert len(found.of_kind(Kind.EINDTERM)) == 1
    assert unread(found) == [
        "pta.csv, regel 3: rij is niet gelezen: Herkansen kan een keer per periode"
    ]


NUMBERED = [
    ("Keuzevak: Deeg en gist (K/HBR/2)",),
    ("Nr.", "Deeltaak / eindterm", "BB", "KB", "Studielast (uur)"),
    ("1", "Brood bakken", "", "", ""),
    ("1.1", "deeg kneden", "ja", "nee", "2 u"),
    ("1.2", "deeg laten rijzen", "x", "x", "2,5 u"),
    ("2", "Gebak maken", "", "", ""),
    ("2.1", "taart vullen", "V", "-", "4 u"),
]


def test_numbers_of_one_step_are_deeltaken_and_of_two_their_eindtermen(tmp_path):
    other = [("Module: IJs (P/HBR/3)",), *NUMBERED[1:3], ("1.1", "ijs draaien", "x", "x", "1 u")]
    sheets = {"Keuzevak": sheet_xml(NUMBERED), "Module": sheet_xml(other)}
    found = read_table(write_xlsx(tmp_path, sheets))
    above = {item.id: item.title for item in found.items}
    assert [(i.code, i.title, above[i.parent]) for i in found.of_kind(Kind.EINDTERM)] == [
        ("1.1", "deeg kneden", "1 Brood bakken"),
        ("1.2", "deeg laten rijzen", "1 Brood bakken"),
        ("2.1", "taart vullen", "2 Gebak maken"),
        ("1.1", "ijs draaien", "1 Brood bakken"),
    ]
    (keuzevak,) = found.of_kind(Kind.KEUZEVAK)
    assert (keuzevak.code, keuzevak.title) == ("K/HBR/2", "Deeg en gist")
    assert [i.title for i in found.of_kind(Kind.PROFIEL)] == [""]
    assert not [m for m in messages(found) if "verschillende teksten" in m]


def test_a_table_with_hours_of_which_nothing_is_known_is_told_its_names(tmp_path):
    with pytest.raises(InputError, match="bovenaan staat Klas, Vak, Studielast"):
        read_table(write_csv(tmp_path, [("Klas", "Vak", "Studielast"), ("3A", "Brood", "4")]))


def test_a_name_in_the_cell_behind_a_number_is_that_of_the_module(tmp_path):
    rows = [
        ("Module 2", "Deeg en gist"),
        ("Leerweg:", "BB"),
        ("Nr", "Deeltaak", "Eindterm", "Uren"),
        ("1", "Brood bakken", "deeg kneden", "4"),
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert [i.title for i in found.of_kind(Kind.MODULE)] == ["Deeg en gist"]
    coded = [("P/HBR/2", "Deeg en gist"), *rows[1:]]
    (module,) = read_table(write_csv(tmp_path, coded)).of_kind(Kind.MODULE)
    assert (module.code, module.title) == ("P/HBR/2", "Deeg en gist")


def test_a_line_above_the_table_that_says_nothing_here_is_named(tmp_path):
    rows = [
        ("PTA bakkerij",),
        ("Niveau", "2"),
        ("Code", "Eindterm", "Weging"),
        ("P/HBR/2/1.1", "deeg kneden", "1"),
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert unread(found) == ["pta.csv, regel 2: regel boven de tabel is niet gelezen: niveau: 2"]


# --- mbo ------------------------------------------------------------------------------------------


def test_codes_in_a_column_of_their_own_belong_to_the_werkprocessen(tmp_path):
    rows = [
        ("Code", "Kerntaak", "Werkproces", "Uren (SBU)"),
        ("B1-K1-W1", "Bakt brood", "Kneedt deeg", "12,5 u"),
        ("B1-K1-W2", "Bakt brood", "Bakt af", "1.200 SBU"),
        ("B1-K2-W1", "", "Ruimt op", "12.5"),
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert [entry[:3] for entry in outline(found)] == [
        ("kerntaak", "B1-K1", "Bakt brood"),
        ("werkproces", "B1-K1-W1", "Kneedt deeg"),
        ("werkproces", "B1-K1-W2", "Bakt af"),
        ("kerntaak", "B1-K2", ""),
        ("werkproces", "B1-K2-W1", "Ruimt op"),
    ]
    werkprocessen = found.of_kind(Kind.WERKPROCES)
    assert [i.hours.amount for i in werkprocessen] == [12.5, 1200, 12.5]


@pytest.mark.parametrize(
    "row",
    [
        ("B1-K2", "Verkoopt", "W1", "Rekent af"),
        ("", "B1-K2 Verkoopt", "", "W1: Rekent af"),
        ("", "B1-K2: Verkoopt", "", "w 1 - Rekent af"),
    ],
)
def test_the_code_of_a_werkproces_goes_on_from_that_of_its_kerntaak(tmp_path, row):
    rows = [
        ("Code kerntaak", "Kerntaak", "Code werkproces", "Werkproces"),
        ("B1-K1", "Bakt brood", "W1", "Kneedt deeg"),
        row,
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert [(i.code, i.title) for i in found.of_kind(Kind.WERKPROCES)] == [
        ("B1-K1-W1", "Kneedt deeg"),
        ("B1-K2-W1", "Rekent af"),
    ]


def test_a_keuzedeel_among_the_kerntaken_is_a_keuzedeel(tmp_path):
    rows = [
        ("Kerntaak", "Werkproces", "Examenvorm", "SBU"),
        ("B1-K1 Bakt brood", "B1-K1-W1 Kneedt deeg", "Proeve", "80"),
        ("Keuzedelen", "", "", ""),
        ("K0123 Taart versieren", "", "Proeve", "240"),
        ("", "K0124: IJs maken", "Proeve", "240"),
        ("Rekenen", "", "IE", ""),
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert [(i.code, i.title, i.hours.amount) for i in found.of_kind(Kind.KEUZEDEEL)] == [
        ("K0123", "Taart versieren", 240),
        ("K0124", "IJs maken", 240),
    ]
    assert [i.code for i in found.of_kind(Kind.KERNTAAK)] == ["B1-K1"]
    assert unread(found) == [
        "pta.csv, regel 3: rij is niet gelezen: Keuzedelen",
        "pta.csv, regel 6: rij is niet gelezen: Rekenen | IE",
    ]


def test_kerntaken_without_codes_are_read_where_werkprocessen_have_none(tmp_path):
    rows = [
        ("Kerntaak", "Werkproces"),
        ("B1-K1 Bakt brood", ""),
        ("", "Kneedt deeg"),
        ("Verkoopt", ""),
        ("", "Rekent af"),
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert [i.title for i in found.of_kind(Kind.KERNTAAK)] == ["Bakt brood", "Verkoopt"]


# --- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_of_a_workbook_is_read_and_named(tmp_path, state):
    rows = [("Code", "Eindterm"), ("P/HBR/2/1.1", "deeg kneden")]
    old = [("Code", "Eindterm"), ("P/HBR/3/1.1", "taart vullen")]
    parts = xlsx_parts({"Nu": sheet_xml(rows), "Oud": sheet_xml(old), "Leeg": sheet_xml([])})
    for title in ("Oud", "Leeg"):
        named = f'<sheet name="{title}"'
        parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace(
            named, f'{named} state="{state}"'
        )
    found = read_table(write_zip(tmp_path / "pta.xlsx", parts))
    assert len(found.of_kind(Kind.EINDTERM)) == 2
    assert [m for m in messages(found) if "verborgen" in m] == [
        "pta.xlsx, blad 'Oud', rij 1: blad is verborgen en wel gelezen: Oud"
    ]
    shown = read_table(write_xlsx(tmp_path, {"Nu": sheet_xml(rows), "Oud": sheet_xml(old)}))
    assert not [m for m in messages(shown) if "verborgen" in m]


_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_ODS = (
    f'<office:document-content xmlns:office="{_OASIS}:office:1.0" xmlns:text="{_OASIS}:text:1.0"'
    f' xmlns:table="{_OASIS}:table:1.0" xmlns:style="{_OASIS}:style:1.0">'
    '<office:automatic-styles><style:style style:name="ta2" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    "<office:body><office:spreadsheet>%s</office:spreadsheet></office:body>"
    "</office:document-content>"
)


def ods_table(name, style, columns, rows):
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row)
        + "</table:table-row>"
        for row in rows
    )
    named = f'<table:table table:name="{name}" table:style-name="{style}">'
    return f"{named}{columns}{cells}</table:table>"


def test_a_hidden_sheet_and_column_of_opendocument_are_read_and_named(tmp_path):
    columns = (
        "<table:table-column/>"
        '<table:table-columns><table:table-column table:number-columns-repeated="2" '
        'table:visibility="collapse"/></table:table-columns>'
    )
    rows = [("Code", "Eindterm"), ("P/HBR/2/1.1", "deeg kneden")]
    old = [("Code", "Eindterm"), ("P/HBR/3/1.1", "taart vullen")]
    sheets = ods_table("Nu", "ta1", columns, rows) + ods_table("Oud", "ta2", "", old)
    path = write_zip(
        tmp_path / "pta.ods",
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": _ODS % sheets,
        },
    )
    found = read_table(path)
    assert [m for m in messages(found) if "verborgen" in m] == [
        "pta.ods, blad 'Nu', rij 1: kolom is verborgen en wel gelezen: kolom B",
        "pta.ods, blad 'Oud', rij 1: blad is verborgen en wel gelezen: Oud",
    ]


def test_a_list_without_a_table_is_told_what_to_do(tmp_path):
    path = write_docx(tmp_path, paragraph("Module 1") + paragraph("1. deeg kneden"))
    with pytest.raises(InputError) as refused:
        read_table(path)
    assert (
        "zet een lijst in een tabel met kolommen als Deeltaak en Eindterm" in refused.value.advice
    )


def test_numbers_of_the_columns_above_their_names_are_no_row_that_was_missed(tmp_path):
    rows = [
        ("PTA Bakkerij", "", ""),
        ("1", "2", "3"),
        ("Periode", "Deeltaak", "Toetsvorm"),
        ("1", "P/HBR/2/1 Brood bakken", "praktijk"),
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert unread(found) == []
    assert found.source.title == "PTA Bakkerij"


def test_of_a_booklet_with_every_vak_the_title_is_that_of_the_vak_with_codes(tmp_path):
    names = ("Leerstof", "Eindterm", "Toetsvorm", "Periode")
    tables = [
        paragraph("PTA Biologie") + word_table([names, ("Planten", "BI/K/4", "toets", "1")]),
        paragraph("PTA Bakkerij") + word_table([names, ("Deeg", "P/HBR/2/1-01", "toets", "1")]),
    ]
    assert read_table(write_docx(tmp_path, "".join(tables))).source.title == "PTA Bakkerij"
