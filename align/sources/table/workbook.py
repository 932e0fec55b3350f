"""What xlsx and xls share: sheets through calamine, with numbers and dates as text as shown.

Numbers get a decimal comma and dates day, month and year, as a Dutch spreadsheet shows them.
"""

from __future__ import annotations

import contextlib
import io
import os
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from align.errors import InputError
from align.sources.table.cells import MAX_CELLS, too_much

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.sources.table.cells import Budget, Grid, GridMaker

MAX_AREA = 4 * MAX_CELLS
"""Cells of the rectangle that the cells of a sheet span; calamine needs 40 bytes for each."""

_MOST_DIGITS = 15  # what a spreadsheet keeps of a number; more is noise of the computer


@dataclass(slots=True)
class SheetLook:
    """What was seen of a sheet before calamine reads it. Rows and columns count from 0.

    Attributes:
        rows, columns: size of the rectangle from the first cell to the last one with a value.
        hidden_rows, hidden_columns: what the program does not show.
        percentages: cells with a number that is shown as a percentage.
        odd: row, warning and detail.
    """

    rows: int = 0
    columns: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    percentages: set[tuple[int, int]] = field(default_factory=set)
    odd: list[tuple[int, str, str]] = field(default_factory=list)

    def see(self, row: int, column: int) -> None:
        """Take a cell with a value into the rectangle."""
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)


def open_workbook(data: bytes, where: str) -> CalamineWorkbook:
    """A workbook from its bytes.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with _without_backtrace():
            return CalamineWorkbook.from_object(io.BytesIO(data))
    except PasswordError as error:
        raise locked(where) from error
    except CalamineError as error:
        raise broken(where) from error
    except BaseException as error:  # a panic in Rust is no Exception
        raise _panic(error, where) from error


def grid_of_sheet(
    workbook: CalamineWorkbook, title: str, look: SheetLook, maker: GridMaker, budget: Budget
) -> Grid:
    """One sheet as a grid; a cell that is merged with the one above it has its text.

    Raises:
        InputError: it cannot be read or is larger than the limits.
    """
    check_area(look, budget)
    try:
        with _without_backtrace():
            sheet = workbook.get_sheet_by_name(title)
        start = sheet.start or (0, 0)
        rows = sheet.to_python(skip_empty_area=True)
        merged = sheet.merged_cell_ranges or []
    except CalamineError as error:
        raise broken(budget.where) from error
    except BaseException as error:
        raise _panic(error, budget.where) from error
    covered = _covered(merged, start[0] + len(rows))
    above: dict[int, str] = {}
    for row_number, values in enumerate(rows, start=start[0]):
        cells = [""] * start[1]
        for column, value in enumerate(values, start=start[1]):
            text = shown(value, percentage=(row_number, column) in look.percentages)
            if not text and column in covered.get(row_number, ()):
                text = above.get(column, "")
            cells.append(text)
            above[column] = text
        maker.add(row_number + 1, cells, hidden=row_number in look.hidden_rows)
    for row_number, what, detail in look.odd:
        maker.note(row_number + 1, what, detail)
    if _is_hidden(workbook, title):
        maker.note_hidden_sheet()
    maker.note_hidden_columns(look.hidden_columns)
    return maker.grid()


def _is_hidden(workbook: CalamineWorkbook, title: str) -> bool:
    shown_as = {sheet.name: sheet.visible for sheet in workbook.sheets_metadata}
    return shown_as.get(title, SheetVisibleEnum.Visible) != SheetVisibleEnum.Visible


def check_area(look: SheetLook, budget: Budget) -> None:
    """See to it that the cells of a sheet do not lie too far apart to make room for.

    Raises:
        InputError: they do.
    """
    if look.rows * look.columns > MAX_AREA:
        raise too_much(
            budget.where, f"de cellen van één blad staan over meer dan {MAX_AREA} vakjes verspreid"
        )


def shown(value: object, *, percentage: bool = False) -> str:
    """A value as the text that a Dutch spreadsheet shows."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, (int, float)):
        return f"{_number(value * 100)}%" if percentage else _number(value)
    if isinstance(value, datetime):
        day = f"{value.day}-{value.month}-{value.year}"
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.day}-{value.month}-{value.year}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return "" if value is None else str(value)


def locked(where: str) -> InputError:
    """The message for a workbook or document with a password."""
    return InputError(
        "dit bestand is met een wachtwoord beveiligd",
        where=where,
        advice="Open het, haal het wachtwoord eraf en sla het opnieuw op.",
    )


def broken(where: str) -> InputError:
    """The message for a workbook that is not what it says it is."""
    return InputError(
        "dit rekenblad is beschadigd of onvolledig",
        where=where,
        advice="Open het in uw rekenprogramma en sla het opnieuw op als xlsx, ods of CSV.",
    )


@contextlib.contextmanager
def _without_backtrace() -> Iterator[None]:
    """Keep what Rust prints about a panic from the user, who gets a message of our own."""
    try:
        kept = os.dup(2)
    except OSError:  # there is no stderr to print on
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _panic(error: BaseException, where: str) -> BaseException:
    """What to raise for an error that is no Exception: a panic is a broken file, others pass."""
    return broken(where) if type(error).__name__ == "PanicException" else error


def _number(value: float) -> str:
    if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 -- not a number
        return ""
    if value == int(value) and abs(value) < 10**_MOST_DIGITS:
        return str(int(value))
    return f"{value:.{_MOST_DIGITS}g}".replace(".", ",")


def _covered(
    merged: list[tuple[tuple[int, int], tuple[int, int]]], rows: int
) -> dict[int, set[int]]:
    """Columns of each row that a merged cell reaches into from above."""
    found: dict[int, set[int]] = {}
    for (top, left), (bottom, _) in merged:
        for row in range(top + 1, min(bottom, rows - 1) + 1):
            found.setdefault(row, set()).add(left)
    return found
