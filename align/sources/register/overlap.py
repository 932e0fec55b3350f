"""Reads SBB's rulings: which keuzedeel overlaps inefficiently with which kwalificatie.

Source: export of the overlapchecker of SBB (overlapchecker.s-bb.nl) as JSON; its dates are Excel's
numbers of days, and its field "Kwalificatie" holds the code of the keuzedeel.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.model import Ruling
from align.sources.json_document import MAX_BYTES, read_document
from align.sources.notes import Notes
from align.sources.reader import Recognition
from align.sources.record import records
from align.sources.register.base import PREFIX, head_text, iso_date, only_file, register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.model import Curriculum
    from align.sources.archive import SourceFiles
    from align.sources.record import Record

_KNOWN = frozenset({"Crebo", "Omschrijving", "Kwalificatie", "overlap", "datum", "publicatie"})
_LIST = re.compile(r'"overlap"\s*:\s*\[')
_CREBO = re.compile(r"[0-9]{5}")


class OverlapRulingsReader:
    """Reads the JSON list of rulings of SBB's overlapchecker."""

    name = f"{PREFIX}overlap"

    def recognise(self, files: SourceFiles) -> Recognition | None:
        """Recognise a JSON object with a list "overlap" whose records have "Crebo"."""
        name = only_file(files)
        head = head_text(files, name) if name else ""
        if head[:1] != "{" or not _LIST.search(head) or '"Crebo"' not in head:
            return None
        return Recognition(
            0.9, f"{name} is JSON met een lijst overlap, elk met een crebo en een keuzedeel"
        )

    def read(self, files: SourceFiles, why: str) -> Curriculum:
        """Read all rulings; see `reader.Reader.read`. A register of rulings has no items."""
        name = only_file(files)
        data = files.read(name, MAX_BYTES)
        document = read_document(data, files.where(name))
        notes = Notes()
        listed = document.lists.get("overlap", ())
        found = records(listed, name, notes, known=_KNOWN, key="Kwalificatie")
        return register(
            files,
            name,
            data,
            form=self.name,
            title="Uitspraken van SBB over overlap van keuzedelen met kwalificaties",
            why=why,
            items=(),
            notes=notes,
            rulings=tuple(_once(found)),
        )


def _once(found: Iterator[Record]) -> Iterator[Ruling]:
    """Every ruling once; the same pair on another day is another ruling."""
    seen: dict[tuple[str, str, str, str], Ruling] = {}
    for record in found:
        for ruling in _rulings(record):
            key = (ruling.kwalificatie, ruling.keuzedeel, ruling.verdict, ruling.date)
            if first := seen.get(key):
                detail = f"{key[0]} en {key[1]}, ook op regel {first.place.line}"
                record.note("uitspraak staat dubbel en is één keer gelezen", detail)
                continue
            seen[key] = ruling
            yield ruling


def _rulings(record: Record) -> Iterator[Ruling]:
    """The rulings in one record: one for every crebo that it names."""
    code, title = record.line("Kwalificatie"), record.line("Omschrijving")
    crebos = [part.strip() for part in record.line("Crebo").split(";")]
    if not code:
        record.note("uitspraak zonder code van het keuzedeel is niet gelezen", title)
        return
    verdict = record.line("overlap")
    if not verdict:
        record.note("uitspraak zonder oordeel is niet gelezen", title)
        return
    if record.line("publicatie").casefold() not in {"", "ja"}:
        record.note("uitspraak is niet om te publiceren en is niet gelezen", title)
        return
    date = iso_date(record.fields.get("datum"))
    if not date:
        record.note("uitspraak zonder leesbare datum", record.line("datum") or title, "datum")
    for crebo in crebos:
        if not _CREBO.fullmatch(crebo):
            record.note("crebo is geen getal van vijf cijfers", crebo or "leeg", "Crebo")
            if not crebo:
                continue
        yield Ruling(crebo, code, verdict, title, date, record.place)
