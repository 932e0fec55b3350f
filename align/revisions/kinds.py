"""What happened to an item: gelijk, redactioneel or gewijzigd."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.model import ChangeKind
from align.revisions.texts import folded, text_of

if TYPE_CHECKING:
    from align.model import Item


def kind_of(old: Item, new: Item) -> ChangeKind:
    """The kind of change between an item and what it became."""
    before, after = text_of(old), text_of(new)
    stated = (old.leerwegen, old.niveaus, old.hours) == (new.leerwegen, new.niveaus, new.hours)
    if before == after and stated:
        return ChangeKind.GELIJK
    if folded(before) == folded(after) and stated:
        return ChangeKind.REDACTIONEEL
    return ChangeKind.GEWIJZIGD
