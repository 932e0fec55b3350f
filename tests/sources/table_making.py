"""Writes small tables in every format, with the traps that real ones have, and reads them."""

import csv
import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from align.model import Curriculum, Item
from align.sources.archive import open_source
from align.sources.table.columns import parse_columns
from align.sources.table.reader import TableReader

Cells = Sequence[object]

PTA = (
    ("Periode", "Module", "Deeltaak", "Eindterm", "Omschrijving", "Leerweg", "Toetsvorm", "Weging"),
    ("3.1", "P/ZW/01", "P/ZW/01/01", "P/ZW/01/01-01", "Deeg kneden", "BB/KB", "praktijk", "2"),
    ("3.2", "P/ZW/01", "P/ZW/01/01", "P/ZW/01/01-02", "Brood bakken", "KB", "schriftelijk", "1"),
    ("3.2", "P/ZW/01", "P/ZW/01/02", "P/ZW/01/02-01", "Een taart versieren", "GL", "praktijk", "3"),
    ("4.1", "K/ZW/03", "K/ZW/03/01", "K/ZW/03/01-01", "Sluis één schutten", "BB", "mondeling", "1"),
)
"""A PTA with content of our own: one module, one keuzevak, three deeltaken, four eindtermen."""

MBO = (
    (
        *("dossier", "kwalificatie", "crebo", "niveau", "kerntaak_code", "kerntaak"),
        *("werkproces_code", "werkproces", "omschrijving"),
    ),
    (
        *("Bakkerij", "Broodbakker", "25999", "3", "B1-K1", "Bakt brood"),
        *("B1-K1-W1", "Kneedt deeg", "De bakker kneedt het deeg tot het soepel is."),
    ),
    ("", "", "", "", "", "", "B1-K1-W2", "Bakt af", ""),
    ("", "", "", "", "P1-K1", "Verkoopt", "P1-K1-W1", "Rekent af", ""),
    ("", "Banketbakker", "25998", "2", "B1-K1", "Bakt brood", "B1-K1-W1", "Kneedt deeg", ""),
)
"""Two kwalificaties in which empty cells say "as above"."""


def csv_text(rows: Iterable[Cells], separator: str = ";", end: str = "\r\n") -> str:
    target = io.StringIO()
    csv.writer(target, delimiter=separator, lineterminator=end).writerows(rows)
    return target.getvalue()


def write_csv(
    folder: Path,
    rows: Iterable[Cells],
    name: str = "pta.csv",
    *,
    separator: str = ";",
    encoding: str = "utf-8-sig",
) -> Path:
    path = folder / name
    path.write_bytes(csv_text(rows, separator).encode(encoding))
    return path


def write_zip(path: Path, parts: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


# --- xlsx -----------------------------------------------------------------------------------------

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="170" formatCode="0,0%"/>'
    '</numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/>'
    '<xf numFmtId="170"/></cellXfs></styleSheet>'
)


def column_name(index: int) -> str:
    name, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def sheet_xml(rows: Iterable[Cells], *, hidden: Iterable[int] = (), tail: str = "") -> str:
    """A sheet; a text that begins with "<" is the XML of the cell's inside, a number a number."""
    lines = []
    concealed = set(hidden)
    for number, row in enumerate(rows, start=1):
        cells = []
        for index, value in enumerate(row):
            at = f"{column_name(index)}{number}"
            if isinstance(value, str) and value.startswith("<c"):
                cells.append(value.replace("<c", f'<c r="{at}"', 1))
            elif isinstance(value, (int, float)):
                cells.append(f'<c r="{at}"><v>{value}</v></c>')
            elif value:
                text = f'<t xml:space="preserve">{escape(str(value))}</t>'
                cells.append(f'<c r="{at}" t="inlineStr"><is>{text}</is></c>')
        attributes = ' hidden="1"' if number in concealed else ""
        lines.append(f'<row r="{number}"{attributes}>{"".join(cells)}</row>')
    data = f"<sheetData>{''.join(lines)}</sheetData>"
    return f'<worksheet xmlns="{_MAIN}">{data}{tail}</worksheet>'


def xlsx_parts(sheets: dict[str, str]) -> dict[str, str | bytes]:
    """Parts of a workbook with these sheets, as XML by title."""
    numbers = range(1, len(sheets) + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for n in numbers
    )
    listed = "".join(
        f'<sheet name="{escape(title)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, title in zip(numbers, sheets, strict=True)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATION}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.spreadsheetml.sheet.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}'
        f'<Relationship Id="rS" Type="{_RELATION}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
    } | {
        f"xl/worksheets/sheet{n}.xml": xml for n, xml in zip(numbers, sheets.values(), strict=True)
    }


def write_xlsx(folder: Path, sheets: dict[str, str], name: str = "pta.xlsx") -> Path:
    return write_zip(folder / name, xlsx_parts(sheets))


# --- docx -----------------------------------------------------------------------------------------

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraph(text: str) -> str:
    runs = "<w:br/>".join(f"<w:t>{escape(line)}</w:t>" for line in text.split("\n"))
    return f"<w:p><w:r>{runs}</w:r></w:p>"


def word_cell(text: object, *, span: int = 1, merge: str = "", inside: str = "") -> str:
    """A cell; `merge` is "restart" or "continue", `inside` more blocks such as a table."""
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge:
        properties += '<w:vMerge w:val="restart"/>' if merge == "restart" else "<w:vMerge/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(str(text))}{inside}</w:tc>"


def word_table(rows: Iterable[Cells]) -> str:
    """A table; a text that begins with "<w:tc" is a cell as XML."""
    lines = (
        "".join(
            cell if isinstance(cell, str) and cell.startswith("<w:tc") else word_cell(cell)
            for cell in row
        )
        for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def docx_parts(body: str) -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
    }


def write_docx(folder: Path, body: str, name: str = "pta.docx") -> Path:
    return write_zip(folder / name, docx_parts(body))


# --- odt and ods ----------------------------------------------------------------------------------

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "text", "table"))


def odf_row(cells: Cells, attributes: str = "") -> str:
    """A row; a text that begins with "<table" is a cell as XML."""
    made = (
        cell
        if isinstance(cell, str) and cell.startswith("<table")
        else f"<table:table-cell><text:p>{escape(str(cell))}</text:p></table:table-cell>"
        for cell in cells
    )
    return f"<table:table-row {attributes}>{''.join(made)}</table:table-row>"


def odf_table(rows: Iterable[Cells], name: str = "PTA", tail: str = "") -> str:
    body = "".join(odf_row(row) for row in rows)
    return f'<table:table table:name="{escape(name)}">{body}{tail}</table:table>'


def odf_parts(body: str, kind: str) -> dict[str, str | bytes]:
    """`kind` is "text" or "spreadsheet"."""
    return {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"<office:document-content {_SPACES}><office:body><office:{kind}>{body}"
        f"</office:{kind}></office:body></office:document-content>",
    }


def write_odt(folder: Path, body: str, name: str = "pta.odt") -> Path:
    return write_zip(folder / name, odf_parts(body, "text"))


def write_ods(folder: Path, body: str, name: str = "pta.ods") -> Path:
    return write_zip(folder / name, odf_parts(body, "spreadsheet"))


# --- xls ------------------------------------------------------------------------------------------


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _label(row: int, column: int, text: str) -> bytes:
    data = text.encode("utf-16-le")
    return _record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + data)


def sheet_records(
    rows: Iterable[Cells], *, hidden: Iterable[int] = (), extra: bytes = b""
) -> bytes:
    """Records of one sheet; a number is shown as a percentage."""
    records = [_record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))]
    records += [
        _record(0x208, struct.pack("<HHHHHHI", n - 1, 0, 9, 255, 0, 0, 0x20)) for n in hidden
    ]
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, (int, float)):
                records.append(_record(0x203, struct.pack("<HHHd", number, column, 1, value)))
            elif value:
                records.append(_label(number, column, str(value)))
    return b"".join((*records, extra, _record(0x0A)))


def far_cell(row: int, column: int) -> bytes:
    """A cell far away from the others."""
    return _label(row, column, "ver weg")


def xls_bytes(sheets: dict[str, bytes], *, stream: str = "Workbook") -> bytes:
    """A compound file with one stream: a workbook with these sheets."""
    bof = _record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 0))
    styles = b"".join(_record(0xE0, struct.pack("<HH", 0, number) + bytes(16)) for number in (0, 9))
    titles = [title.encode("latin-1") for title in sheets]
    size = len(bof) + len(styles) + sum(12 + len(title) for title in titles) + 4
    bounds = b""
    for title, records in zip(titles, sheets.values(), strict=True):
        data = struct.pack("<IHBB", size, 0, len(title), 0) + title
        bounds += _record(0x85, data)
        size += len(records)
    workbook = bof + styles + bounds + _record(0x0A) + b"".join(sheets.values())
    return _compound(stream, workbook)


def _compound(name: str, content: bytes) -> bytes:
    content = content.ljust(4096, b"\0")
    sectors = -(-len(content) // 512)
    tables = -(-(sectors + 1) // 127)  # each sector of the table also lists itself
    first = tables + 1
    chain = [0xFFFFFFFD] * tables + [0xFFFFFFFE]
    chain += [*range(first + 1, first + sectors), 0xFFFFFFFE]
    chain += [0xFFFFFFFF] * (tables * 128 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIIII",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        tables,
        tables,
        0,
        4096,
        0xFFFFFFFE,
        0,
        0xFFFFFFFE,
        0,
        0,
    )[: 76 - 24]
    difat = [*range(tables), *([0xFFFFFFFF] * (109 - tables))]
    header += struct.pack("<109I", *difat)
    directory = b"".join(
        _entry(*entry)
        for entry in (("Root Entry", 5, 0xFFFFFFFE, 0), (name, 2, first, len(content)))
    ).ljust(512, b"\0")
    body = content.ljust(sectors * 512, b"\0")
    return header + struct.pack(f"<{len(chain)}I", *chain) + directory + body


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    child = 1 if kind == 5 else 0xFFFFFFFF
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBB", len(encoded) + 2, kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


# --- reading --------------------------------------------------------------------------------------


def read_table(path: Path, columns: str = "") -> Curriculum:
    """Reads a file as a table, without asking other readers."""
    files = open_source(path)
    reader = TableReader(parse_columns(columns) if columns else None)
    found = reader.recognise(files)
    assert found is not None, f"niet herkend: {path}"
    return reader.read(files, found.reason)


def messages(curriculum: Curriculum) -> list[str]:
    return [f"{warning.place}: {warning.message}" for warning in curriculum.warnings]


def outline(curriculum: Curriculum) -> list[tuple[str, str, str, str]]:
    """Kind, code, title and parent of every item."""
    return [(item.kind.value, item.code, item.title, item.parent) for item in curriculum.items]


def facts_of(item: Item) -> dict[str, str]:
    return {fact.name: fact.value for fact in item.facts}


_CHILD = """
import sys
from align.errors import AlignError
from align.sources.archive import open_source
from align.sources.table.reader import TableReader
try:
    files = open_source(sys.argv[1])
    found = TableReader().recognise(files)
    read = TableReader().read(files, "") if found else None
    print(f"gelezen: {len(read.items)}" if read else "niet herkend")
except AlignError as fault:
    print(fault.render())
try:
    with open("/proc/self/status") as status:
        print(next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) // 2**10)
except OSError:
    print(0)
"""


def read_apart(path: Path) -> tuple[str, int]:
    """Reads a file in a process of its own: what came of it, and its peak of memory in MB."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    *said, peak = done.stdout.splitlines()
    return "\n".join(said), int(peak)
