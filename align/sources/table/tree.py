"""The tree that grows while rows are read; a row adds to items that earlier rows began."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.model import Fact, Hours, Item, Kind, Leerweg, Place, Section
from align.sources.codes import lookup_key
from align.sources.table.vocabulary import plain

if TYPE_CHECKING:
    from align.sources.notes import Notes

PREFIX = "tabel"
"""How the id of every item from a table begins."""

_LONGEST_SLUG = 40  # characters of a title in an id; a longer one ends in a digest
_POINT = re.compile(r"\s*(?:[-–•*▪◦·]\s+|\d{1,2}[.)]\s+|[a-z][.)]\s+)")
_BULLET = re.compile(r"^\s*(?:[-–—•·▪§*o]\s+|\d{1,2}[.)]\s+)")


@dataclass(slots=True)
class Node:
    """An item that is being read; see `model.Item` for its fields."""

    id: str
    kind: Kind
    code: str
    title: str
    parent: str
    place: Place
    sections: list[Section] = field(default_factory=list)
    leerwegen: set[Leerweg] = field(default_factory=set)
    niveaus: set[int] = field(default_factory=set)
    hours: Hours | None = None
    crebo: str = ""
    only_for: str = ""
    facts: list[Fact] = field(default_factory=list)

    def add_section(self, section: Section) -> None:
        """Keep a text, once."""
        if all((s.label, s.text) != (section.label, section.text) for s in self.sections):
            self.sections.append(section)

    def add_fact(self, fact: Fact, *, once: bool = False) -> None:
        """Keep a fact; `once` leaves out one that says the same."""
        if not once or all((f.name, f.value) != (fact.name, fact.value) for f in self.facts):
            self.facts.append(fact)

    def item(self) -> Item:
        """The finished item."""
        return Item(
            id=self.id,
            kind=self.kind,
            code=self.code,
            title=self.title,
            parent=self.parent,
            place=self.place,
            sections=tuple(self.sections),
            leerwegen=tuple(sorted(self.leerwegen)),
            niveaus=tuple(sorted(self.niveaus)),
            hours=self.hours,
            crebo=self.crebo,
            only_for=(self.only_for,) if self.only_for else (),
            facts=tuple(self.facts),
        )


class Tree:
    """Items by id, in the order in which they were first met."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.nodes: dict[str, Node] = {}

    def level(  # noqa: PLR0917 -- the fields of a node, in their order
        self, kind: Kind, wanted: str, code: str, title: str, parent: str, place: Place
    ) -> Node:
        """The item with this id, begun when it is new; fills in what earlier rows left open."""
        node = self.nodes.get(wanted)
        if node is None:
            node = self.nodes[wanted] = Node(wanted, kind, code, title, parent, place)
            return node
        node.code = node.code or code
        if not node.title:
            node.title = title
        elif title and plain(title) != plain(node.title):
            detail = f"'{title[:60]}' naast '{node.title[:60]}'"
            self.notes.add(place, f"{kind.value} heeft twee titels; de eerste telt", detail)
        if not node.parent and parent and not self._is_below(parent, node.id):
            node.parent = parent
        return node

    def leaf(  # noqa: PLR0917 -- as `level`
        self, kind: Kind, wanted: str, code: str, title: str, parent: str, place: Place
    ) -> Node:
        """As `level`, but another title under a known code is an item of its own."""
        identifier, times = wanted, 1
        while (node := self.nodes.get(identifier)) is not None:
            if not title or not node.title or plain(title) == plain(node.title):
                return self.level(kind, identifier, code, title, parent, place)
            times += 1
            identifier = f"{wanted}#{times}"
        if times > 1:
            detail = f"{code or title[:60]}; beide zijn gelezen"
            self.notes.add(place, "code staat er met verschillende teksten", detail)
        return self.level(kind, identifier, code, title, parent, place)

    def items(self) -> tuple[Item, ...]:
        """All items, each above what stands below it."""
        below: dict[str, list[Node]] = {}
        for node in self.nodes.values():
            below.setdefault(node.parent, []).append(node)
        found: list[Item] = []
        waiting = below.get("", [])[::-1]
        while waiting:
            node = waiting.pop()
            found.append(node.item())
            waiting += below.get(node.id, [])[::-1]
        return tuple(found)

    def _is_below(self, identifier: str, above: str) -> bool:
        while identifier:
            if identifier == above:
                return True
            identifier = self.nodes[identifier].parent if identifier in self.nodes else ""
        return False


def code_id(code: str) -> str:
    """A code as the last part of an id: the same however it is written."""
    return "/".join(word.upper() or str(number) for _, number, word in lookup_key(code))


def text_id(text: str) -> str:
    """A text as the last part of an id: readable when short, else the start and a digest."""
    words = "-".join(plain(text).split())
    if len(words) <= _LONGEST_SLUG:
        return words or "leeg"
    digest = hashlib.sha256(plain(text).encode()).hexdigest()[:8]
    return f"{words[:_LONGEST_SLUG].rstrip('-')}-{digest}"


def list_lines(text: str) -> tuple[str, ...]:
    """Lines of a list without their bullets."""
    lines = (_BULLET.sub("", line).strip() for line in text.split("\n"))
    return tuple(line for line in lines if line)


def points(text: str) -> tuple[str, ...]:
    r"""The points of a text that is a list of two or more, without bullets; () for other texts.

    A line without a bullet goes on with the point above it.

    >>> points("- deeg maken\n- deeg laten\nrijzen"), points("deeg\n- maken"), points("1. maken")
    (('deeg maken', 'deeg laten rijzen'), (), ())
    """
    found: list[str] = []
    for line in text.split("\n"):
        marked = _POINT.match(line)
        if marked:
            found.append(line[marked.end() :].strip())
        elif not found:
            return ()
        else:
            found[-1] = f"{found[-1]} {line.strip()}".strip()
    return tuple(found) if len(found) > 1 and all(found) else ()


def is_prose(text: str) -> bool:
    """Whether a text is more than a word or mark in a cell: four words or more."""
    return len(text.split()) > 3


def below(identifier: str, *parts: str) -> str:
    """Id of something below an item."""
    return "/".join((identifier or PREFIX, *parts))
