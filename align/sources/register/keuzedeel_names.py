"""Reads codes and titles of keuzedelen as exam plans (OER's) of schools name them.

Source: list made from public exam plans: "code", "titel", other spellings, and the crebo's of the
exam plans that name it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.model import Item, Kind
from align.sources.json_document import MAX_BYTES, read_document
from align.sources.notes import Notes
from align.sources.reader import Recognition
from align.sources.record import Identifiers, records
from align.sources.register.base import PREFIX, head_text, only_file, register

if TYPE_CHECKING:
    from align.model import Curriculum
    from align.sources.archive import SourceFiles
    from align.sources.record import Record

_FACTS = {
    "n": "genoemd",
    "alternatieven": "spelling",
    "genoemd_in_oer_van_crebo": "examenplan",
}
_KNOWN = frozenset({"code", "titel", *_FACTS})


class KeuzedeelNamesReader:
    """Reads the JSON list of keuzedelen that exam plans name."""

    name = f"{PREFIX}keuzedeel-namen"

    def recognise(self, files: SourceFiles) -> Recognition | None:
        """Recognise a JSON list of records with "code", "titel" and the crebo's that name it."""
        name = only_file(files)
        head = head_text(files, name) if name else ""
        wanted = ('"code"', '"titel"', '"genoemd_in_oer_van_crebo"')
        if head[:1] != "[" or not all(word in head for word in wanted):
            return None
        return Recognition(
            0.9, f"{name} is JSON met codes van keuzedelen en de examenplannen die ze noemen"
        )

    def read(self, files: SourceFiles, why: str) -> Curriculum:
        """Read every record as a keuzedeel without text; see `reader.Reader.read`."""
        name = only_file(files)
        data = files.read(name, MAX_BYTES)
        document = read_document(data, files.where(name))
        notes = Notes()
        ids = Identifiers(notes, "code staat op meer dan één keuzedeel")
        found = records(document.lists.get("", ()), name, notes, known=_KNOWN, key="code")
        return register(
            files,
            name,
            data,
            form=self.name,
            title="Keuzedelen die examenplannen van scholen noemen",
            why=why,
            items=[_item(record, ids) for record in found],
            notes=notes,
        )


def _item(record: Record, ids: Identifiers) -> Item:
    code, title = record.line("code"), record.line("titel")
    if not code:
        record.note("keuzedeel zonder code", title)
    wanted = f"sbb/keuzedeel/{code or record.place.path.strip('/')}"
    return Item(
        id=ids.give(wanted, record.place),
        kind=Kind.KEUZEDEEL,
        code=code,
        title=title,
        parent="",
        place=record.place,
        facts=record.facts(_FACTS),
    )
