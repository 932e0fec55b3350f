"""Finds the streams of a PDF that is not opened yet: what stands before one, and its content.

They are found by their words alone, since a damaged or hostile file need not keep to its own table
of objects. The word may also stand in a text or in the content of another stream, so two may share
bytes; how much is looked at in this way is bounded. Source: ISO 32000-1, 7.3.8 (streams).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STREAM = re.compile(rb"(?<!end)stream\r?\n?")
_HEAD_BYTES = 4_096
_MOST_TIMES, _MOST_BYTES = 4, 16 * 2**20
"""How often the size of the file, or else how many bytes, all contents together may be."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream by where it stands in the file.

    Attributes:
        object: place behind the "obj" before it; -1 where there is none nearby.
        head: what stands between that and the content: its dictionary.
        start, end: its content, packed as it is.
    """

    object: int
    head: bytes
    start: int
    end: int


def streams(data: bytes, where: str, wanted: Callable[[bytes], object]) -> Iterator[Stream]:
    """The streams of which the head is wanted, in the order of the file.

    Args:
        data: the whole file.
        where: the file as a message names it.
        wanted: whether a head is one to look at.

    Raises:
        InputError: so many of them share their bytes that reading them would take forever.
    """
    end = total = 0
    for found in _STREAM.finditer(data):
        first = max(0, found.start() - _HEAD_BYTES)
        named = data.rfind(b"obj", first, found.start())
        behind = named + len(b"obj") if named >= 0 else -1
        head = data[max(first, behind) : found.start()]
        if not wanted(head):
            continue
        start = found.end()
        if start > end:
            end = data.find(b"endstream", start)
            end = len(data) if end < 0 else end
        total += end - start
        if total > max(_MOST_TIMES * len(data), _MOST_BYTES):
            raise InputError(
                "deze PDF wordt niet gelezen; te veel onderdelen ervan lopen door elkaar",
                where=where,
                advice="Open hem zelf en bewaar hem opnieuw als PDF, of vraag het oorspronkelijke "
                "bestand.",
            )
        yield Stream(behind, head, start, end)
