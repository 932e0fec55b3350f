"""Finds the row with column names in a grid, and says what each column is.

The row need not be the first: a PTA often has a title and a few lines above it, names over two
rows, and the same names again at every page. A user can name columns himself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import process

from align.errors import UsageError
from align.sources.table.cells import Row, letter
from align.sources.table.codes import coded, sbb_code, slo_code
from align.sources.table.leerweg import is_leerweg
from align.sources.table.vocabulary import (
    LEERWEG_COLUMNS,
    MBO_LEVELS,
    ROLES,
    VMBO_LEVELS,
    plain,
    role_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from align.sources.table.cells import Grid

HEADER_WITHIN = 30
"""Rows with text from the top in which the first row with column names must stand."""

GIVEN = "zoals opgegeven"
"""`Column.because` of a column that the user named."""

_FEWEST_NAMES = 2  # known names that make a header, in a table of more columns than these
_NAMES_OF_A_SURE_HEADER = 3  # known names that make a header anywhere, not near the top alone
_KNOWN_SHARE = 0.5  # of the names of a header that must be known
_CODES_SHARE = 0.5  # of the cells of a column that must be codes, to call it one of codes
_LONGEST_SHOWN = 60  # characters of a name in a message
_BY_LETTER = re.compile(r"(?:kolom\s+)?([a-z]{1,2})", re.IGNORECASE)
_NUMBER = re.compile(r"\(?(?:\d{1,2}[a-z]?|[a-z])[.)]?", re.IGNORECASE)
_GIVEN_SPLIT = re.compile(r",(?=\s*[\w ]+=)")
_LEVELS = frozenset((*VMBO_LEVELS, *MBO_LEVELS))
# Columns that say which item a row is about; a table without any of them is no programme.
_CONTENT = frozenset(
    role for level in (*VMBO_LEVELS[2:], *MBO_LEVELS[3:]) for role in (level, f"{level}_code")
)
# Columns of registers of SBB and of the law, which have readers of their own.
_OF_REGISTER = frozenset({"crebo", "crebo_dossier", "kwalificatie", "dossier", "keuzedeel", "sbu"})
_PLANNING = frozenset({"periode", "week", "toetscode", "toetsvorm", "weging", "herkansing", "duur"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        index: 0 for the first.
        name: as printed above it; empty when nothing stands there.
        role: one of `table.vocabulary.ROLES`; empty when it is not known.
        because: why, when the name alone did not tell.
    """

    index: int
    name: str
    role: str = ""
    because: str = ""

    def told(self) -> str:
        """How the column was read, in Dutch."""
        return f"{self.at} gelezen als {self.role}" + (f" ({self.because})" * bool(self.because))

    @property
    def at(self) -> str:
        """The column as a message names it: "kolom C 'Onderdeel'"."""
        return f"kolom {letter(self.index)}" + (f" '{self._shown}'" * bool(self.name))

    @property
    def _shown(self) -> str:
        return " ".join(self.name.split())[:_LONGEST_SHOWN]


@dataclass(frozen=True)
class Part:
    """Rows of a grid below one row with column names.

    Attributes:
        grid: where they stand.
        header: number of the row with names; 0 when the columns were given by letter.
        columns: its columns, from the left.
        above: rows between the part before it and the names.
        rows: rows with content, without repetitions of the names.
    """

    grid: Grid
    header: int
    columns: tuple[Column, ...]
    above: tuple[Row, ...]
    rows: tuple[Row, ...]

    def with_role(self, *roles: str) -> tuple[Column, ...]:
        """Columns with one of these roles."""
        return tuple(column for role in roles for column in self._by_role.get(role, ()))

    @cached_property
    def roles(self) -> frozenset[str]:
        """Roles of all columns that are known."""
        return frozenset(self._by_role)

    @cached_property
    def _by_role(self) -> dict[str, tuple[Column, ...]]:
        found: dict[str, tuple[Column, ...]] = {}
        for column in self.columns:
            if column.role:
                found[column.role] = (*found.get(column.role, ()), column)
        return found

    def codes(self, find: Callable[[str], str]) -> int:
        """Number of cells that begin with a code; `find` is `slo_code` or `sbb_code`."""
        return sum(1 for row in self.rows for cell in row.cells if find(cell))


def parse_columns(text: str) -> dict[str, str]:
    """What `--columns` says: role to column name, of "code=Nr,titel=Omschrijving, lang".

    Raises:
        UsageError: it has another form, or names something that a column cannot be.
    """
    found: dict[str, str] = {}
    for pair in _GIVEN_SPLIT.split(text):
        wanted, equals, name = pair.partition("=")
        if not equals or not name.strip():
            raise UsageError(
                f"bij --columns staat '{pair.strip()}'; daar hoort een vorm als code=Kolomnaam",
                advice='Voorbeeld: --columns "code=Nr,titel=Omschrijving".',
            )
        role = plain(wanted).replace(" ", "_")
        if role not in ROLES:
            role, near = role_of(wanted.strip())
            if not role or near:
                close = [match for match, _, _ in process.extract(plain(wanted), ROLES, limit=5)]
                raise UsageError(
                    f"--columns kent '{wanted.strip()}' niet",
                    advice=f"Bedoelt u {', '.join(close)}? Alles kan zijn: {', '.join(ROLES)}.",
                )
        found[role] = name.strip()
    return found


def parts_of(grid: Grid, given: Mapping[str, str] | None = None) -> tuple[Part, ...]:
    """The parts of a grid, each below its own row with column names.

    There is none when no row names columns and none are given by letter.

    Args:
        grid: a sheet or table.
        given: role to column name or letter, as `parse_columns` gives it.
    """
    headers = _given_headers(grid, given) if given else []
    headers = headers or _headers(grid)
    if not headers and (marked := _below_leerwegen(grid)):
        return marked
    if not headers:
        return _without_names(grid, given or {})
    found: list[Part] = []
    bounds = [*headers[1:], len(grid.rows)]
    start = 0
    for header, end in zip(headers, bounds, strict=True):
        names, below = _names(grid.rows, header)
        rows = tuple(row for row in grid.rows[below:end] if not _repeats(row, grid.rows[header]))
        columns = _columns(names, rows, given or {})
        if found and _same(found[-1].columns, columns):
            found[-1] = replace(found[-1], rows=found[-1].rows + rows)
        else:
            above = grid.rows[start:header]
            found.append(Part(grid, grid.rows[header].number, columns, above, rows))
        start = end
    return tuple(found)


def _below_leerwegen(grid: Grid) -> tuple[Part, ...]:
    """One part of a grid in which leerwegen stand beside a code or title, as in a programme.

    "P/BWI/1.1 | Een bouwproject voorbereiden | BB | KB | GL" above marks for each of its eindtermen
    names three columns and is itself about a deeltaak.
    """
    named = [n for n, row in enumerate(grid.rows) if _names_leerwegen(row)]
    if not named:
        return ()
    first = grid.rows[named[0]]
    names = [cell if role_of(cell)[0] in LEERWEG_COLUMNS else "" for cell in first.cells]
    rows = tuple(
        Row(row.number, tuple("" if role_of(c)[0] in LEERWEG_COLUMNS else c for c in row.cells))
        if n in named
        else row
        for n, row in enumerate(grid.rows)
    )[named[0] :]
    columns = list(_columns(names, rows, {}))
    texts = [column for column in columns if not column.name]
    if not texts:
        return ()
    columns[texts[-1].index] = replace(texts[-1], role="eindterm", because="naast de leerwegen")
    for column in texts[-2:-1]:
        columns[column.index] = replace(column, role="code", because="naast de leerwegen")
    return (Part(grid, first.number, tuple(columns), grid.rows[: named[0]], rows),)


def _names_leerwegen(row: Row) -> bool:
    """Whether a row has two leerwegen or more, and beside them nothing but a code and its title."""
    filled = [row.cells[n] for n in row.filled()]
    others = [cell for cell in filled if role_of(cell)[0] not in LEERWEG_COLUMNS]
    label, colon, _ = others[0].partition(":") if others else ("", "", "")
    about = bool(others) and bool(slo_code(others[0]) or (colon and role_of(label)[0] in _LEVELS))
    return about and len(others) <= 2 <= len(filled) - len(others)


def is_programme(part: Part) -> bool:
    """Whether the rows are about parts of a programme: not a register, a legend or a timetable."""
    roles = part.roles
    if roles & _CONTENT:
        return True
    if "code" in roles and part.codes(slo_code) + part.codes(sbb_code) > 0:
        return True
    return bool(roles & {"omschrijving", "titel"}) and len(roles & _PLANNING) >= 2


def is_list_of_keuzedelen(part: Part) -> bool:
    """Whether the rows name keuzedelen and nothing below them, as in an exam plan."""
    return "keuzedeel" in part.roles and not part.roles & _CONTENT


def is_register(grid: Grid) -> bool:
    """Whether a row near the top names columns of a register, and none of a programme."""
    for row in grid.rows[:HEADER_WITHIN]:
        roles = {role for role, near in map(role_of, row.cells) if role and not near}
        known = roles & _OF_REGISTER - {"sbu"}  # hours stand in a PTA too
        if len(roles) >= _FEWEST_NAMES and known and not roles & _CONTENT:
            return True
    return False


def _headers(grid: Grid) -> list[int]:
    """Positions of rows with column names."""
    scores = [_score(row) for row in grid.rows]
    sure = [
        position
        for position, (known, share) in enumerate(scores)
        if known >= _NAMES_OF_A_SURE_HEADER
        and share > _KNOWN_SHARE
        and _any_content(grid, position)
    ]
    if sure:
        # Cells that reach down over two rows of names make the second one look like a header too.
        above = dict(zip(sure[1:], sure, strict=False))
        rows = grid.rows
        return [n for n in sure if above.get(n) != n - 1 or not _goes_on(rows[n], rows[n - 1])]
    best, at = 0.0, -1
    for position, (known, share) in enumerate(scores[:HEADER_WITHIN]):
        fewest = 1 if grid.width <= _FEWEST_NAMES else _FEWEST_NAMES
        if (
            known >= fewest
            and share >= _KNOWN_SHARE
            and known > best
            and _any_content(grid, position)
        ):
            best, at = known, position
    return [at] if at >= 0 else []


def _any_content(grid: Grid, position: int) -> bool:
    """Whether a row names what items are made of; "Profiel | Zorg | Leerweg | KB" does not."""
    roles = {role_of(cell)[0] for cell in grid.rows[position].cells}
    return bool(roles & _CONTENT) or bool(roles & {"code", "titel", "omschrijving"})


def _score(row: Row) -> tuple[int, float]:
    """Number of different columns that a row names, and the share of its cells that do."""
    filled = [row.cells[n] for n in row.filled()]
    roles = [role for cell in filled if (role := role_of(cell)[0])]
    return len(set(roles)), len(roles) / len(filled) if filled else 0.0


def _names(rows: Sequence[Row], header: int) -> tuple[list[str], int]:
    """Column names, with those of a second row of names, and the first row below them."""
    names = list(rows[header].cells)
    below = header + 1
    if below < len(rows) and _goes_on(rows[below], rows[header]):
        following = rows[below]
        names += [""] * (len(following.cells) - len(names))
        for n in following.filled():
            names[n] = following.cells[n]
        below += 1
    # "1 2 3 4": numbers of the columns, as in the format of SLO.
    while below < len(rows) and counts_columns(rows[below]):
        below += 1
    return names, below


def _goes_on(row: Row, header: Row) -> bool:
    """Whether a row below one with names is a second row of names.

    All its cells are names, or most are and some of those stand below no name: "Leerweg" reaches
    over BB, KB and GL.
    """
    filled = row.filled()
    known = [n for n in filled if role_of(row.cells[n])[0]]
    if len(known) == len(filled):
        enough = len(known) >= _FEWEST_NAMES
    else:
        most = len(known) >= _NAMES_OF_A_SURE_HEADER and len(known) > _KNOWN_SHARE * len(filled)
        enough = most and any(not header.cell(n) for n in known)
    return enough and not _repeats(row, header)


def counts_columns(row: Row) -> bool:
    """Whether a row only numbers the columns: "1", "2", "3", as in the format of SLO."""
    filled = row.filled()
    values = [row.cells[n] for n in filled]
    return len(filled) > 2 and values == [str(n) for n in range(1, len(filled) + 1)]


def _repeats(row: Row, header: Row) -> bool:
    return len(row.cells) == len(header.cells) and all(
        plain(cell) == plain(name) for cell, name in zip(row.cells, header.cells, strict=True)
    )


def _same(left: Iterable[Column], right: Iterable[Column]) -> bool:
    return [(c.index, c.role, plain(c.name)) for c in left] == [
        (c.index, c.role, plain(c.name)) for c in right
    ]


def _columns(
    names: Sequence[str], rows: Sequence[Row], given: Mapping[str, str]
) -> tuple[Column, ...]:
    width = max([len(names), *(len(row.cells) for row in rows)], default=0)
    columns = [Column(n, names[n] if n < len(names) else "") for n in range(width)]
    taken: dict[str, int] = {}
    for role, name in given.items():
        index = _index_of(name, columns)
        if index is not None:
            taken[role] = index
            columns[index] = replace(columns[index], role=role, because=GIVEN)
    for column in list(columns):
        if column.role:
            continue
        role, near = role_of(column.name)
        if role in taken:
            role = _second(columns, taken, role, column.index, rows)
        if role and role not in taken:
            taken[role] = column.index
            because = "bijna zo gespeld" if near else ""
            columns[column.index] = replace(column, role=role, because=because)
    return tuple(_by_values(columns, rows))


def _index_of(name: str, columns: Sequence[Column]) -> int | None:
    """Column with this name, else with this letter."""
    for column in columns:
        if column.name and plain(column.name) == plain(name):
            return column.index
    by_letter = _BY_LETTER.fullmatch(name.strip())
    if by_letter:
        return next((c.index for c in columns if letter(c.index) == by_letter[1].upper()), None)
    return None


def _second(
    columns: list[Column], taken: dict[str, int], role: str, index: int, rows: Sequence[Row]
) -> str:
    """Role of a second column of one name: "Werkproces | Werkproces" are a code and a title."""
    first = taken[role]
    if role not in _LEVELS or f"{role}_code" in taken:
        return ""
    codes, other = _share_of_codes(rows, first), _share_of_codes(rows, index)
    if codes > _CODES_SHARE > other:
        columns[first] = replace(columns[first], role=f"{role}_code", because="codes")
        taken[f"{role}_code"] = first
        del taken[role]
        return role
    return f"{role}_code" if other > _CODES_SHARE > codes else ""


def _by_values(columns: list[Column], rows: Sequence[Row]) -> list[Column]:
    """Columns whose values tell more than their name."""
    for column in list(columns):
        values = [row.cell(column.index) for row in rows if row.cell(column.index)]
        if column.role == "niveau" and values and all(is_leerweg(value) for value in values):
            columns[column.index] = replace(column, role="leerweg", because="BB, KB, GL of TL")
        for levels, find, whose in ((VMBO_LEVELS, sbb_code, "SBB"), (MBO_LEVELS, slo_code, "SLO")):
            if column.role in levels and _share(values, find) > _CODES_SHARE:
                because = f"er staan codes van {whose} in"
                columns[column.index] = replace(column, role="code", because=because)
    _number_column(columns, rows)
    roles = {column.role for column in columns}
    told = {f"{level}_code" for level in _LEVELS} & roles
    if (
        "code" not in roles
        and not told
        and not any(
            c.role in _LEVELS and _share_of_codes(rows, c.index) > _CODES_SHARE for c in columns
        )
    ):
        unknown = [c for c in columns if c.role in {"", "toetscode", "titel", "omschrijving"}]
        best = max(unknown, key=lambda c: _share_of_codes(rows, c.index), default=None)
        if best and _share_of_codes(rows, best.index) > _CODES_SHARE:
            columns[best.index] = replace(best, role="code", because="er staan codes in")
    return columns


def _number_column(columns: list[Column], rows: Sequence[Row]) -> None:
    """A column without a name before that of the eindtermen holds their codes or numbers."""
    for column, following in pairwise(list(columns)):
        if column.name or column.role or following.role != "eindterm":
            continue
        cells = [cell for row in rows if (cell := row.cell(column.index))]
        if cells and all(_NUMBER.fullmatch(cell) or slo_code(cell) for cell in cells):
            because = "er staan nummers of codes in"
            columns[column.index] = replace(column, role="code", because=because)


def _share_of_codes(rows: Sequence[Row], index: int) -> float:
    cells = [cell for row in rows if (cell := row.cell(index))]
    return _share(cells, lambda cell: coded(cell)[0].code)


def _share(cells: Sequence[str], find: Callable[[str], str]) -> float:
    """Share of the cells that begin with a code."""
    return sum(1 for cell in cells if find(cell)) / len(cells) if cells else 0.0


def _given_headers(grid: Grid, given: Mapping[str, str]) -> list[int]:
    """The row that has most of the column names that the user gave."""
    wanted = {plain(name) for name in given.values()}
    best, at = 0, -1
    for position, row in enumerate(grid.rows[:HEADER_WITHIN]):
        hits = len({plain(cell) for cell in row.cells if cell} & wanted)
        if hits > best:
            best, at = hits, position
    return [at] if best else []


def _without_names(grid: Grid, given: Mapping[str, str]) -> tuple[Part, ...]:
    columns = _columns([], grid.rows, given)
    if not any(column.because == GIVEN for column in columns):
        return ()
    return (Part(grid, 0, columns, (), grid.rows),)
