"""Decisions on the old release as decisions on the new one, each with its trail.

Nothing that a person wrote is lost: what lapses stays with its reason, what falls together stays
apart as a conflict where people differ, and hours are never copied.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from align.model import Conflict, Decisions
from align.revisions.fate import Fate, Fates, digest_of
from align.revisions.names import release_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.model import Basis, Decision, Revision

#: Fields in which people can contradict each other, named as merging of decisions names them.
_FIELDS = {
    "verdict": "besluit",
    "relation": "relatie",
    "teaches": "wie het geeft",
    "klokuren": "klokuren",
}


def carry_over(revision: Revision, decisions: Decisions) -> Decisions:
    """Carry decisions over to the new release by the matching.

    Args:
        revision: of one side of the decisions.
        decisions: taken on the old release, or on the new one already; those stay as they are.

    Returns:
        the same decisions, on the items that carry theirs on. A decision on an item that was split
        is copied to each part, its klokuren to the first only. Decisions that come to stand on one
        pair become a conflict when they differ.
    """
    carrier = _Carrier(revision)
    by_pair: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision in decisions.settled:
        for carried in carrier.carried(decision):
            by_pair[carried.pair].append(carried)
    settled: list[Decision] = []
    conflicts = [
        replace(
            conflict,
            decisions=tuple(c for one in conflict.decisions for c in carrier.carried(one)),
        )
        for conflict in decisions.conflicts
    ]
    for _, group in sorted(by_pair.items()):
        differs = _differs(group)
        if len(group) == 1:
            settled += group
        elif differs:
            conflicts.append(Conflict(tuple(group), differs))
        else:
            voices = tuple(voice for one in group for voice in (one.voices or (one,)))
            settled.append(replace(group[0], voices=voices))
    return replace(
        decisions,
        settled=tuple(settled),
        conflicts=tuple(sorted(conflicts, key=lambda one: [d.pair for d in one.decisions])),
    )


class _Carrier:
    """Carries single decisions over."""

    def __init__(self, revision: Revision) -> None:
        self._revision = revision
        self._fates = Fates(revision)
        self._names = release_names(revision.old, revision.new)

    def carried(self, decision: Decision) -> Iterator[Decision]:
        """A decision on each pair that carries it on; as it was, with the reason, when none."""
        fate = self._fates.of(decision)
        before, after = self._names
        if fate.fate is Fate.VERVALT:
            line = f"vervallen van {before} naar {after}: {fate.reason}"
            yield replace(decision, trail=(*decision.trail, line))
            return
        for number, (left, right) in enumerate(fate.pairs):
            sides = self._rebased(decision.left, left), self._rebased(decision.right, right)
            if sides == (decision.left, decision.right):
                yield decision
                continue
            line = f"overgezet van {before} naar {after}: {self._codes(decision, sides)}"
            line += f"{fate.fate.value}, {fate.reason}"
            hours = decision.klokuren
            if number and hours is not None:
                line += f"; de {hours:g} klokuren staan bij het eerste deel".replace(".", ",")
                hours = None
            yield replace(
                decision,
                left=sides[0],
                right=sides[1],
                klokuren=hours,
                trail=(*decision.trail, line),
                voices=tuple(
                    replace(voice, left=sides[0], right=sides[1]) for voice in decision.voices
                ),
            )

    def _rebased(self, basis: Basis, identifier: str) -> Basis:
        """A side as it stands in the new release; as it was when the revision is not about it."""
        new = self._revision.new
        item = new.by_id.get(identifier)
        if item is None or basis.id not in self._fates.went or basis.version == new.source.version:
            return basis
        return replace(
            basis,
            id=item.id,
            code=item.code,
            title=item.title,
            version=new.source.version,
            text_sha256=digest_of(new, item),
        )

    @staticmethod
    def _codes(decision: Decision, sides: tuple[Basis, Basis]) -> str:
        pairs = zip((decision.left, decision.right), sides, strict=True)
        changed = [f"code {a.code} werd {b.code}" for a, b in pairs if a.code != b.code]
        return "".join(f"{one}; " for one in changed)


def _differs(group: Sequence[Decision]) -> tuple[str, ...]:
    """Names of the fields in which decisions differ."""
    return tuple(
        name
        for field, name in _FIELDS.items()
        if len({getattr(decision, field) for decision in group}) > 1
    )
