"""JSON files that hold one list of records, with the line on which every record begins."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_DEPTH = 16
"""Lists and objects inside each other in one record; SLO's records have one level."""

_BLANK = re.compile(r"[ \t\n\r]*")
_OTHER_UNICODE = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_CUT_OFF_WITHIN = 8  # a literal or escape that breaks off here ends at the end of the file
_FETCH_AGAIN = "Haal het bestand opnieuw op bij SLO; een download is soms halverwege afgebroken."


@dataclass(frozen=True, slots=True)
class JsonRecord:
    """One object of the list.

    Attributes:
        fields: the object.
        index: place in the list, from 0, as in a JSON pointer.
        line: 1-based line on which it begins.
    """

    fields: Mapping[str, object]
    index: int
    line: int


def read_records(data: bytes, where: str) -> tuple[JsonRecord, ...]:
    """Read a JSON list of objects.

    Args:
        data: the bytes of the file.
        where: how messages name the file.

    Raises:
        InputError: it is empty, in another encoding, cut off, broken, nested deeper than
            `MAX_DEPTH`, or something else than a list of objects; with line and column.
    """
    text = decode(data, where)
    start = _skip(text, 0)
    if start == len(text):
        raise InputError("dit bestand is leeg", where=where, advice=_FETCH_AGAIN)
    if text[start] != "[":
        raise _no_records(where, 1, "het begint niet met een lijst")
    return tuple(_Scan(text, where).records(start + 1))


def read_object(data: bytes, where: str) -> Mapping[str, object]:
    """Read a JSON file that holds one object; raises InputError as `read_records`."""
    try:
        found = json.loads(decode(data, where))
    except (ValueError, RecursionError) as error:
        raise InputError("dit is geen leesbare JSON", where=where, advice=_FETCH_AGAIN) from error
    if not isinstance(found, dict):
        raise InputError(
            "hier hoort één JSON-object te staan", where=where, advice="Verbeter het bestand."
        )
    return found


def decode(data: bytes, where: str) -> str:
    """Text of UTF-8 bytes, with or without a byte order mark; says so when it is another."""
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


class _Scan:
    """Reads record after record, so that the place of each is known without a second pass."""

    def __init__(self, text: str, where: str) -> None:
        self._text = text
        self._where = where
        self._decoder = json.JSONDecoder()

    def records(self, at: int) -> list[JsonRecord]:
        text = self._text
        found: list[JsonRecord] = []
        counted, line = 0, 1
        at = _skip(text, at)
        if text[at : at + 1] == "]":
            self._expect_end(at + 1)
            return []
        while True:
            line += text.count("\n", counted, at)
            counted = at
            value, at = self._value(at)
            if not isinstance(value, dict):
                raise _no_records(self._where, line, "er staat iets anders dan een record in")
            if _too_deep(value):
                raise self._nested(line)
            found.append(JsonRecord(value, len(found), line))
            at = _skip(text, at)
            sign = text[at : at + 1]
            if sign == "]":
                self._expect_end(at + 1)
                return found
            if sign != ",":
                raise self._broken(at)
            at = _skip(text, at + 1)

    def _value(self, at: int) -> tuple[object, int]:
        try:
            return self._decoder.raw_decode(self._text, at)
        except json.JSONDecodeError as error:
            cut_off = error.msg.startswith("Unterminated string")
            raise self._broken(error.pos, cut_off=cut_off) from error
        except RecursionError as error:
            raise self._nested(self._text.count("\n", 0, at) + 1) from error
        except ValueError as error:  # a number of thousands of digits
            raise self._broken(at) from error

    def _expect_end(self, at: int) -> None:
        at = _skip(self._text, at)
        if at < len(self._text):
            raise self._broken(at)

    def _broken(self, at: int, *, cut_off: bool = False) -> InputError:
        cut_off = cut_off or len(self._text.rstrip()) - at < _CUT_OFF_WITHIN
        line = self._text.count("\n", 0, at) + 1
        column = at - self._text.rfind("\n", 0, at)
        what = "de JSON is hier afgebroken" if cut_off else "de JSON klopt hier niet"
        return InputError(
            what, where=f"{self._where}, regel {line}, kolom {column}", advice=_FETCH_AGAIN
        )

    def _nested(self, line: int) -> InputError:
        return InputError(
            f"de JSON is dieper genest dan {MAX_DEPTH} lagen",
            where=f"{self._where}, regel {line}",
            advice="Dit is geen bestand uit een SLO-uitgave; geef het oorspronkelijke bestand op.",
        )


def _skip(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


def _too_deep(value: object) -> bool:
    layer: list[object] = [value]
    for _ in range(MAX_DEPTH):
        layer = [
            inner
            for outer in layer
            for inner in (outer.values() if isinstance(outer, dict) else outer)  # type: ignore[attr-defined]
            if isinstance(inner, (dict, list))
        ]
        if not layer:
            return False
    return True


def _no_records(where: str, line: int, what: str) -> InputError:
    return InputError(
        f"dit is geen lijst van records; {what}",
        where=f"{where}, regel {line}",
        advice="Geef de map van een SLO-uitgave op zoals SLO die publiceert.",
    )


def _wrong_encoding(where: str, what: str) -> InputError:
    return InputError(
        what, where=where, advice="Sla het bestand op als UTF-8, of haal het opnieuw op bij SLO."
    )
