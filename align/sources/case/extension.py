"""What `align convert` keeps under `extensions` of CASE 1.1, because CASE has no field for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.model import Fact, Hours, Kind, Place, Retired, Ruling, Side
from align.sources.case.fields import EXTENSION
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
)

if TYPE_CHECKING:
    from align.sources.record import Record


@dataclass(frozen=True, slots=True)
class SectionExtension:
    """Of one section: where it stood, and the kwalificatie that it is for."""

    label: str
    place: Place | None
    only_for: str


@dataclass(frozen=True, slots=True)
class ItemExtension:
    """Of an item; `facts` holds all of its facts, also those that CASE has a field for."""

    id: str
    kind: Kind | None
    place: Place | None
    hours: Hours | None
    crebo: str
    only_for: tuple[str, ...]
    sections: tuple[SectionExtension, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class DocumentExtension:
    """Of the document: what a curriculum says as a whole."""

    side: Side | None
    example: bool
    rulings: tuple[Ruling, ...]
    facts: tuple[Fact, ...]
    retired: tuple[Retired, ...]


def item_extension(record: Record) -> ItemExtension | None:
    """What align kept with an item; None when another program made the package."""
    fields = _ours(record)
    if fields is None:
        return None
    place = place_of(fields.get("place"))
    stands = place or record.place
    return ItemExtension(
        id=line_of(fields.get("id")),
        kind=kind_of(fields.get("kind")),
        place=place,
        hours=hours_of(fields.get("hours")),
        crebo=line_of(fields.get("crebo")),
        only_for=lines_of(fields.get("only_for")),
        sections=each(fields.get("sections"), _section),
        facts=each(fields.get("facts"), lambda value: fact_of(value, stands)),
    )


def document_extension(record: Record) -> DocumentExtension | None:
    """What align kept with the document; None when another program made the package."""
    fields = _ours(record)
    if fields is None:
        return None
    side = fields.get("side")
    return DocumentExtension(
        side=Side(str(side)) if side in {s.value for s in Side} else None,
        example=fields.get("example") is True,
        rulings=each(fields.get("rulings"), lambda value: ruling_of(value, record.place)),
        facts=each(fields.get("facts"), lambda value: fact_of(value, record.place)),
        retired=each(fields.get("retired"), lambda value: retired_of(value, record.place)),
    )


def _ours(record: Record) -> dict[str, object] | None:
    found = fields_of(record.fields.get("extensions")).get(EXTENSION)
    return found if isinstance(found, dict) else None


def _section(value: object) -> SectionExtension:
    fields = fields_of(value)
    return SectionExtension(
        line_of(fields.get("label")),
        place_of(fields.get("place")),
        line_of(fields.get("only_for")),
    )
