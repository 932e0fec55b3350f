"""Items of CASE as items of ours: by the fields of CASE, and by what align kept beside them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.model import Fact, Item, Kind, Section
from align.sources.case.extension import ItemExtension, SectionExtension, item_extension
from align.sources.case.fields import (
    DATES,
    DOCUMENT_LISTS,
    DOCUMENT_TEXTS,
    ITEM_LISTS,
    ITEM_TEXTS,
    ITEM_TYPE,
    LEVEL,
    LINKS,
    Levels,
    kind_of_type,
    link_of,
    parts_of,
    plain_name,
    read_levels,
    uuid_in,
)
from align.sources.record import Identifiers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from align.model import Place
    from align.sources.notes import Notes
    from align.sources.record import Record

FOREIGN = "extensions"
"""Name of the fact with extensions of another program, as JSON."""
KNOWN_ITEM = frozenset(
    {"identifier", "sourcedId", "fullStatement", "CFItemType", "CFItemTypeURI", "notes"}
    | {"humanCodingScheme", "educationLevel", "educationalLevel", "extensions"}
    | {"CFDocumentURI", "CFItemAssociationURI"}
    | {*ITEM_TEXTS.values(), *ITEM_LISTS.values(), *DATES.values(), *LINKS.values()}
)
KNOWN_DOCUMENT = frozenset(
    {"sourcedId", "title", "version", "extensions", "caseVersion", "CFPackageURI"}
    | {*DOCUMENT_TEXTS.values(), *DOCUMENT_LISTS.values(), *DATES.values(), *LINKS.values()}
)

_CREBO = re.compile(r"crebo ([0-9]{5})")


@dataclass(frozen=True, slots=True)
class Node:
    """One CFItem before it has a parent.

    Attributes:
        key: its identifier in lower case, made unique.
        id: the id it gets: the one that align kept, or its identifier.
        record: its fields.
        kind: what it says that it is; None when it does not.
        levels: its education levels.
        extension: what align kept beside it.
    """

    key: str
    id: str
    record: Record
    kind: Kind | None
    levels: Levels
    extension: ItemExtension | None


def nodes(found: Iterable[Record], notes: Notes) -> dict[str, Node]:
    """Nodes by key, in the order of the file."""
    keys = Identifiers(notes, "identifier staat op meer dan één onderdeel")
    ids = Identifiers(notes, "id staat op meer dan één onderdeel")
    nodes: dict[str, Node] = {}
    for record in found:
        identifier = _identifier(record)
        key = keys.give(identifier.lower(), record.place)
        extension = item_extension(record)
        own = (extension.id if extension else "") or identifier + key.removeprefix(
            identifier.lower()
        )
        kind = extension.kind if extension else None
        node = Node(
            key=key,
            id=ids.give(own, record.place),
            record=record,
            kind=kind or kind_of_type(_type_name(record)),
            levels=read_levels(
                record.several("educationLevel") or record.several("educationalLevel")
            ),
            extension=extension,
        )
        nodes[key] = node
    return nodes


def item_of(
    node: Node, parent: str, kind: Kind, links: Iterable[Fact], ids: Mapping[str, str]
) -> Item:
    """The item of a node.

    Args:
        node: the node.
        parent: id of the item above it.
        kind: the kind when the node does not say what it is.
        links: facts about its associations outside the tree.
        ids: id of every item by the key of its node.
    """
    record, kept = node.record, node.extension
    statement = record.text("fullStatement") or record.text("abbreviatedStatement")
    if not statement:
        record.note("onderdeel zonder tekst (fullStatement)")
    crebo = _CREBO.fullmatch(record.line("alternativeLabel"))
    return Item(
        id=node.id,
        kind=node.kind or kind,
        code=record.line("humanCodingScheme"),
        title=statement,
        parent=parent,
        place=(kept.place if kept else None) or record.place,
        sections=tuple(_sections(record, kept, ids)),
        leerwegen=node.levels.leerwegen,
        niveaus=node.levels.niveaus,
        hours=kept.hours if kept else None,
        crebo=kept.crebo if kept else crebo[1] if crebo else "",
        only_for=kept.only_for if kept else (),
        facts=kept.facts if kept else (*_facts(node), *links),
    )


def document_facts(record: Record) -> tuple[Fact, ...]:
    """What the CFDocument says beside its title and version."""
    identifier = record.line("identifier") or record.line("sourcedId")
    named = {field: name for name, field in DOCUMENT_TEXTS.items() if field != "identifier"}
    lists = {field: name for name, field in DOCUMENT_LISTS.items()}
    own = (Fact("identifier", identifier, record.at("identifier")),) if identifier else ()
    return (*own, *record.facts(named | lists | _DATE_FACTS), *_linked(record), *_foreign(record))


_DATE_FACTS = {field: name for name, field in DATES.items()}


def _identifier(record: Record) -> str:
    identifier = plain_name(record.line("identifier") or record.line("sourcedId"))
    if not identifier:
        identifier = uuid_in(record.line("uri")) or record.place.path.strip("/")
        record.note("onderdeel zonder identifier", identifier)
    return identifier


def _type_name(record: Record) -> str:
    link = link_of(record.fields.get("CFItemTypeURI"))
    return record.line("CFItemType") or (link.title if link else "")


def _sections(
    record: Record, kept: ItemExtension | None, ids: Mapping[str, str]
) -> Iterator[Section]:
    beside = kept.sections if kept else ()
    parts = parts_of(record.text("notes"), labels=frozenset(s.label for s in beside))
    same = [s.label for s in beside] == [part.label for part in parts]
    if beside and not same:
        record.note("de notes zijn na het omzetten gewijzigd; gelezen zoals ze nu zijn")
    for number, part in enumerate(parts):
        known = beside[number] if same and beside else None
        place = _place_of(known, kept) or record.at("notes")
        own = ids.get(part.only_for.lower(), part.only_for)
        yield Section(part.label, part.text, place, known.only_for if known else own)


def _place_of(section: SectionExtension | None, item: ItemExtension | None) -> Place | None:
    """Where a section stood; that of its item where it has none of its own."""
    if section is None or item is None:
        return None
    return section.place or item.place


def _facts(node: Node) -> Iterator[Fact]:
    """What the fields of CASE say, for a package of another program."""
    record = node.record
    if node.kind is None and (name := _type_name(record)):
        yield Fact(ITEM_TYPE, name, record.at("CFItemType"))
    for level in node.levels.others:
        yield Fact(LEVEL, level, record.at("educationLevel"))
    named = {field: name for name, field in (ITEM_TEXTS | ITEM_LISTS).items()}
    for fact in record.facts(named | _DATE_FACTS):
        if not _CREBO.fullmatch(fact.value):
            yield fact
    yield from _linked(record)
    yield from _foreign(record)


def _linked(record: Record) -> Iterator[Fact]:
    for name, field in LINKS.items():
        if link := link_of(record.fields.get(field)):
            yield Fact(name, str(link), record.at(field))
        elif record.fields.get(field):
            record.note("veld heeft een onverwachte vorm", field, field)


def _foreign(record: Record) -> Iterator[Fact]:
    """Extensions of another program, kept as they are so that they can be written again."""
    value = record.fields.get("extensions")
    if isinstance(value, dict) and value:
        text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        yield Fact(FOREIGN, text, record.at("extensions"))


def levels_named(found: Mapping[str, Node]) -> tuple[int, int]:
    """How many nodes name a leerweg, and how many an mbo level."""
    return (
        sum(bool(node.levels.leerwegen) for node in found.values()),
        sum(bool(node.levels.niveaus) for node in found.values()),
    )
