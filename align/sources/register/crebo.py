"""Reads crebo lists: which kwalificatie has which crebo, niveau, domein, dossier and leerweg.

The layout is that of the annexes of the Regeling vaststelling kwalificatiedossiers: a cell that
continues the one above it is empty, a domein may stand on a row of its own, and a crebo may be
printed with a dot ("25.080").
Source: BWBR0036352 (wetten.overheid.nl), annexes 1 and 4.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.model import Fact, Item, Kind, Place
from align.sources.notes import Notes
from align.sources.reader import Recognition
from align.sources.record import Identifiers, Record
from align.sources.register.base import PREFIX, head_text, niveaus, only_file, register
from align.sources.register.rows import MAX_BYTES, Row, column_names, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from align.model import Curriculum
    from align.sources.archive import SourceFiles

_WANTED = frozenset({"crebo", "kwalificatie"})
_ALSO_ONE_OF = frozenset({"leerweg", "soort_opleiding", "studieduur_jaren"})
_NOT_HERE = frozenset({"werkproces", "kerntaak", "werkproces_code", "kerntaak_code"})
_FACTS = {
    "domein": "domein",
    "crebo_domein": "domeincode",
    "leerweg": "leerweg",
    "soort_opleiding": "opleidingssoort",
    "prijsfactor": "prijsfactor",
    "beroepsvereisten": "beroepsvereisten",
    "studieduur_jaren": "studieduur",
    "geldig_vanaf": "geldig_vanaf",
}
_ABOVE = ("domein", "crebo_domein", "dossier", "crebo_dossier")
_KNOWN = frozenset({"crebo", "kwalificatie", "niveau", "bron", "regel", *_FACTS, *_ABOVE})
_CREBO = re.compile(r"([0-9]{2})\.?([0-9]{3})")
_DOMEIN_CREBO = re.compile(r"79\.?[0-9]{3}")
_SECTION_WORD = re.compile(r"^(?:opleidings)?domein:?\s+", re.IGNORECASE)


class CreboListReader:
    """Reads a table with a kwalificatie and its crebo on every row."""

    name = f"{PREFIX}crebo"

    def recognise(self, files: SourceFiles) -> Recognition | None:
        """Recognise columns crebo and kwalificatie with leerweg, soort opleiding or studieduur."""
        name = only_file(files)
        names = set(column_names(head_text(files, name), _WANTED)) if name else set()
        if names.isdisjoint(_ALSO_ONE_OF) or not names.isdisjoint(_NOT_HERE):
            return None
        shown = ", ".join(sorted(names & (_WANTED | _ALSO_ONE_OF | {"dossier", "niveau"})))
        return Recognition(0.95, f"{name} is een tabel met de kolommen {shown}")

    def read(self, files: SourceFiles, why: str) -> Curriculum:
        """Read every row as a kwalificatie below its dossier; see `reader.Reader.read`."""
        name = only_file(files)
        data = files.read(name, MAX_BYTES)
        table = read_rows(data, files.where(name), _WANTED)
        notes = Notes()
        for line in table.extra:
            notes.add(Place(name, line=line), "rij met meer cellen dan kolommen")
        for column in table.names:
            if column and column not in _KNOWN:
                notes.add(Place(name, line=1), "onbekende kolom is niet gelezen", column)
        found = list(_whole_rows(table.rows, name, notes))
        since = list(dict.fromkeys(r.line("geldig_vanaf") for r in found if r.line("geldig_vanaf")))
        return register(
            files,
            name,
            data,
            form=self.name,
            title="Crebolijst: kwalificaties met niveau, domein en leerweg"
            if "niveau" in table.names
            else "Lijst van kwalificaties per crebo",
            why=why,
            items=list(_items(found, notes)),
            notes=notes,
            version=f"geldig vanaf {since[0]}" if len(since) == 1 else "",
        )


@dataclass(slots=True)
class _Above:
    """What stands above a row and holds for it when its own cell is empty."""

    cells: dict[str, str] = field(default_factory=dict)

    def fill(self, cells: dict[str, str]) -> dict[str, str]:
        """The cells of a row with what it inherits.

        A name belongs to its crebo: it is inherited only when both cells are empty, or when the
        crebo is the same as above.
        """
        new_domein = self._changes(cells, "domein", "crebo_domein")
        whole = dict(cells)
        for name, crebo in (("domein", "crebo_domein"), ("dossier", "crebo_dossier")):
            if name == "dossier" and new_domein:
                continue
            if not self._changes(cells, name, crebo):
                for key in (name, crebo):
                    whole[key] = cells.get(key) or self.cells.get(key, "")
        self.cells = {key: whole.get(key, "") for key in _ABOVE}
        return whole

    def _changes(self, cells: dict[str, str], *keys: str) -> bool:
        return any(cells.get(key) and cells[key] != self.cells.get(key) for key in keys)


def _whole_rows(rows: Iterable[Row], file: str, notes: Notes) -> Iterator[Record]:
    """Rows with a kwalificatie, each with what it inherits from the rows above."""
    above = _Above()
    for row in rows:
        place = Place(file, line=row.line)
        if section := _section(row.cells):
            above.cells = section
            continue
        cells = above.fill(row.cells)
        crebo = _plain_crebo(cells.get("crebo", ""))
        record = Record({**cells, "crebo": crebo}, Place(file, line=row.line, record=crebo), notes)
        if not cells.get("kwalificatie") and not crebo:
            notes.add(place, "rij zonder kwalificatie en crebo is niet gelezen")
            continue
        if not _CREBO.fullmatch(crebo):
            record.note("crebo is geen getal van vijf cijfers", crebo or "leeg")
        yield record


def _section(cells: dict[str, str]) -> dict[str, str]:
    """The domein that a row announces for the rows below it; empty for any other row."""
    filled = [cell for cell in cells.values() if cell]
    codes = [cell for cell in filled if _DOMEIN_CREBO.fullmatch(cell)]
    names = [cell for cell in filled if cell not in codes]
    if len(names) != 1 or len(codes) > 1 or names[0][0].isdigit():
        return {}
    titled = bool(_SECTION_WORD.match(names[0]))
    if not codes and not titled and not cells.get("domein"):
        return {}
    code = _plain_crebo(codes[0]) if codes else ""
    return {"domein": _SECTION_WORD.sub("", names[0]), "crebo_domein": code}


def _plain_crebo(text: str) -> str:
    """A crebo without the dot that some tables print: "25.080" is 25080."""
    found = _CREBO.fullmatch(text)
    return f"{found[1]}{found[2]}" if found else text


def _items(found: Iterable[Record], notes: Notes) -> Iterator[Item]:
    """Dossiers, each followed by its kwalificaties, in the order in which they first occur."""
    ids = Identifiers(notes, "crebo staat op meer dan één rij")
    dossiers: dict[str, Item] = {}
    below: dict[str, list[Item]] = {}
    for record in found:
        dossier = _dossier(record)
        parent = dossier.id if dossier else ""
        if dossier:
            dossiers.setdefault(dossier.id, dossier)
        below.setdefault(parent, []).append(_kwalificatie(record, parent, ids))
    for parent, items in below.items():
        if parent in dossiers:
            yield dossiers[parent]
        yield from items


def _dossier(record: Record) -> Item | None:
    title, crebo = record.line("dossier"), _plain_crebo(record.line("crebo_dossier"))
    if not title and not crebo:
        return None
    domein = record.line("domein")
    return Item(
        id=f"crebo/{crebo or title}",
        kind=Kind.DOSSIER,
        code="",
        title=title,
        parent="",
        place=Place(record.place.file, line=record.place.line, record=crebo),
        crebo=crebo,
        facts=(Fact("domein", domein, record.place),) if domein else (),
    )


def _kwalificatie(record: Record, parent: str, ids: Identifiers) -> Item:
    crebo, title = record.line("crebo"), record.line("kwalificatie")
    if not title:
        record.note("kwalificatie zonder titel", crebo)
    stands = ", regel ".join(filter(None, (record.line("bron"), record.line("regel"))))
    facts = [
        Fact(name, value, record.place)
        for column, name in _FACTS.items()
        if (value := record.line(column))
    ]
    if stands:
        facts.append(Fact("bron", stands, record.place))
    return Item(
        id=ids.give(f"crebo/{crebo or record.place.line}", record.place),
        kind=Kind.KWALIFICATIE,
        code="",
        title=title,
        parent=parent,
        place=record.place,
        niveaus=niveaus(record),
        crebo=crebo,
        facts=tuple(facts),
    )
