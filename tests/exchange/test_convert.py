"""Tables and workbooks: one row an item, text that stays text, the same bytes every time."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from any_curriculum import curricula
from hypothesis import example, given, settings
from hypothesis.strategies import text
from lxml import etree

from align.errors import InputError
from align.exchange import cells as cells_of_books
from align.exchange import convert_table
from align.exchange.cells import bare, harmless
from align.exchange.convert import FORMATS, convert
from align.exchange.convert_table import COLUMNS, curriculum_csv, curriculum_xlsx, rows
from align.model import (
    Curriculum,
    Fact,
    Hours,
    HourUnit,
    Item,
    Kind,
    Leerweg,
    Place,
    Retired,
    Ruling,
    Section,
    Side,
    Source,
)

DAY = date(2031, 2, 3)
HERE = Place("dossier.xml", line=7)
SOURCE = Source("bron.xml", "sbb-xml", "Bakkerij", "1", "0" * 64)
BAKKER = Item("k", Kind.KWALIFICATIE, "P1", "Broodbakker", "", HERE, crebo="29101")
KNEDEN = Item(
    "w",
    Kind.WERKPROCES,
    "P1-K1-W1",
    "=1+1",
    "k",
    HERE,
    sections=(
        Section("omschrijving", "Kneedt.\n- lang", HERE),
        Section("resultaat", "Deeg.", HERE, only_for="k"),
    ),
    leerwegen=(Leerweg.BB, Leerweg.KB),
    niveaus=(2, 3),
    hours=Hours(3200.5, HourUnit.SBU),
    only_for=("k", "elders"),
    facts=(Fact("domein", "Brood", HERE), Fact("domein", "Banket", HERE)),
)
CURRICULUM = Curriculum(SOURCE, Side.MBO, (BAKKER, KNEDEN))


def read_csv(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def read_xlsx(data):
    """Cells of the sheet by column and row, and whether any of them is a formula."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        strings = etree.fromstring(book.read("xl/sharedStrings.xml"))
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    shared = ["".join(entry.itertext()) for entry in strings]
    cells = {c.get("r"): shared[int(c[0].text)] for c in sheet.iter(f"{space}c") if len(c)}
    return cells, sheet.findall(f".//{space}f")


def test_a_row_has_all_that_a_reader_wants_to_see():
    row = dict(zip(COLUMNS, list(rows(CURRICULUM))[1], strict=True))
    assert row == {
        "id": "w",
        "soort": "werkproces",
        "code": "P1-K1-W1",
        "titel": "=1+1",
        "ouder_code": "P1",
        "ouder_titel": "Broodbakker",
        "ouder_id": "k",
        "leerwegen": "bb, kb",
        "niveau": "2, 3",
        "uren": "3200,5",
        "uren_eenheid": "sbu",
        "crebo": "",
        "alleen_voor": "Broodbakker, elders",
        "tekst": "omschrijving: Kneedt.\n- lang\n\nresultaat (alleen voor Broodbakker): Deeg.",
        "kenmerken": "domein: Brood; domein: Banket",
        "plaats": "dossier.xml, regel 7",
    }


def test_csv_opens_in_a_dutch_spreadsheet_program():
    data = curriculum_csv(CURRICULUM)
    assert data.startswith(b"\xef\xbb\xbfid;soort;code;titel;")
    assert data.endswith(b"\r\n")
    assert len(read_csv(data)) == 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_begins_like_a_formula_is_text(start):
    item = replace(KNEDEN, title=f"{start}1+cmd|' /C calc'!A0")
    curriculum = Curriculum(SOURCE, Side.MBO, (BAKKER, item))
    assert read_csv(curriculum_csv(curriculum))[2][3] == f"'{item.title}"
    cells, formulas = read_xlsx(curriculum_xlsx(curriculum, made_on=DAY).data)
    assert formulas == []
    assert cells["D3"].replace("_x0009_", "\t").replace("_x000D_", "\r") == item.title


def test_a_workbook_has_the_same_rows():
    cells, _ = read_xlsx(curriculum_xlsx(CURRICULUM, made_on=DAY).data)
    assert [cells[f"{column}1"] for column in "ABCDEFGHIJKLMNOP"] == list(COLUMNS)
    assert (cells["A2"], cells["L2"], cells["J3"]) == ("k", "29101", "3200,5")
    assert cells["N3"].startswith("omschrijving: Kneedt.\n- lang")


def test_a_cell_that_is_too_long_says_so(monkeypatch):
    monkeypatch.setattr(cells_of_books, "MAX_CELL", 60)
    long = replace(BAKKER, title="x" * 61)
    book = curriculum_xlsx(Curriculum(SOURCE, Side.MBO, (long,)), made_on=DAY)
    cells, _ = read_xlsx(book.data)
    assert cells["D2"] == "x" * 13 + " … (ingekort; de hele tekst staat in --to json)"
    assert book.cut == 1


def test_more_items_than_a_sheet_has_rows(monkeypatch):
    monkeypatch.setattr(convert_table, "MAX_ROWS", 2)
    with pytest.raises(InputError, match="een werkblad heeft er 2"):
        curriculum_xlsx(CURRICULUM, made_on=DAY)


@pytest.mark.parametrize("to", FORMATS)
def test_the_same_input_gives_the_same_bytes(to):
    first, second = (convert(CURRICULUM, to, made_on=DAY, tool_version="1") for _ in range(2))
    assert first == second
    assert first.data


def test_a_table_says_that_it_has_no_rulings_and_nothing_withdrawn():
    ruling = Ruling("29101", "K9001", "Ja", "Taart", "2031-01-01", HERE)
    old = Retired("o", Kind.EINDTERM, "", "Oud", (), HERE)
    curriculum = replace(CURRICULUM, rulings=(ruling,), retired=(old,))
    lost = {to: convert(curriculum, to, made_on=DAY, tool_version="1").lost for to in FORMATS}
    told = ("uitspraken over overlap (1)", "vervallen onderdelen (1)")
    assert lost == {"case": (), "json": (), "csv": told, "xlsx": told}


def test_half_a_letter_does_not_stop_the_writing():
    item = replace(BAKKER, title="half \ud800 \uffff")
    for to in FORMATS:
        assert convert(Curriculum(SOURCE, Side.MBO, (item,)), to, made_on=DAY, tool_version="1")
    cells, _ = read_xlsx(curriculum_xlsx(Curriculum(SOURCE, Side.MBO, (item,)), made_on=DAY).data)
    assert cells["D2"] == "half \ufffd \ufffd"


@settings(max_examples=40)
@given(curricula())
def test_every_item_is_one_row_and_no_cell_of_csv_begins_like_a_formula(of):
    table = read_csv(curriculum_csv(of))
    assert len(table) == len(of.items) + 1
    assert all(len(row) == len(COLUMNS) for row in table)
    assert not [c for row in table for c in row if c.startswith(("=", "+", "-", "@", "\t", "\r"))]
    for row, cells in zip(rows(of), table[1:], strict=True):
        assert [bare(cell) for cell in cells] == list(row)


@given(text())
@example("'=")
@example("''-x")
@example("'s ochtends")
def test_text_reads_back_from_a_cell_as_it_was(written):
    cell = harmless(written)
    assert bare(cell) == written
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell in {written, f"'{written}"}
