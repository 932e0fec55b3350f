"""Reads a kwalificatiedossier of SBB from PDF into the same tree as its XML gives.

Read: cover, typering, kerntaken, werkprocessen, vakkennis, and the profielen (SBB's other word for
kwalificaties). Left alone, as in the XML: leeswijzer and generieke onderdelen, which are the same
in every dossier.
Source: kwalificatiedossier Apothekersassistent, SBB, model 2026; for the model of 2015 the
instruction in BWBR0036147.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.errors import InputError
from align.model import Curriculum, Side, Source
from align.sources.archive import digest
from align.sources.kd.cover import is_cover_line, read_cover, read_overview
from align.sources.kd.items import note_missing
from align.sources.kd.outline import KERNTAAK_LABELS, outline
from align.sources.kd.rows import rows_of_pages
from align.sources.kd.tree import BODY, PROFILES, WORDS, Dossier, tree, understand
from align.sources.notes import Notes
from align.sources.pdf.front import front
from align.sources.pdf.pages import MAX_PDF_BYTES, Pdf, read_pages
from align.sources.pdf.words import WordBook
from align.sources.reader import Recognition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.sources.kd.cover import Cover
    from align.sources.kd.rows import Row
    from align.sources.source_files import SourceFiles

_KERNTAAK_HEADING = re.compile(r"[BP]\d{1,2}-K\d{1,2}\b(?!-).*")
_LABEL_ROWS = 5  # rows below the heading of a kerntaak in which a label must stand


class KdPdfReader:
    """Reads the PDF in which SBB publishes a kwalificatiedossier."""

    name = "kd-pdf"

    def recognise(self, files: SourceFiles) -> Recognition | None:
        """Recognise a PDF whose first pages say that it is a kwalificatiedossier."""
        seen = front(files)
        if seen is None:
            return None
        for line in seen.lines:
            if line.page == seen.lines[0].page and is_cover_line(line.text):
                return Recognition(0.95, f"op blz. {line.page} staat '{line.text}'")
            if line.text.casefold() == "overzicht van het kwalificatiedossier":
                return Recognition(0.85, f"op blz. {line.page} staat '{line.text}'")
        return None

    def read(self, files: SourceFiles, why: str) -> Curriculum:
        """Read one dossier; see `reader.Reader.read`."""
        (name,) = files.names
        data, notes = files.read(name, MAX_PDF_BYTES), Notes()
        with Pdf(data, files.where(name)) as pdf:
            rows = rows_of_pages(read_pages(pdf, name, notes))
        start = _start_of_body(rows)
        cover, overview = read_cover(rows[:start]), read_overview(rows[:start])
        dossier = Dossier(cover, overview, outline(rows[start:], WORDS))
        if not any("-K" in part.code for part in dossier.parts):
            raise InputError(
                "in dit kwalificatiedossier is geen enkele kerntaak gevonden (een kopje zoals "
                "'B1-K1: ...')",
                where=files.where(name),
                advice="Haal het dossier als PDF of XML opnieuw op bij s-bb.nl.",
            )
        book = WordBook(row.text for row in rows)
        document = understand(dossier, name, notes, book)
        items = tree(dossier, document)
        note_missing(overview.codes, items, document)
        source = Source(
            path=files.path,
            format=self.name,
            title=f"Kwalificatiedossier {cover.title}".strip(),
            version=_version(cover),
            sha256=digest([(name, data)]),
            why=why,
        )
        return Curriculum(source, Side.MBO, items, notes.in_order())


def _start_of_body(rows: Sequence[Row]) -> int:
    """Index of the row where the body starts: what stands before it only announces it."""
    first = next((i for i in range(len(rows)) if _opens_kerntaak(rows, i)), len(rows))
    for name in (BODY, "typering van de beroepengroep", "basisdeel", PROFILES):
        for index in range(first - 1, -1, -1):
            if re.sub(r"^\d\.?\s+", "", rows[index].text).casefold() == name:
                return index
    return first


def _opens_kerntaak(rows: Sequence[Row], at: int) -> bool:
    if not _KERNTAAK_HEADING.fullmatch(rows[at].text):
        return False
    after = rows[at + 1 : at + 1 + _LABEL_ROWS]
    return any(row.text.rstrip(":").casefold() in KERNTAAK_LABELS for row in after)


def _version(cover: Cover) -> str:
    start = cover.fields.get("geldig_vanaf")
    version = cover.fields.get("versie")
    parts = [f"geldig vanaf {start[0]}"] if start else []
    return ", ".join(parts + ([version[0]] if version else []))
