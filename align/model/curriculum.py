"""One typed, frozen tree for both sides: what was read from a document, and where it stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType


class Side(StrEnum):
    """Which side of the table a curriculum stands on."""

    VMBO = "vmbo"
    MBO = "mbo"


class Kind(StrEnum):
    """What an item is, in the words of SLO (first block) and SBB (second block)."""

    PROFIEL = "profiel"
    KERN = "kern"
    KERNDEEL = "kerndeel"
    MODULE = "module"
    KEUZEVAK = "keuzevak"
    TAAK = "taak"
    DEELTAAK = "deeltaak"
    EINDTERM = "eindterm"

    DOSSIER = "dossier"
    KWALIFICATIE = "kwalificatie"
    KERNTAAK = "kerntaak"
    WERKPROCES = "werkproces"
    VAKKENNIS = "vakkennis"
    KEUZEDEEL = "keuzedeel"

    @property
    def plural(self) -> str:
        """What several of them are called ("deeltaken")."""
        return _PLURALS[self]


_PLURALS = {
    Kind.PROFIEL: "profielen",
    Kind.KERN: "kernen",
    Kind.KERNDEEL: "kerndelen",
    Kind.MODULE: "modules",
    Kind.KEUZEVAK: "keuzevakken",
    Kind.TAAK: "taken",
    Kind.DEELTAAK: "deeltaken",
    Kind.EINDTERM: "eindtermen",
    Kind.DOSSIER: "dossiers",
    Kind.KWALIFICATIE: "kwalificaties",
    Kind.KERNTAAK: "kerntaken",
    Kind.WERKPROCES: "werkprocessen",
    Kind.VAKKENNIS: "onderdelen vakkennis",
    Kind.KEUZEDEEL: "keuzedelen",
}


class Leerweg(StrEnum):
    """The vmbo learning paths that can stand on an eindterm (source: SLO curriculum-basis)."""

    BB = "bb"
    KB = "kb"
    GL = "gl"
    TL = "tl"


class HourUnit(StrEnum):
    """The two ways in which hours are counted; they are never added to each other."""

    KLOKUREN = "klokuren"
    SBU = "sbu"


@dataclass(frozen=True, slots=True)
class Hours:
    """A number of hours and how they are counted.

    >>> print(Hours(12.5, HourUnit.KLOKUREN))
    12,5 klokuren
    """

    amount: float
    unit: HourUnit

    def __str__(self) -> str:
        """As a Dutch sentence says it."""
        return f"{self.amount:.10g} {self.unit.value}".replace(".", ",")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stood: enough for a reader to find it back in the source.

    Attributes:
        file: file name inside the source ("deeltaak.json"), or the source's own name.
        path: JSON pointer or XPath inside that file; empty when the format has none.
        line: 1-based line, 0 when unknown.
        page: 1-based page, 0 when the format has no pages.
        record: id or code of the record, as printed in the source; may be empty.
        box: left, bottom, right and top on the page in PDF points (1/72 inch, origin at the bottom
            left), where a page has one; else empty.

    >>> print(Place("deeltaak.json", path="/12", line=340, record="P/ZW/01/02-03"))
    deeltaak.json, regel 340, P/ZW/01/02-03
    """

    file: str
    path: str = ""
    line: int = 0
    page: int = 0
    record: str = ""
    box: tuple[float, ...] = ()

    def __str__(self) -> str:
        parts = [self.file]
        if self.page:
            parts.append(f"blz. {self.page}")
        if self.line:
            parts.append(f"regel {self.line}")
        elif self.path:
            parts.append(self.path)
        if self.record:
            parts.append(self.record)
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Section:
    """A labelled piece of running text of an item.

    Attributes:
        label: "omschrijving", "resultaat", "gedrag", "complexiteit", "verantwoordelijkheid",
            "typering", "relevantie", "toelichting" or "competenties" (names only, "a, b, c").
        text: the text, cleaned but not shortened; list items stand on lines of their own.
        place: where it stood.
        only_for: id of the one kwalificatie that this text is for; empty when it is for all.
            (SBB puts additions per profile inside the base text.)
    """

    label: str
    text: str
    place: Place
    only_for: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A short statement about an item that is no running text: a domein, an examenvorm, a date.

    Attributes:
        name: what it is about, one Dutch word ("domein", "examenvorm", "weging", "soort").
        value: as the source prints it, cleaned.
        place: where it stood; for a fact from a register, a place in that register.
    """

    name: str
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Item:
    """One node of a curriculum, of whichever side.

    Attributes:
        id: stable id: SLO's uuid, or a path that begins with the kind of source
            ("sbb/<dossier>/<nr>", "kd/<crebo>/...", "examenplan/<crebo>/...").
        kind: what it is.
        code: the code as printed ("P/ZW/01/02-03", "B1-K1-W1"); empty when there is none.
        title: its title; of an eindterm the whole sentence.
        parent: id of the item above it; empty for a root.
        place: where it stood.
        sections: its running text, in the order of the source.
        leerwegen: the leerwegen for which the source states it, sorted; empty when not stated.
        niveaus: mbo levels (1..4) for which it holds, sorted; empty when not stated.
        hours: hours that the source states.
        crebo: crebo code of a dossier, kwalificatie or keuzedeel; else empty.
        only_for: ids of the kwalificaties to which it belongs; empty when it holds for all.
        facts: short statements about it, in the order of the source.
    """

    id: str
    kind: Kind
    code: str
    title: str
    parent: str
    place: Place
    sections: tuple[Section, ...] = ()
    leerwegen: tuple[Leerweg, ...] = ()
    niveaus: tuple[int, ...] = ()
    hours: Hours | None = None
    crebo: str = ""
    only_for: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def text(self) -> str:
        """Running text that holds for everyone: its sections, joined by a blank line."""
        return "\n\n".join(s.text for s in self.sections if not s.only_for)


@dataclass(frozen=True, slots=True)
class Source:
    """The file, folder or archive that a curriculum was read from.

    Attributes:
        path: as the user gave it.
        format: short name of the format ("slo-bg", "sbb-xml").
        title: what it is called ("Examenprogramma's beroepsgericht vmbo").
        version: release, version or date as the source states it; empty when unknown.
        sha256: hexadecimal digest of the bytes that were read. For a folder or archive: of the
            files that were read, sorted by name.
        why: reasons for the recognition, in Dutch ("er staat een profiel.json in ...").
        example: true when the text was written as an example and is not an official document.
    """

    path: str
    format: str
    title: str
    version: str
    sha256: str
    why: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, order=True)
class SourceWarning:
    """Something in a source that did not fit, with its place. Nothing is dropped without one."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """What SBB ruled about one kwalificatie and one keuzedeel: do they overlap inefficiently?

    A student may not choose a keuzedeel that does (ondoelmatige overlap).

    Attributes:
        kwalificatie: crebo of the kwalificatie.
        keuzedeel: code of the keuzedeel ("K0262").
        verdict: as the register prints it ("Ja": it overlaps inefficiently).
        text: what the register says beside it, mostly the title of the keuzedeel.
        date: day of the ruling as "2026-01-31"; empty when unknown.
        place: where it stood.
    """

    kwalificatie: str
    keuzedeel: str
    verdict: str
    text: str
    date: str
    place: Place


@dataclass(frozen=True, slots=True)
class Retired:
    """A record that its publisher withdrew, and what it says came in its place.

    Attributes:
        id: stable id, as that of the item in an earlier release.
        kind: what it was.
        code: the code as printed; empty when there is none.
        title: its title; of an eindterm the whole sentence.
        replaced_by: ids of what replaces it, in force or withdrawn in its turn; empty when nothing
            does.
        place: where it stood.
    """

    id: str
    kind: Kind
    code: str
    title: str
    replaced_by: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Curriculum:
    """Everything read from one document: a source, its items in display order, warnings.

    Attributes:
        source: where it was read from.
        side: vmbo or mbo.
        items: in display order.
        warnings: what did not fit.
        rulings: rulings on kwalificaties and keuzedelen that the document holds.
        facts: short statements about the document as a whole, in the order of the source.
        retired: what the publisher withdrew, in the order of the source.
    """

    source: Source
    side: Side
    items: tuple[Item, ...]
    warnings: tuple[SourceWarning, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    facts: tuple[Fact, ...] = ()
    retired: tuple[Retired, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """Items by id."""
        return MappingProxyType({item.id: item for item in self.items})

    @cached_property
    def children(self) -> Mapping[str, tuple[Item, ...]]:
        """Items by the id of their parent, in display order; roots stand under ""."""
        below: dict[str, list[Item]] = {}
        for item in self.items:
            below.setdefault(item.parent, []).append(item)
        return MappingProxyType({parent: tuple(items) for parent, items in below.items()})

    def of_kind(self, *kinds: Kind) -> tuple[Item, ...]:
        """All items of these kinds, in display order."""
        return tuple(item for item in self.items if item.kind in kinds)

    def ancestors(self, item: Item) -> tuple[Item, ...]:
        """The items above this one, nearest first."""
        found: list[Item] = []
        seen = {item.id}
        above = self.by_id.get(item.parent)
        while above is not None and above.id not in seen:
            found.append(above)
            seen.add(above.id)
            above = self.by_id.get(above.parent)
        return tuple(found)

    def fact(self, item: Item, name: str) -> str:
        """A fact of an item or of what stands above it; empty when the source gives none."""
        for place in (item, *self.ancestors(item)):
            for fact in place.facts:
                if fact.name == name:
                    return fact.value
        return ""

    def in_domein(self, item: Item, named: str) -> bool:
        """Whether an item belongs to an opleidingsdomein, by its name or code."""
        names = {self.fact(item, name).casefold() for name in ("domein", "domeincode")}
        return named.casefold() in names - {""}

    def counts(self) -> dict[str, int]:
        """Number of items per kind, in the order of `Kind`; kinds that do not occur are absent."""
        numbers = {kind.value: 0 for kind in Kind}
        for item in self.items:
            numbers[item.kind.value] += 1
        return {kind: n for kind, n in numbers.items() if n}
