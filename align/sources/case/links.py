"""Associations of CASE: those that make the tree, and the others, which become facts."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.model import Fact, Kind, Retired
from align.sources.case.fields import LINK, Link, link_of
from align.sources.tree import Edge

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from align.model import Item, Place
    from align.sources.record import Record

CHILD = "isChildOf"
REPLACED = "replacedBy"
KNOWN_ASSOCIATION = frozenset(
    "identifier sourcedId uri associationType sequenceNumber originNodeURI destinationNodeURI "
    "lastChangeDateTime CFDocumentURI".split()
)

_NUMBER = re.compile(r"-?[0-9]{1,9}")


@dataclass(slots=True)
class _Withdrawn:
    """Something outside the package that was replaced, and by what."""

    origin: Link
    place: Place
    targets: list[Link] = field(default_factory=list)


class Associations:
    """Collects the associations of one package.

    Args:
        keys: the nodes of the package.
        document: identifier and address of the document, for edges that end there.
    """

    def __init__(self, keys: Collection[str], document: Collection[str]) -> None:
        self._keys = keys
        self._document = {name.lower() for name in document if name}
        self._links: dict[Edge, Link] = {}
        self._withdrawn: dict[str, _Withdrawn] = {}
        self.edges: list[Edge] = []
        self.facts: defaultdict[str, list[Fact]] = defaultdict(list)

    def add(self, record: Record) -> None:
        """Take in one association; what it cannot be used for is noted."""
        kind = record.line("associationType")
        origin = link_of(record.fields.get("originNodeURI"))
        target = link_of(record.fields.get("destinationNodeURI"))
        if not kind or origin is None or target is None:
            record.note("verband zonder soort, begin of einde is niet gelezen", kind)
            return
        child = self._key(origin)
        if child is None and kind == REPLACED:
            key = origin.identifier or origin.uri
            self._withdrawn.setdefault(key, _Withdrawn(origin, record.place)).targets.append(target)
        elif child is None:
            detail = f"{kind} van {origin.title or origin.identifier or origin.uri}"
            record.note("verband begint bij iets dat er niet in staat; niet gelezen", detail)
        elif kind == CHILD:
            self._add_edge(child, target, record)
        else:
            self.facts[child].append(Fact(LINK, f"{kind}: {target}", record.place))

    def keep(self, edge: Edge) -> None:
        """Keep an edge that the tree has no room for as a fact."""
        self.facts[edge.child].append(Fact(LINK, f"{CHILD}: {self._links[edge]}", edge.place))

    def retired(self, items: Mapping[str, Item]) -> tuple[Retired, ...]:
        """What the package says was replaced and does not hold itself.

        Its kind is that of what came in its place: CASE does not say what it was.

        Args:
            items: the items of the package by the key of their node.
        """
        return tuple(self._retired(key, found, items) for key, found in self._withdrawn.items())

    def _retired(self, key: str, found: _Withdrawn, items: Mapping[str, Item]) -> Retired:
        known = [items[k] for target in found.targets if (k := self._key(target)) is not None]
        return Retired(
            id=key,
            kind=known[0].kind if known else Kind.EINDTERM,
            code="",
            title=found.origin.title,
            replaced_by=tuple(
                items[k].id if (k := self._key(target)) is not None else target.identifier
                for target in found.targets
            ),
            place=found.place,
        )

    def _add_edge(self, child: str, target: Link, record: Record) -> None:
        parent = self._key(target)
        if parent is None:
            parent = ""
            if self._document.isdisjoint({target.identifier.lower(), target.uri.lower()}):
                detail = target.title or target.identifier or target.uri
                record.note("isChildOf verwijst naar iets dat er niet in staat", detail)
        text = record.line("sequenceNumber")
        if text and not _NUMBER.fullmatch(text):
            record.note("volgnummer is geen geheel getal", text, "sequenceNumber")
        sequence = int(text) if _NUMBER.fullmatch(text) else None
        edge = Edge(child, parent, sequence, record.place)
        self.edges.append(edge)
        self._links[edge] = target

    def _key(self, link: Link) -> str | None:
        key = link.identifier.lower()
        return key if key in self._keys else None
