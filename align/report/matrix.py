"""The matrix: modules and keuzevakken against kerntaken, opening to units against werkprocessen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from align.model import Relation, Side
from align.report.page import (
    Cell,
    Column,
    ColumnGroup,
    Inner,
    InnerRow,
    Matrix,
    MatrixRow,
    PairView,
    UnitView,
)
from align.report.translation import _, ngettext
from align.report.units import Group, Units
from align.report.wording import number

_Pairs = Sequence[PairView]


def build_matrix(units: Units, pairs: _Pairs) -> Matrix:
    """Count pairs per module and kerntaak.

    Pairs that stand apart are counted only in the rows of `apart`, so that the cells of `rows`
    add up to the number of overlapping pairs on the first screen.
    """
    columns = _groups(units, Side.MBO)
    crossed: dict[tuple[str, str], list[PairView]] = {}
    for pair in pairs:
        crossed.setdefault((pair.left.group, pair.right.group), []).append(pair)
    rows = [
        _row(group, columns, crossed, units)
        for group in _groups(units, Side.VMBO)
        if not group.apart
    ]
    apart = [
        _row(group, columns, crossed, units) for group in _groups(units, Side.VMBO) if group.apart
    ]
    largest = max((cell.pairs for row in (*rows, *apart) for cell in row.cells), default=0)
    return Matrix(
        groups=_column_groups(group.above for group in columns),
        columns=tuple(Column(group.slug, group.code, group.title) for group in columns),
        rows=tuple(_heated(row, largest) for row in rows),
        apart=tuple(_heated(row, largest) for row in apart),
        largest=largest,
    )


def _heated(row: MatrixRow, largest: int) -> MatrixRow:
    """The row with a heat of 1 to 4 for each cell that has pairs."""
    cells = tuple(
        replace(cell, heat=-(-4 * cell.pairs // largest) if cell.pairs else 0) for cell in row.cells
    )
    return replace(row, cells=cells)


def _groups(units: Units, side: Side) -> list[Group]:
    wanted = {unit.group for unit in (units.left if side is Side.VMBO else units.right)}
    return [group for key, group in units.groups.items() if key in wanted]


def _column_groups(titles: Iterable[str]) -> tuple[ColumnGroup, ...]:
    return tuple(ColumnGroup(title, len(list(same))) for title, same in groupby(titles))


def _row(
    group: Group,
    columns: Sequence[Group],
    crossed: Mapping[tuple[str, str], _Pairs],
    units: Units,
) -> MatrixRow:
    cells = [
        _cell(
            _counting(crossed.get((group.slug, column.slug), ()), apart=group.apart),
            f"unit={group.slug}&kerntaak={column.slug}",
        )
        for column in columns
    ]
    everything = [pair for column in columns for pair in crossed.get((group.slug, column.slug), ())]
    counting = _counting(everything, apart=group.apart)
    return MatrixRow(
        slug=group.slug,
        code=group.code,
        title=group.title,
        above=group.above,
        cells=tuple(cells),
        total=_cell(counting, f"unit={group.slug}"),
        inner=_inner(group, counting, units),
    )


def _counting(pairs: _Pairs, *, apart: bool) -> _Pairs:
    """The pairs that a row counts: kern counts what stands apart, every other row what does not."""
    return [pair for pair in pairs if pair.apart is apart]


def _cell(pairs: _Pairs, query: str) -> Cell:
    """Count pairs; a single one is linked to directly, several as a filtered list."""
    found = [pair for pair in pairs if pair.overlap]
    relations = tuple(sum(pair.relation is r for pair in found) for r in Relation)
    weak = len(pairs) - len(found)
    linked = found or list(pairs)
    section = "paren" if found else "zwak"
    href = f"#{'apart' if linked[0].apart else section}?{query}" if linked else ""
    if len(linked) == 1:
        href = f"#{linked[0].id}"
    words = [f"{n} {_(r.value)}" for n, r in zip(relations, Relation, strict=True) if n]
    label = ngettext("{} paar", "{} paren", len(found)).format(number(len(found))) if found else ""
    if words:
        label += f": {', '.join(words)}"
    if not found and weak:
        label = (
            ngettext("{} algemene overeenkomst", "{} algemene overeenkomsten", weak)
            if linked[0].apart
            else ngettext("{} zwakke overeenkomst", "{} zwakke overeenkomsten", weak)
        ).format(number(weak))
    single = found[0] if len(found) == 1 else None
    return Cell(
        pairs=len(found),
        relations=relations,
        undetermined=len(found) - sum(relations),
        weak=weak,
        href=href,
        label=label,
        strength=single.strength if single else None,
        relation=single.relation if single else None,
    )


def _inner(group: Group, pairs: _Pairs, units: Units) -> Inner:
    """Units against the werkprocessen that at least one of them meets."""
    met = {pair.right.id for pair in pairs}
    right = [unit for unit in units.right if unit.id in met]
    found: dict[tuple[str, str], list[PairView]] = {}
    for pair in pairs:
        found.setdefault((pair.left.id, pair.right.id), []).append(pair)

    def cells(unit: UnitView) -> tuple[Cell, ...]:
        return tuple(_cell(found.get((unit.id, column.id), ()), "") for column in right)

    members = [unit for unit in units.left if unit.group == group.slug]
    return Inner(
        groups=_column_groups(unit.context for unit in right),
        columns=tuple(Column(unit.slug, unit.code, unit.title, unit.number) for unit in right),
        rows=tuple(InnerRow(unit, cells(unit)) for unit in members),
        without=tuple(unit.name for unit in units.right if unit.id not in met),
    )
