"""A PTA or leerplan becomes a tree: by its columns, else by its codes, else by the row above."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_making import (
    PTA,
    csv_text,
    facts_of,
    messages,
    outline,
    read_table,
    sheet_xml,
    write_csv,
    write_xlsx,
)

from align.model import Kind, Side
from align.sources.notes import Notes
from align.sources.table.cells import Budget
from align.sources.table.columns import parts_of
from align.sources.table.csv import read_csv
from align.sources.table.leerweg import is_leerweg, is_marked, leerweg_in_name, leerwegen_of
from align.sources.table.vmbo import VmboTree


def items_of(rows):
    """Items of a table, without a file."""
    notes = Notes()
    grid = read_csv(csv_text(rows).encode(), "x.csv", notes, Budget("x.csv")).grid
    tree = VmboTree(notes)
    for part in parts_of(grid):
        tree.begin(part, "")
        for row in part.rows:
            tree.row(row, part)
    return tree.tree.items()


def shape(rows):
    return [(i.kind.value, i.code, i.title, i.parent) for i in items_of(rows)]


@pytest.fixture
def pta(tmp_path):
    return read_table(write_csv(tmp_path, PTA))


def test_levels_leerwegen_and_facts(pta):
    assert pta.side is Side.VMBO
    assert outline(pta) == [
        ("profiel", "ZW", "", ""),
        ("module", "P/ZW/01", "", "tabel/profiel/ZW"),
        ("deeltaak", "P/ZW/01/01", "", "tabel/P/ZW/1"),
        ("eindterm", "P/ZW/01/01-01", "Deeg kneden", "tabel/P/ZW/1/1"),
        ("eindterm", "P/ZW/01/01-02", "Brood bakken", "tabel/P/ZW/1/1"),
        ("deeltaak", "P/ZW/01/02", "", "tabel/P/ZW/1"),
        ("eindterm", "P/ZW/01/02-01", "Een taart versieren", "tabel/P/ZW/1/2"),
        ("keuzevak", "K/ZW/03", "", "tabel/profiel/ZW"),
        ("deeltaak", "K/ZW/03/01", "", "tabel/K/ZW/3"),
        ("eindterm", "K/ZW/03/01-01", "Sluis één schutten", "tabel/K/ZW/3/1"),
    ]
    first = pta.by_id["tabel/P/ZW/1/1/1"]
    assert [lw.value for lw in first.leerwegen] == ["bb", "kb"]
    assert facts_of(first) == {"periode": "3.1", "toetsvorm": "praktijk", "weging": "2"}
    assert str(first.place) == "pta.csv, regel 2, P/ZW/01/01-01"


def test_what_the_table_as_a_whole_does_not_tell_is_said_once(pta):
    said = [m for m in messages(pta) if "alleen de code" in m]
    assert len(said) == 3
    assert any(
        "van deeltaak staat alleen de code in de tabel, geen titel: 3 keer" in m for m in said
    )


def test_ids_do_not_depend_on_how_codes_are_written():
    header = ("Eindterm", "Omschrijving", "Weging")
    for code in ("P/ZW/01/02-03", "p.zw.1.2.3", "P-ZW-1-2-3", "P ZW 01 02-03"):
        found = items_of([header, (code, "Deeg kneden", "1")])
        assert [i.id for i in found] == [
            "tabel/profiel/ZW",
            "tabel/P/ZW/1",
            "tabel/P/ZW/1/2",
            "tabel/P/ZW/1/2/3",
        ]
        assert found[-1].code == code


LEVELS = ("Module", "Deeltaak", "Eindterm", "Omschrijving")


@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=12),
    st.randoms(use_true_random=False),
)
def test_an_empty_cell_of_a_parent_says_as_above(places, chance):
    full = [LEVELS]
    for number, (module, deeltaak) in enumerate(sorted(places)):
        full.append(
            (f"Module {module}", f"Deeltaak {module}.{deeltaak}", f"doet ding {number}", "")
        )
    blanked = [full[0], full[1]]
    for above, row in pairwise(full[1:]):
        cells = list(row)
        if chance.random() < 0.7 and row[0] == above[0]:
            cells[0] = ""
            if row[1] == above[1]:
                cells[1] = ""
        blanked.append(tuple(cells))
    assert shape(blanked) == shape(full)


def test_a_code_goes_before_the_row_above():
    rows = [
        LEVELS,
        ("P/ZW/01", "P/ZW/01/01", "P/ZW/01/01-01", "Deeg"),
        ("", "", "P/ZW/02/03-01", "Taart"),
        ("", "", "", "Zonder code"),
    ]
    found = {i.title: i.parent for i in items_of(rows) if i.kind is Kind.EINDTERM}
    assert found == {
        "Deeg": "tabel/P/ZW/1/1",
        "Taart": "tabel/P/ZW/2/3",
        "Zonder code": "tabel/P/ZW/2/3",
    }


def test_a_column_goes_before_a_code_and_the_difference_is_said(tmp_path):
    rows = [LEVELS, ("P/ZW/01", "P/ZW/01/02", "P/ZW/01/01-01", "Deeg")]
    found = read_table(write_csv(tmp_path, rows))
    assert found.items[-1].parent == "tabel/P/ZW/1/2"
    assert any("code past niet bij het onderdeel erboven" in m for m in messages(found))


def test_titles_beside_codes_and_below_them():
    rows = [
        ("Code", "Omschrijving"),
        ("P/ZW/01", "Mens en brood"),
        ("P/ZW/01/01", "Deeg maken"),
        ("P/ZW/01/01-01", "Deeg kneden"),
        ("PK/ZW/b", "Professioneel werken"),
        ("PK/ZW/b-1", "Op tijd komen"),
        ("P/ZW/01/MT", "Een brood bakken"),
    ]
    assert shape(rows) == [
        ("profiel", "ZW", "", ""),
        ("module", "P/ZW/01", "Mens en brood", "tabel/profiel/ZW"),
        ("deeltaak", "P/ZW/01/01", "Deeg maken", "tabel/P/ZW/1"),
        ("eindterm", "P/ZW/01/01-01", "Deeg kneden", "tabel/P/ZW/1/1"),
        ("taak", "P/ZW/01/MT", "Een brood bakken", "tabel/P/ZW/1"),
        ("kern", "PK/ZW", "", "tabel/profiel/ZW"),
        ("kerndeel", "PK/ZW/b", "Professioneel werken", "tabel/PK/ZW"),
        ("eindterm", "PK/ZW/b-1", "Op tijd komen", "tabel/PK/ZW/B"),
    ]


def test_levels_with_code_and_title_in_one_cell():
    rows = [LEVELS, ("P/ZW/01 Mens en brood", "P/ZW/01/01: Deeg", "P/ZW/01/01-01 Deeg kneden", "")]
    assert [i.title for i in items_of(rows)] == ["", "Mens en brood", "Deeg", "Deeg kneden"]


def test_texts_alone_make_a_tree(tmp_path):
    rows = [
        ("Week", "Onderwerp", "Leerdoelen", "Opdracht"),
        ("36", "Deeg", "De leerling kneedt deeg", "1"),
        ("37", "", "De leerling laat deeg rijzen", "2"),
        ("38", "Taart", "De leerling versiert een taart", "3"),
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert outline(found) == [
        ("deeltaak", "", "Deeg", ""),
        ("eindterm", "", "De leerling kneedt deeg", "tabel/deeg"),
        ("eindterm", "", "De leerling laat deeg rijzen", "tabel/deeg"),
        ("deeltaak", "", "Taart", ""),
        ("eindterm", "", "De leerling versiert een taart", "tabel/taart"),
    ]
    moved = read_table(write_csv(tmp_path, [rows[0], rows[3], rows[1], rows[2]], "anders.csv"))
    assert {i.id for i in moved.items} == {i.id for i in found.items}


def test_eindtermen_without_a_deeltaak_are_said_to_be_left_out_of_a_comparison(tmp_path):
    rows = [
        ("Periode", "Toetscode", "Omschrijving", "Toetsvorm", "Weging"),
        ("1", "SE1", "Hoofdstuk 1 en 2", "schriftelijk", "20%"),
        ("", "", "", "", "100%"),
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert [i.title for i in found.items] == ["Hoofdstuk 1 en 2"]
    said = messages(found)
    assert any("bij geen deeltaak" in m and "--columns deeltaak=" in m for m in said)
    assert any("regel 3: rij is niet gelezen: 100%" in m for m in said)


def test_rows_with_one_cell_hold_for_the_rows_below(tmp_path):
    rows = [
        ("Periode", "Eindterm", "Omschrijving", "Weging"),
        ("Module 1: Brood", "", "", ""),
        ("1", "", "Deeg kneden", "1"),
        ("Periode 2", "", "", ""),
        ("", "", "Deeg rijzen", "2"),
        ("Keuzevak K/ZW/03 Banket", "", "", ""),
        ("3", "", "Taart versieren", "1"),
        ("Deze toets kan worden herkanst.", "", "", ""),
    ]
    found = read_table(write_csv(tmp_path, rows))
    parents = {i.title: i.parent for i in found.items}
    assert parents["Deeg kneden"] == parents["Deeg rijzen"] == "tabel/brood"
    assert parents["Taart versieren"] == "tabel/K/ZW/3"
    facts = {i.title: facts_of(i) for i in found.items}
    assert facts["Deeg rijzen"] == {"weging": "2", "periode": "2"}
    assert facts["Taart versieren"] == {"periode": "3", "weging": "1"}
    (unread,) = [m for m in messages(found) if "rij is niet gelezen" in m]
    assert "Deze toets kan worden herkanst." in unread


def test_an_eindterm_in_two_rows_is_one_item_with_the_facts_of_both(tmp_path):
    rows = [
        *PTA[:2],
        ("3.4", "P/ZW/01", "P/ZW/01/01", "P/ZW/01/01-01", "Deeg kneden", "GL", "mondeling", "1"),
    ]
    found = read_table(write_csv(tmp_path, rows))
    (item,) = found.of_kind(Kind.EINDTERM)
    assert [(f.value, f.place.line) for f in item.facts if f.name == "periode"] == [
        ("3.1", 2),
        ("3.4", 3),
    ]
    assert [lw.value for lw in item.leerwegen] == ["bb", "gl", "kb"]


def test_one_code_with_two_texts_is_two_items_and_is_said(tmp_path):
    rows = [*PTA[:2], ("3.4", "", "", "P/ZW/01/01-01", "Iets heel anders", "GL", "", "")]
    found = read_table(write_csv(tmp_path, rows))
    assert [i.id for i in found.of_kind(Kind.EINDTERM)] == [
        "tabel/P/ZW/1/1/1",
        "tabel/P/ZW/1/1/1#2",
    ]
    assert any("code staat er met verschillende teksten" in m for m in messages(found))


def test_several_codes_in_one_cell_share_what_the_row_says(tmp_path):
    rows = [
        ("Eindtermen", "Omschrijving", "Toetsvorm"),
        ("P/ZW/01/02-01 t/m 03", "Praktijkopdracht over taart", "praktijk"),
    ]
    found = read_table(write_csv(tmp_path, rows)).of_kind(Kind.EINDTERM)
    assert [i.code[-2:] for i in found] == ["01", "02", "03"]
    assert {i.text for i in found} == {"Praktijkopdracht over taart"}
    assert [facts_of(i) for i in found] == [{"toetsvorm": "praktijk"}] * 3


# --- leerwegen ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BB/KB", "bb kb"),
        ("bb, kb en gl", "bb gl kb"),
        ("B/K", "bb kb"),
        ("basis en kader", "bb kb"),
        ("KBL", "kb"),
        ("vmbo-k", "kb"),
        ("GL/TL", "gl tl"),
        ("GT", "gl tl"),
        ("alle", "bb gl kb tl"),
    ],
)
def test_leerwegen_as_schools_write_them(text, found):
    assert leerwegen_of(text) == (tuple(sorted(found.split())), "")
    assert is_leerweg(text)


@pytest.mark.parametrize("text", ["BOL/BBL?", "havo", "3", ""])
def test_what_names_no_leerweg(text):
    assert not is_leerweg(text)


def test_a_leerweg_that_is_not_understood_is_said(tmp_path):
    rows = [PTA[0], (*PTA[1][:5], "KB en havo", *PTA[1][6:])]
    found = read_table(write_csv(tmp_path, rows))
    assert [lw.value for lw in found.items[-1].leerwegen] == ["kb"]
    assert any("leerweg is niet begrepen: KB en havo" in m for m in messages(found))


def test_a_column_a_leerweg_with_marks():
    rows = [
        ("Code", "Omschrijving", "BB", "KB", "GL/TL"),
        ("P/ZW/01/01-01", "Deeg kneden", "X", "x", "-"),
        ("P/ZW/01/01-02", "Deeg bedenken", "", "nee", "ja"),
    ]
    found = [i for i in items_of(rows) if i.kind is Kind.EINDTERM]
    assert [[lw.value for lw in i.leerwegen] for i in found] == [["bb", "kb"], ["gl", "tl"]]
    assert [is_marked(cell) for cell in ("x", "2", "", "0", "n.v.t.")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_the_name_of_a_sheet_tells_the_leerweg(tmp_path):
    rows = [("Eindterm", "Omschrijving", "Weging")]
    one, two = ("P/ZW/01/01-01", "Deeg kneden", "1"), ("P/ZW/01/01-02", "Deeg bedenken", "1")
    sheets = {"PTA ZW BB": sheet_xml([*rows, one]), "PTA ZW kader": sheet_xml([*rows, one, two])}
    found = read_table(write_xlsx(tmp_path, sheets))
    leerwegen = {i.title: [lw.value for lw in i.leerwegen] for i in found.of_kind(Kind.EINDTERM)}
    assert leerwegen == {"Deeg kneden": ["bb", "kb"], "Deeg bedenken": ["kb"]}
    assert "leerweg BB volgens de naam of titel van blad 'PTA ZW BB'" in found.source.why
    assert leerweg_in_name("PTA Bakken BB en KB") == ("bb", "kb")
    assert leerweg_in_name("Basisvaardigheden") == ()
