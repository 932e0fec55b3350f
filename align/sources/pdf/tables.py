"""Tables of a PDF page that are drawn with lines: cells, also merged ones, and their words.

A cell is what lines enclose. A row is what lies between two lines that run over most of the width
of the table; a cell that was merged over several rows stands in each of them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from align.sources.pdf.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from align.sources.pdf.lines import Box, Line
    from align.sources.pdf.pages import Page, Word
    from align.sources.pdf.rules import RuledLine

MAX_RULES = 600
"""Lines of one page that are put together to tables; a page with more is a drawing."""
MAX_CELLS = 5_000
"""Places in the grid of one table; a table of 100 rows and 12 columns has 1,200."""
NEAR = 3.0
"""Points: lines and edges this close are one, or touch."""

_MOST = 0.5  # share of a width or a height that counts as most of it


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes:
        page: 1-based number of its page.
        box: left, bottom, right and top in points.
        words: in the order of the file; may be empty.
    """

    page: int
    box: Box
    words: tuple[Word, ...]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Its lines, from top to bottom."""
        return lines_of((word for word in self.words if not word.turned), self.page)

    @cached_property
    def text(self) -> str:
        """Its words with one blank between them, line after line."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True)
class Table:
    """One table, or the part of it that is on one page.

    Attributes:
        page: 1-based number of the page.
        box: left, bottom, right and top in points.
        rows: from top to bottom, each with its cells from left to right.
        ruled: false when no lines part them, so that rows and columns are an estimate.
    """

    page: int
    box: Box
    rows: tuple[tuple[Cell, ...], ...]
    ruled: bool = True


def ruled_tables(
    page: Page, rules: Sequence[RuledLine]
) -> tuple[tuple[Table, ...], tuple[Word, ...]]:
    """Tables of a page from top to bottom, and the words that stand in none of them."""
    if len(rules) > MAX_RULES:
        return (), page.words
    tables = [_table(page, frame) for frame in _frames(rules)]
    found = sorted((t for t in tables if t), key=lambda t: (-t.box[3], t.box[0]))
    rest = tuple(w for w in page.words if not any(_inside(w, t.box) for t in found))
    return tuple(found), rest


def _frames(rules: Sequence[RuledLine]) -> list[list[RuledLine]]:
    """Lines that touch one another, directly or through others."""
    group = list(range(len(rules)))

    def top(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    level = [i for i, rule in enumerate(rules) if not rule.upright]
    for i, rule in enumerate(rules):
        if rule.upright:
            for j in level:
                if _meet(rule, rules[j]):
                    group[top(i)] = top(j)
    frames: dict[int, list[RuledLine]] = {}
    for i, rule in enumerate(rules):
        frames.setdefault(top(i), []).append(rule)
    return list(frames.values())


def _meet(upright: RuledLine, level: RuledLine) -> bool:
    return (
        level.start - NEAR <= upright.at <= level.end + NEAR
        and upright.start - NEAR <= level.at <= upright.end + NEAR
    )


def _table(page: Page, frame: list[RuledLine]) -> Table | None:
    """The table that these lines are; None when they part no columns."""
    uprights = [rule for rule in frame if rule.upright]
    levels = [rule for rule in frame if not rule.upright]
    xs = edges_of([r.at for r in uprights] + [e for r in levels for e in (r.start, r.end)])
    ys = edges_of([r.at for r in levels] + [e for r in uprights for e in (r.start, r.end)])
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > MAX_CELLS:
        return None
    box = xs[0], ys[0], xs[-1], ys[-1]
    inside = [word for word in page.words if _inside(word, box)]
    if not inside:
        return None
    cells = _cells(page.number, _Grid(xs, ys, uprights, levels), inside)
    width = xs[-1] - xs[0]
    borders = [y for y in ys if _length(levels, y) >= _MOST * width]
    borders = edges_of([ys[0], *borders, ys[-1]])
    rows = [_row(cells, low, high) for low, high in pairwise(borders)]
    return Table(page.number, box, tuple(rows[::-1]))


@dataclass(frozen=True)
class _Grid:
    """All edges of a table, and the lines that are drawn on them."""

    xs: list[float]
    ys: list[float]
    uprights: list[RuledLine]
    levels: list[RuledLine]

    def wall(self, column: int, row: int) -> bool:
        """Whether a line is drawn to the right of this place."""
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        return _drawn(self.uprights, self.xs[column + 1], middle)

    def lid(self, column: int, row: int) -> bool:
        """Whether a line is drawn above this place."""
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        return _drawn(self.levels, self.ys[row + 1], middle)


def _cells(page: int, grid: _Grid, words: list[Word]) -> list[Cell]:
    """Places between which no line is drawn, together with the words in them."""
    wide, high = len(grid.xs) - 1, len(grid.ys) - 1
    group = {(c, r): (c, r) for c in range(wide) for r in range(high)}

    def top(place: tuple[int, int]) -> tuple[int, int]:
        while group[place] != place:
            group[place] = group[group[place]]
            place = group[place]
        return place

    for column, row in group:
        if column + 1 < wide and not grid.wall(column, row):
            group[top((column + 1, row))] = top((column, row))
        if row + 1 < high and not grid.lid(column, row):
            group[top((column, row + 1))] = top((column, row))
    places: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in group:
        places.setdefault(top(place), []).append(place)
    inside: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        column = min(max(bisect_right(grid.xs, (word.x0 + word.x1) / 2) - 1, 0), wide - 1)
        row = min(max(bisect_right(grid.ys, (word.y0 + word.y1) / 2) - 1, 0), high - 1)
        inside.setdefault(top((column, row)), []).append(word)
    return [
        Cell(page, _around(grid, taken), tuple(inside.get(key, ())))
        for key, taken in places.items()
    ]


def _around(grid: _Grid, places: list[tuple[int, int]]) -> Box:
    columns, rows = zip(*places, strict=True)
    return (
        grid.xs[min(columns)],
        grid.ys[min(rows)],
        grid.xs[max(columns) + 1],
        grid.ys[max(rows) + 1],
    )


def _row(cells: list[Cell], low: float, high: float) -> tuple[Cell, ...]:
    """Cells that lie in this strip with most of their height, or fill most of it."""
    within = [
        cell
        for cell in cells
        if min(cell.box[3], high) - max(cell.box[1], low)
        >= _MOST * min(cell.box[3] - cell.box[1], high - low)
    ]
    return tuple(sorted(within, key=lambda cell: (cell.box[0], -cell.box[3])))


def edges_of(values: Iterable[float]) -> list[float]:
    """Values in order, those that lie near one another as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def _drawn(rules: list[RuledLine], at: float, along: float) -> bool:
    return any(abs(rule.at - at) <= NEAR and rule.crosses(along) for rule in rules)


def _length(rules: list[RuledLine], at: float) -> float:
    return sum(rule.end - rule.start for rule in rules if abs(rule.at - at) <= NEAR)


def _inside(word: Word, box: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
