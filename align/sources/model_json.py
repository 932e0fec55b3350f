"""Values of the model from the JSON that align itself wrote; anything else gives the default.

The counterpart is `exchange.model_json`. What is read may have been changed by hand or by another
program: a field with another form counts as absent, and nothing here raises.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from align.model import Fact, Hours, HourUnit, Kind, Place, Retired, Ruling, Section
from align.sources.numbers import finite
from align.sources.text import clean_line, clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_BOX = 4

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")
_T = TypeVar("_T")


def fields_of(value: object) -> Mapping[str, object]:
    """An object; empty when it is something else."""
    return value if isinstance(value, dict) else {}


def each(value: object, read: Callable[[object], _T | None]) -> tuple[_T, ...]:
    """Every entry of a list that can be read."""
    entries = value if isinstance(value, list) else ()
    return tuple(found for entry in entries if (found := read(entry)) is not None)


def line_of(value: object) -> str:
    """A text on one line; "" when it is no text."""
    return clean_line(value) if isinstance(value, str) else ""


def lines_of(value: object) -> tuple[str, ...]:
    """A list of texts on one line each; empty ones stay, so that positions keep their meaning."""
    return each(value, lambda entry: clean_line(entry) if isinstance(entry, str) else None)


def place_of(value: object) -> Place | None:
    """A place, or None."""
    fields = fields_of(value)
    file = fields.get("file")
    if not isinstance(file, str):
        return None
    box = each(fields.get("box"), finite)
    return Place(
        file=_printable(file),
        path=_printable(fields.get("path")),
        line=_count(fields.get("line")),
        page=_count(fields.get("page")),
        record=_printable(fields.get("record")),
        box=box if len(box) == MAX_BOX else (),
    )


def fact_of(value: object, place: Place) -> Fact | None:
    """A fact; `place` counts when it has none of its own."""
    fields = fields_of(value)
    name, text = line_of(fields.get("name")), fields.get("value")
    if not name or not isinstance(text, str):
        return None
    return Fact(name, clean_text(text), place_of(fields.get("place")) or place)


def section_of(value: object, place: Place) -> Section | None:
    """A section; `place` counts when it has none of its own."""
    fields = fields_of(value)
    label, text = line_of(fields.get("label")), fields.get("text")
    if not isinstance(text, str):
        return None
    only_for = line_of(fields.get("only_for"))
    return Section(label, clean_text(text), place_of(fields.get("place")) or place, only_for)


def hours_of(value: object) -> Hours | None:
    """A number of hours, or None."""
    fields = fields_of(value)
    amount = finite(fields.get("amount"))
    unit = fields.get("unit")
    if amount is None or amount < 0 or unit not in {u.value for u in HourUnit}:
        return None
    return Hours(amount, HourUnit(str(unit)))


def ruling_of(value: object, place: Place) -> Ruling | None:
    """A ruling; None without kwalificatie, keuzedeel or verdict."""
    fields = fields_of(value)
    ruling = Ruling(
        kwalificatie=line_of(fields.get("kwalificatie")),
        keuzedeel=line_of(fields.get("keuzedeel")),
        verdict=line_of(fields.get("verdict")),
        text=line_of(fields.get("text")),
        date=line_of(fields.get("date")),
        place=place_of(fields.get("place")) or place,
    )
    return ruling if ruling.kwalificatie and ruling.keuzedeel and ruling.verdict else None


def kind_of(value: object) -> Kind | None:
    """A kind by its name, or None."""
    return Kind(value) if isinstance(value, str) and value in {k.value for k in Kind} else None


def retired_of(value: object, place: Place) -> Retired | None:
    """A withdrawn record; None without id or kind."""
    fields = fields_of(value)
    identifier, kind, title = (
        line_of(fields.get("id")),
        kind_of(fields.get("kind")),
        fields.get("title"),
    )
    if not identifier or kind is None:
        return None
    return Retired(
        id=identifier,
        kind=kind,
        code=line_of(fields.get("code")),
        title=clean_text(title) if isinstance(title, str) else "",
        replaced_by=lines_of(fields.get("replaced_by")),
        place=place_of(fields.get("place")) or place,
    )


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        return 0
    return value if 0 <= value < 10**9 else 0


def _printable(value: object) -> str:
    """A name as it is, but for signs that would break a line or a file."""
    return _UNPRINTABLE.sub("\ufffd", value) if isinstance(value, str) else ""
