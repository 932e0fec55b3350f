"""What stands before the body of a kwalificatiedossier: cover, colophon, contents, overview.

Contents and overview are no content: the codes they name are a checksum of what was read, and the
overview gives niveau and soort of each profile.
Source: kwalificatiedossier Apothekersassistent, SBB, model 2026.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.sources.kd.outline import CODE
from align.sources.pdf.lines import flow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from align.sources.kd.rows import Row

COVER_LINE = "kwalificatiedossier mbo"
"""The first line of every dossier, in lower case."""

_FIELDS = {
    "kwalificaties": "kwalificaties",
    "kwalificatie": "kwalificaties",
    "profielen": "kwalificaties",
    "versie": "versie",
    "geldig vanaf": "geldig_vanaf",
    "opleidingsdomein": "domein",
    "penvoerder": "sectorkamer",
    "ontwikkeld door": "ontwikkeld_door",
    "gevalideerd door": "gevalideerd_door",
    "gelegitimeerd door": "gelegitimeerd_door",
    "op": "gevalideerd_op",
}
_AFTER_COVER = frozenset({"inhoudsopgave", "leeswijzer", "overzicht van het kwalificatiedossier"})
_WITH_CREBO = re.compile(r"(?P<name>[^»]*?)\s*\(\s*Crebonr\.?:?\s*(?P<crebo>\d{5})\s*\)")
_CREBO = re.compile(r"Crebonr\.?:?\s*(?P<crebo>\d{5})")
_ANY_CODE = re.compile(rf"\b{CODE}\b")
_PROFILE = re.compile(r"(P\d{1,2})\b:?\s*(.*)")


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover says.

    Attributes:
        title: name of the dossier.
        crebo: crebo of the dossier; empty when it is not there.
        kwalificaties: name and crebo of each kwalificatie, in order.
        fields: other statements by name, with the row where they start, in order.
        row: where the title stands; None when there is no title.
    """

    title: str
    crebo: str
    kwalificaties: tuple[tuple[str, str], ...]
    fields: Mapping[str, tuple[str, Row]]
    row: Row | None


@dataclass(frozen=True, slots=True)
class Overview:
    """What contents and overview say.

    Attributes:
        codes: codes of kerntaken and werkprocessen, each with the first row that names it.
        niveaus: mbo level by code of a profile.
        soorten: kind of opleiding by code of a profile.
        rows: the row of each profile.
    """

    codes: Mapping[str, Row]
    niveaus: Mapping[str, int]
    soorten: Mapping[str, str]
    rows: Mapping[str, Row]


def is_cover_line(text: str) -> bool:
    """Whether a line is the line with which a cover starts; the title may stand behind it."""
    line = text.casefold()
    return line == COVER_LINE or line.startswith(f"{COVER_LINE} ")


def fields_of(rows: Sequence[Row], names: Mapping[str, str]) -> dict[str, list[Row]]:
    """Rows by the field they stand under; rows above the first field stand under "".

    A field is a name on a row of its own with its value below it, or "name: value" on one row.

    Args:
        rows: a cover and colophon, without what stands after them.
        names: field by its printed name in lower case.
    """
    found: dict[str, list[Row]] = {"": []}
    now, closed = "", False
    for row in rows:
        name, _, rest = row.text.partition(":")
        field = names.get(name.strip().casefold(), "")
        if field:
            now, closed = field, bool(rest.strip())
            found.setdefault(now, [])
            if closed:
                found[now].append(replace(row, text=rest.strip()))
        else:
            # What stands apart below "name: value" is no longer its value.
            now = "" if closed and row.apart else now
            found[now].append(row)
    return found


def before_contents(rows: Sequence[Row]) -> Sequence[Row]:
    """Cover and colophon: what stands before contents, leeswijzer and overview."""
    ends = (i for i, row in enumerate(rows) if row.text.casefold() in _AFTER_COVER)
    return rows[: next(ends, len(rows))]


def text_of(rows: Sequence[Row]) -> str:
    """Rows of one field as one text."""
    return flow(row.text for row in rows)


def read_cover(rows: Sequence[Row]) -> Cover:
    """Cover and colophon.

    Args:
        rows: everything before the body.
    """
    own = [_without_cover_line(row) for row in before_contents(rows)]
    own = [row for row in own if row.text]
    bare = [found for row in own if (found := _CREBO.fullmatch(row.text))]
    fields = fields_of([row for row in own if not _CREBO.fullmatch(row.text)], _FIELDS)
    listed = text_of(fields.pop("kwalificaties", []))
    titled = fields.pop("")
    return Cover(
        title=text_of(titled),
        crebo=bare[0]["crebo"] if bare else "",
        kwalificaties=tuple((f["name"].strip(), f["crebo"]) for f in _WITH_CREBO.finditer(listed)),
        fields={name: (text_of(own), own[0]) for name, own in fields.items() if own},
        row=titled[0] if titled else None,
    )


def _without_cover_line(row: Row) -> Row:
    return (
        replace(row, text=row.text[len(COVER_LINE) :].strip()) if is_cover_line(row.text) else row
    )


def name_and_crebo(text: str) -> tuple[str, str]:
    """A name and the crebo behind it: of "Zorg en welzijn (Crebonr. 79140)" both apart."""
    found = _WITH_CREBO.match(text)
    return (found["name"].strip(), found["crebo"]) if found else (text, "")


def read_overview(rows: Sequence[Row]) -> Overview:
    """Codes, niveaus and soorten that contents and overview name.

    Args:
        rows: everything before the body.
    """
    codes: dict[str, Row] = {}
    niveaus: dict[str, int] = {}
    soorten: dict[str, str] = {}
    profiles: dict[str, Row] = {}
    for row in rows:
        for code in _ANY_CODE.findall(row.text):
            codes.setdefault(code, row)
        found = _PROFILE.match(row.text)
        if not found:
            continue
        profiles.setdefault(found[1], row)
        level = next((i for i, cell in enumerate(row.cells) if cell in {"1", "2", "3", "4"}), -1)
        if level > 0:
            profiles[found[1]] = row
            niveaus[found[1]] = int(row.cells[level])
            kinds = [c for c in row.cells[level + 1 :] if _is_soort(c)]
            soorten.update(dict.fromkeys([found[1]], kinds[-1]) if kinds else {})
    return Overview(codes, niveaus, soorten, profiles)


def _is_soort(cell: str) -> bool:
    return "opleiding" in cell.casefold()
