"""What a table of a school leaves out is no gap on a page: names, hours and keuzedelen."""

import pytest
from builders import MADE
from table_making import read_table, write_csv

from align.overlap import compare
from align.planning.kwalificaties import find_kwalificaties
from align.report import overlap_html
from align.report.overlap_page import build_page

PTA = [
    ("PTA bakkerij 2030-2031",),
    ("Code", "Eindterm", "Leerweg"),
    ("P/HBR/2/1.1", "deeg kneden en laten rijzen", "KB"),
    ("P/HBR/2/1.2", "een taart versieren", "KB"),
]
EXAMENPLAN = [
    ("Examenplan bakkerij",),
    ("Crebo", "25999"),
    ("Niveau", "2"),
    ("Kerntaak", "Werkproces", "SBU"),
    ("B1-K1 Bakt brood", "B1-K1-W1 Kneedt deeg en laat het rijzen", "60"),
    ("", "B1-K1-W2 Verkoopt brood aan klanten", "180"),
    ("K0123 Taart versieren", "", "240"),
]
"""Neither has the name of its profiel or kwalificatie, as in many a school."""


@pytest.fixture(scope="module")
def overlap(analyser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("school")
    vmbo = read_table(write_csv(folder, PTA))
    mbo = read_table(write_csv(folder, EXAMENPLAN, "examenplan.csv"))
    return compare(vmbo, [mbo], analyser=analyser)


@pytest.fixture(scope="module")
def page(overlap):
    return build_page(overlap, **MADE)[0]


def test_a_page_is_named_after_its_source_where_the_profiel_has_a_code_alone(page):
    assert page.subtitle == "PTA bakkerij 2030-2031 × Examenplan bakkerij"


def test_a_kwalificatie_without_a_name_is_shown_by_its_crebo(overlap, page):
    assert [option.label for option in page.filters.kwalificaties] == ["crebo 25999"]
    assert page.hours.mbo[0].name == "crebo 25999"
    assert all(pair.right.context for row in page.overlapping for pair in row.pairs)
    html = overlap_html(overlap, **MADE)
    assert " (25999)" not in html


def test_a_plan_names_a_kwalificatie_without_a_name_by_its_crebo(overlap):
    (found,) = find_kwalificaties(overlap.right).values()
    assert found.item.title == "kwalificatie 25999"


def test_hours_of_a_keuzedeel_come_on_top_of_those_of_the_kwalificatie(overlap, page):
    kwalificatie, keuzedeel = page.hours.mbo
    assert (keuzedeel.name, keuzedeel.amount) == ("K0123 Taart versieren", 240)
    assert [weight for _number, weight, _share in kwalificatie.units] == [60, 180]
    assert "Geen bron geeft uren per deeltaak" not in overlap_html(overlap, **MADE)


def test_a_keuzedeel_below_a_kwalificatie_stands_under_its_own_name(page):
    (option,) = [one for one in page.filters.kerntaken if one.label == "K0123 Taart versieren"]
    assert option.group == "Keuzedelen"
