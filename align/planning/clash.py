"""When a plan does not fit: the smallest set of rules that clash, and the hours that are missing.

The smallest infeasible subset is found by implicit hitting sets (Ignatiev, Previti, Liffiton and
Marques-Silva, "Smallest MUS extraction with minimal hitting set dualization", CP 2015): every set
of rules that can be dropped to make a plan fit must share a rule with every set that clashes.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from align.planning.milp import ALWAYS, INFEASIBLE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from align.planning.milp import Program


def smallest_clash(program: Program) -> tuple[str, ...]:
    """The smallest set of rules that cannot all be kept, by name; empty when a plan fits."""
    program.worth({})
    rules = [rule for rule in program.rules if rule != ALWAYS]

    def fits(kept: Collection[str]) -> bool:
        return program.solve(without=set(rules) - set(kept)).status != INFEASIBLE

    return smallest_infeasible(rules, fits)


def smallest_infeasible(
    rules: Sequence[str], fits: Callable[[Collection[str]], bool]
) -> tuple[str, ...]:
    """The smallest subset that does not fit; the first in order of `rules` among equals.

    Args:
        rules: names.
        fits: whether a subset fits; a subset of what fits must fit too.
    """
    if fits(rules):
        return ()
    # What alone stands in the way is in every clash, and often that is all of the only clash.
    corrections = [{rule} for rule in rules if fits([r for r in rules if r != rule])]
    while True:
        candidate = _hitting(rules, corrections)
        if not fits(candidate):
            return tuple(candidate)
        kept = list(candidate)
        for rule in rules:
            if rule not in kept and fits([*kept, rule]):
                kept.append(rule)
        corrections.append(set(rules) - set(kept))


def _hitting(rules: Sequence[str], corrections: Sequence[set[str]]) -> list[str]:
    """The smallest subset that shares a rule with every correction."""
    for size in range(len(rules) + 1):
        for subset in combinations(rules, size):
            if all(correction.intersection(subset) for correction in corrections):
                return list(subset)
    return list(rules)
