"""Front of an exam plan: which kwalificatie it is for, its crebo, niveau, leerweg and cohort.

What a plan does not print may stand in the name of its file, as in "25168_BOL_2025.pdf"; it is
taken from there with a warning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from align.model import Place
from align.sources.exam_plan.labels import COLUMN_OF, FIELD_OF, spelled
from align.sources.pdf.lines import around, cells
from align.sources.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.sources.exam_plan.layout import Sheet
    from align.sources.notes import Notes
    from align.sources.pdf.lines import Line
    from align.sources.pdf.tables import Cell

FEW = 3
"""Fields that a page must have to be the front of a plan."""

_CREBO = re.compile(r"(?<![\d.])(\d{2})\.?(\d{3})(?![\d.]?\d)")
_NIVEAU = re.compile(r"(?<!\d)[1-4](?!\d)")
_LEERWEG = re.compile(r"(?<![^\W_])(?:BOL|BBL)(?![^\W_])", re.IGNORECASE)
_COHORT = re.compile(r"cohort(?:en)?:?\s+(20\d\d(?:\s?[-/]\s?(?:20)?\d\d)?)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)20[12]\d(?!\d)")
_VALUE_LEFT = 3.0  # points that lines of one value may differ at the left
_LEADING = 1.7  # font sizes from one line of a value to the next


@dataclass(frozen=True, slots=True)
class Value:
    """What a field holds, as printed, and where it stands."""

    text: str
    place: Place


@dataclass(slots=True)
class Front:
    """Fields of one plan by their name in `FIELDS`, and the page they stand on."""

    page: int
    values: dict[str, Value] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A field as printed; empty when the plan does not have it."""
        return self.values[name].text if name in self.values else ""

    @property
    def crebo(self) -> str:
        """Crebo of the kwalificatie: five digits, or nothing."""
        return crebo_in(self.text("crebo")) or crebo_in(self.text("kwalificatie"))

    @property
    def dossier_crebo(self) -> str:
        """Crebo of the dossier: five digits, or nothing."""
        return crebo_in(self.text("dossiercrebo")) or crebo_in(self.text("dossier"))

    @property
    def niveaus(self) -> tuple[int, ...]:
        """Mbo levels, sorted."""
        return tuple(sorted({int(digit) for digit in _NIVEAU.findall(self.text("niveau"))}))


def fronts(sheets: Sequence[Sheet], file: str, notes: Notes) -> list[Front]:
    """Fronts of all plans in a document, at least one, in the order of their pages.

    A second page with the same crebo belongs to the plan before it.
    """
    found: list[Front] = []
    pages = [(sheet, list(_fields(sheet, file))) for sheet in sheets]
    full = [(s, f) for s, f in pages if len({name for name, _ in f}) >= FEW]
    for sheet, fields in full or [(s, f) for s, f in pages if f]:
        front = Front(sheet.number)
        for name, value in fields:
            _keep(front, name, value, notes)
        other = front.crebo and found and found[-1].crebo and front.crebo != found[-1].crebo
        if found and not other:
            for name, value in front.values.items():
                _keep(found[-1], name, value, notes)
        else:
            found.append(front)
    found = found or [Front(sheets[0].number if sheets else 1)]
    for front in found:
        _add_from_heading(front, sheets, file)
    return found


def add_from_name(front: Front, name: str, notes: Notes) -> None:
    """Fill crebo, leerweg and cohort from a file name when the plan does not print them."""
    crebo, leerwegen, year = _CREBO.search(name), _LEERWEG.findall(name), _YEAR.search(name)
    place = Place(name)
    printed = front.crebo
    in_name = crebo[0] if crebo else ""
    if printed and in_name and printed != in_name:
        detail = f"{in_name} in de naam, {printed} in het plan"
        notes.add(place, "crebo in de bestandsnaam is anders dan die in het plan", detail)
    guesses = {
        "crebo": "" if printed else in_name,
        "leerweg": "/".join(dict.fromkeys(way.upper() for way in leerwegen)),
        "cohort": year[0] if year else "",
    }
    for field_name, guess in guesses.items():
        if field_name in front.values and (field_name != "crebo" or printed):
            continue
        if guess:
            front.values[field_name] = Value(guess, place)
            detail = f"{field_name} {guess}"
            notes.add(place, "staat niet in het plan en komt uit de bestandsnaam", detail)
        elif field_name != "crebo" or not printed:
            notes.add(Place(name, page=front.page), f"het plan noemt geen {field_name}")


def crebo_in(text: str) -> str:
    """First crebo in a text: five digits, also written as 25.168."""
    match = _CREBO.search(text)
    return f"{match[1]}{match[2]}" if match else ""


def _keep(front: Front, name: str, value: Value, notes: Notes) -> None:
    before = front.values.setdefault(name, value)
    if before.text != value.text:
        detail = (
            f"{name}: hier {value.text!r}, gelezen is {before.text!r} (blz. {before.place.page})"
        )
        notes.add(value.place, "het plan noemt een gegeven twee keer, verschillend", detail)


def _add_from_heading(front: Front, sheets: Sequence[Sheet], file: str) -> None:
    sheet = next((s for s in sheets if s.number == front.page), None)
    if "cohort" in front.values or sheet is None or not sheet.paragraphs:
        return
    largest = max(p.lines[0].size for p in sheet.paragraphs)
    for paragraph in sheet.paragraphs:
        match = _COHORT.search(paragraph.text)
        if match and paragraph.lines[0].size == largest:
            box = around(paragraph.lines)
            front.values["cohort"] = Value(match[1], Place(file, page=sheet.number, box=box))
            return


def _fields(sheet: Sheet, file: str) -> Iterator[tuple[str, Value]]:
    """Labels with their values: side by side in a table, across a gap, or behind a colon."""
    for name, value in _pairs(sheet, file):
        if spelled(value.text) not in FIELD_OF and spelled(value.text) not in COLUMN_OF:
            yield name, value


def _pairs(sheet: Sheet, file: str) -> Iterator[tuple[str, Value]]:
    """As `_fields`, with heads of tables among them."""
    for table in sheet.tables:
        for row in table.rows:
            yield from _fields_of_row(row, file)
    loose = [line for paragraph in sheet.paragraphs for line in paragraph.lines]
    for index, line in enumerate(loose):
        label, colon, behind = line.text.partition(":")
        pieces = cells(line)
        name = FIELD_OF.get(spelled(pieces[0].text))
        if name and len(pieces) > 1:
            lines = [*pieces[1:], *_below(pieces[1], loose[index + 1 :])]
            yield name, _value(lines, file)
        elif colon and behind.strip() and spelled(label) in FIELD_OF:
            place = Place(file, page=line.page, box=line.box)
            yield FIELD_OF[spelled(label)], Value(clean_line(behind), place)


def _fields_of_row(row: Sequence[Cell], file: str) -> Iterator[tuple[str, Value]]:
    filled = [cell for cell in row if cell.words]
    for cell, beside in pairwise(filled):
        name = FIELD_OF.get(spelled(cell.text))
        if name:
            yield name, _value(beside.lines, file)


def _below(value: Line, following: Sequence[Line]) -> Iterator[Line]:
    """Lines under a value that go on with it."""
    above = value
    for line in following:
        close = above.y1 - line.y1 <= _LEADING * above.size
        if not close or abs(line.x0 - value.x0) > _VALUE_LEFT or len(cells(line)) > 1:
            return
        yield line
        above = line


def _value(lines: Sequence[Line], file: str) -> Value:
    text = clean_line(" ".join(line.text for line in lines))
    return Value(text, Place(file, page=lines[0].page, box=around(lines)))
