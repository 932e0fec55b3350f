"""Exams in the tables of a plan, as facts about the werkprocessen that they examine.

An exam is a run of facts that starts with "examen" (its name) and goes on with its form, place,
weight and so on; `Place.record` of each is its code or else its name. A part such as Nederlands
starts with "onderdeel".
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from align.model import Fact, Place
from align.sources.exam_plan.codes import codes, is_werkproces, kerntaak_of, keuzedelen
from align.sources.exam_plan.labels import (
    FACT_ORDER,
    HEADING_SPELLINGS,
    PART_SPELLINGS,
    spelled,
)
from align.sources.exam_plan.mentions import is_outline
from align.sources.pdf.running_text import running_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.sources.exam_plan.layout import Paragraph, Sheet
    from align.sources.exam_plan.outline import Outline
    from align.sources.exam_plan.tables import HeadedTable, Row
    from align.sources.notes import Notes
    from align.sources.pdf.running_text import Vocabulary

    _Heading = tuple[int, float, Paragraph]

_NAMES = ("examen", "naam", "onderdeel", "examenvorm", "examencode")
_CITES = ("werkprocessen", "kerntaken", *_NAMES[:3])
_EXPECTED = ("examenvorm", "plaats", "weging")
_LONG = 120  # characters: what is longer is running text, no heading and no requirement


@dataclass(slots=True)
class Exams:
    """Facts by the code they belong to; what belongs to the plan as a whole stands under ""."""

    facts: dict[str, list[Fact]] = field(default_factory=dict)

    def add(self, code: str, facts: Sequence[Fact]) -> None:
        """Put facts with a code."""
        self.facts.setdefault(code, []).extend(facts)


@dataclass(frozen=True, slots=True)
class Context:
    """What every row needs: file name for places, words of the document, where warnings go."""

    file: str
    words: Vocabulary
    notes: Notes


def exams(
    tables: Sequence[HeadedTable], sheets: Sequence[Sheet], found: Outline, context: Context
) -> Exams:
    """Facts about the exams in all tables of a plan."""
    result = Exams()
    headings = _headings(sheets)
    for table in tables:
        if is_outline(table) or is_about_keuzedelen(table, context):
            continue
        rows = [(row, _cited(row, context)) for row in table.rows]
        if rows and not table.ruled:
            where = Place(context.file, page=table.page, box=table.box)
            what = "tabel zonder lijnen; welk examen bij welke rij hoort is geschat"
            context.notes.add(where, what)
        if any(cited for _, cited in rows):
            _note_columns(table, context)
            for row, cited in rows:
                _add_exam(row, cited, found, result, context)
        elif rows:
            result.add("", _part(table, headings, context))
    result.add("", list(_parts_in_text(sheets, context)))
    return result


def is_about_keuzedelen(table: HeadedTable, context: Context) -> bool:
    """Whether a table lists keuzedelen and not exams of kerntaken."""
    if table.names & {"keuzedeel", "keuzedeelcode"}:
        return True
    texts = [value(row, name, context) for row in table.rows for name in row.cells]
    return any(map(keuzedelen, texts)) and not any(map(codes, texts))


def value(row: Row, name: str, context: Context) -> str:
    """Text of a column in a row; of two cells beside each other "a / b", but "code name"."""
    cells = [cell for cell in row.cells.get(name, []) if cell.words]
    with_code = any(codes(cell.text) or keuzedelen(cell.text) for cell in cells)
    if len({cell.page for cell in cells}) < len(cells) and not with_code:
        texts = [
            running_text([(line, cell.box[2]) for line in cell.lines], context.words).text
            for cell in cells
        ]
        return " / ".join(texts)
    return running_text(row.lines(name), context.words).text


def _cited(row: Row, context: Context) -> tuple[str, ...]:
    """Codes that an exam is about: of the first column that names any."""
    found = (codes(value(row, name, context)) for name in _CITES)
    return next((cited for cited in found if cited), ())


def _add_exam(
    row: Row, cited: tuple[str, ...], found: Outline, result: Exams, context: Context
) -> None:
    facts = list(_facts(row, context))
    known = [code for c in cited if (code := found.find(c) or found.find(kerntaak_of(c)))]
    werkprocessen = [code for code in known if is_werkproces(code)]
    for code in dict.fromkeys(werkprocessen or known or [""]):
        result.add(code, facts)


def _facts(row: Row, context: Context) -> Iterator[Fact]:
    """One exam: its name, then what else is printed about it."""
    texts = {name: value(row, name, context) for name in row.cells}
    named = next((name for name in _NAMES if texts.get(name)), "")
    title = texts.get(named, "")
    record = texts.get("examencode") or title
    kept = [name for name in FACT_ORDER if texts.get(name)]
    if not named and not kept:
        return
    yield Fact("examen", title or "zonder naam", _place(row, named, record, context))
    for name in kept:
        yield Fact(name, texts[name], _place(row, name, record, context))


def _part(table: HeadedTable, headings: Sequence[_Heading], context: Context) -> list[Fact]:
    """A part of the plan that no kerntaak is about: Nederlands, rekenen, burgerschap."""
    title, place = _title(table, headings, context)
    found = [Fact("onderdeel", title, place)]
    for row in table.rows:
        found += _facts(row, context)
    return found


def _parts_in_text(sheets: Sequence[Sheet], context: Context) -> Iterator[Fact]:
    """Parts that are no table: a heading, and below it in a sentence what is asked."""
    paragraphs = [paragraph for sheet in sheets for paragraph in sheet.paragraphs]
    for heading, below in pairwise(paragraphs):
        if spelled(heading.text) in PART_SPELLINGS and below.page == heading.page:
            title = running_text([(line, heading.edge) for line in heading.lines], context.words)
            text = running_text([(line, below.edge) for line in below.lines], context.words)
            where = title.place(context.file, 0, len(title.text), title.text)
            yield Fact("onderdeel", title.text, where)
            if len(text.text) <= _LONG:
                where = text.place(context.file, 0, len(text.text), title.text)
                yield Fact("vereiste", text.text, where)


def _headings(sheets: Sequence[Sheet]) -> list[_Heading]:
    """Short paragraphs that may name what stands below them, in reading order."""
    return [
        (sheet.number, -paragraph.top, paragraph)
        for sheet in sheets
        for paragraph in sheet.paragraphs
        if spelled(paragraph.text) not in HEADING_SPELLINGS and len(paragraph.text) <= _LONG
    ]


def _title(table: HeadedTable, headings: Sequence[_Heading], context: Context) -> tuple[str, Place]:
    """What a table is about: its own first line, or the nearest heading above it."""
    at = Place(context.file, page=table.page, box=table.box)
    if table.title:
        return table.title, at
    index = bisect_left(headings, (table.page, -table.box[3]), key=lambda h: h[:2])
    if not index:
        return "zonder naam", at
    above = headings[index - 1][2]
    text = running_text([(line, above.edge) for line in above.lines], context.words)
    return text.text, text.place(context.file, 0, len(text.text))


def _place(row: Row, name: str, record: str, context: Context) -> Place:
    cells = [cell for cell in row.cells.get(name, []) if cell.words]
    page, box = (cells[0].page, cells[0].box) if cells else (row.page, row.box)
    return Place(context.file, page=page, box=box, record=record)


def _note_columns(table: HeadedTable, context: Context) -> None:
    missing = [name for name in _EXPECTED if name not in table.names]
    if missing:
        where = Place(context.file, page=table.page, box=table.box)
        context.notes.add(where, "in deze tabel met examens ontbreekt", ", ".join(missing))
