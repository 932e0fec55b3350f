"""Sheets of xlsx, xls and ods: what a reader sees is what is read; what hides or bloats is said."""

import struct
import zipfile

import pytest
from table_making import (
    PTA,
    facts_of,
    far_cell,
    messages,
    odf_row,
    odf_table,
    outline,
    read_apart,
    read_table,
    sheet_records,
    sheet_xml,
    write_csv,
    write_ods,
    write_xlsx,
    write_zip,
    xls_bytes,
    xlsx_parts,
)

from align.errors import InputError
from align.sources.archive import open_source
from align.sources.table.reader import TableReader
from align.sources.table.workbook import shown

HEADER = ("Eindterm", "Omschrijving", "Weging")


def write_xls(folder, sheets, name="pta.xls", stream="Workbook"):
    path = folder / name
    path.write_bytes(xls_bytes(sheets, stream=stream))
    return path


def write_sheets(folder, kind, sheets):
    """The same sheets in one of the three formats."""
    if kind == "xlsx":
        return write_xlsx(folder, {name: sheet_xml(rows) for name, rows in sheets.items()})
    if kind == "xls":
        return write_xls(folder, {name: sheet_records(rows) for name, rows in sheets.items()})
    return write_ods(folder, "".join(odf_table(rows, name) for name, rows in sheets.items()))


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_all_formats_give_the_items_of_the_csv_file(tmp_path, kind):
    usual = read_table(write_csv(tmp_path, PTA))
    found = read_table(write_sheets(tmp_path, kind, {"PTA": PTA}))
    assert outline(found) == outline(usual)
    assert [facts_of(item) for item in found.items] == [facts_of(item) for item in usual.items]
    assert found.source.format == f"tabel-{kind}"
    place = next(i.place for i in found.items if i.code == "P/ZW/01/02-01")
    assert str(place) == f"pta.{kind}, blad 'PTA', rij 4, P/ZW/01/02-01"


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_all_sheets_are_read_and_the_others_named(tmp_path, kind):
    sheets = {
        "Leerjaar 3": PTA[:3],
        "Leeg": [],
        "Uitleg": [("PO", "praktische opdracht"), ("S", "schriftelijk")],
        "Leerjaar 4": (PTA[0], *PTA[3:]),
    }
    found = read_table(write_sheets(tmp_path, kind, sheets))
    assert outline(found) == outline(read_table(write_csv(tmp_path, PTA)))
    unread = [m for m in messages(found) if "niet gelezen" in m]
    assert len(unread) == 1
    assert "blad 'Uitleg'" in unread[0]


def test_numbers_and_dates_are_read_as_shown():
    from datetime import date, datetime, time, timedelta

    assert shown(2.0) == "2"
    assert shown(3.2) == "3,2"
    assert shown(0.1 + 0.2) == "0,3"
    assert shown(0.2, percentage=True) == "20%"
    assert shown(0.125, percentage=True) == "12,5%"
    assert shown(date(2026, 9, 1)) == "1-9-2026"
    assert shown(datetime(2026, 9, 1, 13, 5)) == "1-9-2026 13:05"  # noqa: DTZ001
    assert shown(time(13, 5)) == "13:05"
    assert shown(timedelta(minutes=100)) == "1:40"
    assert shown(True) == "WAAR"  # noqa: FBT003
    assert shown(float("inf")) == ""
    assert shown("3.2") == "3.2"


def test_percentages_dates_and_errors_of_a_workbook(tmp_path):
    rows = [
        (*HEADER, "Periode"),
        ("P/ZW/01/01-01", "Deeg kneden", '<c s="1"><v>0.2</v></c>', '<c s="2"><v>46000</v></c>'),
        ("P/ZW/01/01-02", "Deeg rijzen", '<c s="3"><v>0.125</v></c>', "2"),
        ("P/ZW/01/01-03", "Deeg bakken", '<c t="e"><v>#N/A</v></c>', 2.5),
    ]
    found = read_table(write_xlsx(tmp_path, {"PTA": sheet_xml(rows)}))
    facts = {item.code: facts_of(item) for item in found.items}
    assert facts["P/ZW/01/01-01"] == {"weging": "20%", "periode": "9-12-2025"}
    assert facts["P/ZW/01/01-02"] == {"weging": "12,5%", "periode": "2"}
    assert facts["P/ZW/01/01-03"] == {"periode": "2,5"}
    said = "\n".join(messages(found))
    assert "rij 4: cel toont een fout van het rekenblad: kolom C, #N/A" in said
    assert "rij 2: hier staat een datum; maakte het rekenblad die ervan?: kolom D" in said


def test_percentages_of_an_old_workbook(tmp_path):
    rows = [HEADER, ("P/ZW/01/01-01", "Deeg kneden", 0.25)]
    found = read_table(write_xls(tmp_path, {"PTA": sheet_records(rows)}))
    assert facts_of(found.items[-1]) == {"weging": "25%"}


def test_a_spreadsheet_of_opendocument_gives_the_text_that_it_shows(tmp_path):
    cell = (
        '<table:table-cell office:value-type="percentage" office:value="0.2">'
        "<text:p>20%</text:p></table:table-cell>"
    )
    table = odf_table([HEADER, ("P/ZW/01/01-01", "Deeg kneden", cell)])
    assert facts_of(read_table(write_ods(tmp_path, table)).items[-1]) == {"weging": "20%"}


def test_hidden_rows_and_columns_are_read_and_said(tmp_path):
    workbook = sheet_xml(PTA, hidden=[3]).replace(
        "<sheetData>", '<cols><col min="6" max="6" hidden="1"/></cols><sheetData>'
    )
    for path in (
        write_xlsx(tmp_path, {"PTA": workbook}),
        write_xls(tmp_path, {"PTA": sheet_records(PTA, hidden=[3])}),
        write_ods(
            tmp_path,
            odf_table(PTA[:2], tail=odf_row(PTA[2], 'table:visibility="collapse"')),
        ),
    ):
        found = read_table(path)
        assert "Brood bakken" in [item.title for item in found.items]
        assert any("rij 3: rij is verborgen en wel gelezen" in m for m in messages(found))
    assert any("kolom is verborgen" in m for m in messages(read_table(tmp_path / "pta.xlsx")))


def test_formulas_are_text_and_one_without_an_outcome_is_said(tmp_path):
    rows = [
        HEADER,
        ("P/ZW/01/01-01", '<c t="str"><f>A1</f><v>Deeg kneden</v></c>', "<c><f>SUM(A1)</f></c>"),
        ("P/ZW/01/01-02", "=1+1", "1"),
    ]
    found = read_table(write_xlsx(tmp_path, {"PTA": sheet_xml(rows)}))
    assert [item.title for item in found.items][-2:] == ["Deeg kneden", "=1+1"]
    said = "\n".join(messages(found))
    assert "rij 2: formule zonder bewaarde uitkomst: kolom C" in said
    assert "rij 3: cel lijkt een formule en is als tekst gelezen: kolom B, =1+1" in said


def test_a_merged_cell_holds_for_all_its_rows(tmp_path):
    header = ("Eindterm", "Omschrijving", "Toetsvorm")
    rows = [header, ("P/ZW/01/01-01", "Deeg", "praktijk"), ("P/ZW/01/01-02", "Brood")]
    merged = '<mergeCells count="1"><mergeCell ref="C2:C3"/></mergeCells>'
    spanned = (
        '<table:table-cell table:number-rows-spanned="2"><text:p>praktijk</text:p>'
        "</table:table-cell>"
    )
    covered = "<table:covered-table-cell/>"
    for path in (
        write_xlsx(tmp_path, {"PTA": sheet_xml(rows, tail=merged)}),
        write_ods(tmp_path, odf_table([header, (*rows[1][:2], spanned), (*rows[2], covered)])),
    ):
        found = read_table(path)
        assert [facts_of(item) for item in found.items[-2:]] == [{"toetsvorm": "praktijk"}] * 2


# --- bad input ------------------------------------------------------------------------------------


def test_a_million_repeated_columns_and_rows_of_nothing_cost_nothing(tmp_path):
    many = '<table:table-cell table:number-columns-repeated="1000000"/>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{many}</table:table-row>'
    found = read_table(write_ods(tmp_path, odf_table([(*PTA[0], many), *PTA[1:]], tail=row)))
    assert outline(found) == outline(read_table(write_csv(tmp_path, PTA)))


def test_a_million_repeated_columns_of_text_are_cut_and_said(tmp_path):
    many = (
        '<table:table-cell table:number-columns-repeated="1000000"><text:p>x</text:p>'
        "</table:table-cell>"
    )
    path = write_ods(tmp_path, odf_table([PTA[0], (*PTA[1], many)]))
    found = read_table(path)
    assert any("kolommen na de 300e zijn niet gelezen" in m for m in messages(found))
    assert read_apart(path)[1] < 500


def test_a_million_repeated_rows_of_text_are_refused(tmp_path):
    row = odf_row(PTA[1], 'table:number-rows-repeated="999999999"')
    said, peak = read_apart(write_ods(tmp_path, odf_table(PTA, tail=row)))
    assert "meer dan 100000 rijen" in said
    assert peak < 500


def test_cells_far_apart_are_refused_before_room_is_made_for_them(tmp_path):
    far = sheet_xml(PTA).replace(
        "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    said, peak = read_apart(write_xlsx(tmp_path, {"PTA": far}))
    assert "over meer dan 4000000 vakjes verspreid" in said
    assert peak < 200


def test_cells_far_apart_on_every_sheet_of_an_old_workbook(tmp_path):
    sheets = {f"blad {n}": sheet_records(PTA, extra=far_cell(65535, 255)) for n in range(5)}
    said, peak = read_apart(write_xls(tmp_path, sheets))
    assert "over meer dan 4000000 vakjes verspreid" in said
    assert peak < 200


def test_a_zip_that_says_it_is_smaller_than_it_is(tmp_path):
    # calamine would unpack all of it; it gets what was weighed here instead.
    parts = xlsx_parts({"PTA": sheet_xml(PTA)})
    sheet = parts["xl/worksheets/sheet1.xml"].replace("</worksheet>", " " * 3_000_000)
    path = write_zip(tmp_path / "liegt.xlsx", parts | {"xl/worksheets/sheet1.xml": sheet})
    data = path.read_bytes()
    real = struct.pack("<I", len(sheet))
    path.write_bytes(data.replace(real, struct.pack("<I", 9_000)))
    with pytest.raises(InputError):
        read_table(path)


def test_a_zip_bomb_is_refused(tmp_path):
    parts = xlsx_parts({"PTA": "<worksheet>" + " " * 50_000_000})
    said, peak = read_apart(write_zip(tmp_path / "bom.xlsx", parts))
    assert "keer kleiner gemaakt" in said
    assert peak < 200


@pytest.mark.parametrize("end", ["xlsx", "ods"])
def test_a_name_that_points_outside_is_refused(tmp_path, end):
    path = write_sheets(tmp_path, end, {"PTA": PTA})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../etc/passwd", "x")
    with pytest.raises(InputError, match="wijst buiten de zip"):
        open_source(path)


def test_entities_are_refused(tmp_path):
    entity = '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(InputError, match="DOCTYPE") as caught:
        read_table(write_xlsx(tmp_path, {"PTA": entity + sheet_xml(PTA)}))
    assert "sla het opnieuw op" in caught.value.advice


@pytest.mark.parametrize(
    "sheet",
    ["<worksheet>", "geen xml", '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>7</v></c>'],
)
def test_a_broken_workbook_is_one_clear_message(tmp_path, sheet):
    with pytest.raises(InputError) as caught:
        read_table(write_xlsx(tmp_path, {"PTA": sheet}))
    assert caught.value.advice


@pytest.mark.parametrize("cut", [100, 600, 2_000, -3_000])
def test_an_old_workbook_that_was_cut_off(tmp_path, cut):
    path = tmp_path / "kapot.xls"
    path.write_bytes(xls_bytes({"PTA": sheet_records(PTA * 20)})[:cut])
    found = TableReader().recognise(open_source(path))
    if found:
        with pytest.raises(InputError):
            TableReader().read(open_source(path), "")


def test_a_workbook_with_a_password_says_so(tmp_path):
    path = write_xls(tmp_path, {"PTA": sheet_records(PTA)}, stream="EncryptedPackage")
    with pytest.raises(InputError, match="wachtwoord"):
        read_table(path)


def test_an_old_word_document_is_no_workbook(tmp_path):
    path = write_xls(tmp_path, {"x": sheet_records(PTA)}, "brief.doc", stream="WordDocument")
    assert TableReader().recognise(open_source(path)) is None
