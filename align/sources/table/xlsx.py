"""Reads the sheets of an Excel workbook (xlsx) through calamine, from bytes weighed first.

calamine makes room for the whole rectangle that cells span, and unpacks whatever a zip holds. So
every part is unpacked and looked through here, within limits, and calamine gets those bytes only.
The look also finds what calamine does not tell: hidden rows, formulas without an outcome, and
numbers that are shown as a percentage.
Source: Office Open XML, ECMA-376 part 1, chapter 18 (SpreadsheetML).
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from align.sources.office_zip import attribute, local_name
from align.sources.table.cells import MAX_CELLS, MAX_COLUMNS, MAX_GRIDS, GridMaker, letter, too_much
from align.sources.table.workbook import SheetLook, broken, grid_of_sheet, open_workbook
from align.sources.xml_safe import xml_head

if TYPE_CHECKING:
    from align.sources.notes import Notes
    from align.sources.office_zip import OfficeZip
    from align.sources.table.cells import Budget, Grid

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_PERCENTAGES = {9, 10}  # ECMA-376 part 1, 18.8.30: "0%" and "0.00%"


def read_xlsx(office: OfficeZip, file: str, notes: Notes, budget: Budget) -> list[Grid]:
    """Read all sheets of a workbook.

    Args:
        office: the document.
        file: file name, for places.
        notes: where warnings go.
        budget: how many cells may be read.

    Raises:
        InputError: it cannot be read, or is larger than the limits of `table.cells`.
    """
    related = office.related(office.main)
    sheets = _sheets(office, related)
    if len(sheets) > MAX_GRIDS:
        raise too_much(budget.where, f"meer dan {MAX_GRIDS} bladen")
    texts = [n for n in related.values() if "sharedStrings" in n]
    styles = [n for n in related.values() if n.endswith("styles.xml")]
    percentages = _percentages(office.xml(styles[0])) if styles else frozenset()
    for name in (*texts, *sheets.values()):
        office.refuse_doctype(name)
    for name in texts:
        _check_count(office, name, budget)
    looks = {title: _look(office.read(part), percentages, budget) for title, part in sheets.items()}
    workbook = open_workbook(_repacked(office, (*texts, *styles, *sheets.values())), budget.where)
    return [
        grid_of_sheet(
            workbook,
            title,
            looks[title],
            GridMaker(file, f"blad '{title[:100]}'", title, notes, budget),
            budget,
        )
        for title in workbook.sheet_names
        if title in looks
    ]


def _sheets(office: OfficeZip, related: dict[str, str]) -> dict[str, str]:
    """Parts of the sheets by their titles, in the order of the workbook."""
    found: dict[str, str] = {}
    for element in office.xml(office.main).iter():
        part = related.get(attribute(element, "id"), "")
        if local_name(element) == "sheet" and part and "chartsheets" not in part:
            found[element.get("name", "")] = part
    return found


def _percentages(styles: etree._Element) -> frozenset[str]:
    """Numbers of the cell styles that show a number as a percentage."""
    formats = {
        element.get("numFmtId", "")
        for element in styles.iter()
        if local_name(element) == "numFmt" and "%" in element.get("formatCode", "")
    } | {str(number) for number in _PERCENTAGES}
    lists = (element for element in styles.iter() if local_name(element) == "cellXfs")
    return frozenset(
        str(number)
        for cell_styles in lists
        for number, style in enumerate(cell_styles)
        if style.get("numFmtId") in formats
    )


def _check_count(office: OfficeZip, name: str, budget: Budget) -> None:
    """Refuse a list of texts that says to be longer than any: calamine makes room for it."""
    head = xml_head(office.read(name))
    for said in ("count", "uniqueCount"):
        number = head.attributes.get(said, "0") if head else "0"
        if not (number.isascii() and number.isdigit()) or int(number) > MAX_CELLS:
            raise too_much(budget.where, f"meer dan {MAX_CELLS} teksten")


def _look(data: bytes, percentages: frozenset[str], budget: Budget) -> SheetLook:
    """Go through the cells of a sheet without keeping them."""
    look = SheetLook()
    row_number, column, seen = -1, -1, 0
    parser = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for event, element in parser:
            name = local_name(element)
            if name == "row" and event == "start":
                row_number, column = _row_number(element.get("r", ""), row_number + 1), -1
                if element.get("hidden") in {"1", "true"}:
                    look.hidden_rows.add(row_number)
            elif name == "c" and event == "end":
                seen += 1
                if seen > 4 * MAX_CELLS:
                    raise too_much(budget.where, f"meer dan {4 * MAX_CELLS} vakjes op één blad")
                at = _position(element.get("r", ""), row_number, column + 1)
                if at is None:
                    raise broken(budget.where)
                _cell(element, at, percentages, look)
                column = at[1]
            elif name == "col" and event == "end" and element.get("hidden") in {"1", "true"}:
                first, last = (element.get(end, "") for end in ("min", "max"))
                if first.isdigit() and last.isdigit():
                    until = min(int(last), MAX_COLUMNS)
                    look.hidden_columns.update(range(int(first) - 1, until))
            if event == "end" and name in {"c", "row"}:
                element.clear()
    except etree.XMLSyntaxError as error:
        raise broken(budget.where) from error
    return look


def _cell(
    cell: etree._Element, at: tuple[int, int], percentages: frozenset[str], look: SheetLook
) -> None:
    row, column = at
    inside = {local_name(child): child.text or "" for child in cell}
    if inside:
        look.see(row, column)
    if "f" in inside and not inside.get("v") and "is" not in inside:
        detail = f"kolom {letter(column)}"
        look.odd.append((row, "formule zonder bewaarde uitkomst", detail))
    kind = cell.get("t", "n")
    if kind == "e":
        detail = f"kolom {letter(column)}, {inside.get('v', '')[:20]}"
        look.odd.append((row, "cel toont een fout van het rekenblad", detail))
    if kind == "n" and cell.get("s") in percentages:
        look.percentages.add((row, column))


def _row_number(reference: str, following: int) -> int:
    plain = reference.isascii() and reference.isdigit() and len(reference) < 9
    return int(reference) - 1 if plain and int(reference) else following


def _position(reference: str, row: int, following: int) -> tuple[int, int] | None:
    """Row and column of a cell, from its own reference when it has one; None for nonsense.

    calamine believes the reference of a cell, also where the row around it says otherwise.
    """
    if not reference:
        return row, following
    found = _REFERENCE.fullmatch(reference)
    if found is None or not int(found[2]):
        return None
    number = 0
    for character in found[1]:
        number = number * 26 + ord(character) - ord("A") + 1
    return int(found[2]) - 1, number - 1


def _repacked(office: OfficeZip, parts: tuple[str, ...]) -> bytes:
    """A workbook with these parts only, as they were read and weighed here."""
    packed = io.BytesIO()
    folder, _, file = office.main.rpartition("/")
    kept = ("[Content_Types].xml", "_rels/.rels", office.main, f"{folder}/_rels/{file}.rels")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name in dict.fromkeys((*kept, *parts)):
            if office.has(name):
                archive.writestr(name, office.read(name))
    return packed.getvalue()
