"""One record of a JSON list or a row, read field by field; whatever does not fit is noted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.model import Fact, Hours, HourUnit, Place, Section
from align.sources.text import GARBLED, clean_line, clean_text, garbled, quirks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from align.sources.json_document import Listed
    from align.sources.notes import Notes

_NOTHING: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a source, read field by field; what does not fit is noted.

    Attributes:
        fields: name to value.
        place: where it stands.
        notes: where warnings go.
    """

    fields: Mapping[str, object]
    place: Place
    notes: Notes

    def line(self, name: str) -> str:
        """A field as one clean line; "" when absent or null, numbers as text."""
        return clean_line(self._raw(name))

    def text(self, name: str) -> str:
        """A field as running text."""
        raw = self._raw(name)
        if found := quirks(raw):
            self.note("witruimte in de tekst rechtgezet", f"{name}, {', '.join(found)}", name)
        return clean_text(raw)

    def several(self, name: str) -> tuple[str, ...]:
        """A field with a list of texts, each on one line; a single text is a list of one."""
        value = self.fields.get(name)
        values = value if isinstance(value, list) else [] if value is None else [value]
        texts = [_plain(v) for v in values]
        if None in texts:
            self.note("veld heeft een onverwachte vorm", name, name)
        return tuple(line for text in texts if text and (line := clean_line(text)))

    def inner(self, name: str) -> tuple[Record, ...]:
        """A field with a list of objects."""
        value = self.fields.get(name)
        values = value if isinstance(value, list) else [] if value is None else [value]
        found = []
        for number, entry in enumerate(values):
            place = replace(self.place, path=f"{self.place.path}/{name}/{number}")
            if isinstance(entry, dict):
                found.append(Record(entry, place, self.notes))
            else:
                self.note("veld heeft een onverwachte vorm", name, name)
        return tuple(found)

    def facts(self, names: Mapping[str, str]) -> tuple[Fact, ...]:
        """Facts by the names of their fields; empty fields give none.

        Args:
            names: name of the field to name of the fact.
        """
        return tuple(
            Fact(fact, value, self.at(name))
            for name, fact in names.items()
            for value in self.several(name)
        )

    def sections(self, labels: Mapping[str, str]) -> tuple[Section, ...]:
        """Sections by the names of their fields; empty fields give none."""
        return tuple(
            Section(label, text, self.at(name))
            for name, label in labels.items()
            if (text := self.text(name))
        )

    def sbu(self, name: str) -> Hours | None:
        """A field with studiebelastingsuren."""
        text = self.line(name)
        if not text:
            return None
        if re.fullmatch(r"[0-9]{1,5}", text) and int(text):
            return Hours(float(text), HourUnit.SBU)
        self.note("studiebelastingsuren (sbu) zijn geen getal", text, name)
        return None

    def at(self, name: str) -> Place:
        """The place of one field."""
        place = self.place
        return Place(place.file, f"{place.path}/{name}", place.line, record=place.record)

    def note(self, what: str, detail: str = "", name: str = "") -> None:
        """Keep a warning about this record, or about one field of it."""
        self.notes.add(self.at(name) if name else self.place, what, detail)

    def _raw(self, name: str) -> str:
        text = _plain(self.fields.get(name))
        if text is None:
            self.note("veld heeft een onverwachte vorm", name, name)
            return ""
        if word := garbled(text):
            self.note(GARBLED, word, name)
        return text


def _plain(value: object) -> str | None:
    """A value as text; None when it is a list or an object."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, (str, int, float)):
        return str(value)
    return None


def records(
    listed: Iterable[Listed], file: str, notes: Notes, *, known: frozenset[str], key: str
) -> Iterator[Record]:
    """The records of a JSON list; fields that nobody reads are noted once each.

    Args:
        listed: what the file holds.
        file: file name for places.
        notes: where warnings go.
        known: names of the fields that the reader knows.
        key: the field that names a record, for places.
    """
    unknown: Counter[str] = Counter()
    first: dict[str, Place] = {}
    for entry in listed:
        place = Place(file, entry.path, entry.line)
        if not isinstance(entry.value, dict):
            notes.add(place, "dit is geen record en is niet gelezen")
            continue
        place = replace(place, record=clean_line(_plain(entry.value.get(key)) or ""))
        for name, value in entry.value.items():
            if name not in known and value not in _NOTHING:
                unknown[name] += 1
                first.setdefault(name, place)
        yield Record(entry.value, place, notes)
    for name in sorted(unknown):
        times = f"{clean_line(name)[:60]} ({unknown[name]} keer)"
        notes.add(first[name], "onbekend veld is niet gelezen", times)


class Identifiers:
    """Gives every item an id of its own; the second with a wanted id gets "#2"."""

    def __init__(self, notes: Notes, what: str) -> None:
        self._notes = notes
        self._what = what
        self._places: dict[str, Place] = {}
        self._times: dict[str, int] = {}

    def give(self, wanted: str, place: Place) -> str:
        """An id that was not given before."""
        times = self._times.get(wanted, 0) + 1
        identifier = wanted if times == 1 else f"{wanted}#{times}"
        while identifier in self._places:
            times += 1
            identifier = f"{wanted}#{times}"
        self._times[wanted] = times
        if times > 1:
            other = self._places[wanted]
            detail = f"{place.record or wanted}, ook op regel {other.line}; beide zijn gelezen"
            self._notes.add(place, self._what, detail)
        self._places[identifier] = place
        return identifier
