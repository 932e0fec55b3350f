"""Writes a curriculum as a package of CASE 1.1 or 1.0; `sources.case` reads it back.

Every item becomes a CFItem, the tree becomes isChildOf associations in sequence, and what has no
field in CASE goes under `extensions`, which CASE 1.0 does not have.
Source: 1EdTech CASE 1.1, https://purl.imsglobal.org/spec/case/v1p1/schema/json/
case_v1p1_cfpackage-jsonschema1.json; CASE 1.0, CFPackage.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from align.exchange.case_items import (
    document_fields,
    item_fields,
    item_type,
    lost_in_1_0,
)
from align.exchange.case_names import Names
from align.sources.case.fields import LINK, Link, read_link
from align.sources.case.links import CHILD, REPLACED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from align.model import Curriculum

VERSIONS = ("1.1", "1.0")
"""Versions of CASE that can be written, the first by default."""

_TYPES_1_0 = frozenset(
    "isChildOf isPeerOf isPartOf exactMatchOf precedes isRelatedTo replacedBy exemplar "
    "hasSkillLevel".split()
)
_TYPES_1_1 = _TYPES_1_0 | {"isTranslationOf"}
_OWN_TYPE = "ext:"


@dataclass(frozen=True, slots=True)
class CasePackage:
    """A written package.

    Attributes:
        text: the JSON, ending with a line end.
        lost: what this version of CASE has no room for, in Dutch.
    """

    text: str
    lost: tuple[str, ...]


def case_package(
    curriculum: Curriculum, *, made_on: date, version: str = VERSIONS[0]
) -> CasePackage:
    """Write a curriculum as a CFPackage.

    The same curriculum and date give the same text, byte for byte.

    Args:
        curriculum: what to write.
        made_on: the day of change of every part that does not state its own.
        version: one of `VERSIONS`.
    """
    extended = version == "1.1"
    names = Names(curriculum, made_on)
    links = list(_links(curriculum, names, extended=extended))
    content = {
        "CFDocument": document_fields(curriculum, names, extended=extended),
        "CFItems": [item_fields(item, names, extended=extended) for item in curriculum.items],
        "CFAssociations": [fields for fields in links if fields is not None],
        "CFDefinitions": {"CFItemTypes": list(_types(curriculum, names))},
    }
    lost = () if extended else lost_in_1_0(curriculum)
    if dropped := links.count(None):
        lost = (*lost, f"verbanden van een soort die CASE {version} niet kent ({dropped})")
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    return CasePackage(text, lost)


def _types(curriculum: Curriculum, names: Names) -> Iterator[dict[str, Any]]:
    titles = dict.fromkeys(item_type(item) for item in curriculum.items)
    for number, title in enumerate(titles, start=1):
        link = names.type_link(title)
        yield {
            "identifier": link.identifier,
            "uri": link.uri,
            "title": title,
            "description": title,
            "hierarchyCode": str(number),
            "typeCode": title,
            "lastChangeDateTime": names.stamp,
        }


def _links(
    curriculum: Curriculum, names: Names, *, extended: bool
) -> Iterator[dict[str, Any] | None]:
    """All associations; None for one of a type that this version does not know."""
    sequence: dict[str, int] = {}
    for item in curriculum.items:
        above = curriculum.by_id.get(item.parent)
        key = above.id if above else ""
        sequence[key] = sequence.get(key, 0) + 1
        target = names.link(above) if above else names.document
        yield _association(names.link(item), CHILD, target, names, sequence[key])
    allowed = _TYPES_1_1 if extended else _TYPES_1_0
    for item in curriculum.items:
        for fact in item.facts:
            kind, _, text = fact.value.partition(": ")
            link = read_link(text)
            if fact.name != LINK or link is None:
                continue
            if kind not in allowed and not (extended and kind.startswith(_OWN_TYPE)):
                yield None
            else:
                yield _association(names.link(item), kind, names.target(link), names)

    for retired in curriculum.retired:
        for identifier in dict.fromkeys(retired.replaced_by):
            target = names.target(Link("", identifier, ""))
            yield _association(names.retired(retired), REPLACED, target, names)


def _association(
    own: Link, kind: str, target: Link, names: Names, sequence: int = 0
) -> dict[str, Any]:
    identifier = names.make(f"{own.identifier} {kind} {target.identifier} {target.uri}")
    return {
        "identifier": identifier,
        "associationType": kind,
        **({"sequenceNumber": sequence} if sequence else {}),
        "uri": f"urn:uuid:{identifier}",
        "originNodeURI": names.fields(own),
        "destinationNodeURI": names.fields(target),
        "lastChangeDateTime": names.stamp,
    }
