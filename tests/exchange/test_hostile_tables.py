"""A thousand hostile texts in the tables that we write: text everywhere, a formula nowhere."""

import csv
import io
import zipfile
from datetime import date

import pytest
from hostile import hostile_overlap
from python_calamine import CalamineWorkbook

from align.exchange.decisions_files import overlap_files
from align.report.annex_docx import annex_docx

MADE = {"made_on": date(2031, 1, 1), "tool_version": "0.0.0"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def hostile():
    overlap, decisions, _given = hostile_overlap(units=60)
    return overlap, decisions


@pytest.fixture(scope="module")
def files(hostile):
    return overlap_files(*hostile, ("csv", "xlsx"), command="=align", **MADE)


def test_no_cell_of_the_csv_is_a_formula(files):
    rows = csv.reader(io.StringIO(files["csv"].decode("utf-8-sig"), newline=""), delimiter=";")
    cells = [cell for row in rows for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell[:40] for cell in cells if cell.startswith(FORMULA)]


def test_no_cell_of_the_workbook_is_a_formula_link_or_macro(files):
    with zipfile.ZipFile(io.BytesIO(files["xlsx"])) as parts:
        names = parts.namelist()
        sheets = [parts.read(name) for name in names if name.startswith("xl/worksheets/sheet")]
        links = b"".join(parts.read(name) for name in names if name.endswith(".rels"))
    assert sheets
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    assert not any(mark in name.casefold() for name in names for mark in ("vba", "external"))
    assert b"evil.invalid" not in links
    book = CalamineWorkbook.from_filelike(io.BytesIO(files["xlsx"]))
    cells = [
        c
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for c in row
    ]
    assert any("=HYPERLINK" in cell for cell in cells if isinstance(cell, str))


def test_the_annex_of_word_holds_text_and_fetches_nothing(hostile):
    data = annex_docx(*hostile, **MADE)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        body = parts.read("word/document.xml").decode()
        links = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".rels"))
    assert "&lt;script&gt;" in body
    assert "evil.invalid" not in links.decode()
    assert "w:instrText" not in body.replace(" PAGE", "")
