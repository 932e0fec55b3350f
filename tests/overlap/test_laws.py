"""Laws of a comparison: identity, mirror, order, and nothing that falls between."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_curricula import (
    dossier,
    hovenier,
    in_order,
    item,
    one_deeltaak,
    one_kerntaak,
    programme,
    section,
    tuin,
)
from small_units import SENTENCES

from align.errors import InputError
from align.exchange.overlap_json import overlap_json
from align.model import Kind, Leerweg, Strength
from align.overlap import Selection, compare
from align.overlap.compare import REPORTED_FROM
from align.similarity.weights import load_weights

TALK = tuple(sentence for sentence in SENTENCES if sentence != "–")
units = st.lists(st.lists(st.sampled_from(TALK), min_size=1, max_size=3), min_size=1, max_size=3)
#: An example is a whole comparison.
few = settings(max_examples=25)


def left_side(listed):
    """A programme with these texts: of each unit the title and its eindtermen."""
    items = [item("X", Kind.PROFIEL, ""), item("P/X/1", Kind.MODULE, "Buiten", "X")]
    for number, (title, *texts) in enumerate(listed):
        items.append(item(f"d{number}", Kind.DEELTAAK, title, "P/X/1"))
        items += [
            item(f"d{number}-{n}", Kind.EINDTERM, text, f"d{number}")
            for n, text in enumerate(texts)
        ]
    return programme(*items)


def right_side(listed):
    """A dossier with these texts, in the same context as `left_side`."""
    items = [
        item("D", Kind.DOSSIER, ""),
        item("K", Kind.KWALIFICATIE, "", "D"),
        item("P1-K1", Kind.KERNTAAK, "Buiten", "K"),
    ]
    for number, (title, *texts) in enumerate(listed):
        sections = tuple(section("omschrijving", text) for text in texts)
        items.append(item(f"w{number}", Kind.WERKPROCES, title, "P1-K1", sections=sections))
    return dossier(*items)


def found(left, right, analyser):
    return compare(left_side(left), [right_side(right)], analyser=analyser)


@few
@given(listed=units)
def test_nothing_is_more_like_a_deeltaak_than_its_own_text(analyser, listed):
    pairs = {(p.left, p.right): p for p in found(listed, listed, analyser).pairs}
    for number in range(len(listed)):
        own = pairs[f"d{number}", f"w{number}"]
        rivals = [p for (left, right), p in pairs.items() if str(number) in left + right]
        assert own.score == max(rival.score for rival in rivals)
        assert own.strength is Strength.STERK
        assert own.left_covered == own.right_covered == 1.0


@few
@given(left=units, right=units)
def test_swapping_the_texts_of_both_sides_mirrors_everything(analyser, left, right):
    there, back = found(left, right, analyser), found(right, left, analyser)
    mirrored = {
        (pair.right.replace("w", "d"), pair.left.replace("d", "w")): pair for pair in back.pairs
    }
    assert {(pair.left, pair.right) for pair in there.pairs} == set(mirrored)
    for pair in there.pairs:
        other = mirrored[pair.left, pair.right]
        assert (pair.score, pair.probability, pair.strength) == (
            other.score,
            other.probability,
            other.strength,
        )
        assert (pair.overlap, pair.generic, pair.shared) == (
            other.overlap,
            other.generic,
            other.shared,
        )
        assert pair.channels == other.channels
        assert (pair.left_covered, pair.right_covered) == (other.right_covered, other.left_covered)
        assert quotes(pair) == {(right, left, score) for left, right, score in quotes(other)}
    assert named(there.left_coverage) == named(back.right_coverage)
    assert named(there.right_coverage) == named(back.left_coverage)


def quotes(pair):
    return {
        ((e.left.text, e.left.marks), (e.right.text, e.right.marks), e.score) for e in pair.evidence
    }


def named(coverage):
    return {unit[1:]: share for unit, share in coverage.items()}


def by_id(overlap):
    """What does not hang on the order in which units are shown."""
    pairs = {
        (p.left, p.right): replace(p, evidence=tuple(sorted(p.evidence, key=repr)))
        for p in overlap.pairs
    }
    return (
        pairs,
        overlap.left_coverage,
        overlap.right_coverage,
        overlap.generic_units,
        set(overlap.not_compared),
    )


@few
@given(random=st.randoms(use_true_random=False), leerweg=st.sampled_from([None, *Leerweg][:4]))
def test_the_order_of_the_items_makes_no_difference(analyser, random, leerweg):
    vmbo, mbo = tuin(), hovenier()
    moved = [
        in_order(side, random.sample(range(len(side.items)), len(side.items)))
        for side in (vmbo, mbo)
    ]
    selection = Selection(leerweg)
    straight = compare(vmbo, [mbo], selection, analyser)
    assert straight.pairs
    assert by_id(compare(moved[0], moved[1:], selection, analyser)) == by_id(straight)


def test_the_order_of_the_dossiers_makes_no_difference(analyser):
    one, other = hovenier(), dossier(item("E", Kind.DOSSIER, "Imker"), path="e.xml")
    there = compare(tuin(), [one, other], analyser=analyser)
    back = compare(tuin(), [other, one], analyser=analyser)
    assert by_id(there) == by_id(back)


def test_a_dossier_more_changes_no_score_of_another(analyser):
    alone = compare(tuin(), [hovenier()], analyser=analyser)
    items = (
        item("E", Kind.DOSSIER, "Imker"),
        item("E-K1", Kind.KERNTAAK, "Houdt bijen", "E"),
        item("E-W1", Kind.WERKPROCES, "Slingert honing", "E-K1"),
    )
    both = compare(tuin(), [hovenier(), dossier(*items, path="e.xml")], analyser=analyser)
    mine = {pair for pair in by_id(both)[0] if pair[1] != "E-W1"}
    assert mine == set(by_id(alone)[0])
    assert all(by_id(both)[0][pair] == by_id(alone)[0][pair] for pair in mine)


def test_the_same_comparison_gives_the_same_bytes(analyser):
    one, other = (
        overlap_json(compare(tuin(), [hovenier()], analyser=known), tool_version="0")
        for known in (analyser, None)
    )
    assert one == other


@few
@given(left=units, right=units)
def test_what_is_reported_can_be_true(analyser, left, right):
    threshold = load_weights().threshold
    for pair in found(left, right, analyser).pairs:
        assert pair.probability + 5e-5 >= REPORTED_FROM
        assert 0 <= pair.score <= 1
        assert all(0 <= value <= 1 for value in pair.channels.values())
        assert not (pair.overlap and pair.generic)
        assert pair.overlap == (
            not pair.generic and pair.strength in {Strength.STERK, Strength.GEDEELTELIJK}
        )
        assert (pair.relation is not None) == pair.overlap == bool(pair.relation_reason)
        if abs(pair.probability - threshold) > 1e-4:
            assert (pair.strength is Strength.ZWAK) == (pair.probability < threshold)


def test_pairs_stand_in_the_order_of_both_sides(analyser):
    overlap = compare(tuin(), [hovenier()], analyser=analyser)
    places = [
        (overlap.left_units.index(p.left), overlap.right_units.index(p.right))
        for p in overlap.pairs
    ]
    assert places == sorted(places)
    assert len(set(places)) == len(places) > 2


@pytest.mark.parametrize("leerweg", [None, Leerweg.BB, Leerweg.KB])
@pytest.mark.parametrize("crebos", [(), ("90002",)])
def test_every_item_is_compared_or_said_not_to_be(analyser, leerweg, crebos):
    selection = Selection(leerweg, kwalificaties=crebos)
    overlap = compare(tuin(), [hovenier()], selection, analyser)
    assert set(overlap.left_coverage) == set(overlap.left_units)
    assert set(overlap.right_coverage) == set(overlap.right_units)
    units = {*overlap.left_units, *overlap.right_units}
    listed = {entry.id for entry in overlap.not_compared}
    assert len(listed) == len(overlap.not_compared)
    assert units.isdisjoint(listed)
    for side in (overlap.left, *overlap.right):
        for leaf in side.of_kind(Kind.EINDTERM, Kind.WERKPROCES, Kind.VAKKENNIS, Kind.DEELTAAK):
            above = {leaf.id, *(a.id for a in side.ancestors(leaf))}
            assert bool(above & units) or bool(above & listed), leaf.id


def test_the_settings_say_what_was_chosen(analyser):
    selection = Selection(Leerweg.KB, ("TU",), ("90002",))
    settings_of = compare(tuin(), [hovenier()], selection, analyser).settings
    assert settings_of["leerweg"] == "kb"
    assert settings_of["unit"] == ("TU",)
    assert settings_of["kwalificatie"] == ("90002",)
    assert settings_of["threshold"] == load_weights().threshold
    assert settings_of["weights"] == load_weights().version


def test_same_words_other_work_is_weaker_than_same_work(analyser):
    vmbo = one_deeltaak("Haar wassen", "De kandidaat kan het haar van een klant wassen")
    mbo = one_kerntaak(
        ("Wast de bedrijfswagen", "De monteur wast de bedrijfswagen met shampoo."),
        ("Wast haar", "De kapper wast het haar van de klant."),
    )
    scores = {p.right: p.score for p in compare(vmbo, [mbo], analyser=analyser).pairs}
    assert scores["P1-K1-W2"] > scores.get("P1-K1-W1", 0.0)


def test_sides_that_are_mixed_up_are_refused(analyser):
    with pytest.raises(InputError, match="mbo-bron; hier hoort een vmbo-bron") as caught:
        compare(hovenier(), [tuin()], analyser=analyser)
    assert caught.value.where == "dossier.xml"
    with pytest.raises(InputError, match="vmbo-bron; hier hoort een mbo-bron"):
        compare(tuin(), [hovenier(), tuin()], analyser=analyser)


def test_the_same_dossier_twice_is_refused(analyser):
    copy = dossier(*hovenier().items, path="kopie.xml")
    with pytest.raises(InputError, match=r"Hovenier staat ook in dossier\.xml") as caught:
        compare(tuin(), [hovenier(), copy], analyser=analyser)
    assert caught.value.where == "kopie.xml"


def test_a_dossier_without_werkprocessen_is_refused(analyser):
    with pytest.raises(InputError, match="geen werkprocessen of keuzedelen") as caught:
        compare(tuin(), [dossier(item("D", Kind.DOSSIER, "Leeg"))], analyser=analyser)
    assert caught.value.advice
