"""From a plan to its page: every number on the page is counted here or below, once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from align.model import Certainty, Goal, Kind, RuleState
from align.planning.catalogue import route_by_id
from align.planning.explain import period
from align.planning.kwalificaties import name_of
from align.report.page import NamedValue
from align.report.plan_columns import column
from align.report.plan_rules import grouped, rule_views
from align.report.plan_sums import PlanSums
from align.report.plan_table import moments
from align.report.plan_topics import topics
from align.report.plan_units import PlanUnits, hours_word
from align.report.plan_view import AssumptionView, PlanPage
from align.report.plan_wording import GOAL_ORDER, STANDING_WORDS, UNIT_WORDS
from align.report.settings import given_facts
from align.report.sources import source_view
from align.report.translation import _, ngettext, spoken
from align.report.wording import LEERWEG_NAMES, dutch_date, listed, number

if TYPE_CHECKING:
    from datetime import date

    from align.model import Assumption, Decisions, Overlap, Plan
    from align.planning.catalogue import Route
    from align.report.plan_variant import Column
    from align.report.plan_view import RuleView

_EXTRA = "extra_ruimte"


def build_page(
    plan: Plan,
    overlap: Overlap,
    *,
    command: str,
    made_on: date,
    tool_version: str,
    decisions: Decisions | None = None,
) -> tuple[PlanPage, dict[str, object]]:
    """Make the route page of one plan, in the language that is spoken.

    Args:
        plan: the plan.
        overlap: the comparison that it was made from.
        command: the command that makes this page again, as the user would type it.
        made_on: date to show.
        tool_version: version of this program.
        decisions: what a team decided before.

    Returns:
        the page, and the data for its scripts.
    """
    route = route_by_id(plan.route)
    variants = tuple(sorted(plan.variants, key=lambda v: GOAL_ORDER.index(v.goal)))
    fitting = tuple(v for v in variants if v.feasible)
    units = PlanUnits(plan, overlap, fitting, decisions)
    sums = PlanSums(plan, route)
    columns = tuple(column(variant, units, sums, route) for variant in variants)
    rules = rule_views(plan, fitting)
    curricula = (overlap.left, *overlap.right)
    page = PlanPage(
        title=_("Welke route past?"),
        subtitle=_subtitle(plan, overlap, route),
        example=any(curriculum.source.example for curriculum in curricula),
        lead=tuple(_lead(columns, rules.values())),
        notes=plan.notes,
        columns=columns,
        feasible=tuple(c for c in columns if c.feasible),
        moments=moments(fitting, units),
        rules=grouped(rules),
        doubles=units.doubles,
        units=units.cards(rules),
        assumptions=tuple(_assumption(a, rules) for a in plan.assumptions),
        dials=sums.dials(),
        extra=number(sums.value.get(_EXTRA, 0)),
        excluded=plan.excluded,
        topics=topics(plan, columns, rules),
        agreement=_agreement(route),
        agree=route.agree,
        route=tuple(_route_facts(route)),
        route_name=route.name,
        route_sources=tuple(
            (s.title, s.date, s.place, s.certainty is Certainty.CONTROLEREN) for s in route.sources
        ),
        went_wrong=route.went_wrong,
        worked=route.worked,
        programme=tuple(_programme(plan, overlap)),
        sources=tuple(source_view(curriculum) for curriculum in curricula),
        settings=given_facts(overlap.settings),
        command=command,
        again=_again(command),
        made_on=dutch_date(made_on),
        tool_version=tool_version,
    )
    data: dict[str, object] = {
        "key": _key(plan, overlap),
        "lang": spoken(),
        "sums": sums.payload(overlap, variants, decisions),
    }
    return page, data


def _key(plan: Plan, overlap: Overlap) -> str:
    """Under which name a browser remembers ticks: the same sources and question, the same name."""
    parts = [plan.route, plan.leerweg.value, plan.mbo_leerweg, plan.target]
    parts += [curriculum.source.sha256 for curriculum in (overlap.left, *overlap.right)]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:12]


def _titles(overlap: Overlap) -> Mapping[str, str]:
    return {
        item.crebo: name_of(item)
        for curriculum in overlap.right
        for item in curriculum.of_kind(Kind.KWALIFICATIE)
    }


def _subtitle(plan: Plan, overlap: Overlap, route: Route) -> str:
    """What is planned: profiel (leerweg) × kwalificatie (crebo, niveau) · route · domein."""
    titles = _titles(overlap)
    profielen: dict[str, None] = {}
    for unit in overlap.left_units:
        above = overlap.left.ancestors(overlap.items[unit])
        profielen.update(dict.fromkeys(i.title for i in above if i.kind is Kind.PROFIEL))
    named = 0 < len(profielen) <= 3 and all(profielen)
    left = listed(profielen) if named else overlap.left.source.title
    target = titles.get(plan.target, "")
    parts = [
        f"{left} ({plan.leerweg.value.upper()}) × {target} ({plan.target}, "
        + _("niveau {}").format(plan.niveau)
        + ")",
        route.name,
    ]
    if plan.domein:
        parts.append(_("domein {}").format(plan.domein))
    return " · ".join(parts)


def _lead(columns: Sequence[Column], rules: Iterable[RuleView]) -> Iterable[str]:
    """What fits, what does not, and on what it rests."""
    longer = [c for c in columns if c.feasible and c.goal is not Goal.VERKORTEN]
    if longer:
        names = listed(c.name.lower() for c in longer).capitalize()
        verb = _("past") if len(longer) == 1 else _("passen")
        yield _("{namen} {werkwoord} in {jaren} leerjaren.").format(
            namen=names, werkwoord=verb, jaren=longer[0].years
        )
    for one in columns:
        if not one.feasible and one.goal is not Goal.VERKORTEN:
            yield _("{naam} past niet: {waarom}.").format(
                naam=one.name, waarom=one.why_not[0] if one.why_not else _("geen plan gevonden")
            )
    broken = {v.id: None for v in rules if v.worst is RuleState.GESCHONDEN}
    if broken:
        yield ngettext(
            "Let op: regel {} wordt geschonden.",
            "Let op: regels {} worden geschonden.",
            len(broken),
        ).format(listed(broken))
    short = next((c for c in columns if c.goal is Goal.VERKORTEN), None)
    if short is not None and short.feasible:
        yield _("In {} leerjaren past het programma ook, met minder tijd om te kiezen.").format(
            short.years
        )
    elif short is not None and short.sums.short:
        yield _("In {jaren} leerjaren past het niet: er ontbreken {uren}.").format(
            jaren=short.years, uren=hours_word(short.sums.short)
        )
    elif short is not None:
        yield _("Korter past niet.")


def _route_facts(route: Route) -> Iterable[NamedValue]:
    yield NamedValue(_("Wat het is"), route.summary)
    yield NamedValue(_("Stand"), f"{period(route)}; {_(STANDING_WORDS[route.standing.value])}")
    yield NamedValue(_("Mag dat?"), route.legal)
    yield NamedValue(_("Voor wie"), route.who)
    yield NamedValue(_("Duur"), route.duration)
    yield NamedValue(_("Examen"), route.exam)


def _programme(plan: Plan, overlap: Overlap) -> Iterable[NamedValue]:
    titles = _titles(overlap)
    yield NamedValue(_("Leerweg"), LEERWEG_NAMES[plan.leerweg])
    yield NamedValue(
        _("Eindigt in"),
        f"{titles.get(plan.target, '')} ({plan.target}), "
        + _("niveau {niveau}, {leerweg}").format(
            niveau=plan.niveau, leerweg=plan.mbo_leerweg.upper()
        ),
    )
    others = [c for c in plan.kwalificaties if c != plan.target]
    if others:
        yield NamedValue(_("Ook gevraagd"), listed(f"{titles.get(c, '')} ({c})" for c in others))
    if plan.domein:
        yield NamedValue(_("Domein"), plan.domein)
    yield NamedValue(
        _("Na elkaar"), _("{} leerjaren, van leerjaar 3 tot het mbo-diploma").format(plan.nominal)
    )


def _assumption(one: Assumption, rules: Mapping[str, RuleView]) -> AssumptionView:
    return AssumptionView(
        name=one.name,
        text=one.text,
        value=_amount(one.value, one.unit),
        default=_amount(one.default, one.unit),
        changed=one.value != one.default,
        rule=one.source,
        linked=one.source in rules,
    )


def _amount(value: float, unit: str) -> str:
    """A number with its unit, as coarse as it is."""
    if unit == "aandeel" and value <= 1:
        return f"{number(100 * value)}%"
    decimals = 0 if float(value).is_integer() else 2
    if unit in ("aandeel", "aantal", "leerjaar"):
        return number(value, decimals)
    return f"{number(value, decimals)} {_(UNIT_WORDS[unit])}"


def _agreement(route: Route) -> str:
    if route.sort == "wettelijk":
        return _(
            "De wet vraagt een samenwerkingsovereenkomst, of een interne regeling met dezelfde "
            "onderwerpen. De volledige lijst uit de wet is niet nagelezen: controleren."
        )
    return _(
        "Voor deze route is geen wettelijke lijst gelezen. Dit zijn onderwerpen die samenwerkende "
        "scholen vastleggen; ga na welke hier verplicht zijn."
    )


def _again(command: str) -> str:
    """The command with a file of other assumptions."""
    return command if "--hours" in command else f"{command} --hours aannames.toml"
