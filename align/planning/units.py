"""The units of a plan and their hours: what the vmbo, the mbo and the company each bring.

Klokuren (taught hours and bpv) and SBU (study load, with self-study) are never added: a unit has
klokuren, and where the source counts SBU the same unit also keeps those.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from align.errors import InputError, UsageError
from align.model import Goal, Item, Kind, Leerweg, PlanUnit, Role, Side
from align.overlap.decided import decided_coverage
from align.planning.nearness import returning
from align.planning.rules import figure

if TYPE_CHECKING:
    from align.model import Overlap
    from align.planning.request import Asked

ALGEMEEN, GENERIEK, BPV = "algemeen/vmbo", "generiek/mbo", "bpv"
PRACTICAL = "praktijkprogramma"

#: Leerjaren of the vmbo that a plan is about: 3 and 4.
VMBO_YEARS = 2


def spread(total: int, parts: int) -> tuple[int, ...]:
    """Whole hours over a number of parts, as even as can be, larger ones first."""
    low, more = divmod(total, parts) if parts else (0, 0)
    return tuple(low + (number < more) for number in range(parts))


def vmbo_units(asked: Asked, overlap: Overlap) -> tuple[PlanUnit, ...]:
    """Modules, keuzevakken (also those still to be chosen) and the general part.

    Raises:
        UsageError: modules of several profielen.
        InputError: modules and keuzevakken take more time than the vmbo has.
    """
    table, leerweg = asked.assumptions, asked.leerweg
    found = () if leerweg is Leerweg.TL else _grouped(overlap)
    modules = [entry for entry in found if entry[0].kind is Kind.MODULE]
    _check_profiel(overlap, [item for item, _ in modules])
    back = returning(asked, overlap)
    units = [
        _vmbo_unit(asked, item, parts, back, required=item.kind is Kind.MODULE)
        for item, parts in found
    ]
    per_module, per_keuzevak = (
        table.whole("klokuren_module"),
        table.whole("klokuren_keuzevak"),
    )
    needed = int(figure("V5", leerweg.value))
    units += [
        PlanUnit(
            id=f"keuzevak/{number}",
            side=Side.VMBO,
            role=Role.KEUZEVAK,
            code="",
            title="Keuzevak, nog te kiezen",
            klokuren=per_keuzevak,
            required=False,
            why="aanname klokuren_keuzevak",
            fit=dict.fromkeys(Goal, 0.0),
            fit_why="de bron heeft geen keuzevak dat hier beter past",
        )
        for number in range(1, needed + 1)
    ]
    practical = asked.route.practical_programme and leerweg is Leerweg.TL
    own = table.whole("klokuren_praktijkprogramma") if practical else 0
    if practical:
        units.append(_whole(PRACTICAL, Side.VMBO, Role.MODULE, "Praktijkgericht programma", own))
    nominal = int(figure("V3", leerweg.value)) * per_module + needed * per_keuzevak + own
    left = VMBO_YEARS * table.whole("vmbo_klokuren_per_jaar") - nominal
    if left < 0:
        raise InputError(
            f"modules en keuzevakken vragen {nominal} klokuren, {-left} meer dan leerjaar 3 en 4 "
            "van het vmbo hebben",
            where="aannames",
            advice="Verlaag klokuren_module of klokuren_keuzevak.",
        )
    title = "Algemene vakken, sport, lob en de rest van het vmbo"
    units.append(_whole(ALGEMEEN, Side.VMBO, Role.ALGEMEEN, title, left))
    return tuple(units)


def mbo_units(asked: Asked, overlap: Overlap) -> tuple[PlanUnit, ...]:
    """Werkprocessen of the target, the generic part and the bpv.

    Werkprocessen share what is left of the norm after bpv, generic part and keuzedelen (rules M3,
    M4, M7), evenly.

    Raises:
        InputError: the assumptions leave nothing for the werkprocessen.
    """
    table, target = asked.assumptions, asked.target
    years, bol = target.years, asked.mbo_leerweg == "bol"
    total = years * table.whole(f"{asked.mbo_leerweg}_klokuren_per_jaar")
    least = figure("M3", "bpv", str(years)) if bol else years * figure("M4", "bpv")
    bpv = int(least) + table.whole("bpv_boven_minimum")
    generic = years * table.whole(f"generiek_{asked.mbo_leerweg}_per_jaar")
    keuzedelen = klokuren_of(asked, obligation(asked))
    left = total - bpv - generic - keuzedelen
    count = len(target.werkprocessen)
    if left < count:
        raise InputError(
            f"van {total} klokuren blijft na bpv ({bpv}), generiek ({generic}) en keuzedelen "
            f"({keuzedelen}) {left} over voor {count} werkprocessen",
            where="aannames",
            advice=f"Verlaag bpv_boven_minimum of generiek_{asked.mbo_leerweg}_per_jaar.",
        )
    load = target.item.hours.amount if target.item.hours else years * table["sbu_per_jaar"]
    sbu = (load - obligation(asked)) / count
    covered = decided_coverage(overlap, asked.decisions).right
    return (
        *(
            _werkproces(asked, item, hours, sbu, covered.get(item.id, 0.0))
            for item, hours in zip(target.werkprocessen, spread(left, count), strict=True)
        ),
        _whole(
            GENERIEK,
            Side.MBO,
            Role.GENERIEK,
            "Taal, rekenen, loopbaan en burgerschap",
            generic,
            counts_for=tuple(other.item.crebo for other in asked.others),
        ),
        _whole(BPV, Side.MBO, Role.BPV, "Beroepspraktijkvorming", bpv),
    )


def obligation(asked: Asked) -> float:
    """SBU of keuzedelen that the target asks for (rule M7); it does not shrink with the route."""
    return figure("M7", str(asked.target.niveau))


def klokuren_of(asked: Asked, sbu: float) -> int:
    """Klokuren at school for a study load: in the bol with bpv, in the bbl lessons only.

    Per SBU a bol year has 1,000 of 1,600 klokuren, a bbl year 200 of 1,600 (rules M2, M3, M4); the
    rest of a keuzedeel in the bbl is learned in the company and counts there.
    """
    table = asked.assumptions
    if asked.mbo_leerweg == "bol":
        return round(sbu * table["bol_klokuren_per_jaar"] / table["sbu_per_jaar"])
    return round(sbu * figure("M4", "bot") / table["sbu_per_jaar"])


def check_own_hours(asked: Asked, units: Sequence[PlanUnit]) -> None:
    """See to it that every unit to which a team gave hours is there.

    Raises:
        UsageError: a code that no unit has.
    """
    missing = sorted(asked.assumptions.units.keys() - {unit.code for unit in units})
    if missing:
        raise UsageError(
            f"geen onderdeel van dit plan heeft code {', '.join(missing)}",
            where="[eenheden]",
            advice="Gebruik codes van modules, keuzevakken, werkprocessen of keuzedelen.",
        )


def _grouped(overlap: Overlap) -> list[tuple[Item, list[str]]]:
    """Modules and keuzevakken with the compared deeltaken below them, in display order."""
    groups: dict[str, tuple[Item, list[str]]] = {}
    for unit in overlap.left_units:
        above = overlap.left.ancestors(overlap.left.by_id[unit])
        holder = next((a for a in above if a.kind in (Kind.MODULE, Kind.KEUZEVAK)), None)
        if holder:
            groups.setdefault(holder.id, (holder, []))[1].append(unit)
    return list(groups.values())


def _check_profiel(overlap: Overlap, modules: Sequence[Item]) -> None:
    profielen = [
        above
        for module in modules
        for above in overlap.left.ancestors(module)
        if above.kind is Kind.PROFIEL
    ]
    shown = sorted({profiel.title or profiel.code for profiel in profielen})
    if len(shown) > 1:
        codes = sorted({profiel.code for profiel in profielen} - {""})
        raise UsageError(
            f"een plan gaat over één profiel, en hier staan modules van {len(shown)}: "
            f"{', '.join(shown[:4])}{' …' if len(shown) > 4 else ''}",
            advice=f"Kies het profiel met --unit, bijvoorbeeld --unit {codes[0]}."
            if codes
            else "Geef een bron met één profiel op.",
        )


def _vmbo_unit(
    asked: Asked, item: Item, parts: Sequence[str], back: Mapping[str, float], *, required: bool
) -> PlanUnit:
    name = "klokuren_module" if required else "klokuren_keuzevak"
    own = asked.assumptions.units.get(item.code)
    hours = asked.assumptions.whole(name) if own is None else own
    shares = spread(hours, len(parts))
    covered = sum(back.get(part, 0.0) * share for part, share in zip(parts, shares, strict=True))
    share = covered / hours if hours else 0.0
    fit = {
        Goal.VERKORTEN: 0.0,
        Goal.VERDIEPEN: round(0.2 + 0.8 * share, 4),
        Goal.VERBREDEN: round(1.0 - 0.8 * share, 4),
    }
    return PlanUnit(
        id=item.id,
        side=Side.VMBO,
        role=Role.MODULE if required else Role.KEUZEVAK,
        code=item.code,
        title=item.title,
        klokuren=hours,
        required=required,
        parts=tuple(zip(parts, shares, strict=True)),
        why="eigen opgave" if own is not None else f"aanname {name}",
        fit={} if required else fit,
        fit_why=f"{round(100 * share)}% van de uren komt terug in {asked.target.item.title}",
    )


def _werkproces(asked: Asked, item: Item, hours: int, sbu: float, covered: float) -> PlanUnit:
    counts_for = counting(asked, item)
    own = asked.assumptions.units.get(item.code)
    return PlanUnit(
        id=item.id,
        side=Side.MBO,
        role=Role.WERKPROCES,
        code=item.code,
        title=item.title,
        klokuren=hours if own is None else own,
        sbu=round(sbu, 2),
        why="eigen opgave" if own is not None else "deel van de norm na bpv en keuzedelen",
        fit_why=f"{round(100 * covered)}% komt terug in het vmbo",
        counts_in=share_of_others(asked, counts_for),
        counts_for=counts_for,
    )


def counting(asked: Asked, werkproces: Item) -> tuple[str, ...]:
    """Crebo's of the other kwalificaties in which a werkproces still counts."""
    return tuple(other.item.crebo for other in asked.others if other.counts(werkproces))


def share_of_others(asked: Asked, crebos: Sequence[str]) -> float:
    """Share (0..1) that some are of the other kwalificaties; 0 without any."""
    return round(len(crebos) / len(asked.others), 4) if asked.others else 0.0


def _whole(
    identifier: str,
    side: Side,
    role: Role,
    title: str,
    hours: int,
    *,
    counts_for: tuple[str, ...] = (),
) -> PlanUnit:
    return PlanUnit(
        id=identifier,
        side=side,
        role=role,
        code="",
        title=title,
        klokuren=hours,
        why="uit de norm en de aannames",
        counts_in=1.0 if counts_for else 0.0,
        counts_for=counts_for,
    )
