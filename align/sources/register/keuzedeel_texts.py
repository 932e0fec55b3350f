"""Reads keuzedelen with their whole text: kerntaken, werkprocessen, vakkennis, one a line.

Source: keuzedeel documents of SBB, model 2015, as transcribed at github.com/Npuls-OKx/meta.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.model import Item, Kind, Section
from align.sources.json_document import MAX_BYTES
from align.sources.json_lines import read_lines
from align.sources.notes import Notes
from align.sources.reader import Recognition
from align.sources.record import Identifiers, records
from align.sources.register.base import PREFIX, head_text, only_file, register, suited_niveaus
from align.sources.register.lines import note_broken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.model import Curriculum
    from align.sources.archive import SourceFiles
    from align.sources.record import Record

_TEXTS = {"beschrijving": "omschrijving", "relevantie": "relevantie"}
_FACTS = {
    "aard": "soort",
    "penvoerder": "sectorkamer",
    "gevalideerd_op": "gevalideerd_op",
    "beroepsvereisten": "beroepsvereisten",
    "certificaten": "certificaat",
    "branchevereisten": "branchevereisten",
    "source": "bron",
    "source_url": "adres",
}
_KNOWN = frozenset(
    {"type", "code", "titel", "interne_code", "studielast", "let_op", "kerntaken", *_TEXTS, *_FACTS}
)
_KERNTAAK = {
    "complexiteit": "complexiteit",
    "verantwoordelijkheid_zelfstandigheid": "verantwoordelijkheid",
}
_WERKPROCES = {"omschrijving": "omschrijving", "resultaat": "resultaat"}


class KeuzedeelTextsReader:
    """Reads keuzedelen that are written out, one JSON object a line."""

    name = f"{PREFIX}keuzedeel-teksten"

    def recognise(self, files: SourceFiles) -> Recognition | None:
        """Recognise JSON objects of type keuzedeel with "studielast" and "kerntaken"."""
        name = only_file(files)
        head = head_text(files, name) if name else ""
        wanted = ('"type"', '"keuzedeel"', '"studielast"', '"titel"')
        if head[:1] != "{" or not all(word in head for word in wanted):
            return None
        return Recognition(0.9, f"{name} heeft op elke regel een uitgewerkt keuzedeel")

    def read(self, files: SourceFiles, why: str) -> Curriculum:
        """Read every line as a keuzedeel with what is below it; see `reader.Reader.read`."""
        name = only_file(files)
        data = files.read(name, MAX_BYTES)
        notes = Notes()
        lines = read_lines(data, files.where(name))
        note_broken(lines, name, notes)
        ids = Identifiers(notes, "code staat op meer dan één onderdeel")
        found = records(lines.records, name, notes, known=_KNOWN, key="code")
        return register(
            files,
            name,
            data,
            form=self.name,
            title="Keuzedelen, uitgewerkt",
            why=why,
            items=[item for record in found for item in _keuzedeel(record, ids)],
            notes=notes,
        )


def _keuzedeel(record: Record, ids: Identifiers) -> Iterator[Item]:
    code, title = record.line("code"), record.line("titel")
    if not code:
        record.note("keuzedeel zonder code", title)
    if said := record.line("let_op"):
        record.note("de bron waarschuwt zelf", said, "let_op")
    keuzedeel = Item(
        id=ids.give(f"sbb/keuzedeel/{code or record.place.line}", record.place),
        kind=Kind.KEUZEDEEL,
        code=code,
        title=title,
        parent="",
        place=record.place,
        sections=record.sections(_TEXTS),
        niveaus=suited_niveaus(title),
        hours=record.sbu("studielast"),
        facts=record.facts(_FACTS),
    )
    yield keuzedeel
    for kerntaak in record.inner("kerntaken"):
        yield from _kerntaak(kerntaak, keuzedeel, ids)


def _kerntaak(record: Record, keuzedeel: Item, ids: Identifiers) -> Iterator[Item]:
    item = _below(record, Kind.KERNTAAK, keuzedeel, ids, record.sections(_KERNTAAK))
    yield item
    for number, sentence in enumerate(record.several("vakkennis"), start=1):
        place = record.at("vakkennis")
        yield Item(
            id=ids.give(f"{item.id}/vakkennis/{number}", place),
            kind=Kind.VAKKENNIS,
            code="",
            title=sentence,
            parent=item.id,
            place=place,
            niveaus=keuzedeel.niveaus,
        )
    for process in record.inner("werkprocessen"):
        gedrag = "\n".join(f"- {line}" for line in process.several("gedrag"))
        competences = ", ".join(process.several("competenties"))
        sections = [
            *process.sections(_WERKPROCES),
            Section("gedrag", gedrag, process.at("gedrag")),
            Section("competenties", competences, process.at("competenties")),
        ]
        yield _below(process, Kind.WERKPROCES, item, ids, tuple(s for s in sections if s.text))


def _below(
    record: Record, kind: Kind, above: Item, ids: Identifiers, sections: tuple[Section, ...]
) -> Item:
    code = record.line("code")
    root = above.id.split("/D", 1)[0]
    if not code:
        record.note("onderdeel zonder code", record.line("titel"))
    return Item(
        id=ids.give(f"{root}/{code or record.place.path.strip('/')}", record.place),
        kind=kind,
        code=code,
        title=record.line("titel"),
        parent=above.id,
        place=record.place,
        sections=sections,
        niveaus=above.niveaus,
    )
