"""What a row of an mbo table names, with codes: werkproces, kerntaak, keuzedeel, kwalificatie."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.sources.table.codes import Coded, coded, sbb_code, sbb_parts
from align.sources.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from align.sources.table.columns import Part
    from align.sources.table.facts import RowCells

KEUZEDEEL_CODE = re.compile(r"\b(K ?\d{4})\b[\s:–-]*", re.IGNORECASE)
"""Code of a keuzedeel, with the signs behind it: "K0072 - "."""

_CREBO = re.compile(r"\b(\d{2})\.?(\d{3})\b")
_BARE_WERKPROCES = re.compile(r"W\s?(\d{1,2})(?![\w])[\s:.)–-]*", re.IGNORECASE)


def entries_of(cells: RowCells, *, coded_column: bool = False) -> list[tuple[Coded, Coded]]:
    """Werkproces and kerntaak of a row; several when it names several werkprocessen.

    Args:
        cells: the row.
        coded_column: whether the column for codes has codes of SBB, so that a text without one
            ("Nederlands 2F") is no werkproces.
    """
    kerntaken = cells.entries("kerntaak")
    werkprocessen = list(cells.entries("werkproces"))
    kerntaak = kerntaken[0] if kerntaken else Coded("", "")
    bare: list[Coded] = []
    text = cells.text("code")
    for entry in coded(text) if text else ():
        of_kerntaak, of_werkproces = sbb_parts(entry.code)
        if of_werkproces and entry.text:
            werkprocessen.append(entry)
        elif of_werkproces:
            bare.append(entry)
        elif of_kerntaak and not kerntaak.code:
            kerntaak = Coded(entry.code, entry.text or kerntaak.text)
        elif not entry.code and not werkprocessen and not coded_column:
            werkprocessen.append(Coded(entry.text, ""))
    werkprocessen = _with_codes(werkprocessen, bare)
    title = cells.text("titel") or cells.text("omschrijving")
    if len(werkprocessen) == 1 and not werkprocessen[0].text:
        werkprocessen = [Coded(werkprocessen[0].code, title)]
    elif not werkprocessen and kerntaak.code and not kerntaak.text:
        kerntaak = Coded(kerntaak.code, title)
    elif not werkprocessen and cells.text("titel"):
        werkprocessen = [Coded("", cells.text("titel"))]
    if not werkprocessen:
        return [(Coded("", ""), kerntaak)] if kerntaak.code or kerntaak.text else []
    return [(werkproces, kerntaak) for werkproces in werkprocessen]


def _with_codes(titles: list[Coded], bare: list[Coded]) -> list[Coded]:
    """Werkprocessen of one column with the codes that stand alone in another."""
    if len(titles) != len(bare) or any(title.code for title in titles):
        return [*titles, *bare]
    return [Coded(code.code, title.text) for code, title in zip(bare, titles, strict=True)]


def under(werkproces: Coded, kerntaak: str) -> Coded:
    """A werkproces with its whole code, where "W1" alone stands below the kerntaak "B1-K2"."""
    found = _BARE_WERKPROCES.match(werkproces.code or werkproces.text)
    above = sbb_parts(kerntaak)[0]
    if not found or not above or (werkproces.code and found.end() < len(werkproces.code)):
        return werkproces
    text = werkproces.text if werkproces.code else werkproces.text[found.end() :]
    return Coded(f"{above}-W{int(found[1])}", text.strip())


def keuzedeel_among(entries: Iterable[tuple[Coded, Coded]]) -> str:
    """The keuzedeel in a column for werkprocessen or kerntaken: "K0072 Ondernemend gedrag"."""
    texts = ((one.code or one.text).strip() for pair in entries for one in pair)
    return next((text for text in texts if KEUZEDEEL_CODE.match(text)), "")


def has_coded_column(part: Part) -> bool:
    """Whether codes of SBB stand in the column for codes."""
    cells = (row.cell(c.index) for c in part.with_role("code") for row in part.rows)
    return any(sbb_code(cell) for cell in cells)


def coded_throughout(part: Part) -> bool:
    """Whether kerntaken have codes here and werkprocessen never go without.

    Then "Nederlands 2F" or "Generieke onderdelen" below the kerntaken is none.
    """
    kerntaken = [row.cell(c.index) for c in part.with_role("kerntaak") for row in part.rows]
    werkprocessen = [row.cell(c.index) for c in part.with_role("werkproces") for row in part.rows]
    return any(sbb_code(cell) for cell in kerntaken) and all(
        sbb_code(cell) or _BARE_WERKPROCES.match(cell) or KEUZEDEEL_CODE.match(cell)
        for cell in werkprocessen
        if cell
    )


def name_and_crebo(name: str, crebo: str) -> tuple[str, str]:
    """Name and crebo apart; "Dienstverlening (23189)" holds both."""
    found = _CREBO.search(crebo) or (_CREBO.search(name) if not crebo else None)
    if found is None:
        return name, clean_line(crebo)
    if not crebo:
        name = " ".join(f"{name[: found.start()]} {name[found.end() :]}".split())
        name = re.sub(r"\(\s*(?:crebo:?)?\s*\)|\bcrebo:?\s*$", "", name).strip(" -–:,")
    return name, found[1] + found[2]


def written_out(part: Part) -> bool:
    """Whether a table repeats its dossiers on every row, so that an empty one says: not known."""
    columns = part.with_role("dossier", "crebo_dossier")
    return any(
        below_it.cell(column.index) == above.cell(column.index) != ""
        for column in columns
        for above, below_it in zip(part.rows, part.rows[1:], strict=False)
    )
