"""Associations of CASE: those that make the tree, and the others, which become facts."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from align.model import Fact
from align.sources.case_fields import LINK, Link, link_of
from align.sources.tree import Edge

if TYPE_CHECKING:
    from collections.abc import Collection

    from align.sources.record import Record

CHILD = "isChildOf"
KNOWN_ASSOCIATION = frozenset(
    "identifier sourcedId uri associationType sequenceNumber originNodeURI destinationNodeURI "
    "lastChangeDateTime CFDocumentURI".split()
)

_NUMBER = re.compile(r"-?[0-9]{1,9}")


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
        if child is None:
            detail = f"{kind} van {origin.title or origin.identifier or origin.uri}"
            record.note("verband begint bij iets dat er niet in staat; niet gelezen", detail)
        elif kind == CHILD:
            self._add_edge(child, target, record)
        else:
            self.facts[child].append(Fact(LINK, f"{kind}: {target}", record.place))

    def keep(self, edge: Edge) -> None:
        """Keep an edge that the tree has no room for as a fact."""
        self.facts[edge.child].append(Fact(LINK, f"{CHILD}: {self._links[edge]}", edge.place))

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
