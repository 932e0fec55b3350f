"""All places of an exam plan that name a kerntaak or werkproces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.sources.exam_plan.codes import codes, mentions
from align.sources.exam_plan.labels import FACT_ORDER
from align.sources.exam_plan.outline import Named, Weight
from align.sources.pdf.lines import cells
from align.sources.pdf.running_text import running_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.sources.exam_plan.layout import Paragraph, Sheet
    from align.sources.exam_plan.tables import HeadedTable
    from align.sources.pdf.lines import Line
    from align.sources.pdf.running_text import Text, Vocabulary
    from align.sources.pdf.tables import Cell, Table

_ABOUT = ("kerntaken", "werkprocessen", "naam")
_SAME_SIZE = 0.3  # points that sizes of one style may differ
_ANNOUNCES = re.compile(r"[\W\d]*(?:kerntaak|werkproces|kt|wp)?[\W\d]*", re.IGNORECASE)
"""What may stand before a code in a heading: "2. Kerntaak "."""


def is_outline(table: HeadedTable) -> bool:
    """Whether a table says which kerntaken and werkprocessen there are, and nothing of exams."""
    exams = {*FACT_ORDER, "examen", "onderdeel"} - {"niveau"}
    return bool(table.names & set(_ABOUT)) and not table.names & exams


def named_places(
    sheets: Sequence[Sheet],
    tables: Sequence[HeadedTable],
    others: Sequence[Table],
    words: Vocabulary,
    file: str,
) -> list[Named]:
    """Every code with what stands behind it.

    Args:
        sheets: pages, for what stands outside tables.
        tables: tables with a known head.
        others: tables without one.
        words: the words of the document.
        file: file name for places.
    """
    found: list[Named] = []
    for lines in _running(sheets):
        if not mentions(" ".join(line.text for line, _ in lines)):
            continue
        loose = any(_side_by_side(line) for line, _ in lines)
        weight = Weight.LOOSE if loose else Weight.DEFINED
        found += _named(running_text(lines, words), weight, file, only_first=True)
    for table in tables:
        about = Weight.DEFINED if is_outline(table) else Weight.LISTED
        for row in table.rows:
            for name in row.cells:
                weight = about if name in _ABOUT[:2] or is_outline(table) else Weight.LOOSE
                found += _named(running_text(row.lines(name), words), weight, file)
    for other in others:
        for cells_of_row in other.rows:
            for lines in _cell_texts(cells_of_row):
                found += _named(running_text(lines, words), Weight.DEFINED, file, only_first=True)
    return found


def _named(text: Text, weight: Weight, file: str, *, only_first: bool = False) -> Iterator[Named]:
    """Codes in a text; with `only_first` the text weighs only when it starts with a code."""
    found = mentions(text.text)
    if only_first and found and not _ANNOUNCES.fullmatch(text.text, 0, found[0].start):
        weight = Weight.LOOSE
    for mention in found:
        unsure = any(mention.start <= at < mention.end for at in text.unsure)
        place = text.place(file, mention.start, mention.end, mention.code)
        yield Named(mention.code, mention.printed, mention.title, weight, place, unsure)


def _running(sheets: Sequence[Sheet]) -> Iterator[list[tuple[Line, float]]]:
    """Paragraphs; one that goes on at the top of the next page as a whole."""
    waiting: list[tuple[Line, float]] = []
    for sheet in sheets:
        for index, paragraph in enumerate(sheet.paragraphs):
            lines = [(line, paragraph.edge) for line in paragraph.lines]
            if waiting and index == 0 and _goes_on(waiting, paragraph, sheet):
                waiting += lines
                continue
            if waiting:
                yield waiting
            waiting = lines
        if waiting and sheet.tables and min(t.box[1] for t in sheet.tables) < waiting[-1][0].y0:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _side_by_side(line: Line) -> bool:
    """Whether a line is a row of a table without lines; a code before a gap is no cell."""
    first, *others = cells(line)
    only_code = bool(mentions(first.text)) and first.text.strip(" :.-") in codes(first.text)
    return len(others) > (1 if only_code else 0)


def _goes_on(waiting: list[tuple[Line, float]], paragraph: Paragraph, sheet: Sheet) -> bool:
    """Whether the first paragraph of a page goes on with the last of the page before."""
    last, edge = waiting[-1]
    first = paragraph.lines[0]
    below_table = any(table.box[3] > paragraph.top for table in sheet.tables)
    if below_table or last.page == first.page or abs(last.size - first.size) > _SAME_SIZE:
        return False
    named = mentions(" ".join(line.text for line, _ in waiting))
    full = edge - last.x1 < first.words[0].x1 - first.words[0].x0 + last.size
    small = first.text[:1].islower()
    return bool(named) and last.bold == first.bold and (full or small)


def _cell_texts(row: Sequence[Cell]) -> Iterator[list[tuple[Line, float]]]:
    """Cells of a row; a cell with a code only goes together with the one to its right."""
    waiting: list[tuple[Line, float]] = []
    for cell in row:
        lines = [(line, cell.box[2]) for line in cell.lines]
        if not lines:
            continue
        found = mentions(cell.text)
        if waiting and not found:
            lines = waiting + lines
        elif waiting:
            yield waiting
        only_code = len(found) == 1 and cell.text.strip(" :.-") == found[0].printed
        waiting = lines if only_code else []
        if not only_code:
            yield lines
    if waiting:
        yield waiting
