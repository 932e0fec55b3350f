"""Every rule, one verdict: ok, geschonden, or onbekend where it cannot be seen or is not verified.

Figures come from `rules.toml`; what is measured comes from the plan. Each verdict carries both.
"""

from __future__ import annotations

from align.model import Certainty, RuleState, RuleVerdict
from align.planning.case import Case
from align.planning.guards import GUARDS
from align.planning.norms import NORMS
from align.planning.rules import load_rules

_MEASURES = {**NORMS, **GUARDS}


def verdicts(case: Case) -> tuple[RuleVerdict, ...]:
    """All rules that hold for this route, in the order of the rule file."""
    found = []
    for identifier, rule in load_rules().items():
        if rule.only_named and identifier not in case.asked.route.rules:
            continue
        measure = _MEASURES.get(identifier)
        kept, numbers, text = measure(case) if measure else (None, {}, "niet uit bestanden te zien")
        if rule.certainty is Certainty.CONTROLEREN:
            kept, text = None, f"controleren: de bron is niet nagezien; {text}"
        state = RuleState.ONBEKEND
        if kept is not None:
            state = RuleState.OK if kept else RuleState.GESCHONDEN
        found.append(RuleVerdict(identifier, state, text, dict(numbers)))
    return tuple(found)
