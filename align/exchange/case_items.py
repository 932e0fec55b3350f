"""Items and document as CFItem and CFDocument; see `sources.case.fields` for which is which."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from align.exchange.case_names import moment, stated
from align.exchange.model_json import fact_json, hours_json, place_json, retired_json, ruling_json
from align.model import Place
from align.sources.case.fields import (
    DATES,
    DOCUMENT_LISTS,
    DOCUMENT_TEXTS,
    EXTENSION,
    ITEM_LISTS,
    ITEM_TEXTS,
    ITEM_TYPE,
    LINK,
    LINKS,
    is_uuid,
    kind_of_type,
    level_texts,
    notes_of,
    read_link,
)
from align.sources.case.items import FOREIGN
from align.sources.register.base import iso_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from align.exchange.case_names import Names
    from align.model import Curriculum, Fact, Item, Section

CONVERTED = "omgezet uit"
"""Name of the fact that says which format and file a package was made from."""

_ONLY_IN_1_1 = frozenset({"vak"})  # CFItem.subject is new in CASE 1.1


def item_type(item: Item) -> str:
    """The name of what an item is: the type of another publisher, or our kind."""
    return stated(item.facts, ITEM_TYPE) or item.kind.value


def item_fields(item: Item, names: Names, *, extended: bool) -> dict[str, Any]:
    """A CFItem.

    Args:
        item: the item.
        names: identifiers of the package.
        extended: whether there may be extensions (CASE 1.1).
    """
    link = names.link(item)
    type_link = names.type_link(item_type(item))
    fields: dict[str, Any] = {
        "identifier": link.identifier,
        "fullStatement": item.title,
        "uri": link.uri,
        "humanCodingScheme": item.code,
        "CFItemType": type_link.title,
        "CFItemTypeURI": names.fields(type_link),
        "educationLevel": level_texts(item),
        "notes": notes_of(item.sections, names.items),
        **_texts(item.facts, {n: f for n, f in ITEM_TEXTS.items() if f != "uri"}),
        **_several(item.facts, ITEM_LISTS, extended=extended),
        **_dates(item.facts),
        **_linked(item.facts, names),
    }
    if item.crebo and not fields.get("alternativeLabel"):
        fields["alternativeLabel"] = f"crebo {item.crebo}"
    fields["lastChangeDateTime"] = moment(item.facts) or names.stamp
    if extended:
        fields["extensions"] = _extensions(item.facts, _kept_of_item(item))
    required = ("identifier", "fullStatement", "uri")
    return {name: value for name, value in fields.items() if value or name in required}


def document_fields(curriculum: Curriculum, names: Names, *, extended: bool) -> dict[str, Any]:
    """The CFDocument; see `item_fields`."""
    source, facts = curriculum.source, curriculum.facts
    own = {n: f for n, f in DOCUMENT_TEXTS.items() if f not in {"uri", "identifier"}}
    fields: dict[str, Any] = {
        "identifier": names.document.identifier,
        "uri": names.document.uri,
        "creator": names.maker,
        "title": source.title,
        "version": source.version,
        "language": "" if source.format == "case" else "nl",
        **_texts(facts, own),
        **_several(facts, DOCUMENT_LISTS, extended=True),
        **_dates(facts),
        **_linked(facts, names),
    }
    fields["lastChangeDateTime"] = names.stamp
    if extended:
        fields["caseVersion"] = "1.1"
        fields["extensions"] = _extensions(facts, _kept_of_document(curriculum))
    else:
        fields.pop("frameworkType", None)
    required = ("title",)
    return {name: value for name, value in fields.items() if value or name in required}


def lost_in_1_0(curriculum: Curriculum) -> tuple[str, ...]:
    """What of a curriculum CASE 1.0 has no room for, in Dutch."""
    items = curriculum.items
    held = {*ITEM_TEXTS, *ITEM_LISTS, *DATES, *LINKS, ITEM_TYPE, LINK} - _ONLY_IN_1_1
    losses = {
        "plaatsen in de bron": len(items),
        "eigen id's": sum(not is_uuid(item.id) for item in items),
        "uren": sum(item.hours is not None for item in items),
        "kwalificaties waarvoor iets geldt": sum(
            bool(item.only_for) or any(s.only_for for s in item.sections) for item in items
        ),
        "kenmerken": sum(fact.name not in held for item in items for fact in item.facts),
        "uitspraken over overlap": len(curriculum.rulings),
        "vervallen onderdelen zonder opvolger": sum(not r.replaced_by for r in curriculum.retired),
    }
    return tuple(f"{what} ({n})" for what, n in losses.items() if n)


def _texts(facts: Sequence[Fact], fields: Mapping[str, str]) -> dict[str, str]:
    return {field: value for name, field in fields.items() if (value := stated(facts, name))}


def _several(
    facts: Sequence[Fact], fields: Mapping[str, str], *, extended: bool
) -> dict[str, list[str]]:
    return {
        field: [fact.value for fact in facts if fact.name == name]
        for name, field in fields.items()
        if extended or name not in _ONLY_IN_1_1
    }


def _dates(facts: Sequence[Fact]) -> dict[str, str]:
    return {field: iso_date(stated(facts, name)) for name, field in DATES.items()}


def _linked(facts: Sequence[Fact], names: Names) -> dict[str, dict[str, str]]:
    found = {field: read_link(stated(facts, name)) for name, field in LINKS.items()}
    return {f: names.fields(names.licence_link(link)) for f, link in found.items() if link}


def _extensions(facts: Sequence[Fact], kept: dict[str, Any]) -> dict[str, Any]:
    """Extensions of another program as they were, and ours beside them."""
    try:
        foreign = json.loads(stated(facts, FOREIGN) or "{}")
    except ValueError:
        foreign = {}
    return (foreign if isinstance(foreign, dict) else {}) | {EXTENSION: kept}


def _kept_of_item(item: Item) -> dict[str, Any]:
    named = kind_of_type(item_type(item))
    kept: dict[str, Any] = {
        "id": item.id,
        "kind": "" if named is item.kind else item.kind.value,
        "place": place_json(item.place),
        "hours": hours_json(item.hours) if item.hours else None,
        "crebo": item.crebo,
        "only_for": list(item.only_for),
        "sections": [_kept_of_section(section, item.place) for section in item.sections],
        "facts": [fact_json(fact, item.place) for fact in item.facts],
    }
    return {name: value for name, value in kept.items() if value}


def _kept_of_section(section: Section, beside: Place) -> dict[str, Any]:
    kept = {
        "label": section.label,
        "only_for": section.only_for,
        "place": None if section.place == beside else place_json(section.place),
    }
    return {name: value for name, value in kept.items() if value or name == "label"}


def _kept_of_document(curriculum: Curriculum) -> dict[str, Any]:
    source = curriculum.source
    # The document has a place for few facts; those it has no field for are kept here.
    held = {*DOCUMENT_TEXTS, *DOCUMENT_LISTS, *LINKS, FOREIGN, CONVERTED}
    facts = [fact_json(fact) for fact in curriculum.facts if fact.name not in held]
    converted = stated(curriculum.facts, CONVERTED)
    if not converted and source.format != "case":
        converted = f"{source.format}, sha256 {source.sha256}"
    if converted:
        facts.append({"name": CONVERTED, "value": converted})
    kept: dict[str, Any] = {
        "side": curriculum.side.value,
        "example": source.example,
        "rulings": [ruling_json(ruling) for ruling in curriculum.rulings],
        "facts": facts,
        "retired": [retired_json(retired) for retired in curriculum.retired],
    }
    return {name: value for name, value in kept.items() if value}
