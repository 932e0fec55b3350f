"""Herhaling, verdieping or voorbereiding, each with its reason."""

import pytest
from small_units import unit

from align.model import Relation, Side
from align.overlap.relation import estimate_relation
from align.similarity.analysed import analyse_units
from align.similarity.unit import Passage, Unit

DOING = ("Gras maaien", "De kandidaat kan een gazon maaien")
KNOWING = ("Grassen", "De kandidaat kan grassoorten benoemen", "De kandidaat kan gras herkennen")


def estimate(
    analyser, vmbo, niveaus=(), context=("Onderhoudt groen", "Hovenier"), title="Maait gras"
):
    mbo = Unit(
        "w",
        Side.MBO,
        title,
        (Passage("w", "titel", title), Passage("w", "omschrijving", "Maait het gazon.")),
        context=context,
        niveaus=niveaus,
    )
    (left,) = analyse_units([unit("d", *vmbo)], analyser)
    (right,) = analyse_units([mbo], analyser)
    return estimate_relation(left, right)


def test_the_same_work_at_niveau_2_repeats(analyser):
    found = estimate(analyser, DOING, niveaus=(2,))
    assert found.relation is Relation.HERHALING
    assert "mbo-niveau 2" in found.reason


@pytest.mark.parametrize("niveau", [3, 4])
def test_the_same_work_at_a_higher_niveau_deepens(analyser, niveau):
    found = estimate(analyser, DOING, niveaus=(niveau,))
    assert found.relation is Relation.VERDIEPING
    assert f"mbo-niveau {niveau}" in found.reason


def test_a_basis_for_several_niveaus_is_judged_by_the_lowest(analyser):
    assert estimate(analyser, DOING, niveaus=(2, 4)).relation is Relation.HERHALING
    found = estimate(analyser, DOING, niveaus=(3, 4))
    assert found.relation is Relation.VERDIEPING
    assert "3 en 4" in found.reason


@pytest.mark.parametrize("niveaus", [(), (2,), (4,)])
def test_knowing_before_doing_prepares_at_any_niveau(analyser, niveaus):
    found = estimate(analyser, KNOWING, niveaus=niveaus)
    assert found.relation is Relation.VOORBEREIDING
    assert "benoemen, herkennen" in found.reason


def test_the_whole_unit_is_asked_what_it_asks(analyser):
    """One eindterm to know of beside three to do prepares for nothing."""
    mostly_doing = (*DOING, "De kandidaat kan de kanten steken", KNOWING[1])
    assert estimate(analyser, mostly_doing, niveaus=(2,)).relation is Relation.HERHALING
    mostly_knowing = (KNOWING[0], DOING[1], *KNOWING[1:])
    assert estimate(analyser, mostly_knowing, niveaus=(2,)).relation is Relation.VOORBEREIDING


def test_a_keuzedeel_builds_on_a_kwalificatie(analyser):
    found = estimate(analyser, DOING, context=())
    assert found.relation is Relation.VERDIEPING
    assert "keuzedeel" in found.reason


def test_without_a_niveau_the_name_of_the_kwalificatie_tells(analyser):
    found = estimate(analyser, DOING, context=("Onderhoudt groen", "Allround hovenier"))
    assert found.relation is Relation.VERDIEPING
    assert '"allround"' in found.reason


def test_without_any_sign_of_a_level_it_repeats_and_says_so(analyser):
    found = estimate(analyser, DOING)
    assert found.relation is Relation.HERHALING
    assert "noemt geen verschil in niveau" in found.reason


@pytest.mark.parametrize(
    ("title", "relation"),
    [
        ("Basis gazononderhoud", Relation.HERHALING),
        ("Oriëntatie op sportvelden", Relation.HERHALING),
        ("Gazononderhoud, geschikt voor niveau 1 en 2", Relation.HERHALING),
        ("Verdieping basis gazononderhoud", Relation.VERDIEPING),
        ("Gazons en borders voor de assistent", Relation.HERHALING),
        ("Gazononderhoud gevorderd", Relation.VERDIEPING),
        ("Sportvelden", Relation.VERDIEPING),
    ],
)
def test_the_name_of_a_keuzedeel_tells_where_it_begins(analyser, title, relation):
    assert estimate(analyser, DOING, context=(), title=title).relation is relation


def test_a_keuzedeel_is_prepared_for_only_by_much_knowing(analyser):
    some = ("Grassen noemen", "De kandidaat kan gras herkennen", "De kandidaat kan gras maaien")
    assert estimate(analyser, some).relation is Relation.VOORBEREIDING
    assert estimate(analyser, some, context=()).relation is Relation.VERDIEPING
    assert estimate(analyser, KNOWING, context=()).relation is Relation.VOORBEREIDING


def test_directing_the_work_deepens_doing_it(analyser):
    found = estimate(analyser, DOING, title="Coördineert het maaien")
    assert found.relation is Relation.VERDIEPING
    assert "coördineren" in found.reason
