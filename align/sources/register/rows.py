"""A register as comma separated values: encoding, separator and the row with names are found."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.errors import InputError
from align.sources.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 32 * 2**20
"""Bytes of one table; all kwalificaties with all their werkprocessen are under 1 MB."""
MAX_ROWS = 100_000
"""Rows of one table; the list of all crebo's has some 500 a year."""
HEADER_WITHIN = 20
"""Rows from the top in which the names of the columns must stand."""

_SEPARATORS = ";,\t"
_CELL_LIMIT = 131_072  # of Python's csv; a longer cell is a quotation mark that never closes


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by the name of their column, and the line on which it begins."""

    cells: dict[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below the row with names; `names` are lower case, with "_" between words."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]
    extra: tuple[int, ...]
    """Lines of rows with more cells than there are names."""


def column_names(text: str, wanted: frozenset[str]) -> tuple[str, ...]:
    """Names of the columns when one of the first rows has all that are wanted; else empty."""
    found = _header(text, wanted)
    return found.names if found else ()


def read_rows(data: bytes, where: str, wanted: frozenset[str]) -> Table:
    """Read a table.

    Args:
        data: the bytes of the file: UTF-8, or Windows-1252 as older spreadsheets write it.
        where: how messages name the file.
        wanted: names of columns by which the row with names is known.

    Raises:
        InputError: it is in another encoding, has no such row, more than `MAX_ROWS` rows, or a
            quotation mark that never closes.
    """
    text = _decode(data, where)
    header = _header(text, wanted)
    if header is None:
        raise InputError(
            f"in de eerste {HEADER_WITHIN} rijen staan geen kolomnamen",
            where=where,
            advice=f"Zet boven de tabel een rij met kolomnamen, in elk geval "
            f"{', '.join(sorted(wanted))}.",
        )
    rows: list[Row] = []
    extra: list[int] = []
    for number, (line, cells) in enumerate(_cells(text, header.separator, where)):
        if number <= header.row:
            continue
        if len(rows) == MAX_ROWS:
            raise InputError(
                f"deze tabel heeft meer dan {MAX_ROWS} rijen",
                where=where,
                advice="Deel de tabel op in kleinere bestanden.",
            )
        if any(cells[len(header.names) :]):
            extra.append(line)
        if any(cells):
            rows.append(Row(dict(zip(header.names, cells, strict=False)), line))
    return Table(header.names, tuple(rows), tuple(extra))


@dataclass(frozen=True, slots=True)
class _Header:
    names: tuple[str, ...]
    row: int
    separator: str


def _header(text: str, wanted: frozenset[str]) -> _Header | None:
    """The first row with all wanted names, by the separator that gives the most columns."""
    best: _Header | None = None
    top = "".join(text.splitlines(keepends=True)[: HEADER_WITHIN * 4])
    for separator in _SEPARATORS:
        reader = csv.reader(io.StringIO(top, newline=""), delimiter=separator)
        try:
            for number, cells in zip(range(HEADER_WITHIN), reader, strict=False):
                names = tuple(_name(cell) for cell in cells)
                if wanted <= set(names) and (best is None or len(names) > len(best.names)):
                    best = _Header(names, number, separator)
        except csv.Error:
            continue
    return best


def _name(cell: str) -> str:
    return "_".join(clean_line(cell).lower().replace("-", " ").replace("_", " ").split())


def _cells(text: str, separator: str, where: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    try:
        for cells in reader:
            yield line, [clean_line(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"hier staat een cel van meer dan {_CELL_LIMIT} tekens",
            where=f"{where}, regel {line}",
            advice="Waarschijnlijk ontbreekt er een aanhalingsteken; verbeter de tabel.",
        ) from error


def _decode(data: bytes, where: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:64]:
        raise InputError(
            "deze tabel is in UTF-16 opgeslagen",
            where=where,
            advice="Sla haar in uw rekenprogramma op als 'CSV UTF-8'.",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
