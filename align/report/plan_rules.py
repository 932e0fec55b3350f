"""Rules one by one, with the verdict in each variant; the worst verdict decides where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from align.model import RuleState
from align.report.plan_view import RuleCell, RuleView
from align.report.translation import _

if TYPE_CHECKING:
    from align.model import Plan, Rule, Variant

#: What asks for attention stands first.
ORDER = (RuleState.GESCHONDEN, RuleState.ONBEKEND, RuleState.OK)


def rule_views(plan: Plan, variants: Sequence[Variant]) -> Mapping[str, RuleView]:
    """Rules that were judged in some variant, by id, in the order of the plan."""
    verdicts = [{v.rule: v for v in variant.rules} for variant in variants]
    found = {}
    for rule in plan.rules:
        there = [one[rule.id] for one in verdicts if rule.id in one]
        if there:
            worst = min((v.state for v in there), key=ORDER.index)
            cells = tuple(
                RuleCell(one[rule.id].state, one[rule.id].text)
                if rule.id in one
                else RuleCell(None, _("geen plan om te toetsen"))
                for one in verdicts
            )
            found[rule.id] = _view(rule, worst, cells)
    return found


def grouped(views: Mapping[str, RuleView]) -> Mapping[RuleState, tuple[RuleView, ...]]:
    """Rules by their worst verdict, broken ones first."""
    return {state: tuple(v for v in views.values() if v.worst is state) for state in ORDER}


def _view(rule: Rule, worst: RuleState, cells: tuple[RuleCell, ...]) -> RuleView:
    return RuleView(
        id=rule.id,
        text=rule.text,
        source=rule.source,
        date=rule.date,
        certainty=rule.certainty,
        worst=worst,
        cells=cells,
    )
