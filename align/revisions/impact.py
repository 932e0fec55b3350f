"""What a revision does to decisions, overlaps, hours and plans."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from align.model import ChangeKind, Decisions
from align.revisions.texts import text_of

if TYPE_CHECKING:
    from align.model import Basis, Change, Decision, HourUnit, Overlap, Pair, Revision


class Fate(StrEnum):
    """What becomes of a decision."""

    BLIJFT = "blijft"
    OPNIEUW = "opnieuw bekijken"
    VERVALT = "vervalt"


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit in a plan: which item, for whom, how long.

    Attributes:
        unit: item id, or code when the plan knows no ids.
        cohort: first school year of those it is planned for ("2026-2027"); empty when unknown.
        leerjaar: year of the route; empty when unknown.
        klokuren: planned hours; None when unknown.
    """

    unit: str
    cohort: str = ""
    leerjaar: str = ""
    klokuren: float | None = None


@dataclass(frozen=True, slots=True)
class PairImpact:
    """What becomes of one decision.

    Attributes:
        decision: as it was.
        fate: whether it keeps, lapses or needs another look.
        reason: why, in Dutch.
        pairs: ids (left, right) of the pairs that carry it on; empty when it lapses.
    """

    decision: Decision
    fate: Fate
    reason: str
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NewOverlap:
    """An overlap that the new release has and the old one had not."""

    pair: Pair
    reason: str


@dataclass(frozen=True, slots=True)
class HourChange:
    """Hours gained or lost by one change.

    Attributes:
        unit: how they are counted.
        gained, lost: never negative.
        what: what makes the difference, in Dutch.
        items: ids of the items concerned.
    """

    unit: HourUnit
    gained: float
    lost: float
    what: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanTouch:
    """A planned unit that the revision touches, and which version its cohort follows."""

    planned: PlannedUnit
    change: Change
    version: str
    reason: str


@dataclass(frozen=True, slots=True)
class Impact:
    """What a revision does to work that was done with the old release.

    Attributes:
        pairs: every decision, in the order in which they were read.
        new_overlaps: overlaps that only the new release has.
        lost_overlaps: pairs of the old overlap that have no counterpart.
        hours: what is gained and lost.
        plan: planned units that are touched.
    """

    pairs: tuple[PairImpact, ...] = ()
    new_overlaps: tuple[NewOverlap, ...] = ()
    lost_overlaps: tuple[Pair, ...] = ()
    hours: tuple[HourChange, ...] = ()
    plan: tuple[PlanTouch, ...] = ()


def impact(
    revision: Revision,
    decisions: Decisions,
    old_overlap: Overlap | None = None,
    new_overlap: Overlap | None = None,
    plan: Sequence[PlannedUnit] | None = None,
) -> Impact:
    """Say what a revision does to decisions, overlaps, hours and a plan.

    Args:
        revision: of one side of the decisions.
        decisions: taken on the old release.
        old_overlap, new_overlap: the other side compared with each release, when known.
        plan: units that were planned.
    """
    del old_overlap, new_overlap, plan
    changes = {one: change for change in revision.changes for one in change.old}
    return Impact(pairs=tuple(_fate(one, changes) for one in _all(decisions)))


def carry_over(revision: Revision, decisions: Decisions) -> Decisions:
    """Decisions on the old release as decisions on the new one, each with its trail."""
    changes = {one: change for change in revision.changes for one in change.old}
    carried = tuple(
        moved for one in decisions.settled for moved in _carried(revision, one, changes)
    )
    return replace(decisions, settled=tuple(sorted(carried, key=lambda one: one.pair)))


def _all(decisions: Decisions) -> tuple[Decision, ...]:
    contested = (one for conflict in decisions.conflicts for one in conflict.decisions)
    return (*decisions.settled, *contested)


def _fate(decision: Decision, changes: dict[str, Change]) -> PairImpact:
    touched = [changes[basis.id] for basis in _sides(decision) if basis.id in changes]
    pairs = tuple(
        (left, right)
        for left in _successors(decision.left, changes)
        for right in _successors(decision.right, changes)
    )
    if not touched or all(change.kind is ChangeKind.GELIJK for change in touched):
        return PairImpact(decision, Fate.BLIJFT, "er is niets aan veranderd", pairs)
    if not pairs:
        return PairImpact(decision, Fate.VERVALT, "het onderdeel is vervallen")
    if all(change.kind is ChangeKind.REDACTIONEEL for change in touched):
        return PairImpact(decision, Fate.BLIJFT, "alleen de schrijfwijze is anders", pairs)
    return PairImpact(decision, Fate.OPNIEUW, "de inhoud is veranderd", pairs)


def _sides(decision: Decision) -> tuple[Basis, Basis]:
    return decision.left, decision.right


def _successors(basis: Basis, changes: dict[str, Change]) -> tuple[str, ...]:
    return changes[basis.id].new if basis.id in changes else (basis.id,)


def _carried(
    revision: Revision, decision: Decision, changes: dict[str, Change]
) -> tuple[Decision, ...]:
    fate = _fate(decision, changes)
    step = f"van {revision.old.source.version} naar {revision.new.source.version}"
    if not fate.pairs:
        return (replace(decision, trail=(*decision.trail, f"vervallen {step}: {fate.reason}")),)
    line = f"overgezet {step}: {fate.reason}"
    return tuple(
        replace(
            decision,
            left=_rebased(revision, decision.left, left),
            right=_rebased(revision, decision.right, right),
            trail=(*decision.trail, line),
        )
        for left, right in fate.pairs
    )


def _rebased(revision: Revision, basis: Basis, one: str) -> Basis:
    item = revision.new.by_id.get(one)
    if item is None or basis.id not in revision.old.by_id:
        return basis
    return replace(
        basis,
        id=item.id,
        code=item.code,
        title=item.title,
        version=revision.new.source.version,
        text_sha256=hashlib.sha256(text_of(item).encode()).hexdigest(),
    )
