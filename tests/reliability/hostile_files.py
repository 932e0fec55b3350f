"""Files that were made to break a reader: bombs, loops, lies and names that lead elsewhere."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from table_making import docx_parts, odf_parts, sheet_xml, xlsx_parts

MB = 2**20
_LEVELS = 100_000
_SBB = '<sbb><dossiers><dossier id="1">{}</dossier></dossiers></sbb>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def _zips_in_zips() -> bytes:
    data = b"<sbb/>"
    for depth in range(8):
        data = zipped({f"{depth}-{copy}.zip": data for copy in range(8)})
    return data


def _lying_zip() -> bytes:
    """A zip that says its 50 MB are 100 bytes."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = squeeze.compress(bytes(50 * MB)) + squeeze.flush()
    name = b"dossier.xml"
    common = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, 0, len(data), 100, len(name), 0)
    local = b"PK\x03\x04" + common + name + data
    listed = b"PK\x01\x02" + struct.pack("<H", 20) + common
    listed += struct.pack("<HHHLL", 0, 0, 0, 0, 0) + name
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(listed), len(local), 0)
    return local + listed + end


def _laughs() -> str:
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    return f"<?xml version='1.0'?><!DOCTYPE sbb [{''.join(lines)}]>" + _SBB.format("&a11;")


def _doctype(declaration: str, content: str = "") -> str:
    return f"<?xml version='1.0'?><!DOCTYPE sbb {declaration}>{_SBB.format(content)}"


def _pdf(objects: dict[int, bytes]) -> bytes:
    """A PDF of these objects, the first of which is the catalog."""
    made, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, body in objects.items():
        places[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % places[number] for number in objects)
    made += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table)
    return bytes(made)


def _stream(data: bytes, fields: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    head = b"<</Length %d/Filter/FlateDecode%s>>" % (len(packed), fields)
    return head + b"stream\n" + packed + b"\nendstream"


def _page_with(content: bytes, resources: bytes = b"", box: bytes = b"0 0 595 842") -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<<%s>>>>"
    return _pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: page % (box, resources),
            4: content,
            5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            6: _stream(
                b"/X Do /X Do",
                b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>",
            ),
        }
    )


def _forms_in_a_chain() -> bytes:
    """Twenty forms that each show the next one ten times, by way of resources that stand apart."""
    forms = {
        2 * n: _stream(
            b"/X Do " * 10,
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources %d 0 R" % (2 * n + 1),
        )
        for n in range(3, 23)
    }
    resources = {2 * n + 1: b"<</XObject<</X %d 0 R>>>>" % (2 * n + 2) for n in range(3, 23)}
    last = {46: _stream(b"q Q", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")}
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<%s>>>>"
    first = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: page % b"/XObject<</X 6 0 R>>",
        4: _stream(b"/X Do"),
        5: b"null",
    }
    return _pdf({**first, **dict(sorted({**forms, **resources, **last}.items()))})


def _pages_in_a_circle() -> bytes:
    return _pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 2147483647/Parent 2 0 R>>",
            3: b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 99999/Parent 3 0 R>>",
        }
    )


def _many_pages() -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 30_003))
    pages = dict.fromkeys(range(3, 30_003), b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    return _pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[%s]/Count 30000>>" % kids,
            **pages,
        }
    )


def _words(times: int) -> bytes:
    return b"BT /F 9 Tf 9 9 Td " + b"(Kerntaak B1-K1 ) Tj 0 1 Td " * times + b"ET"


_FONT = b"/Font<</F 5 0 R>>"
_FAR = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'


def _sheet(change: Callable[[str], str]) -> bytes:
    """A workbook with a sheet that is not as it was."""
    plain = sheet_xml([["Code", "Omschrijving"], ["P/ZW/01", "Tekst"]])
    return zipped(xlsx_parts({"PTA": change(plain)}))


def _many_shared_strings() -> bytes:
    parts = xlsx_parts({"PTA": sheet_xml([["Code", "Omschrijving"]])})
    strings = "<si><t>" + "x" * 30 + "</t></si>"
    parts["xl/sharedStrings.xml"] = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="4294967295" '
        f'uniqueCount="4294967295">{strings * 200_000}</sst>'
    )
    return zipped(parts)


def _case(value: str) -> str:
    return f'{{"CFDocument": {{"identifier": "a", "title": {value}}}, "CFItems": [{value}]}}'


def _decided(value: str) -> str:
    return f'{{"format": "align-decisions/1", "decisions": [{{"left": {value}, "right": {{}}}}]}}'


_DEEP = "[" * _LEVELS + "]" * _LEVELS
_DEEP_OBJECT = '{"a":' * _LEVELS + "1" + "}" * _LEVELS
_TWICE = '{"a": 1, "a": 2, ' + ", ".join(f'"k{n % 7}": {n}' for n in range(50_000)) + "}"

_TEXT = "Code;Omschrijving\n"

HOSTILE: dict[str, Callable[[], bytes | str]] = {
    "zip bomb": lambda: zipped({"dossier.xml": bytes(150 * MB)}),
    "zips in zips": _zips_in_zips,
    "zip that lies": _lying_zip,
    "zip that leads up": lambda: zipped({"../../dossier.xml": "<sbb/>", "a.xml": "<sbb/>"}),
    "zip that leads to the root": lambda: zipped({"/etc/a.xml": "<sbb/>", "C:\\a.xml": "<sbb/>"}),
    "zip of many files": lambda: zipped({f"{n}.xml": b"<sbb/>" for n in range(20_000)}),
    "zip of nothing": lambda: b"PK\x05\x06" + bytes(18),
    "xml laughs": _laughs,
    "xml one long entity": lambda: _doctype(f'[<!ENTITY a "{"x" * MB}">]', "&a;" * 5_000),
    "xml outside entity": lambda: _doctype('[<!ENTITY a SYSTEM "file:///etc/passwd">]', "&a;"),
    "xml outside dtd": lambda: _doctype('SYSTEM "http://127.0.0.1:9/a.dtd"'),
    "xml parameter entity": lambda: _doctype('[<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]'),
    "xml doctype in utf-16": lambda: _laughs().encode("utf-16"),
    "xml deep": lambda: "<sbb>" + "<a>" * _LEVELS + "</a>" * _LEVELS + "</sbb>",
    "xml many attributes": lambda: (
        "<sbb><dossiers " + " ".join(f'a{n}="1"' for n in range(200_000)) + "/></sbb>"
    ),
    "xml long text": lambda: _SBB.format("<naam>" + "x" * (30 * MB) + "</naam>"),
    "xml many elements": lambda: _SBB.format("<naam/>" * 1_000_000),
    "xml include": lambda: _SBB.format(
        '<x:include xmlns:x="http://www.w3.org/2001/XInclude" parse="text" href="/etc/passwd"/>'
    ),
    "xml of no encoding": lambda: b"<?xml version='1.0' encoding='utf-7'?><sbb>+ADw-</sbb>",
    "pdf pages in a circle": _pages_in_a_circle,
    "pdf many pages": _many_pages,
    "pdf bomb": lambda: _page_with(_stream(b" " * (300 * MB))),
    "pdf many words": lambda: _page_with(_stream(_words(2_000_000)), _FONT),
    "pdf form in itself": lambda: _page_with(_stream(b"/X Do"), b"/XObject<</X 6 0 R>>"),
    "pdf forms in a chain": _forms_in_a_chain,
    "pdf enormous page": lambda: _page_with(
        _stream(_words(9)), _FONT, b"-1e38 -1e38 1e38 99999999999999"
    ),
    "pdf deep arrays": lambda: _page_with(_stream(b"[" * _LEVELS + b"] TJ")),
    "pdf of objects alone": lambda: b"%PDF-1.7\n" + b"1 0 obj<</A 2 0 R>>endobj\n" * 300_000,
    "pdf cut off": lambda: _many_pages()[:5_000],
    "xlsx enormous sheet": lambda: _sheet(
        lambda xml: xml.replace("</sheetData>", _FAR + "</sheetData>")
    ),
    "xlsx many rows": lambda: _sheet(
        lambda xml: (
            xml.replace("</sheetData>", "<row><c><v>1</v></c></row>" * 400_000) + "</sheetData>"
        )
    ),
    "xlsx many strings": _many_shared_strings,
    "xlsx entity": lambda: _sheet(
        lambda xml: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + xml
    ),
    "xlsx many sheets": lambda: zipped(
        xlsx_parts({f"Blad {n}": sheet_xml([["Code", "Tekst"], ["a", "b"]]) for n in range(1_000)})
    ),
    "xlsx bomb": lambda: zipped({**xlsx_parts({"PTA": sheet_xml([])}), "a": bytes(200 * MB)}),
    "docx deep": lambda: zipped(docx_parts("<w:tbl>" * 20_000 + "</w:tbl>" * 20_000)),
    "docx entity": lambda: zipped(
        {
            name: f"<!DOCTYPE a [<!ENTITY b 'c'>]>{part}" if name.endswith("document.xml") else part
            for name, part in docx_parts("").items()
        }
    ),
    "ods repeated": lambda: zipped(
        odf_parts(
            '<table:table table:name="P"><table:table-row table:number-rows-repeated="1048576">'
            '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p>'
            "</table:table-cell></table:table-row></table:table>",
            "spreadsheet",
        )
    ),
    "json deep": lambda: _DEEP,
    "json deep objects": lambda: _DEEP_OBJECT,
    "json that never closes": lambda: "[" * (2 * MB),
    "json case deep": lambda: _case(_DEEP),
    "json case same keys": lambda: _case(_TWICE),
    "json no numbers": lambda: _case("[NaN, Infinity, -Infinity, 1e999, -0.0]"),
    "json long number": lambda: _case("9" * 1_000_000),
    "json half characters": lambda: _case('"\\ud800 \\udfff \\u0000"'),
    "json long text": lambda: _case('"' + "x" * (30 * MB) + '"'),
    "json many keys": lambda: "{" + ",".join(f'"k{n}":0' for n in range(1_000_000)) + "}",
    "json decisions deep": lambda: _decided(_DEEP_OBJECT),
    "json decisions same keys": lambda: _decided(_TWICE),
    "json decisions no numbers": lambda: _decided('{"id": NaN, "klokuren": Infinity}'),
    "json decisions long number": lambda: _decided('{"id": "a", "year": ' + "9" * 999_999 + "}"),
    "json decisions cut off": lambda: _decided('{"id": "a"}, ' * 200_000)[:-9],
    "json lines many": lambda: '{"code": "K0001", "titel": "a"}\n' * 300_000,
    "csv long field": lambda: _TEXT + 'P/ZW/01;"' + "x" * (20 * MB) + '"\n',
    "csv never closes": lambda: _TEXT + 'P/ZW/01;"' + "x\n" * (5 * MB),
    "csv nul": lambda: _TEXT.encode() + b"P/ZW/01;a\0b\n\0\0\0;\0\n" * 1_000,
    "csv many columns": lambda: _TEXT + ";" * 1_000_000 + "\n",
    "csv many rows": lambda: _TEXT + ";\n" * 3_000_000,
    "csv formulas": lambda: _TEXT + "P/ZW/01;=cmd|'/c calc'!A1\n@SUM(A1);+1-1\n",
    "csv carriage returns": lambda: _TEXT.replace("\n", "\r") + "\r" * MB,
    "nothing": lambda: b"",
    "zeros": lambda: bytes(20 * MB),
    "noise": lambda: bytes((n * n * 31 + 7 * n) % 251 for n in range(MB)),
}
