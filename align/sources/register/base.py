"""What the readers of registers share: one file, its records, ids that stay unique, dates.

A register is a public list that says a little about many things: keuzedelen, crebo's, rulings.
It is read into a `Curriculum` like any document, and `enrich` carries what it says to others.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from align.model import Curriculum, Kind, Side, Source
from align.sources.archive import digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.model import Item, Ruling
    from align.sources.archive import SourceFiles
    from align.sources.notes import Notes
    from align.sources.record import Record

PREFIX = "register-"
"""How the name of every register format begins."""

_SUITED_TO = re.compile(
    r"geschikt voor (?:mbo-)?niveau'?s? ([1-4](?:(?:, | en |/)[1-4])*)", re.IGNORECASE
)
_DUTCH_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_EXCEL_DAYS = range(20_000, 80_000)  # from 1954 to 2119; any other number is no date
_EXCEL_START = date(1899, 12, 30)


def is_register(curriculum: Curriculum) -> bool:
    """Whether this was read from a register."""
    return curriculum.source.format.startswith(PREFIX)


def register_counts(curriculum: Curriculum) -> dict[str, int]:
    """What a register holds, by name in Dutch; zeros left out, empty for any other document."""
    if not is_register(curriculum):
        return {}
    counts = {
        "keuzedelen": len(curriculum.of_kind(Kind.KEUZEDEEL)),
        "uitspraken": len(curriculum.rulings),
        "crebo's": len({i.crebo for i in curriculum.of_kind(Kind.KWALIFICATIE) if i.crebo}),
        "beroepsdefinities": sum(
            any(s.label == "typering" for s in i.sections) for i in curriculum.items
        ),
    }
    return {what: n for what, n in counts.items() if n}


def only_file(files: SourceFiles) -> str:
    """Name of the file of a source that is one file; else ""."""
    return files.names[0] if len(files.names) == 1 else ""


def head_text(files: SourceFiles, name: str) -> str:
    """The first characters of a file, whatever its encoding: to look at, not to read."""
    return (
        files.head(name)
        .replace(b"\0", b"")
        .decode("utf-8", "replace")
        .lstrip("\ufeff\ufffd \r\n\t")
    )


def suited_niveaus(title: str) -> tuple[int, ...]:
    """Mbo levels that a title of a keuzedeel names: "... geschikt voor niveau 3 en 4"."""
    found = _SUITED_TO.search(title)
    return tuple(sorted({int(n) for n in re.findall(r"[1-4]", found[1])})) if found else ()


def niveaus(record: Record, name: str = "niveau") -> tuple[int, ...]:
    """The mbo level in a field; a field that is empty gives none."""
    value = record.line(name)
    if value in {"1", "2", "3", "4"}:
        return (int(value),)
    if value:
        record.note("niveau van de kwalificatie is niet 1, 2, 3 of 4", repr(value), name)
    return ()


def iso_date(value: object) -> str:
    """A day as "2026-01-31", from that, from "31-01-2026" or from Excel's number of days."""
    if isinstance(value, int) and not isinstance(value, bool) and value in _EXCEL_DAYS:
        return (_EXCEL_START + timedelta(days=value)).isoformat()
    text = value.strip() if isinstance(value, str) else ""
    if text.isascii() and text.isdigit() and len(text) == 5:
        return iso_date(int(text))
    try:
        if dutch := _DUTCH_DATE.fullmatch(text):
            return date(int(dutch[3]), int(dutch[2]), int(dutch[1])).isoformat()
        if iso := _ISO_DATE.match(text):
            return date(int(iso[1]), int(iso[2]), int(iso[3])).isoformat()
    except ValueError:
        pass
    return ""


def register(
    files: SourceFiles,
    name: str,
    data: bytes,
    *,
    form: str,
    title: str,
    why: str,
    items: Sequence[Item],
    notes: Notes,
    rulings: Sequence[Ruling] = (),
    version: str = "",
) -> Curriculum:
    """A register as a curriculum of the mbo side."""
    source = Source(
        path=files.path,
        format=form,
        title=title,
        version=version,
        sha256=digest([(name, data)]),
        why=why,
    )
    return Curriculum(source, Side.MBO, tuple(items), notes.in_order(), tuple(rulings))
