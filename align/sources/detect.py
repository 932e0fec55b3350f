"""Finds the reader for a source by what is in it, or says what it is instead.

A new format is one module with a `Reader` and one line in `READERS`.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING

from align.errors import InputError, OtherKindError
from align.sources import limits
from align.sources.xml_safe import doctype_refused, not_well_formed, xml_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from align.sources.archive import SourceFiles
    from align.sources.reader import Reader
    from align.sources.xml_safe import XmlHead

#: Module and class of each reader, in the order in which they are asked. A module is imported when
#: its reader is asked, so that reading XML does not wait for everything that reads PDF.
READERS = (
    ("slo.reader", "SloReader"),
    ("sbb.reader", "SbbReader"),
    ("kd.reader", "KdPdfReader"),
    ("keuzedeel", "KeuzedeelReader"),
    ("exam_plan.reader", "ExamPlanReader"),
    ("register.keuzedelen", "KeuzedelenReader"),
    ("register.keuzedeel_texts", "KeuzedeelTextsReader"),
    ("register.keuzedeel_names", "KeuzedeelNamesReader"),
    ("register.overlap", "OverlapRulingsReader"),
    ("register.crebo", "CreboListReader"),
    ("register.competentnl", "CompetentNlReader"),
    ("table.reader", "TableReader"),
    ("case.reader", "CaseReader"),
    ("curriculum_json", "CurriculumJsonReader"),
)

#: A reader that is this sure reads the source; the ones after it are not asked.
SURE = 0.9

USABLE = (
    "Geef een SLO-uitgave op (map of zip met data/profiel.json), een kwalificatiedossier "
    "(XML of PDF), een examenplan (PDF), een tabel (csv, xlsx, xls, ods, docx, odt, pdf), een "
    "register of een CASE-pakket (json)."
)
_STARTS = (
    (b"%PDF", "dit is een PDF"),
    (b"PK\x03\x04", "dit is een zip of Office-bestand"),
    (b"\xd0\xcf\x11\xe0", "dit is een oud Office-bestand (doc, xls)"),
    (b"\x89PNG", "dit is een afbeelding (PNG)"),
    (b"\xff\xd8\xff", "dit is een afbeelding (JPEG)"),
    (b"\x1f\x8b", "dit is een gzip-bestand"),
    (b"7z\xbc\xaf", "dit is een 7z-bestand"),
    (b"Rar!", "dit is een rar-bestand"),
)


def recognise(files: SourceFiles, columns: Mapping[str, str] | None = None) -> tuple[Reader, str]:
    """Reader of the source, and the reason in Dutch.

    Args:
        files: the source.
        columns: what the user says of the columns of tables; see `table.columns.parse_columns`.

    Raises:
        InputError: no reader knows it; says what it looks like instead.
    """
    best: tuple[float, Reader, str] | None = None
    for reader in _asked(columns):
        found = reader.recognise(files)
        if found and (best is None or found.confidence > best[0]):
            best = found.confidence, reader, found.reason
        if best and best[0] >= SURE and not columns:
            break
    if best is None:
        raise _not_recognised(files)
    return best[1], best[2]


def readers() -> Iterator[Reader]:
    """Every reader, in the order in which they are asked."""
    return (_reader(module, name) for module, name in READERS)


def _asked(columns: Mapping[str, str] | None) -> Iterator[Reader]:
    if columns:
        from align.sources.table.reader import TableReader  # noqa: PLC0415 -- only now needed

        yield TableReader(columns)  # first: of two readers as sure of a table, it reads it
    yield from readers()


@cache
def _reader(module: str, name: str) -> Reader:
    made: Reader = getattr(importlib.import_module(f"align.sources.{module}"), name)()
    return made


def _not_recognised(files: SourceFiles) -> InputError:
    if len(files.names) > 1:
        return _no_known_files(files)
    name = files.names[0]
    head, where = files.head(name), files.where(name)
    from align.sources.pdf.front import unknown_pdf  # noqa: PLC0415 -- nothing else is known

    if pdf := unknown_pdf(files):
        return pdf
    if not head.strip():
        return InputError("dit bestand is leeg", where=where, advice=USABLE)
    start = next((what for start, what in _STARTS if start in head[: len(start) + 8]), "")
    if start:
        return OtherKindError(f"{start}{_despite_its_name(name)}", where=where, advice=USABLE)
    return _about_text(head, where) or InputError(
        "dit bestand heeft geen bekend formaat", where=where, advice=USABLE
    )


def _about_text(head: bytes, where: str) -> InputError | None:
    """What to say about a web page, XML or JSON that no reader knows; None for anything else."""
    if _is_web_page(head):
        return InputError(
            "dit is een webpagina (HTML)",
            where=where,
            advice="Waarschijnlijk is de pagina bewaard in plaats van het bestand. " + USABLE,
        )
    if xml := xml_head(head):
        return _about_xml(xml, where)
    if head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] in {b"[", b"{"}:
        return OtherKindError(
            "dit is één JSON-bestand, en daaruit alleen is niets te lezen",
            where=where,
            advice=USABLE,
        )
    if b"\0" in head:
        return InputError("dit is geen tekstbestand", where=where, advice=USABLE)
    return None


def _about_xml(head: XmlHead, where: str) -> InputError:
    if head.doctype_line:
        return doctype_refused(where, head.doctype_line)
    if head.root:
        return OtherKindError(
            f"dit is XML, maar geen dossier van SBB (het begint met <{head.root}>)",
            where=where,
            advice=USABLE,
        )
    if head.fault_line:
        return not_well_formed(where, head.fault_line)
    return InputError(
        f"in de eerste {limits.HEAD_BYTES // 1024} kB van deze XML begint geen inhoud",
        where=where,
        advice=USABLE,
    )


def _is_web_page(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    return start.startswith(b"<!doctype html") or b"<html" in start


def _no_known_files(files: SourceFiles) -> InputError:
    if "[Content_Types].xml" in files.names or "mimetype" in files.names:
        return OtherKindError(
            "dit is een Office-bestand (docx, xlsx, odt, …)", where=files.path, advice=USABLE
        )
    first = ", ".join(files.names[:3])
    return OtherKindError(
        f"deze {len(files.names)} bestanden vormen samen geen document ({first}, …)",
        where=files.path,
        advice=USABLE,
    )


def _despite_its_name(name: str) -> str:
    return ", ook al eindigt de naam op .xml" if name.lower().endswith(".xml") else ""
