"""The tree of a kwalificatiedossier out of its cover, overview and parts.

The same tree as `sbb.reader` makes: the dossier, the kerntaken of the base, then each kwalificatie
with the kerntaken of its profile.
Source: kwalificatiedossier Apothekersassistent, SBB, model 2026; for the model of 2015 the
instruction in BWBR0036147.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.model import Fact, Item, Kind, Place, Section
from align.sources.kd.cover import name_and_crebo
from align.sources.kd.items import Document, kerntaken, note_loose_rows, sections, unique
from align.sources.kd.outline import Words
from align.sources.kd.texts import Profile, Reading, place_of

if TYPE_CHECKING:
    from align.sources.kd.cover import Cover, Overview
    from align.sources.kd.outline import Part
    from align.sources.kd.rows import Row
    from align.sources.notes import Notes
    from align.sources.pdf.words import WordBook

BODY = "beroepsspecifieke onderdelen"
"""The chapter with which the body starts."""
PROFILES = "profieldeel"
"""The chapter with the profielen."""

_GENERAL = "generieke onderdelen"
_TYPERING = {
    "typering van de beroepengroep": "typering",
    "context": "typering",
    "typerende beroepshouding": "typering",
    "beroepshouding": "typering",
    "resultaat van de beroepengroep": "typering",
}
_OF_PROFILE = {
    "mbo-niveau": "niveau",
    "mbo niveau": "niveau",
    "niveau": "niveau",
    "niveau (eqf)": "eqf-niveau",
    "nlqf-niveau": "nlqf-niveau",
    "eqf-niveau": "eqf-niveau",
    "soort opleiding": "opleidingssoort",
    "typering van de kwalificatie": "opleidingssoort",
    "studieduur": "studieduur",
    "studielast": "studielast",
    "typering van het beroep": "typering",
    "typering beroep": "typering",
    "beroepsvereisten": "beroepsvereisten",
    "wettelijke beroepsvereisten": "beroepsvereisten",
    "toelichting beroepsvereisten": "toelichting",
    "toelichting wettelijke beroepsvereisten": "toelichting",
    "bron beroepsvereisten": "bron",
    "bron wettelijke beroepsvereisten": "bron",
    "branchevereisten": "branchevereisten",
    "certificaten": "certificaten",
}
_PROFILE_FACTS = frozenset(
    "eqf-niveau nlqf-niveau opleidingssoort studieduur studielast beroepsvereisten bron "
    "branchevereisten certificaten".split()
)
WORDS = Words(
    chapters=frozenset({"basisdeel", BODY, _GENERAL, PROFILES}),
    labels={BODY: _TYPERING, "basisdeel": _TYPERING, "": _TYPERING, "P": _OF_PROFILE},
)
_NOTHING = frozenset({"", "n.v.t.", "nvt", "niet van toepassing", "-"})


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that was found in one document, before it becomes items.

    Attributes:
        cover: what the cover says.
        overview: what contents and overview say.
        parts: the body under its headings.
    """

    cover: Cover
    overview: Overview
    parts: tuple[Part, ...]

    def headed(self, code: str) -> Part | None:
        """The part of the body under the heading of a profile."""
        return next((part for part in self.parts if part.code == code), None)

    def profile_codes(self) -> tuple[str, ...]:
        """Codes of all profiles: those with a heading first, then those of the overview only."""
        headed = [part.code for part in self.parts if re.fullmatch(r"P\d+", part.code)]
        return tuple(dict.fromkeys([*headed, *self.overview.rows]))


def understand(dossier: Dossier, file: str, notes: Notes, book: WordBook) -> Document:
    """What is needed to make items: ids, profiles and their niveaus.

    Args:
        dossier: the dossier.
        file: file name for places.
        notes: where warnings go.
        book: the words of the document.
    """
    cover = dossier.cover
    root = f"kd/{cover.crebo or _slug(cover.title)}"
    if not cover.crebo:
        notes.add(Place(file, page=1), "op het voorblad staat geen crebonummer van het dossier")
    profiles = tuple(
        Profile(f"{root}/{code}", code, _name_of(code, at, dossier))
        for at, code in enumerate(dossier.profile_codes())
    )
    niveaus = {profile.id: _niveau(profile.code, dossier) for profile in profiles}
    return Document(root, file, notes, Reading(profiles, book.joins, root), niveaus)


def tree(dossier: Dossier, document: Document) -> tuple[Item, ...]:
    """All items in display order, each with an id of its own."""
    return unique(_items(dossier, document), document.notes)


def _name_of(code: str, at: int, dossier: Dossier) -> str:
    part, listed = dossier.headed(code), dossier.cover.kwalificaties
    if part:
        return part.title
    return listed[at][0] if at < len(listed) else ""


def _niveau(code: str, dossier: Dossier) -> tuple[int, ...]:
    part, niveaus = dossier.headed(code), dossier.overview.niveaus
    blocks = part.blocks if part else []
    printed = " ".join(row.text for b in blocks if b.label == "niveau" for row in b.rows)
    if printed[:1] in {"1", "2", "3", "4"}:
        return (int(printed[0]),)
    return (niveaus[code],) if code in niveaus else ()


def _items(dossier: Dossier, document: Document) -> Iterator[Item]:
    parts = dossier.parts
    root = _dossier(dossier, document)
    yield root
    yield from kerntaken([p for p in parts if p.code.startswith("B")], root, document)
    for profile in document.reading.profiles:
        kwalificatie = _kwalificatie(profile, dossier, document)
        yield kwalificatie
        own = [p for p in parts if p.code.startswith(f"{profile.code}-K")]
        yield from kerntaken(own, kwalificatie, document)
    codes = {profile.code for profile in document.reading.profiles}
    lost = [p for p in parts if p.code.startswith("P") and p.code.split("-")[0] not in codes]
    for part in lost:
        document.note(part.row, "het profiel boven deze kerntaak ontbreekt", part.code, part.code)
    yield from kerntaken(lost, root, document)
    if not codes:
        document.note(None, "er is geen enkele kwalificatie gevonden")


def _dossier(dossier: Dossier, document: Document) -> Item:
    cover = dossier.cover
    front = [p for p in dossier.parts if not p.code or p.chapter]
    for part in front:
        if part.code != _GENERAL:
            note_loose_rows(part, document)
    if not cover.title:
        document.note(None, "op het voorblad staat geen naam van het dossier")
    place = cover.row.place(document.file) if cover.row else Place(document.file, page=1)
    return Item(
        id=document.id,
        kind=Kind.DOSSIER,
        code="",
        title=cover.title,
        parent="",
        place=replace(place, record=cover.crebo),
        sections=tuple(
            section for part in front for section in sections(part, _same("typering"), document)
        ),
        niveaus=document.levels(document.niveaus),
        crebo=cover.crebo,
        facts=tuple(_stated(cover, document.file)),
    )


def _stated(cover: Cover, file: str) -> Iterator[Fact]:
    for name, (value, row) in cover.fields.items():
        if name != "domein":
            yield Fact(name, value, row.place(file))
            continue
        domain, code = name_and_crebo(value)
        yield Fact("domein", domain, row.place(file))
        if code:
            yield Fact("domeincode", code, row.place(file))


def _kwalificatie(profile: Profile, dossier: Dossier, document: Document) -> Item:
    part = dossier.headed(profile.code)
    row = part.row if part else dossier.overview.rows.get(profile.code)
    if part is None:
        document.note(row, "dit profiel staat in het overzicht maar niet in de tekst", profile.code)
    else:
        note_loose_rows(part, document)
    if not document.niveaus[profile.id]:
        document.note(row, "niveau van de kwalificatie is niet 1, 2, 3 of 4", profile.code)
    return Item(
        id=profile.id,
        kind=Kind.KWALIFICATIE,
        code=profile.code,
        title=profile.title,
        parent=document.id,
        place=row.place(document.file, profile.code) if row else Place(document.file),
        sections=_told(part, document),
        niveaus=document.niveaus[profile.id],
        crebo=_crebo(profile, dossier.cover, row, document),
        facts=tuple(_facts(profile, part, dossier.overview, document)),
    )


def _told(part: Part | None, document: Document) -> tuple[Section, ...]:
    if part is None:
        return ()
    found = sections(part, _same("typering", "toelichting"), document)
    return tuple(s for s in found if s.text.casefold() not in _NOTHING)


def _crebo(profile: Profile, cover: Cover, row: Row | None, document: Document) -> str:
    """Crebo of a kwalificatie: by its name on the cover, else by its place in that list."""
    for name, crebo in cover.kwalificaties:
        if name.casefold() == profile.title.casefold():
            return crebo
    profiles = document.reading.profiles
    if len(profiles) == len(cover.kwalificaties):
        name, crebo = cover.kwalificaties[profiles.index(profile)]
        what = "naam op het voorblad is anders dan in het profieldeel; de volgorde telt"
        document.note(row, what, f"{name} en {profile.title}", profile.code)
        return crebo
    what = "crebonummer van de kwalificatie staat niet op het voorblad"
    document.note(row, what, profile.title, profile.code)
    return ""


def _facts(
    profile: Profile, part: Part | None, overview: Overview, document: Document
) -> Iterator[Fact]:
    for block in part.blocks if part else ():
        if block.label in _PROFILE_FACTS and block.rows:
            value = " ".join(piece.text for piece in document.reading.pieces(block.rows))
            if value.casefold() not in _NOTHING:
                place = place_of(block.rows, document.file, profile.code)
                yield Fact(block.label, value, place)
    if profile.code in overview.soorten:
        place = overview.rows[profile.code].place(document.file, profile.code)
        yield Fact("opleidingssoort", overview.soorten[profile.code], place)


def _same(*labels: str) -> dict[str, str]:
    return {label: label for label in labels}


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-") or "zonder-naam"
