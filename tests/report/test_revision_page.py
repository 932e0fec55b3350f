"""Every number on the revision page equals a recount, and every change stands in one place."""

from collections import Counter
from dataclasses import replace

import pytest
from revision_builders import MADE, example, nothing_changed, touched

from align.model import ChangeKind, HourUnit
from align.report.revision_changes import ChangeViews
from align.report.revision_impact import hours_said, impact_view
from align.report.revision_impact_view import Look, Looks
from align.report.revision_page import build_page
from align.report.revision_tree import ChangeTree
from align.revisions import Fate, HourChange, Impact


def page_of(revision, **more):
    return build_page(ChangeViews(ChangeTree(revision)), **MADE, **more)


@pytest.fixture(scope="module")
def revision():
    return example()


@pytest.fixture(scope="module")
def page(revision):
    return page_of(revision)


def shown(page):
    """Ids of the changes in the list, in the order of the page."""
    return [
        view.id
        for top in page.tops
        for unit in top.units
        for view in (*(c for g in unit.groups for c in g.changes), *unit.same, *unit.apart)
    ]


def view_of(page, identifier):
    return next(
        view
        for top in page.tops
        for unit in top.units
        for group in unit.groups
        for view in group.changes
        if identifier in {item.id for item in (*view.old, *view.new)}
    )


def test_every_change_stands_in_the_list_once(revision, page):
    ids = shown(page)
    assert len(ids) == len(set(ids)) == len(revision.changes)


def test_counts_are_a_recount(revision, page):
    expected = Counter(change.kind for change in revision.changes)
    assert {count.kind: count.changes for count in page.summary.kinds} == {
        kind: expected[kind] for kind in ChangeKind
    }
    assert (page.summary.old, page.summary.new) == (13, 13)
    assert (page.summary.moved, page.summary.code_changed, page.summary.id_changed) == (1, 1, 3)


def test_levels_add_up_to_the_whole(page):
    for at, count in enumerate(page.summary.kinds):
        assert sum(row.kinds[at].changes for row in page.summary.levels) == count.changes
    assert sum(row.old for row in page.summary.levels) == page.summary.old
    assert sum(row.new for row in page.summary.levels) == page.summary.new


def test_natures_are_counted_by_their_sort(page):
    assert [(n.name, n.changes) for n in page.summary.natures] == [
        ("handeling zwaarder", 1),
        ("omvang smaller", 1),
    ]


def test_what_lapsed_hangs_where_it_hung(page):
    (top,) = page.tops
    assert [unit.code for unit in top.units] == ["TUIN", "P/TUIN/01", "K/TUIN/05", "K/TUIN/06"]
    assert [unit.state for unit in top.units] == ["", "", "vervallen", "nieuw"]
    assert top.counts.startswith("4 gelijk, 1 redactioneel, 2 gewijzigd")


def test_the_map_has_a_cell_for_each_deeltaak_that_says_what_happened(page):
    module = page.tops[0].units[1]
    assert [cell.label for cell in module.cells] == [
        "module P/TUIN/01 Groen onderhouden: 1 gelijk",
        "P/TUIN/01/01 Gras maaien: 1 gelijk, 2 gewijzigd, 1 gesplitst",
        "P/TUIN/01/02 Planten kennen: 1 gelijk, 1 samengevoegd",
    ]
    assert module.cells[0].href == f"#{module.slug}"
    assert module.cells[1].href in {f"#{view.id}" for g in module.groups for view in g.changes}


def test_a_section_that_changed_stands_beside_the_title(page):
    view = view_of(page, "d1")
    assert [text.label for text in view.texts] == ["toelichting"]
    marks = {stretch.mark for text in view.texts for stretch in text.stretches}
    assert {"weg", "erbij"} <= marks


def test_a_split_shows_all_its_items_and_marks_only_what_none_had(page):
    view = view_of(page, "e3")
    assert [side.item.code for side in view.old_texts] == ["P/TUIN/01/01-03"]
    assert [side.item.code for side in view.new_texts] == ["P/TUIN/01/01-03", "P/TUIN/01/01-04"]
    new_marks = [s.mark for side in view.new_texts for t in side.texts for s in t.stretches]
    assert set(new_marks) == {""}


def test_a_move_says_from_where_to_where(page):
    view = view_of(page, "e6")
    assert view.moved == (
        "van P/TUIN/01 Groen onderhouden › P/TUIN/01/02 Planten kennen "
        "naar K/TUIN/06 Dieren verzorgen › K/TUIN/06/01 Dieren voeren"
    )
    assert view.marks == ("verplaatst", "code")


def test_the_table_has_a_row_for_each_pair_and_none_for_what_stayed(page):
    pairs = [(r.old and r.old.id, r.new and r.new.id) for r in page.rows]
    assert ("e3", "e3a") in pairs
    assert ("e3", "e3b") in pairs
    assert ("e4", "e45") in pairs
    assert ("e7", None) in pairs
    assert (None, "e8") in pairs
    assert not [pair for pair in pairs if pair[0] == "e1"]
    assert [row.old_at for row in page.rows] == sorted(row.old_at for row in page.rows)
    assert len({row.new_at for row in page.rows}) == len(
        {row.new.id if row.new else row.old.id for row in page.rows}
    )
    assert len(page.rows) == 13


def test_the_audit_holds_both_texts(page):
    (entry,) = page.audit.other
    assert entry.old.title == "De kandidaat kan een maaier herkennen."
    assert [one.item.code for one in entry.official] == ["K/TUIN/06/01-02"]
    assert [one.item.code for one in entry.content] == ["P/TUIN/01/01-02"]
    assert (page.audit.official, page.audit.total) == (2, 3)


def test_a_release_against_itself_is_all_gelijk():
    page = page_of(nothing_changed())
    assert [c.changes for c in page.summary.kinds] == [13, 0, 0, 0, 0, 0, 0]
    assert page.rows == ()
    assert all(unit.changed == 0 for unit in page.tops[0].units)
    assert (page.old_name, page.new_name) == ("oud (2030.1)", "nieuw (2030.1)")


def test_what_one_source_does_not_know_did_not_lapse(revision):
    without = {"e7"}
    new = replace(
        revision.new, items=tuple(i for i in revision.new.items if i.kind.value == "profiel")
    )
    changes = tuple(
        replace(c, kind=ChangeKind.VERVALLEN, new=(), similarity=0.0)
        for c in revision.changes
        if c.old and c.old != ("pr",)
    )
    page = page_of(
        replace(revision, new=new, changes=(revision.changes[0], *changes), link_audit=())
    )
    assert "De nieuwe bron noemt nergens eindtermen. 7 eindtermen tellen daarom als vervallen" in (
        " ".join(page.notices)
    )
    apart = [view for unit in page.tops[0].units for view in unit.apart]
    assert without <= {item.id for view in apart for item in view.old}


def test_sections_of_one_source_only_are_named(revision):
    bare = replace(
        revision.new, items=tuple(replace(item, sections=()) for item in revision.new.items)
    )
    page = page_of(replace(revision, new=bare))
    assert view_of(page, "d1").left_out == ("toelichting",)
    assert page.not_compared == (
        "toelichting: staat alleen in de oude bron (1 keer); de andere bron geeft dit nergens",
    )


def test_impact_counts_each_decision_and_loses_no_word():
    changes = ChangeViews(ChangeTree(example()))
    view = impact_view(touched(), changes)
    assert [(c.fate, c.decisions) for c in view.counts] == [
        (Fate.VERVALT, 1),
        (Fate.OPNIEUW, 1),
        (Fate.BLIJFT, 1),
    ]
    again = next(one for one in view.fates if one.fate is Fate.OPNIEUW)
    assert (again.remark, again.said) == ("= te licht", "door een docent · 2030-05-01")
    assert again.becomes == (
        "P/TUIN/01/01-02 De kandidaat kan een maaier toepassen. × B1-K1-W1 Maait gazons",
    )
    assert again.looks == Looks((Look("de wijziging", "#w-p-tuin-01-01-02"),), 0, own=True)
    assert again.trail == ("eerder overgezet",)
    stays = next(one for one in view.fates if one.fate is Fate.BLIJFT)
    assert (stays.becomes, stays.looks.shown) == ((), ())


def test_a_plan_is_told_by_unit_and_what_holds_for_all_of_it_once():
    view = impact_view(touched(), ChangeViews(ChangeTree(example()))).plan
    how_many, version = view.said
    assert how_many.startswith("Van 2 geplande onderdelen uit deze bron verandert er 1.")
    assert version == "Cohort 2031-2032 volgt versie 2030.2: want."
    (one,) = view.touched
    assert one.planned == ("leerjaar 3, 12 klokuren", "bij verdiepen: leerjaar 4, 1 klokuur")
    assert [look.name for look in one.looks.shown] == [
        "de wijziging",
        "P/TUIN/01/01-02 gewijzigd (handeling zwaarder)",
    ]


def test_a_plan_that_is_not_touched_or_not_of_this_source_is_told():
    changes = ChangeViews(ChangeTree(example()))
    same, other = (impact_view(Impact(planned=n), changes).plan for n in (3, 0))
    assert same.said[0].startswith("Van 3 geplande onderdelen uit deze bron verandert er geen.")
    assert "Is het plan met deze bron gemaakt?" in other.said[0]
    assert impact_view(Impact(), changes).plan is None


@pytest.mark.parametrize(
    ("gained", "lost", "sure", "said"),
    [
        (0.0, 12.0, True, "12 klokuren minder"),
        (1.0, 0.0, True, "1 klokuur meer"),
        (2.5, 2.5, True, "2,5 klokuren meer en 2,5 klokuren minder, samen evenveel"),
        (40.0, 12.25, True, "40 klokuren meer en 12,25 klokuren minder, samen 27,75 klokuren meer"),
        (0.0, 1200.0, False, "1.200 klokuren"),
    ],
)
def test_hours_are_told_as_one_would_say_them(gained, lost, sure, said):
    assert hours_said(HourChange(HourUnit.KLOKUREN, gained, lost, "", sure=sure)) == said


def test_settings_have_names(revision):
    page = page_of(replace(revision, settings={"ids_speak": True, "weights": "links/1"}))
    assert [fact.value for fact in page.settings] == ["ja", "links/1"]
    assert not [fact for fact in page.settings if "_" in fact.name or fact.name == "weights"]


def test_what_stands_under_no_profiel_is_listed_together_and_last(revision):
    """A deeltaak that lost its module is a unit with its eindtermen, and no profiel of its own."""
    old = revision.old
    loose = replace(
        old,
        items=tuple(replace(i, parent="weg") if i.id in {"d3", "k1"} else i for i in old.items),
    )
    *_, last = page_of(replace(revision, old=loose)).tops
    assert last.name == "In de bron onder geen profiel"
    assert [(unit.code, unit.noun, unit.roof) for unit in last.units] == [
        ("K/TUIN/05", "keuzevak", False),
        ("K/TUIN/05/01", "deeltaak", False),
    ]
    (group,) = last.units[1].groups
    assert group.name == ""
    assert [view.old[0].id for view in group.changes] == ["d3", "e7"]


def test_decisions_stand_in_the_order_of_the_programme():
    impact = touched()
    turned = replace(impact, pairs=impact.pairs[::-1])
    view = impact_view(turned, ChangeViews(ChangeTree(example())))
    codes = [one.left.partition(" ")[0] for one in view.fates]
    assert codes == ["P/TUIN/01/01-01", "P/TUIN/01/01-02", "K/TUIN/05/01-01"]


def test_a_loop_in_a_source_ends(revision):
    loop = replace(
        revision.new,
        items=tuple(
            replace(item, parent="d1") if item.id == "m1" else item for item in revision.new.items
        ),
    )
    ids = shown(page_of(replace(revision, new=loop)))
    assert len(ids) == len(set(ids)) == len(revision.changes)
