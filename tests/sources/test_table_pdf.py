"""A PTA as schools publish it: a PDF whose tables are drawn with lines."""

from collections import Counter

import pytest
from exam_plan_pdfs import LANDSCAPE, PlanPdf, lijst_plan
from hypothesis import given
from hypothesis import strategies as st
from pdf_making import make_pdf, scanned_pdf
from table_making import messages

from align.errors import InputError, OtherKindError
from align.model import Kind, Leerweg, Side
from align.sources import load
from align.sources.notes import Notes
from align.sources.pdf.pages import Pdf
from align.sources.table.cells import Budget
from align.sources.table.pdf import read_pdf

HEADS = [
    ("Deeltaak", 130),
    ("Eindterm", 90),
    ("Omschrijving", 250),
    ("Leerweg", 60),
    ("Toetsvorm", 80),
    ("Weging", 60),
]
ROWS = [
    ["P/ZW/01/01 Brood bakken", "P/ZW/01/01-01", "Deeg kneden", "BB/KB", "praktijk", "2"],
    [None, "P/ZW/01/01-02", "Deeg laten rijzen", "KB", None, None],
    ["P/ZW/01/02 Taart maken", "P/ZW/01/02-01", "Een taart versieren", "GL", "theorie", "1"],
]


def pta():
    pdf = PlanPdf(LANDSCAPE)
    pdf.heading("PTA Zorg en Welzijn 2026-2027")
    return pdf


def read(tmp_path, pdf, name="pta.pdf"):
    path = tmp_path / name
    path.write_bytes(pdf.data() if isinstance(pdf, PlanPdf) else pdf)
    return load(path)


def said(curriculum):
    """What is warned of, but for modules that this PTA only names by code."""
    return [m for m in messages(curriculum) if "van module staat alleen de code" not in m]


def titles(curriculum, kind):
    return [(item.code, item.title) for item in curriculum.of_kind(kind)]


def test_a_drawn_table_is_a_programme(tmp_path):
    pdf = pta()
    pdf.table(HEADS, ROWS)
    found = read(tmp_path, pdf)
    assert found.side is Side.VMBO
    assert found.source.format == "tabel-pdf"
    assert found.source.title == "PTA Zorg en Welzijn 2026-2027"
    assert found.source.version == "2026-2027"
    assert titles(found, Kind.DEELTAAK) == [
        ("P/ZW/01/01", "Brood bakken"),
        ("P/ZW/01/02", "Taart maken"),
    ]
    first, second, third = found.of_kind(Kind.EINDTERM)
    assert [e.title for e in (first, second, third)] == [
        "Deeg kneden",
        "Deeg laten rijzen",
        "Een taart versieren",
    ]
    assert first.leerwegen == (Leerweg.BB, Leerweg.KB)
    assert {(f.name, f.value) for f in second.facts} == {
        ("toetsvorm", "praktijk"),
        ("weging", "2"),
    }
    assert str(third.place) == "pta.pdf, blz. 1, tabel 1, rij 4, P/ZW/01/02-01"


def test_a_table_that_goes_on_is_one_table_and_its_places_name_the_page(tmp_path):
    pdf = pta()
    pdf.table(HEADS, ROWS[:2])
    pdf.page()
    pdf.table(HEADS, ROWS[2:])  # programs print the names again
    pdf.page()
    widths = [width for _, width in HEADS]
    last = ["", "P/ZW/01/02-02", "Slagroom kloppen", "GL", "theorie", "1"]
    pdf.table(list(zip(last, widths, strict=True)), [])  # or they do not
    found = read(tmp_path, pdf)
    assert [e.title for e in found.of_kind(Kind.EINDTERM)][2:] == [
        "Een taart versieren",
        "Slagroom kloppen",
    ]
    places = [e.place for e in found.of_kind(Kind.EINDTERM)]
    assert [place.page for place in places] == [1, 1, 2, 3]
    assert places[-1].path == "tabel 1, rij 5"
    assert said(found) == []


def two_pages(between):
    """A table on two pages without its names on the second, and what is drawn below the first."""
    pdf = pta()
    pdf.table(HEADS, [["P/ZW/01/01 Brood", "P/ZW/01/01-01", "Deeg kneden en", "KB", "x", "2"]])
    pdf.y += 14  # `table` leaves room below it
    between(pdf)
    pdf.page()
    last = ["", "P/ZW/01/01-02", "Deeg laten rijzen", "GL", "", ""]
    pdf.table([(text, width) for text, (_, width) in zip(last, HEADS, strict=True)], [])
    return pdf


def test_a_line_that_hangs_below_the_frame_of_a_cell_is_of_that_cell(tmp_path):
    def hanging(pdf):
        pdf.canvas.drawString(46 + 220 + 5, pdf.y - 5, "laten rusten")

    found = read(tmp_path, two_pages(hanging))
    assert [e.title for e in found.of_kind(Kind.EINDTERM)] == [
        "Deeg kneden en laten rusten",
        "Deeg laten rijzen",
    ]


@pytest.mark.parametrize(
    ("x", "down", "text"),
    [
        (46 + 220 + 5, 40, "laten rusten"),  # too far below
        (46 + 220 + 5, 5, "Laten rusten in een andere ruimte van de bakkerij, zo lang als nodig"),
        (46 + 5, 5, "Vastgesteld op 1 oktober"),  # below a cell that is at its end
    ],
)
def test_other_text_below_a_table_ends_it(tmp_path, x, down, text):
    pdf = two_pages(lambda pdf: pdf.canvas.drawString(x, pdf.y - down, text))
    found = read(tmp_path, pdf)
    assert [e.title for e in found.of_kind(Kind.EINDTERM)] == ["Deeg kneden en"]
    assert any("geen kolomkoppen" in message for message in messages(found))


@pytest.mark.parametrize("widths", [(130, 90, 250, 60, 80), (100, 120, 250, 60, 80, 60)])
def test_a_table_with_other_columns_is_another(tmp_path, widths):
    pdf = pta()
    pdf.table(HEADS, ROWS[:1])
    pdf.page()
    texts = ["", "P/ZW/01/01-02", "Deeg laten rijzen", "GL", "", ""][: len(widths)]
    pdf.table(list(zip(texts, widths, strict=True)), [])
    found = read(tmp_path, pdf)
    assert [e.title for e in found.of_kind(Kind.EINDTERM)] == ["Deeg kneden"]
    assert any("geen kolomkoppen" in message for message in messages(found))


def test_what_a_spreadsheet_prints_again_of_a_cell_over_two_pages_parts_no_table(tmp_path):
    pdf = pta()
    pdf.table(HEADS, ROWS[:1])
    pdf.page()
    pdf.text("P/ZW/01/01 Brood praktijk")
    last = ["", "P/ZW/01/01-02", "Deeg laten rijzen", "GL", "", ""]
    pdf.table([(text, width) for text, (_, width) in zip(last, HEADS, strict=True)], [])
    found = read(tmp_path, pdf)
    assert [e.title for e in found.of_kind(Kind.EINDTERM)] == ["Deeg kneden", "Deeg laten rijzen"]
    assert [e.parent for e in found.of_kind(Kind.EINDTERM)] == ["tabel/P/ZW/1/1"] * 2


def test_a_row_that_is_broken_off_goes_on_on_the_next_page(tmp_path):
    pdf = pta()
    pdf.table(
        HEADS, [["P/ZW/01/01 Brood bakken en", "P/ZW/", "Deeg kneden en", "KB", "praktijk", "2"]]
    )
    pdf.page()
    pdf.table(HEADS, [["presenteren", "01/01-01", "laten rijzen", "", "", ""]])
    found = read(tmp_path, pdf)
    assert titles(found, Kind.DEELTAAK) == [("P/ZW/01/01", "Brood bakken en presenteren")]
    assert titles(found, Kind.EINDTERM) == [("P/ZW/01/01-01", "Deeg kneden en laten rijzen")]


def cell_over_two_pages(after, *, first_rows=2, last_rows=2, last_line="en gebak"):
    """A deeltaak whose cell reaches over rows of two pages, each page with its part of the text.

    Over two rows `last_line` fills the cell down to its end.
    """
    pdf = pta()
    rows = [["P/ZW/01/01 Brood", "P/ZW/01/01-01", "Kneden", "", "", ""]]
    rows += [[None, "P/ZW/01/01-02", "Vormen", "", "", ""]]
    pdf.table(HEADS, rows[:first_rows])
    if first_rows > 1:
        pdf.canvas.drawString(46 + 5, pdf.y + 14 + 8, last_line)
    pdf.page()
    names = [after, "P/ZW/01/01-03", "Rijzen", "", "", ""]
    more = [[None, "P/ZW/01/01-04", "Bakken", "", "", ""]]
    pdf.table(
        [(text, width) for text, (_, width) in zip(names, HEADS, strict=True)],
        more[: last_rows - 1],
    )
    return pdf


@pytest.mark.parametrize(("first_rows", "last_rows"), [(2, 1), (1, 2), (2, 2)])
def test_a_merged_cell_that_was_cut_in_two_is_one(tmp_path, first_rows, last_rows):
    pdf = cell_over_two_pages("maken", first_rows=first_rows, last_rows=last_rows)
    found = read(tmp_path, pdf)
    title = "Brood en gebak maken" if first_rows > 1 else "Brood maken"
    assert titles(found, Kind.DEELTAAK) == [("P/ZW/01/01", title)]
    assert len(found.of_kind(Kind.EINDTERM)) == first_rows + last_rows


@pytest.mark.parametrize("after", ["P/ZW/01/02 taart", "Taart"])
def test_a_merged_cell_that_begins_anew_is_another(tmp_path, after):
    found = read(tmp_path, cell_over_two_pages(after))
    assert titles(found, Kind.DEELTAAK)[0] == ("P/ZW/01/01", "Brood en gebak")


def test_a_short_text_in_a_high_cell_was_not_cut_in_two(tmp_path):
    found = read(tmp_path, cell_over_two_pages("taart", last_line=""))
    assert titles(found, Kind.DEELTAAK)[0] == ("P/ZW/01/01", "Brood")


def test_a_rest_after_a_semicolon_is_one_when_it_misses_what_every_row_has(tmp_path):
    pdf = pta()
    row = ["P/ZW/01/01 Brood bakken", "P/ZW/01/01-01", "Deeg kneden (met de hand;", "KB", "x", "2"]
    pdf.table(HEADS, [row])
    pdf.page()
    pdf.table(HEADS, [["", "", "en met een machine)", "", "", ""]])
    found = read(tmp_path, pdf)
    assert titles(found, Kind.EINDTERM) == [
        ("P/ZW/01/01-01", "Deeg kneden (met de hand; en met een machine)")
    ]


def test_a_row_that_only_looks_like_a_rest_stays_a_row(tmp_path):
    pdf = pta()
    pdf.table(HEADS, ROWS[:1])
    pdf.page()
    pdf.table(HEADS, [["", "", "Deeg laten rijzen", "", "", ""]])
    found = read(tmp_path, pdf)
    assert [e.title for e in found.of_kind(Kind.EINDTERM)] == ["Deeg kneden", "Deeg laten rijzen"]


def test_heads_and_feet_of_pages_part_no_table_but_the_first_is_the_title(tmp_path):
    pdf = PlanPdf(LANDSCAPE, foot=True)
    for rows in (ROWS[:2], ROWS[2:]):
        pdf.heading("PTA Zorg en Welzijn 2026-2027")
        pdf.table(HEADS, rows)
        pdf.page()
    pdf.text("Vastgesteld door de directie van de school.")
    found = read(tmp_path, pdf)
    assert found.source.title == "PTA Zorg en Welzijn 2026-2027"
    assert [e.place.path for e in found.of_kind(Kind.EINDTERM)][-1] == "tabel 1, rij 4"
    (message,) = said(found)
    assert "buiten de tabellen is niet gelezen: 1 alinea, zoals 'Vastgesteld door" in message


def test_heads_that_differ_hold_for_the_table_below_them(tmp_path):
    pdf = PlanPdf(LANDSCAPE)
    for year, rows in (("Leerjaar 3", ROWS[:2]), ("Leerjaar 4", ROWS[2:])):
        pdf.text(year)
        pdf.table(HEADS, rows)
        pdf.page()
    pdf.text("Einde")
    years = {
        e.title: [f.value for f in e.facts if f.name == "leerjaar"]
        for e in read(tmp_path, pdf).of_kind(Kind.EINDTERM)
    }
    assert years == {
        "Deeg kneden": ["3"],
        "Deeg laten rijzen": ["3"],
        "Een taart versieren": ["4"],
    }


def test_lines_of_a_cell_are_a_text_and_points_stay_apart(tmp_path):
    heads = [("Deeltaak", 160), ("Leerstof", 300), ("Toetsvorm", 100)]
    text = (
        "• deeg kneden met de hand, met een machine en met wat er verder nog in een bakkerij van "
        "vandaag staat\n• rijzen\n• bakken"
    )
    pdf = pta()
    pdf.table(heads, [["P/ZW/01/01 Brood bakken", text, "praktijk"]])
    (deeltaak,) = read(tmp_path, pdf).of_kind(Kind.DEELTAAK)
    (section,) = deeltaak.sections
    assert section.text.splitlines() == text.splitlines()


def test_names_that_run_upwards_are_names(tmp_path):
    pdf = pta()
    heads = [("Deeltaak", 160), ("Eindterm", 300), ("", 20), ("", 20), ("", 20)]
    pdf.table(heads, [["P/ZW/01/01 Brood bakken", "Deeg kneden", "x", "", "x"]])
    pdf.canvas.saveState()
    pdf.canvas.rotate(90)
    for number, name in enumerate(("BB", "KB", "GL")):
        pdf.canvas.drawString(497, -(46 + 460 + 13 + 20 * number), name)
    pdf.canvas.restoreState()
    data = pdf.data()
    with Pdf(data, "pta.pdf") as opened:
        turned = [word.text for word in opened.page(1).words if word.turned]
    assert turned == ["BB", "KB", "GL"]
    (eindterm,) = read(tmp_path, data).of_kind(Kind.EINDTERM)
    assert eindterm.leerwegen == (Leerweg.BB, Leerweg.GL)


def test_a_table_of_the_mbo(tmp_path):
    heads = [("Kerntaak", 200), ("Werkproces", 250), ("Omschrijving", 300)]
    pdf = PlanPdf(LANDSCAPE)
    pdf.text("Broodbakker, crebo 25999, niveau 3")
    pdf.table(heads, [["B1-K1 Bakt brood", "B1-K1-W1 Kneedt deeg", "Tot het soepel is."]])
    found = read(tmp_path, pdf)
    assert found.side is Side.MBO
    assert titles(found, Kind.WERKPROCES) == [("B1-K1-W1", "Kneedt deeg")]


def test_a_document_that_says_what_it_is_keeps_its_own_reader(tmp_path):
    exam = ["Proeve", "praktijk", "B1-K1-W1", "O/V/G", "60 min", "school", "1"]
    plan = lijst_plan([("B1-K1", "Bakt brood", [("B1-K1-W1", "Kneedt deeg")], [exam])])
    assert read(tmp_path, plan).source.format == "examenplan"


@pytest.mark.parametrize(
    "heads", [[("Naam", 100), ("Telefoon", 100), ("Functie", 100)], [("Deeltaak", 90), ("Uur", 90)]]
)
def test_a_pdf_without_such_a_table_says_what_would_be_read(tmp_path, heads):
    pdf = PlanPdf(rules="fill" if len(heads) == 3 else "none")
    pdf.heading("Wie is wie")
    pdf.table(heads, [["een", "twee", "drie"][: len(heads)]])
    with pytest.raises(OtherKindError, match="geen kwalificatiedossier") as caught:
        read(tmp_path, pdf)
    assert "Word- of Excelbestand" in caught.value.advice


def test_a_scan_says_that_it_is_one(tmp_path):
    with pytest.raises(InputError, match="gescand"):
        read(tmp_path, scanned_pdf(2))


def test_a_table_far_into_a_pdf_is_not_looked_for(tmp_path):
    pages = [[f"Bladzijde over iets anders, nummer {n}"] for n in range(7)]
    with pytest.raises(OtherKindError, match="Bladzijde over iets anders"):
        read(tmp_path, make_pdf(pages))


def test_a_word_that_may_stand_in_two_parts_is_warned_of(tmp_path):
    pdf = pta()
    heads = [("Deeltaak", 160), ("Omschrijving", 46), ("Toetsvorm", 100)]
    row = ["P/ZW/01/01 Brood bakken", "Deegverwerkingsmachinerie", "praktijk"]
    pdf.table(heads, [row], anywhere=True)
    assert any("kan nog in tweeën staan" in message for message in messages(read(tmp_path, pdf)))


def test_texts_that_are_printed_over_one_another_are_warned_of(tmp_path):
    pdf = pta()
    pdf.table(HEADS, ROWS[:1])
    pdf.canvas.drawString(46 + 220 + 8, pdf.y + 14 + 8, "van een andere rij")
    (message,) = [m for m in messages(read(tmp_path, pdf)) if "vermengd" in m]
    assert "blz. 1, tabel 1, rij 2" in message


WORDS = st.lists(
    st.sampled_from("deeg rijst oven Brood en bakken, kneden. x 12".split()), max_size=9
)


@given(st.lists(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=4), min_size=1, max_size=3))
def test_no_letter_of_a_table_is_lost_whatever_page_it_stands_on(pages):
    pdf = PlanPdf(foot=True)
    heads = [("Deeltaak", 120), ("Omschrijving", 200), ("Toetsvorm", 90)]
    drawn = [name for name, _ in heads]
    for number, rows in enumerate(pages):
        texts = [[" ".join(words) for words in row] for row in rows]
        drawn += [text for row in texts for text in row]
        names = heads if not number else [(f"k{number}", width) for _, width in heads]
        drawn += [name for name, _ in names if number]
        pdf.table(names, texts)
        pdf.page()
    pdf.text("Einde")
    found = read_pdf(pdf.data(), "pta.pdf", Notes(), Budget("pta.pdf"))
    read_back = [cell for grid in found.grids for row in grid.rows for cell in row.cells]
    before = [text for grid in found.grids for text in grid.before]
    feet = [f"Pagina {number}" for number in range(1, len(pages) + 2)]
    kept = Counter(letters_in([*read_back, *before, *found.after]))
    wanted = Counter(letters_in([*drawn, "Einde"]))
    assert wanted <= kept
    assert kept <= wanted + Counter(letters_in(feet))


def letters_in(texts):
    return [letter for text in texts for letter in text if letter.isalnum()]


def test_characters_that_a_damaged_file_places_nowhere_are_read_all_the_same(monkeypatch):
    import pypdfium2.raw as pdfium

    def nowhere(_page, _index, box):
        box.left = box.bottom = box.right = box.top = float("nan")
        return True

    monkeypatch.setattr(pdfium, "FPDFText_GetLooseCharBox", nowhere)
    pdf = pta()
    pdf.table(HEADS, ROWS)
    found = read_pdf(pdf.data(), "pta.pdf", Notes(), Budget("pta.pdf"))
    assert "kneden" in " ".join(found.after)


def test_text_without_a_direction_in_a_damaged_file_is_read_all_the_same(monkeypatch):
    import pypdfium2.raw as pdfium

    def nowhere(_page, _index, matrix):
        matrix.a = matrix.b = matrix.c = matrix.d = float("nan")
        return True

    pdf = pta()
    pdf.table(HEADS, ROWS)
    monkeypatch.setattr(pdfium, "FPDFText_GetMatrix", nowhere)
    found = read_pdf(pdf.data(), "pta.pdf", Notes(), Budget("pta.pdf"))
    assert "kneden" in str(found)


def test_a_title_over_two_lines_is_one_and_a_line_in_another_style_is_not(tmp_path):
    title = "PTA van het profielvak Zorg en Welzijn voor het derde en vierde leerjaar, 2026-2027"
    pdf = PlanPdf(LANDSCAPE)
    pdf.text(title, width=260)
    pdf.y += 8
    pdf.text("en een toelichting", size=7)
    pdf.table(HEADS, ROWS)
    found = read(tmp_path, pdf)
    assert found.source.title == title
    assert any("zoals 'en een toelichting'" in message for message in messages(found))
