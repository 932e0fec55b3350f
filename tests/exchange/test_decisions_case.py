"""Decisions and pairs as CASE associations: which kind each is, and who said so."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from small_curricula import hovenier, tuin
from small_decisions import AFGEWEZEN, HOSTILE, any_decisions, decision, decisions

from align.exchange.case import case_package
from align.exchange.overlap_case import decisions_case, overlap_case
from align.model import Decision, Relation, Verdict
from align.overlap import compare
from align.overlap.decided import basis_of

DAY = date(2031, 2, 3)


@pytest.fixture(scope="module")
def overlap(analyser):
    return compare(tuin(), [hovenier()], analyser=analyser)


def associations(text):
    return json.loads(text)["CFAssociations"]


def kept(association):
    (fields,) = association["extensions"].values()
    return fields


def test_what_repeats_is_related_and_what_deepens_comes_later(overlap):
    found = associations(overlap_case(overlap, decisions(), made_on=DAY))
    assert len(found) == sum(pair.overlap for pair in overlap.pairs)
    for association in found:
        repeats = kept(association)["relation"] in {None, "herhaling"}
        assert association["associationType"] == ("isRelatedTo" if repeats else "precedes")
    assert overlap_case(overlap, decisions(), made_on=DAY) == overlap_case(
        overlap, decisions(), made_on=DAY
    )


def test_what_people_said_stands_beside_what_the_tool_thinks(overlap):
    pair = next(pair for pair in overlap.pairs if pair.overlap)
    sides = basis_of(overlap, pair.left), basis_of(overlap, pair.right)
    entry = Decision(*sides, Verdict.AFGEWEZEN, by="Docent A", on="2031-01-05", remark="te licht")
    found = associations(overlap_case(overlap, decisions(entry), made_on=DAY))
    (rejected,) = [one for one in found if one["associationType"] == "ext:afgewezen"]
    assert rejected["notes"] == "afgewezen (Docent A 2031-01-05): te licht"
    assert kept(rejected)["view"]["overlap"] is True
    (said,) = kept(rejected)["decisions"]
    assert (said["verdict"], said["by"]) == ("afgewezen", "Docent A")


@pytest.mark.parametrize(
    ("relation", "kind"),
    [(None, "isRelatedTo"), (Relation.VERDIEPING, "precedes"), (Relation.HERHALING, "isRelatedTo")],
)
def test_the_relation_that_people_gave_counts(relation, kind):
    text = decisions_case(decisions(decision(relation=relation)), made_on=DAY)
    assert [one["associationType"] for one in associations(text)] == [kind]


def test_items_have_the_identifiers_that_convert_gives_them(overlap):
    package = json.loads(case_package(overlap.left, made_on=DAY).text)
    items = {item["identifier"] for item in package["CFItems"]}
    found = associations(overlap_case(overlap, decisions(), made_on=DAY))
    assert {one["originNodeURI"]["identifier"] for one in found} <= items


@settings(max_examples=50)
@given(any_decisions())
def test_every_pair_that_was_decided_is_one_association_with_all_its_voices(found):
    made = associations(decisions_case(found, made_on=DAY))
    assert len(made) == len(found.settled) + len(found.conflicts)
    voices = sum(len(kept(one)["decisions"]) for one in made)
    said = [*found.settled, *(d for conflict in found.conflicts for d in conflict.decisions)]
    assert voices == sum(max(1, len(entry.voices)) for entry in said)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: text[:12])
def test_hostile_text_stays_text(hostile):
    text = decisions_case(
        decisions(decision(verdict=AFGEWEZEN, remark=hostile, by="A")), made_on=DAY
    )
    (said,) = kept(associations(text)[0])["decisions"]
    assert said["remark"] == hostile
