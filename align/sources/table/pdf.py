"""Reads the tables of a PDF that are drawn with lines, as of the PTA that schools publish.

A PDF knows no tables, rows or paragraphs: a cell is what lines enclose; the part on the next page
with the same columns is the same table; what a row broke off at the end of a page goes on in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from align.sources.pdf.lines import flow, lines_of
from align.sources.pdf.pages import Pdf, read_pages
from align.sources.pdf.running_heads import without_running_heads
from align.sources.pdf.running_text import Vocabulary, running_text
from align.sources.pdf.tables import ruled_tables
from align.sources.table.cells import IN_TEXT, MAX_COLUMNS, MAX_GRIDS, GridMaker, too_much
from align.sources.table.codes import coded
from align.sources.table.docx import TextDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from align.sources.notes import Notes
    from align.sources.pdf.lines import Line
    from align.sources.pdf.pages import Page, Word
    from align.sources.pdf.tables import Cell, Table
    from align.sources.table.cells import Budget

HEAD_PAGES = 60
"""Pages with words in which a table must begin; a booklet with the PTA of every vak has some 40."""

_NEAR = 3.0  # points: edges this close are one
_SAME_PLACE = 6.0  # points that the columns of a table may shift from page to page
_LEADING = 1.8  # font sizes from one line of a paragraph to the next
_SAME_SIZE = 0.3  # points that sizes of one style may differ
_PAGE_NUMBER = re.compile(
    r"(?:\b(?:pagina|bladzijde|blz\.?|pag\.?|page)\s*|^\W*)\d+(?:\s*(?:van|of|/)\s*\d+)?(?=\W*$)"
    r"|(?<=\s)\d+\s*(?:van|of|/)\s*\d+$",
    re.IGNORECASE,
)
_POINT = re.compile(r"[•▪‣◦·●○■□–*-]\s|\(?[a-z0-9]{1,2}[.)]\s", re.IGNORECASE)
_WANTS_MORE = re.compile(r"[-\u2010-\u2015:,(/&]$|\b(?:de|het|een|en|of|van|met|in|op|te|voor)$")


def read_pdf(
    data: bytes, file: str, notes: Notes, budget: Budget, *, only_head: bool = False
) -> TextDocument:
    """Read a PDF.

    Args:
        data: its bytes.
        file: file name, for places.
        notes: where warnings go.
        budget: how many cells may be read, and the file as a message names it.
        only_head: read no more than `HEAD_PAGES` pages, to recognise it.

    Raises:
        InputError: it is locked, damaged, has no text, or is larger than the limits of
            `table.cells`.
    """
    sheets: list[_Sheet] = []
    with Pdf(data, budget.where) as pdf:
        for page in read_pages(pdf, file, notes):
            tables, rest = ruled_tables(page, pdf.rules(page.number))
            loose = lines_of((word for word in rest if not word.turned), page.number)
            sheets.append(_Sheet(page, tables, list(loose)))
            if only_head and len(sheets) == HEAD_PAGES:
                break
    kept = without_running_heads(
        [(sheet.page, sheet.loose) for sheet in sheets],
        lambda text: "" if _code(text) else _PAGE_NUMBER.sub("#", text),
        recurs_on=2,
        first_stays=True,
    )
    for sheet, lines in zip(sheets, kept, strict=True):
        sheet.loose = lines
    words = Vocabulary([line for sheet in sheets for line in sheet.lines()])
    whole, after = _joined(sheets, budget)
    found = TextDocument(after=after)
    for number, table in enumerate(whole, start=1):
        name, pages = f"{IN_TEXT}{number}", tuple(table.first_rows())
        maker = GridMaker(file, name, "", notes, budget, pages=pages)
        for row_number, row in enumerate(table.rows, start=1):
            maker.add(row_number, row.texts(min(len(table.edges), MAX_COLUMNS), words))
        found.grids.append(maker.grid(table.before))
    return found


@dataclass(slots=True)
class _Sheet:
    """One page: its tables, and its lines outside them, from top to bottom."""

    page: Page
    tables: tuple[Table, ...]
    loose: list[Line]

    def lines(self) -> Iterator[Line]:
        yield from self.loose
        for table in self.tables:
            for cell in _cells(table):
                yield from cell.lines


@dataclass(frozen=True)
class _Part:
    """What a cell holds on one page.

    Attributes:
        lines: from top to bottom.
        left, right: edges of the cell, in points.
        full: whether no further line would fit in it.
        turned: the words that run upwards, where it has no lines.
    """

    lines: tuple[Line, ...]
    left: float
    right: float
    full: bool
    turned: str = ""

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines) or self.turned

    @property
    def start(self) -> str:
        return self.lines[0].text if self.lines else self.turned

    @property
    def end(self) -> str:
        return self.lines[-1].text if self.lines else self.turned


@dataclass(slots=True)
class _Row:
    """A row: by column what its cells hold; what goes on on the next page stands behind it."""

    page: int
    cells: dict[int, list[_Part]]

    def goes_on_in(self, first: _Row) -> bool:
        """Whether the first row on the next page is the rest of this one."""
        return (
            bool(first.cells)
            and first.cells.keys() <= self.cells.keys()
            and all(
                _goes_on(self.cells[column][-1].end, parts[0].start)
                for column, parts in first.cells.items()
            )
        )

    def texts(self, columns: int, words: Vocabulary) -> list[str]:
        """Text of each cell."""
        return [_text(self.cells.get(column, ()), words) for column in range(columns)]


@dataclass(slots=True)
class _Table:
    """A table over one or more pages.

    Attributes:
        edges: left edge of each column, in points.
        right: right edge of the last one.
        before: paragraphs above it.
        rows: from top to bottom.
    """

    edges: list[float]
    right: float
    before: list[str]
    rows: list[_Row] = field(default_factory=list)

    def goes_on_in(self, part: Table) -> bool:
        """Whether a part on the next page has these columns."""
        if not self.rows or self.rows[-1].page != part.page - 1:
            return False
        if abs(part.box[2] - self.right) > _SAME_PLACE:
            return False
        lefts = [cell.box[0] for cell in _cells(part)]
        return abs(min(lefts) - self.edges[0]) <= _SAME_PLACE and all(
            any(abs(left - edge) <= _SAME_PLACE for edge in self.edges) for left in lefts
        )

    def add(self, rows: Sequence[_Row]) -> None:
        """Take the rows of a page, without its repetition of the first ones.

        The first that is left may be the rest of the last one before.
        """
        pairs = zip(rows, self.rows, strict=False)
        rows = rows[sum(1 for _ in takewhile(lambda pair: _alike(*pair), pairs)) :]
        if rows and self.rows and self.rows[-1].page != rows[0].page:
            last, first = self.rows[-1], rows[0]
            if last.goes_on_in(first):
                for column in first.cells:
                    last.cells[column] += first.cells[column]
                rows = rows[1:]
            else:
                for column in first.cells:
                    self._take_rest(column, rows)
        self.rows += rows

    def _take_rest(self, column: int, rows: Sequence[_Row]) -> None:
        """Put a cell over rows of two pages together, where its text was cut in two."""
        above, rest = self.rows[-1].cells.get(column), rows[0].cells[column]
        if not above or not above[-1].full or not _goes_on(above[-1].end, rest[0].start):
            return
        reaching = [row for row in rows if row.cells.get(column) is rest]
        if len(reaching) > 1 or sum(row.cells.get(column) is above for row in self.rows) > 1:
            above += rest
            for row in reaching:
                row.cells[column] = above

    def take_hanging(self, lines: Sequence[Line]) -> bool:
        """Take lines that a browser printed below the frame of a cell; False when they are none."""
        taken: dict[int, _Part] = {}
        for line in lines:
            column = bisect_right(self.edges, line.x0) - 1
            held = self.rows[-1].cells.get(column)
            part = taken.get(column) or (held[-1] if held else None)
            if not part or not part.full or line.page != self.rows[-1].page:
                return False
            below = part.lines[-1].y0 - line.y1 < line.size / 2 and line.x1 < part.right
            if not below or not _goes_on(part.end, line.text):
                return False
            taken[column] = replace(part, lines=(*part.lines, line))
        for column, part in taken.items():
            self.rows[-1].cells[column][-1] = part
        return True

    def first_rows(self) -> Iterator[tuple[int, int]]:
        """Each page with the number of its first row."""
        page = 0
        for number, row in enumerate(self.rows, start=1):
            if row.page != page:
                page = row.page
                yield page, number


def _joined(sheets: Iterable[_Sheet], budget: Budget) -> tuple[list[_Table], tuple[str, ...]]:
    """The tables of all pages, and the lines of text below the last one."""
    found: list[_Table] = []
    before: list[Line] = []
    for sheet in sheets:
        loose = sheet.loose
        for table in sheet.tables:
            before += [line for line in loose if line.y0 > table.box[3] - _NEAR]
            loose = [line for line in loose if line.y0 <= table.box[3] - _NEAR]
            last = found[-1] if found else None
            if not last or not last.goes_on_in(table) or not last.take_hanging(before):
                if len(found) == MAX_GRIDS:
                    raise too_much(budget.where, f"meer dan {MAX_GRIDS} tabellen")
                edges = _edges(cell.box[0] for cell in _cells(table))
                found.append(_Table(edges, table.box[2], _paragraphs(before)))
            found[-1].add(list(_rows(table, found[-1].edges)))
            before = []
        before += loose
    return found, tuple(_paragraphs(before))


def _rows(table: Table, edges: Sequence[float]) -> Iterator[_Row]:
    """Rows as fine as lines part any cell; one that reaches over several stands in each."""
    cells = _cells(table)
    held = {id(cell): [_part(cell)] for cell in cells}
    ends = _edges(y for cell in cells for y in (cell.box[1], cell.box[3]))
    for low, high in reversed(list(pairwise(ends))):
        middle = (low + high) / 2
        row = _Row(table.page, {})
        for cell in cells:
            if cell.words and cell.box[1] < middle < cell.box[3]:
                column = max(bisect_right(edges, cell.box[0] + _SAME_PLACE) - 1, 0)
                beside = row.cells.get(column)
                row.cells[column] = [*beside, *held[id(cell)]] if beside else held[id(cell)]
        yield row


def _alike(one: _Row, other: _Row) -> bool:
    return {n: [part.text for part in parts] for n, parts in one.cells.items()} == {
        n: [part.text for part in parts] for n, parts in other.cells.items()
    }


def _part(cell: Cell) -> _Part:
    # Names of narrow columns are often turned.
    turned = "" if cell.lines else " ".join(word.text for word in cell.words)
    room = cell.lines[-1].y0 - cell.box[1] if cell.lines else 0.0
    full = bool(cell.lines) and room < _LEADING * cell.lines[-1].size
    return _Part(cell.lines, cell.box[0], cell.box[2], full, turned)


def _cells(table: Table) -> list[Cell]:
    """Every cell of a table once, from left to right."""
    cells = {id(cell): cell for row in table.rows for cell in row}
    return sorted(cells.values(), key=lambda cell: (cell.box[0], -cell.box[3]))


def _edges(values: Iterable[float]) -> list[float]:
    """Values in order, those that lie near one another as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _text(parts: Sequence[_Part], words: Vocabulary) -> str:
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
    return "\n".join([*(running_text(lines, words).text for lines in paragraphs), *turned])


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
    if _code(line.text):
        return True
    first: Word = line.words[0]
    padding = max(above.x0 - left, above.size / 3)
    fitted = above.x1 + above.size / 3 + (first.x1 - first.x0) < right - padding
    return fitted and first.text[:1].isupper()


def _code(text: str) -> str:
    return coded(text)[0].code


def _goes_on(before: str, after: str) -> bool:
    """Whether a text stops in the middle of what the other says."""
    if _WANTS_MORE.search(before):
        return True
    return after[:1].islower() and not _POINT.match(after) and not before.endswith((".", ";", "?"))


def _paragraphs(lines: Sequence[Line]) -> list[str]:
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
