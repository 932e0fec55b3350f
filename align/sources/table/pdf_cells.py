"""Rows, cells and texts of the tables of a PDF, and what goes on on the next page.

A PDF has lines of words: which of them are one text, where a paragraph or point begins, and whether
a cell was cut in two at the end of a page are estimates, made here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from align.sources.pdf.lines import flow
from align.sources.pdf.running_text import running_text
from align.sources.pdf.tables import edges_of
from align.sources.table.codes import coded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.sources.pdf.lines import Line
    from align.sources.pdf.pages import Word
    from align.sources.pdf.running_text import Vocabulary
    from align.sources.pdf.tables import Cell, Table

SAME_PLACE = 6.0
"""Points that the columns of a table may shift from page to page."""

_LEADING = 1.8  # font sizes from one line of a paragraph to the next
_SAME_SIZE = 0.3  # points that sizes of one style may differ
_OVER = 0.5  # share of a word that lies over another in texts that are mixed
_POINT = re.compile(r"[•▪‣◦·●○■□–*-]\s|\(?[a-z0-9]{1,2}[.)]\s", re.IGNORECASE)
_WANTS_MORE = re.compile(r"[-\u2010-\u2015:,(/&]$|\b(?:de|het|een|en|of|van|met|in|op|te|voor)$")


@dataclass(frozen=True)
class Part:
    """What a cell holds on one page.

    Attributes:
        lines: from top to bottom.
        left, right: edges of the cell, in points.
        full: whether no further line would fit in it.
        turned: the words in it that run upwards.
    """

    lines: tuple[Line, ...]
    left: float
    right: float
    full: bool
    turned: str = ""

    @property
    def text(self) -> str:
        """All its words, with a blank between its lines."""
        return " ".join([*(line.text for line in self.lines), self.turned])

    @property
    def start(self) -> str:
        """Its first line."""
        return self.lines[0].text if self.lines else self.turned

    @property
    def end(self) -> str:
        """Its last line."""
        return self.lines[-1].text if self.lines else self.turned


@dataclass(frozen=True, slots=True)
class CellText:
    """The text of a cell.

    Attributes:
        text: its paragraphs, each on a line.
        broken: whether a word in it may stand in two parts.
        mixed: whether words stand over one another, so that those of two texts may be mixed.
    """

    text: str
    broken: bool
    mixed: bool


@dataclass(slots=True)
class Row:
    """A row: by column what its cells hold; what goes on on the next page stands behind it."""

    page: int
    cells: dict[int, list[Part]]

    def goes_on_in(self, first: Row, always: frozenset[int]) -> bool:
        """Whether the first row on the next page is the rest of this one.

        Args:
            first: that row.
            always: columns that no row of the table leaves empty.
        """
        partial = not always <= first.cells.keys()
        return (
            bool(first.cells)
            and first.cells.keys() <= self.cells.keys()
            and all(
                goes_on(self.cells[column][-1].end, parts[0].start, partial=partial)
                for column, parts in first.cells.items()
            )
        )

    def texts(self, columns: int, words: Vocabulary) -> list[CellText]:
        """Text of each cell."""
        return [_text(self.cells.get(column, ()), words) for column in range(columns)]


def _text(parts: Sequence[Part], words: Vocabulary) -> CellText:
    """The text of a cell, each of its paragraphs on a line, as far as these can be told."""
    paragraphs: list[list[tuple[Line, float]]] = []
    above: Line | None = None
    for part in parts:
        for line in part.lines:
            if above is None or _starts_anew(above, line, part.left, part.right):
                paragraphs.append([])
            paragraphs[-1].append((line, part.right))
            above = line
    turned = [part.turned for part in parts if part.turned]
    texts = [running_text(lines, words) for lines in paragraphs]
    whole = "\n".join([*(text.text for text in texts), *turned])
    mixed = any(_mixed(line) for part in parts for line in part.lines)
    return CellText(whole, any(text.unsure for text in texts), mixed)


def _mixed(line: Line) -> bool:
    """Whether a word of a line begins well before the one before it ends."""
    return any(
        left.x1 - right.x0 > _OVER * min(left.x1 - left.x0, right.x1 - right.x0)
        for left, right in pairwise(line.words)
    )


def goes_on(before: str, after: str, *, partial: bool = False) -> bool:
    """Whether a text stops in the middle of what the other says.

    Args:
        before, after: the last line of the one, and the first of the other.
        partial: whether the row of the other misses what every row has, so that it may be the
            rest of one that ends with a full stop too.
    """
    if _WANTS_MORE.search(before):
        return True
    ends = before.endswith((".", ";", "?")) and not partial
    return after[:1].islower() and not _POINT.match(after) and not ends


def _starts_anew(above: Line, line: Line, left: float, right: float) -> bool:
    """Whether a line is no rest of the one above: a point, a code, or it would have fitted.

    Args:
        above, line: two lines of one cell, or of the text outside tables.
        left, right: edges of the cell or the text, in points.
    """
    if _POINT.match(line.text):
        return True
    if _WANTS_MORE.search(above.text):
        return False
    if code_of(line.text):
        return True
    first: Word = line.words[0]
    padding = max(above.x0 - left, above.size / 3)
    fitted = above.x1 + above.size / 3 + (first.x1 - first.x0) < right - padding
    return fitted and first.text[:1].isupper()


def code_of(text: str) -> str:
    """The code with which a text begins; "" without one."""
    return coded(text)[0].code


def paragraphs_of(lines: Sequence[Line]) -> list[str]:
    """Texts outside tables, with the lines of one put together."""
    found: list[list[Line]] = []
    left = min((line.x0 for line in lines), default=0.0)
    right = max((line.x1 for line in lines), default=0.0)
    for line in lines:
        above = found[-1][-1] if found else None
        if above and _one_style(above, line) and not _starts_anew(above, line, left, right):
            found[-1].append(line)
        else:
            found.append([line])
    return [flow(line.text for line in one) for one in found]


def _one_style(above: Line, line: Line) -> bool:
    """Whether two lines look alike and stand right below one another."""
    alike = abs(above.size - line.size) <= _SAME_SIZE and above.bold == line.bold
    return alike and above.page == line.page and above.y1 - line.y1 <= _LEADING * above.size


def alike(one: Row, other: Row) -> bool:
    """Whether two rows say the same in the same columns."""
    return {n: [part.text for part in parts] for n, parts in one.cells.items()} == {
        n: [part.text for part in parts] for n, parts in other.cells.items()
    }


def rows_of(table: Table, edges: Sequence[float]) -> Iterator[Row]:
    """Rows as fine as lines part any cell; one that reaches over several stands in each."""
    cells = cells_of(table)
    held = {id(cell): [_part(cell)] for cell in cells}
    ends = edges_of(y for cell in cells for y in (cell.box[1], cell.box[3]))
    for low, high in reversed(list(pairwise(ends))):
        middle = (low + high) / 2
        row = Row(table.page, {})
        for cell in cells:
            if cell.words and cell.box[1] < middle < cell.box[3]:
                column = max(bisect_right(edges, cell.box[0] + SAME_PLACE) - 1, 0)
                beside = row.cells.get(column)
                row.cells[column] = [*beside, *held[id(cell)]] if beside else held[id(cell)]
        yield row


def _part(cell: Cell) -> Part:
    # Names of narrow columns are often turned.
    turned = " ".join(word.text for word in cell.words if word.turned)
    room = cell.lines[-1].y0 - cell.box[1] if cell.lines else 0.0
    full = bool(cell.lines) and room < _LEADING * cell.lines[-1].size
    return Part(cell.lines, cell.box[0], cell.box[2], full, turned)


def cells_of(table: Table) -> list[Cell]:
    """Every cell of a table once, from left to right."""
    cells = {id(cell): cell for row in table.rows for cell in row}
    return sorted(cells.values(), key=lambda cell: (cell.box[0], -cell.box[3]))
