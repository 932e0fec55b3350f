"""Reads the tables of a Word document (docx), and the paragraphs before them.

Source: Office Open XML, ECMA-376 part 1, chapter 17 (WordprocessingML). A table in a cell is a
table of its own; a cell that continues the one above (vMerge) has its text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.sources.office_zip import attribute, count_in, local_name
from align.sources.table.cells import (
    IN_TEXT,
    MAX_COLUMNS,
    MAX_GRIDS,
    GridMaker,
    joined_paragraphs,
    too_much,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from align.sources.notes import Notes
    from align.sources.office_zip import OfficeZip
    from align.sources.table.cells import Budget, Grid

# What holds blocks or runs without being one; deleted text and the fallback of a drawing, which
# repeats its text, are not among them.
_HOLDERS = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple"}
    | {"AlternateContent", "Choice", "dir", "bdo"}
)


@dataclass(slots=True)
class TextDocument:
    """What was read of a text document.

    Attributes:
        grids: its tables.
        after: paragraphs below the last table.
    """

    grids: list[Grid] = field(default_factory=list)
    after: tuple[str, ...] = ()


def read_docx(office: OfficeZip, file: str, notes: Notes, budget: Budget) -> TextDocument:
    """Read a docx.

    Args:
        office: the document.
        file: file name, for places.
        notes: where warnings go.
        budget: how many cells may be read.

    Raises:
        InputError: its XML cannot be read, or it is larger than the limits of `table.cells`.
    """
    root = office.xml(office.main)
    body = next((child for child in root if local_name(child) == "body"), root)
    return _Tables(file, notes, budget).read(body)


class _Tables:
    def __init__(self, file: str, notes: Notes, budget: Budget) -> None:
        self._file = file
        self._notes = notes
        self._budget = budget
        self._found = TextDocument()

    def read(self, body: etree._Element) -> TextDocument:
        before: list[str] = []
        for block in _inside(body):
            if local_name(block) == "tbl":
                self._table(block, tuple(before))
                before = []
            elif text := _paragraph(block).strip():
                before.append(text)
        self._found.after = tuple(before)
        return self._found

    def _table(self, table: etree._Element, before: tuple[str, ...]) -> None:
        number = len(self._found.grids) + 1
        if number > MAX_GRIDS:
            raise too_much(self._budget.where, f"meer dan {MAX_GRIDS} tabellen")
        maker = GridMaker(self._file, f"{IN_TEXT}{number}", "", self._notes, self._budget)
        place = len(self._found.grids)
        self._found.grids.append(maker.grid())  # keeps its place before the tables inside it
        nested: list[etree._Element] = []
        above: list[str] = []
        rows = (block for block in _inside(table) if local_name(block) == "tr")
        for row_number, row in enumerate(rows, start=1):
            cells, hidden = _row(row, above, nested)
            maker.add(row_number, cells, hidden=hidden)
            above = cells
        self._found.grids[place] = maker.grid(before)
        for inner in nested:
            self._table(inner, ())


def _row(
    row: etree._Element, above: list[str], nested: list[etree._Element]
) -> tuple[list[str], bool]:
    """Cells of a row, a blank one for every further column that a cell spans."""
    cells: list[str] = []
    hidden = False
    for block in _inside(row):
        name = local_name(block)
        if name == "trPr":
            hidden = any(local_name(child) == "hidden" for child in block)
            cells += [""] * _value(block, "gridBefore", 0)
        elif name == "tc":
            span, continues = _merged(block)
            at = len(cells)
            text = _cell(block, nested)
            if continues and not text and at < len(above):
                text = above[at]
            cells += [text, *[""] * (span - 1)]
        if len(cells) > 2 * MAX_COLUMNS:
            break
    return cells, hidden


def _merged(cell: etree._Element) -> tuple[int, bool]:
    """Columns that a cell spans, and whether it continues the cell above."""
    for properties in cell:
        if local_name(properties) == "tcPr":
            vertical = [child for child in properties if local_name(child) == "vMerge"]
            continues = any(attribute(child, "val") != "restart" for child in vertical)
            return max(1, _value(properties, "gridSpan", 1)), continues
    return 1, False


def _value(properties: etree._Element, name: str, default: int) -> int:
    for child in properties:
        if local_name(child) == name:
            return min(count_in(child, "val", default), MAX_COLUMNS + 1)
    return default


def _cell(cell: etree._Element, nested: list[etree._Element]) -> str:
    texts: list[str] = []
    listed: list[int] = []
    for block in _inside(cell):
        if local_name(block) == "tbl":
            nested.append(block)
        else:
            if _is_listed(block):
                listed.append(len(texts))
            texts.append(_paragraph(block).strip())
    return joined_paragraphs(texts, listed)


def _is_listed(paragraph: etree._Element) -> bool:
    """Whether a paragraph is a point of a list."""
    properties = (child for child in paragraph if local_name(child) == "pPr")
    return any(
        local_name(one) == "numPr"
        or (local_name(one) == "pStyle" and attribute(one, "val").startswith("List"))
        for part in properties
        for one in part
    )


def _paragraph(paragraph: etree._Element) -> str:
    if local_name(paragraph) != "p":
        return ""
    return "".join(
        piece for run in _inside(paragraph) if local_name(run) == "r" for piece in map(_piece, run)
    )


def _piece(element: etree._Element) -> str:
    name = local_name(element)
    if name == "t":
        return element.text or ""
    if name in {"br", "cr"}:
        return "\n"
    return {"tab": "\t", "noBreakHyphen": "-"}.get(name, "")


def _inside(element: etree._Element) -> Iterator[etree._Element]:
    """Children, and those of holders in between."""
    for child in element:
        if local_name(child) in _HOLDERS:
            yield from _inside(child)
        else:
            yield child
