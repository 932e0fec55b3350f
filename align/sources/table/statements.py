"""What a table says outside its columns: lines above it, rows with one cell, the name of a sheet.

"Module 1: Mens en gezondheid" above some rows holds for the rows below it, and so does
"Leerweg: KB" above the whole table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from align.model import Kind
from align.sources.table.codes import coded, sbb_parts, slo_levels
from align.sources.table.columns import counts_columns
from align.sources.table.vocabulary import MBO_LEVELS, TEXT_ROLES, VMBO_LEVELS, plain, role_of
from align.sources.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.model import Place
    from align.sources.table.cells import Row
    from align.sources.table.columns import Part

_LEVELS = frozenset((*VMBO_LEVELS, *MBO_LEVELS))
_STATED = _LEVELS - {"eindterm", "werkproces", "vakkennis"} | {
    *("leerweg", "leerjaar", "periode", "crebo", "crebo_dossier", "niveau", "domein", "versie"),
}
_CONTENT = _LEVELS - {"profiel"} | {*TEXT_ROLES, "titel", "code"}
_SHORT_FACTS = frozenset({"leerweg", "leerjaar", "periode", "crebo", "crebo_dossier", "niveau"})
_OTHER_LABELS = frozenset({"schooljaar", "cohort", "vak", "docent", "versie", "datum"})
_NEXT_LABEL = re.compile(r"(?<=[\s,;|])([^\W\d_]{3,20})\s?:\s")
_PIECES = re.compile(r"\s*[,;|]\s+|\s{3,}|\s[–-]\s")
_LONGEST = 200  # characters: what is longer states nothing about the table, it is content
_LABEL = re.compile(r"([^\W\d][^:\n]{2,40}?)\s*:\s*(\S.*)", re.DOTALL)
_NUMBERED = re.compile(r"([^\W\d_]+)\s+([0-9]{1,2}(?:[.,][0-9])?)\b[\s:.)–—-]*(.*)", re.DOTALL)
_TOTAL = re.compile(
    r"(?:sub|eind)?tota(?:al|len)(?: (?:aantal|alle|uur|uren|u|klokuren|lesuren|contacturen|sbu"
    r"|weging|percentage|punten|per|van|de|het|deze|dit|voor|periode|module|blok|leerjaar"
    r"|schooljaar|jaar|keuzevak|kerntaak|[0-9]+))*"
)
_AMOUNT = re.compile(
    r"[\d.,:%x×/ -]*(?:uur|uren|u\.?|klokuren|lesuren|sbu|min(?:uten)?\.?)?", re.IGNORECASE
)
_CREBO = re.compile(r"crebo(?:nummer|code)?\s+(\d{2}\.?\d{3})", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"\b(20\d\d)\s?[-/–]\s?((?:20)?\d\d)\b")
_COHORT = re.compile(r"\bcohort\s+20\d\d(?:\s?[-/–]\s?(?:20)?\d\d)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A value that holds for the rows below it.

    Attributes:
        role: what it is: a level of the tree, or "leerweg", "periode", "crebo" ...
        value: the value, with its code when it has one.
        place: where it stands.
    """

    role: str
    value: str
    place: Place


def statements_above(part: Part) -> tuple[Statement, ...]:
    """What the lines above a table say, in their order."""
    grid = part.grid
    place = grid.place(part.header or 1)
    found = [statement for text in grid.before for statement in stated_in_line(text, place)]
    for row in part.above:
        found += _in_row(row, part)
    return tuple(found)


def unread_above(part: Part) -> tuple[Row, ...]:
    """Rows above the column names that say nothing that is understood, without the title."""
    rows = [row for row in part.above if not (list(_in_row(row, part)) or counts_columns(row))]
    return tuple(row for row in rows if len(row.filled()) > 1 or row is not rows[0])


def heading(row: Row, part: Part) -> Statement | None:
    """What a row with one cell says about the rows below it; None for a row with content."""
    filled = row.filled()
    if len(filled) != 1 or len(part.columns) < 3:
        return None
    (index,) = filled
    role = next((c.role for c in part.columns if c.index == index), "")
    text = row.cells[index]
    found = stated(text, part.grid.place(row.number))
    if role in _CONTENT:
        # "Module 1: ..." below the name Module is content of that column, read like any other.
        return found if found and found.role != role and not _same_kind(role, found) else None
    return found


def stated(text: str, place: Place) -> Statement | None:
    """What one line says: a level with its code or number, or a value behind its name."""
    if len(text) > _LONGEST:
        return None
    first = coded(text)[0]
    if kind := _kind_of(first.code):
        return Statement(kind, clean_line(text), place) if kind in _STATED else None
    word, _, behind = text.partition(" ")
    if (kind := _kind_of(coded(behind.lstrip(" :"))[0].code)) in _STATED and role_of(word)[0]:
        return Statement(kind, clean_line(behind.lstrip(" :")), place)
    if labelled := _LABEL.fullmatch(text):
        role, near = role_of(labelled[1])
        if role in _STATED and not near:
            return Statement(role, clean_line(labelled[2]), place)
    if crebo := _CREBO.fullmatch(text):
        return Statement("crebo", crebo[1], place)
    if numbered := _NUMBERED.fullmatch(text):
        role, near = role_of(numbered[1])
        if role in _STATED and not near:
            return (
                Statement(role, clean_line(numbered[3] or text), place)
                if (role in _LEVELS)
                else Statement(role, numbered[2], place)
            )
    return None


def is_total(row: Row, above: Row | None = None) -> bool:
    """Whether a row adds up those above it: "Totaal uren | | 41 u"; its cells are no content.

    A cell that reaches down from the row above has the text of that, and says nothing here.

    >>> from align.sources.table.cells import Row
    >>> is_total(Row(9, ("", "Totaal uren", "41 u"))), is_total(Row(9, ("Totaalplan maken", "2")))
    (True, False)
    """
    cells = [row.cells[n] for n in row.filled() if above is None or row.cells[n] != above.cell(n)]
    named = [cell for cell in cells if _TOTAL.fullmatch(plain(cell))]
    return bool(named) and all(cell in named or _AMOUNT.fullmatch(cell.strip()) for cell in cells)


def stated_in_line(text: str, place: Place) -> tuple[Statement, ...]:
    """What a line says, also in pieces: "Crebo 25101, niveau 2, cohort 2026"."""
    if len(text) > _LONGEST:
        return ()
    labelled = _labelled(text)
    if len(labelled) > 1:
        return tuple(found for piece in labelled if (found := stated(piece, place)))
    if whole := stated(text, place):
        return (whole,)
    pieces = (stated(piece.strip(), place) for piece in _PIECES.split(text))
    return tuple(piece for piece in pieces if piece and piece.role in _SHORT_FACTS)


def _labelled(text: str) -> list[str]:
    """Parts of a line that each begin with a name and a colon: "Crebo: 25999  Niveau: 2"."""
    starts = [0]
    for found in _NEXT_LABEL.finditer(text):
        role, near = role_of(found[1])
        if (role in _SHORT_FACTS and not near) or plain(found[1]) in _OTHER_LABELS:
            starts.append(found.start(1))
    return [text[a:b].strip(" ,;|\n\t–-") for a, b in pairwise([*starts, len(text)])]


def title_of(part: Part) -> str:
    """The title above a table; "" when nothing stands there."""
    for text in part.grid.before[:1]:
        if len(text) <= _LONGEST:
            return clean_line(text)
    for row in part.above[:1]:
        filled = row.filled()
        if len(filled) == 1 and len(row.cells[filled[0]]) <= _LONGEST:
            return clean_line(row.cells[filled[0]])
    return ""


def lines_above(part: Part) -> Iterator[str]:
    """The lines above a table, of paragraphs and of rows."""
    yield from part.grid.before
    for row in part.above:
        yield " ".join(cell for cell in row.cells if cell)


def version_in(texts: Iterator[str]) -> str:
    """The school year or cohort that titles name: "2025-2026", "cohort 2024"."""
    found: list[str] = []
    for text in texts:
        if cohort := _COHORT.search(text):
            found.append(cohort[0].lower())
        elif year := _SCHOOL_YEAR.search(text):
            end = year[2] if len(year[2]) == 4 else year[1][:2] + year[2]
            if int(end) - int(year[1]) in {1, 2}:
                found.append(f"{year[1]}-{end}")
    return "; ".join(dict.fromkeys(found))


def _in_row(row: Row, part: Part) -> Iterator[Statement]:
    """Statements in a row above the names: "Profiel | Zorg", "Leerweg: KB"."""
    place = part.grid.place(row.number)
    texts = [row.cells[n] for n in row.filled()]
    at = 0
    while at < len(texts):
        role, near = role_of(texts[at].rstrip(" :"))
        if role in _STATED and not near and at + 1 < len(texts):
            yield Statement(role, clean_line(texts[at + 1]), place)
            at += 2
            continue
        one, *more = stated_in_line(texts[at], place) or (None,)
        if one and _is_bare(texts[at]) and at + 1 < len(texts) and _is_name(texts[at + 1], place):
            # "Module 2 | Mens en omgeving": the name stands in the next cell.
            code = coded(texts[at])[0].code
            one = Statement(one.role, clean_line(f"{code} {texts[at + 1]}"), place)
            at += 1
        elif one and _is_bare(texts[at]) and at + 1 < len(texts):
            # Of "P/HBR/2.1", "Deeltaak: Brood bakken" both say what the deeltaak is.
            behind = stated(texts[at + 1], place)
            if behind and behind.role == one.role and not coded(behind.value)[0].code:
                one = Statement(one.role, f"{coded(texts[at])[0].code} {behind.value}", place)
                at += 1
        if one:
            yield one
        yield from (piece for piece in more if piece)
        at += 1


def _is_bare(text: str) -> bool:
    """Whether a line that states a level has its number or code and no name."""
    code = coded(text)[0]
    numbered = _NUMBERED.fullmatch(text)
    return not code.text if code.code else bool(numbered and not numbered[3])


def _is_name(text: str, place: Place) -> bool:
    return not (role_of(text.rstrip(" :"))[0] or stated(text, place)) and any(
        character.isalpha() for character in text
    )


def _kind_of(code: str) -> str:
    """Role of the level that a code stands for; "" for none."""
    if not code:
        return ""
    if levels := slo_levels(code):
        kind = levels[-1].kind
        return "" if kind is Kind.TAAK else kind.value
    kerntaak, werkproces = sbb_parts(code)
    return "werkproces" if werkproces else "kerntaak" if kerntaak else ""


def _same_kind(role: str, found: Statement) -> bool:
    if role == "code" and found.role == "kerntaak" and not coded(found.value)[0].code:
        return False  # "Kerntaak 1: Bakt brood" among codes is a line above those of its own
    return role in {f"{found.role}_code", "code"} or {role, found.role} <= {"module", "keuzevak"}
