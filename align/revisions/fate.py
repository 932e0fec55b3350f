"""What becomes of a decision: whether it keeps, lapses, or needs another look, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from align.model import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from align.model import Basis, Change, Curriculum, Decision, Item, Revision

_CALM = frozenset({ChangeKind.GELIJK, ChangeKind.REDACTIONEEL})
_SHOWN = 3


class Fate(StrEnum):
    """What becomes of a decision."""

    BLIJFT = "blijft"
    OPNIEUW = "opnieuw bekijken"
    VERVALT = "vervalt"


@dataclass(frozen=True, slots=True)
class PairImpact:
    """What becomes of one decision.

    Attributes:
        decision: as it was.
        fate: whether it keeps, lapses or needs another look.
        reason: why, in Dutch.
        pairs: ids (left, right) of the pairs that carry it on; empty when it lapses.
        changes: what a reader looks at to see why; empty when nothing was touched.
    """

    decision: Decision
    fate: Fate
    reason: str
    pairs: tuple[tuple[str, str], ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class SideFate:
    """The same for one side of a pair: the ids that carry it on."""

    fate: Fate
    reason: str
    ids: tuple[str, ...]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Fates:
    """Answers what a revision does to decisions on its old release."""

    revision: Revision

    @cached_property
    def went(self) -> Mapping[str, Change]:
        """The change of each old item."""
        return {one: change for change in self.revision.changes for one in change.old}

    @cached_property
    def came(self) -> Mapping[str, Change]:
        """The change of each new item."""
        return {one: change for change in self.revision.changes for one in change.new}

    def of(self, decision: Decision) -> PairImpact:
        """What becomes of a decision; the side that the revision is not about stays as it is."""
        left, right = self.of_side(decision.left), self.of_side(decision.right)
        sides = [side for side in (left, right) if side is not None]
        if not sides:
            other = "deze vergelijking gaat niet over een van beide kanten"
            return PairImpact(decision, Fate.BLIJFT, other, (decision.pair,))
        pairs = tuple(
            (a, b)
            for a in (left.ids if left else (decision.left.id,))
            for b in (right.ids if right else (decision.right.id,))
        )
        worst = max((side.fate for side in sides), key=list(Fate).index)
        telling = [side for side in sides if side.fate is worst]
        reason = "; ".join(side.reason for side in telling)
        changes = tuple(one for side in telling for one in side.changes)
        return PairImpact(decision, worst, reason, pairs, changes)

    def of_side(self, basis: Basis) -> SideFate | None:
        """What becomes of one side of a pair; None when the revision is not about it."""
        old, new = self.revision.old, self.revision.new
        versions = old.source.version, new.source.version
        taken_on_new = basis.version == versions[1] != versions[0]
        if basis.id in new.by_id and (taken_on_new or basis.id not in old.by_id):
            return SideFate(Fate.BLIJFT, "al genomen op de nieuwe versie", (basis.id,))
        change = self.went.get(basis.id)
        if change is None:
            return None
        if change.kind is ChangeKind.VERVALLEN:
            said = f"{_name(old.by_id[basis.id])} is vervallen"
            return SideFate(Fate.VERVALT, said, (), (change,))
        shown = self.changed(change) or (() if _untouched(change) else (change,))
        return SideFate(*self._of_change(basis, change), change.new, shown)

    def changed(self, change: Change) -> tuple[Change, ...]:
        """The changes that give another content: of the item itself, then of what stands below."""
        return tuple(one for one in (change, *self._below(change)) if one.kind not in _CALM)

    def touched(self, change: Change) -> str:
        """What changed in an item and below it, in Dutch; empty when it says the same."""
        below = [one for one in self.changed(change) if one is not change]
        counts = Counter(one.kind for one in below)
        own = [] if change.kind in _CALM else [_own(change)]
        parts = [f"{count} {kind.value}" for kind in ChangeKind if (count := counts[kind])]
        if parts:
            own.append(f"daaronder {', '.join(parts)} ({_codes(self.revision, below)})")
        return "; ".join(own)

    def _of_change(self, basis: Basis, change: Change) -> tuple[Fate, str]:
        old = self.revision.old
        item = old.by_id[basis.id]
        if basis.text_sha256 and basis.text_sha256 != digest_of(old, item):
            return Fate.OPNIEUW, "genomen op een andere tekst dan die van de oude versie"
        if touched := self.touched(change):
            return Fate.OPNIEUW, f"{_name(item)}: {touched}"
        calm = {change.kind, *(one.kind for one in self._below(change))} == {ChangeKind.GELIJK}
        said = ["zelfde tekst" if calm else "alleen anders geschreven", *change.nature]
        said += ["staat onder een ander onderdeel"] if change.moved else []
        return Fate.BLIJFT, "; ".join(said)

    def _below(self, change: Change) -> list[Change]:
        """Changes of what stands below an item in either release, each once."""
        found: dict[tuple[tuple[str, ...], tuple[str, ...]], Change] = {}
        for curriculum, ids, changes in (
            (self.revision.old, change.old, self.went),
            (self.revision.new, change.new, self.came),
        ):
            for one in ids:
                for item in _descendants(curriculum, one):
                    if below := changes.get(item.id):
                        found[below.old, below.new] = below
        return list(found.values())


def by_place(pairs: Iterable[PairImpact], old: Curriculum) -> list[PairImpact]:
    """Decisions in the order of the old release, so that those on one unit stand together."""
    place = {item.id: at for at, item in enumerate(old.items)}
    far = len(place)
    return sorted(pairs, key=lambda one: min(place.get(side, far) for side in one.decision.pair))


def digest_of(curriculum: Curriculum, item: Item) -> str:
    """The digest by which a decision knows the text that it was taken on.

    Imported when it is asked for: the room of overlap loads slowly, and most comparisons of
    releases come without decisions.
    """
    from align.overlap.decided import unit_sha256  # noqa: PLC0415 (loads slowly)

    return unit_sha256(curriculum, item)


def _untouched(change: Change) -> bool:
    same = change.kind is ChangeKind.GELIJK
    return same and not (change.moved or change.code_changed or change.nature)


def _own(change: Change) -> str:
    shown = f" ({'; '.join(change.nature)})" if change.nature else ""
    return f"{change.kind.value}{shown}"


def _codes(revision: Revision, changes: list[Change]) -> str:
    """Codes of the first few that changed."""
    names = [
        (revision.new.by_id[c.new[0]] if c.new else revision.old.by_id[c.old[0]]).code
        for c in changes
    ]
    known = list(dict.fromkeys(name for name in names if name))
    more = " …" if len(known) > _SHOWN else ""
    return ", ".join(known[:_SHOWN]) + more if known else "zonder code"


def _descendants(curriculum: Curriculum, identifier: str) -> list[Item]:
    """What stands below an item, in the order of the source; a loop in a source ends."""
    found: list[Item] = []
    seen = {identifier}
    waiting = list(reversed(curriculum.children.get(identifier, ())))
    while waiting:
        item = waiting.pop()
        if item.id not in seen:
            seen.add(item.id)
            found.append(item)
            waiting += reversed(curriculum.children.get(item.id, ()))
    return found


def _name(item: Item) -> str:
    return item.code or item.title
