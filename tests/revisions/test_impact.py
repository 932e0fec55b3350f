"""What a revision does to decisions, hours and plans; nothing that a person wrote is lost."""

from dataclasses import replace

from releases import BASIS, eindterm, programme

from align.model import (
    Basis,
    Conflict,
    Decision,
    Decisions,
    Fact,
    Hours,
    HourUnit,
    Leerweg,
    Verdict,
)
from align.overlap.decided import unit_sha256
from align.revisions import Fate, PlannedUnit, carry_over, compare_releases, impact
from align.revisions.cohorts import followed

MBO = Basis("mbo-1", "B1-K1-W1", "Richt ruimten in", "2025")
TWO = (("deel", "P/TU/01/01", "Een bed aanleggen"), ("kas", "P/TU/01/02", "Werken in de kas"))
KAS = (
    eindterm("k1", "P/TU/01/02-01", "De kandidaat kan druiven snoeien", parent="kas"),
    eindterm("k2", "P/TU/01/02-02", "De kandidaat kan ramen krijten", parent="kas"),
)


def decided(curriculum, unit, **more):
    item = curriculum.by_id[unit]
    left = Basis(
        unit, item.code, item.title, curriculum.source.version, unit_sha256(curriculum, item)
    )
    return Decision(
        left, MBO, Verdict.AKKOORD, **{"remark": "samen geven", "by": "een docent"} | more
    )


def fates(old, new, analyser, *decisions):
    found = impact(compare_releases(old, new, analyser), Decisions(settled=decisions))
    return [(one.fate, one.reason) for one in found.pairs]


def test_a_decision_on_the_same_text_keeps(analyser):
    old, new = programme(*BASIS), programme(*BASIS, version="2")
    assert fates(old, new, analyser, decided(old, "deel")) == [(Fate.BLIJFT, "zelfde tekst")]


def test_what_changed_beside_the_text_is_told_of_a_decision_that_keeps(analyser):
    def release(weging, version):
        made = programme(*BASIS, version=version)
        told = (Fact("weging", weging, BASIS[0].place),)
        items = tuple(replace(i, facts=told) if i.id == "deel" else i for i in made.items)
        return replace(made, items=items)

    old, new = release("1", "1"), release("2", "2")
    found = impact(compare_releases(old, new, analyser), Decisions((decided(old, "deel"),)))
    (kept,) = found.pairs
    assert (kept.fate, kept.reason) == (Fate.BLIJFT, "zelfde tekst; weging: 1 → 2")
    assert [change.old for change in kept.changes] == [("deel",)]


def test_an_eindterm_below_that_changed_asks_for_another_look(analyser):
    old = programme(*BASIS)
    other = replace(BASIS[1], title="De kandidaat kan gewassen herkennen")
    new = programme(BASIS[0], other, BASIS[2], version="2")
    ((fate, reason),) = fates(old, new, analyser, decided(old, "deel"))
    assert fate is Fate.OPNIEUW
    assert "1 gewijzigd (P/TU/01/01-02)" in reason


def test_what_changed_is_named_in_the_order_of_the_source(analyser):
    old = programme(*BASIS, *KAS, deeltaken=TWO)
    new = programme(*(replace(one, title=f"Iets anders, {one.id}") for one in BASIS), version="2")
    revision = compare_releases(old, new, analyser)
    touched = impact(revision, Decisions(settled=(decided(old, "deel"),))).pairs[0].changes
    codes = [revision.old.by_id[one].code for change in touched for one in change.old]
    assert codes == sorted(codes)
    assert codes


def test_a_code_that_lapsed_and_came_is_named_once(analyser):
    old = programme(*BASIS)
    other = replace(BASIS[1], id="x", title="De kandidaat kan fruitbomen enten", leerwegen=())
    new = programme(BASIS[0], other, BASIS[2], version="2")
    ((fate, reason),) = fates(old, new, analyser, decided(old, "deel"))
    assert fate is Fate.OPNIEUW
    assert reason.count("P/TU/01/01-02") == 1


def test_what_lapsed_keeps_its_remark_and_says_why(analyser):
    old = programme(*BASIS, *KAS, deeltaken=TWO)
    new = programme(*BASIS, version="2")
    revision = compare_releases(old, new, analyser)
    before = decided(old, "kas", klokuren=12.0)
    (after,) = carry_over(revision, Decisions(settled=(before,))).settled
    assert (after.remark, after.by, after.klokuren) == ("samen geven", "een docent", 12.0)
    assert after.trail == ("vervallen van 1 naar 2: P/TU/01/02 is vervallen",)
    (hours,) = impact(revision, Decisions(settled=(before,))).hours
    assert (hours.lost, hours.gained) == (12.0, 0.0)


def test_a_new_code_stands_in_the_trail(analyser):
    old = programme(*BASIS)
    new = programme(*BASIS, version="2", deeltaken=(("deel", "P/TU/01/03", "Een bed aanleggen"),))
    revision = compare_releases(old, new, analyser)
    (after,) = carry_over(revision, Decisions(settled=(decided(old, "deel"),))).settled
    assert after.left.code == "P/TU/01/03"
    assert after.left.version == "2"
    assert after.trail[0].startswith("overgezet van 1 naar 2: code P/TU/01/01 werd P/TU/01/03")


def test_carrying_over_twice_changes_nothing_more(analyser):
    old = programme(*BASIS)
    revision = compare_releases(old, programme(*BASIS, version="2"), analyser)
    once = carry_over(revision, Decisions(settled=(decided(old, "deel"),)))
    assert carry_over(revision, once) == once


def test_decisions_that_fall_together_and_differ_become_a_conflict(analyser):
    bb = eindterm("bb", "P/TU/01/01-04", "De kandidaat kan een gazon maaien", (Leerweg.BB,))
    kb = eindterm("kb", "P/TU/01/01-05", "De kandidaat kan een gazon maaien", (Leerweg.KB,))
    one = replace(kb, code="P/TU/01/01-04", leerwegen=(Leerweg.BB, Leerweg.KB))
    old, new = programme(*BASIS, bb, kb), programme(*BASIS, one, version="2")
    revision = compare_releases(old, new, analyser)
    yes = decided(old, "bb", remark="ja")
    no = replace(decided(old, "kb", remark="nee"), verdict=Verdict.AFGEWEZEN)
    after = carry_over(revision, Decisions(settled=(yes, no)))
    assert after.settled == ()
    (conflict,) = after.conflicts
    assert conflict.differs == ("besluit",)
    assert {d.remark for d in conflict.decisions} == {"ja", "nee"}


def test_conflicts_are_carried_too(analyser):
    old = programme(*BASIS)
    revision = compare_releases(old, programme(*BASIS, version="2"), analyser)
    both = (decided(old, "deel", klokuren=3.0), decided(old, "deel", klokuren=4.0))
    after = carry_over(revision, Decisions(conflicts=(Conflict(both, ("klokuren",)),)))
    assert [d.left.version for d in after.conflicts[0].decisions] == ["2", "2"]


def test_hours_that_the_sources_state(analyser):
    def hours(amount):
        return replace(BASIS[0], hours=Hours(amount, HourUnit.KLOKUREN))

    old = programme(hours(10.0), *BASIS[1:])
    new = programme(hours(14.0), *BASIS[1:], version="2")
    revision = compare_releases(old, new, analyser)
    (found,) = impact(revision, Decisions()).hours
    assert (found.gained, found.lost, found.items) == (4.0, 0.0, ("e1",))


def test_a_plan_is_touched_by_what_changed_below_and_no_date_is_made_up(analyser):
    old = programme(*BASIS)
    new = programme(*BASIS[:2], version="2")
    revision = compare_releases(old, new, analyser)
    planned = (PlannedUnit("P/TU/01/01", cohort="2026-2027"), PlannedUnit("onbekend"))
    found = impact(revision, Decisions(), plan=planned)
    (touch,) = found.plan
    assert (found.planned, touch.unit) == (1, "deel")
    assert [change.old for change in touch.changed] == [("e3",)]
    assert touch.version == ""
    assert "1 vervallen" in touch.reason
    assert "geen ingangsdatum" in touch.reason


def test_a_revision_of_a_part_tells_nothing_of_what_is_planned_outside_it(analyser):
    revision = compare_releases(programme(*BASIS), programme(*BASIS[:2], version="2"), analyser)
    part = replace(revision, changes=())
    found = impact(part, Decisions(), plan=(PlannedUnit("P/TU/01/01"), PlannedUnit("deel")))
    assert (found.planned, found.plan) == (0, ())


def test_a_plan_that_was_made_with_the_new_release_is_told(analyser):
    def released(version, digest):
        there = programme(*BASIS, version=version)
        return replace(there, source=replace(there.source, sha256=digest))

    revision = compare_releases(released("1", "aa"), released("2", "bb"), analyser)

    def told(*sources):
        planned = PlannedUnit("deel", sources=sources)
        return impact(revision, Decisions(), plan=(planned,)).planned_on_new

    assert (told(), told("aa", "cc"), told("bb", "cc"), told("aa", "bb")) == (
        *(False, False, True, False),
    )


def test_a_cohort_keeps_the_version_with_which_it_began(analyser):
    new = replace(
        programme(*BASIS, version="2"),
        facts=(Fact("ingangsdatum", "01-08-2026", BASIS[0].place),),
    )
    revision = compare_releases(programme(*BASIS), new, analyser)
    assert followed(revision, "2026-2027")[0] == "2"
    assert followed(revision, "2025-2026")[0] == "1"
