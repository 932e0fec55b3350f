"""Kerntaken, werkprocessen and vakkennis out of the parts of a dossier or keuzedeel.

Ids are made of the id of the document and the code that is printed, so that they are the same in
every edition: "kd/23450/B1-K1-W2". Vakkennis has no code; its id ends in a hash of its sentence.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.model import Item, Kind, Place, Section
from align.sources.kd.texts import UNKNOWN_PROFILE, Passage, Piece, competences, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from align.sources.kd.outline import Part
    from align.sources.kd.rows import Row
    from align.sources.kd.texts import Reading
    from align.sources.notes import Notes

_HASH_DIGITS = 8  # hexadecimal digits that tell the sentences of one kerntaak apart
_INDENT = 6.0  # points by which a list inside a list item is indented


@dataclass(frozen=True, slots=True)
class Document:
    """What is needed to make items of any part of one document.

    Attributes:
        id: id of the dossier or keuzedeel.
        file: file name for places.
        notes: where warnings go.
        reading: how rows become texts.
        niveaus: mbo levels by id of kwalificatie.
    """

    id: str
    file: str
    notes: Notes
    reading: Reading
    niveaus: Mapping[str, tuple[int, ...]]

    def note(self, row: Row | None, what: str, detail: str = "", record: str = "") -> None:
        """Keep a warning about a row; without a row about the document."""
        place = row.place(self.file, record) if row else Place(self.file, record=record)
        self.notes.add(place, what, detail)

    def levels(self, kwalificaties: Iterable[str]) -> tuple[int, ...]:
        """Mbo levels of these kwalificaties together, sorted."""
        return tuple(sorted({n for k in kwalificaties for n in self.niveaus.get(k, ())}))


def kerntaken(parts: Sequence[Part], above: Item, document: Document) -> Iterator[Item]:
    """Kerntaken below one item, each followed by its vakkennis and its werkprocessen.

    Args:
        parts: the parts with a code of a kerntaak or werkproces, in order.
        above: the dossier, kwalificatie or keuzedeel.
        document: the document.
    """
    belongs_to = (above.id,) if above.kind is Kind.KWALIFICATIE else ()
    found: dict[str, Item] = {}
    for part in parts:
        code = part.kerntaak or part.code
        if not part.kerntaak or code not in found:
            found[code] = _kerntaak(part, code, above, belongs_to, document)
            yield found[code]
        if part.kerntaak:
            yield _werkproces(part, found[code], document)
        else:
            yield from _vakkennis(part, found[code], document)


def sections(part: Part, labels: Mapping[str, str], document: Document) -> tuple[Section, ...]:
    """The texts under labels as sections, additions per profile apart, competenties last.

    Args:
        part: where they stand.
        labels: label of the section by label of the block; other blocks are left alone.
        document: the document.
    """
    found: list[Section] = []
    for block in part.blocks:
        if block.label in labels:
            for passage in document.reading.passages(block.rows):
                found += _sections(passage, labels[block.label], part.code, document)
    return tuple(sorted(found, key=lambda section: section.label == "competenties"))


def note_loose_rows(part: Part, document: Document) -> None:
    """Say what stands under a heading but under no label that is known."""
    for block in part.blocks:
        if not block.label and block.rows:
            text = block.rows[0].text
            what = "tekst zonder bekend kopje is niet gelezen"
            document.note(block.rows[0], what, f"{text[:80]} ({_lines(block.rows)})", part.code)


def note_missing(announced: Mapping[str, Row], items: Sequence[Item], document: Document) -> None:
    """Hold what contents and overview announce against what was read.

    Args:
        announced: codes of kerntaken and werkprocessen, with the row that names each.
        items: what was read.
        document: the document.
    """
    read = {item.code for item in items}
    for code, row in announced.items():
        if code not in read:
            what = "inhoudsopgave of overzicht noemt een onderdeel dat in de tekst niet is gevonden"
            document.note(row, what, code, code)
    for item in items:
        if announced and "-K" in item.code and item.code not in announced:
            what = "dit onderdeel staat niet in de inhoudsopgave of het overzicht"
            document.notes.add(item.place, what, item.code)


def unique(items: Iterable[Item], notes: Notes) -> tuple[Item, ...]:
    """Give the second item with an id an id of its own; what stands below it stays where it is."""
    found: dict[str, Item] = {}
    for item in items:
        identifier, times = item.id, 1
        while identifier in found:
            times += 1
            identifier = f"{item.id}#{times}"
        if times > 1:
            notes.add(item.place, "code komt meer dan één keer voor", item.code or item.title)
        found[identifier] = replace(item, id=identifier)
    return tuple(found.values())


def _lines(rows: Sequence[Row]) -> str:
    return "1 regel" if len(rows) == 1 else f"{len(rows)} regels"


def _kerntaak(
    part: Part, code: str, above: Item, belongs_to: tuple[str, ...], document: Document
) -> Item:
    own = not part.kerntaak
    if own:
        note_loose_rows(part, document)
        if not part.title:
            document.note(part.row, "onderdeel zonder titel", code, code)
    else:
        document.note(part.row, "de kerntaak boven dit werkproces ontbreekt", code, part.code)
    known = ("complexiteit", "verantwoordelijkheid", "omschrijving")
    labels = {label: label for label in known}
    return Item(
        id=f"{document.id}/{code}",
        kind=Kind.KERNTAAK,
        code=code,
        title=part.title if own else "",
        parent=above.id,
        place=_place(part, code, document),
        sections=sections(part, labels, document) if own else (),
        only_for=belongs_to,
        niveaus=above.niveaus,
    )


def _werkproces(part: Part, kerntaak: Item, document: Document) -> Item:
    note_loose_rows(part, document)
    if not part.title:
        document.note(part.row, "onderdeel zonder titel", part.code, part.code)
    labels = {label: label for label in ("omschrijving", "resultaat", "gedrag", "competenties")}
    there = {block.label for block in part.blocks if block.rows}
    for label in ("omschrijving", "resultaat", "gedrag"):
        if label not in there:
            document.note(part.row, f"werkproces zonder {label}", part.code, part.code)
    return Item(
        id=f"{document.id}/{part.code}",
        kind=Kind.WERKPROCES,
        code=part.code,
        title=part.title,
        parent=kerntaak.id,
        place=_place(part, part.code, document),
        sections=sections(part, labels, document),
        only_for=kerntaak.only_for,
        niveaus=kerntaak.niveaus,
    )


def _vakkennis(part: Part, kerntaak: Item, document: Document) -> Iterator[Item]:
    found: dict[str, Item] = {}
    for block in part.blocks:
        if block.label != "vakkennis":
            continue
        for passage in document.reading.passages(block.rows):
            _note_unknown(passage, part.code, document)
            for item in _sentences(passage, kerntaak, document):
                if item.id not in found:
                    found[item.id] = item
                elif item.only_for != found[item.id].only_for:
                    found[item.id] = _for_both(found[item.id], item, document)
                else:
                    what = "vakkennis staat dubbel en is één keer gelezen"
                    document.notes.add(item.place, what, f"{item.title} bij {kerntaak.code}")
    if not found:
        document.note(part.row, "kerntaak zonder vakkennis", kerntaak.code, kerntaak.code)
    yield from found.values()


def _sentences(passage: Passage, kerntaak: Item, document: Document) -> Iterator[Item]:
    """One item for every list item; the line above a list ("De beginnend ...:") is none."""
    listed = any(piece.item for piece in passage.pieces)
    for piece in _with_inner_lists(passage.pieces):
        opens_list = piece.text.endswith(":") and not piece.item
        if opens_list:
            continue
        place = place_of(piece.rows, document.file, kerntaak.code)
        if not piece.item:
            what = "vakkennis zonder opsommingsteken is gelezen als één onderdeel"
            if listed:
                what = "tekst tussen de vakkennis is gelezen als één onderdeel"
            document.notes.add(place, what, piece.text[:80])
        digest = hashlib.sha256(piece.text.casefold().encode()).hexdigest()[:_HASH_DIGITS]
        only_for = passage.only_for or kerntaak.only_for
        yield Item(
            id=f"{kerntaak.id}/{digest}",
            kind=Kind.VAKKENNIS,
            code="",
            title=piece.text,
            parent=kerntaak.id,
            place=place,
            only_for=only_for,
            niveaus=document.levels(only_for) if passage.only_for else kerntaak.niveaus,
        )


def _with_inner_lists(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces in which a list inside a list item ("kan ...:") is part of that item."""
    found: list[Piece] = []
    for piece in pieces:
        above = found[-1] if found else None
        if above and above.item and piece.item and ":" in above.text and _inside(piece, above):
            joint = " " if above.text.endswith((":", ";", ",")) else "; "
            text = f"{above.text}{joint}{piece.text}"
            found[-1] = Piece(text, above.rows + piece.rows, item=True)
        else:
            found.append(piece)
    return found


def _inside(piece: Piece, above: Piece) -> bool:
    """Whether a list item is indented below another; never without boxes."""
    starts = [row.box[0] for row in (above.rows[0], piece.rows[0]) if row.box]
    return len(starts) == 2 and starts[1] > starts[0] + _INDENT


def _for_both(first: Item, second: Item, document: Document) -> Item:
    """One sentence that stands in two places: for all, or for the profiles of both."""
    if not first.only_for or not second.only_for:
        return first if not first.only_for else second
    together = tuple(sorted({*first.only_for, *second.only_for}))
    return replace(first, only_for=together, niveaus=document.levels(together))


def _sections(passage: Passage, label: str, record: str, document: Document) -> list[Section]:
    behaviour, names = competences(passage) if label == "gedrag" else (passage, None)
    _note_unknown(passage, record, document)
    return [
        Section(name, part.text, part.place(document.file, record), only_for)
        for name, part in ((label, behaviour), ("competenties", names))
        if part
        for only_for in part.only_for or ("",)
    ]


def _note_unknown(passage: Passage, record: str, document: Document) -> None:
    if f"{document.id}/{UNKNOWN_PROFILE}" in passage.only_for:
        what = "aanvullende eis zonder bekend profiel; hij telt voor geen enkele kwalificatie"
        document.notes.add(passage.place(document.file, record), what, passage.pieces[0].text[:80])


def _place(part: Part, code: str, document: Document) -> Place:
    return part.row.place(document.file, code) if part.row else Place(document.file, record=code)
