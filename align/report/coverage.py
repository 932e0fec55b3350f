"""Which units have overlap and which have none, and what was not compared at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from align.model import Item, Overlap, Side
from align.report.page import (
    CoverageGroup,
    CoverageRow,
    LeftOut,
    PairView,
    SideCoverage,
    UnitView,
)
from align.report.reasons import in_words
from align.report.units import Units
from align.report.wording import about, noun_for, percent


def side_coverage(side: Side, units: Units, pairs: Sequence[PairView]) -> SideCoverage:
    """Split the units of one side: with overlap, without, and apart. Each stands in one of these.

    Args:
        side: which side.
        units: units of the comparison.
        pairs: all pairs, strongest first.
    """
    members = units.left if side is Side.VMBO else units.right
    found: dict[str, list[PairView]] = {}
    for pair in pairs:
        found.setdefault((pair.left if side is Side.VMBO else pair.right).id, []).append(pair)
    rows = [_row(unit, found.get(unit.id, ())) for unit in members if not unit.generic]
    only = [row for row in rows if not row.pairs]
    return SideCoverage(
        side=side,
        noun=noun_for(units.overlap.items[unit.id].kind for unit in members if not unit.generic),
        covered=_grouped([row for row in rows if row.pairs], units),
        only=_grouped(only, units),
        only_weak=sum(row.best is not None for row in only),
        apart=tuple(unit for unit in members if unit.generic),
    )


def covered(coverage: SideCoverage) -> int:
    """Number of units with overlap."""
    return sum(len(group.rows) for group in coverage.covered)


def without(coverage: SideCoverage) -> int:
    """Number of units without overlap."""
    return sum(len(group.rows) for group in coverage.only)


def _row(unit: UnitView, pairs: Sequence[PairView]) -> CoverageRow:
    overlapping = [pair for pair in pairs if pair.overlap and not pair.apart]
    best = next(iter(overlapping or pairs), None)
    return CoverageRow(
        unit=unit,
        share=about(unit.coverage, found=bool(overlapping)),
        width=percent(unit.coverage),
        pairs=len(overlapping),
        best=best,
    )


def _grouped(rows: Sequence[CoverageRow], units: Units) -> tuple[CoverageGroup, ...]:
    def heading(row: CoverageRow) -> str:
        group = units.groups[row.unit.group]
        return group.name if row.unit.side is Side.VMBO else f"{group.name} · {group.above}"

    return tuple(
        CoverageGroup(heading(first), (first, *rest))
        for _, same in groupby(rows, key=lambda row: row.unit.group)
        for first, *rest in [list(same)]
    )


def left_out(overlap: Overlap) -> tuple[LeftOut, ...]:
    """What was not compared, per reason, in the order in which the reasons first occur.

    An item is named only when what stands above it was not left out for the same reason: a
    module that was left out speaks for its deeltaken and eindtermen.
    """
    why = {skipped.id: skipped.why for skipped in overlap.not_compared}
    named: dict[str, list[str]] = {}
    total: dict[str, int] = {}
    for skipped in overlap.not_compared:
        item = overlap.items.get(skipped.id)
        total[skipped.why] = total.get(skipped.why, 0) + 1
        names = named.setdefault(skipped.why, [])
        if item is None:
            names.append(skipped.id)
        elif not _is_below(item, why, overlap.items):
            names.append(f"{item.code} {item.title}".strip())
    return tuple(
        LeftOut(in_words(reason), total[reason], tuple(names)) for reason, names in named.items()
    )


def _is_below(item: Item, why: Mapping[str, str], items: Mapping[str, Item]) -> bool:
    """Whether something above this item was left out for the same reason."""
    seen = {item.id}
    above = items.get(item.parent)
    while above is not None and above.id not in seen:
        if why.get(above.id) == why[item.id]:
            return True
        seen.add(above.id)
        above = items.get(above.parent)
    return False
