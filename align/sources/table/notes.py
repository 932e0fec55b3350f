"""Says of a table what was not read, and what was read in an unusual way."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from align.model import Kind, Place
from align.sources.table.columns import GIVEN
from align.sources.table.statements import stated_in_line, title_of, unread_above, version_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from align.model import Item
    from align.sources.notes import Notes
    from align.sources.table.columns import Part
    from align.sources.table.files import TableFile

_SHOWN_NAMES = 8  # in one warning
_WORDS_OF_A_YEAR = 4  # "schooljaar 2030 - 2031" is no text that was not read
_LONGEST_SHOWN = 80  # characters of a row in a warning


def note_unread(
    table: TableFile, read: Sequence[Part], other: Sequence[Part], notes: Notes
) -> None:
    """Note tables, rows and paragraphs that were not read.

    Args:
        table: the file.
        read: parts that were read.
        other: parts with known columns that were not.
        notes: where warnings go.
    """
    known = {part.grid.name for part in (*read, *other)}
    for grid in table.grids:
        if grid.rows and grid.name not in known:
            what = "hierin staan geen kolomkoppen van een programma; niet gelezen"
            notes.add(grid.place(grid.rows[0].number), what, names_shown(grid.rows[0].cells))
    for part in other:
        if part.rows:
            what = "deze kolommen horen bij een andere soort tabel; niet gelezen"
            names = names_shown([column.name for column in part.columns])
            notes.add(part.grid.place(part.header), what, names)
    for part in read:
        for row in unread_above(part):
            shown = " | ".join(cell for cell in row.cells if cell)[:_LONGEST_SHOWN]
            notes.add(part.grid.place(row.number), "rij boven de tabel is niet gelezen", shown)
    loose = [*_loose(table, read), *table.after]
    if loose:
        number = "1 alinea" if len(loose) == 1 else f"{len(loose)} alinea's"
        detail = f"{number}, zoals '{loose[0][:60]}'"
        notes.add(Place(table.name), "tekst buiten de tabellen is niet gelezen", detail)


def note_columns(read: Sequence[Part], given: Mapping[str, str], notes: Notes) -> None:
    """Note columns that are not known, or known by something else than their name."""
    for part in read:
        place = part.grid.place(part.header or 1)
        for column in part.columns:
            if not column.role and any(row.cell(column.index) for row in part.rows):
                notes.add(place, "onbekende kolom is als feit bewaard", column.at)
            elif column.because not in {"", GIVEN}:
                what = "kolom is herkend aan iets anders dan haar naam"
                notes.add(place, what, column.told())
    used = {column.role for part in read for column in part.columns if column.because == GIVEN}
    for role, name in given.items():
        if role not in used:
            place = read[0].grid.place(read[0].header or 1)
            notes.add(place, "opgegeven kolom staat hier niet", f"{role}={name}")


def note_items(items: Sequence[Item], file: str, notes: Notes) -> None:
    """Note what the table as a whole does not tell: titles behind codes, deeltaken."""
    kinds = Counter(item.kind for item in items if item.code and not item.title)
    for kind in (Kind.KERN, Kind.KERNDEEL, Kind.MODULE, Kind.KEUZEVAK, Kind.DEELTAAK):
        if kinds[kind]:
            what = f"van {kind.value} staat alleen de code in de tabel, geen titel"
            notes.add(Place(file), what, f"{kinds[kind]} keer")
    places = {item.id: item for item in items}
    loose = [
        item
        for item in items
        if item.kind is Kind.EINDTERM
        and (
            item.parent not in places
            or places[item.parent].kind not in {Kind.DEELTAAK, Kind.KERNDEEL}
        )
    ]
    if loose:
        what = "eindterm hoort hier bij geen deeltaak, en deeltaken worden vergeleken"
        detail = f"{len(loose)} keer; noem de kolom met --columns deeltaak=..."
        notes.add(loose[0].place, what, detail)


def names_shown(cells: Sequence[str]) -> str:
    """The first names of columns in a row, as a message shows them."""
    names = [" ".join(cell.split())[:30] for cell in cells if cell]
    more = ", …" if len(names) > _SHOWN_NAMES else ""
    return ", ".join(names[:_SHOWN_NAMES]) + more


def _loose(table: TableFile, read: Sequence[Part]) -> list[str]:
    """Paragraphs above tables that are no title and say nothing about the rows below."""
    by_grid = {part.grid.name: part for part in reversed(read)}
    found: list[str] = []
    for grid in table.grids:
        part = by_grid.get(grid.name)
        title = title_of(part) if part else ""
        found += [
            text
            for text in grid.before
            if not (part and (" ".join(text.split()) == title or _says(text, grid.place(1))))
        ]
    return found


def _says(text: str, place: Place) -> bool:
    """Whether a line says something of the rows below it, or nothing but a school year."""
    return bool(stated_in_line(text, place)) or (
        len(text.split()) <= _WORDS_OF_A_YEAR and bool(version_in(iter([text])))
    )
