"""A curriculum as a table: one row an item, as CSV or as a workbook (XLSX).

A cell that begins like a formula is text in both; see `cells`.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from align.errors import InputError
from align.exchange.cells import MAX_ROWS, dutch_csv, dutch_number, fits, fitting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from align.model import Curriculum, Item

COLUMNS = (
    "id",
    "soort",
    "code",
    "titel",
    "ouder_code",
    "ouder_titel",
    "ouder_id",
    "leerwegen",
    "niveau",
    "uren",
    "uren_eenheid",
    "crebo",
    "alleen_voor",
    "tekst",
    "kenmerken",
    "plaats",
)

_CUT = " … (ingekort; de hele tekst staat in --to json)"
_WIDTHS = {"titel": 60, "tekst": 80, "kenmerken": 40, "plaats": 40, "ouder_titel": 40}
_USUAL_WIDTH = 14


@dataclass(frozen=True, slots=True)
class Workbook:
    """A written workbook; `cut` is the number of cells that did not hold their whole text."""

    data: bytes
    cut: int


def rows(curriculum: Curriculum) -> Iterator[tuple[str, ...]]:
    """The rows below the header, in display order, as texts in the order of `COLUMNS`."""
    for item in curriculum.items:
        above = curriculum.by_id.get(item.parent)
        yield (
            item.id,
            item.kind.value,
            item.code,
            item.title,
            above.code if above else "",
            above.title if above else "",
            above.id if above else "",
            ", ".join(leerweg.value for leerweg in item.leerwegen),
            ", ".join(map(str, item.niveaus)),
            dutch_number(item.hours.amount) if item.hours else "",
            item.hours.unit.value if item.hours else "",
            item.crebo,
            ", ".join(_names(curriculum, item.only_for)),
            _text(curriculum, item),
            "; ".join(f"{fact.name}: {fact.value}" for fact in item.facts),
            str(item.place),
        )


def curriculum_csv(curriculum: Curriculum) -> bytes:
    """The table as CSV; see `dutch_csv`."""
    return dutch_csv(COLUMNS, rows(curriculum))


def curriculum_xlsx(curriculum: Curriculum, *, made_on: date) -> Workbook:
    """The table as a workbook of one sheet; the same input and date give the same bytes.

    Raises:
        InputError: there are more items than rows in a sheet.
    """
    import xlsxwriter  # noqa: PLC0415 -- only this format needs it

    if len(curriculum.items) >= MAX_ROWS:
        raise InputError(
            f"hier staan {len(curriculum.items)} onderdelen in; een werkblad heeft er {MAX_ROWS}",
            where=curriculum.source.path,
            advice="Kies --to csv of --to json.",
        )
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties(
        {"title": curriculum.source.title, "created": datetime.combine(made_on, time())}
    )
    sheet = book.add_worksheet("onderdelen")
    head = book.add_format({"bold": True, "bottom": 1})
    cell = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    for number, name in enumerate(COLUMNS):
        sheet.set_column(number, number, _WIDTHS.get(name, _USUAL_WIDTH))
        sheet.write_string(0, number, name, head)
    cut = 0
    for line, row in enumerate(rows(curriculum), start=1):
        for number, text in enumerate(row):
            if text:
                cut += not fits(text)
                sheet.write_string(line, number, fitting(text, _CUT), cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(curriculum.items), 1), len(COLUMNS) - 1)
    book.close()
    return Workbook(buffer.getvalue(), cut)


def _text(curriculum: Curriculum, item: Item) -> str:
    """All running text, a labelled paragraph a section."""
    paragraphs = []
    for section in item.sections:
        names = ", ".join(_names(curriculum, (section.only_for,) if section.only_for else ()))
        whom = f" (alleen voor {names})" if names else ""
        paragraphs.append(f"{section.label}{whom}: {section.text}")
    return "\n\n".join(paragraphs)


def _names(curriculum: Curriculum, ids: tuple[str, ...]) -> list[str]:
    """Titles of kwalificaties; an id that stands for nothing here as it is."""
    found = (curriculum.by_id.get(identifier) for identifier in ids)
    return [item.title if item else i for i, item in zip(ids, found, strict=True)]
