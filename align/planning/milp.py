"""Mixed integer programs by name: variables, rows that belong to a rule, and HiGHS to solve them.

HiGHS is reached through `scipy.optimize.milp`; it is deterministic, and with a relative gap of 0 it
stops only at a proven optimum. Variables and rows keep the order in which they are added, so the
same input gives the same program and the same answer. Times are those of the processor.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

OPTIMAL, INFEASIBLE, UNPROVEN = "optimaal", "onhaalbaar", "niet bewezen"

#: What rows stand under that say what numbers mean: no rule, so never dropped.
ALWAYS = "altijd"

_INFEASIBLE_STATUS = 2

#: By the clock; a guard against a program that never ends, and far past any that was met.
_MOST_SECONDS = 600.0


@dataclass(frozen=True)
class Solution:
    """What the solver found.

    Attributes:
        status: OPTIMAL, INFEASIBLE or UNPROVEN.
        values: per variable; whole where it must be. Empty without a solution.
        objective, bound, gap, nodes: as HiGHS states them, for maximising.
        seconds: of the processor.
    """

    status: str
    values: Mapping[str, float] = field(default_factory=dict)
    objective: float | None = None
    bound: float | None = None
    gap: float | None = None
    nodes: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class _Row:
    rule: str
    terms: Mapping[str, float]
    low: float
    high: float


class Program:
    """Variables with bounds and worth, and rows each under the rule it stands for."""

    def __init__(self) -> None:
        self._low: dict[str, float] = {}
        self._high: dict[str, float] = {}
        self._worth: dict[str, float] = {}
        self._rows: list[_Row] = []

    def variable(self, name: str, high: float, low: float = 0.0, worth: float = 0.0) -> str:
        """Add a whole number between two bounds, worth so much each in the objective."""
        self._low[name], self._high[name], self._worth[name] = low, high, worth
        return name

    def row(
        self, rule: str, terms: Mapping[str, float], low: float = -np.inf, high: float = np.inf
    ) -> None:
        """Add low <= sum of terms <= high, under a rule."""
        self._rows.append(_Row(rule, dict(terms), low, high))

    def worth(self, worth: Mapping[str, float]) -> None:
        """Replace the objective: what is not named is worth nothing."""
        self._worth = {name: worth.get(name, 0.0) for name in self._worth}

    def fix(self, name: str, value: float) -> None:
        """Let a variable have one value only."""
        self._low[name] = self._high[name] = value

    def knows(self, name: str) -> bool:
        """Whether a variable of this name was added."""
        return name in self._low

    def names(self, start: str) -> list[str]:
        """Variables whose names begin so, in the order in which they were added."""
        return [name for name in self._low if name.startswith(start)]

    @property
    def rules(self) -> tuple[str, ...]:
        """Rules under which rows stand, sorted."""
        return tuple(sorted({row.rule for row in self._rows}))

    def solve(
        self,
        without: Collection[str] = (),
        gap: float = 0.0,
        loose: tuple[str, ...] = (),
        nodes: int = 1_000_000,
    ) -> Solution:
        """The best solution, with the rows of some rules left out.

        Args:
            without: rules to leave out.
            gap: stop when no solution can be better by more than this share of the objective.
            loose: variables whose names begin so may have any value between their bounds: quicker
                where only the other ones are asked for.
            nodes: give up after so many branches; what is found by then is UNPROVEN.
        """
        started = time.process_time()
        names = list(self._low)
        place = {name: number for number, name in enumerate(names)}
        rows = [row for row in self._rows if row.rule not in without]
        result = milp(
            -np.array([self._worth[name] for name in names]),
            integrality=np.array([not n.startswith(loose) for n in names], dtype=int),
            bounds=Bounds(
                np.array([self._low[n] for n in names]), np.array([self._high[n] for n in names])
            ),
            constraints=[_constraint(rows, place)] if rows else [],
            options={"mip_rel_gap": gap, "node_limit": nodes, "time_limit": _MOST_SECONDS},
        )
        took = time.process_time() - started
        if result.status == _INFEASIBLE_STATUS or result.x is None:
            status = INFEASIBLE if result.status == _INFEASIBLE_STATUS else UNPROVEN
            return Solution(status, seconds=took)
        bound = result.mip_dual_bound
        return Solution(
            status=OPTIMAL if result.status == 0 else UNPROVEN,
            values={name: float(round(v)) for name, v in zip(names, result.x, strict=True)},
            objective=_plain(-result.fun),
            bound=_plain(-bound) if bound is not None else None,
            gap=_plain(result.mip_gap or 0.0),
            nodes=int(result.mip_node_count or 0),
            seconds=took,
        )


def _constraint(rows: list[_Row], place: Mapping[str, int]) -> LinearConstraint:
    counts = [len(row.terms) for row in rows]
    data = np.array([value for row in rows for value in row.terms.values()], dtype=float)
    columns = np.array([place[name] for row in rows for name in row.terms], dtype=np.int64)
    starts = np.concatenate(([0], np.cumsum(counts)))
    matrix = csr_array((data, columns, starts), shape=(len(rows), len(place)))
    return LinearConstraint(
        matrix, np.array([r.low for r in rows]), np.array([r.high for r in rows])
    )


def _plain(value: float) -> float:
    """Rounded to what is meaningful, without a negative zero."""
    return round(float(value), 6) + 0.0
