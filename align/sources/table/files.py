"""Opens a file that may hold tables, by what is in it: CSV, xlsx, xls, ods, docx, odt or PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.errors import InputError
from align.sources import limits
from align.sources.archive import SingleFile, digest
from align.sources.office_zip import OfficeKind, OfficeZip, office_zip
from align.sources.pdf.pages import MAX_PDF_BYTES, is_pdf
from align.sources.table.cells import Budget
from align.sources.table.csv import MAX_CSV_BYTES, looks_like_table, read_csv
from align.sources.table.docx import TextDocument, read_docx
from align.sources.table.odf import read_odf
from align.sources.table.pdf import read_pdf
from align.sources.table.xls import MAX_XLS_BYTES, XLS_START, read_xls, stream_names
from align.sources.table.xlsx import read_xlsx

if TYPE_CHECKING:
    from align.sources.archive import SourceFiles
    from align.sources.notes import Notes
    from align.sources.table.cells import Grid

PDF = "pdf"
"""`TableFile.kind` of a PDF."""

_NOT_CSV = (b"PK", b"{", b"[", b"<", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")
_XLS_STREAMS = frozenset({"Workbook", "Book", "EncryptedPackage"})


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file with tables.

    Attributes:
        name: file name, as in the places of its rows.
        kind: "csv", "xlsx", "xls", "ods", "docx", "odt" or "pdf".
        how: what it is, in Dutch ("CSV met puntkomma's, UTF-8").
        grids: its sheets or tables, in order.
        after: paragraphs below the last table of a text document.
        sha256: digest of what was read.
    """

    name: str
    kind: str
    how: str
    grids: tuple[Grid, ...]
    after: tuple[str, ...]
    sha256: str


def may_hold_tables(files: SourceFiles) -> str:
    """Kind of table file that this source seems to be; "" when it is none. Looks, does not read."""
    office = office_zip(files)
    if office is not None:
        return office.kind.value
    if not isinstance(files, SingleFile):
        return ""
    (name,) = files.names
    head = files.head(name)
    if head.startswith(XLS_START):
        names = stream_names(files.read(name, MAX_XLS_BYTES))
        return "xls" if names & _XLS_STREAMS else ""
    if is_pdf(head):
        return PDF
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return (
        "csv" if start and not start.startswith(_NOT_CSV) and looks_like_table(head, name) else ""
    )


def read_tables(
    files: SourceFiles, kind: str, notes: Notes, *, only_head: bool = False
) -> TableFile:
    """Read all tables of a source.

    Args:
        files: the source.
        kind: as `may_hold_tables` said.
        notes: where warnings go.
        only_head: read no more than the first rows of a CSV file, or pages of a PDF, to
            recognise it.

    Raises:
        InputError: it cannot be read, is unsafe, or larger than the limits of `table.cells`.
    """
    name = files.path.rpartition("› ")[2].replace("\\", "/").rpartition("/")[2]
    budget = Budget(files.path)
    office = office_zip(files)
    if office is not None:
        return _office(office, name, notes, budget)
    name = files.names[0]
    most = {"xls": MAX_XLS_BYTES, PDF: MAX_PDF_BYTES}.get(kind, MAX_CSV_BYTES)
    data = _whole_lines(files.head(name)) if only_head and kind == "csv" else files.read(name, most)
    if kind == PDF:
        text = read_pdf(data, name, notes, budget, only_head=only_head)
        how = "PDF met tabellen"
        return TableFile(name, kind, how, tuple(text.grids), text.after, digest([(name, data)]))
    if kind == "xls":
        grids = tuple(read_xls(data, name, notes, budget))
        return TableFile(name, kind, "oud Excel-bestand (xls)", grids, (), digest([(name, data)]))
    table = read_csv(data, name, notes, budget)
    return TableFile(name, kind, table.how, (table.grid,), (), digest([(name, data)]))


def _whole_lines(head: bytes) -> bytes:
    """The first bytes of a file without the line that they cut in two."""
    if len(head) < limits.HEAD_BYTES:
        return head
    return head[: head.rfind(b"\n") + 1] or head


def _office(office: OfficeZip, name: str, notes: Notes, budget: Budget) -> TableFile:
    after: tuple[str, ...] = ()
    if office.kind is OfficeKind.XLSX:
        grids = read_xlsx(office, name, notes, budget)
    elif office.kind is OfficeKind.XLSB:
        raise InputError(
            "dit is een binair Excel-bestand (xlsb)",
            where=office.files.path,
            advice="Sla het in Excel op als xlsx.",
        )
    else:
        text = _text_document(office, name, notes, budget)
        grids, after = text.grids, text.after
    how = f"{'Excel' if office.kind is OfficeKind.XLSX else 'Office'}-bestand ({office.kind})"
    return TableFile(
        name=name,
        kind=office.kind.value,
        how=how,
        grids=tuple(grids),
        after=after,
        sha256=digest(office.read_parts.items()),
    )


def _text_document(office: OfficeZip, name: str, notes: Notes, budget: Budget) -> TextDocument:
    if office.kind is OfficeKind.DOCX:
        return read_docx(office, name, notes, budget)
    return read_odf(office, name, notes, budget)
