"""Builds the tree of a vmbo table: a PTA or leerplan, with codes of SLO or with texts alone.

Above an eindterm stand three levels: profiel; module, keuzevak or kern; deeltaak or kerndeel. For
each, what the row itself says goes before what its code tells, and that before what stood in the
row above. Codes are kept as printed; written differently they are the same item.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from align.model import Fact, Kind, Leerweg, Section
from align.sources.codes import lookup_key, stands_under
from align.sources.table.codes import coded_in_line, slo_levels
from align.sources.table.facts import RowCells, sections_and_facts
from align.sources.table.leerweg import is_marked, leerweg_in_name, leerwegen_of
from align.sources.table.tree import Tree, below, code_id, text_id
from align.sources.table.vmbo_rows import (
    DEPTH,
    LEVELS,
    Entry,
    Listed,
    codes_of,
    deepest_code,
    depth_of_rows,
    eindtermen_of,
    is_lead,
    is_numbered,
    is_remark,
    joined,
    kind_in,
    levels_of,
    listed_of,
    numbered_deeltaak,
    one_row_each,
    profile_code,
    several_of,
    take_in,
    told_by,
    unlabelled,
)
from align.sources.table.vocabulary import LEERWEG_COLUMNS, VMBO_LEVELS
from align.sources.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from align.model import Place
    from align.sources.notes import Notes
    from align.sources.table.cells import Row
    from align.sources.table.columns import Part
    from align.sources.table.statements import Statement
    from align.sources.table.tree import Node

_USED = frozenset(
    {*VMBO_LEVELS, *(f"{level}_code" for level in VMBO_LEVELS), *LEERWEG_COLUMNS}
    | {"code", "titel", "omschrijving", "leerweg"}
)
_PLANNED = frozenset({"periode", "leerjaar"})


class VmboTree:
    """Reads parts of tables into one tree.

    Attributes:
        tree: what was read.
        why: what was concluded from outside the columns, in Dutch.
    """

    def __init__(self, notes: Notes) -> None:
        self.tree = Tree(notes)
        self.why: list[str] = []
        self._notes = notes
        self._above: dict[int, Node] = {}
        self._profiel_stated = False
        self._planned: dict[str, Fact] = {}
        self._leerwegen: tuple[Leerweg, ...] = ()
        self._one_row_each = self._numbered = False
        self._rows_under: int | None = None
        self._named_before: dict[str, str] = {}

    def begin(self, part: Part, title: str) -> None:
        """Start with another table; what stood above rows of the one before holds no longer.

        A leerweg in the name of the sheet or in the title holds for a table without such a column.
        In a text document what its first lines say of all (profiel, leerweg, leerjaar) holds for
        tables further down too.
        """
        carried = part.grid.in_text
        profiel = self._above.get(0) if carried and self._profiel_stated else None
        self._above = {0: profiel} if profiel else {}
        self._profiel_stated = bool(profiel)
        self._leerwegen = self._leerwegen if carried else ()
        self._planned = {n: f for n, f in self._planned.items() if carried and n == "leerjaar"}
        self._one_row_each = one_row_each(part)
        self._rows_under = depth_of_rows(part)
        self._numbered = is_numbered(part)
        if not part.with_role("leerweg", *LEERWEG_COLUMNS):
            named = leerweg_in_name(part.grid.label) or leerweg_in_name(title)
            if len(named) == 1:
                self._leerwegen = named
                where = f" van {part.grid.name}" if part.grid.name else ""
                self.why.append(f"leerweg {named[0].upper()} volgens de naam of titel{where}")

    def state(self, statement: Statement) -> bool:
        """Take what a line says about the rows below it; False when it says nothing here."""
        role, value, place = statement.role, statement.value, statement.place
        if role == "leerweg":
            self._leerwegen = self._read_leerwegen(value, place)
        elif role in _PLANNED:
            self._planned[role] = Fact(role, value, place)
        elif role in LEVELS:
            one = coded_in_line(value)
            entry = Entry(kind_in(role, one.code), one.code, clean_line(one.text))
            named = self._above.get(DEPTH[entry.kind])
            if named and named.code and not (named.title or one.code or self._is_filled(named)):
                # "P/BWI/1.1" and below it "Deeltaak: Een bouwproject voorbereiden".
                named.title = unlabelled(entry.kind, entry.text)
                return True
            self._enter({DEPTH[entry.kind]: entry}, one.code, place)
        else:
            return False
        return True

    def _is_filled(self, node: Node) -> bool:
        """Whether something was read below a level."""
        return any(other.parent == node.id for other in self.tree.nodes.values())

    def row(self, row: Row, part: Part) -> bool:
        """Read a row; False when it is about nothing."""
        cells = RowCells.of(row, part)
        if is_remark(cells):
            return False
        if is_lead(cells):
            return True
        levels = levels_of(cells)
        if listed := listed_of(cells):
            self._listed(listed, levels, cells)
            return True
        own, codes = eindtermen_of(cells), codes_of(cells)
        if self._is_of_level(codes, own, levels):
            take_in(codes.pop(), levels)
        text = cells.text("titel") or cells.text("omschrijving")
        if self._numbered and 2 not in levels and (head := numbered_deeltaak(codes, own, text)):
            own, codes = [], [head]
        entries, extra = self._with_texts(joined(own, codes), levels, cells)
        about: list[Node] = []
        for entry in entries:
            place = part.grid.place(row.number, entry.code)
            about.append(self._item(entry, levels, place))
            if not about[-1].title and not extra and entry.kind not in DEPTH:
                self._notes.add(place, f"{about[-1].kind.value} zonder tekst", entry.code)
        if not about and levels:
            code = deepest_code(levels)
            deepest_node = self._enter(levels, code, part.grid.place(row.number, code))
            about = [deepest_node] if deepest_node else []
        for node in about:
            self._describe(node, extra, cells)
        return bool(about)

    def _listed(
        self, listed: Sequence[Listed], levels: Mapping[int, Entry], cells: RowCells
    ) -> None:
        """Deeltaken with their eindtermen; what else the row says is said of the deeltaken."""
        above = {depth: entry for depth, entry in levels.items() if depth < DEPTH[Kind.DEELTAAK]}
        own = levels.get(DEPTH[Kind.DEELTAAK])
        beside = own.text if own and all(own.code != one.head.code for one in listed) else ""
        extra = "\n".join(
            text for text in (beside, cells.text("titel"), cells.text("omschrijving")) if text
        )
        for one in listed:
            place = cells.part.grid.place(cells.row.number, one.head.code)
            node = self._item(one.head, above, place)
            self._describe(node, extra, cells)
            named = {**above, DEPTH[one.head.kind]: one.head}
            for text in one.eindtermen:
                eindterm = self._item(Entry(Kind.EINDTERM, "", text), named, place)
                eindterm.leerwegen.update(self._leerwegen_of(cells))

    def _with_texts(
        self, entries: list[Entry], levels: dict[int, Entry], cells: RowCells
    ) -> tuple[list[Entry], str]:
        """What a row is about with the texts of its other columns, and what text is left over."""
        titel, omschrijving = cells.text("titel"), cells.text("omschrijving")
        text = titel or omschrijving
        extra = omschrijving if titel else ""
        several = several_of(cells)
        if several and not entries and not text:
            return several, ""
        if several:
            detail = ", ".join(one.code or one.text[:40] for one in several)
            self._notes.add(cells.place, "rij hoort bij meer onderdelen; het eerste telt", detail)
            levels[DEPTH[several[0].kind]] = several[0]
        if len(entries) == 1 and not entries[0].text:
            return [Entry(entries[0].kind, entries[0].code, text)], extra
        if entries:
            return entries, omschrijving
        if text and not (levels and self._one_row_each):
            return [Entry(Kind.EINDTERM, "", text)], extra
        if text and levels:
            deepest = levels[max(levels)]
            if deepest.text:
                return [], "\n".join(filter(None, (titel, omschrijving)))
            levels[max(levels)] = Entry(deepest.kind, deepest.code, clean_line(text))
        return [], extra

    def _is_of_level(
        self, codes: Sequence[Entry], own: Sequence[Entry], levels: Mapping[int, Entry]
    ) -> bool:
        """Whether the one code of a row is that of a level of which the row names more.

        "P/ZW/01/02 | Brood bakken | deeg kneden" has the code of the deeltaak; so has
        "P/ZW/01/02 | deeg kneden" in a table in which such codes stand beside other texts too.
        """
        if len(codes) != 1 or codes[0].kind not in DEPTH or any(entry.code for entry in own):
            return False
        depth = DEPTH[codes[0].kind]
        beside = levels.get(depth)
        if beside is not None and beside.code:
            return lookup_key(beside.code) == lookup_key(codes[0].code)
        named = any(d >= depth and entry.text for d, entry in levels.items())
        return named or depth == self._rows_under

    def _item(self, entry: Entry, levels: Mapping[int, Entry], place: Place) -> Node:
        """The item of an entry, below the levels that the row names."""
        if entry.kind in DEPTH:
            named = {d: e for d, e in levels.items() if d < DEPTH[entry.kind]}
            named[DEPTH[entry.kind]] = entry
            node = self._enter(named, entry.code or deepest_code(named), place)
            assert node is not None  # noqa: S101 -- its own level was just named
            return node
        code = entry.code if slo_levels(entry.code) else deepest_code(levels)
        parent = self._enter(levels, code, place)
        for level in levels.values():
            comparable = DEPTH[level.kind] and level.code and slo_levels(entry.code)
            if comparable and not stands_under(entry.code, level.code):
                detail = f"{entry.code} onder {level.code}"
                self._notes.add(place, "code past niet bij het onderdeel erboven", detail)
        above = parent.id if parent else ""
        title = clean_line(entry.text)
        # "1.1" may stand in every table; a code of SLO stands in one place.
        scope = "" if slo_levels(entry.code) else above
        wanted = below(scope, code_id(entry.code) if entry.code else text_id(title))
        return self.tree.leaf(entry.kind, wanted, entry.code, title, above, place)

    def _enter(self, named: Mapping[int, Entry], code: str, place: Place) -> Node | None:
        """Find or begin the levels of a row, from the top down; the deepest of them.

        Args:
            named: what the row says, by depth.
            code: the code of the row, which tells the levels it does not say.
            place: where it stands.
        """
        told = told_by(code)
        parent: Node | None = None
        for depth in range(3):
            before = self._above.get(depth)
            entry = named.get(depth)
            if entry is None and depth == 0 and self._profiel_stated:
                node = before
            elif entry is not None:
                node = self._begin(entry, parent, place)
                self._profiel_stated = self._profiel_stated or depth == 0
            elif depth in told:
                node = self._by_code(told[depth], before, parent, place)
            else:
                node = before
            if node is not None and node is before:
                node.parent = node.parent or (parent.id if parent else "")
            elif node is not None:
                # A profiel that only a code tells does not end the module that was named before.
                kept = 3 if before is None and entry is None else depth
                self._above = {d: n for d, n in self._above.items() if d < kept} | {depth: node}
            parent = node or parent
        return parent

    def _begin(self, entry: Entry, parent: Node | None, place: Place) -> Node:
        above = parent.id if parent else ""
        kind, code = entry.kind, entry.code
        entry = replace(entry, text=unlabelled(kind, entry.text))
        place = replace(place, record=code)
        if kind is Kind.PROFIEL:
            code = profile_code(code) or code
            return self.tree.level(
                kind, below("", "profiel", code or text_id(entry.text)), code, entry.text, "", place
            )
        wanted = below("", code_id(code)) if code else below(above, text_id(entry.text))
        wanted = self._named_before.get(wanted, wanted)
        return self.tree.level(kind, wanted, code, entry.text, above, place)

    def _by_code(self, told: Entry, before: Node | None, parent: Node | None, place: Place) -> Node:
        """The level that a code tells; a title without a code in the row above gets that code."""
        if before is not None and (
            not before.parent or parent is None or before.parent == parent.id
        ):
            if lookup_key(before.code) == lookup_key(told.code):
                return before
            if not before.code and before.kind is told.kind and self._is_new(told):
                before.code = told.code
                self._named_before[below("", code_id(told.code))] = before.id
                return before
        return self._begin(told, parent, place)

    def _is_new(self, told: Entry) -> bool:
        wanted = below("", code_id(told.code))
        return wanted not in self._named_before and wanted not in self.tree.nodes

    def _describe(self, node: Node, extra: str, cells: RowCells) -> None:
        leerwegen = self._leerwegen_of(cells)
        if node.kind in {Kind.EINDTERM, Kind.TAAK, Kind.DEELTAAK}:
            node.leerwegen.update(leerwegen)
        elif cells.text("leerweg"):
            node.add_fact(Fact("leerweg", clean_line(cells.text("leerweg")), cells.place))
        if extra and extra != node.title:
            node.add_section(Section("omschrijving", extra, cells.place))
        sections, facts = sections_and_facts(cells, _USED, self._notes, self._planned)
        for section in sections:
            node.add_section(section)
        for fact in facts:
            node.add_fact(fact)

    def _leerwegen_of(self, cells: RowCells) -> tuple[Leerweg, ...]:
        if text := cells.text("leerweg"):
            return self._read_leerwegen(text, cells.place)
        columns = cells.part.with_role(*LEERWEG_COLUMNS)
        if columns:
            marked = [c for c in columns if is_marked(cells.row.cell(c.index))]
            found = {lw for c in marked for lw in leerwegen_of(c.name or c.role)[0]}
            return tuple(sorted(found))
        return self._leerwegen

    def _read_leerwegen(self, text: str, place: Place) -> tuple[Leerweg, ...]:
        found, unknown = leerwegen_of(text)
        if unknown or not found:
            self._notes.add(place, "leerweg is niet begrepen", clean_line(text)[:60])
        return found
