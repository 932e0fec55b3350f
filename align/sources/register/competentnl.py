"""Reads what CompetentNL says per crebo: the definition of the beroep and the skills it asks.

Source: CompetentNL (competentnl.nl; kwalificaties and their essential human capabilities), one
JSON object a line with "crebo", "kwalificatie_label", "definitie" and "skills".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from align.model import Fact, Item, Kind
from align.sources.json_document import MAX_BYTES
from align.sources.json_lines import read_lines
from align.sources.notes import Notes
from align.sources.reader import Recognition
from align.sources.record import Identifiers, records
from align.sources.register.base import PREFIX, head_text, only_file, register
from align.sources.register.lines import note_broken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.model import Curriculum
    from align.sources.archive import SourceFiles
    from align.sources.record import Record

ESSENTIAL = "essentieel"
_KNOWN = frozenset({"crebo", "kwalificatie_label", "definitie", "skills", "source", "source_url"})


class CompetentNlReader:
    """Reads definitions and skills of CompetentNL, one JSON object a line."""

    name = f"{PREFIX}competentnl"

    def recognise(self, files: SourceFiles) -> Recognition | None:
        """Recognise JSON objects with "crebo", "definitie" and "kwalificatie_label"."""
        name = only_file(files)
        head = head_text(files, name) if name else ""
        wanted = ('"crebo"', '"definitie"', '"kwalificatie_label"')
        if head[:1] != "{" or not all(word in head for word in wanted):
            return None
        return Recognition(
            0.9, f"{name} heeft op elke regel een crebo met een definitie uit CompetentNL"
        )

    def read(self, files: SourceFiles, why: str) -> Curriculum:
        """Read every line as a kwalificatie; see `reader.Reader.read`."""
        name = only_file(files)
        data = files.read(name, MAX_BYTES)
        notes = Notes()
        lines = read_lines(data, files.where(name))
        note_broken(lines, name, notes)
        found = records(lines.records, name, notes, known=_KNOWN, key="crebo")
        return register(
            files,
            name,
            data,
            form=self.name,
            title="CompetentNL: beroepen en vaardigheden per crebo",
            why=why,
            items=list(_items(found, notes)),
            notes=notes,
        )


def _items(found: Iterator[Record], notes: Notes) -> Iterator[Item]:
    ids = Identifiers(notes, "crebo staat op meer dan één regel")
    for record in found:
        crebo, title = record.line("crebo"), record.line("kwalificatie_label")
        if not re.fullmatch(r"[0-9]{5}", crebo):
            record.note("crebo is geen getal van vijf cijfers", crebo or "leeg", "crebo")
        sections = record.sections({"definitie": "typering"})
        if not sections:
            record.note("kwalificatie zonder definitie", title)
        yield Item(
            id=ids.give(f"competentnl/{crebo or record.place.line}", record.place),
            kind=Kind.KWALIFICATIE,
            code="",
            title=title,
            parent="",
            place=record.place,
            sections=sections,
            crebo=crebo,
            facts=(*_skills(record), *record.facts({"source": "bron", "source_url": "adres"})),
        )


def _skills(record: Record) -> Iterator[Fact]:
    for skill in record.inner("skills"):
        label, kind = skill.line("label"), skill.line("categorie")
        if not label:
            skill.note("vaardigheid zonder naam")
            continue
        name = "vaardigheid" if kind in {"", ESSENTIAL} else f"vaardigheid-{kind}"
        # The address of the skill is the nearest thing to a code that it has.
        place = replace(skill.place, record=skill.line("uri") or skill.place.record)
        yield Fact(name, label, place)
