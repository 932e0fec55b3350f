"""Tables of an exam plan with the meaning of their columns, put together over pages.

A table is known by its head: the columns in it carry names that schools use (`COLUMNS`). A part
on the next page without a head is the same table when its columns lie at the same place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.model import Place
from align.sources.exam_plan.labels import COLUMN_OF, HEADING_SPELLINGS, spelled
from align.sources.pdf.lines import lines_of
from align.sources.pdf.tables import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from align.sources.notes import Notes
    from align.sources.pdf.lines import Box, Line
    from align.sources.pdf.pages import Word
    from align.sources.pdf.tables import Table

UNKNOWN = ""
"""Name of a column whose head says nothing that is known."""

_HEAD_ROWS = 4  # rows from the top among which the head is sought
_SAME_PLACE = 6.0  # points that the sides of a table may shift from page to page
_WITHIN = 0.6  # share of a cell that must lie under a column


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in `COLUMNS`, its head as printed, left and right edge in points."""

    name: str
    label: str
    x0: float
    x1: float


@dataclass(slots=True)
class Row:
    """One row: the cells under each column, those of the next page behind those of this one."""

    page: int
    box: Box
    cells: dict[str, list[Cell]] = field(default_factory=dict)

    def lines(self, name: str) -> list[tuple[Line, float]]:
        """Lines of a column, each with its right edge; cells beside each other share lines."""
        found: list[tuple[Line, float]] = []
        for page in sorted({cell.page for cell in self.cells.get(name, [])}):
            here = [cell for cell in self.cells[name] if cell.page == page]
            edge = max(cell.box[2] for cell in here)
            words = [word for cell in here for word in cell.words if not word.turned]
            found += [(line, edge) for line in lines_of(words, page)]
        return found

    def filled(self) -> set[str]:
        """Names of the columns that hold text."""
        return {name for name, cells in self.cells.items() if any(c.words for c in cells)}


@dataclass(slots=True)
class HeadedTable:
    """A table with its columns.

    Attributes:
        page, box: of the part with the head.
        columns: from left to right.
        title: what stands in the table above its head; may be empty.
        ruled: as in `pdf.tables.Table`.
        rows: without the head.
    """

    page: int
    box: Box
    columns: tuple[Column, ...]
    title: str = ""
    ruled: bool = True
    rows: list[Row] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        """Names of its columns."""
        return {column.name for column in self.columns}


def headed_tables(
    tables: Iterable[Table], file: str, notes: Notes
) -> tuple[list[HeadedTable], list[Table]]:
    """Tables whose head is known, with their parts on later pages, and all other tables.

    Args:
        tables: in reading order.
        file: file name for places.
        notes: where warnings go.
    """
    found: list[HeadedTable] = []
    others: list[Table] = []
    last: HeadedTable | None = None
    last_page = 0
    for table in tables:
        headed = _headed(table)
        if headed:
            last, start = headed
            found.append(last)
        elif last and table.page - last_page <= 1 and _continues(last, table):
            start = 0
        else:
            others.append(table)
            continue
        parts = (_row(cells, last, file, notes) for cells in table.rows[start:])
        rows = [row for row in parts if row and not _is_heading(row)]
        if last.rows and rows and _is_rest(rows[0], last.rows):
            _add(last.rows[-1], rows.pop(0))
        last.rows += rows
        last_page = table.page
    for headed_table in found:
        _note_unknown(headed_table, file, notes)
    return found, others


def _headed(table: Table) -> tuple[HeadedTable, int] | None:
    """The table with its columns and the index of its first row; None without a known head."""
    for index, row in enumerate(table.rows[:_HEAD_ROWS]):
        columns = _columns(row, table.rows[index + 1 :])
        labelled = [column for column in columns if column.label]
        known = {column.name for column in labelled if column.name}
        if len(known) >= 2 and 2 * len([c for c in labelled if c.name]) >= len(labelled):
            above = [cell.text for row in table.rows[:index] for cell in row if cell.words]
            title = " ".join(above)
            return HeadedTable(table.page, table.box, columns, title, table.ruled), index + 1
    return None


def _columns(head: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """Columns that a head may name; when it is one wide cell, the rows below part it."""
    filled = [cell for cell in head if cell.words]
    if not filled:
        return ()
    if len(filled) == 1 and below:
        widest = max(below, key=len)
        parts = [
            Cell(
                cell.page,
                (cell.box[0], filled[0].box[1], cell.box[2], filled[0].box[3]),
                tuple(w for w in filled[0].words if cell.box[0] <= _middle(w) < cell.box[2]),
            )
            for cell in widest
        ]
    else:
        parts = list(head)
    labels = [cell.text for cell in parts]
    found = [
        Column(COLUMN_OF.get(spelled(label), UNKNOWN), label, cell.box[0], cell.box[2])
        for label, cell in zip(labels, parts, strict=True)
    ]
    return _merged(found)


def _middle(word: Word) -> float:
    return (word.x0 + word.x1) / 2


def _merged(columns: list[Column]) -> tuple[Column, ...]:
    """Columns that belong together as one: without a head of its own, or a code beside a name."""
    found: list[Column] = []
    for column in columns:
        before = found[-1] if found else None
        if before and not column.label:
            found[-1] = Column(before.name, before.label, before.x0, column.x1)
        elif before and before.name == "code" and column.name:
            label = f"{before.label} {column.label}"
            found[-1] = Column(column.name, label, before.x0, column.x1)
        else:
            found.append(column)
    return tuple(found)


def _continues(table: HeadedTable, part: Table) -> bool:
    if any(abs(part.box[side] - table.box[side]) > _SAME_PLACE for side in (0, 2)):
        return False
    cells = [cell for row in part.rows for cell in row]
    return all(_best(cell, table.columns)[1] >= _WITHIN for cell in cells)


def _row(cells: Sequence[Cell], table: HeadedTable, file: str, notes: Notes) -> Row | None:
    """A row with each cell under its column; None when it is empty."""
    filled = [cell for cell in cells if cell.words]
    if not filled:
        return None
    box = (
        min(cell.box[0] for cell in cells),
        min(cell.box[1] for cell in cells),
        max(cell.box[2] for cell in cells),
        max(cell.box[3] for cell in cells),
    )
    row = Row(filled[0].page, box)
    places = [_best(cell, table.columns) for cell in cells]
    if all(share >= _WITHIN for cell, (_, share) in zip(cells, places, strict=True) if cell.words):
        names = [column.name for column, _ in places]
    elif len(cells) == len(table.columns):
        names = [column.name for column in table.columns]
        where = Place(file, page=row.page, box=row.box)
        notes.add(where, "kolommen van de tabel verschuiven; gelezen in de volgorde van de kop")
    else:
        names = [UNKNOWN] * len(cells)
        where = Place(file, page=row.page, box=row.box)
        detail = " | ".join(cell.text for cell in filled)
        notes.add(where, "rij past niet onder de kop van de tabel en is niet gelezen", detail)
    for name, cell in zip(names, cells, strict=True):
        row.cells.setdefault(name, []).append(cell)
    return row


def _best(cell: Cell, columns: Sequence[Column]) -> tuple[Column, float]:
    """The column under which most of a cell lies, and how large a part of the cell that is."""
    width = max(cell.box[2] - cell.box[0], 1.0)

    def share(column: Column) -> float:
        return (min(cell.box[2], column.x1) - max(cell.box[0], column.x0)) / width

    best = max(columns, key=share)
    return best, share(best)


def _is_heading(row: Row) -> bool:
    """Whether a row only repeats heads, as "Code" and "Naam" below "Kerntaken" do."""
    texts = [spelled(cell.text) for cells in row.cells.values() for cell in cells if cell.words]
    return all(text in HEADING_SPELLINGS or text in COLUMN_OF for text in texts) and len(texts) > 1


def _is_rest(row: Row, rows: Sequence[Row]) -> bool:
    """Whether the first row on a page is the rest of the last row on the page before.

    It is when it only goes on in columns that row has, and leaves a column empty that no row
    leaves empty.
    """
    here, before = row.filled(), rows[-1].filled()
    always = set.intersection(*(other.filled() for other in rows))
    return row.page != rows[-1].page and here < before and not always <= here


def _add(row: Row, rest: Row) -> None:
    for name, cells in rest.cells.items():
        row.cells.setdefault(name, []).extend(cells)


def _note_unknown(table: HeadedTable, file: str, notes: Notes) -> None:
    for column in table.columns:
        if column.name == UNKNOWN and any(UNKNOWN in row.filled() for row in table.rows):
            box = (column.x0, table.box[1], column.x1, table.box[3])
            where = Place(file, page=table.page, box=box)
            notes.add(where, "kolom met een onbekende kop is niet gelezen", repr(column.label))
