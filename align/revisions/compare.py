"""Two releases in, every change out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from align.errors import InputError, UsageError
from align.model import Change, ChangeKind, Kind, Revision
from align.revisions.audit import audit_links
from align.revisions.forest import plant
from align.revisions.kinds import kind_of
from align.revisions.matching import match
from align.revisions.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.language import Analyser
    from align.model import Curriculum, Item


def compare_releases(
    old: Curriculum, new: Curriculum, analyser: Analyser | None = None
) -> Revision:
    """Compare an old and a new release of the same side.

    Args:
        old, new: whole, or cut to a part by `restrict`.
        analyser: the Dutch pipeline, for the nature of changes; built when not given.

    Raises:
        InputError: the releases stand on different sides.
    """
    del analyser
    if old.side is not new.side:
        raise InputError(
            f"dit is een {new.side.value}-bron; de oude is een {old.side.value}-bron",
            where=new.source.path,
            advice="Vergelijk twee versies van dezelfde kant.",
        )
    before, after = plant(old), plant(new)
    links = {
        before.nodes[link.old].item.id: after.nodes[link.new].item.id
        for link in match(before, after)
    }
    back = {b: a for a, b in links.items()}
    by_new = {
        b: _linked(old.by_id[a], new.by_id[b], links.get(old.by_id[a].parent))
        for a, b in links.items()
    }
    lapsed = {
        item.id: Change(
            ChangeKind.VERVALLEN,
            (item.id,),
            (),
            0.0,
            reason="niets in de nieuwe versie zegt hetzelfde",
        )
        for item in old.items
        if item.id not in links
    }
    fresh = "niets in de oude versie zegt hetzelfde"
    changes = [
        by_new.get(item.id) or Change(ChangeKind.NIEUW, (), (item.id,), 0.0, reason=fresh)
        for item in new.items
    ]
    changes = _with_lapsed(changes, old, lapsed, back)
    return Revision(
        old, new, tuple(changes), audit_links(old, new, tuple(changes)), {"method": "revisions/1"}
    )


def restrict(curriculum: Curriculum, kwalificaties: Sequence[str]) -> Curriculum:
    """Cut a curriculum to some kwalificaties, with the basis that they share.

    Args:
        curriculum: a dossier, or several.
        kwalificaties: crebo codes; empty keeps everything.

    Raises:
        UsageError: a crebo that does not occur.
    """
    if not kwalificaties:
        return curriculum
    chosen = {k.id for k in curriculum.of_kind(Kind.KWALIFICATIE) if k.crebo in kwalificaties}
    missing = set(kwalificaties) - {curriculum.by_id[one].crebo for one in chosen}
    if missing:
        present = sorted({k.crebo for k in curriculum.of_kind(Kind.KWALIFICATIE) if k.crebo})
        raise UsageError(
            f"kwalificatie {', '.join(sorted(missing))} komt niet voor",
            where=curriculum.source.path,
            advice=f"Kies uit: {', '.join(present) or 'deze bron noemt geen crebo'}.",
        )
    roots = {_root(curriculum, curriculum.by_id[one]) for one in chosen}
    kept: set[str] = set()
    for item in curriculum.items:
        line = (item, *curriculum.ancestors(item))
        other = any(one.kind is Kind.KWALIFICATIE and one.id not in chosen for one in line)
        apart = any(one.only_for and chosen.isdisjoint(one.only_for) for one in line)
        if line[-1].id in roots and not other and not apart:
            kept.add(item.id)
    return replace(curriculum, items=tuple(i for i in curriculum.items if i.id in kept))


def _root(curriculum: Curriculum, item: Item) -> str:
    above = curriculum.ancestors(item)
    return above[-1].id if above else item.id


def _linked(old: Item, new: Item, parent: str | None) -> Change:
    return Change(
        kind_of(old, new),
        (old.id,),
        (new.id,),
        round(fuzz.ratio(text_of(old), text_of(new)) / 100, 4),
        moved=(parent or "") != new.parent,
        code_changed=old.code != new.code,
        id_changed=old.id != new.id,
        reason="de tekst en de plaats komen het meest overeen",
    )


def _with_lapsed(
    changes: list[Change], old: Curriculum, lapsed: dict[str, Change], back: dict[str, str]
) -> list[Change]:
    """Put what lapsed behind the change of the item that stood before it."""
    behind: dict[str, list[Change]] = {"": []}
    last = ""
    linked = set(back.values())
    for item in old.items:
        if item.id in linked:
            last = item.id
        elif item.id in lapsed:
            behind.setdefault(last, []).append(lapsed[item.id])
    ordered = list(behind[""])
    for change in changes:
        ordered.append(change)
        for one in change.old:
            ordered += behind.get(one, [])
    return ordered
