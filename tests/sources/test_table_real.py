"""The real tables: a PTA in five formats, and all werkprocessen of two hundred kwalificaties."""

import csv

import pytest
from table_making import facts_of, messages, outline

from align.model import Kind, Side
from align.sources import load
from align.sources.archive import open_source
from align.sources.table.reader import TableReader

pytestmark = pytest.mark.real

FIVE = ("pta-zw.csv", "pta-zw-cp1252.csv", "pta-zw.xlsx", "pta-zw.docx", "pta-zw.odt")


@pytest.fixture(scope="session")
def ptas(real_data):
    return {name: load(real_data / "school-docs" / name) for name in FIVE}


@pytest.fixture(scope="session")
def kwalificaties(real_data):
    return load(real_data / "mbo-tables" / "kwalificaties.csv")


def test_five_files_with_one_content_give_the_same_items(ptas):
    first, *others = ptas.values()
    assert first.side is Side.VMBO
    assert first.counts() == {"profiel": 1, "module": 4, "deeltaak": 16, "eindterm": 62}
    for other in others:
        assert outline(other) == outline(first)
        assert [(i.id, i.leerwegen, facts_of(i)) for i in other.items] == [
            (i.id, i.leerwegen, facts_of(i)) for i in first.items
        ]


def test_five_files_with_one_content_in_one_folder_are_that_content(ptas, real_data):
    together, alone = load(real_data / "school-docs"), ptas["pta-zw.csv"]
    assert outline(together) == outline(alone)
    assert [(i.id, i.leerwegen, facts_of(i)) for i in together.items] == [
        (i.id, i.leerwegen, facts_of(i)) for i in alone.items
    ]
    assert not [message for message in messages(together) if "anders" in message]


def test_every_eindterm_of_the_pta_stands_where_its_code_says(ptas):
    found = ptas["pta-zw.xlsx"]
    for item in found.of_kind(Kind.EINDTERM):
        assert item.title
        assert item.code.startswith(found.by_id[item.parent].code)
        assert facts_of(item).keys() == {"periode", "toetsvorm", "weging", "herkansing"}
        assert item.leerwegen
    assert found.source.version == "2025-2026"
    assert "kolomkoppen in rij 3" in found.source.why


def test_the_pta_gives_no_warnings_but_that_titles_of_levels_are_not_in_it(ptas):
    for found in ptas.values():
        assert [w.message for w in found.warnings] == [
            "van deeltaak staat alleen de code in de tabel, geen titel: 16 keer",
            "van module staat alleen de code in de tabel, geen titel: 4 keer",
        ]


def test_kwalificaties_and_werkprocessen(kwalificaties, real_data):
    # Counted apart from the reader: rows, and what they say of the kwalificatie they belong to.
    path = real_data / "mbo-tables" / "kwalificaties.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    apart = {(row["kwalificatie"], row["crebo"], row["versie"]) for row in rows}
    counts = kwalificaties.counts()
    assert kwalificaties.side is Side.MBO
    assert counts["werkproces"] == len(rows) == 2_468
    assert counts["kwalificatie"] == len(apart) == 216
    assert counts == {"dossier": 48, "kwalificatie": 216, "kerntaak": 602, "werkproces": 2_468}
    assert [i.title for i in kwalificaties.of_kind(Kind.WERKPROCES)] != []
    titles = sorted(i.title for i in kwalificaties.of_kind(Kind.WERKPROCES))
    assert titles == sorted(" ".join(row["werkproces"].split()) for row in rows)


def test_every_row_is_found_back_under_its_own_kwalificatie(kwalificaties, real_data):
    path = real_data / "mbo-tables" / "kwalificaties.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter=";")
        line = 2
        by_line = {i.place.line: i for i in kwalificaties.of_kind(Kind.WERKPROCES)}
        for row in reader:
            item = by_line[line]
            (kwalificatie,) = (
                a for a in kwalificaties.ancestors(item) if a.kind is Kind.KWALIFICATIE
            )
            dossiers = [a for a in kwalificaties.ancestors(item) if a.kind is Kind.DOSSIER]
            assert item.code == row["werkproces_code"]
            assert kwalificatie.title == row["kwalificatie"].strip()
            assert kwalificatie.crebo == row["crebo"]
            assert [d.title for d in dossiers] == [row["dossier"]] * bool(row["dossier"])
            assert kwalificatie.niveaus == ((int(row["niveau"]),) if row["niveau"] else ())
            labels = {s.label for s in item.sections} | {f.name for f in item.facts}
            wanted = {name for name in ("omschrijving", "resultaat", "gedrag") if row[name]}
            assert labels == wanted
            line = reader.line_num + 1


def test_only_kwalificaties_without_a_name_are_said(kwalificaties):
    assert {m.partition(": ")[2].partition(":")[0] for m in messages(kwalificaties)} == {
        "kwalificatie zonder naam"
    }
    assert len(kwalificaties.warnings) == 11


@pytest.mark.parametrize(
    "name", ["crebolijst_2015_BWBR0036352.csv", "vierjarig_2015_BWBR0036352.csv"]
)
def test_registers_are_left_to_their_own_readers(real_data, name):
    assert TableReader().recognise(open_source(real_data / "mbo-tables" / name)) is None
