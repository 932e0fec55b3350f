"""Reading data files of this room strictly: every fault of a file is collected, with its place."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from align.errors import InputError, SeveralInputsError
from align.sources.plain_files import printable, read_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

#: No data file of this room comes near this size; a larger one is not what it should be.
_MOST_BYTES = 200_000


class Fields:
    """One table of a TOML file, read field by field; faults gather in a list that tables share."""

    def __init__(self, values: Mapping[str, Any], where: str, faults: list[InputError]) -> None:
        self._values = dict(values)
        self._where = where
        self._faults = faults
        self._seen: set[str] = set()

    def text(self, name: str, *, optional: bool = False) -> str:
        """A text that says something; empty only where it may be absent."""
        value = self._take(name, optional=optional)
        if value is None:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.fault(name, "hier hoort een tekst tussen aanhalingstekens")
            return ""
        return value.strip()

    def choice(self, name: str, known: Iterable[str], *, optional: bool = False) -> str:
        """A text out of a fixed list."""
        value = self.text(name, optional=optional)
        allowed = tuple(known)
        if value and value not in allowed:
            self.fault(name, f'"{value}" is onbekend; kies uit {", ".join(allowed)}')
        return value

    def whole(self, name: str, lowest: int, highest: int) -> int:
        """A whole number between two bounds."""
        value = self._take(name)
        if value is None:
            return lowest
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault(name, "hier hoort een heel getal")
            return lowest
        if not lowest <= value <= highest:
            self.fault(name, f"{value} ligt niet tussen {lowest} en {highest}")
            return lowest
        return value

    def yes(self, name: str, *, optional: bool = False) -> bool:
        """True or false; false where it may be absent."""
        value = self._take(name, optional=optional)
        if value is not None and not isinstance(value, bool):
            self.fault(name, "hier hoort true of false")
        return value is True

    def texts(self, name: str, known: Iterable[str] = ()) -> tuple[str, ...]:
        """A list of texts, not empty and without repetition; out of a fixed list where given."""
        value = self._list(name, str)
        allowed = tuple(known)
        for entry in value:
            if allowed and entry not in allowed:
                self.fault(name, f'"{entry}" is onbekend; kies uit {", ".join(allowed)}')
        return tuple(value)

    def numbers(self, name: str, known: Iterable[int]) -> tuple[int, ...]:
        """A list of whole numbers out of a fixed list."""
        value = self._list(name, int)
        allowed = tuple(known)
        for entry in value:
            if entry not in allowed:
                shown = ", ".join(map(str, allowed))
                self.fault(name, f"{entry} is onbekend; kies uit {shown}")
        return tuple(value)

    def number(self, name: str, default: float | None = None) -> float:
        """A number; the default where it may be absent."""
        value = self._take(name, optional=default is not None)
        if value is None:
            return default or 0.0
        if not isinstance(value, int | float) or isinstance(value, bool):
            self.fault(name, "hier hoort een getal")
            return 0.0
        return float(value)

    def values(self, name: str) -> Mapping[str, Any]:
        """A table that is kept as it is; empty where it is absent."""
        value = self._take(name, optional=True)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.fault(name, "hier hoort een tabel")
            return {}
        return value

    def table(self, name: str) -> Fields:
        """A table inside this one."""
        value = self._take(name)
        if value is not None and not isinstance(value, dict):
            self.fault(name, f"hier hoort een tabel [{name}]")
        inside = value if isinstance(value, dict) else None
        faults = self._faults if inside is not None else []
        return Fields(inside or {}, f"{self._where}, [{name}]", faults)

    def tables(self, name: str) -> tuple[Fields, ...]:
        """A list of tables, at least one."""
        value = self._take(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not value or not all(isinstance(v, dict) for v in value):
            self.fault(name, f"hier horen een of meer tabellen [[{name}]]")
            return ()
        return tuple(
            Fields(entry, f"{self._where}, [[{name}]] {number}", self._faults)
            for number, entry in enumerate(value, start=1)
        )

    def done(self) -> None:
        """Say of what stands in the table and has not been asked for, that it is unknown."""
        for name in sorted(self._values.keys() - self._seen):
            self.fault(name, "dit veld bestaat niet")

    def fault(self, name: str, what: str) -> None:
        """Add a fault of one field."""
        self._faults.append(InputError(f"{name}: {what}", where=self._where))

    def _take(self, name: str, *, optional: bool = False) -> Any:  # noqa: ANN401 -- TOML
        self._seen.add(name)
        if name not in self._values and not optional:
            self.fault(name, "dit veld ontbreekt")
        return self._values.get(name)

    def _list(self, name: str, of: type) -> list[Any]:
        value = self._take(name)
        if value is None:
            return []
        right = isinstance(value, list) and all(
            isinstance(entry, of) and not isinstance(entry, bool) for entry in value
        )
        if not right or not value or len(set(value)) != len(value):
            kind = "teksten" if of is str else "hele getallen"
            self.fault(name, f"hier hoort een lijst van verschillende {kind}")
            return []
        return [entry.strip() if isinstance(entry, str) else entry for entry in value]


def read_toml(path: Path) -> dict[str, Any]:
    """One TOML file as plain values.

    Raises:
        InputError: it is absent, too large or no TOML; with the line where the fault shows.
    """
    data = read_small(path)
    try:
        return tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:  # of its bytes, its signs, a number, its depth
        raise InputError(
            f"dit is geen leesbaar TOML-bestand ({error})",
            where=str(path),
            advice="Bewaar het als UTF-8 en kijk naar de genoemde regel.",
        ) from error


def read_small(path: Path) -> bytes:
    """A file that has to be small, whole.

    Raises:
        InputError: it is absent, no regular file, or too large.
    """
    data = read_regular(path, _MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise InputError(
            "dit bestand is te groot voor wat het moet zijn",
            where=printable(path),
            advice="Is dit het goede bestand?",
        )
    return data


def raise_all(faults: list[InputError]) -> None:
    """Report the faults of a file together, if there are any.

    Raises:
        SeveralInputsError: there are.
    """
    if faults:
        raise SeveralInputsError(faults)
