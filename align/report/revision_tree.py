"""Both releases as one tree of changes: what lapsed hangs where it hung."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from align.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from align.model import Change, Item, Revision

UNIT_KINDS = frozenset({Kind.MODULE, Kind.KEUZEVAK, Kind.KERN, Kind.KERNTAAK, Kind.KEUZEDEEL})
"""What a reader looks up: the parts under which the page lists changes."""
ROOF_KINDS = frozenset({Kind.PROFIEL, Kind.DOSSIER, Kind.KWALIFICATIE})
"""What units stand under."""
CELL_KINDS = frozenset({Kind.DEELTAAK, Kind.KERNDEEL, Kind.WERKPROCES, Kind.TAAK})
"""What a cell of the map stands for."""


class ChangeTree:
    """Changes by number, in display order, each under the change of what it hangs under.

    A change with new items hangs where its first new item hangs; what lapsed hangs where it hung.
    Every change hangs in one place, so that every item is listed once.
    """

    def __init__(self, revision: Revision) -> None:
        self.revision = revision
        self.changes: Sequence[Change] = revision.changes
        self.of_old = {one: n for n, c in enumerate(self.changes) for one in c.old}
        self.of_new = {one: n for n, c in enumerate(self.changes) for one in c.new}

    def item(self, number: int) -> Item:
        """The item that names a change: the first new one, or the first that lapsed."""
        change = self.changes[number]
        if change.new:
            return self.revision.new.by_id[change.new[0]]
        return self.revision.old.by_id[change.old[0]]

    def line(self, number: int) -> Iterator[int]:
        """The change itself and those above it, nearest first; a loop in a source ends."""
        seen: set[int] = set()
        while number >= 0 and number not in seen:
            yield number
            seen.add(number)
            number = self.parents[number]

    @cached_property
    def parents(self) -> tuple[int, ...]:
        """The change above each; -1 for a root, and for what hangs under what is not shown."""
        found = []
        for change in self.changes:
            if change.new:
                parent = self.revision.new.by_id[change.new[0]].parent
                found.append(self.of_new.get(parent, -1))
            else:
                parent = self.revision.old.by_id[change.old[0]].parent
                found.append(self.of_old.get(parent, -1))
        return tuple(found)

    def unit(self, number: int) -> int:
        """The unit that a change is listed under, which may be itself.

        What hangs under no unit is listed under the highest that it hangs under.
        """
        line = tuple(self.line(number))
        units = [one for one in line if self.item(one).kind in UNIT_KINDS]
        outside = [one for one in line if self.item(one).kind not in ROOF_KINDS]
        return (units or outside or [number])[-1]

    def cell(self, number: int) -> int:
        """The deeltaak or werkproces that a change belongs to; -1 when it belongs to the unit."""
        return self._cells[number]

    @cached_property
    def _cells(self) -> tuple[int, ...]:
        found = []
        for number in range(len(self.changes)):
            cells = [one for one in self.line(number) if self.item(one).kind in CELL_KINDS]
            found.append(cells[-1] if cells else -1)
        return tuple(found)

    @cached_property
    def units(self) -> Mapping[int, tuple[int, ...]]:
        """All changes of each unit, itself first, in display order.

        What stands above every unit (a profiel, a dossier) is a unit of its own.
        """
        found: dict[int, list[int]] = {}
        for number in range(len(self.changes)):
            found.setdefault(self.unit(number), []).append(number)
        return {unit: tuple(sorted(found[unit], key=self._order)) for unit in sorted(found)}

    def _order(self, number: int) -> tuple[int, int]:
        """What stands under one cell together, the cell itself first.

        What lapsed may stand before the change that it hangs under.
        """
        cell = self.cell(number)
        head = cell if cell >= 0 else self.unit(number)
        return head, -1 if number == head else number

    def top(self, unit: int) -> int:
        """What a unit stands under (a profiel, dossier or kwalificatie); itself when nothing."""
        return self.parents[unit] if self.parents[unit] >= 0 else unit
