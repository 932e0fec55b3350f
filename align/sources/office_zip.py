"""Parts of an Office document (docx, odt, xlsx, ods): which kind it is, and its XML, safely.

An Office document is a zip, so `archive` has refused unsafe names, links, passwords and bombs
before a part is read here.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from lxml import etree

from align.errors import InputError
from align.sources import limits
from align.sources.xml_safe import doctype_refused, parse_xml, xml_head

if TYPE_CHECKING:
    from align.sources.archive import SourceFiles

MAX_PART_BYTES = 32 * 2**20
"""Bytes of one part of a document, unpacked; the text of a PTA is some 64 kB."""
MAX_PARTS_BYTES = 64 * 2**20
"""Bytes of all parts of a document that are read, unpacked."""

_TYPES = "[Content_Types].xml"
_ADVICE = "Open het in uw tekst- of rekenprogramma en sla het opnieuw op."
_MAIN_PARTS = {
    "wordprocessingml.document.main+xml": "docx",
    "ms-word.document.macroEnabled.main+xml": "docx",
    "wordprocessingml.template.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "ms-excel.sheet.macroEnabled.main+xml": "xlsx",
    "spreadsheetml.template.main+xml": "xlsx",
    "ms-excel.sheet.binary.macroEnabled.main": "xlsb",
}
_ODF_TYPES = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.text-template": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.spreadsheet-template": "ods",
}


class OfficeKind(StrEnum):
    """Kinds of Office documents, by the usual end of their names."""

    DOCX = "docx"
    XLSX = "xlsx"
    XLSB = "xlsb"
    ODT = "odt"
    ODS = "ods"


@dataclass(slots=True)
class OfficeZip:
    """An Office document.

    Attributes:
        files: the zip.
        kind: what it is.
        main: name of its main part ("word/document.xml", "content.xml").
        read_parts: what was read from it, by name.
    """

    files: SourceFiles
    kind: OfficeKind
    main: str
    read_parts: dict[str, bytes] = field(default_factory=dict)

    def read(self, name: str) -> bytes:
        """Bytes of a part, read once.

        Raises:
            InputError: beyond `MAX_PART_BYTES` or `MAX_PARTS_BYTES`.
        """
        if name not in self.read_parts:
            data = self.files.read(name, MAX_PART_BYTES)
            if sum(map(len, self.read_parts.values())) + len(data) > MAX_PARTS_BYTES:
                raise InputError(
                    f"de delen van dit document zijn samen groter dan "
                    f"{limits.megabytes(MAX_PARTS_BYTES)}",
                    where=self.files.path,
                    advice="Bewaar alleen het blad of de tabel met het programma apart.",
                )
            self.read_parts[name] = data
        return self.read_parts[name]

    def has(self, name: str) -> bool:
        """Whether the document has this part."""
        return name in self.files.names

    def xml(self, name: str) -> etree._Element:
        """Root element of a part.

        Raises:
            InputError: it has a DOCTYPE, is broken, or is too large (`read`).
        """
        return _parsed(self.read(name), self.files.where(name))

    def refuse_doctype(self, name: str) -> None:
        """See to it that a part has no DOCTYPE, before another parser gets it.

        Raises:
            InputError: it has.
        """
        head, where = xml_head(self.read(name)), self.files.where(name)
        if head and head.doctype_line:
            raise _mendable(doctype_refused(where, head.doctype_line))

    def related(self, name: str) -> dict[str, str]:
        """Names of the parts that a part refers to, by the id of the reference.

        Raises:
            InputError: the list of references cannot be read (`xml`).
        """
        folder, file = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(relations):
            return {}
        found: dict[str, str] = {}
        for element in self.xml(relations):
            target = element.get("Target", "")
            if isinstance(element.tag, str) and element.get("TargetMode") != "External":
                part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                if self.has(part):
                    found[element.get("Id", "")] = part
        return found


def office_zip(files: SourceFiles) -> OfficeZip | None:
    """The Office document that a source is, or None when it is something else.

    Raises:
        InputError: its list of parts cannot be read.
    """
    if "content.xml" in files.names and "mimetype" in files.names:
        kind = _ODF_TYPES.get(files.head("mimetype")[:200].decode("ascii", "replace").strip())
        return OfficeZip(files, OfficeKind(kind), "content.xml") if kind else None
    if _TYPES not in files.names:
        return None
    data = files.read(_TYPES, MAX_PART_BYTES)
    for element in _parsed(data, files.where(_TYPES)):
        content, part = element.get("ContentType", ""), element.get("PartName", "").lstrip("/")
        for ending, kind in _MAIN_PARTS.items():
            if content.endswith(ending) and part in files.names:
                return OfficeZip(files, OfficeKind(kind), part)
    return None


def local_name(element: etree._Element) -> str:
    """Name of an element without its namespace; "" of a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """Value of an attribute, whatever its namespace; "" when absent."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def count_in(element: etree._Element, name: str, default: int = 1) -> int:
    """A small number in an attribute, at least 1; `default` when it is absent or no number."""
    value = attribute(element, name)
    return (
        max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 10 else default
    )


def _parsed(data: bytes, where: str) -> etree._Element:
    try:
        return parse_xml(data, where)
    except InputError as fault:
        raise _mendable(fault) from fault


def _mendable(fault: InputError) -> InputError:
    """The same fault, with the advice for an Office document."""
    return InputError(fault.what, where=fault.where, advice=_ADVICE)
