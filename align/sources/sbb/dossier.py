"""One kwalificatiedossier of SBB as items: kerntaken, werkprocessen, kwalificaties and vakkennis.

Codes such as B1-K1-W1 are not in the XML; they are built from the chapter numbers. Left alone,
because nothing in it differs per dossier or is taught: voorblad (but for the sectorkamer),
inleiding, generieke onderdelen and verantwoordingsinformatie.
Source: XML export of kwalificatiedossiers, SBB, 2015-2016.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from align.model import Fact, Hours, HourUnit, Item, Kind
from align.sources.codes import natural_key
from align.sources.sbb.knowledge import KNOWLEDGE, levels_of, vakkennis
from align.sources.sbb.text import competences, elements, referred, sections
from align.sources.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from align.sources.sbb.text import Context

_DOSSIER_PARTS = frozenset(
    {"dossiercrebos", "kennisenvaardigheden", "categoriekennisenvaardigheden", "voorblad"}
    | {"inleiding", "basis", "profielen", "verantwoordingsinformatie"}
)
_PROFILE_PARTS = frozenset({"omschrijving", "creboinformatie", "profielkerntaken"})
_KERNTAAK_PARTS = frozenset(
    {"complexiteit", "verantwoordelijkheid", KNOWLEDGE, "basiswerkprocessen"}
    | {"profielwerkprocessen"}
)
_WERKPROCES_PARTS = {
    "werkprocesomschrijving": "omschrijving",
    "werkprocesresultaat": "resultaat",
    "werkprocesgedrag": "gedrag",
}
_PROFILE_FACTS = {
    "soortopleiding": "opleidingssoort",
    "wettelijkeberoepsvereisten": "beroepsvereisten",
    "certificaten": "certificaten",
}


def dossier_items(dossier: etree._Element, context: Context) -> Iterator[Item]:
    """The dossier itself and all that hangs below it, in display order."""
    for profile in dossier.iterfind("profielen/profiel"):
        context.niveaus[_identifier(profile, context)] = _niveau(profile, context)
    levels = levels_of(tuple(context.niveaus), context)
    basis = dossier.find("basis")
    typing = [] if basis is None else basis.findall("typeringberoepengroep/*/omschrijving")
    root = Item(
        id=context.id,
        kind=Kind.DOSSIER,
        code="",
        title=titel(dossier, context),
        parent="",
        place=context.place(dossier),
        sections=tuple(s for e in typing for s in sections(e, "typering", context)),
        niveaus=levels,
        crebo=crebo(dossier, "dossiercrebos/dossiercrebo", context),
        facts=tuple(_dossier_facts(dossier, context)),
    )
    yield root
    _note_unknown(dossier, _DOSSIER_PARTS, context)
    above = Above(root.id, (), levels)
    yield from kerntaken([] if basis is None else basis.findall(_KERNTAKEN), "B1", above, context)
    profiles = dossier.findall("profielen/profiel")
    if not profiles:
        context.note(dossier, "dossier zonder kwalificaties (profielen)")
    for profile, chapter in _chapters(profiles, context):
        yield from _kwalificatie(profile, chapter, root.id, context)


_KERNTAKEN = ".//basiskerntaken/kerntaak"


@dataclass(frozen=True, slots=True)
class Above:
    """What a kerntaak takes over from the dossier, kwalificatie or keuzedeel above it."""

    id: str
    only_for: tuple[str, ...]
    niveaus: tuple[int, ...]


def kerntaken(
    found: list[etree._Element], code: str, above: Above, context: Context
) -> Iterator[Item]:
    """Kerntaken with their vakkennis and werkprocessen; `code` is that of the part: "B1", "P2"."""
    for element, chapter in _chapters(found, context):
        yield from _kerntaak(element, f"{code}-K{chapter}", above, context)


def titel(element: etree._Element, context: Context) -> str:
    """The title of an element; a missing one is noted."""
    title = clean_line(element.get("titel", ""))
    if not title:
        context.note(element, "onderdeel zonder titel", element.tag)
    context.note_garbled(element, title)
    return title


def crebo(element: etree._Element, path: str, context: Context) -> str:
    """The first crebo at a path; more than one is noted."""
    found = dict.fromkeys(clean_line(e.text or "") for e in element.iterfind(path))
    codes = [code for code in found if code]
    if len(codes) > 1:
        context.note(element, "meer dan één crebo; de eerste telt", ", ".join(codes))
    return codes[0] if codes else ""


def hours(element: etree._Element | None, context: Context) -> Hours | None:
    """Studiebelastingsuren in the text of an element; None without one or without a number."""
    text = clean_line(element.text or "") if element is not None else ""
    if element is None or not text:
        return None
    try:
        return Hours(_dutch_number(text), HourUnit.SBU)
    except ValueError:
        context.note(element, "studiebelastingsuren (sbu) zijn geen getal", text)
        return None


def facts(parent: etree._Element | None, names: dict[str, str], context: Context) -> Iterator[Fact]:
    """Facts from the texts of child elements: name of the element to name of the fact."""
    for child in elements(parent) if parent is not None else ():
        if child.tag in names and (value := clean_line(child.text or "")):
            yield Fact(names[child.tag], value, context.place(child))


def _identifier(element: etree._Element, context: Context) -> str:
    return f"{context.id}/{element.get('nr', '').strip()}"


def _niveau(profile: etree._Element, context: Context) -> tuple[int, ...]:
    value = profile.get("niveau", "").strip()
    if value in {"1", "2", "3", "4"}:
        return (int(value),)
    context.note(profile, "niveau van de kwalificatie is niet 1, 2, 3 of 4", repr(value))
    return ()


def _dossier_facts(dossier: etree._Element, context: Context) -> Iterator[Fact]:
    number = dossier.get("referentiedomein", "").strip()
    if number in context.domains:
        yield Fact("domein", context.domains[number], context.place(dossier))
        if code := context.domain_codes.get(number, "").strip():
            yield Fact("domeincode", code, context.place(dossier))
    elif number:
        context.note(dossier, "verwijst naar een onbekend domein", number)
    for chamber in dossier.iterfind("voorblad/omschrijving/penvoerder/sectorkamer"):
        name = context.chambers.get(referred(chamber), "")
        if name:
            yield Fact("sectorkamer", name, context.place(chamber))
        else:
            context.note(chamber, "verwijst naar een onbekende sectorkamer", referred(chamber))


def _kwalificatie(
    profile: etree._Element, chapter: str, parent: str, context: Context
) -> Iterator[Item]:
    identifier = _identifier(profile, context)
    levels = context.niveaus[identifier]
    described = profile.find("omschrijving")
    group = clean_line(profile.get("beroepsgroep", ""))
    stated = [Fact("beroepsgroep", group, context.place(profile))] if group else []
    yield Item(
        id=identifier,
        kind=Kind.KWALIFICATIE,
        code=f"P{chapter}",
        title=titel(profile, context),
        parent=parent,
        place=context.place(profile),
        sections=sections(profile.find("omschrijving/typeringvanhetberoep"), "typering", context),
        niveaus=levels,
        hours=hours(profile.find("omschrijving/sbu"), context),
        crebo=crebo(profile, "creboinformatie/crebo", context),
        facts=(*stated, *facts(described, _PROFILE_FACTS, context)),
    )
    _note_unknown(profile, _PROFILE_PARTS, context)
    above = Above(identifier, (identifier,), levels)
    yield from kerntaken(
        profile.findall("profielkerntaken/kerntaak"), f"P{chapter}", above, context
    )


def _kerntaak(element: etree._Element, code: str, above: Above, context: Context) -> Iterator[Item]:
    item = Item(
        id=_identifier(element, context),
        kind=Kind.KERNTAAK,
        code=code,
        title=titel(element, context),
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
        id=_identifier(element, context),
        kind=Kind.WERKPROCES,
        code=code,
        title=titel(element, context),
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
        if child.tag not in known and child.find("werkproces") is None:
            context.note(child, "onbekend element is niet gelezen", child.tag)
