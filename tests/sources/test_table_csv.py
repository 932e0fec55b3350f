"""CSV: encoding and separator are found, cells keep their text, and what is odd is said."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_making import PTA, csv_text, messages, outline, read_apart, read_table, write_csv

from align.errors import InputError
from align.sources.notes import Notes
from align.sources.table.cells import MAX_CELL_CHARS, Budget
from align.sources.table.csv import decode, read_csv, separator_of

SEPARATORS = ";,\t|"


def cells_of(data, notes=None):
    table = read_csv(data, "pta.csv", notes or Notes(), Budget("pta.csv"))
    return [row.cells for row in table.grid.rows]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
@pytest.mark.parametrize("separator", SEPARATORS)
def test_every_encoding_and_separator_gives_the_same_items(tmp_path, encoding, named, separator):
    usual = read_table(write_csv(tmp_path, PTA, "gewoon.csv"))
    other = read_table(
        write_csv(tmp_path, PTA, "anders.csv", separator=separator, encoding=encoding)
    )
    assert outline(other) == outline(usual)
    assert "Sluis één schutten" in [item.title for item in other.items]
    assert named in other.source.why
    assert other.warnings == read_table(tmp_path / "anders.csv").warnings


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Z"]), max_size=12
)


@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(TEXT, min_size=width, max_size=width), max_size=5)
    ),
    st.sampled_from(SEPARATORS),
)
def test_what_is_written_is_read(rows, separator):
    # The header tells the separator apart from one that stands in every cell.
    header = [f"kolom {n} met een naam" for n in range(len(rows[0]) if rows else 2)]
    text = f"sep={separator}\n" + csv_text([header, *rows], separator)
    found = cells_of(text.encode("utf-8-sig"))

    def bare(row):
        cells = [" ".join(cell.split()) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        return cells

    wanted = [[normalize("NFC", cell) for cell in bare(row)] for row in [header, *rows]]
    assert [list(row) for row in found] == [row for row in wanted if row]


def test_a_line_break_inside_quotes_stays_in_its_cell_and_lines_are_counted(tmp_path):
    rows = [*PTA[:2], ("3.1", "", "", "P/ZW/01/01-09", "Eerst dit\ndan dat", "BB"), PTA[2]]
    found = read_table(write_csv(tmp_path, rows))
    lines = {item.code: item.place.line for item in found.items}
    assert lines["P/ZW/01/01-09"] == 3
    assert lines["P/ZW/01/01-02"] == 5


def test_nul_characters_are_taken_out_and_counted(tmp_path):
    text = csv_text(PTA).replace("Brood", "Br\0ood", 1)
    (tmp_path / "nul.csv").write_bytes(text.encode() + b"\0" * 2)
    found = read_table(tmp_path / "nul.csv")
    assert "Brood bakken" in [item.title for item in found.items]
    assert any("(NUL) zijn weggelaten: 3" in message for message in messages(found))


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(InputError, match="geen tekstbestand"):
        cells_of(b"\0\1\2\3;" * 100)


def test_letters_from_a_wrong_encoding_are_noticed_and_kept(tmp_path):
    text = csv_text(PTA).encode("utf-8").decode("cp1252")
    (tmp_path / "dubbel.csv").write_text(text, encoding="utf-8")
    found = read_table(tmp_path / "dubbel.csv")
    assert "Sluis Ã©Ã©n schutten" in [item.title for item in found.items]
    (message,) = [m for m in messages(found) if "verkeerd gecodeerd" in m]
    assert "regel 5" in message
    assert "kolom E" in message


def test_dos_letters_are_noticed(tmp_path):
    (tmp_path / "dos.csv").write_bytes(csv_text(PTA).replace("één", "hygi\x89ne").encode("latin-1"))
    assert any("verkeerd gecodeerd" in m for m in messages(read_table(tmp_path / "dos.csv")))


def test_one_damaged_byte_does_not_make_a_file_windows_1252():
    text = "naam;omschrijving\r\n" + "hygiëne;één café\r\n" * 20
    found = decode(text.encode() + b"goed \xff fout;x\r\n")
    assert found.encoding == "UTF-8"
    assert "hygiëne" in found.text


def test_an_excel_line_that_names_the_separator_is_no_content():
    assert cells_of(b"sep=|\r\na|b;c\r\n1|2;3\r\n") == [("a", "b;c"), ("1", "2;3")]
    # Also where all else speaks for another one.
    assert separator_of("sep=|\r\nDeeltaak;Eindterm\r\nP/ZW/1.2;zegt iets\r\n") == "|"


def test_commas_in_texts_do_not_pass_for_separators():
    text = "PTA, leerjaar 3, KB\n" + csv_text(
        [("Code", "Omschrijving"), *((f"{n}", "meel, water, gist en zout") for n in range(5))]
    )
    assert separator_of(text) == ";"


def test_a_cell_of_a_megabyte_is_cut_and_said(tmp_path):
    rows = [*PTA, ("4.2", "", "", "P/ZW/01/01-05", "x" * 10**6, "BB")]
    found = read_table(write_csv(tmp_path, rows))
    (item,) = [item for item in found.items if item.code == "P/ZW/01/01-05"]
    assert len(item.title) == MAX_CELL_CHARS
    assert any(f"na {MAX_CELL_CHARS} tekens niet verder" in m for m in messages(found))


def test_a_quotation_mark_that_never_closes_is_said(tmp_path):
    lines = csv_text([*PTA, *PTA[1:] * 50]).replace("Brood bakken", '"Brood bakken', 1)
    (tmp_path / "open.csv").write_text(lines, encoding="utf-8")
    assert any("aanhalingsteken" in m for m in messages(read_table(tmp_path / "open.csv")))


@pytest.mark.parametrize("formula", ["=1+1", "=HYPERLINK(A1)", "+cmd|' /C calc'!A0", "@SUM(1)"])
def test_a_formula_is_text_and_is_said(tmp_path, formula):
    rows = [PTA[0], ("3.1", "P/ZW/01", "P/ZW/01/01", "P/ZW/01/01-01", formula, "BB")]
    found = read_table(write_csv(tmp_path, rows))
    assert formula in [item.title for item in found.items]
    assert any("lijkt een formule" in m and "kolom E" in m for m in messages(found))


@pytest.mark.parametrize("text", ["- werkt schoon", "-5", "+31 20 1234567", "@school", "-en/of"])
def test_a_dash_or_a_number_is_no_formula(tmp_path, text):
    rows = [PTA[0], ("3.1", "P/ZW/01", "P/ZW/01/01", "P/ZW/01/01-01", text, "BB")]
    assert not any("formule" in m for m in messages(read_table(write_csv(tmp_path, rows))))


def test_a_million_rows_are_refused_within_memory(tmp_path):
    path = tmp_path / "lang.csv"
    path.write_bytes(csv_text(PTA).encode() + b"3.1;P/ZW/01;;P/ZW/01/01-01;x\r\n" * 900_000)
    said, peak = read_apart(path)
    assert "meer dan 100000 rijen" in said
    assert peak < 500


def test_columns_beyond_the_limit_are_left_out_and_said(tmp_path):
    rows = [PTA[0], (*PTA[1], *(["x"] * 2_000))]
    found = read_table(write_csv(tmp_path, rows))
    assert any("kolommen na de 300e zijn niet gelezen" in m for m in messages(found))
