"""The real releases: laws on every step, links without ids, rated successors and rated changes."""

import csv
import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from align.model import ChangeKind, Kind, LinkVerdict
from align.revisions import compare_releases, restrict
from align.revisions.kinds import is_editorial
from align.revisions.relate import relate
from align.sources import load, load_each
from align.sources.together import as_one

pytestmark = pytest.mark.real

RELEASES = ("2020.1", "2021.1", "2022.1", "2024.2", "2025.3")
STEPS = tuple(pairwise(RELEASES))
RATED = Path(__file__).resolve().parents[2] / "benchmarks"
LINKED = (Kind.MODULE, Kind.KEUZEVAK, Kind.DEELTAAK, Kind.EINDTERM)
MIRROR = {
    ChangeKind.NIEUW: ChangeKind.VERVALLEN,
    ChangeKind.VERVALLEN: ChangeKind.NIEUW,
    ChangeKind.GESPLITST: ChangeKind.SAMENGEVOEGD,
    ChangeKind.SAMENGEVOEGD: ChangeKind.GESPLITST,
}


@pytest.fixture(scope="module")
def releases(real_data):
    return {tag: load(real_data / "slo-bg" / tag) for tag in RELEASES}


@pytest.fixture(scope="module")
def revisions(releases, analyser):
    return {pair: compare_releases(*(releases[t] for t in pair), analyser) for pair in STEPS}


@pytest.fixture(scope="module")
def links_without_ids(releases):
    """Links of each step under random ids, successors removed, in another order; by real id."""
    found = {}
    for pair in STEPS:
        (before, was), (after, now) = (without_ids(releases[t], t) for t in pair)
        related = relate(before, after).pairings
        found[pair] = {(was[a], now[b]) for r in related for a in r.old for b in r.new}
    return found


def without_ids(release, seed):
    rng = random.Random(seed)
    names = {item.id: f"{rng.getrandbits(64):016x}" for item in release.items}
    items = [
        replace(i, id=names[i.id], parent=names.get(i.parent, i.parent)) for i in release.items
    ]
    rng.shuffle(items)
    back = {name: identifier for identifier, name in names.items()}
    return replace(release, items=tuple(items), retired=()), back


def rated(name):
    with (RATED / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["first"] == row["second"]]


def kinds_and_ids(revision):
    return {(c.kind, frozenset(c.old), frozenset(c.new)) for c in revision.changes}


def words_in_common(one, other):
    a, b = set(one.lower().split()), set(other.lower().split())
    return len(a & b) / len(a | b)


def stayed(old, new, differs=lambda _a, _b: True):
    """Ids that stayed on text at least 40% alike, of items that differ in this respect."""
    return {
        item.id
        for item in new.of_kind(*LINKED)
        if (was := old.by_id.get(item.id))
        and words_in_common(was.title, item.title) >= 0.4
        and differs(was, item)
    }


def f1(links, true):
    named = [pair for pair in links if pair[0] in true or pair[1] in true]
    right = sum(a == b for a, b in named)
    return 2 * right / (len(named) + len(true)) if true else 1.0


@pytest.mark.parametrize("pair", STEPS)
def test_every_item_stands_in_exactly_one_change(revisions, pair):
    revision = revisions[pair]
    old = sorted(one for change in revision.changes for one in change.old)
    new = sorted(one for change in revision.changes for one in change.new)
    assert old == sorted(revision.old.by_id)
    assert new == sorted(revision.new.by_id)


@pytest.mark.parametrize("tag", RELEASES)
def test_a_release_against_itself_is_all_gelijk(releases, analyser, tag):
    changes = compare_releases(releases[tag], releases[tag], analyser).changes
    assert all(c.kind is ChangeKind.GELIJK and c.old == c.new for c in changes)


@pytest.mark.parametrize("pair", STEPS)
def test_backwards_mirrors(releases, revisions, analyser, pair):
    backward = compare_releases(releases[pair[1]], releases[pair[0]], analyser)
    mirrored = {(MIRROR.get(kind, kind), o, n) for kind, n, o in kinds_and_ids(backward)}
    assert mirrored == kinds_and_ids(revisions[pair])


@pytest.mark.parametrize("pair", STEPS)
def test_links_without_ids_reach_the_floors(releases, links_without_ids, pair):
    old, new = (releases[tag] for tag in pair)
    links = links_without_ids[pair]
    assert f1(links, stayed(old, new)) >= 0.998
    assert f1(links, stayed(old, new, lambda a, b: a.title != b.title)) >= 0.94
    assert f1(links, stayed(old, new, lambda a, b: a.code != b.code)) >= 0.97


@pytest.mark.parametrize("pair", STEPS)
def test_other_random_ids_and_another_order_give_the_same_links(releases, links_without_ids, pair):
    (before, was), (after, now) = (without_ids(releases[t], f"again {t}") for t in pair)
    related = relate(before, after).pairings
    again = {(was[a], now[b]) for r in related for a in r.old for b in r.new}
    assert again == links_without_ids[pair]


def test_rated_successors(revisions):
    right = wrong = missed = 0
    for row in rated("revisions_successors.csv"):
        audit = revisions[row["old_release"], row["new_release"]].link_audit
        (entry,) = [one for one in audit if one.old == row["old"]]
        carried = row["new"] in entry.content
        assert carried == (entry.verdict is LinkVerdict.EENS)
        right += carried and row["first"] == "inhoud"
        wrong += carried and row["first"] == "plek"
        missed += not carried and row["first"] == "inhoud"
    assert wrong == 0
    assert right / (right + missed) >= 0.92


def test_rated_changes(releases):
    rows = rated("revisions_editorial.csv")
    agreed = sum(
        is_editorial(
            releases[row["old_release"]].by_id[row["old"]].title,
            releases[row["new_release"]].by_id[row["new"]].title,
        )
        == (row["first"] == "redactioneel")
        for row in rows
    )
    assert agreed / len(rows) >= 0.9


def test_a_dossier_of_2015_against_the_exam_plan_of_2025(real_data, analyser):
    dossier = load(real_data / "sbb-xml" / "2755 Dienstverlening.xml")
    plan = load(real_data / "oer-pdf" / "25960_BOL_2025__Examenplan_-_25960.pdf")
    revision = compare_releases(restrict(dossier, ["25498"]), plan, analyser)
    carried = {
        revision.old.by_id[old].kind
        for change in revision.changes
        if change.new
        for old in change.old
    }
    assert {Kind.KERNTAAK, Kind.WERKPROCES} <= carried
    assert {c.kind for c in revision.changes} >= {ChangeKind.VERVALLEN, ChangeKind.GEWIJZIGD}


def test_three_dossiers_against_the_exam_plan_that_replaced_them(real_data, analyser):
    dossiers, faults = load_each([real_data / "sbb-xml"])
    plan = load(real_data / "oer-pdf" / "25960_BOL_2025__Examenplan_-_25960.pdf")
    assert not faults
    revision = compare_releases(as_one(dossiers, "sbb-xml"), plan, analyser)
    helpende = {item.id for item in restrict(revision.old, ["25498"]).items}
    assert all(helpende.issuperset(c.old) for c in revision.changes if c.new)
    became = {
        revision.new.by_id[new].code: [revision.old.by_id[old].code for old in change.old]
        for change in revision.changes
        for new in change.new
        if revision.new.by_id[new].kind is Kind.WERKPROCES
    }
    # Codes were given anew: what stands under a code now is not what stood there.
    assert became["B1-K1-W4"] == []
    assert became["B1-K1-W5"] == ["B1-K1-W9"]
    assert became["P2-K1-W3"] == ["P2-K1-W2"]
    assert became["P2-K1-W4"] == ["P2-K1-W3"]
