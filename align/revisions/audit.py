"""Official successors beside the items whose text carries on the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.model import LinkAudit, LinkVerdict
from align.sources.slo.retired import successors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from align.model import Change, Curriculum


def audit_links(
    old: Curriculum, new: Curriculum, changes: tuple[Change, ...]
) -> tuple[LinkAudit, ...]:
    """Hold each official successor of an item of the old release against its content.

    Returns:
        one entry for each item of the old release that the new one calls withdrawn.
    """
    official = successors(new)
    content = {one: change.new for change in changes for one in change.old}
    return tuple(
        LinkAudit(
            item.id, official[item.id], content[item.id], _verdict(official, content, item.id)
        )
        for item in old.items
        if item.id in official
    )


def _verdict(
    official: Mapping[str, tuple[str, ...]], content: Mapping[str, tuple[str, ...]], one: str
) -> LinkVerdict:
    if not official[one]:
        return LinkVerdict.ZONDER_OPVOLGER
    return LinkVerdict.EENS if set(official[one]) & set(content[one]) else LinkVerdict.ONEENS
