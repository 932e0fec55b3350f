"""Reads the sheets of an old Excel workbook (xls) through calamine, after a look at its records.

calamine makes room for the whole rectangle that cells span; a few bytes can span 65,536 rows of 256
columns on every sheet. So the records are walked through first. The look also finds hidden rows and
numbers that are shown as a percentage.
Sources: [MS-CFB] (the file system inside the file) and [MS-XLS] (records), learn.microsoft.com.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.sources.table.cells import MAX_GRIDS, GridMaker, too_much
from align.sources.table.workbook import (
    SheetLook,
    broken,
    check_area,
    grid_of_sheet,
    locked,
    open_workbook,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.sources.notes import Notes
    from align.sources.table.cells import Budget, Grid

XLS_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_XLS_BYTES = 32 * 2**20
"""Bytes of an xls file; a PTA is some 100 kB."""

_END_OF_CHAIN = 0xFFFFFFFA  # [MS-CFB] 2.1: this and higher are no sector numbers
_BOUNDSHEET, _FORMAT, _XF, _END = 0x85, 0x41E, 0xE0, 0x0A
_ROW, _COLUMN_INFO, _MULTIPLE_RK, _DIMENSIONS = 0x208, 0x7D, 0xBD, 0x200
# [MS-XLS] 2.4: FORMULA, LABELSST, LABEL, RSTRING, NUMBER, RK and BOOLERR begin with row, column
# and number of the style.
_CELLS = frozenset({0x06, 0xFD, 0x204, 0xD6, 0x203, 0x27E, 0x205})
_BUILT_IN_PERCENTAGES = {9, 10}


def stream_names(data: bytes) -> frozenset[str]:
    """Names of the streams of a compound file; empty when it is broken."""
    try:
        return frozenset(_Compound(data).streams)
    except (struct.error, ValueError, IndexError):
        return frozenset()


def read_xls(data: bytes, file: str, notes: Notes, budget: Budget) -> list[Grid]:
    """Read all sheets of a workbook.

    Args:
        data: bytes of the file.
        file: file name, for places.
        notes: where warnings go.
        budget: how many cells may be read.

    Raises:
        InputError: it cannot be read, has a password, or is larger than the limits.
    """
    names = stream_names(data)
    if "EncryptedPackage" in names:
        raise locked(budget.where)
    try:
        compound = _Compound(data)
        name = next(n for n in ("Workbook", "Book") if n in compound.streams)
        looks = _looks(compound.stream(name))
    except (struct.error, ValueError, IndexError, StopIteration) as error:
        raise broken(budget.where) from error
    for look in looks:
        check_area(look, budget)
    workbook = open_workbook(data, budget.where)
    titles = workbook.sheet_names
    if len(titles) > MAX_GRIDS:
        raise too_much(budget.where, f"meer dan {MAX_GRIDS} bladen")
    known = dict(zip(titles, looks, strict=False))
    return [
        grid_of_sheet(
            workbook,
            title,
            known.get(title, SheetLook()),
            GridMaker(file, f"blad '{title[:100]}'", title, notes, budget),
            budget,
        )
        for title in titles
    ]


@dataclass(frozen=True, slots=True)
class _Entry:
    start: int
    size: int


@dataclass(slots=True)
class _Compound:
    """The streams of a compound file, by name; small ones lie in a stream of their own."""

    data: bytes
    streams: dict[str, _Entry] = field(default_factory=dict)
    _sector: int = 512
    _table: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.data.startswith(XLS_START):
            raise ValueError
        shift, _ = struct.unpack_from("<HH", self.data, 30)
        if shift not in {9, 12}:
            raise ValueError
        self._sector = 1 << shift
        self._table = self._sector_table()
        (first,) = struct.unpack_from("<I", self.data, 48)
        directory = b"".join(self._chain(first))
        for at in range(0, len(directory) - 127, 128):
            length, kind = struct.unpack_from("<HxB", directory, at + 64)[0], directory[at + 66]
            name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", directory, at + 116)
            if kind == 2:
                self.streams[name] = _Entry(start, size)

    def stream(self, name: str) -> bytes:
        """Bytes of a stream of 4,096 bytes or more; a workbook is never smaller."""
        entry = self.streams[name]
        return b"".join(self._chain(entry.start))[: entry.size]

    def _sector_table(self) -> list[int]:
        sectors = list(struct.unpack_from("<109I", self.data, 76))
        following, count = struct.unpack_from("<II", self.data, 68)
        per_sector = self._sector // 4
        for _ in range(count):
            if following >= _END_OF_CHAIN:
                break
            more = struct.unpack_from(f"<{per_sector}I", self.data, self._at(following))
            sectors += more[:-1]
            following = more[-1]
        table: list[int] = []
        for sector in sectors:
            if sector < _END_OF_CHAIN:
                table += struct.unpack_from(f"<{per_sector}I", self.data, self._at(sector))
        return table

    def _chain(self, sector: int) -> Iterator[bytes]:
        for _ in range(len(self._table) + 1):
            if sector >= _END_OF_CHAIN:
                return
            yield self.data[self._at(sector) : self._at(sector + 1)]
            sector = self._table[sector]
        raise ValueError("a chain without end")

    def _at(self, sector: int) -> int:
        return (sector + 1) * self._sector


def _looks(stream: bytes) -> list[SheetLook]:
    """What stands on each sheet, in the order in which the workbook lists them."""
    styles: list[int] = []
    starts: list[int] = []
    percentages = set(_BUILT_IN_PERCENTAGES)
    for kind, at, length in _records(stream, 0):
        if kind == _BOUNDSHEET and length >= 4:
            starts.append(struct.unpack_from("<I", stream, at)[0])
        elif kind == _XF and length >= 4:
            styles.append(struct.unpack_from("<H", stream, at + 2)[0])
        elif kind == _FORMAT and length >= 2 and b"%" in stream[at + 2 : at + length]:
            percentages.add(struct.unpack_from("<H", stream, at)[0])
    shown = frozenset(n for n, style in enumerate(styles) if style in percentages)
    if len(starts) > MAX_GRIDS:
        raise ValueError("more sheets than anyone has")
    return [_look(stream, start, shown) for start in starts]


def _look(stream: bytes, start: int, percentages: frozenset[int]) -> SheetLook:
    """Go through the cells of one sheet."""
    look = SheetLook()
    for kind, at, length in _records(stream, start):
        if kind in _CELLS and length >= 6:
            row, column, style = struct.unpack_from("<HHH", stream, at)
            look.see(row, column)
            if style in percentages:
                look.percentages.add((row, column))
        elif kind == _MULTIPLE_RK and length >= 6:
            row, first = struct.unpack_from("<HH", stream, at)
            for number in range((length - 6) // 6):
                look.see(row, first + number)
                if struct.unpack_from("<H", stream, at + 4 + 6 * number)[0] in percentages:
                    look.percentages.add((row, first + number))
        elif kind == _DIMENSIONS and length >= 12:
            # calamine makes room for what is said here before it meets a cell.
            _, rows, _, columns = struct.unpack_from("<IIHH", stream, at)
            if rows and columns:
                look.see(rows - 1, columns - 1)
        elif kind == _ROW and length >= 16:
            row, flags = struct.unpack_from("<H10xI", stream, at)
            if flags & 0x20:  # [MS-XLS] 2.4.220: fDyZero, a row without height
                look.hidden_rows.add(row)
        elif kind == _COLUMN_INFO and length >= 10:
            first, last, flags = struct.unpack_from("<HH4xH", stream, at)
            if flags & 1:
                look.hidden_columns.update(range(first, min(last, 255) + 1))
    return look


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, start and length of every record from here to the end of its part."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _END:
            return
        yield kind, at + 4, min(length, len(stream) - at - 4)
        at += 4 + length
