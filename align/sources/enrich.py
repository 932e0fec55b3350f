"""Carries what registers say to the kwalificaties, dossiers and keuzedelen of other documents.

Many documents name a kwalificatie by title and crebo only. A register knows its definition, domein
and niveau. What a document says itself always stays; where a register says something else, both
places are named in a warning. What comes from a register keeps its place there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from align.model import Curriculum, Fact, Item, Kind, Place
from align.sources.notes import Notes
from align.sources.register.base import is_register

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from align.model import Hours, Ruling, Section

DIFFERS = "het register zegt iets anders; wat hier staat blijft"
"""Kind of the warning about a contradiction."""
ENRICHED = "verrijkt"
"""Name of the fact that says which register a document was enriched from."""

_T = TypeVar("_T")
_BY_CREBO = (Kind.KWALIFICATIE, Kind.DOSSIER)
_ONE_VALUE = frozenset({"domein", "leerweg", "studieduur", "geldig_tot"})
_WORD = re.compile(r"[^\W_]+")
_BRACKETS = re.compile(r"\([^()]*\)")


def enrich(curriculum: Curriculum, registers: Iterable[Curriculum]) -> Curriculum:
    """A document with what registers know about its items, each addition with its own place.

    Kwalificaties and dossiers are found by crebo; keuzedelen by code, or by title where a document
    gives no code and the register has that title once.

    Args:
        curriculum: any document.
        registers: in order of preference; the first that knows something counts.
    """
    index = _Index(registers)
    notes = Notes()
    used: dict[str, Fact] = {}
    items: list[Item] = []
    for item in curriculum.items:
        known = item
        for register, entry in index.entries(item, notes):
            merged = _merged(known, entry, notes)
            if merged != known:
                title, path = register.source.title, register.source.path
                used.setdefault(path, Fact(ENRICHED, title, Place(path)))
            known = merged
        items.append(known)
    before = set(curriculum.warnings)
    warnings = tuple(w for w in notes.in_order() if w not in before)
    return replace(
        curriculum,
        items=tuple(items),
        warnings=(*curriculum.warnings, *warnings),
        rulings=_with(curriculum.rulings, index.rulings(curriculum)),
        facts=_with(curriculum.facts, used.values()),
    )


def documents_and_registers(
    curricula: Iterable[Curriculum],
) -> tuple[tuple[Curriculum, ...], tuple[Curriculum, ...]]:
    """The documents, and the registers that can enrich them, both in given order."""
    both = tuple(curricula)
    return (
        tuple(c for c in both if not is_register(c)),
        tuple(c for c in both if is_register(c)),
    )


def gained(before: Curriculum, after: Curriculum) -> Mapping[str, int]:
    """What `enrich` added: number of items per kind of addition, in Dutch; zeros left out."""
    counts = {"met typering": 0, "met andere tekst": 0, "met domein": 0, "met niveau": 0}
    for old, new in zip(before.items, after.items, strict=True):
        labels = {s.label for s in new.sections} - {s.label for s in old.sections}
        names = {f.name for f in new.facts} - {f.name for f in old.facts}
        counts["met typering"] += "typering" in labels
        counts["met andere tekst"] += bool(labels - {"typering"})
        counts["met domein"] += "domein" in names
        counts["met niveau"] += bool(new.niveaus and not old.niveaus)
    counts["uitspraken over overlap"] = len(after.rulings) - len(before.rulings)
    return {what: n for what, n in counts.items() if n}


def gains(curricula: Iterable[Curriculum]) -> tuple[Mapping[str, int], ...]:
    """What the registers among these would add to each of the others; nothing to a register."""
    both = tuple(curricula)
    registers = documents_and_registers(both)[1]
    return tuple(
        {} if is_register(c) or not registers else gained(c, enrich(c, registers)) for c in both
    )


@dataclass(frozen=True, slots=True)
class _Register:
    """One register by what its entries are found by."""

    curriculum: Curriculum
    by_key: Mapping[tuple[str, str], list[Item]]


class _Index:
    """Entries of registers by crebo, code and title."""

    def __init__(self, registers: Iterable[Curriculum]) -> None:
        self._registers = [_Register(c, _by_key(c.items)) for c in registers]

    def entries(self, item: Item, notes: Notes) -> list[tuple[Curriculum, Item]]:
        """What each register says about this item: at most one entry a register."""
        found: list[tuple[Curriculum, Item]] = []
        for register in self._registers:
            entries = [e for key in _keys(item)[:1] for e in register.by_key.get(key, ())]
            if not entries:
                continue
            by_title = not _is_coded(item)
            if by_title and len(entries) > 1:
                continue
            # A register may have one code twice; the entry with the same title speaks.
            same = [e for e in entries if _words(e.title) == _words(item.title)]
            entry = (same or entries)[0]
            if by_title:
                detail = f"{entry.code} ({entry.place})"
                notes.add(item.place, "keuzedeel zonder code; op titel gevonden", detail)
            found.append((register.curriculum, entry))
        return found

    def rulings(self, curriculum: Curriculum) -> list[Ruling]:
        """Rulings about the kwalificaties of a document."""
        crebos = {item.crebo for item in curriculum.of_kind(Kind.KWALIFICATIE) if item.crebo}
        return [
            ruling
            for register in self._registers
            for ruling in register.curriculum.rulings
            if ruling.kwalificatie in crebos
        ]


def _by_key(items: Iterable[Item]) -> Mapping[tuple[str, str], list[Item]]:
    found: defaultdict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        for key in _keys(item):
            found[key].append(item)
    return found


def _keys(item: Item) -> list[tuple[str, str]]:
    """What an item can be found by, surest first."""
    if item.kind in _BY_CREBO and item.crebo:
        return [(item.kind.value, item.crebo)]
    if item.kind is Kind.KEUZEDEEL:
        coded = [(item.kind.value, item.code.upper())] if item.code else []
        words = " ".join(_words(item.title))
        return [*coded, ("keuzedeel met titel", words)] if words else coded
    return []


def _is_coded(item: Item) -> bool:
    return item.kind is not Kind.KEUZEDEEL or bool(item.code)


def _merged(item: Item, entry: Item, notes: Notes) -> Item:
    """The item with what a register entry adds; contradictions are noted."""
    if item.title and entry.title and _words(item.title) != _words(entry.title):
        _differs("titel", (item.title, item.place), (entry.title, entry.place), notes)
    item = replace(
        item,
        code=item.code or entry.code,
        title=item.title or entry.title,
        sections=(*item.sections, *_new_sections(item.sections, entry.sections)),
    )
    item = _with_niveaus(item, entry, notes)
    item = _with_hours(item, entry, notes)
    return replace(item, facts=(*item.facts, *_new_facts(item.facts, entry.facts, notes)))


def _new_sections(own: Sequence[Section], others: Sequence[Section]) -> list[Section]:
    labels = {section.label for section in own}
    return [section for section in others if section.label not in labels]


def _new_facts(own: Sequence[Fact], others: Sequence[Fact], notes: Notes) -> list[Fact]:
    """Facts about matters that the item says nothing about."""
    stated: dict[str, Fact] = {}
    for fact in own:
        stated.setdefault(fact.name, fact)
    for other in others:
        mine = stated.get(other.name)
        if mine and other.name in _ONE_VALUE and not _agree(mine.value, other.value):
            _differs(other.name, (mine.value, mine.place), (other.value, other.place), notes)
    return [other for other in others if other.name not in stated]


def _with_niveaus(item: Item, entry: Item, notes: Notes) -> Item:
    if not entry.niveaus or item.kind is Kind.DOSSIER:
        return item
    value = _listed(entry.niveaus)
    if not item.niveaus:
        fact = Fact("niveau", value, entry.place)
        return replace(item, niveaus=entry.niveaus, facts=(*item.facts, fact))
    if not set(item.niveaus) & set(entry.niveaus):
        mine = _place_of(item, "niveau")
        _differs("niveau", (_listed(item.niveaus), mine), (value, entry.place), notes)
    return item


def _with_hours(item: Item, entry: Item, notes: Notes) -> Item:
    if entry.hours is None:
        return item
    if item.hours is None:
        fact = Fact(entry.hours.unit.value, _amount(entry.hours), entry.place)
        return replace(item, hours=entry.hours, facts=(*item.facts, fact))
    if item.hours != entry.hours and item.hours.unit is entry.hours.unit:
        unit = item.hours.unit.value
        mine = (_amount(item.hours), _place_of(item, unit))
        _differs(unit, mine, (_amount(entry.hours), entry.place), notes)
    return item


def _differs(what: str, mine: tuple[str, Place], theirs: tuple[str, Place], notes: Notes) -> None:
    detail = f"{what} is hier {mine[0]!r}, en {theirs[0]!r} in {theirs[1]}"
    notes.add(mine[1], DIFFERS, detail)


def _place_of(item: Item, name: str) -> Place:
    """Where an item got something from: a register, when a fact says so."""
    return next((fact.place for fact in item.facts if fact.name == name), item.place)


def _agree(mine: str, theirs: str) -> bool:
    """Whether two values say the same, or one a part of the other ("BOL" and "BOL/BBL")."""
    left, right = set(_words(mine)), set(_words(theirs))
    return left <= right or right <= left


def _words(text: str) -> tuple[str, ...]:
    """Words without case, signs, and what stands between brackets."""
    return tuple(_WORD.findall(_BRACKETS.sub(" ", text).casefold()))


def _listed(niveaus: Sequence[int]) -> str:
    return ", ".join(map(str, niveaus))


def _amount(hours: Hours) -> str:
    return f"{hours.amount:g}"


def _with(own: tuple[_T, ...], others: Iterable[_T]) -> tuple[_T, ...]:
    """Both, each once."""
    return tuple(dict.fromkeys((*own, *others)))
