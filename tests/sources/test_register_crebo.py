"""Crebo lists: as a clean table, and in the layout of the law."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from align.errors import InputError
from align.model import Kind
from align.sources.archive import open_source
from align.sources.register import rows as register_rows
from align.sources.register.crebo import CreboListReader
from align.sources.register.rows import read_rows

CLEAN = """\
geldig_vanaf,domein,crebo_dossier,dossier,crebo,kwalificatie,niveau,prijsfactor,\
soort_opleiding,leerweg,bron,regel
2031-08-01,Brood en banket,29001,Bakken,29101,Broodbakker,3,"1,30",\
vakopleiding,BOL/BBL,BWBR9 bijlage 1,7
2031-08-01,Brood en banket,29001,Bakken,29102,Hulpbakker,2,"1,30",\
basisberoepsopleiding,BBL,BWBR9 bijlage 1,8
"""

LAW = """\
Bijlage 1;;;;;
Crebo dossier;Dossier;Crebo;Kwalificatie;Niveau;Leerweg
Opleidingsdomein Brood en banket;;79.990;;;
29.001;Bakken;29.101;Broodbakker;3;BOL/BBL
;;29.102;Hulpbakker;2;
29.002;Schillen;29.103;Schiller;1;BBL
Opleidingsdomein Zee en schip;;;;;
;;29.104;Matroos;2;BBL
"""


def read(folder, text, encoding="utf-8"):
    path = folder / "crebolijst.csv"
    path.write_text(text, encoding=encoding, newline="")
    reader = CreboListReader()
    found = reader.recognise(open_source(path))
    assert found is not None
    return reader.read(open_source(path), found.reason)


def said(curriculum):
    return [f"{w.place}: {w.message}" for w in curriculum.warnings]


def test_every_row_is_a_kwalificatie_below_its_dossier(tmp_path):
    curriculum = read(tmp_path, CLEAN)
    dossier, bakker, hulp = curriculum.items
    assert curriculum.source.version == "geldig vanaf 2031-08-01"
    assert (
        curriculum.source.why
        == "crebolijst.csv is een tabel met de kolommen crebo, dossier, kwalificatie, leerweg, "
        "niveau, soort_opleiding"
    )
    assert (dossier.kind, dossier.crebo, dossier.title) == (Kind.DOSSIER, "29001", "Bakken")
    assert [(bakker.parent, bakker.crebo, bakker.niveaus)] == [(dossier.id, "29101", (3,))]
    assert [(f.name, f.value) for f in bakker.facts] == [
        ("domein", "Brood en banket"),
        ("leerweg", "BOL/BBL"),
        ("opleidingssoort", "vakopleiding"),
        ("prijsfactor", "1,30"),
        ("geldig_vanaf", "2031-08-01"),
        ("bron", "BWBR9 bijlage 1, regel 7"),
    ]
    assert str(hulp.place) == "crebolijst.csv, regel 3, 29102"
    assert said(curriculum) == []


def test_the_layout_of_the_law_inherits_and_has_domeinen_on_rows_of_their_own(tmp_path):
    curriculum = read(tmp_path, LAW)
    rows = {
        item.crebo: (
            item.title,
            item.niveaus,
            next((f.value for f in item.facts if f.name == "domein"), ""),
            next((a.title for a in curriculum.ancestors(item)), ""),
        )
        for item in curriculum.of_kind(Kind.KWALIFICATIE)
    }
    assert rows == {
        "29101": ("Broodbakker", (3,), "Brood en banket", "Bakken"),
        "29102": ("Hulpbakker", (2,), "Brood en banket", "Bakken"),
        "29103": ("Schiller", (1,), "Brood en banket", "Schillen"),
        "29104": ("Matroos", (2,), "Zee en schip", ""),
    }
    assert said(curriculum) == []


def test_a_name_is_not_inherited_by_another_crebo(tmp_path):
    text = "crebo_dossier,dossier,crebo,kwalificatie,leerweg\n1,A,29101,X,BBL\n2,,29102,Y,BBL\n"
    dossiers = read(tmp_path, text).of_kind(Kind.DOSSIER)
    assert [(d.crebo, d.title) for d in dossiers] == [("1", "A"), ("2", "")]


def test_a_list_with_only_the_length_of_each_opleiding(tmp_path):
    (item,) = read(
        tmp_path, "domein,kwalificatie,crebo,studieduur_jaren\nZee,Stuurman,29105,4\n"
    ).items
    assert [(f.name, f.value) for f in item.facts] == [("domein", "Zee"), ("studieduur", "4")]


def test_what_does_not_fit_is_kept_and_named(tmp_path):
    text = (
        "crebo,kwalificatie,niveau,leerweg,kleur\n"
        "2910,Kort,7,BBL,rood\n"
        "29101,Een,2,BBL,,te veel\n"
        "29101,Twee,2,BBL\n"
        ",,2,BBL\n"
        "29102,,2,BBL\n"
    )
    curriculum = read(tmp_path, text)
    assert [i.id for i in curriculum.items] == [
        "crebo/2910",
        "crebo/29101",
        "crebo/29101#2",
        "crebo/29102",
    ]
    assert said(curriculum) == [
        "crebolijst.csv, regel 1: onbekende kolom is niet gelezen: kleur",
        "crebolijst.csv, regel 2, 2910: crebo is geen getal van vijf cijfers: 2910",
        "crebolijst.csv, regel 2, 2910: niveau van de kwalificatie is niet 1, 2, 3 of 4: '7'",
        "crebolijst.csv, regel 3: rij met meer cellen dan kolommen",
        (
            "crebolijst.csv, regel 4, 29101: crebo staat op meer dan één rij: "
            "29101, ook op regel 3; beide zijn gelezen"
        ),
        "crebolijst.csv, regel 5: rij zonder kwalificatie en crebo is niet gelezen",
        "crebolijst.csv, regel 6, 29102: kwalificatie zonder titel: 29102",
    ]


def test_windows_letters_are_read(tmp_path):
    curriculum = read(tmp_path, "crebo;kwalificatie;leerweg\n29101;Crêpebakker;BBL\n", "cp1252")
    assert curriculum.items[0].title == "Crêpebakker"


def test_cells_that_look_like_formulas_stay_text(tmp_path):
    text = 'crebo,kwalificatie,leerweg\n29101,"=CMD(""calc"")",+BBL\n'
    (item,) = read(tmp_path, text).items
    assert item.title == '=CMD("calc")'


def test_a_table_of_werkprocessen_is_another_format(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("crebo;kwalificatie;leerweg;werkproces\n29101;X;BBL;Bakt\n")
    assert CreboListReader().recognise(open_source(path)) is None


def rows_refused(data):
    with pytest.raises(InputError) as caught:
        read_rows(data, "x.csv", frozenset({"crebo"}))
    return str(caught.value).splitlines()[0]


def test_tables_that_cannot_be_used(monkeypatch):
    assert rows_refused(b"a,b\n1,2\n") == "x.csv: in de eerste 20 rijen staan geen kolomnamen"
    assert rows_refused("crebo\n1".encode("utf-16")) == "x.csv: deze tabel is in UTF-16 opgeslagen"
    endless = b'crebo,b\n1,"' + b"x" * 140_000
    assert rows_refused(endless) == "x.csv, regel 2: hier staat een cel van meer dan 131072 tekens"
    monkeypatch.setattr(register_rows, "MAX_ROWS", 2)
    assert rows_refused(b"crebo\n1\n2\n3\n") == "x.csv: deze tabel heeft meer dan 2 rijen"


def test_a_cell_with_line_breaks_does_not_shift_the_lines():
    table = read_rows(b'crebo,naam\n1,"a\nb"\n2,c\n', "x.csv", frozenset({"crebo"}))
    assert [(r.line, r.cells["naam"]) for r in table.rows] == [(2, "a b"), (4, "c")]


def filled(table):
    """The rows of a table, every column there, without those that are empty."""
    rows = [[row.cells.get(name, "") for name in table.names] for row in table.rows]
    return [cells for cells in rows if any(cells)]


@given(st.binary(max_size=300))
@example(b"29101,Broodbakker\n")
@example(b'29101,"Brood\nbakker')
def test_any_bytes_below_the_names_are_read_unless_they_are_another_encoding(data):
    data = b"crebo,naam\n" + data
    if b"\0" in data[:64]:
        assert rows_refused(data) == "x.csv: deze tabel is in UTF-16 opgeslagen"
        return
    table = read_rows(data, "x.csv", frozenset({"crebo"}))
    written = io.StringIO()
    csv.writer(written).writerows([table.names, *filled(table)])
    again = read_rows(written.getvalue().encode(), "x.csv", frozenset({"crebo"}))
    assert (again.names, filled(again)) == (table.names, filled(table))
