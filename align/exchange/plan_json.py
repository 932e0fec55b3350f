"""`align-plan/1`: a plan for other programs, with every number that it takes to check it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from align.exchange.model_json import warnings_json
from align.model import Side
from align.planning.catalogue import route_by_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from align.model import (
        Block,
        Curriculum,
        Freed,
        Overlap,
        Plan,
        PlanUnit,
        Rule,
        RuleVerdict,
        Slot,
        Solving,
        Variant,
    )
    from align.planning.catalogue import Route

FORMAT = "align-plan/1"

#: Solving times (seconds) are told as the first of these that was enough, or as the last: bytes
#: repeat, seconds never do.
_WITHIN = (10, 60, 600)
_HALVES = {1: "eerste helft", 2: "tweede helft"}


def plan_json(plan: Plan, overlap: Overlap, *, tool_version: str) -> str:
    """The plan as JSON text; the same plan gives the same bytes.

    Args:
        plan: the plan.
        overlap: the comparison that it was made from.
        tool_version: version of this program.
    """
    units, rules = plan.by_id, {rule.id: rule for rule in plan.rules}
    content: dict[str, Any] = {
        "format": FORMAT,
        "tool": {
            "version": tool_version,
            "encoder": overlap.settings.get("encoder", "none"),
            "weights": overlap.settings.get("weights", ""),
        },
        "left": _source(overlap.left),
        "right": [_source(curriculum) for curriculum in overlap.right],
        "warnings": warnings_json([overlap.left, *overlap.right]),
        "route": plan.route,
        "leerweg": plan.leerweg.value,
        "mbo_leerweg": plan.mbo_leerweg,
        "kwalificaties": list(plan.kwalificaties),
        "target": plan.target,
        "domein": plan.domein,
        "niveau": plan.niveau,
        "nominal_years": plan.nominal,
        "others": list(plan.others),
        "terms": _terms(route_by_id(plan.route)),
        "notes": list(plan.notes),
        "assumptions": [
            {
                "name": entry.name,
                "value": _plain(entry.value),
                "default": _plain(entry.default),
                "unit": entry.unit,
                "text": entry.text,
                "source": entry.source,
            }
            for entry in plan.assumptions
        ],
        "units": [_unit(unit) for unit in plan.units],
        "order": [list(pair) for pair in plan.order],
        "excluded": [
            {"code": entry.code, "title": entry.title, "why": entry.why} for entry in plan.excluded
        ],
        "variants": [_variant(variant, plan, overlap, units, rules) for variant in plan.variants],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _source(curriculum: Curriculum) -> dict[str, object]:
    source = curriculum.source
    return {
        "title": source.title,
        "version": source.version,
        "sha256": source.sha256,
        "path": source.path,
    }


def _terms(route: Route) -> dict[str, object]:
    """What the route allows, in the words of its file."""
    return {
        "max_verkorting": route.most_shortening,
        "start_leerjaar": route.first_leerjaar,
        "mbo_vanaf_leerjaar": route.mbo_from,
        "een_stelsel": route.one_regime,
        "zomer": route.summer,
        "diplomas": list(route.diplomas),
        "vmbo_examen": route.vmbo_exam.value,
        "vmbo_examen_tot_leerjaar": route.vmbo_exam_until,
        "cspe_leerjaren": list(route.cspe_leerjaren),
        "regels": list(route.rules),
    }


def _unit(unit: PlanUnit) -> dict[str, object]:
    return {
        "id": unit.id,
        "side": unit.side.value,
        "role": unit.role.value,
        "code": unit.code,
        "title": unit.title,
        "klokuren": unit.klokuren,
        "sbu": unit.sbu,
        "required": unit.required,
        "flexible": unit.flexible,
        "parts": [{"id": part, "klokuren": hours} for part, hours in unit.parts],
        "why": unit.why,
        "fit": {goal.value: value for goal, value in unit.fit.items()},
        "fit_why": unit.fit_why,
        "counts_in": unit.counts_in,
        "counts_for": list(unit.counts_for),
    }


def _variant(
    variant: Variant,
    plan: Plan,
    overlap: Overlap,
    units: Mapping[str, PlanUnit],
    rules: Mapping[str, Rule],
) -> dict[str, object]:
    return {
        "goal": variant.goal.value,
        "feasible": variant.feasible,
        "why_not": list(variant.why_not),
        "missing": variant.missing,
        "clash": list(variant.clash),
        "duration": variant.years,
        "solver": _solving(variant.solving),
        "years": [_slot(slot, units) for slot in variant.slots],
        "hours": _hours(variant, plan, units),
        "account": [{"text": e.text, "klokuren": e.klokuren} for e in variant.account],
        "freed": [_freed(pair, overlap) for pair in variant.freed],
        "choices": [
            {
                "unit": choice.unit,
                "chosen": choice.chosen,
                "klokuren": choice.klokuren,
                "value": choice.value,
                "why": choice.why,
            }
            for choice in variant.choices
        ],
        "binding": list(variant.binding),
        "with_more": list(variant.with_more),
        "rules": [_verdict(verdict, rules) for verdict in variant.rules],
        "coverage": {side.value: variant.coverage.get(side) for side in Side},
        "switch_value": round(variant.switch_value, 4),
        "switches": [
            {"crebo": s.crebo, "title": s.title, "share": s.share} for s in variant.switches
        ],
        "exams": list(variant.exams),
        "in_handen": [
            {
                "moment": f"leerjaar {holding.leerjaar}, {_HALVES[holding.half]}",
                "wat": "; ".join(holding.holds),
                "leerjaar": holding.leerjaar,
                "helft": holding.half,
                "lijst": list(holding.holds),
                "overstap": {switch.crebo: switch.share for switch in holding.switches},
            }
            for holding in variant.holdings
        ],
    }


def _solving(solving: Solving) -> dict[str, object]:
    return {
        "status": solving.status,
        "objective": solving.objective,
        "bound": solving.bound,
        "gap": solving.gap,
        "nodes": solving.nodes,
        "seconds": next((most for most in _WITHIN if solving.seconds <= most), _WITHIN[-1]),
        "greedy": solving.greedy,
    }


def _slot(slot: Slot, units: Mapping[str, PlanUnit]) -> dict[str, object]:
    return {
        "leerjaar": slot.leerjaar,
        "periode": slot.period,
        "room": slot.room,
        "blocks": [_block(block, units[block.unit]) for block in slot.blocks],
    }


def _block(block: Block, unit: PlanUnit) -> dict[str, object]:
    return {
        "unit": block.unit,
        "code": unit.code,
        "title": unit.title,
        "side": unit.side.value,
        "klokuren": block.klokuren,
        "place": block.place,
        "teacher": block.teacher,
        "evidence": [list(pair) for pair in block.evidence],
    }


def _hours(variant: Variant, plan: Plan, units: Mapping[str, PlanUnit]) -> dict[str, object]:
    given = dict.fromkeys(Side, 0)
    for slot in variant.slots:
        for block in slot.blocks:
            given[units[block.unit].side] += block.klokuren
    return {
        "vmbo": given[Side.VMBO],
        "mbo": given[Side.MBO],
        "freed": variant.klokuren_freed,
        "used": variant.used,
        "room": sum(slot.room for slot in variant.slots),
        "assumptions": {entry.name: _plain(entry.value) for entry in plan.assumptions},
    }


def _freed(pair: Freed, overlap: Overlap) -> dict[str, object]:
    left, right = overlap.items[pair.left], overlap.items[pair.right]
    return {
        "left": pair.left,
        "right": pair.right,
        "left_code": left.code,
        "right_code": right.code,
        "left_title": left.title,
        "right_title": right.title,
        "left_unit": pair.left_unit,
        "right_unit": pair.right_unit,
        "left_hours": pair.left_hours,
        "right_hours": pair.right_hours,
        "left_covered": pair.left_covered,
        "right_covered": pair.right_covered,
        "left_bound": pair.left_bound,
        "right_bound": pair.right_bound,
        "most": pair.most,
        "klokuren": pair.klokuren,
        "relieved": pair.relieved.value,
        "teacher": pair.teacher,
        "relation": pair.relation.value if pair.relation else None,
        "decided": pair.decided,
        "fixed": pair.fixed,
        "probability": pair.probability,
    }


def _verdict(verdict: RuleVerdict, rules: Mapping[str, Rule]) -> dict[str, object]:
    rule = rules[verdict.rule]
    return {
        "id": rule.id,
        "verdict": verdict.state.value,
        "text": verdict.text,
        "source": rule.source,
        "rule": rule.text,
        "date": rule.date,
        "certainty": rule.certainty.value,
        "numbers": {name: _plain(value) for name, value in verdict.numbers.items()},
    }


def _plain(value: float) -> float | int:
    """Whole numbers without a point."""
    return int(value) if float(value).is_integer() else value
