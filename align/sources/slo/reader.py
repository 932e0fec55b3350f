"""Reads what SLO publishes as open data: programmes of the vmbo, general subjects, kerndoelen.

A release is a folder or zip with data/profiel.json (or examenprogramma.json, kerndoelen.json) and
more files; all releases of the beroepsgerichte programmes from 2020.1 to 2025.3 are read. Leerwegen
stand on eindterm and taak only and are not carried to other items. What was withdrawn is no item.
Source: SLO curriculum-examenprogramma-bg, curriculum-examenprogramma, curriculum-kerndoelen.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.model import Curriculum, Item, Kind, Place, Section, Side, Source
from align.sources.archive import digest
from align.sources.json_document import MAX_BYTES
from align.sources.json_records import read_records
from align.sources.notes import Notes
from align.sources.reader import Recognition
from align.sources.slo.levels import Levels
from align.sources.slo.records import link, nodes_of, note_repeated_codes, unique
from align.sources.slo.retired import FILE as RETIRED
from align.sources.slo.retired import retired_of
from align.sources.slo.schema import data_folders, identity, one_release

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.sources.archive import SourceFiles
    from align.sources.json_records import JsonRecord
    from align.sources.slo.records import Node
    from align.sources.slo.schema import Schema


class SloReader:
    """Reads one release of a set of SLO; `model.Source.format` says of which."""

    name = "slo-bg"

    def recognise(self, files: SourceFiles) -> Recognition | None:
        """Recognise a release by the field names in its JSON files."""
        folders = data_folders(files)
        if not folders:
            return None
        folder, schema = next(iter(folders.items()))
        here = posixpath.join(folder, "")
        known = sum(f"{here}{t.file}.json" in files.names for t in schema.types.values())
        where = f"in {here}" if here else "hier"
        reason = (
            f"{where} staan {known} van de {len(schema.types)} bestanden van een SLO-uitgave, met "
            f"velden die met {schema.mark} beginnen"
        )
        return Recognition(0.5 + 0.5 * known / len(schema.types), reason)

    def read(self, files: SourceFiles, why: str) -> Curriculum:
        """Read a release; see `reader.Reader.read`."""
        folder, schema = one_release(files)
        notes = Notes()
        release = _Release(files, folder, schema, notes)
        content = release.content()
        nodes = unique(
            (
                node
                for name in schema.types
                if name in content
                for node in nodes_of(schema, name, release.records(name, content[name]), notes)
            ),
            notes,
        )
        note_repeated_codes(nodes.values(), notes)
        roots = link(schema, nodes, notes)
        withdrawn = release.records(RETIRED, content[RETIRED]) if RETIRED in content else ()
        about = identity(files, folder, schema)
        source = Source(
            path=files.path,
            format=schema.name,
            title=about.title,
            version=about.version,
            sha256=digest((f"{release.file(name)}.json", data) for name, data in content.items()),
            why=why,
            example=about.example,
        )
        levels = Levels(files, notes)
        items = tuple(
            _item(node, schema, levels) for root in roots for node in _with_all_below(root)
        )
        retired = retired_of(schema, withdrawn, nodes.keys(), notes)
        return Curriculum(source, Side.VMBO, items, notes.in_order(), retired=retired)


@dataclass(frozen=True, slots=True)
class _Release:
    """The files of one release."""

    files: SourceFiles
    folder: str
    schema: Schema
    notes: Notes

    def file(self, name: str) -> str:
        """Name of the file of a record type, without ".json"."""
        return name if name == RETIRED else self.schema.types[name].file

    def content(self) -> dict[str, bytes]:
        """Bytes by record type; a missing file is noted, but for what was withdrawn."""
        found: dict[str, bytes] = {}
        for name in (*self.schema.types, RETIRED):
            place = posixpath.join(self.folder, f"{self.file(name)}.json")
            if place in self.files.names:
                found[name] = self.files.read(place, MAX_BYTES)
            elif name != RETIRED:
                what = "bestand van de uitgave ontbreekt"
                self.notes.add(Place(f"{self.file(name)}.json"), what)
        return found

    def records(self, name: str, data: bytes) -> tuple[JsonRecord, ...]:
        """The records in one file."""
        place = posixpath.join(self.folder, f"{self.file(name)}.json")
        return read_records(data, self.files.where(place))


def _with_all_below(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _with_all_below(child)


def _item(node: Node, schema: Schema, levels: Levels) -> Item:
    text = Place(
        node.place.file, f"{node.place.path}/description", node.place.line, record=node.code
    )
    return Item(
        id=node.id,
        kind=_kind(node, schema),
        code=node.code,
        title=node.title,
        parent=node.parent.id if node.parent else "",
        place=node.place,
        sections=(Section("toelichting", node.description, text),) if node.description else (),
        leerwegen=levels.leerwegen(node, schema),
        facts=(*node.facts, *levels.facts(node, schema)),
    )


def _kind(node: Node, schema: Schema) -> Kind:
    record_type = schema.types[node.type]
    lists_first = any(child.type == record_type.below[0] for child in node.children)
    return record_type.without if record_type.without and not lists_first else record_type.kind
