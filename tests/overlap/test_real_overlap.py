"""Zorg en Welzijn beside Dienstverlening, as a school would compare them."""

import pytest

from align.model import Kind, Leerweg
from align.overlap import Selection, compare
from align.sources import load

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def sides(real_data):
    mbo = load(real_data / "sbb-xml" / "2755 Dienstverlening.xml")
    return load(real_data / "slo-bg" / "2025.3"), mbo


@pytest.fixture(scope="module")
def overlap(sides, analyser):
    vmbo, mbo = sides
    return compare(vmbo, [mbo], Selection(Leerweg.KB, ("ZW",)), analyser)


def test_all_units_are_compared(overlap):
    assert len(overlap.left_units) == 75
    assert len(overlap.right_units) == 18
    kinds = [overlap.items[unit].kind for unit in overlap.left_units]
    assert set(kinds) == {Kind.DEELTAAK, Kind.KERNDEEL}
    kerndelen = {unit for unit in overlap.left_units if overlap.items[unit].kind is Kind.KERNDEEL}
    assert kerndelen
    assert kerndelen <= overlap.generic_units


def test_something_overlaps_and_something_does_not(overlap):
    carried = [pair for pair in overlap.pairs if pair.overlap]
    assert 10 < len(carried) < 75 * 18 / 4
    assert all(pair.evidence or pair.shared for pair in carried)
    assert 0.0 in overlap.left_coverage.values()
    assert max(overlap.left_coverage.values()) > 0.5
    assert all(0.0 <= share <= 1.0 for share in overlap.right_coverage.values())


def test_quotes_stand_in_the_items_that_they_name(overlap):
    for pair in overlap.pairs:
        for quote in (q for e in pair.evidence for q in (e.left, e.right)):
            item = overlap.items[quote.item]
            whole = " ".join([item.title, *(s.text for s in item.sections)])
            assert " ".join(quote.text.split()) in " ".join(whole.split())
            assert all(0 <= start < end <= len(quote.text) for start, end in quote.marks)


def test_every_eindterm_and_werkproces_is_compared_or_listed(overlap):
    units = {*overlap.left_units, *overlap.right_units}
    listed = {entry.id for entry in overlap.not_compared}
    assert units.isdisjoint(listed)
    for side in (overlap.left, *overlap.right):
        for leaf in side.of_kind(Kind.EINDTERM, Kind.WERKPROCES, Kind.VAKKENNIS):
            above = {leaf.id, *(a.id for a in side.ancestors(leaf))}
            assert bool(above & units) or bool(above & listed), leaf


def test_one_kwalificatie_brings_its_own_niveau(sides, analyser):
    vmbo, mbo = sides
    first = mbo.of_kind(Kind.KWALIFICATIE)[0]
    found = compare(vmbo, [mbo], Selection(Leerweg.BB, ("P/ZW/01",), (first.crebo,)), analyser)
    assert 0 < len(found.right_units) < 18
    left_out = {entry.id for entry in found.not_compared}
    others = {k.id for k in mbo.of_kind(Kind.KWALIFICATIE) if k.id != first.id}
    assert others <= left_out
