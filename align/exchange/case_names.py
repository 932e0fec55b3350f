"""Identifiers and addresses in a CASE package: UUID's that are the same every time."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

from align.sources.case.fields import ADDRESS, CHANGED, Link, is_uuid

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from align.model import Curriculum, Fact, Item, Retired

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://spec.align.invalid/case")
_SLO = "SLO"
_SLO_ADDRESS = "https://opendata.slo.nl/curriculum/uuid/"
_MAKERS = {"slo": _SLO, "sbb": "SBB", "kd": "SBB", "keuzedeel": "SBB"}
_NO_MAKER = "niet vermeld"
#: Ids that begin so are the same thing in every document.
EVERYWHERE = ("sbb/", "crebo/", "competentnl/")
_SHOWN = 80
_DAY_AND_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?")


def stated(facts: Sequence[Fact], name: str) -> str:
    """The first fact of a name; "" when there is none."""
    return next((fact.value for fact in facts if fact.name == name), "")


def moment(facts: Sequence[Fact]) -> str:
    """When something changed, where a source says so in the form that CASE wants; else ""."""
    text = stated(facts, CHANGED)
    return text if _DAY_AND_TIME.fullmatch(text) else ""


class Names:
    """Links of everything in one curriculum.

    An id that is a UUID stays; any other becomes a UUID made from it. Ids that only mean something
    inside their document are made unique with its title.

    Attributes:
        document: the link to the document.
        items: the link to every item, by id.
        maker: who made the document.
        stamp: when a part changed that does not say so itself.
    """

    def __init__(self, curriculum: Curriculum, made_on: date) -> None:
        source, facts = curriculum.source, curriculum.facts
        self._title = source.title
        own = _MAKERS.get(source.format.split("-")[0], _NO_MAKER)
        self.maker = stated(facts, "maker") or own
        self.stamp = moment(facts) or f"{made_on.isoformat()}T00:00:00+00:00"
        identifier = stated(facts, "identifier")
        if not is_uuid(identifier):
            identifier = self.make(f"document {source.format} {source.title} {source.sha256}")
        uri = _address(stated(facts, ADDRESS)) or f"urn:uuid:{identifier}"
        self.document = Link(source.title, identifier.lower(), uri)
        self.items: dict[str, Link] = {}
        self._targets: dict[str, Link] = {}
        taken = {self.document.identifier}
        for item in curriculum.items:
            link = self._link(item, taken)
            taken.add(link.identifier)
            self.items[item.id] = link
            self._targets.setdefault(item.id.lower(), link)
        for retired in curriculum.retired:
            self._targets.setdefault(retired.id.lower(), self.retired(retired))

    def link(self, item: Item) -> Link:
        """The link to an item."""
        return self.items[item.id]

    def target(self, link: Link) -> Link:
        """A link as it stands in a fact, with the identifier that its item has here."""
        if link.identifier.lower() == self.document.identifier:
            return self.document
        found = self._targets.get(link.identifier.lower())
        if found:
            return Link(link.title or found.title, found.identifier, found.uri)
        identifier = link.identifier or self.make(link.uri)
        return Link(link.title, identifier, _address(link.uri) or f"urn:uuid:{identifier}")

    def retired(self, retired: Retired) -> Link:
        """The link to something that the publisher withdrew."""
        own = retired.id.lower()
        identifier = own if is_uuid(own) else self._made(retired.id)
        address = self._own_address(retired.id, identifier)
        return Link(_shown(retired.code, retired.title), identifier, address)

    def type_link(self, title: str) -> Link:
        """The link to a CFItemType."""
        identifier = self.make(f"itemsoort {title}")
        return Link(title, identifier, f"urn:uuid:{identifier}")

    def licence_link(self, link: Link) -> Link:
        """The link to a licence, which must have a UUID and an address."""
        identifier = link.identifier if is_uuid(link.identifier) else self.make(f"{link.uri}")
        return Link(link.title, identifier, _address(link.uri) or f"urn:uuid:{identifier}")

    @staticmethod
    def make(name: str) -> str:
        """A UUID that is the same whenever it is made from the same name."""
        return str(uuid.uuid5(_SPACE, name))

    @staticmethod
    def fields(link: Link) -> dict[str, str]:
        """A link as CASE writes it."""
        return {"title": link.title, "identifier": link.identifier, "uri": link.uri}

    def _link(self, item: Item, taken: set[str]) -> Link:
        identifier = item.id.lower()
        if not is_uuid(identifier) or identifier in taken:
            identifier = self._made(item.id)
        address = _address(stated(item.facts, ADDRESS)) or self._own_address(item.id, identifier)
        return Link(_shown(item.code, item.title), identifier, address)

    def _made(self, own: str) -> str:
        return self.make(own if own.startswith(EVERYWHERE) else f"{self._title} {own}")

    def _own_address(self, own: str, identifier: str) -> str:
        at_slo = self.maker == _SLO and is_uuid(own)
        return f"{_SLO_ADDRESS}{identifier}" if at_slo else f"urn:uuid:{identifier}"


def _shown(code: str, title: str) -> str:
    """Code and title on one line that is not too long."""
    line = " ".join(f"{code} {title}".split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"


def _address(text: str) -> str:
    """An address that stands in a source, if it is one."""
    scheme, sign, rest = text.partition(":")
    usable = sign and rest and scheme.isascii() and scheme[:1].isalpha()
    return text if usable and text.isascii() and text.isprintable() and " " not in text else ""
