"""What several people said is carried to another release person by person, as files are merged."""

import json

import pytest
from releases import BASIS, eindterm, programme

from align.exchange.decisions_json import decisions_json
from align.model import Basis, Conflict, Decision, Decisions, Leerweg, Verdict
from align.model.agreement import agreed, entries_of
from align.overlap.decided import unit_sha256
from align.revisions import carry_over, compare_releases

BB, KB = Leerweg.BB, Leerweg.KB
MBO = Basis("mbo-1", "B1-K1-W1", "Richt ruimten in", "2025")
GAZON = "De kandidaat kan een gazon maaien"
WHOLE = eindterm("beide", "P/TU/01/01-04", GAZON, (BB, KB))
PARTS = (
    eindterm("bb", "P/TU/01/01-04", GAZON, (BB,)),
    eindterm("kb", "P/TU/01/01-05", GAZON, (KB,)),
)
GONE = eindterm("weg", "P/TU/01/01-09", "De kandidaat kan honing slingeren uit raten")
OLD = programme(*BASIS, WHOLE, GONE)


def said(unit, by, release=OLD, **more):
    item = release.by_id[unit]
    digest = unit_sha256(release, item)
    left = Basis(unit, item.code, item.title, release.source.version, digest)
    return Decision(left, MBO, Verdict.AKKOORD, by=by, **more)


def written(*entries, analyser, old=OLD, new=None):
    """What stands in the file after these entries were read, settled and carried over."""
    settled, conflicts = agreed(entries)
    new = new or programme(*BASIS, *PARTS, version="2")
    carried = carry_over(compare_releases(old, new, analyser), Decisions(settled, conflicts))
    return json.loads(decisions_json(carried))


@pytest.mark.parametrize("people", [("A",), ("A", "B"), ("A", "B", "C")])
def test_hours_of_a_split_item_are_nobodys_twice(people, analyser):
    file = written(*(said("beide", by, klokuren=20.0) for by in people), analyser=analyser)
    told = [(d["left"]["id"], d["by"], d["klokuren"]) for d in file["decisions"]]
    assert told == [
        *(("bb", by, 20) for by in people),
        *(("kb", by, None) for by in people),
    ]
    assert all(d["trail"][0].startswith("overgezet van 1 naar 2: ") for d in file["decisions"])
    assert file["conflicts"] == []


def test_what_lapsed_says_so_to_everyone_who_agreed_on_it(analyser):
    file = written(said("weg", "A"), said("weg", "B"), analyser=analyser)
    assert [d["trail"] for d in file["decisions"]] == [
        ["vervallen van 1 naar 2: P/TU/01/01-09 is vervallen"]
    ] * 2


def test_people_who_differ_on_hours_of_a_split_item_differ_on_its_first_part_alone(analyser):
    both = said("beide", "A", klokuren=20.0), said("beide", "B", klokuren=12.0)
    file = written(*both, analyser=analyser)
    (conflict,) = file["conflicts"]
    assert conflict["differs"] == ["klokuren"]
    assert [(d["left"]["id"], d["klokuren"]) for d in conflict["decisions"]] == [
        ("bb", 20),
        ("bb", 12),
    ]
    assert [(d["left"]["id"], d["by"]) for d in file["decisions"]] == [("kb", "A"), ("kb", "B")]


def test_nothing_said_contradicts_nothing_where_decisions_fall_together(analyser):
    old, new = programme(*BASIS, *PARTS), programme(*BASIS, WHOLE, version="2")
    both = said("bb", "A", old, klokuren=20.0), said("kb", "B", old)
    file = written(*both, analyser=analyser, old=old, new=new)
    assert file["conflicts"] == []
    assert [(d["left"]["id"], d["by"], d["klokuren"]) for d in file["decisions"]] == [
        ("beide", "A", 20),
        ("beide", "B", None),
    ]


def test_what_was_carried_reads_back_as_it_was(analyser):
    both = said("beide", "A", klokuren=3.0), said("beide", "B", klokuren=4.0)
    told = Decisions((said("weg", "A"),), (Conflict(both, ("klokuren",)),))
    revision = compare_releases(OLD, programme(*BASIS, *PARTS, version="2"), analyser)
    carried = carry_over(revision, told)
    assert agreed(entries_of(carried)) == (carried.settled, carried.conflicts)
