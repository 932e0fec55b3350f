"""What a revision does to decisions, hours and plans, as the page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.model import Hours, HourUnit
from align.report.page import NamedValue
from align.report.revision_impact_view import (
    FateCount,
    FateView,
    ImpactView,
    Look,
    Looks,
    OverlapView,
    PlanView,
    Touch,
)
from align.report.wording import counted, hours, listed, number
from align.revisions import Fate
from align.revisions.fate import by_place
from align.revisions.names import nature_name

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from align.model import Basis, Change, Decision
    from align.report.revision_changes import ChangeViews
    from align.revisions import HourChange, Impact, OverlapChange, PairImpact, PlanTouch

_ORDER = (Fate.VERVALT, Fate.OPNIEUW, Fate.BLIJFT)
#: Of so many changes the reader sees what they are; the rest stands in the list of changes.
_SHOWN = 6


def impact_view(impact: Impact, changes: ChangeViews) -> ImpactView:
    """The impact with names for ids; what asks for work stands first."""
    return ImpactView(
        counts=tuple(FateCount(f, sum(p.fate is f for p in impact.pairs)) for f in _ORDER),
        fates=tuple(_fate(pair, changes) for pair in by_place(impact.pairs, changes.old)),
        new_overlaps=tuple(
            _overlap(one, impact, changes, changes.tree.of_new) for one in impact.new_overlaps
        ),
        lost_overlaps=tuple(
            _overlap(one, impact, changes, changes.tree.of_old) for one in impact.lost_overlaps
        ),
        hours=tuple(NamedValue(entry.what, hours_said(entry)) for entry in impact.hours),
        hours_same=not impact.hours and any(pair.decision.klokuren for pair in impact.pairs),
        plan=None if impact.planned is None else _plan(impact, impact.planned, changes),
        compared=impact.compared,
    )


def hours_said(entry: HourChange) -> str:
    """How many hours more or less, as one would say it: "12 klokuren minder"."""

    def of(amount: float) -> str:
        return hours(Hours(amount, entry.unit))

    if not entry.sure:
        return of(entry.gained + entry.lost)
    parts = [f"{of(entry.gained)} meer"] if entry.gained else []
    parts += [f"{of(entry.lost)} minder"] if entry.lost else []
    if len(parts) > 1:
        step = round(entry.gained - entry.lost, 2)
        more = "meer" if step > 0 else "minder"
        parts[-1] += f", samen {of(abs(step))} {more}" if step else ", samen evenveel"
    return " en ".join(parts) or "er verandert niets"


def _fate(pair: PairImpact, changes: ChangeViews) -> FateView:
    decision = pair.decision
    left, right = _basis(decision.left), _basis(decision.right)
    becomes = tuple(" × ".join(_name(one, decision, changes) for one in p) for p in pair.pairs)
    return FateView(
        fate=pair.fate,
        left=left,
        right=right,
        verdict=decision.verdict,
        said=_said(decision),
        remark=decision.remark,
        reason=pair.reason,
        becomes=() if becomes == (f"{left} × {right}",) else becomes,
        looks=_looks(pair.changes, decision.pair, changes),
        trail=decision.trail,
    )


def _looks(told: Sequence[Change], about: Container[str], changes: ChangeViews) -> Looks:
    """Changes with a link where the page shows them; those of what it is about need no name."""
    found, own = [], [any(one in about for one in change.old) for change in told]
    for change, is_own in zip(told[:_SHOWN], own, strict=False):
        places = changes.tree.of_new if change.new else changes.tree.of_old
        place = places.get((change.new or change.old)[0])
        name = "de wijziging" if is_own else _change_name(change, changes)
        found.append(Look(name, "" if place is None else changes.href(place)))
    return Looks(tuple(found), max(len(told) - _SHOWN, 0), all(own))


def _change_name(change: Change, changes: ChangeViews) -> str:
    """A change by its code, with what happened."""
    release, one = (changes.new, change.new[0]) if change.new else (changes.old, change.old[0])
    item = release.by_id[one]
    natures = ", ".join(dict.fromkeys(map(nature_name, change.nature)))
    return f"{item.code or item.title} {change.kind.value}" + (natures and f" ({natures})")


def _said(decision: Decision) -> str:
    parts = [f"door {decision.by}" if decision.by else "", decision.on[:10]]
    if decision.teaches:
        parts.append(f"wie het geeft: {decision.teaches.value}")
    if decision.klokuren is not None:
        parts.append(hours(Hours(decision.klokuren, HourUnit.KLOKUREN)))
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


def _overlap(
    change: OverlapChange, impact: Impact, changes: ChangeViews, place: Mapping[str, int]
) -> OverlapView:
    """One that came or went; the ids in it are of the release that has it."""
    pair = change.pair
    at = next((place[one] for one in (pair.left, pair.right) if one in place), None)
    left, right = (impact.items.get(one) for one in (pair.left, pair.right))
    return OverlapView(
        pair=(
            f"{left.code} {left.title}".strip() if left else pair.left,
            f"{right.code} {right.title}".strip() if right else pair.right,
        ),
        strength=pair.strength.value,
        reason=change.reason,
        quotes=tuple(quote.text for one in pair.evidence[:1] for quote in (one.left, one.right)),
        href="" if at is None else changes.href(at),
    )


def _plan(impact: Impact, planned: int, changes: ChangeViews) -> PlanView:
    """What is planned of this side, a row a unit, and what holds for all of them said once."""
    units: dict[str, list[PlanTouch]] = {}
    for entry in impact.plan:
        units.setdefault(entry.unit, []).append(entry)
    said = [_how_many(planned, len(units))]
    if impact.planned_on_new:
        said.append(
            "Let op: dit plan is gemaakt met de nieuwe versie; wat hier verandert, zit er al in."
        )
    said += dict.fromkeys(_version(entry) for entry in impact.plan)
    several = len({entry.planned.cohort for entry in impact.plan}) > 1
    return PlanView(
        planned,
        tuple(said),
        tuple(
            Touch(
                unit=_item_name(changes, one),
                planned=tuple(filter(None, (_planned(entry, several=several) for entry in there))),
                what=there[0].what,
                looks=_looks(there[0].changed, (one,), changes),
            )
            for one, there in units.items()
        ),
    )


def _how_many(planned: int, touched: int) -> str:
    if not planned:
        return (
            "Geen enkel onderdeel van het plan staat in de oude versie. Is het plan met deze bron "
            "gemaakt?"
        )
    whole = f"Van {counted(planned, 'gepland onderdeel', 'geplande onderdelen')} uit deze bron"
    verb = "veranderen" if touched > 1 else "verandert"
    rest = "Wat het plan verder noemt, staat niet in deze bron en is hier niet vergeleken."
    return f"{whole} {verb} er {number(touched) if touched else 'geen'}. {rest}"


def _version(entry: PlanTouch) -> str:
    """Which version those it is planned for follow."""
    cohort = f"cohort {entry.planned.cohort}" if entry.planned.cohort else "dit plan"
    if entry.version:
        return f"{cohort[0].upper()}{cohort[1:]} volgt versie {entry.version}: {entry.why}."
    return f"{cohort[0].upper()}{cohort[1:]}: {entry.why}."


def _item_name(changes: ChangeViews, identifier: str) -> str:
    item = changes.old.by_id[identifier]
    return f"{item.code} {item.title}".strip()


def _planned(entry: PlanTouch, *, several: bool) -> str:
    """In which leerjaar, how long, and in which variants when not in all."""
    planned = entry.planned
    parts = [f"leerjaar {planned.leerjaar}"] if planned.leerjaar else []
    if planned.klokuren is not None:
        parts.append(hours(Hours(planned.klokuren, HourUnit.KLOKUREN)))
    if several and planned.cohort:
        parts.append(f"cohort {planned.cohort}")
    variants = f"bij {listed(planned.variants)}: " if planned.variants and parts else ""
    return variants + ", ".join(parts)
