"""The three variants side by side: everything that is said about one, made once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from align.model import Goal, Role, RuleState
from align.planning.milp import OPTIMAL
from align.planning.program import CLASH_WORDS
from align.planning.solve import clash_words
from align.report.plan_table import diplomas, drawing, switch_views, timetable
from align.report.plan_units import hours_word
from align.report.plan_variant import ChoiceView, Column, StateCount, UsedView
from align.report.plan_wording import GOAL_MEANINGS, GOAL_NAMES, ROLE_NAMES, ROLE_PLURALS
from align.report.translation import _, ngettext
from align.report.wording import listed, number

if TYPE_CHECKING:
    from align.model import Choice, Variant
    from align.planning.catalogue import Route
    from align.report.plan_sums import PlanSums
    from align.report.plan_units import PlanUnits

_HALF = 50  # percent


def column(variant: Variant, units: PlanUnits, sums: PlanSums, route: Route) -> Column:
    """One variant as a column."""
    plan = units.plan
    states = Counter(verdict.state for verdict in variant.rules)
    chosen = [c for c in variant.choices if c.chosen]
    return Column(
        goal=variant.goal,
        slug=variant.goal.value,
        name=_(GOAL_NAMES[variant.goal]),
        meaning=_(GOAL_MEANINGS[variant.goal]),
        feasible=variant.feasible,
        years=variant.years,
        last=route.first_leerjaar + variant.years - 1,
        shorter=plan.nominal - variant.years,
        why_not=tuple(w for w in variant.why_not if w != clash_words(variant.clash)),
        clash=tuple(f"{CLASH_WORDS.get(name, name)} ({name})" for name in variant.clash),
        sums=sums.sums(variant),
        used=tuple(_used(variant, sums)),
        pairs=len(variant.freed),
        decided=sum(f.decided for f in variant.freed),
        switch=round(100 * variant.switch_value) if variant.switches else None,
        switches=switch_views(variant.switches),
        first_diploma=_first_diploma(variant),
        diplomas=_diplomas(variant, route),
        coverage=", ".join(
            f"{side.value} {round(100 * share)}%" for side, share in variant.coverage.items()
        ),
        counts=tuple(StateCount(state, states[state]) for state in RuleState),
        risks=tuple(_risks(variant, units)) if variant.feasible else (),
        solved=_solved(variant),
        svg=drawing(variant, units),
        timetable=timetable(variant, units),
        exams=variant.exams,
        chosen=tuple(_choice(c, units) for c in chosen),
        rejected=tuple(_choice(c, units) for c in variant.choices if not c.chosen),
        binds=variant.binding,
        with_more=variant.with_more,
    )


def _used(variant: Variant, sums: PlanSums) -> Iterable[UsedView]:
    """What fills the room, by what it is, most hours first."""
    amounts: dict[Role, list[int]] = {}
    for unit, hours in sums.spent(variant):
        amounts.setdefault(unit.role, []).append(hours)
    for role, every in sorted(amounts.items(), key=lambda entry: -sum(entry[1])):
        name = _(ROLE_NAMES[role]) if len(every) == 1 else _(ROLE_PLURALS[role])
        yield UsedView(f"{len(every)} {name}", sum(every))


def _choice(choice: Choice, units: PlanUnits) -> ChoiceView:
    return ChoiceView(
        unit=units.link(choice.unit, choice.klokuren),
        role=_(ROLE_NAMES[units.by_id[choice.unit].role]),
        klokuren=choice.klokuren,
        why=choice.why,
    )


def _diplomas(variant: Variant, route: Route) -> str:
    if not variant.holdings:
        return listed(_("{}-diploma").format(kind) for kind in route.diplomas)
    return listed(diplomas(variant.holdings[-1])) or _("geen")


def _first_diploma(variant: Variant) -> str:
    for holding in variant.holdings:
        if found := diplomas(holding):
            when = _("halverwege leerjaar {}") if holding.half == 1 else _("na leerjaar {}")
            return f"{when.format(holding.leerjaar)}: {listed(found)}"
    return ""


def _solved(variant: Variant) -> str:
    """How sure it is that there is nothing better, in words."""
    solving = variant.solving
    if not variant.feasible:
        return _("nagerekend: binnen deze regels en aannames bestaat geen rooster")
    if solving.status != OPTIMAL:
        gap = number(100 * (solving.gap or 0.0), 1)
        return _("niet bewezen de beste verdeling: er kan hoogstens {}% beter").format(gap)
    text = _("bewezen de beste verdeling binnen deze regels en aannames")
    if solving.greedy is None or not solving.objective:
        return text
    share = round(100 * solving.greedy / solving.objective)
    if share >= 100:
        rest = _("een eenvoudige vuistregel komt even ver")
        return f"{text}; {rest}"
    rest = _("een eenvoudige vuistregel haalt {}% van de waarde").format(share)
    return f"{text}; {rest}"


def _risks(variant: Variant, units: PlanUnits) -> Iterable[str]:
    """What can go wrong in this variant, out of its own numbers."""
    broken = [v.rule for v in variant.rules if v.state is RuleState.GESCHONDEN]
    if broken:
        yield _("geschonden: regel {}").format(listed(broken))
    first = next((h for h in variant.holdings if diplomas(h)), None)
    if first is None or (first.leerjaar, first.half) > (4, 2):
        when = _("nergens") if first is None else _("pas in leerjaar {}").format(first.leerjaar)
        yield _("eerste diploma {}: wie eerder stopt, heeft niets tastbaars").format(when)
    if variant.switches:
        low = min(variant.switches, key=lambda switch: (switch.share, switch.crebo))
        few = sum(round(100 * switch.share) < _HALF for switch in variant.switches)
        if few:
            yield _(
                "in {aantal} van {alle} andere kwalificaties telt minder dan de helft van de "
                "mbo-uren, het minst in {naam} ({crebo}): {deel}%"
            ).format(
                aantal=few,
                alle=len(variant.switches),
                naam=low.title,
                crebo=low.crebo,
                deel=round(100 * low.share),
            )
    guesses = sum(f.klokuren for f in variant.freed if not f.decided)
    if guesses:
        yield _("{} vrij volgens een schatting waarover nog niemand besloot").format(
            hours_word(guesses)
        )
    open_ = [
        c for c in variant.choices if c.chosen and not units.by_id[c.unit].code and c.value == 0
    ]
    if open_:
        yield ngettext(
            "{} onderdeel is nog te kiezen", "{} onderdelen zijn nog te kiezen", len(open_)
        ).format(len(open_))
    if variant.goal is Goal.VERKORTEN:
        yield _("minder tijd om te oefenen en te kiezen; leg uit waarom korter beter is")
