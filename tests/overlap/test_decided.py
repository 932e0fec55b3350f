"""What people decided beside a comparison: coverage, hours, and whether a decision still stands."""

from dataclasses import replace

import pytest
from small_curricula import eindterm, hovenier, item, programme, section, tuin

from align.model import (
    Basis,
    Decision,
    Decisions,
    Kind,
    Overlap,
    Pair,
    Relation,
    Strength,
    Verdict,
)
from align.overlap.decided import (
    Standing,
    basis_of,
    decided_coverage,
    holding,
    stands,
    unit_sha256,
    unit_text,
    view_of,
)

GRAS, PLANT, MOWS, PLANTS = "P/TU/01/01", "P/TU/01/02", "B1-K1-W1", "P1-K1-W1"


def pair(left, right, *, overlap=True):
    return Pair(
        *(left, right, 0.51, 0.62, overlap, Strength.STERK),
        relation=Relation.HERHALING if overlap else None,
        relation_reason="",
        generic=False,
        left_covered=0.5,
        right_covered=0.5,
        channels={},
        shared=(),
        evidence=(),
    )


def compared(generic=(), encoder="none"):
    """Two deeltaken of four sentences against two werkprocessen of two."""
    pairs = (
        pair(GRAS, MOWS),
        pair(GRAS, PLANTS, overlap=False),
        pair(PLANT, PLANTS),
    )
    sentences = {
        (GRAS, MOWS): (frozenset({0, 1}), frozenset({0})),
        (GRAS, PLANTS): (frozenset({1, 2}), frozenset({1})),
        (PLANT, PLANTS): (frozenset({3}), frozenset({0})),
    }
    return Overlap(
        left=tuin(),
        right=(hovenier(),),
        left_units=(GRAS, PLANT),
        right_units=(MOWS, PLANTS),
        generic_units=frozenset(generic),
        pairs=pairs,
        left_coverage={},
        right_coverage={},
        settings={"encoder": encoder, "weights": "w/1"},
        covering=sentences,
        counted={GRAS: 4, PLANT: 4, MOWS: 2, PLANTS: 2},
    )


def decided(left, right, verdict=Verdict.AKKOORD, **more):
    overlap = compared()
    return Decision(basis_of(overlap, left), basis_of(overlap, right), verdict, **more)


@pytest.mark.parametrize(
    ("decisions", "left", "right"),
    [
        ([], (0.5, 0.25), (0.5, 0.5)),
        ([decided(GRAS, MOWS, Verdict.BESPREKEN)], (0.5, 0.25), (0.5, 0.5)),
        ([decided(GRAS, MOWS, Verdict.AFGEWEZEN)], (0.0, 0.25), (0.0, 0.5)),
        ([decided(GRAS, PLANTS)], (0.75, 0.25), (0.5, 1.0)),
        ([decided(GRAS, PLANTS, Verdict.BESPREKEN)], (0.5, 0.25), (0.5, 0.5)),
        ([decided(PLANT, MOWS)], (0.5, 0.25), (0.5, 0.5)),
    ],
)
def test_what_people_say_counts_for_what_comes_back(decisions, left, right):
    found = decided_coverage(compared(), Decisions(settled=tuple(decisions)))
    assert found.left == dict(zip((GRAS, PLANT), left, strict=True))
    assert found.right == dict(zip((MOWS, PLANTS), right, strict=True))


def test_only_a_decision_that_holds_counts():
    """A rejection on another text says nothing until somebody looked at it again."""
    rejected = decided(GRAS, MOWS, Verdict.AFGEWEZEN)
    before = replace(rejected, right=replace(rejected.right, text_sha256="b" * 64))
    assert holding(compared(), Decisions(settled=(rejected,))) == {(GRAS, MOWS): rejected}
    assert holding(compared(), Decisions(settled=(before,))) == {}
    found = decided_coverage(compared(), Decisions(settled=(before,)))
    assert found == decided_coverage(compared(), Decisions())


def test_what_is_generic_counts_when_people_say_so():
    overlap = compared(generic=[MOWS])
    assert decided_coverage(overlap, Decisions()).left == {GRAS: 0.0, PLANT: 0.25}
    agreed = Decisions(settled=(decided(GRAS, MOWS),))
    assert decided_coverage(overlap, agreed).left == {GRAS: 0.5, PLANT: 0.25}


def test_a_decision_stands_as_long_as_both_texts_do():
    overlap = compared()

    def told(left=(), right=()):
        decision = decided(GRAS, MOWS)
        decision = replace(
            decision,
            left=replace(decision.left, **dict(left)),
            right=replace(decision.right, **dict(right)),
        )
        found = stands(overlap, decision)
        return found.standing, found.reason

    assert told() == (Standing.GELDT, "de teksten zijn dezelfde als toen")
    assert told({"text_sha256": ""}) == (
        *(Standing.GELDT, "niet te zien of de teksten nog dezelfde zijn"),
    )
    assert told({"text_sha256": "x"}) == (
        Standing.OPNIEUW,
        "sinds het besluit veranderde de tekst van P/TU/01/01 Een gazon maaien",
    )
    assert told({"text_sha256": "x"}, {"text_sha256": "x"}) == (
        Standing.OPNIEUW,
        (
            "sinds het besluit veranderde de tekst van P/TU/01/01 Een gazon maaien en van "
            "B1-K1-W1 Maait gras"
        ),
    )
    assert told({"id": "weg"}, {"id": "ook", "code": "", "title": ""}) == (
        *(Standing.ELDERS, "niet vergeleken: P/TU/01/01 Een gazon maaien en ook"),
    )


def test_one_side_of_a_pair_as_it_stands():
    overlap = compared()
    assert basis_of(overlap, MOWS) == Basis(
        id=MOWS,
        code=MOWS,
        title="Maait gras",
        version="geldig vanaf 01-08-2031",
        text_sha256=unit_sha256(hovenier(), hovenier().by_id[MOWS]),
    )
    assert basis_of(overlap, GRAS).version == "2031.1"
    with pytest.raises(KeyError):
        basis_of(overlap, "nergens")


@pytest.mark.parametrize(("encoder", "engine"), [("none", "w/1"), ("eigen", "w/1, eigen")])
def test_what_the_tool_thinks_of_a_pair(encoder, engine):
    without = view_of(replace(compared(), settings={}), pair(GRAS, MOWS))
    assert without.engine == ""
    seen = view_of(compared(encoder=encoder), pair(GRAS, MOWS))
    assert (seen.score, seen.probability, seen.overlap) == (0.51, 0.62, True)
    assert (seen.relation, seen.engine) == (Relation.HERHALING, engine)


def test_a_unit_says_its_texts_in_any_order_and_nothing_of_its_place():
    def small(*items):
        return programme(item("D", Kind.DEELTAAK, "Gras  maaien"), *items)

    one, two = eindterm("D-1", "Kan maaien"), eindterm("D-2", "Kan harken")
    detail = replace(one, sections=(section("omschrijving", "Met een\nmachine"),))
    curriculum = small(detail, two)
    unit = curriculum.by_id["D"]
    assert unit_text(curriculum, unit) == (
        "Gras maaien\nKan harken\nKan maaien\nomschrijving: Met een machine"
    )
    turned = small(two, detail)
    assert unit_sha256(curriculum, unit) == unit_sha256(turned, turned.by_id["D"])
    assert unit_sha256(curriculum, unit) != unit_sha256(small(detail), unit)
