"""Reads decisions from a table that a team edited: xlsx, ods or CSV, columns in any order.

See `decisions_table` for the columns. A row whose digest (`stand`) no longer fits was edited: it is
a decision on what the pair is now, by whoever put a name, on the day that stands there; or, when
that day was left alone, on the day that the program kept with the workbook.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from align.errors import InputError
from align.exchange.cells import bare
from align.exchange.decisions_merge import Pot, settle
from align.exchange.decisions_record import Record
from align.exchange.decisions_table import COLUMNS, DECIDED, shown_day, stand
from align.model import Decision, Place, SourceWarning
from align.sources.notes import Notes
from align.sources.office_zip import local_name, office_zip
from align.sources.table.files import may_hold_tables, read_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from align.model import Decisions
    from align.sources.archive import SourceFiles
    from align.sources.table.cells import Grid
    from align.sources.table.cells import Row as GridRow

NAME_ASKED = "uw naam"
"""What stands before the cell with the name of whoever fills in the workbook."""

_PARTED = re.compile(r"(.+?) (\d{1,3})")
_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_DUTCH_DAY = re.compile(
    r"(\d{1,2})(?:[-/.](\d{1,2})[-/.]|[- ]([a-z]{3,9})\.?[- ])(\d{4}|\d{2})"
    r"(?:\s+(\d{1,2}:\d{2})(?::\d{2})?)?",
    re.IGNORECASE,
)
_NEEDED = ("besluit", "id vmbo", "id mbo")
_KINDS = frozenset({"csv", "xlsx", "xls", "ods"})
#: Warnings about cells that say nothing here: these columns are hidden by us, and a remark may well
#: begin with an equals sign.
_EXPECTED = (
    *("kolom is verborgen", "rij is verborgen", "blad is verborgen"),
    *("cel lijkt een formule", "cel loopt lang"),
)
#: Parts that tell when a document was made and saved, and the names of both there.
_MOMENTS = (("docProps/core.xml", "created", "modified"), ("meta.xml", "creation-date", "date"))
_HIDDEN = "een verborgen kolom ('toen' of 'nu')"


@dataclass(slots=True)
class _Sheet:
    """A sheet with decisions while it is read.

    Attributes:
        columns: numbers of the columns of a heading, in order of its parts.
        csv: whether cells may begin with a sign that keeps a program from computing.
        name: name for rows without one.
        saved: day on which a program saved the workbook; empty when unknown.
    """

    grid: Grid
    columns: Mapping[str, tuple[int, ...]]
    csv: bool
    name: str
    saved: str
    pot: Pot = field(default_factory=Pot)

    def read(self, row: GridRow) -> None:
        """Take one row; a row without a decision gives nothing."""
        cells = {name: self._text(row, name) for name in self.columns}
        place = self.grid.place(row.number)
        record = Record(place)
        then = record.packed(cells.get("toen", ""), _HIDDEN)
        beside = then.pop("more", None)  # what an earlier file held beside the format
        if not cells["besluit"]:
            self._undecided(cells, then, place)
            return
        if not (cells["id vmbo"] and cells["id mbo"]):
            record.warn(
                "in deze rij zijn de verborgen kolommen id vmbo en id mbo leeg, dus van welk paar "
                f"dit besluit is, is niet te zien; het telt niet mee: {cells['besluit'][:40]}"
            )
            self.pot.warnings += record.warnings
            return
        said = self._said(cells, then)
        decision = record.decision({**then, **said, **_sides(cells, then)})
        if decision is not None:
            decision = self._told_apart(decision, cells, then, record)
            self.pot.entries.append(replace(decision, more=record.kept(beside)))
        self.pot.warnings += record.warnings

    def _text(self, row: GridRow, name: str) -> str:
        parts = [row.cell(number) for number in self.columns[name]]
        return "".join(bare(part) if self.csv else part for part in parts)

    def _said(self, cells: Mapping[str, str], then: Mapping[str, Any]) -> dict[str, object]:
        on, kept = _iso(cells.get("datum", "")), then.get("on")
        return {
            "verdict": cells["besluit"],
            "relation": cells.get("relatie volgens u", ""),
            "teaches": cells.get("wie geeft het", ""),
            "klokuren": cells.get("klokuren", ""),
            "remark": cells.get("opmerking", ""),
            "by": cells.get("naam", ""),
            # A day that was left alone stands for the moment behind it.
            "on": kept if isinstance(kept, str) and shown_day(kept) == on else on,
        }

    def _told_apart(
        self,
        decision: Decision,
        cells: Mapping[str, str],
        then: Mapping[str, Any],
        record: Record,
    ) -> Decision:
        """The decision as it was written, or as an edited row makes it."""
        if cells.get("stand") and stand(decision) == cells["stand"]:
            return decision
        now = record.packed(cells.get("nu", ""), _HIDDEN) or then
        edited = (
            record.decision({**now, **self._said(cells, then), **_sides(cells, now)}) or decision
        )
        on = edited.on
        if not on or on == then.get("on"):
            on = self.saved if self.saved > on[:10] else on
        if not on:
            record.warn("dit besluit heeft geen datum; vul die in, dan is te zien wat later is")
        by = edited.by or self.name
        return replace(edited, by=by, on=on, trail=decision.trail)

    def _undecided(self, cells: Mapping[str, str], then: Mapping[str, Any], place: Place) -> None:
        filled = [name for name in DECIDED[1:-2] if cells.get(name)]
        if then.get("by") is not None:
            message = "het besluit is leeggemaakt; dit bestand zegt er nu niets meer over"
        elif filled:
            message = f"{' en '.join(filled)} zonder besluit; kies akkoord, afgewezen of bespreken"
        else:
            return
        said = "; ".join(cells[name] for name in filled)
        self.pot.warnings.append(SourceWarning(place, f"{message}: {said}" if said else message))


def read_decisions_table(files: SourceFiles) -> Decisions:
    """Read decisions from all sheets that have them.

    Raises:
        InputError: it is no table, cannot be read, or no sheet has the columns of decisions.
    """
    kind = may_hold_tables(files)
    if kind not in _KINDS:
        raise _no_decisions(files.path)
    notes = Notes()
    table = read_tables(files, kind, notes)
    name = _named_in(table.grids)
    saved = _saved_on(files)
    found = [
        _Sheet(grid, columns, kind == "csv", name, saved)
        for grid in table.grids
        for columns in [_columns(grid)]
        if columns
    ]
    if not found:
        raise _no_decisions(files.path, _missing(table.grids))
    pot = Pot()
    pot.warnings += [w for w in notes.in_order() if not w.message.startswith(_EXPECTED)]
    for sheet in found:
        for row in sheet.grid.rows[1 + _head(sheet.grid) :]:
            sheet.read(row)
        pot.entries += sheet.pot.entries
        pot.warnings += sheet.pot.warnings
    return settle(pot)


def _no_decisions(where: str, missing: Sequence[str] = _NEEDED) -> InputError:
    several = len(missing) > 1
    columns = f"{'kolommen' if several else 'kolom'} {', '.join(missing)}"
    advice = "Geef een werkboek of CSV dat align maakte, of een bestand van de rapportpagina."
    if len(missing) < len(_NEEDED):
        advice = (
            "Kopieer ook die kolommen uit het werkboek van align; verborgen kolommen horen mee."
        )
    return InputError(
        f"hierin staan geen besluiten: de {columns} {'ontbreken' if several else 'ontbreekt'}",
        where=where,
        advice=advice,
    )


def _missing(grids: tuple[Grid, ...]) -> tuple[str, ...]:
    """Columns that the row with most of those that are needed does not have."""
    rows = ({cell.casefold() for cell in row.cells} for grid in grids for row in grid.rows[:10])
    fewest = min((tuple(n for n in _NEEDED if n not in row) for row in rows), key=len, default=())
    return fewest or _NEEDED


def _head(grid: Grid) -> int:
    """Number of the row with the headings; -1 when there is none among the first ten."""
    for number, row in enumerate(grid.rows[:10]):
        if set(_NEEDED) <= {cell.casefold() for cell in row.cells}:
            return number
    return -1


def _columns(grid: Grid) -> dict[str, tuple[int, ...]]:
    """Columns by heading; a heading that stands there twice counts once, the first time."""
    head = _head(grid)
    if head < 0:
        return {}
    found: dict[str, dict[int, int]] = {}
    for number, cell in enumerate(grid.rows[head].cells):
        name, part = cell.casefold(), 1
        if name not in COLUMNS and (parted := _PARTED.fullmatch(name)):
            name, part = parted[1], int(parted[2])
        if name in COLUMNS:
            found.setdefault(name, {}).setdefault(part, number)
    return {name: tuple(parts[part] for part in sorted(parts)) for name, parts in found.items()}


def _named_in(grids: tuple[Grid, ...]) -> str:
    """The name in the cell beside "Uw naam", on whichever sheet."""
    for row in _rows_of(grids):
        for number, cell in enumerate(row.cells):
            if cell.casefold().rstrip(":") == NAME_ASKED and row.cell(number + 1):
                return row.cell(number + 1)
    return ""


def _rows_of(grids: tuple[Grid, ...]) -> Iterator[GridRow]:
    for grid in grids:
        if _head(grid) < 0:
            yield from grid.rows


def _saved_on(files: SourceFiles) -> str:
    """Day on which a program last saved a workbook, as that says itself; else empty."""
    office = office_zip(files)
    for part, made, saved in _MOMENTS:
        if office is not None and office.has(part):
            texts = {local_name(e): e.text or "" for e in office.xml(part).iter()}
            # A workbook that no program saved after we made it has one moment for both; a team
            # may well decide on the day on which it was made.
            moment = texts.get(saved, "")
            return moment[:10] if moment != texts.get(made) else ""
    return ""


def _sides(cells: Mapping[str, str], known: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Both sides: what stands behind the row, where the ids of the row do not say otherwise."""
    sides = {}
    for side, word in (("left", "vmbo"), ("right", "mbo")):
        behind = known.get(side)
        shown = {
            "id": cells[f"id {word}"],
            "code": cells.get(f"code {word}", ""),
            "title": cells.get(f"titel {word}", ""),
        }
        same = isinstance(behind, dict) and behind.get("id") == shown["id"]
        sides[side] = behind if same and isinstance(behind, dict) else shown
    return sides


def _iso(text: str) -> str:
    """A day as people and spreadsheets write it in the form of the format; other texts as it is.

    >>> _iso("24-11-2026 10:30"), _iso("4/3/26"), _iso("24 nov 2026"), _iso("eind maart 2026")
    ('2026-11-24T10:30', '2026-03-04', '2026-11-24', 'eind maart 2026')
    """
    found = _DUTCH_DAY.fullmatch(text)
    if not found:
        return text
    word = found[3].casefold().replace("maart", "mrt")[:3] if found[3] else ""
    if word and word not in _MONTHS:
        return text
    month = _MONTHS.index(word) + 1 if word else int(found[2])
    day = f"{found[4]:0>4}-{month:02}-{int(found[1]):02}"
    if len(found[4]) == 2:
        day = f"20{day[2:]}"
    return f"{day}T{found[5]:0>5}" if found[5] else day
