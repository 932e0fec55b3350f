"""A document of SBB as rows of text, whatever it was written in: the ground under its readers.

A row knows where it stood and how it hangs together with the one before; from here on nothing asks
for points on a page.
Source: kwalificatiedossier Apothekersassistent, SBB, model 2026.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from align.model import Place
from align.sources.pdf.glyphs import BULLET
from align.sources.pdf.lines import Box, cells, columns, lines, lines_of
from align.sources.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from align.sources.pdf.lines import Line
    from align.sources.pdf.pages import Page

MAX_FURNITURE = 3
"""Lines at the top or bottom of a page that can be a running head or a footer."""

_PAGE_OF_PAGES = re.compile(
    r"(?:pagina|blz\.?|bladzijde)\s*\d+(?:\s*(?:van|/)\s*\d+)?|\d+\s*(?:van|/)\s*\d+", re.IGNORECASE
)
_CODED = re.compile(r"[A-Z]\d{1,2}\b")
_BOTTOM = 60.0  # points from the bottom of a page, below which a footer stands
_ADDED = re.compile(r"aanvullende eisen\b.*", re.IGNORECASE)
_DASHES = "-–—"
_BULLETS = f"{BULLET}§▪■◦○●·‣✓»"
_ENDS = (".", ";", ":", "!", "?", ",")
_ROOM_IN_SIZES = 6  # font sizes left behind a line that another word would have fitted in
_WIDEST_STEP = 1.5  # font sizes from line to line in running text, at most
_APART = 1.45
"""A row that stands this many times the usual distance below the one before stands apart."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of text of a document.

    Attributes:
        text: the line, without the sign of a list item.
        page: 1-based page; 0 when the document has none.
        line: 1-based line; 0 when the document has pages.
        box: where it stood on the page; empty when the document has no pages.
        cells: the pieces of the line between wide gaps; one when there is no such gap.
        item: whether a list item starts here.
        starts: whether a new paragraph or list item starts here.
        apart: whether a visible gap stands above it.
        added: whether it stands in the column of what is added for some profiles only.
        short: whether there was room for more words behind it.
    """

    text: str
    page: int = 0
    line: int = 0
    box: Box | tuple[()] = ()
    cells: tuple[str, ...] = ()
    item: bool = False
    starts: bool = False
    apart: bool = False
    added: bool = False
    short: bool = False

    def place(self, file: str, record: str = "") -> Place:
        """Where it stood."""
        return Place(file, line=self.line, page=self.page, record=record, box=self.box)


def rows_of_pages(pages: Iterable[Page]) -> tuple[Row, ...]:
    """The rows of a PDF, without running heads and footers, from the first page to the last.

    Words in a column under the heading "Aanvullende eisen" become rows that are `added`.
    """
    by_page = _without_furniture([lines(page) for page in pages])
    split: float | None = None
    found: list[Row] = []
    for page in by_page:
        base, added, split = _two_columns(page, split)
        rows = list(_in_order(_column(base), _column(added, added=True)))
        if found and rows:
            rows[0] = joined_on(found[-1], rows[0])
        found += rows
    return tuple(found)


def joined_on(before: Row, row: Row) -> Row:
    """The first row of a page: it goes on with the text of the page before, or starts anew.

    Args:
        before: the last row of the page before.
        row: the first row below the running head.
    """
    ended = before.short and before.text.endswith(_ENDS)
    return replace(row, starts=row.item or ended, apart=False)


def rows_of_text(text: str) -> tuple[Row, ...]:
    """The rows of plain text or Markdown; an empty line parts two paragraphs."""
    found: list[Row] = []
    apart, metadata = True, False
    for number, raw in enumerate(text.splitlines(), start=1):
        if raw.strip() == "---":
            metadata = not found and not metadata
        stripped = _without_markdown(raw)
        if not stripped:
            apart = True
            continue
        if metadata:
            stripped = _as_printed(stripped)
        pieces = [clean_line(piece) for piece in stripped.strip("|").split("|")]
        content, item = without_sign(clean_line(" ".join(pieces)), usual=True)
        alone = raw.lstrip().startswith("#") or len(pieces) > 1 or metadata
        starts = apart or item or alone
        if content:
            found.append(Row(content, 0, number, (), tuple(pieces), item, starts, apart or alone))
        apart = alone
    return tuple(found)


def _as_printed(line: str) -> str:
    """A line of metadata as a document prints it: "gevalideerd_door: X" with a capital."""
    name, colon, value = line.partition(":")
    return f"{name.replace('_', ' ').capitalize()}{colon}{value.replace(chr(34), '')}"


def without_sign(text: str, *, usual: bool) -> tuple[str, bool]:
    """A line without the sign of a list item, and whether there was one.

    Args:
        text: the line.
        usual: whether a dash at the start can be such a sign; inside a sentence it is not.
    """
    sign, _, rest = text.partition(" ")
    if not rest:
        return text, False
    signs = _BULLETS + "*o" + (_DASHES if usual else "")
    if len(sign) == 1 and sign in signs and not (sign == "§" and rest[0].isdigit()):
        return rest, True
    return text, False


_MARKDOWN_RULE = re.compile(r"[-=*_|:\s]{3,}")
_MARKDOWN_STYLE = re.compile(r"\*\*|__|(?<!\w)`|`(?!\w)|<br\s*/?>")


def _without_markdown(raw: str) -> str:
    line = raw.strip()
    if _MARKDOWN_RULE.fullmatch(line):
        return ""
    return _MARKDOWN_STYLE.sub("", line.lstrip("#>").strip()).strip()


def _without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Pages without page numbers, and without lines that most pages have at the same height."""
    edges = Counter(mark for page in pages for mark in {_mark(line) for line in _edge(page)})
    often = max(4, len(pages) * 0.6)
    repeated = {mark for mark, times in edges.items() if times >= often}
    kept = []
    for page in pages:
        furniture = {id(line) for line in _edge(page) if _mark(line) in repeated}
        furniture |= {
            id(line)
            for line in (*page[:MAX_FURNITURE], *page[-MAX_FURNITURE:])
            if _is_page_number(line, page)
        }
        kept.append([line for line in page if id(line) not in furniture])
    return kept


def _edge(page: Sequence[Line]) -> list[Line]:
    """Lines that can be a running head or footer: above any heading, or at the very bottom.

    The heading of a kerntaak that is printed on many pages is left for `kd.outline` to take out.
    """
    top = takewhile(lambda line: not _CODED.match(line.text), page[:MAX_FURNITURE])
    return [*top, *(line for line in page[-MAX_FURNITURE:] if line.y1 < _BOTTOM)]


def _is_page_number(line: Line, page: Sequence[Line]) -> bool:
    """Whether this is "3 van 17", or a number alone at the very edge that can be of this page."""
    if _PAGE_OF_PAGES.fullmatch(line.text):
        return True
    alone = line.text.isascii() and line.text.isdigit() and len(line.text) < 5
    return alone and line in (page[0], page[-1]) and abs(int(line.text) - line.page) <= 2


def _mark(line: Line) -> tuple[str, int]:
    """What makes a running head or footer the same on two pages: its words and its height."""
    return re.sub(r"\d+", "0", line.text), round(line.y0 / 4)


def _two_columns(
    page: Sequence[Line], split: float | None
) -> tuple[list[Line], list[Line], float | None]:
    """The lines of a page left and right of the column "Aanvullende eisen", if there is one.

    The column ends at the first line that runs on across it, and may go on from the page before.

    Args:
        page: the lines of a page.
        split: where that column starts on the page before, or None.
    """
    base: list[Line] = []
    added: list[Line] = []
    for line in page:
        heading = next((c for c in cells(line) if _ADDED.fullmatch(c.text)), None)
        if heading is not None and heading.x0 > page[0].x0 + 4 * heading.size:
            split = heading.x0 - heading.size / 2
            rest = tuple(word for word in line.words if word not in heading.words)
            base += lines_of(rest, line.page)
            continue
        left, right = columns(line.words, (split,)) if split is not None else (line.words, ())
        if left and right and right[0].x0 - left[-1].x1 < line.size:
            split, left, right = None, line.words, ()
        base += lines_of(left, line.page)
        added += lines_of(right, line.page)
    return base, added, split


def _column(column: Sequence[Line], *, added: bool = False) -> list[Row]:
    """The lines of one column of one page as rows."""
    if not column:
        return []
    margin = max(line.x1 for line in column)
    steps = sorted(above.y0 - line.y0 for above, line in pairwise(column))
    usual = steps[len(steps) // 4] if steps else 0.0
    found: list[Row] = []
    before: Line | None = None
    for line in column:
        fits = before is None or before.x1 + before.size / 4 + _width(line) <= margin
        text = " ".join(line.text.split())
        ended = before is None or fits or before.text.endswith(_ENDS)
        text, item = without_sign(text, usual=ended or (bool(found) and found[-1].item))
        apart = before is None or before.y0 - line.y0 > _APART * _step(usual, line.size)
        new = before is not None and fits and (before.text.endswith(_ENDS) or not _goes_on(text))
        starts = item or (before is not None and apart) or new
        pieces = tuple(cell.text for cell in cells(line))
        short = margin - line.x1 > _ROOM_IN_SIZES * line.size
        found.append(Row(text, line.page, 0, line.box, pieces, item, starts, apart, added, short))
        before = line
    return found


def _step(usual: float, size: float) -> float:
    """From line to line in running text: the usual step, for as far as the font size allows it."""
    return min(max(usual, size), _WIDEST_STEP * size)


def _width(line: Line) -> float:
    return line.words[0].x1 - line.words[0].x0


def _goes_on(text: str) -> bool:
    return text[:1].islower() or text[:1] in "(,"


def _in_order(base: list[Row], added: list[Row]) -> Iterator[Row]:
    """Rows of two columns by height; what is added comes after the base text beside it."""
    yield from sorted([*base, *added], key=lambda row: (-_middle(row), row.added))


def _middle(row: Row) -> float:
    return row.box[1] + row.box[3] if row.box else 0.0
