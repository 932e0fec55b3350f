"""JSON with an object a line, read within bounds; a broken line does not hide the others."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.errors import InputError
from align.sources.json_document import (
    FETCH_AGAIN,
    MAX_DEPTH,
    MAX_RECORD_CHARACTERS,
    MAX_RECORDS,
    ONE_AT_A_TIME,
    Listed,
    bounded_text,
    decoder,
    dutch,
    is_cut_off,
    too_deep,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BROKEN_LINES = 1_000
"""Lines that may be no JSON before the whole file is taken to be something else."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A file with an object a line.

    Attributes:
        records: what could be read.
        broken: line and reason (Dutch) of what could not.
    """

    records: tuple[Listed, ...]
    broken: tuple[tuple[int, str], ...]


def read_lines(data: bytes, where: str) -> Lines:
    """Read JSON with an object a line; a broken line does not hide the others.

    Raises:
        InputError: it is empty, too large, in another encoding, or no line could be read.
    """
    text = bounded_text(data, where)
    records: list[Listed] = []
    broken: list[tuple[int, str]] = []
    json_decoder = decoder()
    for number, line in _lines(text):
        found = _line_value(json_decoder, line)
        if isinstance(found, _Broken):
            broken.append((number, found.why))
        else:
            records.append(Listed(found, number, ""))
        if len(records) > MAX_RECORDS or len(broken) > MAX_BROKEN_LINES:
            raise _too_many_lines(where, number, len(broken))
    if not records:
        what = "hier staat geen enkel leesbaar record in" if broken else "dit bestand is leeg"
        raise InputError(what, where=where, advice=FETCH_AGAIN)
    return Lines(tuple(records), tuple(broken))


@dataclass(frozen=True, slots=True)
class _Broken:
    """Why a line gives no record (Dutch)."""

    why: str


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that are not blank, with their number, one at a time."""
    start, number = 0, 1
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if line := text[start:end].strip():
            yield number, line
        start, number = end + 1, number + 1


def _line_value(json_decoder: json.JSONDecoder, line: str) -> object:
    if len(line) > MAX_RECORD_CHARACTERS:
        return _Broken(f"langer dan {dutch(MAX_RECORD_CHARACTERS)} tekens")
    try:
        value: object = json_decoder.decode(line)
    except json.JSONDecodeError as error:
        return _Broken("de regel is afgebroken" if is_cut_off(line, error) else "dit is geen JSON")
    except (RecursionError, ValueError):
        return _Broken("dit is geen leesbare JSON")
    return _Broken(f"dieper genest dan {MAX_DEPTH} lagen") if too_deep(value) else value


def _too_many_lines(where: str, number: int, broken: int) -> InputError:
    if broken > MAX_BROKEN_LINES:
        return InputError(
            f"meer dan {dutch(MAX_BROKEN_LINES)} regels zijn geen JSON",
            where=f"{where}, regel {number}",
            advice="Dit is geen bestand met een record op elke regel; haal het opnieuw op.",
        )
    return InputError(
        f"hier staan meer dan {dutch(MAX_RECORDS)} records in", where=where, advice=ONE_AT_A_TIME
    )
