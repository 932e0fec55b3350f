"""Refuses a PDF whose forms show each other without end, before pdfium gets to draw them.

A form is a piece of page that others show by name ("/Fm0 Do"), other forms too. One that shows
itself twice, or a chain of forms that each show the next one ten times, is more than a billion
pieces; pdfium stops at a depth alone. What is followed are the names in the dictionary of a form,
and in the objects to which that refers, also where those are packed in a stream of objects (by
Flate, the only filter that is undone here). Source: ISO 32000-1, 8.10 (form XObjects), 7.8.3
(resources) and 7.5.7 (object streams).
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from typing import TYPE_CHECKING

from align.errors import InputError
from align.sources.pdf.streams import streams

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_PIECES = 100_000
"""Pieces that one form may show, with all that these show; a drawing has a few hundred."""

MAX_PACKED = 500_000
"""Objects in streams of objects; a thick book has some ten thousand."""

_ADVICE = "Open hem zelf en bewaar hem opnieuw als PDF, of vraag het oorspronkelijke bestand."

_FORM = re.compile(rb"/Subtype\s*/Form\b")
_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b")
_FIRST = re.compile(rb"/First\s{1,9}(\d{1,9})\b")
_NUMBER = re.compile(rb"\d{1,9}")
_BRACKET = re.compile(rb"<<|>>")
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
                advice=_ADVICE,
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
    packed = _packed_objects(data, where)

    def texts_of(number: int) -> list[bytes]:
        plain = [_object(data, objects[number])] if number in objects else []
        return plain + [_dictionary(content, start) for content, start in packed.get(number, ())]

    shows: dict[int, Counter[int]] = {}
    for number, (head, names) in forms.items():
        places = _places(head, texts_of) if names else {}
        targets: Counter[int] = Counter()
        for name, times in names.items():
            for place in places.get(name, set()) & forms.keys():
                targets[place] += times
        shows[number] = targets
    return shows


def _packed_objects(data: bytes, where: str) -> dict[int, list[tuple[bytes, int]]]:
    """Where each object stands that is packed in a stream of objects; a number may return."""
    found: dict[int, list[tuple[bytes, int]]] = {}
    left = MAX_PACKED
    for stream in streams(data, where, _OBJECTS.search):
        first = _FIRST.search(stream.head)
        if first is None:
            continue
        content = _unpacked(data[stream.start : stream.end])
        numbers = (int(number[0]) for number in _NUMBER.finditer(content, 0, int(first[1])))
        for number, place in zip(numbers, numbers, strict=False):  # two by two
            if not (left := left - 1):
                raise InputError(
                    "deze PDF wordt niet gelezen; hij bestaat uit meer onderdelen dan te tellen "
                    "zijn",
                    where=where,
                    advice=_ADVICE,
                )
            found.setdefault(number, []).append((content, int(first[1]) + place))
    return found


def _places(head: bytes, texts_of: Callable[[int], list[bytes]]) -> dict[bytes, set[int]]:
    """Objects by the name that a form has for them; of what stands twice, both."""
    places: dict[bytes, set[int]] = {}
    texts = [head]
    for _ in range(_DEEP):
        found = [(name, int(number)) for text in texts for name, number in _ENTRY.findall(text)]
        for name, number in found:
            places.setdefault(name, set()).add(number)
        deeper = sorted({n for name, n in found if name in {b"Resources", b"XObject"}})
        texts = [text for number in deeper for text in texts_of(number)]
    return places


def _object(data: bytes, start: int) -> bytes:
    text = data[start : start + _OBJECT_BYTES]
    return text.partition(b"endobj")[0]


def _dictionary(content: bytes, start: int) -> bytes:
    """The dictionary that starts here; behind it stands another object, and no word between."""
    text = content[start : start + _OBJECT_BYTES]
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth += 1 if bracket[0] == b"<<" else -1
        if depth <= 0:
            return text[: bracket.end()]
    return text


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
