"""Official successors beside the items whose text carries on the old one.

Successor links are no evidence for a match, so that what is held against them is independent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.model import LinkAudit, LinkVerdict
from align.sources.slo.retired import successors

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from align.model import Curriculum
    from align.revisions.relate import Pairing


def audit_links(
    old: Curriculum, new: Curriculum, pairings: Sequence[Pairing]
) -> tuple[LinkAudit, ...]:
    """Hold each official successor of an item of the old release against its content.

    An item that only kept its place, with another content, has no successor by content.

    Returns:
        one entry for each item of the old release that the new one calls withdrawn, in the order of
        the old release.
    """
    official = successors(new)
    content = {one: pairing.new for pairing in pairings if not pairing.alone for one in pairing.old}
    places = {item.id: n for n, item in enumerate(new.items)}
    found: list[LinkAudit] = []
    for item in old.items:
        if item.id in official:
            named = official[item.id]
            carried = tuple(sorted(content.get(item.id, ()), key=places.__getitem__))
            found.append(LinkAudit(item.id, named, carried, _verdict(named, carried)))
    return tuple(found)


def _verdict(official: Collection[str], content: Collection[str]) -> LinkVerdict:
    if not official:
        return LinkVerdict.ZONDER_OPVOLGER
    return LinkVerdict.EENS if set(official) & set(content) else LinkVerdict.ONEENS
