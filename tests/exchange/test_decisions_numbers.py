"""Numbers in decisions: as a Dutch hand writes them, and back exactly as they were."""

import json

import pytest
from small_decisions import decision, decisions

from align.exchange.decisions_json import decisions_json
from align.exchange.decisions_read_json import read_decisions_json
from align.exchange.decisions_read_table import read_decisions_table
from align.exchange.decisions_table import decisions_table, table_csv
from align.sources.archive import open_source


def from_csv(folder, data):
    path = folder / "a.csv"
    path.write_bytes(data)
    return read_decisions_table(open_source(path))


def from_json(**fields):
    content = json.loads(decisions_json(decisions(decision())))
    content["decisions"][0] |= fields
    return read_decisions_json(json.dumps(content).encode(), "a.json")


def filled_in(folder, klokuren):
    head = "besluit;id vmbo;id mbo;klokuren;datum;naam"
    row = f"akkoord;L1;R1;{klokuren};2031-01-05;Docent"
    return from_csv(folder, f"{head}\r\n{row}\r\n".encode())


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1.500", 1500), ("1.500,5", 1500.5), ("12,5", 12.5), ("12.5", 12.5), ("0,125", 0.125)],
)
def test_klokuren_in_a_table_are_read_as_they_are_meant(tmp_path, written, meant):
    found = filled_in(tmp_path, written)
    assert (found.settled[0].klokuren, found.warnings) == (meant, ())


@pytest.mark.parametrize("written", ["12,5 u", "12.5 uur", "12,5u.", "12,5 klokuren"])
def test_the_word_for_hours_may_stand_behind_klokuren(tmp_path, written):
    found = filled_in(tmp_path, written)
    assert (found.settled[0].klokuren, found.warnings) == (12.5, ())


@pytest.mark.parametrize("written", ["1,500.5", "1.50,5", "12 5", "1.500.5", "ca. 10", "uur"])
def test_klokuren_that_could_mean_two_things_are_said_and_left_open(tmp_path, written):
    found = filled_in(tmp_path, written)
    assert found.settled[0].klokuren is None
    assert f"tot 10000: '{written}'; Schrijf een getal als" in found.warnings[0].message


def test_a_number_of_json_is_what_it_is():
    assert from_json(klokuren=1.5).settled[0].klokuren == 1.5
    assert from_json(klokuren=1.125).settled[0].klokuren == 1.125
    assert from_json(klokuren="1.500").settled[0].klokuren == 1500


@pytest.mark.parametrize("hours", [1.125, 1500.0, 1234.567, 0.00001, 100 / 3])
def test_klokuren_that_align_writes_come_back_exactly(tmp_path, hours):
    found = decisions(decision(klokuren=hours, by="Docent", on="2031-01-05"))
    again = from_csv(tmp_path, table_csv(decisions_table(found)))
    assert (again.settled, again.warnings) == (found.settled, ())


def of_id(number):
    """What a file with this number for an id gives."""
    text = decisions_json(decisions(decision())).replace('"B1-K1-W1"', number)
    return read_decisions_json(text.encode(), "a.json")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("12345671", "12345671"),
        ("12345672", "12345672"),
        ("12345672.0", "12345672"),
        ("1.25", "1.25"),
        ("9" * 401, "9" * 401),
    ],
)
def test_an_id_that_is_a_number_keeps_its_digits(number, text):
    found = of_id(number)
    assert (found.settled[0].right.id, found.warnings) == (text, ())


def test_a_number_without_end_is_no_id():
    found = of_id("1e999")
    assert found.settled == ()
    assert "id is geen tekst: inf" in [warning.message for warning in found.warnings]
