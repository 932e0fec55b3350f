"""Keuzedelen in an exam plan: their code, title and hours, and how many hours are compulsory."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.model import Fact, Hours, HourUnit, Place
from align.sources.exam_plan.codes import MAX_TITLE, keuzedelen
from align.sources.exam_plan.exams import is_about_keuzedelen, value
from align.sources.pdf.running_text import running_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.sources.exam_plan.exams import Context
    from align.sources.exam_plan.layout import Sheet
    from align.sources.exam_plan.tables import HeadedTable, Row

_UNIT = r"sbu|studiebelastingsuren|klokuren|uur|uren"
_HOURS = re.compile(rf"\(?\b(\d{{2,4}})\s*({_UNIT})\b\)?", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)(\d{2,4})(?!\d)")
_COMPULSORY = re.compile(
    rf"(\d{{3,4}})\s+(?:aan\s+)?({_UNIT})\s+(?:aan|voor|van)\s+keuzedelen"
    rf"|keuzedeelverplichting\D{{0,60}}(\d{{3,4}})\s+({_UNIT})",
    re.IGNORECASE,
)
_LOOSE_ENDS = " \t,;:|()-\u2013\u2014"


@dataclass(frozen=True, slots=True)
class Keuzedeel:
    """One keuzedeel of a plan; title and hours only when the plan prints them."""

    code: str
    title: str
    hours: Hours | None
    place: Place


def listed(
    tables: Sequence[HeadedTable], sheets: Sequence[Sheet], context: Context
) -> list[Keuzedeel]:
    """Keuzedelen of a plan, once each, in the order in which they stand."""
    found: dict[str, Keuzedeel] = {}
    for keuzedeel in (*_in_tables(tables, context), *_in_text(sheets, context)):
        before = found.setdefault(keuzedeel.code, keuzedeel)
        if keuzedeel.title and before.title and before.title != keuzedeel.title:
            detail = f"{before.code}: hier {keuzedeel.title!r}, gelezen is {before.title!r}"
            what = "keuzedeel staat twee keer in het plan, met verschillende titels"
            context.notes.add(keuzedeel.place, what, detail)
        elif keuzedeel.title and not before.title:
            found[keuzedeel.code] = keuzedeel
    return list(found.values())


def compulsory(sheets: Sequence[Sheet], file: str) -> Fact | None:
    """How many hours of keuzedelen the diploma asks for: "720 studiebelastingsuren"."""
    for sheet in sheets:
        for paragraph in sheet.paragraphs:
            match = _COMPULSORY.search(paragraph.text)
            if match:
                amount, unit = match[1] or match[3], match[2] or match[4]
                line = next((x for x in paragraph.lines if amount in x.text), paragraph.lines[0])
                place = Place(file, page=line.page, box=line.box)
                return Fact("keuzedeelverplichting", f"{amount} {unit}", place)
    return None


def _in_tables(tables: Sequence[HeadedTable], context: Context) -> Iterator[Keuzedeel]:
    for table in tables:
        if is_about_keuzedelen(table, context):
            for row in table.rows:
                yield from _of_row(row, context)


def _of_row(row: Row, context: Context) -> Iterator[Keuzedeel]:
    texts = {name: value(row, name, context) for name in row.cells}
    holder = next((name for name in texts if keuzedelen(texts[name])), "")
    place = Place(context.file, page=row.page, box=row.box)
    if not holder:
        if text := " | ".join(filter(None, texts.values())):
            context.notes.add(place, "keuzedeel zonder code is niet gelezen", text)
        return
    found = keuzedelen(texts[holder])
    for index, (code, _, end) in enumerate(found):
        stop = found[index + 1][1] if index + 1 < len(found) else len(texts[holder])
        behind = texts[holder][end:stop]
        named = next((texts[n] for n in ("keuzedeel", "naam", "examen") if texts.get(n)), "")
        title = behind.strip(_LOOSE_ENDS) or (named if not keuzedelen(named) else "")
        if not title and keuzedelen(named):  # the title stands before its code: "Titel (K0072)"
            title = named[: keuzedelen(named)[0][1]].strip(_LOOSE_ENDS)
        number = _NUMBER.search(texts.get("sbu", ""))
        hours = Hours(float(number[1]), HourUnit.SBU) if number else None
        at = Place(context.file, page=row.page, box=row.box, record=code)
        yield Keuzedeel(code, title[:MAX_TITLE], hours, at)


def _in_text(sheets: Sequence[Sheet], context: Context) -> Iterator[Keuzedeel]:
    """Keuzedelen in lists: "K0072 - Titel (240 SBU)"."""
    for sheet in sheets:
        for paragraph in sheet.paragraphs:
            if not keuzedelen(paragraph.text):
                continue
            text = running_text([(line, paragraph.edge) for line in paragraph.lines], context.words)
            found = keuzedelen(text.text)
            for index, (code, start, end) in enumerate(found):
                stop = found[index + 1][1] if index + 1 < len(found) else len(text.text)
                behind = text.text[end:stop]
                match = _HOURS.search(behind)
                unit = HourUnit.KLOKUREN if match and "klok" in match[2].lower() else HourUnit.SBU
                hours = Hours(float(match[1]), unit) if match else None
                title = (behind[: match.start()] if match else behind).strip(_LOOSE_ENDS)
                title = title if len(title) <= MAX_TITLE and title[:1].isupper() else ""
                yield Keuzedeel(code, title, hours, text.place(context.file, start, stop, code))
