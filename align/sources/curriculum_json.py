"""Reads the JSON in which `align convert` writes a whole curriculum, format `align-curriculum/1`.

Places stay those of the document that was converted. What was changed by hand since is read as far
as it can be; what does not fit is noted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from align.errors import InputError
from align.model import Curriculum, Item, Kind, Leerweg, Place, Side, Source, SourceWarning
from align.sources.archive import digest
from align.sources.json_document import MAX_BYTES, Document, read_document
from align.sources.model_json import (
    each,
    fact_of,
    fields_of,
    hours_of,
    kind_of,
    line_of,
    lines_of,
    place_of,
    retired_of,
    ruling_of,
    section_of,
)
from align.sources.notes import Notes
from align.sources.reader import Recognition
from align.sources.record import Identifiers, Record, records
from align.sources.register.base import head_text, only_file
from align.sources.text import clean_text
from align.sources.tree import Edge, build_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.sources.archive import SourceFiles

FORMAT = "align-curriculum/1"
"""Name and number of the format."""

_ANY_NUMBER = re.compile(r'"format"\s*:\s*"align-curriculum/')
_KNOWN_ITEM = frozenset(
    "id kind code title parent place sections leerwegen niveaus hours crebo only_for facts".split()
)
_NIVEAUS = (1, 2, 3, 4)


class CurriculumJsonReader:
    """Reads what `align convert --to json` wrote."""

    name = "align-json"

    def recognise(self, files: SourceFiles) -> Recognition | None:
        """Recognise a JSON object whose "format" is align-curriculum, of whatever number."""
        name = only_file(files)
        head = head_text(files, name) if name else ""
        if head[:1] != "{" or not _ANY_NUMBER.search(head):
            return None
        return Recognition(1.0, f"{name} is JSON die 'align convert' heeft gemaakt")

    def read(self, files: SourceFiles, why: str) -> Curriculum:
        """Read the whole curriculum; see `reader.Reader.read`."""
        name = only_file(files)
        data, where = files.read(name, MAX_BYTES), files.where(name)
        document = read_document(data, where)
        _check(document, where)
        notes = Notes()
        made_from = fields_of(_value(document, "source"))
        here = Place(name, "/source")
        source = Source(
            path=files.path,
            format=self.name,
            title=line_of(made_from.get("title")) or name,
            version=line_of(made_from.get("version")),
            sha256=digest([(name, data)]),
            why=f"{why}, uit {line_of(made_from.get('format')) or 'een onbekende bron'}",
            example=made_from.get("example") is True,
        )
        found = records(document.lists.get("items", ()), name, notes, known=_KNOWN_ITEM, key="id")
        items = _in_a_tree([(record, _item(record)) for record in found], notes)
        return Curriculum(
            source,
            Side(str(_value(document, "side"))),
            items,
            (*_warnings(document, here), *notes.in_order()),
            each(_raw(document, "rulings"), lambda value: ruling_of(value, here)),
            each(_raw(document, "facts"), lambda value: fact_of(value, here)),
            each(_raw(document, "retired"), lambda value: retired_of(value, here)),
        )


def _value(document: Document, name: str) -> object:
    found = document.fields.get(name)
    return found.value if found else None


def _raw(document: Document, name: str) -> list[object]:
    return [entry.value for entry in document.lists.get(name, ())]


def _check(document: Document, where: str) -> None:
    stated = _value(document, "format")
    if stated != FORMAT:
        raise InputError(
            f"dit is {line_of(stated)[:40] or 'een onbekend formaat'}; gelezen wordt {FORMAT}",
            where=where,
            advice="Zet de bron opnieuw om met 'align convert', of werk align bij.",
        )
    if _value(document, "side") not in {side.value for side in Side}:
        raise InputError(
            'hierin staat niet of het om vmbo of mbo gaat ("side")',
            where=where,
            advice="Zet de bron opnieuw om met 'align convert'.",
        )


def _item(record: Record) -> Item:
    fields = record.fields
    kind, title = kind_of(fields.get("kind")), fields.get("title")
    place = place_of(fields.get("place")) or record.place
    if kind is None:
        named = line_of(fields.get("kind"))
        record.note("onbekende soort onderdeel; gelezen als eindterm", named, "kind")
    paths = lines_of(fields.get("leerwegen"))
    levels = fields.get("niveaus")
    item = Item(
        id=line_of(fields.get("id")),
        kind=kind or Kind.EINDTERM,
        code=line_of(fields.get("code")),
        title=clean_text(title) if isinstance(title, str) else "",
        parent=line_of(fields.get("parent")),
        place=place,
        sections=each(fields.get("sections"), lambda value: section_of(value, place)),
        leerwegen=tuple(sorted(Leerweg(p) for p in set(paths) & {lw.value for lw in Leerweg})),
        niveaus=tuple(n for n in _NIVEAUS if isinstance(levels, list) and n in levels),
        hours=hours_of(fields.get("hours")),
        crebo=line_of(fields.get("crebo")),
        only_for=lines_of(fields.get("only_for")),
        facts=each(fields.get("facts"), lambda value: fact_of(value, place)),
    )
    if not item.id:
        record.note("onderdeel zonder id", item.title[:40])
    return item


def _in_a_tree(found: list[tuple[Record, Item]], notes: Notes) -> tuple[Item, ...]:
    """Items with ids of their own, each below a parent that exists and not in a loop."""
    ids = Identifiers(notes, "id staat op meer dan één onderdeel")
    own = {ids.give(i.id or f"zonder-id/{r.place.path}", r.place): (r, i) for r, i in found}
    tree = build_tree(tuple(own), {}, _edges(own), notes)
    return tuple(replace(item, id=key, parent=tree.parents[key]) for key, (_, item) in own.items())


def _edges(own: dict[str, tuple[Record, Item]]) -> Iterator[Edge]:
    for key, (record, item) in own.items():
        if item.parent and item.parent not in own:
            record.note("hangt onder iets dat er niet in staat", item.parent, "parent")
        elif item.parent:
            yield Edge(key, item.parent, None, record.place)


def _warnings(document: Document, place: Place) -> tuple[SourceWarning, ...]:
    return each(_raw(document, "warnings"), lambda value: _warning(value, place))


def _warning(value: object, place: Place) -> SourceWarning | None:
    fields = fields_of(value)
    message = line_of(fields.get("message"))
    return SourceWarning(place_of(fields.get("place")) or place, message) if message else None
