"""SBB's rulings on kwalificatie × keuzedeel."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import Place, Ruling
from align.sources.archive import open_source
from align.sources.register.base import iso_date
from align.sources.register.overlap import OverlapRulingsReader

RULING = {
    "Crebo": 99001,
    "Omschrijving": "Taarten glaceren",
    "Kwalificatie": "K9001",
    "overlap": "Ja",
    "datum": 45575,
    "publicatie": "Ja",
}


def read(folder, *records):
    path = folder / "overlap.json"
    path.write_text(json.dumps({"overlap": list(records)}, indent=1))
    reader = OverlapRulingsReader()
    found = reader.recognise(open_source(path))
    return reader.read(open_source(path), found.reason)


def said(curriculum):
    return [f"{w.place}: {w.message}" for w in curriculum.warnings]


def test_a_ruling(tmp_path):
    curriculum = read(tmp_path, RULING)
    assert curriculum.items == ()
    assert curriculum.rulings == (
        Ruling(
            kwalificatie="99001",
            keuzedeel="K9001",
            verdict="Ja",
            text="Taarten glaceren",
            date="2024-10-10",
            place=Place("overlap.json", "/overlap/0", 3, record="K9001"),
        ),
    )


def test_two_crebos_in_one_cell_are_two_rulings(tmp_path):
    rulings = read(tmp_path, RULING | {"Crebo": "99001;99002"}).rulings
    assert [r.kwalificatie for r in rulings] == ["99001", "99002"]
    assert rulings[0].place == rulings[1].place


def test_the_same_ruling_twice_counts_once_and_another_day_is_another_ruling(tmp_path):
    curriculum = read(tmp_path, RULING, RULING, RULING | {"datum": 45576})
    assert [r.date for r in curriculum.rulings] == ["2024-10-10", "2024-10-11"]
    assert said(curriculum) == [
        (
            "overlap.json, regel 11, K9001: uitspraak staat dubbel en is één keer gelezen: "
            "99001 en K9001, ook op regel 3"
        )
    ]


@pytest.mark.parametrize(
    ("change", "kept", "message"),
    [
        ({"Kwalificatie": None}, 0, "uitspraak zonder code van het keuzedeel is niet gelezen"),
        ({"overlap": ""}, 0, "uitspraak zonder oordeel is niet gelezen"),
        ({"publicatie": "Nee"}, 0, "uitspraak is niet om te publiceren en is niet gelezen"),
        ({"datum": None}, 1, "uitspraak zonder leesbare datum"),
        ({"datum": 10**400}, 1, "uitspraak zonder leesbare datum"),
        ({"Crebo": "9900"}, 1, "crebo is geen getal van vijf cijfers: 9900"),
        ({"Crebo": ""}, 0, "crebo is geen getal van vijf cijfers: leeg"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path, change, kept, message):
    curriculum = read(tmp_path, RULING | change)
    assert len(curriculum.rulings) == kept
    assert [w.message for w in curriculum.warnings if w.message.startswith(message)]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (45575, "2024-10-10"),
        ("45575", "2024-10-10"),
        ("1-3-2016", "2016-03-01"),
        ("01-03-2016", "2016-03-01"),
        ("2016-03-01", "2016-03-01"),
        ("2016-03-01T10:00:00Z", "2016-03-01"),
        ("31-02-2016", ""),
        ("", ""),
        (None, ""),
        (True, ""),
        (3, ""),
        ("morgen", ""),
    ],
)
def test_days_in_every_form(value, day):
    assert iso_date(value) == day


@given(st.dates())
def test_a_dutch_day_and_an_iso_day_are_the_same_day(day):
    assert iso_date(f"{day.day:02}-{day.month:02}-{day.year:04}") == day.isoformat()
    assert iso_date(day.isoformat()) == day.isoformat()
