"""Tables for spreadsheets: never a formula, never more or other than a cell can hold; CSV.

A cell that begins like a formula is text in every table that we write: spreadsheet programs would
run it otherwise. Source: OWASP, "CSV Injection" (signs = + - @, tab and carriage return).
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_CELL = 32_767
"""Characters in one cell of a workbook (Microsoft, specifications and limits of Excel)."""

MAX_ROWS = 1_048_576
"""Rows in one sheet of a workbook, the header included (Microsoft, specifications of Excel)."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")


def harmless(cell: str) -> str:
    """A cell of a CSV file that no spreadsheet program takes for a formula; see `bare`.

    A text with apostrophes before its sign gets one more, so that one can always be taken off.

    >>> harmless("=1+1"), harmless("'=1+1"), harmless("maaien")
    ("'=1+1", "''=1+1", 'maaien')
    """
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA_STARTS) else cell


def bare(cell: str) -> str:
    """The text that `harmless` made a cell of.

    >>> bare(harmless("=1+1")), bare("'s ochtends")
    ('=1+1', "'s ochtends")
    """
    return cell[1:] if cell[:1] == "'" and harmless(cell[1:]) == cell else cell


def fits(text: str) -> bool:
    """Whether a cell of a workbook can hold the whole text."""
    return len(text) <= MAX_CELL


def fitting(text: str, cut: str = " …") -> str:
    """What a cell of a workbook can hold: so many characters, and none that XML refuses.

    Args:
        text: the whole text.
        cut: what to end a text with that is longer than a cell.
    """
    text = _NOT_IN_XML.sub("\ufffd", text)
    return text if fits(text) else text[: MAX_CELL - len(cut)] + cut


def dutch_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as spreadsheet programs in the Netherlands open it: UTF-8 with mark, semicolons.

    Args:
        columns: headings, our own.
        rows: cells as text; each is made harmless here.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def dutch_number(number: float) -> str:
    """A number as a Dutch spreadsheet reads it, with all its digits.

    >>> dutch_number(12.5), dutch_number(240), dutch_number(1.125)
    ('12,5', '240', '1,125')
    """
    return repr(float(number)).removesuffix(".0").replace(".", ",")
