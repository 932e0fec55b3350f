"""Cells of a row by the role of their column, and what becomes of those that make no item."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.model import Fact, Hours, HourUnit, Section
from align.sources.numbers import number_in
from align.sources.table.cells import letter
from align.sources.table.codes import Coded, coded
from align.sources.table.tree import is_prose
from align.sources.table.vocabulary import TEXT_ROLES
from align.sources.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from align.model import Place
    from align.sources.notes import Notes
    from align.sources.table.cells import Row
    from align.sources.table.columns import Part

_LONGEST_NAME = 60  # characters of an unknown heading that becomes the name of a fact
_HOURS = re.compile(r"(\d[\d.,]{0,9})\s*(?:sbu|uur|uren|u\.?)?", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}-\d{1,2}-\d{4}(?: \d{2}:\d{2})?")
_NEVER_A_DATE = frozenset({"code", "periode", "weging", "toetscode", "duur"})


@dataclass(frozen=True, slots=True)
class RowCells:
    """The cells of one row by role.

    Attributes:
        row: the row.
        part: where it stands.
        place: its place.
    """

    row: Row
    part: Part
    place: Place
    _texts: dict[str, str]

    @classmethod
    def of(cls, row: Row, part: Part) -> RowCells:
        """The cells of a row in a part; a role has one column."""
        cells = row.cells[: len(part.columns)]
        texts = {
            column.role: cell
            for column, cell in zip(part.columns, cells, strict=False)
            if cell and column.role
        }
        return cls(row, part, part.grid.place(row.number), texts)

    def text(self, role: str) -> str:
        """Text below the column of a role, "" when there is none."""
        return self._texts.get(role, "")

    def entries(self, level: str) -> tuple[Coded, ...]:
        """Codes and texts of a level, from its own column and from that of its code."""
        named = coded(self.text(level)) if self.text(level) else ()
        codes = self.text(f"{level}_code")
        if not codes:
            return named
        found = [c if c.code else Coded(c.text.strip(), "") for c in coded(codes)]
        texts = [entry.text for entry in named] if named else [""]
        if len(texts) != len(found):
            lines = self.text(level).split("\n")
            texts = lines if len(lines) == len(found) else ["\n".join(texts)] * len(found)
        return tuple(
            Coded(entry.code, text or entry.text) for entry, text in zip(found, texts, strict=True)
        )


def sections_and_facts(
    cells: RowCells, used: Container[str], notes: Notes, context: Mapping[str, Fact]
) -> tuple[list[Section], list[Fact]]:
    """Texts and short statements of a row, in the order of its columns.

    Args:
        cells: the row.
        used: roles that make items or parts of them.
        notes: where warnings go.
        context: facts that hold for the row unless it has its own.
    """
    sections: list[Section] = []
    facts: list[Fact] = []
    for column in cells.part.columns:
        text = cells.row.cell(column.index)
        if not text or (column.role and column.role in used):
            continue
        if column.role in _NEVER_A_DATE and _DATE.fullmatch(text):
            detail = f"{column.at}, {text}"
            notes.add(cells.place, "hier staat een datum; maakte het rekenblad die ervan?", detail)
        if column.role in TEXT_ROLES and (is_prose(text) or column.role == "omschrijving"):
            sections.append(Section(column.role, text, cells.place))
            continue
        shown = " ".join(column.name.lower().split())[:_LONGEST_NAME]
        name = column.role or shown or f"kolom {letter(column.index)}"
        facts.append(Fact(name, clean_line(text), cells.place))
    own = {fact.name for fact in facts}
    facts += [fact for name, fact in context.items() if name not in own]
    return sections, facts


def sbu_of(text: str) -> Hours | None:
    """Studiebelastingsuren in a cell: "240", "1.600 SBU", "12,5 u"; None when it is no number."""
    found = _HOURS.fullmatch(text.strip())
    amount = number_in(found[1]) if found else None
    return None if amount is None else Hours(amount, HourUnit.SBU)
