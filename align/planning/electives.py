"""What may fill freed room: keuzedelen, more depth, werkprocessen elsewhere; and what may not.

How well something serves a goal is a number 0..1 (`fit`), made of how likely it overlaps with the
vmbo programme (so: builds on what is known). It ranks; it promises nothing. Its figures are choices
of ours; docs/planning.md lists them, and for those of keuzevakken see `units`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from align.model import Excluded, Goal, Item, Kind, PlanUnit, Role, Side
from align.overlap.decided import decided_coverage
from align.planning.kwalificaties import plain
from align.planning.nearness import nearness
from align.planning.rules import figure
from align.planning.units import (
    counting,
    klokuren_of,
    obligation,
    share_of_others,
)

if TYPE_CHECKING:
    from align.model import Overlap
    from align.planning.request import Asked

_LEVELS = re.compile(r"niveau\s+(\d)(?:\s*(?:en|/|,|t/m)\s*(\d))?", re.IGNORECASE)


def elective_units(
    asked: Asked, overlap: Overlap, werkprocessen: Iterable[PlanUnit]
) -> tuple[PlanUnit, ...]:
    """Everything on the mbo side that may be chosen, in a stable order."""
    required = tuple(werkprocessen)
    near = nearness(asked, overlap)
    mean = round(sum(unit.klokuren for unit in required) / len(required))
    return (
        *_deepening(asked, overlap, required),
        *_elsewhere(asked, near, mean, required),
        *_keuzedelen(asked, overlap, near),
        *_open_keuzedelen(asked),
    )


def excluded_keuzedelen(asked: Asked, overlap: Overlap) -> tuple[Excluded, ...]:
    """Keuzedelen that may not be chosen, sorted by code, with the reason."""
    crebo = asked.target.item.crebo
    keuzedelen = {
        item.code: item
        for curriculum in overlap.right
        for item in curriculum.of_kind(Kind.KEUZEDEEL)
    }
    found: dict[str, str] = {}
    for curriculum in overlap.right:
        for ruling in curriculum.rulings:
            if ruling.kwalificatie == crebo and (crebo, ruling.keuzedeel) in asked.ruled_out:
                found[ruling.keuzedeel] = (
                    f"SBB: ondoelmatige overlap met {crebo}"
                    f"{f' ({ruling.date})' if ruling.date else ''}"
                )
    for code, item in keuzedelen.items():
        ends = next((fact.value for fact in item.facts if fact.name == "geldig_tot"), "")
        if ends:
            found.setdefault(code, f"loopt af op {ends}")
        elif asked.target.niveau not in (_niveaus(item) or {asked.target.niveau}):
            found.setdefault(code, f"niet voor niveau {asked.target.niveau}")
    return tuple(
        Excluded(code, keuzedelen[code].title if code in keuzedelen else "", why)
        for code, why in sorted(found.items())
    )


def _niveaus(item: Item) -> set[int]:
    """Niveaus that a keuzedeel names, as a field or in its title."""
    named = {int(n) for match in _LEVELS.finditer(item.title) for n in match.groups() if n}
    return named or set(item.niveaus)


def _deepening(asked: Asked, overlap: Overlap, required: Iterable[PlanUnit]) -> Iterator[PlanUnit]:
    most = asked.assumptions.whole("verdieping_per_werkproces")
    coverage = decided_coverage(overlap, asked.decisions).right
    for unit in required:
        covered = coverage.get(unit.id, 0.0)
        if covered > 0 and most:
            yield PlanUnit(
                id=f"verdieping/{unit.id}",
                side=Side.MBO,
                role=Role.VERDIEPING,
                code=unit.code,
                title=f"Verdieping: {unit.title}",
                klokuren=most,
                required=False,
                flexible=True,
                why="hoogstens, aanname verdieping_per_werkproces",
                fit={Goal.VERDIEPEN: round(0.3 + 0.5 * covered, 4)},
                # Of all that the vmbo offers: which keuzevakken are chosen is not known yet.
                fit_why=f"{round(100 * covered)}% staat ook in het vmbo, met alle keuzevakken",
                counts_in=unit.counts_in,
                counts_for=unit.counts_for,
            )


def _elsewhere(
    asked: Asked, near: Mapping[str, float], hours: int, required: Iterable[PlanUnit]
) -> Iterator[PlanUnit]:
    """Werkprocessen of other kwalificaties: one niveau up to deepen, the same niveau to broaden."""
    level = asked.target.niveau
    known = {plain(unit.title) for unit in required}
    for role, goal, niveau, base in (
        (Role.HOGER, Goal.VERDIEPEN, level + 1, 0.3),
        (Role.TWEEDE, Goal.VERBREDEN, level, 0.4),
    ):
        found: dict[str, tuple[Item, str]] = {}
        for other in asked.others:
            for item in other.werkprocessen if other.niveau == niveau else ():
                title = plain(item.title)
                if title not in known and not asked.target.counts(item):
                    found.setdefault(title, (item, other.item.title))
        ranked = sorted(
            found.values(),
            key=lambda e: (-near.get(e[0].id, 0.0), -len(counting(asked, e[0])), e[0].id),
        )
        for item, name in ranked[: asked.assumptions.whole("meeste_kandidaten")]:
            likely, counts_for = near.get(item.id, 0.0), counting(asked, item)
            yield PlanUnit(
                id=f"elders/{item.id}",
                side=Side.MBO,
                role=role,
                code=item.code,
                title=f"{item.title} ({name})",
                klokuren=hours,
                required=False,
                why="zoals een gemiddeld werkproces van het doel",
                fit={goal: round(base + 0.4 * likely, 4)},
                fit_why=f"verwant aan het vmbo-programma: {round(100 * likely)}%",
                counts_in=share_of_others(asked, counts_for),
                counts_for=counts_for,
            )


def _keuzedelen(asked: Asked, overlap: Overlap, near: Mapping[str, float]) -> Iterator[PlanUnit]:
    excluded = {entry.code for entry in excluded_keuzedelen(asked, overlap)}
    found: dict[str, PlanUnit] = {}
    for curriculum in overlap.right:
        for item in curriculum.of_kind(Kind.KEUZEDEEL):
            likely = near.get(item.id, 0.0)
            if not item.code or item.code in excluded or item.code in found or likely <= 0:
                continue
            sbu = item.hours.amount if item.hours else figure("M7", "eenheid")
            counts_for = tuple(
                other.item.crebo
                for other in asked.others
                if (other.item.crebo, item.code) not in asked.ruled_out
            )
            own = asked.assumptions.units.get(item.code)
            found[item.code] = PlanUnit(
                id=item.id,
                side=Side.MBO,
                role=Role.KEUZEDEEL,
                code=item.code,
                title=item.title,
                klokuren=klokuren_of(asked, sbu) if own is None else own,
                sbu=sbu,
                required=False,
                why="eigen opgave" if own is not None else "uit de SBU van het keuzedeel",
                fit=_keuzedeel_fit(item, likely),
                fit_why=f"verwant aan het vmbo-programma: {round(100 * likely)}%",
                counts_in=share_of_others(asked, counts_for),
                counts_for=counts_for,
            )
    yield from _best_of(found.values(), asked.assumptions.whole("meeste_kandidaten"))


def _keuzedeel_fit(item: Item, likely: float) -> dict[Goal, float]:
    """By kind: Verdiepend serves depth, Verbredend breadth; without a kind a little of both."""
    kinds = {fact.value.casefold() for fact in item.facts if fact.name == "soort"}
    fit = {Goal.VERKORTEN: 0.0}
    if "verdiepend" in kinds or not kinds:
        fit[Goal.VERDIEPEN] = round(0.3 + 0.6 * likely, 4)
    if "verbredend" in kinds or not kinds:
        fit[Goal.VERBREDEN] = round(0.5 + 0.4 * likely, 4)
    return fit


def _best_of(units: Iterable[PlanUnit], most: int) -> list[PlanUnit]:
    """The best for each goal, in order of their code."""
    every = sorted(units, key=lambda unit: unit.code)
    kept: set[str] = set()
    for goal in (Goal.VERDIEPEN, Goal.VERBREDEN):
        serving = [unit for unit in every if goal in unit.fit]
        serving.sort(key=lambda unit: (-unit.fit[goal], unit.code))
        kept.update(unit.id for unit in serving[:most])
    return [unit for unit in every if unit.id in kept]


def _open_keuzedelen(asked: Asked) -> Iterator[PlanUnit]:
    """Room for keuzedelen that a team has yet to choose, so that the obligation always fits."""
    unit = figure("M7", "eenheid")
    for number in range(1, int(obligation(asked) // unit) + 1):
        yield PlanUnit(
            id=f"keuzedeel/{number}",
            side=Side.MBO,
            role=Role.KEUZEDEEL,
            code="",
            title="Keuzedeel, nog te kiezen",
            klokuren=klokuren_of(asked, unit),
            sbu=unit,
            required=False,
            why=f"uit de eenheid van {unit:g} SBU",
            fit=dict.fromkeys(Goal, 0.0),
            fit_why="geen keuzedeel in de bronnen past hier beter",
            counts_for=tuple(other.item.crebo for other in asked.others),
        )
