"""The workbook says the same as the page: what stands apart counts in neither."""

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook
from small_curricula import eindterm, item, one_kerntaak, programme

from align.exchange.workbook import overlap_workbook
from align.model import Decisions, Kind
from align.overlap import compare
from align.report.overlap_page import build_page

MADE = {"command": "align overlap", "made_on": date(2031, 2, 3)}
MOWS = ("Maait gras", "De hovenier maait het gazon en steekt de graskanten.")
PLANS = (
    "Plant de werkzaamheden",
    "De medewerker plant zijn werkzaamheden, overlegt met collega's en ruimt de werkplek op.",
)


@pytest.fixture(scope="module")
def overlap(analyser):
    """Mowing beside mowing, and planning beside planning: overlap too, and generic as a whole."""
    vmbo = programme(
        item("TU", Kind.PROFIEL, "Tuin"),
        item("P/TU/01", Kind.MODULE, "Gazon", "TU"),
        item("P/TU/01/01", Kind.DEELTAAK, "Een gazon maaien", "P/TU/01"),
        eindterm("P/TU/01/01-1", "De kandidaat kan het gazon maaien en graskanten steken"),
        item("P/TU/01/02", Kind.DEELTAAK, "Werk plannen", "P/TU/01"),
        eindterm("P/TU/01/02-1", "De kandidaat kan werkzaamheden plannen"),
        item("P/TU/02", Kind.MODULE, "Plannen", "TU"),
        item("P/TU/02/01", Kind.DEELTAAK, "Werkzaamheden plannen", "P/TU/02"),
        eindterm("P/TU/02/01-1", "De kandidaat kan werkzaamheden plannen"),
    )
    found = compare(vmbo, [one_kerntaak(MOWS, PLANS)], analyser=analyser)
    generic = [pair for pair in found.pairs if pair.overlap and found.stands_apart(pair)]
    assert {pair.left for pair in generic} == {"P/TU/01/02", "P/TU/02/01"}
    return found


@pytest.fixture(scope="module")
def sheets(overlap):
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(overlap_workbook(overlap, Decisions(), **MADE))
    )
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_matrix_counts_what_the_page_counts(overlap, sheets):
    page, _ = build_page(overlap, tool_version="0", **MADE)
    shown = [
        (row.code, *(cell.pairs for cell in row.cells), row.total.pairs)
        for row in (*page.matrix.rows, *page.matrix.apart)
    ]
    assert [(row[0], *row[2:]) for row in sheets["Matrix"][1:]] == shown
    assert shown == [("P/TU/01", 1, 1), ("P/TU/02", 1, 1)]
    assert [row[1] for row in sheets["Matrix"][1:]] == [
        "Gazon",
        "Plannen (algemeen: telt nergens mee)",
    ]


def test_what_stands_apart_is_called_so_and_covers_nothing(overlap, sheets):
    head, *rows = sheets["Paren"]
    told = {row[head.index("id vmbo")]: row[head.index("voorstel")] for row in rows[::-1]}
    assert told == {
        "P/TU/01/01": "overlap",
        "P/TU/01/02": "algemeen",
        "P/TU/02/01": "algemeen",
    }
    _, *rows = sheets["Niet gedekt"]
    without = {row[3]: row[-1] for row in rows if row[1] == "zonder tegenhanger"}
    assert without == dict.fromkeys(
        ("P/TU/01/02", "P/TU/02/01", "P1-K1-W2"), "algemeen: staat los van de vergelijking"
    )
    page, _ = build_page(overlap, tool_version="0", **MADE)
    assert set(without) == {unit.code for side in page.coverage for unit in side.apart}
