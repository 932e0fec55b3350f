"""An mbo table becomes dossiers, kwalificaties, kerntaken and werkprocessen."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_making import (
    MBO,
    csv_text,
    facts_of,
    messages,
    outline,
    paragraph,
    read_table,
    word_cell,
    word_table,
    write_csv,
    write_docx,
)

from align.model import Hours, HourUnit, Kind, Side
from align.sources.notes import Notes
from align.sources.table.cells import Budget
from align.sources.table.columns import parts_of
from align.sources.table.csv import read_csv
from align.sources.table.mbo import MboTree

HEADER = ("dossier", "kwalificatie", "crebo", "kerntaak", "werkproces_code", "werkproces")


def items_of(rows):
    """Items of a table, without a file."""
    notes = Notes()
    grid = read_csv(csv_text(rows).encode(), "x.csv", notes, Budget("x.csv")).grid
    tree = MboTree(notes)
    for part in parts_of(grid):
        tree.begin(part, "")
        for row in part.rows:
            tree.row(row, part)
    return tree.tree.items()


def shape(rows):
    return [(i.kind.value, i.code, i.title, i.parent) for i in items_of(rows)]


@pytest.fixture
def table(tmp_path):
    return read_table(write_csv(tmp_path, MBO))


def test_empty_cells_of_parents_say_as_above(table):
    assert table.side is Side.MBO
    assert outline(table) == [
        ("dossier", "", "Bakkerij", ""),
        ("kwalificatie", "", "Broodbakker", "tabel/dossier/bakkerij"),
        ("kerntaak", "B1-K1", "Bakt brood", "tabel/25999"),
        ("werkproces", "B1-K1-W1", "Kneedt deeg", "tabel/25999/B1-K1"),
        ("werkproces", "B1-K1-W2", "Bakt af", "tabel/25999/B1-K1"),
        ("kerntaak", "P1-K1", "Verkoopt", "tabel/25999"),
        ("werkproces", "P1-K1-W1", "Rekent af", "tabel/25999/P1-K1"),
        ("kwalificatie", "", "Banketbakker", "tabel/dossier/bakkerij"),
        ("kerntaak", "B1-K1", "Bakt brood", "tabel/25998"),
        ("werkproces", "B1-K1-W1", "Kneedt deeg", "tabel/25998/B1-K1"),
    ]


def test_a_code_under_another_kwalificatie_is_another_item(table):
    assert len({item.id for item in table.items if item.code == "B1-K1-W1"}) == 2
    for item in table.of_kind(Kind.KERNTAAK, Kind.WERKPROCES):
        (kwalificatie,) = item.only_for
        assert kwalificatie in {above.id for above in table.ancestors(item)}


def test_niveau_crebo_and_text(table):
    brood = table.by_id["tabel/25999"]
    assert (brood.crebo, brood.niveaus) == ("25999", (3,))
    kneedt = table.by_id["tabel/25999/B1-K1/B1-K1-W1"]
    assert kneedt.niveaus == (3,)
    assert [(s.label, s.text) for s in kneedt.sections] == [
        ("omschrijving", "De bakker kneedt het deeg tot het soepel is.")
    ]
    assert str(kneedt.place) == "mbo.csv, regel 2, B1-K1-W1".replace("mbo", "pta")


@given(
    st.lists(
        st.tuples(st.integers(1, 2), st.integers(1, 3), st.integers(1, 2)), min_size=1, max_size=12
    ),
    st.randoms(use_true_random=False),
)
def test_leaving_out_what_stands_above_changes_nothing(places, chance):
    rows = [HEADER]
    for number, (dossier, kwalificatie, kerntaak) in enumerate(sorted(places)):
        rows.append(
            (
                *(f"Dossier {dossier}", f"Beroep {dossier}-{kwalificatie}"),
                *(f"25{dossier}{kwalificatie}0", f"Taak {kerntaak}", "", f"Doet {number}"),
            )
        )
    blanked = rows[:2]
    for above, row in pairwise(rows[1:]):
        cells = list(row)
        same_kwalificatie = row[:3] == above[:3]
        if same_kwalificatie and chance.random() < 0.7:
            cells[0] = ""
            if chance.random() < 0.7:
                cells[1] = cells[2] = ""
            if row[3] == above[3] and chance.random() < 0.7:
                cells[3] = ""
        blanked.append(tuple(cells))
    assert shape(blanked) == shape(rows)


def test_a_table_that_writes_dossiers_out_leaves_an_unknown_one_empty():
    rows = [
        HEADER,
        ("Bakkerij", "Broodbakker", "25999", "Bakt", "B1-K1-W1", "Kneedt"),
        ("Bakkerij", "Broodbakker", "25999", "Bakt", "B1-K1-W2", "Bakt af"),
        ("", "Schipper", "25111", "Vaart", "B1-K1-W1", "Legt aan"),
        ("", "", "25112", "Vaart", "B1-K1-W1", "Legt aan"),
    ]
    above = {i.crebo: i.parent for i in items_of(rows) if i.kind is Kind.KWALIFICATIE}
    assert above == {"25999": "tabel/dossier/bakkerij", "25111": "", "25112": ""}


def test_rows_of_one_kwalificatie_need_not_stand_together():
    rows = [
        HEADER,
        ("Bakkerij", "Broodbakker", "25999", "Bakt", "B1-K1-W1", "Kneedt"),
        ("Bakkerij", "Banketbakker", "25998", "Bakt", "B1-K1-W1", "Kneedt"),
        ("Bakkerij", "Broodbakker", "25999", "Bakt", "B1-K1-W2", "Bakt af"),
    ]
    found = items_of(rows)
    assert [i.title for i in found if i.kind is Kind.KWALIFICATIE] == [
        "Broodbakker",
        "Banketbakker",
    ]
    assert [i.id for i in found if i.code == "B1-K1-W2"] == ["tabel/25999/B1-K1/B1-K1-W2"]


def test_two_versions_of_a_kwalificatie_stand_apart():
    rows = [
        ("kwalificatie", "crebo", "versie", "werkproces_code", "werkproces"),
        ("Broodbakker", "25999", "2024", "B1-K1-W1", "Kneedt"),
        ("Broodbakker", "25999", "2026", "B1-K1-W1", "Kneedt anders"),
    ]
    found = items_of(rows)
    assert [i.id for i in found if i.kind is Kind.KWALIFICATIE] == [
        "tabel/25999",
        "tabel/25999@2026",
    ]
    assert [i.title for i in found if i.kind is Kind.WERKPROCES] == ["Kneedt", "Kneedt anders"]


def test_a_kwalificatie_without_a_name_is_kept_and_said(tmp_path):
    rows = [HEADER, ("", "", "25111", "Vaart", "B1-K1-W1", "Legt aan")]
    found = read_table(write_csv(tmp_path, rows))
    assert found.items[0].crebo == "25111"
    assert any("kwalificatie zonder naam: crebo 25111" in m for m in messages(found))


def test_facts_of_a_kwalificatie_are_kept_once(tmp_path):
    rows = [
        ("bron", "volledigheid", "kwalificatie", "domein", "werkproces_code", "werkproces"),
        ("KD 2031", "titels", "Broodbakker", "Voeding", "B1-K1-W1", "Kneedt"),
        ("KD 2031", "titels", "Broodbakker", "Voeding", "B1-K1-W2", "Bakt af"),
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert [(f.name, f.value) for f in found.items[0].facts] == [
        ("domein", "Voeding"),
        ("volledigheid", "titels"),
        ("bron", "KD 2031"),
    ]
    assert all(not item.facts for item in found.of_kind(Kind.WERKPROCES))


def test_texts_with_marks_between_become_lines(tmp_path):
    rows = [
        ("werkproces_code", "werkproces", "resultaat", "gedrag"),
        ("B1-K1-W1", "Kneedt", "Het deeg is goed soepel.", "weegt precies af; | werkt altijd net"),
        ("B1-K1-W2", "Bakt", "O/V/G", ""),
    ]
    first, second = read_table(write_csv(tmp_path, rows)).of_kind(Kind.WERKPROCES)
    assert {s.label: s.text for s in first.sections} == {
        "resultaat": "Het deeg is goed soepel.",
        "gedrag": "weegt precies af;\nwerkt altijd net",
    }
    # A mark is no text: it would be compared with sentences.
    assert facts_of(second) == {"resultaat": "O/V/G"}


def test_an_exam_plan_in_word(tmp_path):
    rows = [
        ("Kerntaak", "Werkproces", "Examenvorm", "Plaats", "Duur"),
        (
            *(word_cell("B1-K1 Bakt brood", merge="restart"), "B1-K1-W1 Kneedt deeg"),
            *("Proeve", "bpv", "60 min"),
        ),
        (word_cell("", merge="continue"), "B1-K1-W2: Bakt af", "Proeve", "school", ""),
    ]
    body = (
        paragraph("Examenplan Broodbakker cohort 2031")
        + paragraph("Kwalificatie: Broodbakker")
        + paragraph("Crebo: 25.999")
        + paragraph("Niveau: 3")
        + word_table(rows)
    )
    found = read_table(write_docx(tmp_path, body))
    assert outline(found) == [
        ("kwalificatie", "", "Broodbakker", ""),
        ("kerntaak", "B1-K1", "Bakt brood", "tabel/25999"),
        ("werkproces", "B1-K1-W1", "Kneedt deeg", "tabel/25999/B1-K1"),
        ("werkproces", "B1-K1-W2", "Bakt af", "tabel/25999/B1-K1"),
    ]
    assert found.items[0].niveaus == (3,)
    assert facts_of(found.items[2]) == {"examenvorm": "Proeve", "plaats": "bpv", "duur": "60 min"}
    assert found.source.version == "cohort 2031"


def test_one_column_with_codes_of_both_levels(tmp_path):
    rows = [
        ("Kerntaken en werkprocessen", "Weging"),
        ("B1-K1 Bakt brood", ""),
        ("B1-K1-W1 Kneedt deeg", "1"),
        ("B1K1W2 Bakt af", "2"),
    ]
    assert outline(read_table(write_csv(tmp_path, rows))) == [
        ("kerntaak", "B1-K1", "Bakt brood", ""),
        ("werkproces", "B1-K1-W1", "Kneedt deeg", "tabel/B1-K1"),
        ("werkproces", "B1K1W2", "Bakt af", "tabel/B1-K1"),
    ]


def test_an_exam_of_several_werkprocessen_is_a_fact_of_each(tmp_path):
    rows = [("Werkproces", "Examenvorm"), ("B1-K1-W1, B1-K1-W2", "Proeve")]
    found = read_table(write_csv(tmp_path, rows)).of_kind(Kind.WERKPROCES)
    assert [i.code for i in found] == ["B1-K1-W1", "B1-K1-W2"]
    assert [facts_of(i) for i in found] == [{"examenvorm": "Proeve"}] * 2


def test_a_werkproces_in_two_rows_is_one_item(tmp_path):
    rows = [
        ("Werkproces", "Examenvorm"),
        ("B1-K1-W1 Kneedt", "Proeve"),
        ("B1-K1-W1 Kneedt", "Examengesprek"),
    ]
    (item,) = read_table(write_csv(tmp_path, rows)).of_kind(Kind.WERKPROCES)
    assert [f.value for f in item.facts] == ["Proeve", "Examengesprek"]


def test_vakkennis_and_keuzedelen(tmp_path):
    rows = [
        ("Kwalificatie", "Keuzedeel", "SBU", "Kerntaak", "Werkproces", "Vakkennis"),
        ("Broodbakker", "", "", "B1-K1 Bakt", "B1-K1-W1 Kneedt", "- kent meel\n- kan wegen"),
        ("", "K0123 Taart", "240", "D1-K1 Versiert", "D1-K1-W1 Spuit", "- kent room"),
        ("", "", "", "P1-K1 Verkoopt", "P1-K1-W1 Rekent af", ""),
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert [(i.title, i.parent) for i in found.of_kind(Kind.VAKKENNIS)] == [
        ("kent meel", "tabel/broodbakker/B1-K1"),
        ("kan wegen", "tabel/broodbakker/B1-K1"),
        ("kent room", "tabel/keuzedeel/K0123/D1-K1"),
    ]
    (keuzedeel,) = found.of_kind(Kind.KEUZEDEEL)
    assert (keuzedeel.code, keuzedeel.title, keuzedeel.parent) == (
        "K0123",
        "Taart",
        "tabel/broodbakker",
    )
    assert keuzedeel.hours == Hours(240, HourUnit.SBU)
    assert found.items[-1].id == "tabel/broodbakker/P1-K1/P1-K1-W1"


def test_what_does_not_fit_is_said(tmp_path):
    rows = [
        ("kwalificatie", "niveau", "kerntaak_code", "werkproces_code", "werkproces", "sbu"),
        ("Broodbakker", "vijf", "B1-K1", "B1-K2-W1", "Kneedt", "veel"),
        ("", "", "", "B1-K2-W2", "", ""),
        ("", "", "", "", "", "100"),
    ]
    said = "\n".join(messages(read_table(write_csv(tmp_path, rows))))
    assert "regel 2: niveau is niet 1, 2, 3 of 4: vijf" in said
    assert "code past niet bij de kerntaak erboven: B1-K2-W1 onder B1-K1" in said
    assert "studiebelastingsuren (sbu) zijn geen getal: veel" in said
    assert "regel 3, B1-K2-W2: werkproces zonder titel: B1-K2-W2" in said
    assert "regel 4: rij is niet gelezen: 100" in said
