"""How an item stands in CASE: which of our words is which of its fields, for reading and writing.

CASE knows statements, codes, levels and notes. Running text with labels stands in the notes, under
a heading a label; short facts stand in the fields that CASE has for them. What CASE 1.1 has no
field for stands in its `extensions`, under "align".
Source: 1EdTech Competencies and Academic Standards Exchange (CASE) 1.0 and 1.1, CFPackage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.model import Item, Kind, Leerweg, Section
from align.sources.text import clean_line, clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping

EXTENSION = "align"
"""Name under `extensions` of what CASE has no field for."""
PLAIN_NOTE = "toelichting"
"""Label of notes without a heading."""
LINK = "verband"
"""Name of the fact about an association that is no part of the tree."""
ITEM_TYPE = "itemsoort"
"""Name of the fact with a CFItemType that is none of our kinds."""
LEVEL = "onderwijsniveau"
"""Name of the fact with an educationLevel that is no leerweg and no mbo level."""
CHANGED = "gewijzigd"
ADDRESS = "uri"

#: Fact to field of a CFItem that holds one text.
ITEM_TEXTS = {
    "taal": "language",
    "nummering": "listEnumeration",
    "verkorte tekst": "abbreviatedStatement",
    "andere naam": "alternativeLabel",
    ADDRESS: "uri",
    CHANGED: "lastChangeDateTime",
}
#: Fact to field of a CFItem that holds several.
ITEM_LISTS = {"trefwoord": "conceptKeywords", "vak": "subject"}
#: Fact to field of the CFDocument.
DOCUMENT_TEXTS = {
    "identifier": "identifier",
    "maker": "creator",
    "uitgever": "publisher",
    "omschrijving": "description",
    "taal": "language",
    "status": "adoptionStatus",
    "raamwerk": "frameworkType",
    "bronadres": "officialSourceURL",
    "opmerking": "notes",
    ADDRESS: "uri",
    CHANGED: "lastChangeDateTime",
}
DOCUMENT_LISTS = {"vak": "subject"}
#: Fact with a day to field, of a CFItem and of the CFDocument.
DATES = {"geldig_vanaf": "statusStartDate", "geldig_tot": "statusEndDate"}
#: Fact with a link to field, of a CFItem and of the CFDocument.
LINKS = {"licentie": "licenseURI"}

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_ONLY_FOR = ", alleen voor "
_HEADING = re.compile(rf"^## (.+?)(?:{_ONLY_FOR}.*\(([^()\s]+)\))?$", re.MULTILINE)
_LOOKS_LIKE_HEADING = re.compile(r"^(\\*)## ", re.MULTILINE)
_ESCAPED = re.compile(r"^\\(\\*## )", re.MULTILINE)
_LINK = re.compile(r"(?s)(.*) \(([^\s(),]*), ([^\s()]*)\)")
_LABELS = frozenset(
    "omschrijving resultaat gedrag complexiteit verantwoordelijkheid typering relevantie "
    "toelichting competenties".split()
)
_LEERWEG_NAMES = {
    "basisberoepsgericht": Leerweg.BB,
    "basisberoepsgerichteleerweg": Leerweg.BB,
    "kaderberoepsgericht": Leerweg.KB,
    "kaderberoepsgerichteleerweg": Leerweg.KB,
    "gemengdeleerweg": Leerweg.GL,
    "theoretischeleerweg": Leerweg.TL,
} | {leerweg.value: leerweg for leerweg in Leerweg}
_MBO_LEVEL = re.compile(r"(?:mbo|mboniveau|niveau)([1-4])")
_TYPE_NAMES = {kind.value: kind for kind in Kind} | {
    "globaleeindterm": Kind.EINDTERM,
    "moduletaak": Kind.TAAK,
    "keuzevaktaak": Kind.TAAK,
    "profielvak": Kind.PROFIEL,
    "kwalificatiedossier": Kind.DOSSIER,
}


def is_uuid(text: str) -> bool:
    """Whether a text is an identifier as CASE wants it."""
    return _UUID.fullmatch(text) is not None


def uuid_in(text: str) -> str:
    """The last identifier in an address, in lower case; "" when there is none."""
    found = _UUID.findall(text)
    return found[-1].lower() if found else ""


def kind_of_type(name: str) -> Kind | None:
    """The kind that a CFItemType names; None when it is none of ours."""
    plain = re.sub(r"[\W_]+", "", name.casefold()).removeprefix("examenprogrammabg")
    return _TYPE_NAMES.get(plain)


@dataclass(frozen=True, slots=True)
class Levels:
    """Education levels, sorted, with those that are no leerweg and no mbo level as printed."""

    leerwegen: tuple[Leerweg, ...] = ()
    niveaus: tuple[int, ...] = ()
    others: tuple[str, ...] = ()


def read_levels(texts: tuple[str, ...]) -> Levels:
    """Levels as CASE files print them: "vmbo-bb", "BB", "gemengde leerweg", "mbo-3", "niveau 3"."""
    leerwegen: set[Leerweg] = set()
    niveaus: set[int] = set()
    others: list[str] = []
    for text in texts:
        plain = re.sub(r"[\W_]+", "", text.casefold()).removeprefix("vmbo")
        if plain in _LEERWEG_NAMES:
            leerwegen.add(_LEERWEG_NAMES[plain])
        elif level := _MBO_LEVEL.fullmatch(plain):
            niveaus.add(int(level[1]))
        else:
            others.append(text)
    return Levels(tuple(sorted(leerwegen)), tuple(sorted(niveaus)), tuple(others))


def level_texts(item: Item) -> list[str]:
    """Education levels of an item as we write them."""
    own = [f"vmbo-{leerweg.value}" for leerweg in item.leerwegen]
    own += [f"mbo-{niveau}" for niveau in item.niveaus]
    return own + [fact.value for fact in item.facts if fact.name == LEVEL and fact.value not in own]


def notes_of(sections: tuple[Section, ...], names: Mapping[str, Link]) -> str:
    """Sections as one text: a heading a section, or the bare text of a single remark.

    Args:
        sections: the sections of an item.
        names: links to kwalificaties by id, for sections that are for one of them.
    """
    if len(sections) == 1 and sections[0].label == PLAIN_NOTE and not sections[0].only_for:
        text = sections[0].text
        if not _LOOKS_LIKE_HEADING.match(text):
            return text
    return "\n\n".join(
        f"## {section.label}{_for_whom(section, names)}\n\n"
        f"{_LOOKS_LIKE_HEADING.sub(_escape, section.text)}".rstrip()
        for section in sections
    )


@dataclass(frozen=True, slots=True)
class Noted:
    """A part of notes: its label, its text, and the identifier of what it is only for."""

    label: str
    text: str
    only_for: str = ""


def parts_of(notes: str, *, labels: frozenset[str] = frozenset()) -> tuple[Noted, ...]:
    """The parts of notes as `notes_of` writes them; any other notes are one remark.

    Args:
        notes: the notes.
        labels: labels beside our own that may stand in a heading.
    """
    notes = clean_text(notes)
    if not notes:
        return ()
    headings = list(_HEADING.finditer(notes))
    known = _LABELS | labels
    if not headings or headings[0].start() or any(h[1] not in known for h in headings):
        return (Noted(PLAIN_NOTE, notes),)
    ends = [*(heading.start() for heading in headings[1:]), len(notes)]
    return tuple(
        Noted(heading[1], _ESCAPED.sub(r"\1", notes[heading.end() : end].strip()), heading[2] or "")
        for heading, end in zip(headings, ends, strict=True)
    )


def _for_whom(section: Section, names: Mapping[str, Link]) -> str:
    if not section.only_for:
        return ""
    link = names.get(section.only_for)
    title, identifier = (link.title, link.identifier) if link else ("", section.only_for)
    return f"{_ONLY_FOR}{title} ({plain_name(identifier)})"


def _escape(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


@dataclass(frozen=True, slots=True)
class Link:
    """What a link of CASE points at; its identifier need not be a UUID."""

    title: str
    identifier: str
    uri: str

    def __str__(self) -> str:
        return f"{self.title} ({self.identifier}, {self.uri})"


def read_link(text: str) -> Link | None:
    """A link from its text; None when the text is no link."""
    found = _LINK.fullmatch(text)
    return Link(found[1], found[2], found[3]) if found else None


def link_of(value: object) -> Link | None:
    """A link from a field of CASE: an object, or its address alone; None when it is neither."""
    if isinstance(value, str):
        uri = plain_name(value)
        return Link("", uuid_in(uri), uri) if uri else None
    if not isinstance(value, dict):
        return None
    parts = {name: v for name, v in value.items() if isinstance(v, str)}
    uri = plain_name(parts.get("uri", ""))
    identifier = plain_name(parts.get("identifier", parts.get("sourcedId", "")))
    if not identifier and not uri:
        return None
    return Link(clean_line(parts.get("title", "")), identifier or uuid_in(uri), uri)


def plain_name(text: str) -> str:
    """An identifier or address without blanks, brackets and commas, which end it in a link."""
    return re.sub(r"[\s(),]+", "", clean_line(text))
