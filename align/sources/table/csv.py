"""Reads comma separated values: encoding and separator are found, quoted line breaks are kept."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.errors import InputError
from align.model import Place
from align.sources.table.cells import GridMaker
from align.sources.table.vocabulary import role_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.sources.notes import Notes
    from align.sources.table.cells import Budget, Grid

MAX_CSV_BYTES = 32 * 2**20
"""Bytes of a CSV file; all werkprocessen of 200 kwalificaties are under 1 MB."""

_SEPARATORS = {";": "puntkomma's", ",": "komma's", "\t": "tabs", "|": "staande strepen"}
_SAMPLE_CHARS = 64 * 1024  # of a file, by which its separator is chosen
_SAMPLE_ROWS = 100  # of that sample
_NAMED_SEPARATOR = re.compile(r"sep=([;,\t|])\r?\n")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_NULS_OF_TEXT = 0.01  # share of zero bytes, beyond which a file is no text
_TABLE_NAMES = (".csv", ".tsv", ".tab")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A CSV file as text.

    Attributes:
        text: its text without NUL characters.
        encoding: name of the encoding, as a reader knows it.
        nuls: number of NUL characters that were taken out.
    """

    text: str
    encoding: str
    nuls: int = 0


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The one grid of a CSV file, and how the file was written, in Dutch."""

    grid: Grid
    how: str


def decode(data: bytes) -> Decoded | None:
    """Text in the encoding that fits, or None when these bytes are no text.

    A byte order mark decides; then UTF-8 when it is nearly all valid; else Windows-1252, in which
    older versions of Excel write.
    """
    for bom, codec, name in _BOMS:
        if data.startswith(bom):
            return _without_nuls(data.decode(codec, "replace").lstrip("\ufeff"), name)
    wide = _utf16_without_mark(data)
    if wide:
        return _without_nuls(data.decode(wide, "replace"), "UTF-16")
    if data.count(b"\0") > _NULS_OF_TEXT * len(data):
        return None
    return _without_nuls(*_eight_bits(data))


def separator_of(text: str) -> str:
    """The separator that gives a row with the most names of columns, else the most even rows.

    Without either it is ";".
    """
    if named := _NAMED_SEPARATOR.match(text):
        return named[1]
    sample = text[:_SAMPLE_CHARS]
    if len(text) > len(sample):
        sample = sample[: sample.rfind("\n") + 1] or sample
    found = {separator: _evenness(sample, separator) for separator in _SEPARATORS}
    return max(found, key=lambda separator: (found[separator].names, found[separator]))


def looks_like_table(data: bytes, name: str) -> bool:
    """Whether the first bytes of a file are a table.

    They are when they are text and the name says so, or when most of its rows, three or more, have
    one number of cells, two or more.
    """
    decoded = decode(data)
    if decoded is None or not decoded.text.strip():
        return False
    if name.lower().endswith(_TABLE_NAMES):
        return True
    found = _evenness(decoded.text, separator_of(decoded.text))
    return found.share > 0.5 and found.rows >= 3


def read_csv(data: bytes, file: str, notes: Notes, budget: Budget) -> CsvTable:
    """Read a CSV file.

    Args:
        data: its bytes.
        file: file name, for places.
        notes: where warnings go.
        budget: how many cells may be read.

    Raises:
        InputError: it is no text, or larger than the limits of `table.cells`.
    """
    decoded = decode(data)
    if decoded is None:
        raise InputError(
            "dit is geen tekstbestand",
            where=budget.where,
            advice="Sla de tabel in uw rekenprogramma op als xlsx, ods of 'CSV UTF-8'.",
        )
    if decoded.nuls:
        notes.add(Place(file), "tekens zonder betekenis (NUL) zijn weggelaten", f"{decoded.nuls}")
    separator = separator_of(decoded.text)
    named = _NAMED_SEPARATOR.match(decoded.text)
    maker = GridMaker(file, "", "", notes, budget)
    with _cells_of_any_length():
        reader = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=separator)
        for number, cells in _numbered(reader):
            if not (named and number == 1):
                maker.add(number, cells)
    how = f"CSV met {_SEPARATORS[separator]}, {decoded.encoding}"
    return CsvTable(maker.grid(), how)


def _without_nuls(text: str, encoding: str) -> Decoded:
    nuls = text.count("\0")
    return Decoded(text.replace("\0", "") if nuls else text, encoding, nuls)


def _utf16_without_mark(data: bytes) -> str:
    """UTF-16 of Latin letters has a NUL at every second byte."""
    head = data[:4096]
    if len(head) < 4:
        return ""
    low, high = head[0::2].count(0) / (len(head) / 2), head[1::2].count(0) / (len(head) / 2)
    if high > 0.6 and low < 0.1:
        return "utf-16-le"
    return "utf-16-be" if low > 0.6 and high < 0.1 else ""


def _eight_bits(data: bytes) -> tuple[str, str]:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(1 for character in text if character > "\x7f") if broken else 0
    # A file cut off in mid-character, or with one damaged byte, is still UTF-8.
    if broken and broken > 0.1 * beyond_ascii:
        return data.decode("cp1252", "replace"), "Windows-1252"
    return text, "UTF-8"


@dataclass(frozen=True, slots=True, order=True)
class _Evenness:
    """How even the first rows are with a separator.

    Attributes:
        share: share of the rows that has the usual length; 0 when that is one cell.
        length: the usual length.
        rows: number of rows.
        names: most names of columns in one row, when there are two or more.
    """

    share: float
    length: int
    rows: int
    names: int


def _evenness(sample: str, separator: str) -> _Evenness:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    lengths: list[int] = []
    names = 0
    with _cells_of_any_length():
        for _, cells in _numbered(reader):
            if any(cells):
                lengths.append(len(cells))
                # A quote that is left over stands in a text that was cut in the wrong place.
                clean = (cell for cell in cells if '"' not in cell)
                known = {role for role, near in map(role_of, clean) if role and not near}
                names = max(names, len(known) if len(known) > 1 else 0)
            if len(lengths) == _SAMPLE_ROWS:
                break
    if not lengths:
        return _Evenness(0.0, 0, 0, 0)
    (length, times), *_ = Counter(lengths).most_common(1)
    share = times / len(lengths) if length > 1 else 0.0
    return _Evenness(share, length, len(lengths), names)


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Rows, with the line on which each begins."""
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1  # type: ignore[attr-defined]


@contextlib.contextmanager
def _cells_of_any_length() -> Iterator[None]:
    """Let the csv module read a cell as long as the file; `table.cells` cuts and notes it."""
    before = csv.field_size_limit(2 * MAX_CSV_BYTES)
    try:
        yield
    finally:
        csv.field_size_limit(before)
