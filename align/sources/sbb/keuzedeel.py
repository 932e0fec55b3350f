"""A keuzedeel in the XML of SBB as items, for as far as it has the shape of a dossier.

SBB says that its export holds keuzedelen too. No such file was at hand, so only what a dossier has
as well is read: kerntaken with their vakkennis and werkprocessen, crebo, hours and short texts.
Whatever else stands in it is noted, not dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.model import Item, Kind, Section
from align.sources.sbb.dossier import Above, crebo, facts, hours, kerntaken, titel
from align.sources.sbb.text import elements, sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from align.sources.sbb.text import Context

_TEXTS = {
    "typering": "typering",
    "omschrijving": "omschrijving",
    "beschrijving": "omschrijving",
    "relevantie": "toelichting",
}
_FACTS = {"aard": "soort", "soort": "soort", "certificaten": "certificaten"}
_READ_ELSEWHERE = frozenset(
    {"kennisenvaardigheden", "categoriekennisenvaardigheden", "creboinformatie", "crebo", "sbu"}
)


def keuzedeel_items(element: etree._Element, context: Context) -> Iterator[Item]:
    """The keuzedeel itself and its kerntaken, coded D1-K1 as in its printed form."""
    texts: list[Section] = []
    for child in elements(element):
        if child.tag in _TEXTS:
            texts += sections(child, _TEXTS[child.tag], context)
        elif child.tag not in _FACTS and child.tag not in _READ_ELSEWHERE and not _tasks(child):
            context.note(child, "onbekend element is niet gelezen", child.tag)
    code = crebo(element, ".//crebo", context)
    yield Item(
        id=context.id,
        kind=Kind.KEUZEDEEL,
        code=element.get("code", "").strip() or code,
        title=titel(element, context),
        parent="",
        place=context.place(element),
        sections=tuple(texts),
        hours=hours(element.find(".//sbu"), context),
        crebo=code,
        facts=tuple(facts(element, _FACTS, context)),
    )
    found = [task for child in elements(element) for task in _tasks(child)]
    yield from kerntaken(found, "D1", Above(context.id, (), ()), context)


def _tasks(element: etree._Element) -> list[etree._Element]:
    return [element] if element.tag == "kerntaak" else element.findall(".//kerntaak")
