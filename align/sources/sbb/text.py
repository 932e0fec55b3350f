"""Text and references inside a dossier of SBB: what holds for all, and what for one profile.

SBB puts additions for one profile inside the element of the base text (`*perprofiel/aanvullend`).
They are taken apart here and never mixed.
Source: XML export of kwalificatiedossiers, SBB, 2015-2016.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from align.model import Place, Section
from align.sources.text import (
    GARBLED,
    MAX_CHARACTERS,
    TOO_LONG,
    clean_line,
    clean_text,
    garbled,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from align.sources.notes import Notes

_TAG = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|div|ul|ol|li|h[1-6]|table|tr|td|labeltext|xhtml)\b[^>]*>",
    re.IGNORECASE,
)
_TAG_ENDING_A_LINE = re.compile(r"</?(?:p|br|li|h[1-6]|tr|div)\b[^>]*>", re.IGNORECASE)
PER_PROFILE = "perprofiel"
MAX_ADDITIONS = 300
"""Additions per profile to one text or list; a real dossier has as many as profielen, some 10."""
MAX_PARTS = 500
"""Texts or references in one addition; a real one has up to some 30."""

_E = TypeVar("_E")


@dataclass(slots=True)
class Context:
    """What is needed to understand any element of one dossier.

    Attributes:
        id: id of the dossier, "sbb/<nr>".
        file: file name for places.
        notes: where warnings go.
        knowledge: titles of kennis en vaardigheden by nr.
        competences: titles of competenties by nr.
        domains: titles of domeinen by nr.
        domain_codes: crebo's of domeinen by nr.
        chambers: titles of sectorkamers by nr.
        path: XPath of the dossier in the file.
        cut: length of the XPath of the dossier in the tree at hand, which a stream shortens.
        niveaus: mbo level by kwalificatie id; empty tuple when the source has none.
    """

    id: str
    file: str
    notes: Notes
    knowledge: dict[str, str]
    competences: dict[str, str]
    domains: dict[str, str]
    domain_codes: dict[str, str]
    chambers: dict[str, str]
    path: str
    cut: int
    niveaus: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def place(self, element: etree._Element, record: str = "") -> Place:
        """Where an element stands: its XPath, line, and the record or its own nr."""
        path = self.path + element.getroottree().getpath(element)[self.cut :]
        # From line 65,536 on, libxml2 knows the line of the first text in an element.
        line: int = element.sourceline or 0  # type: ignore[assignment]  # its stub says "..."
        return Place(self.file, path, line, record=record or element.get("nr", ""))

    def note(self, element: etree._Element, what: str, detail: str = "") -> None:
        """Keep a warning about an element."""
        if self.notes.full:  # to find its place would cost more than to count it
            self.notes.count_one_more()
        else:
            self.notes.add(self.place(element), what, detail)

    def note_garbled(self, element: etree._Element, raw: str) -> None:
        """Keep a warning when a wrong encoding left its traces in a text."""
        if word := garbled(raw):
            self.note(element, GARBLED, word)


def titles(dictionary: etree._Element | None) -> dict[str, str]:
    """Titles by nr of a list such as kennisenvaardigheden or competenties."""
    if dictionary is None:
        return {}
    return {e.get("nr", "").strip(): clean_line(e.get("titel", "")) for e in elements(dictionary)}


def elements(parent: etree._Element) -> Iterator[etree._Element]:
    """Child elements, without comments and processing instructions."""
    return (child for child in parent if isinstance(child.tag, str))


def sections(element: etree._Element | None, label: str, context: Context) -> tuple[Section, ...]:
    """Base text of an element and, each apart, what is added for one profile.

    Empty texts give no section.
    """
    if element is None:
        return ()
    found = []
    if base := _own_text(element, context):
        found.append(Section(label, base, context.place(element)))
    for added, kwalificatie in additions(element, context):
        found += [
            Section(label, text, context.place(part), kwalificatie)
            for part in inside(added, elements(added), context)
            if part.tag != "profiel" and (text := _own_text(part, context))
        ]
    for child in elements(element):
        if not child.tag.endswith(PER_PROFILE):
            context.note(child, "onbekend element is niet gelezen", child.tag)
    return tuple(found)


def additions(element: etree._Element, context: Context) -> Iterator[tuple[etree._Element, str]]:
    """Every `aanvullend` right below an element, with the id of each kwalificatie it is for."""
    number = 0
    for added in element.iterfind("./*/aanvullend"):
        reference = None
        for reference in added.iterfind("profiel"):
            number += 1
            if number > MAX_ADDITIONS:
                what = f"meer dan {MAX_ADDITIONS} aanvullingen; de rest is niet gelezen"
                context.note(element, what)
                return
            yield added, _kwalificatie(reference, context)
        if reference is None and len(added):
            context.note(added, "aanvulling zonder profiel is niet gelezen")


def inside(added: etree._Element, found: Iterator[_E], context: Context) -> Iterator[_E]:
    """What was found inside an `aanvullend`, up to `MAX_PARTS`; more is noted."""
    for number, part in enumerate(found):
        if number == MAX_PARTS:
            what = f"meer dan {MAX_PARTS} onderdelen in een aanvulling; de rest is niet gelezen"
            context.note(added, what)
            return
        yield part


def competences(element: etree._Element | None, context: Context) -> tuple[Section, ...]:
    """The competenties of a werkproces by name: "a, b, c"; additions per profile apart."""
    if element is None:
        return ()
    found = [("", element, _names(element.iterfind("competentie"), context))]
    for added, kwalificatie in additions(element, context):
        references = inside(added, added.iterfind(".//competentie"), context)
        found.append((kwalificatie, added, _names(references, context)))
    return tuple(
        Section("competenties", ", ".join(names), context.place(where), only_for)
        for only_for, where, names in found
        if names
    )


def referred(element: etree._Element) -> str:
    """The nr that an element refers to."""
    return element.get("referentie", "").strip()


def _names(references: Iterator[etree._Element], context: Context) -> dict[str, None]:
    """Names of competenties, each once, in the order in which they are referred to."""
    names: dict[str, None] = {}
    for reference in references:
        name = context.competences.get(referred(reference), "")
        if not name:
            context.note(reference, "verwijst naar een onbekende competentie", referred(reference))
        else:
            names[name] = None
    return names


def _kwalificatie(reference: etree._Element, context: Context) -> str:
    """Id of a profile that is referred to; also of an unknown one, to keep its text apart."""
    identifier = f"{context.id}/{referred(reference)}"
    if identifier not in context.niveaus:
        context.note(reference, "verwijst naar een onbekend profiel", referred(reference))
    return identifier


def _own_text(element: etree._Element, context: Context) -> str:
    """Text of the element itself: not that of its children, but what stands between them."""
    raw = (element.text or "") + "".join(child.tail or "" for child in element)
    if len(raw) > MAX_CHARACTERS:
        context.note(element, TOO_LONG, str(len(raw)))
        raw = raw[:MAX_CHARACTERS]
    context.note_garbled(element, raw)
    if _TAG.search(raw):
        context.note(element, "opmaak (HTML) uit de tekst gehaald")
        raw = html.unescape(_TAG.sub("", _TAG_ENDING_A_LINE.sub("\n", raw)))
    return clean_text(raw)
