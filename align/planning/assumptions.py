"""Every number that a team may change, in one table; `--hours FILE` changes it (TOML or CSV)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from align.errors import InputError
from align.model import Assumption
from align.planning.fields import Fields, raise_all, read_small, read_toml
from align.sources.numbers import HOW_TO_WRITE, finite, hours_in

TABLE = Path(__file__).parent / "assumptions.toml"

_UNITS = ("klokuren", "sbu", "aandeel", "aantal", "leerjaar")
#: Tables of a TOML file, and what they are called here.
_TABLES = {
    "aannames": "values",
    "eenheden": "units",
    "niveaus": "niveaus",
    "studieduur": "years",
}
_CSV_PREFIXES = {"niveau": "niveaus", "studieduur": "years"}
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
_MOST_KLOKUREN = 2_000


@dataclass(frozen=True)
class Assumptions:
    """The table as it counts in one plan.

    Attributes:
        table: all assumptions, in the order in which they are shown.
        units: klokuren of single units by code, where a team says so.
        niveaus: mbo level (1..4) by crebo, where a team says so.
        years: nominal duration of the opleiding in years by crebo, where a team says so.
    """

    table: tuple[Assumption, ...]
    units: Mapping[str, int] = field(default_factory=dict)
    niveaus: Mapping[str, int] = field(default_factory=dict)
    years: Mapping[str, int] = field(default_factory=dict)

    def __getitem__(self, name: str) -> float:
        """The value of one assumption, in its own unit; the table names them."""
        return next(entry.value for entry in self.table if entry.name == name)

    def whole(self, name: str) -> int:
        """A value that is counted in whole numbers (klokuren, years, periods)."""
        return round(self[name])


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[Assumption, float, float], ...]:
    """Assumptions with the lowest and highest value that make sense."""
    faults: list[InputError] = []
    top = Fields(read_toml(TABLE), TABLE.name, faults)
    rows = []
    for entry in top.tables("aannames"):
        value = entry.number("waarde")
        low, high = entry.number("minstens", 0.0), entry.number("hoogstens")
        assumption = Assumption(
            name=entry.text("naam"),
            value=value,
            default=value,
            unit=entry.choice("eenheid", _UNITS),
            text=entry.text("tekst"),
            source=entry.text("bron", optional=True),
        )
        entry.done()
        rows.append((assumption, low, high))
    raise_all(faults)
    return tuple(rows)


def default_assumptions() -> Assumptions:
    """The table when nobody says otherwise.

    Raises:
        SeveralInputsError: it is damaged, which only a change of the program can cause.
    """
    return Assumptions(tuple(assumption for assumption, _, _ in _rows()))


def load_assumptions(path: Path) -> Assumptions:
    """The table with what a file changes.

    A TOML file has `[aannames]` (name = value), `[eenheden]` (code = klokuren), `[niveaus]` and
    `[studieduur]` (crebo = niveau or years); a CSV file has the columns `naam` and `waarde`, with
    all kinds of row below each other ("niveau 25894" for a niveau).

    Raises:
        SeveralInputsError: names that do not exist, numbers that cannot be; all faults.
        InputError: the file cannot be read.
    """
    if path.suffix.casefold() in _WORKBOOKS and read_small(path):
        raise InputError(
            "dit is een werkboek, en uren worden uit CSV of TOML gelezen",
            where=path.name,
            advice="Bewaar het blad als CSV, met op de eerste regel naam;waarde.",
        )
    if path.suffix.casefold() == ".csv":
        return changed(**_from_csv(path), where=path.name)
    values = read_toml(path)
    unknown = sorted(values.keys() - _TABLES.keys())
    if unknown or not all(isinstance(part, dict) for part in values.values()):
        raise InputError(
            f"onbekend: {', '.join(unknown)}" if unknown else "hier horen tabellen",
            where=path.name,
            advice="Gebruik [aannames], [eenheden], [niveaus] of [studieduur], met naam = getal.",
        )
    given = {_TABLES[name]: part for name, part in values.items()}
    return changed(**{"values": {}, **given}, where=path.name)


def changed(
    values: Mapping[str, Any],
    units: Mapping[str, Any] | None = None,
    niveaus: Mapping[str, Any] | None = None,
    years: Mapping[str, Any] | None = None,
    where: str = "aannames",
) -> Assumptions:
    """The default table with other values.

    Raises:
        SeveralInputsError: names that do not exist, numbers that cannot be; all faults.
    """
    faults: list[InputError] = []
    names = {assumption.name for assumption, _, _ in _rows()}
    faults += [
        InputError(
            f'de aanname "{name}" bestaat niet',
            where=where,
            advice=f"Kies uit {', '.join(sorted(names))}.",
        )
        for name in sorted(values.keys() - names)
    ]
    table = []
    for assumption, low, high in _rows():
        value = assumption.value
        if assumption.name in values:
            own = values[assumption.name]
            value = _number(own, (low, high), f"{where}, {assumption.name}", faults)
            if assumption.unit in ("aantal", "leerjaar") and value != round(value):
                faults.append(InputError(f"{assumption.name} hoort heel te zijn", where=where))
        table.append(replace(assumption, value=value))

    def wholes(given: Mapping[str, Any] | None, low: int, high: int) -> Mapping[str, int]:
        return MappingProxyType(
            {
                code: _whole(number, (low, high), f"{where}, {code}", faults)
                for code, number in sorted((given or {}).items())
            }
        )

    own = wholes(units, 0, _MOST_KLOKUREN)
    levels, durations = wholes(niveaus, 1, 4), wholes(years, 1, 4)
    if "periodes_per_jaar" in values and not faults and int(values["periodes_per_jaar"]) % 2:
        faults.append(InputError("periodes_per_jaar hoort even te zijn", where=where))
    raise_all(faults)
    return Assumptions(tuple(table), own, levels, durations)


def _number(
    value: object, bounds: tuple[float, float], where: str, faults: list[InputError]
) -> float:
    """A finite number between two bounds; else the lowest, with a fault."""
    low, high = bounds
    number = finite(value)
    if number is not None and low <= number <= high:
        return number
    if number is not None:
        shown = f"{number:g} kan niet; kies een getal van {low:g} tot en met {high:g}"
    elif isinstance(value, int) and not isinstance(value, bool):
        shown = f"een getal van zoveel cijfers kan niet; kies van {low:g} tot en met {high:g}"
    else:
        shown = f"{value!r} is geen getal"
    faults.append(InputError(shown, where=where))
    return float(low)


def _whole(value: object, bounds: tuple[float, float], where: str, faults: list[InputError]) -> int:
    """A whole number between two bounds; else the nearest or the lowest, with a fault."""
    number = _number(value, bounds, where, faults)
    if not number.is_integer():
        faults.append(InputError(f"{number:g} hoort een heel getal te zijn", where=where))
    return round(number)


def _rows_of_csv(path: Path) -> list[tuple[int, dict[str | None, Any]]]:
    """Rows by column, each with the line on which it ends; cells too many stand under None."""
    data = read_small(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    first = text.partition("\n")[0]
    try:
        reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in first else ",")
        reader.fieldnames = [name.strip().casefold() for name in reader.fieldnames or ()]
        named = set(reader.fieldnames)
        rows: list[tuple[int, dict[str | None, Any]]] = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise InputError(
            f"dit is geen leesbaar CSV-bestand ({error})",
            where=path.name,
            advice="Staat er een aanhalingsteken dat nergens sluit? Bewaar het opnieuw als CSV.",
        ) from error
    if not {"naam", "waarde"} <= named:
        raise InputError(
            "de kolommen naam en waarde ontbreken",
            where=path.name,
            advice="Zet op de eerste regel: naam;waarde",
        )
    return rows


def _from_csv(path: Path) -> dict[str, dict[str, Any]]:
    names = {assumption.name for assumption, _, _ in _rows()}
    found: dict[str, dict[str, Any]] = {part: {} for part in _TABLES.values()}
    faults: list[InputError] = []
    for line, row in _rows_of_csv(path):
        name, shown = (row["naam"] or "").strip(), (row["waarde"] or "").strip()
        if not name and not shown:
            continue
        if any(row.get(None) or ()):  # "12,5" between commas, without quotation marks
            faults.append(
                InputError(
                    f"{name}: deze regel heeft meer cellen dan de eerste",
                    where=f"{path.name}, regel {line}",
                    advice="Zet een getal met een komma tussen aanhalingstekens.",
                )
            )
        part, name = _part_of(name, names)
        into = found[part]
        if name in into:
            faults.append(
                InputError(f"{name} staat er twee keer", where=f"{path.name}, regel {line}")
            )
        number = hours_in(shown)
        if number is None:
            faults.append(
                InputError(
                    f'{name}: "{shown}" is geen getal',
                    where=f"{path.name}, regel {line}",
                    advice=HOW_TO_WRITE if any(sign.isdigit() for sign in shown) else "",
                )
            )
        else:
            into[name] = number
    raise_all(faults)
    return found


def _part_of(name: str, names: set[str]) -> tuple[str, str]:
    """In which part of the table a row of a CSV file belongs, and under which name."""
    if name in names:
        return "values", name
    first, _, crebo = name.partition(" ")
    if first.casefold() in _CSV_PREFIXES and crebo.strip():
        return _CSV_PREFIXES[first.casefold()], crebo.strip()
    return "units", name
