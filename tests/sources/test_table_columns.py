"""The row with column names is found, each column is known by its name, or told by the user."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_making import PTA, messages, outline, read_table, write_csv

from align.errors import InputError, UsageError
from align.sources.notes import Notes
from align.sources.table.cells import Budget, letter
from align.sources.table.columns import is_programme, parse_columns, parts_of
from align.sources.table.csv import read_csv
from align.sources.table.vocabulary import ROLES, VOCABULARY, plain, role_of


def grid_of(*rows):
    text = "\r\n".join(";".join(f'"{cell}"' for cell in row) for row in rows)
    return read_csv(text.encode(), "x.csv", Notes(), Budget("x.csv")).grid


def roles_of(*rows, given=None):
    (part,) = parts_of(grid_of(*rows), given)
    return [column.role for column in part.columns]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Eindtermen\nWat moet je kennen en kunnen?", "eindterm"),
        ("Inhoud onderwijsprogramma\nWat ga je hiervoor doen?", "toelichting"),
        ("ONDERDEEL", "eindterm"),
        ("Code eindterm", "eindterm_code"),
        ("Eindtermcode", "eindterm_code"),
        ("Omschrijving van de eindterm", "eindterm"),
        ("Nr. werkproces", "werkproces_code"),
        ("kerntaak_code", "kerntaak_code"),
        ("Titel werkproces", "werkproces"),
        ("Crebo-nummer", "crebo"),
        ("Vakkennis & vaardigheden", "vakkennis"),
        ("Weging (%)", "weging"),
        ("Herkansing ja/nee", "herkansing"),
        ("leerweg(en)", "leerweg"),
        ("GL/TL", "gl"),
        ("Toetsvorm (S/M/P)", "toetsvorm"),
        ("Studiebelastingsuren", "sbu"),
        ("Docent", ""),
        ("De kandidaat kan een gezonde maaltijd samenstellen", ""),
        ("x" * 200, ""),
        ("", ""),
    ],
)
def test_what_a_name_above_a_column_stands_for(name, role):
    assert role_of(name) == (role, False)


@pytest.mark.parametrize(
    ("name", "role"), [("Toetsform", "toetsvorm"), ("Omschrijvng", "omschrijving")]
)
def test_a_near_spelling_is_known_and_marked(name, role):
    assert role_of(name) == (role, True)


def test_every_word_of_the_vocabulary_is_known_as_itself():
    for role, names in VOCABULARY.items():
        for name in names.split(","):
            assert role_of(name.strip()) == (role, False), name
            assert role_of(name.strip().upper()) == (role, False), name


@given(st.text(max_size=80))
def test_no_name_breaks_recognition(name):
    role, _ = role_of(name)
    assert role == "" or role in ROLES
    assert plain(plain(name)) == plain(name)


def test_letters_of_columns():
    assert [letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == "A Z AA AZ BA ZZ AAA".split()


def test_the_header_is_found_below_a_title_and_lines():
    (part,) = parts_of(
        grid_of(
            ("PTA Bakken",),
            ("Profiel", "Zorg en welzijn", "Leerweg", "KB"),
            ("Periode", "Eindterm", "Weging"),
            ("1", "Deeg kneden", "2"),
        )
    )
    assert part.header == 3
    assert [column.role for column in part.columns] == ["periode", "eindterm", "weging"]
    assert [row.number for row in part.rows] == [4]


def test_names_over_two_rows():
    roles = roles_of(
        ("Code", "Omschrijving", "Leerweg", "", ""),
        ("", "", "BB", "KB", "GL"),
        ("P/ZW/01/01-01", "Deeg", "x", "", ""),
    )
    assert roles == ["code", "omschrijving", "bb", "kb", "gl"]


def test_a_row_that_numbers_the_columns_is_no_content():
    (part,) = parts_of(
        grid_of(("Periode", "Eindterm", "Weging"), ("1", "2", "3"), ("1", "Deeg", "2"))
    )
    assert [row.number for row in part.rows] == [3]


def test_names_repeated_further_down_are_no_content(tmp_path):
    usual = read_table(write_csv(tmp_path, PTA))
    again = read_table(write_csv(tmp_path, [*PTA[:3], PTA[0], *PTA[3:]]))
    assert outline(again) == outline(usual)
    assert again.warnings == usual.warnings


def test_other_names_further_down_begin_a_new_part(tmp_path):
    rows = [
        ("Eindterm", "Omschrijving", "Periode"),
        ("P/ZW/01/01-01", "Deeg kneden", "1"),
        ("Periode", "Eindterm", "Weging", "Omschrijving"),
        ("2", "P/ZW/01/01-02", "3", "Brood bakken"),
    ]
    found = read_table(write_csv(tmp_path, rows))
    assert [item.title for item in found.items if item.kind == "eindterm"] == [
        "Deeg kneden",
        "Brood bakken",
    ]
    assert any("regel 3: tweede rij met kolomkoppen" in m for m in messages(found))


def test_columns_in_any_order_give_the_same_items(tmp_path):
    usual = outline(read_table(write_csv(tmp_path, PTA)))
    for seed in range(5):
        order = random.Random(seed).sample(range(len(PTA[0])), len(PTA[0]))
        rows = [[row[n] for n in order] for row in PTA]
        assert outline(read_table(write_csv(tmp_path, rows))) == usual


def test_two_columns_of_one_name_are_a_code_and_a_title():
    roles = roles_of(
        ("Werkproces", "Werkproces", "Weging"), ("B1-K1-W1", "Kneedt", "1"), ("B1-K1-W2", "Bakt")
    )
    assert roles == ["werkproces_code", "werkproces", "weging"]


def test_a_column_of_codes_without_a_known_name(tmp_path):
    rows = [("SLO-nummering", "Omschrijving", "Weging"), ("P/ZW/01/01-01", "Deeg", "1")]
    found = read_table(write_csv(tmp_path, rows))
    assert found.items[-1].code == "P/ZW/01/01-01"
    assert any("gelezen als code (er staan codes in)" in m for m in messages(found))


def test_a_column_niveau_with_leerwegen(tmp_path):
    rows = [("Eindterm", "Omschrijving", "Niveau"), ("P/ZW/01/01-01", "Deeg", "BB en KB")]
    assert [lw.value for lw in read_table(write_csv(tmp_path, rows)).items[-1].leerwegen] == [
        "bb",
        "kb",
    ]


def test_unknown_columns_are_kept_as_facts_and_named(tmp_path):
    rows = [("Eindterm", "Omschrijving", "Docent", ""), ("P/ZW/01/01-01", "Deeg", "Jansen", "!")]
    found = read_table(write_csv(tmp_path, rows))
    assert [(f.name, f.value) for f in found.items[-1].facts] == [
        ("docent", "Jansen"),
        ("kolom D", "!"),
    ]
    said = [m for m in messages(found) if "onbekende kolom" in m]
    assert [m.rpartition(": ")[2] for m in said] == ["kolom C 'Docent'", "kolom D"]


def test_the_reason_tells_what_each_column_was_read_as(tmp_path):
    rows = [("Nr", "Periode", "Onderdeel"), ("1", "3.1", "Deeg kneden")]
    why = read_table(write_csv(tmp_path, rows)).source.why
    assert "kolom C 'Onderdeel' gelezen als eindterm" in why
    assert "vmbo vanwege" in why


# --- columns that the user names ------------------------------------------------------------------


def test_columns_by_name_and_by_letter(tmp_path):
    rows = [("Kolom A", "Zin", "C"), ("P/ZW/01/01-01", "Deeg kneden", "KB")]
    by_name = read_table(write_csv(tmp_path, rows), "code=Kolom A,omschrijving=zin,leerweg=C")
    assert by_name.items[-1].title == "Deeg kneden"
    assert [lw.value for lw in by_name.items[-1].leerwegen] == ["kb"]
    nameless = read_table(write_csv(tmp_path, rows[1:]), "code=A,omschrijving=kolom B,leerweg=C")
    assert outline(nameless) == outline(by_name)
    assert "kolom B gelezen als omschrijving (zoals opgegeven)" in nameless.source.why


def test_a_given_column_goes_before_a_known_name(tmp_path):
    rows = [("Code", "Omschrijving", "Tekst"), ("P/ZW/01/01-01", "S 50 min", "Deeg kneden")]
    found = read_table(write_csv(tmp_path, rows), "omschrijving=Tekst")
    assert found.items[-1].title == "Deeg kneden"


def test_a_given_column_that_is_not_there_is_said(tmp_path):
    found = read_table(write_csv(tmp_path, PTA), "titel=Onderwerp,omschrijving=Omschrijving")
    assert any("opgegeven kolom staat hier niet: titel=Onderwerp" in m for m in messages(found))


def test_what_columns_says():
    assert parse_columns("code=Nr, titel=Omschrijving, lang,leerweg=C") == {
        "code": "Nr",
        "titel": "Omschrijving, lang",
        "leerweg": "C",
    }
    assert parse_columns("Eindtermcode=A, weegfactor=B") == {"eindterm_code": "A", "weging": "B"}


@pytest.mark.parametrize("text", ["code", "code=", "=A", "kleur=A", "cod=A"])
def test_columns_that_are_not_understood(text):
    with pytest.raises(UsageError) as caught:
        parse_columns(text)
    assert caught.value.advice


def test_a_table_without_known_names_says_what_it_saw(tmp_path):
    with pytest.raises(InputError, match="niet herkend; bovenaan staat Wie, Wat") as caught:
        read_table(write_csv(tmp_path, [("Wie", "Wat"), ("Jan", "appel"), ("Piet", "peer")]))
    assert "--columns" in caught.value.advice


@pytest.mark.parametrize(
    "header", [("code vmbo", "titel vmbo", "code mbo"), ("subject_id", "predicate_id", "object_id")]
)
def test_a_list_of_pairs_is_sent_to_the_command_that_reads_it(tmp_path, header):
    with pytest.raises(InputError, match="lijst van paren of besluiten") as caught:
        read_table(write_csv(tmp_path, [("# door align",), header, ("a", "b", "c")]))
    assert "align decisions" in caught.value.advice


@pytest.mark.parametrize(
    "header",
    [
        ("crebo", "kwalificatie", "niveau", "leerweg"),
        ("keuzedeel", "code", "sbu"),
        ("kwalificatie", "keuzedeel", "resultaat"),
        ("Naam", "Leeftijd"),
    ],
)
def test_a_register_or_a_list_of_names_is_no_programme(header):
    found = parts_of(grid_of(header, ["x"] * len(header)))
    assert not any(is_programme(part) for part in found)
