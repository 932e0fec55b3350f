"""Decisions on the old release as decisions on the new one, each with its trail.

Nothing that a person wrote is lost: what lapses stays with its reason, what falls together is
put together as files are merged, and hours are never copied.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from align.model import Hours, HourUnit
from align.model.agreement import agreed, entries_of
from align.revisions.fate import Fate, Fates, digest_of
from align.revisions.names import release_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.model import Basis, Decision, Decisions, Revision


def carry_over(revision: Revision, decisions: Decisions) -> Decisions:
    """Carry decisions over to the new release by the matching.

    Args:
        revision: of one side of the decisions.
        decisions: taken on the old release, or on the new one already; those stay as they are.

    Returns:
        what each person said, on the items that carry theirs on. What one said of an item that was
        split is copied to each part, the klokuren to the first only. What comes to stand on one
        pair is put together by the rules of merging.
    """
    carrier = _Carrier(revision)
    carried = (new for entry in entries_of(decisions) for new in carrier.carried(entry))
    settled, conflicts = agreed(carried)
    return replace(decisions, settled=settled, conflicts=conflicts)


class _Carrier:
    """Carries over what one person said of one pair."""

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
                line += f"; de {Hours(hours, HourUnit.KLOKUREN)} staan bij het eerste deel"
                hours = None
            yield replace(
                decision,
                left=sides[0],
                right=sides[1],
                klokuren=hours,
                trail=(*decision.trail, line),
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
