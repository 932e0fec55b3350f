"""Reads packages of CASE 1.0 and 1.1, from any publisher and from `align convert`.

Real files deviate: sourcedId for identifier, numbers as strings, educationalLevel, a wrapper
{"CFPackage": ...}, roots without an association. All of that is read.
Source: 1EdTech Competencies and Academic Standards Exchange (CASE) 1.0 and 1.1, CFPackage.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.errors import InputError, OtherKindError
from align.model import Curriculum, Kind, Place, Side, Source
from align.sources.archive import digest
from align.sources.case.extension import document_extension
from align.sources.case.items import (
    KNOWN_DOCUMENT,
    KNOWN_ITEM,
    document_facts,
    item_of,
    levels_named,
    nodes,
)
from align.sources.case.links import KNOWN_ASSOCIATION, Associations
from align.sources.json_document import MAX_BYTES, Document, read_document
from align.sources.notes import Notes
from align.sources.reader import Recognition
from align.sources.record import Record, records
from align.sources.register.base import head_text, only_file
from align.sources.tree import build_tree, kinds_by_place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from align.model import Fact
    from align.sources.archive import SourceFiles
    from align.sources.case.extension import DocumentExtension
    from align.sources.case.items import Node
    from align.sources.tree import Tree

_WRAPPER = "CFPackage"
_PART = re.compile(r'"CF(?:Package|Document|Items|Associations)"\s*:\s*[\[{]')
_MBO_KINDS = frozenset(
    {Kind.DOSSIER, Kind.KWALIFICATIE, Kind.KERNTAAK, Kind.WERKPROCES, Kind.VAKKENNIS}
    | {Kind.KEUZEDEEL}
)


class CaseReader:
    """Reads a CFPackage."""

    name = "case"

    def recognise(self, files: SourceFiles) -> Recognition | None:
        """Recognise JSON with a CFPackage, CFDocument, CFItems or CFAssociations."""
        name = only_file(files)
        head = head_text(files, name) if name else ""
        found = _PART.search(head) if head[:1] == "{" else None
        if found is None:
            return None
        part = found[0].split('"')[1]
        return Recognition(0.95, f"{name} is JSON van CASE; er staat een {part} in")

    def read(self, files: SourceFiles, why: str) -> Curriculum:
        """Read the whole package; see `reader.Reader.read`."""
        name = only_file(files)
        data, where = files.read(name, MAX_BYTES), files.where(name)
        document = read_document(data, where, unwrap=frozenset({_WRAPPER}))
        listed = document.lists.get("CFItems", ())
        if not listed:
            # With a list of associations it is whole: links between items of others, as we write.
            kind = OtherKindError if "CFAssociations" in document.lists else InputError
            raise kind(
                "in dit CASE-pakket staan geen onderdelen (CFItems)",
                where=where,
                advice="Haal het hele pakket op (CFPackage), niet alleen het document.",
            )
        notes = Notes()
        head = _head(document, name, notes)
        kept = document_extension(head)
        found = nodes(records(listed, name, notes, known=KNOWN_ITEM, key="identifier"), notes)
        links = _links(document, name, found, head, notes)
        numbering = {key: node.record.line("listEnumeration") for key, node in found.items()}
        tree = build_tree(tuple(found), numbering, links.edges, notes)
        for edge in tree.extra:
            links.keep(edge)
        _note_left_alone(document, name, notes)
        side, reason = (kept.side, "dat erin staat") if kept and kept.side else _side(found)
        kinds = kinds_by_place(tree, side)
        _note_types(found, notes)
        order = tuple(found) if kept and _in_sequence(tree, found) else tree.order
        ids = {key: node.id for key, node in found.items()}
        items = tuple(
            item_of(
                found[key],
                ids.get(tree.parents[key], ""),
                kinds[key],
                links.facts[key],
                ids,
            )
            for key in order
        )
        source = Source(
            path=files.path,
            format=self.name,
            title=head.line("title") or name,
            version=head.line("version"),
            sha256=digest([(name, data)]),
            why=f"{why}; kant: {side.value}, omdat {reason}",
            example=bool(kept and kept.example),
        )
        return Curriculum(
            source,
            side,
            items,
            notes.in_order(),
            kept.rulings if kept else (),
            _facts(head, kept),
            kept.retired if kept else links.retired(dict(zip(order, items, strict=True))),
        )


def _head(document: Document, file: str, notes: Notes) -> Record:
    """The CFDocument; an empty record when there is none."""
    listed = document.fields.get("CFDocument")
    if listed is None:
        notes.add(Place(file, line=1), "CFDocument ontbreekt")
        return Record({}, Place(file, "/CFDocument"), notes)
    found = list(records([listed], file, notes, known=KNOWN_DOCUMENT, key="identifier"))
    return found[0] if found else Record({}, Place(file, listed.path, listed.line), notes)


def _facts(head: Record, kept: DocumentExtension | None) -> tuple[Fact, ...]:
    """What align kept about the document, and what CASE says that is not among it."""
    own = kept.facts if kept else ()
    names = {fact.name for fact in own}
    return (*own, *(fact for fact in document_facts(head) if fact.name not in names))


def _links(
    document: Document, file: str, found: Mapping[str, Node], head: Record, notes: Notes
) -> Associations:
    names = [head.line(name) for name in ("identifier", "sourcedId", "uri")]
    links = Associations(found.keys(), names)
    listed = document.lists.get("CFAssociations", ())
    for record in records(listed, file, notes, known=KNOWN_ASSOCIATION, key="identifier"):
        links.add(record)
    return links


def _in_sequence(tree: Tree, found: Mapping[str, Node]) -> bool:
    """Whether siblings stand in the file in their own order, as align writes them."""
    place = {key: number for number, key in enumerate(found)}
    siblings: dict[str, int] = {}
    for key in tree.order:
        above = tree.parents[key]
        if place[key] < siblings.get(above, -1):
            return False
        siblings[above] = place[key]
    return True


def _side(found: Mapping[str, Node]) -> tuple[Side, str]:
    """The side of a package, and why (Dutch)."""
    kinds = [node.kind for node in found.values() if node.kind]
    mbo = [kind for kind in kinds if kind in _MBO_KINDS]
    if kinds:
        side = Side.MBO if 2 * len(mbo) > len(kinds) else Side.VMBO
        own = [kind for kind in kinds if (kind in _MBO_KINDS) is (side is Side.MBO)]
        named = ", ".join(dict.fromkeys(kind.value for kind in own))
        return side, f"er {len(own)} onderdelen van soorten als {named} in staan"
    leerwegen, niveaus = levels_named(found)
    if niveaus > leerwegen:
        return Side.MBO, f"{niveaus} onderdelen een mbo-niveau noemen"
    if leerwegen:
        return Side.VMBO, f"{leerwegen} onderdelen een leerweg noemen"
    return Side.VMBO, "niets erin op het mbo wijst"


def _note_types(found: Mapping[str, Node], notes: Notes) -> None:
    """Say once for each foreign type, and for having none, that the place in the tree decides."""
    first: dict[str, Node] = {}
    times: dict[str, int] = {}
    for node in found.values():
        if node.kind is None:
            name = node.record.line("CFItemType")
            first.setdefault(name, node)
            times[name] = times.get(name, 0) + 1
    for name, node in first.items():
        what = "soort onderdeel is niet bekend; de plaats in de boom telt"
        notes.add(node.record.place, what, f"{name or 'geen soort'} ({times[name]} keer)")


def _note_left_alone(document: Document, file: str, notes: Notes) -> None:
    parts = {"CFRubrics": document.lists.get("CFRubrics", ())}
    definitions = document.fields.get("CFDefinitions")
    inner = definitions.value if definitions else {}
    if isinstance(inner, dict):
        parts |= {n: v for n, v in inner.items() if n != "CFItemTypes" and isinstance(v, list)}
    for name, values in parts.items():
        if values:
            notes.add(
                Place(file, f"/{name}"), "deel van CASE is niet gelezen", f"{name} ({len(values)})"
            )
