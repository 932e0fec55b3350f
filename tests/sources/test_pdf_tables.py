"""Tables that are drawn with lines, however a writer draws them."""

import io

import pytest
from exam_plan_pdfs import PlanPdf
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from align.sources.pdf import tables as pdf_tables
from align.sources.pdf.pages import Pdf
from align.sources.pdf.rules import RuledLine, joined
from align.sources.pdf.tables import ruled_tables

HEADS = [("Naam", 80), ("Vorm", 100), ("Plaats", 120)]


def tables(data, number=1):
    with Pdf(data, "plan.pdf") as pdf:
        page = pdf.page(number)
        found, rest = ruled_tables(page, pdf.rules(number))
    texts = [[[cell.text for cell in row] for row in table.rows] for table in found]
    return texts, " ".join(word.text for word in rest)


@pytest.mark.parametrize("rules", ["fill", "stroke"])
def test_cells_are_what_lines_enclose(rules):
    pdf = PlanPdf(rules=rules)
    pdf.text("Erboven")
    pdf.table(HEADS, [["Proef", "Proeve van bekwaamheid in de tuin", "School"]])
    pdf.text("Eronder")
    found, rest = tables(pdf.data())
    assert found == [
        [["Naam", "Vorm", "Plaats"], ["Proef", "Proeve van bekwaamheid in de tuin", "School"]]
    ]
    assert rest == "Erboven Eronder"


def test_a_merged_cell_stands_in_every_row_it_covers():
    pdf = PlanPdf()
    pdf.table(HEADS, [["Lezen", "Examen", "school"], ["Schrijven", "Toets", None]])
    found, _ = tables(pdf.data())
    assert [row[2] for row in found[0]] == ["Plaats", "school", "school"]


def test_two_tables_below_one_another_stay_two():
    pdf = PlanPdf()
    pdf.table(HEADS, [["a", "b", "c"]])
    pdf.table(HEADS[:2], [["d", "e"]])
    found, _ = tables(pdf.data())
    assert [table[1] for table in found] == [["a", "b", "c"], ["d", "e"]]


def test_a_frame_around_text_and_a_line_below_it_are_no_table():
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 400))
    canvas.rect(50, 50, 300, 300)
    canvas.drawString(60, 200, "Een kader om wat tekst")
    canvas.line(60, 190, 200, 190)
    canvas.line(60, 190, 90, 60)
    canvas.showPage()
    canvas.save()
    assert tables(buffer.getvalue()) == ([], "Een kader om wat tekst")


def test_a_page_with_thousands_of_lines_is_a_drawing(monkeypatch):
    monkeypatch.setattr(pdf_tables, "MAX_RULES", 5)
    pdf = PlanPdf()
    pdf.table(HEADS, [["a", "b", "c"]])
    found, rest = tables(pdf.data())
    assert found == []
    assert rest == "Naam Vorm Plaats a b c"


def test_a_page_of_a_damaged_number_has_no_lines():
    pdf = PlanPdf()
    pdf.table(HEADS, [["a", "b", "c"]])
    with Pdf(pdf.data(), "plan.pdf") as opened:
        assert opened.rules(9) == ()


@given(
    rows=st.integers(1, 5),
    widths=st.lists(st.integers(40, 90), min_size=2, max_size=5),
    rules=st.sampled_from(["fill", "stroke"]),
)
def test_every_grid_is_read_back(rows, widths, rules):
    pdf = PlanPdf(rules=rules)
    heads = [(f"k{number}", width) for number, width in enumerate(widths)]
    body = [[f"r{row}k{number}" for number in range(len(widths))] for row in range(rows)]
    pdf.table(heads, body)
    found, rest = tables(pdf.data())
    assert found == [[[head for head, _ in heads], *body]]
    assert rest == ""


@given(st.permutations([(0, 10), (10, 30), (28, 50), (80, 90), (91, 120)]))
def test_pieces_of_one_line_are_put_together_in_any_order(pieces):
    def upright(start, end):
        return RuledLine(upright=True, at=100.0, start=start, end=end)

    assert joined(upright(*piece) for piece in pieces) == (upright(0, 50), upright(80, 120))


def test_the_box_of_a_table_is_in_points_of_the_page():
    pdf = PlanPdf()
    pdf.table(HEADS, [["a", "b", "c"]])
    with Pdf(pdf.data(), "plan.pdf") as opened:
        (table,) = ruled_tables(opened.page(1), opened.rules(1))[0]
    assert table.box == pytest.approx((46, 842 - 50 - 40, 346, 842 - 50), abs=1)
    assert table.rows[1][1].box == pytest.approx((126, 752, 226, 772), abs=1)
