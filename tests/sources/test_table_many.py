"""Documents with many tables, and names over two rows: what stands above holds further down."""

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
)

from align.model import Kind

TWO_ROWS = (
    ("Programma van toetsing 2030-2031",),
    ("Module 1: Brood (P/HBR/2)",),
    ("Onderdeel", "Omschrijving", "Leerweg", "", "Studielast", "", "Toetsing", ""),
    ("", "", "BB", "KB", "uren les", "uren thuis", "vorm", "weging"),
    ("P/HBR/2/1.1", "deeg kneden", "x", "", "12,5", "3", "PO", "1x"),
    ("P/HBR/2/1.2", "deeg laten rijzen", "", "x", "10", "2", "S", "2x"),
)
"""A table in which one name stands over two columns that have names of their own."""


def of_two_rows(found):
    shown = [(i.code, [lw.value for lw in i.leerwegen]) for i in found.of_kind(Kind.EINDTERM)]
    assert shown == [("P/HBR/2/1.1", ["bb"]), ("P/HBR/2/1.2", ["kb"])]
    assert [(i.code, i.title) for i in found.of_kind(Kind.MODULE)] == [("P/HBR/2", "Brood")]
    facts = {fact.name: fact.value for fact in found.of_kind(Kind.EINDTERM)[0].facts}
    assert facts == {"uren les": "12,5", "uren thuis": "3", "toetsvorm": "PO", "weging": "1x"}
    assert not [m for m in messages(found) if "kolomkoppen" in m or "niet gelezen" in m]


def test_a_second_row_of_names_of_which_some_are_not_known(tmp_path):
    of_two_rows(read_table(write_csv(tmp_path, TWO_ROWS)))


def test_names_that_reach_down_over_two_rows_begin_no_new_table(tmp_path):
    merged = '<mergeCells count="2"><mergeCell ref="A3:A4"/><mergeCell ref="B3:B4"/></mergeCells>'
    sheet = sheet_xml(TWO_ROWS, tail=merged)
    of_two_rows(read_table(write_xlsx(tmp_path, {"Brood": sheet})))


def test_a_row_of_content_below_the_names_is_no_second_row_of_names(tmp_path):
    rows = [
        ("Deeltaak", "Eindterm", "Leerweg", "Toetsvorm", "Plaats"),
        ("Brood bakken", "deeg kneden", "KB", "toets", "locatie"),
        ("", "deeg laten rijzen", "KB", "toets", "locatie"),
    ]
    assert len(read_table(write_csv(tmp_path, rows)).of_kind(Kind.EINDTERM)) == 2


def test_the_school_year_may_stand_in_any_line_above_the_table(tmp_path):
    rows = [
        ("PTA bakkerij",),
        ("Klas 3 en 4", "Schooljaar 2030 - 2031"),
        ("Code", "Eindterm", "Weging"),
        ("P/HBR/2/1.1", "deeg kneden", "1"),
    ]
    assert read_table(write_csv(tmp_path, rows)).source.version == "2030-2031"


# --- text documents -------------------------------------------------------------------------------


def werkprocessen(*rows):
    return word_table([("Werkproces", "Examenvorm"), *((row, "Proeve") for row in rows)])


def test_what_the_first_lines_say_of_the_kwalificatie_holds_for_all_tables(tmp_path):
    body = (
        paragraph("Examenplan broodbakker")
        + paragraph("Crebo 25999, niveau 2, cohort 2030, BBL")
        + paragraph("B1-K1 Bakt brood")
        + werkprocessen("B1-K1-W1 Kneedt deeg")
        + paragraph("B1-K2: Verkoopt")
        + werkprocessen("B1-K2-W1 Rekent af")
    )
    found = read_table(write_docx(tmp_path, body))
    assert outline(found) == [
        ("kwalificatie", "", "", ""),
        ("kerntaak", "B1-K1", "Bakt brood", "tabel/25999"),
        ("werkproces", "B1-K1-W1", "Kneedt deeg", "tabel/25999/B1-K1"),
        ("kerntaak", "B1-K2", "Verkoopt", "tabel/25999"),
        ("werkproces", "B1-K2-W1", "Rekent af", "tabel/25999/B1-K2"),
    ]
    assert (found.items[0].crebo, found.items[0].niveaus) == ("25999", (2,))
    assert {item.only_for for item in found.items[1:]} == {("tabel/25999",)}
    assert found.source.version == "cohort 2030"


def test_another_kwalificatie_further_down_has_nothing_of_the_first(tmp_path):
    body = (
        paragraph("Kwalificatie: Broodbakker")
        + paragraph("Crebo: 25999")
        + paragraph("Niveau: 3")
        + werkprocessen("B1-K1-W1 Kneedt deeg")
        + paragraph("Crebo: 25998")
        + werkprocessen("B1-K1-W1 Maakt taart")
    )
    found = read_table(write_docx(tmp_path, body)).of_kind(Kind.KWALIFICATIE)
    shown = [(item.crebo, item.title, item.niveaus) for item in found]
    assert shown == [("25999", "Broodbakker", (3,)), ("25998", "", ())]


def test_a_table_of_keuzedelen_in_an_exam_plan_is_read(tmp_path):
    keuzedelen = [
        ("Code", "Keuzedeel", "SBU"),
        ("K0123", "Taart versieren", "240 u"),
        ("K 0124", "IJs maken", "half jaar"),
    ]
    body = (
        paragraph("Crebo: 25999")
        + werkprocessen("B1-K1-W1 Kneedt deeg")
        + paragraph("Keuzedelen")
        + word_table(keuzedelen)
    )
    found = read_table(write_docx(tmp_path, body))
    taart, ijs = found.of_kind(Kind.KEUZEDEEL)
    assert (taart.code, taart.title, taart.hours.amount) == ("K0123", "Taart versieren", 240)
    assert (ijs.code, ijs.title, ijs.hours) == ("K0124", "IJs maken", None)
    assert {item.parent for item in (taart, ijs)} == {"tabel/25999"}
    assert [m for m in messages(found) if "sbu" in m] == [
        "pta.docx, tabel 2, rij 3: studiebelastingsuren (sbu) zijn geen getal: half jaar"
    ]


def test_the_leerweg_in_the_first_lines_holds_for_all_tables_without_one(tmp_path):
    def table(code, *texts):
        return word_table([("Code", "Eindterm", "Toets"), *((code, text, "PO") for text in texts)])

    body = (
        paragraph("PTA bakkerij")
        + paragraph("Leerweg: KB")
        + table("P/HBR/2/1.1", "deeg kneden")
        + paragraph("Module 2")
        + table("P/HBR/3/1.1", "taart vullen")
        + paragraph("PTA bakkerij BB")
        + table("P/HBR/4/1.1", "ijs draaien")
    )
    found = read_table(write_docx(tmp_path, body)).of_kind(Kind.EINDTERM)
    assert [[lw.value for lw in item.leerwegen] for item in found] == [["kb"], ["kb"], ["bb"]]


def test_a_line_with_several_names_says_each(tmp_path):
    body = (
        paragraph("Examenplan")
        + paragraph("Kwalificatie: Broodbakker   Crebo: 25999   Niveau: 3   Schooljaar: 2030-2031")
        + paragraph("Cohort 2030-2033")
        + werkprocessen("B1-K1-W1 Kneedt deeg")
    )
    found = read_table(write_docx(tmp_path, body))
    (broodbakker,) = found.of_kind(Kind.KWALIFICATIE)
    assert (broodbakker.title, broodbakker.crebo) == ("Broodbakker", "25999")
    assert broodbakker.niveaus == (3,)
    assert not [m for m in messages(found) if "niet gelezen" in m]


def test_a_kerntaak_above_codes_of_its_werkprocessen_is_theirs(tmp_path):
    rows = [
        ("Kerntaak / werkproces", "Examenvorm", "Duur"),
        ("Kerntaak 1: Bakt brood", "", ""),
        ("B1-K1-W1 Kneedt deeg", "Proeve", "1 dag"),
        ("B1-K1-W2 Bakt af", "Proeve", "1 dag"),
        ("Kerntaak 2: Verkoopt", "", ""),
        ("B1-K2-W1 Rekent af", "Proeve", "1 dag"),
        ("Nederlands 2F", "CE", "90 min"),
    ]
    found = read_table(write_csv(tmp_path, rows))
    shown = [(i.kind.value, i.code, i.title) for i in found.items]
    assert shown == [
        ("kerntaak", "B1-K1", "Bakt brood"),
        ("werkproces", "B1-K1-W1", "Kneedt deeg"),
        ("werkproces", "B1-K1-W2", "Bakt af"),
        ("kerntaak", "B1-K2", "Verkoopt"),
        ("werkproces", "B1-K2-W1", "Rekent af"),
    ]
    assert [m for m in messages(found) if "niet gelezen" in m] == [
        "pta.csv, regel 7: rij is niet gelezen: Nederlands 2F | CE | 90 min"
    ]
