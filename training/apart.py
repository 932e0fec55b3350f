"""What no training may read: units kept apart for a final check, and units that a fold leaves out.

A vmbo unit is known by its code and by its name, in every release: codes were given anew (K/ZW/13
of 2020 is another keuzevak than that of 2025) and releases before 2024 do not name the keuzevak of
each deeltaak. What is left out too much costs little; what slips through flatters every figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.model import Curriculum
from align.overlap.selection import Selection, select_vmbo
from align.similarity.gold import RatedBlock
from align.similarity.unit import Unit
from align.sources import load_all
from training.pairs import module_of

#: Names in `gold/KEEP-AWAY.md`, as they stand in other files; `kept_apart` sees that it has them.
APART = (
    "facilitaire dienstverlening",
    "kinderopvang",
    "verkoopspecialist",
    "advies en leiding in de verkoop",
    "metselaar",
    "timmerman",
    "autoschadehersteller",
    "autospuiter",
    "gastheer",
    "bediening",
    "software developer",
    "applicatie- en mediaontwikkelaar",
    "medewerker ict",
    "veehouderij",
    "elektrotechnische installaties",
    "dierverzorging",
)
#: The dossier that the list calls "its dossier".
APART_TOO = ("pedagogisch werk",)

_CODE = re.compile(r"\b[PK]/[A-Z]+/\d\d\b")
_ASIDE = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True)
class LeftOut:
    """Modules and keuzevakken, by code and by name in small letters without what is in brackets."""

    codes: frozenset[str]
    names: frozenset[str]

    def holds(self, unit: VmboUnit) -> bool:
        """Whether a unit stands in one of them, or where it stands cannot be told."""
        if not (unit.codes or unit.names):
            return True
        return not (self.codes.isdisjoint(unit.codes) and self.names.isdisjoint(unit.names))


@dataclass(frozen=True)
class VmboUnit:
    """A unit of a release, with the codes and names of what it stands in."""

    unit: Unit
    codes: frozenset[str]
    names: frozenset[str]


def is_apart(names: Iterable[str]) -> bool:
    """Whether one of the names is that of a kwalificatie which is kept apart."""
    return any(name in text.casefold() for name in (*APART, *APART_TOO) for text in names)


def kept_apart(shared: Path, units: Sequence[VmboUnit]) -> LeftOut:
    """The vmbo units that are kept apart, with their names in any of the releases.

    Raises:
        ValueError: the list names other kwalificaties than `APART` does, or a unit without a name.
    """
    listed = (shared / "gold" / "KEEP-AWAY.md").read_text(encoding="utf-8")
    codes = frozenset(_CODE.findall(listed))
    unknown = codes.difference(*(unit.codes for unit in units))
    missing = [*(name for name in APART if name not in listed.casefold()), *sorted(unknown)]
    if missing:
        raise ValueError(missing)
    names = (unit.names for unit in units if not codes.isdisjoint(unit.codes))
    return LeftOut(codes, frozenset().union(*names))


def rated_modules(sets: Iterable[Sequence[RatedBlock]]) -> frozenset[str]:
    """Modules and keuzevakken that rated deeltaken stand in, as `module_of` names them."""
    return frozenset(module_of(unit) for blocks in sets for block in blocks for unit in block.left)


def left_out(modules: Iterable[str]) -> LeftOut:
    """What modules are left out, of names that open with their code."""
    named = list(modules)
    codes = frozenset(code for name in named for code in _CODE.findall(name))
    return LeftOut(codes, frozenset(_plain(name) for name in named))


def of_block(unit: Unit) -> VmboUnit:
    """A rated deeltaak, whose module opens with its code."""
    modules = left_out([module_of(unit)])
    return VmboUnit(unit, modules.codes, modules.names)


def vmbo_units(shared: Path) -> list[VmboUnit]:
    """Units of all releases of SLO, the newest first."""
    found: list[VmboUnit] = []
    for release in sorted((shared / "data" / "slo-bg").iterdir(), reverse=True):
        (curriculum,) = load_all([str(release)])
        found += _of_release(curriculum)
    return found


def _of_release(curriculum: Curriculum) -> Iterator[VmboUnit]:
    for unit in select_vmbo(curriculum, Selection()).units:
        item = curriculum.by_id[unit.id]
        chain = (item, *curriculum.ancestors(item))
        codes = frozenset(code for one in chain for code in _CODE.findall(one.code))
        yield VmboUnit(unit, codes, frozenset(_plain(name) for name in unit.context))


def _plain(name: str) -> str:
    return _ASIDE.sub("", _CODE.sub("", name)).strip().casefold()
