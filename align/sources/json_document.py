"""JSON with one object or list in it, read within bounds and with its lines.

The records of a list keep the line on which they begin, so that a message can point at one. What
a hostile file could cost is bounded before anything is parsed.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from align.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_BYTES = 64 * 2**20
"""Bytes of one JSON file; the list of all keuzedelen of SBB is under 3 MB."""
MAX_TEXT_BYTES = 128 * 2**20
"""Bytes of its text in memory, where a rare sign can make every letter four bytes wide."""
MAX_OBJECTS = 400_000
"""Objects ("{") in one file; everything SLO publishes for the vmbo has some 10,000."""
MAX_VALUES = 2_000_000
"""Values and lists ("," and "[") in one file."""
MAX_FIELDS = 10_000
"""Fields of the outermost object; documents of this field have at most some ten."""
MAX_RECORDS = 100_000
"""Records in one list, or lines in one file; SBB has some 1,500 keuzedelen."""
MAX_RECORD_CHARACTERS = 4_000_000
"""Characters of one record; the longest of SBB and SLO have a few thousand."""
MAX_DEPTH = 32
"""Lists and objects inside each other in one record."""

_BLANK = re.compile(r"[ \t\n\r]*")
_OTHER_UNICODE = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_CUT_OFF_WITHIN = 8  # a literal or escape that breaks off here ends at the end of the file
FETCH_AGAIN = "Haal het bestand opnieuw op; een download is soms halverwege afgebroken."
ONE_AT_A_TIME = "Geef een kleiner bestand op, bijvoorbeeld van één dossier of één profiel."


@dataclass(frozen=True, slots=True)
class Listed:
    """One value of a list.

    Attributes:
        value: as JSON gives it; mostly an object.
        line: 1-based line on which it begins.
        path: JSON pointer ("/keuzedelen/3").
    """

    value: object
    line: int
    path: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole file.

    Attributes:
        fields: values of the outermost object, its lists left out.
        lists: its lists by name; a file that is a list has it under "".
    """

    fields: Mapping[str, Listed] = field(default_factory=dict)
    lists: Mapping[str, tuple[Listed, ...]] = field(default_factory=dict)


def read_document(data: bytes, where: str, *, unwrap: frozenset[str] = frozenset()) -> Document:
    """Read JSON that holds one object or one list.

    Args:
        data: the bytes of the file.
        where: how messages name the file.
        unwrap: names of inner objects whose fields count as those of the outermost one.

    Raises:
        InputError: it is empty, too large, in another encoding, cut off, broken, nested deeper
            than `MAX_DEPTH`, or names one field twice; with line and column.
    """
    text = bounded_text(data, where)
    scan = _Scan(text, where, unwrap)
    start = _skip(text, 0)
    if start == len(text):
        raise InputError("dit bestand is leeg", where=where, advice=FETCH_AGAIN)
    return scan.document(start)


def decode(data: bytes, where: str) -> str:
    """Text of UTF-8 bytes, with or without a byte order mark.

    Raises:
        InputError: they are no UTF-8; says which encoding it looks like.
    """
    name = next((name for mark, name in _OTHER_UNICODE if data.startswith(mark)), "")
    if not name and b"\0" in data[:4]:
        name = "UTF-16"
    if name:
        raise _wrong_encoding(where, f"dit bestand is in {name} opgeslagen, niet in UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        raise _wrong_encoding(
            f"{where}, regel {line}",
            f"dit is geen UTF-8 (byte {byte:#04x}); waarschijnlijk is het Windows-1252",
        ) from error


def _wrong_encoding(where: str, what: str) -> InputError:
    return InputError(
        what, where=where, advice="Sla het bestand op als UTF-8, of haal het opnieuw op."
    )


def bounded_text(data: bytes, where: str) -> str:
    """The text, after a look at what parsing it could cost.

    Raises:
        InputError: it is past one of the bounds above, or no UTF-8.
    """
    bounds = (
        (len(data) > MAX_BYTES, f"groter dan {MAX_BYTES // 2**20} MB"),
        (data.count(b"{") > MAX_OBJECTS, f"een JSON met meer dan {dutch(MAX_OBJECTS)} records"),
        (
            data.count(b",") + data.count(b"[") > MAX_VALUES,
            f"een JSON met meer dan {dutch(MAX_VALUES)} waarden",
        ),
    )
    for broken, what in bounds:
        if broken:
            raise InputError(f"dit bestand is {what}", where=where, advice=ONE_AT_A_TIME)
    text = decode(data, where)
    if sys.getsizeof(text) > MAX_TEXT_BYTES:
        raise InputError(
            f"de tekst van dit bestand neemt meer dan {MAX_TEXT_BYTES // 2**20} MB in",
            where=where,
            advice=ONE_AT_A_TIME,
        )
    return text


def dutch(number: int) -> str:
    """A number as Dutch writes it: thousands are parted by a dot."""
    return f"{number:,}".replace(",", ".")


class _Scan:
    """Reads the outermost object or list piece by piece, so that the line of each is known."""

    def __init__(self, text: str, where: str, unwrap: frozenset[str]) -> None:
        self._text = text
        self._where = where
        self._unwrap = unwrap
        self._decoder = decoder()
        self._counted, self._line = 0, 1
        self._fields: dict[str, Listed] = {}
        self._lists: dict[str, tuple[Listed, ...]] = {}

    def document(self, at: int) -> Document:
        sign = self._text[at]
        if sign == "[":
            values, at = self._list(at, "")
            self._lists[""] = values
        elif sign == "{":
            at = self._object(at, "")
        else:
            raise InputError(
                "dit is geen JSON-object en geen lijst",
                where=f"{self._where}, regel {self._line_of(at)}",
                advice=FETCH_AGAIN,
            )
        at = _skip(self._text, at)
        if at < len(self._text):
            self._broken(at)
        return Document(self._fields, self._lists)

    def _object(self, at: int, path: str) -> int:
        """Take in the fields of an object that starts here; returns where it ends."""
        at = _skip(self._text, at + 1)
        if self._text[at : at + 1] == "}":
            return at + 1
        while True:
            at = self._field(at, path)
            sign = self._text[at : at + 1]
            if sign == "}":
                return at + 1
            if sign != ",":
                self._broken(at)
            at = _skip(self._text, at + 1)

    def _field(self, at: int, path: str) -> int:
        text, start = self._text, at
        if text[at : at + 1] != '"':
            self._broken(at)
        name, at = self._value(at)
        at = _skip(text, at)
        if text[at : at + 1] != ":":
            self._broken(at)
        at = _skip(text, at + 1)
        # The name of a field is a string here: it began with a quotation mark.
        name = str(name)
        if name in self._fields or name in self._lists:
            raise InputError(
                f"het veld {name[:40]!r} staat er twee keer in",
                where=f"{self._where}, regel {self._line_of(start)}",
                advice="Kijk welke van de twee klopt, en haal de andere weg.",
            )
        if len(self._fields) + len(self._lists) == MAX_FIELDS:
            raise InputError(
                f"deze JSON heeft meer dan {dutch(MAX_FIELDS)} velden naast elkaar",
                where=f"{self._where}, regel {self._line_of(start)}",
                advice="Geef het oorspronkelijke bestand van de uitgever op.",
            )
        below = f"{path}/{_pointer(name)}"
        sign = text[at : at + 1]
        if sign == "[":
            self._lists[name], at = self._list(at, below)
        elif sign == "{" and name in self._unwrap and not path:
            at = self._object(at, below)
        else:
            line = self._line_of(at)
            value, at = self._value(at)
            self._fields[name] = Listed(value, line, below)
        return _skip(text, at)

    def _list(self, at: int, path: str) -> tuple[tuple[Listed, ...], int]:
        text = self._text
        found: list[Listed] = []
        at = _skip(text, at + 1)
        if text[at : at + 1] == "]":
            return (), at + 1
        while True:
            line = self._line_of(at)
            value, at = self._value(at)
            if len(found) == MAX_RECORDS:
                raise InputError(
                    f"hier staan meer dan {dutch(MAX_RECORDS)} records in één lijst",
                    where=f"{self._where}, regel {line}",
                    advice=ONE_AT_A_TIME,
                )
            found.append(Listed(value, line, f"{path}/{len(found)}"))
            at = _skip(text, at)
            sign = text[at : at + 1]
            if sign == "]":
                return tuple(found), at + 1
            if sign != ",":
                self._broken(at)
            at = _skip(text, at + 1)

    def _value(self, at: int) -> tuple[object, int]:
        try:
            value, end = self._decoder.raw_decode(self._text, at)
        except json.JSONDecodeError as error:
            self._broken(error.pos, cut_off=is_cut_off(self._text, error))
        except RecursionError:
            self._nested(at)
        except ValueError:  # a number of thousands of digits, or NaN
            self._broken(at)
        if end - at > MAX_RECORD_CHARACTERS:
            raise InputError(
                f"hier staat een record van meer dan {dutch(MAX_RECORD_CHARACTERS)} tekens",
                where=f"{self._where}, regel {self._text.count(chr(10), 0, at) + 1}",
                advice="Geef het oorspronkelijke bestand van de uitgever op.",
            )
        if too_deep(value):
            self._nested(at)
        return value, end

    def _line_of(self, at: int) -> int:
        """Line of a position; positions are asked for in rising order."""
        self._line += self._text.count("\n", self._counted, at)
        self._counted = at
        return self._line

    def _broken(self, at: int, *, cut_off: bool = False) -> NoReturn:
        cut_off = cut_off or at >= len(self._text.rstrip())
        line = self._text.count("\n", 0, at) + 1
        column = at - self._text.rfind("\n", 0, at)
        raise InputError(
            "de JSON is hier afgebroken" if cut_off else "de JSON klopt hier niet",
            where=f"{self._where}, regel {line}, kolom {column}",
            advice=FETCH_AGAIN,
        ) from None

    def _nested(self, at: int) -> NoReturn:
        raise InputError(
            f"de JSON is dieper genest dan {MAX_DEPTH} lagen",
            where=f"{self._where}, regel {self._text.count(chr(10), 0, at) + 1}",
            advice="Geef het oorspronkelijke bestand van de uitgever op.",
        ) from None


def decoder() -> json.JSONDecoder:
    """What reads JSON, and nothing that is not in the standard (NaN, Infinity)."""
    return json.JSONDecoder(parse_constant=_no_number)


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are no JSON


def is_cut_off(text: str, error: json.JSONDecodeError) -> bool:
    """Whether JSON fails because its text ends too early."""
    ends_here = len(text.rstrip()) - error.pos < _CUT_OFF_WITHIN
    return ends_here or error.msg.startswith("Unterminated string")


def _pointer(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _skip(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


def too_deep(value: object) -> bool:
    """Whether lists and objects lie inside each other more than `MAX_DEPTH` times."""
    layer: list[object] = [value]
    for _ in range(MAX_DEPTH):
        layer = [inner for outer in layer for inner in _inside(outer)]
        if not layer:
            return False
    return True


def _inside(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from (inner for inner in value.values() if isinstance(inner, (dict, list)))
    elif isinstance(value, list):
        yield from (inner for inner in value if isinstance(inner, (dict, list)))
