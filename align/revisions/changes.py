"""What belongs together, as changes with their kind, nature and reason, in display order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.model import Change, ChangeKind
from align.revisions.facts import other_facts
from align.revisions.kinds import kind_of
from align.revisions.nature import nature
from align.revisions.stated import stated_by_both
from align.revisions.whom import carried, for_others

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from align.language import Analyser
    from align.model import Curriculum, Item, Kind
    from align.revisions.relate import Pairing
    from align.revisions.stated import Stated

REPLACED = "zelfde plaats, maar de inhoud is een andere"
_LAPSED = "niets in de nieuwe versie draagt deze inhoud verder"
_FRESH = "niets in de oude versie had deze inhoud"


def changes_of(
    old: Curriculum, new: Curriculum, pairings: Sequence[Pairing], analyser: Analyser
) -> tuple[Change, ...]:
    """Every item of both releases in exactly one change.

    Returns:
        changes in display order of the new release; what lapsed stands behind what stood before it.
    """
    went = {one: pairing for pairing in pairings for one in pairing.old}
    maker = _Maker(
        old,
        new,
        went,
        {item.id: n for n, item in enumerate(old.items)},
        {item.id: n for n, item in enumerate(new.items)},
        stated_by_both(old, new),
        _layers(old) & _layers(new),
        carried(old, went),
        analyser,
    )
    by_new: dict[str, Change | None] = {}
    for pairing in pairings:
        change = maker.change(pairing)
        by_new |= dict.fromkeys(change.new)
        by_new[change.new[0]] = change
    stands = (
        by_new.get(item.id, Change(ChangeKind.NIEUW, (), (item.id,), 0.0, reason=_FRESH))
        for item in new.items
    )
    ordered = [change for change in stands if change is not None]
    return _with_lapsed(ordered, old)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes a change of a pairing."""

    old: Curriculum
    new: Curriculum
    went: Mapping[str, Pairing]
    old_places: Mapping[str, int]
    new_places: Mapping[str, int]
    stated: Stated
    layers: AbstractSet[tuple[Kind, Kind]]
    became: Mapping[str, Sequence[str]]
    analyser: Analyser

    def change(self, pairing: Pairing) -> Change:
        """The change that a pairing is."""
        before = sorted(pairing.old, key=self.old_places.__getitem__)
        after = sorted(pairing.new, key=self.new_places.__getitem__)
        ours = [self.old.by_id[one] for one in before]
        theirs = [self.new.by_id[one] for one in after]
        moved = any(self._moved(a, b) for a in ours for b in theirs)
        whom = () if moved else self._for_others(ours, theirs)
        kind = ChangeKind.GEWIJZIGD if whom else self._kind(ours, theirs)
        facts = self._facts(ours, theirs)
        code_changed = {i.code for i in ours} != {i.code for i in theirs}
        return Change(
            kind=kind,
            old=tuple(before),
            new=tuple(after),
            similarity=1.0 if kind is ChangeKind.GELIJK else round(pairing.likeness, 4),
            moved=moved,
            code_changed=code_changed or any(one.startswith("crebo:") for one in facts),
            id_changed=set(before) != set(after),
            nature=(*self._nature(kind, ours, theirs, pairing), *whom, *facts),
            reason=_reason(pairing, moved=moved, whole=bool(self.old.children.get(before[0]))),
        )

    def _kind(self, ours: Sequence[Item], theirs: Sequence[Item]) -> ChangeKind:
        if len(ours) > 1:
            return ChangeKind.SAMENGEVOEGD
        if len(theirs) > 1:
            return ChangeKind.GESPLITST
        return kind_of(ours[0], theirs[0], self.stated)

    def _for_others(self, ours: Sequence[Item], theirs: Sequence[Item]) -> tuple[str, ...]:
        if len(ours) > 1 or len(theirs) > 1:
            return ()
        return for_others(ours[0], theirs[0], self.became, self.new)

    def _facts(self, ours: Sequence[Item], theirs: Sequence[Item]) -> tuple[str, ...]:
        if len(ours) > 1 or len(theirs) > 1:
            return ()
        return tuple(other_facts(ours[0], theirs[0], self.stated))

    def _moved(self, old: Item, new: Item) -> bool:
        """Whether an item hangs under something else now.

        Where the two sources have other layers (a kerntaak under a dossier in one, under a
        kwalificatie in the other) it is enough that it hangs somewhere under the same. A deeltaak
        that went from a keuzevak to a module, as there are in both, moved.
        """
        above, other = self.old.by_id.get(old.parent), self.new.by_id.get(new.parent)
        if above is None or other is None:
            return above is not other
        pairing = self.went.get(above.id)
        if above.kind is other.kind or self.layers >= {
            (old.kind, above.kind),
            (new.kind, other.kind),
        }:
            return pairing is None or other.id not in pairing.new
        mine = {
            one for a in self.old.ancestors(old) if a.id in self.went for one in self.went[a.id].new
        }
        return mine.isdisjoint(a.id for a in self.new.ancestors(new))

    def _nature(
        self, kind: ChangeKind, ours: Sequence[Item], theirs: Sequence[Item], pairing: Pairing
    ) -> tuple[str, ...]:
        if kind is ChangeKind.GEWIJZIGD:
            return nature(
                ours[0], theirs[0], self.analyser, replaced=pairing.alone, stated=self.stated
            )
        if kind in {ChangeKind.GESPLITST, ChangeKind.SAMENGEVOEGD}:
            return _variants(ours if len(ours) > 1 else theirs, kind)
        return ()


def _layers(curriculum: Curriculum) -> set[tuple[Kind, Kind]]:
    """Kinds of items with the kinds that they hang under."""
    return {
        (item.kind, curriculum.by_id[item.parent].kind)
        for item in curriculum.items
        if item.parent in curriculum.by_id
    }


def _variants(items: Sequence[Item], kind: ChangeKind) -> tuple[str, ...]:
    """Says so when the parts are the forms of one goal for different leerwegen."""
    sets = [set(item.leerwegen) for item in items]
    apart = all(sets) and sum(map(len, sets)) == len(set().union(*sets))
    if not apart:
        return ()
    shown = " + ".join(", ".join(leerweg.value for leerweg in item.leerwegen) for item in items)
    how = "samen" if kind is ChangeKind.SAMENGEVOEGD else "uit elkaar"
    return (f"leerwegen {how}: {shown}",)


def _reason(pairing: Pairing, *, moved: bool, whole: bool) -> str:
    if pairing.alone:
        return REPLACED
    if pairing.likeness == 1.0:
        return "zelfde tekst onder een ander onderdeel" if moved else "zelfde tekst en plaats"
    if len(pairing.old) > 1:
        return "de nieuwe tekst zegt wat deze oude samen zeiden"
    if len(pairing.new) > 1:
        return "deze nieuwe teksten zeggen samen wat de oude zei"
    if whole:
        return "wat eronder hangt, of de titel, komt terug"
    return "de nieuwe tekst draagt de inhoud van de oude verder"


def _with_lapsed(changes: Sequence[Change], old: Curriculum) -> tuple[Change, ...]:
    """Put what lapsed behind the change of the item that stood before it."""
    linked = {one for change in changes for one in change.old}
    behind: dict[str, list[Change]] = {}
    last = ""
    for item in old.items:
        if item.id in linked:
            last = item.id
        else:
            lapsed = Change(ChangeKind.VERVALLEN, (item.id,), (), 0.0, reason=_LAPSED)
            behind.setdefault(last, []).append(lapsed)
    ordered = behind.pop("", [])
    for change in changes:
        ordered.append(change)
        for one in change.old:
            ordered += behind.get(one, [])
    return tuple(ordered)
