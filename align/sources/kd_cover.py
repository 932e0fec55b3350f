"""What stands before the body of a kwalificatiedossier: cover, colophon, contents, overview.

Contents and overview are no content: the codes they name are a checksum of what was read, and the
overview gives niveau and soort of each profile.
Source: kwalificatiedossier Apothekersassistent, SBB, model 2026.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.sources.kd_outline import CODE
from align.sources.pdf_lines import flow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from align.sources.kd_rows import Row

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
    """Whether a line is the line with which a cover starts."""
    return " ".join(text.split()).casefold() == COVER_LINE


def read_cover(rows: Sequence[Row]) -> Cover:
    """Cover and colophon.

    Args:
        rows: everything before the body.
    """
    fields: dict[str, list[Row]] = {"": []}
    values: dict[str, list[str]] = {"": []}
    now = ""
    crebo = ""
    for row in rows:
        if row.text.casefold() in _AFTER_COVER:
            break
        name, colon, rest = row.text.partition(":")
        field = _FIELDS.get(name.strip().casefold(), "")
        bare = _CREBO.fullmatch(row.text)
        if bare:
            crebo = crebo or bare["crebo"]
        elif field:
            now = field
            fields.setdefault(now, []).append(row)
            values.setdefault(now, [])
            if colon and rest.strip():
                values[now].append(rest.strip())
        elif not is_cover_line(row.text):
            fields[now].append(row)
            values[now].append(row.text)
    listed = flow(values.pop("kwalificaties", []))
    titled = fields.pop("")
    return Cover(
        title=flow(values.pop("")),
        crebo=crebo,
        kwalificaties=tuple((f["name"].strip(), f["crebo"]) for f in _WITH_CREBO.finditer(listed)),
        fields={name: (flow(parts), fields[name][0]) for name, parts in values.items() if parts},
        row=titled[0] if titled else None,
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
            niveaus[found[1]] = int(row.cells[level])
            kinds = [c for c in row.cells[level + 1 :] if _is_soort(c)]
            soorten.update(dict.fromkeys([found[1]], kinds[-1]) if kinds else {})
    return Overview(codes, niveaus, soorten, profiles)


def _is_soort(cell: str) -> bool:
    return "opleiding" in cell.casefold()
