"""Grids of text: what every table is read into, whatever kind of file it stood in, and how much.

A cell is the text that a reader sees. What does not look like text of a table (a formula, letters
from a wrong encoding, a cell of a megabyte) is kept as it is, up to a limit, and noted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.errors import InputError
from align.model import Place
from align.sources.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from align.sources.notes import Notes

    #: Pages with the number of the first row on each, in order.
    Pages = tuple[tuple[int, int], ...]

IN_TEXT = "tabel "
"""What the name of a table in a text document begins with, before its number."""
MAX_ROWS = 100_000
"""Rows of one sheet or table; all werkprocessen of all kwalificaties are some 5,000."""
MAX_COLUMNS = 300
"""Columns of one sheet or table; a wide exam plan has about thirty."""
MAX_CELLS = 1_000_000
"""Cells with text in one file; a PTA has some hundreds."""
MAX_CELL_CHARS = 32_767
"""Characters of one cell, the most that Excel allows."""
MAX_GRIDS = 200
"""Sheets or tables in one file."""

_RUNAWAY_LINES = 100  # lines in one cell: more, and a quotation mark is missing
_FORMULA = re.compile(r"=|[+\-@](?:[A-Za-z_.]+[(!|]|\d[\d.,]*[+\-*/]\S)")
# What UTF-8 looks like when it is read as Windows-1252: "hygiÃ«ne", "fotoâ€™s".
_MOJIBAKE = re.compile(r"[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€")
# What DOS and Mac OS letters with accents look like when they are read as Windows-1252.
_FOREIGN = re.compile(r"(?<=[a-z])[‰‚‹Ž•](?=[a-z])")


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        number: 1-based, as the program shows it; in a CSV file the line on which the row begins.
        cells: text of its cells, without empty ones at the end.
    """

    number: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """Text of a column, "" beyond the last cell."""
        return self.cells[index] if index < len(self.cells) else ""

    def filled(self) -> tuple[int, ...]:
        """Columns with text."""
        return tuple(n for n, cell in enumerate(self.cells) if cell)


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet or table.

    Attributes:
        file: file name, for places.
        name: what it is called there ("blad 'PTA'", "tabel 2"); empty for a CSV file.
        label: the name that the school gave it, such as that of a sheet; may be empty.
        rows: rows with text, in order.
        before: paragraphs between the table before it and this one.
        pages: pages over which it runs, each with the number of its first row; () without pages.
    """

    file: str
    name: str
    label: str
    rows: tuple[Row, ...]
    before: tuple[str, ...] = ()
    pages: Pages = ()

    @property
    def width(self) -> int:
        """Number of columns."""
        return max((len(row.cells) for row in self.rows), default=0)

    @property
    def in_text(self) -> bool:
        """Whether it is a table in a text document, where lines far above it hold for it too."""
        return self.name.startswith(IN_TEXT)

    def place(self, number: int, record: str = "") -> Place:
        """Where a row stands."""
        return place_of(self.file, self.name, number, record, self.pages)


def place_of(file: str, grid: str, row: int, record: str = "", pages: Pages = ()) -> Place:
    """Place of a row: by its line in a CSV file, by page, sheet or table and row elsewhere."""
    if not grid:
        return Place(file, line=row, record=record)
    page = next((page for page, first in reversed(pages) if first <= row), 0)
    return Place(file, page=page, path=f"{grid}, rij {row}", record=record)


def letter(index: int) -> str:
    """Name of a column as spreadsheets show it: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def joined_paragraphs(texts: Sequence[str], listed: Sequence[int]) -> str:
    r"""Text of a cell of a text document, with a bullet before each point of a list.

    A program draws bullets and numbers, and keeps none in the text.

    Args:
        texts: its paragraphs.
        listed: numbers of those that are a point of a list.

    >>> joined_paragraphs(["deeg maken", "brood bakken"], [0, 1])
    '- deeg maken\n- brood bakken'
    """
    points = frozenset(listed) if len(listed) > 1 else ()
    lines = (f"- {text}" if text and n in points else text for n, text in enumerate(texts))
    return "\n".join(lines).strip()


class Budget:
    """Counts the cells of one file, over all its sheets and tables.

    Args:
        where: the file as a message names it.
    """

    def __init__(self, where: str) -> None:
        self.where = where
        self._cells = 0

    def spend(self, cells: int) -> None:
        """Count cells.

        Raises:
            InputError: beyond `MAX_CELLS`.
        """
        self._cells += cells
        if self._cells > MAX_CELLS:
            raise too_much(self.where, f"meer dan {MAX_CELLS} cellen")


def too_much(where: str, what: str) -> InputError:
    """The message for a file that is larger than any plan of a school."""
    return InputError(
        f"deze tabel is te groot om te lezen ({what})",
        where=where,
        advice="Bewaar alleen het blad of de tabel met het programma in een eigen bestand.",
    )


class GridMaker:
    """Takes the rows of one sheet or table, cleans and counts them, and notes what is odd."""

    def __init__(
        self,
        file: str,
        name: str,
        label: str,
        notes: Notes,
        budget: Budget,
        *,
        pages: Pages = (),
    ) -> None:
        self._file = file
        self._name = name
        self._label = label
        self._notes = notes
        self._budget = budget
        self._pages = pages
        self._rows: list[Row] = []

    def add(self, number: int, cells: Sequence[str], *, hidden: bool = False) -> None:
        """Take a row; one without text is left out.

        Raises:
            InputError: beyond `MAX_ROWS`.
        """
        if not any(cells):
            return
        if len(cells) > MAX_COLUMNS and any(cells[MAX_COLUMNS:]):
            self.note(number, f"kolommen na de {MAX_COLUMNS}e zijn niet gelezen")
        texts = [self._clean(number, n, cell) for n, cell in enumerate(cells[:MAX_COLUMNS])]
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            return
        if len(self._rows) == MAX_ROWS:
            raise too_much(self._budget.where, f"meer dan {MAX_ROWS} rijen")
        self._budget.spend(sum(1 for text in texts if text))
        if hidden:
            self.note(number, "rij is verborgen en wel gelezen")
        self._rows.append(Row(number, tuple(texts)))

    def note(self, number: int, what: str, detail: str = "") -> None:
        """Keep a warning about a row."""
        place = place_of(self._file, self._name, number, pages=self._pages)
        self._notes.add(place, what, detail)

    def note_hidden_sheet(self) -> None:
        """Keep a warning that the program does not show this sheet, when something stands on it."""
        if self._rows:
            self.note(self._rows[0].number, "blad is verborgen en wel gelezen", self._label)

    def note_hidden_columns(self, columns: Iterable[int]) -> None:
        """Keep a warning about each column that the program does not show and that has text."""
        for column in sorted(columns):
            if any(row.cell(column) for row in self._rows):
                self.note(1, "kolom is verborgen en wel gelezen", f"kolom {letter(column)}")

    def grid(self, before: Sequence[str] = ()) -> Grid:
        """What was taken."""
        rows = tuple(self._rows)
        return Grid(self._file, self._name, self._label, rows, tuple(before), self._pages)

    def _clean(self, number: int, column: int, raw: str) -> str:
        if not raw:
            return ""
        at = f"kolom {letter(column)}"
        if len(raw) > MAX_CELL_CHARS:
            self.note(number, f"cel is na {MAX_CELL_CHARS} tekens niet verder gelezen", at)
            raw = raw[:MAX_CELL_CHARS]
        if raw.count("\n") > _RUNAWAY_LINES:
            self.note(number, "cel loopt lang door; ontbreekt er een aanhalingsteken?", at)
        text = clean_text(raw)
        if _FORMULA.match(text):
            self.note(number, "cel lijkt een formule en is als tekst gelezen", f"{at}, {text[:40]}")
        if _MOJIBAKE.search(text) or _FOREIGN.search(text):
            self.note(number, "letters lijken verkeerd gecodeerd", f"{at}, {text[:40]}")
        if "\ufffd" in text:
            self.note(number, "tekens zijn bij het opslaan verloren gegaan", f"{at}, {text[:40]}")
        return text
