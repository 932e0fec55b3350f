"""Reads the document of one keuzedeel: the PDF of SBB, or a transcript in Markdown or plain text.

No PDF of a keuzedeel was at hand; its parts and labels are those of transcripts of K0037 and K0262
(model 2015), its kerntaken and werkprocessen have the shape of those in a dossier.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.errors import InputError
from align.model import Curriculum, Fact, Hours, HourUnit, Item, Kind, Place, Side, Source
from align.sources.archive import digest
from align.sources.kd.cover import before_contents, fields_of, read_overview, text_of
from align.sources.kd.items import (
    Document,
    kerntaken,
    note_loose_rows,
    note_missing,
    sections,
    unique,
)
from align.sources.kd.outline import KERNTAAK_LABELS, Words, outline
from align.sources.kd.rows import rows_of_pages, rows_of_text
from align.sources.kd.texts import Reading, place_of
from align.sources.notes import Notes
from align.sources.pdf.front import front
from align.sources.pdf.pages import MAX_PDF_BYTES, Pdf, is_pdf, read_pages
from align.sources.pdf.words import WordBook
from align.sources.reader import Recognition
from align.sources.register.base import suited_niveaus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from align.sources.kd.outline import Part
    from align.sources.kd.rows import Row
    from align.sources.source_files import SourceFiles

MAX_TEXT_BYTES = 5 * 2**20
"""Bytes of a transcript; those in use have some 10 kB."""

_COVER_LINE = "keuzedeel mbo"
_GENERAL, _DETAIL = "algemene informatie", "uitwerking"
_FIELDS = {
    "code": "code",
    "penvoerder": "sectorkamer",
    "ontwikkeld door": "ontwikkeld_door",
    "gevalideerd door": "gevalideerd_door",
    "gevalideerd op": "gevalideerd_op",
    "op": "gevalideerd_op",
    "versie": "versie",
    "geldig vanaf": "geldig_vanaf",
    "titel": "titel",
    "title": "titel",
    "naam": "titel",
}
_LABELS = {
    "gekoppeld aan kwalificatie(s)": "gekoppeld",
    "gekoppeld aan kwalificaties": "gekoppeld",
    "gekoppeld aan kwalificatie": "gekoppeld",
    "studielast": "studielast",
    "sbu": "studielast",
    "aard van keuzedeel": "soort",
    "aard van het keuzedeel": "soort",
    "aard": "soort",
    "beroepsvereisten": "beroepsvereisten",
    "certificaten": "certificaten",
    "certificaat": "certificaten",
    "branchevereisten": "branchevereisten",
    "relevantie van het keuzedeel": "relevantie",
    "relevantie": "relevantie",
    "beschrijving van het keuzedeel": "omschrijving",
    "beschrijving": "omschrijving",
    "toelichting": "toelichting",
}
_TEXTS = {label: label for label in ("omschrijving", "relevantie", "toelichting")}
_FACTS = ("gekoppeld", "soort", "beroepsvereisten", "certificaten", "branchevereisten")
_WORDS = Words(
    chapters=frozenset({_GENERAL, _DETAIL}),
    labels={_GENERAL: _LABELS, _DETAIL: {}, "": _LABELS, "D": _LABELS},
)
_CODE = re.compile(r"(?:Code:?\s+)?(K\d{4})\b")
_KERNTAAK = re.compile(r"D\d{1,2}-K\d{1,2}\b(?!-).*")
_BODY = re.compile(r"(?:\d\.?\s+)?algemene informatie|D\d{1,2}\s*:.*", re.IGNORECASE)
_HOURS = re.compile(r"\b(\d{1,2}\.?\d{3}|\d{2,3})\b")
_LABEL_ROWS = 5  # rows below the heading of a kerntaak in which a label must stand
_LOOKED_AT = 200  # rows of a transcript that are looked at to recognise it
_NUL = b"\0"


class KeuzedeelReader:
    """Reads a keuzedeel from PDF, Markdown or plain text."""

    name = "keuzedeel"

    def recognise(self, files: SourceFiles) -> Recognition | None:
        """Recognise the first lines, or the heading of a kerntaak D1-K1 with its labels."""
        if len(files.names) != 1:
            return None
        head = files.head(files.names[0])
        if is_pdf(head):
            seen = front(files)
            pages = seen.lines if seen else ()
            return _recognised([(f"op blz. {line.page}", line.text) for line in pages])
        if _NUL in head:
            return None
        rows = rows_of_text(head.decode("utf-8", "replace"))[:_LOOKED_AT]
        return _recognised([(f"op regel {row.line}", row.text) for row in rows])

    def read(self, files: SourceFiles, why: str) -> Curriculum:
        """Read one keuzedeel; see `reader.Reader.read`."""
        (name,) = files.names
        notes = Notes()
        data, rows = _rows(files, name, notes)
        start = _start_of_body(rows)
        fields = _cover(before_contents(rows[:start]))
        parts = outline(rows[start:], _WORDS)
        code = _code(fields, rows)
        if not code:
            notes.add(Place(name), "de code van het keuzedeel (zoals K0262) is niet gevonden")
        root = f"kd/{code or 'keuzedeel'}"
        book = WordBook(row.text for row in rows)
        document = Document(root, name, notes, Reading((), book.joins, root), {})
        keuzedeel = _keuzedeel(code, fields, parts, document)
        below = [part for part in parts if "-K" in part.code]
        if not below:
            raise InputError(
                "in dit keuzedeel is geen enkele kerntaak gevonden (een kopje zoals 'D1-K1: ...')",
                where=files.where(name),
                advice="Haal het keuzedeel opnieuw op bij s-bb.nl.",
            )
        items = unique([keuzedeel, *kerntaken(below, keuzedeel, document)], notes)
        note_missing(read_overview(rows[:start]).codes, items, document)
        source = Source(
            path=files.path,
            format=self.name,
            title=" ".join(filter(None, ("Keuzedeel", code, keuzedeel.title))),
            version=_version(keuzedeel),
            sha256=digest([(name, data)]),
            why=why,
        )
        return Curriculum(source, Side.MBO, items, notes.in_order())


def _recognised(lines: Sequence[tuple[str, str]]) -> Recognition | None:
    for at, (where, text) in enumerate(lines):
        if text.casefold() == _COVER_LINE:
            return Recognition(0.95, f"{where} staat '{text}'")
        if _KERNTAAK.fullmatch(text):
            after = [
                line.rstrip(":").casefold() for _, line in lines[at + 1 : at + 1 + _LABEL_ROWS]
            ]
            if any(line in KERNTAAK_LABELS for line in after):
                return Recognition(0.8, f"{where} begint een kerntaak van een keuzedeel: '{text}'")
    return None


def _rows(files: SourceFiles, name: str, notes: Notes) -> tuple[bytes, tuple[Row, ...]]:
    if is_pdf(files.head(name)):
        data = files.read(name, MAX_PDF_BYTES)
        with Pdf(data, files.where(name)) as pdf:
            return data, rows_of_pages(read_pages(pdf, name, notes))
    data = files.read(name, MAX_TEXT_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        notes.add(Place(name), "de tekst is geen UTF-8 en is gelezen als Windows-1252")
        text = data.decode("cp1252", "replace")
    return data, rows_of_text(text)


def _start_of_body(rows: Sequence[Row]) -> int:
    """Index of the first row of the general information; contents before it do not count."""
    kerntaken_at = [i for i, row in enumerate(rows) if _KERNTAAK.fullmatch(row.text)]
    labelled = [i for i in kerntaken_at if _has_label(rows[i + 1 : i + 1 + _LABEL_ROWS])]
    first = (labelled or kerntaken_at or [len(rows)])[0]
    starts = [i for i in range(first) if _BODY.fullmatch(rows[i].text)]
    general = [i for i in starts if not rows[i].text.startswith("D")]
    labels = (i for i in range(first) if rows[i].text.partition(":")[0].casefold() in _LABELS)
    return (general or starts or [next(labels, first)])[-1]


def _has_label(rows: Sequence[Row]) -> bool:
    return any(row.text.rstrip(":").casefold() in KERNTAAK_LABELS for row in rows)


def _cover(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows of the cover by field; "" is the title, which stands below "Keuzedeel mbo"."""
    lines = [row.text.casefold() for row in rows]
    if _COVER_LINE not in lines:
        return fields_of(rows, _FIELDS)
    at = lines.index(_COVER_LINE)
    return fields_of(rows[:at], _FIELDS) | fields_of(rows[at + 1 :], _FIELDS)


def _code(fields: Mapping[str, list[Row]], rows: Sequence[Row]) -> str:
    """The code of the keuzedeel: from its field, else the first row that starts with one."""
    known = [*fields.get("code", ()), *rows]
    return next((found[1] for row in known if (found := _CODE.match(row.text))), "")


def _keuzedeel(
    code: str, fields: Mapping[str, list[Row]], parts: Sequence[Part], document: Document
) -> Item:
    general = [part for part in parts if "-K" not in part.code]
    for part in general:
        note_loose_rows(part, document)
    titled = [row for row in fields[""] if not _CODE.match(row.text)] or fields.get("titel", [])
    headed = next((part for part in general if part.code.startswith("D")), None)
    title = text_of(titled) or (headed.title if headed else "")
    if not title:
        document.note(None, "onderdeel zonder titel", "keuzedeel")
    row = titled[0] if titled else (headed.row if headed else None)
    blocks = [(b.label, b.rows) for part in general for b in part.blocks if b.rows]
    return Item(
        id=document.id,
        kind=Kind.KEUZEDEEL,
        code=code,
        title=title,
        parent="",
        place=row.place(document.file, code) if row else Place(document.file, record=code),
        sections=tuple(s for part in general for s in sections(part, _TEXTS, document)),
        niveaus=suited_niveaus(title),
        hours=_hours([rows for label, rows in blocks if label == "studielast"], document),
        facts=(*_stated(fields, document.file), *_facts(blocks, document)),
    )


def _hours(found: Sequence[list[Row]], document: Document) -> Hours | None:
    if not found:
        document.note(None, "de studielast van het keuzedeel is niet gevonden")
        return None
    said = text_of(found[0])
    number = _HOURS.search(said)
    if number is None:
        document.note(found[0][0], "studiebelastingsuren (sbu) zijn geen getal", said)
        return None
    return Hours(float(number[1].replace(".", "")), HourUnit.SBU)


def _stated(fields: Mapping[str, list[Row]], file: str) -> Iterator[Fact]:
    for name, rows in fields.items():
        if name not in {"", "code", "titel"} and rows:
            yield Fact(name, text_of(rows), rows[0].place(file))


def _facts(blocks: Sequence[tuple[str, list[Row]]], document: Document) -> Iterator[Fact]:
    for label, rows in blocks:
        if label not in _FACTS:
            continue
        place = place_of(rows, document.file, "")
        pieces = [piece.text for piece in document.reading.pieces(rows)]
        values = (
            re.split(r",\s*|;\s*", " ".join(pieces)) if label == "soort" else [" ".join(pieces)]
        )
        yield from (Fact(label, value, place) for value in values if value)


def _version(keuzedeel: Item) -> str:
    said = {fact.name: fact.value for fact in keuzedeel.facts}
    parts = [("geldig vanaf", "geldig_vanaf"), ("", "versie"), ("gevalideerd op", "gevalideerd_op")]
    found = [f"{words} {said[name]}".strip() for words, name in parts if name in said]
    return ", ".join(found)
