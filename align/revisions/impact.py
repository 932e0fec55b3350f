"""What a revision does to work that was done with the old release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.model import ChangeKind, HourUnit
from align.revisions.cohorts import followed
from align.revisions.fate import Fate, Fates, PairImpact
from align.sources.codes import lookup_key

if TYPE_CHECKING:
    from align.model import Change, Decisions, Item, Overlap, Pair, Revision


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit in a plan: which item, for whom, how long.

    Attributes:
        unit: item id, or code when the plan knows no ids.
        cohort: first school year of those it is planned for ("2026-2027"); empty when unknown.
        leerjaar: year of the route; empty when unknown.
        klokuren: planned hours; None when unknown.
        variants: which variants of the plan have it so; empty when all have.
        sources: sha256 of what the plan was made with; empty when unknown.
    """

    unit: str
    cohort: str = ""
    leerjaar: str = ""
    klokuren: float | None = None
    variants: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OverlapChange:
    """An overlap that only one of both releases has, and why (Dutch)."""

    pair: Pair
    reason: str


@dataclass(frozen=True, slots=True)
class HourChange:
    """Hours gained or lost for one reason.

    Attributes:
        unit: how they are counted.
        gained, lost: never negative.
        what: what makes the difference, in Dutch.
        items: ids of the items concerned, in either release.
        sure: they are gained or lost for certain, and not only until someone looked again.
    """

    unit: HourUnit
    gained: float
    lost: float
    what: str
    items: tuple[str, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class PlanTouch:
    """A planned unit that the revision touches.

    Attributes:
        planned: as planned.
        unit: id of the unit in the old release.
        change: what happened to the unit.
        changed: the change itself when it gives another content, and those of what stands below.
        what: what changed, in Dutch.
        version: which version its cohort follows; empty when that cannot be told.
        why: why that version, in Dutch.
    """

    planned: PlannedUnit
    unit: str
    change: Change
    changed: tuple[Change, ...]
    what: str
    version: str
    why: str

    @property
    def reason(self) -> str:
        """What changed, and why that version."""
        return f"{self.what}; {self.why}"


@dataclass(frozen=True, slots=True)
class Impact:
    """What a revision does to work that was done with the old release.

    Attributes:
        pairs: every decision, settled ones first, in the order in which they were read.
        new_overlaps: overlaps that only the new release has.
        lost_overlaps: overlaps of the old release that have no counterpart.
        hours: what is gained and lost.
        plan: planned units that are touched.
        planned: how many units of the old release are planned, touched or not; None without a plan.
        planned_on_new: the plan was made with the new release, so it holds the changes already.
        items: what the overlaps are about, by id; as in the new release where that has the id.
        compared: whether overlaps were looked for at all.
    """

    pairs: tuple[PairImpact, ...] = ()
    new_overlaps: tuple[OverlapChange, ...] = ()
    lost_overlaps: tuple[OverlapChange, ...] = ()
    hours: tuple[HourChange, ...] = ()
    plan: tuple[PlanTouch, ...] = ()
    planned: int | None = None
    planned_on_new: bool = False
    items: Mapping[str, Item] = field(default_factory=dict)
    compared: bool = False


def impact(
    revision: Revision,
    decisions: Decisions,
    old_overlap: Overlap | None = None,
    new_overlap: Overlap | None = None,
    plan: Sequence[PlannedUnit] = (),
) -> Impact:
    """Say what a revision does to decisions, overlaps, hours and a plan.

    Args:
        revision: of one side of the decisions.
        decisions: taken on the old release.
        old_overlap, new_overlap: the other side compared with each release; both or neither.
        plan: units that were planned.
    """
    fates = Fates(revision)
    contested = (one for conflict in decisions.conflicts for one in conflict.decisions)
    pairs = tuple(fates.of(one) for one in (*decisions.settled, *contested))
    new, lost = (
        _overlaps(fates, old_overlap, new_overlap) if old_overlap and new_overlap else ((), ())
    )
    items: dict[str, Item] = {}
    for overlap, found in ((old_overlap, lost), (new_overlap, new)):
        if overlap:
            items |= {one: overlap.items[one] for c in found for one in (c.pair.left, c.pair.right)}
    planned = tuple(_of_old(fates, plan))
    return Impact(
        pairs=pairs,
        new_overlaps=new,
        lost_overlaps=lost,
        hours=(*_stated_hours(revision), *_decided_hours(pairs)),
        plan=tuple(_touches(fates, planned)),
        planned=len({known for known, _ in planned}) if plan else None,
        planned_on_new=any(_made_with_new(revision, one) for one in plan),
        items=items,
        compared=bool(old_overlap and new_overlap),
    )


def _overlaps(
    fates: Fates, old: Overlap, new: Overlap
) -> tuple[tuple[OverlapChange, ...], tuple[OverlapChange, ...]]:
    """Overlaps that came and went; a pair is the same when both sides carry on."""
    before = {(pair.left, pair.right): pair for pair in old.pairs if pair.overlap}
    carried: set[tuple[str, str]] = set()
    found: list[OverlapChange] = []
    for pair in new.pairs:
        if not pair.overlap:
            continue
        earlier = {
            (a, b) for a in _before(fates, pair.left) for b in _before(fates, pair.right)
        } & before.keys()
        carried |= earlier
        if not earlier:
            found.append(OverlapChange(pair, _why(fates, pair, came=True)))
    lost = (pair for key, pair in before.items() if key not in carried)
    return tuple(found), tuple(OverlapChange(pair, _why(fates, pair, came=False)) for pair in lost)


def _before(fates: Fates, identifier: str) -> tuple[str, ...]:
    """Ids that an item had in the old release; its own when the revision is not about it."""
    change = fates.came.get(identifier)
    return change.old if change else (identifier,)


def _why(fates: Fates, pair: Pair, *, came: bool) -> str:
    """Why an overlap came with the new release, or went with the old one."""
    for one in (pair.left, pair.right):
        change = (fates.came if came else fates.went).get(one)
        if change is None:
            continue
        if change.kind in {ChangeKind.NIEUW, ChangeKind.VERVALLEN}:
            return f"het onderdeel is {change.kind.value}"
        if touched := fates.touched(change):
            return f"de inhoud is veranderd: {touched}"
    other = "naast de oude versie telde" if came else "naast de nieuwe versie telt"
    return f"de teksten zijn gelijk gebleven; {other} het paar niet als overlap"


def _stated_hours(revision: Revision) -> Iterator[HourChange]:
    """Hours that the sources state, as far as they changed."""
    totals: dict[HourUnit, list[float]] = defaultdict(lambda: [0.0, 0.0])
    items: dict[HourUnit, list[str]] = defaultdict(list)
    for change in revision.changes:
        before = [i.hours for i in map(revision.old.by_id.__getitem__, change.old) if i.hours]
        after = [i.hours for i in map(revision.new.by_id.__getitem__, change.new) if i.hours]
        if change.old and change.new and not (before and after):
            continue  # only one of the sources states hours
        for unit in HourUnit:
            step = sum(h.amount for h in after if h.unit is unit) - sum(
                h.amount for h in before if h.unit is unit
            )
            if step:
                totals[unit][step < 0] += abs(step)
                items[unit] += [*change.old, *change.new]
    for unit in HourUnit:
        if unit in totals:
            gained, lost = totals[unit]
            what = "uren die de bronnen noemen"
            yield HourChange(unit, gained, lost, what, tuple(dict.fromkeys(items[unit])))


def _decided_hours(pairs: Sequence[PairImpact]) -> Iterator[HourChange]:
    """Hours that decisions freed, where the decision lapses or needs another look."""
    for fate, what in (
        (Fate.VERVALT, "vrijgemaakte uren van besluiten die vervallen"),
        (Fate.OPNIEUW, "vrijgemaakte uren van besluiten die u opnieuw bekijkt"),
    ):
        there = [p.decision for p in pairs if p.fate is fate and p.decision.klokuren]
        if there:
            lost = sum(decision.klokuren or 0.0 for decision in there)
            ids = tuple(dict.fromkeys(one for decision in there for one in decision.pair))
            sure = fate is Fate.VERVALT
            yield HourChange(HourUnit.KLOKUREN, 0.0, lost, what, ids, sure)


def _of_old(fates: Fates, plan: Sequence[PlannedUnit]) -> Iterator[tuple[str, PlannedUnit]]:
    """What is planned of the old release, each with the id that it has there."""
    old = fates.revision.old
    coded = {lookup_key(item.code): item.id for item in reversed(old.items) if item.code}
    for planned in plan:
        known = planned.unit if planned.unit in old.by_id else coded.get(lookup_key(planned.unit))
        if known and known in fates.went:  # a revision of a part tells nothing of the rest
            yield known, planned


def _made_with_new(revision: Revision, planned: PlannedUnit) -> bool:
    old, new = revision.old.source.sha256, revision.new.source.sha256
    return new in planned.sources and old not in planned.sources


def _touches(fates: Fates, plan: Sequence[tuple[str, PlannedUnit]]) -> Iterator[PlanTouch]:
    """Planned units that changed, themselves or in what stands below them."""
    for known, planned in plan:
        change = fates.went[known]
        if changed := fates.changed(change):
            version, why = followed(fates.revision, planned.cohort)
            yield PlanTouch(planned, known, change, changed, fates.touched(change), version, why)
