"""Pages of an exam plan as tables and paragraphs, without what recurs above and below."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.sources.exam_plan.codes import mentions
from align.sources.exam_plan.gaps import gapped_tables
from align.sources.exam_plan.labels import HEADING_SPELLINGS, spelled
from align.sources.pdf.lines import lines_of
from align.sources.pdf.running_heads import without_running_heads
from align.sources.pdf.tables import ruled_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from align.sources.pdf.lines import Line
    from align.sources.pdf.pages import Page
    from align.sources.pdf.rules import RuledLine
    from align.sources.pdf.tables import Table

_DIGITS = re.compile(r"\d+")
_RECURS_ON = 3  # pages: a line there on so many is a running head or foot
_LEADING = 1.5  # font sizes from one line of a paragraph to the next
_SAME_SIZE = 0.3  # points that sizes of one style may differ
_SAME_LEFT = 3.0  # points that a line may start left of the one above
_TELLING = 3  # lines that a block must have for its own right edge to count
_WANTS_MORE = re.compile(r"[-\u2010-\u2015:,(/]$")


@dataclass(frozen=True)
class Paragraph:
    """Lines of one style that follow one another, and the right edge of the text in points."""

    lines: tuple[Line, ...]
    edge: float

    @property
    def page(self) -> int:
        """Page on which it starts."""
        return self.lines[0].page

    @property
    def top(self) -> float:
        """Its top, in points."""
        return self.lines[0].y1

    @property
    def text(self) -> str:
        """Its lines with a blank between them."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True)
class Sheet:
    """One page: its tables and paragraphs from top to bottom."""

    number: int
    tables: tuple[Table, ...]
    paragraphs: tuple[Paragraph, ...]

    @property
    def lines(self) -> Iterator[Line]:
        """Lines of paragraphs and cells; none of them runs over two columns."""
        for paragraph in self.paragraphs:
            yield from paragraph.lines
        for table in self.tables:
            for cell in {id(cell): cell for row in table.rows for cell in row}.values():
                yield from cell.lines


def sheets(pages: Iterable[tuple[Page, Sequence[RuledLine]]]) -> list[Sheet]:
    """All pages of a plan, each with its ruled lines."""
    ruled = [(page, *ruled_tables(page, rules)) for page, rules in pages]
    loose = without_running_heads(
        [
            (page, lines_of((word for word in rest if not word.turned), page.number))
            for page, _, rest in ruled
        ],
        lambda text: "" if mentions(text) else _DIGITS.sub("#", text),
        recurs_on=_RECURS_ON,
    )
    found = []
    for (page, tables, _), kept in zip(ruled, loose, strict=True):
        gapped, plain = gapped_tables(kept)
        both = sorted((*tables, *gapped), key=lambda table: -table.box[3])
        found.append(Sheet(page.number, tuple(both), tuple(_paragraphs(plain))))
    return found


def _paragraphs(loose: Sequence[Line]) -> Iterator[Paragraph]:
    page_edge = max((line.x1 for line in loose), default=0.0)
    for block in _parted(loose, _one_block):
        # A list may be narrower than the page; of two lines it cannot be told.
        edge = max(line.x1 for line in block) if len(block) >= _TELLING else page_edge

        def goes_on(above: Line, line: Line, edge: float = edge) -> bool:
            return not _starts_anew(above, line, edge)

        for lines_of_one in _parted(block, goes_on):
            yield Paragraph(tuple(lines_of_one), edge)


def _parted(loose: Sequence[Line], together: Callable[[Line, Line], bool]) -> list[list[Line]]:
    """Lines in groups: each goes with the line above it, or starts a group."""
    groups: list[list[Line]] = []
    for line in loose:
        if groups and together(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _one_block(above: Line, line: Line) -> bool:
    """Whether two lines have one style and stand right below one another."""
    if spelled(line.text) in HEADING_SPELLINGS or spelled(above.text) in HEADING_SPELLINGS:
        return False
    one_style = abs(above.size - line.size) <= _SAME_SIZE and above.bold == line.bold
    close = above.y1 - line.y1 <= _LEADING * max(above.size, line.size)
    return one_style and close and line.x0 > above.x0 - _SAME_LEFT


def _starts_anew(above: Line, line: Line, edge: float) -> bool:
    """Whether a line is no rest of the one above: its first word would have fitted there."""
    first = line.words[0]
    fitted = above.x1 + (first.x1 - first.x0) + above.size / 3 < edge
    named = mentions(line.text)
    says_so = first.text[:1].isupper() or (bool(named) and named[0].start == 0)
    return fitted and says_so and not _WANTS_MORE.search(above.text)
