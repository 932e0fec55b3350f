"""Reads kwalificatiedossiers of SBB from XML, one or several in a file.

What is read: dossiers, kwalificaties (SBB calls them profielen), kerntaken, werkprocessen,
vakkennis and their texts. Left alone, because nothing in it differs per dossier or is taught: lists
of domeinen and sectorkamers, voorblad, inleiding, generieke onderdelen, verantwoordingsinformatie.
Codes such as B1-K1-W1 are not in the XML; they are built from the chapter numbers.
Source: XML export of kwalificatiedossiers, SBB, 2015-2016.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from align.errors import InputError
from align.model import Curriculum, Hours, HourUnit, Item, Kind, Side, Source
from align.sources.archive import SingleFile, digest
from align.sources.codes import natural_key
from align.sources.notes import Notes
from align.sources.reader import Recognition
from align.sources.sbb_knowledge import KNOWLEDGE, levels_of, vakkennis
from align.sources.sbb_text import Context, competences, elements, sections, titles
from align.sources.text import clean_line
from align.sources.xml_safe import parse_xml, xml_head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from align.sources.archive import SourceFiles

_KERNTAAK_PARTS = frozenset(
    {"complexiteit", "verantwoordelijkheid", KNOWLEDGE, "basiswerkprocessen"}
    | {"profielwerkprocessen"}
)
_WERKPROCES_PARTS = {
    "werkprocesomschrijving": "omschrijving",
    "werkprocesresultaat": "resultaat",
    "werkprocesgedrag": "gedrag",
}


class SbbReader:
    """Reads the XML in which SBB publishes kwalificatiedossiers."""

    name = "sbb-xml"

    def recognise(self, files: SourceFiles) -> Recognition | None:
        """Recognise XML with root element <sbb>, also when its name does not end in .xml."""
        found = _dossier_files(files)
        if not found:
            return None
        return Recognition(0.9, f"{found[0]} is XML en begint met <sbb>")

    def read(self, files: SourceFiles, why: str) -> Curriculum:
        """Read all dossiers of a file; see `reader.Reader.read`."""
        name, *others = _dossier_files(files)
        if others:
            raise InputError(
                f"hier staan {len(others) + 1} XML-bestanden van SBB bij elkaar",
                where=files.path,
                advice=f"Geef ze apart op, bijvoorbeeld {files.where(name)}.",
            )
        data, where = files.read(name), files.where(name)
        root = parse_xml(data, where)
        dossiers = list(root.iterfind("dossiers/dossier"))
        if not dossiers:
            raise InputError(
                "in dit XML-bestand staat geen dossier",
                where=where,
                advice="Haal het dossier opnieuw op bij s-bb.nl.",
            )
        notes = Notes()
        known = titles(root.find("competenties"))
        items = [
            item
            for dossier in dossiers
            for item in _dossier(dossier, _context(dossier, name, notes, known))
        ]
        source = Source(
            path=files.path,
            format=self.name,
            title=_title([clean_line(dossier.get("titel", "")) for dossier in dossiers]),
            version="; ".join(dict.fromkeys(filter(None, map(_version, dossiers)))),
            sha256=digest([(name, data)]),
            why=why,
            example=root.get("voorbeeld") == "ja",
        )
        return Curriculum(source, Side.MBO, _unique(items, notes), notes.in_order())


def _dossier_files(files: SourceFiles) -> list[str]:
    single = isinstance(files, SingleFile)
    names = [name for name in files.names if single or name.lower().endswith(".xml")]
    heads = ((name, xml_head(files.head(name))) for name in names)
    return [name for name, head in heads if head and head.root == "sbb"]


def _title(names: list[str]) -> str:
    if len(names) == 1:
        return f"Kwalificatiedossier {names[0]}"
    return f"Kwalificatiedossiers {', '.join(names[:-1])} en {names[-1]}"


def _version(dossier: etree._Element) -> str:
    starts = [e.get("Geldig_vanaf", "").strip() for e in dossier.iterfind("dossiercrebos/*")]
    parts = [f"geldig vanaf {start}" for start in starts[:1] if start]
    parts += [clean_line(dossier.get(name, "")) for name in ("versie", "status")]
    return ", ".join(filter(None, parts))


def _context(dossier: etree._Element, file: str, notes: Notes, known: dict[str, str]) -> Context:
    number = dossier.get("nr", "").strip()
    knowledge = titles(dossier.find("kennisenvaardigheden"))
    context = Context(f"sbb/{number}", file, notes, knowledge, known)
    for profile in dossier.iterfind("profielen/profiel"):
        identifier = f"{context.id}/{profile.get('nr', '').strip()}"
        context.niveaus[identifier] = _niveau(profile, context)
    return context


def _niveau(profile: etree._Element, context: Context) -> tuple[int, ...]:
    value = profile.get("niveau", "").strip()
    if value in {"1", "2", "3", "4"}:
        return (int(value),)
    context.note(profile, "niveau van de kwalificatie is niet 1, 2, 3 of 4", repr(value))
    return ()


def _dossier(dossier: etree._Element, context: Context) -> Iterator[Item]:
    levels = levels_of(tuple(context.niveaus), context)
    basis = dossier.find("basis")
    typing = [] if basis is None else basis.findall("typeringberoepengroep/*/omschrijving")
    root = Item(
        id=context.id,
        kind=Kind.DOSSIER,
        code="",
        title=_titel(dossier, context),
        parent="",
        place=context.place(dossier),
        sections=tuple(s for e in typing for s in sections(e, "typering", context)),
        niveaus=levels,
        crebo=_crebo(dossier, "dossiercrebos/dossiercrebo", context),
    )
    yield root
    if basis is not None:
        for kerntaak, chapter in _chapters(basis.findall(".//basiskerntaken/kerntaak"), context):
            yield from _kerntaak(kerntaak, f"B1-K{chapter}", _Above(root.id, (), levels), context)
    profiles = dossier.findall("profielen/profiel")
    if not profiles:
        context.note(dossier, "dossier zonder kwalificaties (profielen)")
    for profile, chapter in _chapters(profiles, context):
        yield from _kwalificatie(profile, chapter, root.id, context)


def _kwalificatie(
    profile: etree._Element, chapter: str, parent: str, context: Context
) -> Iterator[Item]:
    identifier = f"{context.id}/{profile.get('nr', '').strip()}"
    levels = context.niveaus[identifier]
    yield Item(
        id=identifier,
        kind=Kind.KWALIFICATIE,
        code=f"P{chapter}",
        title=_titel(profile, context),
        parent=parent,
        place=context.place(profile),
        sections=sections(profile.find("omschrijving/typeringvanhetberoep"), "typering", context),
        niveaus=levels,
        hours=_hours(profile, context),
        crebo=_crebo(profile, "creboinformatie/crebo", context),
    )
    above = _Above(identifier, (identifier,), levels)
    for kerntaak, number in _chapters(profile.findall("profielkerntaken/kerntaak"), context):
        yield from _kerntaak(kerntaak, f"P{chapter}-K{number}", above, context)


@dataclass(frozen=True, slots=True)
class _Above:
    """What a kerntaak takes over from the dossier or kwalificatie above it."""

    id: str
    only_for: tuple[str, ...]
    niveaus: tuple[int, ...]


def _kerntaak(
    element: etree._Element, code: str, above: _Above, context: Context
) -> Iterator[Item]:
    item = Item(
        id=f"{context.id}/{element.get('nr', '').strip()}",
        kind=Kind.KERNTAAK,
        code=code,
        title=_titel(element, context),
        parent=above.id,
        place=context.place(element),
        sections=tuple(
            section
            for name in ("complexiteit", "verantwoordelijkheid")
            for section in sections(element.find(name), name, context)
        ),
        only_for=above.only_for,
        niveaus=above.niveaus,
    )
    yield item
    yield from vakkennis(element.find(KNOWLEDGE), item, context)
    for process, chapter in _chapters(element.findall("*/werkproces"), context):
        yield _werkproces(process, f"{code}-W{chapter}", item, context)
    _note_unknown(element, _KERNTAAK_PARTS, context)


def _werkproces(element: etree._Element, code: str, kerntaak: Item, context: Context) -> Item:
    texts = [
        section
        for name, label in _WERKPROCES_PARTS.items()
        for section in sections(element.find(name), label, context)
    ]
    known = {*_WERKPROCES_PARTS, "werkprocescompetenties"}
    _note_unknown(element, frozenset(known), context)
    return Item(
        id=f"{context.id}/{element.get('nr', '').strip()}",
        kind=Kind.WERKPROCES,
        code=code,
        title=_titel(element, context),
        parent=kerntaak.id,
        place=context.place(element),
        sections=(*texts, *competences(element.find("werkprocescompetenties"), context)),
        only_for=kerntaak.only_for,
        niveaus=kerntaak.niveaus,
    )


def _chapters(found: list[etree._Element], context: Context) -> list[tuple[etree._Element, str]]:
    """Elements in the order of their chapter number, with that number for the code."""
    numbered = []
    for position, element in enumerate(found, start=1):
        chapter = clean_line(element.get("hoofdstuk", ""))
        if not chapter:
            chapter = str(position)
            context.note(element, "geen hoofdstuknummer; de plaats in de lijst telt", chapter)
        numbered.append((element, chapter))
    numbered.sort(key=lambda pair: natural_key(pair[1]))
    for (_, before), (element, chapter) in pairwise(numbered):
        if before == chapter:
            context.note(element, "hoofdstuknummer komt twee keer voor", chapter)
    return numbered


def _titel(element: etree._Element, context: Context) -> str:
    title = clean_line(element.get("titel", ""))
    if not title:
        context.note(element, "onderdeel zonder titel", element.tag)
    return title


def _crebo(element: etree._Element, path: str, context: Context) -> str:
    found = dict.fromkeys(clean_line(e.text or "") for e in element.iterfind(path))
    codes = [code for code in found if code]
    if len(codes) > 1:
        context.note(element, "meer dan één crebo; de eerste telt", ", ".join(codes))
    return codes[0] if codes else ""


def _hours(profile: etree._Element, context: Context) -> Hours | None:
    element = profile.find("omschrijving/sbu")
    text = clean_line(element.text or "") if element is not None else ""
    if element is None or not text:
        return None
    try:
        return Hours(_dutch_number(text), HourUnit.SBU)
    except ValueError:
        context.note(element, "studiebelastingsuren (sbu) zijn geen getal", text)
        return None


def _dutch_number(text: str) -> float:
    """A number as Dutch writes it: "3200", "3.200" and "1.234,5"."""
    whole, _, decimals = text.partition(",")
    groups = whole.split(".")
    if not all(g.isascii() and g.isdigit() for g in groups) or any(len(g) != 3 for g in groups[1:]):
        raise ValueError(text)
    if decimals and not (decimals.isascii() and decimals.isdigit()):
        raise ValueError(text)
    return float(f"{''.join(groups)}.{decimals or 0}")


def _note_unknown(element: etree._Element, known: frozenset[str], context: Context) -> None:
    for child in elements(element):
        if child.tag not in known:
            context.note(child, "onbekend element is niet gelezen", child.tag)


def _unique(items: list[Item], notes: Notes) -> tuple[Item, ...]:
    """Give the second item with an id an id of its own; what stands below it stays where it is."""
    found: dict[str, Item] = {}
    for item in items:
        identifier, times = item.id, 1
        while identifier in found:
            times += 1
            identifier = f"{item.id}#{times}"
        if times > 1:
            notes.add(item.place, "nr komt meer dan één keer voor", item.id)
        found[identifier] = replace(item, id=identifier)
    return tuple(found.values())
