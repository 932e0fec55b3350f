"""Builds the tree of a vmbo table: a PTA or leerplan, with codes of SLO or with texts alone.

Above an eindterm stand three levels: profiel; module, keuzevak or kern; deeltaak or kerndeel. For
each, what the row itself says goes before what its code tells, and that before what stood in the
row above. Codes are kept as printed; written differently they are the same item.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.model import Fact, Kind, Leerweg, Section
from align.sources.codes import lookup_key, stands_under
from align.sources.table.codes import coded, slo_levels
from align.sources.table.facts import RowCells, sections_and_facts
from align.sources.table.leerweg import is_marked, leerweg_in_name, leerwegen_of
from align.sources.table.tree import Tree, below, code_id, is_prose, text_id
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

#: How deep a level stands; an eindterm or taak stands below all of these.
_DEPTH = {
    Kind.PROFIEL: 0,
    Kind.KERN: 1,
    Kind.MODULE: 1,
    Kind.KEUZEVAK: 1,
    Kind.KERNDEEL: 2,
    Kind.DEELTAAK: 2,
}
_LEVELS = tuple(level for level in VMBO_LEVELS if level != "eindterm")
_USED = frozenset(
    {*VMBO_LEVELS, *(f"{level}_code" for level in VMBO_LEVELS), *LEERWEG_COLUMNS}
    | {"code", "titel", "omschrijving", "leerweg"}
)
_PLANNED = frozenset({"periode", "leerjaar"})


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something that a row names: a level, or an eindterm."""

    kind: Kind
    code: str
    text: str


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
        self._one_row_each = False
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
        self._one_row_each = _one_row_each(part)
        self._rows_under = _depth_of_rows(part)
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
        elif role in _LEVELS:
            one = coded(value)[0]
            entry = _Entry(_kind_in(role, one.code), one.code, clean_line(one.text))
            self._enter({_DEPTH[entry.kind]: entry}, one.code, place)
        else:
            return False
        return True

    def row(self, row: Row, part: Part) -> bool:
        """Read a row; False when it is about nothing."""
        cells = RowCells.of(row, part)
        if _is_remark(cells):
            return False
        levels = _levels_of(cells)
        own, codes = _eindtermen_of(cells), _codes_of(cells)
        titel, omschrijving = cells.text("titel"), cells.text("omschrijving")
        text = titel or omschrijving
        extra = omschrijving if titel else ""
        if self._is_of_level(codes, own, levels):
            _take_in(codes.pop(), levels)
        entries = _joined(own, codes)
        if len(entries) == 1 and not entries[0].text:
            entries = [_Entry(entries[0].kind, entries[0].code, text)]
        elif entries:
            extra = omschrijving
        elif text and not (levels and self._one_row_each):
            entries = [_Entry(Kind.EINDTERM, "", text)]
        elif levels and text:
            deepest = levels[max(levels)]
            if deepest.text:
                extra = "\n".join(filter(None, (titel, omschrijving)))
            else:
                levels[max(levels)] = _Entry(deepest.kind, deepest.code, clean_line(text))
        about = []
        for entry in entries:
            place = part.grid.place(row.number, entry.code)
            about.append(self._item(entry, levels, place))
            if not about[-1].title and not extra and entry.kind not in _DEPTH:
                self._notes.add(place, f"{about[-1].kind.value} zonder tekst", entry.code)
        if not about and levels:
            code = levels[max(levels)].code
            deepest_node = self._enter(levels, code, part.grid.place(row.number, code))
            about = [deepest_node] if deepest_node else []
        for node in about:
            self._describe(node, extra, cells)
        return bool(about)

    def _is_of_level(
        self, codes: Sequence[_Entry], own: Sequence[_Entry], levels: Mapping[int, _Entry]
    ) -> bool:
        """Whether the one code of a row is that of a level of which the row names more.

        "P/ZW/01/02 | Brood bakken | deeg kneden" has the code of the deeltaak; so has
        "P/ZW/01/02 | deeg kneden" in a table in which such codes stand beside other texts too.
        """
        if len(codes) != 1 or codes[0].kind not in _DEPTH or any(entry.code for entry in own):
            return False
        depth = _DEPTH[codes[0].kind]
        beside = levels.get(depth)
        if beside is not None and beside.code:
            return lookup_key(beside.code) == lookup_key(codes[0].code)
        named = any(d >= depth and entry.text for d, entry in levels.items())
        return named or depth == self._rows_under

    def _item(self, entry: _Entry, levels: Mapping[int, _Entry], place: Place) -> Node:
        """The item of an entry, below the levels that the row names."""
        if entry.kind in _DEPTH:
            named = {d: e for d, e in levels.items() if d < _DEPTH[entry.kind]}
            named[_DEPTH[entry.kind]] = entry
            node = self._enter(named, entry.code, place)
            assert node is not None  # noqa: S101 -- its own level was just named
            return node
        coded_level = next((levels[d].code for d in sorted(levels)[::-1] if levels[d].code), "")
        parent = self._enter(levels, entry.code if slo_levels(entry.code) else coded_level, place)
        for level in levels.values():
            comparable = _DEPTH[level.kind] and level.code and slo_levels(entry.code)
            if comparable and not stands_under(entry.code, level.code):
                detail = f"{entry.code} onder {level.code}"
                self._notes.add(place, "code past niet bij het onderdeel erboven", detail)
        above = parent.id if parent else ""
        title = clean_line(entry.text)
        wanted = below("", code_id(entry.code)) if entry.code else below(above, text_id(title))
        return self.tree.leaf(entry.kind, wanted, entry.code, title, above, place)

    def _enter(self, named: Mapping[int, _Entry], code: str, place: Place) -> Node | None:
        """Find or begin the levels of a row, from the top down; the deepest of them.

        Args:
            named: what the row says, by depth.
            code: the code of the row, which tells the levels it does not say.
            place: where it stands.
        """
        told = _told(code)
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

    def _begin(self, entry: _Entry, parent: Node | None, place: Place) -> Node:
        above = parent.id if parent else ""
        kind, code = entry.kind, entry.code
        place = replace(place, record=code)
        if kind is Kind.PROFIEL:
            code = _profile_code(code) or code
            return self.tree.level(
                kind, below("", "profiel", code or text_id(entry.text)), code, entry.text, "", place
            )
        wanted = below("", code_id(code)) if code else below(above, text_id(entry.text))
        wanted = self._named_before.get(wanted, wanted)
        return self.tree.level(kind, wanted, code, entry.text, above, place)

    def _by_code(
        self, told: _Entry, before: Node | None, parent: Node | None, place: Place
    ) -> Node:
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

    def _is_new(self, told: _Entry) -> bool:
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


def _levels_of(cells: RowCells) -> dict[int, _Entry]:
    """Levels that the columns of a row name, by depth."""
    found: dict[int, _Entry] = {}
    for level in _LEVELS:
        for entry in cells.entries(level)[:1]:
            kind = _kind_in(level, entry.code)
            found[_DEPTH[kind]] = _Entry(kind, entry.code, clean_line(entry.text))
    return found


def _eindtermen_of(cells: RowCells) -> list[_Entry]:
    """What the columns for eindtermen name."""
    return [_Entry(Kind.EINDTERM, e.code, e.text) for e in cells.entries("eindterm")]


def _codes_of(cells: RowCells) -> list[_Entry]:
    """What the column for codes names."""
    text = cells.text("code")
    return [
        _Entry(_kind_of(entry.code), entry.code, entry.text)
        if entry.code
        else _Entry(Kind.EINDTERM, clean_line(entry.text), "")
        for entry in (coded(text) if text else ())
    ]


def _is_remark(cells: RowCells) -> bool:
    """Whether a row has nothing but a sentence where codes belong: a note below the table."""
    text = cells.text("code")
    return len(cells.row.filled()) == 1 and is_prose(text) and not coded(text)[0].code


def _take_in(code: _Entry, levels: dict[int, _Entry]) -> None:
    """Give the level that a code stands for that code; its title stands in a column of its own."""
    depth = _DEPTH[code.kind]
    beside = levels.get(depth)
    text = (beside.text if beside else "") or clean_line(code.text)
    levels[depth] = _Entry(code.kind, code.code, text)


def _joined(own: list[_Entry], codes: list[_Entry]) -> list[_Entry]:
    """Eindtermen with the codes beside them; what has no text gets that of its row later."""
    if not own or any(entry.code for entry in own):
        return own or codes
    texts = own if len(own) == len(codes) else own[:1] * len(codes)
    return [_Entry(c.kind, c.code, t.text) for c, t in zip(codes, texts, strict=True)] or own


def _depth_of_rows(part: Part) -> int | None:
    """Depth of the level whose codes repeat row by row beside other texts; None when none does.

    Only the deepest codes of a table can: those above it are headings with a title.
    """
    texts: dict[int, dict[str, set[str]]] = {}
    for row in part.rows:
        cells = RowCells.of(row, part)
        text = cells.text("eindterm") or cells.text("titel") or cells.text("omschrijving")
        for entry in _codes_of(cells):
            depth = _DEPTH.get(entry.kind, len(_DEPTH)) if slo_levels(entry.code) else -1
            texts.setdefault(depth, {}).setdefault(entry.code, set()).add(clean_line(text))
    deepest = max(texts, default=-1)
    repeated = any(len(beside - {""}) > 1 for beside in texts.get(deepest, {}).values())
    return deepest if repeated and deepest in _DEPTH.values() else None


def _kind_in(level: str, code: str) -> Kind:
    """Kind of what stands in a column: a code of a keuzevak below "Module" is a keuzevak."""
    kind = Kind(level)
    told = _kind_of(code) if code else kind
    return told if _DEPTH.get(told) == _DEPTH[kind] else kind


def _kind_of(code: str) -> Kind:
    levels = slo_levels(code)
    return levels[-1].kind if levels else Kind.EINDTERM


def _told(code: str) -> dict[int, _Entry]:
    """Levels that a code stands in, by depth."""
    levels = slo_levels(code)
    found = {
        _DEPTH[one.kind]: _Entry(one.kind, one.code, "") for one in levels if one.kind in _DEPTH
    }
    if profile := _profile_code(code):
        found[0] = _Entry(Kind.PROFIEL, profile, "")
    return found


def _profile_code(code: str) -> str:
    """Letters of the profiel in a code: ZW in "P/ZW/01" and in "PK/ZW/b"; GR in "GR/K/13"."""
    if not slo_levels(code):
        return ""
    first, second, *_ = [word for _, _, word in lookup_key(code)]
    return (first if first == "gr" else second).upper()


def _one_row_each(part: Part) -> bool:
    """Whether every row has a level of its own, so that a text beside it is its title."""
    columns = [c for c in part.columns if c.role.removesuffix("_code") in _LEVELS]
    if not columns or part.with_role("eindterm", "eindterm_code", "code"):
        return False
    values = [row.cell(columns[-1].index) for row in part.rows if row.filled()]
    return all(values) and len(set(values)) == len(values)
