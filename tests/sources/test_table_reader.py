"""Tables as documents: recognised by what is in them, told how they were understood."""

import json

import pytest
from table_making import (
    MBO,
    PTA,
    csv_text,
    messages,
    odf_table,
    outline,
    paragraph,
    read_table,
    sheet_xml,
    word_table,
    write_csv,
    write_docx,
    write_odt,
    write_xlsx,
    write_zip,
    xlsx_parts,
)

from align.cli.main import main
from align.errors import InputError
from align.model import Side
from align.sources import load, load_each
from align.sources.archive import open_source
from align.sources.table.reader import TableReader


def recognised(path):
    found = TableReader().recognise(open_source(path))
    return found.confidence if found else None


def test_a_table_is_found_by_its_content_whatever_its_name(tmp_path):
    for name in ("pta.csv", "pta.txt", "pta"):
        found = load(write_csv(tmp_path, PTA, name))
        assert found.source.format == "tabel-csv"
        assert found.source.path.endswith(name)
        assert len(found.source.sha256) == 64
    for name in ("pta.zip", "pta.docx"):
        assert (
            load(write_xlsx(tmp_path, {"PTA": sheet_xml(PTA)}, name)).source.format == "tabel-xlsx"
        )


@pytest.mark.parametrize(
    "header",
    [
        ("geldig_vanaf", "crebo", "kwalificatie", "niveau", "soort_opleiding", "leerweg"),
        ("dossier", "crebo_dossier", "domein"),
        ("keuzedeel", "code", "sbu"),
    ],
)
def test_a_register_is_left_to_its_own_reader(tmp_path, header):
    assert recognised(write_csv(tmp_path, [header, ["x"] * len(header)] * 3)) is None


@pytest.mark.parametrize(
    "content",
    [
        "Dit is gewoon een brief.\nMet twee regels, en een komma.\nEn nog een.\n",
        '[{"a": 1, "b": 2},\n{"a": 3, "b": 4},\n{"a": 5, "b": 6}]',
        "<html><body>PTA</body></html>",
        "%PDF-1.7\n1;2;3\n4;5;6\n",
        "",
    ],
)
def test_what_is_no_table_is_left_alone(tmp_path, content):
    (tmp_path / "iets.txt").write_text(content, encoding="utf-8")
    assert recognised(tmp_path / "iets.txt") is None


def test_a_folder_of_tables_gives_a_document_each(tmp_path):
    write_csv(tmp_path, PTA, "a.csv")
    write_docx(tmp_path, word_table(PTA), "b.docx")
    write_csv(tmp_path, MBO, "c.csv")
    (tmp_path / "d.txt").write_text("Een briefje", encoding="utf-8")
    found, faults = load_each([tmp_path])
    assert not faults
    assert [c.side for c in found] == [Side.VMBO, Side.VMBO, Side.MBO]
    assert any("d.txt" in m for m in messages(found[0]))


def test_an_office_file_inside_a_zip(tmp_path):
    inner = write_xlsx(tmp_path, {"PTA": sheet_xml(PTA)}).read_bytes()
    path = write_zip(tmp_path / "alles.zip", {"map/pta.xlsx": inner, "map/pta.csv": csv_text(PTA)})
    found, faults = load_each([path])
    assert not faults
    assert [c.source.format for c in found] == ["tabel-csv", "tabel-xlsx"]
    assert outline(found[0]) == outline(found[1])
    assert found[1].items[0].place.file == "pta.xlsx"


def test_the_side_follows_from_columns_and_codes(tmp_path):
    assert "mbo vanwege kolommen" in read_table(write_csv(tmp_path, MBO)).source.why
    mixed = [
        ("Onderdeel", "Omschrijving", "Weging"),
        ("B1-K1-W1", "Kneedt deeg", "1"),
        ("B1-K1-W2", "Bakt af", "2"),
    ]
    found = read_table(write_csv(tmp_path, mixed))
    assert found.side is Side.MBO
    assert "codes van SBB" in found.source.why


def test_a_table_of_the_other_side_in_the_same_file_is_said(tmp_path):
    sheets = {"PTA": sheet_xml(PTA), "Examenplan": sheet_xml(MBO[:2])}
    found = read_table(write_xlsx(tmp_path, sheets))
    assert found.side is Side.VMBO
    assert any("blad 'Examenplan'" in m and "niet gelezen" in m for m in messages(found))


def test_warnings_stand_in_the_order_of_rows(tmp_path):
    rows = [("Eindterm", "Omschrijving", "Weging"), *([("", "", "1")] * 12)]
    rows.insert(1, ("P/ZW/01/01-01", "Deeg kneden", "1"))
    found = read_table(write_xlsx(tmp_path, {"PTA": sheet_xml(rows)}))
    numbers = [
        int(w.place.path.rpartition(" ")[2]) for w in found.warnings if "rij is niet" in w.message
    ]
    assert numbers == sorted(numbers) == list(range(3, 15))


def test_a_table_without_any_row_that_can_be_read(tmp_path):
    rows = [PTA[0], ("", "", "", "", "", "", "", "1")]
    with pytest.raises(InputError, match="geen enkele rij"):
        read_table(write_csv(tmp_path, rows))


def test_a_binary_workbook_says_what_to_do(tmp_path):
    parts = xlsx_parts({"PTA": sheet_xml(PTA)})
    types = parts["[Content_Types].xml"].replace(
        "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "vnd.ms-excel.sheet.binary.macroEnabled.main",
    )
    path = write_zip(tmp_path / "pta.xlsb", parts | {"[Content_Types].xml": types})
    with pytest.raises(InputError, match="binair") as caught:
        load(path)
    assert "xlsx" in caught.value.advice


@pytest.mark.parametrize("kind", ["docx", "odt", "xlsx", "csv"])
def test_inspect_shows_how_a_table_was_read(tmp_path, capsys, kind):
    path = {
        "docx": lambda: write_docx(tmp_path, paragraph("PTA Zorg") + word_table(PTA)),
        "odt": lambda: write_odt(tmp_path, odf_table(PTA)),
        "xlsx": lambda: write_xlsx(tmp_path, {"PTA": sheet_xml(PTA)}),
        "csv": lambda: write_csv(tmp_path, PTA),
    }[kind]()
    target = tmp_path / "lijst.json"
    assert main(["inspect", str(path), "--json", str(target)]) == 0
    shown = capsys.readouterr().out
    assert "kolom D 'Eindterm' gelezen als eindterm" in shown
    assert "4 eindtermen" in shown
    (document,) = json.loads(target.read_text(encoding="utf-8"))["documents"]
    assert document["counts"] == {
        "profiel": 1,
        "module": 1,
        "keuzevak": 1,
        "deeltaak": 3,
        "eindterm": 4,
    }
    assert document["side"] == "vmbo"


def test_columns_on_the_command_line(tmp_path, capsys):
    path = write_csv(tmp_path, [("Kolom A", "Zin"), ("P/ZW/01/01-01", "Deeg kneden")] * 2)
    assert main(["inspect", str(path)]) == 1
    assert "--columns" in capsys.readouterr().err
    assert main(["inspect", str(path), "--columns", "code=Kolom A,omschrijving=B"]) == 0
    assert "1 eindterm" in capsys.readouterr().out
    assert main(["inspect", str(path), "--columns", "kleur=A"]) == 2
    assert "kent 'kleur' niet" in capsys.readouterr().err


def test_columns_leave_other_sources_alone(tmp_path):
    pta = write_csv(tmp_path, PTA, "pta.csv")
    mbo = write_csv(tmp_path, MBO, "mbo.csv")
    found, faults = load_each([pta, mbo], {"toetsvorm": "Toetsvorm"})
    assert not faults
    assert [outline(c) for c in found] == [outline(load(pta)), outline(load(mbo))]
    assert any("opgegeven kolom staat hier niet" in m for m in messages(found[1]))


def test_a_pta_and_a_table_of_werkprocessen_are_compared(tmp_path):
    page, data = tmp_path / "overlap.html", tmp_path / "overlap.json"
    rows = [
        ("werkproces_code", "werkproces", "omschrijving"),
        ("B1-K1-W1", "Kneedt deeg", "De bakker kneedt het deeg en bakt brood in de oven."),
        ("B1-K1-W2", "Rekent af", "De bakker rekent het bedrag af met de klant."),
    ]
    vmbo, mbo = write_csv(tmp_path, PTA, "pta.csv"), write_csv(tmp_path, rows, "mbo.csv")
    command = ["overlap", str(vmbo), str(mbo), "-o", str(page), "--json", str(data), "--quiet"]
    assert main([*command, "--columns", "werkproces=werkproces"]) == 0
    pairs = json.loads(data.read_text(encoding="utf-8"))["pairs"]
    best = max(pairs, key=lambda pair: pair["score"])
    assert (best["left"], best["right"]) == ("tabel/P/ZW/1/1", "tabel/B1-K1/B1-K1-W1")
    assert "Kneedt deeg" in page.read_text(encoding="utf-8")
