"""Refuses a PDF whose forms show each other without end, before pdfium gets to draw them.

A form is a piece of page that others show by name ("/Fm0 Do"), other forms too. One that shows
itself twice, or a chain of forms that each show the next one ten times, is more than a billion
pieces; pdfium stops at a depth alone. What is followed is what stands in plain objects: the names
in the dictionary of a form, and in the object to which that refers. Objects inside packed streams
of objects are not looked at. Source: ISO 32000-1, 8.10 (form XObjects) and 7.8.3 (resources).
"""

from __future__ import annotations

import re
import zlib
from collections import Counter

from align.errors import InputError
from align.sources.pdf.streams import streams

MAX_PIECES = 100_000
"""Pieces that one form may show, with all that these show; a drawing has a few hundred."""

_FORM = re.compile(rb"/Subtype\s*/Form\b")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,9})\s{1,9}\d{1,5}\s{1,9}obj\b")
_SHOWN = re.compile(rb"/([^\s/<>\[\]()%]{1,127})\s{1,99}Do\b")
_ENTRY = re.compile(rb"/([^\s/<>\[\]()%]{1,127})\s{1,9}(\d{1,9})\s{1,9}\d{1,5}\s{1,9}R\b")
_OBJECT_BYTES = 20_000
_MOST_UNPACKED = 16 * 2**20
_DEEP = 3


def refuse_endless_forms(data: bytes, where: str) -> None:
    """Look at every form of a PDF.

    Args:
        data: the whole file, of which no stream unpacks to much; see `bombs.refuse_bombs`.
        where: the file as a message names it.

    Raises:
        InputError: a form shows itself by way of others, or more than `MAX_PIECES` pieces; or see
            `streams`.
    """
    if not _FORM.search(data):
        return
    shows = _shows(data, where)
    pieces: dict[int, int] = {}
    for form in shows:
        if _count(form, shows, pieces) > MAX_PIECES:
            raise InputError(
                "deze PDF wordt niet gelezen; een tekening erin bestaat uit zichzelf, of uit meer "
                "stukken dan te tellen zijn",
                where=where,
                advice="Open hem zelf en bewaar hem opnieuw als PDF, of vraag het oorspronkelijke "
                "bestand.",
            )


def _shows(data: bytes, where: str) -> dict[int, Counter[int]]:
    """Which forms each form shows, and how often."""
    objects = {int(found[1]): found.end() for found in _OBJECT.finditer(data)}
    number_at = {place: number for number, place in objects.items()}
    forms: dict[int, tuple[bytes, Counter[bytes]]] = {}
    for stream in streams(data, where, _FORM.search):
        number = number_at.get(stream.object)
        if number is not None:
            names = Counter(_SHOWN.findall(_unpacked(data[stream.start : stream.end])))
            # The word "stream" in a text of the same form begins no other one.
            forms[number] = stream.head, names | forms.get(number, (b"", names))[1]
    shows: dict[int, Counter[int]] = {}
    for number, (head, names) in forms.items():
        places = _places(data, head, objects) if names else {}
        targets: Counter[int] = Counter()
        for name, times in names.items():
            if places.get(name) in forms:
                targets[places[name]] += times
        shows[number] = targets
    return shows


def _places(data: bytes, head: bytes, objects: dict[int, int]) -> dict[bytes, int]:
    """Objects by the name that a form has for them."""
    places: dict[bytes, int] = {}
    texts = [head]
    for _ in range(_DEEP):
        found = [(name, int(number)) for text in texts for name, number in _ENTRY.findall(text)]
        places |= {name: number for name, number in found if name not in places}
        starts = {objects.get(n, -1) for name, n in found if name in {b"Resources", b"XObject"}}
        texts = [_object(data, start) for start in sorted(starts - {-1})]
    return places


def _object(data: bytes, start: int) -> bytes:
    text = data[start : start + _OBJECT_BYTES]
    return text.partition(b"endobj")[0]


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _MOST_UNPACKED)
    except zlib.error:
        return packed


def _count(form: int, shows: dict[int, Counter[int]], pieces: dict[int, int]) -> int:
    """Pieces of a form and of all that it shows; just over the limit as soon as that is passed."""
    over = MAX_PIECES + 1
    path, on_path = [form], {form}
    while path:
        here = path[-1]
        if here not in pieces and on_path.isdisjoint(shows[here]):
            if (deeper := next((n for n in shows[here] if n not in pieces), None)) is not None:
                path.append(deeper)
                on_path.add(deeper)
                continue
            total = 1 + sum(times * pieces[n] for n, times in shows[here].items())
            pieces[here] = min(total, over)
        pieces.setdefault(here, over)  # what it shows is on the path: it shows itself
        on_path.discard(path.pop())
    return pieces[form]
