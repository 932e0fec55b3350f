"""For which kwalificaties a text holds, before and after.

SBB writes into one text what is added for one kwalificatie. The same words for another one are
another programme for two groups of students, however equal the texts are.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from align.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from align.model import Curriculum, Item
    from align.revisions.relate import Pairing

_ALL = ""
"""Stands for every kwalificatie, as it does in `Section.only_for`."""

_Whom = dict[str, set[str]]


def carried(old: Curriculum, went: Mapping[str, Pairing]) -> dict[str, tuple[str, ...]]:
    """What each kwalificatie that carries on became; all of them under "", as for all."""
    found = {one.id: went[one.id].new for one in old.of_kind(Kind.KWALIFICATIE) if one.id in went}
    return {_ALL: tuple(dict.fromkeys(one for ids in found.values() for one in ids)), **found}


def for_others(
    old: Item, new: Item, became: Mapping[str, Sequence[str]], release: Curriculum
) -> tuple[str, ...]:
    """Says so when a text that stayed, or the whole item, holds for other kwalificaties now.

    A kwalificatie that came or lapsed is told as such, and does not count here.

    Args:
        old, new: an item and what it became, at the same place.
        became: what each kwalificatie of the old release became; see `carried`.
        release: the new release, for the names.
    """
    everyone = set(became[_ALL])
    found: dict[str, None] = {}
    for before, after in _pairs(old, new):
        ours = {one for whom in before for one in became.get(whom, ())}
        theirs = everyone if _ALL in after else after & everyone
        if ours and theirs and ours != theirs:
            shown = (_names(ids, everyone, release) for ids in (ours, theirs))
            found[f"voor wie: {' → '.join(shown)}"] = None
    return tuple(found)


def _pairs(old: Item, new: Item) -> Iterator[tuple[AbstractSet[str], AbstractSet[str]]]:
    """For whom it held and holds: the item, then each text that stands in both."""
    yield set(old.only_for) or {_ALL}, set(new.only_for) or {_ALL}
    before, after = _of_texts(old), _of_texts(new)
    yield from ((before[text], after[text]) for text in before if text in after)


def _of_texts(item: Item) -> _Whom:
    found: _Whom = defaultdict(set)
    for section in item.sections:
        if section.text:
            found[section.text].add(section.only_for)
    return found


def _names(ids: AbstractSet[str], everyone: AbstractSet[str], release: Curriculum) -> str:
    """Titles in the order of the release; all of them in one word."""
    if ids == everyone:
        return "alle kwalificaties"
    return ", ".join(item.title for item in release.items if item.id in ids)
