"""Merging: nobody's word is lost, nobody wins by being last, and order does not matter."""

from hypothesis import given, settings
from small_decisions import AFGEWEZEN, AKKOORD, BESPREKEN, any_decisions, decision, decisions

from align.exchange.decisions_merge import merge
from align.model import Relation, Teacher
from align.model.agreement import entries_of


@settings(max_examples=60)
@given(any_decisions(), any_decisions())
def test_the_order_of_files_does_not_matter(one, other):
    assert merge([one, other]) == merge([other, one])


@settings(max_examples=60)
@given(any_decisions(3), any_decisions(3), any_decisions(3))
def test_in_which_steps_files_are_merged_does_not_matter(one, two, three):
    at_once = merge([one, two, three])
    assert merge([merge([one, two]), three]) == at_once
    assert merge([one, merge([two, three])]) == at_once


@settings(max_examples=60)
@given(any_decisions())
def test_merging_again_changes_nothing(one):
    assert merge([one]) == one
    assert merge([one, one]) == one
    assert merge([one, decisions()]) == one


@settings(max_examples=60)
@given(any_decisions(), any_decisions())
def test_every_pair_is_settled_or_contested_and_no_word_is_lost(one, other):
    merged = merge([one, other])
    before = [*entries_of(one), *entries_of(other)]
    after = list(entries_of(merged))
    settled = [entry.pair for entry in merged.settled]
    contested = [conflict.decisions[0].pair for conflict in merged.conflicts]
    assert sorted([*settled, *contested]) == sorted({entry.pair for entry in before})
    for entry in before:
        standing = [kept for kept in after if kept.pair == entry.pair]
        said = {kept.remark for kept in standing}
        trail = " ".join(line for kept in standing for line in kept.trail)
        assert entry.remark in said or " ".join(entry.remark.split()) in trail


def test_the_same_said_by_two_is_one_decision_of_both():
    merged = decisions(decision(by="A", on="2031-01-05"), decision(by="B", on="2031-01-06"))
    (found,) = merged.settled
    assert (found.by, found.on, len(found.voices)) == ("A, B", "2031-01-06", 2)
    assert merged.conflicts == ()


def test_the_last_of_two_moments_counts_whatever_their_zones():
    early, late = "2031-01-06T00:30:00+02:00", "2031-01-05T23:00:00+00:00"
    merged = decisions(decision(by="A", on=early), decision(by="B", on=late))
    assert merged.settled[0].on == late


def test_what_one_left_open_the_other_may_fill_in():
    merged = decisions(
        decision(by="A", teaches=Teacher.VMBO, remark="goed"),
        decision(by="B", klokuren=8.0, relation=Relation.VERDIEPING, remark="eens"),
    )
    (found,) = merged.settled
    assert (found.teaches, found.klokuren, found.relation) == (
        Teacher.VMBO,
        8.0,
        Relation.VERDIEPING,
    )
    assert found.remark == "A: goed\nB: eens"


def test_the_same_person_later_replaces_and_the_trail_tells_what():
    merged = decisions(
        decision(by="Docent A", on="2031-01-05", teaches=Teacher.MBO, klokuren=2.5, remark="ja"),
        decision(by="docent  a", on="2031-01-07", verdict=AFGEWEZEN),
    )
    (found,) = merged.settled
    assert found.verdict is AFGEWEZEN
    assert found.trail == (
        (
            "vervangt het besluit van 2031-01-05 door Docent A: akkoord, mbo geeft het, "
            "2,5 klokuren, “ja”"
        ),
    )


def test_two_people_who_differ_are_a_conflict_whoever_was_last():
    merged = decisions(
        decision(by="A", on="2031-01-05", teaches=Teacher.MBO, klokuren=3.0),
        decision(by="B", on="2031-02-05", verdict=AFGEWEZEN, teaches=Teacher.VMBO, klokuren=4.0),
    )
    assert merged.settled == ()
    (conflict,) = merged.conflicts
    assert [entry.by for entry in conflict.decisions] == ["A", "B"]
    assert conflict.differs == ("besluit", "wie het geeft", "klokuren")


def test_a_conflict_is_settled_by_one_more_word():
    differ = decisions(
        decision(by="A", on="2031-01-05"), decision(by="B", on="2031-01-05", verdict=BESPREKEN)
    )
    settled = merge([differ, decisions(decision(by="B", on="2031-01-09"))])
    assert settled.conflicts == ()
    assert settled.settled[0].verdict is AKKOORD


def test_within_one_day_and_without_a_day_or_name_nobody_is_later():
    morning, day = "2031-01-05T08:00:00+01:00", "2031-01-05"
    for one, other in (
        (decision(by="A", on=day), decision(by="A", on=morning, verdict=AFGEWEZEN)),
        (decision(by="A"), decision(by="A", on=day, verdict=AFGEWEZEN)),
        (decision(on=day), decision(on="2031-03-01", verdict=AFGEWEZEN)),
        (decision(by="A", on="lang geleden"), decision(by="A", on=day, verdict=AFGEWEZEN)),
    ):
        assert len(decisions(one, other).conflicts) == 1


def test_which_moment_is_later_does_not_hang_on_how_its_clock_was_set():
    merged = decisions(
        decision(by="A", on="2031-01-05T10:30:00+01:00"),  # half past nine in UTC
        decision(by="A", on="2031-01-05T10:00:00Z", verdict=AFGEWEZEN),
    )
    assert [found.verdict for found in merged.settled] == [AFGEWEZEN]
    assert merged.conflicts == ()
