"""Reads the tables of OpenDocument: sheets of a spreadsheet (ods), tables in a text (odt).

Both hold the same elements, with the text of a cell as the program shows it ("20%", "1-9-2025").
Source: OpenDocument 1.3 part 3, chapter 9 (tables). A cell or row may say that it repeats a million
times; what is repeated without text costs nothing, and with text no more than the limits allow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.sources.office_zip import attribute, count_in, local_name
from align.sources.table.cells import (
    IN_TEXT,
    MAX_COLUMNS,
    MAX_GRIDS,
    MAX_ROWS,
    GridMaker,
    joined_paragraphs,
    letter,
    too_much,
)
from align.sources.table.docx import TextDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from align.sources.notes import Notes
    from align.sources.office_zip import OfficeZip
    from align.sources.table.cells import Budget

_ROW_HOLDERS = frozenset({"table-header-rows", "table-row-group", "table-rows"})
_COLUMN_HOLDERS = frozenset({"table-header-columns", "table-column-group", "table-columns"})
_BLOCK_HOLDERS = frozenset({"section", "list", "list-item", "list-header", "index-body"})
_NOT_TEXT = frozenset({"annotation", "note", "tracked-changes", "desc", "title", "forms", "shapes"})
_HIDDEN = frozenset({"collapse", "filter"})


def read_odf(office: OfficeZip, file: str, notes: Notes, budget: Budget) -> TextDocument:
    """Read an odt or ods.

    Args:
        office: the document.
        file: file name, for places.
        notes: where warnings go.
        budget: how many cells may be read.

    Raises:
        InputError: its XML cannot be read, or it is larger than the limits of `table.cells`.
    """
    root = office.xml(office.main)
    bodies = (element for element in root if local_name(element) == "body")
    content = next((child for body in bodies for child in body), root)
    tables = _Tables(file, notes, budget, sheets=office.kind == "ods", hidden=_hidden_styles(root))
    return tables.read(content)


def _hidden_styles(root: etree._Element) -> frozenset[str]:
    """Names of the styles of sheets that the program does not show."""
    automatic = (part for part in root if local_name(part) == "automatic-styles")
    return frozenset(
        attribute(style, "name")
        for styles in automatic
        for style in styles
        if any(attribute(properties, "display") == "false" for properties in style)
    )


def _hidden_columns(table: etree._Element) -> Iterator[int]:
    """Columns that the program does not show."""
    at = 0
    for column in _held(table, "table-column", _COLUMN_HOLDERS):
        repeated = min(count_in(column, "number-columns-repeated"), MAX_COLUMNS)
        if attribute(column, "visibility") in _HIDDEN:
            yield from range(at, min(at + repeated, MAX_COLUMNS))
        at += repeated


@dataclass(slots=True)
class _Span:
    """A cell that reaches down over following rows."""

    rows_left: int
    text: str


class _Tables:
    def __init__(
        self, file: str, notes: Notes, budget: Budget, *, sheets: bool, hidden: frozenset[str]
    ) -> None:
        self._file = file
        self._notes = notes
        self._budget = budget
        self._sheets = sheets
        self._hidden = hidden
        self._found = TextDocument()

    def read(self, content: etree._Element) -> TextDocument:
        before: list[str] = []
        for block in _blocks(content):
            if local_name(block) == "table":
                self._table(block, tuple(before))
                before = []
            elif not self._sheets and (text := _text(block).strip()):
                before.append(text)
        self._found.after = tuple(before)
        return self._found

    def _table(self, table: etree._Element, before: tuple[str, ...]) -> None:
        number = len(self._found.grids) + 1
        if number > MAX_GRIDS:
            raise too_much(self._budget.where, f"meer dan {MAX_GRIDS} tabellen")
        label = attribute(table, "name")[:100]
        name = f"blad '{label}'" if self._sheets else f"{IN_TEXT}{number}"
        maker = GridMaker(self._file, name, label, self._notes, self._budget)
        place = len(self._found.grids)
        self._found.grids.append(maker.grid())  # keeps its place before the tables inside it
        nested: list[etree._Element] = []
        self._rows(table, maker, nested)
        if attribute(table, "style-name") in self._hidden:
            maker.note_hidden_sheet()
        maker.note_hidden_columns(_hidden_columns(table))
        self._found.grids[place] = maker.grid(before)
        for inner in nested:
            self._table(inner, ())

    def _rows(self, table: etree._Element, maker: GridMaker, nested: list[etree._Element]) -> None:
        number = 1
        spans: dict[int, _Span] = {}
        for row in _held(table, "table-row", _ROW_HOLDERS):
            hidden = attribute(row, "visibility") in _HIDDEN
            repeated = count_in(row, "number-rows-repeated")
            read = _row(row, spans, nested)
            for what, detail in read.odd:
                maker.note(number, what, detail)
            if any(read.cells):
                if repeated > MAX_ROWS:
                    raise too_much(self._budget.where, f"meer dan {MAX_ROWS} rijen")
                for again in range(repeated):
                    maker.add(number + again, read.cells, hidden=hidden)
            number += repeated


@dataclass(slots=True)
class _Row:
    """Cells of a row, and what is odd about them."""

    cells: list[str]
    odd: list[tuple[str, str]]


def _row(row: etree._Element, spans: dict[int, _Span], nested: list[etree._Element]) -> _Row:
    """Cells of a row; a cell that an earlier one reaches over has its text."""
    read = _Row([], [])
    for cell in row:
        name = local_name(cell)
        if name not in {"table-cell", "covered-table-cell"}:
            continue
        at = len(read.cells)
        text = _cell(cell, nested)
        if not text and attribute(cell, "formula"):
            read.odd.append(("formule zonder bewaarde uitkomst", f"kolom {letter(at)}"))
        if at in spans:
            text = text or spans[at].text
            spans[at].rows_left -= 1
            if not spans[at].rows_left:
                del spans[at]
        elif (down := count_in(cell, "number-rows-spanned")) > 1 and text:
            spans[at] = _Span(down - 1, text)
        repeated = count_in(cell, "number-columns-repeated")
        room = max(0, MAX_COLUMNS - at)
        if text and repeated > room:
            read.odd.append((f"kolommen na de {MAX_COLUMNS}e zijn niet gelezen", ""))
        read.cells += [text] * min(repeated, room)
    return read


def _cell(cell: etree._Element, nested: list[etree._Element]) -> str:
    texts: list[str] = []
    listed: list[int] = []
    for block in _blocks(cell):
        if local_name(block) == "table":
            nested.append(block)
        else:
            parent = block.getparent()
            if parent is not None and local_name(parent) == "list-item":
                listed.append(len(texts))
            texts.append(_text(block).strip())
    return joined_paragraphs(texts, listed)


def _held(table: etree._Element, wanted: str, holders: frozenset[str]) -> Iterator[etree._Element]:
    """Rows or columns of a table, also those in groups and headers."""
    for child in table:
        name = local_name(child)
        if name == wanted:
            yield child
        elif name in holders:
            yield from _held(child, wanted, holders)


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs, headings and tables, also those in lists and sections."""
    for child in element:
        name = local_name(child)
        if name in _BLOCK_HOLDERS:
            yield from _blocks(child)
        elif name in {"p", "h", "table"}:
            yield child


def _text(paragraph: etree._Element) -> str:
    pieces = [paragraph.text or ""]
    for child in paragraph:
        name = local_name(child)
        if name == "s":
            pieces.append(" " * min(count_in(child, "c"), 100))
        elif name == "tab":
            pieces.append("\t")
        elif name == "line-break":
            pieces.append("\n")
        elif name and name not in _NOT_TEXT:
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
