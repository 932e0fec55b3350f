"""Reads tables of schools: a PTA, leerplan or exam plan in CSV, xlsx, xls, ods, docx, odt or PDF.

Whether a table is about vmbo or mbo follows from its columns and codes; so does which column is
what. Both are told with the document, so that a reader can see how it was understood.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.errors import InputError, OtherKindError
from align.model import Curriculum, Side, Source
from align.sources.codes import natural_key
from align.sources.notes import Notes
from align.sources.reader import Recognition
from align.sources.table.codes import sbb_code, slo_code
from align.sources.table.columns import (
    GIVEN,
    is_list_of_keuzedelen,
    is_programme,
    is_register,
    parts_of,
)
from align.sources.table.files import PDF, may_hold_tables, read_tables
from align.sources.table.mbo import MboTree
from align.sources.table.notes import names_shown, note_columns, note_items, note_unread
from align.sources.table.statements import (
    heading,
    is_total,
    lines_above,
    statements_above,
    title_of,
    version_in,
)
from align.sources.table.vmbo import VmboTree
from align.sources.table.vocabulary import LEERWEG_COLUMNS, MBO_LEVELS, VMBO_LEVELS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from align.model import SourceWarning
    from align.sources.archive import SourceFiles
    from align.sources.table.columns import Part
    from align.sources.table.files import TableFile

_TOLD, _SURE, _UNSURE = 1.0, 0.7, 0.05
_PRINTED = 0.5  # of tables in a PDF: one that says what it is has a reader of its own
_PAIRS = (("code vmbo", "code mbo"), ("subject_id", "object_id"))
"""Columns of a list of pairs: as `align overlap` writes it, and as SSSOM does."""
_CONVERTED = ("soort", "ouder_id", "kenmerken", "plaats")
"""Columns of the table that `align convert` makes."""
_LONGEST_SHOWN = 80  # characters of a row in a warning
_TOP_ROWS = 60  # rows in which the names of a list of pairs must stand
_OF_MBO = frozenset(
    {*MBO_LEVELS, *(f"{level}_code" for level in MBO_LEVELS), "crebo", "crebo_dossier", "gedrag"}
)
_OF_VMBO = frozenset({*VMBO_LEVELS, *(f"{level}_code" for level in VMBO_LEVELS), *LEERWEG_COLUMNS})


class TableReader:
    """Reads tables with a programme of vmbo or mbo.

    Args:
        columns: role to column name or letter, as `table.columns.parse_columns` gives it.
    """

    name = "tabel"

    def __init__(self, columns: Mapping[str, str] | None = None) -> None:
        self._given = dict(columns or {})

    def recognise(self, files: SourceFiles) -> Recognition | None:
        """Recognise a table by the names of its columns.

        An Office document or CSV file without such a table is still taken when no other reader
        wants it, so that the message can say what is missing; a PDF may be anything.
        """
        kind = may_hold_tables(files)
        if not kind:
            return None
        try:
            table = read_tables(files, kind, Notes(), only_head=True)
        except InputError:
            return None if kind == PDF else Recognition(_UNSURE, f"dit is een {kind}-bestand")
        found = _programmes(table, self._given)
        if kind == PDF:
            reason = _reason(table, found.programme) if found.programme else ""
            return Recognition(_PRINTED, reason) if reason else None
        if found.programme:
            told = any(_is_told(part) for part in found.programme)
            return Recognition(_TOLD if told else _SURE, _reason(table, found.programme))
        if any(is_register(grid) for grid in table.grids) and not _is_converted(table):
            return None
        return Recognition(_UNSURE, f"dit is een tabel ({table.how})")

    def read(self, files: SourceFiles, why: str) -> Curriculum:
        """Read all tables of a file; see `reader.Reader.read`."""
        notes = Notes()
        table = read_tables(files, may_hold_tables(files), notes)
        found = _programmes(table, self._given)
        parts = found.programme
        if not parts:
            raise _no_columns(table, files.path, self._given)
        side, because = _side_of_most(parts)
        reading = _Reading(notes, MboTree(notes) if side is Side.MBO else VmboTree(notes))
        other = list(found.other)
        for part in parts:
            if len(parts) == 1 or _side(part)[0] is side:
                reading.read(part)
            else:
                other.append(part)
        if side is Side.MBO:
            for part in [part for part in other if is_list_of_keuzedelen(part)]:
                reading.read(part)
                other.remove(part)
        items = reading.tree.tree.items()
        if not items:
            raise InputError(
                "onder de kolomkoppen staat geen enkele rij die gelezen kan worden",
                where=files.path,
                advice="Kijk of de kolommen kloppen, of noem ze met --columns.",
            )
        read = [part for part in (*parts, *found.other) if part not in other]
        note_unread(table, read, other, notes)
        note_columns(read, self._given, notes)
        note_items(items, table.name, notes)
        # Of a booklet with the PTA of every vak those with codes are what is compared.
        titled = sorted(read, key=lambda part: not (part.codes(slo_code) or part.codes(sbb_code)))
        titles = [title for part in titled if (title := title_of(part))]
        stem = table.name.rpartition(".")[0] or table.name
        labels = [text for part in read for text in (*titles, part.grid.label, *lines_above(part))]
        source = Source(
            path=files.path,
            format=f"{self.name}-{table.kind}",
            title=titles[0] if titles else stem,
            version=version_in(iter([*labels, stem])),
            sha256=table.sha256,
            why="; ".join(dict.fromkeys([why, because, *reading.tree.why])),
        )
        return Curriculum(source, side, items, _in_order(notes))


@dataclass(frozen=True, slots=True)
class _Parts:
    """Parts that hold a programme, and parts with other known columns."""

    programme: tuple[Part, ...]
    other: tuple[Part, ...]


@dataclass(slots=True)
class _Reading:
    """Goes through the rows of parts and hands them to the tree of a side."""

    notes: Notes
    tree: VmboTree | MboTree
    _grids: dict[str, str] = field(default_factory=dict)

    def read(self, part: Part) -> None:
        grid = part.grid
        if grid.name not in self._grids:
            self._grids[grid.name] = title_of(part)
            self.tree.begin(part, self._grids[grid.name])
        elif part.above or part.header:
            place = grid.place(part.header)
            self.notes.add(place, "tweede rij met kolomkoppen; vanaf hier gelden die kolommen")
            self.tree.begin(part, self._grids[grid.name])
        for statement in statements_above(part):
            if not self.tree.state(statement):
                detail = f"{statement.role}: {statement.value}"
                self.notes.add(statement.place, "regel boven de tabel is niet gelezen", detail)
        for above, row in zip((None, *part.rows), part.rows, strict=False):
            if is_total(row, above):
                detail = " | ".join(cell for cell in row.cells if cell)[:_LONGEST_SHOWN]
                self.notes.add(grid.place(row.number), "rij met een totaal is niet gelezen", detail)
                continue
            stated = heading(row, part)
            if stated is not None and self.tree.state(stated):
                continue
            if not self.tree.row(row, part):
                detail = " | ".join(cell for cell in row.cells if cell)[:_LONGEST_SHOWN]
                self.notes.add(grid.place(row.number), "rij is niet gelezen", detail)


def _programmes(table: TableFile, given: Mapping[str, str]) -> _Parts:
    """Parts of all tables, those that hold a programme apart."""
    parts = [part for grid in table.grids for part in parts_of(grid, given)]
    wanted = [_is_told(part) or is_programme(part) for part in parts]
    return _Parts(
        tuple(part for part, yes in zip(parts, wanted, strict=True) if yes),
        tuple(part for part, yes in zip(parts, wanted, strict=True) if not yes),
    )


def _is_told(part: Part) -> bool:
    """Whether the user said what one of these columns is."""
    return any(column.because == GIVEN for column in part.columns)


def _side_of_most(parts: Sequence[Part]) -> tuple[Side, str]:
    """The side of the parts with the most rows, and why."""
    sides = [_side(part) for part in parts]
    rows: dict[Side, int] = {}
    for part, (side, _) in zip(parts, sides, strict=True):
        rows[side] = rows.get(side, 0) + len(part.rows)
    most = max(rows, key=lambda side: rows[side])
    return most, next(why for side, why in sides if side is most)


def _side(part: Part) -> tuple[Side, str]:
    """Which side the columns and codes of a part speak of, and why."""
    slo, sbb = part.codes(slo_code), part.codes(sbb_code)
    vmbo, mbo = sorted(part.roles & _OF_VMBO), sorted(part.roles & _OF_MBO)
    # A code says more than the name of a column: "onderdeel" may stand above anything.
    if (len(vmbo) + 3 * (slo > sbb)) >= (len(mbo) + 3 * (sbb > slo)):
        side, seen, codes = Side.VMBO, vmbo, "SLO" if slo else ""
    else:
        side, seen, codes = Side.MBO, mbo, "SBB" if sbb else ""
    reasons = [f"kolommen {', '.join(seen)}"] if seen else []
    reasons += [f"codes van {codes}"] if codes else []
    return side, f"{side.value} vanwege {' en '.join(reasons) or 'de kolommen van een PTA'}"


def _reason(table: TableFile, parts: Sequence[Part]) -> str:
    first = parts[0]
    where = f"{first.grid.name}, " if first.grid.name else ""
    header = f"kolomkoppen in rij {first.header}" if first.header else "geen kolomkoppen"
    told = ", ".join(column.told() for column in first.columns if column.role)
    others = len({part.grid.name for part in parts}) - 1
    more = f"; en nog {others} {'tabel' if others == 1 else 'tabellen'}" if others else ""
    return f"{table.how}; {where}{header}: {told}{more}"


def _no_columns(table: TableFile, where: str, given: Mapping[str, str]) -> OtherKindError:
    grid = next((grid for grid in table.grids if grid.rows), None)
    if grid is None:
        return OtherKindError(
            "hierin staat geen tabel met tekst",
            where=where,
            advice="Alleen tabellen worden gelezen: geef het bestand met de tabel van het "
            "programma op, of zet een lijst in een tabel met kolommen als Deeltaak en Eindterm.",
        )
    if _is_list_of_pairs(table):
        return OtherKindError(
            "dit is een lijst van paren of besluiten, geen programma",
            where=where,
            advice="'align decisions' leest besluiten terug; geef hier een programma op.",
        )
    if _is_converted(table):
        return OtherKindError(
            "dit is een overzicht dat 'align convert' maakte; dat wordt niet teruggelezen",
            where=where,
            advice="Geef hier de bron zelf, of zet die om met --to json: dat leest align weer.",
        )
    names = names_shown(max(grid.rows[:5], key=lambda row: len(row.filled())).cells)
    if given:
        what = f"geen van de opgegeven kolommen ({', '.join(given.values())}) staat in deze tabel"
    else:
        what = "van deze tabel zijn de kolommen niet herkend"
    return OtherKindError(
        f"{what}; bovenaan staat {names}",
        where=f"{where}, {grid.name}" if grid.name else where,
        advice='Zeg welke kolom wat is, bijvoorbeeld --columns "code=A,omschrijving=C".',
    )


def _is_list_of_pairs(table: TableFile) -> bool:
    tops = (" ".join(row.cells).lower() for grid in table.grids for row in grid.rows[:_TOP_ROWS])
    return any(all(name in top for name in pair) for top in tops for pair in _PAIRS)


def _is_converted(table: TableFile) -> bool:
    heads = (row.cells for grid in table.grids for row in grid.rows[:1])
    return any(all(name in cells for name in _CONVERTED) for cells in heads)


def _in_order(notes: Notes) -> tuple[SourceWarning, ...]:
    """Warnings in the order of sheets and rows; row 10 comes after row 9."""
    return tuple(sorted(notes.in_order(), key=lambda warning: natural_key(warning.place.path)))
