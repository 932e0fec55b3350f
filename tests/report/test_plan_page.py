"""The page model of a plan: every number is made here, and each is the same wherever it stands."""

from dataclasses import replace
from itertools import pairwise

import pytest
from builders import example as overlap_example
from hypothesis import given
from hypothesis import strategies as st
from plan_builders import MADE, decisions, example, nothing_fits

from align.model import Goal, RuleState
from align.report.plan_chart import Bar, lanes
from align.report.plan_page import build_page
from align.report.translation import speaking


@pytest.fixture(scope="module")
def page():
    return build_page(example(), overlap_example(), **MADE, decisions=decisions())[0]


@pytest.fixture(scope="module")
def columns(page):
    return {column.goal: column for column in page.columns}


def test_shortening_never_stands_first(page):
    assert [column.goal for column in page.columns] == [
        Goal.VERDIEPEN,
        Goal.VERBREDEN,
        Goal.VERKORTEN,
    ]
    assert page.lead == (
        "Verdiepen en verbreden passen in 4 leerjaren.",
        "Let op: regel M3 wordt geschonden.",
        "In 3 leerjaren past het niet: er ontbreken 348 klokuren.",
    )


def test_the_sum_of_time(columns):
    sums = columns[Goal.VERDIEPEN].sums
    assert (sums.room, sums.vmbo, sums.mbo, sums.freed) == (4120, 1550, 2000, 82)
    assert (sums.needed, sums.space, sums.used, sums.rest) == (3468, 652, 253, 399)
    assert columns[Goal.VERBREDEN].sums.rest == 652


def test_what_is_short_is_what_the_planner_says(columns):
    sums = columns[Goal.VERKORTEN].sums
    assert sums.short == 348
    assert sums.room - sums.needed == -348
    assert sums.freed == 82


@pytest.mark.parametrize("goal", Goal)
def test_the_sum_ends_where_the_account_of_the_planner_ends(columns, goal):
    variant = next(v for v in example().variants if v.goal is goal)
    sums = columns[goal].sums
    assert variant.account[-1].klokuren == (sums.rest if variant.feasible else -sums.short)


def test_what_fills_the_room_is_named_by_kind(columns):
    used = {one.name: one.klokuren for one in columns[Goal.VERDIEPEN].used}
    assert used == {"1 werkproces van een hoger niveau": 213, "1 verdieping van een werkproces": 40}
    assert columns[Goal.VERBREDEN].used == ()


def test_freed_hours_are_the_sum_of_the_pairs_behind_them(page):
    for place, column in enumerate(page.feasible):
        assert sum(row.freed[place] for row in page.doubles) == column.sums.freed
        assert column.pairs == len(page.doubles)


def test_a_pair_brings_its_quotes_and_what_people_decided(page):
    row = next(row for row in page.doubles if row.key == ("d1", "w1"))
    assert row.pair.evidence[0].left.where == "eindterm P/TUIN/01/01-01"
    assert row.decided == "akkoord · wie geeft het: samen (Jo 2026-03-01)"
    other = next(row for row in page.doubles if row.key == ("d3", "w4"))
    assert other.decided == ""


def test_hours_in_the_timetable_are_the_hours_of_the_plan(page):
    for column in page.feasible:
        taught = sum(year.klokuren for year in column.timetable)
        sums = column.sums
        assert taught == sums.needed + sums.used
        by_block = sum(b.klokuren for y in column.timetable for s in y.slots for b in s.blocks)
        assert by_block == taught


def test_every_block_leads_to_a_card(page):
    cards = {f"#{card.slug}" for _name, group in page.units for card in group}
    blocks = [b for c in page.feasible for y in c.timetable for s in y.slots for b in s.blocks]
    assert {block.unit.href for block in blocks} <= cards


def test_a_card_says_where_its_hours_are_and_what_they_rest_on(page):
    (card,) = [c for _name, group in page.units for c in group if c.code == "B1-K1-W1"][:1]
    assert card.planned == ("173 klokuren in leerjaar 4", "173 klokuren in leerjaar 4")
    assert card.freed == (40, 40)
    assert [row.key for row in card.doubles] == [("d1", "w1")]
    assert card.sbu == "680 SBU"


def test_risks_come_from_the_numbers(columns):
    assert columns[Goal.VERDIEPEN].risks == (
        "geschonden: regel M3",
        "42 klokuren vrij volgens een schatting waarover nog niemand besloot",
        "5 onderdelen zijn nog te kiezen",
    )


def test_a_late_diploma_is_a_risk():
    plan = example()
    late = tuple(
        replace(
            v,
            holdings=tuple(
                replace(h, holds=("nog geen diploma",)) if h.leerjaar < 6 else h for h in v.holdings
            ),
        )
        for v in plan.variants
    )
    page, _data = build_page(replace(plan, variants=late), overlap_example(), **MADE)
    assert "eerste diploma pas in leerjaar 6: wie eerder stopt, heeft niets tastbaars" in (
        page.columns[0].risks
    )


def test_rules_stand_under_their_worst_verdict(page):
    found = {state: [rule.id for rule in rules] for state, rules in page.rules.items()}
    assert found == {
        RuleState.GESCHONDEN: ["M3"],
        RuleState.ONBEKEND: ["M10"],
        RuleState.OK: ["V5"],
    }
    counts = {c.state: c.rules for c in page.columns[0].counts}
    assert counts == {RuleState.OK: 1, RuleState.GESCHONDEN: 1, RuleState.ONBEKEND: 1}


def test_half_years_tell_what_is_new(page):
    first, *_rest, last = page.moments
    assert first.name == "leerjaar 3, halverwege"
    assert first.cells[0].diplomas == ()
    assert first.cells[0].gained == ("profielmodulen: P/TUIN/01", "keuzevakken: K/TUIN/02")
    assert last.cells[0].diplomas == (
        "vmbo-diploma KB",
        "mbo-diploma niveau 2: Medewerker hovenier",
    )
    assert page.columns[0].first_diploma == "na leerjaar 4: vmbo-diploma KB"


def test_dials_are_those_that_matter_here(page):
    names = [dial.name for dial in page.dials]
    assert "bol_klokuren_per_jaar" in names
    assert "bbl_klokuren_per_jaar" not in names
    assert "extra_ruimte" not in names


def test_a_changed_assumption_says_so(page):
    changed = [one.name for one in page.assumptions if one.changed]
    assert changed == ["zomer_klokuren"]


def test_what_was_not_verified_is_to_be_checked(page):
    topics = {topic.slug: topic for topic in page.topics}
    assert topics["vrijstelling"].doubt
    assert topics["inspraak"].doubt
    assert not topics["overstap"].doubt
    assert not topics["evaluatie"].doubt


def test_when_nothing_fits_the_page_says_why():
    page, data = build_page(nothing_fits(), overlap_example(), **MADE)
    assert page.feasible == ()
    assert page.moments == ()
    assert page.lead[0] == "Verdiepen past niet: in 3 leerjaren ontbreken 348 klokuren."
    assert page.columns[0].clash[-1] == "de tijd die de route per periode heeft (tijd)"
    assert all(not one["pairs"] for one in data["sums"]["variants"])


def test_the_subtitle_in_english_keeps_names():
    with speaking("en"):
        page, _data = build_page(example(), overlap_example(), **MADE)
    assert page.title == "Which route fits?"
    assert page.subtitle.startswith("Tuin en dier (KB) × Medewerker hovenier (99011, niveau 2)")


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)).map(sorted), min_size=1, max_size=12)
)
def test_bars_on_a_line_never_overlap_and_none_is_lost(spans):
    bars = [Bar(a, b, "", "", "", "vmbo", "#") for a, b in spans]
    lines = lanes(bars)
    assert sorted(map(id, bars)) == sorted(id(bar) for line in lines for bar in line)
    for line in lines:
        assert all(a.last < b.first for a, b in pairwise(line))
