"""The was-wordt table as CSV and as a workbook (XLSX), which reads in both directions."""

from __future__ import annotations

import io
from collections import Counter
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from align.errors import InputError
from align.exchange.cells import MAX_ROWS, dutch_csv, fitting
from align.exchange.revision_rows import (
    CHANGE_COLUMNS,
    SUCCESSORS,
    WAS_WORDT,
    steps,
    successor_rows,
    was_wordt,
)
from align.model import ChangeKind
from align.revisions.names import release_names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from align.model import Revision
    from align.revisions import Impact

_A4 = 9  # as Excel numbers paper
_WIDTHS = {"titel": 60, "tekst": 30, "onder": 30, "plaats": 30, "aard": 30, "reden": 40}
_USUAL_WIDTH = 13
_OVERLAP = (
    "overlap",
    "vmbo_code",
    "vmbo_titel",
    "mbo_code",
    "mbo_titel",
    "sterkte",
    "reden",
    "vmbo_tekst",
    "mbo_tekst",
)
_IMPACT = (
    "gevolg",
    "reden",
    "vmbo_code",
    "vmbo_titel",
    "mbo_code",
    "mbo_titel",
    "besluit",
    "opmerking",
    "door",
    "op",
    "gaat_over_op",
    "spoor",
)


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
    back = sorted(there, key=lambda step: (step.new_at, step.old_at))
    turned = _turned(WAS_WORDT)
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": "Was-wordt", "created": datetime.combine(made_on, time())})
    _explain(book, revision, command, made_on)
    rows = was_wordt(revision, there)
    _sheet(book, "was-wordt", WAS_WORDT, rows)
    other = [_pick(row, turned) for row in was_wordt(revision, back)]
    _sheet(book, "wordt-was", turned, other)
    if revision.link_audit:
        _sheet(book, "opvolgers", SUCCESSORS, successor_rows(revision))
    if impact and (impact.pairs or not impact.compared):
        _sheet(book, "besluiten", _IMPACT, _impact_rows(impact))
    if impact and impact.compared:
        _sheet(book, "overlap", _OVERLAP, _overlap_rows(impact))
    book.close()
    return buffer.getvalue()


def _turned(columns: Sequence[str]) -> tuple[str, ...]:
    """The columns with what it became first."""
    first = [name for name in columns if name.startswith("wordt_")]
    last = [name for name in columns if name.startswith("was_")]
    rest = [name for name in columns if name not in (*first, *last, *CHANGE_COLUMNS)]
    return (*first, *CHANGE_COLUMNS, *last, *rest)


def _pick(row: Sequence[str], columns: Sequence[str]) -> tuple[str, ...]:
    named = dict(zip(WAS_WORDT, row, strict=True))
    return tuple(named[name] for name in columns)


def _explain(book: Any, revision: Revision, command: str, made_on: date) -> None:  # noqa: ANN401 -- xlsxwriter has no types
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
        "Blad was-wordt: in de volgorde van de oude versie; wat nieuw is, staat achteraan.",
        "Blad wordt-was: in de volgorde van de nieuwe versie; wat vervallen is, staat achteraan.",
        "Een splitsing of samenvoeging heeft een rij voor elk paar van oud en nieuw.",
        "Blad opvolgers: de officiële opvolgers naast het onderdeel met dezelfde inhoud.",
        "Dit is een voorstel van een programma, geen besluit.",
    ]
    if revision.settings.get("unit") or revision.settings.get("leerweg"):
        lines.append("Alleen een deel van de versies staat hierin; de opdracht zegt welk deel.")
    sheet = book.add_worksheet("uitleg")
    sheet.set_column(0, 0, 110)
    wrapped = book.add_format({"text_wrap": True, "quote_prefix": True})
    bold = book.add_format({"bold": True, "font_size": 14, "quote_prefix": True})
    for at, line in enumerate(lines):
        sheet.write_string(at, 0, fitting(line), bold if at == 0 else wrapped)


def _sheet(book: Any, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:  # noqa: ANN401
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bottom": 1})
    cell = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    count = book.add_format({"valign": "top"})
    for number, column in enumerate(columns):
        sheet.set_column(number, number, _WIDTHS.get(column.rpartition("_")[2], _USUAL_WIDTH))
        sheet.write_string(0, number, column, head)
    for line, row in enumerate(rows, start=1):
        for number, (column, text) in enumerate(zip(columns, row, strict=True)):
            if column.startswith("volgorde_"):
                sheet.write_number(line, number, int(text), count)
            elif text:
                sheet.write_string(line, number, fitting(text), cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _impact_rows(impact: Impact) -> list[tuple[str, ...]]:
    return [
        (
            pair.fate.value,
            pair.reason,
            pair.decision.left.code,
            pair.decision.left.title,
            pair.decision.right.code,
            pair.decision.right.title,
            pair.decision.verdict.value,
            pair.decision.remark,
            pair.decision.by,
            pair.decision.on,
            "; ".join(f"{left} × {right}" for left, right in pair.pairs),
            "; ".join(pair.decision.trail),
        )
        for pair in impact.pairs
    ]


def _overlap_rows(impact: Impact) -> list[tuple[str, ...]]:
    """Overlaps that came and went, with the sentences that are most alike."""
    came = [("erbij", one.pair, one.reason) for one in impact.new_overlaps]
    went = [("weg", pair, "") for pair in impact.lost_overlaps]
    rows: list[tuple[str, ...]] = []
    for what, pair, reason in (*came, *went):
        left, right = impact.items[pair.left], impact.items[pair.right]
        names = (left.code, left.title, right.code, right.title)
        best = pair.evidence[0] if pair.evidence else None
        quotes = (best.left.text, best.right.text) if best else ("", "")
        rows.append((what, *names, pair.strength.value, reason, *quotes))
    return rows
