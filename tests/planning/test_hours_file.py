"""What stands in a file for `--hours` counts as a team wrote it, or is refused; never rounded."""

import pytest
from refusals import fault_of

from align.planning.assumptions import load_assumptions


@pytest.fixture
def hours(tmp_path):
    """Write a file with hours; gives its path."""

    def to(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return to


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1.200", 1200), ("1.200,0", 1200), ("1200", 1200), ("1200,0", 1200), ("1200.0", 1200)],
)
def test_a_full_stop_parts_thousands(hours, written, meant):
    table = load_assumptions(hours("uren.csv", f"naam;waarde\nP/VZW/01;{written}\n"))
    assert dict(table.units) == {"P/VZW/01": meant}


def test_a_comma_and_a_full_stop_may_both_stand_before_decimals(hours):
    text = "naam;waarde\nklokuren_module;80,5\nklokuren_keuzevak;80.5\nalgemeen_minstens;0.125\n"
    table = load_assumptions(hours("uren.csv", text))
    assert (table["klokuren_module"], table["klokuren_keuzevak"]) == (80.5, 80.5)
    assert table["algemeen_minstens"] == 0.125


@pytest.mark.parametrize("written", ["120 u", "120,0 uur", "120 klokuren"])
def test_a_file_is_read_as_excel_and_people_write_it(hours, written):
    table = load_assumptions(hours("uren.csv", f"\ufeffNaam; Waarde\nP/VZW/01;{written}\n;\n"))
    assert dict(table.units) == {"P/VZW/01": 120}


@pytest.mark.parametrize("name", ["uren.xlsx", "uren.ods"])
def test_a_workbook_with_hours_is_told_to_be_saved_as_csv(hours, name):
    _, what, where, advice = fault_of(load_assumptions, hours(name, "PK\x03\x04"))
    assert (what, where) == ("dit is een werkboek, en uren worden uit CSV of TOML gelezen", name)
    assert "als CSV" in advice


@pytest.mark.parametrize("written", ["1,200.5", "1.50,5", "1.2.3", "1 200", "12,"])
def test_a_number_that_could_mean_two_things_is_refused(hours, written):
    path = hours("uren.csv", f"naam;waarde\nA;{written}\n")
    _, what, where, advice = fault_of(load_assumptions, path)
    assert (what, where) == (f'A: "{written}" is geen getal', "uren.csv, regel 2")
    assert advice == "Schrijf een getal als 1200, 1.200 of 12,5."


def test_a_number_that_a_comma_breaks_in_two_is_refused(hours):
    path = hours("uren.csv", 'naam,waarde\nklokuren_module,"80,5"\nklokuren_keuzevak,80,5\n')
    _, what, where, advice = fault_of(load_assumptions, path)
    assert what == "klokuren_keuzevak: deze regel heeft meer cellen dan de eerste"
    assert where == "uren.csv, regel 3"
    assert "aanhalingstekens" in advice


@pytest.mark.parametrize("table", ["eenheden", "niveaus", "studieduur"])
def test_what_is_counted_whole_is_not_rounded(hours, table):
    path = hours("uren.toml", f'[{table}]\n"99102" = 2.5\n')
    _, what, where, _ = fault_of(load_assumptions, path)
    assert (what, where) == ("2.5 hoort een heel getal te zijn", "uren.toml, 99102")
    path.write_text(f'[{table}]\n"99102" = 2.0\n', encoding="utf-8")
    assert load_assumptions(path)


@pytest.mark.parametrize("table", ["aannames]\nklokuren_module", "eenheden]\nA"])
def test_a_number_of_hundreds_of_digits_is_refused(hours, table):
    path = hours("uren.toml", f"[{table} = {'9' * 400}\n")
    _, what, where, _ = fault_of(load_assumptions, path)
    assert what.startswith("een getal van zoveel cijfers kan niet; kies van 0 tot en met ")
    assert where.startswith("uren.toml, ")
