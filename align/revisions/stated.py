"""What two releases both state: of that, what is not there in one of them was added or dropped.

An exam plan gives titles only and a table of a school has the columns that it has: what such a
source never gives is no change. A publisher's own format holds all there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.revisions.facts import fact_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.model import Curriculum, Item, Kind

LEERWEGEN, NIVEAUS, HOURS = "leerweg", "niveau", "uren"
"""Names of statements that are no running text."""

#: Formats of the publishers themselves: what one of these leaves out of an item is nowhere.
_WHOLE = frozenset({"slo-bg", "slo-avo", "slo-kerndoelen", "sbb-xml"})


@dataclass(frozen=True, slots=True)
class Stated:
    """What both releases state of their items: labels of running text and names of statements.

    Attributes:
        anywhere: what counts for items of every kind.
        of_kind: what each gives of at least one item of a kind.
    """

    anywhere: frozenset[str] = frozenset()
    of_kind: frozenset[tuple[Kind, str]] = frozenset()

    def by_both(self, kind: Kind, name: str) -> bool:
        """Whether both give this of items of a kind, so that to be absent says something."""
        return name in self.anywhere or (kind, name) in self.of_kind


NOTHING = Stated()
"""Of two items alone nothing is known of their sources."""


def stated_by_both(old: Curriculum, new: Curriculum) -> Stated:
    """What two releases both state.

    In a format of a publisher it is enough that both give a text of any item at all.
    """
    before, after = (frozenset(_given(release)) for release in (old, new))
    if old.source.format != new.source.format or old.source.format not in _WHOLE:
        return Stated(of_kind=before & after)
    ours, theirs = ({name for _, name in given} for given in (before, after))
    return Stated(frozenset({*(ours & theirs), LEERWEGEN, NIVEAUS, HOURS}))


def _given(release: Curriculum) -> Iterator[tuple[Kind, str]]:
    for item in release.items:
        yield from ((item.kind, name) for name in _names(item))


def _names(item: Item) -> Iterator[str]:
    yield from (section.label for section in item.sections if section.text)
    for name, value in ((LEERWEGEN, item.leerwegen), (NIVEAUS, item.niveaus), (HOURS, item.hours)):
        if value:
            yield name
    yield from (fact_name(fact.name) for fact in item.facts)
