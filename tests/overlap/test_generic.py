"""Kern, formulas and generic behaviour stand apart: they are no overlap by themselves."""

from dataclasses import replace

from small_curricula import eindterm, item, one_deeltaak, one_kerntaak, programme

from align.model import Kind
from align.overlap import Selection, compare

PLANS = (
    "Plant de werkzaamheden",
    "De medewerker plant zijn werkzaamheden, overlegt met collega's en ruimt de werkplek op.",
)
MOWS = ("Maait gras", "De hovenier maait het gazon en ruimt de werkplek op.")


def pairs(analyser, vmbo, *werkprocessen, selection=None):
    found = compare(vmbo, [one_kerntaak(*werkprocessen)], selection, analyser)
    return {(pair.left, pair.right): pair for pair in found.pairs}, found


def test_a_kerndeel_is_generic_and_so_are_its_pairs(analyser):
    vmbo = programme(
        item("TU", Kind.PROFIEL, "Tuin"),
        item("PK/TU", Kind.KERN, "Kern", "TU"),
        item("PK/TU/a", Kind.KERNDEEL, "Gras", "PK/TU"),
        eindterm("PK/TU/a-1", "De kandidaat kan een gazon maaien"),
    )
    found, whole = pairs(analyser, vmbo, MOWS)
    assert whole.generic_units == {"PK/TU/a"}
    (pair,) = found.values()
    assert pair.generic
    assert not pair.overlap
    assert pair.relation is None
    assert pair.relation_reason == ""


def test_generic_behaviour_alone_is_no_overlap(analyser):
    vmbo = one_deeltaak("Een gazon maaien", "De kandidaat kan de werkplek opruimen")
    found, whole = pairs(analyser, vmbo, PLANS)
    assert not any(pair.overlap for pair in found.values())
    assert "P1-K1-W1" in whole.generic_units
    assert "P/TU/01/01" not in whole.generic_units


def test_the_same_sentence_beside_real_work_leaves_the_pair_what_it_is(analyser):
    vmbo = one_deeltaak(
        "Gazon maaien", "De kandidaat kan een gazon maaien", "De kandidaat kan opruimen"
    )
    found, _ = pairs(analyser, vmbo, MOWS)
    (pair,) = found.values()
    assert pair.overlap
    assert not pair.generic


def test_planning_against_planning_is_judged_like_any_other_pair(analyser):
    vmbo = one_deeltaak("Werkzaamheden plannen", "De kandidaat kan werkzaamheden plannen")
    found, whole = pairs(analyser, vmbo, PLANS)
    (pair,) = found.values()
    assert pair.overlap
    assert not pair.generic
    assert whole.generic_units == {"P/TU/01/01", "P1-K1-W1"}


def three_profielen(text):
    """The same eindterm under one deeltaak of each of three profielen."""
    items = []
    for profiel in ("TU", "DI", "BO"):
        made = one_deeltaak("Een gazon maaien", text, profiel=profiel)
        items += made.items
    return programme(*items)


def test_a_text_in_three_profielen_is_a_formula(analyser):
    vmbo = three_profielen("De kandidaat kan een gazon maaien")
    found, _ = pairs(analyser, vmbo, ("Tuin", "De hovenier kan een gazon maaien."))
    for pair in found.values():
        quotes = {e.left.generic for e in pair.evidence if e.left.label == "eindterm"}
        assert quotes == {True}


def test_a_formula_is_known_also_when_one_profiel_is_chosen(analyser):
    vmbo = three_profielen("De kandidaat kan een gazon maaien")
    found, _ = pairs(
        analyser, vmbo, ("Tuin", "Kan een gazon maaien."), selection=Selection(units=("TU",))
    )
    assert {left for left, _ in found} == {"P/TU/01/01"}
    assert any(
        e.left.generic for p in found.values() for e in p.evidence if e.left.label == "eindterm"
    )


def test_a_text_in_two_profielen_is_none(analyser):
    vmbo = three_profielen("De kandidaat kan een gazon maaien")
    last = vmbo.of_kind(Kind.EINDTERM)[-1]
    other = replace(last, title="De kandidaat kan een stal uitmesten")
    vmbo = replace(vmbo, items=tuple(other if i is last else i for i in vmbo.items))
    found, _ = pairs(analyser, vmbo, MOWS)
    assert not any(e.left.generic for p in found.values() for e in p.evidence)
