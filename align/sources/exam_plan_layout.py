"""Pages of an exam plan as tables and paragraphs, without what recurs above and below."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.sources.exam_plan_codes import mentions
from align.sources.exam_plan_gaps import gapped_tables
from align.sources.exam_plan_labels import HEADING_SPELLINGS, spelled
from align.sources.pdf_lines import lines, lines_of
from align.sources.pdf_tables import ruled_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from align.sources.pdf_lines import Line
    from align.sources.pdf_pages import Page
    from align.sources.pdf_rules import Rule
    from align.sources.pdf_tables import Table

_DIGITS = re.compile(r"\d+")
_MARGIN = 0.12
_RECURS_ON = 3
_LEADING = 1.5
_SAME_SIZE = 0.3
_SAME_LEFT = 3.0


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
    """One page: its tables and paragraphs from top to bottom, and all its lines."""

    number: int
    tables: tuple[Table, ...]
    paragraphs: tuple[Paragraph, ...]
    lines: tuple[Line, ...]


def sheets(pages: Iterable[tuple[Page, Sequence[Rule]]]) -> list[Sheet]:
    """All pages of a plan, each with its ruled lines."""
    ruled = [(page, *ruled_tables(page, rules)) for page, rules in pages]
    outside = [
        (page, tables, lines_of((w for w in rest if not w.turned), page.number))
        for page, tables, rest in ruled
    ]
    recurring = _recurring([(page, loose) for page, _, loose in outside])
    found = []
    for page, tables, loose in outside:
        kept = [line for line in loose if _signature(line, page) not in recurring]
        gapped, plain = gapped_tables(kept)
        both = sorted((*tables, *gapped), key=lambda table: -table.box[3])
        found.append(Sheet(page.number, tuple(both), tuple(_paragraphs(plain)), lines(page)))
    return found


def _signature(line: Line, page: Page) -> tuple[str, int] | None:
    """What a running head or foot has in common with itself on other pages; None in the middle."""
    middle = (line.y0 + line.y1) / 2
    if _MARGIN * page.height < middle < (1 - _MARGIN) * page.height:
        return None
    return _DIGITS.sub("#", line.text), round(middle / page.height * 50)


def _recurring(pages: Sequence[tuple[Page, tuple[Line, ...]]]) -> set[tuple[str, int] | None]:
    counted = Counter(
        signature
        for page, loose in pages
        for signature in {_signature(line, page) for line in loose}
        if signature
    )
    return {signature for signature, times in counted.items() if times >= _RECURS_ON}


def _paragraphs(loose: Sequence[Line]) -> Iterator[Paragraph]:
    edge = max((line.x1 for line in loose), default=0.0)
    group: list[Line] = []
    for line in loose:
        if group and not _follows(group[-1], line, edge):
            yield Paragraph(tuple(group), edge)
            group = []
        group.append(line)
    if group:
        yield Paragraph(tuple(group), edge)


def _follows(above: Line, line: Line, edge: float) -> bool:
    """Whether a line goes on with the paragraph of the line above it."""
    one_style = abs(above.size - line.size) <= _SAME_SIZE and above.bold == line.bold
    close = above.y1 - line.y1 <= _LEADING * max(above.size, line.size)
    if not one_style or not close or spelled(line.text) in HEADING_SPELLINGS:
        return False
    if spelled(above.text) in HEADING_SPELLINGS or abs(above.x0 - line.x0) > _SAME_LEFT:
        return spelled(above.text) not in HEADING_SPELLINGS and line.x0 > above.x0
    first = line.words[0]
    fitted = above.x1 + (first.x1 - first.x0) + above.size / 3 < edge
    named = mentions(line.text)
    starts_anew = first.text[:1].isupper() and not (named and named[0].start == 0)
    return not (fitted and starts_anew)
