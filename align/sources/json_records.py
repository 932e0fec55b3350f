"""JSON files of SLO: one list of records, with the line on which every record begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.errors import InputError
from align.sources.json_document import read_document

if TYPE_CHECKING:
    from collections.abc import Mapping


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
        InputError: it is something else than a list of objects, or fails `read_document`.
    """
    lists = read_document(data, where).lists
    if "" not in lists:
        raise _no_records(where, 1, "het begint niet met een lijst")
    found = []
    for index, listed in enumerate(lists[""]):
        if not isinstance(listed.value, dict):
            raise _no_records(where, listed.line, "er staat iets anders dan een record in")
        found.append(JsonRecord(listed.value, index, listed.line))
    return tuple(found)


def read_object(data: bytes, where: str) -> Mapping[str, object]:
    """Read a JSON file that holds one object: all its fields, lists as plain lists.

    Raises:
        InputError: it holds a list, or fails `read_document`.
    """
    document = read_document(data, where)
    if "" in document.lists:
        raise InputError(
            "hier hoort één JSON-object te staan", where=where, advice="Verbeter het bestand."
        )
    lists = {name: [listed.value for listed in found] for name, found in document.lists.items()}
    return {name: listed.value for name, listed in document.fields.items()} | lists


def _no_records(where: str, line: int, what: str) -> InputError:
    return InputError(
        f"dit is geen lijst van records; {what}",
        where=f"{where}, regel {line}",
        advice="Geef de map van een SLO-uitgave op zoals SLO die publiceert.",
    )
