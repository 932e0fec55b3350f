"""How many hours of each side come back: assumed hours of a unit times the share that comes back.

Klokuren (vmbo) and SBU (mbo) are never added to each other. Every amount is an assumption that the
page shows and lets the reader change, unless the source states it.

The assumptions are figures of `planning/rules.toml`, with their sources there: klokuren of a module
or keuzevak (V10), years of a niveau (M1), SBU of a studiejaar (M2), klokuren that are taught or bpv
(M3) and SBU of keuzedelen (M7).
"""

from __future__ import annotations

from collections.abc import Sequence

from align.model import HourUnit, Item, Kind, Side
from align.planning.kwalificaties import usual_years
from align.planning.rules import figure
from align.report.page import HoursRow, HoursView, PairView, UnitView
from align.report.translation import _
from align.report.units import Units
from align.report.wording import number, with_crebo

_UNKNOWN_NIVEAU = 3


def hours_view(units: Units) -> HoursView:
    """Hours of every module, keuzevak and kwalificatie; what stands apart is left out."""
    return HoursView(vmbo=tuple(_vmbo(units)), mbo=tuple(_mbo(units)))


def weigh(pairs: Sequence[PairView], view: HoursView) -> dict[str, float]:
    """What a pair matters: its chance times the klokuren that come back, the lesser of both sides.

    Returns:
        weight by id of the pair.
    """
    vmbo = _per_unit(view.vmbo)
    mbo = {unit: sbu * klokuren_per_sbu() for unit, sbu in _per_unit(view.mbo).items()}
    return {
        pair.id: pair.source.probability
        * min(
            vmbo.get(pair.left.number, 0.0) * pair.source.left_covered,
            mbo.get(pair.right.number, 0.0) * pair.source.right_covered,
        )
        for pair in pairs
    }


def klokuren_per_sbu() -> float:
    """Share of the SBU of a BOL-opleiding that is taught or bpv."""
    return figure("M3", "totaal", "1") / figure("M2", "sbu_per_jaar")


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
    usual = int(figure("V10", "per_stuk"))
    for key, group in units.groups.items():
        members = [unit for unit in units.left if unit.group == key and not unit.generic]
        if members:
            amount, why = _stated(members, units, HourUnit.KLOKUREN)
            why = why or _("aanname: ca. {} klokuren per module of keuzevak (SLO)").format(usual)
            made.append(_row(key, group.name, (amount or usual, why), members, units))
    return made


def _mbo(units: Units) -> list[HoursRow]:
    made = []
    for key, kwalificatie in units.kwalificaties.items():
        members = [
            unit
            for unit in units.right
            if key in unit.kwalificaties and not unit.generic and _of_kwalificatie(unit)
        ]
        if members:
            name = with_crebo(kwalificatie.title, kwalificatie.crebo)
            made.append(_row(key, name, _assumed(kwalificatie), members, units))
    loose = [unit for unit in units.right if not unit.generic and not _of_kwalificatie(unit)]
    groups: dict[str, list[UnitView]] = {}
    for unit in loose:
        groups.setdefault(unit.group, []).append(unit)
    usual = int(figure("M7", "eenheid"))
    for key, members in groups.items():
        stated, why = _stated(members, units, HourUnit.SBU)
        why = why or _("aanname: {} SBU per onderdeel").format(usual)
        made.append(_row(key, units.groups[key].name, (stated or usual, why), members, units))
    return made


def _of_kwalificatie(unit: UnitView) -> bool:
    """Whether its hours are among those of a kwalificatie; those of keuzedelen come on top."""
    return bool(unit.kwalificaties) and unit.kind != Kind.KEUZEDEEL.value


def _assumed(kwalificatie: Item) -> tuple[int, str]:
    """SBU for the werkprocessen of a kwalificatie, and the sum behind it."""
    niveau = max(kwalificatie.niveaus, default=0)
    counted = niveau or _UNKNOWN_NIVEAU
    years, year = usual_years(counted), int(figure("M2", "sbu_per_jaar"))
    keuzedelen = int(figure("M7", str(counted)))
    amount = years * year - keuzedelen
    text = _("aanname: {years} × {year} SBU, min {keuzedelen} SBU keuzedelen; met bpv").format(
        years=years, year=number(year), keuzedelen=keuzedelen
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
