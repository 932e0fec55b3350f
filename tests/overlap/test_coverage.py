"""How much of a unit comes back on the other side, and never more than once."""

from itertools import pairwise

import pytest
from small_curricula import item, one_deeltaak, one_kerntaak, programme
from small_units import unit

from align.model import Kind
from align.overlap import compare
from align.overlap.evidence import counted_sentences, covered_sentences, share
from align.similarity.analysed import analyse_units
from align.similarity.background import load_background
from align.similarity.sentence_pairs import SentencePairs

MOWS = ("Maait gras", "De hovenier maait het gazon met een loopmaaier.")
DIGS = ("Graaft een vijver", "De hovenier graaft een vijver en legt vijverfolie.")


def analysed(analyser, *texts):
    (found,) = analyse_units([unit("a", *texts)], analyser)
    return found


def covered(analyser, one, other):
    one, other = analysed(analyser, *one), analysed(analyser, *other)
    meaning = SentencePairs([one], [other], load_background()).in_meaning(0, 0)
    found = covered_sentences(one, other, load_background(), meaning.max(axis=1, initial=0.0))
    return [one.sentences[index].sentence.text for index in sorted(found)]


def test_what_comes_back_is_covered_and_the_rest_is_not(analyser):
    tasks = ("Tuin", "Een gazon maaien", "Honing slingeren uit raten")
    assert covered(analyser, tasks, MOWS) == ["Een gazon maaien"]
    assert covered(analyser, tasks, ("Tuin", "Houdt schapen.")) == []


def test_what_is_said_in_other_words_comes_back_too(analyser):
    """No word is shared, and a teacher would still say that the car is washed twice."""
    tasks = ("Auto en bijen", "Een auto wassen", "Honing slingeren uit raten")
    assert covered(analyser, tasks, ("Werkplaats", "Reinigt het voertuig.")) == ["Een auto wassen"]


def test_the_title_counts_only_when_there_is_no_text_below_it(analyser):
    assert covered(analyser, ("Gazon maaien",), MOWS) == ["Gazon maaien"]
    assert covered(analyser, ("Gazon maaien", "Honing slingeren"), MOWS) == []


def test_generic_sentences_do_not_count_when_there_are_others(analyser):
    found = analysed(analyser, "Tuin", "Een gazon maaien", "Samenwerken", "–")
    assert [found.sentences[i].sentence.text for i in counted_sentences(found)] == [
        "Een gazon maaien"
    ]
    generic = analysed(analyser, "Tuin", "Samenwerken", "Overleggen")
    assert len(counted_sentences(generic)) == 2


def test_a_share_of_nothing_is_nothing():
    assert share(frozenset(), ()) == 0.0
    assert share(frozenset({1}), (1, 2, 3)) == pytest.approx(1 / 3, abs=1e-4)


def coverage(analyser, vmbo, mbo):
    return compare(vmbo, [mbo], analyser=analyser)


def test_a_deeltaak_is_covered_by_the_part_that_comes_back(analyser):
    vmbo = one_deeltaak("Gazon en bijen", "Een gazon maaien", "Honing slingeren uit raten")
    found = coverage(analyser, vmbo, one_kerntaak(MOWS))
    assert [pair.overlap for pair in found.pairs] == [True]
    assert found.left_coverage == {"P/TU/01/01": 0.5}
    assert found.pairs[0].left_covered == 0.5
    assert found.right_coverage == {"P1-K1-W1": 1.0}


def test_what_two_werkprocessen_cover_is_counted_once(analyser):
    vmbo = one_deeltaak("Gazon en bijen", "Een gazon maaien", "Honing slingeren uit raten")
    found = coverage(analyser, vmbo, one_kerntaak(MOWS, MOWS, MOWS))
    assert sum(pair.overlap for pair in found.pairs) == 3
    assert found.left_coverage == {"P/TU/01/01": 0.5}


def test_what_different_werkprocessen_cover_adds_up(analyser):
    vmbo = one_deeltaak("Gazon en vijver", "Een gazon maaien", "Een vijver graven")
    found = coverage(analyser, vmbo, one_kerntaak(MOWS, DIGS))
    assert [pair.left_covered for pair in found.pairs if pair.overlap] == [0.5, 0.5]
    assert found.left_coverage == {"P/TU/01/01": 1.0}


def test_every_compared_unit_stands_in_it_also_when_nothing_comes_back(analyser):
    vmbo = one_deeltaak("Honing slingeren", "Raten ontzegelen")
    found = coverage(analyser, vmbo, one_kerntaak(MOWS, DIGS))
    assert found.pairs == ()
    assert found.left_coverage == {"P/TU/01/01": 0.0}
    assert found.right_coverage == {"P1-K1-W1": 0.0, "P1-K1-W2": 0.0}


def test_more_werkprocessen_never_lower_coverage(analyser):
    vmbo = one_deeltaak("Gazon en vijver", "Een gazon maaien", "Een vijver graven", "Een bij")
    steps = ((), (MOWS,), (MOWS, DIGS), (MOWS, DIGS, ("Houdt bijen", "Slingert honing.")))
    shares = [
        coverage(analyser, vmbo, one_kerntaak(("Telt", "Telt geld."), *more)).left_coverage
        for more in steps
    ]
    values = [found["P/TU/01/01"] for found in shares]
    assert all(before <= after for before, after in pairwise(values))
    assert values[0] == 0.0 < values[-1]


def test_a_pair_that_is_no_overlap_covers_nothing(analyser):
    vmbo = programme(
        item("TU", Kind.PROFIEL, "Tuin"),
        item("PK/TU", Kind.KERN, "Kern", "TU"),
        item("PK/TU/a", Kind.KERNDEEL, "Maaien", "PK/TU"),
        item("PK/TU/a-1", Kind.EINDTERM, "Een gazon maaien met een loopmaaier", "PK/TU/a"),
    )
    found = coverage(analyser, vmbo, one_kerntaak(MOWS))
    (pair,) = found.pairs
    assert pair.generic
    assert pair.left_covered == 1.0
    assert found.left_coverage == {"PK/TU/a": 0.0}
    assert found.right_coverage == {"P1-K1-W1": 0.0}


def test_a_pair_of_a_unit_that_is_generic_as_a_whole_stands_apart_and_covers_nothing(analyser):
    vmbo = programme(
        item("P/TU/01/01", Kind.DEELTAAK, "De werkzaamheden evalueren"),
        item("P/TU/01/01-1", Kind.EINDTERM, "De werkzaamheden evalueren", "P/TU/01/01"),
        item("P/TU/01/01-2", Kind.EINDTERM, "Een gazon maaien", "P/TU/01/01"),
    )
    found = coverage(analyser, vmbo, one_kerntaak(("Evalueert de werkzaamheden", "")))
    (pair,) = found.pairs
    assert pair.overlap
    assert found.generic_units == {"P1-K1-W1"}
    assert found.left_coverage == {"P/TU/01/01": 0.0}


def test_a_deeltaak_without_a_title_is_not_about_what_is_generic(analyser):
    vmbo = programme(
        item("P/TU/01/01", Kind.DEELTAAK, ""),
        item("P/TU/01/01-1", Kind.EINDTERM, "De werkzaamheden evalueren", "P/TU/01/01"),
        item("P/TU/01/01-2", Kind.EINDTERM, "Een gazon maaien", "P/TU/01/01"),
    )
    (pair,) = coverage(analyser, vmbo, one_kerntaak(("Evalueert de werkzaamheden", ""))).pairs
    assert pair.generic
    assert not pair.overlap
