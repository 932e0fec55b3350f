"""The workbook that a team works in: explanation, matrix, pairs with choices, what is uncovered.

No macro and no formula: what a file says can be checked by reading it. Everything that came from
elsewhere is written as text, whatever it begins with. The same input and date give the same bytes.
"""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from align.exchange.cells import fitting
from align.exchange.decisions_record import MAX_KLOKUREN
from align.exchange.decisions_table import (
    BEHIND,
    DECIDED,
    SHARES,
    decisions_table,
    group_of,
    overlap_table,
)
from align.exchange.workbook_words import ASKED, ASSUMPTIONS, EXPLAINED, HOW_TO, WHO_DECIDES
from align.model import Kind, Relation, Side, Teacher, Verdict
from align.sources.json_document import dutch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from align.exchange.decisions_table import Table, Value
    from align.model import Decisions, Item, Overlap

_Cells = tuple["Value", ...]

_WIDTHS = {
    "hoort bij (vmbo)": 18,
    "titel vmbo": 28,
    "hoort bij (mbo)": 18,
    "titel mbo": 28,
    "voorstel": 13,
    "sterkte": 11,
    "kans": 7,
    "vmbo komt terug": 8,
    "mbo komt terug": 8,
    "citaat vmbo": 36,
    "citaat mbo": 36,
    "klokuren": 9,
    "datum": 15,
    "opmerking": 30,
    "let op": 24,
    "waarom": 50,
    "titel": 50,
    "hoort bij": 36,
    "module of keuzevak": 40,
}
_USUAL_WIDTH = 13
_LINE = 14.0
_MOST_LINES = 9
"""Height of a line in points, and lines of a cell that are in sight."""
_HEAD_HEIGHT = 44.0
_MATRIX_WIDTH = 16
_TEXT_WIDTH = 90
"""Width of the explanation."""
_CHOICES = {"besluit": Verdict, "relatie volgens u": Relation, "wie geeft het": Teacher}
_EMPTY_ROWS = 200
"""Rows below the last one in which the choices also work."""
_A3, _A4 = 8, 9
_HOURS_ASKED = f"een getal van 0 tot {dutch(MAX_KLOKUREN)}; leeg is: niet besloten"


@dataclass(frozen=True, slots=True)
class _Formats:
    """Formats of cells; `text` also keeps a spreadsheet program from computing with a text."""

    head: Any
    asked: Any
    text: Any
    answer: Any
    count: Any
    share: Any
    number: Any
    title: Any
    strong: Any


def overlap_workbook(
    overlap: Overlap, decisions: Decisions, *, made_on: date, command: str
) -> bytes:
    """The workbook of a comparison: Uitleg, Matrix, Paren, Niet gedekt.

    Args:
        overlap: the comparison.
        decisions: what was decided before.
        made_on: the day that goes into the file.
        command: the command that makes it again.
    """
    table = overlap_table(overlap, decisions)
    facts = [("Gemaakt met", command), ("Gemaakt op", made_on.isoformat()), *_sources(overlap)]
    with_matrix = _Book("Wat wordt dubbel onderwezen?", made_on)
    with_matrix.explain(facts)
    with_matrix.matrix(*_matrix(overlap))
    with_matrix.pairs(table)
    with_matrix.plain("Niet gedekt", ("kant", "wat", *_LISTED, "waarom"), _uncovered(overlap))
    return with_matrix.data()


def decisions_workbook(decisions: Decisions, *, made_on: date) -> bytes:
    """The workbook of decisions alone: Uitleg and Paren."""
    book = _Book("Besluiten over dubbel onderwijs", made_on)
    sources = [*decisions.left, *decisions.right]
    facts = [("Gemaakt op", made_on.isoformat())]
    facts += [("Besloten op", f"{s.title}, {s.version} (sha256 {s.sha256[:12]})") for s in sources]
    book.explain(facts)
    book.pairs(decisions_table(decisions))
    return book.data()


_LISTED = ("soort", "code", "titel", "hoort bij")


def _sources(overlap: Overlap) -> list[tuple[str, str]]:
    found = []
    for curriculum in (overlap.left, *overlap.right):
        source = curriculum.source
        example = "; voorbeeld, geen officiële tekst" if source.example else ""
        said = f"{source.title}, {source.version} (sha256 {source.sha256[:12]}){example}"
        found.append((f"Bron {curriculum.side.value}", said))
    return found


def _matrix(overlap: Overlap) -> tuple[tuple[str, ...], list[_Cells]]:
    """Overlapping pairs of each module or keuzevak with each kerntaak, as in the page.

    What stands apart is counted only in the rows that do so as a whole, below the others.
    """
    groups = {
        unit: group_of(overlap, overlap.items[unit])
        for unit in (*overlap.left_units, *overlap.right_units)
    }
    rows = {groups[unit].id: groups[unit] for unit in overlap.left_units}
    columns = {groups[unit].id: groups[unit] for unit in overlap.right_units}
    counting = {groups[u].id for u in overlap.left_units if u not in overlap.generic_units}
    found = Counter(
        (groups[pair.left].id, groups[pair.right].id)
        for pair in overlap.pairs
        if pair.overlap and overlap.stands_apart(pair) is not (groups[pair.left].id in counting)
    )
    names = (_with_home(overlap, item) for item in columns.values())
    head = ("code", "module of keuzevak", *names, "samen")
    lines: list[_Cells] = []
    for row, item in sorted(rows.items(), key=lambda entry: entry[0] not in counting):
        numbers = [found[row, column] for column in columns]
        title = item.title if row in counting else f"{item.title} ({_APART})"
        lines.append((item.code, title, *numbers, sum(numbers)))
    return head, lines


_APART = "algemeen: telt nergens mee"


def _with_home(overlap: Overlap, item: Item) -> str:
    """A kerntaak with its kwalificatie or dossier: B1-K1 stands in every one of them."""
    home = next((c for c in overlap.right if item.id in c.by_id), None)
    above = home.ancestors(item) if home else ()
    named = next((one.title for one in above if one.kind in _HOMES), "")
    return f"{_name(item)} ({named})" if named else _name(item)


_HOMES = (Kind.KWALIFICATIE, Kind.DOSSIER)


def _uncovered(overlap: Overlap) -> list[_Cells]:
    """Units without a counterpart on the other side, then what was not compared and why."""
    paired = {
        unit
        for pair in overlap.pairs
        if pair.overlap and not overlap.stands_apart(pair)
        for unit in (pair.left, pair.right)
    }
    rows: list[_Cells] = []
    for side, units in ((Side.VMBO, overlap.left_units), (Side.MBO, overlap.right_units)):
        for unit in units:
            if unit not in paired:
                generic = unit in overlap.generic_units
                why = "algemeen: staat los van de vergelijking" if generic else _NONE_FOUND
                rows.append((side.value, "zonder tegenhanger", *_listed(overlap, unit), why))
    for entry in overlap.not_compared:
        side = Side.VMBO if entry.id in overlap.left.by_id else Side.MBO
        rows.append((side.value, "niet vergeleken", *_listed(overlap, entry.id), entry.why))
    return rows


_NONE_FOUND = "geen paar gevonden dat (deels) dubbel lijkt"


def _listed(overlap: Overlap, unit: str) -> tuple[str, ...]:
    item = overlap.items.get(unit)
    if item is None:  # left out before it became an item: only its name is known
        return "", "", unit, ""
    group = group_of(overlap, item)
    return item.kind.value, item.code, item.title, "" if group is item else _name(group)


def _name(item: Item) -> str:
    return f"{item.code} {item.title}".strip()


class _Book:
    """A workbook in the making; sheets come in the order in which they are asked for."""

    def __init__(self, title: str, made_on: date) -> None:
        import xlsxwriter  # noqa: PLC0415 -- only this format needs it

        self._title = title
        self._buffer = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._buffer, options)
        created = datetime.combine(made_on, time())
        self._book.set_properties({"title": title, "created": created})
        usual = {"valign": "top", "text_wrap": True}
        head = {**usual, "bold": True, "bottom": 1, "bg_color": "#E7ECEF"}
        make = self._book.add_format
        self._formats = _Formats(
            head=make(head),
            asked=make({**head, "bg_color": "#FFF2CC"}),
            text=make({**usual, "quote_prefix": True}),
            answer=make({**usual, "quote_prefix": True, "bg_color": "#FFFBEB", "border": 4}),
            count=make({"valign": "top", "align": "center", "num_format": '0;-0;"–"'}),
            share=make({"valign": "top", "num_format": "0%"}),
            number=make(
                {"valign": "top", "num_format": "0.##", "bg_color": "#FFFBEB", "border": 4}
            ),
            title=make({"bold": True, "font_size": 15}),
            strong=make({**usual, "bold": True}),
        )

    def data(self) -> bytes:
        """The bytes of the workbook."""
        self._book.close()
        return self._buffer.getvalue()

    def explain(self, facts: Sequence[tuple[str, str]]) -> None:
        """The sheet with what this is, how to fill it in, and where the name goes."""
        sheet = self._sheet("Uitleg", landscape=False)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, _TEXT_WIDTH)
        sheet.write_string(0, 0, self._title, self._formats.title)
        line = 2
        sheet.write_string(line, 0, ASKED, self._formats.strong)
        sheet.write_blank(line, 1, None, self._formats.answer)
        line += 2
        for heading, texts in (("Zo werkt het", HOW_TO), ("Wie besluit", WHO_DECIDES)):
            sheet.write_string(line, 0, heading, self._formats.strong)
            for text in texts:
                sheet.write_string(line, 1, text, self._formats.text)
                sheet.set_row(line, _height([(text, _TEXT_WIDTH)]))
                line += 1
            line += 1
        for heading, pairs in (("Kolommen", EXPLAINED), ("Uren", ASSUMPTIONS), ("Bron", facts)):
            sheet.write_string(line, 0, heading, self._formats.strong)
            line += 1
            for name, text in pairs:
                sheet.write_string(line, 0, fitting(name), self._formats.text)
                sheet.write_string(line, 1, fitting(text), self._formats.text)
                sheet.set_row(line, _height([(text, _TEXT_WIDTH)]))
                line += 1
            line += 1

    def matrix(self, head: Sequence[str], rows: Sequence[_Cells]) -> None:
        """The sheet with numbers of pairs; the darker the cell, the more."""
        sheet = self.plain("Matrix", head, rows)
        sheet.set_column(0, 0, 12)
        sheet.set_column(2, len(head) - 1, _MATRIX_WIDTH)
        sheet.set_row(0, _height([(heading, _MATRIX_WIDTH) for heading in head[2:]]))
        sheet.freeze_panes(1, 2)
        if rows and len(head) > 3:
            area = (1, 2, len(rows), len(head) - 2)
            scale = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#7FB3A8"}
            sheet.conditional_format(*area, scale)

    def plain(self, name: str, head: Sequence[str], rows: Sequence[_Cells]) -> Any:  # noqa: ANN401
        """A sheet that is only read."""
        sheet = self._sheet(name)
        for column, heading in enumerate(head):
            sheet.set_column(column, column, _WIDTHS.get(heading, _USUAL_WIDTH))
            sheet.write_string(0, column, fitting(heading), self._formats.head)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    if value:
                        sheet.write_string(line, column, fitting(value), self._formats.text)
                else:
                    sheet.write_number(line, column, value, self._formats.count)
            sheet.set_row(line, _height(_sized(head, row)))
        self._settle(sheet, len(rows), len(head))
        return sheet

    def pairs(self, table: Table) -> None:
        """The sheet that a team fills in."""
        sheet = self._sheet("Paren", paper=_A3)
        last = len(table.rows) + _EMPTY_ROWS
        for column, heading in enumerate(table.columns):
            asked = heading in DECIDED
            hidden = {"hidden": True} if heading.startswith(BEHIND) else {}
            sheet.set_column(column, column, _WIDTHS.get(heading, _USUAL_WIDTH), None, hidden)
            style = self._formats.asked if asked else self._formats.head
            sheet.write_string(0, column, heading, style)
            if heading in _CHOICES:
                sheet.data_validation(1, column, last, column, _choice(heading))
            elif heading == "klokuren":
                sheet.data_validation(1, column, last, column, _hours())
        for line, row in enumerate(table.rows, start=1):
            for column, (heading, value) in enumerate(zip(table.columns, row, strict=True)):
                self._cell(sheet, line, column, heading, value)
            sheet.set_row(line, _height(_sized(table.columns, row)))
        self._settle(sheet, len(table.rows), len(table.columns))
        sheet.freeze_panes(1, 3)
        sheet.activate()

    def _cell(self, sheet: Any, line: int, column: int, heading: str, value: Value) -> None:  # noqa: ANN401
        formats = self._formats
        if not isinstance(value, str):
            style = formats.share if heading in SHARES else formats.number
            sheet.write_number(line, column, value, style)
        elif value:
            style = formats.answer if heading in DECIDED else formats.text
            sheet.write_string(line, column, fitting(value), style)
        elif heading in DECIDED:
            style = formats.number if heading == "klokuren" else formats.answer
            sheet.write_blank(line, column, None, style)

    def _sheet(self, name: str, *, landscape: bool = True, paper: int = _A4) -> Any:  # noqa: ANN401
        """A sheet set up for paper, its name and page number at the foot."""
        sheet = self._book.add_worksheet(name)
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&RBlad &P van &N")
        return sheet

    def _settle(self, sheet: Any, rows: int, columns: int) -> None:  # noqa: ANN401
        sheet.set_row(0, _HEAD_HEIGHT)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(rows, 1), columns - 1)
        sheet.repeat_rows(0)


def _choice(heading: str) -> Mapping[str, object]:
    words = [member.value for member in _CHOICES[heading]]
    return {
        "validate": "list",
        "source": words,
        "error_title": heading,
        "error_message": f"Kies {', '.join(words[:-1])} of {words[-1]}, of laat het leeg.",
    }


def _hours() -> Mapping[str, object]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": MAX_KLOKUREN,
        "error_title": "klokuren",
        "error_message": f"Vul {_HOURS_ASKED}.",
    }


def _sized(head: Sequence[str], row: _Cells) -> list[tuple[str, int]]:
    """Texts of a row that are in sight, with the width of their columns."""
    return [
        (value, _WIDTHS.get(heading, _USUAL_WIDTH))
        for heading, value in zip(head, row, strict=True)
        if isinstance(value, str) and not heading.startswith(BEHIND)
    ]


def _height(texts: Sequence[tuple[str, int]]) -> float:
    """Height of a row in points: some programs do not find it themselves."""
    lines = [sum(1 + len(line) // width for line in text.split("\n")) for text, width in texts]
    return _LINE * min(_MOST_LINES, max(lines, default=1)) + 2
