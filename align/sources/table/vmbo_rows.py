"""What a row of a vmbo table names: the levels it stands in, eindtermen and codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.model import Kind
from align.sources.codes import lookup_key
from align.sources.table.codes import coded, slo_levels
from align.sources.table.facts import RowCells
from align.sources.table.tree import is_prose, points
from align.sources.table.vocabulary import VMBO_LEVELS, role_of
from align.sources.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from align.sources.table.columns import Part

#: How deep a level stands; an eindterm or taak stands below all of these.
DEPTH = {
    Kind.PROFIEL: 0,
    Kind.KERN: 1,
    Kind.MODULE: 1,
    Kind.KEUZEVAK: 1,
    Kind.KERNDEEL: 2,
    Kind.DEELTAAK: 2,
}
_HEAD = re.compile(r"\d{1,2}")
_STEP = re.compile(r"(\d{1,2})\.\d{1,2}")
_LEAD = re.compile(r"[\s.:;,–-]*(?:(?:de |een )?(?:kandidaat|leerling)|je) kan\W*$", re.IGNORECASE)
LEVELS = tuple(level for level in VMBO_LEVELS if level != "eindterm")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that a row names: a level, or an eindterm."""

    kind: Kind
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A deeltaak (or kerndeel) with the texts of its eindtermen in the same cell."""

    head: Entry
    eindtermen: tuple[str, ...]


def levels_of(cells: RowCells) -> dict[int, Entry]:
    """Levels that the columns of a row name, by depth."""
    found: dict[int, Entry] = {}
    for level in LEVELS:
        for entry in cells.entries(level)[:1]:
            kind = kind_in(level, entry.code)
            found[DEPTH[kind]] = Entry(kind, entry.code, clean_line(entry.text))
    return found


def several_of(cells: RowCells) -> list[Entry]:
    """Deeltaken (or kerndelen) in one cell: a line with a code for each, or a list."""
    for level in ("deeltaak", "kerndeel"):
        found = cells.entries(level)
        if len(found) > 1 and all(entry.code for entry in found):
            return [Entry(kind_in(level, e.code), e.code, clean_line(e.text)) for e in found]
        if len(found) == 1 and not found[0].code:
            return [Entry(Kind(level), "", clean_line(text)) for text in points(found[0].text)]
    return []


def deepest_code(levels: Mapping[int, Entry]) -> str:
    """Code of the deepest level that has one; it tells the levels above it."""
    return next((levels[depth].code for depth in sorted(levels)[::-1] if levels[depth].code), "")


def is_numbered(part: Part) -> bool:
    """Whether rows have numbers in two steps: 1 for a deeltaak, 1.1 and 1.2 for those below it."""
    codes = [row.cell(c.index).strip(". ") for c in part.with_role("code") for row in part.rows]
    heads = {code for code in codes if _HEAD.fullmatch(code)}
    steps = [code for code in codes if _STEP.fullmatch(code)]
    return bool(heads and steps) and all(_STEP.split(code)[1] in heads for code in steps)


def numbered_deeltaak(codes: list[Entry], own: list[Entry], text: str) -> Entry | None:
    """The deeltaak of a row with a number of one step, named as it is printed: "1 Brood bakken"."""
    title = own[0].text if len(own) == 1 else text
    if len(codes) != 1 or not title or not _HEAD.fullmatch(codes[0].code.strip(". ")):
        return None
    return Entry(Kind.DEELTAAK, "", clean_line(f"{codes[0].code} {title}"))


def eindtermen_of(cells: RowCells) -> list[Entry]:
    """What the columns for eindtermen name; each point of a list is one."""
    return [
        Entry(Kind.EINDTERM, entry.code, text)
        for entry in cells.entries("eindterm")
        for text in ((not entry.code and points(entry.text)) or (entry.text,))
    ]


def listed_of(cells: RowCells) -> list[Listed]:
    """Deeltaken that a cell names with a list of their eindtermen below each.

    Source: SLO, format of a PTA in the handreiking schoolexamen beroepsgerichte vakken, of which a
    column says "kopieer de eindtermen".
    """
    levels = ("eindterm",) if cells.text("eindterm") else ("deeltaak", "code")
    for level in levels:
        entries = cells.entries(level)
        found = [Listed(*_head_and_points(entry.code, entry.text)) for entry in entries]
        deep = all(DEPTH.get(one.head.kind) == DEPTH[Kind.DEELTAAK] for one in found)
        if deep and any(one.eindtermen for one in found):
            return found
    return []


def _head_and_points(code: str, text: str) -> tuple[Entry, tuple[str, ...]]:
    """What stands before the list in a text, and the points of the list."""
    lines = text.split("\n")
    for at in range(len(lines)):
        if listed := points("\n".join(lines[at:])):
            head = _LEAD.sub("", clean_line("\n".join(lines[:at])))
            return Entry(_kind_of(code), code, head), listed
    return Entry(_kind_of(code), code, clean_line(text)), ()


def codes_of(cells: RowCells) -> list[Entry]:
    """What the column for codes names."""
    text = cells.text("code")
    return [
        Entry(_kind_of(entry.code), entry.code, entry.text)
        if entry.code
        else Entry(Kind.EINDTERM, clean_line(entry.text), "")
        for entry in (coded(text) if text else ())
    ]


def is_lead(cells: RowCells) -> bool:
    """Whether a row has nothing but "De kandidaat kan:" above the eindtermen."""
    filled = cells.row.filled()
    return len(filled) == 1 and bool(_LEAD.fullmatch(cells.row.cells[filled[0]]))


def unlabelled(kind: Kind, text: str) -> str:
    """The title of a level without its name: "Brood bakken" of "Deeltaak: Brood bakken"."""
    label, _, title = text.partition(":")
    return title.strip() if role_of(label) == (kind.value, False) and title.strip() else text


def is_remark(cells: RowCells) -> bool:
    """Whether a row has nothing but a sentence where codes belong: a note below the table."""
    text = cells.text("code")
    return len(cells.row.filled()) == 1 and is_prose(text) and not coded(text)[0].code


def take_in(code: Entry, levels: dict[int, Entry]) -> None:
    """Give the level that a code stands for that code; its title stands in a column of its own."""
    depth = DEPTH[code.kind]
    beside = levels.get(depth)
    text = (beside.text if beside else "") or clean_line(code.text)
    levels[depth] = Entry(code.kind, code.code, text)


def joined(own: list[Entry], codes: list[Entry]) -> list[Entry]:
    """Eindtermen with the codes beside them; what has no text gets that of its row later."""
    if not own or any(entry.code for entry in own):
        return own or codes
    texts = own if len(own) == len(codes) else own[:1] * len(codes)
    return [Entry(c.kind, c.code, t.text) for c, t in zip(codes, texts, strict=True)] or own


def depth_of_rows(part: Part) -> int | None:
    """Depth of the level whose codes repeat row by row beside other texts; None when none does.

    Only the deepest codes of a table can: those above it are headings with a title.
    """
    texts: dict[int, dict[str, set[str]]] = {}
    for row in part.rows:
        cells = RowCells.of(row, part)
        text = cells.text("eindterm") or cells.text("titel") or cells.text("omschrijving")
        for entry in codes_of(cells):
            depth = DEPTH.get(entry.kind, len(DEPTH)) if slo_levels(entry.code) else -1
            texts.setdefault(depth, {}).setdefault(entry.code, set()).add(clean_line(text))
    deepest = max(texts, default=-1)
    repeated = any(len(beside - {""}) > 1 for beside in texts.get(deepest, {}).values())
    return deepest if repeated and deepest in DEPTH.values() else None


def kind_in(level: str, code: str) -> Kind:
    """Kind of what stands in a column: a code of a keuzevak below "Module" is a keuzevak."""
    kind = Kind(level)
    told = _kind_of(code) if code else kind
    return told if DEPTH.get(told) == DEPTH[kind] else kind


def _kind_of(code: str) -> Kind:
    levels = slo_levels(code)
    return levels[-1].kind if levels else Kind.EINDTERM


def told_by(code: str) -> dict[int, Entry]:
    """Levels that a code stands in, by depth."""
    levels = slo_levels(code)
    found = {DEPTH[one.kind]: Entry(one.kind, one.code, "") for one in levels if one.kind in DEPTH}
    if profile := profile_code(code):
        found[0] = Entry(Kind.PROFIEL, profile, "")
    return found


def profile_code(code: str) -> str:
    """Letters of the profiel in a code: ZW in "P/ZW/01" and in "PK/ZW/b"; GR in "GR/K/13"."""
    if not slo_levels(code):
        return ""
    first, second, *_ = [word for _, _, word in lookup_key(code)]
    return (first if first == "gr" else second).upper()


def one_row_each(part: Part) -> bool:
    """Whether every row has a level of its own, so that a text beside it is its title."""
    columns = [c for c in part.columns if c.role.removesuffix("_code") in LEVELS]
    if not columns or part.with_role("eindterm", "eindterm_code", "code"):
        return False
    values = [row.cell(columns[-1].index) for row in part.rows if row.filled()]
    return all(values) and len(set(values)) == len(values)
