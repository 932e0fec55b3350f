"""Reads the tables of a PDF that are drawn with lines, as of the PTA that schools publish.

A PDF knows no tables, rows or paragraphs: a cell is what lines enclose; the part on the next page
with the same columns is the same table; what a row broke off at the end of a page goes on in it.
Where only rows are parted, by lines or shades, `pdf_lined` draws in the lines that are missing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from align.model import Place
from align.sources.pdf.lines import lines_of
from align.sources.pdf.pages import Pdf, read_pages
from align.sources.pdf.running_heads import without_running_heads
from align.sources.pdf.running_text import Vocabulary
from align.sources.pdf.tables import NEAR, edges_of, ruled_tables
from align.sources.table.cells import IN_TEXT, MAX_COLUMNS, MAX_GRIDS, GridMaker, too_much
from align.sources.table.docx import TextDocument
from align.sources.table.pdf_cells import (
    SAME_PLACE,
    alike,
    cells_of,
    code_of,
    goes_on,
    paragraphs_of,
    rows_of,
)
from align.sources.table.pdf_lined import lined_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from align.sources.notes import Notes
    from align.sources.pdf.lines import Box, Line
    from align.sources.pdf.pages import Page
    from align.sources.pdf.rules import RuledLine
    from align.sources.pdf.tables import Table
    from align.sources.table.cells import Budget
    from align.sources.table.pdf_cells import Part, Row
    from align.sources.table.pdf_lined_text import Shape

HEAD_PAGES = 60
"""Pages with words in which a table must begin; a booklet with the PTA of every vak has some 40."""

_BROKEN = "een woord dat over twee regels is afgebroken, kan nog in tweeën staan"
_MIXED = "woorden staan over elkaar heen, want een rij was te laag; teksten kunnen vermengd zijn"
_ADVICE = "geef het Word- of Excelbestand"
_LONGEST_SHOWN = 60  # characters of a text in a warning
_PAGE_NUMBER = re.compile(
    r"(?:\b(?:pagina|bladzijde|blz\.?|pag\.?|page)\s*|^\W*)\d+(?:\s*(?:van|of|/)\s*\d+)?(?=\W*$)"
    r"|(?<=\s)\d+\s*(?:van|of|/)\s*\d+$",
    re.IGNORECASE,
)


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
        shape: Shape | None = None
        for page in read_pages(pdf, file, notes):
            rules = pdf.rules(page.number)
            tables, rest = ruled_tables(page, rules)
            others = (rule for rule in rules if not any(_within(rule, t.box) for t in tables))
            lined = lined_tables(page, rest, others, pdf.shade_edges(page.number), shape)
            shape = lined.shape
            for fault in lined.faults:
                notes.add(Place(file, page=page.number), fault, _ADVICE)
            both = sorted((*tables, *lined.tables), key=lambda t: (-t.box[3], t.box[0]))
            loose = lines_of((word for word in lined.rest if not word.turned), page.number)
            sheets.append(_Sheet(page, tuple(both), list(loose)))
            if only_head and len(sheets) == HEAD_PAGES:
                break
    kept = without_running_heads(
        [(sheet.page, sheet.loose) for sheet in sheets],
        lambda text: "" if code_of(text) else _PAGE_NUMBER.sub("#", text),
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
            texts = row.texts(min(len(table.edges), MAX_COLUMNS), words)
            maker.add(row_number, [cell.text for cell in texts])
            for cell in texts:
                if cell.broken:
                    maker.note(row_number, _BROKEN, cell.text[:_LONGEST_SHOWN])
                if cell.mixed:
                    maker.note(row_number, _MIXED, cell.text[:_LONGEST_SHOWN])
        found.grids.append(maker.grid(table.before))
    return found


def _within(rule: RuledLine, box: Box) -> bool:
    """Whether a line is part of the table in this box."""
    across, along = (0, 1) if rule.upright else (1, 0)
    beside = box[across] - NEAR <= rule.at <= box[across + 2] + NEAR
    return beside and box[along] - NEAR <= rule.start and rule.end <= box[along + 2] + NEAR


@dataclass(slots=True)
class _Sheet:
    """One page: its tables, and its lines outside them, from top to bottom."""

    page: Page
    tables: tuple[Table, ...]
    loose: list[Line]

    def lines(self) -> Iterator[Line]:
        yield from self.loose
        for table in self.tables:
            for cell in cells_of(table):
                yield from cell.lines


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
    rows: list[Row] = field(default_factory=list)

    def goes_on_in(self, part: Table) -> bool:
        """Whether a part on the next page has these columns."""
        if not self.rows or self.rows[-1].page != part.page - 1:
            return False
        if abs(part.box[2] - self.right) > SAME_PLACE:
            return False
        lefts = [cell.box[0] for cell in cells_of(part)]
        return abs(min(lefts) - self.edges[0]) <= SAME_PLACE and all(
            any(abs(left - edge) <= SAME_PLACE for edge in self.edges) for left in lefts
        )

    def add(self, rows: Sequence[Row]) -> None:
        """Take the rows of a page, without its repetition of the first ones.

        The first that is left may be the rest of the last one before.
        """
        pairs = zip(rows, self.rows, strict=False)
        rows = rows[sum(1 for _ in takewhile(lambda pair: alike(*pair), pairs)) :]
        if rows and self.rows and self.rows[-1].page != rows[0].page:
            last, first = self.rows[-1], rows[0]
            always = frozenset.intersection(*(frozenset(row.cells) for row in self.rows))
            if last.goes_on_in(first, always):
                for column in first.cells:
                    last.cells[column] += first.cells[column]
                rows = rows[1:]
            else:
                for column in first.cells:
                    self._take_rest(column, rows)
        self.rows += rows

    def _take_rest(self, column: int, rows: Sequence[Row]) -> None:
        """Put a cell over rows of two pages together, where its text was cut in two."""
        above, rest = self.rows[-1].cells.get(column), rows[0].cells[column]
        if not above or not above[-1].full or not goes_on(above[-1].end, rest[0].start):
            return
        reaching = [row for row in rows if row.cells.get(column) is rest]
        if len(reaching) > 1 or sum(row.cells.get(column) is above for row in self.rows) > 1:
            above += rest
            for row in reaching:
                row.cells[column] = above

    def take_hanging(self, lines: Sequence[Line]) -> bool:
        """Take lines that a program printed outside the frame of a cell; False when they are none.

        A browser lets a line hang below it; a spreadsheet prints the text of a cell that reaches
        over two pages once more, above its rows on the second.
        """
        last = self.rows[-1]
        said = {w for parts in last.cells.values() for part in parts for w in part.text.split()}
        lines = [
            line
            for line in lines
            if line.page == last.page or not said.issuperset(word.text for word in line.words)
        ]
        taken: dict[int, Part] = {}
        for line in lines:
            column = bisect_right(self.edges, line.x0) - 1
            held = self.rows[-1].cells.get(column)
            part = taken.get(column) or (held[-1] if held else None)
            if not part or not part.full or line.page != self.rows[-1].page:
                return False
            below = part.lines[-1].y0 - line.y1 < line.size / 2 and line.x1 < part.right
            if not below or not goes_on(part.end, line.text):
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
            before += [line for line in loose if line.y0 > table.box[3] - NEAR]
            loose = [line for line in loose if line.y0 <= table.box[3] - NEAR]
            last = found[-1] if found else None
            if not last or not last.goes_on_in(table) or not last.take_hanging(before):
                if len(found) == MAX_GRIDS:
                    raise too_much(budget.where, f"meer dan {MAX_GRIDS} tabellen")
                edges = edges_of(cell.box[0] for cell in cells_of(table))
                found.append(_Table(edges, table.box[2], paragraphs_of(before)))
            found[-1].add(list(rows_of(table, found[-1].edges)))
            before = []
        before += loose
    return found, tuple(paragraphs_of(before))
