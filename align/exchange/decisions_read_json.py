"""Reads `align-decisions/1`, also when it was damaged; see docs/decisions-format.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from align.errors import InputError
from align.exchange.decisions_damage import Text, Wreck
from align.exchange.decisions_json import FORMAT
from align.exchange.decisions_merge import Pot, settle
from align.exchange.decisions_record import Record, source_of
from align.model import Place, SourceWarning
from align.sources.json_document import MAX_BYTES, MAX_RECORDS, Document, Listed, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.model import Decisions

_KEYS = frozenset({"format", "report", "decisions", "conflicts"})
_OWN = b'"align-decisions/'


def is_decisions_json(data: bytes) -> bool:
    """Whether these bytes are, or were before they were damaged, a decisions file."""
    return _OWN in data[:4096] or (data.lstrip()[:1] == b"{" and b'"verdict"' in data)


def read_decisions_json(data: bytes, where: str) -> Decisions:
    """Read a decisions file.

    Args:
        data: its bytes.
        where: how messages name the file.

    Raises:
        InputError: it is too large, or nothing in it is a decision and it does not say that it
            holds decisions.
    """
    if len(data) > MAX_BYTES:
        raise InputError(
            f"dit bestand is groter dan {MAX_BYTES // 2**20} MB",
            where=where,
            advice="Een bestand met besluiten is zelden groter dan een paar MB; is dit het goede?",
        )
    pot = Pot()
    try:
        document = read_document(data, where)
    except InputError as fault:
        _read_wreck(data, where, fault, pot)
    else:
        _read_document(document, where, pot)
    if not pot.entries and not is_decisions_json(data):
        raise InputError(
            "hierin staan geen besluiten",
            where=where,
            advice=f'Geef een bestand dat begint met "format": "{FORMAT}".',
        )
    return settle(pot)


def _read_document(document: Document, where: str, pot: Pot) -> None:
    found = document.fields.get("format")
    if found is None or found.value != FORMAT:
        line = found.line if found else 1
        message = f'"format" is niet "{FORMAT}"; wat leesbaar is, is gelezen'
        pot.warnings.append(SourceWarning(Place(where, line=line), message))
    entries = [*document.lists.get("decisions", ()), *document.lists.get("", ())]
    for number, entry in enumerate(entries, start=1):
        _take(entry, Place(where, line=entry.line, record=f"besluit {number}"), pot)
    for number, conflict in enumerate(document.lists.get("conflicts", ()), start=1):
        place = Place(where, line=conflict.line, record=f"conflict {number}")
        inner = conflict.value.get("decisions") if isinstance(conflict.value, dict) else None
        if not isinstance(inner, list):
            pot.warnings.append(SourceWarning(place, "dit conflict heeft geen lijst van besluiten"))
            continue
        for value in inner:
            _take(Listed(value, conflict.line, conflict.path), place, pot)
    _read_report(document.fields["report"].value if "report" in document.fields else None, pot)
    fields = {name: listed.value for name, listed in document.fields.items()}
    lists = {name: [e.value for e in listed] for name, listed in document.lists.items() if name}
    record = Record(Place(where))
    pot.more += record.unknown({**fields, **lists}, _KEYS)
    pot.warnings += record.warnings


def _read_report(report: object, pot: Pot) -> None:
    if isinstance(report, dict):
        for side, into in (("left", pot.left), ("right", pot.right)):
            entries = report.get(side)
            found = map(source_of, entries if isinstance(entries, list) else [entries])
            into += [source for source in found if source is not None]


def _read_wreck(data: bytes, where: str, fault: InputError, pot: Pot) -> None:
    place = Place(fault.where or where)
    rest = "; elk besluit dat nog leesbaar is, is gelezen"
    pot.warnings.append(SourceWarning(place, f"{fault.what}{rest}"))
    wreck = Wreck(Text(data.decode("utf-8-sig", "replace")))
    for number, found in enumerate(_first(wreck), start=1):
        _take(
            Listed(found.fields, found.line, ""),
            Place(where, line=found.line, record=f"besluit {number}"),
            pot,
        )
        if found.broken_at:
            broken = Place(where, line=found.broken_at, record=f"besluit {number}")
            message = "dit besluit breekt hier af; wat erna kwam is er niet meer"
            pot.warnings.append(SourceWarning(broken, message))
    if wreck.gave_up:
        stopped = Place(where, line=wreck.gave_up)
        message = "vanaf hier is niet verder gezocht: dit is geen bestand met besluiten"
        pot.warnings.append(SourceWarning(stopped, message))


def _first(wreck: Wreck) -> Iterator[Any]:
    for number, found in enumerate(wreck.entries()):
        if number == MAX_RECORDS:
            return
        yield found


def _take(entry: Listed, place: Place, pot: Pot) -> None:
    if not isinstance(entry.value, dict):
        pot.warnings.append(SourceWarning(place, "dit is geen besluit en telt niet mee"))
        return
    record = Record(place)
    decision = record.decision(entry.value)
    pot.warnings += record.warnings
    if decision is not None:
        pot.entries.append(decision)
