"""The was-wordt table as CSV and as a workbook (XLSX), which reads in both directions."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from align.errors import InputError
from align.exchange.cells import MAX_ROWS, dutch_csv, fitting
from align.exchange.revision_impact_rows import (
    DECISIONS,
    HOURS,
    OVERLAPS,
    PLANNED,
    decision_rows,
    hour_rows,
    overlap_rows,
    plan_rows,
)
from align.exchange.revision_rows import (
    SUCCESSORS,
    WAS_WORDT,
    steps,
    successor_rows,
    was_wordt,
)
from align.model import ChangeKind
from align.revisions.names import release_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from align.exchange.revision_rows import Step
    from align.model import Revision
    from align.revisions import Impact

_A4 = 9  # as Excel numbers paper
_MARGIN = 0.4  # inch
_LINE = 15.0  # points; what Excel gives a row of one line
_MOST_LINES = 20
_WIDTHS = {
    "code": 15,
    "titel": 46,
    "tekst": 40,
    "onder": 50,
    "plaats": 40,
    "id": 38,
    "aard": 28,
    "reden": 40,
    "opmerking": 28,
    "op": 11,
    "over": 40,
    "spoor": 40,
    "klokuren": 9,
    "leerjaar": 9,
    "wordt": 9,
}
_USUAL_WIDTH = 12
_EXPLAINED = 100
_NUMBERS = {"klokuren", "meer", "minder", "onzeker", "volgorde_was", "volgorde_wordt"}
#: What reads on paper; the other columns stand beyond the print area.
_PAPER = ("was_code", "was_titel", "wijziging", "aard", "verplaatst", "wordt_code", "wordt_titel")
_ABOUT = {
    "was-wordt": "in de volgorde van de oude versie; wat nieuw is, staat achteraan.",
    "wordt-was": "in de volgorde van de nieuwe versie; wat vervallen is, staat achteraan.",
    "opvolgers": "de officiële opvolgers naast het onderdeel met dezelfde inhoud.",
    "besluiten": "wat er van elk besluit wordt; wat werk vraagt, staat bovenaan.",
    "uren": "uren die de wijzigingen schelen of onzeker maken.",
    "plan": "geplande onderdelen die veranderen.",
    "overlap": "paren die er naast de andere kant bij komen of verdwijnen.",
}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table of the workbook; of its columns the first few are printed."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    printed: int


def revision_csv(revision: Revision) -> bytes:
    """The table as CSV; see `dutch_csv`."""
    return dutch_csv(WAS_WORDT, was_wordt(revision, steps(revision)))


def revision_xlsx(
    revision: Revision, *, made_on: date, command: str, impact: Impact | None = None
) -> bytes:
    """The table as a workbook: an explanation, a sheet a direction, successors, consequences.

    The same input and date give the same bytes.

    Raises:
        InputError: there are more rows than in a sheet.
    """
    import xlsxwriter  # noqa: PLC0415 -- only this format needs it

    there = steps(revision)
    if len(there) >= MAX_ROWS:
        raise InputError(
            f"hier zijn {len(there)} rijen; een werkblad heeft er {MAX_ROWS}",
            where=revision.new.source.path,
            advice="Kies --csv, of een deel met --unit.",
        )
    sheets = [*_both_ways(revision, there), *_consequences(revision, impact)]
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": "Was-wordt", "created": datetime.combine(made_on, time())})
    _explain(book, revision, command, made_on, [sheet.name for sheet in sheets])
    for sheet in sheets:
        _write(book, sheet)
    book.close()
    return buffer.getvalue()


def _both_ways(revision: Revision, there: Sequence[Step]) -> Iterator[_Sheet]:
    """The table in either direction, and the successors that the publisher names."""
    back = sorted(there, key=lambda step: (step.new_at, step.old_at))
    turn = {"was": "wordt", "wordt": "was"}
    turned = ["_".join((turn.get(w, w), *rest)) for w, *rest in (n.split("_") for n in _PAPER)]
    for name, order, first in (("was-wordt", there, _PAPER), ("wordt-was", back, turned)):
        columns = (*first, *(column for column in WAS_WORDT if column not in first))
        rows = [_pick(row, columns) for row in was_wordt(revision, order)]
        yield _Sheet(name, columns, rows, len(first))
    if revision.link_audit:
        ids = [name for name in SUCCESSORS if name.endswith("_id")]
        columns = (*(name for name in SUCCESSORS if name not in ids), *ids)
        rows = [_pick(row, columns, SUCCESSORS) for row in successor_rows(revision)]
        yield _Sheet("opvolgers", columns, rows, len(columns) - len(ids))


def _consequences(revision: Revision, impact: Impact | None) -> Iterator[_Sheet]:
    """What it does to decisions, hours, a plan and overlap, as far as there is any."""
    if not impact:
        return
    if impact.pairs:
        printed = DECISIONS.index("op") + 1
        yield _Sheet("besluiten", DECISIONS, decision_rows(impact, revision), printed)
    if impact.hours:
        yield _Sheet("uren", HOURS, hour_rows(impact), len(HOURS))
    if impact.planned is not None:
        yield _Sheet("plan", PLANNED, plan_rows(impact, revision), len(PLANNED))
    if impact.compared:
        yield _Sheet("overlap", OVERLAPS, overlap_rows(impact), len(OVERLAPS))


def _pick(
    row: Sequence[str], columns: Sequence[str], of: Sequence[str] = WAS_WORDT
) -> tuple[str, ...]:
    named = dict(zip(of, row, strict=True))
    return tuple(named[name] for name in columns)


def _explain(
    book: Any,  # noqa: ANN401 -- xlsxwriter has no types
    revision: Revision,
    command: str,
    made_on: date,
    sheets: Sequence[str],
) -> None:
    old_name, new_name = release_names(revision.old, revision.new)
    counts = Counter(change.kind for change in revision.changes)
    sources = [
        f"{role}: {c.source.title}, {c.source.version}, sha256 {c.source.sha256}"
        for role, c in (("oud", revision.old), ("nieuw", revision.new))
    ]
    lines = [
        f"Wat is er veranderd? {old_name} → {new_name}",
        "",
        *sources,
        f"gemaakt op {made_on.isoformat()} met: {command}",
        "",
        *(f"{kind.value}: {counts[kind]}" for kind in ChangeKind),
        "",
        *(f"Blad {name}: {_ABOUT[name]}" for name in sheets),
        "Een splitsing of samenvoeging heeft een rij voor elk paar van oud en nieuw.",
        "Op papier komen de kolommen die men leest; id's en vindplaatsen staan rechts ervan.",
        "Dit is een voorstel van een programma, geen besluit.",
    ]
    if revision.settings.get("unit") or revision.settings.get("leerweg"):
        lines.append("Alleen een deel van de versies staat hierin; de opdracht zegt welk deel.")
    sheet = book.add_worksheet("uitleg")
    sheet.set_column(0, 0, _EXPLAINED)
    wrapped = book.add_format({"text_wrap": True, "quote_prefix": True})
    bold = book.add_format({"bold": True, "font_size": 14, "quote_prefix": True})
    for at, line in enumerate(lines):
        sheet.write_string(at, 0, fitting(line), bold if at == 0 else wrapped)
        if at:
            sheet.set_row(at, _LINE * _lines(line, _EXPLAINED))
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _write(book: Any, table: _Sheet) -> None:  # noqa: ANN401 -- xlsxwriter has no types
    sheet = book.add_worksheet(table.name)
    head = book.add_format({"bold": True, "bottom": 1})
    plain = {"valign": "top", "quote_prefix": True}
    beyond = book.add_format(plain)
    cell = book.add_format({"text_wrap": True, **plain})
    count = book.add_format({"valign": "top"})
    widths = [_width(column) for column in table.columns]
    for at, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, column, head)
    for line, row in enumerate(table.rows, start=1):
        # Not every program makes a row as high as its texts ask for.
        lines = max(map(_lines, row[: table.printed], widths))
        sheet.set_row(line, _LINE * min(lines, _MOST_LINES))
        for at, (column, text) in enumerate(zip(table.columns, row, strict=True)):
            if column in _NUMBERS and text:
                sheet.write_number(line, at, float(text), count)
            elif text:
                sheet.write_string(line, at, fitting(text), cell if at < table.printed else beyond)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(_MARGIN, _MARGIN, _MARGIN, 2 * _MARGIN)
    sheet.print_area(0, 0, len(table.rows), table.printed - 1)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&R&P / &N")


def _width(column: str) -> int:
    *_, last = column.split("_")
    return _WIDTHS.get(last, max(_USUAL_WIDTH, len(column) + 2))


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column.

    Letters are narrower than the digits by which a width is counted, about by as much as is lost
    where words are kept whole.
    """
    return sum(1 + len(part) // width for part in text.split("\n"))
