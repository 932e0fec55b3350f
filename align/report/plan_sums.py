"""The sum of time of a variant, and what the page needs to make that sum again.

Sources of the sums: rules V3, V5, V15, M3, M4 and M7 of `planning/rules.toml`; everything else is
an assumption in the plan. Klokuren only: SBU are never added to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from align.model import Leerweg, PlanUnit, Role, Side
from align.overlap.decided import decided_coverage
from align.planning.rules import load_rules
from align.planning.units import PRACTICAL, VMBO_YEARS
from align.report.plan_variant import Sums
from align.report.plan_view import Dial
from align.report.plan_wording import UNIT_WORDS
from align.report.translation import N_, _

if TYPE_CHECKING:
    from align.model import Assumption, Decisions, Freed, Overlap, Plan, Variant
    from align.planning.catalogue import Route


#: Assumptions that can be tried in the page: label, low, high, step. {} is the mbo leerweg.
_DIALS = (
    ("klokuren_module", N_("Klokuren van een profielmodule"), 0, 200, 5),
    ("klokuren_keuzevak", N_("Klokuren van een keuzevak"), 0, 200, 5),
    ("deel_herhaling", N_("Bij herhaling komt zoveel van de dubbele uren vrij"), 0, 1, 0.05),
    ("deel_verdieping", N_("Bij verdieping komt zoveel van de dubbele uren vrij"), 0, 1, 0.05),
    (
        "deel_voorbereiding",
        N_("Bij voorbereiding komt zoveel van de dubbele uren vrij"),
        0,
        1,
        0.05,
    ),
    (
        "sbu_per_jaar",
        N_("Studiebelasting van een mbo-jaar (bepaalt klokuren per SBU)"),
        1200,
        2000,
        20,
    ),
    ("bol_klokuren_per_jaar", N_("Klokuren in een studiejaar bol"), 700, 1300, 10),
    ("bbl_klokuren_per_jaar", N_("Klokuren in een studiejaar bbl"), 700, 1300, 10),
    ("route_klokuren_per_jaar", N_("Klokuren in een vmbo-jaar van deze route"), 700, 1300, 10),
    ("vmbo_klokuren_per_jaar", N_("Klokuren in een leerjaar vmbo"), 700, 1300, 5),
    ("zomer_klokuren", N_("Bpv in de zomer na leerjaar 4"), 0, 300, 10),
    ("bpv_boven_minimum", N_("Bpv boven het minimum, hele opleiding"), 0, 800, 10),
    ("generiek_bol_per_jaar", N_("Generieke vakken in een studiejaar bol"), 0, 400, 10),
    ("generiek_bbl_per_jaar", N_("Generieke vakken in een studiejaar bbl"), 0, 400, 10),
)


def _figure(rule: str, *path: str) -> float:
    """One figure of a rule; 0 where the rule has none for this path, as the page counts with it."""
    value: object = load_rules()[rule].values
    for name in path:
        value = value.get(name, 0) if isinstance(value, Mapping) else 0
    return value if isinstance(value, int | float) else 0.0


class PlanSums:
    """Sums of the variants of one plan."""

    def __init__(self, plan: Plan, route: Route) -> None:
        self.plan, self.route = plan, route
        self.value: Mapping[str, float] = {a.name: a.value for a in plan.assumptions}
        self.units: Mapping[str, PlanUnit] = {unit.id: unit for unit in plan.units}
        self._most_freed = max(
            (sum(f.klokuren for f in v.freed) for v in plan.variants if v.feasible), default=0
        )

    @property
    def early(self) -> str:
        """Name of the assumption for the time of a leerjaar of the vmbo."""
        return "route_klokuren_per_jaar" if self.route.one_regime else "vmbo_klokuren_per_jaar"

    @property
    def late(self) -> str:
        """Name of the assumption for the time of a studiejaar mbo."""
        return f"{self.plan.mbo_leerweg}_klokuren_per_jaar"

    def early_years(self, variant: Variant) -> int:
        """Leerjaren of the vmbo in a variant."""
        return min(variant.years, VMBO_YEARS)

    def room(self, variant: Variant) -> int:
        """Klokuren that the route has in a variant."""
        if variant.slots:
            return sum(slot.room for slot in variant.slots)
        early = self.early_years(variant)
        summer = self.value["zomer_klokuren"] if self.has_summer(variant) else 0
        late = variant.years - early
        return round(early * self.value[self.early] + late * self.value[self.late] + summer)

    def has_summer(self, variant: Variant) -> bool:
        """Whether the summer after leerjaar 4 can be used."""
        return self.route.summer and variant.years >= VMBO_YEARS

    def hours(self, variant: Variant, unit: str) -> int:
        """Klokuren of a unit in the timetable of a variant."""
        return sum(b.klokuren for s in variant.slots for b in s.blocks if b.unit == unit)

    def programme(self, variant: Variant) -> tuple[PlanUnit, ...]:
        """Units that fill both programmes: what is required, and what fills an obligation.

        Of what may be chosen, what takes the fewest klokuren counts as filling the obligation (and
        of those what is worth least), as in the sum of the plan; what is chosen above it uses room.
        """
        required = [unit for unit in self.plan.units if unit.required]
        if not variant.feasible:
            return (*required, *self._cheapest(Role.KEUZEVAK), *self._cheapest(Role.KEUZEDEEL))
        chosen = [c for c in variant.choices if c.chosen]
        order = sorted(chosen, key=lambda c: (self.units[c.unit].klokuren, c.value))
        found = [self.units[choice.unit] for choice in order]
        return (*required, *self._obliged(found))

    def spent(self, variant: Variant) -> tuple[tuple[PlanUnit, int], ...]:
        """Units that fill the room, with their klokuren when nothing is double, most first.

        What is double of them stands among the hours that are freed, and would count twice.
        """
        inside = {unit.id for unit in self.programme(variant)}
        units = ((self.units[c.unit], c.klokuren) for c in variant.choices if c.chosen)
        found = [
            (unit, planned if unit.flexible else unit.klokuren)
            for unit, planned in units
            if unit.id not in inside
        ]
        return tuple(sorted(found, key=lambda entry: -entry[1]))

    def _obliged(self, chosen: Sequence[PlanUnit]) -> list[PlanUnit]:
        keuzevakken = _figure("V5", self.plan.leerweg.value)
        load = _figure("M7", str(self.plan.niveau))
        found = []
        for unit in chosen:
            if unit.role is Role.KEUZEVAK and keuzevakken > 0:
                keuzevakken -= 1
                found.append(unit)
            elif unit.role is Role.KEUZEDEEL and load > 0:
                load -= unit.sbu or 0
                found.append(unit)
        return found

    def _cheapest(self, role: Role) -> list[PlanUnit]:
        """What fills an obligation when nothing was chosen: fewest klokuren first."""
        units = [u for u in self.plan.units if u.role is role and not u.required]
        units.sort(key=lambda unit: (unit.klokuren, bool(unit.code)))
        return self._obliged(units)

    def sums(self, variant: Variant) -> Sums:
        """The sum of time of a variant."""
        units = self.programme(variant)
        vmbo, mbo = (sum(u.klokuren for u in units if u.side is side) for side in Side)
        room, freed = self.room(variant), sum(f.klokuren for f in variant.freed)
        if not variant.feasible and not variant.freed:
            # The solver says what is missing when all is freed that can be: the rest follows.
            freed = max(0, vmbo + mbo - room - variant.missing)
            freed = freed if variant.missing else self._most_freed
        needed = vmbo + mbo - freed
        used = sum(klokuren for _unit, klokuren in self.spent(variant))
        space = room - needed
        return Sums(
            room=room,
            vmbo=vmbo,
            mbo=mbo,
            freed=freed,
            needed=needed,
            space=space,
            used=used,
            rest=space - used if variant.feasible else 0,
            short=variant.missing,
        )

    def dials(self) -> tuple[Dial, ...]:
        """Assumptions that the page can calculate with."""
        known = {a.name: a for a in self.plan.assumptions}
        other = "bbl" if self.plan.mbo_leerweg == "bol" else "bol"
        return tuple(
            _dial(known[name], label, low, high, step)
            for name, label, low, high, step in _DIALS
            if name in known
            and f"{other}_" not in name
            and (name != "route_klokuren_per_jaar" or self.route.one_regime)
            and (name != "zomer_klokuren" or self.route.summer)
        )

    def payload(
        self, overlap: Overlap, variants: Sequence[Variant], decisions: Decisions | None
    ) -> dict[str, object]:
        """What the script needs to make the sums again; templates/plan_sums.js says how."""
        plan = self.plan
        years, leerweg, bol = plan.nominal - VMBO_YEARS, plan.leerweg, plan.mbo_leerweg == "bol"
        practical = any(u.id == PRACTICAL for u in plan.units)
        least = _figure("M3", "bpv", str(years)) if bol else years * _figure("M4", "bpv")
        return {
            "values": dict(self.value),
            "early": self.early,
            "late": self.late,
            "generic": f"generiek_{plan.mbo_leerweg}_per_jaar",
            "mboYears": years,
            "bol": bol,
            "bblTaught": _figure("M4", "bot"),
            "bpvLeast": least,
            "obligation": _figure("M7", str(plan.niveau)),
            "modules": 0 if leerweg is Leerweg.TL else _figure("V3", leerweg.value),
            "keuzevakken": _figure("V5", leerweg.value),
            "practical": practical,
            "atMost": _figure("G1", "hoogstens"),
            "units": {
                unit.id: [unit.role.name.lower(), unit.klokuren, unit.sbu or 0, len(unit.parts)]
                for unit in plan.units
            },
            "variants": [self._variant(variant, overlap, decisions) for variant in variants],
        }

    def _variant(
        self, variant: Variant, overlap: Overlap, decisions: Decisions | None
    ) -> dict[str, object]:
        early = self.early_years(variant)
        sums = self.sums(variant)
        return {
            "slug": variant.goal.value,
            "feasible": variant.feasible,
            "early": early,
            "late": variant.years - early,
            "summer": self.has_summer(variant),
            "programme": [unit.id for unit in self.programme(variant)],
            "freed": sums.freed,
            "used": sums.used,
            "missing": variant.missing,
            "pairs": [self._pair(f) for f in self._pairs_of(variant)],
            "shares": self._shares(self._pairs_of(variant), overlap, decisions),
        }

    def _pairs_of(self, variant: Variant) -> Sequence[Freed]:
        """Pairs that free hours; where a variant has none of its own, those of the others."""
        if variant.freed:
            return variant.freed
        found = {(f.left, f.right): f for v in self.plan.variants for f in v.freed}
        return [found[key] for key in sorted(found)]

    def _pair(self, freed: Freed) -> dict[str, object]:
        return {
            "left": [freed.left_unit, self._part(freed.left_unit, freed.left), freed.left],
            "right": [freed.right_unit, self._part(freed.right_unit, freed.right), freed.right],
            "shares": [freed.left_covered, freed.right_covered],
            "part": f"deel_{freed.relation.value}" if freed.relation else "",
            "fixed": freed.most if freed.fixed else None,
        }

    def _part(self, unit: str, item: str) -> int:
        """Place of an item among the parts of its unit; -1 when the unit is compared whole."""
        names = [name for name, _hours in self.units[unit].parts]
        return names.index(item) if item in names else -1

    def _shares(
        self, pairs: Sequence[Freed], overlap: Overlap, decisions: Decisions | None
    ) -> dict[str, float]:
        """Share of each side of the pairs that comes back anywhere: what can be freed of it."""
        if decisions:
            found = decided_coverage(overlap, decisions)
            shares = {**found.left, **found.right}
        else:
            shares = {**overlap.left_coverage, **overlap.right_coverage}
        known = {}
        for pair in pairs:
            for name, bound, hours in (
                (pair.left, pair.left_bound, pair.left_hours),
                (pair.right, pair.right_bound, pair.right_hours),
            ):
                share = bound / hours if bound and hours else shares.get(name, 0.0)
                known[name] = round(share, 6)
        return known


def _dial(assumption: Assumption, label: str, low: float, high: float, step: float) -> Dial:
    return Dial(
        name=assumption.name,
        label=_(label),
        unit=_("1 is alles") if assumption.unit == "aandeel" else _(UNIT_WORDS[assumption.unit]),
        value=f"{assumption.value:g}",
        low=f"{min(low, assumption.value):g}",
        high=f"{max(high, assumption.value):g}",
        step=f"{step:g}",
    )
