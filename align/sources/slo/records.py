"""Records of an SLO release as nodes of a tree: merged by id, linked to one parent each.

Parents list their children (examenprogramma_bg_<type>_id) and a child does not name its parent,
so the index is reversed here. Whatever does not fit is kept and noted.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from align.model import Fact, Place
from align.sources.codes import names_profile, natural_key, stands_under
from align.sources.text import (
    GARBLED,
    MAX_CHARACTERS,
    TOO_LONG,
    clean_line,
    clean_text,
    garbled,
    quirks,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from align.sources.codes import NaturalKey
    from align.sources.json_records import JsonRecord
    from align.sources.notes import Notes
    from align.sources.slo.schema import Schema


@dataclass(eq=False, slots=True)
class Node:
    """One record on its way to becoming an item; parent and children are filled by `link`."""

    id: str
    type: str
    code: str
    title: str
    description: str
    niveaus: tuple[str, ...]
    refers: tuple[tuple[str, str], ...]  # (type of the child, its id)
    place: Place
    rank: int  # of its type, in display order
    facts: tuple[Fact, ...] = ()
    parents: list[Node] = field(default_factory=list)
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    order: tuple[int, NaturalKey, str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.order = (self.rank, natural_key(self.code), self.title, self.id)


def nodes_of(
    schema: Schema, type_name: str, records: Iterable[JsonRecord], notes: Notes
) -> list[Node]:
    """Make nodes of the records of one file; records with the same id become one node."""
    by_id: dict[str, list[Node]] = {}
    for record in records:
        node = _node(schema, type_name, record, notes)
        by_id.setdefault(node.id, []).append(node)
    return [_merged(same, notes) for same in by_id.values()]


def unique(nodes: Iterable[Node], notes: Notes) -> dict[str, Node]:
    """Nodes by id; an id that two types share stays with the first type."""
    found: dict[str, Node] = {}
    for node in sorted(nodes, key=attrgetter("order")):
        if node.id in found:
            other = found[node.id]
            notes.add(node.place, "id staat ook in een ander bestand", str(other.place))
            node.id = f"{node.id}#{node.type}"
        found[node.id] = node
    return found


def link(schema: Schema, nodes: Mapping[str, Node], notes: Notes) -> list[Node]:
    """Give every node its parent and ordered children; returns the roots in display order."""
    for node in nodes.values():
        for type_name, child_id in node.refers:
            child = nodes.get(child_id)
            if child is None or child.type != type_name:
                child = nodes.get(f"{child_id}#{type_name}")
            if child is None:
                missing = "verwijst naar een onderdeel dat nergens staat"
                notes.add(node.place, missing, f"{type_name} {child_id}")
            elif node not in child.parents:
                child.parents.append(node)
    for node in nodes.values():
        _choose_parent(schema, node, notes)
    for node in nodes.values():
        node.children.sort(key=attrgetter("order"))
    return sorted((n for n in nodes.values() if n.parent is None), key=attrgetter("order"))


def note_repeated_codes(nodes: Iterable[Node], notes: Notes) -> None:
    """Note every code that stands on more than one record of the same type; all of them stay."""
    by_code: dict[tuple[str, str], list[Node]] = {}
    for node in nodes:
        if node.code:
            by_code.setdefault((node.type, node.code.casefold()), []).append(node)
    for same in by_code.values():
        for node in same if len(same) > 1 else ():
            others = sorted(other.place.line for other in same if other is not node)
            lines = ", ".join(map(str, others))
            detail = f"ook op regel {lines}; alle {len(same)} zijn gelezen"
            notes.add(node.place, "code staat op meer dan één onderdeel", detail)


def _node(schema: Schema, type_name: str, record: JsonRecord, notes: Notes) -> Node:
    fields = record.fields
    record_type = schema.types[type_name]
    raw_code, raw_id = fields.get("prefix"), fields.get("id")
    code = clean_line(raw_code) if isinstance(raw_code, str) else ""
    place = Place(f"{record_type.file}.json", f"/{record.index}", record.line, record=code)
    identifier = clean_line(raw_id) if isinstance(raw_id, str) else ""
    if not identifier:
        identifier = _id_from_content(type_name, code, fields)
        notes.add(place, "record zonder id")
    if not code and schema.codes_nest:
        notes.add(place, "record zonder code (prefix)", identifier)
    clean = clean_line if record_type.one_line else clean_text
    node = Node(
        id=identifier,
        type=type_name,
        code=code,
        title=clean(_text(fields, "title", place, notes)),
        description=clean_text(_text(fields, "description", place, notes)),
        niveaus=_ids(fields, "niveau_id", place, notes),
        refers=_references(schema, type_name, fields, place, notes),
        place=place,
        rank=list(schema.types).index(type_name),
        facts=tuple(_facts(schema, fields, place)),
    )
    if not node.title:
        notes.add(place, "record zonder titel", identifier)
    if fields.get("deleted"):
        notes.add(place, "staat als verwijderd (deleted) gemarkeerd en is toch gelezen")
    return node


def _id_from_content(type_name: str, code: str, fields: Mapping[str, object]) -> str:
    """A stand-in for a missing id that does not depend on where the record stands."""
    return f"zonder-id/{type_name}/{code}/{zlib.crc32(repr(fields.get('title')).encode()):08x}"


def _text(fields: Mapping[str, object], name: str, place: Place, notes: Notes) -> str:
    value = fields.get(name, "")
    if not isinstance(value, str):
        notes.add(_field(place, name), "veld is geen tekst", name)
        return ""
    if len(value) > MAX_CHARACTERS:
        notes.add(_field(place, name), TOO_LONG, str(len(value)))
        value = value[:MAX_CHARACTERS]
    if found := quirks(value):
        notes.add(_field(place, name), "witruimte in de tekst rechtgezet", ", ".join(found))
    if word := garbled(value):
        notes.add(_field(place, name), GARBLED, word)
    return value


def _ids(fields: Mapping[str, object], name: str, place: Place, notes: Notes) -> tuple[str, ...]:
    value = fields.get(name, [])
    values = value if isinstance(value, list) else [value]
    ids = tuple(clean_line(v) for v in values if isinstance(v, str))
    if len(ids) < len(values):
        notes.add(_field(place, name), "veld is geen lijst van id's", name)
    return ids


def _references(
    schema: Schema, type_name: str, fields: Mapping[str, object], place: Place, notes: Notes
) -> tuple[tuple[str, str], ...]:
    children = {schema.types[child].field: child for child in schema.types[type_name].below}
    found: list[tuple[str, str]] = []
    for name in fields:
        if name in children:
            found += [(children[name], child) for child in _ids(fields, name, place, notes)]
        elif name not in schema.known and name not in schema.facts:
            notes.add(_field(place, name), "onbekend veld is niet gelezen", name)
    return tuple(sorted(set(found)))


def _facts(schema: Schema, fields: Mapping[str, object], place: Place) -> Iterator[Fact]:
    for name, fact in schema.facts.items():
        value = fields.get(name)
        if isinstance(value, str) and (line := clean_line(value)):
            yield Fact(fact, line, _field(place, name))
    # In the programmes of general subjects; 0 and 1 there, and "1" in some releases.
    for fact, names in (("examen", ("ce", "se")), ("onderdeel", ("kern", "keuze"))):
        stated = [name for name in names if fields.get(name) in {1, "1"}]
        if stated:
            words = (name.upper() if fact == "examen" else name for name in stated)
            yield Fact(fact, " en ".join(words), _field(place, stated[0]))


def _field(place: Place, name: str) -> Place:
    pointer = f"{place.path}/{name.replace('~', '~0').replace('/', '~1')}"
    return Place(place.file, pointer, place.line, record=place.record)


def _merged(same: list[Node], notes: Notes) -> Node:
    """One node for records that share an id: the fullest speaks, all their children stay."""
    if len(same) == 1:
        return same[0]
    same = sorted(same, key=lambda n: (-len(n.title) - len(n.description), n.order, n.niveaus))
    kept, *others = same
    for other in others:
        differs = [
            dutch
            for dutch, name in (("code", "code"), ("titel", "title"), ("tekst", "description"))
            if getattr(other, name) != getattr(kept, name)
        ]
        detail = f"ook op regel {kept.place.line}; " + (
            f"daar gelezen, hier anders: {', '.join(differs)}" if differs else "samengenomen"
        )
        notes.add(other.place, "id staat twee keer in dit bestand", detail)
    kept.refers = tuple(sorted({r for node in same for r in node.refers}))
    kept.niveaus = tuple(sorted({n for node in same for n in node.niveaus}))
    return kept


def _choose_parent(schema: Schema, node: Node, notes: Notes) -> None:
    if not node.parents:
        if node.rank:
            notes.add(node.place, "hangt nergens onder; geen enkel onderdeel verwijst hiernaar")
        return
    # The parent whose code fits comes first; after that the order of display decides, so that
    # the order of records in a file never does.
    chosen, *others = sorted(node.parents, key=lambda p: (not _fits(node, p), p.order))
    node.parent = chosen
    chosen.children.append(node)
    for other in others:
        detail = f"staat hier onder {_name(chosen)}, en ook onder {_name(other)}"
        notes.add(node.place, "onderdeel met twee ouders", detail)
    if schema.codes_nest and not _fits(node, chosen):
        notes.add(node.place, "code past niet bij het onderdeel erboven", _name(chosen))


def _fits(node: Node, parent: Node) -> bool:
    check = names_profile if parent.type == "profiel" else stands_under
    return check(node.code, parent.code)


def _name(node: Node) -> str:
    return node.code or node.title or node.id
