"""How many hours of each side come back: assumed hours of a unit times the share that comes back.

Klokuren (vmbo) and SBU (mbo) are never added to each other. Every amount is an assumption that the
page shows and lets the reader change, unless the source states it.

Sources of the assumptions: a profielvak with four keuzevakken is designed for some 800 klokuren in
leerjaar 3 and 4, half for the profielvak (SLO, handreiking BWI, onderwijstijd, 13-12-2019), so some
100 klokuren a module or keuzevak; a studiejaar mbo has 1,600 SBU (WEB art. 7.2.7 lid 2); niveau 1
takes 1 year, 2 two, 3 and 4 three (rijksoverheid.nl, opleidingen en niveaus mbo; the longer of the
usual durations); keuzedelen take 240, 480, 720 and 720 SBU (kst-33187-17; s-bb.nl).
"""

from __future__ import annotations

from collections.abc import Sequence

from align.model import HourUnit, Item, Side
from align.report.page import HoursRow, HoursView, PairView, UnitView
from align.report.translation import _
from align.report.units import Units
from align.report.wording import number

KLOKUREN_PER_UNIT = 100
SBU_PER_YEAR = 1600
#: Share of the SBU of a BOL-opleiding that is taught or bpv: 1,000 klokuren of 1,600 SBU a year.
KLOKUREN_PER_SBU = 0.625
_YEARS = {1: 1, 2: 2, 3: 3, 4: 3}
_KEUZEDELEN = {1: 240, 2: 480, 3: 720, 4: 720}
_UNKNOWN_NIVEAU = 3
_SBU_PER_UNIT = 240  # of a keuzedeel, or of a group that no kwalificatie holds (s-bb.nl)


def hours_view(units: Units) -> HoursView:
    """Hours of every module, keuzevak and kwalificatie; what stands apart is left out."""
    return HoursView(vmbo=tuple(_vmbo(units)), mbo=tuple(_mbo(units)))


def weigh(pairs: Sequence[PairView], view: HoursView) -> dict[str, float]:
    """What a pair matters: its chance times the klokuren that come back, the lesser of both sides.

    Returns:
        weight by id of the pair.
    """
    vmbo = _per_unit(view.vmbo)
    mbo = {unit: sbu * KLOKUREN_PER_SBU for unit, sbu in _per_unit(view.mbo).items()}
    return {
        pair.id: pair.source.probability
        * min(
            vmbo.get(pair.left.number, 0.0) * pair.source.left_covered,
            mbo.get(pair.right.number, 0.0) * pair.source.right_covered,
        )
        for pair in pairs
    }


def rounded(hours: float) -> int:
    """Hours as coarsely as they are known: in fives, from a hundred up in tens."""
    step = 10 if hours >= 100 else 5
    return int(hours / step + 0.5) * step


def _per_unit(rows: Sequence[HoursRow]) -> dict[int, float]:
    """Hours of each unit; of one that stands in several rows their mean."""
    found: dict[int, list[float]] = {}
    for row in rows:
        whole = sum(weight for _unit, weight, _share in row.units)
        for unit, weight, _share in row.units:
            found.setdefault(unit, []).append(row.amount * weight / whole if whole else 0.0)
    return {unit: sum(amounts) / len(amounts) for unit, amounts in found.items()}


def _vmbo(units: Units) -> list[HoursRow]:
    made = []
    for key, group in units.groups.items():
        members = [unit for unit in units.left if unit.group == key and not unit.generic]
        if members:
            amount, why = _stated(members, units, HourUnit.KLOKUREN)
            why = why or _("aanname: ca. {} klokuren per module of keuzevak (SLO)").format(
                KLOKUREN_PER_UNIT
            )
            made.append(_row(key, group.name, (amount or KLOKUREN_PER_UNIT, why), members, units))
    return made


def _mbo(units: Units) -> list[HoursRow]:
    made = []
    for key, kwalificatie in units.kwalificaties.items():
        members = [unit for unit in units.right if key in unit.kwalificaties and not unit.generic]
        if members:
            name = f"{kwalificatie.title} ({kwalificatie.crebo})".replace(" ()", "")
            made.append(_row(key, name, _assumed(kwalificatie), members, units))
    loose = [unit for unit in units.right if not unit.kwalificaties and not unit.generic]
    groups: dict[str, list[UnitView]] = {}
    for unit in loose:
        groups.setdefault(unit.group, []).append(unit)
    for key, members in groups.items():
        stated, why = _stated(members, units, HourUnit.SBU)
        why = why or _("aanname: {} SBU per onderdeel").format(_SBU_PER_UNIT)
        made.append(
            _row(key, units.groups[key].name, (stated or _SBU_PER_UNIT, why), members, units)
        )
    return made


def _assumed(kwalificatie: Item) -> tuple[int, str]:
    """SBU for the werkprocessen of a kwalificatie, and the sum behind it."""
    niveau = max(kwalificatie.niveaus, default=0)
    counted = niveau or _UNKNOWN_NIVEAU
    amount = _YEARS[counted] * SBU_PER_YEAR - _KEUZEDELEN[counted]
    text = _("aanname: {years} × {year} SBU, min {keuzedelen} SBU keuzedelen; met bpv").format(
        years=_YEARS[counted], year=number(SBU_PER_YEAR), keuzedelen=_KEUZEDELEN[counted]
    )
    unknown = _("niveau onbekend")
    return amount, text if niveau else f"{text} ({unknown})"


def _stated(members: Sequence[UnitView], units: Units, unit: HourUnit) -> tuple[int, str]:
    """Hours when the source states them for every unit, and that it does."""
    found = [units.overlap.items[member.id].hours for member in members]
    amounts = [hours.amount for hours in found if hours and hours.unit is unit]
    if len(amounts) < len(members) or not sum(amounts):
        return 0, ""
    return round(sum(amounts)), _("uit de bron")


def _row(
    slug: str, name: str, hours: tuple[int, str], members: Sequence[UnitView], units: Units
) -> HoursRow:
    amount, why = hours
    weights = _weights(members, units)
    whole = sum(weights)
    share = sum(weight * member.coverage for weight, member in zip(weights, members, strict=True))
    return HoursRow(
        slug=slug,
        name=name,
        amount=amount,
        share=share / whole if whole else 0.0,
        why=why,
        units=tuple(
            (member.number, weight, round(member.coverage, 4))
            for weight, member in zip(weights, members, strict=True)
        ),
    )


def _weights(members: Sequence[UnitView], units: Units) -> list[float]:
    """Hours that the source states for each unit; else every unit weighs the same."""
    wanted = HourUnit.KLOKUREN if members[0].side is Side.VMBO else HourUnit.SBU
    found = [units.overlap.items[member.id].hours for member in members]
    stated = [hours.amount for hours in found if hours and hours.unit is wanted]
    return stated if len(stated) == len(members) and all(stated) else [1.0] * len(members)
