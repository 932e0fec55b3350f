"""Reads the examenprogramma's of beroepsgericht vmbo as SLO publishes them.

A release is a folder or zip with data/profiel.json and eight more files. All releases from 2020.1
to 2025.3 are read. Leerwegen stand on eindterm and taak only and are not carried to other items.
Source: SLO curriculum-examenprogramma-bg.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from align.model import Curriculum, Item, Place, Section, Side, Source
from align.sources.archive import digest
from align.sources.json_document import MAX_BYTES
from align.sources.json_records import read_records
from align.sources.notes import Notes
from align.sources.reader import Recognition
from align.sources.slo_records import link, nodes_of, note_repeated_codes, unique
from align.sources.slo_schema import (
    LEERWEG_OF_NIVEAU,
    TYPES,
    data_folders,
    identity,
    one_release,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.model import Leerweg
    from align.sources.archive import SourceFiles
    from align.sources.slo_records import Node


class SloReader:
    """Reads one release of SLO curriculum-examenprogramma-bg."""

    name = "slo-bg"

    def recognise(self, files: SourceFiles) -> Recognition | None:
        """Recognise a release by the examenprogramma_bg fields in its JSON files."""
        folders = data_folders(files)
        if not folders:
            return None
        here = posixpath.join(folders[0], "")
        known = sum(f"{here}{name}.json" in files.names for name in TYPES)
        where = f"in {here}" if here else "hier"
        reason = (
            f"{where} staan {known} van de {len(TYPES)} bestanden van een SLO-uitgave, met velden "
            "die met examenprogramma_bg_ beginnen"
        )
        return Recognition(0.5 + 0.5 * known / len(TYPES), reason)

    def read(self, files: SourceFiles, why: str) -> Curriculum:
        """Read a release; see `reader.Reader.read`."""
        folder = one_release(files)
        notes = Notes()
        content = dict(_contents(files, folder, notes))
        nodes = unique(
            (
                node
                for name, data in content.items()
                for node in nodes_of(name, read_records(data, _where(files, folder, name)), notes)
            ),
            notes,
        )
        note_repeated_codes(nodes.values(), notes)
        roots = link(nodes, notes)
        about = identity(files, folder)
        source = Source(
            path=files.path,
            format=self.name,
            title=about.title,
            version=about.version,
            sha256=digest((f"{name}.json", data) for name, data in content.items()),
            why=why,
            example=about.example,
        )
        items = tuple(_item(node, notes) for root in roots for node in _with_all_below(root))
        return Curriculum(source, Side.VMBO, items, notes.in_order())


def _contents(files: SourceFiles, folder: str, notes: Notes) -> Iterator[tuple[str, bytes]]:
    for name in TYPES:
        place = posixpath.join(folder, f"{name}.json")
        if place in files.names:
            yield name, files.read(place, MAX_BYTES)
        else:
            notes.add(Place(f"{name}.json"), "bestand van de uitgave ontbreekt")


def _where(files: SourceFiles, folder: str, name: str) -> str:
    return files.where(posixpath.join(folder, f"{name}.json"))


def _with_all_below(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _with_all_below(child)


def _item(node: Node, notes: Notes) -> Item:
    text = Place(
        node.place.file, f"{node.place.path}/description", node.place.line, record=node.code
    )
    return Item(
        id=node.id,
        kind=TYPES[node.type].kind,
        code=node.code,
        title=node.title,
        parent=node.parent.id if node.parent else "",
        place=node.place,
        sections=(Section("toelichting", node.description, text),) if node.description else (),
        leerwegen=_leerwegen(node, notes),
    )


def _leerwegen(node: Node, notes: Notes) -> tuple[Leerweg, ...]:
    if node.niveaus and not TYPES[node.type].has_leerwegen:
        notes.add(node.place, "leerweg (niveau_id) op een onderdeel dat er geen hoort te hebben")
    found = set()
    for niveau in node.niveaus:
        if niveau in LEERWEG_OF_NIVEAU:
            found.add(LEERWEG_OF_NIVEAU[niveau])
        else:
            notes.add(node.place, "onbekende leerweg (niveau_id)", niveau)
    if not found and TYPES[node.type].has_leerwegen:
        notes.add(node.place, "geen leerweg (niveau_id) vermeld")
    return tuple(sorted(found))
