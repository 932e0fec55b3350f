"""Vakkennis en vaardigheden under a kerntaak of SBB: references to one list of the dossier.

Source: XML export of kwalificatiedossiers, SBB, 2015-2016.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from align.model import Fact, Item, Kind
from align.sources.sbb.levels import FACT, knowledge_level
from align.sources.sbb.text import PER_PROFILE, additions, elements, inside, referred

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from align.sources.sbb.text import Context

KNOWLEDGE = "vakkennisenvaardigheden"
"""Name of the list under a kerntaak, and of every reference in it."""
TWICE_REFERRED = "vakkennis staat dubbel en is één keer gelezen"
"""Kind of the warning about a second reference to the same vakkennis under one kerntaak."""


def vakkennis(listed: etree._Element | None, kerntaak: Item, context: Context) -> Iterator[Item]:
    """One item for every nr that a kerntaak refers to, however often it does.

    Args:
        listed: the element with the references; None gives no items.
        kerntaak: the item above.
        context: the dossier.
    """
    if listed is None:
        return
    found: dict[str, Item] = {}
    for reference, only_for in _knowledge_references(listed, context):
        number = referred(reference)
        belongs_to = (only_for,) if only_for else kerntaak.only_for
        if number not in context.knowledge:
            context.note(reference, "verwijst naar onbekende vakkennis", number)
        if number not in found:
            title = context.knowledge.get(number, number)
            place = context.place(reference, number)
            level = knowledge_level(title)
            context.note_garbled(reference, title)
            found[number] = Item(
                id=f"{kerntaak.id}/{number}",
                kind=Kind.VAKKENNIS,
                code="",
                title=title,
                parent=kerntaak.id,
                place=place,
                only_for=belongs_to,
                niveaus=levels_of((only_for,), context) if only_for else kerntaak.niveaus,
                facts=(Fact(FACT, level, place),) if level else (),
            )
        elif only_for and found[number].only_for:
            together = tuple(sorted({*found[number].only_for, only_for}))
            levels = levels_of(together, context)
            found[number] = replace(found[number], only_for=together, niveaus=levels)
        else:
            first = found[number].place.line
            detail = f"{number} bij {kerntaak.code}, ook op regel {first}"
            context.note(reference, TWICE_REFERRED, detail)
    yield from found.values()


def _knowledge_references(
    listed: etree._Element, context: Context
) -> Iterator[tuple[etree._Element, str]]:
    """References to kennis en vaardigheden, with the kwalificatie they are for ("" for all)."""
    for child in elements(listed):
        if child.tag == KNOWLEDGE:
            yield child, ""
        elif not child.tag.endswith(PER_PROFILE):
            yield from ((reference, "") for reference in child.iter(KNOWLEDGE))
            for category in child.iter("categorie"):
                context.note(category, "categorie van vakkennis is niet gelezen")
    for added, kwalificatie in additions(listed, context):
        references = inside(added, added.iter(KNOWLEDGE), context)
        yield from ((reference, kwalificatie) for reference in references)


def levels_of(kwalificaties: tuple[str, ...], context: Context) -> tuple[int, ...]:
    """Mbo levels of these kwalificaties together, sorted."""
    return tuple(sorted({n for k in kwalificaties for n in context.niveaus.get(k, ())}))
