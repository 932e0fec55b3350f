"""One or more kwalificaties cut out of a dossier, with the basis that they share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from align.errors import UsageError
from align.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.model import Curriculum, Item


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
    roots = {_line(curriculum, curriculum.by_id[one])[-1].id for one in chosen}

    def belongs(item: Item) -> bool:
        line = _line(curriculum, item)
        other = any(one.kind is Kind.KWALIFICATIE and one.id not in chosen for one in line)
        apart = any(one.only_for and chosen.isdisjoint(one.only_for) for one in line)
        return line[-1].id in roots and not other and not apart

    return replace(curriculum, items=tuple(item for item in curriculum.items if belongs(item)))


def _line(curriculum: Curriculum, item: Item) -> tuple[Item, ...]:
    """An item and all above it."""
    return (item, *curriculum.ancestors(item))
