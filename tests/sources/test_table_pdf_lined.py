"""Tables in a PDF in the lighter styles of Word and Excel: nothing parts their columns but gaps."""

import pytest
from exam_plan_pdfs import LANDSCAPE, PlanPdf
from hypothesis import given, settings
from hypothesis import strategies as st
from table_making import messages

from align.errors import InputError
from align.model import Kind, Leerweg
from align.sources import load
from align.sources.notes import Notes
from align.sources.table.cells import Budget
from align.sources.table.pdf import read_pdf
from align.sources.table.pdf_lined_area import MERGED, ROWS, UNLINED, UNPARTED

NAMES = [
    ("Deeltaak", 130),
    ("Eindterm", 90),
    ("Omschrijving", 250),
    ("Leerweg", 60),
    ("Toetsvorm", 80),
    ("Weging", 60),
]
ROWS_OF_ZW = [
    ["P/ZW/01/01 Brood bakken", "P/ZW/01/01-01", "Deeg kneden en laten rusten", "BB/KB", "x", "2"],
    ["P/ZW/01/01 Brood bakken", "P/ZW/01/01-02", "Deeg laten rijzen", "KB", "x", "2"],
    ["P/ZW/01/02 Taart maken", "P/ZW/01/02-01", "Een taart versieren", "GL", "y", "1"],
]
MERGED_ROWS = [ROWS_OF_ZW[0], [None, *ROWS_OF_ZW[1][1:4], None, None], ROWS_OF_ZW[2]]


class LinedPdf(PlanPdf):
    """Draws tables with lines below the rows, with every second row shaded, or with less.

    Args:
        style: "lines"; "shades"; "head" for a line below the names and one below the table; "none".
    """

    def __init__(self, style):
        super().__init__(LANDSCAPE, rules="stroke")
        self.style, self.row, self.open_end = style, 0, False

    def table(self, heads, rows, **options):
        self.row, self.last = 0, len(rows)
        super().table(heads, rows, **options)

    def _row(self, cells, widths, left, closed, *, top=True):
        high = max(len(lines or []) for lines in cells) * 12 + 8
        if self.style == "shades" and self.row % 2 == 0:
            x = left
            for lines, width in zip(cells, widths, strict=True):
                self.canvas.setFillGray(0.8)
                if lines is not None:
                    self.canvas.rect(x, self.y - high, width, high, stroke=0, fill=1)
                self.canvas.setFillGray(0)
                x += width
        closed = [False] * len(cells) if self.open_end and self.row == self.last else closed
        super()._row(cells, widths, left, closed, top=top)
        self.row += 1

    def _rule(self, x0, y0, x1, y1):
        below_all = self.row in {0, self.last}
        if y0 == y1 and (self.style == "lines" or (self.style == "head" and below_all)):
            self.canvas.line(x0, y0, x1, y1)


def pta(style):
    pdf = LinedPdf(style)
    pdf.heading("PTA Zorg en Welzijn 2026-2027")
    return pdf


def read(tmp_path, pdf):
    path = tmp_path / "pta.pdf"
    path.write_bytes(pdf.data())
    return load(path)


def said(curriculum):
    return [m for m in messages(curriculum) if "van module staat alleen de code" not in m]


def texts(curriculum):
    return [(e.code, e.title, e.leerwegen) for e in curriculum.of_kind(Kind.EINDTERM)]


BB, KB, GL = Leerweg.BB, Leerweg.KB, Leerweg.GL
WANTED = [
    ("P/ZW/01/01-01", "Deeg kneden en laten rusten", (BB, KB)),
    ("P/ZW/01/01-02", "Deeg laten rijzen", (KB,)),
    ("P/ZW/01/02-01", "Een taart versieren", (GL,)),
]


@pytest.mark.parametrize("style", ["lines", "shades"])
def test_columns_are_told_by_the_gaps_between_them(tmp_path, style):
    pdf = pta(style)
    pdf.table(NAMES, ROWS_OF_ZW)
    found = read(tmp_path, pdf)
    assert texts(found) == WANTED
    assert [d.title for d in found.of_kind(Kind.DEELTAAK)] == ["Brood bakken", "Taart maken"]
    assert found.source.title == "PTA Zorg en Welzijn 2026-2027"
    assert said(found) == []


def test_a_cell_over_several_rows_ends_where_the_line_below_it_is_drawn(tmp_path):
    pdf = pta("lines")
    pdf.table(NAMES, MERGED_ROWS)
    found = read(tmp_path, pdf)
    assert texts(found) == WANTED
    second = found.of_kind(Kind.EINDTERM)[1]
    assert {(fact.name, fact.value) for fact in second.facts} == {
        ("toetsvorm", "x"),
        ("weging", "2"),
    }
    assert said(found) == []


def test_a_cell_that_reaches_to_the_next_page_is_not_cut_at_a_line_of_other_cells():
    pdf = pta("lines")
    pdf.open_end = True
    pdf.table(NAMES, MERGED_ROWS[:2])
    text = read_pdf(pdf.data(), "pta.pdf", Notes(), Budget("pta.pdf"))
    (grid,) = text.grids
    assert [row.cells[:2] for row in grid.rows[1:]] == [
        ("P/ZW/01/01 Brood bakken", "P/ZW/01/01-01"),
        ("P/ZW/01/01 Brood bakken", "P/ZW/01/01-02"),
    ]


def test_where_a_cell_over_shaded_and_plain_rows_ends_is_not_guessed(tmp_path):
    pdf = pta("shades")
    pdf.table(NAMES, MERGED_ROWS)
    pdf.page()
    pdf.table(NAMES, ROWS_OF_ZW[2:])
    found = read(tmp_path, pdf)
    assert texts(found) == WANTED[2:]
    assert said(found) == [f"pta.pdf, blz. 1: {MERGED}: geef het Word- of Excelbestand"]


@pytest.mark.parametrize("style", ["lines", "shades"])
@pytest.mark.parametrize("names_again", [True, False])
def test_it_goes_on_on_the_next_page(tmp_path, style, names_again):
    pdf = pta(style)
    pdf.table(NAMES, ROWS_OF_ZW[:2])
    pdf.page()
    if names_again:
        pdf.table(NAMES, ROWS_OF_ZW[2:])
    else:
        pdf.table([(t, w) for t, (_, w) in zip(ROWS_OF_ZW[2], NAMES, strict=True)], [])
    found = read(tmp_path, pdf)
    assert texts(found) == WANTED
    assert [e.place.page for e in found.of_kind(Kind.EINDTERM)] == [1, 1, 2]
    assert said(found) == []


@pytest.mark.parametrize("style", ["lines", "shades"])
def test_each_table_of_a_page_has_its_own_columns(tmp_path, style):
    pdf = pta(style)
    pdf.table(NAMES, ROWS_OF_ZW[:2])
    pdf.heading("Module P/ZW/02: Mens en omgeving")
    others = [("Eindterm", 110), ("Deeltaak", 170), ("Omschrijving", 260), ("Leerweg", 80)]
    pdf.table(others, [["P/ZW/02/01-01", "P/ZW/02/01 Ramen", "Ramen zemen en drogen", "BB"]])
    found = read(tmp_path, pdf)
    assert texts(found) == [*WANTED[:2], ("P/ZW/02/01-01", "Ramen zemen en drogen", (BB,))]
    (module,) = (m for m in found.of_kind(Kind.MODULE) if m.code == "P/ZW/02")
    assert module.title == "Mens en omgeving"


def test_a_row_over_all_columns_is_one_text(tmp_path):
    pdf = pta("lines")
    across = [["Module P/ZW/01: Mens en gezondheid in de eigen omgeving", *[None] * 5]]
    pdf.table(NAMES, [])
    pdf.y += 14
    pdf.table([(t, w) for t, (_, w) in zip(across[0], NAMES, strict=True)][:1], [])
    pdf.y += 14
    pdf.canvas.line(46, pdf.y, 46 + 670, pdf.y)
    pdf.table([(t, w) for t, (_, w) in zip(ROWS_OF_ZW[0], NAMES, strict=True)], ROWS_OF_ZW[1:])
    found = read(tmp_path, pdf)
    assert texts(found) == WANTED
    (module,) = found.of_kind(Kind.MODULE)
    assert module.title == "Mens en gezondheid in de eigen omgeving"


@pytest.mark.parametrize(
    ("style", "rows", "fault"),
    [
        ("head", ROWS_OF_ZW, ROWS),  # a line below the names and one at the end
        ("none", ROWS_OF_ZW, UNLINED),
    ],
)
def test_rows_that_nothing_parts_are_left_out_and_said_so(tmp_path, style, rows, fault):
    pdf = pta(style)
    pdf.table(NAMES, rows)
    pdf.page()
    pdf.style = "lines"
    pdf.table(NAMES, [["P/ZW/03/01 Spelen", "P/ZW/03/01-01", "Een spel leiden", "BB", "x", "1"]])
    found = read(tmp_path, pdf)
    assert texts(found) == [("P/ZW/03/01-01", "Een spel leiden", (BB,))]
    assert [d.code for d in found.of_kind(Kind.DEELTAAK)] == ["P/ZW/03/01"]
    assert said(found) == [f"pta.pdf, blz. 1: {fault}: geef het Word- of Excelbestand"]


def test_a_table_right_below_one_that_is_left_out_is_read(tmp_path):
    pdf = pta("none")
    pdf.table(NAMES, ROWS_OF_ZW)
    pdf.y += 20
    pdf.style = "lines"
    pdf.table(NAMES, [["P/ZW/03/01 Spelen", "P/ZW/03/01-01", "Een spel leiden", "BB", "x", "1"]])
    found = read(tmp_path, pdf)
    assert texts(found) == [("P/ZW/03/01-01", "Een spel leiden", (BB,))]
    assert said(found) == [f"pta.pdf, blz. 1: {UNLINED}: geef het Word- of Excelbestand"]


def test_columns_that_run_into_one_another_are_left_out_and_said_so(tmp_path):
    pdf = pta("lines")
    rows = [list(row) for row in ROWS_OF_ZW]
    rows[1][2] = "Deeg laten rijzen, onder een doek van schone katoen uit de eigen kast en zo warm"
    pdf.table([(n, 200 if n == "Omschrijving" else w) for n, w in NAMES], rows)
    pdf.canvas.setFont("Helvetica", 9)
    pdf.canvas.drawString(
        46 + 130 + 90 + 150, pdf.y + 14 + 2 * 20 + 8, "overloopendetekst zonder eind"
    )
    pdf.page()
    pdf.table(NAMES, ROWS_OF_ZW[2:])
    found = read(tmp_path, pdf)
    assert texts(found) == WANTED[2:]
    assert said(found) == [f"pta.pdf, blz. 1: {UNPARTED}: geef het Word- of Excelbestand"]


def test_names_with_a_line_below_each_alone_make_no_table(tmp_path):
    pdf = pta("none")
    pdf.table(NAMES, ROWS_OF_ZW)
    top, x = pdf.y + 14 + 3 * 20, 46  # below the names
    for _, width in NAMES:
        pdf.canvas.line(x + 5, top, x + width - 5, top)
        x += width
    pdf.page()
    pdf.style = "lines"
    pdf.table(NAMES, ROWS_OF_ZW[2:])
    found = read(tmp_path, pdf)
    assert texts(found) == WANTED[2:]
    assert said(found) == [f"pta.pdf, blz. 1: {UNLINED}: geef het Word- of Excelbestand"]


@pytest.mark.parametrize("style", ["head", "none"])
def test_a_document_without_a_table_that_can_be_read_is_refused(tmp_path, style):
    pdf = pta(style)
    pdf.table(NAMES, ROWS_OF_ZW)
    with pytest.raises(InputError, match="geen kwalificatiedossier, keuzedeel, examenplan"):
        read(tmp_path, pdf)


def test_text_between_lines_is_no_table(tmp_path):
    pdf = pta("lines")
    for _ in range(4):
        pdf.text("Deeltaak, eindterm en omschrijving staan in het programma van het vak. " * 3)
        pdf.canvas.line(46, pdf.y, 760, pdf.y)
    with pytest.raises(InputError):
        read(tmp_path, pdf)


words = st.text("abcdefgh", min_size=1, max_size=7)  # none is wider than its column
cells = st.lists(words, min_size=1, max_size=8).map(" ".join)


@settings(max_examples=40)
@given(st.lists(st.tuples(cells, cells, cells, cells, cells, cells), min_size=1, max_size=6))
def test_lines_between_all_cells_or_only_below_rows_give_the_same_cells(rows):
    grids = []
    for drawn in (PlanPdf(LANDSCAPE, rules="stroke"), LinedPdf("lines")):
        drawn.table(NAMES, [list(row) for row in rows])
        text = read_pdf(drawn.data(), "pta.pdf", Notes(), Budget("pta.pdf"))
        cells_read = [cell for grid in text.grids for row in grid.rows for cell in row.cells]
        # Whether a word at the end of a line is whole is estimated from the edge of its cell.
        grids.append(["".join(cell.split()) for cell in cells_read])
    assert grids[0] == grids[1]
