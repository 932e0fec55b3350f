"""What a revision does to decisions, hours and plans, as the page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.report.page import Fact
from align.report.revision_view import FateCount, FateView, ImpactView, OverlapView, Touch
from align.report.wording import number
from align.revisions import Fate

if TYPE_CHECKING:
    from align.model import Basis, Decision, Pair
    from align.report.revision_changes import ChangeViews
    from align.revisions import Impact, PairImpact, PlanTouch

_ORDER = (Fate.VERVALT, Fate.OPNIEUW, Fate.BLIJFT)


def impact_view(impact: Impact, changes: ChangeViews) -> ImpactView:
    """The impact with names for ids; what asks for work stands first."""
    return ImpactView(
        counts=tuple(FateCount(f, sum(p.fate is f for p in impact.pairs)) for f in _ORDER),
        fates=tuple(_fate(pair, changes) for pair in impact.pairs),
        new_overlaps=tuple(
            _overlap(one.pair, impact, changes, one.reason) for one in impact.new_overlaps
        ),
        lost_overlaps=tuple(_overlap(pair, impact, changes) for pair in impact.lost_overlaps),
        hours=tuple(
            Fact(
                entry.what,
                f"+{number(entry.gained, 1)} en −{number(entry.lost, 1)} {entry.unit.value}",
            )
            for entry in impact.hours
        ),
        plan=tuple(_touch(entry, changes) for entry in impact.plan),
        compared=impact.compared,
    )


def _fate(pair: PairImpact, changes: ChangeViews) -> FateView:
    decision = pair.decision
    sides = (decision.left, decision.right)
    numbers = [changes.tree.of_old[s.id] for s in sides if s.id in changes.tree.of_old]
    return FateView(
        fate=pair.fate,
        left=_basis(decision.left),
        right=_basis(decision.right),
        verdict=decision.verdict,
        said=_said(decision),
        remark=decision.remark,
        reason=pair.reason,
        becomes=tuple(" × ".join(_name(one, decision, changes) for one in p) for p in pair.pairs),
        hrefs=tuple(changes.href(one) for one in numbers),
        trail=decision.trail,
    )


def _said(decision: Decision) -> str:
    parts = [f"door {decision.by}" if decision.by else "", decision.on[:10]]
    if decision.teaches:
        parts.append(f"wie het geeft: {decision.teaches.value}")
    if decision.klokuren is not None:
        parts.append(f"{number(decision.klokuren, 1)} klokuren")
    return " · ".join(part for part in parts if part)


def _basis(basis: Basis) -> str:
    return f"{basis.code} {basis.title}".strip() or basis.id


def _name(identifier: str, decision: Decision, changes: ChangeViews) -> str:
    """A side of a pair that carries a decision on: of the new release, or the other side."""
    item = changes.new.by_id.get(identifier)
    if item:
        return f"{item.code} {item.title}".strip()
    for basis in (decision.left, decision.right):
        if basis.id == identifier:
            return _basis(basis)
    return identifier


def _overlap(pair: Pair, impact: Impact, changes: ChangeViews, reason: str = "") -> OverlapView:
    """One that came (with a reason) or went; the ids in it are of the release that has it."""
    place = changes.tree.of_new if reason else changes.tree.of_old
    at = next((place[one] for one in (pair.left, pair.right) if one in place), None)
    left, right = (impact.items.get(one) for one in (pair.left, pair.right))
    return OverlapView(
        pair=(
            f"{left.code} {left.title}".strip() if left else pair.left,
            f"{right.code} {right.title}".strip() if right else pair.right,
        ),
        strength=pair.strength.value,
        reason=reason,
        quotes=tuple(quote.text for one in pair.evidence[:1] for quote in (one.left, one.right)),
        href="" if at is None else changes.href(at),
    )


def _touch(entry: PlanTouch, changes: ChangeViews) -> Touch:
    change = entry.change
    tree = changes.tree
    at = tree.of_old.get(change.old[0]) if change.old else tree.of_new.get(change.new[0])
    item = changes.old.by_id[change.old[0]] if change.old else changes.new.by_id[change.new[0]]
    return Touch(
        unit=f"{item.code} {item.title}".strip(),
        cohort=entry.planned.cohort,
        planned=_planned(entry),
        version=entry.version,
        change=change.kind.value,
        reason=entry.reason,
        href="" if at is None else changes.href(at),
    )


def _planned(entry: PlanTouch) -> str:
    """In which leerjaar, and how long."""
    leerjaar, klokuren = entry.planned.leerjaar, entry.planned.klokuren
    parts = [f"leerjaar {leerjaar}"] if leerjaar else []
    if klokuren is not None:
        parts.append(f"{number(klokuren, 0 if klokuren.is_integer() else 1)} klokuren")
    return ", ".join(parts)
