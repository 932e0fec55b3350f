"""Reads SBB's list of all keuzedelen: title, kind, studiebelastingsuren, dates, texts.

Source: list of keuzedelen of SBB as JSON, with the names of the numbers in it (lists
"aardenkeuzedeel" and "sectorkamers"), as republished at github.com/pcl101/explorer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.model import Fact, Item, Kind, Place
from align.sources.json_document import MAX_BYTES, read_document
from align.sources.notes import Notes
from align.sources.reader import Recognition
from align.sources.record import Identifiers, records
from align.sources.register.base import PREFIX, head_text, only_file, register, suited_niveaus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.model import Curriculum
    from align.sources.archive import SourceFiles
    from align.sources.record import Record

AARDEN = {
    "5656": "Doorstroom",
    "5657": "Verdiepend",
    "5658": "Verbredend",
    "5659": "Generiek",
    "5660": "Remediërend",
}
SECTORKAMERS = {
    "5672": "Sectorkamer techniek en gebouwde omgeving",
    "5673": "Sectorkamer mobiliteit, transport, logistiek en maritiem",
    "5674": "Sectorkamer zorg, welzijn en sport",
    "5675": "Sectorkamer handel",
    "5676": "Sectorkamer ICT en creatieve industrie",
    "5677": "Sectorkamer voedsel, groen en gastvrijheid",
    "5678": "Sectorkamer zakelijke dienstverlening en veiligheid",
    "5679": "Sectorkamer specialistisch vakmanschap",
    "5680": "Sectorkamer entree",
}

_TEXTS = {"beschrijving": "omschrijving", "relevantie": "relevantie", "toelichting": "toelichting"}
_DATES = {
    "ingangsdatum": "geldig_vanaf",
    "einddatum": "geldig_tot",
    "is_certificaat": "certificaat",
    "ingangsdatum_certificaat": "certificaat_vanaf",
    "einddatum_certificaat": "certificaat_tot",
}
_KNOWN = frozenset({"nr", "code", "titel", "sectorkamer_nr", "aarden", "sbu", *_TEXTS, *_DATES})
_LIST = re.compile(r'"keuzedelen"\s*:\s*\[')


class KeuzedelenReader:
    """Reads the JSON list of keuzedelen of SBB."""

    name = f"{PREFIX}keuzedelen"

    def recognise(self, files: SourceFiles) -> Recognition | None:
        """Recognise a JSON object with a list "keuzedelen" whose records have "code"."""
        name = only_file(files)
        head = head_text(files, name) if name else ""
        if head[:1] != "{" or not _LIST.search(head) or '"code"' not in head:
            return None
        return Recognition(0.9, f"{name} is JSON met een lijst keuzedelen, elk met een code")

    def read(self, files: SourceFiles, why: str) -> Curriculum:
        """Read all keuzedelen, each as one item; see `reader.Reader.read`."""
        name = only_file(files)
        data = files.read(name, MAX_BYTES)
        document = read_document(data, files.where(name))
        notes = Notes()
        listed = document.lists.get("keuzedelen", ())
        items = list(_items(records(listed, name, notes, known=_KNOWN, key="code"), notes))
        if (said := document.fields.get("aantal")) and said.value != len(listed):
            detail = f"aantal is {said.value}, er staan er {len(listed)}"
            notes.add(Place(name, said.path, said.line), "het aantal klopt niet", detail)
        return register(
            files,
            name,
            data,
            form=self.name,
            title="Register van keuzedelen (SBB)",
            why=why,
            items=items,
            notes=notes,
        )


def _items(found: Iterator[Record], notes: Notes) -> Iterator[Item]:
    ids = Identifiers(notes, "code staat op meer dan één keuzedeel")
    for record in found:
        code, title = record.line("code"), record.line("titel")
        if not code:
            record.note("keuzedeel zonder code", title)
        if not title:
            record.note("keuzedeel zonder titel", code)
        wanted = f"sbb/keuzedeel/{code or record.line('nr') or record.place.path.strip('/')}"
        yield Item(
            id=ids.give(wanted, record.place),
            kind=Kind.KEUZEDEEL,
            code=code,
            title=title,
            parent="",
            place=record.place,
            sections=record.sections(_TEXTS),
            niveaus=suited_niveaus(title),
            hours=record.sbu("sbu"),
            facts=(*_named(record), *record.facts(_DATES)),
        )


def _named(record: Record) -> Iterator[Fact]:
    """Kinds and sectorkamer, which stand in the list as numbers."""
    for field, fact, names in (
        ("aarden", "soort", AARDEN),
        ("sectorkamer_nr", "sectorkamer", SECTORKAMERS),
    ):
        for number in record.several(field):
            if number.isdigit() and number not in names:
                record.note("nummer zonder bekende naam", f"{fact} {number}", field)
            yield Fact(fact, names.get(number, number), record.at(field))
