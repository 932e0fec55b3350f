"""Changes under the units that a reader looks up, and the map of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from align.model import ChangeKind, Kind, Side
from align.report.revision_map import cell_drawing
from align.report.revision_tree import ROOF_KINDS, UNIT_KINDS
from align.report.revision_view import Group, MapCell, TopView, UnitView
from align.report.units import unique_slugs
from align.report.wording import noun_for, number, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from align.report.revision_changes import ChangeViews
    from align.report.revision_view import ChangeView

#: Key of the units that stand under no profiel, dossier or kwalificatie; changes count from 0.
_NOWHERE = -1


def top_views(changes: ChangeViews) -> tuple[TopView, ...]:
    """All units under what they stand under, in display order; those under nothing stand last."""
    tree = changes.tree
    roofs = {tree.top(unit) for unit in tree.units if tree.item(unit).kind in UNIT_KINDS}
    below: dict[int, list[int]] = {}
    for unit in tree.units:
        top = unit if unit in roofs else tree.top(unit)
        below.setdefault(top if tree.item(top).kind in ROOF_KINDS else _NOWHERE, []).append(unit)
    if _NOWHERE in below:
        below[_NOWHERE] = below.pop(_NOWHERE)
    wanted = {unit: tree.item(unit).code or tree.item(unit).title for unit in tree.units}
    slugs = unique_slugs([(changes.views[unit].id, name) for unit, name in wanted.items()])
    found = []
    for top, units in below.items():
        inside = [one for unit in units for one in tree.units[unit]]
        found.append(
            TopView(
                name=_nowhere(changes, units, len(below)) if top < 0 else _name(changes, top),
                counts=count_words(changes.views[one] for one in inside),
                units=tuple(_unit(changes, unit, slugs[changes.views[unit].id]) for unit in units),
            )
        )
    return tuple(found)


def _nowhere(changes: ChangeViews, units: Sequence[int], tops: int) -> str:
    """What units are called together that stand under nothing."""
    kinds = [changes.tree.item(unit).kind for unit in units]
    if tops == 1:
        return noun_for(kinds).capitalize()
    vmbo = changes.new.side is Side.VMBO
    return f"In de bron onder geen {'profiel' if vmbo else 'dossier of kwalificatie'}"


def count_words(changes: Iterable[ChangeView]) -> str:
    """What happened, in words: "5 gelijk, 1 gewijzigd"."""
    counts = Counter(change.kind for change in changes)
    return ", ".join(f"{number(counts[k])} {k.value}" for k in ChangeKind if counts[k])


def _name(changes: ChangeViews, number_: int) -> str:
    item = changes.tree.item(number_)
    code = item.code or item.crebo
    return f"{code} {item.title}".strip()


def _unit(changes: ChangeViews, unit: int, slug: str) -> UnitView:
    tree = changes.tree
    item = tree.item(unit)
    inside = [changes.views[one] for one in tree.units[unit]]
    own = changes.views[unit]
    gone = own.kind in {ChangeKind.NIEUW, ChangeKind.VERVALLEN}
    cells = _by_cell(changes, unit)
    shown = [view for view in inside if not view.compact]
    return UnitView(
        slug=f"u-{slug}",
        code=item.code or item.crebo,
        title=item.title,
        noun=item.kind.value,
        roof=item.kind in ROOF_KINDS,
        state=own.kind.value if gone else "",
        counts=count_words(inside),
        changed=len(shown),
        groups=tuple(_groups(changes, unit, cells)),
        same=tuple(view for view in inside if view.compact and not view.apart),
        apart=tuple(view for view in inside if view.apart),
        cells=tuple(_cells(changes, unit, cells, f"#u-{slug}")),
        cell_of={
            changes.views[one].id: at
            for at, numbers in enumerate(cells.values())
            for one in numbers
            if changes.views[one].compact
        },
    )


def _by_cell(changes: ChangeViews, unit: int) -> dict[int, list[int]]:
    """Changes of a unit by the cell that they belong to; those of the unit itself under -1."""
    found: dict[int, list[int]] = {}
    for one in changes.tree.units[unit]:
        found.setdefault(changes.tree.cell(one), []).append(one)
    return found


def _groups(changes: ChangeViews, unit: int, cells: Mapping[int, Sequence[int]]) -> Iterable[Group]:
    for at, (cell, numbers) in enumerate(cells.items()):
        shown = tuple(changes.views[one] for one in numbers if not changes.views[one].compact)
        if shown:
            alone = cell in {-1, unit} or shown == (changes.views[cell],)
            yield Group("" if alone else _name(changes, cell), at, shown)


def _cells(
    changes: ChangeViews, unit: int, cells: Mapping[int, Sequence[int]], href: str
) -> Iterable[MapCell]:
    for cell, numbers in cells.items():
        views = [changes.views[one] for one in numbers]
        first = next((view for view in views if not view.compact), None)
        yield MapCell(
            href=f"#{first.id}" if first else href,
            label=f"{_label(changes, unit, cell, numbers)}: {count_words(views)}",
            drawing=cell_drawing(views),
        )


def _label(changes: ChangeViews, unit: int, cell: int, numbers: Sequence[int]) -> str:
    """What a cell of the map stands for."""
    if cell >= 0:
        return _name(changes, cell)
    if list(numbers) == [unit]:
        return f"{changes.tree.item(unit).kind.value} {_name(changes, unit)}"
    kinds = {changes.tree.item(one).kind for one in numbers if one != unit}
    nouns = " en ".join(plural(kind) for kind in Kind if kind in kinds)
    return f"{_name(changes, unit)} en {nouns}"
