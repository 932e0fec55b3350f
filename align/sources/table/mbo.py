"""Builds the tree of an mbo table: dossier, kwalificatie, kerntaak, werkproces, keuzedeel.

An empty cell of a parent says "as above": a werkproces without a kerntaak belongs to the kerntaak
of the row above it. A kwalificatie that begins without a dossier belongs to the dossier above only
in a table that does not write its dossiers out on every row.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from align.model import Fact, Kind, Section
from align.sources.table.codes import Coded, coded, sbb_parts
from align.sources.table.facts import RowCells, sbu_of, sections_and_facts
from align.sources.table.mbo_rows import (
    KEUZEDEEL_CODE,
    coded_throughout,
    entries_of,
    has_coded_column,
    keuzedeel_among,
    name_and_crebo,
    under,
    written_out,
)
from align.sources.table.tree import Tree, below, is_prose, list_lines, text_id
from align.sources.table.vocabulary import MBO_LEVELS, plain
from align.sources.text import clean_line

if TYPE_CHECKING:
    from align.model import Place
    from align.sources.notes import Notes
    from align.sources.table.cells import Row
    from align.sources.table.columns import Part
    from align.sources.table.statements import Statement
    from align.sources.table.tree import Node

_USED = frozenset(
    {*MBO_LEVELS, *(f"{level}_code" for level in MBO_LEVELS)}
    | {"code", "titel", "omschrijving", "crebo", "crebo_dossier", "niveau", "sbu"}
    | {"complexiteit", "verantwoordelijkheid", "resultaat", "gedrag"}
)
#: What a table says of a whole kwalificatie, in whichever row it stands.
_OF_KWALIFICATIE = ("domein", "versie", "volledigheid", "bron")
_NAMES_OF_KWALIFICATIE = frozenset({"dossier", "crebo_dossier", "kwalificatie", "crebo"})
_OF_KERNTAAK = ("complexiteit", "verantwoordelijkheid")
_OF_WERKPROCES = ("omschrijving", "resultaat", "gedrag")
_NIVEAU = re.compile(r"\b[1-4]\b")
_LIST_MARK = " | "


class MboTree:
    """Reads parts of tables into one tree.

    Attributes:
        tree: what was read.
        why: what was concluded from outside the columns, in Dutch.
    """

    def __init__(self, notes: Notes) -> None:
        self.tree = Tree(notes)
        self.why: list[str] = []
        self._notes = notes
        self._dossier: Node | None = None
        self._kwalificatie: Node | None = None
        self._keuzedeel: Node | None = None
        self._kerntaak: Node | None = None
        self._versie = ""
        self._editions: dict[tuple[str, str, str], str] = {}
        self._written_out = False
        self._coded = self._coded_column = False
        self._by_title: dict[str, str] = {}
        self._stated: dict[str, str] = {}
        self._carried: dict[str, str] = {}

    def begin(self, part: Part, title: str) -> None:
        """Start with another table; what stood above rows of the one before holds no longer.

        In a text document what its first lines say of the kwalificatie holds for tables further
        down, until another one is named.
        """
        del title
        self._carried = {**self._carried, **self._stated} if part.grid.in_text else {}
        self._dossier = self._kwalificatie = self._keuzedeel = self._kerntaak = None
        self._versie = ""
        self._stated = {}
        self._written_out = written_out(part)
        self._coded = coded_throughout(part)
        self._coded_column = has_coded_column(part)

    def state(self, statement: Statement) -> bool:
        """Take what a line says about the rows below it; False when it says nothing here."""
        role, value, place = statement.role, statement.value, statement.place
        if role == "kerntaak":
            self._begin_stated(place)
            one = coded(value)[0]
            self._enter_kerntaak(one, place)
        elif role == "keuzedeel":
            self._keuzedeel = self._begin_keuzedeel(value, "", place)
            self._kerntaak = None
        elif role in {*_OF_KWALIFICATIE, "dossier", "crebo_dossier", "kwalificatie", "crebo"} | {
            "niveau"
        }:
            # Several lines together name one kwalificatie; it begins with the first row.
            self._stated[role] = value
            if role in _NAMES_OF_KWALIFICATIE:
                self._carried = {}
            if role in {"dossier", "kwalificatie"} and self._kwalificatie is not None:
                self._kwalificatie = self._kerntaak = None
        else:
            return False
        return True

    def row(self, row: Row, part: Part) -> bool:
        """Read a row; False when it is about nothing."""
        cells = RowCells.of(row, part)
        self._enter_dossier(cells)
        self._enter_kwalificatie(cells)
        entries = entries_of(cells, coded_column=self._coded_column)
        if named := keuzedeel_among(entries):
            name = clean_line(cells.text("keuzedeel"))
            self._keuzedeel = self._begin_keuzedeel(name or named, named, cells.place)
            self._kerntaak = None
            if name:
                self._sbu(self._keuzedeel, cells)
            self._describe(self._keuzedeel, cells)
            return True
        if self._coded and entries and not any(one.code for one in entries[0]):
            entries = [pair for pair in entries if pair[0].text]
        self._enter_keuzedeel(cells, entries)
        about = [self._item(cells, werkproces, kerntaak) for werkproces, kerntaak in entries]
        for node in about:
            self._describe(node, cells)
        if self._vakkennis(cells) or about:
            return True
        top = self._of_row(cells)
        if top is None:
            return False
        self._describe(top, cells)
        return True

    def _of_row(self, cells: RowCells) -> Node | None:
        """What a row without kerntaak and werkproces is about."""
        if cells.text("keuzedeel") or cells.text("keuzedeel_code"):
            return self._keuzedeel
        if cells.text("kwalificatie") or cells.text("crebo"):
            return self._kwalificatie
        return self._dossier if cells.text("dossier") else None

    def _stated_or(self, cells: RowCells, role: str) -> str:
        """A cell of the row; in a table without that column what a line above it says."""
        if cells.part.with_role(role):
            return clean_line(cells.text(role))
        return self._said(role)

    def _said(self, role: str) -> str:
        return clean_line(self._stated.get(role, "") or self._carried.get(role, ""))

    def _begin_stated(self, place: Place) -> None:
        """Begin the dossier and kwalificatie that lines above a table name, before its kerntaak."""
        if self._kwalificatie is not None:
            return
        self._begin_dossier(self._said("dossier"), self._said("crebo_dossier"), place)
        name, crebo = name_and_crebo(self._said("kwalificatie"), self._said("crebo"))
        if name or crebo:
            self._begin_kwalificatie(name, crebo, self._said("versie"), place)

    def _enter_dossier(self, cells: RowCells) -> None:
        crebo = self._stated_or(cells, "crebo_dossier") or cells.text("dossier_code")
        self._begin_dossier(self._stated_or(cells, "dossier"), crebo, cells.place)

    def _begin_dossier(self, name: str, crebo: str, place: Place) -> None:
        name, crebo = name_and_crebo(name, crebo)
        if not name and not crebo:
            return
        wanted = below("", "dossier", crebo or text_id(name))
        place = replace(place, record=crebo)
        node = self.tree.level(Kind.DOSSIER, wanted, "", name, "", place)
        node.crebo = node.crebo or crebo
        if node is not self._dossier:
            self._dossier = node
            self._kwalificatie = self._keuzedeel = self._kerntaak = None

    def _enter_kwalificatie(self, cells: RowCells) -> None:
        name, crebo = name_and_crebo(
            self._stated_or(cells, "kwalificatie"),
            self._stated_or(cells, "crebo") or cells.text("kwalificatie_code"),
        )
        versie = self._stated_or(cells, "versie")
        if name or crebo:
            if not self._is_current(name, crebo, versie):
                if self._written_out and not (
                    self._stated_or(cells, "dossier") or cells.text("crebo_dossier")
                ):
                    self._dossier = None
                self._begin_kwalificatie(name, crebo, versie, cells.place)
            node = self._kwalificatie
            if node is not None:
                self.tree.level(Kind.KWALIFICATIE, node.id, "", name, node.parent, cells.place)
                node.crebo = node.crebo or crebo
        node = self._kwalificatie or self._dossier
        if node is None:
            return
        for role in _OF_KWALIFICATIE:
            if value := self._stated_or(cells, role):
                node.add_fact(Fact(role, value, cells.place), once=True)
        if niveau := self._stated_or(cells, "niveau"):
            found = {int(n) for n in _NIVEAU.findall(niveau)}
            if not found:
                self._notes.add(cells.place, "niveau is niet 1, 2, 3 of 4", niveau[:60])
            node.niveaus.update(found)

    def _is_current(self, name: str, crebo: str, versie: str) -> bool:
        """Whether a row is about the kwalificatie of the row above; what is empty says nothing."""
        node = self._kwalificatie
        if node is None:
            return False
        pairs = (
            (plain(name), plain(node.title)),
            (crebo, node.crebo),
            (plain(versie), plain(self._versie)),
        )
        differs = any(new and old and new != old for new, old in pairs)
        return not differs and any(new and new == old for new, old in pairs[:2])

    def _begin_kwalificatie(self, name: str, crebo: str, versie: str, place: Place) -> None:
        key = (plain(name), crebo, plain(versie))
        identifier = self._editions.get(key) or self._new_id(name, crebo, versie)
        if identifier not in self.tree.nodes and not name:
            self._notes.add(place, "kwalificatie zonder naam", f"crebo {crebo}")
        self._editions[key] = identifier
        above = self._dossier.id if self._dossier else ""
        place = replace(place, record=crebo)
        self._kwalificatie = self.tree.level(Kind.KWALIFICATIE, identifier, "", name, above, place)
        self._kwalificatie.crebo = self._kwalificatie.crebo or crebo
        self._versie = versie
        self._keuzedeel = self._kerntaak = None

    def _new_id(self, name: str, crebo: str, versie: str) -> str:
        """By its crebo, else its name; a later edition with both the same has its version too."""
        wanted = below("", crebo or text_id(name))
        if wanted in self.tree.nodes and versie:
            wanted = f"{wanted}@{text_id(versie)}"
        identifier, times = wanted, 1
        while identifier in self.tree.nodes:
            times += 1
            identifier = f"{wanted}#{times}"
        return identifier

    def _enter_keuzedeel(self, cells: RowCells, entries: list[tuple[Coded, Coded]]) -> None:
        name, code = clean_line(cells.text("keuzedeel")), cells.text("keuzedeel_code")
        if name or code:
            before = self._keuzedeel
            self._keuzedeel = self._begin_keuzedeel(name, code, cells.place)
            if self._keuzedeel is not before:
                self._kerntaak = None
            self._sbu(self._keuzedeel, cells)
        elif any(entry.code[:1].upper() in {"B", "P"} for pair in entries for entry in pair):
            self._keuzedeel = None

    def _begin_keuzedeel(self, name: str, code: str, place: Place) -> Node:
        found = KEUZEDEEL_CODE.search(name) or KEUZEDEEL_CODE.search(code)
        printed = found[1].replace(" ", "") if found else clean_line(code)
        title = KEUZEDEEL_CODE.sub("", name).strip(" ()-–:")
        # Two exam plans may have one keuzedeel; where a crebo tells them apart, so does its id.
        kwalificatie = self._kwalificatie
        above = kwalificatie.id if kwalificatie is not None and kwalificatie.crebo else ""
        wanted = below(above, "keuzedeel", printed.upper() or text_id(title))
        node = self.tree.level(Kind.KEUZEDEEL, wanted, printed, title, "", place)
        if self._kwalificatie is not None and not node.parent:
            node.parent = self._kwalificatie.id
        return node

    def _enter_kerntaak(self, kerntaak: Coded, place: Place) -> Node:
        parent = self._keuzedeel or self._kwalificatie or self._dossier
        above = parent.id if parent else ""
        code, title = kerntaak.code, clean_line(kerntaak.text)
        wanted = below(above, sbb_parts(code)[0] or text_id(code or title))
        wanted = self._by_title.get(wanted, wanted)
        before = self._kerntaak
        if before and code and not title and not before.code and wanted not in self.tree.nodes:
            # "Kerntaak 1: Bakt brood" above B1-K1-W1: the title of B1-K1 stood there.
            before.code = sbb_parts(code)[0] or code
            self._by_title[wanted] = wanted = before.id
        node = self.tree.level(Kind.KERNTAAK, wanted, code, title, above, place)
        self._kerntaak = node
        self._belongs(node)
        return node

    def _item(self, cells: RowCells, werkproces: Coded, kerntaak: Coded) -> Node:
        """The werkproces of a row, or its kerntaak when it names no werkproces."""
        of_kerntaak, of_werkproces = sbb_parts(werkproces.code)
        code = kerntaak.code or of_kerntaak
        if code or kerntaak.text:
            above = self._enter_kerntaak(Coded(code, kerntaak.text), _place(cells, code))
        if not of_kerntaak and self._kerntaak is not None:
            werkproces = under(werkproces, self._kerntaak.code)
            of_kerntaak, of_werkproces = sbb_parts(werkproces.code)
        place = _place(cells, werkproces.code)
        if not werkproces.code and not werkproces.text:
            return above
        if of_kerntaak and kerntaak.code and sbb_parts(kerntaak.code)[0] not in {"", of_kerntaak}:
            detail = f"{werkproces.code} onder {kerntaak.code}"
            self._notes.add(place, "code past niet bij de kerntaak erboven", detail)
        parent = self._kerntaak or self._keuzedeel or self._kwalificatie or self._dossier
        above_id = parent.id if parent else ""
        title = clean_line(werkproces.text)
        wanted = below(above_id, of_werkproces or text_id(werkproces.code or title))
        node = self.tree.leaf(Kind.WERKPROCES, wanted, werkproces.code, title, above_id, place)
        self._belongs(node)
        if not node.title:
            self._notes.add(place, "werkproces zonder titel", werkproces.code)
        return node

    def _belongs(self, node: Node) -> None:
        """Give an item what it has from its kwalificatie."""
        if self._kwalificatie is not None:
            node.only_for = self._kwalificatie.id
            node.niveaus.update(self._kwalificatie.niveaus)

    def _vakkennis(self, cells: RowCells) -> bool:
        parent = self._kerntaak or self._keuzedeel or self._kwalificatie or self._dossier
        lines = list_lines(cells.text("vakkennis"))
        above = parent.id if parent else ""
        for line in lines:
            wanted = below(above, "vakkennis", text_id(line))
            node = self.tree.level(Kind.VAKKENNIS, wanted, "", clean_line(line), above, cells.place)
            self._belongs(node)
        return bool(lines)

    def _describe(self, node: Node, cells: RowCells) -> None:
        """Keep the texts and short statements of a row with the item that they are about."""
        used = set(_USED)
        if self._kwalificatie is not None or self._dossier is not None:
            used.update(_OF_KWALIFICATIE)
        kerntaak = self._kerntaak or node
        for role in (*_OF_KERNTAAK, *_OF_WERKPROCES):
            text = cells.text(role).replace(_LIST_MARK, "\n")
            about = kerntaak if role in _OF_KERNTAAK else node
            if not text or clean_line(text) == node.title:
                continue
            if is_prose(text):
                about.add_section(Section(role, text, cells.place))
            else:
                about.add_fact(Fact(role, clean_line(text), cells.place))
        if (titel := clean_line(cells.text("titel"))) and titel != node.title:
            node.add_fact(Fact("titel", titel, cells.place))
        if not cells.text("keuzedeel"):
            self._sbu(node, cells)
        sections, facts = sections_and_facts(cells, used, self._notes, {})
        for section in sections:
            node.add_section(section)
        for fact in facts:
            node.add_fact(fact)

    def _sbu(self, node: Node, cells: RowCells) -> None:
        text = clean_line(cells.text("sbu"))
        hours = sbu_of(text)
        if not text:
            return
        if hours is None:
            self._notes.add(cells.place, "studiebelastingsuren (sbu) zijn geen getal", text[:60])
            node.add_fact(Fact("sbu", text, cells.place), once=True)
        else:
            node.hours = node.hours or hours


def _place(cells: RowCells, record: str) -> Place:
    return cells.part.grid.place(cells.row.number, record)
