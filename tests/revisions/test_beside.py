"""Which overlaps a new release brings and which it takes away, beside the other side."""

from dataclasses import replace

import pytest
from releases import BASIS, PLACE, eindterm, programme, renamed, source

from align.errors import UsageError
from align.model import (
    Curriculum,
    Decisions,
    Evidence,
    Item,
    Kind,
    Leerweg,
    Overlap,
    Pair,
    Quote,
    Section,
    Side,
    Strength,
)
from align.revisions import compare_releases, impact
from align.revisions.beside import Beside, overlaps_beside
from align.revisions.select import narrow
from align.similarity.engine import Engine

SNOEIEN = "druiven snoeien, uitbuigen en opbinden in een verwarmde kas"
TWO = (("deel", "P/TU/01/01", "Een bed aanleggen"), ("kas", "P/TU/01/02", "Druiven snoeien"))
KAS = eindterm("k1", "P/TU/01/02-01", f"De kandidaat kan {SNOEIEN}", (Leerweg.KB,), parent="kas")
DOSSIER = Curriculum(
    replace(source("2025"), path="dossier", sha256="sha-dossier"),
    Side.MBO,
    (
        Item("kwal", Kind.KWALIFICATIE, "", "Fruitteler", "", PLACE, crebo="99001", niveaus=(2,)),
        Item("taak", Kind.KERNTAAK, "B1-K1", "Teelt fruit", "kwal", PLACE),
        Item(
            "werk",
            Kind.WERKPROCES,
            "B1-K1-W1",
            "Druiven snoeien",
            "taak",
            PLACE,
            sections=(Section("omschrijving", f"De fruitteler kan {SNOEIEN}.", PLACE),),
        ),
    ),
)


def pair(left, right="werk", *, overlap=True):
    quotes = Evidence(Quote(left, "titel", "links"), Quote(right, "titel", "rechts"), 0.9)
    return Pair(
        left=left,
        right=right,
        score=0.9,
        probability=0.9,
        overlap=overlap,
        strength=Strength.STERK,
        relation=None,
        relation_reason="",
        generic=False,
        left_covered=1.0,
        right_covered=1.0,
        channels={},
        shared=(),
        evidence=(quotes,),
    )


def beside(release, *pairs):
    return Overlap(release, (DOSSIER,), (), (), frozenset(), pairs, {}, {})


def both(revision, *others, **more):
    return overlaps_beside(revision, Beside(others or (DOSSIER,), Engine(), **more))


def test_a_pair_is_the_same_when_its_unit_carries_on_under_another_id(analyser):
    old, new = programme(*BASIS), renamed(programme(*BASIS, version="2"), "x-")
    revision = compare_releases(old, new, analyser)
    found = impact(revision, Decisions(), beside(old, pair("deel")), beside(new, pair("x-deel")))
    assert (found.new_overlaps, found.lost_overlaps, found.compared) == ((), (), True)


def test_a_pair_that_was_no_overlap_before_is_new_and_the_other_way_round_lost(analyser):
    old = programme(*BASIS)
    other = replace(BASIS[1], title="De kandidaat kan gewassen herkennen")
    new = programme(BASIS[0], other, BASIS[2], version="2")
    revision = compare_releases(old, new, analyser)
    weak, strong = pair("deel", overlap=False), pair("deel")
    (came,) = impact(revision, Decisions(), beside(old, weak), beside(new, strong)).new_overlaps
    assert came.pair is strong
    assert came.reason.startswith("de inhoud is veranderd: daaronder 1 gewijzigd")
    found = impact(revision, Decisions(), beside(old, strong), beside(new, weak))
    (went,) = found.lost_overlaps
    assert (found.new_overlaps, went.pair) == ((), strong)
    assert went.reason.startswith("de inhoud is veranderd: daaronder 1 gewijzigd")
    assert {one: item.title for one, item in found.items.items()} == {
        "deel": "Een bed aanleggen",
        "werk": "Druiven snoeien",
    }


def test_equal_texts_are_no_reason_and_the_page_says_so(analyser):
    old, new = programme(*BASIS), programme(*BASIS, version="2")
    revision = compare_releases(old, new, analyser)
    (came,) = impact(revision, Decisions(), beside(old), beside(new, pair("deel"))).new_overlaps
    assert came.reason.startswith("de teksten zijn gelijk gebleven")


def test_without_the_other_side_nothing_is_said_of_overlap(analyser):
    revision = compare_releases(programme(*BASIS), programme(version="2"), analyser)
    found = impact(revision, Decisions())
    assert (found.compared, found.items) == (False, {})


def test_a_new_deeltaak_brings_its_overlap_and_a_lapsed_one_takes_it_away(analyser):
    small, large = programme(*BASIS), programme(*BASIS, KAS, deeltaken=TWO, version="2")
    grown = compare_releases(small, large, analyser)
    found = impact(grown, Decisions(), *both(grown))
    assert [(one.pair.left, one.pair.right) for one in found.new_overlaps] == [("kas", "werk")]
    assert found.new_overlaps[0].reason == "het onderdeel is nieuw"
    shrunk = compare_releases(large, small, analyser)
    lost = impact(shrunk, Decisions(), *both(shrunk)).lost_overlaps
    assert [(one.pair.left, one.pair.right) for one in lost] == [("kas", "werk")]
    assert lost[0].reason == "het onderdeel is vervallen"


def test_dossiers_are_laid_beside_one_programme(analyser):
    programme_with = programme(*BASIS, KAS, deeltaken=TWO)
    bare = replace(DOSSIER, items=DOSSIER.items[:2], source=replace(DOSSIER.source, version="1"))
    rest = replace(DOSSIER.items[2], id="rest", code="B1-K1-W2", title="Ruimt op", sections=())
    old = replace(bare, items=(*bare.items, rest))
    new = replace(DOSSIER, items=(*DOSSIER.items, rest))
    revision = compare_releases(old, new, analyser)
    came = impact(revision, Decisions(), *both(revision, programme_with)).new_overlaps
    assert [(one.pair.left, one.pair.right) for one in came] == [("kas", "werk")]
    with pytest.raises(UsageError, match="één vmbo-programma"):
        both(revision, programme_with, programme_with)


def test_of_a_part_only_its_own_pairs_count(analyser):
    old = programme(*BASIS, version="1")
    new = programme(*BASIS, KAS, deeltaken=TWO, version="2")
    whole = compare_releases(old, new, analyser)
    bed, kas = (narrow(whole, units=(code,)) for code in ("P/TU/01/01", "P/TU/01/02"))
    assert impact(whole, Decisions(), *both(bed)).new_overlaps == ()
    assert len(impact(whole, Decisions(), *both(kas)).new_overlaps) == 1


def test_a_leerweg_without_eindtermen_in_one_release_has_no_overlap_there(analyser):
    old = programme(KAS, deeltaken=TWO)
    new = programme(replace(KAS, leerwegen=(Leerweg.GL,)), deeltaken=TWO, version="2")
    revision = compare_releases(old, new, analyser)
    before, after = both(revision, leerweg=Leerweg.KB)
    assert [one.left for one in before.pairs if one.overlap] == ["kas"]
    # A deeltaak without eindtermen holds for all leerwegen; the one for GL alone is left out.
    assert "kas" not in after.left_units


def test_a_crebo_chooses_in_the_other_side(analyser):
    revision = compare_releases(programme(*BASIS), programme(*BASIS, version="2"), analyser)
    with pytest.raises(UsageError, match="99999"):
        both(revision, kwalificaties=("99999",))
    assert both(revision, kwalificaties=("99001",))[0].right_units == ("werk",)
